//! Asking for support: one page for everybody, the check before sending, the receipt, the code, and asking on somebody's behalf.

pub mod again;
pub mod drafts;
pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod receipt;
pub mod store;
pub mod track;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/ask", pages::new)
        .post("/ask", pages::create)
        .get("/requests/new", pages::redirect)
        .get("/requests/new/on-behalf", pages::new_on_behalf)
        .post("/requests/new/on-behalf", pages::create_on_behalf)
        .get("/requests/{reference}/edit", again::edit)
        .post("/requests/{reference}/edit", again::update)
        .get("/requests/{reference}/renewal", again::renewal)
        .get("/requests/{reference}/receipt", receipt::show)
        .post("/drafts/request", drafts::save)
        .post("/drafts/{id}/removal", drafts::discard)
        .get("/track", track::new)
        .post("/track", track::open)
        .post("/track/end", track::end)
}
