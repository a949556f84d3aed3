//! Areas of responsibility: which districts an office holds. They decide which desk a request reaches.

mod forms;
mod model;
mod pages;
mod policy;
mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/responsibilities", pages::index)
        .get("/responsibilities/{id}", pages::edit)
        .post("/responsibilities/{id}", pages::update)
}
