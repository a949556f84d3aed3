//! The sheet of needs of one district.

use super::model::{Draft, Sheet};
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;

/// The clusters in the order of the matrix, each with the name of its field.
pub const FIELDS: [(&str, &str); 15] = [
    ("CCM", "need-CCM"),
    ("EDU", "need-EDU"),
    ("ERY", "need-ERY"),
    ("FSC", "need-FSC"),
    ("HEA", "need-HEA"),
    ("LOG", "need-LOG"),
    ("NUT", "need-NUT"),
    ("PRO", "need-PRO"),
    ("PRO-CPN", "need-PRO-CPN"),
    ("PRO-GBV", "need-PRO-GBV"),
    ("PRO-HLP", "need-PRO-HLP"),
    ("PRO-MIN", "need-PRO-MIN"),
    ("SHL", "need-SHL"),
    ("TEL", "need-TEL"),
    ("WSH", "need-WSH"),
];

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NeedsForm {
    /// One for each of [`FIELDS`], in their order.
    pub people: Vec<String>,
    pub source: String,
    pub as_of: String,
    pub version: String,
}

impl NeedsForm {
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let one = |(at, (cluster, field)): (usize, &(&'static str, &'static str))| {
            let raw = self.people.get(at).map(String::as_str).unwrap_or_default();
            (*cluster, read.number(field, raw, 0..=100_000_000))
        };
        let people = FIELDS.iter().enumerate().map(one).collect();
        let source = read.text("source", &self.source, 1..=200);
        let as_of = read.date("as_of", &self.as_of);
        read.finish(Draft { people, source, as_of })
    }

    /// What was typed for the cluster at this place.
    pub fn typed(&self, at: usize) -> &str {
        self.people.get(at).map(String::as_str).unwrap_or_default()
    }

    pub fn of(sheet: &Sheet) -> NeedsForm {
        let known = |cluster: &str| sheet.needs.iter().find(|need| need.cluster == cluster);
        let people = FIELDS.iter().map(|(cluster, _)| {
            known(cluster).map(|need| need.people.to_string()).unwrap_or_default()
        });
        let latest = sheet.needs.iter().max_by_key(|need| need.as_of.to_jiff());
        NeedsForm {
            people: people.collect(),
            source: latest.map(|need| need.source.clone()).unwrap_or_default(),
            as_of: latest.map(|need| need.as_of.to_jiff().to_string()).unwrap_or_default(),
            version: sheet.version(),
        }
    }
}
