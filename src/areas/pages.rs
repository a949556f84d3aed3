//! The pages of areas: the country at a glance, and one area.

use super::{
    map::{Map, neighbours},
    model::{
        Area, Coming, ComingOf, DISTRICT, DeskOf, Doing, Entry, Load, Shape, Somebody, Told,
        Waiting,
    },
    store,
};
use crate::{
    access::Record as _,
    web::{
        context::{Ctx, Open},
        error::Result,
        extract::Code,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// Lines of activities and requests on the page of an area; the lists have the rest.
const FEW: usize = 8;
/// Actors of an area that its page names; the directory has them all.
const ACTORS: usize = 50;

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

/// Whoever is responsible for an area, then those who are in it, as many as its page names; and whether there are more.
struct Here {
    actors: Vec<Somebody>,
    has_more: bool,
}

impl Here {
    async fn first(cx: &mut Ctx, area: Uuid) -> Result<Here> {
        let most = i32::try_from(ACTORS + 1).unwrap_or(51);
        let mut actors = store::actors(&mut cx.tx, area, most).await?;
        let has_more = actors.len() > ACTORS;
        actors.truncate(ACTORS);
        Ok(Here { actors, has_more })
    }
}

#[derive(Template)]
#[template(path = "areas/show.html")]
struct ShowPage {
    layout: Layout,
    area: Area,
    /// The area in force that stands where this one stood.
    now: Option<Area>,
    /// The version in force of a code that this one held before.
    successor: Option<uuid::Uuid>,
    aliases: Vec<String>,
    children: Vec<Area>,
    here: Here,
    district: Option<District>,
}

/// What is said of a district in force, beyond the gazetteer.
struct District {
    desks: Vec<DeskOf>,
    doing: Vec<Doing>,
    waiting: Vec<Waiting>,
    load: Load,
    neighbours: Vec<Area>,
    /// Whether the neighbours are those of the boundaries; else the other districts of the region stand in for them.
    has_borders: bool,
    /// The region, with this district in it.
    picture: Map,
    meetings: Vec<Coming>,
    more_doing: bool,
    more_waiting: bool,
    told: Vec<Told>,
}

impl District {
    async fn of(cx: &mut Ctx, area: &Area) -> Result<District> {
        let most = i64::try_from(FEW).unwrap_or_default();
        let mut doing = store::doing(&mut cx.tx, area.id, most).await?;
        let mut waiting = store::waiting(&mut cx.tx, area.id, most).await?;
        let (more_doing, more_waiting) = (doing.len() > FEW, waiting.len() > FEW);
        doing.truncate(FEW);
        waiting.truncate(FEW);
        let shapes = store::shapes(&mut cx.tx).await?;
        let siblings = match area.parent_id {
            Some(parent) => store::children(&mut cx.tx, parent).await?,
            None => Vec::new(),
        };
        let touching = neighbours(&shapes, area.id);
        let has_borders = !touching.is_empty();
        let neighbours = if has_borders {
            store::several(&mut cx.tx, &touching).await?
        } else {
            siblings.iter().filter(|other| other.id != area.id).cloned().collect()
        };
        let is_near = |shape: &&Shape| siblings.iter().any(|other| other.id == shape.area_id);
        let near: Vec<Shape> = shapes.iter().filter(is_near).cloned().collect();
        Ok(District {
            desks: store::desks(&mut cx.tx, area.id).await?,
            load: store::load(&mut cx.tx, area.id).await?,
            told: store::told(&mut cx.tx, area.id, most).await?,
            picture: Map::of(&near),
            meetings: store::coming(&mut cx.tx, ComingOf::Area(area.id), most).await?,
            doing,
            waiting,
            neighbours,
            has_borders,
            more_doing,
            more_waiting,
        })
    }
}

/// `GET /areas/{code}`: by its code, or any version by its id.
pub async fn show(Code(code): Code, Open(mut cx): Open) -> Result<Response> {
    let area = store::named(&mut cx.tx, &code).await?;
    let (now, successor) = if area.is_retired() {
        let now = store::present_form(&mut cx.tx, area.id).await?;
        (now, store::with_code(&mut cx.tx, &area.code).await?)
    } else {
        (None, None)
    };
    let aliases = store::aliases_of(&mut cx.tx, area.id).await?;
    let children = store::children(&mut cx.tx, area.id).await?;
    let here = Here::first(&mut cx, area.id).await?;
    let district = if area.level == DISTRICT && !area.is_retired() {
        Some(District::of(&mut cx, &area).await?)
    } else {
        None
    };
    let layout = Layout::new(&cx);
    Ok(cx.page(&ShowPage { layout, area, now, successor, aliases, children, here, district }))
}
