//! Situation reports: drafted by the house from what the office sees, finished by the office.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/sitreps", pages::index)
        .post("/sitreps", pages::create)
        .get("/sitreps/{id}", pages::show)
        .get("/sitreps/{id}/edit", pages::edit)
        .post("/sitreps/{id}/edit", pages::update)
        .post("/sitreps/{id}/filing", pages::file)
        .get("/sitreps/{id}/print", pages::print)
}
