//! What a request for support is.

use super::states::{Act, SPECS, Spec};
use crate::{
    access::{Audience, Community, Record, Sight},
    files::model::Holds,
};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

crate::codes! {
    /// Where a request stands. A draft is a form on the server, not yet a request.
    State {
        Draft = "draft", Submitted = "submitted", Returned = "returned", Screened = "screened", Endorsed = "endorsed", Relayed = "relayed",
        Offered = "offered", Accepted = "accepted", Tasked = "tasked", UnderWay = "under_way", Suspended = "suspended",
        Delivered = "delivered", Disputed = "disputed", Confirmed = "confirmed", Closed = "closed", Referred = "referred",
        Declined = "declined", Aborted = "aborted", Withdrawn = "withdrawn", Expired = "expired",
    }
}

crate::codes! {
    /// What is asked for.
    Kind {
        ArmedEscort = "armed_escort", AreaSecurity = "area_security", StaticProtection = "static_protection", RouteAssessment = "route_assessment",
        TransportGround = "transport_ground", TransportAir = "transport_air", TransportWater = "transport_water", Engineering = "engineering",
        Medical = "medical", Evacuation = "evacuation", StorageCamp = "storage_camp", CommunicationsWaterPower = "communications_water_power",
        MineAction = "mine_action", TrainingBriefing = "training_briefing", JointAssessment = "joint_assessment", Information = "information",
        PassengerSeats = "passenger_seats", Cargo = "cargo", CommunitySupport = "community_support", Other = "other",
    }
}

crate::codes! {
    Priority { LifeSaving = "life_saving", Urgent = "urgent", Routine = "routine" }
}
crate::codes! {
    /// Through which door the owner came in; it decides who sees the request first.
    Door { Coordinator = "coordinator", Cimic = "cimic", CivilAffairs = "civil_affairs" }
}
crate::codes! {
    /// Would this use affect perceived neutrality, or put anyone at risk?
    Harm { No = "no", Unsure = "unsure", Yes = "yes" }
}
crate::codes! {
    Risk { Low = "low", Medium = "medium", High = "high", Unknown = "unknown" }
}
crate::codes! {
    /// How close to the beneficiaries the force comes (MCDA guidelines).
    Assistance { Direct = "direct", Indirect = "indirect", Infrastructure = "infrastructure" }
}
crate::codes! {
    /// What the matrix of situation and assistance answers: `maybe` needs the endorsement, `no` a reasoned override by a second coordinator.
    Matrix { Yes = "yes", Maybe = "maybe", No = "no" }
}
crate::codes! {
    Channel { Online = "online", Phone = "phone", Email = "email", WalkIn = "walk_in", Radio = "radio" }
}
crate::codes! {
    /// On which side of a request somebody acted. Nobody acts on both.
    Side { Asking = "asking", Answering = "answering", House = "house" }
}
crate::codes! {
    OfferState {
        Offered = "offered", Accepted = "accepted", Declined = "declined", Lapsed = "lapsed", TakenBack = "taken_back",
        Tasked = "tasked", UnderWay = "under_way", Delivered = "delivered", Aborted = "aborted",
    }
}

/// The clusters of the field, by acronym (OCHA's code list).
pub const CLUSTERS: [&str; 15] = [
    "SHL", "CCM", "PRO-MIN", "FSC", "WSH", "LOG", "PRO-CPN", "PRO", "EDU", "NUT", "HEA", "ERY",
    "TEL", "PRO-GBV", "PRO-HLP",
];

impl Kind {
    /// Kinds that put arms beside aid: the appropriateness sheet asks more of them.
    pub fn is_guarded(self) -> bool {
        matches!(self, Kind::ArmedEscort | Kind::StaticProtection | Kind::AreaSecurity)
    }
}

impl State {
    pub fn is_ended(self) -> bool {
        matches!(
            self,
            State::Closed
                | State::Referred
                | State::Declined
                | State::Aborted
                | State::Withdrawn
                | State::Expired
        )
    }
}

/// One request, as far as policy, lists and pages need it. The fields shared by consent stand apart ([`Private`]).
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that stand beside each other")]
pub struct Request {
    pub id: Uuid,
    pub reference: String,
    pub owner_id: Uuid,
    pub community: Community,
    pub entered_by_id: Option<Uuid>,
    pub channel: Channel,
    pub door: Door,
    pub kind: Kind,
    pub need: String,
    pub people_affected: Option<i32>,
    pub what: String,
    pub weight_kg: Option<f64>,
    pub volume_m3: Option<f64>,
    pub persons: Option<i32>,
    pub items: String,
    pub from_area_id: Uuid,
    pub to_area_id: Option<Uuid>,
    pub from_area: String,
    pub to_area: Option<String>,
    pub needed_from: Date,
    pub needed_until: Date,
    pub priority: Priority,
    pub risk: Risk,
    pub criticality: Option<i16>,
    pub cluster: String,
    pub harm: Harm,
    pub harm_why: String,
    pub waiver: String,
    pub is_late: bool,
    pub support: Option<Support>,
    pub state: State,
    pub resumes_to: Option<State>,
    pub assistance: Option<Assistance>,
    pub needs_endorsement: bool,
    pub matrix: Option<Matrix>,
    pub screening_desk_id: Option<Uuid>,
    pub endorsing_desk_id: Option<Uuid>,
    pub cimic_desk_id: Option<Uuid>,
    pub unit_id: Option<Uuid>,
    pub audience: Audience,
    pub has_code: bool,
    pub policy_version: i32,
    pub received_at: Timestamp,
    pub state_since: Timestamp,
    pub turn_id: Option<Uuid>,
    pub proposed_owner_id: Option<Uuid>,
    /// The owner keeps its distance from the force: its only way is the coordinator's relay.
    pub owner_coexists: bool,
    /// It carries the request of somebody else, whose answers are recorded here.
    pub is_relay: bool,
    pub version: i32,
    pub parties: Vec<Uuid>,
    /// Seconds the house has had the turn.
    pub clock: i64,
    /// What concerns this viewer: which side they acted on before, in any post.
    pub mine: Mine,
}

/// One of the few states that show how far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    pub state: State,
    pub is_behind: bool,
    pub is_last_reached: bool,
}

/// How the viewer of this transaction stands to the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that stand beside each other")]
pub struct Mine {
    pub asked: bool,
    pub answered: bool,
    pub advised: bool,
    pub screened: bool,
    /// The return that waits for an answer proposed a referral.
    pub referral_waits: bool,
    /// An auditor's opening is in force.
    pub opened: bool,
    /// Nothing happened for as long as the requester may take to confirm (policy number `confirm_close_days`).
    pub is_silent: bool,
    pub advised_at_all: bool,
    pub open_offers: i32,
    /// Alternatives the requester tried, and how many have to be weighed in all (policy number `alternatives_needed`).
    pub tried: i32,
    pub alternatives_needed: i32,
    pub accepted_offers: i32,
}

/// What community support needs beside the common fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Support {
    pub duplication: String,
    pub authority: String,
    pub upkeep: String,
    pub fund: String,
}

impl Request {
    pub fn sight(&self) -> Sight {
        Sight {
            owner: self.owner_id,
            audience: self.audience,
            parties: self.parties.clone(),
            by_code: self.has_code.then_some(self.id),
        }
    }

    /// Whether the appropriateness sheet applies: the guarded posture is for humanitarian requesters only.
    pub fn is_humanitarian(&self) -> bool {
        self.community == Community::Humanitarian
    }

    pub fn is_community_support(&self) -> bool {
        self.kind == Kind::CommunitySupport
    }

    /// The milestones on the way; none where the way ended elsewhere.
    pub fn milestones(&self) -> Vec<Milestone> {
        let way = [
            State::Submitted,
            State::Endorsed,
            State::Offered,
            State::Accepted,
            State::UnderWay,
            State::Delivered,
            State::Closed,
        ];
        let stands = self.resumes_to.filter(|_| !self.state.is_ended()).unwrap_or(self.state);
        let behind = match stands {
            State::Draft | State::Submitted | State::Screened | State::Returned => 1,
            State::Endorsed | State::Relayed => 2,
            State::Offered => 3,
            State::Accepted | State::Tasked => 4,
            State::UnderWay | State::Suspended => 5,
            State::Delivered | State::Disputed | State::Confirmed => 6,
            State::Closed => 7,
            _ => return Vec::new(),
        };
        let milestone = |(n, state)| Milestone {
            state,
            is_behind: n < behind,
            is_last_reached: n + 1 == behind,
        };
        way.into_iter().enumerate().map(milestone).collect()
    }

    /// The row of the state table for this act, if the act is possible in the present state.
    pub fn spec(&self, act: Act) -> Option<&'static Spec> {
        SPECS.iter().find(|spec| spec.act == act && spec.from.contains(&self.state))
    }
}

impl Record for Request {
    const KIND: &'static str = "request";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(&self.reference)
    }
}

impl Holds for Request {
    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// The address of a request.
pub fn url(reference: &str) -> String {
    format!("/requests/{}", crate::reference::show(reference))
}

/// One step of the state table on one request: what policy answers for.
#[derive(Clone, Debug)]
pub struct Step {
    pub request: Request,
    pub act: Act,
    pub offer: Option<Offer>,
}

impl Record for Step {
    const KIND: &'static str = Request::KIND;

    fn id(&self) -> Uuid {
        self.request.id
    }

    fn url(&self) -> String {
        self.request.url()
    }

    fn act(&self) -> Option<&'static str> {
        Some(self.act.as_str())
    }
}

/// The place a new request will take, before anything is written.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub reference: String,
    /// None when a visitor asks.
    pub owner: Option<Uuid>,
    /// Entered for somebody without an account.
    pub on_behalf: bool,
}

impl Slot {
    pub fn new(owner: Option<Uuid>, on_behalf: bool) -> Slot {
        Slot { id: Uuid::now_v7(), reference: crate::reference::new(), owner, on_behalf }
    }
}

impl Record for Slot {
    const KIND: &'static str = Request::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(&self.reference)
    }
}

/// What somebody asks for, read from the form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub door: Door,
    pub community: Community,
    pub kind: Kind,
    pub need: String,
    pub people_affected: Option<i32>,
    pub what: String,
    pub weight_kg: Option<f64>,
    pub volume_m3: Option<f64>,
    pub persons: Option<i32>,
    pub items: String,
    pub from_area: Uuid,
    pub to_area: Option<Uuid>,
    pub needed_from: jiff::civil::Date,
    pub needed_until: jiff::civil::Date,
    pub priority: Priority,
    pub risk: Risk,
    pub criticality: Option<i16>,
    pub cluster: String,
    pub harm: Harm,
    pub harm_why: String,
    pub waiver: String,
    pub support: Option<Support>,
    pub tried: Vec<Tried>,
    pub private: Private,
}

/// A way that was tried instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    pub option: String,
    pub outcome: String,
    pub on: Option<jiff::civil::Date>,
}

/// F1–F3: shared by consent only, each class in a table of its own; None where the viewer may not read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private {
    pub contact: Option<Contact>,
    pub route: Option<Route>,
    pub partners: Option<Partners>,
}

/// F1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub email: String,
    pub radio: String,
    pub organisation: String,
}

/// F2.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    pub from_place: String,
    pub to_place: String,
    pub route: String,
    pub times: String,
}

/// F3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partners {
    pub on_behalf_of: String,
    pub beneficiaries: String,
}

/// What the force, or a civilian provider, holds out to the requester.
#[derive(Clone, Debug)]
pub struct Offer {
    pub id: Uuid,
    pub provider_id: Uuid,
    pub assets: String,
    pub conditions: String,
    pub decided_by: String,
    pub order_reference: String,
    pub valid_until: Date,
    pub state: OfferState,
    pub reason: String,
    pub offered_at: Timestamp,
}

/// One line of the history.
#[derive(Clone, Debug)]
pub struct Moment {
    pub at: Timestamp,
    pub act: Act,
    pub to_state: State,
    pub actor_id: Option<Uuid>,
    pub role: crate::access::Role,
    pub reason: String,
    /// What the act said, by the names of its fields.
    pub detail: Vec<(String, String)>,
    /// Who said it, how and when, where somebody else recorded it.
    pub heard: Option<Heard>,
}

/// The owner's act that somebody else recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Heard {
    pub from: String,
    pub how: String,
    pub on: String,
}

/// What an act says, ready to be written: its reason and its other fields by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub reason: String,
    pub detail: serde_json::Map<String, serde_json::Value>,
    pub heard: Option<Heard>,
}

impl Said {
    /// A field of the act, empty when it was not filled in.
    pub fn get(&self, name: &str) -> &str {
        self.detail.get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
    }
}

/// A line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub reference: String,
    pub kind: Kind,
    pub state: State,
    pub priority: Priority,
    pub owner_id: Uuid,
    pub turn_id: Option<Uuid>,
    pub from_area: String,
    pub needed_from: Date,
    pub needed_until: Date,
    pub is_late: bool,
    pub received_at: Timestamp,
    pub clock: i64,
}

/// A consent in force or ended.
#[derive(Clone, Debug)]
pub struct Consent {
    pub id: Uuid,
    pub recipient_id: Uuid,
    pub fields: Vec<String>,
    pub purpose: String,
    pub given_at: Timestamp,
    pub until_at: Timestamp,
    pub is_in_force: bool,
}

impl Line {
    pub fn url(&self) -> String {
        url(&self.reference)
    }
}
