//! Who changes the numbers. Pure functions: no database, no HTTP.

use super::model::{Proposal, ProposalSlot};
use crate::access::{Role, Verdict, Viewer};
use Verdict::{Allow, Deny, Hide, Late};

crate::actions! { Propose(ProposalSlot) => propose, AgreePolicy(Proposal) => agree_policy, RefusePolicy(Proposal) => refuse_policy }

/// Who reads the settings and may propose or answer.
pub fn sees(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::QipManager | Role::Approver)
}

pub fn propose(viewer: &Viewer, _: &ProposalSlot) -> Verdict {
    if sees(viewer) { Allow } else { Deny("qips-deny-settings") }
}

pub fn agree_policy(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    if !sees(viewer) {
        Hide
    } else if viewer.person == Some(proposal.proposed_by) {
        Deny("qips-deny-two-people")
    } else if proposal.is_open {
        Allow
    } else {
        Late("qips-late-settings")
    }
}

pub fn refuse_policy(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    agree_policy(viewer, proposal)
}
