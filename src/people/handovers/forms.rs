//! What is typed about a handover.

use super::model::{Candidate, Draft};
use crate::web::{error::Result, forms::Reader};
use jiff::{civil::Time, tz::TimeZone};
use jiff_sqlx::{Timestamp, ToSqlx as _};
use serde::Deserialize;
use uuid::Uuid;

/// Which post is handed over, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OfPost {
    pub post: Option<Uuid>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HandoverForm {
    pub post: String,
    pub successor: String,
    pub day: String,
    pub hour: String,
    pub stated: String,
}

impl HandoverForm {
    pub fn of(post: Uuid) -> HandoverForm {
        let hour = "08:00".to_owned();
        HandoverForm { post: post.to_string(), hour, ..HandoverForm::default() }
    }

    /// The proposal, or every mistake in it; the hour lies ahead, in the mission's zone.
    pub fn parse(
        &self,
        candidates: &[Candidate],
        is_military: bool,
        zone: &TimeZone,
    ) -> Result<Draft> {
        let mut read = Reader::default();
        let successor = read.id("successor", &self.successor);
        let known = successor.filter(|id| candidates.iter().any(|one| one.id == *id));
        read.require(known.is_some(), "successor", "frame-field-choose");
        let day = read.date("day", &self.day);
        let hour = Time::strptime("%H:%M", self.hour.trim()).ok();
        read.require(hour.is_some(), "hour", "handovers-hour-needed");
        let at = day.to_datetime(hour.unwrap_or(Time::midnight())).to_zoned(zone.clone()).ok();
        let at: Option<Timestamp> = at.map(|at| at.timestamp().to_sqlx());
        let ahead = at.is_some_and(|at| at.to_jiff() > crate::clock::now());
        read.require(ahead || hour.is_none(), "day", "frame-field-date-past");
        let is_stated = self.stated == "yes";
        read.require(!is_military || is_stated, "stated", "people-statement-needed");
        let moves_at = at.unwrap_or_else(|| crate::clock::now().to_sqlx());
        read.finish(Draft {
            successor: known.unwrap_or(Uuid::nil()),
            moves_at,
            is_stated: is_stated && is_military,
        })
    }
}
