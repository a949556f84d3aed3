//! The published checkpoints: what anybody may keep, to tell later that the chain is still the same.

use super::{model::Published, store};
use crate::web::{context::Open, error::Result, extract::Query, filters, html::Layout};
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

/// Checkpoints of a page.
const PAGE: i64 = 50;
/// Lines of the list for `cimic-house verify`: over a year of hours.
const LIST: i64 = 10_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CheckpointQuery {
    pub before: Option<i64>,
}

#[derive(Template)]
#[template(path = "audit/checkpoints.html")]
struct CheckpointsPage {
    layout: Layout,
    checkpoints: Vec<Published>,
    next: Option<String>,
}

/// `GET /audit/checkpoints`
pub async fn index(Query(query): Query<CheckpointQuery>, Open(mut cx): Open) -> Result<Response> {
    let mut checkpoints = store::published(&mut cx.tx, query.before, PAGE).await?;
    let most = usize::try_from(PAGE).unwrap_or(50);
    let more = checkpoints.len() > most;
    checkpoints.truncate(most);
    let next = checkpoints.last().filter(|_| more);
    let next = next.map(|last| format!("/audit/checkpoints?before={}", last.hour));
    Ok(cx.page(&CheckpointsPage { layout: Layout::new(&cx), checkpoints, next }))
}

/// `GET /audit/checkpoints.txt`: a line a checkpoint, the newest first.
pub async fn list(Open(mut cx): Open) -> Result<Response> {
    let checkpoints = store::published(&mut cx.tx, None, LIST).await?;
    let head = "# microseconds since 1970, SHA-256 of the chain, Ed25519 key, signature\n";
    let body: String = checkpoints.iter().map(Published::line).collect();
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, format!("{head}{body}")).into_response())
}
