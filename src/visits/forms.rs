//! The two-minute form of a visit.

use super::model::{Draft, TOPICS};
use crate::web::{error::Result, forms::Reader};
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VisitForm {
    pub visited: String,
    pub visited_on: String,
    pub area: String,
    pub topics: Vec<String>,
    pub said: String,
    pub follows: String,
    pub ours: String,
    pub ours_by: String,
    pub theirs: String,
    pub theirs_by: String,
}

impl VisitForm {
    /// As typed, or every mistake in it.
    pub fn parse(&self, today: Date) -> Result<Draft> {
        let mut read = Reader::default();
        let visited = read.id("visited", &self.visited);
        read.require(visited.is_some(), "visited", "frame-field-needed");
        let visited_on = read.date("visited_on", &self.visited_on);
        read.require(visited_on <= today, "visited_on", "visits-in-future");
        let area = read.id("area", &self.area);
        read.require(area.is_some(), "area", "frame-field-needed");
        let known = self.topics.iter().all(|topic| TOPICS.contains(&topic.as_str()));
        read.require(
            known && (1..=8).contains(&self.topics.len()),
            "topics",
            "visits-topics-needed",
        );
        let said = read.text("said", &self.said, 0..=2000);
        let follows = read.text("follows", &self.follows, 0..=1000);
        let ours = promise(&mut read, ("ours", &self.ours), ("ours_by", &self.ours_by), today);
        let theirs =
            promise(&mut read, ("theirs", &self.theirs), ("theirs_by", &self.theirs_by), today);
        read.finish(Draft {
            visited_id: visited.unwrap_or_default(),
            visited_on,
            area_id: area.unwrap_or_default(),
            topics: self.topics.clone(),
            said,
            follows,
            ours,
            theirs,
        })
    }
}

/// A promise has a day; without words there is none.
fn promise(
    read: &mut Reader,
    (field, words): (&'static str, &str),
    (day_field, day): (&'static str, &str),
    today: Date,
) -> Option<(String, Date)> {
    if words.trim().is_empty() {
        return None;
    }
    let words = read.text(field, words, 3..=300);
    let day = read.date(day_field, day);
    read.require(day >= today, day_field, "actions-due-past");
    Some((words, day))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordsForm {
    pub words: String,
}

impl WordsForm {
    pub fn parse(&self) -> Result<String> {
        let mut read = Reader::default();
        let words = read.text("words", &self.words, 1..=2000);
        read.finish(words)
    }
}
