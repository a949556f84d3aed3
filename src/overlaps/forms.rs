//! The sentence that a coordinator passes on.

use super::model::Telling;
use crate::web::{
    error::{Error, Result},
    forms::Reader,
};
use serde::Deserialize;
use uuid::Uuid;

/// Where, on what, to whom; in the address of the form, and hidden in it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TellingForm {
    pub area: String,
    pub cluster: String,
    pub actor: String,
    pub sentence: String,
}

impl TellingForm {
    /// What the address names; [`Error::NotFound`] where it names nothing.
    pub fn telling(&self) -> Result<Telling> {
        let id = |text: &str| Uuid::parse_str(text).map_err(|_| Error::NotFound);
        Ok(Telling {
            id: Uuid::now_v7(),
            area_id: id(&self.area)?,
            told_id: id(&self.actor)?,
            cluster: self.cluster.chars().take(10).filter(|c| *c != '\0').collect(),
        })
    }

    pub fn parse(&self) -> Result<String> {
        let mut read = Reader::default();
        let sentence = read.text("sentence", &self.sentence, 1..=300);
        read.finish(sentence)
    }
}
