//! The one place that reads the wall clock for pages. Records take their time from Postgres.

use jiff::{Timestamp, tz::TimeZone};

/// Now, for saying how long ago something was.
#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The zone by its IANA name; UTC where the name is unknown.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
