//! Administrators alone.

use super::model::Desk;
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny},
    Viewer,
};

crate::actions! { ViewDesk(Desk) => view_desk }

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape of every rule")]
fn view_desk(viewer: &Viewer, _: &Desk) -> Verdict {
    if viewer.role == Role::Admin { Allow } else { Deny("people-deny-admin-only") }
}
