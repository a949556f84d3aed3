//! Taking the register out as an activity file: asked for by a form, fetched by a link that dies in a day.

use super::{
    iati,
    model::{Activity, Export},
    policy::Take,
    store,
};
use crate::{
    access::Record as _,
    i18n::Text,
    qips::{self, pages::ListQuery},
    reference,
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
    http::header,
    response::{IntoResponse, Response},
};
use jiff_sqlx::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Projects of a file at most; more are asked for with a filter.
pub const CAP: usize = 5_000;

/// The list to take out, as it stands in the address of its page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportForm {
    pub query: String,
}

/// `POST /qips/exports`
pub async fn create(post: Post<ExportForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let query: ListQuery = serde_html_form::from_str(&form.query).unwrap_or_default();
    let query = ListQuery { after: String::new(), q: String::new(), ..query };
    let now = Timestamp::from(crate::clock::now());
    let export = Export {
        id: Uuid::now_v7(),
        reference: reference::new(),
        query: serde_html_form::to_string(&query).unwrap_or_default(),
        post_id: cx.viewer().post.unwrap_or_default(),
        created_at: now,
        expires_at: now,
        is_dead: false,
    };
    let permit = cx.tx.permit(Take, &export)?;
    store::insert(&mut cx.tx, permit).await?;
    cx.saved(export.url(), "").await
}

#[derive(Template)]
#[template(path = "qips/export.html")]
struct ExportPage {
    layout: Layout,
    export: Export,
    count: usize,
    is_cut: bool,
    list: String,
}

/// `GET /qips/exports/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let export = store::find(&mut cx.tx, id).await?;
    let query: ListQuery = serde_html_form::from_str(&export.query).unwrap_or_default();
    let (activities, is_cut) = activities(&mut cx, &query).await?;
    Ok(cx.page(&ExportPage {
        layout: Layout::new(&cx),
        count: activities.len(),
        is_cut,
        list: query.url("/qips"),
        export,
    }))
}

/// What the list tells now, and whether it was cut.
async fn activities(cx: &mut Ctx, query: &ListQuery) -> Result<(Vec<Activity>, bool)> {
    let filter = query.filter(cx);
    let wanted = i64::try_from(CAP + 1).unwrap_or(i64::MAX);
    let mut lines = qips::store::rows(&mut cx.tx, &filter, wanted).await?;
    let is_cut = lines.len() > CAP;
    lines.truncate(CAP);
    // A state stands only where the file is seen: a card tells too little for an activity file, and no more of it is asked.
    let files: Vec<Uuid> =
        lines.iter().filter(|line| line.state.is_some()).map(|line| line.id).collect();
    Ok((store::activities(&mut cx.tx, &files).await?, is_cut))
}

/// `GET /qips/exports/{id}/file`
pub async fn file(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let export = store::find(&mut cx.tx, id).await?;
    if export.is_dead {
        return Err(Error::NotFound);
    }
    let query: ListQuery = serde_html_form::from_str(&export.query).unwrap_or_default();
    let (activities, is_cut) = activities(&mut cx, &query).await?;
    if activities.is_empty() {
        return Err(Error::Conflict { reason: "qips-late-nothing-told", url: export.url() });
    }
    let reporter = store::reporter(&mut cx.tx).await?;
    let mark = mark(&export, &cx, is_cut);
    let made_at = export.created_at.to_jiff();
    drop(cx);
    let made =
        tokio::task::spawn_blocking(move || iati::write(&mark, made_at, &reporter, &activities))
            .await;
    let bytes = made.map_err(|error| Error::Internal(error.to_string()))??;
    let name = format!("projects-{}.iati.xml", reference::show(&export.reference));
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// What stands on top: reference, who took it, when, and whether it is all.
fn mark(export: &Export, cx: &Ctx, is_cut: bool) -> String {
    let at = export.created_at.to_jiff().to_zoned(cx.house.zone.clone());
    let text = Text::new(if is_cut { "qips-export-mark-cut" } else { "qips-export-mark" });
    text.with("mission", cx.house.mission_name.as_str())
        .with("reference", reference::show(&export.reference))
        .with("person", cx.viewer().name.as_str())
        .with("at", at.strftime("%Y-%m-%d %H:%M %Z").to_string())
        .with("cap", CAP)
        .say(cx.lang)
}
