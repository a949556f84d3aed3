//! The pages of duty desks.

use super::{
    model::{Desk, Kind, Slot},
    policy::{Change, Create},
    store,
};
use crate::{
    areas,
    web::{
        context::{Ctx, Open},
        error::Result,
        extract::Query,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeskQuery {
    area: String,
}

#[derive(Template)]
#[template(path = "desks/index.html")]
struct IndexPage {
    layout: Layout,
    desks: Vec<Desk>,
    districts: Vec<(String, String)>,
    area: String,
    /// Of the district that was chosen: its desk, and whether another answers for it.
    found: Vec<(Kind, Option<Desk>, Option<Desk>)>,
    house_phone: String,
    /// The desks that this viewer may change.
    changes: Vec<Uuid>,
    can_create: bool,
    sees_offices: bool,
}

#[derive(Template)]
#[template(path = "desks/coordinator.html")]
struct CoordinatorPage {
    layout: Layout,
    desks: Vec<Desk>,
    changes: Vec<Uuid>,
}

/// `GET /desks`
pub async fn index(Query(query): Query<DeskQuery>, Open(mut cx): Open) -> Result<Response> {
    let desks = store::list(&mut cx.tx).await?;
    let districts = areas::store::districts(&mut cx.tx).await?;
    let found = match Uuid::parse_str(&query.area) {
        Ok(area) => find(&mut cx, area, &desks).await?,
        Err(_) => Vec::new(),
    };
    let districts = districts.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let house_phone = cx.house.duty_phone.clone();
    let area = query.area;
    let kept = store::kept(&mut cx.tx).await?;
    let viewer = cx.viewer();
    let page = IndexPage {
        changes: kept.iter().filter(|desk| viewer.may(Change, desk)).map(|desk| desk.id).collect(),
        can_create: viewer.may(Create, &Slot { actor: Uuid::nil() }),
        sees_offices: viewer.is_signed_in(),
        layout: Layout::new(&cx),
        desks,
        districts,
        area,
        found,
        house_phone,
    };
    Ok(cx.page(&page))
}

async fn find(
    cx: &mut Ctx,
    area: Uuid,
    desks: &[Desk],
) -> Result<Vec<(Kind, Option<Desk>, Option<Desk>)>> {
    let named = |id: Option<Uuid>| desks.iter().find(|desk| Some(desk.id) == id).cloned();
    let of_area = store::of_area(&mut cx.tx, area).await?;
    let found = of_area.into_iter().map(|(kind, responsible, open)| {
        let other = open.filter(|_| open != responsible);
        (kind, named(responsible), named(other))
    });
    Ok(found.collect())
}

/// `GET /desks/coordinator`: tell OCHA.
pub async fn coordinator(Open(mut cx): Open) -> Result<Response> {
    let mut desks = store::list(&mut cx.tx).await?;
    desks.retain(|desk| desk.kind == Kind::Coordinator);
    Ok(cx.page(&CoordinatorPage { layout: Layout::new(&cx), desks, changes: Vec::new() }))
}
