//! Photos: several from a visit, and those that everybody sees of a finished project, each released by a second person.

pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::{files::model::MOST_PHOTOS_BODY, routes::Routes};

pub fn routes() -> Routes {
    Routes::default()
        .get("/qips/{reference}/visits/{id}/photos/new", pages::new)
        .upload("/qips/{reference}/visits/{id}/photos/new", MOST_PHOTOS_BODY, pages::create)
        .get("/qips/{reference}/photos/{id}", pages::picture)
        .get("/qips/{reference}/photos/{id}/release", pages::ask)
        .post("/qips/{reference}/photos/{id}/release", pages::release)
        .post("/qips/{reference}/photos/{id}/withdrawal", pages::withdraw)
}
