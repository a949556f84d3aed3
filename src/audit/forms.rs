//! What auditors type: a search, what to take out, a justification.

use super::model::Filter;
use crate::{
    access::Role,
    reference,
    web::{error::Result, forms::Reader, paging},
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use jiff_sqlx::{Timestamp, ToSqlx as _};
use serde::{Deserialize, Serialize};

/// The state of the list, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct EventQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub office: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reference: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub act: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
}

impl EventQuery {
    /// What of it says itself what it means; people and record are looked up. Unreadable values are as if left out.
    pub fn filter(&self, zone: &TimeZone) -> Filter {
        let only = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Filter {
            people: None,
            role: self.role(),
            record: None,
            kind: only(&self.kind),
            act: only(&self.act),
            from: start_of(&self.from, zone),
            until: end_of(&self.until, zone),
            before: paging::after(&self.before),
        }
    }

    pub fn role(&self) -> Option<Role> {
        Role::parse(&self.role)
    }
}

fn day(typed: &str) -> Option<Date> {
    Date::strptime("%Y-%m-%d", typed.trim()).ok()
}

/// The first moment of a day in the mission's zone.
fn start_of(typed: &str, zone: &TimeZone) -> Option<Timestamp> {
    Some(day(typed)?.to_zoned(zone.clone()).ok()?.timestamp().to_sqlx())
}

/// The first moment after a day.
fn end_of(typed: &str, zone: &TimeZone) -> Option<Timestamp> {
    let next = day(typed)?.checked_add(1.day()).ok()?;
    Some(next.to_zoned(zone.clone()).ok()?.timestamp().to_sqlx())
}

/// Which events are taken out; both left empty means all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportForm {
    pub from: String,
    pub until: String,
}

impl ExportForm {
    pub fn parse(&self, zone: &TimeZone) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
        let mut read = Reader::default();
        let from = read.optional_date("from", &self.from);
        let until = read.optional_date("until", &self.until);
        let in_order = from.zip(until).is_none_or(|(from, until)| from <= until);
        read.require(in_order, "until", "audit-error-order");
        read.finish((start_of(&self.from, zone), end_of(&self.until, zone)))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpeningForm {
    pub reference: String,
    pub justification: String,
}

/// A reference that can be one, and a justification of at least a sentence.
pub struct Opening {
    pub reference: String,
    pub justification: String,
}

impl OpeningForm {
    pub fn parse(&self) -> Result<Opening> {
        let mut read = Reader::default();
        let reference = reference::parse(&self.reference);
        read.require(reference.is_some(), "reference", "frame-field-reference");
        let justification = read.text("justification", &self.justification, 20..=2000);
        read.finish(Opening { reference: reference.unwrap_or_default(), justification })
    }
}
