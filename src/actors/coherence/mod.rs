//! The coherence matrix: how far each pair of communities goes together, as each side says for itself.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;
