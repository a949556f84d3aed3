//! Who says which districts an office is responsible for. Pure functions: no database, no HTTP.

use super::model::Holder;
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny},
    Viewer,
};

crate::actions! { View(Holder) => view, Assign(Holder) => assign_areas }

/// Whoever sees the office sees what it is responsible for; the office itself is looked up under row level security.
pub fn view(_: &Viewer, _: &Holder) -> Verdict {
    Allow
}

/// The chief for the units and sectors below, the coordinator and the section for their own offices.
pub fn assign_areas(viewer: &Viewer, holder: &Holder) -> Verdict {
    let leads = matches!(
        (viewer.role, holder.community),
        (Role::Chief, Community::Military)
            | (Role::Coordinator, Community::Humanitarian)
            | (Role::Section, Community::Mission)
    );
    if leads && viewer.covers(holder.id) { Allow } else { Deny("desks-deny-assign") }
}

/// Whether the viewer assigns districts to anybody.
pub fn assigns(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Chief | Role::Coordinator | Role::Section)
}
