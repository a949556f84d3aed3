//! What people may do with their own session.

use super::model::OwnSession;
use crate::access::{
    Verdict::{self, Allow, Hide},
    Viewer,
};

crate::actions! { SwitchPost(OwnSession) => switch_post, ChooseLanguage(OwnSession) => choose_language }

fn switch_post(viewer: &Viewer, session: &OwnSession) -> Verdict {
    if viewer.person == Some(session.person) { Allow } else { Hide }
}

fn choose_language(viewer: &Viewer, session: &OwnSession) -> Verdict {
    switch_post(viewer, session)
}
