//! The acts that move a meeting on: one button, or a small page that asks for a reason or a new time.

use super::{
    forms::{OneForm, ReasonForm, WhenForm},
    model::{Act, Meeting, Step},
    policy::{Room as GetRoom, Take},
    rooms, store,
    take::{Said, release_room, take},
};
use crate::{
    access::Record as _,
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

#[derive(Template)]
#[template(path = "meetings/act.html")]
struct ActPage {
    layout: Layout,
    meeting: Meeting,
    act: Act,
    form: WhenForm,
    errors: Errors,
}

impl ActPage {
    fn action(&self) -> String {
        format!("{}/{}", self.meeting.url(), self.act.spec().noun)
    }

    fn asks_time(&self) -> bool {
        asks_time(self.act)
    }
}

fn asks_time(act: Act) -> bool {
    matches!(act, Act::Move | Act::Reschedule)
}

/// Calling off and putting off say why; the others may.
fn needs_reason(act: Act) -> bool {
    matches!(act, Act::Cancel | Act::Postpone)
}

async fn ask(act: Act, reference: &str, mut cx: Ctx) -> Result<Response> {
    let meeting = store::find(&mut cx.tx, reference).await?;
    let step = Step { meeting, act };
    cx.tx.check(Take, &step)?;
    let form = WhenForm::of(&step.meeting);
    let layout = Layout::new(&cx);
    Ok(cx.page(&ActPage { layout, meeting: step.meeting, act, form, errors: Errors::default() }))
}

async fn done(act: Act, reference: &str, post: Post<WhenForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, reference).await?;
    let step = Step { meeting, act };
    let permit = cx.tx.permit(Take, &step)?;
    let taken = cx.tx.attempt(async |tx| {
        let said = said(act, &form)?;
        take(tx, permit, &said).await
    });
    match taken.await {
        Ok(()) => cx.saved(step.url(), notice(act)).await,
        Err(Error::Invalid(errors)) => {
            let (layout, meeting) = (Layout::new(&cx), step.meeting);
            Ok(cx.invalid(&ActPage { layout, meeting, act, form, errors }))
        }
        Err(other) => Err(other),
    }
}

/// What the form of this act says.
fn said(act: Act, form: &WhenForm) -> Result<Said> {
    if asks_time(act) {
        let (when, reason) = form.parse()?;
        return Ok(Said { reason, when: Some(when) });
    }
    let reason = ReasonForm { reason: form.reason.clone() }.parse(needs_reason(act))?;
    Ok(Said { reason, when: None })
}

fn notice(act: Act) -> &'static str {
    match act {
        Act::Invite => "meetings-notice-invited",
        Act::Hold => "meetings-notice-held",
        Act::Move | Act::Reschedule => "meetings-notice-moved",
        Act::Postpone => "meetings-notice-postponed",
        Act::Cancel => "meetings-notice-cancelled",
        _ => "frame-notice-saved",
    }
}

/// `POST /meetings/{reference}/invitations`
pub async fn invite(Ref(reference): Ref, post: Post<WhenForm>) -> Result<Response> {
    done(Act::Invite, &reference, post).await
}

/// `POST /meetings/{reference}/held`
pub async fn hold(Ref(reference): Ref, post: Post<WhenForm>) -> Result<Response> {
    done(Act::Hold, &reference, post).await
}

/// `GET /meetings/{reference}/time`
pub async fn moving(Ref(reference): Ref, cx: Ctx) -> Result<Response> {
    ask(Act::Move, &reference, cx).await
}

/// `POST /meetings/{reference}/time`
pub async fn moved(Ref(reference): Ref, post: Post<WhenForm>) -> Result<Response> {
    done(Act::Move, &reference, post).await
}

/// `GET /meetings/{reference}/postponement`
pub async fn postponing(Ref(reference): Ref, cx: Ctx) -> Result<Response> {
    ask(Act::Postpone, &reference, cx).await
}

/// `POST /meetings/{reference}/postponement`
pub async fn postponed(Ref(reference): Ref, post: Post<WhenForm>) -> Result<Response> {
    done(Act::Postpone, &reference, post).await
}

/// `GET /meetings/{reference}/new-time`
pub async fn rescheduling(Ref(reference): Ref, cx: Ctx) -> Result<Response> {
    ask(Act::Reschedule, &reference, cx).await
}

/// `POST /meetings/{reference}/new-time`
pub async fn rescheduled(Ref(reference): Ref, post: Post<WhenForm>) -> Result<Response> {
    done(Act::Reschedule, &reference, post).await
}

/// `GET /meetings/{reference}/cancellation`
pub async fn cancelling(Ref(reference): Ref, cx: Ctx) -> Result<Response> {
    ask(Act::Cancel, &reference, cx).await
}

/// `POST /meetings/{reference}/cancellation`
pub async fn cancelled(Ref(reference): Ref, post: Post<WhenForm>) -> Result<Response> {
    done(Act::Cancel, &reference, post).await
}

/// `POST /meetings/{reference}/room`
pub async fn room(Ref(reference): Ref, post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(GetRoom, &meeting)?;
    let given = cx.tx.attempt(async |tx| {
        if form.one.is_empty() && meeting.booking_id.is_some() {
            let meeting = permit.spend(tx).await?;
            return release_room(tx, meeting).await;
        }
        let room = rooms::store::find(tx, form.parse()?).await?;
        rooms::store::give(tx, permit, &room).await
    });
    match given.await {
        Ok(()) => cx.saved(meeting.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let mut page = super::pages::ShowPage::new(&mut cx, meeting).await?;
            page.errors = errors;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}
