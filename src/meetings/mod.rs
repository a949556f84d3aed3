//! Meetings: forums and their rhythm, single meetings, who is invited and what they answer, agendas, calendars, rooms.

pub mod calendar;
pub mod editing;
pub mod forms;
pub mod forums;
pub mod guests;
pub mod hanging;
pub mod items;
pub mod keeping;
pub mod model;
pub mod pages;
pub mod policy;
pub mod rooms;
pub mod states;
pub mod steps;
pub mod store;
pub mod take;
pub mod view;
pub mod writes;

use crate::{files::model::MOST_BODY, routes::Routes};

pub fn routes() -> Routes {
    Routes::default()
        .get("/meetings", pages::index)
        .get("/meetings/new", editing::new)
        .post("/meetings/new", editing::create)
        .get("/meetings/{reference}", pages::show)
        .get("/meetings/{reference}/edit", editing::edit)
        .post("/meetings/{reference}/edit", editing::update)
        .post("/meetings/{reference}/invitations", steps::invite)
        .post("/meetings/{reference}/held", steps::hold)
        .get("/meetings/{reference}/time", steps::moving)
        .post("/meetings/{reference}/time", steps::moved)
        .get("/meetings/{reference}/postponement", steps::postponing)
        .post("/meetings/{reference}/postponement", steps::postponed)
        .get("/meetings/{reference}/new-time", steps::rescheduling)
        .post("/meetings/{reference}/new-time", steps::rescheduled)
        .get("/meetings/{reference}/cancellation", steps::cancelling)
        .post("/meetings/{reference}/cancellation", steps::cancelled)
        .post("/meetings/{reference}/room", steps::room)
        .get("/meetings/{reference}/invited", guests::edit)
        .post("/meetings/{reference}/invited", guests::invite)
        .post("/meetings/{reference}/invited/removal", guests::uninvite)
        .post("/meetings/{reference}/answer", guests::answer)
        .post("/meetings/{reference}/reminder", guests::remind)
        .post("/meetings/{reference}/leaving", guests::leave)
        .post("/meetings/{reference}/items", items::propose)
        .get("/meetings/{reference}/items/{id}", items::edit)
        .post("/meetings/{reference}/items/{id}", items::update)
        .post("/meetings/{reference}/items/{id}/place", items::place)
        .post("/meetings/{reference}/items/{id}/decline", items::decline)
        .get("/meetings/{reference}/documents/new", hanging::new_document)
        .upload("/meetings/{reference}/documents/new", MOST_BODY, hanging::add_document)
        .merge(forums::routes())
        .merge(calendar::routes())
        .merge(rooms::routes())
}
