//! Auditing: the events of the house, and the one way for an auditor to open a record: a justification that its owner is shown.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/audit", pages::index)
        .get("/audit/openings", pages::new)
        .post("/audit/openings", pages::create)
}
