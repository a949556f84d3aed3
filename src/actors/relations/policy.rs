//! Who may say how actors stand to each other. Pure functions: no database, no HTTP.

use super::model::{Relation, Slot};
use crate::{
    access::{
        Community, Role,
        Verdict::{self, Allow, Deny, Late},
        Viewer,
    },
    actors::{
        model::{Actor, Status},
        policy,
    },
};
use uuid::Uuid;

crate::actions! { Relate(Actor) => relate, AddRelation(Slot) => add_relation, EndRelation(Relation) => end_relation }

/// The actor's own posts, and whoever keeps the directory of its community. A military post says nothing about humanitarian ones.
fn says(viewer: &Viewer, actor: Uuid, community: Community) -> bool {
    let own = viewer.role.counts_actors() && viewer.acts_for(actor);
    own || match viewer.role {
        Role::Coordinator => matches!(community, Community::Humanitarian | Community::Host),
        Role::Officer | Role::Chief => matches!(community, Community::Military | Community::Host),
        Role::Section => {
            matches!(community, Community::Mission | Community::Host | Community::None)
        }
        _ => false,
    }
}

pub fn relate(viewer: &Viewer, actor: &Actor) -> Verdict {
    match policy::view(viewer, actor) {
        Allow if actor.status == Status::Merged => Late("actors-late-merged"),
        Allow if says(viewer, actor.id, actor.community) => Allow,
        Allow => Deny("relations-deny-say"),
        hidden => hidden,
    }
}

pub fn add_relation(viewer: &Viewer, slot: &Slot) -> Verdict {
    relate(viewer, &slot.from)
}

/// Either end says that it is over.
pub fn end_relation(viewer: &Viewer, relation: &Relation) -> Verdict {
    let own_end = viewer.role.counts_actors() && viewer.acts_for(relation.to_id);
    if !own_end && !says(viewer, relation.from_id, relation.from_community) {
        return Deny("relations-deny-say");
    }
    if relation.until.is_some() { Late("relations-late-over") } else { Allow }
}
