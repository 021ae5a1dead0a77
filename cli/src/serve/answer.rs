//! Answers: JSON, and refusals that say why in the page's language.

use crate::complaint::Complaint;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::diagnostic::{Lang, Text};
use serde::Serialize;

/// An answer, or why there is none.
pub type Answer = Result<Response, Refusal>;

/// Why a request is refused.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    why: String,
}

impl Refusal {
    /// A refusal with its reason.
    pub fn new(status: StatusCode, why: &Text, lang: Lang) -> Self {
        Self { status, why: why.get(lang).to_owned() }
    }

    /// What a failing environment says.
    pub fn failed(error: &anyhow::Error, lang: Lang) -> Self {
        let why = match error.downcast_ref::<Complaint>() {
            Some(Complaint(text)) => text.get(lang).to_owned(),
            None => format!("{error:#}"),
        };
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, why }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Why<'a> {
            error: &'a str,
        }
        let mut response = json(&Why { error: &self.why });
        *response.status_mut() = self.status;
        response
    }
}

/// A value as JSON.
pub fn json(value: &impl Serialize) -> Response {
    let body = serde_json::to_string(value).expect("strings, numbers and lists always serialise");
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
