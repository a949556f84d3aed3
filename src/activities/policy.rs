//! Who sees, writes and shares activities. Pure functions: no database, no HTTP. Source: docs/security.md, Who sees what.

use super::model::{Activity, Consent, Slot, Status, Step, next};
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};
use uuid::Uuid;

crate::actions! {
    View(Activity) => view,
    Create(Slot) => create,
    Edit(Activity) => edit,
    Confirm(Activity) => confirm,
    Take(Step) => take,
    Share(Consent) => share,
    Unshare(Consent) => unshare,
}

pub fn view(viewer: &Viewer, activity: &Activity) -> Verdict {
    if viewer.sees(&activity.sight()) { Allow } else { Hide }
}

/// The communities for whose actors a role writes (SQL: `writes_activities_of`). Lists of who does what where name donors and
/// organisations of unknown kind too, for whom nobody else could write.
pub fn keeps(role: Role) -> &'static [Community] {
    match role {
        Role::Officer | Role::Chief => &[Community::Military, Community::Host],
        Role::Section => &[Community::Mission, Community::Host, Community::None],
        Role::Coordinator => &[Community::Humanitarian, Community::Host, Community::None],
        _ => &[],
    }
}

fn writes(viewer: &Viewer, actor: Uuid, community: Community) -> bool {
    viewer.role == Role::House
        || viewer.role.counts_actors() && viewer.acts_for(actor)
        || keeps(viewer.role).contains(&community)
}

pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    if writes(viewer, slot.actor, slot.community) { Allow } else { Deny("activities-deny-write") }
}

/// Whether the viewer writes activities at all.
pub fn is_writer(viewer: &Viewer) -> bool {
    viewer.role.counts_actors() && !viewer.actor.is_nil()
}

fn change(viewer: &Viewer, activity: &Activity) -> Verdict {
    match view(viewer, activity) {
        Allow if !writes(viewer, activity.actor_id, activity.community) => {
            Deny("activities-deny-write")
        }
        Allow if activity.status == Status::Cancelled => Late("activities-late-cancelled"),
        verdict => verdict,
    }
}

pub fn edit(viewer: &Viewer, activity: &Activity) -> Verdict {
    change(viewer, activity)
}

/// Somebody who knows says that it is still so.
pub fn confirm(viewer: &Viewer, activity: &Activity) -> Verdict {
    match change(viewer, activity) {
        Allow if activity.status == Status::Completed => Late("activities-late-completed"),
        verdict => verdict,
    }
}

pub fn take(viewer: &Viewer, step: &Step) -> Verdict {
    match change(viewer, &step.activity) {
        Allow if next(step.activity.status, step.act).is_none() => Late("activities-late-status"),
        verdict => verdict,
    }
}

/// Only the actor itself lets others read its local partners and exact places, and only it widens who sees its activities.
pub fn share(viewer: &Viewer, consent: &Consent) -> Verdict {
    if is_writer(viewer) && viewer.acts_for(consent.owner_id) {
        Allow
    } else {
        Deny("activities-deny-share")
    }
}

pub fn unshare(viewer: &Viewer, consent: &Consent) -> Verdict {
    match share(viewer, consent) {
        Allow if consent.withdrawn_at.is_some() => Late("activities-late-consent"),
        Allow => Allow,
        _ if viewer.acts_for(consent.recipient_id) => Deny("activities-deny-share"),
        _ => Hide,
    }
}

/// Whether the viewer chooses the audience of this actor's activities: its own posts do.
pub fn widens(viewer: &Viewer, actor: Uuid) -> bool {
    is_writer(viewer) && viewer.acts_for(actor)
}
