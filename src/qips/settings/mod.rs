//! The numbers of the projects' policy: in versions, proposed by one person and agreed by another.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/qips/settings", pages::show)
        .post("/qips/settings", pages::propose)
        .post("/qips/settings/{id}/agreement", pages::agree)
        .post("/qips/settings/{id}/refusal", pages::refuse)
}
