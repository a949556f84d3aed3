//! The forms of a round and of a vote.

use super::model::{Choice, Level, RoundDraft};
use crate::{
    qips::{
        fields::{Field, Raw, Type, may, need, parse},
        model::CRITERIA,
    },
    web::{error::Result, forms::Reader},
};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoundForm {
    pub committee: String,
    pub title: String,
    pub level: String,
    pub meets_on: String,
    pub quorum: String,
    pub agenda: String,
}

impl RoundForm {
    pub fn parse(&self) -> Result<RoundDraft> {
        let mut read = Reader::default();
        let committee = read.id("committee", &self.committee);
        read.require(committee.is_some(), "committee", "frame-field-choose");
        let title = read.text("title", &self.title, 1..=160);
        let level = read.choice("level", &self.level, Level::ALL, Level::as_str);
        let meets_on = read.date("meets_on", &self.meets_on);
        let quorum = read.number("quorum", &self.quorum, 1..=30);
        read.require(quorum.is_some(), "quorum", "frame-field-needed");
        let agenda = read.text("agenda", &self.agenda, 0..=4000);
        read.finish(RoundDraft {
            committee: committee.unwrap_or_default(),
            title,
            level,
            meets_on: jiff_sqlx::Date::from(meets_on),
            agenda,
            quorum: quorum.unwrap_or_default(),
        })
    }
}

const SCORES: &[&str] = &["3", "2", "1", "0"];
/// The fields of the ten criteria, in order.
pub const SCORED: [&str; 10] = [
    "score_one_time",
    "score_quick",
    "score_labour",
    "score_visible",
    "score_cost",
    "score_ownership",
    "score_urgent",
    "score_authority",
    "score_partner",
    "score_unique",
];

/// Ten scores, the vote, and why.
pub fn vote_fields() -> Vec<Field> {
    let mut fields: Vec<Field> =
        SCORED.iter().map(|name| need(name, Type::Choice(SCORES))).collect();
    fields.push(need("vote", Type::Choice(&["for", "against", "defer"])));
    fields.push(may("reason", Type::Area(2000)));
    fields
}

/// The scores in the order of [`CRITERIA`], the vote, and why.
pub fn parse_vote(raw: &Raw) -> Result<(Vec<i16>, Choice, String)> {
    let (mut read, said) = parse(&vote_fields(), raw)?;
    let scores: Vec<i16> =
        SCORED.iter().map(|name| said.get(name).parse().unwrap_or_default()).collect();
    let choice = Choice::parse(said.get("vote")).unwrap_or(Choice::Defer);
    let needs_why = choice != Choice::For && said.reason.is_empty();
    read.require(!needs_why, "reason", "qips-error-why");
    debug_assert_eq!(scores.len(), CRITERIA.len());
    read.finish((scores, choice, said.reason))
}
