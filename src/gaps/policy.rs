//! Who enters figures of need. Pure functions: no database, no HTTP.

use super::model::Sheet;
use crate::access::{
    Audience, Role,
    Verdict::{self, Allow, Deny, Hide},
    Viewer,
};

crate::actions! { View(Sheet) => view, Enter(Sheet) => enter_needs }

/// Planning figures of a district: for everybody who plans.
pub fn view(viewer: &Viewer, _: &Sheet) -> Verdict {
    if viewer.role == Role::House || viewer.admitted_to(Audience::Partners) { Allow } else { Hide }
}

pub fn enter_needs(viewer: &Viewer, _: &Sheet) -> Verdict {
    if enters(viewer) { Allow } else { Deny("gaps-deny-enter") }
}

/// Whether the viewer enters needs at all.
pub fn enters(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Coordinator | Role::Section)
}
