//! The situation, whose row of the appropriateness matrix holds, and the phase of the mission.

use crate::access::Record;
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// The rows of the appropriateness matrix (code list `military_posture`).
    Situation { Peacetime = "peacetime", Peacekeeping = "peacekeeping", PeaceEnforcement = "peace_enforcement", Combat = "combat" }
}

crate::codes! {
    /// Where the mission is on its way: information only.
    Phase { Stabilisation = "stabilisation", Transition = "transition", Consolidation = "consolidation" }
}

crate::codes! {
    State { Proposed = "proposed", Agreed = "agreed", Refused = "refused", Withdrawn = "withdrawn" }
}

/// A change that the chief proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub id: Uuid,
    pub from: Situation,
    pub to: Situation,
    pub why: String,
    pub proposed_by: Option<Uuid>,
    pub proposer_id: Uuid,
    pub proposed_at: Timestamp,
    pub state: State,
    pub answerer_id: Option<Uuid>,
    pub answer: String,
    pub answered_at: Option<Timestamp>,
}

impl Record for Proposal {
    const KIND: &'static str = "situation";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/situation".to_owned()
    }
}

/// A change that is about to be proposed.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
    /// One waits already.
    pub is_taken: bool,
}

impl Record for Slot {
    const KIND: &'static str = Proposal::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/situation".to_owned()
    }
}

/// The phase of the mission.
#[derive(Clone, Copy, Debug)]
pub struct Mission;

impl Record for Mission {
    const KIND: &'static str = "house";

    fn id(&self) -> Uuid {
        Uuid::from_u128(0xb002)
    }

    fn url(&self) -> String {
        "/situation".to_owned()
    }
}

/// One row of the matrix: what direct and indirect assistance and infrastructure support are answered.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    pub situation: Situation,
    pub answers: [String; 3],
}
