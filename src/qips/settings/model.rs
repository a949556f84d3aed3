//! A proposed change of the numbers.

use crate::{access::Record, qips::model::Numbers};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Proposal {
    pub id: Uuid,
    pub numbers: Numbers,
    pub why: String,
    pub proposed_by: Uuid,
    pub proposed_at: Timestamp,
    pub is_open: bool,
}

impl Record for Proposal {
    const KIND: &'static str = "qip_policy";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/qips/settings".to_owned()
    }
}

/// The place of a new proposal.
#[derive(Clone, Copy, Debug)]
pub struct ProposalSlot {
    pub id: Uuid,
}

impl Record for ProposalSlot {
    const KIND: &'static str = Proposal::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/qips/settings".to_owned()
    }
}

/// A version of the numbers, and since when it holds.
#[derive(Clone, Debug)]
pub struct Version {
    pub version: i32,
    pub holds_from: Timestamp,
    pub numbers: Numbers,
}
