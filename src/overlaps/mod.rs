//! Overlaps: two actors in the same district and cluster at the same time. Found when looked at; only what a coordinator passes on is written.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/overlaps", pages::index)
        .get("/overlaps/messages/new", pages::new)
        .post("/overlaps/messages", pages::pass_on)
}
