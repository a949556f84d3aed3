//! Posture: how close a humanitarian actor works with the military, what follows from it, and what each community sees of an entry.

pub mod model;
pub mod pages;
pub mod store;
