//! A paper for one reader: its frame says who printed it and when, and the answer is a file.

use super::pieces::{Frame, Paper};
use crate::{
    i18n::{Text, say},
    reference,
    web::{
        context::{Ctx, shown_role},
        error::{Error, Result},
        filters::write_time,
    },
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};

/// The frame of a paper about the record with this reference, in the language of `cx`; `label` says who may see it.
pub fn frame(cx: &Ctx, reference: &str, url: String, label: String) -> Frame {
    let viewer = cx.viewer();
    let now = jiff_sqlx::Timestamp::from(crate::clock::now());
    let post = shown_role(viewer).map(|role| {
        format!(", {}, {}", say(cx.lang, &format!("role-{role}"), None), viewer.actor_name)
    });
    let foot = Text::new("paper-foot")
        .with("reference", reference::show(reference))
        .with("person", format!("{}{}", viewer.name, post.unwrap_or_default()))
        .with("at", write_time(&now, &cx.voice()));
    Frame {
        lang: cx.lang,
        house: say(cx.lang, "frame-house", None),
        mission: cx.house.mission_name.clone(),
        label,
        foot: foot.say(cx.lang),
        mark: None,
        url,
    }
}

/// The paper as a file of this name. The reader's transaction ends before it is drawn.
pub async fn answer(cx: Ctx, paper: Paper, name: &str) -> Result<Response> {
    drop(cx);
    let made = tokio::task::spawn_blocking(move || super::pdf(&paper)).await;
    let bytes = made.map_err(|error| Error::Internal(error.to_string()))??;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.pdf\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
