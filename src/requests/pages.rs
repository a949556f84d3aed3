//! The pages of requests: the list, triage, the record, and one small page for each act.

use super::{
    forms::{self, Field, Raw, Type},
    model::{Kind, Line, Priority, Request, State, Step, url},
    policy::{self, Comment, Note, Take, possible},
    record::RecordView,
    states::{Act, Of, SPECS},
    store::{self, Filter},
    take,
};
use crate::{
    access::Record as _,
    actors::{self, model::ActorName},
    areas,
    i18n::say,
    reference,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Query, Ref, RefId},
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
    pub priority: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// `mine`: what waits for the viewer's own office.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub turn: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub show: String,
}

impl ListQuery {
    fn filter(&self, cx: &Ctx) -> Filter {
        Filter {
            state: State::parse(&self.state),
            kind: Kind::parse(&self.kind),
            priority: Priority::parse(&self.priority),
            area: Uuid::parse_str(&self.area).ok(),
            turn: (self.turn == "mine").then_some(cx.viewer().actor),
            after: paging::after(&self.after),
        }
    }

    fn url(&self, path: &str) -> String {
        paging::address(path, self)
    }
}

#[derive(Template)]
#[template(path = "requests/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    lines: Vec<Line>,
    names: HashMap<Uuid, ActorName>,
    count: i64,
    next: Option<String>,
    chips: Vec<(String, String)>,
    areas: Vec<(String, String)>,
    can_ask: bool,
    can_enter: bool,
    not_found: bool,
}

impl IndexPage {
    fn full_name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn name(&self, actor: Option<&Uuid>) -> String {
        actor
            .and_then(|actor| self.names.get(actor))
            .map(|name| name.short(self.layout.lang))
            .unwrap_or_default()
    }
}

/// The codes of a list with the keys of their words, for a select.
pub fn options<T: Copy + std::fmt::Display>(all: &[T], prefix: &str) -> Vec<(String, String)> {
    all.iter().map(|code| (code.to_string(), format!("{prefix}-{code}"))).collect()
}

/// `GET /requests`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let wanted = reference::parse(&query.q);
    if let Some(wanted) = &wanted
        && store::find(&mut cx.tx, wanted).await.is_ok()
    {
        return Ok(Redirect::to(&url(wanted)).into_response());
    }
    let filter = query.filter(&cx);
    let mut lines = store::list(&mut cx.tx, &filter).await?;
    let next = next_page(&mut lines, &query, "/requests");
    let count = count(&mut cx, &query, &filter, &lines, next.as_ref()).await?;
    let names = actors::store::names(&mut cx.tx, &actors_of(&lines)).await?;
    let areas = areas::store::districts(&mut cx.tx).await?;
    let chips = chips(&query, &areas, &cx);
    let slot = |on_behalf| super::model::Slot::new(Some(cx.viewer().actor), on_behalf);
    let can_ask = cx.viewer().may(policy::Create, &slot(false));
    let can_enter = cx.viewer().may(policy::Create, &slot(true));
    let areas = areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let not_found = !query.q.trim().is_empty();
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        query,
        lines,
        names,
        count,
        next,
        chips,
        areas,
        can_ask,
        can_enter,
        not_found,
    }))
}

/// Cuts the row that only says there is more, and gives the address of the next page.
fn next_page(lines: &mut Vec<Line>, query: &ListQuery, path: &str) -> Option<String> {
    let last = paging::cut(lines, store::PAGE)?;
    let after = paging::place(&last.received_at, last.id);
    Some(ListQuery { after, show: String::new(), ..query.clone() }.url(path))
}

/// How many there are: as many as are shown, where they fit on one page.
async fn count(
    cx: &mut Ctx,
    query: &ListQuery,
    filter: &Filter,
    lines: &[Line],
    next: Option<&String>,
) -> Result<i64> {
    match i64::try_from(lines.len()) {
        Ok(count) if next.is_none() && query.after.is_empty() => Ok(count),
        _ => store::count(&mut cx.tx, filter).await,
    }
}

fn actors_of(lines: &[Line]) -> Vec<Uuid> {
    lines.iter().flat_map(|line| [Some(line.owner_id), line.turn_id]).flatten().collect()
}

/// Each filter in force, in words, with the address without it.
fn chips(query: &ListQuery, areas: &[(Uuid, String)], cx: &Ctx) -> Vec<(String, String)> {
    let lang = cx.lang;
    let first = ListQuery { after: String::new(), show: String::new(), ..query.clone() };
    let mut chips = Vec::new();
    if let Some(state) = State::parse(&query.state) {
        chips.push((
            say(lang, &format!("requests-state-{state}"), None),
            ListQuery { state: String::new(), ..first.clone() },
        ));
    }
    if let Some(kind) = Kind::parse(&query.kind) {
        chips.push((
            say(lang, &format!("requests-kind-{kind}"), None),
            ListQuery { kind: String::new(), ..first.clone() },
        ));
    }
    if let Some(priority) = Priority::parse(&query.priority) {
        chips.push((
            say(lang, &format!("requests-priority-{priority}"), None),
            ListQuery { priority: String::new(), ..first.clone() },
        ));
    }
    if let Some((_, name)) = areas.iter().find(|(id, _)| id.to_string() == query.area) {
        chips.push((name.clone(), ListQuery { area: String::new(), ..first.clone() }));
    }
    if query.turn == "mine" {
        chips.push((
            say(lang, "requests-turn-mine", None),
            ListQuery { turn: String::new(), ..first },
        ));
    }
    chips.into_iter().map(|(text, query)| (text, query.url("/requests"))).collect()
}

#[derive(Template)]
#[template(path = "requests/triage.html")]
struct TriagePage {
    layout: Layout,
    lines: Vec<Line>,
    names: HashMap<Uuid, ActorName>,
    count: i64,
    next: Option<String>,
    record: Option<RecordView>,
}

impl TriagePage {
    fn is_shown(&self, line: &Line) -> bool {
        self.record.as_ref().is_some_and(|record| record.request.id == line.id)
    }

    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }
}

/// `GET /requests/triage`: the queue of one's own office and the record side by side.
pub async fn triage(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let query = ListQuery { turn: "mine".to_owned(), ..query };
    let filter = query.filter(&cx);
    let mut lines = store::list(&mut cx.tx, &filter).await?;
    let next = next_page(&mut lines, &query, "/requests/triage");
    let count = count(&mut cx, &query, &filter, &lines, next.as_ref()).await?;
    let names = actors::store::names(&mut cx.tx, &actors_of(&lines)).await?;
    let shown =
        reference::parse(&query.show).or_else(|| lines.first().map(|line| line.reference.clone()));
    let record = match shown {
        Some(reference) => {
            let request = store::find(&mut cx.tx, &reference).await?;
            Some(RecordView::load(&mut cx, request, "page").await?)
        }
        None => None,
    };
    Ok(cx.page(&TriagePage { layout: Layout::new(&cx), lines, names, count, next, record }))
}

#[derive(Template)]
#[template(path = "requests/show.html")]
struct ShowPage {
    layout: Layout,
    record: RecordView,
    comment: String,
    note: String,
    errors: Errors,
}

/// `GET /requests/{reference}`
pub async fn show(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    let record = RecordView::load(&mut cx, request, "page").await?;
    let layout = Layout::new(&cx);
    Ok(cx.page(&ShowPage {
        layout,
        record,
        comment: String::new(),
        note: String::new(),
        errors: Errors::default(),
    }))
}

#[derive(Template)]
#[template(path = "requests/print.html")]
struct PrintPage {
    layout: Layout,
    record: RecordView,
}

/// `GET /requests/{reference}/print`: the whole record on paper, with who printed it.
pub async fn print(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    let record = RecordView::load(&mut cx, request, "print").await?;
    Ok(cx.page(&PrintPage { layout: Layout::new(&cx), record }))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordsForm {
    pub words: String,
}

/// `POST /requests/{reference}/comments`
pub async fn comment(Ref(reference): Ref, post: Post<WordsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let request = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Comment, &request)?;
    let mut read = Reader::default();
    let words = read.text("comment", &form.words, 1..=4000);
    match read.finish(words) {
        Ok(words) => store::add_comment(&mut cx.tx, permit, &words).await?,
        Err(Error::Invalid(errors)) => {
            return say_again(cx, request, form.words, String::new(), errors).await;
        }
        Err(other) => return Err(other),
    }
    cx.saved(format!("{}#to-parties", url(&reference)), "frame-notice-sent").await
}

/// `POST /requests/{reference}/notes`
pub async fn note(Ref(reference): Ref, post: Post<WordsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let request = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Note, &request)?;
    let mut read = Reader::default();
    let words = read.text("note", &form.words, 1..=4000);
    match read.finish(words) {
        Ok(words) => {
            store::add_note(&mut cx.tx, permit, &words).await?;
        }
        Err(Error::Invalid(errors)) => {
            return say_again(cx, request, String::new(), form.words, errors).await;
        }
        Err(other) => return Err(other),
    }
    cx.saved(format!("{}#inside", url(&reference)), "frame-notice-saved").await
}

async fn say_again(
    mut cx: Ctx,
    request: Request,
    comment: String,
    note: String,
    errors: Errors,
) -> Result<Response> {
    let record = RecordView::load(&mut cx, request, "page").await?;
    Ok(cx.invalid(&ShowPage { layout: Layout::new(&cx), record, comment, note, errors }))
}

/// A field as the page shows it.
struct Control {
    field: Field,
    label: String,
    hint: String,
    value: String,
    values: Vec<String>,
    options: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "requests/act.html")]
struct ActPage {
    layout: Layout,
    step: Step,
    record: RecordView,
    controls: Vec<Control>,
    errors: Errors,
    action: String,
    /// What the act is about, where it is an offer or a consent.
    about: Vec<String>,
    private_for: Option<String>,
}

impl ActPage {
    fn button(&self) -> String {
        format!("requests-act-{}", self.step.act)
    }

    /// What ends a request looks like it.
    fn button_style(&self) -> &'static str {
        if matches!(self.step.act, Act::Decline | Act::NotEndorse | Act::Abort | Act::Withdraw) {
            "stop"
        } else {
            ""
        }
    }
}

/// `GET /requests/{reference}/<noun>`: the form of one act.
pub async fn ask(act: Act, Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    let step = Step { request, act, offer: None };
    cx.tx.check(Take, &step)?;
    form_page(&mut cx, step, Vec::new(), Errors::default(), None).await
}

/// `POST /requests/{reference}/<noun>`: takes the step.
pub async fn act(act: Act, Ref(reference): Ref, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let request = store::find(&mut cx.tx, &reference).await?;
    let step = Step { request, act, offer: None };
    finish(cx, step, form, None).await
}

/// `GET /requests/{reference}/offers/{id}/<noun>`
pub async fn ask_offer(act: Act, RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    let offer = store::offer(&mut cx.tx, request.id, id).await?;
    let step = Step { request, act, offer: Some(offer) };
    cx.tx.check(Take, &step)?;
    let chosen = if act == Act::AcceptOffer {
        vec![("fields".into(), "f1".into()), ("fields".into(), "f2".into())]
    } else {
        Vec::new()
    };
    form_page(&mut cx, step, chosen, Errors::default(), None).await
}

/// `POST /requests/{reference}/offers/{id}/<noun>`
pub async fn act_offer(act: Act, RefId(reference, id): RefId, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let request = store::find(&mut cx.tx, &reference).await?;
    let offer = store::offer(&mut cx.tx, request.id, id).await?;
    finish(cx, Step { request, act, offer: Some(offer) }, form, None).await
}

/// `GET /requests/{reference}/consents/{id}/withdrawal`
pub async fn ask_end_consent(RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    let step = Step { request, act: Act::EndConsent, offer: None };
    cx.tx.check(Take, &step)?;
    form_page(&mut cx, step, Vec::new(), Errors::default(), Some(id)).await
}

/// `POST /requests/{reference}/consents/{id}/withdrawal`
pub async fn end_consent(RefId(reference, id): RefId, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let request = store::find(&mut cx.tx, &reference).await?;
    finish(cx, Step { request, act: Act::EndConsent, offer: None }, form, Some(id)).await
}

async fn finish(mut cx: Ctx, step: Step, raw: Raw, consent: Option<Uuid>) -> Result<Response> {
    let permit = cx.tx.permit(Take, &step)?;
    let viewer = cx.viewer().clone();
    let done = cx
        .tx
        .attempt(async |tx| {
            let said = forms::parse(&viewer, &step, &raw)?;
            match consent {
                Some(consent) => take::end_consent(tx, permit, consent, &said).await,
                None => take::take(tx, permit, &said).await,
            }
        })
        .await;
    match done {
        Ok(()) if step.act == Act::Leave => {
            cx.saved("/requests".to_owned(), "requests-done-leave").await
        }
        Ok(()) => cx.saved(url(&step.request.reference), notice(step.act)).await,
        Err(Error::Invalid(errors)) => {
            let mut page = form_page(&mut cx, step, raw, errors, consent).await?;
            *page.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page)
        }
        Err(other) => Err(other),
    }
}

/// The notice after an act: `requests-done-<act>`.
fn notice(act: Act) -> &'static str {
    static NOTICES: std::sync::LazyLock<HashMap<Act, String>> = std::sync::LazyLock::new(|| {
        Act::ALL.iter().map(|act| (*act, format!("requests-done-{act}"))).collect()
    });
    NOTICES.get(&act).map_or("frame-notice-saved", String::as_str)
}

async fn form_page(
    cx: &mut Ctx,
    step: Step,
    raw: Raw,
    errors: Errors,
    consent: Option<Uuid>,
) -> Result<Response> {
    let mut controls = Vec::new();
    for field in forms::fields(cx.viewer(), &step) {
        controls.push(control(cx, &step, field, &raw).await?);
    }
    let action = cx.path.split('?').next().unwrap_or_default().to_owned();
    let (about, private_for) = about(cx, &step, consent).await?;
    let record = RecordView::load(cx, step.request.clone(), "page").await?;
    Ok(cx.page(&ActPage {
        layout: Layout::new(cx),
        step,
        record,
        controls,
        errors,
        action,
        about,
        private_for,
    }))
}

async fn control(cx: &mut Ctx, step: &Step, field: Field, raw: &Raw) -> Result<Control> {
    let (options, chosen) = match field.kind {
        Type::Choice(codes) | Type::Many(codes) => {
            let name = if matches!(codes, ["met", "not_met"]) { "answer" } else { field.name };
            (
                codes
                    .iter()
                    .map(|code| ((*code).to_owned(), format!("requests-{name}-{code}")))
                    .collect(),
                String::new(),
            )
        }
        Type::Pick => picks(cx, step, field.name).await?,
        _ => (Vec::new(), String::new()),
    };
    let typed = forms::typed(raw, field.name).to_owned();
    let value = match (raw.is_empty(), field.name) {
        (true, "need") => step.request.need.clone(),
        (true, _) => chosen,
        (false, _) => typed,
    };
    Ok(Control {
        label: format!("requests-field-{}", field.name),
        hint: forms::hint(field.name),
        values: raw
            .iter()
            .filter(|(name, _)| name == field.name)
            .map(|(_, value)| value.clone())
            .collect(),
        value,
        options,
        field,
    })
}

/// The actors that may be picked, by name, and the one that is proposed.
async fn picks(cx: &mut Ctx, step: &Step, name: &str) -> Result<(Vec<(String, String)>, String)> {
    let request = &step.request;
    let (ids, chosen) = match name {
        "desk" => store::cimic_desks(&mut cx.tx, request).await?,
        "unit" => {
            let units: Vec<Uuid> = store::offers(&mut cx.tx, request.id)
                .await?
                .iter()
                .filter(|offer| is_accepted(offer.state))
                .map(|o| o.provider_id)
                .collect();
            let first = units.first().copied();
            if step.act == Act::Retask {
                (store::providers(&mut cx.tx).await?, None)
            } else {
                (units, first)
            }
        }
        "provider" => (store::providers(&mut cx.tx).await?, None),
        "recipient" => (request.parties.clone(), request.unit_id),
        _ => {
            let all = actors::store::list(
                &mut cx.tx,
                &[crate::access::Community::Humanitarian, crate::access::Community::Host],
            )
            .await?;
            (all.iter().map(|line| line.id).collect(), None)
        }
    };
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let mut options: Vec<(String, String)> =
        names.values().map(|name| (name.id.to_string(), name.label(cx.lang))).collect();
    options.sort_by(|a, b| a.1.cmp(&b.1));
    Ok((options, chosen.map(|id| id.to_string()).unwrap_or_default()))
}

fn is_accepted(state: super::model::OfferState) -> bool {
    matches!(state, super::model::OfferState::Accepted | super::model::OfferState::Tasked)
}

/// Facts to read before signing: the offer, or whose consent ends.
async fn about(
    cx: &mut Ctx,
    step: &Step,
    consent: Option<Uuid>,
) -> Result<(Vec<String>, Option<String>)> {
    if let Some(offer) = &step.offer {
        let names = actors::store::names(&mut cx.tx, &[offer.provider_id]).await?;
        let provider =
            names.get(&offer.provider_id).map(|name| name.label(cx.lang)).unwrap_or_default();
        let lines = [
            provider.clone(),
            offer.assets.clone(),
            offer.conditions.clone(),
            offer.decided_by.clone(),
        ];
        return Ok((lines.into_iter().filter(|line| !line.is_empty()).collect(), Some(provider)));
    }
    let Some(id) = consent else { return Ok((Vec::new(), None)) };
    let consents = store::consents(&mut cx.tx, step.request.id).await?;
    let consent = consents.iter().find(|consent| consent.id == id).ok_or(Error::NotFound)?;
    let names = actors::store::names(&mut cx.tx, &[consent.recipient_id]).await?;
    Ok((names.values().map(|name| name.label(cx.lang)).collect(), None))
}

/// The acts of the table that have a page here. Changing and asking again have their own (`asking`).
pub fn acts() -> impl Iterator<Item = (Act, Of, &'static str)> {
    let mut seen = Vec::new();
    SPECS.iter().filter_map(move |spec| {
        let skip = spec.of == Of::Nothing
            || matches!(spec.act, Act::Change | Act::AskAgain)
            || seen.contains(&spec.act);
        seen.push(spec.act);
        (!skip).then_some((spec.act, spec.of, spec.noun))
    })
}

/// The acts that the record page offers, with their addresses.
pub fn offered_acts(cx: &Ctx, request: &Request) -> Vec<(Act, String)> {
    possible(cx.viewer(), request)
        .into_iter()
        .map(|act| (act, format!("{}/{}", request_url(request), act.noun())))
        .collect()
}

fn request_url(request: &Request) -> String {
    url(&request.reference)
}
