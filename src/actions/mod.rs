//! Action points: offers that an organisation accepts or not, whatever they come from. How a feature puts one:
//! `docs/documents.md`.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
mod putting;
pub mod states;
pub mod store;

pub use forms::PutForm;
pub use putting::{Place, Put};

use crate::{
    files::model::MOST_BODY,
    routes::Routes,
    web::{
        context::{Ctx, Post},
        extract::Id,
    },
};

pub fn routes() -> Routes {
    let mut routes = Routes::default()
        .get("/actions", pages::index)
        .get("/actions/{id}", pages::show)
        .get("/actions/{id}/documents/new", pages::new_document)
        .upload("/actions/{id}/documents/new", MOST_BODY, pages::add_document);
    for spec in states::SPECS {
        let act = spec.act;
        routes = routes
            .get(spec.path, move |id: Id, cx: Ctx| pages::ask(act, id, cx))
            .post(spec.path, move |id: Id, post: Post<forms::ActForm>| pages::act(act, id, post));
    }
    routes
}
