//! Who takes lists of projects out of the house. Pure: no database, no HTTP.

use super::model::Export;
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny},
    Viewer,
};

crate::actions! { Take(Export) => export }

/// Whoever works with files of projects takes out what they may see; leaders, administrators and auditors take out nothing.
pub fn may_take(viewer: &Viewer) -> bool {
    let works = viewer.role.counts_actors()
        || matches!(viewer.role, Role::Committee | Role::Approver | Role::Finance);
    works && viewer.is_signed_in()
}

pub fn export(viewer: &Viewer, _: &Export) -> Verdict {
    if may_take(viewer) { Allow } else { Deny("qips-deny-export") }
}
