//! Who may do what about people and posts. Pure functions; the design is `docs/security.md`.

use super::model::NewPerson;
use crate::access::{
    Role,
    Verdict::{self, Allow, Hide},
    Viewer,
};

crate::actions! { Found(NewPerson) => found }

/// The command line and the demonstration make people without a voucher; nobody else does.
fn found(viewer: &Viewer, _: &NewPerson) -> Verdict {
    if viewer.role == Role::House { Allow } else { Hide }
}
