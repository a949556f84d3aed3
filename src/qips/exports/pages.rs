//! Taking the register out, as a table or as an activity file: asked for by a form, fetched by a link that dies in a day.

use super::{
    iati,
    model::{Activity, Export},
    policy::Take,
    store, tables,
};
use crate::{
    access::Record as _,
    i18n::{Lang, Text},
    qips::{self, model::Line, pages::ListQuery},
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
    let (lines, is_cut) = lines(cx, query, CAP).await?;
    // A state stands only where the file is seen: a card tells too little for an activity file, and no more of it is asked.
    let files: Vec<Uuid> =
        lines.iter().filter(|line| line.state.is_some()).map(|line| line.id).collect();
    Ok((store::activities(&mut cx.tx, &files).await?, is_cut))
}

/// `GET /qips/exports/{id}/file`
pub async fn file(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let (export, query) = alive(&mut cx, id).await?;
    let (activities, is_cut) = activities(&mut cx, &query).await?;
    if activities.is_empty() {
        return Err(Error::Conflict { reason: "qips-late-nothing-told", url: export.url() });
    }
    let reporter = store::reporter(&mut cx.tx).await?;
    let mark = mark(&export, &cx, is_cut.then_some(CAP));
    let made_at = export.created_at.to_jiff();
    drop(cx);
    let made =
        tokio::task::spawn_blocking(move || iati::write(&mark, made_at, &reporter, &activities))
            .await;
    let bytes = made.map_err(|error| Error::Internal(error.to_string()))??;
    Ok(sent(&export, "application/xml; charset=utf-8", "iati.xml", bytes))
}

/// `GET /qips/exports/{id}/table.csv`
pub async fn csv(id: Id, cx: Ctx) -> Result<Response> {
    table(id, cx, "text/csv; charset=utf-8", "csv", tables::csv).await
}

/// `GET /qips/exports/{id}/table.xlsx`
pub async fn xlsx(id: Id, cx: Ctx) -> Result<Response> {
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    table(id, cx, media, "xlsx", tables::xlsx).await
}

type Write = fn(Lang, &str, &[Line]) -> Result<Vec<u8>>;

async fn table(
    Id(id): Id,
    mut cx: Ctx,
    media: &str,
    ending: &str,
    write: Write,
) -> Result<Response> {
    let (export, query) = alive(&mut cx, id).await?;
    let (lines, is_cut) = lines(&mut cx, &query, tables::MOST).await?;
    let (mark, lang) = (mark(&export, &cx, is_cut.then_some(tables::MOST)), cx.lang);
    drop(cx);
    let made = tokio::task::spawn_blocking(move || write(lang, &mark, &lines)).await;
    let bytes = made.map_err(|error| Error::Internal(error.to_string()))??;
    Ok(sent(&export, media, ending, bytes))
}

/// The export and its list, while its link works.
async fn alive(cx: &mut Ctx, id: Uuid) -> Result<(Export, ListQuery)> {
    let export = store::find(&mut cx.tx, id).await?;
    if export.is_dead {
        return Err(Error::NotFound);
    }
    let query = serde_html_form::from_str(&export.query).unwrap_or_default();
    Ok((export, query))
}

/// The rows of the list, `most` of them, and whether there are more.
async fn lines(cx: &mut Ctx, query: &ListQuery, most: usize) -> Result<(Vec<Line>, bool)> {
    let filter = query.filter(cx);
    let wanted = i64::try_from(most + 1).unwrap_or(i64::MAX);
    let mut lines = qips::store::rows(&mut cx.tx, &filter, wanted).await?;
    let is_cut = lines.len() > most;
    lines.truncate(most);
    Ok((lines, is_cut))
}

fn sent(export: &Export, media: &str, ending: &str, bytes: Vec<u8>) -> Response {
    let name = format!("projects-{}.{ending}", reference::show(&export.reference));
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// What stands on top: reference, who took it, when, and whether it is all.
fn mark(export: &Export, cx: &Ctx, cut_at: Option<usize>) -> String {
    let at = export.created_at.to_jiff().to_zoned(cx.house.zone.clone());
    let text =
        Text::new(if cut_at.is_some() { "qips-export-mark-cut" } else { "qips-export-mark" });
    text.with("mission", cx.house.mission_name.as_str())
        .with("reference", reference::show(&export.reference))
        .with("person", cx.viewer().name.as_str())
        .with("at", at.strftime("%Y-%m-%d %H:%M %Z").to_string())
        .with("cap", cut_at.unwrap_or_default())
        .say(cx.lang)
}
