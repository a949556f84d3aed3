//! What an asset is: a service with its capability, conditions and lead time, and when it is taken.

use crate::access::{Audience, Community, Record, Sight};
use jiff_sqlx::Date;
use uuid::Uuid;

/// Kinds are those of requests, so that what is asked for finds what is there.
pub const KINDS: [&str; 20] = [
    "armed_escort",
    "area_security",
    "static_protection",
    "route_assessment",
    "transport_ground",
    "transport_air",
    "transport_water",
    "engineering",
    "medical",
    "evacuation",
    "storage_camp",
    "communications_water_power",
    "mine_action",
    "training_briefing",
    "joint_assessment",
    "information",
    "passenger_seats",
    "cargo",
    "community_support",
    "other",
];

crate::codes! {
    Ownership { Contingent = "contingent", UnOwned = "un_owned", Chartered = "chartered", Agency = "agency" }
}
crate::codes! {
    /// What it looks like from afar.
    Appearance { Military = "military", White = "white", Civilian = "civilian" }
}
crate::codes! {
    State { Available = "available", Reserved = "reserved", Tasked = "tasked", Maintenance = "maintenance", Withdrawn = "withdrawn" }
}
crate::codes! {
    /// Why it is taken on some days.
    Why { Reserved = "reserved", Tasked = "tasked", Maintenance = "maintenance" }
}

#[derive(Clone, Debug)]
pub struct Asset {
    pub id: Uuid,
    pub actor_id: Uuid,
    /// Of whom it is.
    pub community: Community,
    pub kind: String,
    pub name: String,
    pub capability: String,
    pub ownership: Ownership,
    pub appearance: Appearance,
    pub is_armed: bool,
    pub operated_by: String,
    pub base_area_id: Option<Uuid>,
    pub base_area: Option<String>,
    pub lead_time_hours: i32,
    pub conditions: String,
    pub cost_basis: String,
    pub state: State,
    pub audience: Audience,
    pub version: i32,
}

impl Asset {
    pub fn sight(&self) -> Sight {
        Sight { owner: self.actor_id, audience: self.audience, parties: Vec::new(), by_code: None }
    }
}

impl Record for Asset {
    const KIND: &'static str = "asset";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/assets/{}", self.id)
    }
}

/// The place a new asset will take.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub actor: Uuid,
    pub community: Community,
}

impl Record for Slot {
    const KIND: &'static str = Asset::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/assets/{}", self.id)
    }
}

/// An asset as read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: String,
    pub name: String,
    pub capability: String,
    pub ownership: Ownership,
    pub appearance: Appearance,
    pub is_armed: bool,
    pub operated_by: String,
    pub base_area: Option<Uuid>,
    pub lead_time_hours: i32,
    pub conditions: String,
    pub cost_basis: String,
    pub state: State,
}

/// Days on which it is taken.
#[derive(Clone, Debug)]
pub struct Booking {
    pub id: Uuid,
    pub from_day: Date,
    pub until_day: Date,
    pub why: Why,
}

/// What everybody may know: the service and its lead time.
#[derive(Clone, Debug)]
pub struct Service {
    pub kind: String,
    pub lead_time_hours: i32,
    pub is_civilian: bool,
}
