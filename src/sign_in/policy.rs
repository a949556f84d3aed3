//! What people may do with their own session.

use super::model::{OwnSession, Parked};
use crate::access::{
    Verdict::{self, Allow, Hide},
    Viewer,
};

crate::actions! {
    SwitchPost(OwnSession) => switch_post,
    ChooseLanguage(OwnSession) => choose_language,
    Discard(Parked) => discard,
}

fn switch_post(viewer: &Viewer, session: &OwnSession) -> Verdict {
    if viewer.person == Some(session.person) { Allow } else { Hide }
}

fn choose_language(viewer: &Viewer, session: &OwnSession) -> Verdict {
    switch_post(viewer, session)
}

/// Row level security shows a kept form to its author only.
fn discard(viewer: &Viewer, _: &Parked) -> Verdict {
    if viewer.is_signed_in() { Allow } else { Hide }
}
