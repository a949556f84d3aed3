//! What an import of activities is: a file, what its columns mean, its dry run row by row, and how far the house is with it.

use super::{
    columns::{Columns, Head},
    resolve::Unknown,
};
use crate::{
    access::Record,
    activities::model::{Cluster, Function, Parts, Status},
    i18n::{Arg, Text},
    imports::report::{Note, Outcome, Weight},
};
use jiff_sqlx::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use uuid::Uuid;

/// The actor under which the command line imports: the reserved actor "The house" (SQL: `house_actor`).
pub const HOUSE: Uuid = Uuid::from_u128(0xb002);

crate::codes! {
    /// Where an import stands.
    State {
        Received = "received", Checking = "checking", Checked = "checked", Applying = "applying", Applied = "applied", Failed = "failed",
    }
}

crate::codes! {
    /// What the rows of a file are.
    Brings { Activities = "activity", Projects = "project" }
}

impl Brings {
    /// Where these are listed, and under it the files that bring them.
    pub fn folder(self) -> &'static str {
        match self {
            Brings::Activities => "/activities",
            Brings::Projects => "/qips",
        }
    }
}

/// What a file does not say about its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// The year of months that stand without one.
    pub year: Option<i16>,
    /// The period of rows without any date.
    pub from: Option<jiff::civil::Date>,
    pub until: Option<jiff::civil::Date>,
    /// Whether 3/4/2025 is the third of April.
    pub day_first: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { year: None, from: None, until: None, day_first: true }
    }
}

/// What should be known about a file as a whole, and the words in it that the house does not know.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Remarks {
    pub texts: Vec<KeptText>,
    pub unknown: Vec<UnknownWord>,
}

/// Words that the house does not know: of which kind, how often, what is near.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UnknownWord {
    pub field: String,
    pub said: String,
    pub rows: usize,
    pub nearest: Vec<String>,
}

impl UnknownWord {
    pub fn new((field, said): (String, String), unknown: Unknown) -> UnknownWord {
        UnknownWord { field, said, rows: unknown.rows, nearest: unknown.nearest }
    }
}

/// An import as its office sees it; the bytes of the file are read by its runs only.
#[derive(Clone, Debug)]
pub struct Import {
    pub id: Uuid,
    pub brings: Brings,
    pub actor_id: Uuid,
    pub file_name: String,
    pub state: State,
    pub header: Vec<Head>,
    pub signature: String,
    pub columns: Columns,
    pub options: Options,
    pub remarks: Remarks,
    pub total: i32,
    pub done: i32,
    pub created_at: Timestamp,
    pub applied_at: Option<Timestamp>,
    /// A run that was under way has not been heard of for a minute: the house was restarted.
    pub is_stuck: bool,
    pub version: i32,
}

impl Record for Import {
    const KIND: &'static str = "activity_import";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("{}/imports/{}", self.brings.folder(), self.id)
    }
}

impl Import {
    pub fn is_running(&self) -> bool {
        matches!(self.state, State::Checking | State::Applying) && !self.is_stuck
    }
}

/// An import that is about to be.
#[derive(Clone, Debug)]
pub struct NewImport {
    pub id: Uuid,
    pub brings: Brings,
    pub actor: Uuid,
}

impl NewImport {
    /// Where it will be read.
    pub fn url_of(&self) -> String {
        format!("{}/imports/{}", self.brings.folder(), self.id)
    }
}

impl Record for NewImport {
    const KIND: &'static str = Import::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("{}/imports", self.brings.folder())
    }
}

/// How many rows of each outcome, and how many with a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub left_out: i64,
    pub error: i64,
    pub warned: i64,
}

impl Counts {
    pub fn all(&self) -> i64 {
        self.new + self.changed + self.unchanged + self.left_out + self.error
    }

    pub fn writes(&self) -> i64 {
        self.new + self.changed
    }
}

/// One row of a dry run, as its page shows it.
#[derive(Clone, Debug)]
pub struct Line {
    pub row: i32,
    pub outcome: Outcome,
    pub record: String,
    pub cells: Vec<String>,
    pub notes: Vec<Note>,
    pub activity_id: Uuid,
}

/// A row of past projects as it is kept: what becomes of it. The project itself is read again when it is written.
#[derive(Clone, Debug, Serialize)]
pub struct Outlined {
    pub row: i32,
    pub outcome: Outcome,
    pub has_warning: bool,
    pub record: String,
    pub cells: Vec<String>,
    pub notes: Vec<KeptNote>,
}

/// A row as it is kept until it is applied. Days as text, for Postgres to read.
#[derive(Clone, Debug, Serialize)]
pub struct Staged {
    pub row: i32,
    pub outcome: Outcome,
    pub has_warning: bool,
    pub record: String,
    pub cells: Vec<String>,
    pub notes: Vec<KeptNote>,
    pub activity_id: Uuid,
    pub found_version: Option<i32>,
    pub actor_id: Option<Uuid>,
    pub area_id: Option<Uuid>,
    pub cluster: Cluster,
    pub what: String,
    pub modality: String,
    pub target_group: String,
    pub targeted: Option<i32>,
    pub targeted_parts: Parts,
    pub reached: Option<i32>,
    pub reached_parts: Parts,
    pub starts_on: Option<jiff::civil::Date>,
    pub ends_on: Option<jiff::civil::Date>,
    pub status: Status,
    pub objective: String,
    pub cimic_function: Function,
    pub partner: Option<String>,
    pub place: Option<String>,
}

/// A text with its arguments, as it is kept in the database until a reader comes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptText {
    pub key: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, KeptArg)>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeptArg {
    Number(f64),
    Words(String),
}

/// A remark on a row, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptNote {
    pub weight: Weight,
    pub column: Option<String>,
    pub text: KeptText,
}

/// The names of arguments that texts of imports have.
const NAMES: &[&str] = &[
    "from", "to", "name", "names", "n", "m", "value", "nearest", "code", "means", "said", "other",
    "row", "rows", "day", "month", "year", "until", "why", "acronym", "acronyms", "place", "kind",
    "category", "how", "status", "date", "note", "cost", "file",
];

impl From<&Text> for KeptText {
    fn from(text: &Text) -> KeptText {
        let args = text.args.iter().map(|(name, value)| {
            let value = match value {
                Arg::Number(number) => KeptArg::Number(*number),
                Arg::Words(words) => KeptArg::Words(words.clone()),
            };
            ((*name).to_owned(), value)
        });
        KeptText { key: text.key.to_string(), args: args.collect() }
    }
}

impl From<&KeptText> for Text {
    fn from(kept: &KeptText) -> Text {
        let mut text = Text::new(Cow::Owned(kept.key.clone()));
        for (name, value) in &kept.args {
            let Some(name) = NAMES.iter().find(|known| *known == name) else { continue };
            text = match value {
                KeptArg::Number(number) => text.with(name, Arg::Number(*number)),
                KeptArg::Words(words) => text.with(name, words.as_str()),
            };
        }
        text
    }
}

impl From<&Note> for KeptNote {
    fn from(note: &Note) -> KeptNote {
        KeptNote { weight: note.weight, column: note.column.clone(), text: (&note.text).into() }
    }
}

impl From<&KeptNote> for Note {
    fn from(kept: &KeptNote) -> Note {
        Note { weight: kept.weight, column: kept.column.clone(), text: (&kept.text).into() }
    }
}
