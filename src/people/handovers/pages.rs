//! The pages of handovers. One handler, one address, one template.

use super::{
    forms::{HandoverForm, OfPost},
    model::{Candidate, Handover, Lists, Slot},
    policy::{CancelHandover, ConfirmHandover, ProposeHandover, SignHandover},
    store,
};
use crate::{
    access::{Community, Record as _, Viewer},
    people::forms::Nothing,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "handovers/index.html")]
struct IndexPage {
    layout: Layout,
    handovers: Vec<Handover>,
    brings_in: bool,
}

/// `GET /handovers`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().is_signed_in() {
        return Err(Error::NotFound);
    }
    let handovers = store::list(&mut cx.tx).await?;
    let brings_in = crate::people::applications::policy::communities(cx.viewer()).is_empty();
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), handovers, brings_in: !brings_in }))
}

#[derive(Template)]
#[template(path = "handovers/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a part of the page")]
struct ShowPage {
    layout: Layout,
    handover: Handover,
    lists: Lists,
    /// Whether the reader acts for the office, so that the lists are theirs to see.
    acts_there: bool,
    is_successor: bool,
    can_confirm: bool,
    can_sign: bool,
    can_cancel: bool,
    errors: Errors,
}

impl ShowPage {
    async fn new(cx: &mut Ctx, handover: Handover, errors: Errors) -> Result<ShowPage> {
        let viewer = cx.viewer().clone();
        Ok(ShowPage {
            lists: store::lists(&mut cx.tx, &handover).await?,
            layout: Layout::new(cx),
            acts_there: viewer.acts_for(handover.actor_id),
            is_successor: viewer.person == Some(handover.successor_id),
            can_confirm: viewer.may(ConfirmHandover, &handover),
            can_sign: viewer.may(SignHandover, &handover),
            can_cancel: viewer.may(CancelHandover, &handover),
            handover,
            errors,
        })
    }

    fn part(&self, name: &str) -> String {
        format!("{}/{name}", self.handover.url())
    }

    /// What was signed for, by the key of its list.
    fn counted(&self) -> Vec<(&'static str, usize)> {
        let Some(counts) = self.handover.counts.as_ref() else { return Vec::new() };
        let all = [
            ("handovers-requests", counts.requests),
            ("handovers-unread", counts.unread),
            ("handovers-actions", counts.actions),
            ("handovers-promises", counts.promises),
            ("handovers-projects", counts.projects),
            ("handovers-contacts", counts.contacts),
            ("handovers-meetings", counts.meetings),
        ];
        all.into_iter().filter(|(_, n)| *n > 0).collect()
    }
}

/// `GET /handovers/{id}`: before the hour the predecessor's list to go through, after it the successor's first page.
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let handover = store::find(&mut cx.tx, id).await?;
    let page = ShowPage::new(&mut cx, handover, Errors::default()).await?;
    Ok(cx.page(&page))
}

#[derive(Template)]
#[template(path = "handovers/new.html")]
struct NewPage {
    layout: Layout,
    slot: Slot,
    holder: String,
    candidates: Vec<Candidate>,
    form: HandoverForm,
    errors: Errors,
}

impl NewPage {
    fn people(&self) -> Vec<(String, String)> {
        let name = |one: &Candidate| (one.id.to_string(), format!("{} ({})", one.name, one.posts));
        self.candidates.iter().map(name).collect()
    }

    fn is_military(&self) -> bool {
        self.slot.post.community == Community::Military
    }
}

async fn new_page(cx: &mut Ctx, slot: Slot, form: HandoverForm, errors: Errors) -> Result<NewPage> {
    let holder = crate::people::store::find(&mut cx.tx, slot.post.person_id).await?.name;
    let candidates = store::candidates(&mut cx.tx, slot.post.id).await?;
    Ok(NewPage { layout: Layout::new(cx), slot, holder, candidates, form, errors })
}

/// `GET /handovers/new`
pub async fn new(Query(of): Query<OfPost>, mut cx: Ctx) -> Result<Response> {
    let post = of.post.ok_or(Error::NotFound)?;
    let slot = Slot { id: Uuid::now_v7(), post: store::post(&mut cx.tx, post).await? };
    cx.tx.check(ProposeHandover, &slot)?;
    let page = new_page(&mut cx, slot, HandoverForm::of(post), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /handovers/new`
pub async fn create(post: Post<HandoverForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let id = Uuid::parse_str(form.post.trim()).map_err(|_| no_post(cx.viewer()))?;
    let slot = Slot { id: Uuid::now_v7(), post: store::post(&mut cx.tx, id).await? };
    let permit = cx.tx.permit(ProposeHandover, &slot)?;
    let candidates = store::candidates(&mut cx.tx, id).await?;
    let (zone, military) = (cx.house.zone.clone(), slot.post.community == Community::Military);
    let proposed = cx.tx.attempt(async |tx| {
        store::propose(tx, permit, &form.parse(&candidates, military, &zone)?).await
    });
    match proposed.await {
        Ok(()) => cx.saved(format!("/handovers/{}", slot.id), "handovers-notice-proposed").await,
        Err(Error::Invalid(errors)) => {
            let page = new_page(&mut cx, slot, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// A form that names no post: a mistake of whoever brings people in, and no page for others.
fn no_post(viewer: &Viewer) -> Error {
    match crate::people::applications::policy::communities(viewer) {
        [] => Error::NotFound,
        _ => Error::Invalid(Errors::one("post", "frame-field-choose")),
    }
}

/// `POST /handovers/{id}/confirmation`
pub async fn confirm(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let handover = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(ConfirmHandover, &handover)?;
    let done = cx.tx.attempt(async |tx| store::confirm(tx, permit).await).await;
    finish(cx, handover, done, "handovers-notice-confirmed").await
}

/// `POST /handovers/{id}/signature`
pub async fn sign(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let handover = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(SignHandover, &handover)?;
    let lists = store::lists(&mut cx.tx, &handover).await?;
    let counts = cx.viewer().acts_for(handover.actor_id).then(|| lists.counts());
    let done = cx.tx.attempt(async |tx| store::sign(tx, permit, counts).await).await;
    finish(cx, handover, done, "handovers-notice-signed").await
}

/// `POST /handovers/{id}/cancellation`
pub async fn cancel(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let handover = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(CancelHandover, &handover)?;
    let done = cx.tx.attempt(async |tx| store::cancel(tx, permit).await).await;
    finish(cx, handover, done, "handovers-notice-cancelled").await
}

async fn finish(
    mut cx: Ctx,
    handover: Handover,
    done: Result<()>,
    notice: &'static str,
) -> Result<Response> {
    match done {
        Ok(()) => cx.saved(handover.url(), notice).await,
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, handover, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}
