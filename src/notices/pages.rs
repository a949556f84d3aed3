//! The pages that show notices: the list, the record, roads by district.

use super::{
    model::{Act, Condition, Filter, Kind, Line, Moment, Notice, Slot, State, Step},
    policy::{self, Create, Edit, Take},
    states::SPECS,
    store,
};
use crate::{
    access::Viewer,
    actors::{self, model::ActorName},
    areas,
    i18n::say,
    web::{
        context::{Ctx, Open},
        error::Result,
        extract::{Id, Query},
        filters,
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
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Empty: what holds now.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl ListQuery {
    fn filter(&self) -> Filter {
        Filter {
            state: State::parse(&self.state),
            kind: Kind::parse(&self.kind),
            area: Uuid::parse_str(&self.area).ok(),
            after: paging::after(&self.after),
        }
    }

    fn url(&self) -> String {
        paging::address("/notices", self)
    }
}

#[derive(Template)]
#[template(path = "notices/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    lines: Vec<Line>,
    count: i64,
    next: Option<String>,
    chips: Vec<(String, String)>,
    areas: Vec<(String, String)>,
    can_create: bool,
    can_contribute: bool,
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl IndexPage {
    fn kinds(&self) -> Vec<(String, String)> {
        options(Kind::ALL, "notices-kind")
    }

    /// What is not yet published stands in lists of those who write and check; what was withdrawn too.
    fn states(&self) -> Vec<(String, String)> {
        let writes = policy::writes(self.layout.viewer.role);
        let shown = State::ALL.iter().copied().filter(|state| {
            writes && *state != State::Published
                || matches!(state, State::Superseded | State::Expired)
        });
        options(&shown.collect::<Vec<_>>(), "notices-state")
    }
}

/// The codes of a list with the keys of their words, for a select.
pub fn options<T: Copy + std::fmt::Display>(all: &[T], prefix: &str) -> Vec<(String, String)> {
    all.iter().map(|code| (code.to_string(), format!("{prefix}-{code}"))).collect()
}

pub fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), owner: cx.viewer().actor }
}

/// `GET /notices`: for somebody signed out, what is public.
pub async fn index(Query(query): Query<ListQuery>, Open(mut cx): Open) -> Result<Response> {
    let filter = query.filter();
    let mut lines = store::list(&mut cx.tx, &filter).await?;
    let next = next_page(&mut lines, &query);
    let count = match i64::try_from(lines.len()) {
        Ok(count) if next.is_none() && query.after.is_empty() => count,
        _ => store::count(&mut cx.tx, &filter).await?,
    };
    let areas = areas::store::districts(&mut cx.tx).await?;
    let chips = chips(&query, &areas, &cx);
    let areas = areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let can_create = cx.viewer().may(Create, &slot(&cx));
    let can_contribute = super::contributions::policy::works(cx.viewer());
    let layout = Layout::new(&cx);
    Ok(cx.page(&IndexPage {
        layout,
        query,
        lines,
        count,
        next,
        chips,
        areas,
        can_create,
        can_contribute,
    }))
}

/// Cuts the row that only says there is more, and gives the address of the next page.
fn next_page(lines: &mut Vec<Line>, query: &ListQuery) -> Option<String> {
    let last = paging::cut(lines, store::PAGE)?;
    let after = paging::place(&last.at, last.id);
    Some(ListQuery { after, ..query.clone() }.url())
}

/// Each filter in force, in words, with the address without it.
fn chips(query: &ListQuery, areas: &[(Uuid, String)], cx: &Ctx) -> Vec<(String, String)> {
    let words = |key: String| say(cx.lang, &key, None);
    let first = ListQuery { after: String::new(), ..query.clone() };
    let mut chips = Vec::new();
    if let Some(kind) = Kind::parse(&query.kind) {
        let without = ListQuery { kind: String::new(), ..first.clone() };
        chips.push((words(format!("notices-kind-{kind}")), without));
    }
    if let Some((_, name)) = areas.iter().find(|(id, _)| id.to_string() == query.area) {
        chips.push((name.clone(), ListQuery { area: String::new(), ..first.clone() }));
    }
    if let Some(state) = State::parse(&query.state) {
        let without = ListQuery { state: String::new(), ..first };
        chips.push((words(format!("notices-state-{state}")), without));
    }
    chips.into_iter().map(|(text, query)| (text, query.url())).collect()
}

#[derive(Template)]
#[template(path = "notices/show.html")]
struct ShowPage {
    layout: Layout,
    notice: Notice,
    names: HashMap<Uuid, ActorName>,
    history: Vec<Moment>,
    acts: Vec<(Act, String)>,
    who_sees: Vec<String>,
    can_edit: bool,
    can_replace: bool,
}

impl ShowPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn who(&self, moment: &Moment) -> String {
        let role = say(self.layout.lang, &format!("role-{}", moment.role), None);
        moment.actor_id.map_or(role.clone(), |actor| format!("{role} · {}", self.name(&actor)))
    }

    #[expect(
        clippy::unused_self,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates reach functions through the page and hand over references"
    )]
    fn style(&self, act: &Act) -> &'static str {
        match act {
            Act::Submit | Act::Clear | Act::Publish => "",
            Act::Withdraw => "stop",
            _ => "quiet",
        }
    }
}

/// The acts that this viewer can do to it now, with their addresses.
fn offered(viewer: &Viewer, notice: &Notice) -> Vec<(Act, String)> {
    let address = |path: &str| path.replace("{id}", &notice.id.to_string());
    let mut acts: Vec<(Act, String)> = Vec::new();
    for spec in SPECS.iter().filter(|spec| !spec.path.is_empty()) {
        let step = Step { notice: notice.clone(), act: spec.act };
        if !acts.iter().any(|(act, _)| *act == spec.act) && viewer.may(Take, &step) {
            acts.push((spec.act, address(spec.path)));
        }
    }
    acts
}

/// Who reads it as it stands, in words.
fn who_sees(cx: &Ctx, notice: &Notice) -> Vec<String> {
    let words = |key: &str| say(cx.lang, key, None);
    let mut lines = vec![notice.office.clone()];
    match notice.state {
        State::Draft => return lines,
        _ if notice.is_gone() => return lines,
        _ => lines.push(words("notices-sees-above")),
    }
    if matches!(notice.state, State::Published | State::Superseded | State::Expired) {
        lines.push(words(&format!("notices-audience-{}", notice.audience)));
    }
    lines
}

/// `GET /notices/{id}`
pub async fn show(Id(id): Id, Open(mut cx): Open) -> Result<Response> {
    let notice = store::find(&mut cx.tx, id).await?;
    let history = store::history(&mut cx.tx, id).await?;
    let mut ids: Vec<Uuid> = history.iter().filter_map(|moment| moment.actor_id).collect();
    ids.extend([Some(notice.owner_id), notice.contributor_id].into_iter().flatten());
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let acts = offered(cx.viewer(), &notice);
    let who_sees = who_sees(&cx, &notice);
    let can_edit = cx.viewer().may(Edit, &notice);
    let slot = Slot { id, owner: notice.owner_id };
    let can_replace = notice.state == State::Published
        && notice.contribution_id.is_none()
        && cx.viewer().may(Create, &slot);
    let layout = Layout::new(&cx);
    Ok(cx.page(&ShowPage { layout, notice, names, history, acts, who_sees, can_edit, can_replace }))
}

#[derive(Template)]
#[template(path = "notices/roads.html")]
struct RoadsPage {
    layout: Layout,
    lines: Vec<Line>,
    can_create: bool,
}

#[expect(
    clippy::unused_self,
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "templates reach functions through the page and hand over references"
)]
impl RoadsPage {
    fn condition(&self, condition: &Option<Condition>) -> (&'static str, String) {
        let condition = condition.unwrap_or(Condition::Unknown);
        (condition.tag(), format!("notices-condition-{condition}"))
    }
}

/// `GET /notices/roads`: for somebody signed out, what is public.
pub async fn roads(Open(mut cx): Open) -> Result<Response> {
    let lines = store::roads(&mut cx.tx).await?;
    let can_create = cx.viewer().may(Create, &slot(&cx));
    Ok(cx.page(&RoadsPage { layout: Layout::new(&cx), lines, can_create }))
}
