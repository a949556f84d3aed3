//! The pages of projects: the register, the file and its card, papers to print.

use super::{
    exports,
    model::{Card, Kind, Line, Project, SECTORS, Slot, Stage, State, url},
    papers,
    photos::{self, model::Shown},
    policy::{self, Comment, Note},
    record::FileView,
    rounds::{self, model::RoundState},
    store::{self, Filter},
};
use crate::{
    access::{Community, Role},
    actors::{self, model::ActorName},
    areas,
    i18n::say,
    reference,
    web::{
        context::{Ctx, Open, Post},
        error::{Error, Result},
        extract::{Query, Ref},
        filters,
        forms::{Errors, Reader},
        html::Layout,
        paging,
    },
};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// The state of the list, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sector: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// `mine`: what waits for the viewer's own office.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub turn: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl ListQuery {
    pub fn filter(&self, cx: &Ctx) -> Filter {
        let known = State::parse(&self.state).is_some() || Stage::parse(&self.state).is_some();
        Filter {
            state: known.then(|| self.state.clone()),
            kind: Kind::parse(&self.kind),
            sector: SECTORS.contains(&self.sector.as_str()).then(|| self.sector.clone()),
            area: Uuid::parse_str(&self.area).ok(),
            turn: (self.turn == "mine").then_some(cx.viewer().actor),
            after: paging::after(&self.after),
        }
    }

    pub fn url(&self, path: &str) -> String {
        paging::address(path, self)
    }
}

#[derive(Template)]
#[template(path = "qips/index.html")]
#[expect(clippy::struct_excessive_bools, reason = "facts that stand beside each other")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    lines: Vec<Line>,
    names: HashMap<Uuid, ActorName>,
    count: i64,
    next: Option<String>,
    chips: Vec<(String, String)>,
    areas: Vec<(String, String)>,
    /// The list as it stands, for the form that takes it out.
    export_query: String,
    can_export: bool,
    can_propose: bool,
    can_support: bool,
    can_import: bool,
    has_desk: bool,
    has_rounds: bool,
    not_found: bool,
}

impl IndexPage {
    fn name(&self, actor: Option<&Uuid>) -> String {
        actor
            .and_then(|actor| self.names.get(actor))
            .map(|name| name.short(self.layout.lang))
            .unwrap_or_default()
    }

    /// States for whoever sees files, stages for others; each once.
    fn states(&self) -> Vec<(String, String)> {
        if reads_files(self.layout.viewer.role) {
            let all = State::ALL.iter().filter(|state| **state != State::New);
            all.map(|state| (state.to_string(), format!("qips-state-{state}"))).collect()
        } else {
            let shown = [Stage::Approved, Stage::UnderWay, Stage::Finished];
            shown.iter().map(|stage| (stage.to_string(), format!("qips-stage-{stage}"))).collect()
        }
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn sectors(&self) -> Vec<(String, String)> {
        SECTORS.iter().map(|code| ((*code).to_owned(), format!("qips-sector-{code}"))).collect()
    }
}

fn reads_files(role: Role) -> bool {
    role.counts_actors() || matches!(role, Role::Committee | Role::Approver | Role::Finance)
}

/// Whether somebody works with the figures of the year.
pub fn has_desk(viewer: &crate::access::Viewer) -> bool {
    matches!(viewer.role, Role::QipManager | Role::Approver | Role::Finance)
        || matches!(viewer.role, Role::Section | Role::Leader)
            && viewer.community == Community::Mission
}

/// `GET /qips`: for somebody signed out, what is finished.
pub async fn index(Query(query): Query<ListQuery>, Open(mut cx): Open) -> Result<Response> {
    let wanted = reference::parse(&query.q);
    if let Some(wanted) = &wanted
        && store::card(&mut cx.tx, wanted).await.is_ok()
    {
        return Ok(Redirect::to(&url(wanted)).into_response());
    }
    let filter = query.filter(&cx);
    let mut lines = store::list(&mut cx.tx, &filter).await?;
    let next = next_page(&mut lines, &query, "/qips");
    let fits = next.is_none() && query.after.is_empty();
    let count = if fits {
        i64::try_from(lines.len()).unwrap_or_default()
    } else {
        store::count(&mut cx.tx, &filter).await?
    };
    let ids: Vec<Uuid> =
        lines.iter().flat_map(|line| [line.owner_id, line.turn_id]).flatten().collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let areas = picks(&mut cx, "area").await?;
    let coexists = store::coexists(&mut cx.tx).await?;
    let viewer = cx.viewer();
    let slot = |kind| Slot { coexists, ..Slot::new(kind, viewer.actor, false) };
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        chips: chips(&query, &areas, &cx),
        export_query: serde_html_form::to_string(&query).unwrap_or_default(),
        can_export: exports::policy::may_take(viewer),
        can_propose: viewer.may(policy::Create, &slot(Kind::Qip)),
        can_support: viewer.may(policy::Create, &slot(Kind::Support)),
        can_import: policy::brings_in(viewer),
        has_desk: has_desk(viewer),
        has_rounds: matches!(
            viewer.role,
            Role::QipManager | Role::Committee | Role::Section | Role::Approver
        ),
        not_found: !query.q.trim().is_empty(),
        query,
        lines,
        names,
        count,
        next,
        areas,
    }))
}

/// Cuts the row that only says there is more, and gives the address of the next page.
fn next_page(lines: &mut Vec<Line>, query: &ListQuery, path: &str) -> Option<String> {
    let last = paging::cut(lines, store::PAGE)?;
    let after = paging::place(&last.created_at, last.id);
    Some(ListQuery { after, ..query.clone() }.url(path))
}

/// Each filter in force, in words, with the address without it.
fn chips(query: &ListQuery, areas: &[(String, String)], cx: &Ctx) -> Vec<(String, String)> {
    let first = ListQuery { after: String::new(), ..query.clone() };
    let word = |key: String| say(cx.lang, &key, None);
    let mut chips = Vec::new();
    if State::parse(&query.state).is_some() {
        let rest = ListQuery { state: String::new(), ..first.clone() };
        chips.push((word(format!("qips-state-{}", query.state)), rest));
    } else if Stage::parse(&query.state).is_some() {
        let rest = ListQuery { state: String::new(), ..first.clone() };
        chips.push((word(format!("qips-stage-{}", query.state)), rest));
    }
    if Kind::parse(&query.kind).is_some() {
        let rest = ListQuery { kind: String::new(), ..first.clone() };
        chips.push((word(format!("qips-kind-{}", query.kind)), rest));
    }
    if SECTORS.contains(&query.sector.as_str()) {
        let rest = ListQuery { sector: String::new(), ..first.clone() };
        chips.push((word(format!("qips-sector-{}", query.sector)), rest));
    }
    if let Some((_, name)) = areas.iter().find(|(id, _)| *id == query.area) {
        chips.push((name.clone(), ListQuery { area: String::new(), ..first.clone() }));
    }
    if query.turn == "mine" {
        chips.push((word("qips-turn-mine".into()), ListQuery { turn: String::new(), ..first }));
    }
    chips.into_iter().map(|(text, query)| (text, query.url("/qips"))).collect()
}

/// The options of a field that is chosen from the mission's own lists.
pub async fn picks(cx: &mut Ctx, name: &str) -> Result<Vec<(String, String)>> {
    let text = |(id, name): (Uuid, String)| (id.to_string(), name);
    match name {
        "area" | "site_area" => {
            Ok(areas::store::districts(&mut cx.tx).await?.into_iter().map(text).collect())
        }
        "partner" => actors_of(cx, &[Community::Humanitarian, Community::Host]).await,
        "behalf" => actors_of(cx, &[Community::Host]).await,
        "round" => {
            let rounds = rounds::store::list(&mut cx.tx).await?;
            let planned = rounds.into_iter().filter(|round| round.state == RoundState::Planned);
            Ok(planned.map(|round| (round.id.to_string(), round.title)).collect())
        }
        _ => Ok(Vec::new()),
    }
}

async fn actors_of(cx: &mut Ctx, communities: &[Community]) -> Result<Vec<(String, String)>> {
    let all = actors::store::list(&mut cx.tx, communities).await?;
    Ok(all.into_iter().map(|line| (line.id.to_string(), line.name)).collect())
}

#[derive(Template)]
#[template(path = "qips/show.html")]
struct ShowPage {
    layout: Layout,
    record: FileView,
    comment: String,
    note: String,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "qips/card.html")]
struct CardPage {
    layout: Layout,
    card: Card,
    /// Of a finished project, what was released.
    photos: Vec<Shown>,
}

/// `GET /qips/{reference}`: the file for its parties, the card for whoever may know that it is there.
pub async fn show(Ref(reference): Ref, Open(mut cx): Open) -> Result<Response> {
    match store::find(&mut cx.tx, &reference).await {
        Ok(project) => {
            let page = show_page(&mut cx, project, Errors::default()).await?;
            Ok(cx.page(&page))
        }
        Err(Error::NotFound) => {
            let card = store::card(&mut cx.tx, &reference).await?;
            let photos = photos::store::shown(&mut cx.tx, card.id).await?;
            Ok(cx.page(&CardPage { layout: Layout::new(&cx), card, photos }))
        }
        Err(other) => Err(other),
    }
}

async fn show_page(cx: &mut Ctx, project: Project, errors: Errors) -> Result<ShowPage> {
    let record = FileView::load(cx, project, "page").await?;
    let (comment, note) = (String::new(), String::new());
    Ok(ShowPage { layout: Layout::new(cx), record, comment, note, errors })
}

/// A sheet of paper about a project.
#[derive(Template)]
#[template(path = "qips/print.html")]
struct PrintPage {
    layout: Layout,
    record: FileView,
    paper: &'static str,
}

impl PrintPage {
    fn title(&self) -> String {
        format!("qips-paper-{}", self.paper)
    }
}

/// `GET /qips/{reference}/print`, `…/paper`, `…/contract`, `…/certificate`
pub async fn print(paper: &'static str, Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let record = papers::load(&mut cx, paper, &reference, "print").await?;
    Ok(cx.page(&PrintPage { layout: Layout::new(&cx), record, paper }))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordsForm {
    pub words: String,
}

/// `POST /qips/{reference}/comments`
pub async fn comment(Ref(reference): Ref, post: Post<WordsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Comment, &project)?;
    let mut read = Reader::default();
    let words = read.text("comment", &form.words, 1..=4000);
    match read.finish(words) {
        Ok(words) => store::add_comment(&mut cx.tx, permit, &words).await?,
        Err(Error::Invalid(errors)) => {
            let mut page = show_page(&mut cx, project, errors).await?;
            page.comment = form.words;
            return Ok(cx.invalid(&page));
        }
        Err(other) => return Err(other),
    }
    cx.saved(format!("{}#to-parties", url(&reference)), "frame-notice-sent").await
}

/// `POST /qips/{reference}/notes`
pub async fn note(Ref(reference): Ref, post: Post<WordsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Note, &project)?;
    let mut read = Reader::default();
    let words = read.text("note", &form.words, 1..=4000);
    match read.finish(words) {
        Ok(words) => store::add_note(&mut cx.tx, permit, &words).await?,
        Err(Error::Invalid(errors)) => {
            let mut page = show_page(&mut cx, project, errors).await?;
            page.note = form.words;
            return Ok(cx.invalid(&page));
        }
        Err(other) => return Err(other),
    }
    cx.saved(format!("{}#inside", url(&reference)), "frame-notice-saved").await
}
