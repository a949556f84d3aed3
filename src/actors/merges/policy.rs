//! Who proposes, answers and undoes merges. A merge gives sight, so it is never across communities, and never one person's act.

use super::model::{Answer, Apart, Merge, Slot, State};
use crate::{
    access::{
        Community, Role,
        Verdict::{self, Allow, Deny, Hide, Late},
        Viewer,
    },
    actors::{
        model::{Actor, Kind, Status},
        policy,
    },
};

crate::actions! {
    ProposeMerge(Slot) => propose_merge,
    ViewMerge(Merge) => view_merge,
    AgreeMerge(Answer) => agree_merge,
    DeclineMerge(Merge) => decline_merge,
    UndoMerge(Merge) => undo_merge,
    KeepApart(Apart) => keep_apart,
}

/// The communities whose directory a role keeps in order.
pub fn keeps(role: Role) -> &'static [Community] {
    match role {
        Role::Coordinator => &[Community::Humanitarian],
        Role::Chief => &[Community::Military],
        Role::Section => &[Community::Mission, Community::Host, Community::None],
        _ => &[],
    }
}

pub fn propose_merge(viewer: &Viewer, slot: &Slot) -> Verdict {
    let Slot { from, into, .. } = slot;
    for actor in [from, into] {
        if policy::view(viewer, actor) != Allow {
            return Hide;
        }
    }
    if !keeps(viewer.role).contains(&from.community) {
        return Deny("merges-deny-propose");
    }
    if from.community != into.community || from.id == into.id {
        return Deny("merges-deny-communities");
    }
    let apart = |actor: &Actor| actor.kind == Kind::System || actor.status == Status::Merged;
    if apart(from) || apart(into) {
        return Late("actors-late-merged");
    }
    if from.audience != into.audience || from.posture != into.posture {
        return Deny("merges-deny-postures");
    }
    if slot.from_is_desk { Deny("merges-deny-desk") } else { Allow }
}

pub fn view_merge(viewer: &Viewer, merge: &Merge) -> Verdict {
    let is_side = viewer.acts_for(merge.from.actor_id) || viewer.acts_for(merge.into.actor_id);
    let keeps = keeps(viewer.role).contains(&merge.community);
    let sees = is_side || keeps || matches!(viewer.role, Role::Admin | Role::House);
    if sees { Allow } else { Hide }
}

/// A post of the side's own actor; where nobody holds one, another voucher of the community; where there is none, an administrator.
pub fn agree_merge(viewer: &Viewer, answer: &Answer) -> Verdict {
    let merge = &answer.merge;
    let party = merge.party(&answer.side);
    let own = viewer.role.counts_actors() && viewer.acts_for(party.actor_id);
    let voucher = keeps(viewer.role).contains(&merge.community);
    let admin = viewer.role == Role::Admin && !merge.has_second_voucher;
    let answers = if party.is_staffed { own } else { voucher || admin };
    match view_merge(viewer, merge) {
        Allow if viewer.person == Some(merge.proposed_by) => Deny("merges-deny-own"),
        Allow if !answers => Deny("merges-deny-agree"),
        Allow if merge.state != State::Proposed || party.agreed_at.is_some() => {
            Late("merges-late-answered")
        }
        verdict => verdict,
    }
}

/// Either side, or whoever keeps the directory.
pub fn decline_merge(viewer: &Viewer, merge: &Merge) -> Verdict {
    let own = viewer.role.counts_actors()
        && (viewer.acts_for(merge.from.actor_id) || viewer.acts_for(merge.into.actor_id));
    match view_merge(viewer, merge) {
        Allow if !own && !keeps(viewer.role).contains(&merge.community) => {
            Deny("merges-deny-agree")
        }
        Allow if merge.state != State::Proposed => Late("merges-late-answered"),
        verdict => verdict,
    }
}

pub fn undo_merge(viewer: &Viewer, merge: &Merge) -> Verdict {
    match view_merge(viewer, merge) {
        Allow if !keeps(viewer.role).contains(&merge.community) => Deny("merges-deny-undo"),
        Allow if merge.state != State::Merged => Late("merges-late-undo"),
        verdict => verdict,
    }
}

pub fn keep_apart(viewer: &Viewer, pair: &Apart) -> Verdict {
    if keeps(viewer.role).contains(&pair.community) { Allow } else { Deny("merges-deny-propose") }
}
