//! Who may ask: the page that this program gave out, and nothing else in the browser.
//!
//! A page of another site can make a browser send requests to the loopback address. It cannot read the answers, unless its
//! own name is made to lead there (DNS rebinding): so a foreign `Host` is refused. It must not change anything: so is a
//! foreign `Origin`, and whatever is more than a look must show the token, which only the page of this start knows.

use super::Preview;
use super::answer::Refusal;
use crate::words::serve as words;
use axum::extract::{Request, State};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The header that carries the token.
pub const TOKEN: &str = "x-recens-token";

/// What every answer says to the browser, its [`policy`] aside.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Refuses strangers, and sets the headers of every answer.
pub async fn guard(State(preview): State<Arc<Preview>>, request: Request, next: Next) -> Response {
    let mut response = match stranger(request.method(), request.headers(), &preview).or_else(|| too_large(request.headers(), &preview)) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy(&preview.nonce)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What the page may load: its own script, style and font. The editor writes its style sheets itself, and shows the nonce for it.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// The answer to an address that leads nowhere.
pub async fn nothing_here(State(preview): State<Arc<Preview>>) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, &words::nothing_here(), preview.lang)
}

fn stranger(method: &Method, headers: &HeaderMap, preview: &Preview) -> Option<Refusal> {
    let refuse = |why: model::diagnostic::Text| Some(Refusal::new(StatusCode::FORBIDDEN, &why, preview.lang));
    let hosts = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", preview.port));
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?").to_ascii_lowercase());
    if headers.get_all(header::HOST).iter().count() != 1 || !text(&header::HOST).is_some_and(|host| hosts.contains(&host)) {
        return refuse(words::foreign_host());
    }
    let own = |origin: &String| hosts.iter().any(|host| *origin == format!("http://{host}"));
    if text(&header::ORIGIN).is_some_and(|origin| !own(&origin)) {
        return refuse(words::foreign_origin());
    }
    let site = text(&HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        return refuse(words::foreign_origin());
    }
    if method == Method::GET || method == Method::HEAD {
        return None;
    }
    let token = headers.get(TOKEN).map(HeaderValue::as_bytes).unwrap_or_default();
    if !same(token, preview.token.as_bytes()) {
        return refuse(words::wrong_token());
    }
    None
}

/// What announces more than is read is refused before it is sent.
fn too_large(headers: &HeaderMap, preview: &Preview) -> Option<Refusal> {
    let announced = headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse::<usize>().ok()?;
    (announced > super::LARGEST).then(|| Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, &words::too_large(), preview.lang))
}

/// Equality that takes as long wherever the first difference is.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (one, other)| differs | (one ^ other)) == 0
}
