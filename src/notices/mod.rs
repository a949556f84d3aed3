//! Notices: what an office tells others, to an audience, until a day; and what humanitarian organisations contribute to them.

pub mod acting;
pub mod contributions;
pub mod feed;
pub mod forms;
pub mod keeping;
pub mod model;
pub mod pages;
pub mod policy;
pub mod states;
pub mod store;
pub mod writes;
pub mod writing;

use crate::{
    routes::Routes,
    web::{
        context::{Ctx, Post},
        extract::Id,
    },
};
use states::SPECS;

pub fn routes() -> Routes {
    let mut routes = Routes::default()
        .get("/notices", pages::index)
        .get("/notices/feed.atom", feed::feed)
        .get("/notices/roads", pages::roads)
        .get("/notices/new", writing::new)
        .post("/notices/new", writing::create)
        .get("/notices/{id}", pages::show)
        .get("/notices/{id}/edit", writing::edit)
        .post("/notices/{id}/edit", writing::update);
    let mut seen = Vec::new();
    for spec in SPECS.iter().filter(|spec| !spec.path.is_empty()) {
        if seen.contains(&spec.path) {
            continue;
        }
        seen.push(spec.path);
        let act = spec.act;
        routes = routes
            .get(spec.path, move |id: Id, cx: Ctx| acting::ask(act, id, cx))
            .post(spec.path, move |id: Id, post: Post<forms::ActForm>| acting::act(act, id, post));
    }
    routes.merge(contributions::routes())
}
