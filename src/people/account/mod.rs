//! One's own account: name, language, passphrase, second factor, sessions.

mod forms;
mod model;
mod pages;
mod policy;
mod second_factor;
mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/account", pages::show)
        .post("/account", pages::update)
        .post("/account/keys", pages::choose_keys)
        .post("/account/sessions/ending", pages::end_other_sessions)
        .post("/account/sessions/{id}/ending", pages::end_session)
        .get("/account/passphrase", pages::passphrase)
        .post("/account/passphrase", pages::change_passphrase)
        .get("/account/second-factor", second_factor::show)
        .post("/account/second-factor", second_factor::enrol)
        .post("/account/second-factor/confirmation", second_factor::confirm)
        .post("/account/second-factor/removal", second_factor::remove)
}
