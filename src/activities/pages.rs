//! The pages of activities: the list, the record, and its form.

use super::{
    forms::{ActForm, ActivityForm},
    lists::{self, After, Filter},
    model::{self, Act, Activity, Cluster, Function, Line, Private, STATES, Slot, Status, Step},
    policy::{Confirm, Create, Edit, Take, is_writer, keeps, widens},
    store,
};
use crate::{
    access::{Community, Record as _},
    actors::{self, model::ActorName},
    audit,
    i18n::{Lang, Text, say},
    objectives,
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
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// The state of the list, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cluster: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub actor: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// `yes`: only what nobody confirmed for long.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stale: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl ListQuery {
    /// What the query asks for. An area that is not there finds nothing; other unreadable values are as if left out.
    pub async fn filter(&self, cx: &mut Ctx) -> Result<Filter> {
        let is_stale = self.stale == "yes";
        let areas = match Uuid::parse_str(&self.area) {
            Ok(area) => Some(store::areas_in(&mut cx.tx, area).await?),
            Err(_) => None,
        };
        let stale_since =
            if is_stale { Some(lists::stale_before(&mut cx.tx).await?) } else { None };
        Ok(Filter {
            areas: areas
                .map(|found| if found.is_empty() { vec![Uuid::nil()] } else { found })
                .unwrap_or_default(),
            cluster: Cluster::parse(&self.cluster).filter(|one| *one != Cluster::Unsaid),
            actor: Uuid::parse_str(&self.actor).ok(),
            status: Status::parse(&self.status),
            from: self.from.parse().ok(),
            until: self.until.parse().ok(),
            stale_since,
            after: self.place(is_stale),
        })
    }

    fn place(&self, is_stale: bool) -> Option<After> {
        if is_stale {
            paging::after(&self.after).map(|(at, id)| After::Confirmed(at, id))
        } else {
            paging::after(&self.after).map(|(day, id)| After::Start(day, id))
        }
    }

    pub fn url(&self, path: &str) -> String {
        paging::address(path, self)
    }

    /// The filters as they stand in the address, for the form of an export.
    fn encoded(&self) -> String {
        let all = ListQuery { after: String::new(), ..self.clone() };
        serde_html_form::to_string(all).unwrap_or_default()
    }

    /// Cuts the row that only says there is more, and gives the address of the next page.
    fn next(&self, lines: &mut Vec<Line>) -> Option<String> {
        let last = paging::cut(lines, lists::PAGE)?;
        let after = if self.stale == "yes" {
            paging::place(&last.last_confirmed_at, last.id)
        } else {
            paging::place(&last.starts_on, last.id)
        };
        Some(ListQuery { after, ..self.clone() }.url("/activities"))
    }

    /// Each filter in force, in words, with the address without it.
    fn chips(
        &self,
        places: &[(Uuid, String)],
        actor: Option<String>,
        lang: Lang,
    ) -> Vec<(String, String)> {
        let first = ListQuery { after: String::new(), ..self.clone() };
        let without = |set: fn(&mut ListQuery)| {
            let mut query = first.clone();
            set(&mut query);
            query.url("/activities")
        };
        let mut chips = Vec::new();
        if let Some((_, name)) = places.iter().find(|(id, _)| id.to_string() == self.area) {
            chips.push((name.clone(), without(|query| query.area.clear())));
        }
        if Cluster::parse(&self.cluster).is_some_and(|one| one != Cluster::Unsaid) {
            let text = say(lang, &format!("cluster-{}", self.cluster), None);
            chips.push((text, without(|query| query.cluster.clear())));
        }
        if let Some(name) = actor {
            chips.push((name, without(|query| query.actor.clear())));
        }
        if Status::parse(&self.status).is_some() {
            let text = say(lang, &format!("activities-status-{}", self.status), None);
            chips.push((text, without(|query| query.status.clear())));
        }
        if !self.from.is_empty() {
            let text = Text::new("activities-chip-from").with("day", self.from.as_str()).say(lang);
            chips.push((text, without(|query| query.from.clear())));
        }
        if !self.until.is_empty() {
            let text = Text::new("activities-chip-until").with("day", self.until.as_str());
            chips.push((text.say(lang), without(|query| query.until.clear())));
        }
        if self.stale == "yes" {
            let text = say(lang, "activities-stale", None);
            chips.push((text, without(|query| query.stale.clear())));
        }
        chips
    }
}

/// Codes with the keys of their words, for a select.
pub fn options<T: Copy + std::fmt::Display>(
    codes: impl Iterator<Item = T>,
    prefix: &str,
) -> Vec<(String, String)> {
    codes.map(|code| (code.to_string(), format!("{prefix}-{code}"))).collect()
}

fn texts(rows: Vec<(Uuid, String)>) -> Vec<(String, String)> {
    rows.into_iter().map(|(id, name)| (id.to_string(), name)).collect()
}

#[derive(Template)]
#[template(path = "activities/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    lines: Vec<Line>,
    names: HashMap<Uuid, ActorName>,
    count: i64,
    next: Option<String>,
    chips: Vec<(String, String)>,
    places: Vec<(String, String)>,
    actors: Vec<(String, String)>,
    is_writer: bool,
}

impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn clusters() -> Vec<(String, String)> {
        options(Cluster::named(), "cluster")
    }

    fn statuses() -> Vec<(String, String)> {
        options(Status::ALL.iter(), "activities-status")
    }
}

/// `GET /activities`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let filter = query.filter(&mut cx).await?;
    let mut lines = lists::list(&mut cx.tx, &filter, lists::PAGE + 1).await?;
    let next = query.next(&mut lines);
    let count = match i64::try_from(lines.len()) {
        Ok(count) if next.is_none() && filter.after.is_none() => count,
        _ => lists::count(&mut cx.tx, &filter).await?,
    };
    let shown: Vec<Uuid> = lines.iter().map(|line| line.actor_id).chain(filter.actor).collect();
    let names = actors::store::names(&mut cx.tx, &shown).await?;
    let places = store::places(&mut cx.tx).await?;
    let actor = filter.actor.and_then(|actor| names.get(&actor)).map(|name| name.label(cx.lang));
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        chips: query.chips(&places, actor, cx.lang),
        actors: actors_of(&lines, &names, &query, cx.lang),
        places: texts(places),
        query,
        lines,
        names,
        count,
        next,
        is_writer: is_writer(cx.viewer()),
    }))
}

/// The actors on this page, to narrow the list to one of them; the page of an activity leads here too.
fn actors_of(
    lines: &[Line],
    names: &HashMap<Uuid, ActorName>,
    query: &ListQuery,
    lang: Lang,
) -> Vec<(String, String)> {
    let chosen = Uuid::parse_str(&query.actor).ok();
    let mut ids: Vec<Uuid> = lines.iter().map(|line| line.actor_id).chain(chosen).collect();
    ids.sort_unstable();
    ids.dedup();
    let label = |id: &Uuid| Some((id.to_string(), names.get(id)?.label(lang)));
    let mut choices: Vec<_> = ids.iter().filter_map(label).collect();
    choices.sort_by_key(|(_, label)| label.to_lowercase());
    choices
}

#[derive(Template)]
#[template(path = "activities/show.html")]
struct ShowPage {
    layout: Layout,
    activity: Activity,
    actor: Option<ActorName>,
    private: Private,
    who_sees: Vec<String>,
    opened_by: Option<Vec<String>>,
    acts: Vec<Act>,
    objectives: objectives::model::Links,
    can_edit: bool,
    can_confirm: bool,
}

impl ShowPage {
    fn actor_name(&self) -> String {
        self.actor.as_ref().map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn status_url(&self) -> String {
        format!("{}/status", self.activity.url())
    }

    fn title(&self) -> String {
        let cluster = match self.activity.cluster {
            Cluster::Unsaid => String::new(),
            cluster => say(self.layout.lang, &format!("cluster-{cluster}"), None),
        };
        match (self.activity.what.is_empty(), cluster.is_empty()) {
            (false, _) => self.activity.what.clone(),
            (true, false) => cluster,
            (true, true) => say(self.layout.lang, "activities-one", None),
        }
    }
}

/// `GET /activities/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let activity = store::find(&mut cx.tx, id).await?;
    let private = store::private(&mut cx.tx, id).await?;
    if private != Private::default() {
        cx.opened("activity", id, activity.actor_id, "page").await?;
    }
    let viewers = store::viewers(&mut cx.tx, id).await?;
    let is_owner = cx.viewer().acts_for(activity.actor_id);
    let opened_by = audit::store::opened_by(&mut cx, "activity", id, is_owner).await?;
    let mut ids: Vec<Uuid> = viewers.iter().map(|(actor, ..)| *actor).collect();
    ids.push(activity.actor_id);
    let mut names = actors::store::names(&mut cx.tx, &ids).await?;
    let objectives = objectives::store::links_of(&mut cx.tx, "activity", id, is_owner).await?;
    let step = |act| Step { activity: activity.clone(), act };
    let acts = Act::ALL.iter().copied().filter(|act| cx.viewer().may(Take, &step(*act)));
    let page = ShowPage {
        objectives,
        layout: Layout::new(&cx),
        who_sees: who_sees(&viewers, &names, cx.lang),
        opened_by,
        acts: acts.collect(),
        can_edit: cx.viewer().may(Edit, &activity),
        can_confirm: cx.viewer().may(Confirm, &activity),
        actor: names.remove(&activity.actor_id),
        private,
        activity,
    };
    Ok(cx.page(&page))
}

fn who_sees(
    viewers: &[(Uuid, crate::access::Role, i64)],
    names: &HashMap<Uuid, ActorName>,
    lang: Lang,
) -> Vec<String> {
    let line = |(actor, role, n): &(Uuid, crate::access::Role, i64)| {
        let name = names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
        let role = say(lang, &format!("role-{role}"), None);
        let text = Text::new("activities-who-sees").with("actor", name).with("role", role);
        text.with("n", *n).say(lang)
    };
    let mut lines: Vec<String> = viewers.iter().map(line).collect();
    lines.sort();
    lines.dedup();
    lines
}

#[derive(Template)]
#[template(path = "activities/edit.html")]
struct EditPage {
    layout: Layout,
    action: String,
    back: String,
    form: ActivityForm,
    errors: Errors,
    /// Whose it can be; empty where that is settled.
    owners: Vec<(String, String)>,
    owner: String,
    districts: Vec<(String, String)>,
    audiences: Vec<(String, String)>,
    is_military: bool,
    is_new: bool,
    /// Whether the page shows what stands in the side tables, or only takes it.
    reads_private: bool,
}

impl EditPage {
    fn clusters() -> Vec<(String, String)> {
        let mut all = options(Cluster::named(), "cluster");
        all.insert(0, (String::new(), "cluster-none".to_owned()));
        all
    }

    fn functions() -> Vec<(String, String)> {
        let named = Function::ALL.iter().filter(|one| **one != Function::Unsaid);
        let mut all = options(named, "activities-function");
        all.insert(0, (String::new(), "activities-function-none".to_owned()));
        all
    }

    fn first_statuses() -> Vec<(String, String)> {
        options([Status::Ongoing, Status::Planned].into_iter(), "activities-status")
    }
}

/// Whose activities the viewer enters: its own actor's first, then those it keeps the entries of.
async fn owners(cx: &mut Ctx) -> Result<Vec<(String, String)>> {
    let viewer = cx.viewer().clone();
    let mut owners = vec![(viewer.actor.to_string(), viewer.actor_name.clone())];
    let kept = actors::store::list(&mut cx.tx, keeps(viewer.role)).await?;
    let others = kept.into_iter().filter(|line| line.id != viewer.actor);
    owners.extend(others.map(|line| (line.id.to_string(), line.name)));
    Ok(owners)
}

/// The form of a new activity of this actor, or of a change.
async fn edit_page(
    cx: &mut Ctx,
    form: ActivityForm,
    errors: Errors,
    old: Option<&Activity>,
) -> Result<EditPage> {
    let owner = Uuid::parse_str(&form.actor).unwrap_or(cx.viewer().actor);
    let community = store::community_of(&mut cx.tx, owner).await?.unwrap_or(cx.viewer().community);
    let names = actors::store::names(&mut cx.tx, &[owner]).await?;
    let chooses = widens(cx.viewer(), owner);
    let audiences = if chooses { model::audiences(community) } else { Vec::new() };
    let own_military = old.is_none() && !keeps(cx.viewer().role).is_empty();
    Ok(EditPage {
        layout: Layout::new(cx),
        action: old.map_or("/activities/new".to_owned(), |old| format!("{}/edit", old.url())),
        back: old.map_or("/activities".to_owned(), crate::access::Record::url),
        owners: if old.is_none() { owners(cx).await? } else { Vec::new() },
        owner: names.get(&owner).map(|name| name.label(cx.lang)).unwrap_or_default(),
        districts: texts(store::places(&mut cx.tx).await?),
        audiences: options(audiences.into_iter(), "activities-audience"),
        is_military: community == Community::Military
            || own_military && keeps(cx.viewer().role).contains(&Community::Military),
        is_new: old.is_none(),
        reads_private: old.is_none() || chooses,
        form,
        errors,
    })
}

/// `GET /activities/new`
pub async fn new(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    if !is_writer(cx.viewer()) {
        return Err(Error::Forbidden("activities-deny-write"));
    }
    let form = ActivityForm {
        actor: cx.viewer().actor.to_string(),
        area: query.area,
        cluster: query.cluster,
        status: Status::Ongoing.to_string(),
        audience: model::default_audience(cx.viewer().community).to_string(),
        ..ActivityForm::default()
    };
    let page = edit_page(&mut cx, form, Errors::default(), None).await?;
    Ok(cx.page(&page))
}

/// `POST /activities/new`
pub async fn create(post: Post<ActivityForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let actor = Uuid::parse_str(&form.actor).unwrap_or(cx.viewer().actor);
    let community = store::community_of(&mut cx.tx, actor).await?;
    let slot = Slot { id: Uuid::now_v7(), actor, community: community.unwrap_or(Community::None) };
    let permit = cx.tx.permit(Create, &slot)?;
    let chooses = widens(cx.viewer(), actor);
    let done = match form.parse(slot.community, chooses, None) {
        Ok(draft) => {
            let work = async |tx: &mut crate::db::Tx| {
                store::create(tx, permit, &draft, form.first_status()).await
            };
            cx.tx.attempt(work).await.map_err(unknown_place)
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => cx.saved(slot.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = edit_page(&mut cx, form, errors, None).await?;
            Ok(cx.invalid(&page))
        }
        Err(error) => Err(error),
    }
}

/// A district or an actor that is not there is a choice to make again.
fn unknown_place(error: Error) -> Error {
    crate::web::forms::on_constraint("activities_area_id_fkey", "area", "frame-field-choose")(
        match error {
            Error::Database(cause) => cause,
            other => return other,
        },
    )
}

/// `GET /activities/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let activity = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Edit, &activity)?;
    let private = if widens(cx.viewer(), activity.actor_id) {
        store::private(&mut cx.tx, id).await?
    } else {
        Private::default()
    };
    let form = ActivityForm::of(&activity, &private);
    let page = edit_page(&mut cx, form, Errors::default(), Some(&activity)).await?;
    Ok(cx.page(&page))
}

/// `POST /activities/{id}/edit`
pub async fn update(Id(id): Id, post: Post<ActivityForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let activity = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Edit, &activity)?;
    let chooses = widens(cx.viewer(), activity.actor_id);
    let done = match form.parse(activity.community, chooses, Some(&activity)) {
        Ok(draft) => {
            let version = form.version.parse().unwrap_or(0);
            let work =
                async |tx: &mut crate::db::Tx| store::update(tx, permit, version, &draft).await;
            cx.tx.attempt(work).await.map_err(unknown_place)
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => cx.saved(activity.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let form = ActivityForm { actor: activity.actor_id.to_string(), ..form };
            let page = edit_page(&mut cx, form, errors, Some(&activity)).await?;
            Ok(cx.invalid(&page))
        }
        Err(error) => Err(error),
    }
}

/// `POST /activities/{id}/confirmation`
pub async fn confirm(Id(id): Id, post: Post<ActForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let activity = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Confirm, &activity)?;
    store::confirm(&mut cx.tx, permit, form.version.parse().unwrap_or(0)).await?;
    cx.saved(activity.url(), "activities-notice-confirmed").await
}

/// `POST /activities/{id}/status`
pub async fn take(Id(id): Id, post: Post<ActForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let activity = store::find(&mut cx.tx, id).await?;
    let act = STATES.iter().map(|(_, act, _)| *act).find(|act| act.as_str() == form.act);
    let act = act.ok_or_else(|| Error::Unreadable("act".to_owned()))?;
    let step = Step { activity, act };
    let permit = cx.tx.permit(Take, &step)?;
    store::take(&mut cx.tx, permit, form.version.parse().unwrap_or(0)).await?;
    cx.saved(step.url(), "frame-notice-saved").await
}
