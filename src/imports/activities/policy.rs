//! Who brings activities in from files: an office its own import, for actors whose activities it writes (which each row asks).

use super::model::{Brings, Import, NewImport, State};
use crate::{
    access::{
        Role,
        Verdict::{self, Allow, Deny, Hide, Late},
        Viewer,
    },
    activities::policy::is_writer,
    qips::policy::brings_in,
};

crate::actions! {
    Receive(NewImport) => receive,
    View(Import) => view,
    Correct(Import) => correct,
    Apply(Import) => apply,
    Discard(Import) => discard,
}

pub fn receive(viewer: &Viewer, new: &NewImport) -> Verdict {
    match new.brings {
        _ if works(viewer, new.brings, new.actor) => Allow,
        Brings::Activities => Deny("activities-deny-write"),
        Brings::Projects => Deny("qips-deny-import"),
    }
}

fn works(viewer: &Viewer, brings: Brings, actor: uuid::Uuid) -> bool {
    let writes = match brings {
        Brings::Activities => is_writer(viewer),
        Brings::Projects => brings_in(viewer),
    };
    viewer.role == Role::House || writes && viewer.acts_for(actor)
}

/// Nobody above or beside the office knows of its imports.
pub fn view(viewer: &Viewer, import: &Import) -> Verdict {
    if works(viewer, import.brings, import.actor_id) { Allow } else { Hide }
}

/// Columns, words and cells, as long as nothing runs and it is not written yet.
pub fn correct(viewer: &Viewer, import: &Import) -> Verdict {
    match view(viewer, import) {
        Allow if import.state == State::Applied => Late("imports-late-applied"),
        Allow if import.is_running() => Late("imports-late-running"),
        verdict => verdict,
    }
}

pub fn apply(viewer: &Viewer, import: &Import) -> Verdict {
    match correct(viewer, import) {
        Allow if import.state != State::Checked => Late("imports-late-unchecked"),
        verdict => verdict,
    }
}

pub fn discard(viewer: &Viewer, import: &Import) -> Verdict {
    correct(viewer, import)
}
