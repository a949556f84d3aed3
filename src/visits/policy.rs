//! Who logs visits and who writes which side. Pure functions: no database, no HTTP. Source: `domain.md`, Visit.

use super::model::{Slot, Visit};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide},
    Viewer,
};

crate::actions! {
    View(Visit) => view,
    Create(Slot) => create,
    Answer(Visit) => answer,
    PutAction(Visit) => put_action,
}

pub fn view(viewer: &Viewer, visit: &Visit) -> Verdict {
    if viewer.sees(&visit.sight()) { Allow } else { Hide }
}

/// Those who go out: officers, liaisons, sections, coordinators, QIP focal points.
pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    match viewer.role {
        Role::Officer
        | Role::Liaison
        | Role::Chief
        | Role::Section
        | Role::QipManager
        | Role::Coordinator
            if viewer.acts_for(slot.owner) =>
        {
            Allow
        }
        _ => Deny("visits-deny-create"),
    }
}

/// The side that was visited writes its own words.
pub fn answer(viewer: &Viewer, visit: &Visit) -> Verdict {
    match view(viewer, visit) {
        Allow if !viewer.acts_for(visit.visited_id) => Deny("visits-deny-answer"),
        other => other,
    }
}

/// Each side promises for itself here, whoever visited whom.
pub fn put_action(viewer: &Viewer, visit: &Visit) -> Verdict {
    match view(viewer, visit) {
        Allow if !viewer.acts_for(visit.visited_id) && !viewer.acts_for(visit.owner_id) => {
            Deny("visits-deny-promise")
        }
        other => other,
    }
}
