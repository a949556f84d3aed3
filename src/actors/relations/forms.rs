//! What people type about a relation.

use super::model::{Draft, RelationKind};
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RelationForm {
    pub kind: String,
    /// The other end, by name or acronym.
    pub other: String,
    pub since: String,
}

impl RelationForm {
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let draft = Draft {
            kind: read.choice("kind", &self.kind, RelationKind::ALL, RelationKind::as_str),
            since: read.optional_date("since", &self.since),
        };
        read.finish(draft)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EndForm {
    pub until: String,
}

impl EndForm {
    /// The last day; today where nobody said.
    pub fn parse(&self) -> Result<Option<jiff::civil::Date>> {
        let mut read = Reader::default();
        let until = read.optional_date("until", &self.until);
        read.finish(until)
    }
}
