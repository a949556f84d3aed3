//! The QIP desk: the figures of a budget year, and the register as a file.

pub mod model;
pub mod pages;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/qips/desk", pages::show)
}
