//! Who may do what about people and posts. Pure functions; the design is `docs/security.md`.
//!
//! Nobody brings themselves into anything: every grant takes two people, neither of whom it is about.

use super::model::{Directory, NewPerson, Person, Post, VouchedBy};
use crate::access::{
    Community, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    Found(NewPerson) => found,
    FoundAgain(NewPerson) => found_again,
    ListPeople(Directory) => list_people,
    ViewPerson(Person) => view_person,
    Suspend(Person) => suspend,
    Restore(Person) => restore,
    StartReset(Person) => start_reset,
    EndPost(Post) => end_post,
    RenewStatement(Post) => renew_statement,
}

/// Whether the viewer is the voucher of this community: knows its people and brings them in.
pub fn vouches_in(viewer: &Viewer, community: Community) -> bool {
    matches!(
        (viewer.role, community),
        (Role::Chief, Community::Military)
            | (Role::Coordinator, Community::Humanitarian)
            | (Role::Section, Community::Mission | Community::Host)
    )
}

/// Whether the viewer vouches for somebody for whom this voucher stands.
pub fn vouches_as(viewer: &Viewer, voucher: VouchedBy) -> bool {
    match voucher {
        VouchedBy::Military => viewer.role == Role::Chief,
        VouchedBy::Humanitarian => viewer.role == Role::Coordinator,
        VouchedBy::Mission | VouchedBy::Host => viewer.role == Role::Section,
        VouchedBy::Admin => viewer.role == Role::Admin,
    }
}

/// The command line and the demonstration make people without a voucher; nobody else does.
fn found(viewer: &Viewer, _: &NewPerson) -> Verdict {
    if viewer.role == Role::House { Allow } else { Hide }
}

/// A first administrator whose link ran out unused gets another one, from the command line only.
fn found_again(viewer: &Viewer, person: &NewPerson) -> Verdict {
    found(viewer, person)
}

fn list_people(viewer: &Viewer, _: &Directory) -> Verdict {
    match viewer.role {
        Role::Admin | Role::Chief | Role::Coordinator | Role::Section => Allow,
        _ => Deny("people-deny-list"),
    }
}

fn view_person(viewer: &Viewer, person: &Person) -> Verdict {
    let is_voucher = person.community.is_some_and(|community| vouches_in(viewer, community));
    if viewer.role == Role::Admin || is_voucher { Allow } else { Hide }
}

fn administer(viewer: &Viewer, person: &Person) -> Verdict {
    match view_person(viewer, person) {
        Allow if viewer.role != Role::Admin => Deny("people-deny-admin-only"),
        Allow if viewer.person == Some(person.id) => Deny("people-deny-oneself"),
        other => other,
    }
}

fn suspend(viewer: &Viewer, person: &Person) -> Verdict {
    match administer(viewer, person) {
        Allow if person.suspended_at.is_some() => Late("people-late-suspended"),
        other => other,
    }
}

fn restore(viewer: &Viewer, person: &Person) -> Verdict {
    match administer(viewer, person) {
        Allow if person.suspended_at.is_none() => Late("people-late-restored"),
        other => other,
    }
}

/// An administrator starts it; the link is shown to somebody else (`links`).
fn start_reset(viewer: &Viewer, person: &Person) -> Verdict {
    match administer(viewer, person) {
        Allow if person.suspended_at.is_some() => Late("people-late-suspended"),
        other => other,
    }
}

fn end_post(viewer: &Viewer, post: &Post) -> Verdict {
    if viewer.role != Role::Admin && !vouches_in(viewer, post.community) {
        return Hide;
    }
    match () {
        () if viewer.person == Some(post.person_id) => Deny("people-deny-oneself"),
        () if post.has_ended => Late("people-late-post-ended"),
        () => Allow,
    }
}

/// A military voucher states again, for six months; where there is no other, an administrator does.
fn renew_statement(viewer: &Viewer, post: &Post) -> Verdict {
    let is_voucher = viewer.role == Role::Chief
        || viewer.role == Role::Admin && post.vouched_by == VouchedBy::Admin;
    match end_post(viewer, post) {
        Allow if post.stated_until.is_none() => Deny("people-deny-no-statement"),
        Allow if post.has_lapsed => Late("people-late-lapsed"),
        Allow if !is_voucher => Deny("people-deny-voucher-only"),
        other => other,
    }
}
