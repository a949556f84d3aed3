//! What people say in the matrix.

use super::model::{Degree, Draft, Field, SIDES};
use crate::{
    access::Community,
    web::{error::Result, forms::Reader},
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SayingForm {
    pub community: String,
    pub other: String,
    pub dimension: String,
    pub degree: String,
}

impl SayingForm {
    /// One saying for one of the sides that the reader speaks for, or every mistake at once.
    pub fn parse(&self, sides: &[Community]) -> Result<Draft> {
        let mut read = Reader::default();
        let draft = Draft {
            id: Uuid::now_v7(),
            community: read.choice("community", &self.community, sides, Community::as_str),
            other: read.choice("other", &self.other, &SIDES, Community::as_str),
            dimension: read.choice("dimension", &self.dimension, Field::ALL, Field::as_str),
            degree: read.choice("degree", &self.degree, Degree::ALL, Degree::as_str),
        };
        read.require(draft.community != draft.other, "other", "coherence-field-itself");
        read.finish(draft)
    }
}
