//! Rooms that can be booked: what they hold, when they are open, who has them when.

pub mod forms;
pub mod model;
pub mod pages;
pub mod photos;
pub mod policy;
pub mod store;

use crate::{files::model::MOST_BODY, routes::Routes};

pub fn routes() -> Routes {
    Routes::default()
        .get("/rooms", pages::index)
        .get("/rooms/new", pages::new)
        .post("/rooms/new", pages::create)
        .get("/rooms/{id}", pages::show)
        .get("/rooms/{id}/edit", pages::edit)
        .post("/rooms/{id}/edit", pages::update)
        .get("/rooms/{id}/documents/new", photos::new)
        .upload("/rooms/{id}/documents/new", MOST_BODY, photos::create)
        .post("/rooms/{id}/bookings", pages::book)
        .post("/rooms/{id}/blockings", pages::block)
        .post("/rooms/{id}/approval", pages::approve)
        .post("/rooms/{id}/refusal", pages::refuse)
        .post("/rooms/{id}/release", pages::release)
}
