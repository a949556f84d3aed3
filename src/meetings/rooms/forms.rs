//! What people type about rooms and bookings.

use super::model::{Draft, Room};
use crate::{
    meetings::{
        forms::{WhenForm, clock},
        model::When,
    },
    web::{error::Result, forms::Reader},
};
use jiff::tz::TimeZone;
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoomForm {
    pub name: String,
    pub seats: String,
    pub equipment: String,
    pub way: String,
    pub opens: String,
    pub closes: String,
    pub needs_approval: String,
    pub version: String,
}

impl RoomForm {
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let name = read.text("name", &self.name, 1..=120);
        let seats = read.number("seats", &self.seats, 1..=1000);
        read.require(seats.is_some(), "seats", "frame-field-needed");
        let equipment = read.text("equipment", &self.equipment, 0..=600);
        let way = read.text("way", &self.way, 0..=300);
        let (opens, closes) =
            (clock(&mut read, "opens", &self.opens), clock(&mut read, "closes", &self.closes));
        read.require(closes > opens, "closes", "meetings-field-end");
        let needs_approval = self.needs_approval == "yes";
        let seats = seats.unwrap_or_default();
        read.finish(Draft { name, seats, equipment, way, opens, closes, needs_approval })
    }

    /// What a new room begins with.
    pub fn fresh() -> RoomForm {
        RoomForm { opens: "08:00".to_owned(), closes: "18:00".to_owned(), ..RoomForm::default() }
    }

    pub fn of(room: &Room) -> RoomForm {
        let clock = |time: jiff_sqlx::Time| time.to_jiff().strftime("%H:%M").to_string();
        RoomForm {
            name: room.name.clone(),
            seats: room.seats.to_string(),
            equipment: room.equipment.clone(),
            way: room.way.clone(),
            opens: clock(room.opens),
            closes: clock(room.closes),
            needs_approval: if room.needs_approval { "yes".to_owned() } else { String::new() },
            version: room.version.to_string(),
        }
    }
}

/// A booking or a blocking: a day, two hours, what for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookingForm {
    pub day: String,
    pub from: String,
    pub until: String,
    pub purpose: String,
}

impl BookingForm {
    /// On the clocks of the mission; a booking lies within the hours of the room, a blocking need not.
    pub fn parse(&self, zone: &TimeZone, hours: Option<&Room>) -> Result<(When, String)> {
        let mut read = Reader::default();
        let times = WhenForm {
            day: self.day.clone(),
            from: self.from.clone(),
            until: self.until.clone(),
            time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            ..WhenForm::default()
        };
        let purpose = read.text("purpose", &self.purpose, 0..=200);
        let (when, _) = times.parse()?;
        if let Some(room) = hours {
            let inside = fits(&when, room, zone);
            read.require(inside, "from", "rooms-closed-then");
        }
        read.finish((when, purpose))
    }
}

/// Whether a time lies within the hours of a room, on the clocks of the mission.
pub fn fits(when: &When, room: &Room, zone: &TimeZone) -> bool {
    let (from, until) = (when.from.to_zoned(zone.clone()), when.until.to_zoned(zone.clone()));
    from.date() == until.date()
        && from.time() >= room.opens.to_jiff()
        && until.time() <= room.closes.to_jiff()
}
