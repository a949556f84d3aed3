//! Who is invited, what they answer, reminding those who have not, leaving.

use super::{
    calendar::forms::EmptyForm,
    forms::{AnswerForm, GuestsForm, OneForm},
    forums,
    model::{Guest, Meeting},
    pages::ShowPage,
    policy::{Answering, Guests, Leave, Remind},
    store,
    view::{Group, groups},
    writes,
};
use crate::{
    access::Record as _,
    actors::{self, model::ActorName},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Ref,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "meetings/invited.html")]
struct InvitedPage {
    layout: Layout,
    meeting: Meeting,
    guests: Vec<Guest>,
    names: HashMap<Uuid, ActorName>,
    groups: Vec<Group>,
    errors: Errors,
}

impl InvitedPage {
    async fn new(cx: &mut Ctx, meeting: Meeting, ticked: &[String]) -> Result<InvitedPage> {
        let guests = store::guests(&mut cx.tx, meeting.id).await?;
        let ids: Vec<Uuid> = guests.iter().map(|guest| guest.actor_id).collect();
        let names = actors::store::names(&mut cx.tx, &ids).await?;
        let choices = forums::store::choices(&mut cx.tx).await?;
        let without: Vec<Uuid> =
            ids.into_iter().chain([meeting.owner_id, meeting.chair_id]).collect();
        let groups = groups(&choices, ticked, &without, meeting.audience);
        let (layout, errors) = (Layout::new(cx), Errors::default());
        Ok(InvitedPage { layout, meeting, guests, names, groups, errors })
    }

    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn action(&self) -> String {
        format!("{}/invited", self.meeting.url())
    }
}

/// `GET /meetings/{reference}/invited`
pub async fn edit(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let meeting = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Guests, &meeting)?;
    let page = InvitedPage::new(&mut cx, meeting, &[]).await?;
    Ok(cx.page(&page))
}

/// `POST /meetings/{reference}/invited`
pub async fn invite(Ref(reference): Ref, post: Post<GuestsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Guests, &meeting)?;
    let invited =
        cx.tx.attempt(async |tx| writes::invite_actors(tx, permit, &form.parse()?).await).await;
    match invited {
        Ok(()) => cx.saved(format!("{}/invited", meeting.url()), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = InvitedPage::new(&mut cx, meeting, &form.invited).await?;
            Ok(cx.invalid(&InvitedPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /meetings/{reference}/invited/removal`
pub async fn uninvite(Ref(reference): Ref, post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Guests, &meeting)?;
    writes::uninvite(&mut cx.tx, permit, form.parse()?).await?;
    cx.saved(format!("{}/invited", meeting.url()), "frame-notice-removed").await
}

/// `POST /meetings/{reference}/answer`
pub async fn answer(Ref(reference): Ref, post: Post<AnswerForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Answering, &meeting)?;
    match form.parse() {
        Ok((answer, note)) => {
            writes::answer(&mut cx.tx, permit, answer, &note).await?;
            cx.saved(meeting.url(), "meetings-notice-answered").await
        }
        Err(Error::Invalid(errors)) => {
            let mut page = ShowPage::new(&mut cx, meeting).await?;
            (page.answer, page.errors) = (form, errors);
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /meetings/{reference}/reminder`
pub async fn remind(Ref(reference): Ref, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Remind, &meeting)?;
    writes::remind(&mut cx.tx, permit).await?;
    cx.saved(meeting.url(), "meetings-notice-reminded").await
}

/// `POST /meetings/{reference}/leaving`
pub async fn leave(Ref(reference): Ref, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Leave, &meeting)?;
    writes::leave(&mut cx.tx, permit).await?;
    cx.saved("/meetings".to_owned(), "meetings-notice-left").await
}
