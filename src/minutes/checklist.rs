//! Before a first meeting: what the house knows already, and what somebody has to ask.

use super::{model::Minutes, policy::View, store};
use crate::{
    access::Record as _,
    actors::{self, model::ActorName},
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::Ref,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "minutes/checklist.html")]
struct ChecklistPage {
    layout: Layout,
    minutes: Minutes,
    known: store::Known,
    names: HashMap<Uuid, ActorName>,
}

impl ChecklistPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

/// `GET /meetings/{reference}/checklist`
pub async fn show(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(View, &minutes)?;
    if !minutes.meeting.is_run_by(cx.viewer()) {
        return Err(Error::Forbidden("minutes-deny-run"));
    }
    let known = store::known(&mut cx.tx, &minutes.meeting).await?;
    let ids: Vec<Uuid> =
        known.invited.iter().map(|one| one.id).chain(known.here.iter().copied()).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    Ok(cx.page(&ChecklistPage { layout: Layout::new(&cx), minutes, known, names }))
}
