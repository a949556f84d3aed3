//! Meetings as a calendar: months and weeks as tables, files and feeds for other calendar programs, what is announced to everybody.

pub mod feeds;
pub mod forms;
pub mod ics;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/meetings/calendar", pages::calendar)
        .get("/meetings/announced", pages::announced)
        .get("/meetings/feeds", feeds::index)
        .post("/meetings/feeds", feeds::create)
        .post("/meetings/feeds/removal", feeds::revoke)
        .get("/meetings/{reference}/calendar.ics", feeds::file)
        .get("/calendar/{token}/meetings.ics", feeds::feed)
}
