//! What people choose and type about an import: which column is what, what words mean, what a cell should have said.

use super::{
    columns::{Columns, suffice},
    model::Options,
    resolve::Ground,
    store::Word,
    words,
};
use crate::{
    activities::model::{Cluster, fields},
    i18n::Text,
    imports::wording::{fold, tidy},
    web::{
        error::{Error, Result},
        forms::{Errors, Reader},
    },
};
use jiff::civil::Date;
use serde::Deserialize;

/// For each column of the file in order, the field that it holds; and what the file does not say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ColumnsForm {
    pub column: Vec<String>,
    pub year: String,
    pub from: String,
    pub until: String,
    pub order: String,
}

impl ColumnsForm {
    pub fn of(width: usize, columns: &Columns, options: &Options) -> ColumnsForm {
        let mut column = vec![String::new(); width];
        for (field, at) in columns {
            if let Some(place) = column.get_mut(*at) {
                place.clone_from(field);
            }
        }
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        ColumnsForm {
            column,
            year: options.year.map(|year| year.to_string()).unwrap_or_default(),
            from: day(options.from),
            until: day(options.until),
            order: if options.day_first { "day" } else { "month" }.to_owned(),
        }
    }

    pub fn parse(&self) -> Result<(Columns, Options)> {
        let mut read = Reader::default();
        let mut columns = Columns::new();
        for (at, field) in self.column.iter().enumerate().filter(|(_, field)| !field.is_empty()) {
            let known = fields().any(|known| known == field);
            read.require(known, "column", "frame-field-choose");
            let is_second = columns.insert(field.clone(), at).is_some();
            let text = Text::new("imports-columns-twice").with("name", field.as_str());
            read.require(!is_second, "column", text);
        }
        read.require(suffice(&columns), "column", "imports-activity-columns");
        let year = read.number("year", &self.year, 1990..=2100);
        let from = read.optional_date("from", &self.from);
        let until = read.optional_date("until", &self.until);
        let in_order = from.zip(until).is_none_or(|(from, until)| until >= from);
        read.require(in_order, "until", "frame-field-date-order");
        read.finish((columns, Options { year, from, until, day_first: self.order != "month" }))
    }
}

/// Unknown words and what they mean: four lists of the same length.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordsForm {
    pub field: Vec<String>,
    pub said: Vec<String>,
    pub choice: Vec<String>,
    pub typed: Vec<String>,
}

impl WordsForm {
    /// What was chosen or typed for these words, as typed.
    pub fn answer(&self, field: &str, said: &str) -> (&str, &str) {
        let at = self.said.iter().zip(&self.field).position(|(one, of)| one == said && of == field);
        let choice = at.and_then(|at| self.choice.get(at)).map_or("", String::as_str);
        (choice, at.and_then(|at| self.typed.get(at)).map_or("", String::as_str))
    }

    /// The corrections; what was left open is left out.
    pub fn parse(&self, ground: &Ground) -> Result<Vec<Word>> {
        let (mut words, mut errors) = (Vec::new(), Errors::default());
        for (field, said) in self.field.iter().zip(&self.said) {
            let (choice, typed) = self.answer(field, said);
            let meant = if typed.trim().is_empty() { choice } else { typed };
            let meant = tidy(meant);
            if meant.is_empty() || said.chars().count() > 400 || meant.chars().count() > 400 {
                continue;
            }
            if let Some(value) = value(field, &meant, ground) {
                let (field, word, said) = (field.clone(), fold(said), said.clone());
                words.push(Word { field, word, said, value });
            } else {
                let text = Text::new("imports-words-unknown").with("said", said.as_str());
                let text = text.with("value", meant.as_str());
                errors = errors.and(Errors::one("words", text));
            }
        }
        if errors.any() { Err(Error::Invalid(errors)) } else { Ok(words) }
    }
}

/// What a correction is kept as: the id of an organisation, the code of a place or cluster, else the words themselves.
fn value(field: &str, meant: &str, ground: &Ground) -> Option<String> {
    match field {
        "actor" => ground.actor_named(meant).map(|id| id.to_string()),
        "area" => ground.area_named(meant).map(ToOwned::to_owned),
        "cluster" => Cluster::parse(meant)
            .or_else(|| words::cluster(meant))
            .map(|cluster| cluster.as_str().to_owned()),
        "status" => words::status(meant).map(|status| status.as_str().to_owned()),
        "date" => super::dates::read(meant, None, true).map(|_| meant.to_owned()),
        _ => None,
    }
}

/// The cells of one row: two lists of the same length.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RowForm {
    pub row: String,
    pub field: Vec<String>,
    pub value: Vec<String>,
}

impl RowForm {
    /// The row and the cells that say something else than the file.
    pub fn parse(&self, cells: &[String], columns: &Columns) -> Result<Vec<(String, String)>> {
        let mut read = Reader::default();
        let mut fixed = Vec::new();
        for (field, value) in self.field.iter().zip(&self.value) {
            let Some(at) = columns.get(field) else { continue };
            let value = read.text("value", value, 0..=1000);
            if value != tidy(cells.get(*at).map_or("", String::as_str)) {
                fixed.push((field.clone(), value));
            }
        }
        read.finish(fixed)
    }
}

/// Whether rows with mistakes may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApplyForm {
    pub leave_out: String,
}

/// A form that is only a button.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ButtonForm {}
