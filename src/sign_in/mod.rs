//! Signing in and out, the language, the post in use, and the form that was kept when a session ended.

pub mod forms;
pub mod model;
pub mod pages;
mod parked;
pub mod policy;
mod second_step;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/sign-in", pages::show)
        .post("/sign-in", pages::sign_in)
        .get("/sign-in/second-step", second_step::show)
        .post("/sign-in/second-step", second_step::take)
        .get("/parked/{id}", parked::show)
        .post("/parked/{id}/removal", parked::discard)
        .post("/sign-out", pages::sign_out)
        .post("/language", pages::choose_language)
        .post("/post", pages::switch_post)
}
