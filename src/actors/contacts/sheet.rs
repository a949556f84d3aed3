//! The contact sheet of a district: who is there and how they are reached, as far as consent goes, on one sheet of paper.

use super::{model::Contact, pages::tell, store};
use crate::{
    access::Audience,
    actors::{
        directory::{self, model::Filters},
        model::Line,
        store as actors,
    },
    areas::{self, model::Area},
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::Id,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;

/// More than this does not fit on a sheet that somebody carries.
pub const MOST: usize = 150;

/// One actor of the sheet.
struct Reached {
    actor: Line,
    /// The office's own phone, and that of the desk it keeps: of an office, not of a person.
    phones: Vec<String>,
    contacts: Vec<Contact>,
}

#[derive(Template)]
#[template(path = "contacts/sheet.html")]
struct SheetPage {
    layout: Layout,
    area: Area,
    reached: Vec<Reached>,
    is_cut: bool,
}

/// `GET /areas/{id}/contacts`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().admitted_to(Audience::Partners) {
        return Err(Error::Forbidden("contacts-deny-sheet"));
    }
    let area = areas::store::find(&mut cx.tx, id).await?;
    let filters = Filters { area: Some(id), ..Filters::default() };
    let mut lines = directory::store::first(&mut cx.tx, &filters, MOST + 1).await?;
    let is_cut = lines.len() > MOST;
    lines.truncate(MOST);
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    let contacts = store::of_actors(&mut cx.tx, &ids, Some(id)).await?;
    tell(&cx, &contacts, "print").await?;
    let mut phones = actors::office_phones(&mut cx.tx, &ids).await?;
    let reached = lines.into_iter().map(|actor| Reached {
        phones: phones.remove(&actor.id).unwrap_or_default(),
        contacts: contacts.iter().filter(|one| one.actor_id == actor.id).cloned().collect(),
        actor,
    });
    let reached = reached.collect();
    Ok(cx.page(&SheetPage { layout: Layout::new(&cx), area, reached, is_cut }))
}
