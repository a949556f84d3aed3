//! The world that tests start from, and a browser to walk it with.
#![expect(dead_code, reason = "a kit: each feature takes what it needs")]

pub mod addresses;
pub mod browser;
pub mod canary;
mod cluster;
mod doings;
pub mod files;
pub mod heard;
pub mod html;
pub mod meetings;
pub mod notices;
pub mod pdf;
pub mod plans;
pub mod planted;
pub mod qips;
pub mod requests;
pub mod seed;
pub mod sink;
pub mod words;
mod world;

pub use browser::{Browser, Page};
pub use seed::CAST;
pub use world::World;
