//! Who has a calendar feed. Pure functions: no database, no HTTP.

use super::model::{Feed, Slot};
use crate::access::{
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    Subscribe(Slot) => subscribe,
    Revoke(Feed) => revoke,
}

/// Everybody whose role works on records, for themselves.
pub fn subscribe(viewer: &Viewer, slot: &Slot) -> Verdict {
    if viewer.role.counts_actors() && viewer.is_signed_in() && viewer.person == slot.person {
        Allow
    } else {
        Deny("calendar-deny-feed")
    }
}

pub fn revoke(viewer: &Viewer, feed: &Feed) -> Verdict {
    match viewer.person {
        Some(person) if person == feed.person_id && feed.is_revoked => {
            Late("calendar-late-revoked")
        }
        Some(person) if person == feed.person_id => Allow,
        _ => Hide,
    }
}
