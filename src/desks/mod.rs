//! Duty desks: who takes requests in, where, by which phone, and who stands in. For everybody to read; kept by those who lead them.

mod forms;
mod keeping;
pub mod model;
pub mod pages;
pub mod policy;
pub mod responsibilities;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/desks", pages::index)
        .get("/desks/coordinator", pages::coordinator)
        .get("/desks/new", keeping::new)
        .post("/desks/new", keeping::create)
        .get("/desks/{id}/edit", keeping::edit)
        .post("/desks/{id}/edit", keeping::update)
        .get("/desks/{id}/removal", keeping::ask_removal)
        .post("/desks/{id}/removal", keeping::remove)
        .merge(responsibilities::routes())
}
