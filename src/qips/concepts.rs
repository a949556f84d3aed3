//! A concept on one page, also from a request of community support; support by other means.

use super::{
    fields::{Control, Raw, control, typed},
    forms,
    model::{Kind, Slot},
    pages::picks,
    policy, store,
};
use crate::{
    access::{Record as _, Role},
    reference,
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
use serde::Deserialize;
use uuid::Uuid;

/// How a concept begins: of which kind, and from which request.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    kind: String,
    request: String,
}

#[derive(Template)]
#[template(path = "qips/new.html")]
struct NewPage {
    layout: Layout,
    kind: Kind,
    action: String,
    request: Option<String>,
    controls: Vec<Control>,
    errors: Errors,
}

/// Where a concept begins, read from the address.
struct Beginning {
    kind: Kind,
    on_behalf: bool,
    request: Option<(Uuid, String, Uuid, Option<i32>)>,
    query: NewQuery,
}

async fn beginning(cx: &mut Ctx, query: NewQuery) -> Result<Beginning> {
    let kind = Kind::parse(&query.kind).unwrap_or(Kind::Qip);
    let request = match reference::parse(&query.request) {
        Some(known) => store::request(&mut cx.tx, &known).await?,
        None => None,
    };
    let on_behalf = kind == Kind::Qip && matches!(cx.viewer().role, Role::Section | Role::Officer);
    Ok(Beginning { kind, on_behalf, request, query })
}

/// `GET /qips/new`
pub async fn new(Query(query): Query<NewQuery>, mut cx: Ctx) -> Result<Response> {
    let begin = beginning(&mut cx, query).await?;
    let coexists = store::coexists(&mut cx.tx).await?;
    let slot = Slot { coexists, ..Slot::new(begin.kind, cx.viewer().actor, false) };
    cx.tx.check(policy::Create, &slot)?;
    let mut raw: Raw = Vec::new();
    if let Some((_, need, area, people)) = &begin.request {
        raw.push(("summary".to_owned(), need.clone()));
        raw.push(("area".to_owned(), area.to_string()));
        raw.push(("people".to_owned(), people.map(|n| n.to_string()).unwrap_or_default()));
    }
    let page = new_page(&mut cx, begin, &raw, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn new_page(cx: &mut Ctx, begin: Beginning, raw: &Raw, errors: Errors) -> Result<NewPage> {
    let mut controls = Vec::new();
    for field in forms::concept_fields(begin.kind, begin.on_behalf) {
        let options = picks(cx, field.name).await?;
        controls.push(control(field, typed(raw, field.name).to_owned(), options));
    }
    let mut action = format!("/qips/new?kind={}", begin.kind);
    let request = begin.request.map(|_| begin.query.request);
    if let Some(request) = &request {
        action = format!("{action}&request={}", reference::parse(request).unwrap_or_default());
    }
    Ok(NewPage { layout: Layout::new(cx), kind: begin.kind, action, request, controls, errors })
}

/// `POST /qips/new`
pub async fn create(Query(query): Query<NewQuery>, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let begin = beginning(&mut cx, query).await?;
    let behalf = Uuid::parse_str(typed(&form, "behalf")).ok().filter(|_| begin.on_behalf);
    let known = picks(&mut cx, "behalf").await?;
    let behalf = behalf.filter(|id| known.iter().any(|(code, _)| *code == id.to_string()));
    let coexists = store::coexists(&mut cx.tx).await?;
    let owner = behalf.unwrap_or(cx.viewer().actor);
    let slot = Slot { coexists, ..Slot::new(begin.kind, owner, behalf.is_some()) };
    let permit = cx.tx.permit(policy::Create, &slot)?;
    let request = begin.request.as_ref().map(|(id, ..)| *id);
    let done = cx
        .tx
        .attempt(async |tx| {
            let (concept, _) = forms::parse_concept(begin.kind, begin.on_behalf, request, &form)?;
            store::create(tx, permit, &concept, behalf).await
        })
        .await;
    match done {
        Ok(()) => cx.saved(slot.url(), "qips-done-propose").await,
        Err(Error::Invalid(errors)) => {
            let page = new_page(&mut cx, begin, &form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}
