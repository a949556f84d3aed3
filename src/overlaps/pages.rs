//! The pages of overlaps.

use super::{
    forms::TellingForm,
    model::{Blind, Card, Message},
    policy::PassOn,
    store,
};
use crate::{
    access::{Record as _, Role},
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

#[derive(Template)]
#[template(path = "overlaps/index.html")]
struct IndexPage {
    layout: Layout,
    cards: Vec<Card>,
    blind: Vec<Blind>,
    messages: Vec<Message>,
    is_coordinator: bool,
}

/// `GET /overlaps`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    let is_coordinator = cx.viewer().role == Role::Coordinator;
    let cards =
        if cx.viewer().role.counts_actors() { store::cards(&mut cx.tx).await? } else { Vec::new() };
    let blind = if is_coordinator { store::blind(&mut cx.tx, None).await? } else { Vec::new() };
    let messages = store::messages(&mut cx.tx).await?;
    let layout = Layout::new(&cx);
    Ok(cx.page(&IndexPage { layout, cards, blind, messages, is_coordinator }))
}

#[derive(Template)]
#[template(path = "overlaps/new.html")]
struct NewPage {
    layout: Layout,
    card: Blind,
    form: TellingForm,
    errors: Errors,
}

/// The card that the form is about; [`Error::NotFound`] where there is no such overlap, or not any more.
async fn card(cx: &mut Ctx, form: &TellingForm) -> Result<Blind> {
    let telling = form.telling()?;
    store::blind(&mut cx.tx, Some(&telling)).await?.pop().ok_or(Error::NotFound)
}

/// `GET /overlaps/messages/new`
pub async fn new(Query(form): Query<TellingForm>, mut cx: Ctx) -> Result<Response> {
    cx.tx.check(PassOn, &form.telling().unwrap_or_else(|_| nothing()))?;
    let card = card(&mut cx, &form).await?;
    let (layout, errors) = (Layout::new(&cx), Errors::default());
    Ok(cx.page(&NewPage { layout, card, form, errors }))
}

/// `POST /overlaps/messages`
pub async fn pass_on(post: Post<TellingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let telling = form.telling().unwrap_or_else(|_| nothing());
    let permit = cx.tx.permit(PassOn, &telling)?;
    let card = card(&mut cx, &form).await?;
    let sent = cx.tx.attempt(async |tx| store::pass_on(tx, permit, &form.parse()?).await).await;
    match sent {
        Ok(()) => cx.saved(telling.url(), "frame-notice-sent").await,
        Err(Error::Invalid(errors)) => {
            let layout = Layout::new(&cx);
            Ok(cx.invalid(&NewPage { layout, card, form, errors }))
        }
        Err(other) => Err(other),
    }
}

/// What an address that names nothing stands for: whoever may not pass anything on is told so first.
fn nothing() -> super::model::Telling {
    let nil = uuid::Uuid::nil();
    super::model::Telling { id: nil, area_id: nil, told_id: nil, cluster: String::new() }
}
