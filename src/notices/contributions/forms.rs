//! What a humanitarian organisation types when it tells a desk something.

use super::model::{AUDIENCES, Draft};
use crate::{
    access::Audience,
    notices::model::Topic,
    web::{error::Result, forms::Reader},
};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContributionForm {
    pub topic: String,
    pub title: String,
    pub body: String,
    pub area: String,
    pub recipient: String,
    pub audience: String,
    pub is_named: String,
    pub valid_until: String,
}

impl ContributionForm {
    /// As typed, or every mistake in it. `desks` are those that the organisation may tell.
    pub fn parse(&self, desks: &[Uuid], today: Date) -> Result<Draft> {
        let mut read = Reader::default();
        let topic = read.choice("topic", &self.topic, Topic::ALL, Topic::as_str);
        let title = read.text("title", &self.title, 3..=160);
        let body = read.text("body", &self.body, 1..=4000);
        let area = read.id("area", &self.area);
        let recipient = read.id("recipient", &self.recipient);
        let is_desk = recipient.is_some_and(|desk| desks.contains(&desk));
        read.require(is_desk, "recipient", "frame-field-choose");
        let audience = read.choice("audience", &self.audience, &AUDIENCES, Audience::as_str);
        let is_wide = matches!(audience, Audience::Public | Audience::Partners);
        let is_closed = topic != Topic::AidWorkers || !is_wide;
        read.require(is_closed, "audience", "contributions-aid-workers");
        let valid_until = read.date("valid_until", &self.valid_until);
        read.require(valid_until >= today, "valid_until", "frame-field-date-past");
        let year = today.saturating_add(365.days());
        read.require(valid_until <= year, "valid_until", "notices-a-year");
        read.finish(Draft {
            recipient: recipient.unwrap_or_default(),
            topic,
            title,
            body,
            area,
            audience,
            is_named: self.is_named == "yes",
            valid_until,
        })
    }
}
