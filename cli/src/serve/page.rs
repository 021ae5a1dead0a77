//! The page and what it loads, all inside the program.

use super::Preview;
use super::answer::Refusal;
use crate::words::serve as words;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::diagnostic::Lang;
use render::text::Weight;
use std::sync::Arc;

const PAGE: &str = include_str!("../../page/dist/serve.html");
const SCRIPT: &str = include_str!("../../page/dist/serve.js");
const STYLE: &str = include_str!("../../page/dist/serve.css");

/// `GET /`.
pub async fn index(State(preview): State<Arc<Preview>>) -> Response {
    let lang = match preview.lang {
        Lang::Fr => "fr",
        Lang::En => "en",
    };
    let page = PAGE
        .replace("{{lang}}", lang)
        .replace("{{token}}", &preview.token)
        .replace("{{nonce}}", &preview.nonce)
        .replace("{{title}}", &render::svg::attribute(&preview.title));
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// `GET /assets/NAME`.
pub async fn asset(State(preview): State<Arc<Preview>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let (kind, bytes) = match name.as_str() {
        "serve.js" => ("text/javascript; charset=utf-8", SCRIPT.as_bytes()),
        "serve.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "inter-400.woff2" => ("font/woff2", Weight::Regular.whole_web_file()),
        "inter-700.woff2" => ("font/woff2", Weight::Bold.whole_web_file()),
        _ => return Err(Refusal::new(StatusCode::NOT_FOUND, &words::nothing_here(), preview.lang)),
    };
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}
