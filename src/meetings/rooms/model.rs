//! What a room is, and when it is taken.

use crate::{
    access::{Audience, Record, Sight},
    files::model::{Holds, Takes},
};
use jiff::tz::TimeZone;
use jiff_sqlx::{Time, Timestamp};
use uuid::Uuid;

crate::codes! {
    Kind { Booking = "booking", Block = "block" }
}
crate::codes! {
    /// Where a booking stands.
    BookingState { Asked = "asked", Booked = "booked", Refused = "refused", Released = "released" }
}

#[derive(Clone, Debug)]
pub struct Room {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub audience: Audience,
    pub name: String,
    pub seats: i32,
    pub equipment: String,
    /// How to find it, and what to say at the gate.
    pub way: String,
    pub opens: Time,
    pub closes: Time,
    pub needs_approval: bool,
    pub version: i32,
}

impl Room {
    pub fn sight(&self) -> Sight {
        Sight { owner: self.owner_id, audience: self.audience, parties: Vec::new(), by_code: None }
    }

    /// `08:00 – 18:00`
    pub fn hours(&self) -> String {
        format!(
            "{} – {}",
            self.opens.to_jiff().strftime("%H:%M"),
            self.closes.to_jiff().strftime("%H:%M")
        )
    }
}

impl Record for Room {
    const KIND: &'static str = "room";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/rooms/{}", self.id)
    }
}

impl Holds for Room {
    const TAKES: Takes = Takes::Picture;

    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// A room that is about to be.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Room::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/rooms/{}", self.id)
    }
}

/// A room as read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub name: String,
    pub seats: i32,
    pub equipment: String,
    pub way: String,
    pub opens: jiff::civil::Time,
    pub closes: jiff::civil::Time,
    pub needs_approval: bool,
}

/// A booking that its owner and the keeper of the room may know.
#[derive(Clone, Debug)]
pub struct Booking {
    pub id: Uuid,
    pub room_id: Uuid,
    pub keeper_id: Uuid,
    pub owner_id: Uuid,
    pub kind: Kind,
    pub state: BookingState,
    pub purpose: String,
    pub from_at: Timestamp,
    pub until_at: Timestamp,
}

impl Record for Booking {
    const KIND: &'static str = "booking";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/rooms/{}", self.room_id)
    }
}

/// When a room is taken; who by, where the viewer may know.
#[derive(Clone, Debug)]
pub struct Taken {
    pub room_id: Uuid,
    pub booking_id: Option<Uuid>,
    pub from_at: Timestamp,
    pub until_at: Timestamp,
    pub kind: Kind,
    pub state: BookingState,
}

/// The room of a meeting, for those invited.
#[derive(Clone, Debug)]
pub struct MeetingRoom {
    pub room_id: Uuid,
    pub name: String,
    pub way: String,
    pub state: BookingState,
}

/// One span of one day: what is free lies between.
#[derive(Clone, Debug)]
pub struct Entry {
    pub hours: String,
    pub kind: Kind,
    pub state: BookingState,
    pub booking: Option<Booking>,
}

/// The days of a week, each with what is taken, on the clocks of the zone.
pub fn week(
    first: jiff::civil::Date,
    taken: &[Taken],
    bookings: &[Booking],
    zone: &TimeZone,
) -> Vec<(jiff::civil::Date, Vec<Entry>)> {
    let days = first.series(jiff::Span::new().days(1)).take(7);
    days.map(|day| (day, entries(day, taken, bookings, zone))).collect()
}

fn entries(
    day: jiff::civil::Date,
    taken: &[Taken],
    bookings: &[Booking],
    zone: &TimeZone,
) -> Vec<Entry> {
    let Ok(start) = day.to_zoned(zone.clone()) else { return Vec::new() };
    let end = day
        .tomorrow()
        .and_then(|next| next.to_zoned(zone.clone()))
        .unwrap_or_else(|_| start.clone());
    let (start, end) = (start.timestamp(), end.timestamp());
    let of_day =
        taken.iter().filter(|one| one.from_at.to_jiff() < end && one.until_at.to_jiff() > start);
    let entry = |one: &Taken| {
        let (from, until) = (one.from_at.to_jiff().max(start), one.until_at.to_jiff().min(end));
        let clock = |at: jiff::Timestamp| at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
        let last = if until == end { "24:00".to_owned() } else { clock(until) };
        Entry {
            hours: format!("{} – {last}", clock(from)),
            kind: one.kind,
            state: one.state,
            booking: bookings.iter().find(|booking| Some(booking.id) == one.booking_id).cloned(),
        }
    };
    of_day.map(entry).collect()
}
