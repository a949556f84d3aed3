//! The first pages: the landing page with its three doors, and the desk of the post in use.

pub mod pages;
pub mod store;
mod wings;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/", pages::landing).get("/home", pages::desk)
}
