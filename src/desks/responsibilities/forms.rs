//! The districts that were ticked.

use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AreasForm {
    pub areas: Vec<String>,
    pub version: String,
}

impl AreasForm {
    pub fn parse(&self) -> Result<Vec<Uuid>> {
        let mut read = Reader::default();
        let areas = self.areas.iter().filter_map(|id| read.id("areas", id)).collect();
        read.finish(areas)
    }
}
