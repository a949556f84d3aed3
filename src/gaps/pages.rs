//! The gap matrix, and the sheet of needs of a district.

use super::{
    forms::{FIELDS, ImportForm, NeedsForm},
    model::{Cell, Cells, Sheet},
    policy::{self, Enter},
    store,
};
use crate::{
    access::Audience,
    areas::{
        self,
        model::{Area, Entry},
    },
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Code, Query},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GapsQuery {
    region: String,
}

#[derive(Template)]
#[template(path = "gaps/index.html")]
struct IndexPage {
    layout: Layout,
    regions: Vec<Entry>,
    region: String,
    /// The clusters that have something somewhere.
    clusters: Vec<&'static str>,
    cells: Cells,
    loads: HashMap<Uuid, i64>,
    mark: i64,
    can_enter: bool,
}

impl IndexPage {
    fn cell(&self, area: &Uuid, cluster: &str) -> Cell {
        self.cells.get(&(*area, cluster.to_owned())).cloned().unwrap_or_default()
    }

    fn load(&self, area: &Uuid) -> i64 {
        self.loads.get(area).copied().unwrap_or_default()
    }

    fn shown(&self) -> Vec<&Entry> {
        let is_shown = |region: &&Entry| self.region.is_empty() || region.code == self.region;
        self.regions.iter().filter(is_shown).collect()
    }

    fn choices(&self) -> Vec<(String, String)> {
        self.regions.iter().map(|one| (one.code.clone(), one.name.clone())).collect()
    }
}

/// `GET /gaps`
pub async fn index(Query(query): Query<GapsQuery>, mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().admitted_to(Audience::Partners) {
        return Err(Error::Forbidden("gaps-deny-see"));
    }
    let month = crate::clock::now().to_zoned(cx.house.zone.clone()).date().first_of_month();
    let cells = store::cells(&mut cx.tx, month).await?;
    let (loads, mark) = store::loads(&mut cx.tx, month).await?;
    let regions = areas::store::regions(&mut cx.tx).await?;
    let used = |code: &&str| cells.keys().any(|(_, cluster)| cluster == code);
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        regions,
        region: query.region,
        clusters: FIELDS.iter().map(|(code, _)| *code).filter(used).collect(),
        can_enter: policy::enters(cx.viewer()),
        cells,
        loads,
        mark,
    }))
}

#[derive(Template)]
#[template(path = "gaps/needs.html")]
struct NeedsPage {
    layout: Layout,
    area: Area,
    form: NeedsForm,
    errors: Errors,
}

impl NeedsPage {
    /// Cluster, name of the field, and what was typed.
    fn fields(&self) -> Vec<(&'static str, &'static str, String)> {
        let field = |(at, (code, field)): (usize, &(&'static str, &'static str))| {
            (*code, *field, self.form.typed(at).to_owned())
        };
        FIELDS.iter().enumerate().map(field).collect()
    }
}

/// `GET /gaps/{code}/needs`
pub async fn edit(Code(code): Code, mut cx: Ctx) -> Result<Response> {
    let area = areas::store::named(&mut cx.tx, &code).await?;
    let sheet = store::sheet(&mut cx.tx, &area).await?;
    cx.tx.check(Enter, &sheet)?;
    let (layout, form, errors) = (Layout::new(&cx), NeedsForm::of(&sheet), Errors::default());
    Ok(cx.page(&NeedsPage { layout, area, form, errors }))
}

/// `POST /gaps/{code}/needs`
pub async fn update(Code(code): Code, post: Post<NeedsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let area = areas::store::named(&mut cx.tx, &code).await?;
    let sheet = store::sheet(&mut cx.tx, &area).await?;
    let permit = cx.tx.permit(Enter, &sheet)?;
    let saved = cx
        .tx
        .attempt(async |tx| store::enter(tx, permit, &form.parse()?, &form.version).await)
        .await;
    match saved {
        Ok(()) => cx.saved("/gaps".to_owned(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let layout = Layout::new(&cx);
            Ok(cx.invalid(&NeedsPage { layout, area, form, errors }))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "gaps/import.html")]
struct ImportPage {
    layout: Layout,
    form: ImportForm,
    errors: Errors,
}

/// Whoever enters needs may paste many at once.
fn check_import(cx: &Ctx) -> Result<()> {
    let any = Sheet { area_id: Uuid::nil(), code: String::new(), needs: Vec::new() };
    cx.tx.check(Enter, &any)
}

/// `GET /gaps/import`
pub async fn new_import(cx: Ctx) -> Result<Response> {
    check_import(&cx)?;
    let (form, errors) = (ImportForm::default(), Errors::default());
    Ok(cx.page(&ImportPage { layout: Layout::new(&cx), form, errors }))
}

/// `POST /gaps/import`: all rows, or none and every mistake.
pub async fn import(post: Post<ImportForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    check_import(&cx)?;
    let done = cx.tx.attempt(async |tx| {
        let (rows, source, as_of) = form.parse()?;
        for sheet in store::sheets(tx, &rows).await?.values() {
            let permit = tx.permit(Enter, sheet)?;
            store::take_in(tx, permit, &rows, &source, as_of).await?;
        }
        Ok(())
    });
    match done.await {
        Ok(()) => cx.saved("/gaps".to_owned(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            Ok(cx.invalid(&ImportPage { layout: Layout::new(&cx), form, errors }))
        }
        Err(other) => Err(other),
    }
}
