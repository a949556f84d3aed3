//! Requests for support: somebody asks, a desk screens, the force offers, the requester accepts, a unit does it, the requester confirms.

pub mod model;
pub mod policy;
pub mod states;
pub mod store;
