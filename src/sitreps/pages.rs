//! The pages of situation reports.

use super::{
    forms::{PeriodForm, SitrepForm},
    model::{Sitrep, Slot},
    policy::{self, Create, Edit, File},
    store,
};
use crate::{
    access::{Record as _, Role},
    actors::{self, model::ActorName},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Id,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "sitreps/index.html")]
struct IndexPage {
    layout: Layout,
    sitreps: Vec<Sitrep>,
    names: HashMap<Uuid, ActorName>,
    form: PeriodForm,
    errors: Errors,
    can_create: bool,
}

impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "sitreps/show.html")]
struct ShowPage {
    layout: Layout,
    sitrep: Sitrep,
    owner: String,
    parts: Vec<(String, String)>,
    can_edit: bool,
}

#[derive(Template)]
#[template(path = "sitreps/print.html")]
struct PrintPage {
    layout: Layout,
    sitrep: Sitrep,
    owner: String,
    parts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "sitreps/edit.html")]
struct EditPage {
    layout: Layout,
    sitrep: Sitrep,
    form: SitrepForm,
    errors: Errors,
}

impl EditPage {
    fn address(&self) -> String {
        format!("{}/edit", self.sitrep.url())
    }
}

fn today(cx: &Ctx) -> Date {
    cx.voice().now.to_zoned(cx.house.zone.clone()).date()
}

fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), owner: cx.viewer().actor }
}

/// `GET /sitreps`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    if !policy::writes(cx.viewer().role) && cx.viewer().role != Role::Liaison {
        return Err(Error::Forbidden("sitreps-deny-see"));
    }
    let week = today(&cx).saturating_sub(jiff::Span::new().days(6));
    let form = PeriodForm { from: week.to_string(), until: today(&cx).to_string() };
    let page = index_page(&mut cx, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn index_page(cx: &mut Ctx, form: PeriodForm, errors: Errors) -> Result<IndexPage> {
    let sitreps = store::list(&mut cx.tx).await?;
    let ids: Vec<Uuid> = sitreps.iter().map(|one| one.owner_id).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let can_create = cx.viewer().may(Create, &slot(cx));
    Ok(IndexPage { layout: Layout::new(cx), sitreps, names, form, errors, can_create })
}

/// `POST /sitreps`: the house drafts one from what the office sees.
pub async fn create(post: Post<PeriodForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let (slot, today, lang) = (slot(&cx), today(&cx), cx.lang);
    let permit = cx.tx.permit(Create, &slot)?;
    match form.parse(today) {
        Ok((from, until)) => {
            let found = store::gather(&mut cx.tx, from, until, lang).await?;
            store::create(&mut cx.tx, permit, (from, until), &found, lang).await?;
            cx.saved(format!("{}/edit", slot.url()), "sitreps-notice-drafted").await
        }
        Err(Error::Invalid(errors)) => {
            let page = index_page(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

async fn owner(cx: &mut Ctx, sitrep: &Sitrep) -> Result<String> {
    let names = actors::store::names(&mut cx.tx, &[sitrep.owner_id]).await?;
    Ok(names.values().map(|name| name.label(cx.lang)).collect())
}

/// `GET /sitreps/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let sitrep = store::find(&mut cx.tx, id).await?;
    cx.opened("sitrep", id, sitrep.owner_id, "page").await?;
    let parts = store::parts(&mut cx.tx, id).await?;
    let owner = owner(&mut cx, &sitrep).await?;
    let can_edit = cx.viewer().may(Edit, &sitrep);
    Ok(cx.page(&ShowPage { layout: Layout::new(&cx), sitrep, owner, parts, can_edit }))
}

/// `GET /sitreps/{id}/print`
pub async fn print(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let sitrep = store::find(&mut cx.tx, id).await?;
    cx.opened("sitrep", id, sitrep.owner_id, "print").await?;
    let parts = store::parts(&mut cx.tx, id).await?;
    let owner = owner(&mut cx, &sitrep).await?;
    Ok(cx.page(&PrintPage { layout: Layout::new(&cx), sitrep, owner, parts }))
}

/// `GET /sitreps/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let sitrep = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Edit, &sitrep)?;
    let parts = store::parts(&mut cx.tx, id).await?;
    let form = SitrepForm::of(&parts, sitrep.version);
    let (layout, errors) = (Layout::new(&cx), Errors::default());
    Ok(cx.page(&EditPage { layout, sitrep, form, errors }))
}

/// `POST /sitreps/{id}/edit`
pub async fn update(Id(id): Id, post: Post<SitrepForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let sitrep = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Edit, &sitrep)?;
    match form.parse() {
        Ok(parts) => {
            let version = form.version.parse().unwrap_or(0);
            store::save(&mut cx.tx, permit, version, &parts).await?;
            cx.saved(sitrep.url(), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => {
            let layout = Layout::new(&cx);
            Ok(cx.invalid(&EditPage { layout, sitrep, form, errors }))
        }
        Err(other) => Err(other),
    }
}

/// A form that says nothing but that it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Nothing {}

/// `POST /sitreps/{id}/filing`
pub async fn file(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let mut cx = post.cx;
    let sitrep = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(File, &sitrep)?;
    store::file(&mut cx.tx, permit).await?;
    cx.saved(sitrep.url(), "frame-notice-saved").await
}
