//! Administrators set the house up.

use super::model::Settings;
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny},
    Viewer,
};

crate::actions! { EditSettings(Settings) => edit_settings }

fn edit_settings(viewer: &Viewer, _: &Settings) -> Verdict {
    if viewer.role == Role::Admin { Allow } else { Deny("people-deny-admin-only") }
}
