//! Mail without content: what each person chose about it, how events become mails, and how they go out.

mod forms;
pub mod model;
mod pages;
pub mod policy;
pub mod queue;
pub mod sending;
pub mod store;
mod writing;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/account/mail", pages::show).post("/account/mail", pages::update)
}
