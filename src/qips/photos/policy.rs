//! Who brings photos of a visit, and who shows one to everybody. Pure functions: no database, no HTTP.

use super::model::{Look, SiteVisit};
use crate::{
    access::{
        Role,
        Verdict::{self, Allow, Deny, Late},
        Viewer,
    },
    qips::policy::view,
};

crate::actions! {
    AttachPhotos(SiteVisit) => attach_photos,
    ReleasePhoto(Look) => release_photo,
    WithdrawPhoto(Look) => withdraw_photo,
}

/// The office that was there.
pub fn attach_photos(viewer: &Viewer, site: &SiteVisit) -> Verdict {
    let was_there = viewer.role.counts_actors() && viewer.acts_for(site.actor_id);
    match view(viewer, &site.project) {
        Allow if !was_there => Deny("qips-deny-photos"),
        other => other,
    }
}

/// A second look: an officer, the section or the QIP team, named on the project; never the person who brought it.
pub fn release_photo(viewer: &Viewer, look: &Look) -> Verdict {
    match looks(viewer, look) {
        Allow if viewer.person == look.photo.person_id => Deny("qips-deny-own-photo"),
        Allow if !look.project.is_published => Deny("qips-deny-waived"),
        Allow if look.photo.shown.is_some() => Late("qips-late-photo"),
        other => other,
    }
}

/// Taking it off the page needs one person only.
pub fn withdraw_photo(viewer: &Viewer, look: &Look) -> Verdict {
    match looks(viewer, look) {
        Allow if look.photo.shown.is_none() => Late("qips-late-photo"),
        other => other,
    }
}

fn looks(viewer: &Viewer, look: &Look) -> Verdict {
    let project = &look.project;
    let named = project.parties.contains(&viewer.actor) || viewer.acts_for(project.owner_id);
    let looks = matches!(viewer.role, Role::Section | Role::QipManager | Role::Officer);
    match view(viewer, project) {
        Allow if !(named && looks) => Deny("qips-deny-release_photo"),
        other => other,
    }
}
