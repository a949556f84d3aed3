//! The pages of rooms: the list, a week of one, its form.

use super::{
    forms::{BookingForm, RoomForm},
    model::{Booking, Entry, Kind, Room, Slot, week},
    policy::{Approve, Attach, Block, Book, Change, Create, Refuse, Release},
    store,
};
use crate::{
    access::Record as _,
    actors::{self, model::ActorName},
    files::{
        self,
        model::{Documents, RecordKind},
    },
    meetings::{calendar::model::monday, forms::OneForm},
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
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "rooms/index.html")]
struct IndexPage {
    layout: Layout,
    rooms: Vec<Room>,
    names: HashMap<Uuid, ActorName>,
    can_create: bool,
}

impl IndexPage {
    fn keeper(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), owner: cx.viewer().actor }
}

/// `GET /rooms`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    let rooms = store::list(&mut cx.tx).await?;
    let keepers: Vec<Uuid> = rooms.iter().map(|room| room.owner_id).collect();
    let names = actors::store::names(&mut cx.tx, &keepers).await?;
    let can_create = cx.viewer().may(Create, &slot(&cx));
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), rooms, names, can_create }))
}

#[derive(Template)]
#[template(path = "rooms/edit.html")]
struct EditPage {
    layout: Layout,
    action: String,
    form: RoomForm,
    errors: Errors,
    is_new: bool,
}

/// `GET /rooms/new`
pub async fn new(cx: Ctx) -> Result<Response> {
    cx.tx.check(Create, &slot(&cx))?;
    let (layout, action) = (Layout::new(&cx), "/rooms/new".to_owned());
    let (form, errors) = (RoomForm::fresh(), Errors::default());
    Ok(cx.page(&EditPage { layout, action, form, errors, is_new: true }))
}

/// `POST /rooms/new`
pub async fn create(post: Post<RoomForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let slot = slot(&cx);
    let permit = cx.tx.permit(Create, &slot)?;
    let done = cx.tx.attempt(async |tx| store::create(tx, permit, &form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(slot.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let (layout, action) = (Layout::new(&cx), "/rooms/new".to_owned());
            Ok(cx.invalid(&EditPage { layout, action, form, errors, is_new: true }))
        }
        Err(other) => Err(other),
    }
}

/// `GET /rooms/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let room = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Change, &room)?;
    let (layout, action) = (Layout::new(&cx), format!("{}/edit", room.url()));
    let (form, errors) = (RoomForm::of(&room), Errors::default());
    Ok(cx.page(&EditPage { layout, action, form, errors, is_new: false }))
}

/// `POST /rooms/{id}/edit`
pub async fn update(Id(id): Id, post: Post<RoomForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let room = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Change, &room)?;
    let version = form.version.parse().unwrap_or(0);
    let done = cx.tx.attempt(async |tx| store::change(tx, permit, version, &form.parse()?).await);
    match done.await {
        Ok(()) => cx.saved(room.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let (layout, action) = (Layout::new(&cx), format!("{}/edit", room.url()));
            Ok(cx.invalid(&EditPage { layout, action, form, errors, is_new: false }))
        }
        Err(other) => Err(other),
    }
}

/// Which week is shown: that of a day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WeekQuery {
    week: String,
}

#[derive(Template)]
#[template(path = "rooms/show.html")]
struct ShowPage {
    layout: Layout,
    room: Room,
    keeper: String,
    photos: Documents,
    days: Vec<(Date, Vec<Entry>)>,
    names: HashMap<Uuid, ActorName>,
    asked: Vec<Booking>,
    week: Date,
    previous: String,
    next: String,
    zone: String,
    can_change: bool,
    can_book: bool,
    form: BookingForm,
    errors: Errors,
}

impl ShowPage {
    async fn new(cx: &mut Ctx, room: Room, week_of: &str) -> Result<ShowPage> {
        let zone = cx.house.zone.clone();
        let today = crate::clock::now().to_zoned(zone.clone()).date();
        let day = Date::strptime("%Y-%m-%d", week_of)
            .ok()
            .filter(|day| (2000..2100).contains(&day.year()));
        let first = monday(day.unwrap_or(today));
        let last = first.saturating_add(7.days());
        let at = |day: Date| {
            day.to_zoned(zone.clone()).map(|zoned| zoned.timestamp()).unwrap_or_default()
        };
        let taken = store::taken(&mut cx.tx, &[room.id], at(first), at(last)).await?;
        let ids: Vec<Uuid> = taken.iter().filter_map(|one| one.booking_id).collect();
        let bookings = store::bookings(&mut cx.tx, &ids).await?;
        let can_change = cx.viewer().may(Change, &room);
        let asked = if can_change { store::asked(&mut cx.tx, room.id).await? } else { Vec::new() };
        let add = cx.viewer().may(Attach, &room).then(|| format!("{}/documents/new", room.url()));
        let photos = files::store::documents(&mut cx.tx, RecordKind::Room, room.id, add).await?;
        let actors = bookings.iter().chain(&asked).map(|booking| booking.owner_id);
        let actors: Vec<Uuid> = actors.chain([room.owner_id]).collect();
        let names = actors::store::names(&mut cx.tx, &actors).await?;
        let beside =
            |days: i64| format!("{}?week={}", room.url(), first.saturating_add(days.days()));
        Ok(ShowPage {
            keeper: names.get(&room.owner_id).map(|name| name.label(cx.lang)).unwrap_or_default(),
            photos,
            days: week(first, &taken, &bookings, &zone),
            names,
            asked,
            week: first,
            previous: beside(-7),
            next: beside(7),
            zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            can_change,
            can_book: cx.viewer().may(Book, &room),
            form: BookingForm { day: today.max(first).to_string(), ..BookingForm::default() },
            errors: Errors::default(),
            layout: Layout::new(cx),
            room,
        })
    }

    /// The week's last day.
    fn last(&self) -> Date {
        self.week.saturating_add(6.days())
    }

    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }

    /// What stands where a room is taken: by whom where that may be known, else only that it is.
    fn words(&self, entry: &Entry) -> String {
        let text = |key| crate::i18n::say(self.layout.lang, key, None);
        match (&entry.booking, entry.kind) {
            (_, Kind::Block) => text("rooms-blocked"),
            (Some(booking), _) => self.name(&booking.owner_id),
            (None, _) => text("rooms-taken-short"),
        }
    }

    fn may_release(&self, booking: &Booking) -> bool {
        self.layout.viewer.may(Release, booking)
    }

    fn part(&self, noun: &str) -> String {
        format!("{}/{noun}", self.room.url())
    }
}

/// `GET /rooms/{id}`
pub async fn show(Id(id): Id, Query(query): Query<WeekQuery>, mut cx: Ctx) -> Result<Response> {
    let room = store::find(&mut cx.tx, id).await?;
    let page = ShowPage::new(&mut cx, room, &query.week).await?;
    Ok(cx.page(&page))
}

/// `POST /rooms/{id}/bookings`
pub async fn book(Id(id): Id, post: Post<BookingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let room = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Book, &room)?;
    let zone = cx.house.zone.clone();
    let booked = cx.tx.attempt(async |tx| {
        let (when, purpose) = form.parse(&zone, Some(&room))?;
        store::book(tx, permit, &when, &purpose).await
    });
    match booked.await {
        Ok(()) => {
            let notice = if room.needs_approval && !cx.viewer().acts_for(room.owner_id) {
                "rooms-notice-asked"
            } else {
                "rooms-notice-booked"
            };
            cx.saved(format!("{}?week={}", room.url(), form.day), notice).await
        }
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, room, &form.day).await?;
            Ok(cx.invalid(&ShowPage { form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /rooms/{id}/blockings`
pub async fn block(Id(id): Id, post: Post<BookingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let room = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Block, &room)?;
    let zone = cx.house.zone.clone();
    let blocked = cx.tx.attempt(async |tx| {
        let (when, purpose) = form.parse(&zone, None)?;
        store::block(tx, permit, &when, &purpose).await
    });
    match blocked.await {
        Ok(()) => {
            cx.saved(format!("{}?week={}", room.url(), form.day), "rooms-notice-blocked").await
        }
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, room, &form.day).await?;
            Ok(cx.invalid(&ShowPage { form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /rooms/{id}/approval`
pub async fn approve(Id(id): Id, post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let room = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Change, &room)?;
    let booking = store::booking(&mut cx.tx, id, form.parse()?).await?;
    let permit = cx.tx.permit(Approve, &booking)?;
    store::approve(&mut cx.tx, permit).await?;
    cx.saved(booking.url(), "rooms-notice-booked").await
}

/// `POST /rooms/{id}/refusal`
pub async fn refuse(Id(id): Id, post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let room = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Change, &room)?;
    let booking = store::booking(&mut cx.tx, id, form.parse()?).await?;
    let permit = cx.tx.permit(Refuse, &booking)?;
    store::refuse(&mut cx.tx, permit).await?;
    cx.saved(booking.url(), "rooms-notice-refused").await
}

/// `POST /rooms/{id}/release`
pub async fn release(Id(id): Id, post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let room = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Book, &room)?;
    let booking = store::booking(&mut cx.tx, id, form.parse()?).await?;
    let permit = cx.tx.permit(Release, &booking)?;
    store::release(&mut cx.tx, permit).await?;
    cx.saved(booking.url(), "rooms-notice-released").await
}
