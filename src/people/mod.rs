//! People: who has an account, which posts they hold, how they come in and go.

pub mod account;
pub mod model;
mod passphrase;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    account::routes()
}
