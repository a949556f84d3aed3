//! What the house's clock does for dashboards: counts again what changed, publishes what has closed, writes the week's paper.

use super::{
    counting,
    model::{Period, WEEKS},
    papers,
    policy::Publish,
    series::{Of, SPECS},
    store,
    suppress::{self, Count, Population, Series, Told},
};
use crate::{
    access::{Permit, Viewer},
    db::{Db, Mode, Tx},
    web::error::Result,
};
use jiff::civil::Date;
use std::collections::HashMap;
use uuid::Uuid;

/// Weeks that one transaction counts again: some seconds of work in a house of a million requests.
const BATCH: i32 = 5;
/// Closed periods that a new house publishes at once.
const BACK: i32 = 13;

/// Brings the roll-ups up to date; returns how many weeks were counted again. Roll-ups are derived from records as sights
/// are, so no event is left.
pub async fn fold(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    sqlx::query!("select rolls_mark()").execute(tx.conn()).await?;
    tx.commit().await?;
    let mut folded = 0;
    loop {
        let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
        let n = sqlx::query_scalar!(r#"select rolls_fold($1) as "n!""#, BATCH)
            .fetch_one(tx.conn())
            .await?;
        tx.commit().await?;
        folded += usize::try_from(n).unwrap_or_default();
        if n < BATCH {
            return Ok(folded + fold_boards(db).await?);
        }
    }
}

/// The same of what boards show.
async fn fold_boards(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    sqlx::query!("select boards_mark()").execute(tx.conn()).await?;
    tx.commit().await?;
    let mut folded = 0;
    loop {
        let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
        let n = sqlx::query_scalar!(r#"select boards_fold($1) as "n!""#, BATCH)
            .fetch_one(tx.conn())
            .await?;
        tx.commit().await?;
        folded += usize::try_from(n).unwrap_or_default();
        if n < BATCH {
            return Ok(folded);
        }
    }
}

/// Publishes the periods that have closed and were not published yet, the oldest first; returns how many.
pub async fn publish(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Read).await?;
    let today = store::today(&mut tx).await?;
    let known = store::periods(&mut tx).await?;
    drop(tx);
    let newest = Period::of(today).before(1);
    let mut missing: Vec<Period> = (0..BACK)
        .map(|back| newest.before(back))
        .filter(|period| !known.contains(period))
        .collect();
    missing.reverse();
    for period in &missing {
        let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
        let permit = tx.permit(Publish, period)?;
        publish_one(&mut tx, permit).await?;
        tx.commit().await?;
    }
    Ok(missing.len())
}

/// Writes the document of the week that closed last, where it is not there and a font is; returns how many.
pub async fn write_papers(db: &Db) -> Result<usize> {
    papers::write(db).await
}

async fn publish_one(tx: &mut Tx, permit: Permit<'_, Publish>) -> Result<()> {
    let period = *permit.spend(tx).await?;
    counting::open_period(tx, period).await?;
    let sectors = counting::sectors(tx).await?;
    for of in Of::ALL {
        let counted = counting::count(tx, of, period).await?;
        let (population, told) = told(of, &counted, &sectors);
        counting::write(tx, period, &cells(of, &population, &told, &sectors)).await?;
    }
    let stays = counting::count_stays(tx, period).await?;
    counting::write_stays(tx, period, &stays).await
}

/// Counts by series, value (empty for all) and sector (nil for all).
pub type Counted = HashMap<(String, String, Uuid), Count>;

/// One number for publication; None is "few".
pub struct Cell {
    pub series: &'static str,
    pub value: &'static str,
    pub sector: Uuid,
    pub n: Option<i64>,
}

fn told(of: Of, counted: &Counted, sectors: &[Uuid]) -> (Population, Told) {
    let one = |series: &str, value: &str, sector: Uuid| {
        let key = (series.to_owned(), value.to_owned(), sector);
        counted.get(&key).copied().unwrap_or_default()
    };
    let series = |name: &str, values: &[&str]| Series {
        totals: values.iter().map(|value| one(name, value, Uuid::nil())).collect(),
        cells: values
            .iter()
            .map(|value| sectors.iter().map(|sector| one(name, value, *sector)).collect())
            .collect(),
    };
    let specs = SPECS.iter().filter(|spec| spec.population == of);
    let population = Population {
        total: one(of.name(), "", Uuid::nil()),
        sectors: sectors.iter().map(|sector| one(of.name(), "", *sector)).collect(),
        series: specs.map(|spec| series(spec.name, spec.values)).collect(),
    };
    let told = suppress::tell(&population);
    (population, told)
}

fn cells(of: Of, population: &Population, told: &Told, sectors: &[Uuid]) -> Vec<Cell> {
    let shown = |count: Count, told: bool| told.then(|| suppress::rounded(count.n));
    let mut cells = vec![Cell {
        series: of.name(),
        value: "",
        sector: Uuid::nil(),
        n: shown(population.total, told.total),
    }];
    for (at, sector) in sectors.iter().enumerate() {
        let n = shown(population.sectors[at], told.sectors[at]);
        cells.push(Cell { series: of.name(), value: "", sector: *sector, n });
    }
    for (at, spec) in SPECS.iter().filter(|spec| spec.population == of).enumerate() {
        let (series, told) = (&population.series[at], &told.series[at]);
        for (row, value) in spec.values.iter().enumerate() {
            let n = shown(series.totals[row], told.totals[row]);
            cells.push(Cell { series: spec.name, value, sector: Uuid::nil(), n });
            for (column, sector) in sectors.iter().enumerate() {
                let n = shown(series.cells[row][column], told.cells[row][column]);
                cells.push(Cell { series: spec.name, value, sector: *sector, n });
            }
        }
    }
    cells
}

/// The Monday of the week that closed last.
pub fn last_week(today: Date) -> Date {
    let weeks = i64::from(WEEKS);
    let period = Period::of(today);
    let days = today.since((jiff::Unit::Day, period.from)).map_or(0, |span| span.get_days());
    let monday =
        period.from.saturating_add(jiff::Span::new().days(i64::from(days) / 7 % weeks * 7));
    monday.saturating_sub(jiff::Span::new().days(7))
}
