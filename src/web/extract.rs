//! Our own extractors, where axum's answer would not be a page.

use super::error::{Error, Result};
use crate::reference;
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// The `{id}` of the address. Anything that is not an id is a page that does not exist.
pub struct Id(pub Uuid);

/// Two ids of the address: a record's, and that of a part of it.
pub struct Ids(pub Uuid, pub Uuid);

/// The `{reference}` of the address, as typed by people.
pub struct Ref(pub String);

/// Both, for the parts of a record: `/requests/{reference}/offers/{id}`.
pub struct RefId(pub String, pub Uuid);

/// A record and a part of it that is named by a word: `/qips/{reference}/sections/{section}`.
pub struct RefWord(pub String, pub String);

/// The state of a list in the address. Unknown names are ignored, unreadable values are as if left out.
pub struct Query<T>(pub T);

/// The browser's name for lists of sessions, shortened; never logged.
pub struct Device(pub String);

/// The address a request came from, as the door knows it; only ever used hashed.
pub struct Client(pub String);

/// The secret of a link: `/welcome/{token}`.
pub struct Token(pub String);

/// The `{code}` of the address, of at most 40 characters: of an area, an objective, a list.
pub struct Code(pub String);

/// How the house is called from outside: `https://house.example.org`, from a host that the door let in.
pub struct Origin(pub String);

#[expect(clippy::disallowed_types, reason = "these are the wrappers around Path")]
async fn path<T: DeserializeOwned + Send, S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
) -> Result<T> {
    let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
    path.map(|axum::extract::Path(value)| value).map_err(|_| Error::NotFound)
}

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Id> {
        path(parts, state).await.map(Id)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Ids> {
        path(parts, state).await.map(|(id, part)| Ids(id, part))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ref {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Ref> {
        let typed: String = path(parts, state).await?;
        reference::parse(&typed).map(Ref).ok_or(Error::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RefId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<RefId> {
        let (typed, id): (String, Uuid) = path(parts, state).await?;
        reference::parse(&typed).map(|reference| RefId(reference, id)).ok_or(Error::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RefWord {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<RefWord> {
        let (typed, word): (String, String) = path(parts, state).await?;
        reference::parse(&typed).map(|reference| RefWord(reference, word)).ok_or(Error::NotFound)
    }
}

impl<T: DeserializeOwned + Default + Send, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query<T>> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Query(serde_html_form::from_str(query).unwrap_or_default()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Device {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Device> {
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Ok(Device(agent.chars().take(120).collect()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Client> {
        let address = parts.extensions.get::<super::security::ClientAddr>();
        Ok(Client(address.map_or_else(|| "unknown".to_owned(), |known| known.0.to_string())))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Token> {
        path(parts, state).await.map(Token)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Code {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Code> {
        let code: String = path(parts, state).await?;
        if code.chars().count() > 40 || code.contains('\0') {
            return Err(Error::NotFound);
        }
        Ok(Code(code))
    }
}

impl FromRequestParts<super::AppState> for Origin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &super::AppState) -> Result<Origin> {
        let host = parts.headers.get(header::HOST).and_then(|value| value.to_str().ok());
        let scheme = if state.https { "https" } else { "http" };
        Ok(Origin(format!("{scheme}://{}", host.unwrap_or("localhost"))))
    }
}
