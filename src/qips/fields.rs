//! What people type about a project: lists of fields, shown and read by one mechanism, for the acts, the sections of the proposal and the vote.
//! The labels are `qips-field-<name>`, the options `qips-<name>-<code>`, hints `qips-hint-<name>` where there is one.

use super::model::Said;
use crate::{
    i18n::{self, Lang},
    web::{
        error::{Error, Result},
        forms::Reader,
    },
};
use rust_decimal::Decimal;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// One field of a form.
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
    /// A whole number up to this one.
    Whole(i32),
    /// An amount of money, to the cent.
    Money,
    /// Units of the contract currency to one US dollar.
    Rate,
    /// One of these codes, all in sight.
    Choice(&'static [&'static str]),
    /// One of these codes, from a list.
    List(&'static [&'static str]),
    /// One of a list that the page loads.
    Pick,
    /// Must be ticked.
    Tick,
    /// A passphrase or a code of the telephone; never shown again.
    Secret,
}

/// The raw form, as it was sent.
pub type Raw = Vec<(String, String)>;

pub const fn need(name: &'static str, kind: Type) -> Field {
    Field { name, kind, optional: false }
}

pub const fn may(name: &'static str, kind: Type) -> Field {
    Field { name, kind, optional: true }
}

/// What was typed into a field.
pub fn typed<'r>(raw: &'r [(String, String)], name: &str) -> &'r str {
    raw.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

/// Rows of the same fields, numbered from 1: `what-1`, `what-2`.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    pub columns: &'static [Field],
    pub most: usize,
}

impl Grid {
    /// The name of a cell; it lives as long as the program, and there are few.
    pub fn cell(&self, column: &Field, row: usize) -> &'static str {
        static NAMES: Mutex<BTreeMap<(&'static str, usize), &'static str>> =
            Mutex::new(BTreeMap::new());
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        let name = || &*Box::leak(format!("{}-{row}", column.name).into_boxed_str());
        names.entry((column.name, row)).or_insert_with(name)
    }

    fn knows(&self, name: &str) -> bool {
        name.rsplit_once('-').is_some_and(|(column, row)| {
            self.columns.iter().any(|known| known.name == column)
                && row.parse::<usize>().is_ok_and(|row| (1..=self.most).contains(&row))
        })
    }

    /// The rows that are filled in; mistakes are recorded beside their cells.
    pub fn read(&self, read: &mut Reader, raw: &Raw) -> Vec<Said> {
        let mut rows = Vec::new();
        for row in 1..=self.most {
            let value = |column: &Field| typed(raw, self.cell(column, row));
            // What is only chosen does not make a row.
            let is_choice = |column: &&Field| matches!(column.kind, Type::List(_) | Type::Tick);
            if self.columns.iter().filter(|c| !is_choice(c)).all(|c| value(c).trim().is_empty()) {
                continue;
            }
            let mut said = Said::default();
            for column in self.columns {
                let field = Field { name: self.cell(column, row), ..*column };
                let text = read_field(read, field, value(column));
                said.detail.insert(column.name.to_owned(), text.into());
            }
            rows.push(said);
        }
        rows
    }
}

/// Reads a form: every mistake at once; fields of another form are refused, doubled ones too.
pub fn parse(fields: &[Field], raw: &Raw) -> Result<(Reader, Said)> {
    parse_with(fields, None, raw)
}

/// The same where rows stand below the fields.
pub fn parse_with(fields: &[Field], grid: Option<Grid>, raw: &Raw) -> Result<(Reader, Said)> {
    for (name, _) in raw {
        let known = name == "version"
            || fields.iter().any(|field| field.name == name)
            || grid.is_some_and(|grid| grid.knows(name));
        if !known || raw.iter().filter(|(other, _)| other == name).count() > 1 {
            return Err(Error::Unreadable(name.clone()));
        }
    }
    let mut read = Reader::default();
    let mut said = Said::default();
    for field in fields {
        let text = read_field(&mut read, *field, typed(raw, field.name));
        if field.name == "reason" {
            said.reason = text;
        } else if !text.is_empty() {
            said.detail.insert(field.name.to_owned(), text.into());
        }
    }
    Ok((read, said))
}

fn read_field(read: &mut Reader, field: Field, value: &str) -> String {
    let name = field.name;
    match field.kind {
        Type::Line(most) | Type::Area(most) => {
            read.text(name, value, usize::from(!field.optional)..=most)
        }
        Type::Date if field.optional => {
            read.optional_date(name, value).map(|date| date.to_string()).unwrap_or_default()
        }
        Type::Date => read.date(name, value).to_string(),
        Type::Whole(most) => {
            let number = read.number(name, value, 0..=most);
            filled(read, field, value);
            number.map(|number| number.to_string()).unwrap_or_default()
        }
        Type::Money => amount(read, field, value, 2),
        Type::Rate => amount(read, field, value, 6),
        Type::Choice(_) | Type::List(_) if field.optional && value.is_empty() => String::new(),
        Type::Choice(codes) | Type::List(codes) => {
            read.choice(name, value, codes, |code| code).to_owned()
        }
        Type::Pick => {
            let id = read.id(name, value);
            filled(read, field, value);
            id.map(|id| id.to_string()).unwrap_or_default()
        }
        Type::Tick => {
            read.require(field.optional || value == "yes", name, "qips-error-tick");
            if field.optional { value.to_owned() } else { String::new() }
        }
        Type::Secret => {
            read.require(!value.trim().is_empty(), name, "frame-field-needed");
            value.to_owned()
        }
    }
}

fn filled(read: &mut Reader, field: Field, value: &str) {
    read.require(field.optional || !value.trim().is_empty(), field.name, "frame-field-needed");
}

/// An amount with at most so many decimals.
fn amount(read: &mut Reader, field: Field, value: &str, decimals: u32) -> String {
    let most = Decimal::from(999_999_999);
    let number = read.number(field.name, value, Decimal::ZERO..=most);
    filled(read, field, value);
    let exact = number.is_none_or(|number| number.normalize().scale() <= decimals);
    read.require(exact, field.name, "qips-error-cents");
    number.map(|number| number.normalize().to_string()).unwrap_or_default()
}

/// A field as the page shows it.
pub struct Control {
    pub field: Field,
    pub label: String,
    pub hint: String,
    pub value: String,
    pub options: Vec<(String, String)>,
}

/// A field with what stands in it; `picks` are the options of those that the page loads.
pub fn control(field: Field, value: String, picks: Vec<(String, String)>) -> Control {
    let options = match field.kind {
        Type::Choice(codes) | Type::List(codes) => {
            let option = |code: &&str| ((*code).to_owned(), option_key(field.name, code));
            codes.iter().map(option).collect()
        }
        _ => picks,
    };
    let value = if field.kind == Type::Secret { String::new() } else { value };
    Control {
        label: format!("qips-field-{}", field.name),
        hint: hint(field.name),
        value,
        options,
        field,
    }
}

/// The key of an option; the answers yes and no are said the same everywhere.
pub fn option_key(name: &str, code: &str) -> String {
    match code {
        "yes" => "frame-yes".to_owned(),
        "no" => "frame-no".to_owned(),
        _ => format!("qips-{name}-{code}"),
    }
}

/// The hint of a field, where the catalogue has one.
fn hint(name: &str) -> String {
    let key = format!("qips-hint-{name}");
    if i18n::has(Lang::En, &key) { key } else { String::new() }
}
