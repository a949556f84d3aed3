//! What a project is: a Quick Impact Project, or community support by other means, which is the same record on a shorter path.

use super::states::{Act, PAYMENTS, SPECS, Spec};
use crate::{
    access::{Audience, Record, Sight},
    files::model::Holds,
};
use jiff_sqlx::{Date, Timestamp};
use rust_decimal::{Decimal, RoundingStrategy};
use uuid::Uuid;

crate::codes! {
    Kind { Qip = "qip", Support = "support" }
}
crate::codes! {
    /// Where a project stands; `new` is before there is one.
    State {
        New = "new", Concept = "concept", Draft = "draft", Submitted = "submitted", Screened = "screened", InReview = "in_review", Deferred = "deferred",
        Recommended = "recommended", Approved = "approved", Agreed = "agreed", Implementing = "implementing", Suspended = "suspended",
        WorksComplete = "works_complete", Inspected = "inspected", Paid = "paid", HandedOver = "handed_over", Closed = "closed", Evaluated = "evaluated",
        Rejected = "rejected", Cancelled = "cancelled", Terminated = "terminated", Proposed = "proposed", Checked = "checked", Completed = "completed",
    }
}
crate::codes! {
    /// How far along, as told beyond the parties (SQL: `qip_stage`).
    Stage { Planned = "planned", Approved = "approved", UnderWay = "under_way", Finished = "finished", Ended = "ended" }
}
crate::codes! {
    InstalmentState {
        Planned = "planned", Requested = "requested", Certified = "certified", Released = "released", Accounted = "accounted",
        Returned = "returned", Withheld = "withheld", Recovered = "recovered",
    }
}
crate::codes! {
    /// What a person is on one project; nobody is two of these.
    Hand { Approver = "approver", Certifier = "certifier", Requester = "requester", Monitor = "monitor" }
}
crate::codes! {
    VisitKind { Baseline = "baseline", Progress = "progress", Final = "final", AfterHandover = "after_handover" }
}

/// Purposes by the code of the OECD's Development Assistance Committee (three digits), those that such projects have.
pub const SECTORS: [&str; 21] = [
    "112", "113", "121", "122", "140", "151", "152", "160", "210", "220", "230", "250", "311",
    "312", "313", "321", "332", "410", "430", "720", "740",
];

/// The ten criteria, scored 0–3 by each member.
pub const CRITERIA: [&str; 10] = [
    "one_time",
    "quick",
    "labour",
    "visible",
    "cost",
    "ownership",
    "urgent",
    "authority",
    "partner",
    "unique",
];

/// Rounds to the cent, halves away from zero, as Postgres does.
pub fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// An amount as people read it: `12,500.00`. Templates hand it over behind any number of references, hence `Display`.
pub fn money(amount: impl std::fmt::Display) -> String {
    let amount: Decimal = amount.to_string().parse().unwrap_or_default();
    let text = format!("{:.2}", cents(amount));
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, rest) = text.split_once('.').unwrap_or((text, "00"));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{rest}")
}

/// What share of `whole` `part` is, in percent, rounded down; 0 of nothing.
pub fn percent(part: &Decimal, whole: &Decimal) -> i64 {
    use rust_decimal::prelude::ToPrimitive;
    if whole.is_zero() {
        return 0;
    }
    (*part * Decimal::ONE_HUNDRED / *whole).floor().to_i64().unwrap_or(0)
}

/// One project, as far as policy, lists and pages need it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that stand beside each other")]
pub struct Project {
    pub id: Uuid,
    pub reference: String,
    pub kind: Kind,
    pub owner_id: Uuid,
    pub proposer_id: Uuid,
    pub section_id: Option<Uuid>,
    pub team_id: Option<Uuid>,
    pub partner_id: Option<Uuid>,
    pub title: String,
    pub summary: String,
    pub sector: String,
    pub area_id: Uuid,
    pub area: String,
    pub budget_year: i32,
    pub is_works: bool,
    pub women: i32,
    pub girls: i32,
    pub men: i32,
    pub boys: i32,
    pub jobs: i32,
    pub labour_days: i32,
    pub months: Option<i32>,
    pub fund: String,
    pub currency: String,
    pub rate: Decimal,
    pub rate_on: Option<Date>,
    pub requested: Decimal,
    pub approved: Option<Decimal>,
    pub approved_usd: Option<Decimal>,
    pub waiver: String,
    pub released_usd: Decimal,
    pub accounted_usd: Decimal,
    pub recovered_usd: Decimal,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub is_extended: bool,
    pub last_visit_on: Option<Date>,
    pub physical: Option<i16>,
    pub is_checked: bool,
    pub has_progress_visit: bool,
    pub is_published: bool,
    pub agreement: String,
    pub reached_approver: bool,
    pub state: State,
    pub state_since: Timestamp,
    pub turn_id: Option<Uuid>,
    pub source: String,
    pub policy_version: i32,
    pub created_at: Timestamp,
    pub version: i32,
    pub parties: Vec<Uuid>,
    pub policy: Numbers,
    pub mine: Mine,
}

/// How the viewer stands to the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    pub hand: Option<Hand>,
    /// Put it forward or wrote it, in any post.
    pub proposing: bool,
    /// Screened, tabled or decided it, in any post.
    pub deciding: bool,
    /// An auditor's opening is in force.
    pub opened: bool,
}

/// The policy numbers of the version that a project was made under.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Numbers {
    #[serde(with = "exact")]
    pub ceiling_usd: Decimal,
    pub months: i32,
    /// Percent of the amount that the first instalment is at most.
    pub first_share: i32,
    /// Percent of the amount that the last instalment is at least.
    pub last_share: i32,
    pub quorum: i16,
    /// A line of the budget from here on needs three quotations.
    #[serde(with = "exact")]
    pub quote_threshold_usd: Decimal,
    pub visit_days: i32,
    pub ahead_points: i32,
    pub evaluate_months: i32,
    /// What the budget year has for all projects.
    #[serde(with = "exact")]
    pub budget_usd: Decimal,
    /// How much each criterion counts, in the order of [`CRITERIA`].
    pub weights: [i32; 10],
}

/// Amounts stand in JSON as text, so that nothing makes floating point of them.
mod exact {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(amount: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&amount.to_string())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl State {
    pub fn is_ended(self) -> bool {
        matches!(self, State::Evaluated | State::Rejected | State::Cancelled | State::Terminated)
    }

    /// As told beyond the parties.
    pub fn stage(self) -> Stage {
        match self {
            State::Approved | State::Agreed => Stage::Approved,
            State::Implementing
            | State::Suspended
            | State::WorksComplete
            | State::Inspected
            | State::Paid
            | State::Completed => Stage::UnderWay,
            State::HandedOver | State::Closed | State::Evaluated => Stage::Finished,
            State::Rejected | State::Cancelled | State::Terminated => Stage::Ended,
            _ => Stage::Planned,
        }
    }
}

impl Project {
    /// Who sees the file: the parties; of community support the whole mission once it was checked.
    pub fn sight(&self) -> Sight {
        let early = matches!(self.state, State::Proposed | State::Rejected | State::Cancelled);
        let audience = if self.kind == Kind::Support && !early {
            Audience::Mission
        } else {
            Audience::Parties
        };
        Sight { owner: self.owner_id, audience, parties: self.parties.clone(), by_code: None }
    }

    /// The rows of the state table for this act that are possible in the present state.
    pub fn spec(&self, act: Act) -> Option<&'static Spec> {
        SPECS.iter().find(|spec| {
            spec.kind == self.kind && spec.act == act && spec.from.contains(&self.state)
        })
    }

    /// What is asked for, in US dollars at the rate that stands.
    pub fn requested_usd(&self) -> Decimal {
        cents(self.requested / self.rate)
    }

    pub fn is_above_ceiling(&self) -> bool {
        self.requested_usd() > self.policy.ceiling_usd
    }

    pub fn people(&self) -> i32 {
        self.women + self.girls + self.men + self.boys
    }

    /// Whether there is an agreement to print.
    pub fn has_contract(&self) -> bool {
        self.approved.is_some() && self.kind == Kind::Qip
    }

    /// Whether there is a certificate of handover to print.
    pub fn has_certificate(&self) -> bool {
        self.state.stage() == Stage::Finished || self.state == State::Paid
    }

    /// Percent of the approved amount that was released.
    pub fn paid(&self) -> i64 {
        self.approved_usd.map_or(0, |approved| percent(&self.released_usd, &approved))
    }
}

impl Record for Project {
    const KIND: &'static str = "qip";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(&self.reference)
    }
}

impl Holds for Project {
    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// The address of a project.
pub fn url(reference: &str) -> String {
    format!("/qips/{}", crate::reference::show(reference))
}

/// One step of the state table: what policy answers for.
#[derive(Clone, Debug)]
pub struct Step {
    pub project: Project,
    pub act: Act,
    pub instalment: Option<Instalment>,
}

impl Step {
    /// Where the act takes the instalment; None when it cannot.
    pub fn payment(&self) -> Option<InstalmentState> {
        let state = self.instalment.as_ref()?.state;
        PAYMENTS
            .iter()
            .find(|(act, from, _)| *act == self.act && from.contains(&state))
            .map(|(.., to)| *to)
    }
}

impl Record for Step {
    const KIND: &'static str = Project::KIND;

    fn id(&self) -> Uuid {
        self.project.id
    }

    fn url(&self) -> String {
        self.project.url()
    }

    fn act(&self) -> Option<&'static str> {
        Some(self.act.as_str())
    }
}

/// The place a new project will take.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub reference: String,
    pub kind: Kind,
    pub owner: Uuid,
    /// Entered for somebody without an account.
    pub on_behalf: bool,
    /// The owner keeps its distance: for the mission it does not exist.
    pub coexists: bool,
}

impl Slot {
    pub fn new(kind: Kind, owner: Uuid, on_behalf: bool) -> Slot {
        let (id, reference) = (Uuid::now_v7(), crate::reference::new());
        Slot { id, reference, kind, owner, on_behalf, coexists: false }
    }
}

impl Record for Slot {
    const KIND: &'static str = Project::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(&self.reference)
    }

    fn act(&self) -> Option<&'static str> {
        Some("propose")
    }
}

/// The idea, on one page.
#[derive(Clone, Debug)]
pub struct Concept {
    pub title: String,
    pub summary: String,
    pub sector: String,
    pub area: Uuid,
    pub people: i32,
    pub fund: String,
    pub request: Option<Uuid>,
}

/// A past project as a table tells it.
#[derive(Clone, Debug)]
pub struct Imported {
    /// How its own table calls it; the same again changes nothing.
    pub source: String,
    pub owner: Uuid,
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    pub sector: String,
    pub area: Uuid,
    pub state: State,
    pub starts_on: Option<jiff::civil::Date>,
    pub ends_on: Option<jiff::civil::Date>,
    /// US dollars.
    pub cost: Option<Decimal>,
    /// How many, sex and age not told.
    pub people: i32,
    pub fund: String,
}

/// What is told beyond the parties.
#[derive(Clone, Debug)]
pub struct Card {
    pub id: Uuid,
    pub reference: String,
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    pub sector: String,
    pub area: String,
    pub stage: Stage,
}

/// A line of the register; money and state only where the reader sees the file.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub reference: String,
    pub kind: Kind,
    pub title: String,
    pub sector: String,
    pub area: String,
    pub stage: Stage,
    pub created_at: Timestamp,
    pub state: Option<State>,
    pub owner_id: Option<Uuid>,
    pub turn_id: Option<Uuid>,
    pub amount_usd: Option<Decimal>,
    pub ends_on: Option<Date>,
}

impl Line {
    pub fn url(&self) -> String {
        url(&self.reference)
    }
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
    pub detail: Vec<(String, String)>,
}

/// What an act says, ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub reason: String,
    pub detail: serde_json::Map<String, serde_json::Value>,
}

impl Said {
    /// A field of the act, empty when it was not filled in.
    pub fn get(&self, name: &str) -> &str {
        self.detail.get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
    }

    /// Takes a field out of what is told to the parties.
    pub fn take(&mut self, name: &str) -> String {
        let value = self.detail.remove(name);
        value.and_then(|value| value.as_str().map(ToOwned::to_owned)).unwrap_or_default()
    }

    pub fn amount(&self, name: &str) -> Decimal {
        self.get(name).parse().unwrap_or_default()
    }

    pub fn id(&self, name: &str) -> Option<Uuid> {
        Uuid::parse_str(self.get(name)).ok()
    }

    pub fn day(&self, name: &str) -> Option<Date> {
        self.get(name).parse::<jiff::civil::Date>().ok().map(Date::from)
    }
}

#[derive(Clone, Debug)]
pub struct Instalment {
    pub id: Uuid,
    pub position: i16,
    pub milestone: String,
    pub amount: Decimal,
    pub amount_usd: Decimal,
    pub state: InstalmentState,
    pub requested_at: Option<Timestamp>,
    pub certified_at: Option<Timestamp>,
    pub released_at: Option<Timestamp>,
    pub accounted_at: Option<Timestamp>,
    pub voucher: String,
    pub reason: String,
    /// Every one before it is accounted for.
    pub is_next: bool,
    pub is_last: bool,
}

/// F3: where the money goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    pub signatory: String,
    pub bank: String,
    pub account: String,
}

#[derive(Clone, Debug)]
pub struct Visit {
    pub id: Uuid,
    pub kind: VisitKind,
    pub on_day: Date,
    pub physical: i16,
    pub quality: String,
    pub found: String,
    pub voices: String,
    pub complaints: String,
    pub recommendation: String,
    pub actor_id: Uuid,
    pub role: crate::access::Role,
}

/// What another office answered.
#[derive(Clone, Debug)]
pub struct Check {
    pub with_whom: String,
    pub result: String,
    pub words: String,
    pub actor_id: Uuid,
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_in_groups_and_rounded_to_the_cent() {
        for (amount, text) in [
            ("0", "0.00"),
            ("999.999", "1,000.00"),
            ("1234567.005", "1,234,567.01"),
            ("-1234.5", "-1,234.50"),
        ] {
            assert_eq!(money(amount.parse::<Decimal>().unwrap()), text);
        }
        assert_eq!(percent(&Decimal::ONE, &"3".parse().unwrap()), 33);
        assert_eq!(percent(&Decimal::ONE, &Decimal::ZERO), 0);
    }
}
