//! Areas: the country, its regions and districts, in versions. Imported, never typed in.

pub mod model;
pub mod policy;
pub mod store;
