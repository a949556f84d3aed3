//! The pages of objectives.

use super::{
    forms::{IndicatorForm, LinkForm, ObjectiveForm, ReadingForm},
    model::{Act, Effort, Indicator, Level, Objective, Serves, Slot, Step, Target, Trend, keeper},
    policy::{self, Change, Create, Link, Measure, Move, Unlink},
    store,
};
use crate::{
    access::{Audience, Record as _, Role},
    actors, areas,
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

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    ended: String,
}

#[derive(Template)]
#[template(path = "objectives/index.html")]
struct IndexPage {
    layout: Layout,
    objectives: Vec<Objective>,
    with_ended: bool,
    can_create: bool,
}

impl IndexPage {
    /// Levels that have something, with it.
    fn levels(&self) -> Vec<(Level, Vec<&Objective>)> {
        let of = |level: &Level| self.objectives.iter().filter(|one| one.level == *level).collect();
        let all = Level::ALL.iter().map(|level| (*level, of(level)));
        all.filter(|(_, objectives): &(_, Vec<_>)| !objectives.is_empty()).collect()
    }
}

#[derive(Template)]
#[template(path = "objectives/show.html")]
struct ShowPage {
    layout: Layout,
    objective: Objective,
    owner: String,
    parent: Option<Objective>,
    areas: Vec<(Uuid, String)>,
    measured: Vec<(Indicator, Trend)>,
    effort: Vec<Effort>,
    serving: Vec<Serves>,
    acts: Vec<(Act, String)>,
    can_change: bool,
    indicator: IndicatorForm,
    reading: ReadingForm,
    errors: Errors,
}

impl ShowPage {
    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.objective.url())
    }

    fn state_key(&self) -> String {
        format!("objectives-state-{}", self.objective.state)
    }

    fn indicators(&self) -> Vec<(String, String)> {
        self.measured.iter().map(|(one, _)| (one.id.to_string(), one.name.clone())).collect()
    }
}

#[derive(Template)]
#[template(path = "objectives/edit.html")]
struct EditPage {
    layout: Layout,
    form: ObjectiveForm,
    errors: Errors,
    /// The objective that is changed; none for a new one.
    address: Option<String>,
    levels: Vec<(&'static str, String)>,
    places: Vec<(String, String)>,
    parents: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "objectives/links.html")]
struct LinksPage {
    layout: Layout,
    target: Target,
    linked: Vec<(Uuid, String)>,
    choices: Vec<(String, String)>,
    form: LinkForm,
    errors: Errors,
}

fn check_reader(cx: &Ctx) -> Result<()> {
    if cx.viewer().admitted_to(Audience::Partners) || cx.viewer().role == Role::Leader {
        return Ok(());
    }
    Err(Error::Forbidden("objectives-deny-see"))
}

/// `GET /objectives`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    check_reader(&cx)?;
    let with_ended = query.ended == "yes";
    let objectives = store::list(&mut cx.tx, with_ended).await?;
    let can_create = policy::keeps(cx.viewer());
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), objectives, with_ended, can_create }))
}

/// `GET /objectives/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let objective = store::find(&mut cx.tx, id).await?;
    let page = show_page(&mut cx, objective).await?;
    Ok(cx.page(&page))
}

async fn show_page(cx: &mut Ctx, objective: Objective) -> Result<ShowPage> {
    let names = actors::store::names(&mut cx.tx, &[objective.owner_id]).await?;
    let owner = names.values().map(|name| name.label(cx.lang)).collect();
    let parent = match objective.parent_id {
        Some(parent) => store::find(&mut cx.tx, parent).await.ok(),
        None => None,
    };
    let areas = store::areas(&mut cx.tx, objective.id).await?;
    let effort = store::effort(&mut cx.tx, objective.id).await?;
    let indicators = store::indicators(&mut cx.tx, objective.id).await?;
    let serving = store::serving(&mut cx.tx, objective.id).await?;
    let can_change = cx.viewer().may(Change, &objective);
    let may = |act: Act| cx.viewer().may(Move, &Step { objective: objective.clone(), act });
    let acts = objective.state.acts().into_iter().filter(|(act, _)| may(*act));
    let acts = acts.map(|(act, noun)| (act, format!("{}/{noun}", objective.url()))).collect();
    let today = cx.voice().now.to_zoned(cx.house.zone.clone()).date();
    Ok(ShowPage {
        layout: Layout::new(cx),
        measured: indicators
            .into_iter()
            .map(|one| {
                let trend = Trend::of(&one, &effort);
                (one, trend)
            })
            .collect(),
        objective,
        owner,
        parent,
        areas,
        effort,
        serving,
        acts,
        can_change,
        indicator: IndicatorForm::default(),
        reading: ReadingForm { read_on: today.to_string(), ..ReadingForm::default() },
        errors: Errors::default(),
    })
}

/// `GET /objectives/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    if !policy::keeps(cx.viewer()) {
        return Err(Error::Forbidden("objectives-deny-keep"));
    }
    let page = edit_page(&mut cx, ObjectiveForm::default(), Errors::default(), None).await?;
    Ok(cx.page(&page))
}

/// `POST /objectives/new`
pub async fn create(post: Post<ObjectiveForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    if !policy::keeps(cx.viewer()) {
        return Err(Error::Forbidden("objectives-deny-keep"));
    }
    let (id, owner) = (Uuid::now_v7(), cx.viewer().actor);
    let done = cx.tx.attempt(async |tx| {
        let draft = form.parse()?;
        let slot = Slot { id, owner, level: form.level().unwrap_or(Level::LocalPlan) };
        let permit = tx.permit(Create, &slot)?;
        store::create(tx, permit, &draft).await
    });
    match done.await {
        Ok(()) => cx.saved(format!("/objectives/{id}"), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = edit_page(&mut cx, form, errors, None).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `GET /objectives/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let objective = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Change, &objective)?;
    let areas = store::areas(&mut cx.tx, id).await?;
    let areas: Vec<Uuid> = areas.into_iter().map(|(id, _)| id).collect();
    let form = ObjectiveForm::of(&objective, &areas);
    let page = edit_page(&mut cx, form, Errors::default(), Some(&objective)).await?;
    Ok(cx.page(&page))
}

/// `POST /objectives/{id}/edit`
pub async fn update(Id(id): Id, post: Post<ObjectiveForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let objective = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Change, &objective)?;
    // Code and level stay what they are: links and files name them.
    let form =
        ObjectiveForm { level: objective.level.to_string(), code: objective.code.clone(), ..form };
    let version = form.version.parse().unwrap_or(0);
    let done =
        cx.tx.attempt(async |tx| store::change(tx, permit, version, &form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(objective.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = edit_page(&mut cx, form, errors, Some(&objective)).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

async fn edit_page(
    cx: &mut Ctx,
    form: ObjectiveForm,
    errors: Errors,
    changed: Option<&Objective>,
) -> Result<EditPage> {
    let role = cx.viewer().role;
    let levels = Level::ALL.iter().filter(|level| keeper(**level, role));
    let levels =
        levels.map(|level| (level.as_str(), format!("objectives-level-{level}"))).collect();
    let places = areas::store::regions(&mut cx.tx).await?;
    let places = places.iter().flat_map(|region| std::iter::once(region).chain(&region.inside));
    let places =
        places.map(|area| (area.id.to_string(), area.name_in(cx.lang).to_owned())).collect();
    let parents = store::list(&mut cx.tx, false).await?;
    let is_other = |one: &Objective| changed.is_none_or(|changed| changed.id != one.id);
    let name = |one: Objective| (one.id.to_string(), format!("{} {}", one.code, one.title));
    let parents = parents.into_iter().filter(is_other).map(name).collect();
    let address = changed.map(Objective::url);
    Ok(EditPage { layout: Layout::new(cx), form, errors, address, levels, places, parents })
}

/// `POST /objectives/{id}/activation`
pub async fn activate(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    step(id, post.cx, Act::Activate).await
}

/// `POST /objectives/{id}/achievement`
pub async fn achieve(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    step(id, post.cx, Act::Achieve).await
}

/// `POST /objectives/{id}/revision`
pub async fn revise(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    step(id, post.cx, Act::Revise).await
}

/// `POST /objectives/{id}/dropping`
pub async fn drop(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    step(id, post.cx, Act::Drop).await
}

/// A form that says nothing but that it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Nothing {}

async fn step(id: Uuid, mut cx: Ctx, act: Act) -> Result<Response> {
    let objective = store::find(&mut cx.tx, id).await?;
    let step = Step { objective, act };
    let permit = cx.tx.permit(Move, &step)?;
    store::step(&mut cx.tx, permit).await?;
    cx.saved(step.url(), "frame-notice-saved").await
}

/// `POST /objectives/{id}/indicators`
pub async fn add_indicator(Id(id): Id, post: Post<IndicatorForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let objective = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Measure, &objective)?;
    match form.parse() {
        Ok(indicator) => {
            store::add_indicator(&mut cx.tx, permit, indicator).await?;
            cx.saved(objective.url(), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => {
            let page = show_page(&mut cx, objective).await?;
            Ok(cx.invalid(&ShowPage { indicator: form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /objectives/{id}/readings`
pub async fn read(Id(id): Id, post: Post<ReadingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let objective = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Measure, &objective)?;
    let today = cx.voice().now.to_zoned(cx.house.zone.clone()).date();
    let done = cx.tx.attempt(async |tx| store::read(tx, permit, form.parse(today)?).await).await;
    match done {
        Ok(()) => cx.saved(objective.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = show_page(&mut cx, objective).await?;
            Ok(cx.invalid(&ShowPage { reading: form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

async fn target_of(cx: &mut Ctx, form: &LinkForm) -> Result<Target> {
    let (kind, id) = form.target().ok_or(Error::NotFound)?;
    store::target(&mut cx.tx, kind, id).await
}

/// The record that a form names: one that names none is a mistake, one that names what is hidden finds nothing.
async fn target_named(cx: &mut Ctx, form: &LinkForm) -> Result<Target> {
    if form.record.is_empty() {
        return Err(Error::Invalid(Errors::one("record", "frame-field-needed")));
    }
    target_of(cx, form).await
}

/// `GET /objectives/links`
pub async fn links(Query(form): Query<LinkForm>, mut cx: Ctx) -> Result<Response> {
    let target = target_of(&mut cx, &form).await?;
    cx.tx.check(Link, &target)?;
    let page = links_page(&mut cx, target, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn links_page(
    cx: &mut Ctx,
    target: Target,
    form: LinkForm,
    errors: Errors,
) -> Result<LinksPage> {
    let kind = form.target().map_or("", |(kind, _)| kind);
    let linked = store::links_of(&mut cx.tx, kind, target.id, true).await?.lines;
    let choices = store::list(&mut cx.tx, false).await?;
    let is_free = |one: &Objective| {
        one.state == super::model::State::Active && linked.iter().all(|(id, _)| *id != one.id)
    };
    let name = |one: Objective| (one.id.to_string(), format!("{} {}", one.code, one.title));
    let choices = choices.into_iter().filter(is_free).map(name).collect();
    Ok(LinksPage { layout: Layout::new(cx), target, linked, choices, form, errors })
}

/// `POST /objectives/links`
pub async fn link(post: Post<LinkForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let target = target_named(&mut cx, &form).await?;
    let permit = cx.tx.permit(Link, &target)?;
    let done = cx.tx.attempt(async |tx| store::link(tx, permit, form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(target.url.clone(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = links_page(&mut cx, target, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /objectives/links/removal`
pub async fn unlink(post: Post<LinkForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let target = target_named(&mut cx, &form).await?;
    let permit = cx.tx.permit(Unlink, &target)?;
    let objective = Uuid::parse_str(&form.objective).map_err(|_| Error::NotFound)?;
    store::unlink(&mut cx.tx, permit, objective).await?;
    cx.saved(target.url.clone(), "frame-notice-removed").await
}
