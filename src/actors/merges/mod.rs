//! Duplicates: likely pairs are proposed, two sides agree to a merge, and it can be undone exactly.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;
