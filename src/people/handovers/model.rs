//! What a handover is, and the lists that the successor finds.

use crate::{
    access::{Community, Record, Role},
    people::model::Post,
};
use jiff_sqlx::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

crate::codes! {
    /// Proposed by a voucher, open once an administrator confirmed it, signed by both; its rights move at the hour.
    State { Proposed = "proposed", Open = "open", Signed = "signed", Cancelled = "cancelled" }
}

crate::codes! {
    Act {
        Propose = "propose_handover", Confirm = "confirm_handover", Sign = "sign_handover", Cancel = "cancel_handover",
    }
}

/// The life of a handover: from, act, to. The second signature makes it signed; the first leaves it open.
pub const MOVES: [(State, Act, State); 5] = [
    (State::Proposed, Act::Confirm, State::Open),
    (State::Open, Act::Sign, State::Open),
    (State::Open, Act::Sign, State::Signed),
    (State::Proposed, Act::Cancel, State::Cancelled),
    (State::Open, Act::Cancel, State::Cancelled),
];

/// Whether this can be done in that state.
pub fn fits(state: State, act: Act) -> bool {
    MOVES.iter().any(|(from, known, _)| *from == state && *known == act)
}

#[derive(Clone, Debug)]
pub struct Handover {
    pub id: Uuid,
    pub actor_id: Uuid,
    pub actor: String,
    pub role: Role,
    pub community: Community,
    pub predecessor_id: Uuid,
    pub successor_id: Uuid,
    pub predecessor: String,
    pub successor: String,
    pub proposed_by: Uuid,
    pub proposer: String,
    pub confirmer: Option<String>,
    pub moves_at: Timestamp,
    pub has_moved: bool,
    pub state: State,
    pub predecessor_signed_at: Option<Timestamp>,
    pub successor_signed_at: Option<Timestamp>,
    pub counts: Option<sqlx::types::Json<Counts>>,
}

impl Handover {
    /// The colour of its tag.
    pub fn tag(&self) -> &'static str {
        match self.state {
            State::Proposed => "submitted",
            State::Open => "offered",
            State::Signed if self.has_moved => "confirmed",
            State::Signed => "accepted",
            State::Cancelled => "closed",
        }
    }

    /// The key of its word.
    pub fn state_key(&self) -> String {
        if self.has_moved && self.state == State::Signed {
            return "handovers-state-moved".to_owned();
        }
        format!("handovers-state-{}", self.state)
    }

    /// Whether this person still owes a signature.
    pub fn awaits(&self, person: Uuid) -> bool {
        person == self.predecessor_id && self.predecessor_signed_at.is_none()
            || person == self.successor_id && self.successor_signed_at.is_none()
    }
}

impl Record for Handover {
    const KIND: &'static str = "handover";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/handovers/{}", self.id)
    }
}

/// A handover about to be proposed: its id, and the post that ends.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub post: Post,
}

impl Record for Slot {
    const KIND: &'static str = "handover";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/people/{}", self.post.person_id)
    }
}

/// What a proposal says.
#[derive(Clone, Debug)]
pub struct Draft {
    pub successor: Uuid,
    pub moves_at: Timestamp,
    pub is_stated: bool,
}

/// Somebody who could succeed.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: Uuid,
    pub name: String,
    pub posts: String,
}

/// How many of each list stood there when the handover was signed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    pub requests: usize,
    pub unread: usize,
    pub actions: usize,
    pub promises: usize,
    pub projects: usize,
    pub contacts: usize,
    pub meetings: usize,
}

/// One thing on a list: what it is called, where it is, and a word more: a key or a text.
#[derive(Clone, Debug)]
pub struct Item {
    pub title: String,
    pub url: String,
    pub key: String,
    pub at: Option<Timestamp>,
}

/// What stands open at the office, as far as the reader acts for it; each list has its key.
#[derive(Clone, Debug, Default)]
pub struct Lists(pub Vec<(&'static str, Vec<Item>)>);

impl Lists {
    pub fn counts(&self) -> Counts {
        let n = |key: &str| {
            self.0.iter().find(|(known, _)| *known == key).map_or(0, |(_, items)| items.len())
        };
        Counts {
            requests: n("handovers-requests"),
            unread: n("handovers-unread"),
            actions: n("handovers-actions"),
            promises: n("handovers-promises"),
            projects: n("handovers-projects"),
            contacts: n("handovers-contacts"),
            meetings: n("handovers-meetings"),
        }
    }
}
