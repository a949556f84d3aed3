//! Projects taken out of the house: as a table, and as an activity file of the International Aid Transparency Initiative (IATI, version 2.03).

pub mod iati;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;
pub mod tables;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .post("/qips/exports", pages::create)
        .get("/qips/exports/{id}", pages::show)
        .get("/qips/exports/{id}/file", pages::file)
        .get("/qips/exports/{id}/table.csv", pages::csv)
        .get("/qips/exports/{id}/table.xlsx", pages::xlsx)
}
