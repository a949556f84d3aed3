//! Reads one row of a table of past projects: what becomes of it, with each doubt named.

use super::Known;
use crate::{
    i18n::Text,
    imports::{
        report::{Line, Note, Outcome},
        table::{Column, Row, Table},
        wording::{fold, likeness},
    },
    qips::model::{Imported, Kind, State},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

/// The columns of such a table.
pub const COLUMNS: [Column; 17] = [
    Column { key: "ref", names: &["qip ref", "reference", "ref"], needed: true },
    Column { key: "title", names: &["title", "project"], needed: true },
    Column { key: "type", names: &["record type", "type"], needed: false },
    Column { key: "category", names: &["category", "sector", "theme"], needed: true },
    Column { key: "adm1", names: &["adm1 pcode"], needed: false },
    Column { key: "adm2", names: &["adm2 pcode"], needed: false },
    Column { key: "place", names: &["place"], needed: false },
    Column { key: "status", names: &["status"], needed: true },
    Column { key: "start", names: &["start date"], needed: false },
    Column { key: "end", names: &["handover date"], needed: false },
    Column { key: "precision", names: &["date precision"], needed: false },
    Column { key: "cost", names: &["cost usd", "cost"], needed: false },
    Column { key: "cost_note", names: &["cost note"], needed: false },
    Column { key: "donor", names: &["donor"], needed: false },
    Column { key: "unit", names: &["contingent or unit"], needed: false },
    Column { key: "people", names: &["beneficiaries"], needed: false },
    Column { key: "people_note", names: &["beneficiary note"], needed: false },
];

/// What a category of the table is by the code of the Development Assistance Committee.
const SECTORS: [(&str, &str); 9] = [
    ("education", "112"),
    ("wash", "140"),
    ("health", "122"),
    ("livelihoods", "250"),
    ("food security", "311"),
    ("shelter and nfi", "720"),
    ("rule of law and security institutions", "151"),
    ("logistics and access", "210"),
    ("youth and social cohesion", "152"),
];

/// One row: what becomes of it with every doubt, and the project where there is a new one.
pub fn read(
    table: &Table,
    row: &Row,
    known: &Known,
    before: &[(usize, Imported)],
) -> (Line, Option<Imported>) {
    let cell = |key: &str| table.cell(row, key);
    let (source, title) = (cell("ref"), cell("title"));
    let mut line = Line {
        file: table.file.clone(),
        row: Some(row.number),
        record: format!("{source} {title}"),
        outcome: Outcome::New,
        notes: Vec::new(),
    };
    if known.sources.contains(&source) {
        line.outcome = Outcome::Unchanged;
        return (line, None);
    }
    if let Some((double, _)) = before.iter().find(|(_, other)| other.source == source) {
        let text = Text::new("imports-activity-double").with("row", double.to_string());
        line.notes.push(Note::warning("qip_ref", text));
        line.outcome = Outcome::LeftOut;
        return (line, None);
    }
    let mut doubts = Doubts { notes: Vec::new(), failed: false };
    precision(&mut doubts, &cell("precision"));
    let project = Imported {
        owner: known.owner.unwrap_or_default(),
        kind: kind(&mut doubts, &cell("type")),
        sector: sector(&mut doubts, &cell("category")),
        area: area(&mut doubts, known, &cell("adm2"), &cell("adm1")),
        state: state(&mut doubts, &cell("status"), &cell("end")),
        starts_on: day(&mut doubts, "start_date", &cell("start")),
        ends_on: day(&mut doubts, "handover_date", &cell("end")),
        cost: cost(&mut doubts, &cell("cost"), &cell("cost_note")),
        people: people(&mut doubts, &cell("people"), &cell("people_note")),
        fund: fund(&mut doubts, &cell("donor"), &cell("unit")),
        summary: if cell("place").is_empty() {
            title.clone()
        } else {
            format!("{title}. {}", cell("place")).chars().take(4000).collect()
        },
        title,
        source,
    };
    if known.owner.is_none() {
        doubts.fail("ref", Text::new("imports-projects-no-owner"));
    }
    if project.source.is_empty() || project.title.is_empty() {
        doubts.fail("title", Text::new("imports-projects-empty"));
    }
    if project.title.chars().count() > 200 || project.source.chars().count() > 300 {
        doubts.fail("title", Text::new("imports-projects-long"));
    }
    let mut others = before.iter().map(|(_, other)| other);
    if let Some(twin) = others.find(|other| is_twin(other, &project)) {
        doubts
            .warn("title", Text::new("imports-projects-twin").with("other", twin.source.as_str()));
    }
    line.notes = doubts.notes;
    if doubts.failed {
        line.outcome = Outcome::Error;
        return (line, None);
    }
    (line, Some(project))
}

/// Remarks on one row.
struct Doubts {
    notes: Vec<Note>,
    failed: bool,
}

impl Doubts {
    fn warn(&mut self, column: &str, text: Text) {
        self.notes.push(Note::warning(column, text));
    }

    fn fail(&mut self, column: &str, text: Text) {
        self.notes.push(Note::error(column, text));
        self.failed = true;
    }
}

fn kind(doubts: &mut Doubts, text: &str) -> Kind {
    match fold(text).as_str() {
        "qip" => Kind::Qip,
        "cimic activity" => Kind::Support,
        other => {
            doubts.warn("record_type", Text::new("imports-projects-kind").with("kind", other));
            Kind::Support
        }
    }
}

fn sector(doubts: &mut Doubts, text: &str) -> String {
    let folded = fold(text);
    let Some((_, code)) = SECTORS.iter().find(|(name, _)| *name == folded) else {
        doubts.fail("category", Text::new("imports-projects-category").with("category", text));
        return String::new();
    };
    if *code == "720" {
        doubts.warn("category", Text::new("imports-projects-relief"));
    }
    (*code).to_owned()
}

fn area(doubts: &mut Doubts, known: &Known, district: &str, region: &str) -> Uuid {
    let code = if district.is_empty() { region } else { district };
    let Some(id) = known.areas.get(code) else {
        doubts.fail("adm2_pcode", Text::new("imports-projects-area").with("code", code));
        return Uuid::nil();
    };
    if district.is_empty() {
        doubts.warn("adm2_pcode", Text::new("imports-projects-no-district"));
    }
    *id
}

fn state(doubts: &mut Doubts, status: &str, end: &str) -> State {
    match fold(status).as_str() {
        "completed" => {
            if end.is_empty() {
                doubts.warn("handover_date", Text::new("imports-projects-no-end"));
            }
            State::HandedOver
        }
        "ongoing" => {
            if !end.is_empty() {
                doubts.warn("status", Text::new("imports-projects-ended"));
            }
            State::Implementing
        }
        "cancelled" => State::Cancelled,
        other => {
            doubts.fail("status", Text::new("imports-projects-status").with("status", other));
            State::Closed
        }
    }
}

/// A day; a month or a year alone counts from its first day, and is a doubt.
fn day(doubts: &mut Doubts, column: &str, text: &str) -> Option<Date> {
    if text.is_empty() {
        return None;
    }
    let sensible = |date: &Date| (1990..=2100).contains(&date.year());
    if let Some(date) = text.parse::<Date>().ok().filter(sensible) {
        return Some(date);
    }
    let whole = if text.len() == 4 { format!("{text}-01-01") } else { format!("{text}-01") };
    let date = whole.parse::<Date>().ok().filter(sensible);
    match date {
        Some(_) => doubts.warn(column, Text::new("imports-projects-day").with("date", text)),
        None => doubts.fail(column, Text::new("imports-projects-date").with("date", text)),
    }
    date
}

/// Days that nobody wrote down when it happened.
fn precision(doubts: &mut Doubts, text: &str) {
    if matches!(fold(text).as_str(), "inferred" | "reported by") {
        doubts.warn("date_precision", Text::new("imports-projects-precision").with("how", text));
    }
}

fn cost(doubts: &mut Doubts, text: &str, note: &str) -> Option<Decimal> {
    if !note.is_empty() {
        doubts.warn("cost_note", Text::new("imports-projects-cost-note").with("note", note));
    }
    if text.is_empty() {
        doubts.warn("cost_usd", Text::new("imports-projects-no-cost"));
        return None;
    }
    let most = Decimal::from(999_999_999);
    let cost = text.replace([',', ' '], "").parse::<Decimal>().ok();
    if cost.is_none_or(|cost| cost <= Decimal::ZERO || cost.scale() > 2 || cost > most) {
        doubts.fail("cost_usd", Text::new("imports-projects-cost").with("cost", text));
    }
    cost
}

/// People are counted only where the table says people: households, shared camps and kits are not.
fn people(doubts: &mut Doubts, text: &str, note: &str) -> i32 {
    if text.is_empty() {
        return 0;
    }
    if !note.is_empty() {
        let doubt = Text::new("imports-projects-people").with("n", text).with("note", note);
        doubts.warn("beneficiaries", doubt);
        return 0;
    }
    doubts.warn("beneficiaries", Text::new("imports-projects-sex"));
    text.parse().unwrap_or_default()
}

fn fund(doubts: &mut Doubts, donor: &str, unit: &str) -> String {
    if donor.is_empty() {
        doubts.warn("donor", Text::new("imports-projects-no-donor"));
    }
    let by = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
    format!("{donor}{by}").trim().chars().take(200).collect()
}

fn is_twin(one: &Imported, other: &Imported) -> bool {
    one.area == other.area
        && one.sector == other.sector
        && likeness(&fold(&one.title), &fold(&other.title)) > 0.75
}
