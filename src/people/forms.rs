//! What people type about people and posts.

use crate::web::{error::Result, forms::Reader};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use jiff_sqlx::{Timestamp, ToSqlx};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EndForm {
    pub until: String,
}

impl EndForm {
    /// The end of the day that was typed; None means now.
    pub fn parse(&self, zone: &TimeZone) -> Result<Option<Timestamp>> {
        let mut read = Reader::default();
        let until = future_day(&mut read, "until", &self.until, zone);
        read.finish(until)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RenewForm {
    pub stated: String,
}

impl RenewForm {
    pub fn parse(&self) -> Result<()> {
        let mut read = Reader::default();
        read.require(self.stated == "yes", "stated", "people-statement-needed");
        read.finish(())
    }
}

/// A form that only has a button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nothing {}

/// The end of a day that is not past, in the mission's zone.
pub(super) fn future_day(
    read: &mut Reader,
    field: &'static str,
    typed: &str,
    zone: &TimeZone,
) -> Option<Timestamp> {
    let day = read.optional_date(field, typed)?;
    let until = end_of(day, zone);
    read.require(
        until.is_some_and(|until| until.to_jiff() > crate::clock::now()),
        field,
        "frame-field-date-past",
    );
    until
}

/// The last second of a day, so that it shows as that day.
fn end_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let next = day.checked_add(1.day()).ok()?.to_zoned(zone.clone()).ok()?;
    Some(next.timestamp().checked_sub(1.second()).ok()?.to_sqlx())
}
