//! Who sees, keeps and serves objectives. Pure functions: no database, no HTTP. Source: `access.md`, section 4.

use super::model::{Level, Objective, Slot, State, Step, Target, keeper};
use crate::access::{
    Audience, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    View(Objective) => view,
    Create(Slot) => create,
    Change(Objective) => change,
    Move(Step) => step,
    Measure(Objective) => measure,
    Link(Target) => link,
    Unlink(Target) => unlink,
}

/// Drafts stay in their office; others are for partners, and for leaders, who read how far they are.
pub fn view(viewer: &Viewer, objective: &Objective) -> Verdict {
    let is_own = viewer.role.counts_actors() && viewer.acts_for(objective.owner_id);
    let is_told = objective.state != State::Draft
        && (viewer.admitted_to(Audience::Partners) || viewer.role == Role::Leader);
    if is_own || is_told || viewer.role == Role::House { Allow } else { Hide }
}

/// The chief and sections keep objectives; coordinators keep the mirror of the humanitarian plan.
pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    match slot.level {
        level if keeper(level, viewer.role) && viewer.acts_for(slot.owner) => Allow,
        Level::HumanitarianPlan => Deny("objectives-deny-mirror"),
        _ => Deny("objectives-deny-keep"),
    }
}

/// Whether the viewer keeps objectives of any level.
pub fn keeps(viewer: &Viewer) -> bool {
    Level::ALL.iter().any(|level| keeper(*level, viewer.role))
}

fn kept(viewer: &Viewer, objective: &Objective) -> Verdict {
    match view(viewer, objective) {
        Allow if !keeper(objective.level, viewer.role) => Deny("objectives-deny-keep"),
        Allow if !viewer.acts_for(objective.owner_id) => Deny("objectives-deny-owner"),
        other => other,
    }
}

pub fn change(viewer: &Viewer, objective: &Objective) -> Verdict {
    match kept(viewer, objective) {
        Allow if objective.state.is_ended() => Late("objectives-late-ended"),
        other => other,
    }
}

pub fn measure(viewer: &Viewer, objective: &Objective) -> Verdict {
    change(viewer, objective)
}

pub fn step(viewer: &Viewer, step: &Step) -> Verdict {
    match kept(viewer, &step.objective) {
        Allow if step.objective.state.after(step.act).is_none() => Late("objectives-late-moved"),
        other => other,
    }
}

/// Whoever owns a record says what it serves: nobody claims the work of others.
pub fn link(viewer: &Viewer, target: &Target) -> Verdict {
    if viewer.role.counts_actors() && target.is_own { Allow } else { Deny("objectives-deny-link") }
}

pub fn unlink(viewer: &Viewer, target: &Target) -> Verdict {
    link(viewer, target)
}
