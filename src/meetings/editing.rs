//! Calling a single meeting, and changing one. Two people who change it at once both see what the other wrote.

use super::{
    forms::MeetingForm,
    forums,
    model::{Attribution, Meeting, PlaceKind, Slot},
    policy::{Change, Create, audiences},
    rooms, store,
    view::{Group, groups, options},
    writes,
};
use crate::{
    access::{Audience, Record},
    areas, reference,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Ref,
        filters,
        forms::Errors,
        html::{self, Layout},
    },
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

/// A meeting of the viewer's office that is about to be.
pub fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), reference: reference::new(), owner: cx.viewer().actor }
}

#[derive(Template)]
#[template(path = "meetings/edit.html")]
struct EditPage {
    layout: Layout,
    action: String,
    back: String,
    form: MeetingForm,
    errors: Errors,
    audiences: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    rooms: Vec<(String, String)>,
    groups: Vec<Group>,
    is_new: bool,
    /// Its audience and attribution are those of its forum.
    of_forum: bool,
    /// What differs when somebody else saved meanwhile: key of the field, theirs, yours.
    differences: Vec<(&'static str, String, String)>,
}

impl EditPage {
    async fn new(cx: &mut Ctx, form: MeetingForm, meeting: Option<&Meeting>) -> Result<EditPage> {
        let districts = areas::store::districts(&mut cx.tx).await?;
        let (mut rooms, mut ticks) = (Vec::new(), Vec::new());
        if meeting.is_none() {
            let all = rooms::store::list(&mut cx.tx).await?;
            rooms = all
                .into_iter()
                .map(|one| (one.id.to_string(), format!("{} ({})", one.name, one.seats)))
                .collect();
            let choices = forums::store::choices(&mut cx.tx).await?;
            ticks = groups(&choices, &form.invited, &[cx.viewer().actor], Audience::Parties);
        }
        let url = meeting.map_or_else(|| "/meetings".to_owned(), Record::url);
        Ok(EditPage {
            action: format!("{url}/{}", if meeting.is_none() { "new" } else { "edit" }),
            back: url,
            audiences: options(audiences(cx.viewer().community), "meetings-audience"),
            districts: districts.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            layout: Layout::new(cx),
            is_new: meeting.is_none(),
            of_forum: meeting.is_some_and(|meeting| meeting.forum_id.is_some()),
            groups: ticks,
            rooms,
            form,
            errors: Errors::default(),
            differences: Vec::new(),
        })
    }
}

/// `GET /meetings/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Create, &slot(&cx))?;
    let form = MeetingForm {
        audience: Audience::Parties.to_string(),
        language: cx.lang.to_string(),
        attribution: Attribution::Attributed.to_string(),
        time_zone: cx.house.zone.iana_name().unwrap_or("UTC").to_owned(),
        place_kind: PlaceKind::House.to_string(),
        ..MeetingForm::default()
    };
    let page = EditPage::new(&mut cx, form, None).await?;
    Ok(cx.page(&page))
}

/// `POST /meetings/new`
pub async fn create(post: Post<MeetingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let slot = slot(&cx);
    let permit = cx.tx.permit(Create, &slot)?;
    let choices = audiences(cx.viewer().community);
    let called = cx.tx.attempt(async |tx| {
        let (draft, invited, room) = form.parse(choices)?;
        writes::create(tx, permit, &draft, &invited).await?;
        let Some(room) = room else { return Ok(()) };
        let room = rooms::store::find(tx, room).await?;
        let meeting = store::find(tx, &slot.reference).await?;
        rooms::store::give_to(tx, &meeting, &room).await
    });
    match called.await {
        Ok(()) => cx.saved(slot.url(), "meetings-notice-planned").await,
        Err(Error::Invalid(errors)) => {
            let page = EditPage::new(&mut cx, form, None).await?;
            Ok(cx.invalid(&EditPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `GET /meetings/{reference}/edit`
pub async fn edit(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let meeting = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Change, &meeting)?;
    let place = store::place(&mut cx.tx, meeting.id).await?;
    let page = EditPage::new(&mut cx, MeetingForm::of(&meeting, &place), Some(&meeting)).await?;
    Ok(cx.page(&page))
}

/// `POST /meetings/{reference}/edit`
pub async fn update(Ref(reference): Ref, post: Post<MeetingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Change, &meeting)?;
    let mut choices = audiences(cx.viewer().community).to_vec();
    if meeting.forum_id.is_some() {
        choices = vec![meeting.audience];
    }
    let version = form.version.parse().unwrap_or(0);
    let changed = cx.tx.attempt(async |tx| {
        let (draft, _, _) = form.parse(&choices)?;
        writes::change(tx, permit, version, &draft).await
    });
    match changed.await {
        Ok(()) => cx.saved(meeting.url(), "frame-notice-saved").await,
        Err(Error::Conflict { .. }) => both(cx, form, &meeting).await,
        Err(Error::Invalid(errors)) => {
            let page = EditPage::new(&mut cx, form, Some(&meeting)).await?;
            Ok(cx.invalid(&EditPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// Somebody else saved meanwhile: both texts side by side, and the form as typed, which now follows theirs.
async fn both(mut cx: Ctx, form: MeetingForm, meeting: &Meeting) -> Result<Response> {
    let place = store::place(&mut cx.tx, meeting.id).await?;
    let theirs = MeetingForm::of(meeting, &place);
    let differences = theirs
        .compared()
        .into_iter()
        .zip(form.compared())
        .filter(|((_, theirs), (_, yours))| theirs.trim() != yours.trim())
        .map(|((key, theirs), (_, yours))| (key, theirs.to_owned(), yours.to_owned()))
        .collect();
    let form = MeetingForm { version: theirs.version, ..form };
    let page = EditPage::new(&mut cx, form, Some(meeting)).await?;
    let errors = Errors::one("title", "frame-field-stale");
    let page = EditPage { errors, differences, ..page };
    Ok(html::render(&page, &cx.voice(), StatusCode::CONFLICT, false))
}
