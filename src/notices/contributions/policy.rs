//! Who contributes, who reads it, who takes it back. Pure functions: no database, no HTTP. Source: `access.md`, section 3.

use super::model::{Contribution, Slot};
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    View(Contribution) => view,
    Contribute(Slot) => contribute,
    Withdraw(Contribution) => withdraw,
}

/// Posts that contribute, or that write notices of contributions.
pub fn works(viewer: &Viewer) -> bool {
    contributes(viewer) || crate::notices::policy::writes(viewer.role)
}

fn contributes(viewer: &Viewer) -> bool {
    viewer.community == Community::Humanitarian
        && matches!(viewer.role, Role::Partner | Role::Coordinator)
}

/// The organisation's own office, never one above it; the desk it told, while the consent is in force.
pub fn view(viewer: &Viewer, told: &Contribution) -> Verdict {
    let counts = viewer.role.counts_actors();
    let own = counts && viewer.acts_for(told.owner_id);
    let recipient = counts && viewer.acts_for(told.recipient_id) && told.is_in_force;
    if own || recipient || viewer.role == Role::House { Allow } else { Hide }
}

pub fn contribute(viewer: &Viewer, slot: &Slot) -> Verdict {
    if contributes(viewer) && viewer.acts_for(slot.owner) {
        Allow
    } else {
        Deny("contributions-deny-contribute")
    }
}

pub fn withdraw(viewer: &Viewer, told: &Contribution) -> Verdict {
    match view(viewer, told) {
        Allow if !contributes(viewer) || !viewer.acts_for(told.owner_id) => {
            Deny("contributions-deny-withdraw")
        }
        Allow if !told.is_in_force => Late("contributions-late-ended"),
        other => other,
    }
}
