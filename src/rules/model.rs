//! The numbers by name, and a proposed change of some of them.

use crate::access::{Record, Role};
use jiff_sqlx::Timestamp;
use std::{collections::BTreeMap, ops::RangeInclusive};
use uuid::Uuid;

crate::codes! {
    State { Proposed = "proposed", Agreed = "agreed", Refused = "refused", Withdrawn = "withdrawn" }
}

crate::codes! {
    /// What a number counts.
    Unit { Hours = "hours", Days = "days", Count = "count" }
}

/// One number: where it stands in the policy, with a dot where it stands inside another, and within which bounds it makes sense.
#[derive(Debug)]
pub struct Rule {
    pub name: &'static str,
    pub unit: Unit,
    pub bounds: RangeInclusive<i32>,
}

const fn rule(name: &'static str, unit: Unit, least: i32, most: i32) -> Rule {
    Rule { name, unit, bounds: least..=most }
}

const fn lead(name: &'static str) -> Rule {
    rule(name, Unit::Hours, 0, 720)
}

/// The groups of the page, each with its numbers in order. Source of each: the number marked ° in `domain.md`.
pub const GROUPS: [(&str, &[Rule]); 4] = [
    (
        "requests",
        &[
            rule("alternatives_needed", Unit::Count, 1, 9),
            rule("confirm_nudge_days", Unit::Days, 1, 60),
            rule("confirm_close_days", Unit::Days, 1, 90),
            rule("consent_days_after_end", Unit::Days, 0, 30),
            rule("draft_days", Unit::Days, 1, 90),
            rule("erase_days", Unit::Days, 1, 365),
        ],
    ),
    (
        "meetings",
        &[
            rule("minutes_due_hours", Unit::Hours, 1, 336),
            rule("amend_days", Unit::Days, 1, 30),
            rule("seal_days", Unit::Days, 1, 60),
            rule("report_due_days", Unit::Days, 1, 60),
        ],
    ),
    (
        "directory",
        &[rule("stale_days", Unit::Days, 7, 730), rule("absorption_mark", Unit::Count, 1, 1000)],
    ),
    (
        "lead",
        &[
            lead("lead_hours.armed_escort"),
            lead("lead_hours.across_sectors"),
            lead("lead_hours.area_security"),
            lead("lead_hours.static_protection"),
            lead("lead_hours.route_assessment"),
            lead("lead_hours.transport_ground"),
            lead("lead_hours.transport_air"),
            lead("lead_hours.transport_water"),
            lead("lead_hours.passenger_seats"),
            lead("lead_hours.cargo"),
            lead("lead_hours.engineering"),
            lead("lead_hours.medical"),
            lead("lead_hours.evacuation"),
            lead("lead_hours.storage_camp"),
            lead("lead_hours.communications_water_power"),
            lead("lead_hours.mine_action"),
            lead("lead_hours.training_briefing"),
            lead("lead_hours.joint_assessment"),
            lead("lead_hours.information"),
            lead("lead_hours.community_support"),
            lead("lead_hours.other"),
        ],
    ),
];

/// Every rule, in the order of the page.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|(_, rules)| rules.iter())
}

impl Rule {
    /// The key of its words: lead times are named by the kind of request that they are for.
    pub fn label(&self) -> String {
        match self.name.strip_prefix("lead_hours.") {
            Some("across_sectors") => "rules-across_sectors".to_owned(),
            Some(kind) => format!("requests-kind-{kind}"),
            None => format!("rules-{}", self.name),
        }
    }

    /// The key of the unit's word.
    pub fn unit_key(&self) -> String {
        format!("rules-unit-{}", self.unit)
    }
}

/// Numbers by the name of their rule.
pub type Numbers = BTreeMap<String, i32>;

/// A change of some numbers that waits, or was answered.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub id: Uuid,
    pub changes: Numbers,
    pub why: String,
    pub proposed_as: Role,
    pub proposed_by: Uuid,
    pub proposer_id: Uuid,
    pub proposed_at: Timestamp,
    pub state: State,
    pub answerer_id: Option<Uuid>,
    pub answered_at: Option<Timestamp>,
}

impl Record for Proposal {
    const KIND: &'static str = "rules";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/rules".to_owned()
    }
}

/// A change that is about to be proposed.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    /// One waits already.
    pub is_taken: bool,
}

impl Record for Slot {
    const KIND: &'static str = Proposal::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/rules".to_owned()
    }
}
