//! Turning what people typed into values we trust.

use super::error::{Error, Result};
use crate::i18n::Text;
use jiff::civil::Date;
use std::{ops::RangeInclusive, str::FromStr};
use uuid::Uuid;

/// What is wrong with a form, in the order the fields appear on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Errors(Vec<(&'static str, Text)>);

impl Errors {
    pub fn one(field: &'static str, message: impl Into<Text>) -> Errors {
        Errors(vec![(field, message.into())])
    }

    pub fn on(&self, field: &str) -> Option<&Text> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, message)| message)
    }

    /// These mistakes, then those.
    pub fn and(mut self, mut then: Errors) -> Errors {
        self.0.append(&mut then.0);
        self
    }

    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        self.0.iter().map(|(field, message)| (*field, message))
    }
}

/// Reads fields one by one and collects every error, so people fix a form once.
#[derive(Default)]
pub struct Reader(Errors);

impl Reader {
    /// Text within a length in characters; control characters other than line breaks are dropped.
    pub fn text(
        &mut self,
        field: &'static str,
        raw: &str,
        length: RangeInclusive<usize>,
    ) -> String {
        let value: String = raw
            .trim()
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
            .collect();
        match value.chars().count() {
            0 if *length.start() > 0 => self.fail(field, "frame-field-needed"),
            n if n > *length.end() => {
                self.fail(field, Text::new("frame-field-too-long").with("n", *length.end()));
            }
            n if n < *length.start() => {
                self.fail(field, Text::new("frame-field-too-short").with("n", *length.start()));
            }
            _ => {}
        }
        value
    }

    pub fn date(&mut self, field: &'static str, raw: &str) -> Date {
        self.optional_date(field, raw).unwrap_or_else(|| {
            if raw.trim().is_empty() {
                self.fail(field, "frame-field-needed");
            }
            Date::ZERO
        })
    }

    /// None when left empty; a mistake is recorded when it is not a date.
    pub fn optional_date(&mut self, field: &'static str, raw: &str) -> Option<Date> {
        let raw = raw.trim();
        if raw.is_empty() {
            return None;
        }
        let date = Date::strptime("%Y-%m-%d", raw)
            .ok()
            .filter(|date| (1990..=2100).contains(&date.year()));
        if date.is_none() {
            self.fail(field, "frame-field-date");
        }
        date
    }

    /// A number within bounds; None when left empty. A comma counts as the decimal point, spaces are ignored.
    pub fn number<T: FromStr + PartialOrd + std::fmt::Display>(
        &mut self,
        field: &'static str,
        raw: &str,
        bounds: RangeInclusive<T>,
    ) -> Option<T> {
        let plain: String = raw
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if c == ',' { '.' } else { c })
            .collect();
        if plain.is_empty() {
            return None;
        }
        let value = plain.parse::<T>().ok().filter(|value| bounds.contains(value));
        if value.is_none() {
            let text = Text::new("frame-field-number-range");
            self.fail(
                field,
                text.with("from", bounds.start().to_string()).with("to", bounds.end().to_string()),
            );
        }
        value
    }

    /// One of a set of codes; the first stands in for a missing one, beside the error.
    pub fn choice<T: Copy>(
        &mut self,
        field: &'static str,
        raw: &str,
        choices: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> T {
        let found = choices.iter().copied().find(|choice| code(*choice) == raw);
        if found.is_none() {
            self.fail(field, "frame-field-choose");
        }
        found.unwrap_or(choices[0])
    }

    /// An id from a list on the page; None when left empty.
    pub fn id(&mut self, field: &'static str, raw: &str) -> Option<Uuid> {
        let raw = raw.trim();
        if raw.is_empty() {
            return None;
        }
        let id = Uuid::parse_str(raw).ok();
        if id.is_none() {
            self.fail(field, "frame-field-choose");
        }
        id
    }

    pub fn fail(&mut self, field: &'static str, message: impl Into<Text>) {
        self.0.0.push((field, message.into()));
    }

    /// Records a mistake when something that must hold does not.
    pub fn require(&mut self, holds: bool, field: &'static str, message: impl Into<Text>) {
        if !holds && self.0.on(field).is_none() {
            self.fail(field, message);
        }
    }

    pub fn finish<T>(self, value: T) -> Result<T> {
        if self.0.any() { Err(Error::Invalid(self.0)) } else { Ok(value) }
    }
}

/// Turns a broken database constraint into a mistake in a form field.
pub fn on_constraint(
    name: &str,
    field: &'static str,
    message: &'static str,
) -> impl FnOnce(sqlx::Error) -> Error {
    move |error| match &error {
        sqlx::Error::Database(cause) if cause.constraint() == Some(name) => {
            Error::Invalid(Errors::one(field, message))
        }
        _ => Error::Database(error),
    }
}
