//! Who is shown a link: the voucher of that person's community, never who started it.

use super::model::Link;
use crate::{
    access::{
        Role,
        Verdict::{self, Allow, Deny, Hide, Late},
        Viewer,
    },
    people::policy::vouches_as,
};

crate::actions! { ShowLink(Link) => show_link }

fn show_link(viewer: &Viewer, link: &Link) -> Verdict {
    match () {
        () if viewer.person == Some(link.person_id) => Deny("people-deny-oneself"),
        () if viewer.person.is_some() && viewer.person == link.started_by => {
            Deny("people-deny-link-starter")
        }
        () if !vouches_as(viewer, link.vouched_by) => {
            if viewer.role == Role::Admin {
                Deny("people-deny-voucher-only")
            } else {
                Hide
            }
        }
        () if link.shown_at.is_some() => Late("people-late-link-shown"),
        () => Allow,
    }
}
