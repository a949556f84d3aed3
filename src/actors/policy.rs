//! Who may see and change the entry of an actor. Pure functions: no database, no HTTP.

use super::model::{Actor, Known, NewActor, Status};
use crate::access::{
    Audience, Community, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    View(Actor) => view,
    Create(NewActor) => create,
    Edit(Actor) => edit,
    Confirm(Actor) => confirm,
    StillTrue(Actor) => still_true,
    ChoosePosture(Actor) => choose_posture,
    Import(Known) => import,
}

/// The rule of sight; administrators see the directory, since a post names an actor, and a desk what it keeps.
pub fn view(viewer: &Viewer, actor: &Actor) -> Verdict {
    let sees = match actor.audience {
        Audience::Owner => viewer.covers(actor.id),
        _ => viewer.sees(&actor.sight()),
    };
    if sees || matches!(viewer.role, Role::Admin | Role::House) || actor.is_kept_by(viewer) {
        Allow
    } else {
        Hide
    }
}

/// The communities whose entries a role looks after: its own, and host bodies on whose behalf it writes.
/// So military posts write nothing about humanitarian organisations.
fn keeps(role: Role, community: Community) -> bool {
    match role {
        Role::Officer => matches!(community, Community::Military | Community::Host),
        Role::Section => matches!(community, Community::Mission | Community::Host),
        Role::Coordinator => matches!(community, Community::Humanitarian | Community::Host),
        _ => false,
    }
}

pub fn create(viewer: &Viewer, actor: &NewActor) -> Verdict {
    if viewer.role == Role::House || keeps(viewer.role, actor.community) {
        Allow
    } else {
        Deny("actors-deny-create")
    }
}

/// Whether the viewer may enter any actor at all.
pub fn creates(viewer: &Viewer) -> bool {
    keeps(viewer.role, Community::Host)
}

/// Its own posts; and for a host body that was entered on its behalf, whoever enters such bodies, until it is confirmed.
pub fn edit(viewer: &Viewer, actor: &Actor) -> Verdict {
    match view(viewer, actor) {
        Allow if actor.status == Status::Merged => Late("actors-late-merged"),
        Allow if viewer.role.counts_actors() && viewer.acts_for(actor.id) => Allow,
        Allow
            if actor.community == Community::Host
                && actor.status == Status::Proposed
                && keeps(viewer.role, Community::Host) =>
        {
            Allow
        }
        Allow => Deny("actors-deny-edit"),
        hidden => hidden,
    }
}

/// Whoever keeps the entry says that it still holds.
pub fn still_true(viewer: &Viewer, actor: &Actor) -> Verdict {
    match edit(viewer, actor) {
        Allow if !matches!(actor.status, Status::Active | Status::Dormant) => {
            Late("actors-late-still-true")
        }
        verdict => verdict,
    }
}

/// Each community confirms its own: a new entry gives a name to work with, and later sight.
pub fn confirm(viewer: &Viewer, actor: &Actor) -> Verdict {
    let confirms = match viewer.role {
        Role::Coordinator => actor.community == Community::Humanitarian,
        Role::Chief | Role::Officer => actor.community == Community::Military,
        Role::Section => {
            matches!(actor.community, Community::Mission | Community::Host | Community::None)
        }
        _ => false,
    };
    match view(viewer, actor) {
        Allow if !confirms => Deny("actors-deny-confirm"),
        Allow if actor.status != Status::Proposed => Late("actors-late-confirm"),
        verdict => verdict,
    }
}

/// A humanitarian organisation says about itself how close it works with the military.
pub fn choose_posture(viewer: &Viewer, actor: &Actor) -> Verdict {
    match view(viewer, actor) {
        Allow if actor.community != Community::Humanitarian => {
            Deny("actors-deny-posture-community")
        }
        Allow
            if viewer.acts_for(actor.id)
                && matches!(viewer.role, Role::Partner | Role::Coordinator) =>
        {
            Allow
        }
        Allow => Deny("actors-deny-posture"),
        hidden => hidden,
    }
}

/// Only the house's importer changes entries that others keep.
pub fn import(viewer: &Viewer, _: &Known) -> Verdict {
    if viewer.role == Role::House { Allow } else { Deny("actors-deny-import") }
}
