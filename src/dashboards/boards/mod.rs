//! The board of an office: the questions of the dashboards over the records that it takes part in.

mod pages;
mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default().get("/board", pages::show)
}
