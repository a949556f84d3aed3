//! Who proposes, confirms and signs a handover. Two people grant it, neither of them the successor; both who are concerned sign.

use super::model::{Act, Handover, Slot, fits};
use crate::{
    access::{
        Role,
        Verdict::{self, Allow, Deny, Hide, Late},
        Viewer,
    },
    people::{
        model::{VouchedBy, is_by_administrators},
        policy::vouches_in,
    },
};

crate::actions! {
    View(Handover) => view,
    ProposeHandover(Slot) => propose_handover,
    ConfirmHandover(Handover) => confirm_handover,
    SignHandover(Handover) => sign_handover,
    CancelHandover(Handover) => cancel_handover,
}

fn is_concerned(viewer: &Viewer, handover: &Handover) -> bool {
    viewer.person == Some(handover.predecessor_id) || viewer.person == Some(handover.successor_id)
}

pub fn view(viewer: &Viewer, handover: &Handover) -> Verdict {
    let is_ours = viewer.role == Role::Admin || vouches_in(viewer, handover.community);
    if is_ours || is_concerned(viewer, handover) { Allow } else { Hide }
}

/// The voucher of the community; administrators where two of them bring people in. Also for the own post: somebody else confirms.
fn propose_handover(viewer: &Viewer, slot: &Slot) -> Verdict {
    let post = &slot.post;
    let by_admins = is_by_administrators(post.role) || post.vouched_by == VouchedBy::Admin;
    let is_voucher = vouches_in(viewer, post.community) && !is_by_administrators(post.role)
        || viewer.role == Role::Admin && by_admins;
    match viewer.role {
        _ if is_voucher && post.has_ended => Late("people-late-post-ended"),
        _ if is_voucher => Allow,
        Role::Admin => Deny("handovers-deny-propose"),
        _ => Hide,
    }
}

fn confirm_handover(viewer: &Viewer, handover: &Handover) -> Verdict {
    match view(viewer, handover) {
        Allow if viewer.role != Role::Admin => Deny("people-deny-admin-only"),
        Allow if is_concerned(viewer, handover) => Deny("people-deny-oneself"),
        Allow if viewer.person == Some(handover.proposed_by) => Deny("people-deny-same-person"),
        Allow if !fits(handover.state, Act::Confirm) => Late("handovers-late"),
        other => other,
    }
}

fn sign_handover(viewer: &Viewer, handover: &Handover) -> Verdict {
    match view(viewer, handover) {
        Allow if !is_concerned(viewer, handover) => Deny("handovers-deny-sign"),
        Allow if !fits(handover.state, Act::Sign) => Late("handovers-late"),
        Allow if !viewer.person.is_some_and(|person| handover.awaits(person)) => {
            Late("handovers-late-signed")
        }
        other => other,
    }
}

/// Until both have signed, whoever is concerned or brings people in here may stop it.
fn cancel_handover(viewer: &Viewer, handover: &Handover) -> Verdict {
    match view(viewer, handover) {
        Allow if !fits(handover.state, Act::Cancel) => Late("handovers-late"),
        other => other,
    }
}
