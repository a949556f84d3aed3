//! Actors: every organisation, unit, office, authority and community body.

pub mod model;
pub mod policy;
pub mod store;
