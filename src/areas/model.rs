//! What an area is: a place with a code, in a version, inside another one.

use crate::{
    access::{Community, Record},
    i18n::Lang,
};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

pub use super::map::{Map, Outline};

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
    /// The version that took its place: the same place, renamed, moved or with another code.
    pub superseded_by: Option<Uuid>,
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
        if self.is_retired() {
            format!("/areas/{}", self.id)
        } else {
            format!("/areas/{}", self.code)
        }
    }
}

crate::codes! {
    /// What a gazetteer did to a code. `Reused`: it means another place now; `Recoded`: the place has another code.
    Change {
        New = "new", Renamed = "renamed", Moved = "moved", Recoded = "recoded", Reused = "reused", Retired = "retired",
        Redrawn = "redrawn", Altered = "altered",
    }
}

/// A gazetteer that was taken in.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    pub id: Uuid,
    pub number: i32,
    pub taken_at: jiff_sqlx::Timestamp,
    pub file: String,
    /// Areas in force with it.
    pub areas: i32,
    /// How many codes it changed.
    pub changes: i64,
}

impl Gazetteer {
    /// One that is being taken in from this file.
    pub fn new(file: &str) -> Gazetteer {
        let taken_at = jiff_sqlx::Timestamp::from(crate::clock::now());
        let file = file.chars().take(300).collect();
        Gazetteer { id: Uuid::now_v7(), number: 0, taken_at, file, areas: 0, changes: 0 }
    }

    pub fn url(&self) -> String {
        format!("/areas/versions/{}", self.id)
    }
}

impl Record for Gazetteer {
    const KIND: &'static str = "gazetteer";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        Gazetteer::url(self)
    }
}

/// What one gazetteer changed of one code.
#[derive(Clone, Debug)]
pub struct Difference {
    pub code: String,
    pub change: Change,
    pub area_id: Option<Uuid>,
    pub name: Option<String>,
    pub former_id: Option<Uuid>,
    /// Code and name before.
    pub former_code: Option<String>,
    pub former_name: Option<String>,
}

/// An area that ended and that nothing took the place of, with what the viewer sees of the records that still mean it.
#[derive(Clone, Debug)]
pub struct Unmapped {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub valid_to: Option<jiff_sqlx::Date>,
    /// Up to one more than [`UNMAPPED_CAP`].
    pub requests: i64,
    pub activities: i64,
    pub actors: i64,
}

/// Counts of records of places that ended stop here.
pub const UNMAPPED_CAP: i64 = 50;

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

/// A desk that answers for a district.
#[derive(Clone, Debug)]
pub struct DeskOf {
    pub kind: String,
    pub name: String,
    pub phone: String,
}

impl DeskOf {
    /// For `tel:` links: digits and a leading plus.
    pub fn dial(&self) -> String {
        self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// An activity planned or under way in an area.
#[derive(Clone, Debug)]
pub struct Doing {
    pub id: Uuid,
    pub actor: String,
    pub cluster: String,
    pub what: String,
    pub status: String,
    pub until_on: jiff_sqlx::Date,
}

/// A request from an area that waits for somebody.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub reference: String,
    pub kind: String,
    pub state: String,
    pub received_at: jiff_sqlx::Timestamp,
}

/// A notice that holds in an area: what was told of it, of the areas around it, or of the whole country.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: Uuid,
    pub title: String,
    pub kind: String,
    pub valid_until: jiff_sqlx::Date,
}

/// What goes on in a district this month, against what it is thought to bear.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub activities: i64,
    pub mark: i64,
}

impl Load {
    pub fn is_over(&self) -> bool {
        self.activities > self.mark
    }

    /// The filled part of a bar of 100.
    pub fn share(&self) -> i64 {
        if self.mark > 0 { (self.activities * 100 / self.mark).min(100) } else { 0 }
    }
}

/// A meeting to come, as the pages of an area and of an actor name it.
#[derive(Clone, Debug)]
pub struct Coming {
    pub reference: String,
    pub title: String,
    pub starts_at: jiff_sqlx::Timestamp,
}

/// Whose meetings: those held in an area, or those an actor is asked to.
#[derive(Clone, Copy, Debug)]
pub enum ComingOf {
    Area(Uuid),
    Actor(Uuid),
}
