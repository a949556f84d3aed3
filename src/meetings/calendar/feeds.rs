//! Feeds and files for other calendar programs. A feed's address is a secret, shown once; it answers while feed, post and person are in force.

use super::{
    forms::EmptyForm,
    ics,
    model::{Feed, Slot},
    policy::{Revoke, Subscribe},
    store,
};
use crate::{
    db::Mode,
    meetings::{forms::OneForm, store as meetings},
    secrets,
    web::{
        AppState,
        context::{Ctx, Post, digest},
        error::{Error, Result},
        extract::{Origin, Ref, Token},
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "calendar/feeds.html")]
struct FeedsPage {
    layout: Layout,
    feeds: Vec<Feed>,
}

fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), person: cx.viewer().person }
}

/// `GET /meetings/feeds`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Subscribe, &slot(&cx))?;
    let feeds = store::feeds(&mut cx.tx).await?;
    Ok(cx.page(&FeedsPage { layout: Layout::new(&cx), feeds }))
}

/// Shown once: the address of a feed.
#[derive(Template)]
#[template(path = "calendar/address.html")]
struct AddressPage {
    layout: Layout,
    address: String,
}

/// `POST /meetings/feeds`
pub async fn create(Origin(origin): Origin, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let slot = slot(&cx);
    let permit = cx.tx.permit(Subscribe, &slot)?;
    let token = secrets::token();
    store::subscribe(&mut cx.tx, permit, &digest(&token)).await?;
    let address = format!("{origin}/calendar/{token}/meetings.ics");
    let page = AddressPage { layout: Layout::new(&cx), address };
    cx.shown_once(&page, "/meetings/feeds".to_owned(), "calendar-notice-feed").await
}

/// `POST /meetings/feeds/removal`
pub async fn revoke(post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(Subscribe, &slot(&cx))?;
    let feed = store::feed(&mut cx.tx, form.parse()?).await?;
    let permit = cx.tx.permit(Revoke, &feed)?;
    store::revoke(&mut cx.tx, permit).await?;
    cx.saved("/meetings/feeds".to_owned(), "calendar-notice-revoked").await
}

/// `GET /calendar/{token}/meetings.ics`
pub async fn feed(
    Token(token): Token,
    Origin(origin): Origin,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response> {
    let (viewer, lang) = state.db.feed(&digest(&token)).await?.ok_or(Error::NotFound)?;
    let mut tx = state.db.begin(viewer, Mode::Read).await?;
    let entries = store::entries(&mut tx).await?;
    let body = ics::calendar(&entries, lang, &origin);
    let tag = ics::validator(&body);
    let kept = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if kept
        .is_some_and(|kept| kept.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
    {
        return Ok((
            StatusCode::NOT_MODIFIED,
            [(header::ETAG, tag), (header::CACHE_CONTROL, CACHED.to_owned())],
        )
            .into_response());
    }
    Ok(([(header::ETAG, tag)], answer(body, "meetings.ics")).into_response())
}

/// Only the program that asked keeps it, and asks again each time.
const CACHED: &str = "private, no-cache";

fn answer(body: String, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, CACHED.to_owned()),
    ];
    (headers, body).into_response()
}

/// `GET /meetings/{reference}/calendar.ics`
pub async fn file(Ref(reference): Ref, Origin(origin): Origin, mut cx: Ctx) -> Result<Response> {
    let meeting = meetings::find(&mut cx.tx, &reference).await?;
    let entries = store::told(&mut cx.tx, &[meeting.id]).await?;
    let body = ics::calendar(&entries, cx.lang, &origin);
    Ok(answer(body, "meeting.ics"))
}
