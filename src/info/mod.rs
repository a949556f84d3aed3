//! Pages that explain: services and their notice, the glossary, what is kept and who sees it.

pub mod model;
pub mod pages;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/services", pages::services)
        .get("/glossary", pages::glossary)
        .get("/privacy", pages::privacy)
}
