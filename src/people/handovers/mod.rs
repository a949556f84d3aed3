//! Handovers: who succeeds whom in a post, what stands open there, and the hour at which its rights move.

mod forms;
pub mod model;
mod pages;
pub mod policy;
mod store;

use crate::{people::model::Post, routes::Routes};
use model::Slot;
use uuid::Uuid;

/// A handover of this post that might be proposed.
pub fn slot(post: &Post) -> Slot {
    Slot { id: Uuid::nil(), post: post.clone() }
}

pub fn routes() -> Routes {
    Routes::default()
        .get("/handovers", pages::index)
        .get("/handovers/new", pages::new)
        .post("/handovers/new", pages::create)
        .get("/handovers/{id}", pages::show)
        .post("/handovers/{id}/confirmation", pages::confirm)
        .post("/handovers/{id}/signature", pages::sign)
        .post("/handovers/{id}/cancellation", pages::cancel)
}
