//! Search over everything that the reader may see. Owns one index, which functions of the database keep.

pub mod model;
pub mod pages;
pub mod store;
pub mod words;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/search", pages::index)
}
