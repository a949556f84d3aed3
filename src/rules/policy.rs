//! Who proposes and who agrees. Pure functions: no database, no HTTP. The numbers bind both sides, so that each proposes and the other agrees.

use super::model::{Proposal, Slot, State};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    Propose(Slot) => propose,
    Agree(Proposal) => agree,
    Refuse(Proposal) => refuse,
    Withdraw(Proposal) => withdraw,
}

/// Who reads the numbers: those who work here, and leaders.
pub fn reads(viewer: &Viewer) -> bool {
    viewer.role.counts_actors() || viewer.role == Role::Leader
}

fn is_side(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Chief | Role::Coordinator)
}

fn open(proposal: &Proposal) -> Verdict {
    if proposal.state == State::Proposed { Allow } else { Late("rules-late-answered") }
}

pub fn propose(viewer: &Viewer, slot: &Slot) -> Verdict {
    match (is_side(viewer), slot.is_taken) {
        (false, _) => Deny("rules-deny-propose"),
        (true, true) => Late("rules-late-taken"),
        (true, false) => Allow,
    }
}

pub fn agree(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    if !reads(viewer) {
        Hide
    } else if !is_side(viewer)
        || viewer.role == proposal.proposed_as
        || viewer.person == Some(proposal.proposed_by)
    {
        Deny("rules-deny-other-side")
    } else {
        open(proposal)
    }
}

pub fn refuse(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    agree(viewer, proposal)
}

/// Taken back by the side that proposed it.
pub fn withdraw(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    if !reads(viewer) {
        Hide
    } else if viewer.role != proposal.proposed_as {
        Deny("rules-deny-propose")
    } else {
        open(proposal)
    }
}
