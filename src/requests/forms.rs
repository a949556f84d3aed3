//! What people type when they act on a request: one list of fields for each act, shown and read by the same mechanism.
//! The labels are `requests-field-<name>`, the options `requests-<name>-<code>`, hints `requests-hint-<name>` where there is one.

use super::{
    model::{Harm, Heard, Kind, Matrix, Request, Said, State, Step},
    policy::records_for,
    states::Act,
};
use crate::{
    access::{Community, Viewer},
    i18n::{self, Lang, Text},
    web::{
        error::{Error, Result},
        forms::Reader,
    },
};
use uuid::Uuid;

/// One field of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub kind: Type,
    pub optional: bool,
}

/// How a field is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// One line of at most so many characters.
    Line(usize),
    /// Several lines of at most so many characters.
    Area(usize),
    Date,
    Number,
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// Any of these codes.
    Many(&'static [&'static str]),
    /// One actor of a list that the page loads.
    Pick,
    /// Must be ticked.
    Tick,
}

/// The raw form, as it was sent.
pub type Raw = Vec<(String, String)>;

const YES_NO: &[&str] = &["met", "not_met"];
/// The fields shared by consent, by class.
pub const CLASSES: &[&str] = &["f1", "f2", "f3"];
const CHANNELS: &[&str] =
    &["dss", "joc", "jmac", "planning", "protection", "mission_support", "civilian_provider"];
const DECLINES: &[&str] = &[
    "civilian_alternative_exists",
    "not_humanitarian_or_not_mandated",
    "incomplete",
    "late_notice",
    "no_capacity",
    "security_not_permissive",
    "hc_not_endorsed",
    "perception_risk_too_high",
    "duplicate",
];

/// The six principles of the appropriateness sheet (MCDA guidelines; Oslo guidelines).
pub const PRINCIPLES: &[&str] = &[
    "decided_by_humanitarian",
    "last_resort",
    "civilian_control",
    "code_of_conduct",
    "no_direct_delivery",
    "international_character",
];
/// What an armed escort answers instead: the four IASC criteria, and the conditions of the convoy.
pub const ESCORT_CRITERIA: &[&str] = &[
    "need_and_criticality",
    "responsible_authorities",
    "safety_and_security",
    "sustainability",
    "civilian_convoy_leader",
    "no_military_cargo",
    "no_passengers_in_cargo_convoy",
    "post_movement_report",
];

/// The evidence that stands beside each point of the sheet.
const EVIDENCE: &[(&str, &str)] = &[
    ("decided_by_humanitarian", "decided_by_humanitarian_evidence"),
    ("last_resort", "last_resort_evidence"),
    ("civilian_control", "civilian_control_evidence"),
    ("code_of_conduct", "code_of_conduct_evidence"),
    ("no_direct_delivery", "no_direct_delivery_evidence"),
    ("international_character", "international_character_evidence"),
    ("need_and_criticality", "need_and_criticality_evidence"),
    ("responsible_authorities", "responsible_authorities_evidence"),
    ("safety_and_security", "safety_and_security_evidence"),
    ("sustainability", "sustainability_evidence"),
    ("civilian_convoy_leader", "civilian_convoy_leader_evidence"),
    ("no_military_cargo", "no_military_cargo_evidence"),
    ("no_passengers_in_cargo_convoy", "no_passengers_in_cargo_convoy_evidence"),
    ("post_movement_report", "post_movement_report_evidence"),
];

/// The points of the sheet that this request has to answer; none where the guarded posture is wrong.
pub fn sheet_points(request: &Request) -> &'static [&'static str] {
    match request.kind {
        _ if !request.is_humanitarian() || request.is_community_support() => &[],
        Kind::ArmedEscort => ESCORT_CRITERIA,
        _ => PRINCIPLES,
    }
}

const fn need(name: &'static str, kind: Type) -> Field {
    Field { name, kind, optional: false }
}

const fn may(name: &'static str, kind: Type) -> Field {
    Field { name, kind, optional: true }
}

/// The fields of an act on this request, in the order of the page.
pub fn fields(viewer: &Viewer, step: &Step) -> Vec<Field> {
    let mut fields = own_fields(step);
    let recorded = step.act.side() == super::model::Side::Asking
        || matches!(step.act, Act::Suspend | Act::Resume | Act::Abort);
    if recorded && (records_for(viewer, &step.request) || step.request.is_relay) {
        fields.extend([
            need("heard_from", Type::Line(120)),
            need("heard_how", Type::Choice(&["in_person", "phone", "radio", "message"])),
            need("heard_on", Type::Date),
        ]);
    }
    fields
}

fn own_fields(step: &Step) -> Vec<Field> {
    let request = &step.request;
    match step.act {
        Act::Ask
        | Act::Answer
        | Act::Dispute
        | Act::TakeBack
        | Act::DeclineOffer
        | Act::Suspend
        | Act::Abort => vec![need("reason", Type::Area(2000))],
        Act::ProposeReferral => vec![
            need("channel", Type::Choice(CHANNELS)),
            may("contact", Type::Line(200)),
            need("reason", Type::Area(2000)),
        ],
        Act::Decline | Act::NotEndorse => {
            vec![need("code", Type::Choice(DECLINES)), need("reason", Type::Area(2000))]
        }
        Act::Screen => screening(request),
        Act::Endorse => endorsement(request),
        Act::PassOn => vec![need("desk", Type::Pick)],
        Act::Relay => vec![need("need", Type::Area(4000)), need("desk", Type::Pick)],
        Act::Advise => vec![
            need("assets", Type::Area(2000)),
            need("effect", Type::Area(2000)),
            need("risk", Type::Area(2000)),
        ],
        Act::Offer => vec![
            need("provider", Type::Pick),
            need("assets", Type::Area(1000)),
            may("conditions", Type::Area(2000)),
            need("decided_by", Type::Line(200)),
            may("order_reference", Type::Line(120)),
            need("valid_until", Type::Date),
        ],
        Act::AcceptOffer => vec![may("fields", Type::Many(CLASSES))],
        Act::Task => vec![
            need("unit", Type::Pick),
            need("order_reference", Type::Line(120)),
            need("brief", Type::Area(4000)),
            may("fears", Type::Area(2000)),
        ],
        Act::Retask => vec![
            need("unit", Type::Pick),
            need("order_reference", Type::Line(120)),
            need("brief", Type::Area(4000)),
            may("fears", Type::Area(2000)),
            need("reason", Type::Area(2000)),
        ],
        Act::Report => vec![
            need("started", Type::Line(60)),
            need("ended", Type::Line(60)),
            need("quantity", Type::Line(200)),
            may("incidents", Type::Area(2000)),
            may("deviations", Type::Area(2000)),
            may("behaviour", Type::Area(2000)),
        ],
        Act::Confirm => vec![
            need("received", Type::Choice(&["all", "part", "nothing"])),
            may("good", Type::Number),
            may("damaged", Type::Number),
            need("met_need", Type::Choice(&["5", "4", "3", "2", "1"])),
            may("perception", Type::Area(2000)),
            may("change", Type::Area(2000)),
        ],
        Act::Settle => vec![
            need("asked_says", Type::Area(2000)),
            need("answered_says", Type::Area(2000)),
            need("outcome", Type::Choice(&["tasked", "closed"])),
        ],
        Act::Close if request.state == State::Delivered => vec![need("reason", Type::Area(1000))],
        Act::Withdraw | Act::RefuseReferral | Act::Resume | Act::Close => {
            vec![may("reason", Type::Area(1000))]
        }
        Act::Consent => vec![
            need("recipient", Type::Pick),
            need("fields", Type::Many(CLASSES)),
            need("until", Type::Date),
        ],
        Act::Widen => vec![need("audience", Type::Choice(audiences(request)))],
        Act::ProposeOwner | Act::AddParty => vec![need("actor", Type::Pick)],
        _ => Vec::new(),
    }
}

/// Whom an owner may admit beside the parties: for the force and the mission a coexisting owner does not exist.
fn audiences(request: &Request) -> &'static [&'static str] {
    match request.community {
        Community::Humanitarian if request.owner_coexists => &["parties", "humanitarian"],
        Community::Humanitarian => &["parties", "humanitarian", "partners"],
        _ => &["parties", "mission", "partners"],
    }
}

fn screening(request: &Request) -> Vec<Field> {
    let mut fields = vec![
        need("complete", Type::Tick),
        need("no_duplicate", Type::Tick),
        need("assistance", Type::Choice(&["direct", "indirect", "infrastructure"])),
    ];
    for point in sheet_points(request) {
        fields.push(need(point, Type::Choice(YES_NO)));
        fields.extend(
            EVIDENCE
                .iter()
                .filter(|(of, _)| of == point)
                .map(|(_, evidence)| need(evidence, Type::Area(2000))),
        );
    }
    if request.kind == Kind::ArmedEscort && request.is_humanitarian() {
        fields.push(may("alternatives", Type::Area(2000)));
    }
    fields.push(may("note", Type::Area(4000)));
    fields
}

fn endorsement(request: &Request) -> Vec<Field> {
    let mut fields = Vec::new();
    if request.harm == Harm::Unsure {
        fields.push(need("mitigation", Type::Area(2000)));
    }
    if request.matrix == Some(Matrix::No) {
        fields.push(need("override", Type::Area(2000)));
    }
    fields.push(may("reason", Type::Area(2000)));
    if request.cimic_desk_id.is_none() && !request.owner_coexists {
        fields.push(may("desk", Type::Pick));
    }
    fields
}

/// Reads an act: every mistake at once, fields of another form refused, doubled ones too.
pub fn parse(viewer: &Viewer, step: &Step, raw: &Raw) -> Result<Said> {
    let fields = fields(viewer, step);
    for (name, _) in raw {
        let field = fields.iter().find(|field| field.name == name);
        let times = raw.iter().filter(|(other, _)| other == name).count();
        let is_many = matches!(field, Some(Field { kind: Type::Many(_), .. }));
        if (field.is_none() && name != "version") || (times > 1 && !is_many) {
            return Err(Error::Unreadable(name.clone()));
        }
    }
    let mut read = Reader::default();
    let mut said = Said::default();
    for field in &fields {
        read_field(&mut read, *field, raw, &mut said);
    }
    if fields.iter().any(|field| field.name == "heard_from") {
        let mut take = |name: &str| {
            said.detail
                .remove(name)
                .and_then(|value| value.as_str().map(ToOwned::to_owned))
                .unwrap_or_default()
        };
        said.heard =
            Some(Heard { from: take("heard_from"), how: take("heard_how"), on: take("heard_on") });
    }
    check(&mut read, step, &said);
    read.finish(said)
}

/// What was typed into a field, for showing it again.
pub fn typed<'r>(raw: &'r Raw, name: &str) -> &'r str {
    raw.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

fn read_field(read: &mut Reader, field: Field, raw: &Raw, said: &mut Said) {
    let value = typed(raw, field.name);
    let least = usize::from(!field.optional);
    let text = match field.kind {
        Type::Line(most) | Type::Area(most) => read.text(field.name, value, least..=most),
        Type::Date if field.optional => {
            read.optional_date(field.name, value).map(|date| date.to_string()).unwrap_or_default()
        }
        Type::Date => read.date(field.name, value).to_string(),
        Type::Number => read
            .number::<f64>(field.name, value, 0.0..=1e9)
            .map(|number| number.to_string())
            .unwrap_or_default(),
        Type::Choice(_) if field.optional && value.is_empty() => String::new(),
        Type::Choice(codes) => read.choice(field.name, value, codes, |code| code).to_owned(),
        Type::Many(codes) => many(read, field, codes, raw),
        Type::Pick => {
            let id = read.id(field.name, value);
            if id.is_none() && !field.optional {
                read.require(false, field.name, "frame-field-choose");
            }
            id.map(|id| id.to_string()).unwrap_or_default()
        }
        Type::Tick => {
            read.require(value == "yes", field.name, "requests-error-tick");
            String::new()
        }
    };
    if field.name == "reason" {
        said.reason = text;
    } else if !text.is_empty() {
        said.detail.insert(field.name.to_owned(), text.into());
    }
}

fn many(read: &mut Reader, field: Field, codes: &'static [&'static str], raw: &Raw) -> String {
    let values: Vec<&str> = raw
        .iter()
        .filter(|(name, _)| name == field.name)
        .map(|(_, value)| value.as_str())
        .collect();
    let known = values.iter().all(|value| codes.contains(value));
    read.require(known && (field.optional || !values.is_empty()), field.name, "frame-field-choose");
    values.join(" ")
}

/// Rules that look at more than one field.
fn check(read: &mut Reader, step: &Step, said: &Said) {
    let request = &step.request;
    match step.act {
        Act::Offer => after_today(read, said, "valid_until"),
        Act::Consent => after_today(read, said, "until"),
        Act::Confirm if said.get("received") == "part" => {
            read.require(!said.get("good").is_empty(), "good", "requests-error-good");
        }
        Act::Screen if request.kind == Kind::ArmedEscort && request.is_humanitarian() => {
            let weighed =
                said.get("alternatives").lines().filter(|line| !line.trim().is_empty()).count();
            let all = i32::try_from(weighed).unwrap_or(i32::MAX).saturating_add(request.mine.tried);
            let needed = request.mine.alternatives_needed;
            let text = Text::new("requests-error-alternatives").with("n", needed).with("have", all);
            read.require(all >= needed, "alternatives", text);
        }
        _ => {}
    }
}

fn after_today(read: &mut Reader, said: &Said, name: &'static str) {
    let today = crate::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = said.get(name).parse::<jiff::civil::Date>().ok();
    read.require(day.is_none_or(|day| day >= today), name, "frame-field-date-past");
}

/// The hint of a field, where the catalogue has one.
pub fn hint(name: &str) -> String {
    let key = format!("requests-hint-{name}");
    if i18n::has(Lang::En, &key) { key } else { String::new() }
}

/// An actor that was picked.
pub fn picked(said: &Said, name: &str) -> Option<Uuid> {
    Uuid::parse_str(said.get(name)).ok()
}
