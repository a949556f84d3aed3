//! The forms of an asset and of a booking.

use super::model::{Appearance, Asset, Draft, KINDS, Ownership, State, Why};
use crate::web::{error::Result, forms::Reader};
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AssetForm {
    pub actor: String,
    pub kind: String,
    pub name: String,
    pub capability: String,
    pub ownership: String,
    pub appearance: String,
    pub is_armed: String,
    pub operated_by: String,
    pub base_area: String,
    pub lead_time_hours: String,
    pub conditions: String,
    pub cost_basis: String,
    pub state: String,
    pub version: String,
}

impl AssetForm {
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let kind = read.choice("kind", &self.kind, &KINDS, |kind| kind);
        let name = read.text("name", &self.name, 1..=160);
        let capability = read.text("capability", &self.capability, 0..=300);
        let ownership =
            read.choice("ownership", &self.ownership, Ownership::ALL, Ownership::as_str);
        let appearance =
            read.choice("appearance", &self.appearance, Appearance::ALL, Appearance::as_str);
        let operated_by = read.text("operated_by", &self.operated_by, 0..=120);
        let base_area = read.id("base_area", &self.base_area);
        let lead = read.number("lead_time_hours", &self.lead_time_hours, 0..=2160);
        read.require(lead.is_some(), "lead_time_hours", "frame-field-needed");
        let conditions = read.text("conditions", &self.conditions, 0..=1000);
        let cost_basis = read.text("cost_basis", &self.cost_basis, 0..=300);
        let state = read.choice("state", &self.state, State::ALL, State::as_str);
        read.finish(Draft {
            kind: kind.to_owned(),
            name,
            capability,
            ownership,
            appearance,
            is_armed: self.is_armed == "yes",
            operated_by,
            base_area,
            lead_time_hours: lead.unwrap_or_default(),
            conditions,
            cost_basis,
            state,
        })
    }

    pub fn of(asset: &Asset) -> AssetForm {
        AssetForm {
            actor: asset.actor_id.to_string(),
            kind: asset.kind.clone(),
            name: asset.name.clone(),
            capability: asset.capability.clone(),
            ownership: asset.ownership.to_string(),
            appearance: asset.appearance.to_string(),
            is_armed: if asset.is_armed { "yes".to_owned() } else { String::new() },
            operated_by: asset.operated_by.clone(),
            base_area: asset.base_area_id.map(|id| id.to_string()).unwrap_or_default(),
            lead_time_hours: asset.lead_time_hours.to_string(),
            conditions: asset.conditions.clone(),
            cost_basis: asset.cost_basis.clone(),
            state: asset.state.to_string(),
            version: asset.version.to_string(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookingForm {
    pub from_day: String,
    pub until_day: String,
    pub why: String,
}

impl BookingForm {
    pub fn parse(&self) -> Result<(Date, Date, Why)> {
        let mut read = Reader::default();
        let from = read.date("from_day", &self.from_day);
        let until = read.date("until_day", &self.until_day);
        read.require(until >= from, "until_day", "frame-field-date-order");
        let why = read.choice("why", &self.why, Why::ALL, Why::as_str);
        read.finish((from, until, why))
    }
}

/// Which booking is taken out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnbookForm {
    pub booking: String,
}
