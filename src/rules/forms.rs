//! The form of the numbers.

use super::model::{Numbers, all};
use crate::web::{error::Result, forms::Reader};

/// What was typed, by the name of its field.
pub type Raw = Vec<(String, String)>;

/// What stands in a field; nothing where it was not sent.
pub fn typed<'a>(raw: &'a Raw, name: &str) -> &'a str {
    raw.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

/// The numbers that differ from those that hold, and why they should.
///
/// # Errors
/// Numbers outside the bounds of their rule, an empty reason, or nothing that differs.
pub fn read(raw: &Raw, now: &Numbers) -> Result<(Numbers, String)> {
    let mut read = Reader::default();
    let mut changes = Numbers::new();
    for rule in all() {
        let said = read.number(rule.name, typed(raw, rule.name), rule.bounds.clone());
        match said {
            Some(number) if now.get(rule.name) != Some(&number) => {
                changes.insert(rule.name.to_owned(), number);
            }
            _ => {}
        }
    }
    let why = read.text("why", typed(raw, "why"), 3..=1000);
    read.require(!changes.is_empty(), "why", "rules-error-nothing");
    read.finish((changes, why))
}
