//! What a situation report is.

use crate::{access::Record, i18n::Text};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

crate::codes! {
    State { Draft = "draft", Filed = "filed" }
}

/// Its parts, in their order.
pub const PARTS: [&str; 10] = [
    "summary",
    "meetings",
    "requests_in",
    "requests_out",
    "support",
    "projects",
    "visits",
    "movements",
    "actors",
    "plans",
];

#[derive(Clone, Debug)]
pub struct Sitrep {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub from_on: Date,
    pub until_on: Date,
    pub state: State,
    pub filed_at: Option<Timestamp>,
    pub version: i32,
}

impl Record for Sitrep {
    const KIND: &'static str = "sitrep";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/sitreps/{}", self.id)
    }
}

/// One that is about to be.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Sitrep::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/sitreps/{}", self.id)
    }
}

/// Lines that the house found for each part.
pub type Found = Vec<(&'static str, Vec<Text>)>;
