//! The mobile CIMIC centre: an office goes to an agency or a village; what was promised becomes action points.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/visits", pages::index)
        .get("/visits/new", pages::new)
        .post("/visits/new", pages::create)
        .get("/visits/{id}", pages::show)
        .post("/visits/{id}/words", pages::their_words)
        .get("/visits/{id}/actions/new", pages::new_action)
        .post("/visits/{id}/actions/new", pages::put_action)
}
