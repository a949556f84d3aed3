//! What a contribution is: the words, and the consent they come with.

use crate::{
    access::{Audience, Record},
    notices::model::Topic,
};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Contribution {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub recipient_id: Uuid,
    pub topic: Topic,
    pub title: String,
    pub body: String,
    pub area_id: Option<Uuid>,
    pub area: Option<String>,
    /// The widest audience of a notice made of it; `Owner`: the desk reads it and tells nobody.
    pub audience: Audience,
    /// Whether a notice may name the organisation.
    pub is_named: bool,
    pub valid_until: Date,
    /// Neither withdrawn nor past its day.
    pub is_in_force: bool,
    pub created_at: Timestamp,
}

impl Contribution {
    /// A desk may make a notice of it.
    pub fn may_be_told(&self) -> bool {
        self.is_in_force && self.audience != Audience::Owner
    }
}

impl Record for Contribution {
    const KIND: &'static str = "contribution";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/notices/contributions/{}", self.id)
    }
}

/// One that is about to be told.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Contribution::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/notices/contributions/{}", self.id)
    }
}

/// As read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub recipient: Uuid,
    pub topic: Topic,
    pub title: String,
    pub body: String,
    pub area: Option<Uuid>,
    pub audience: Audience,
    pub is_named: bool,
    pub valid_until: jiff::civil::Date,
}

/// How far a contribution may be passed on, the narrowest first.
pub const AUDIENCES: [Audience; 6] = [
    Audience::Owner,
    Audience::Humanitarian,
    Audience::Military,
    Audience::Mission,
    Audience::Partners,
    Audience::Public,
];
