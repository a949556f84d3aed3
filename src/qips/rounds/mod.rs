//! Rounds of the review committees: what is on the table, the vote of each seat, the outcome.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/qips/rounds", pages::index)
        .get("/qips/rounds/new", pages::new)
        .post("/qips/rounds/new", pages::create)
        .get("/qips/rounds/{id}", pages::show)
        .get("/qips/rounds/{id}/agenda", pages::agenda)
        .post("/qips/rounds/{id}/opening", pages::open)
        .post("/qips/rounds/{id}/closure", pages::close)
        .get("/qips/{reference}/votes/{id}", pages::ballot)
        .post("/qips/{reference}/votes/{id}", pages::vote)
}
