//! Who proposes and agrees. Pure functions: no database, no HTTP. Source: `domain.md`, Objective.

use super::model::{Mission, Proposal, Slot, State};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    See(Mission) => see,
    Propose(Slot) => propose,
    Agree(Proposal) => agree,
    Refuse(Proposal) => refuse,
    Withdraw(Proposal) => withdraw,
    SetPhase(Mission) => set_phase,
}

/// Those who work here, and leaders.
pub fn see(viewer: &Viewer, _: &Mission) -> Verdict {
    if viewer.role.counts_actors() || viewer.role == Role::Leader {
        Allow
    } else {
        Deny("situations-deny-see")
    }
}

pub fn propose(viewer: &Viewer, slot: &Slot) -> Verdict {
    match viewer.role {
        Role::Chief if viewer.acts_for(slot.owner) && slot.is_taken => {
            Late("situations-late-taken")
        }
        Role::Chief if viewer.acts_for(slot.owner) => Allow,
        _ => Deny("situations-deny-propose"),
    }
}

fn open(proposal: &Proposal) -> Verdict {
    if proposal.state == State::Proposed { Allow } else { Late("situations-late-answered") }
}

/// A coordinator agrees, never whoever proposed it in another post.
pub fn agree(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    match viewer.role {
        Role::Coordinator
            if proposal.proposed_by.is_some() && proposal.proposed_by == viewer.person =>
        {
            Deny("situations-deny-own")
        }
        Role::Coordinator => open(proposal),
        role if role.counts_actors() || role == Role::Leader => Deny("situations-deny-agree"),
        _ => Hide,
    }
}

pub fn refuse(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    agree(viewer, proposal)
}

pub fn withdraw(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    match viewer.role {
        Role::Chief => open(proposal),
        role if role.counts_actors() || role == Role::Leader => Deny("situations-deny-propose"),
        _ => Hide,
    }
}

pub fn set_phase(viewer: &Viewer, _: &Mission) -> Verdict {
    if viewer.role == Role::Chief { Allow } else { Deny("situations-deny-phase") }
}
