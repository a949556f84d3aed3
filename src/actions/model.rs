//! What an action point is.

pub use super::states::{Act, State};
use crate::{
    access::{Audience, Record, Role, Sight},
    actors::model::ActorName,
    files::model::{Holds, RecordKind},
    i18n::Lang,
};
use jiff_sqlx::{Date, Timestamp};
use std::collections::HashMap;
use uuid::Uuid;

crate::codes! {
    /// A high one is shown to be done, to somebody who neither put nor did it.
    Priority { Normal = "normal", High = "high" }
}

/// So often on an agenda without being done is a question of its own.
pub const STUCK: i32 = 3;

/// Posts that an action point can be for.
pub const ROLES: [Role; 7] = [
    Role::Partner,
    Role::Coordinator,
    Role::Liaison,
    Role::Officer,
    Role::Chief,
    Role::Section,
    Role::QipManager,
];

#[derive(Clone, Debug)]
pub struct Action {
    pub id: Uuid,
    pub source_kind: RecordKind,
    pub source_id: Uuid,
    /// What it came from, and where that is read; none where the viewer does not see it.
    pub source_title: Option<String>,
    pub source_url: Option<String>,
    pub body: String,
    pub owner_id: Uuid,
    pub author_id: Option<Uuid>,
    pub actor_id: Uuid,
    pub role: Option<Role>,
    pub due_on: Date,
    pub is_overdue: bool,
    pub priority: Priority,
    pub state: State,
    pub reason: String,
    pub done_note: String,
    pub evidence: String,
    pub done_by: Option<Uuid>,
    pub carry_overs: i32,
    pub created_at: Timestamp,
    /// Who else was there.
    pub parties: Vec<Uuid>,
    /// Documents that stand with it.
    pub documents: i64,
    pub version: i32,
}

impl Action {
    pub fn sight(&self) -> Sight {
        let parties = self.parties.iter().copied().chain([self.actor_id]).collect();
        Sight { owner: self.owner_id, audience: Audience::Parties, parties, by_code: None }
    }

    pub fn is_high(&self) -> bool {
        self.priority == Priority::High
    }

    pub fn is_stuck(&self) -> bool {
        self.carry_overs >= STUCK && self.state.is_open()
    }
}

impl Record for Action {
    const KIND: &'static str = "action";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(self.id)
    }
}

impl Holds for Action {
    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// The address of an action point.
pub fn url(id: Uuid) -> String {
    format!("/actions/{id}")
}

/// One act about to be done to one action point.
#[derive(Clone, Debug)]
pub struct Step {
    pub action: Action,
    pub act: Act,
}

impl Record for Step {
    const KIND: &'static str = Action::KIND;

    fn id(&self) -> Uuid {
        self.action.id
    }

    fn url(&self) -> String {
        self.action.url()
    }

    fn act(&self) -> Option<&'static str> {
        Some(self.act.as_str())
    }
}

/// An action point as read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub body: String,
    pub actor_id: Uuid,
    pub role: Option<Role>,
    pub due_on: jiff::civil::Date,
    pub priority: Priority,
}

/// What an act says.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub reason: String,
    pub note: String,
    pub evidence: String,
    pub due_on: Option<jiff::civil::Date>,
}

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub body: String,
    pub actor_id: Uuid,
    pub role: Option<Role>,
    pub owner_id: Uuid,
    pub due_on: Date,
    pub is_overdue: bool,
    pub priority: Priority,
    pub state: State,
    pub carry_overs: i32,
}

impl Line {
    pub fn url(&self) -> String {
        url(self.id)
    }

    pub fn is_stuck(&self) -> bool {
        self.carry_overs >= STUCK && self.state.is_open()
    }

    /// The colour of its state.
    pub fn tag(&self) -> &'static str {
        tag(self.state, self.is_overdue)
    }
}

impl Action {
    pub fn tag(&self) -> &'static str {
        tag(self.state, self.is_overdue)
    }
}

fn tag(state: State, is_overdue: bool) -> &'static str {
    match state {
        _ if is_overdue => "overdue",
        State::Offered => "offered",
        State::Accepted | State::InProgress => "accepted",
        State::Blocked => "suspended",
        State::Done => "delivered",
        State::Verified => "confirmed",
        State::Declined | State::Cancelled => "closed",
    }
}

/// One line of its history.
#[derive(Clone, Debug)]
pub struct Moment {
    pub at: Timestamp,
    pub act: String,
    pub actor_id: Option<Uuid>,
    pub role: Role,
    pub reason: String,
}

/// The action points of a record, as its page shows them (`record::actions`).
#[derive(Clone, Debug, Default)]
pub struct Listing {
    pub lines: Vec<Line>,
    /// Where to put one, for whoever may.
    pub add: Option<String>,
    pub(super) names: HashMap<Uuid, ActorName>,
}

impl Listing {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.add.is_none()
    }

    /// How an actor is called to this reader.
    pub fn name(&self, actor: &Uuid, lang: &Lang) -> String {
        self.names.get(actor).map(|name| name.short(*lang)).unwrap_or_default()
    }
}

/// What a list is cut by; everything empty shows what is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub state: Option<State>,
    /// For this actor.
    pub doer: Option<Uuid>,
    /// For this post of theirs, or for none in particular.
    pub role: Option<Role>,
    /// Put by this actor.
    pub owner: Option<Uuid>,
    pub forum: Option<Uuid>,
    pub late: bool,
    pub stuck: bool,
    /// The last row of the page before.
    pub after: Option<(Date, Uuid)>,
}
