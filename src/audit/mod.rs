//! Auditing: the events of the house and their chain, and the one way for an auditor to open a record: a justification that its owner is shown.

pub mod chain;
mod checkpoints;
mod exports;
pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod sequencer;
pub mod signing;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/audit", pages::index)
        .get("/audit/checkpoints", checkpoints::index)
        .get("/audit/checkpoints.txt", checkpoints::list)
        .get("/audit/exports", exports::new)
        .post("/audit/exports", exports::create)
        .get("/audit/openings", pages::new)
        .post("/audit/openings", pages::create)
}
