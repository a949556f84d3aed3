//! Drafts on the server: saved while typing, seen by one's own office only, discarded.

use super::{
    forms::{AskForm, Nothing},
    model::DraftSlot,
    policy::{DiscardDraft, SaveDraft},
    store,
};
use crate::web::{
    context::Post,
    error::{Error, Result},
    extract::Id,
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

/// `POST /drafts/request`
pub async fn save(post: Post<AskForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let id = Uuid::parse_str(&form.draft).map_err(|_| Error::Unreadable("draft".to_owned()))?;
    let slot = DraftSlot { id, actor: cx.viewer().actor };
    let permit = cx.tx.permit(SaveDraft, &slot)?;
    let typed = AskForm { step: String::new(), ..form };
    let typed = serde_html_form::to_string(&typed).unwrap_or_default();
    store::save_draft(&mut cx.tx, permit, &typed).await?;
    cx.tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /drafts/{id}/removal`
pub async fn discard(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let slot = DraftSlot { id, actor: cx.viewer().actor };
    let permit = cx.tx.permit(DiscardDraft, &slot)?;
    store::discard_draft(&mut cx.tx, permit).await?;
    cx.saved("/ask".to_owned(), "frame-notice-draft-discarded").await
}
