//! Contacts of actors: by function rather than name; names and numbers field by field, by consent to one actor.

pub mod erasing;
pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod sheet;
pub mod store;
