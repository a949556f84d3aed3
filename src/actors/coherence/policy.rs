//! Who speaks for a community in the matrix. Pure functions: no database, no HTTP.

use super::model::Draft;
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny},
    Viewer,
};

crate::actions! { SayCoherence(Draft) => say_coherence }

/// Each side speaks for itself: the chief of CIMIC, the coordinator, Civil Affairs; the last for the host as well.
pub fn speaks_for(viewer: &Viewer) -> &'static [Community] {
    match viewer.role {
        Role::Chief => &[Community::Military],
        Role::Coordinator => &[Community::Humanitarian],
        Role::Section => &[Community::Mission, Community::Host],
        _ => &[],
    }
}

pub fn say_coherence(viewer: &Viewer, draft: &Draft) -> Verdict {
    if viewer.role == Role::House || speaks_for(viewer).contains(&draft.community) {
        Allow
    } else {
        Deny("coherence-deny-say")
    }
}
