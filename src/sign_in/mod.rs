//! Signing in and out, the language, the post in use, and the form that was kept when a session ended.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/sign-in", pages::show)
        .post("/sign-in", pages::sign_in)
        .post("/sign-out", pages::sign_out)
        .post("/language", pages::choose_language)
        .post("/post", pages::switch_post)
}
