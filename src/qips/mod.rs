//! Quick Impact Projects from idea to handover, and community support by other means beside them.

pub mod acting;
pub mod alerts;
pub mod concepts;
pub mod desk;
pub mod documents;
pub mod exports;
pub mod fields;
pub mod forms;
pub mod model;
pub mod pages;
pub mod papers;
pub mod photos;
pub mod policy;
pub mod proposals;
pub mod record;
pub mod rounds;
pub mod sealing;
pub mod settings;
pub mod states;
pub mod store;
pub mod take;
pub mod twins;

use crate::{
    files::model::MOST_BODY,
    routes::Routes,
    web::{
        context::{Ctx, Post},
        extract::{Ref, RefId},
    },
};
use states::Of;

pub fn routes() -> Routes {
    let mut routes = Routes::default()
        .get("/qips", pages::index)
        .get("/qips/new", concepts::new)
        .post("/qips/new", concepts::create)
        .get("/qips/{reference}", pages::show)
        .post("/qips/{reference}/comments", pages::comment)
        .post("/qips/{reference}/notes", pages::note)
        .get("/qips/{reference}/documents/new", documents::new)
        .upload("/qips/{reference}/documents/new", MOST_BODY, documents::create)
        .get("/qips/{reference}/actions/new", documents::new_action)
        .post("/qips/{reference}/actions/new", documents::put_action);
    for paper in papers::PAPERS {
        let page = path(&format!("/qips/{{reference}}/{paper}"));
        let document = path(&format!("/qips/{{reference}}/{paper}.pdf"));
        routes = routes
            .get(page, move |reference: Ref, cx: Ctx| pages::print(paper, reference, cx))
            .get(document, move |reference: Ref, cx: Ctx| papers::show(paper, reference, cx));
    }
    for (act, of, noun) in acting::acts() {
        routes = if of == Of::Project {
            let path = path(&format!("/qips/{{reference}}/{noun}"));
            routes
                .get(path, move |reference: Ref, cx: Ctx| acting::ask(act, reference, cx))
                .post(path, move |reference: Ref, post: Post<fields::Raw>| {
                    acting::act(act, reference, post)
                })
        } else {
            let path = path(&format!("/qips/{{reference}}/instalments/{{id}}/{noun}"));
            routes
                .get(path, move |id: RefId, cx: Ctx| acting::ask_payment(act, id, cx))
                .post(path, move |id: RefId, post: Post<fields::Raw>| {
                    acting::act_payment(act, id, post)
                })
        };
    }
    routes
        .merge(photos::routes())
        .merge(proposals::routes())
        .merge(rounds::routes())
        .merge(desk::routes())
        .merge(exports::routes())
        .merge(settings::routes())
}

/// An address made from the state table; it lives as long as the program.
fn path(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
