//! Documents and pictures of any record: seen through the present state of their record, named by the house, checked by
//! what they are. How a feature adds them: `docs/documents.md`.

pub mod forms;
mod intake;
pub mod keeping;
pub mod model;
pub mod pages;
pub mod pictures;
pub mod policy;
mod receive;
pub mod store;

pub use intake::Intake;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/files/{id}", pages::show)
        .get("/files/{id}/picture", pages::picture)
        .get("/files/{id}/removal", pages::ask_removal)
        .post("/files/{id}/removal", pages::remove)
}
