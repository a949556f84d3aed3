//! Forms that bring a file: read piece by piece, while no transaction waits for a slow line.

use super::{
    AppState,
    context::Ctx,
    error::{Error, Result},
};
use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::request::Parts,
};
use std::sync::Mutex;

/// A form that has not been read yet. [`Upload::open`] first, to see whether it may come at all; then [`Upload::read`].
pub struct Upload {
    parts: Parts,
    state: AppState,
    /// Behind a lock only because a body may not be shared between threads.
    body: Mutex<Option<Body>>,
}

impl FromRequest<AppState> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Upload> {
        let (parts, body) = request.into_parts();
        Ok(Upload { parts, state: state.clone(), body: Mutex::new(Some(body)) })
    }
}

impl Upload {
    /// A context of whoever sends it. Not to be kept while the body is read: it holds a connection to Postgres.
    pub async fn open(&self) -> Result<Ctx> {
        Ctx::of_known(&self.parts, &self.state).await
    }

    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// The path of the form, which its one-time key belongs to.
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// The parts of the form in the order they come; once.
    pub async fn read(&self) -> Result<Multipart> {
        let body = self.body.lock().ok().and_then(|mut body| body.take()).unwrap_or_default();
        let mut request = Request::new(body);
        *request.headers_mut() = self.parts.headers.clone();
        // The size is the door's to limit, not the extractor's.
        *request.extensions_mut() = self.parts.extensions.clone();
        Multipart::from_request(request, &())
            .await
            .map_err(|error| Error::Unreadable(error.to_string()))
    }
}

/// The next part, or the end.
pub async fn next(parts: &mut Multipart) -> Result<Option<Field<'_>>> {
    parts.next_field().await.map_err(broken_off)
}

/// A short text of the form.
pub async fn text(mut field: Field<'_>, most: usize) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken_off)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > most {
            return Err(Error::TooLarge);
        }
    }
    String::from_utf8(bytes).map_err(|_| Error::Unreadable("the form is not UTF-8".to_owned()))
}

/// What a line that broke off, or a body that is no form, becomes. The door answers for one that is too large or too slow.
#[expect(clippy::needless_pass_by_value, reason = "handed to `map_err`")]
pub fn broken_off(cause: axum::extract::multipart::MultipartError) -> Error {
    Error::Unreadable(cause.to_string())
}
