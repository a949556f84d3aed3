//! Assets: what the force can lend and what civilian providers have, so that the last-resort check can look.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/assets", pages::index)
        .get("/assets/new", pages::new)
        .post("/assets/new", pages::create)
        .get("/assets/{id}", pages::show)
        .get("/assets/{id}/edit", pages::edit)
        .post("/assets/{id}/edit", pages::update)
        .post("/assets/{id}/bookings", pages::book)
        .post("/assets/{id}/bookings/removal", pages::unbook)
}
