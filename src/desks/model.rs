//! What a duty desk is, as everybody may know it.

use crate::access::{Role, Viewer};
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
