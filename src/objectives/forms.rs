//! What people type about objectives.

use super::model::{Draft, KINDS, Level, Objective};
use crate::web::{error::Result, forms::Reader};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ObjectiveForm {
    pub level: String,
    pub code: String,
    pub title: String,
    pub detail: String,
    pub areas: Vec<String>,
    pub starts_on: String,
    pub ends_on: String,
    pub parent: String,
    pub version: String,
}

impl ObjectiveForm {
    pub fn of(objective: &Objective, areas: &[Uuid]) -> ObjectiveForm {
        ObjectiveForm {
            level: objective.level.to_string(),
            code: objective.code.clone(),
            title: objective.title.clone(),
            detail: objective.detail.clone(),
            areas: areas.iter().map(Uuid::to_string).collect(),
            starts_on: objective.starts_on.to_jiff().to_string(),
            ends_on: objective.ends_on.map(|day| day.to_jiff().to_string()).unwrap_or_default(),
            parent: objective.parent_id.map(|id| id.to_string()).unwrap_or_default(),
            version: objective.version.to_string(),
        }
    }

    /// The level that was chosen, if it is one.
    pub fn level(&self) -> Option<Level> {
        Level::parse(&self.level)
    }

    /// As typed, or every mistake in it.
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        read.require(self.level().is_some(), "level", "frame-field-choose");
        let code = read.text("code", &self.code, 1..=20).to_uppercase();
        let is_code = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
            && code.starts_with(|c: char| c.is_ascii_alphanumeric());
        read.require(is_code, "code", "objectives-code-wrong");
        let title = read.text("title", &self.title, 3..=200);
        let detail = read.text("detail", &self.detail, 0..=2000);
        let areas: Vec<Uuid> =
            self.areas.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
        read.require(areas.len() == self.areas.len(), "areas", "frame-field-choose");
        let starts_on = read.date("starts_on", &self.starts_on);
        let ends_on = read.optional_date("ends_on", &self.ends_on);
        read.require(
            ends_on.is_none_or(|end| end >= starts_on),
            "ends_on",
            "frame-field-date-order",
        );
        let parent_id = read.id("parent", &self.parent);
        read.finish(Draft { code, title, detail, areas, starts_on, ends_on, parent_id })
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndicatorForm {
    pub name: String,
    pub unit: String,
    pub baseline: String,
    pub target: String,
}

impl IndicatorForm {
    /// Name, unit, baseline and target.
    pub fn parse(&self) -> Result<(String, String, Decimal, Decimal)> {
        let mut read = Reader::default();
        let name = read.text("name", &self.name, 3..=200);
        let unit = read.text("unit", &self.unit, 0..=40);
        let baseline = amount(&mut read, "baseline", &self.baseline);
        let target = amount(&mut read, "target", &self.target);
        read.require(target != baseline, "target", "objectives-target-same");
        read.finish((name, unit, baseline, target))
    }
}

fn amount(read: &mut Reader, field: &'static str, raw: &str) -> Decimal {
    let most = Decimal::from(1_000_000_000);
    let value = read.number(field, raw, -most..=most);
    read.require(value.is_some(), field, "frame-field-needed");
    value.unwrap_or_default().round_dp(2)
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadingForm {
    pub indicator: String,
    pub read_on: String,
    pub value: String,
    pub source: String,
}

impl ReadingForm {
    /// Indicator, day, value and source.
    pub fn parse(&self, today: Date) -> Result<(Uuid, Date, Decimal, String)> {
        let mut read = Reader::default();
        let indicator = read.id("indicator", &self.indicator);
        read.require(indicator.is_some(), "indicator", "frame-field-choose");
        let read_on = read.date("read_on", &self.read_on);
        read.require(read_on <= today, "read_on", "objectives-in-future");
        let value = amount(&mut read, "value", &self.value);
        let source = read.text("source", &self.source, 3..=200);
        read.finish((indicator.unwrap_or_default(), read_on, value, source))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    pub kind: String,
    pub record: String,
    pub objective: String,
}

impl LinkForm {
    /// The kind and id of the record, where they are such.
    pub fn target(&self) -> Option<(&'static str, Uuid)> {
        let kind = KINDS.iter().copied().find(|kind| *kind == self.kind)?;
        Some((kind, Uuid::parse_str(&self.record).ok()?))
    }

    pub fn parse(&self) -> Result<Uuid> {
        let mut read = Reader::default();
        let objective = read.id("objective", &self.objective);
        read.require(objective.is_some(), "objective", "frame-field-choose");
        read.finish(objective.unwrap_or_default())
    }
}
