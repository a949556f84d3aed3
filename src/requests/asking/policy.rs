//! Who may keep drafts, enter a body without an account, and hold a receipt. Pure functions: no database, no HTTP.

use super::{
    super::{model::Request, policy as requests},
    model::{DraftSlot, NewBody},
};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide},
    Viewer,
};

crate::actions! {
    SaveDraft(DraftSlot) => save_draft,
    DiscardDraft(DraftSlot) => discard_draft,
    EnterBody(NewBody) => enter_body,
    Receipt(Request) => receipt,
}

/// A draft never leaves its actor.
fn save_draft(viewer: &Viewer, draft: &DraftSlot) -> Verdict {
    if viewer.is_signed_in() && viewer.acts_for(draft.actor) { Allow } else { Hide }
}

fn discard_draft(viewer: &Viewer, draft: &DraftSlot) -> Verdict {
    save_draft(viewer, draft)
}

/// Whoever may enter a request on somebody's behalf may enter the body itself, as proposed.
fn enter_body(viewer: &Viewer, _: &NewBody) -> Verdict {
    match viewer.role {
        Role::Officer | Role::Section | Role::Coordinator => Allow,
        _ => Deny("requests-deny-on-behalf"),
    }
}

/// The receipt belongs to the asking side.
fn receipt(viewer: &Viewer, request: &Request) -> Verdict {
    match requests::view(viewer, request) {
        Allow if requests::is_owner_side(viewer, request) => Allow,
        Allow => Deny("asking-deny-receipt"),
        hidden => hidden,
    }
}
