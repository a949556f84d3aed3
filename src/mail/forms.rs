//! What people type about mail.

use super::model::{Choices, Kind};
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailForm {
    pub mail: String,
    pub at_once: String,
    pub kinds: Vec<String>,
    pub area: String,
    pub only_turn: String,
    pub version: String,
}

impl MailForm {
    /// The form of what was chosen.
    pub fn of(choices: &Choices) -> MailForm {
        let tick = |is_on: bool| if is_on { "yes".to_owned() } else { String::new() };
        MailForm {
            mail: tick(!choices.is_off),
            at_once: tick(choices.at_once),
            kinds: choices.kinds.clone(),
            area: choices.area_id.map(|id| id.to_string()).unwrap_or_default(),
            only_turn: tick(choices.only_turn),
            version: choices.version.to_string(),
        }
    }

    /// What it says, or every mistake in it.
    pub fn parse(&self, old: &Choices) -> Result<Choices> {
        let mut read = Reader::default();
        let known = self.kinds.iter().all(|kind| Kind::parse(kind).is_some());
        read.require(known, "kinds", "frame-field-choose");
        let area_id = read.id("area", &self.area);
        let stale = !self.version.is_empty() && self.version != old.version.to_string();
        read.require(!stale, "mail", "mail-error-changed");
        read.finish(Choices {
            person: old.person,
            is_off: self.mail != "yes",
            at_once: self.at_once == "yes",
            kinds: self.kinds.clone(),
            area_id,
            only_turn: self.only_turn == "yes",
            version: old.version,
        })
    }
}
