//! The directory: finding actors by anything an entry says.

pub mod model;
pub mod pages;
pub mod store;
