//! The settings of the house: its name, country, zone, duty phone, what it is called in a register, and whether a second factor is required.

mod forms;
mod model;
mod pages;
mod policy;
mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/settings", pages::show).post("/settings", pages::update)
}
