//! The auditor's pages: the search of events, and opening a record with a justification.

use super::{
    forms::{EventQuery, OpeningForm},
    model::{ChainState, Event, Filter, Log, Subject, act_key, kind_key, worded},
    policy::{Export, Open, Read},
    store,
};
use crate::{
    access::{Record as _, Role},
    i18n::say,
    reference,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Query,
        filters,
        forms::Errors,
        html::Layout,
        paging,
    },
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "audit/index.html")]
struct IndexPage {
    layout: Layout,
    query: EventQuery,
    events: Vec<Event>,
    next: Option<String>,
    chain: ChainState,
    chips: Vec<(String, String)>,
    /// A reference that no record has.
    not_found: bool,
    can_open: bool,
    can_export: bool,
}

impl IndexPage {
    /// Acts or kinds of record that have words, in the order of these.
    fn worded(&self, beginning: &str) -> Vec<(String, String)> {
        let mut options = worded(beginning);
        options.sort_by_key(|(_, key)| say(self.layout.lang, key, None).to_lowercase());
        options
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn roles(&self) -> Vec<(String, String)> {
        Role::ALL.iter().map(|role| (role.to_string(), format!("role-{role}"))).collect()
    }

    fn is_auditor(&self) -> bool {
        self.layout.viewer.role == Role::Auditor
    }
}

/// `GET /audit`
pub async fn index(Query(query): Query<EventQuery>, mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Read, &Log)?;
    let looked = filter(&mut cx, &query).await?;
    let not_found = looked.is_none();
    let mut events = match &looked {
        Some(filter) => store::events(&mut cx.tx, filter).await?,
        None => Vec::new(),
    };
    let next = paging::cut(&mut events, store::PAGE).map(|last| {
        let before = paging::place(&last.at, last.id);
        address(&EventQuery { before, ..query.clone() })
    });
    let chain = store::chain_state(&mut cx.tx).await?;
    Ok(cx.page(&IndexPage {
        chain,
        layout: Layout::new(&cx),
        chips: chips(&cx, &query),
        can_open: cx.viewer().may(Open, &Subject::any()),
        can_export: cx.viewer().may(Export, &Log),
        query,
        events,
        next,
        not_found,
    }))
}

fn address(query: &EventQuery) -> String {
    paging::address("/audit", query)
}

/// What the address asks for, with people and record looked up; None where its reference is of no record.
async fn filter(cx: &mut Ctx, query: &EventQuery) -> Result<Option<Filter>> {
    let mut filter = query.filter(&cx.house.zone);
    if !query.reference.trim().is_empty() {
        let typed = reference::parse(&query.reference);
        let subject = match typed {
            Some(reference) => store::subject(&mut cx.tx, &reference).await?,
            None => None,
        };
        let Some(subject) = subject else { return Ok(None) };
        filter.record = Some((subject.kind, subject.id));
    }
    let (who, office) = (query.who.trim(), query.office.trim());
    let held = query.role().filter(|role| !matches!(role, Role::House | Role::Visitor));
    if !who.is_empty() || !office.is_empty() || held.is_some() && filter.record.is_none() {
        let people = store::people(&mut cx.tx, who, held, office).await?;
        // A role that many hold is found by reading along; few are looked up one by one.
        let is_narrow = !who.is_empty() || !office.is_empty() || people.len() < 500;
        filter.people = is_narrow.then_some(people);
    }
    Ok(Some(filter))
}

/// The filters in force, each with the address without it.
fn chips(cx: &Ctx, query: &EventQuery) -> Vec<(String, String)> {
    let plain = EventQuery { before: String::new(), ..query.clone() };
    let said = |key: Option<String>, code: &str| match key {
        Some(key) => say(cx.lang, &key, None),
        None => code.to_owned(),
    };
    let role = said(query.role().map(|role| format!("role-{role}")), &query.role);
    let kind = said(kind_key(&query.kind), &query.kind);
    let act = said(act_key(&query.act), &query.act);
    let without = |clear: fn(&mut EventQuery) -> &mut String| {
        let mut less = plain.clone();
        clear(&mut less).clear();
        address(&less)
    };
    let all = [
        (query.who.clone(), &query.who, without(|q| &mut q.who)),
        (role, &query.role, without(|q| &mut q.role)),
        (query.office.clone(), &query.office, without(|q| &mut q.office)),
        (query.reference.clone(), &query.reference, without(|q| &mut q.reference)),
        (kind, &query.kind, without(|q| &mut q.kind)),
        (act, &query.act, without(|q| &mut q.act)),
        (query.from.clone(), &query.from, without(|q| &mut q.from)),
        (query.until.clone(), &query.until, without(|q| &mut q.until)),
    ];
    let used = all.into_iter().filter(|(_, typed, _)| !typed.trim().is_empty());
    used.map(|(text, _, url)| (text, url)).collect()
}

#[derive(Template)]
#[template(path = "audit/new.html")]
struct NewPage {
    layout: Layout,
    form: OpeningForm,
    errors: Errors,
}

/// `GET /audit/openings`
pub async fn new(Query(form): Query<OpeningForm>, cx: Ctx) -> Result<Response> {
    cx.tx.check(Open, &Subject::any())?;
    Ok(cx.page(&NewPage { layout: Layout::new(&cx), form, errors: Errors::default() }))
}

/// `POST /audit/openings`
pub async fn create(post: Post<OpeningForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(Open, &Subject::any())?;
    let opened = cx
        .tx
        .attempt(async |tx| {
            let opening = form.parse()?;
            let none = || Error::Invalid(Errors::one("reference", "audit-error-no-record"));
            let found = store::subject(tx, &opening.reference).await?;
            let subject = found.filter(Subject::is_openable).ok_or_else(none)?;
            let permit = tx.permit(Open, &subject)?;
            store::open(tx, permit, &opening.justification).await?;
            Ok(subject.url())
        })
        .await;
    match opened {
        Ok(url) => cx.saved(url, "audit-notice-opened").await,
        Err(Error::Invalid(errors)) => {
            Ok(cx.invalid(&NewPage { layout: Layout::new(&cx), form, errors }))
        }
        Err(other) => Err(other),
    }
}
