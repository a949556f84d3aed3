//! Who may do what to an area: anybody reads, only the house's importer writes.

use super::model::{Area, Gazetteer, Slot};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny},
    Viewer,
};

crate::actions! {
    View(Area) => view,
    Import(Slot) => import,
    Retire(Slot) => retire,
    TakeIn(Gazetteer) => take_in,
}

/// Where a place is, is no secret.
pub fn view(_: &Viewer, _: &Area) -> Verdict {
    Allow
}

pub fn import(viewer: &Viewer, _: &Slot) -> Verdict {
    if viewer.role == Role::House { Allow } else { Deny("areas-deny-import") }
}

pub fn retire(viewer: &Viewer, slot: &Slot) -> Verdict {
    import(viewer, slot)
}

/// A new gazetteer, with everything that it changes.
pub fn take_in(viewer: &Viewer, _: &Gazetteer) -> Verdict {
    if viewer.role == Role::House { Allow } else { Deny("areas-deny-import") }
}
