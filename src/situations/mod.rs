//! The situation of the mission: proposed by the chief, agreed by a coordinator; and the phase, which is information.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/situation", pages::show)
        .post("/situation/proposals", pages::propose)
        .post("/situation/agreement", pages::agree)
        .post("/situation/refusal", pages::refuse)
        .post("/situation/withdrawal", pages::withdraw)
        .post("/situation/phase", pages::set_phase)
}
