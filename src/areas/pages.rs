//! The pages of areas: the country at a glance, and one area.

use super::{
    map::Map,
    model::{Area, Entry, Somebody},
    store,
};
use crate::web::{context::Open, error::Result, extract::Id, filters, html::Layout};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "areas/index.html")]
struct IndexPage {
    layout: Layout,
    map: Map,
    regions: Vec<Entry>,
    retired: Vec<Area>,
}

/// `GET /areas`
pub async fn index(Open(mut cx): Open) -> Result<Response> {
    let shapes = store::shapes(&mut cx.tx).await?;
    let regions = store::regions(&mut cx.tx).await?;
    let retired = store::retired(&mut cx.tx).await?;
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), map: Map::of(&shapes), regions, retired }))
}

#[derive(Template)]
#[template(path = "areas/show.html")]
struct ShowPage {
    layout: Layout,
    area: Area,
    /// The version in force of a code that this one held before.
    successor: Option<uuid::Uuid>,
    aliases: Vec<String>,
    children: Vec<Area>,
    actors: Vec<Somebody>,
}

/// `GET /areas/{id}`
pub async fn show(Id(id): Id, Open(mut cx): Open) -> Result<Response> {
    let area = store::find(&mut cx.tx, id).await?;
    let successor =
        if area.is_retired() { store::with_code(&mut cx.tx, &area.code).await? } else { None };
    let aliases = store::aliases_of(&mut cx.tx, id).await?;
    let children = store::children(&mut cx.tx, id).await?;
    let actors = store::actors(&mut cx.tx, id).await?;
    Ok(cx.page(&ShowPage { layout: Layout::new(&cx), area, successor, aliases, children, actors }))
}
