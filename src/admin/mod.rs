//! The administrator's desk: people who wait, posts that end, and how the house itself runs. No content anywhere.

mod model;
mod pages;
mod policy;
mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/admin", pages::show)
}
