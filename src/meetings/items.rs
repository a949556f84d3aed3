//! The agenda: items that those invited propose, and what host and chair make of them.

use super::{
    calendar::forms::EmptyForm,
    forms::{CONFIDENTIAL, ItemForm, ReasonForm},
    model::{ItemState, Meeting},
    pages::ShowPage,
    policy::{Arrange, Propose},
    store,
    view::options,
    writes,
};
use crate::{
    access::Record as _,
    actors,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Ref, RefId},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// `POST /meetings/{reference}/items`
pub async fn propose(Ref(reference): Ref, post: Post<ItemForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Propose, &meeting)?;
    let proposed = cx.tx.attempt(async |tx| writes::propose(tx, permit, &form.parse()?).await);
    match proposed.await {
        Ok(()) => cx.saved(meeting.url(), "meetings-notice-proposed").await,
        Err(Error::Invalid(errors)) => {
            let mut page = ShowPage::new(&mut cx, meeting).await?;
            (page.item, page.errors) = (form, errors);
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "meetings/item.html")]
struct ItemPage {
    layout: Layout,
    meeting: Meeting,
    id: Uuid,
    form: ItemForm,
    presenters: Vec<(String, String)>,
    errors: Errors,
}

impl ItemPage {
    async fn new(cx: &mut Ctx, meeting: Meeting, id: Uuid, form: ItemForm) -> Result<ItemPage> {
        let ids: Vec<Uuid> =
            meeting.parties.iter().copied().chain([meeting.owner_id, meeting.chair_id]).collect();
        let names = actors::store::names(&mut cx.tx, &ids).await?;
        let shown = names.values().filter(|name| name.shown.is_some());
        let mut presenters: Vec<(String, String)> =
            shown.map(|name| (name.id.to_string(), name.label(cx.lang))).collect();
        presenters.sort_by(|a, b| a.1.cmp(&b.1));
        let (layout, errors) = (Layout::new(cx), Errors::default());
        Ok(ItemPage { layout, meeting, id, form, presenters, errors })
    }

    fn action(&self) -> String {
        format!("{}/items/{}", self.meeting.url(), self.id)
    }
}

/// The audiences of a confidential item, for a select.
pub fn confidential() -> Vec<(String, String)> {
    options(&CONFIDENTIAL, "meetings-only")
}

/// `GET /meetings/{reference}/items/{id}`
pub async fn edit(RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let meeting = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Arrange, &meeting)?;
    let item = store::item(&mut cx.tx, meeting.id, id).await?;
    let page = ItemPage::new(&mut cx, meeting, id, ItemForm::of(&item)).await?;
    Ok(cx.page(&page))
}

/// `POST /meetings/{reference}/items/{id}`
pub async fn update(RefId(reference, id): RefId, post: Post<ItemForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Arrange, &meeting)?;
    store::item(&mut cx.tx, meeting.id, id).await?;
    let which = (id, form.version.parse().unwrap_or(0));
    let changed = cx.tx.attempt(async |tx| {
        writes::change_item(tx, permit, which, &form.parse()?, form.position()).await
    });
    match changed.await {
        Ok(()) => cx.saved(meeting.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = ItemPage::new(&mut cx, meeting, id, form).await?;
            Ok(cx.invalid(&ItemPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /meetings/{reference}/items/{id}/place`
pub async fn place(RefId(reference, id): RefId, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Arrange, &meeting)?;
    writes::place_item(&mut cx.tx, permit, id, ItemState::Agenda, "").await?;
    cx.saved(meeting.url(), "meetings-notice-placed").await
}

/// `POST /meetings/{reference}/items/{id}/decline`
pub async fn decline(RefId(reference, id): RefId, post: Post<ReasonForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Arrange, &meeting)?;
    let reason = form.parse(false)?;
    let reason: String = reason.chars().take(300).collect();
    writes::place_item(&mut cx.tx, permit, id, ItemState::Declined, &reason).await?;
    cx.saved(meeting.url(), "meetings-notice-declined").await
}
