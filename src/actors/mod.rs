//! Actors: every organisation, unit, office, authority and community body.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/actors", pages::index)
        .get("/actors/new", pages::new)
        .post("/actors/new", pages::create)
        .get("/actors/{id}", pages::show)
        .get("/actors/{id}/edit", pages::edit)
        .post("/actors/{id}/edit", pages::update)
        .post("/actors/{id}/confirmation", pages::confirm)
        .post("/actors/{id}/posture", pages::choose_posture)
}
