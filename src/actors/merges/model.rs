//! A merge of two entries that mean one actor.

use crate::{
    access::{Community, Record},
    actors::model::Actor,
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// Where a merge stands.
    State { Proposed = "proposed", Merged = "merged", Declined = "declined", Undone = "undone" }
}

crate::codes! {
    /// The two sides of a merge: the entry that goes, and the one that stays.
    Side { From = "from", Into = "into" }
}

/// One side of a merge, and whether it agreed.
#[derive(Clone, Debug)]
pub struct Party {
    pub actor_id: Uuid,
    pub name: String,
    /// Somebody holds a post there: one of its posts answers. Else another voucher of the community does.
    pub is_staffed: bool,
    pub agreed_at: Option<Timestamp>,
    /// Its requests, contacts and activities move too.
    pub with_records: bool,
}

#[derive(Clone, Debug)]
pub struct Merge {
    pub id: Uuid,
    pub state: State,
    pub community: Community,
    pub from: Party,
    pub into: Party,
    pub proposed_by: Uuid,
    pub proposed_at: Timestamp,
    pub merged_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// There is a voucher of this community other than whoever proposed it; where there is none, an administrator answers.
    pub has_second_voucher: bool,
}

impl Merge {
    /// Both sides, the one that goes first.
    pub fn parties(&self) -> [&Party; 2] {
        [&self.from, &self.into]
    }

    pub fn party(&self, side: &Side) -> &Party {
        match side {
            Side::From => &self.from,
            Side::Into => &self.into,
        }
    }
}

impl Record for Merge {
    const KIND: &'static str = "merge";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/merges/{}", self.id)
    }
}

/// An answer of one side.
#[derive(Clone, Debug)]
pub struct Answer {
    pub merge: Merge,
    pub side: Side,
}

impl Record for Answer {
    const KIND: &'static str = "merge";

    fn id(&self) -> Uuid {
        self.merge.id
    }

    fn url(&self) -> String {
        self.merge.url()
    }
}

/// A merge that is about to be proposed.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub from: Actor,
    pub into: Actor,
    /// The entry that would go keeps a desk.
    pub from_is_desk: bool,
}

impl Record for Slot {
    const KIND: &'static str = "merge";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/merges/{}", self.id)
    }
}

/// Two entries that may be one, and why the house thinks so.
#[derive(Clone, Debug)]
pub struct Twins {
    pub one: super::super::model::Line,
    pub other: super::super::model::Line,
    /// `acronym`, `name` or `parent`.
    pub why: String,
    /// As they stand, they can be one: seen by the same people, and not both a desk.
    pub fits: bool,
}

/// Two entries that somebody found to be two.
#[derive(Clone, Debug)]
pub struct Apart {
    pub one: Uuid,
    pub other: Uuid,
    pub community: Community,
}

impl Record for Apart {
    const KIND: &'static str = "actor";

    fn id(&self) -> Uuid {
        self.one
    }

    fn url(&self) -> String {
        "/actors/duplicates".to_owned()
    }
}
