//! The pages of visits; the form is for a telephone.

use super::{
    forms::{VisitForm, WordsForm},
    model::{Slot, TOPICS, Visit},
    policy::{Answer, Create, PutAction},
    store,
};
use crate::{
    access::{Community, Record as _},
    actions::{self, Place, Put, PutForm, model::Listing},
    actors::{self, model::ActorName},
    areas, audit,
    files::model::RecordKind,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        forms::Errors,
        html::Layout,
        paging,
    },
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    after: String,
}

#[derive(Template)]
#[template(path = "visits/index.html")]
struct IndexPage {
    layout: Layout,
    visits: Vec<Visit>,
    names: HashMap<Uuid, ActorName>,
    next: Option<String>,
    can_create: bool,
}

impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "visits/show.html")]
struct ShowPage {
    layout: Layout,
    visit: Visit,
    names: HashMap<Uuid, ActorName>,
    opened_by: Option<Vec<String>>,
    actions: Listing,
    can_answer: bool,
    form: WordsForm,
    errors: Errors,
}

impl ShowPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.visit.url())
    }
}

#[derive(Template)]
#[template(path = "visits/new.html")]
struct NewPage {
    layout: Layout,
    form: VisitForm,
    errors: Errors,
    visited: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    is_military: bool,
}

impl NewPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn topics(&self) -> Vec<(&'static str, String)> {
        TOPICS.iter().map(|topic| (*topic, format!("visits-topic-{topic}"))).collect()
    }
}

fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), owner: cx.viewer().actor }
}

fn today(cx: &Ctx) -> jiff::civil::Date {
    crate::clock::now().to_zoned(cx.house.zone.clone()).date()
}

/// `GET /visits`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().role.counts_actors() {
        return Err(Error::Forbidden("visits-deny-list"));
    }
    let mut visits = store::list(&mut cx.tx, paging::after(&query.after)).await?;
    let next = paging::cut(&mut visits, store::PAGE)
        .map(|last| format!("/visits?after={}", paging::place(&last.visited_on, last.id)));
    let ids: Vec<Uuid> =
        visits.iter().flat_map(|visit| [visit.owner_id, visit.visited_id]).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let can_create = cx.viewer().may(Create, &slot(&cx));
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), visits, names, next, can_create }))
}

/// `GET /visits/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let visit = store::find(&mut cx.tx, id).await?;
    let page = show_page(&mut cx, visit, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn show_page(cx: &mut Ctx, visit: Visit, errors: Errors) -> Result<ShowPage> {
    let opened_by = audit::store::opening(cx, "visit", visit.id, visit.owner_id, "page").await?;
    let names = actors::store::names(&mut cx.tx, &[visit.owner_id, visit.visited_id]).await?;
    let add = cx.viewer().may(PutAction, &visit).then(|| format!("{}/actions/new", visit.url()));
    let actions = actions::store::listing(&mut cx.tx, RecordKind::Visit, visit.id, add).await?;
    let can_answer = cx.viewer().may(Answer, &visit);
    let form = WordsForm { words: visit.their_words.clone() };
    let layout = Layout::new(cx);
    Ok(ShowPage { layout, visit, names, opened_by, actions, can_answer, form, errors })
}

/// `GET /visits/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Create, &slot(&cx))?;
    let form = VisitForm { visited_on: today(&cx).to_string(), ..VisitForm::default() };
    let page = new_page(&mut cx, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn new_page(cx: &mut Ctx, form: VisitForm, errors: Errors) -> Result<NewPage> {
    let own = cx.viewer().actor;
    let communities = [
        Community::Host,
        Community::Humanitarian,
        Community::Mission,
        Community::Military,
        Community::None,
    ];
    let visited = actors::store::list(&mut cx.tx, &communities).await?;
    let visited = visited
        .into_iter()
        .filter(|line| line.id != own)
        .map(|line| (line.id.to_string(), line.name))
        .collect();
    let districts = areas::store::districts(&mut cx.tx).await?;
    let districts = districts.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let is_military = cx.viewer().community == Community::Military;
    Ok(NewPage { layout: Layout::new(cx), form, errors, visited, districts, is_military })
}

/// `POST /visits/new`
pub async fn create(post: Post<VisitForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let (slot, today) = (slot(&cx), today(&cx));
    let permit = cx.tx.permit(Create, &slot)?;
    let done = cx.tx.attempt(async |tx| store::create(tx, permit, &form.parse(today)?).await).await;
    match done {
        Ok(()) => cx.saved(slot.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = new_page(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /visits/{id}/words`
pub async fn their_words(Id(id): Id, post: Post<WordsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let visit = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Answer, &visit)?;
    match form.parse() {
        Ok(words) => {
            store::answer(&mut cx.tx, permit, &words).await?;
            cx.saved(visit.url(), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => {
            let page = show_page(&mut cx, visit, errors).await?;
            Ok(cx.invalid(&ShowPage { form, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// Each side promises for itself; the other sees it.
fn place(cx: &Ctx, visit: &Visit) -> Place {
    let parties = vec![visit.owner_id, visit.visited_id];
    Place { doers: vec![cx.viewer().actor], parties, ..Place::default() }
}

/// `GET /visits/{id}/actions/new`
pub async fn new_action(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let visit = store::find(&mut cx.tx, id).await?;
    let place = place(&cx, &visit);
    Put::form(cx, PutAction, &visit, &place).await
}

/// `POST /visits/{id}/actions/new`
pub async fn put_action(Id(id): Id, post: Post<PutForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let visit = store::find(&mut cx.tx, id).await?;
    let place = place(&cx, &visit);
    Put::take(cx, form, PutAction, &visit, &place).await
}
