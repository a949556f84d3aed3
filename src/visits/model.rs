//! What a visit is.

use crate::{
    access::{Audience, Community, Record, Sight},
    files::model::Holds,
};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

/// What a visit can have been about.
pub const TOPICS: [&str; 12] = [
    "introduction",
    "needs",
    "access",
    "security_information",
    "mine_action",
    "movement",
    "support_offered",
    "support_follow_up",
    "projects",
    "complaint",
    "coordination",
    "handover",
];

#[derive(Clone, Debug)]
pub struct Visit {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub visited_id: Uuid,
    pub visited_on: Date,
    pub area: String,
    pub topics: Vec<String>,
    pub said: String,
    pub follows: String,
    /// Written by the side that was visited.
    pub their_words: String,
    pub their_at: Option<Timestamp>,
}

impl Visit {
    pub fn sight(&self) -> Sight {
        let parties = vec![self.visited_id];
        Sight { owner: self.owner_id, audience: Audience::Parties, parties, by_code: None }
    }
}

impl Record for Visit {
    const KIND: &'static str = "visit";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/visits/{}", self.id)
    }
}

impl Holds for Visit {
    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// A visit that is about to be written down.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Visit::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/visits/{}", self.id)
    }
}

/// A visit as read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub visited_id: Uuid,
    pub visited_on: jiff::civil::Date,
    pub area_id: Uuid,
    pub topics: Vec<String>,
    pub said: String,
    pub follows: String,
    /// What the visitor's own side promised, with the day.
    pub ours: Option<(String, jiff::civil::Date)>,
    /// What the side visited promised; an offer until it accepts.
    pub theirs: Option<(String, jiff::civil::Date)>,
}

/// Whether somebody of `writer` writes free text, and the other side's promises, about somebody of `visited`.
pub fn writes_freely(writer: Community, visited: Community) -> bool {
    !(writer == Community::Military && visited == Community::Humanitarian)
}
