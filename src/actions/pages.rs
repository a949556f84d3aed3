//! The pages of action points: the lists, the record, and one small page for each act.

use super::{
    forms::ActForm,
    model::{Action, Filter, Line, Moment, State, Step},
    policy::{Attach, Take},
    states::{Act, SPECS},
    store,
};
use crate::{
    access::Record as _,
    actors::{self, model::ActorName},
    audit,
    files::{
        self, Intake,
        model::{Documents, RecordKind},
    },
    i18n::say,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        forms::Errors,
        html::Layout,
        paging,
        upload::Upload,
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
    /// `mine`: for my post; `office`: for my office; `put`: put by it; empty: all that I see.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub forum: String,
    /// `late` or `stuck`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub only: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl ListQuery {
    fn filter(&self, cx: &Ctx) -> Filter {
        let me = cx.viewer();
        Filter {
            state: State::parse(&self.state),
            doer: matches!(self.who.as_str(), "mine" | "office").then_some(me.actor),
            role: (self.who == "mine").then_some(me.role),
            owner: (self.who == "put").then_some(me.actor),
            forum: Uuid::parse_str(&self.forum).ok(),
            late: self.only == "late",
            stuck: self.only == "stuck",
            after: paging::after(&self.after),
        }
    }

    fn url(&self) -> String {
        paging::address("/actions", self)
    }
}

#[derive(Template)]
#[template(path = "actions/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    lines: Vec<Line>,
    names: HashMap<Uuid, ActorName>,
    count: i64,
    next: Option<String>,
    chips: Vec<(String, String)>,
    forums: Vec<(String, String)>,
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }

    fn whose(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            ("mine", "actions-who-mine"),
            ("office", "actions-who-office"),
            ("put", "actions-who-put"),
        ]
    }

    fn states(&self) -> Vec<(&'static str, String)> {
        State::ALL.iter().map(|state| (state.as_str(), format!("actions-state-{state}"))).collect()
    }

    fn only(&self) -> Vec<(&'static str, &'static str)> {
        vec![("late", "actions-only-late"), ("stuck", "actions-only-stuck")]
    }
}

/// `GET /actions`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().role.counts_actors() {
        return Err(Error::Forbidden("actions-deny-list"));
    }
    let filter = query.filter(&cx);
    let mut lines = store::list(&mut cx.tx, &filter).await?;
    let next = next_page(&mut lines, &query);
    let count = match i64::try_from(lines.len()) {
        Ok(count) if next.is_none() && query.after.is_empty() => count,
        _ => store::count(&mut cx.tx, &filter).await?,
    };
    let ids: Vec<Uuid> = lines.iter().flat_map(|line| [line.actor_id, line.owner_id]).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let forums = store::forums(&mut cx.tx).await?;
    let chips = chips(&query, &forums, &cx);
    let forums = forums.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        query,
        lines,
        names,
        count,
        next,
        chips,
        forums,
    }))
}

/// Cuts the row that only says there is more, and gives the address of the next page.
fn next_page(lines: &mut Vec<Line>, query: &ListQuery) -> Option<String> {
    let last = paging::cut(lines, store::PAGE)?;
    let after = paging::place(&last.due_on, last.id);
    Some(ListQuery { after, ..query.clone() }.url())
}

/// Each filter in force, in words, with the address without it.
fn chips(query: &ListQuery, forums: &[(Uuid, String)], cx: &Ctx) -> Vec<(String, String)> {
    let words = |key: String| say(cx.lang, &key, None);
    let first = ListQuery { after: String::new(), ..query.clone() };
    let mut chips = Vec::new();
    if ["mine", "office", "put"].contains(&query.who.as_str()) {
        chips.push((
            words(format!("actions-who-{}", query.who)),
            ListQuery { who: String::new(), ..first.clone() },
        ));
    }
    if let Some(state) = State::parse(&query.state) {
        chips.push((
            words(format!("actions-state-{state}")),
            ListQuery { state: String::new(), ..first.clone() },
        ));
    }
    if ["late", "stuck"].contains(&query.only.as_str()) {
        chips.push((
            words(format!("actions-only-{}", query.only)),
            ListQuery { only: String::new(), ..first.clone() },
        ));
    }
    if let Some((_, name)) = forums.iter().find(|(id, _)| id.to_string() == query.forum) {
        chips.push((name.clone(), ListQuery { forum: String::new(), ..first }));
    }
    chips.into_iter().map(|(text, query)| (text, query.url())).collect()
}

#[derive(Template)]
#[template(path = "actions/show.html")]
struct ShowPage {
    layout: Layout,
    action: Action,
    names: HashMap<Uuid, ActorName>,
    opened_by: Option<Vec<String>>,
    history: Vec<Moment>,
    documents: Documents,
    acts: Vec<(Act, String)>,
}

impl ShowPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn who(&self, moment: &Moment) -> String {
        let role = say(self.layout.lang, &format!("role-{}", moment.role), None);
        moment.actor_id.map_or(role.clone(), |actor| format!("{role} · {}", self.name(&actor)))
    }

    /// The first thing to do is the full button, what ends it says so.
    #[expect(
        clippy::unused_self,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates reach functions through the page and hand over references"
    )]
    fn style(&self, act: &Act) -> &'static str {
        match act {
            Act::Accept | Act::Finish | Act::Verify | Act::Resume => "",
            Act::Decline | Act::Cancel => "stop",
            _ => "quiet",
        }
    }
}

/// The acts that this viewer can do to it now, with their addresses.
fn offered(cx: &Ctx, action: &Action) -> Vec<(Act, String)> {
    let can = |act: Act| cx.viewer().may(Take, &Step { action: action.clone(), act });
    let address = |path: &str| path.replace("{id}", &action.id.to_string());
    SPECS.iter().filter(|spec| can(spec.act)).map(|spec| (spec.act, address(spec.path))).collect()
}

/// `GET /actions/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let action = store::find(&mut cx.tx, id).await?;
    let opened_by = audit::store::opening(&mut cx, "action", id, action.owner_id, "page").await?;
    let history = store::history(&mut cx.tx, id).await?;
    let mut ids = vec![action.owner_id, action.actor_id];
    ids.extend(&action.parties);
    ids.extend(history.iter().filter_map(|moment| moment.actor_id));
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let add = cx.viewer().may(Attach, &action).then(|| format!("{}/documents/new", action.url()));
    let documents = files::store::documents(&mut cx.tx, RecordKind::Action, id, add).await?;
    let acts = offered(&cx, &action);
    let layout = Layout::new(&cx);
    Ok(cx.page(&ShowPage { layout, action, names, opened_by, history, documents, acts }))
}

#[derive(Template)]
#[template(path = "actions/act.html")]
struct ActPage {
    layout: Layout,
    step: Step,
    address: String,
    form: ActForm,
    errors: Errors,
}

impl ActPage {
    fn is_finish(&self) -> bool {
        self.step.act == Act::Finish
    }

    fn is_move(&self) -> bool {
        self.step.act == Act::Move
    }
}

fn act_page(cx: &Ctx, step: Step, form: ActForm, errors: Errors) -> ActPage {
    let address = step.act.spec().path.replace("{id}", &step.action.id.to_string());
    ActPage { layout: Layout::new(cx), step, address, form, errors }
}

/// `GET /actions/{id}/…`: one page for each act of the table.
pub async fn ask(act: Act, Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let action = store::find(&mut cx.tx, id).await?;
    let form = ActForm {
        due_on: action.due_on.to_jiff().to_string(),
        note: action.done_note.clone(),
        evidence: action.evidence.clone(),
        ..ActForm::default()
    };
    let step = Step { action, act };
    cx.tx.check(Take, &step)?;
    Ok(cx.page(&act_page(&cx, step, form, Errors::default())))
}

/// `POST /actions/{id}/…`
pub async fn act(act: Act, Id(id): Id, post: Post<ActForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let step = Step { action: store::find(&mut cx.tx, id).await?, act };
    let permit = cx.tx.permit(Take, &step)?;
    let today = crate::clock::now().to_zoned(cx.house.zone.clone()).date();
    match form.parse(act, &step.action, today) {
        Ok(said) => {
            store::take(&mut cx.tx, permit, &said).await?;
            cx.saved(step.url(), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => Ok(cx.invalid(&act_page(&cx, step, form, errors))),
        Err(other) => Err(other),
    }
}

/// `GET /actions/{id}/documents/new`
pub async fn new_document(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let action = store::find(&mut cx.tx, id).await?;
    Intake::form(cx, Attach, &action).await
}

/// `POST /actions/{id}/documents/new`
pub async fn add_document(Id(id): Id, upload: Upload) -> Result<Response> {
    let mut cx = upload.open().await?;
    let action = store::find(&mut cx.tx, id).await?;
    Intake::admit(cx, Attach, &action).await?;
    let said = Intake::receive(&upload, &action).await?;
    let mut cx = upload.open().await?;
    let action = store::find(&mut cx.tx, id).await?;
    Intake::keep(cx, &upload, Attach, &action, said).await
}
