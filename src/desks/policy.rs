//! Who keeps desks. Pure functions: no database, no HTTP. Everybody reads them (`docs/security.md`).

use super::model::{Kept, Slot};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Late},
    Viewer,
};

crate::actions! { Create(Slot) => create, Change(Kept) => change, SetTop(Kept) => set_top, Remove(Kept) => remove }

/// Which actors keep desks is a setting of the house.
pub fn create(viewer: &Viewer, _: &Slot) -> Verdict {
    if viewer.role == Role::Admin { Allow } else { Deny("desks-deny-create") }
}

/// Phone, place, hours and stand-in: whoever leads desks of this kind, for their own actor and those below; administrators.
pub fn change(viewer: &Viewer, desk: &Kept) -> Verdict {
    let leads = viewer.role == desk.kind.keeper() && viewer.covers(desk.id);
    if leads || viewer.role == Role::Admin { Allow } else { Deny("desks-deny-change") }
}

/// Which desk takes what no other takes is a setting of the house.
pub fn set_top(viewer: &Viewer, _: &Kept) -> Verdict {
    if viewer.role == Role::Admin { Allow } else { Deny("desks-deny-create") }
}

pub fn remove(viewer: &Viewer, desk: &Kept) -> Verdict {
    match set_top(viewer, desk) {
        Allow if desk.has_waiting => Late("desks-late-waiting"),
        verdict => verdict,
    }
}
