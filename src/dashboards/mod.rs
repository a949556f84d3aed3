//! Dashboards for leaders: six questions, answered from what is published and what is rolled up. Own no record.

pub mod boards;
pub mod charts;
mod counting;
pub mod drawing;
pub mod keeping;
pub mod map;
pub mod model;
mod money;
pub mod pages;
mod papers;
pub mod policy;
mod reading;
pub mod series;
pub mod store;
pub mod suppress;
pub mod words;

pub use reading::first_glance;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/dashboards", pages::index)
        .get("/dashboards/{token}", pages::show)
        .get("/dashboards/papers/{token}", pages::paper)
        .merge(boards::routes())
}
