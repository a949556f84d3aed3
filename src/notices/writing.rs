//! The pages on which a notice is written: new, in place of another, from a contribution, and changed while it is a draft.

use super::{
    contributions::{self, model::Contribution},
    forms::NoticeForm,
    model::{Condition, Confidence, Kind, Notice, Topic, audiences},
    pages::{options, slot},
    policy::{Create, Edit},
    store, writes,
};
use crate::{
    access::{Community, Record as _},
    areas,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// What a new notice begins with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    replaces: String,
    from: String,
}

#[derive(Template)]
#[template(path = "notices/edit.html")]
struct EditPage {
    layout: Layout,
    address: String,
    back: String,
    form: NoticeForm,
    errors: Errors,
    areas: Vec<(String, String)>,
    /// What it is made of, and who told it.
    from: Option<Contribution>,
    is_new: bool,
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl EditPage {
    fn kinds(&self) -> Vec<(String, String)> {
        options(Kind::ALL, "notices-kind")
    }

    fn conditions(&self) -> Vec<(String, String)> {
        options(Condition::ALL, "notices-condition")
    }

    fn confidences(&self) -> Vec<(String, String)> {
        options(Confidence::ALL, "notices-confidence")
    }

    fn topics(&self) -> Vec<(String, String)> {
        let fits = |topic: &&Topic| !(self.is_military() && topic.is_about_humanitarians());
        options(&Topic::ALL.iter().filter(fits).copied().collect::<Vec<_>>(), "notices-topic")
    }

    fn audiences(&self) -> Vec<(String, String)> {
        options(audiences(self.layout.viewer.community), "notices-audience")
    }

    fn is_military(&self) -> bool {
        self.layout.viewer.community == Community::Military
    }
}

fn today(cx: &Ctx) -> jiff::civil::Date {
    crate::clock::now().to_zoned(cx.house.zone.clone()).date()
}

async fn page(
    cx: &mut Ctx,
    notice: Option<&Notice>,
    form: NoticeForm,
    errors: Errors,
) -> Result<EditPage> {
    let areas = areas::store::regions(&mut cx.tx).await?;
    let mut choices = Vec::new();
    for region in areas {
        choices.push((region.id.to_string(), region.name.clone()));
        let inside = region.inside.iter();
        choices.extend(
            inside.map(|one| {
                (one.id.to_string(), areas::model::label(&one.name, Some(&region.name)))
            }),
        );
    }
    let from = match Uuid::parse_str(&form.from) {
        Ok(id) => Some(contributions::store::find(&mut cx.tx, id).await?),
        Err(_) => None,
    };
    let (address, back) = match notice {
        Some(notice) => (format!("{}/edit", notice.url()), notice.url()),
        None => ("/notices/new".to_owned(), "/notices".to_owned()),
    };
    let is_new = notice.is_none();
    let layout = Layout::new(cx);
    Ok(EditPage { layout, address, back, form, errors, areas: choices, from, is_new })
}

/// `GET /notices/new`
pub async fn new(Query(query): Query<NewQuery>, mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Create, &slot(&cx))?;
    let mut form = NoticeForm { valid_from: today(&cx).to_string(), ..NoticeForm::default() };
    if let Ok(id) = Uuid::parse_str(&query.replaces) {
        let old = store::find(&mut cx.tx, id).await?;
        form =
            NoticeForm { replaces: id.to_string(), version: String::new(), ..NoticeForm::of(&old) };
    } else if let Ok(id) = Uuid::parse_str(&query.from) {
        let told = contributions::store::find(&mut cx.tx, id).await?;
        form.from = id.to_string();
        form.topic = told.topic.to_string();
        form.title.clone_from(&told.title);
        form.body.clone_from(&told.body);
        form.area = told.area_id.map(|area| area.to_string()).unwrap_or_default();
        form.valid_until = told.valid_until.to_jiff().to_string();
        form.audience = told.audience.to_string();
        form.kind = told.topic.kind().to_string();
    }
    let page = page(&mut cx, None, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /notices/new`
pub async fn create(post: Post<NoticeForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let (slot, today, community) = (slot(&cx), today(&cx), cx.viewer().community);
    let permit = cx.tx.permit(Create, &slot)?;
    let done = cx
        .tx
        .attempt(async |tx| writes::create(tx, permit, &form.parse(community, today)?).await)
        .await;
    match done {
        Ok(()) => cx.saved(slot.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, None, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `GET /notices/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let notice = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Edit, &notice)?;
    let page = page(&mut cx, Some(&notice), NoticeForm::of(&notice), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /notices/{id}/edit`
pub async fn update(Id(id): Id, post: Post<NoticeForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let notice = store::find(&mut cx.tx, id).await?;
    // What it is made of stays.
    let from = notice.contribution_id.map(|id| id.to_string()).unwrap_or_default();
    let form = NoticeForm { from, ..form };
    let (today, community) = (today(&cx), cx.viewer().community);
    let permit = cx.tx.permit(Edit, &notice)?;
    let version = form.version.parse().unwrap_or(0);
    let done = cx
        .tx
        .attempt(async |tx| {
            writes::change(tx, permit, &form.parse(community, today)?, version).await
        })
        .await;
    match done {
        Ok(()) => cx.saved(notice.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, Some(&notice), form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}
