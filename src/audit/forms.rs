//! The justification of an auditor.

use crate::{
    reference,
    web::{error::Result, forms::Reader},
};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpeningForm {
    pub reference: String,
    pub justification: String,
}

/// A reference that can be one, and a justification of at least a sentence.
pub struct Opening {
    pub reference: String,
    pub justification: String,
}

impl OpeningForm {
    pub fn parse(&self) -> Result<Opening> {
        let mut read = Reader::default();
        let reference = reference::parse(&self.reference);
        read.require(reference.is_some(), "reference", "frame-field-reference");
        let justification = read.text("justification", &self.justification, 20..=2000);
        read.finish(Opening { reference: reference.unwrap_or_default(), justification })
    }
}
