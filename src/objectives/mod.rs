//! Objectives: what is meant to be reached, indicators with readings, and the records that serve them.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/objectives", pages::index)
        .get("/objectives/new", pages::new)
        .post("/objectives/new", pages::create)
        .get("/objectives/links", pages::links)
        .post("/objectives/links", pages::link)
        .post("/objectives/links/removal", pages::unlink)
        .get("/objectives/{id}", pages::show)
        .get("/objectives/{id}/edit", pages::edit)
        .post("/objectives/{id}/edit", pages::update)
        .post("/objectives/{id}/activation", pages::activate)
        .post("/objectives/{id}/achievement", pages::achieve)
        .post("/objectives/{id}/revision", pages::revise)
        .post("/objectives/{id}/dropping", pages::drop)
        .post("/objectives/{id}/indicators", pages::add_indicator)
        .post("/objectives/{id}/readings", pages::read)
}
