//! What an area is: a place with a code, in a version, inside another one.

use crate::{
    access::{Community, Record},
    i18n::Lang,
};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The level of districts: where requests come from and go to.
pub const DISTRICT: i16 = 2;
/// The level of regions.
pub const REGION: i16 = 1;

/// One version of an area. `valid_to` is set once its code is retired or means another place.
#[derive(Clone, Debug)]
pub struct Area {
    pub id: Uuid,
    pub code: String,
    pub level: i16,
    pub name: String,
    /// Names in other languages, by language code.
    pub names: Names,
    pub parent_id: Option<Uuid>,
    pub parent_name: Option<String>,
    pub valid_from: Option<jiff_sqlx::Date>,
    pub valid_to: Option<jiff_sqlx::Date>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// The code of the polygon that is drawn for it, which may be that of the area around it.
    pub shape_code: Option<String>,
    pub source: String,
}

/// Names by language code, as the database keeps them.
pub type Names = sqlx::types::Json<HashMap<String, String>>;

impl Area {
    /// The name in the reader's language, where the gazetteer has one.
    pub fn name_in(&self, lang: Lang) -> &str {
        self.names.get(lang.as_str()).map_or(self.name.as_str(), String::as_str)
    }

    /// `District, Region`.
    pub fn label(&self) -> String {
        label(&self.name, self.parent_name.as_deref())
    }

    pub fn is_retired(&self) -> bool {
        self.valid_to.is_some()
    }
}

/// `District, Region`, or the name alone where there is no region.
pub fn label(name: &str, parent: Option<&str>) -> String {
    parent.map_or_else(|| name.to_owned(), |parent| format!("{name}, {parent}"))
}

impl Record for Area {
    const KIND: &'static str = "area";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/areas/{}", self.id)
    }
}

/// The place an area will take, or has: what an import acts on.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Area::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/areas/{}", self.id)
    }
}

/// What a gazetteer says of an area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub code: String,
    pub level: i16,
    pub name: String,
    /// Names in other languages, by language code.
    pub names: HashMap<String, String>,
    pub parent_code: Option<String>,
    pub valid_from: Option<jiff::civil::Date>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// The polygon that is drawn for it; `shape` is set where that polygon is its own.
    pub shape_code: Option<String>,
    pub shape: Option<Value>,
    pub source: String,
}

/// The version of an area that is in force, as an import finds it.
#[derive(Clone, Debug)]
pub struct Current {
    pub id: Uuid,
    pub draft: Draft,
}

/// An area with the polygon that is drawn for it (a geometry of `GeoJSON`).
#[derive(Clone, Debug)]
pub struct Shape {
    pub area_id: Uuid,
    pub name: String,
    pub geometry: Value,
}

/// An area in the list of the country: with its other spellings, and what lies in it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub names: Names,
    pub parent_id: Option<Uuid>,
    pub aliases: Vec<String>,
    pub inside: Vec<Entry>,
}

impl Entry {
    pub fn url(&self) -> String {
        format!("/areas/{}", self.id)
    }

    /// The name in the reader's language, where the gazetteer has one.
    pub fn name_in(&self, lang: Lang) -> &str {
        self.names.get(lang.as_str()).map_or(self.name.as_str(), String::as_str)
    }
}

/// An actor that is present in an area or responsible for it.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub id: Uuid,
    pub name: String,
    pub acronym: String,
    pub community: Community,
    pub presence: String,
}
