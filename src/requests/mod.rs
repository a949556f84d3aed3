//! Requests for support: somebody asks, a desk screens, the force offers, the requester accepts, a unit does it, the requester confirms.

pub mod asking;
pub mod documents;
pub mod forms;
pub mod keeping;
pub mod model;
pub mod pages;
pub mod policy;
pub mod record;
pub mod states;
pub mod store;
pub mod take;

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
        .get("/requests", pages::index)
        .get("/requests/triage", pages::triage)
        .get("/requests/{reference}", pages::show)
        .get("/requests/{reference}/print", pages::print)
        .post("/requests/{reference}/comments", pages::comment)
        .post("/requests/{reference}/notes", pages::note)
        .get("/requests/{reference}/documents/new", documents::new)
        .upload("/requests/{reference}/documents/new", MOST_BODY, documents::create)
        .get("/requests/{reference}/actions/new", documents::new_action)
        .post("/requests/{reference}/actions/new", documents::put_action);
    for (act, of, noun) in pages::acts() {
        routes = match of {
            Of::Request => {
                let path = path(&format!("/requests/{{reference}}/{noun}"));
                routes
                    .get(path, move |reference: Ref, cx: Ctx| pages::ask(act, reference, cx))
                    .post(path, move |reference: Ref, post: Post<forms::Raw>| {
                        pages::act(act, reference, post)
                    })
            }
            Of::Offer => {
                let path = path(&format!("/requests/{{reference}}/offers/{{id}}/{noun}"));
                routes
                    .get(path, move |id: RefId, cx: Ctx| pages::ask_offer(act, id, cx))
                    .post(path, move |id: RefId, post: Post<forms::Raw>| {
                        pages::act_offer(act, id, post)
                    })
            }
            Of::Consent => routes
                .get("/requests/{reference}/consents/{id}/withdrawal", pages::ask_end_consent)
                .post("/requests/{reference}/consents/{id}/withdrawal", pages::end_consent),
            Of::Nothing => routes,
        };
    }
    routes.merge(asking::routes())
}

/// An address made from the state table; it lives as long as the program.
fn path(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
