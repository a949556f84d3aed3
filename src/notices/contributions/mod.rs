//! What a humanitarian organisation tells one desk under one of the seven topics, by its consent.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/notices/contributions", pages::index)
        .get("/notices/contributions/new", pages::new)
        .post("/notices/contributions/new", pages::create)
        .get("/notices/contributions/{id}", pages::show)
        .get("/notices/contributions/{id}/withdrawal", pages::ask)
        .post("/notices/contributions/{id}/withdrawal", pages::withdraw)
}
