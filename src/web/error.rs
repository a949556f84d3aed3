//! The one error type that handlers return, and the page each becomes.

use super::forms::Errors;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the session ran out. Carries the form that was kept, if one was.
    #[error("not signed in")]
    SignedOut { back: String, parked: Option<uuid::Uuid> },
    /// Signed in, but the second factor is still owed.
    #[error("second factor owed")]
    SecondStep,
    /// The house requires a second factor and this person has none yet.
    #[error("second factor not set up")]
    NoSecondFactor,
    /// Signed in, but no post is in force.
    #[error("no post in force")]
    NoPost,
    #[error("no such page")]
    NotFound,
    /// The reason is a key of the catalogues.
    #[error("not allowed: {0}")]
    Forbidden(&'static str),
    /// Somebody else was first. The page says so and links to what happened.
    #[error("conflict: {reason}")]
    Conflict { reason: &'static str, url: String },
    /// The same form came again and leads to the same result.
    #[error("repeated form")]
    Repeated { location: String, notice: String, key: uuid::Uuid },
    /// The same form came again with other contents.
    #[error("changed repeat of a form")]
    ChangedRepeat { location: String },
    /// What was typed is wrong. The handler shows the form again.
    #[error("the form has mistakes")]
    Invalid(Errors),
    /// The form has fields that this page does not know, or one of them twice.
    #[error("the form cannot be read: {0}")]
    Unreadable(String),
    #[error("the form is too large")]
    TooLarge,
    #[error("too many tries, wait {seconds} s")]
    TooMany { seconds: i32 },
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error("{0}")]
    Internal(String),
}

/// What an error page says; the layer `html::error_pages` turns it into a page in the reader's language.
#[derive(Clone, Debug)]
pub struct Fault {
    pub status: StatusCode,
    /// Names two texts: `<key>-title` and `<key>-text`.
    pub key: &'static str,
    /// A key that says why.
    pub reason: Option<&'static str>,
    pub detail: Option<String>,
    pub link: Option<String>,
}

impl Fault {
    fn new(status: StatusCode, key: &'static str) -> Fault {
        Fault { status, key, reason: None, detail: None, link: None }
    }
}

impl Error {
    /// Whether Postgres is away, rather than unhappy with a statement.
    fn is_away(cause: &sqlx::Error) -> bool {
        match cause {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed => true,
            // 57P: the server is shutting down or starting up.
            sqlx::Error::Database(cause) => {
                cause.code().is_some_and(|code| code.starts_with("57P"))
            }
            _ => false,
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Error::NoPost => Fault::new(StatusCode::FORBIDDEN, "frame-error-no-post"),
            Error::Forbidden(reason) => Fault {
                reason: Some(reason),
                ..Fault::new(StatusCode::FORBIDDEN, "frame-error-forbidden")
            },
            Error::Conflict { reason, url } => Fault {
                reason: Some(reason),
                link: Some(url.clone()),
                ..Fault::new(StatusCode::CONFLICT, "frame-error-conflict")
            },
            Error::ChangedRepeat { location } => Fault {
                link: Some(location.clone()),
                ..Fault::new(StatusCode::CONFLICT, "frame-error-repeat")
            },
            Error::Invalid(_) => {
                Fault::new(StatusCode::UNPROCESSABLE_ENTITY, "frame-error-invalid")
            }
            Error::Unreadable(detail) => Fault {
                detail: Some(detail.clone()),
                ..Fault::new(StatusCode::UNPROCESSABLE_ENTITY, "frame-error-bad-request")
            },
            Error::TooLarge => Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "frame-error-too-large"),
            Error::TooMany { .. } => {
                Fault::new(StatusCode::TOO_MANY_REQUESTS, "frame-error-too-many")
            }
            Error::Database(cause) if Error::is_away(cause) => {
                Fault::new(StatusCode::SERVICE_UNAVAILABLE, "frame-away")
            }
            Error::Database(_) | Error::Internal(_) => {
                Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "frame-error-failed")
            }
            _ => Fault::new(StatusCode::NOT_FOUND, "frame-error-not-found"),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Error::Database(_) | Error::Internal(_) = &self {
            tracing::error!(error = %self, "request failed");
        }
        let redirect = match &self {
            Error::SignedOut { back, parked } => Some(super::html::sign_in_url(back, *parked)),
            Error::SecondStep => Some("/sign-in/second-step".to_owned()),
            Error::NoSecondFactor => Some("/account/second-factor".to_owned()),
            Error::Repeated { location, notice, .. } => {
                return super::html::redirect_with_notice(location, notice);
            }
            _ => None,
        };
        if let Some(to) = redirect {
            return axum::response::Redirect::to(&to).into_response();
        }
        let fault = self.fault();
        let mut response = fault.status.into_response();
        if let Error::TooMany { seconds } = self {
            response.headers_mut().insert(axum::http::header::RETRY_AFTER, seconds.max(1).into());
        }
        response.extensions_mut().insert(fault);
        response
    }
}
