//! Relations between actors, and the picture of the network around one.

pub mod forms;
pub mod model;
pub mod network;
pub mod pages;
pub mod policy;
pub mod store;
