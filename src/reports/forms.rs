//! What people type in a report.

use super::model::{LessonDraft, LessonKind, TOPICS};
use crate::web::{error::Result, forms::Reader};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BeginForm {
    pub kind: String,
    pub source: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyForm {}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    pub answer: String,
    pub version: String,
}

impl AnswerForm {
    pub fn parse(&self) -> Result<String> {
        let mut read = Reader::default();
        let answer = read.text("answer", &self.answer, 1..=4000);
        read.finish(answer)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AboutForm {
    pub topic: String,
    pub sector: String,
    pub area: String,
    pub version: String,
}

/// Topic, sector, district.
pub type About = (String, String, Option<Uuid>);

impl AboutForm {
    pub fn parse(&self, sectors: &[&'static str]) -> Result<About> {
        let mut read = Reader::default();
        let topic = read.choice("topic", &self.topic, &TOPICS, |topic| topic);
        let known = self.sector.is_empty() || sectors.contains(&self.sector.as_str());
        read.require(known, "sector", "frame-field-choose");
        let area = read.id("area", &self.area);
        read.finish((topic.to_owned(), self.sector.clone(), area))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LessonForm {
    pub kind: String,
    pub body: String,
    pub actor: String,
    pub due_on: String,
}

impl LessonForm {
    /// What is to change has somebody who does it, and a day.
    pub fn parse(&self, doers: &[Uuid], today: Date) -> Result<LessonDraft> {
        let mut read = Reader::default();
        let kind = read.choice("kind", &self.kind, LessonKind::ALL, LessonKind::as_str);
        let body = read.text("body", &self.body, 3..=300);
        let actor_id = read.id("actor", &self.actor);
        let due_on = read.optional_date("due_on", &self.due_on);
        if kind == LessonKind::Change {
            read.require(
                actor_id.is_some_and(|actor| doers.contains(&actor)),
                "actor",
                "frame-field-choose",
            );
            read.require(due_on.is_some(), "due_on", "frame-field-needed");
            read.require(due_on.is_none_or(|due| due >= today), "due_on", "actions-due-past");
            return read.finish(LessonDraft { kind, body, actor_id, due_on });
        }
        read.finish(LessonDraft { kind, body, actor_id: None, due_on: None })
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OneForm {
    pub one: String,
}
