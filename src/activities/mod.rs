//! Activities: who does what where, when and for whom, as far as each reader may know it.

mod columns;
pub mod exports;
pub mod forms;
pub mod lists;
pub mod model;
pub mod pages;
pub mod policy;
pub mod sharing;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/activities", pages::index)
        .get("/activities/new", pages::new)
        .post("/activities/new", pages::create)
        .get("/activities/sharing", sharing::index)
        .post("/activities/sharing", sharing::give)
        .post("/activities/sharing/{id}/end", sharing::end)
        .post("/activities/exports", exports::create)
        .get("/activities/exports/{id}", exports::show)
        .get("/activities/exports/{id}/file", exports::file)
        .get("/activities/{id}", pages::show)
        .get("/activities/{id}/edit", pages::edit)
        .post("/activities/{id}/edit", pages::update)
        .post("/activities/{id}/confirmation", pages::confirm)
        .post("/activities/{id}/status", pages::take)
}
