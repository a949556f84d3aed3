//! Who sees and keeps the catalogue. Pure functions: no database, no HTTP. Source: `access.md`, section 4.

use super::model::{Asset, Slot};
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny, Hide},
    Viewer,
};

crate::actions! {
    View(Asset) => view,
    Create(Slot) => create,
    Change(Asset) => change,
    Book(Asset) => book,
    Unbook(Asset) => unbook,
}

pub fn view(viewer: &Viewer, asset: &Asset) -> Verdict {
    if viewer.sees(&asset.sight()) { Allow } else { Hide }
}

pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    keeps(viewer, slot.community, slot.actor)
}

pub fn change(viewer: &Viewer, asset: &Asset) -> Verdict {
    match view(viewer, asset) {
        Allow => keeps(viewer, asset.community, asset.actor_id),
        hidden => hidden,
    }
}

fn book(viewer: &Viewer, asset: &Asset) -> Verdict {
    change(viewer, asset)
}

fn unbook(viewer: &Viewer, asset: &Asset) -> Verdict {
    change(viewer, asset)
}

/// A unit keeps its own, an officer or the chief those of the units below; civilian providers are kept by coordinators and sections.
fn keeps(viewer: &Viewer, community: Community, actor: uuid::Uuid) -> Verdict {
    let is_theirs = match viewer.role {
        Role::Liaison => viewer.acts_for(actor),
        Role::Officer | Role::Chief => viewer.covers(actor),
        Role::Coordinator | Role::Section => {
            !matches!(community, Community::Military | Community::System)
        }
        _ => false,
    };
    if is_theirs { Allow } else { Deny("assets-deny-keep") }
}

/// Whether the viewer keeps anything in the catalogue.
pub fn is_keeper(viewer: &Viewer) -> bool {
    matches!(
        viewer.role,
        Role::Liaison | Role::Officer | Role::Chief | Role::Coordinator | Role::Section
    )
}
