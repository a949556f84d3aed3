//! Forums: standing meetings with a chair, members, a rhythm, an agenda of their own and an audience.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod rhythm;
pub mod store;
pub mod words;
pub mod writes;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/forums", pages::index)
        .get("/forums/new", pages::new)
        .post("/forums/new", pages::create)
        .get("/forums/{id}", pages::show)
        .get("/forums/{id}/edit", pages::edit)
        .post("/forums/{id}/edit", pages::update)
        .get("/forums/{id}/end", pages::end)
        .post("/forums/{id}/end", pages::ended)
        .post("/forums/{id}/leaving", pages::leave)
        .post("/forums/{id}/items", pages::propose)
}
