//! Who reads dashboards, and who publishes. Pure functions: no database, no HTTP. Source: `access.md`, sections 1 and 2.

use super::model::Period;
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide},
    Viewer,
};

crate::actions! { Publish(Period) => publish, WritePaper(Period) => write_paper, Read(Period) => read }

/// Leaders, and the chief who prepares what they read; coordinators read what is published of their own community.
pub fn read(viewer: &Viewer, _: &Period) -> Verdict {
    match viewer.role {
        Role::Leader | Role::Chief | Role::Coordinator => Allow,
        _ => Deny("dashboards-deny-read"),
    }
}

/// Whether the numbers of others than humanitarian requesters are for this reader too.
pub fn reads_all(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Leader | Role::Chief)
}

/// The house publishes what has closed.
pub fn publish(viewer: &Viewer, _: &Period) -> Verdict {
    if viewer.role == Role::House { Allow } else { Hide }
}

/// The house writes the paper of a week.
pub fn write_paper(viewer: &Viewer, period: &Period) -> Verdict {
    publish(viewer, period)
}
