//! What people type about merges.

use super::model::Side;
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;
use uuid::Uuid;

/// Two entries: of a proposal, or of the answer that they are two.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PairForm {
    /// The entry that goes.
    pub from: String,
    /// The entry that stays.
    pub into: String,
}

impl PairForm {
    pub fn parse(&self) -> Result<(Uuid, Uuid)> {
        let mut read = Reader::default();
        let (from, into) = (read.id("from", &self.from), read.id("into", &self.into));
        read.require(from.is_some(), "from", "frame-field-needed");
        read.require(into.is_some(), "into", "frame-field-needed");
        read.finish((from.unwrap_or_default(), into.unwrap_or_default()))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgreeForm {
    pub side: String,
    pub records: String,
}

impl AgreeForm {
    pub fn parse(&self) -> Result<(Side, bool)> {
        let mut read = Reader::default();
        let side = read.choice("side", &self.side, Side::ALL, Side::as_str);
        read.finish((side, self.records == "yes"))
    }
}
