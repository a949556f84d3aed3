//! The map: districts shaded by one measure, as far as the viewer may see, with the table of it. Owns no table.

pub mod model;
pub mod pages;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/map", pages::show)
}
