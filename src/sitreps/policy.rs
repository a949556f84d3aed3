//! Who writes and reads situation reports. Pure functions: no database, no HTTP.

use super::model::{Sitrep, Slot, State};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! { View(Sitrep) => view, Create(Slot) => create, Edit(Sitrep) => edit, File(Sitrep) => file }

/// Whether somebody of this role writes them.
pub fn writes(role: Role) -> bool {
    matches!(role, Role::Officer | Role::Coordinator | Role::Chief | Role::Section)
}

/// A draft stays in its office; what is filed goes up its own tree.
pub fn view(viewer: &Viewer, sitrep: &Sitrep) -> Verdict {
    let reads = writes(viewer.role) || viewer.role == Role::Liaison;
    let is_theirs = viewer.acts_for(sitrep.owner_id)
        || sitrep.state == State::Filed && viewer.covers(sitrep.owner_id);
    if viewer.role == Role::House || reads && is_theirs { Allow } else { Hide }
}

pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    if writes(viewer.role) && viewer.acts_for(slot.owner) {
        Allow
    } else {
        Deny("sitreps-deny-write")
    }
}

pub fn edit(viewer: &Viewer, sitrep: &Sitrep) -> Verdict {
    match view(viewer, sitrep) {
        Allow if !writes(viewer.role) || !viewer.acts_for(sitrep.owner_id) => {
            Deny("sitreps-deny-write")
        }
        Allow if sitrep.state == State::Filed => Late("sitreps-late-filed"),
        other => other,
    }
}

pub fn file(viewer: &Viewer, sitrep: &Sitrep) -> Verdict {
    edit(viewer, sitrep)
}
