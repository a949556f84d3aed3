//! Who is responsible where, and the form that says so.

use super::{
    forms::AreasForm,
    model::Holder,
    policy::{self, Assign},
    store,
};
use crate::{
    access::Record as _,
    areas::{self, model::Entry},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Id,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "desks/responsibilities.html")]
struct IndexPage {
    layout: Layout,
    holders: Vec<(Holder, bool)>,
    unheld: Vec<String>,
}

/// `GET /responsibilities`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    let also = if policy::assigns(cx.viewer()) { cx.viewer().below.clone() } else { Vec::new() };
    let holders = store::list(&mut cx.tx, &also).await?;
    let unheld = store::unheld(&mut cx.tx).await?;
    let may = |holder: Holder| {
        let may = cx.viewer().may(Assign, &holder);
        (holder, may)
    };
    let holders = holders.into_iter().map(may).collect();
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), holders, unheld }))
}

#[derive(Template)]
#[template(path = "desks/responsibility.html")]
struct EditPage {
    layout: Layout,
    holder: Holder,
    form: AreasForm,
    regions: Vec<Entry>,
    errors: Errors,
}

impl EditPage {
    fn is_in(&self, area: &Entry) -> bool {
        self.form.areas.contains(&area.id.to_string())
    }

    /// Whether something in this region is ticked: then it stands open.
    fn is_open(&self, region: &Entry) -> bool {
        self.is_in(region) || region.inside.iter().any(|area| self.is_in(area))
    }
}

/// `GET /responsibilities/{id}`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let holder = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Assign, &holder)?;
    let regions = areas::store::regions(&mut cx.tx).await?;
    let ticked = holder.areas.iter().map(ToString::to_string).collect();
    let form = AreasForm { areas: ticked, version: holder.version() };
    let (layout, errors) = (Layout::new(&cx), Errors::default());
    Ok(cx.page(&EditPage { layout, holder, form, regions, errors }))
}

/// `POST /responsibilities/{id}`
pub async fn update(Id(id): Id, post: Post<AreasForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let holder = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Assign, &holder)?;
    let saved = cx
        .tx
        .attempt(async |tx| store::assign(tx, permit, &form.parse()?, &form.version).await)
        .await;
    match saved {
        Ok(()) => cx.saved("/responsibilities".to_owned(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let regions = areas::store::regions(&mut cx.tx).await?;
            let layout = Layout::new(&cx);
            Ok(cx.invalid(&EditPage { layout, holder, form, regions, errors }))
        }
        Err(other) => Err(other),
    }
}
