//! The gap matrix: cluster × district, need against presence; with the figures of need that coordinators and sections enter.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/gaps", pages::index)
        .get("/gaps/import", pages::new_import)
        .post("/gaps/import", pages::import)
        .get("/gaps/{code}/needs", pages::edit)
        .post("/gaps/{code}/needs", pages::update)
}
