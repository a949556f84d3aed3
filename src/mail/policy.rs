//! Who chooses about mail, and who sends it.

use super::model::{Choices, Mail};
use crate::access::{
    Role,
    Verdict::{self, Allow, Hide},
    Viewer,
};

crate::actions! {
    ChooseMail(Choices) => choose_mail,
    SendMail(Mail) => send_mail,
}

/// Everybody chooses for themselves.
fn choose_mail(viewer: &Viewer, choices: &Choices) -> Verdict {
    if viewer.person == Some(choices.person) { Allow } else { Hide }
}

fn send_mail(viewer: &Viewer, _: &Mail) -> Verdict {
    if viewer.role == Role::House { Allow } else { Hide }
}
