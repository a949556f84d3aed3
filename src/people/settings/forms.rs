//! What administrators type about the house.

use super::model::Settings;
use crate::web::{error::Result, forms::Reader};
use jiff::tz::TimeZone;
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsForm {
    pub mission_name: String,
    pub time_zone: String,
    pub duty_phone: String,
    pub country_code: String,
    pub iati_org: String,
    pub second_factor: String,
}

impl SettingsForm {
    pub fn parse(&self) -> Result<Settings> {
        let mut read = Reader::default();
        let settings = Settings {
            mission_name: read.text("mission_name", &self.mission_name, 1..=120),
            time_zone: read.text("time_zone", &self.time_zone, 1..=60),
            duty_phone: read.text("duty_phone", &self.duty_phone, 0..=60),
            country_code: read.text("country_code", &self.country_code, 0..=2).to_uppercase(),
            iati_org: read.text("iati_org", &self.iati_org, 0..=60),
            second_factor: self.second_factor == "yes",
        };
        let is_known = TimeZone::get(&settings.time_zone).is_ok();
        read.require(is_known, "time_zone", "people-settings-zone-unknown");
        let is_phone =
            settings.duty_phone.chars().all(|c| c.is_ascii_digit() || "+ ()-/.".contains(c));
        read.require(is_phone, "duty_phone", "frame-field-phone");
        let code = &settings.country_code;
        let is_code =
            code.is_empty() || code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase());
        read.require(is_code, "country_code", "people-settings-country-unknown");
        // What the standard keeps out of identifiers.
        let is_identifier =
            !settings.iati_org.contains(|c: char| "/&|?".contains(c) || c.is_whitespace());
        read.require(is_identifier, "iati_org", "people-settings-iati-wrong");
        read.finish(settings)
    }
}

impl From<&Settings> for SettingsForm {
    fn from(settings: &Settings) -> SettingsForm {
        SettingsForm {
            mission_name: settings.mission_name.clone(),
            time_zone: settings.time_zone.clone(),
            duty_phone: settings.duty_phone.clone(),
            country_code: settings.country_code.clone(),
            iati_org: settings.iati_org.clone(),
            second_factor: if settings.second_factor { "yes" } else { "" }.to_owned(),
        }
    }
}
