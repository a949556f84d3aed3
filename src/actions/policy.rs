//! Who may do what to an action point. Pure functions: no database, no HTTP. Source: `access.md`, section 4; `domain.md`, Meeting.

use super::{
    model::{Action, Step},
    states::Who,
};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! { View(Action) => view, Take(Step) => take, Attach(Action) => attach }

pub fn view(viewer: &Viewer, action: &Action) -> Verdict {
    if viewer.sees(&action.sight()) { Allow } else { Hide }
}

/// One step of the table in `states.rs`: whether they see it, whether it is theirs, whether it is time.
pub fn take(viewer: &Viewer, step: &Step) -> Verdict {
    let (action, spec) = (&step.action, step.act.spec());
    match view(viewer, action) {
        Allow => {}
        hidden => return hidden,
    }
    let who = match spec.who {
        Who::Doer if is(viewer, action.actor_id) => Allow,
        Who::Doer => Deny("actions-deny-doer"),
        Who::Putter if is(viewer, action.owner_id) => Allow,
        Who::Putter => Deny("actions-deny-putter"),
        Who::Verifier => verifies(viewer, action),
    };
    match who {
        Allow if spec.leads(action.state).is_none() => Late("actions-late-state"),
        other => other,
    }
}

/// Who put it verifies it; where they did it themselves, or it is a high one, any other office that was there. Never the
/// person who did it; for a high one never the person who put it either. Persons are compared, not posts.
fn verifies(viewer: &Viewer, action: &Action) -> Verdict {
    if viewer.person.is_some() && viewer.person == action.done_by {
        return Deny("actions-deny-own-work");
    }
    if action.is_high() && viewer.person == action.author_id {
        return Deny("actions-deny-author");
    }
    let others: Vec<_> = action
        .parties
        .iter()
        .filter(|party| **party != action.actor_id && **party != action.owner_id)
        .collect();
    let host_did_it = action.owner_id == action.actor_id;
    let another = others.iter().any(|party| is(viewer, **party));
    let host = is(viewer, action.owner_id) && (!host_did_it || others.is_empty());
    if host || another && (host_did_it || action.is_high()) {
        Allow
    } else {
        Deny("actions-deny-verify")
    }
}

/// Who does it and who put it add what shows it.
pub fn attach(viewer: &Viewer, action: &Action) -> Verdict {
    match view(viewer, action) {
        Allow if !is(viewer, action.actor_id) && !is(viewer, action.owner_id) => {
            Deny("actions-deny-attach")
        }
        Allow if !action.state.is_open() => Late("actions-late-state"),
        other => other,
    }
}

/// Whether the viewer's post works on records of this very actor.
fn is(viewer: &Viewer, actor: uuid::Uuid) -> bool {
    (viewer.role.counts_actors() || viewer.role == Role::House) && viewer.acts_for(actor)
}
