//! What people type about a desk.

use super::model::{Draft, Kept, Kind};
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeskForm {
    /// Only asked when a desk is set up.
    pub actor: String,
    pub kind: String,
    pub stand_in: String,
    pub phone: String,
    pub place: String,
    pub hours: String,
    pub is_top: String,
    pub version: String,
}

impl DeskForm {
    /// What may change later, or every mistake in it.
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let draft = self.read(&mut read);
        read.finish(draft)
    }

    /// With the actor and the kind.
    pub fn parse_new(&self) -> Result<(Uuid, Kind, Draft)> {
        let mut read = Reader::default();
        let kind = read.choice("kind", &self.kind, Kind::ALL, Kind::as_str);
        let actor = read.id("actor", &self.actor);
        read.require(actor.is_some(), "actor", "frame-field-choose");
        let draft = self.read(&mut read);
        read.finish((actor.unwrap_or_default(), kind, draft))
    }

    fn read(&self, read: &mut Reader) -> Draft {
        let phone = read.text("phone", &self.phone, 0..=60);
        let is_phone = phone.chars().all(|c| c.is_ascii_digit() || "+ ()-/.".contains(c));
        read.require(is_phone, "phone", "frame-field-phone");
        Draft {
            phone,
            place: read.text("place", &self.place, 0..=200),
            hours: read.text("hours", &self.hours, 0..=120),
            stand_in: read.id("stand_in", &self.stand_in),
            is_top: self.is_top == "yes",
        }
    }

    /// The version that was on the page.
    pub fn version(&self) -> i32 {
        self.version.parse().unwrap_or_default()
    }

    pub fn of(desk: &Kept) -> DeskForm {
        DeskForm {
            actor: desk.id.to_string(),
            kind: desk.kind.to_string(),
            stand_in: desk.stand_in_id.map(|id| id.to_string()).unwrap_or_default(),
            phone: desk.phone.clone(),
            place: desk.place.clone(),
            hours: desk.hours.clone(),
            is_top: if desk.is_top { "yes".to_owned() } else { String::new() },
            version: desk.version.to_string(),
        }
    }
}

/// A form that is only a button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyForm {}
