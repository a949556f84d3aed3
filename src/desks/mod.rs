//! Duty desks: who takes requests in, where, by which phone, and who stands in. For everybody.

pub mod model;
pub mod pages;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/desks", pages::index).get("/desks/coordinator", pages::coordinator)
}
