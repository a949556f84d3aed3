//! Projects taken out of the house as an activity file of the International Aid Transparency Initiative (IATI, version 2.03).

pub mod iati;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .post("/qips/exports", pages::create)
        .get("/qips/exports/{id}", pages::show)
        .get("/qips/exports/{id}/file", pages::file)
}
