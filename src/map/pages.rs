//! The page of the map.

use super::{
    model::{Counted, Measure, Numbers, Scale},
    store,
};
use crate::{
    access::Audience,
    activities::model::Cluster,
    areas::{
        self,
        model::{Entry, Map, Outline},
    },
    i18n::{Text, say},
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
use serde::Deserialize;
use std::collections::HashMap;

/// Months to choose from: two years back, half a year ahead.
const BACK: i32 = 24;
const AHEAD: i32 = 6;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MapQuery {
    measure: String,
    cluster: String,
    month: String,
}

#[derive(Template)]
#[template(path = "map/show.html")]
struct ShowPage {
    layout: Layout,
    measure: Measure,
    cluster: String,
    month: String,
    months: Vec<(String, String)>,
    /// Nothing is known of this month: the last one is shown in which something was.
    is_earlier: bool,
    map: Map,
    regions: Vec<Entry>,
    codes: HashMap<uuid::Uuid, String>,
    counted: Counted,
    scale: Scale,
    off_the_map: Vec<(uuid::Uuid, String, i64)>,
}

impl ShowPage {
    fn numbers(&self, area: &uuid::Uuid) -> Numbers {
        self.counted.get(area).copied().unwrap_or_default()
    }

    fn shade(&self, outline: &Outline) -> usize {
        self.scale.shade(self.numbers(&outline.area_id).of(self.measure))
    }

    /// The number of a shape, as its title says it.
    fn said(&self, outline: &Outline) -> String {
        self.numbers(&outline.area_id).text(self.measure)
    }

    /// One number of the table.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn text(&self, area: &uuid::Uuid, measure: &Measure) -> String {
        self.numbers(area).text(*measure)
    }

    /// Each shade with the numbers that it stands for.
    fn legend(&self) -> Vec<(usize, String)> {
        let text = |(shade, from, until): (usize, i64, Option<i64>)| match until {
            Some(until) if until == from => (shade, from.to_string()),
            Some(until) => (shade, format!("{from}–{until}")),
            None => {
                let text = Text::new("map-and-more").with("n", from.to_string());
                (shade, text.say(self.layout.lang))
            }
        };
        self.scale.steps().into_iter().map(text).collect()
    }

    /// Where a shape leads: the address of the area by its code.
    fn code(&self, outline: &Outline) -> &str {
        self.codes.get(&outline.area_id).map_or("", String::as_str)
    }

    /// The columns of the table: requests are counted only where they are asked for.
    fn columns(&self) -> Vec<Measure> {
        let is_shown = |one: &Measure| *one != Measure::Requests || self.measure == *one;
        Measure::ALL.iter().copied().filter(is_shown).collect()
    }

    fn measures() -> Vec<(&'static str, String)> {
        Measure::ALL.iter().map(|one| (one.as_str(), format!("map-measure-{one}"))).collect()
    }

    fn clusters() -> Vec<(&'static str, String)> {
        Cluster::named().map(|one| (one.as_str(), format!("cluster-{one}"))).collect()
    }

    /// Whether there is anything to say about this region: it or something in it has a number.
    fn has_rows(&self, region: &Entry) -> bool {
        region.inside.is_empty()
            || region.inside.iter().any(|area| self.counted.contains_key(&area.id))
    }
}

/// `GET /map`
pub async fn show(Query(query): Query<MapQuery>, mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().admitted_to(Audience::Partners) {
        return Err(Error::Forbidden("map-deny-see"));
    }
    let today = crate::clock::now().to_zoned(cx.house.zone.clone()).date();
    let asked = month_of(&query.month);
    let mut month = asked.unwrap_or(today).first_of_month();
    let cluster = Cluster::parse(&query.cluster).filter(|one| *one != Cluster::Unsaid);
    let code = cluster.map(Cluster::as_str);
    let mut counted = store::counted(&mut cx.tx, month, code).await?;
    let is_quiet = asked.is_none() && counted.values().all(|numbers| numbers.activities == 0);
    let before = if is_quiet { store::month_before(&mut cx.tx, month, BACK).await? } else { None };
    if let Some(before) = before {
        month = before;
        counted = store::counted(&mut cx.tx, month, code).await?;
    }
    let measure = Measure::parse(&query.measure).unwrap_or(Measure::Actors);
    if measure == Measure::Requests {
        for (area, requests) in store::requests(&mut cx.tx).await? {
            counted.entry(area).or_default().requests = requests;
        }
    }
    let shapes = areas::store::shapes(&mut cx.tx).await?;
    let off_the_map = store::off_the_map(&mut cx.tx, month, code).await?;
    let regions = areas::store::regions(&mut cx.tx).await?;
    let drawn = shapes.iter().map(|shape| counted.get(&shape.area_id));
    let scale = Scale::of(drawn.map(|numbers| numbers.map_or(0, |numbers| numbers.of(measure))));
    let codes = regions.iter().flat_map(|region| std::iter::once(region).chain(&region.inside));
    let codes = codes.map(|area| (area.id, area.code.clone())).collect();
    Ok(cx.page(&ShowPage {
        layout: Layout::new(&cx),
        measure,
        cluster: code.unwrap_or_default().to_owned(),
        month: name_of(month),
        is_earlier: before.is_some(),
        months: months(&cx, today, month),
        map: Map::of(&shapes),
        regions,
        codes,
        counted,
        scale,
        off_the_map,
    }))
}

fn month_of(text: &str) -> Option<Date> {
    Date::strptime("%Y-%m-%d", format!("{text}-01"))
        .ok()
        .filter(|date| (1990..=2100).contains(&date.year()))
}

fn name_of(month: Date) -> String {
    month.strftime("%Y-%m").to_string()
}

/// The months of the form, with the one in use.
fn months(cx: &Ctx, today: Date, used: Date) -> Vec<(String, String)> {
    let start = today.first_of_month();
    let month = |n: i32| start.saturating_add(jiff::Span::new().months(n));
    let mut all: Vec<Date> = (-BACK..=AHEAD).rev().map(month).collect();
    if !all.contains(&used) {
        all.push(used);
    }
    let text = |date: &Date| {
        let name = say(cx.lang, &format!("frame-month-{}", date.month()), None);
        (name_of(*date), format!("{name} {}", date.year()))
    };
    all.iter().map(text).collect()
}
