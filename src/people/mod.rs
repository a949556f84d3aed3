//! People: who has an account, which posts they hold, how they come in and go.

pub mod model;
pub mod policy;
pub mod store;
