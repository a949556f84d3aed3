//! Who sees, sets up and runs forums. Pure functions: no database, no HTTP.

use super::model::{Due, Family, Forum, Slot, Status};
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    View(Forum) => view,
    Create(Slot) => create,
    Change(Forum) => change,
    End(Forum) => end,
    Leave(Forum) => leave,
    Propose(Forum) => propose,
    Make(Due) => make,
}

pub fn view(viewer: &Viewer, forum: &Forum) -> Verdict {
    if viewer.sees(&forum.sight()) { Allow } else { Hide }
}

/// Coordinators, CIMIC staff officers, the chief, sections and the project team set up forums of their office.
pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    let sets_up = matches!(
        viewer.role,
        Role::Coordinator | Role::Officer | Role::Chief | Role::Section | Role::QipManager
    );
    if sets_up && viewer.acts_for(slot.owner) { Allow } else { Deny("forums-deny-create") }
}

/// Only a humanitarian actor chairs a forum of civil-military coordination (the database says so too: `forums_cmcoord_chair`).
pub fn may_chair(family: Family, community: Community) -> bool {
    family != Family::Cmcoord || community == Community::Humanitarian
}

pub fn change(viewer: &Viewer, forum: &Forum) -> Verdict {
    match view(viewer, forum) {
        Allow if !forum.is_run_by(viewer) => Deny("forums-deny-run"),
        Allow if forum.status == Status::Ended => Late("forums-late-ended"),
        verdict => verdict,
    }
}

pub fn end(viewer: &Viewer, forum: &Forum) -> Verdict {
    match change(viewer, forum) {
        Allow if !viewer.acts_for(forum.owner_id) => Deny("forums-deny-end"),
        verdict => verdict,
    }
}

/// A member can leave; it then sees no more of the forum than its audience admits.
pub fn leave(viewer: &Viewer, forum: &Forum) -> Verdict {
    match view(viewer, forum) {
        Allow if !forum.has_member(viewer) => Deny("forums-deny-leave"),
        verdict => verdict,
    }
}

/// Host, chair and members put items into the backlog.
pub fn propose(viewer: &Viewer, forum: &Forum) -> Verdict {
    match view(viewer, forum) {
        Allow if !forum.has_member(viewer) && !forum.is_run_by(viewer) => {
            Deny("forums-deny-propose")
        }
        Allow if forum.status == Status::Ended => Late("forums-late-ended"),
        verdict => verdict,
    }
}

/// The house's clock makes what is to come; whoever runs the forum does so by changing it.
pub fn make(viewer: &Viewer, due: &Due) -> Verdict {
    if viewer.role == Role::House || due.forum.is_run_by(viewer) { Allow } else { Hide }
}
