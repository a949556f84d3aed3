//! The page of an office's board.

use super::store;
use crate::{
    access::Role,
    dashboards::{
        charts,
        drawing::{self, Drawing},
        model::{Chart, Figure, Period},
        pages::CutQuery,
        store::today,
    },
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::Query,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "dashboards/board.html")]
struct BoardPage {
    layout: Layout,
    period: String,
    periods: Vec<(String, String)>,
    charts: Vec<(Chart, Drawing)>,
}

impl BoardPage {
    fn written(&self, figure: &Figure) -> String {
        drawing::written(figure, self.layout.lang)
    }
}

/// `GET /board`: for whoever screens, advises or relays.
pub async fn show(Query(query): Query<CutQuery>, mut cx: Ctx) -> Result<Response> {
    let works =
        matches!(cx.viewer().role, Role::Officer | Role::Coordinator | Role::Chief | Role::Section);
    if !works {
        return Err(Error::Forbidden("dashboards-deny-board"));
    }
    let today = today(&mut cx.tx).await?;
    let now = Period::of(today);
    let asked = Date::strptime("%Y-%m-%d", &query.period).ok().map(Period::of);
    let period = asked.filter(|asked| *asked <= now && *asked >= now.before(13)).unwrap_or(now);
    let mut sums = store::requests(&mut cx.tx, period).await?;
    sums.0.extend(store::links(&mut cx.tx).await?.0);
    let ages = store::promises(&mut cx.tx).await?;
    let voice = cx.voice();
    let name = |one: Period| {
        let day = |date: Date| filters::write_day(date, &voice);
        (one.from.to_string(), format!("{} – {}", day(one.from), day(one.last())))
    };
    let drawn = |chart: Chart| {
        let drawing = drawing::draw(&chart, cx.lang);
        (chart, drawing)
    };
    Ok(cx.page(&BoardPage {
        layout: Layout::new(&cx),
        period: period.from.to_string(),
        periods: std::iter::once(now).chain(Period::closed(today)).map(name).collect(),
        charts: charts::board(&sums, &ages).into_iter().map(drawn).collect(),
    }))
}
