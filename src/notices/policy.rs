//! Who writes, checks and publishes notices. Pure functions: no database, no HTTP. Source: `access.md`, section 4; `domain.md`, Notice.

use super::{
    model::{Act, Notice, Slot, State, Step},
    states::Who,
};
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    View(Notice) => view,
    Create(Slot) => create,
    Edit(Notice) => edit,
    Take(Step) => take,
}

pub fn view(viewer: &Viewer, notice: &Notice) -> Verdict {
    let is_house = viewer.role == Role::House;
    if is_house || viewer.sees(&notice.sight()) && !notice.is_gone() { Allow } else { Hide }
}

/// Posts that write notices of their own office.
pub fn writes(role: Role) -> bool {
    matches!(role, Role::Liaison | Role::Officer | Role::Chief | Role::Section | Role::Coordinator)
}

pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    if writes(viewer.role) && viewer.acts_for(slot.owner) {
        Allow
    } else {
        Deny("notices-deny-create")
    }
}

/// The office that writes it, while it is a draft: what was checked or published is replaced, not changed.
pub fn edit(viewer: &Viewer, notice: &Notice) -> Verdict {
    match view(viewer, notice) {
        Allow if !is_office(viewer, notice) => Deny("notices-deny-office"),
        Allow if notice.state != State::Draft => Late("notices-late-draft"),
        other => other,
    }
}

/// One act of the table in `states.rs`: whether they see it, whether it is theirs, whether it is time.
pub fn take(viewer: &Viewer, step: &Step) -> Verdict {
    let (notice, act) = (&step.notice, step.act);
    match view(viewer, notice) {
        Allow => {}
        hidden => return hidden,
    }
    let who = match act.spec().who {
        Who::Office if is_office(viewer, notice) => Allow,
        Who::Office => Deny("notices-deny-office"),
        Who::Checker => checks(viewer, notice),
        Who::House if viewer.role == Role::House => Allow,
        Who::House => Deny("notices-deny-house"),
    };
    match who {
        Allow if act.leads(notice.state, notice.is_military()).is_none() => {
            Late("notices-late-state")
        }
        Allow if act == Act::Publish && notice.is_over => Late("notices-late-over"),
        other => other,
    }
}

/// Another officer or chief of the force, of that office or above it. Persons are compared, not posts.
fn checks(viewer: &Viewer, notice: &Notice) -> Verdict {
    if !notice.is_military() {
        return Deny("notices-deny-unchecked");
    }
    let is_checker = matches!(viewer.role, Role::Officer | Role::Chief)
        && viewer.community == Community::Military
        && viewer.covers(notice.owner_id);
    if !is_checker {
        return Deny("notices-deny-check");
    }
    if viewer.person.is_some_and(|person| notice.writers.contains(&person)) {
        return Deny("notices-deny-own");
    }
    Allow
}

fn is_office(viewer: &Viewer, notice: &Notice) -> bool {
    writes(viewer.role) && viewer.acts_for(notice.owner_id)
}
