//! The numbers that the house works by, marked ° in `domain.md`: proposed by a chief or a coordinator, agreed by the other side.
//! Those of Quick Impact Projects have a page of their own.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/rules", pages::show)
        .post("/rules/proposals", pages::propose)
        .post("/rules/agreement", pages::agree)
        .post("/rules/refusal", pages::refuse)
        .post("/rules/withdrawal", pages::withdraw)
}
