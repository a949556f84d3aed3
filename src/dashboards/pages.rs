//! The dashboards: the list of questions with the first glance, and a page for each question.

use super::{
    charts::{self, Ageing, Numbers},
    drawing::{self, Drawing},
    map::{Places, Shown},
    model::{Chart, Figure, Period, Question},
    policy::{self, Read},
    reading::{self, Reader},
    store,
};
use crate::{
    i18n::Text,
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::{Query, Token},
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CutQuery {
    pub period: String,
    pub sector: String,
    pub measure: String,
}

#[derive(Template)]
#[template(path = "dashboards/index.html")]
struct IndexPage {
    layout: Layout,
    questions: Vec<Question>,
    glance: Vec<Text>,
    closed_on: Date,
    papers: Vec<(Date, String)>,
    reads_all: bool,
}

/// What a page of one question is cut by.
struct Cut {
    period: Period,
    periods: Vec<(String, String)>,
    sector: String,
    sectors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "dashboards/show.html")]
struct ShowPage {
    layout: Layout,
    question: Question,
    questions: Vec<Question>,
    cut: Cut,
    glance: Vec<Text>,
    charts: Vec<(Chart, Drawing)>,
    places: Option<Places>,
    reads_all: bool,
}

impl ShowPage {
    fn written(&self, figure: &Figure) -> String {
        drawing::written(figure, self.layout.lang)
    }

    /// Sectors cut what is told by sector only.
    fn has_sectors(&self) -> bool {
        !matches!(self.question, Question::Meetings | Question::Money | Question::Where)
    }

    fn has_periods(&self) -> bool {
        !matches!(self.question, Question::Money | Question::Where)
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn shades(&self, places: &Places) -> Vec<Shown> {
        places.shown()
    }
}

fn questions(cx: &Ctx) -> Vec<Question> {
    let is_open = |one: &Question| {
        policy::reads_all(cx.viewer())
            || matches!(one, Question::Answering | Question::Coherent | Question::Voluntary)
    };
    Question::ALL.iter().copied().filter(is_open).collect()
}

/// `GET /dashboards`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    let reader = reading::closed(&mut cx.tx).await?;
    cx.tx.check(Read, &reader.period)?;
    let reads_all = reader.reads_all;
    let voice = cx.voice();
    let glance = reading::glance(&mut cx.tx, &reader, &voice).await?;
    let papers = if reads_all { store::papers(&mut cx.tx).await? } else { Vec::new() };
    let (questions, layout) = (questions(&cx), Layout::new(&cx));
    Ok(cx.page(&IndexPage {
        layout,
        questions,
        glance,
        closed_on: reader.period.last(),
        papers,
        reads_all,
    }))
}

/// `GET /dashboards/{question}`
pub async fn show(
    Token(name): Token,
    Query(query): Query<CutQuery>,
    mut cx: Ctx,
) -> Result<Response> {
    let question = Question::parse(&name).ok_or(Error::NotFound)?;
    let today = store::today(&mut cx.tx).await?;
    let period = Period::parse(&query.period, today);
    cx.tx.check(Read, &period)?;
    if !questions(&cx).contains(&question) {
        return Err(Error::Forbidden("dashboards-deny-others"));
    }
    let sectors = reading::sectors(&mut cx.tx, cx.lang).await?;
    let sector = Uuid::parse_str(&query.sector).ok();
    let sector = sector.filter(|id| sectors.iter().any(|(known, _)| *known == id.to_string()));
    let reads_all = policy::reads_all(cx.viewer());
    let reader = Reader { period, today, sector, reads_all };
    let read = read(&mut cx, question, &reader, &query).await?;
    let voice = cx.voice();
    let name = |one: Period| {
        let day = |date: Date| filters::write_day(date, &voice);
        (one.from.to_string(), format!("{} – {}", day(one.from), day(one.last())))
    };
    let periods = Period::closed(today).into_iter().map(name).collect();
    let drawn = |chart: Chart| {
        let drawing = drawing::draw(&chart, cx.lang);
        (chart, drawing)
    };
    Ok(cx.page(&ShowPage {
        layout: Layout::new(&cx),
        question,
        questions: questions(&cx),
        cut: Cut {
            period,
            periods,
            sector: sector.map_or_else(String::new, |id| id.to_string()),
            sectors,
        },
        glance: read.glance,
        charts: read.charts.into_iter().map(drawn).collect(),
        places: read.places,
        reads_all,
    }))
}

/// What a question comes to.
#[derive(Default)]
struct Answer {
    glance: Vec<Text>,
    charts: Vec<Chart>,
    places: Option<Places>,
}

async fn read(
    cx: &mut Ctx,
    question: Question,
    reader: &Reader,
    query: &CutQuery,
) -> Result<Answer> {
    match question {
        Question::Answering => answering(cx, reader).await,
        Question::Where => {
            let places = Places::of(&mut cx.tx, &query.measure, cx.lang).await?;
            Ok(Answer { places: Some(places), ..Answer::default() })
        }
        Question::Money => {
            let (glance, charts) = reading::of_money(&mut cx.tx, reader, cx.lang).await?;
            Ok(Answer { glance, charts, places: None })
        }
        Question::Meetings => {
            let (sums, now): (_, Ageing) = reading::meetings(&mut cx.tx, reader).await?;
            Ok(Answer { charts: charts::meetings(&sums, &now), ..Answer::default() })
        }
        Question::Coherent => {
            let numbers = reading::numbers(&mut cx.tx, reader).await?;
            let links = reading::links(&mut cx.tx, reader).await?;
            Ok(Answer { charts: charts::coherent(&numbers, links.as_ref()), ..Answer::default() })
        }
        Question::Voluntary => {
            let numbers: Numbers = reading::numbers(&mut cx.tx, reader).await?;
            Ok(Answer { charts: charts::voluntary(&numbers), ..Answer::default() })
        }
    }
}

async fn answering(cx: &mut Ctx, reader: &Reader) -> Result<Answer> {
    let numbers = reading::numbers(&mut cx.tx, reader).await?;
    let open = reading::open(&mut cx.tx, reader, cx.lang).await?;
    let glance = reading::said(&numbers, &open, reader, &cx.voice());
    let charts = charts::answering(&numbers, &open.by_state());
    Ok(Answer { glance, charts, places: None })
}

/// `GET /dashboards/papers/{token}`: the week's document, named by its Monday and language.
pub async fn paper(Token(name): Token, mut cx: Ctx) -> Result<Response> {
    let today = store::today(&mut cx.tx).await?;
    cx.tx.check(Read, &Period::of(today))?;
    let (week, lang) = name.split_once('_').ok_or(Error::NotFound)?;
    let week = Date::strptime("%Y-%m-%d", week).map_err(|_| Error::NotFound)?;
    let pdf = store::paper(&mut cx.tx, week, lang).await?.ok_or(Error::NotFound)?;
    let mut response = pdf.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    let name = format!(
        "attachment; filename=\"dashboard-{week}-{}.pdf\"",
        if lang == "fr" { "fr" } else { "en" }
    );
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
