//! The auditor's pages.

use super::{
    forms::OpeningForm,
    model::{Event, Log, Subject},
    policy::{Open, Read},
    store,
};
use crate::{
    access::Record as _,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Query,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The state of the list, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct EventQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub act: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
}

#[derive(Template)]
#[template(path = "audit/index.html")]
struct IndexPage {
    layout: Layout,
    query: EventQuery,
    events: Vec<Event>,
    next: Option<String>,
    can_open: bool,
}

/// `GET /audit`
pub async fn index(Query(query): Query<EventQuery>, mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Read, &Log)?;
    let only = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (kind, act) = (only(&query.kind), only(&query.act));
    let mut events =
        store::events(&mut cx.tx, query.before.parse().ok(), kind.as_deref(), act.as_deref())
            .await?;
    let more = events.len() > store::PAGE;
    events.truncate(store::PAGE);
    let next = events.last().filter(|_| more).map(|last| {
        let next = EventQuery { before: last.id.to_string(), ..query.clone() };
        format!("/audit?{}", serde_html_form::to_string(&next).unwrap_or_default())
    });
    let can_open = cx.viewer().may(Open, &Subject { id: Uuid::nil(), reference: String::new() });
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), query, events, next, can_open }))
}

#[derive(Template)]
#[template(path = "audit/new.html")]
struct NewPage {
    layout: Layout,
    form: OpeningForm,
    errors: Errors,
}

/// `GET /audit/openings`
pub async fn new(Query(form): Query<OpeningForm>, cx: Ctx) -> Result<Response> {
    cx.tx.check(Open, &Subject { id: Uuid::nil(), reference: String::new() })?;
    Ok(cx.page(&NewPage { layout: Layout::new(&cx), form, errors: Errors::default() }))
}

/// `POST /audit/openings`
pub async fn create(post: Post<OpeningForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(Open, &Subject { id: Uuid::nil(), reference: String::new() })?;
    let opened = cx
        .tx
        .attempt(async |tx| {
            let opening = form.parse()?;
            let none = || Error::Invalid(Errors::one("reference", "audit-error-no-record"));
            let subject = store::subject(tx, &opening.reference).await?.ok_or_else(none)?;
            let permit = tx.permit(Open, &subject)?;
            store::open(tx, permit, &opening.justification).await?;
            Ok(subject.url())
        })
        .await;
    match opened {
        Ok(url) => cx.saved(url, "audit-notice-opened").await,
        Err(Error::Invalid(errors)) => {
            Ok(cx.invalid(&NewPage { layout: Layout::new(&cx), form, errors }))
        }
        Err(other) => Err(other),
    }
}
