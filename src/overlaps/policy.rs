//! Who passes on that somebody else works there too. Pure functions: no database, no HTTP.

use super::model::Telling;
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny},
    Viewer,
};

crate::actions! { PassOn(Telling) => pass_on }

/// The coordinator alone: it sees both sides where the owners do not.
pub fn pass_on(viewer: &Viewer, _: &Telling) -> Verdict {
    if viewer.role == Role::Coordinator { Allow } else { Deny("overlaps-deny-pass-on") }
}
