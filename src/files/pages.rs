//! Documents go out as files to be saved; pictures also to be looked at.

use super::{forms, model::File, policy::Remove, store};
use crate::{
    access::Record as _,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Id,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "files/removal.html")]
struct RemovalPage {
    layout: Layout,
    file: File,
}

impl RemovalPage {
    fn action(&self) -> String {
        format!("{}/removal", self.file.url())
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nothing {}

/// `GET /files/{id}`
pub async fn show(Id(id): Id, cx: Ctx) -> Result<Response> {
    send(id, cx, false).await
}

/// `GET /files/{id}/picture`
pub async fn picture(Id(id): Id, cx: Ctx) -> Result<Response> {
    send(id, cx, true).await
}

/// `GET /files/{id}/removal`
pub async fn ask_removal(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let file = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Remove, &file)?;
    Ok(cx.page(&RemovalPage { layout: Layout::new(&cx), file }))
}

/// `POST /files/{id}/removal`
pub async fn remove(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let file = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Remove, &file)?;
    store::remove(&mut cx.tx, permit).await?;
    cx.saved(file.record_url.clone(), "files-removed").await
}

/// The bytes, once it is on disk that somebody of another actor opened them. The transaction ends before they travel.
async fn send(id: uuid::Uuid, mut cx: Ctx, inline: bool) -> Result<Response> {
    let file = store::find(&mut cx.tx, id).await?;
    if inline && !file.media.is_picture() {
        return Err(Error::NotFound);
    }
    cx.opened(file.opened_kind.as_str(), file.opened_id, file.owner_id, "file").await?;
    let blobs = cx.state.blobs.clone();
    drop(cx);
    let mut response = blobs.body(file.id()).await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media.mime()));
    headers.insert(header::CONTENT_LENGTH, file.bytes.into());
    let disposition = HeaderValue::try_from(forms::disposition(&file.name, inline));
    headers.insert(
        header::CONTENT_DISPOSITION,
        disposition.map_err(|error| Error::Internal(error.to_string()))?,
    );
    Ok(response)
}
