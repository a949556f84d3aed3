//! Applications and invitations: somebody asks or is asked in, a voucher says yes, an administrator makes the account.

mod forms;
pub mod model;
mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/join", pages::join)
        .post("/join", pages::apply)
        .get("/join/received", pages::received)
        .get("/applications", pages::index)
        .get("/applications/new", pages::new)
        .post("/applications/new", pages::invite)
        .get("/applications/{id}", pages::show)
        .post("/applications/{id}/voucher", pages::vouch)
        .post("/applications/{id}/refusal", pages::refuse)
        .post("/applications/{id}/account", pages::create_account)
}
