//! The pages on which desks are set up, changed and taken down.

use super::{
    forms::{DeskForm, EmptyForm},
    model::{Kept, Kind, Slot},
    policy::{Change, Create, Remove, SetTop},
    store,
};
use crate::{
    access::Record as _,
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
use uuid::Uuid;

#[derive(Template)]
#[template(path = "desks/edit.html")]
struct EditPage {
    layout: Layout,
    action: String,
    /// None for a desk that is about to be.
    desk: Option<Kept>,
    form: DeskForm,
    errors: Errors,
    actors: Vec<(String, String)>,
    can_set_top: bool,
    can_remove: bool,
}

impl EditPage {
    async fn new(
        cx: &mut Ctx,
        desk: Option<Kept>,
        form: DeskForm,
        errors: Errors,
    ) -> Result<EditPage> {
        let found = store::candidates(&mut cx.tx, desk.as_ref().map(|desk| desk.kind)).await?;
        let actors = found.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        let may = |of: &dyn Fn(&Kept) -> bool| desk.as_ref().is_none_or(of);
        Ok(EditPage {
            layout: Layout::new(cx),
            action: desk
                .as_ref()
                .map_or("/desks/new".to_owned(), |desk| format!("/desks/{}/edit", desk.id)),
            can_set_top: may(&|desk| cx.viewer().may(SetTop, desk)),
            can_remove: desk.is_some() && may(&|desk| cx.viewer().may(Remove, desk)),
            desk,
            form,
            errors,
            actors,
        })
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn kinds(&self) -> Vec<(&'static str, String)> {
        Kind::ALL.iter().map(|kind| (kind.as_str(), format!("desks-kind-{kind}"))).collect()
    }
}

/// `GET /desks/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Create, &Slot { actor: Uuid::nil() })?;
    let page = EditPage::new(&mut cx, None, DeskForm::default(), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /desks/new`
pub async fn create(post: Post<DeskForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(Create, &Slot { actor: Uuid::nil() })?;
    let done = cx.tx.attempt(async |tx| {
        let (actor, kind, draft) = form.parse_new()?;
        let slot = Slot { actor };
        let permit = tx.permit(Create, &slot)?;
        store::create(tx, permit, kind, &draft).await
    });
    match done.await {
        Ok(()) => cx.saved("/desks".to_owned(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = EditPage::new(&mut cx, None, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `GET /desks/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let desk = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Change, &desk)?;
    let form = DeskForm::of(&desk);
    let page = EditPage::new(&mut cx, Some(desk), form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /desks/{id}/edit`
pub async fn update(Id(id): Id, post: Post<DeskForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let desk = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Change, &desk)?;
    let sets_top = cx.viewer().may(SetTop, &desk);
    let done = cx.tx.attempt(async |tx| {
        let draft = form.parse()?;
        let is_top = if sets_top { draft.is_top } else { desk.is_top };
        store::change(tx, permit, &draft, form.version(), is_top).await
    });
    match done.await {
        Ok(()) => cx.saved(desk.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = EditPage::new(&mut cx, Some(desk), form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "desks/removal.html")]
struct RemovalPage {
    layout: Layout,
    desk: Kept,
}

/// `GET /desks/{id}/removal`
pub async fn ask_removal(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let desk = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Remove, &desk)?;
    Ok(cx.page(&RemovalPage { layout: Layout::new(&cx), desk }))
}

/// `POST /desks/{id}/removal`
pub async fn remove(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let desk = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Remove, &desk)?;
    store::remove(&mut cx.tx, permit).await?;
    cx.saved(desk.url(), "frame-notice-removed").await
}
