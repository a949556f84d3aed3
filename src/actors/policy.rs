//! Who may see and change the entry of an actor. Pure functions: no database, no HTTP.

use super::model::Actor;
use crate::access::{
    Role,
    Verdict::{self, Allow, Hide},
    Viewer,
};

crate::actions! {
    View(Actor) => view,
}

/// The rule of sight; administrators see the directory, since a post names an actor, and a desk what it keeps.
pub fn view(viewer: &Viewer, actor: &Actor) -> Verdict {
    let sees = match actor.audience {
        crate::access::Audience::Owner => viewer.covers(actor.id),
        _ => viewer.sees(&actor.sight()),
    };
    if sees || matches!(viewer.role, Role::Admin | Role::House) || actor.is_kept_by(viewer) {
        Allow
    } else {
        Hide
    }
}
