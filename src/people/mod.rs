//! People: who has an account, which posts they hold, how they come in and go.

pub mod account;
pub mod applications;
pub mod forms;
pub mod handovers;
pub mod links;
pub mod model;
pub mod pages;
mod passphrase;
pub mod policy;
pub mod settings;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/people", pages::index)
        .get("/people/{id}", pages::show)
        .post("/people/{id}/posts/{post}/ending", pages::end_post)
        .post("/people/{id}/posts/{post}/statement", pages::renew_statement)
        .post("/people/{id}/suspension", pages::suspend)
        .post("/people/{id}/restoration", pages::restore)
        .merge(account::routes())
        .merge(applications::routes())
        .merge(handovers::routes())
        .merge(links::routes())
        .merge(settings::routes())
}
