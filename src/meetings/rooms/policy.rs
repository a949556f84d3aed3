//! Who keeps and books rooms. Pure functions: no database, no HTTP.

use super::model::{Booking, BookingState, Kind, Room, Slot};
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    View(Room) => view,
    Create(Slot) => create,
    Change(Room) => change,
    Book(Room) => book,
    Block(Room) => block,
    Attach(Room) => attach,
    Approve(Booking) => approve,
    Refuse(Booking) => refuse,
    Release(Booking) => release,
}

pub fn view(viewer: &Viewer, room: &Room) -> Verdict {
    if viewer.sees(&room.sight()) { Allow } else { Hide }
}

fn is_keeper(role: Role) -> bool {
    matches!(role, Role::Officer | Role::Chief | Role::Section | Role::Coordinator)
}

/// Officers, the chief, sections and coordinators enter rooms of their own office and keep them.
pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    if is_keeper(viewer.role) && viewer.acts_for(slot.owner) {
        Allow
    } else {
        Deny("rooms-deny-keep")
    }
}

pub fn change(viewer: &Viewer, room: &Room) -> Verdict {
    match view(viewer, room) {
        Allow if is_keeper(viewer.role) && viewer.acts_for(room.owner_id) => Allow,
        Allow => Deny("rooms-deny-keep"),
        hidden => hidden,
    }
}

pub fn block(viewer: &Viewer, room: &Room) -> Verdict {
    change(viewer, room)
}

/// Its keeper adds pictures.
pub fn attach(viewer: &Viewer, room: &Room) -> Verdict {
    change(viewer, room)
}

/// Whoever sees a room and works on records books it for their own office.
pub fn book(viewer: &Viewer, room: &Room) -> Verdict {
    match view(viewer, room) {
        Allow if !viewer.role.counts_actors() => Deny("rooms-deny-book"),
        verdict => verdict,
    }
}

fn keeps(viewer: &Viewer, booking: &Booking) -> bool {
    is_keeper(viewer.role) && viewer.acts_for(booking.keeper_id)
}

fn knows(viewer: &Viewer, booking: &Booking) -> bool {
    viewer.role == Role::House
        || viewer.acts_for(booking.keeper_id)
        || viewer.covers(booking.owner_id)
}

pub fn approve(viewer: &Viewer, booking: &Booking) -> Verdict {
    match booking.state {
        _ if !knows(viewer, booking) => Hide,
        _ if !keeps(viewer, booking) => Deny("rooms-deny-keep"),
        BookingState::Asked => Allow,
        _ => Late("rooms-late-decided"),
    }
}

pub fn refuse(viewer: &Viewer, booking: &Booking) -> Verdict {
    approve(viewer, booking)
}

/// Whoever booked it lets it go; the keeper lets blockings go.
pub fn release(viewer: &Viewer, booking: &Booking) -> Verdict {
    let own = viewer.role.counts_actors() && viewer.acts_for(booking.owner_id);
    let is_theirs = own || booking.kind == Kind::Block && keeps(viewer, booking);
    match booking.state {
        _ if !knows(viewer, booking) => Hide,
        _ if !is_theirs => Deny("rooms-deny-release"),
        BookingState::Asked | BookingState::Booked => Allow,
        _ => Late("rooms-late-decided"),
    }
}
