//! What an office is responsible for.

use crate::access::{Community, Record};
use uuid::Uuid;

/// An office with its districts.
#[derive(Clone, Debug)]
pub struct Holder {
    pub id: Uuid,
    pub name: String,
    pub community: Community,
    /// The areas, by id.
    pub areas: Vec<Uuid>,
    /// Their names, in order.
    pub names: Vec<String>,
}

impl Holder {
    /// What the areas are, in short: a form made for other areas is told so.
    pub fn version(&self) -> String {
        let mut ids = self.areas.clone();
        ids.sort();
        let text: String = ids.iter().map(Uuid::to_string).collect();
        crate::secrets::hex(&crate::web::context::digest(&text)[..8])
    }
}

impl Record for Holder {
    const KIND: &'static str = "responsibility";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/responsibilities/{}", self.id)
    }
}
