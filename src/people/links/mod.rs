//! Links of one use: an invitation or a reset, shown once to a voucher, who hands it over.

mod forms;
pub mod model;
mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .post("/people/{id}/reset", pages::start)
        .post("/people/{id}/link", pages::show_link)
        .get("/welcome/{token}", pages::welcome)
        .post("/welcome/{token}", pages::set_passphrase)
}
