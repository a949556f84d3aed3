//! What people type about an action point.

use super::{
    model::{Action, Draft, Priority, ROLES, Said},
    states::Act,
};
use crate::{
    access::Role,
    web::{error::Result, forms::Reader},
};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

/// A new one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PutForm {
    pub body: String,
    pub actor: String,
    pub role: String,
    pub due_on: String,
    pub priority: String,
}

impl PutForm {
    /// As typed, or every mistake in it. `doers` are the actors it can be put to.
    pub fn parse(&self, doers: &[Uuid], today: Date) -> Result<Draft> {
        let mut read = Reader::default();
        let body = read.text("body", &self.body, 3..=300);
        let actor = read.id("actor", &self.actor);
        read.require(
            actor.is_some_and(|actor| doers.contains(&actor)),
            "actor",
            "frame-field-choose",
        );
        let role = Role::parse(&self.role).filter(|role| ROLES.contains(role));
        read.require(role.is_some() || self.role.is_empty(), "role", "frame-field-choose");
        let due_on = read.date("due_on", &self.due_on);
        read.require(due_on >= today, "due_on", "actions-due-past");
        let priority = read.choice("priority", &self.priority, Priority::ALL, Priority::as_str);
        read.finish(Draft { body, actor_id: actor.unwrap_or_default(), role, due_on, priority })
    }
}

/// What an act says; which of it is needed follows from the act.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActForm {
    pub reason: String,
    pub note: String,
    pub evidence: String,
    pub due_on: String,
}

impl ActForm {
    pub fn parse(&self, act: Act, action: &Action, today: Date) -> Result<Said> {
        let mut read = Reader::default();
        let mut said = Said::default();
        if act.needs_reason() {
            said.reason = read.text("reason", &self.reason, 1..=1000);
        }
        if act == Act::Finish {
            said.note = read.text("note", &self.note, 1..=2000);
            said.evidence = read.text("evidence", &self.evidence, 0..=1000);
            let shown = !said.evidence.is_empty() || action.documents > 0;
            read.require(!action.is_high() || shown, "evidence", "actions-evidence-needed");
        }
        if act == Act::Move {
            let due_on = read.date("due_on", &self.due_on);
            read.require(due_on >= today, "due_on", "actions-due-past");
            said.due_on = Some(due_on);
        }
        read.finish(said)
    }
}
