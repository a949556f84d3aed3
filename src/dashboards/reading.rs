//! What a reader of dashboards is given: numbers of one period and sector, put together from what is stored.

use super::{
    charts::{Ageing, Numbers},
    model::{Chart, Period, Sums},
    policy, store,
    words::{self, Open},
};
use crate::{
    actors, areas,
    db::Tx,
    i18n::{Lang, Text},
    qips::model::money,
    web::{error::Result, filters, html::Voice},
};
use jiff::civil::Date;
use std::collections::HashMap;
use uuid::Uuid;

/// Who reads, and what is cut out for them.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub period: Period,
    pub today: Date,
    pub sector: Option<Uuid>,
    /// Also the numbers of others than humanitarian requesters.
    pub reads_all: bool,
}

/// The series of requests that the roll-ups keep by week.
const WEEKLY: [&str; 6] = ["kind", "standing", "late", "outcome", "reason", "stay"];

/// What a viewer reads at a first glance: the last four weeks that closed, all sectors.
pub async fn closed(tx: &mut Tx) -> Result<Reader> {
    let today = store::today(tx).await?;
    let reads_all = policy::reads_all(tx.viewer());
    Ok(Reader { period: Period::of(today).before(1), today, sector: None, reads_all })
}

/// Where requests are stuck and why, in sentences, the weightiest first.
pub async fn glance(tx: &mut Tx, reader: &Reader, voice: &Voice) -> Result<Vec<Text>> {
    let numbers = numbers(tx, reader).await?;
    let open = open(tx, reader, voice.lang).await?;
    Ok(said(&numbers, &open, reader, voice))
}

/// What a leader reads first.
pub async fn first_glance(tx: &mut Tx, voice: &Voice) -> Result<Vec<Text>> {
    let reader = closed(tx).await?;
    glance(tx, &reader, voice).await
}

/// The same, from numbers that were read already.
pub fn said(numbers: &Numbers, open: &Open, reader: &Reader, voice: &Voice) -> Vec<Text> {
    let day = |date: Date| filters::write_day(date, voice);
    words::glance(numbers, open, (reader.period, reader.today), voice.lang, &day)
}

pub async fn numbers(tx: &mut Tx, reader: &Reader) -> Result<Numbers> {
    let published = store::published(tx, reader.period, reader.sector).await?;
    let (from, until) = (reader.period.from, reader.period.end());
    let others = if reader.reads_all {
        Some(store::sums(tx, &WEEKLY, from, until, reader.sector).await?)
    } else {
        None
    };
    Ok(Numbers { published, others })
}

/// Open requests now; nothing for who reads only what is published.
pub async fn open(tx: &mut Tx, reader: &Reader, lang: Lang) -> Result<Open> {
    if !reader.reads_all {
        return Ok(Open::default());
    }
    let weeks = store::open_by_week(tx, reader.sector).await?;
    let longest_queue = if reader.sector.is_none() { longest(tx, lang).await? } else { None };
    Ok(Open { weeks, longest_queue })
}

async fn longest(tx: &mut Tx, lang: Lang) -> Result<Option<(String, i64)>> {
    let Some((sector, n)) = store::longest_queue(tx).await? else { return Ok(None) };
    let names = actors::store::names(tx, &[sector]).await?;
    Ok(names.get(&sector).map(|name| (name.label(lang), n)))
}

/// The sectors to choose from, by name.
pub async fn sectors(tx: &mut Tx, lang: Lang) -> Result<Vec<(String, String)>> {
    let ids = store::sectors(tx).await?;
    let names = actors::store::names(tx, &ids).await?;
    let label = |id: &Uuid| names.get(id).map(|name| (id.to_string(), name.label(lang)));
    let mut sectors: Vec<_> = ids.iter().filter_map(label).collect();
    sectors.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(sectors)
}

/// Meetings and action points of the period, and those still open.
pub async fn meetings(tx: &mut Tx, reader: &Reader) -> Result<(Sums, Ageing)> {
    let series = ["meeting", "led_to", "present", "action"];
    let sums = store::sums(tx, &series, reader.period.from, reader.period.end(), None).await?;
    let ages = ["action_due", "stuck"];
    let (from, until) = (Date::MIN, reader.today.saturating_add(jiff::Span::new().days(1)));
    let open = store::sums(tx, &ages, from.max(jiff::civil::date(1990, 1, 1)), until, None).await?;
    let week = reader.today.iso_week_date();
    let this = format!("{}-W{:02}", week.year(), week.week());
    let due = |is_past: bool| -> i64 {
        let here = |series: &str, value: &str| {
            series == "action_due" && (value < this.as_str()) == is_past
        };
        open.0.iter().filter(|((series, value), _)| here(series, value)).map(|(_, (n, _))| n).sum()
    };
    let now = Ageing {
        open: due(true) + due(false),
        overdue: due(true),
        stuck: open.n("stuck", "stuck"),
    };
    Ok((sums, now))
}

/// What is linked to objectives, where the reader may know.
pub async fn links(tx: &mut Tx, reader: &Reader) -> Result<Option<Sums>> {
    if !reader.reads_all {
        return Ok(None);
    }
    let series = ["activities", "projects", "requests", "meetings"];
    let (from, until) = (jiff::civil::date(2024, 1, 1), jiff::civil::date(2024, 1, 2));
    Ok(Some(store::sums(tx, &series, from, until, reader.sector).await?))
}

/// The money of the budget year that runs: sentences, and charts.
pub async fn of_money(tx: &mut Tx, reader: &Reader, lang: Lang) -> Result<(Vec<Text>, Vec<Chart>)> {
    let (sums, allocated) = store::money(tx, reader.today).await?;
    let stays = store::project_stays(tx, reader.today).await?;
    let regions = areas::store::regions(tx).await?;
    let names: HashMap<String, String> = regions
        .iter()
        .map(|region| (region.id.to_string(), region.name_in(lang).to_owned()))
        .collect();
    let mut glance = vec![Text::new("dashboards-money-allocated").with("usd", money(allocated))];
    if let Some(all) = sums.iter().find(|sum| sum.dimension == "all" && sum.n >= 3) {
        let text = Text::new("dashboards-money-committed").with("n", all.n);
        glance.push(text.with("usd", money(all.approved)));
        let out = Text::new("dashboards-money-out").with("usd", money(all.released));
        glance.push(out.with("accounted", money(all.accounted)));
        glance.push(
            Text::new("dashboards-money-left")
                .with("usd", money(allocated - all.approved + all.recovered)),
        );
    } else {
        glance.push(Text::new("dashboards-money-few"));
    }
    Ok((glance, super::money::charts(&sums, &names, &stays)))
}
