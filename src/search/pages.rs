//! The page of search. All its state stands in the address; what is hidden from the reader changes nothing on it.

use super::{
    model::{Actor, Found, Hit, Kind, Place, Question},
    store::{self, COUNT_CAP, FEW, PAGE},
    words::{self, Word},
};
use crate::{
    areas, reference,
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::Query,
        filters,
        html::Layout,
        paging,
    },
};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The state of a search, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct SearchQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl SearchQuery {
    fn question(&self) -> Question {
        Question {
            words: self.q.trim().chars().filter(|c| *c != '\0').take(200).collect(),
            kind: Kind::parse(&self.kind),
            area: Uuid::parse_str(&self.area).ok(),
            after: paging::after(&self.after),
        }
    }

    fn url(&self) -> String {
        paging::address("/search", self)
    }
}

/// What was found of one kind.
struct Group {
    kind: Kind,
    hits: Vec<Hit>,
    count: i64,
    /// The whole list of it, from the first page on.
    all: Option<String>,
}

/// All that was found.
#[derive(Default)]
struct Answer {
    /// By reference: before everything else.
    exact: Vec<Hit>,
    words: Vec<Word>,
    places: Vec<Place>,
    actors: Vec<Actor>,
    more_actors: bool,
    groups: Vec<Group>,
    next: Option<String>,
    /// The same question with words that somebody here uses.
    instead: Option<(String, String)>,
}

impl Answer {
    fn is_empty(&self) -> bool {
        self.exact.is_empty()
            && self.words.is_empty()
            && self.places.is_empty()
            && self.actors.is_empty()
            && self.groups.is_empty()
    }
}

#[derive(Template)]
#[template(path = "search/index.html")]
struct IndexPage {
    layout: Layout,
    query: SearchQuery,
    areas: Vec<(String, String)>,
    asked: bool,
    answer: Answer,
}

impl IndexPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn kinds(&self) -> Vec<(String, String)> {
        Kind::ALL.iter().map(|kind| (kind.to_string(), format!("search-kind-{kind}"))).collect()
    }

    fn directory(&self) -> String {
        paging::address("/actors", &[("q", &self.query.q)])
    }
}

/// `GET /search`
pub async fn index(Query(query): Query<SearchQuery>, mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().role.searches() {
        return Err(Error::Forbidden("search-deny"));
    }
    let question = query.question();
    let asked = !question.words.is_empty();
    let answer = if asked { answer(&mut cx, &query, &question).await? } else { Answer::default() };
    let areas = areas::store::districts(&mut cx.tx).await?;
    let areas = areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), query, areas, asked, answer }))
}

async fn answer(cx: &mut Ctx, query: &SearchQuery, question: &Question) -> Result<Answer> {
    let mut answer = Answer::default();
    if question.after.is_none() {
        first(cx, question, &mut answer).await?;
    }
    match question.kind {
        Some(Kind::Actor) => {}
        Some(kind) => one_kind(cx, query, question, kind, &mut answer).await?,
        None => all_kinds(cx, query, question, &mut answer).await?,
    }
    if answer.is_empty() && question.after.is_none() {
        answer.instead = instead(cx, query, question).await?;
    }
    Ok(answer)
}

/// What stands on the first page only: the record of that reference, words of code lists, places, names.
async fn first(cx: &mut Ctx, question: &Question, answer: &mut Answer) -> Result<()> {
    if let Some(reference) = reference::parse(&question.words) {
        let found = store::by_reference(&mut cx.tx, &reference).await?;
        answer.exact = store::hits(&mut cx.tx, &found).await?;
    }
    if question.kind.is_none() {
        answer.words = words::meant(cx.viewer(), cx.lang, &question.words);
        answer.places = store::places(&mut cx.tx, &question.words).await?;
    }
    if matches!(question.kind, None | Some(Kind::Actor)) {
        let most = if question.kind.is_none() { FEW } else { PAGE };
        let limit = i32::try_from(most + 1).unwrap_or(26);
        answer.actors = store::actors(&mut cx.tx, question, limit).await?;
        answer.more_actors = answer.actors.len() > most;
        answer.actors.truncate(most);
    }
    Ok(())
}

/// A page of one kind.
async fn one_kind(
    cx: &mut Ctx,
    query: &SearchQuery,
    question: &Question,
    kind: Kind,
    answer: &mut Answer,
) -> Result<()> {
    let mut found = store::find(&mut cx.tx, question, kind.indexed(), COUNT_CAP + 1).await?;
    let counts = store::count(&mut cx.tx, &found).await?;
    let count = counts.iter().map(|(_, n)| n).sum();
    answer.next = paging::cut(&mut found, PAGE).map(|last| {
        let after = paging::place(&last.at, last.id);
        SearchQuery { after, ..query.clone() }.url()
    });
    let hits = store::hits(&mut cx.tx, &found).await?;
    if !hits.is_empty() {
        answer.groups.push(Group { kind, hits, count, all: None });
    }
    Ok(())
}

/// The newest few of each kind, with how many there are.
async fn all_kinds(
    cx: &mut Ctx,
    query: &SearchQuery,
    question: &Question,
    answer: &mut Answer,
) -> Result<()> {
    let kinds: Vec<&str> = Kind::ALL.iter().flat_map(|kind| kind.indexed()).copied().collect();
    let found = store::find(&mut cx.tx, question, &kinds, COUNT_CAP + 1).await?;
    let counts = store::count(&mut cx.tx, &found).await?;
    let of = |kind: Kind| {
        let those = found.iter().filter(move |one| kind.indexed().contains(&one.kind.as_str()));
        those.take(FEW).cloned()
    };
    let few: Vec<Found> = Kind::ALL.iter().flat_map(|kind| of(*kind)).collect();
    let mut hits = store::hits(&mut cx.tx, &few).await?;
    for kind in Kind::ALL.iter().copied() {
        let is_of = |name: &str| kind.indexed().contains(&name);
        let of_kind: Vec<Hit> = hits.extract_if(.., |hit| is_of(&hit.kind)).collect();
        if of_kind.is_empty() {
            continue;
        }
        let count = counts.iter().filter(|(name, _)| is_of(name)).map(|(_, n)| n).sum();
        let more = count > i64::try_from(of_kind.len()).unwrap_or(0);
        let only = SearchQuery { kind: kind.to_string(), ..query.clone() };
        answer.groups.push(Group { kind, hits: of_kind, count, all: more.then(|| only.url()) });
    }
    Ok(())
}

/// The question with each unknown word replaced by the nearest that the reader could know; none where that changes nothing.
async fn instead(
    cx: &mut Ctx,
    query: &SearchQuery,
    question: &Question,
) -> Result<Option<(String, String)>> {
    let typed = words::tokens(&question.words);
    let mut meant = Vec::new();
    for word in typed.iter().take(6) {
        let names = if word.chars().count() > 3 {
            store::near(&mut cx.tx, word).await?
        } else {
            Vec::new()
        };
        let is_name = names.contains(word);
        let near = words::nearest(cx.viewer(), cx.lang, word, &names).filter(|_| !is_name);
        meant.push(near.unwrap_or_else(|| word.clone()));
    }
    let words = meant.join(" ");
    let url = SearchQuery { q: words.clone(), ..query.clone() }.url();
    Ok((meant != typed && typed.len() <= 6).then_some((words, url)))
}
