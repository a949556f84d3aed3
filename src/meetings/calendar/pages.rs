//! The calendar as tables: a month or a week; and what hosts announced to everybody.

use super::model::{Day, Span};
use crate::{
    meetings::{
        model::{Announced, Line},
        store,
    },
    web::{
        context::{Ctx, Open},
        error::Result,
        extract::Query,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Meetings of one day on a month's page; a week shows more.
const IN_MONTH: usize = 4;
const IN_WEEK: usize = 20;
/// Days that announcements look ahead.
const AHEAD: i32 = 60;

/// Which days are shown, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CalendarQuery {
    view: String,
    day: String,
}

#[derive(Template)]
#[template(path = "calendar/show.html")]
struct CalendarPage {
    layout: Layout,
    span: Span,
    day: Date,
    first: Date,
    last: Date,
    weeks: Vec<Vec<Day>>,
    zone: jiff::tz::TimeZone,
    can_subscribe: bool,
}

impl CalendarPage {
    fn url(span: Span, day: Date) -> String {
        format!("/meetings/calendar?view={span}&day={day}")
    }

    fn beside(&self, by: i64) -> String {
        CalendarPage::url(self.span, self.span.beside(self.day, by))
    }

    fn other(&self) -> (Span, String) {
        let span = if self.span == Span::Month { Span::Week } else { Span::Month };
        (span, CalendarPage::url(span, self.day))
    }

    fn clock(&self, line: &Line) -> String {
        line.clock(&self.zone)
    }

    fn month_key(&self) -> String {
        format!("frame-month-{}", self.day.month())
    }

    fn is_empty(&self) -> bool {
        self.weeks.iter().flatten().all(|day| day.lines.is_empty())
    }
}

/// `GET /meetings/calendar`
pub async fn calendar(Query(query): Query<CalendarQuery>, mut cx: Ctx) -> Result<Response> {
    let zone = cx.house.zone.clone();
    let today = crate::clock::now().to_zoned(zone.clone()).date();
    let day = Date::strptime("%Y-%m-%d", &query.day).ok();
    let day = day.filter(|day| (2000..2100).contains(&day.year())).unwrap_or(today);
    let span = Span::parse(&query.view).unwrap_or(Span::Month);
    let (first, last) = span.days(day);
    let most = if span == Span::Month { IN_MONTH } else { IN_WEEK };
    let lines = lines(&mut cx, first, last, most).await?;
    let made = |date: Date| {
        let mut lines = lines.get(&date).cloned().unwrap_or_default();
        let has_more = lines.len() > most;
        lines.truncate(most);
        let is_beside = span == Span::Month && date.month() != day.month();
        Day { date, is_beside, is_today: date == today, lines, has_more }
    };
    let days: Vec<Day> = first.series(1.day()).take_while(|date| *date <= last).map(made).collect();
    let weeks = days.chunks(7).map(<[Day]>::to_vec).collect();
    let can_subscribe = cx.viewer().role.counts_actors();
    let layout = Layout::new(&cx);
    Ok(cx.page(&CalendarPage { layout, span, day, first, last, weeks, zone, can_subscribe }))
}

/// The meetings of each day; one more than fits where there are more.
async fn lines(
    cx: &mut Ctx,
    first: Date,
    last: Date,
    most: usize,
) -> Result<HashMap<Date, Vec<Line>>> {
    let zone = cx.house.zone.iana_name().unwrap_or("UTC").to_owned();
    let most = i64::try_from(most).unwrap_or(20) + 1;
    let found = store::days(&mut cx.tx, first, last, &zone, most).await?;
    let ids: Vec<Uuid> = found.iter().map(|(_, id)| *id).collect();
    let lines = store::lines(&mut cx.tx, &ids).await?;
    let lines: HashMap<Uuid, Line> = lines.into_iter().map(|line| (line.id, line)).collect();
    let mut days: HashMap<Date, Vec<Line>> = HashMap::new();
    for (day, id) in found {
        days.entry(day.to_jiff()).or_default().extend(lines.get(&id).cloned());
    }
    Ok(days)
}

#[derive(Template)]
#[template(path = "calendar/announced.html")]
struct AnnouncedPage {
    layout: Layout,
    meetings: Vec<Announced>,
}

/// `GET /meetings/announced`
pub async fn announced(Open(mut cx): Open) -> Result<Response> {
    let meetings = store::announced(&mut cx.tx, AHEAD).await?;
    Ok(cx.page(&AnnouncedPage { layout: Layout::new(&cx), meetings }))
}
