//! What people type in the room and after it.

use super::model::{Presence, WalkIn};
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;
use uuid::Uuid;

/// The text of an item. `base` is the version it was written upon; a control of its own, so that a copy kept on the
/// device while the line was away carries it along.
#[derive(Clone, Debug, Default, Deserialize, serde::Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemForm {
    pub summary: String,
    pub base: String,
}

impl ItemForm {
    pub fn parse(&self) -> Result<(String, i32)> {
        let mut read = Reader::default();
        let summary = read.text("summary", &self.summary, 1..=8000);
        read.finish((summary, self.base.trim().parse().unwrap_or(0)))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionForm {
    pub decision: String,
    pub decided_by: String,
}

impl DecisionForm {
    /// `there` are the organisations that can have decided.
    pub fn parse(&self, there: &[Uuid]) -> Result<(Uuid, String)> {
        let mut read = Reader::default();
        let body = read.text("decision", &self.decision, 3..=600);
        let actor = read.id("decided_by", &self.decided_by);
        read.require(
            actor.is_some_and(|actor| there.contains(&actor)),
            "decided_by",
            "frame-field-choose",
        );
        read.finish((actor.unwrap_or_default(), body))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordsForm {
    pub words: String,
    pub said_by: String,
}

impl WordsForm {
    /// Left empty, what was written down of this actor is taken away.
    pub fn parse(&self, there: &[Uuid]) -> Result<(Uuid, String)> {
        let mut read = Reader::default();
        let words = read.text("words", &self.words, 0..=2000);
        let actor = read.id("said_by", &self.said_by);
        read.require(
            actor.is_some_and(|actor| there.contains(&actor)),
            "said_by",
            "frame-field-choose",
        );
        read.finish((actor.unwrap_or_default(), words))
    }
}

/// One text: a correction, an addendum.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextForm {
    pub text: String,
}

impl TextForm {
    pub fn parse(&self, field: &'static str, most: usize) -> Result<String> {
        let mut read = Reader::default();
        let text = read.text(field, &self.text, 1..=most);
        read.finish(text)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyForm {}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OneForm {
    pub one: String,
}

/// A tap on the sheet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MarkForm {
    pub actor: String,
    pub presence: String,
    /// `yes` or `no`; empty leaves it as it was.
    pub unlisted: String,
}

impl MarkForm {
    pub fn parse(&self) -> Result<(Uuid, Presence, Option<bool>)> {
        let mut read = Reader::default();
        let actor = read.id("actor", &self.actor);
        read.require(actor.is_some(), "actor", "frame-field-choose");
        let presence = read.choice("presence", &self.presence, Presence::ALL, Presence::as_str);
        let unlisted = (!self.unlisted.is_empty()).then_some(self.unlisted == "yes");
        read.finish((actor.unwrap_or_default(), presence, unlisted))
    }
}

/// Somebody who came without being invited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WalkInForm {
    pub who: String,
    pub what: String,
    pub people: String,
    pub unlisted: String,
}

impl WalkInForm {
    pub fn parse(&self) -> Result<WalkIn> {
        let mut read = Reader::default();
        let actor = read.id("who", &self.who);
        let what = read.text("what", &self.what, 0..=160);
        read.require(actor.is_some() || !what.is_empty(), "what", "minutes-walk-in-what");
        let people = read.number("people", &self.people, 1..=500).unwrap_or(1);
        read.finish(WalkIn { actor, what, people, unlisted: self.unlisted == "yes" })
    }
}
