//! The navigation: what stands in the frame of every page, in sections, as far as the reader can use it.

use crate::{
    access::{Audience, Role, Viewer},
    web::html::NavItem,
};

/// An address, the key of its label, and for whom it stands there.
type Entry = (&'static str, &'static str, fn(&Viewer) -> bool);

/// The first entry that a reader has of a section stands for it; the others appear below it, inside the section.
const SECTIONS: &[&[Entry]] = &[
    &[("/home", "frame-nav-home", Viewer::is_signed_in)],
    &[
        ("/requests", "frame-nav-requests", counts),
        ("/requests/triage", "frame-nav-triage", sorts),
        ("/ask", "frame-nav-ask", asks),
        ("/assets", "frame-nav-assets", counts),
        ("/services", "frame-nav-services", is_visitor),
    ],
    &[
        ("/dashboards", "frame-nav-dashboards", leads),
        ("/board", "frame-nav-board", works_a_sector),
        ("/objectives", "frame-nav-objectives", plans),
    ],
    &[
        ("/meetings", "frame-nav-meetings", counts),
        ("/meetings/calendar", "frame-nav-calendar", counts),
        ("/meetings/announced", "frame-nav-meetings", is_visitor),
        ("/forums", "frame-nav-forums", counts),
        ("/rooms", "frame-nav-rooms", counts),
    ],
    &[
        ("/actions", "frame-nav-actions", counts),
        ("/visits", "frame-nav-visits", counts),
        ("/reports", "frame-nav-reports", counts),
    ],
    &[
        ("/activities", "frame-nav-activities", counts),
        ("/map", "frame-nav-map", is_partner),
        ("/gaps", "frame-nav-gaps", is_partner),
        ("/overlaps", "frame-nav-overlaps", counts),
    ],
    &[("/qips", "frame-nav-qips", everybody)],
    &[("/notices", "frame-nav-notices", everybody)],
    &[
        ("/actors", "frame-nav-actors", directory),
        ("/desks", "frame-nav-desks", everybody),
        ("/areas", "frame-nav-areas", directory),
        ("/people", "frame-nav-people", vouches),
    ],
    &[
        ("/admin", "frame-nav-admin", is_admin),
        ("/people", "frame-nav-people", is_admin),
        ("/settings", "frame-nav-settings", is_admin),
        ("/audit", "frame-nav-audit", audits),
    ],
];

fn everybody(_: &Viewer) -> bool {
    true
}

fn is_visitor(viewer: &Viewer) -> bool {
    !viewer.is_signed_in()
}

fn counts(viewer: &Viewer) -> bool {
    viewer.role.counts_actors()
}

fn is_partner(viewer: &Viewer) -> bool {
    viewer.admitted_to(Audience::Partners)
}

fn is_admin(viewer: &Viewer) -> bool {
    viewer.role == Role::Admin
}

fn directory(viewer: &Viewer) -> bool {
    is_partner(viewer) || is_admin(viewer)
}

fn asks(viewer: &Viewer) -> bool {
    let own = matches!(viewer.role, Role::Partner | Role::Coordinator | Role::Section);
    is_visitor(viewer) || own
}

fn sorts(viewer: &Viewer) -> bool {
    let military = matches!(viewer.role, Role::Officer | Role::Chief | Role::Liaison);
    military || matches!(viewer.role, Role::Coordinator | Role::Section)
}

fn leads(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Leader | Role::Chief | Role::Coordinator)
}

fn works_a_sector(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Officer | Role::Coordinator | Role::Chief | Role::Section)
}

fn plans(viewer: &Viewer) -> bool {
    is_partner(viewer) || viewer.role == Role::Leader
}

fn vouches(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Chief | Role::Coordinator | Role::Section)
}

fn audits(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Auditor | Role::Admin)
}

/// The sections that hold something for this viewer, each with its entries.
pub fn nav(viewer: &Viewer) -> Vec<Vec<NavItem>> {
    let entries = |section: &&[Entry]| -> Vec<NavItem> {
        let shown = section.iter().filter(|(.., shown)| shown(viewer));
        shown.map(|(url, key, _)| NavItem::new(url, key)).collect()
    };
    SECTIONS.iter().map(entries).filter(|section| !section.is_empty()).collect()
}
