//! What people type into situation reports.

use super::model::PARTS;
use crate::web::{error::Result, forms::Reader};
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeriodForm {
    pub from: String,
    pub until: String,
}

impl PeriodForm {
    /// First and last day: at most two months, not in the future.
    pub fn parse(&self, today: Date) -> Result<(Date, Date)> {
        let mut read = Reader::default();
        let (from, until) = (read.date("from", &self.from), read.date("until", &self.until));
        read.require(until >= from, "until", "frame-field-date-order");
        read.require(until <= today, "until", "sitreps-in-future");
        let days = until.since((jiff::Unit::Day, from)).map_or(0, |span| span.get_days());
        read.require(days <= 62, "from", "sitreps-too-long");
        read.finish((from, until))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SitrepForm {
    pub summary: String,
    pub meetings: String,
    pub requests_in: String,
    pub requests_out: String,
    pub support: String,
    pub projects: String,
    pub visits: String,
    pub movements: String,
    pub actors: String,
    pub plans: String,
    pub version: String,
}

impl SitrepForm {
    pub fn of(parts: &[(String, String)], version: i32) -> SitrepForm {
        let body = |name: &str| {
            parts
                .iter()
                .find(|(part, _)| part == name)
                .map(|(_, body)| body.clone())
                .unwrap_or_default()
        };
        SitrepForm {
            summary: body("summary"),
            meetings: body("meetings"),
            requests_in: body("requests_in"),
            requests_out: body("requests_out"),
            support: body("support"),
            projects: body("projects"),
            visits: body("visits"),
            movements: body("movements"),
            actors: body("actors"),
            plans: body("plans"),
            version: version.to_string(),
        }
    }

    /// Part and text as typed, in the order of the report.
    pub fn fields(&self) -> [(&'static str, &str); 10] {
        let bodies = [
            &self.summary,
            &self.meetings,
            &self.requests_in,
            &self.requests_out,
            &self.support,
            &self.projects,
            &self.visits,
            &self.movements,
            &self.actors,
            &self.plans,
        ];
        std::array::from_fn(|at| (PARTS[at], bodies[at].as_str()))
    }

    pub fn parse(&self) -> Result<Vec<(&'static str, String)>> {
        let mut read = Reader::default();
        let fields = self.fields();
        let parts = fields.iter().map(|(part, body)| (*part, read.text(part, body, 0..=6000)));
        let parts = parts.collect();
        read.finish(parts)
    }
}
