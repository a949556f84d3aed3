//! Areas: the country, its regions and districts, in versions. Imported, never typed in.

pub mod map;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;
mod versions;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/areas", pages::index)
        .get("/areas/versions", versions::index)
        .get("/areas/versions/{id}", versions::show)
        .get("/areas/{code}", pages::show)
}
