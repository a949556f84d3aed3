//! What an overlap is, to whom it is shown, and what is passed on about it.

use crate::access::{Community, Record};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

/// One activity on a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Doing {
    pub id: Uuid,
    pub actor_id: Uuid,
    pub actor: String,
    pub what: String,
    pub starts_on: Date,
    pub until_on: Date,
}

/// A district and a cluster in which activities meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub area_id: Uuid,
    pub code: String,
    pub name: String,
    pub cluster: String,
}

/// For an owner who may see both sides: what is ours, and what others do there at the same time.
#[derive(Clone, Debug)]
pub struct Card {
    pub place: Place,
    pub ours: Vec<Doing>,
    pub theirs: Vec<Doing>,
}

/// For the coordinator: an actor who cannot see that others do the same there.
#[derive(Clone, Debug)]
pub struct Blind {
    pub place: Place,
    pub told_id: Uuid,
    pub told: String,
    pub community: Community,
    /// What that actor does there.
    pub doing: Vec<Doing>,
    /// What it cannot see.
    pub hidden: Vec<Doing>,
    /// When a sentence was last passed on.
    pub passed_on: Option<Timestamp>,
}

impl Blind {
    /// Where the sentence is written.
    pub fn url(&self) -> String {
        format!(
            "/overlaps/messages/new?area={}&cluster={}&actor={}",
            self.place.area_id, self.place.cluster, self.told_id
        )
    }
}

/// A sentence that a coordinator is about to pass on: where, on what, to whom.
#[derive(Clone, Debug)]
pub struct Telling {
    pub id: Uuid,
    pub area_id: Uuid,
    pub cluster: String,
    pub told_id: Uuid,
}

impl Record for Telling {
    const KIND: &'static str = "overlap";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/overlaps".to_owned()
    }
}

/// A sentence that was passed on.
#[derive(Clone, Debug)]
pub struct Message {
    pub code: String,
    pub name: String,
    pub cluster: String,
    pub sentence: String,
    pub at: Timestamp,
    pub from: String,
    pub to: String,
    pub is_ours: bool,
}
