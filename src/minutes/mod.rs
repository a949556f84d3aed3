//! In the room and after it: who was there, minutes item by item, corrections in the window, the sealed text, addenda.

pub mod attendance;
pub mod checklist;
pub mod figures;
pub mod forms;
pub mod model;
pub mod pages;
pub mod paper;
pub mod policy;
pub mod putting;
pub mod sealing;
pub mod store;
pub mod writes;
pub mod writing;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/meetings/{reference}/minutes", pages::show)
        .get("/meetings/{reference}/minutes/print", pages::print)
        .get("/meetings/{reference}/minutes.pdf", paper::show)
        .get("/meetings/{reference}/minutes/{id}", writing::edit)
        .post("/meetings/{reference}/minutes/{id}", writing::save)
        .post("/meetings/{reference}/minutes/{id}/draft", writing::keep_draft)
        .post("/meetings/{reference}/minutes/{id}/decisions", writing::decide)
        .post("/meetings/{reference}/minutes/{id}/decisions/removal", writing::undecide)
        .post("/meetings/{reference}/minutes/{id}/words", writing::quote)
        .post("/meetings/{reference}/minutes/{id}/correction", pages::correct)
        .post("/meetings/{reference}/circulation", pages::circulate)
        .post("/meetings/{reference}/redraft", pages::redraft)
        .get("/meetings/{reference}/seal", sealing::ask)
        .post("/meetings/{reference}/seal", sealing::seal)
        .post("/meetings/{reference}/addenda", pages::add)
        .get("/meetings/{reference}/checklist", checklist::show)
        .get("/forums/{id}/figures", figures::show)
        .get("/meetings/{reference}/attendance", attendance::show)
        .post("/meetings/{reference}/attendance", attendance::mark)
        .post("/meetings/{reference}/attendance/walk-ins", attendance::walk_in)
        .get("/meetings/{reference}/attendance/sheet", attendance::sheet)
        .get("/meetings/{reference}/actions/new", putting::new_action)
        .post("/meetings/{reference}/actions/new", putting::put_action)
}
