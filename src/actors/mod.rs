//! Actors: every organisation, unit, office, authority and community body.

pub mod coherence;
pub mod contacts;
pub mod directory;
pub mod forms;
pub mod merges;
pub mod model;
pub mod pages;
pub mod policy;
pub mod posture;
pub mod relations;
mod sections;
pub mod store;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/actors", directory::pages::index)
        .get("/actors/new", pages::new)
        .post("/actors/new", pages::create)
        .get("/actors/{id}", pages::show)
        .get("/actors/{id}/edit", pages::edit)
        .post("/actors/{id}/edit", pages::update)
        .post("/actors/{id}/confirmation", pages::confirm)
        .post("/actors/{id}/still-true", pages::still_true)
        .get("/actors/{id}/posture", posture::pages::show)
        .post("/actors/{id}/posture", posture::pages::choose)
        .get("/actors/{id}/preview", posture::pages::preview)
        .merge(contacts())
        .merge(relations())
        .merge(merges())
}

fn contacts() -> Routes {
    Routes::default()
        .get("/actors/{id}/contacts/new", contacts::pages::new)
        .post("/actors/{id}/contacts/new", contacts::pages::create)
        .get("/contacts/{id}", contacts::pages::show)
        .get("/contacts/{id}/edit", contacts::pages::edit)
        .post("/contacts/{id}/edit", contacts::pages::update)
        .post("/contacts/{id}/consents", contacts::pages::consent)
        .post("/contacts/{id}/withdrawal", contacts::pages::withdraw)
        .get("/contacts/{id}/removal", contacts::pages::ask_removal)
        .post("/contacts/{id}/removal", contacts::pages::remove)
        .get("/areas/{id}/contacts", contacts::sheet::show)
}

fn relations() -> Routes {
    Routes::default()
        .get("/actors/{id}/relations", relations::pages::index)
        .post("/actors/{id}/relations", relations::pages::create)
        .get("/relations/{id}/end", relations::pages::ask_end)
        .post("/relations/{id}/end", relations::pages::end)
        .get("/actors/{id}/network", relations::pages::network)
        .get("/actors/coherence", coherence::pages::index)
        .post("/actors/coherence", coherence::pages::say)
}

fn merges() -> Routes {
    Routes::default()
        .get("/actors/duplicates", merges::pages::index)
        .post("/actors/duplicates", merges::pages::keep_apart)
        .get("/merges/new", merges::pages::new)
        .post("/merges/new", merges::pages::propose)
        .get("/merges/{id}", merges::pages::show)
        .post("/merges/{id}/agreement", merges::pages::agree)
        .post("/merges/{id}/refusal", merges::pages::decline)
        .post("/merges/{id}/undoing", merges::pages::undo)
}
