//! The pages of projects: the register, a new concept, the file and its card, one small page for each act, papers to print.

use super::{
    fields::{Control, Raw, Type, control, typed},
    forms,
    model::{Card, Kind, Line, Project, SECTORS, Slot, Stage, State, Step, url},
    policy::{self, Comment, Note, Take},
    record::FileView,
    rounds::{self, model::RoundState},
    states::{Act, Of},
    store::{self, Filter},
    take,
};
use crate::{
    access::{Community, Record as _, Role},
    actors::{self, model::ActorName},
    areas,
    i18n::{Text, say},
    reference,
    web::{
        context::{Ctx, Open, Post},
        error::{Error, Result},
        extract::{Query, Ref, RefId},
        filters,
        forms::{Errors, Reader},
        html::Layout,
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
        let after = self.after.split_once('_').and_then(|(at, id)| {
            let at = jiff::Timestamp::from_microsecond(at.parse().ok()?).ok()?;
            Some((jiff_sqlx::Timestamp::from(at), Uuid::parse_str(id).ok()?))
        });
        let known = State::parse(&self.state).is_some() || Stage::parse(&self.state).is_some();
        Filter {
            state: known.then(|| self.state.clone()),
            kind: Kind::parse(&self.kind),
            sector: SECTORS.contains(&self.sector.as_str()).then(|| self.sector.clone()),
            area: Uuid::parse_str(&self.area).ok(),
            turn: (self.turn == "mine").then_some(cx.viewer().actor),
            after,
        }
    }

    pub fn url(&self, path: &str) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
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
    export: String,
    can_propose: bool,
    can_support: bool,
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
    let ids: Vec<Uuid> = lines.iter().flat_map(|line| [line.owner_id, line.turn_id]).flatten().collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let areas = picks(&mut cx, "area").await?;
    let viewer = cx.viewer();
    let slot = |kind| Slot::new(kind, viewer.actor, false);
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        chips: chips(&query, &areas, &cx),
        export: ListQuery { after: String::new(), ..query.clone() }.url("/qips/export.csv"),
        can_propose: viewer.may(policy::Create, &slot(Kind::Qip)),
        can_support: viewer.may(policy::Create, &slot(Kind::Support)),
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
    if lines.len() <= store::PAGE {
        return None;
    }
    lines.truncate(store::PAGE);
    let last = lines.last()?;
    let after = format!("{}_{}", last.created_at.to_jiff().as_microsecond(), last.id);
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

/// How a concept begins: of which kind, and from which request.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    kind: String,
    request: String,
}

#[derive(Template)]
#[template(path = "qips/new.html")]
struct NewPage {
    layout: Layout,
    kind: Kind,
    action: String,
    request: Option<String>,
    controls: Vec<Control>,
    errors: Errors,
}

/// Where a concept begins, read from the address.
struct Beginning {
    kind: Kind,
    on_behalf: bool,
    request: Option<(Uuid, String, Uuid, Option<i32>)>,
    query: NewQuery,
}

async fn beginning(cx: &mut Ctx, query: NewQuery) -> Result<Beginning> {
    let kind = Kind::parse(&query.kind).unwrap_or(Kind::Qip);
    let request = match reference::parse(&query.request) {
        Some(known) => store::request(&mut cx.tx, &known).await?,
        None => None,
    };
    let on_behalf =
        kind == Kind::Qip && matches!(cx.viewer().role, Role::Section | Role::Officer);
    Ok(Beginning { kind, on_behalf, request, query })
}

/// `GET /qips/new`
pub async fn new(Query(query): Query<NewQuery>, mut cx: Ctx) -> Result<Response> {
    let begin = beginning(&mut cx, query).await?;
    cx.tx.check(policy::Create, &Slot::new(begin.kind, cx.viewer().actor, false))?;
    let mut raw: Raw = Vec::new();
    if let Some((_, need, area, people)) = &begin.request {
        raw.push(("summary".to_owned(), need.clone()));
        raw.push(("area".to_owned(), area.to_string()));
        raw.push(("people".to_owned(), people.map(|n| n.to_string()).unwrap_or_default()));
    }
    let page = new_page(&mut cx, begin, &raw, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn new_page(cx: &mut Ctx, begin: Beginning, raw: &Raw, errors: Errors) -> Result<NewPage> {
    let mut controls = Vec::new();
    for field in forms::concept_fields(begin.kind, begin.on_behalf) {
        let options = picks(cx, field.name).await?;
        controls.push(control(field, typed(raw, field.name).to_owned(), options));
    }
    let mut action = format!("/qips/new?kind={}", begin.kind);
    let request = begin.request.map(|_| begin.query.request);
    if let Some(request) = &request {
        action = format!("{action}&request={}", reference::parse(request).unwrap_or_default());
    }
    Ok(NewPage { layout: Layout::new(cx), kind: begin.kind, action, request, controls, errors })
}

/// `POST /qips/new`
pub async fn create(Query(query): Query<NewQuery>, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let begin = beginning(&mut cx, query).await?;
    let behalf = Uuid::parse_str(typed(&form, "behalf")).ok().filter(|_| begin.on_behalf);
    let known = picks(&mut cx, "behalf").await?;
    let behalf = behalf.filter(|id| known.iter().any(|(code, _)| *code == id.to_string()));
    let slot = Slot::new(begin.kind, behalf.unwrap_or(cx.viewer().actor), behalf.is_some());
    let permit = cx.tx.permit(policy::Create, &slot)?;
    let request = begin.request.as_ref().map(|(id, ..)| *id);
    let done = cx
        .tx
        .attempt(async |tx| {
            let (concept, _) = forms::parse_concept(begin.kind, begin.on_behalf, request, &form)?;
            store::create(tx, permit, &concept, behalf).await
        })
        .await;
    match done {
        Ok(()) => cx.saved(slot.url(), "qips-done-propose").await,
        Err(Error::Invalid(errors)) => {
            let page = new_page(&mut cx, begin, &form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
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
            Ok(cx.page(&CardPage { layout: Layout::new(&cx), card }))
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
    let project = store::find(&mut cx.tx, &reference).await?;
    let is_there = match paper {
        "contract" => project.approved.is_some() && project.kind == Kind::Qip,
        "certificate" => project.state.stage() == Stage::Finished || project.state == State::Paid,
        _ => true,
    };
    if !is_there {
        return Err(Error::NotFound);
    }
    let record = FileView::load(&mut cx, project, "print").await?;
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

#[derive(Template)]
#[template(path = "qips/act.html")]
struct ActPage {
    layout: Layout,
    step: Step,
    record: FileView,
    controls: Vec<Control>,
    errors: Errors,
    action: String,
}

impl ActPage {
    fn button(&self) -> String {
        format!("qips-act-{}", self.step.act)
    }

    fn style(&self) -> &'static str {
        if self.step.act.is_hard() { "stop" } else { "" }
    }

    fn is(&self, act: &str) -> bool {
        self.step.act.as_str() == act
    }
}

/// `GET /qips/{reference}/<noun>`: the form of one act.
pub async fn ask(act: Act, Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let project = store::find(&mut cx.tx, &reference).await?;
    let step = Step { project, act, instalment: None };
    cx.tx.check(Take, &step)?;
    let page = act_page(&mut cx, step, None, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /qips/{reference}/<noun>`: takes the step.
pub async fn act(act: Act, Ref(reference): Ref, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = store::find(&mut cx.tx, &reference).await?;
    finish(cx, Step { project, act, instalment: None }, form).await
}

/// `GET /qips/{reference}/instalments/{id}/<noun>`
pub async fn ask_payment(act: Act, RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let project = store::find(&mut cx.tx, &reference).await?;
    let instalment = Some(store::instalment(&mut cx.tx, project.id, id).await?);
    let step = Step { project, act, instalment };
    cx.tx.check(Take, &step)?;
    let page = act_page(&mut cx, step, None, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /qips/{reference}/instalments/{id}/<noun>`
pub async fn act_payment(
    act: Act,
    RefId(reference, id): RefId,
    post: Post<Raw>,
) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = store::find(&mut cx.tx, &reference).await?;
    let instalment = Some(store::instalment(&mut cx.tx, project.id, id).await?);
    finish(cx, Step { project, act, instalment }, form).await
}

async fn finish(mut cx: Ctx, step: Step, raw: Raw) -> Result<Response> {
    let permit = cx.tx.permit(Take, &step)?;
    let said = match forms::parse_act(&step, &raw) {
        Ok(said) if step.act == Act::Approve => {
            super::sealing::confirm(&mut cx, said.get("secret")).await.map(|()| said)
        }
        other => other,
    };
    let done = cx.tx.attempt(async |tx| take::take(tx, permit, &said?).await).await;
    match done {
        Ok(()) => cx.saved(url(&step.project.reference), notice(step.act)).await,
        Err(Error::Invalid(errors)) => {
            let page = act_page(&mut cx, step, Some(raw), errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// The notice after an act: `qips-done-<act>`.
fn notice(act: Act) -> &'static str {
    static NOTICES: std::sync::LazyLock<HashMap<Act, String>> = std::sync::LazyLock::new(|| {
        Act::ALL.iter().map(|act| (*act, format!("qips-done-{act}"))).collect()
    });
    NOTICES.get(&act).map_or("frame-notice-saved", String::as_str)
}

async fn act_page(
    cx: &mut Ctx,
    step: Step,
    raw: Option<Raw>,
    errors: Errors,
) -> Result<ActPage> {
    let mut controls = Vec::new();
    for field in forms::fields(&step) {
        let value = match &raw {
            Some(raw) => typed(raw, field.name).to_owned(),
            None => proposed(&step.project, field.name),
        };
        let options =
            if field.kind == Type::Pick { picks(cx, field.name).await? } else { Vec::new() };
        controls.push(control(field, value, options));
    }
    let action = cx.path.split('?').next().unwrap_or_default().to_owned();
    let record = FileView::load(cx, step.project.clone(), "page").await?;
    Ok(ActPage { layout: Layout::new(cx), step, record, controls, errors, action })
}

/// What a field begins with.
fn proposed(project: &Project, name: &str) -> String {
    let today = || crate::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    match name {
        "rate" => project.rate.normalize().to_string(),
        "rate_on" | "on_day" => today(),
        _ => String::new(),
    }
}

/// The acts that have a page of their own, with what they stand under.
pub fn acts() -> impl Iterator<Item = (Act, Of, &'static str)> {
    Act::ALL.iter().filter_map(|act| {
        let (noun, of) = act.noun();
        (of != Of::Nothing).then_some((*act, of, noun))
    })
}

/// A text with the ceiling of the project, for the page that decides.
pub fn ceiling(project: &Project) -> Text {
    Text::new("qips-above-ceiling")
        .with("asked", super::model::money(project.requested_usd()))
        .with("ceiling", super::model::money(project.policy.ceiling_usd))
}
