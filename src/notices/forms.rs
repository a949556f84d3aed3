//! What people type about a notice.

use super::model::{Condition, Confidence, Draft, Kind, Notice, Topic, audiences};
use crate::{
    access::{Audience, Community},
    web::{error::Result, forms::Reader},
};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeForm {
    pub kind: String,
    pub topic: String,
    pub condition: String,
    pub title: String,
    pub body: String,
    pub area: String,
    pub valid_from: String,
    pub valid_until: String,
    pub confidence: String,
    pub audience: String,
    /// The notice it is to take the place of.
    pub replaces: String,
    /// The contribution it is made of.
    pub from: String,
    pub version: String,
}

impl NoticeForm {
    /// A form that begins with what a notice says.
    pub fn of(notice: &Notice) -> NoticeForm {
        NoticeForm {
            kind: notice.kind.to_string(),
            topic: notice.topic.map(|topic| topic.to_string()).unwrap_or_default(),
            condition: notice.condition.map(|one| one.to_string()).unwrap_or_default(),
            title: notice.title.clone(),
            body: notice.body.clone(),
            area: notice.area_id.map(|area| area.to_string()).unwrap_or_default(),
            valid_from: notice.valid_from.to_jiff().to_string(),
            valid_until: notice.valid_until.to_jiff().to_string(),
            confidence: notice.confidence.to_string(),
            audience: notice.audience.to_string(),
            replaces: String::new(),
            from: notice.contribution_id.map(|id| id.to_string()).unwrap_or_default(),
            version: notice.version.to_string(),
        }
    }

    /// As typed by somebody of this community, or every mistake in it.
    pub fn parse(&self, community: Community, today: Date) -> Result<Draft> {
        let mut read = Reader::default();
        let kind = read.choice("kind", &self.kind, Kind::ALL, Kind::as_str);
        let condition = Condition::parse(&self.condition);
        if kind == Kind::RoadStatus {
            read.require(condition.is_some(), "condition", "notices-condition-needed");
        }
        let title = read.text("title", &self.title, 3..=160);
        let body = read.text("body", &self.body, 1..=4000);
        let area = read.id("area", &self.area);
        let topic = Topic::parse(&self.topic);
        read.require(topic.is_some() || self.topic.is_empty(), "topic", "frame-field-choose");
        let from = Uuid::parse_str(&self.from).ok();
        let own_words = community == Community::Military && from.is_none();
        let about = topic.is_some_and(Topic::is_about_humanitarians);
        read.require(!(own_words && about), "topic", "notices-no-free-text");
        let (valid_from, valid_until) = self.days(&mut read, today);
        let confidence =
            read.choice("confidence", &self.confidence, Confidence::ALL, Confidence::as_str);
        let choices = audiences(community);
        let audience = if choices.is_empty() {
            Audience::Partners
        } else {
            read.choice("audience", &self.audience, choices, Audience::as_str)
        };
        read.finish(Draft {
            kind,
            topic,
            condition: condition.filter(|_| kind == Kind::RoadStatus),
            title,
            body,
            area,
            valid_from,
            valid_until,
            confidence,
            audience,
            replaces: Uuid::parse_str(&self.replaces).ok(),
            from,
        })
    }

    /// From when until when; an end is required, and at most a year away.
    fn days(&self, read: &mut Reader, today: Date) -> (Date, Date) {
        let from = read.date("valid_from", &self.valid_from);
        let until = read.date("valid_until", &self.valid_until);
        read.require(until >= today, "valid_until", "frame-field-date-past");
        read.require(until >= from, "valid_until", "frame-field-date-order");
        let year = from.saturating_add(366.days());
        read.require(until <= year, "valid_until", "notices-a-year");
        (from, until)
    }
}

/// What an act says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActForm {
    pub reason: String,
}

impl ActForm {
    pub fn parse(&self, act: super::model::Act) -> Result<String> {
        let mut read = Reader::default();
        let least = usize::from(act.needs_reason());
        let reason = read.text("reason", &self.reason, least..=1000);
        read.finish(reason)
    }
}
