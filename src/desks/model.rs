//! What a duty desk is, as everybody may know it.

use crate::access::{Community, Record, Role, Viewer};
use uuid::Uuid;

crate::codes! {
    /// Whose desk it is.
    Kind { Coordinator = "coordinator", Cimic = "cimic", CivilAffairs = "civil_affairs" }
}

#[derive(Clone, Debug)]
pub struct Desk {
    pub id: Uuid,
    pub name: String,
    pub acronym: String,
    pub kind: Kind,
    pub phone: String,
    pub place: String,
    pub hours: String,
    /// The last of its kind: what no other desk takes.
    pub is_top: bool,
    /// Somebody holds a post there.
    pub is_staffed: bool,
    pub stand_in: Option<String>,
    pub stand_in_staffed: bool,
    /// Districts that it is responsible for.
    pub areas: Vec<String>,
}

/// A desk as whoever keeps it finds it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub id: Uuid,
    pub name: String,
    pub kind: Kind,
    pub stand_in_id: Option<Uuid>,
    pub phone: String,
    pub place: String,
    pub hours: String,
    pub is_top: bool,
    pub version: i32,
    /// Requests wait there for its turn: only asked where it matters.
    pub has_waiting: bool,
}

impl Record for Kept {
    const KIND: &'static str = "desk";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/desks".to_owned()
    }
}

/// The desk that an actor is about to keep.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub actor: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = "desk";

    fn id(&self) -> Uuid {
        self.actor
    }

    fn url(&self) -> String {
        "/desks".to_owned()
    }
}

/// What a form says of a desk.
#[derive(Clone, Debug)]
pub struct Draft {
    pub stand_in: Option<Uuid>,
    pub phone: String,
    pub place: String,
    pub hours: String,
    pub is_top: bool,
}

impl Kind {
    /// Where desks of this kind stand, and their stand-ins too.
    pub fn community(self) -> Community {
        match self {
            Kind::Coordinator => Community::Humanitarian,
            Kind::Cimic => Community::Military,
            Kind::CivilAffairs => Community::Mission,
        }
    }

    /// The role that leads desks of this kind.
    pub fn keeper(self) -> Role {
        match self {
            Kind::Coordinator => Role::Coordinator,
            Kind::Cimic => Role::Chief,
            Kind::CivilAffairs => Role::Section,
        }
    }
}

impl Desk {
    /// Nobody there and nobody at its stand-in: only the phone is left.
    pub fn is_closed(&self) -> bool {
        !self.is_staffed && !self.stand_in_staffed
    }

    /// For `tel:` links: digits and a leading plus.
    pub fn dial(&self) -> String {
        self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// Whether the page that asks for support is for this viewer: for anybody but those who answer or only look.
pub fn asks(viewer: &Viewer) -> bool {
    !viewer.is_signed_in()
        || matches!(viewer.role, Role::Partner | Role::Coordinator | Role::Section)
}
