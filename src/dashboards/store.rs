//! The SQL of dashboards: reads of what was published and of the roll-ups. Row level security says who may.

use super::model::{Figure, Period, Published, Sums};
use crate::{db::Tx, qips, web::error::Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// Today by the mission's calendar, as the database has it.
pub async fn today(tx: &mut Tx) -> Result<Date> {
    let today = sqlx::query_scalar!(
        r#"select (now() at time zone time_zone)::date as "today!: jiff_sqlx::Date" from house"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(today.to_jiff())
}

/// The periods that were published.
pub async fn periods(tx: &mut Tx) -> Result<Vec<Period>> {
    let rows = sqlx::query_scalar!("select period from published_periods order by period desc")
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|from| Period { from: from.to_jiff() }).collect())
}

/// What was published of a period: of one sector, or of all (`None`).
pub async fn published(tx: &mut Tx, period: Period, sector: Option<Uuid>) -> Result<Published> {
    let from = period.from.to_sqlx();
    let rows = sqlx::query!(
        "select series, value, n from published where period = $1 and sector_id = $2",
        from as jiff_sqlx::Date,
        sector.unwrap_or_default(),
    )
    .fetch_all(tx.conn())
    .await?;
    let figure = |n: Option<i64>| n.map_or(Figure::Few, Figure::Number);
    let is_there = !rows.is_empty();
    let numbers = rows.into_iter().map(|row| ((row.series, row.value), figure(row.n))).collect();
    let stays = if sector.is_some() { HashMap::new() } else { stays(tx, period).await? };
    Ok(Published { numbers, stays, is_there })
}

async fn stays(tx: &mut Tx, period: Period) -> Result<HashMap<String, Figure>> {
    let rows = sqlx::query!(
        "select state, days from published_stays where period = $1",
        period.from.to_sqlx() as jiff_sqlx::Date,
    )
    .fetch_all(tx.conn())
    .await?;
    let figure = |days: Option<i32>| days.map_or(Figure::Few, |days| Figure::Number(days.into()));
    Ok(rows.into_iter().map(|row| (row.state, figure(row.days))).collect())
}

/// One series of all periods that were published, by period: the value empty for the whole series.
pub async fn trend(
    tx: &mut Tx,
    series: &str,
    sector: Option<Uuid>,
) -> Result<Vec<(Period, Figure)>> {
    let rows = sqlx::query!(
        "select p.period, d.n from published_periods p join published d on d.period = p.period and d.series = $1 and d.value = '' and d.sector_id = $2
         order by p.period desc limit 13",
        series,
        sector.unwrap_or_default(),
    )
    .fetch_all(tx.conn())
    .await?;
    let figure = |n: Option<i64>| n.map_or(Figure::Few, Figure::Number);
    Ok(rows
        .into_iter()
        .rev()
        .map(|row| (Period { from: row.period.to_jiff() }, figure(row.n)))
        .collect())
}

/// Sums of the roll-ups over these weeks, `until` apart. Cost: as many rows as there are weeks, values and sectors.
pub async fn sums(
    tx: &mut Tx,
    series: &[&str],
    from: Date,
    until: Date,
    sector: Option<Uuid>,
) -> Result<Sums> {
    let series: Vec<String> = series.iter().map(|one| (*one).to_owned()).collect();
    let rows = sqlx::query!(
        r#"select series, value, sum(n)::bigint as "n!", sum(seconds)::bigint as "seconds!" from rolls
           where series = any ($1) and week >= $2 and week < $3 and ($4::uuid is null or sector_id = $4) group by 1, 2"#,
        &series,
        from.to_sqlx() as jiff_sqlx::Date,
        until.to_sqlx() as jiff_sqlx::Date,
        sector,
    )
    .fetch_all(tx.conn())
    .await?;
    let pairs = rows.into_iter().map(|row| ((row.series, row.value), (row.n, row.seconds)));
    Ok(Sums(pairs.collect()))
}

/// Open requests of others than humanitarian requesters, by state and by the week they came in.
pub async fn open_by_week(tx: &mut Tx, sector: Option<Uuid>) -> Result<Vec<(String, Date, i64)>> {
    let rows = sqlx::query!(
        r#"select value, week, sum(n)::bigint as "n!" from rolls where series = 'open' and ($1::uuid is null or sector_id = $1) group by 1, 2 order by 2"#,
        sector,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.value, row.week.to_jiff(), row.n)).collect())
}

/// The sectors to choose from: CIMIC desks below Force HQ.
pub async fn sectors(tx: &mut Tx) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select actor_id from desks where kind = 'cimic' and not is_top order by actor_id"
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What stands in each district now, by measure, and the capacity mark of the policy.
pub async fn places(tx: &mut Tx) -> Result<(HashMap<(String, Uuid), i64>, i64)> {
    let rows = sqlx::query!("select measure, district_id, n from place_rolls")
        .fetch_all(tx.conn())
        .await?;
    let mark = sqlx::query_scalar!(
        r#"select (body ->> 'absorption_mark')::bigint as "mark!" from policies where version = policy_now()"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((rows.into_iter().map(|row| ((row.measure, row.district_id), row.n)).collect(), mark))
}

/// The money of projects, of the year or of one value of a dimension.
#[derive(Clone, Debug)]
pub struct Money {
    pub dimension: String,
    pub value: String,
    pub n: i64,
    pub approved: Decimal,
    pub released: Decimal,
    pub accounted: Decimal,
    pub recovered: Decimal,
}

/// The money of the budget year that this day lies in, by state, theme and region; and the allocation of the policy.
pub async fn money(tx: &mut Tx, day: Date) -> Result<(Vec<Money>, Decimal)> {
    let sums = sqlx::query_as!(
        Money,
        r#"select dimension, value, n::bigint as "n!", approved_usd as approved, released_usd as released, accounted_usd as accounted, recovered_usd as recovered
           from qip_sums where budget_year = qip_budget_year($1) and kind = 'qip' and dimension in ('all', 'state', 'sector', 'region') and n > 0
           order by dimension, approved_usd desc, value"#,
        day.to_sqlx() as jiff_sqlx::Date,
    )
    .fetch_all(tx.conn())
    .await?;
    let allocated = sqlx::query_scalar!(
        r#"select (body -> 'qip' ->> 'budget_usd')::numeric as "usd!" from policies where version = policy_now()"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((sums, allocated))
}

/// How long projects of the budget year stayed in each state, on average in whole days; states in the order of a project's life.
pub async fn project_stays(tx: &mut Tx, day: Date) -> Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        r#"select state, round(seconds / n / 86400)::bigint as "days!" from qip_stays where budget_year = qip_budget_year($1) and n > 0 order by state"#,
        day.to_sqlx() as jiff_sqlx::Date,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut stays: Vec<(String, i64)> = rows.into_iter().map(|row| (row.state, row.days)).collect();
    stays.sort_by_key(|(state, _)| qips::model::State::parse(state));
    Ok(stays)
}

/// The sector in which most requests of others than humanitarian requesters are open; None where none is.
pub async fn longest_queue(tx: &mut Tx) -> Result<Option<(Uuid, i64)>> {
    let row = sqlx::query!(
        r#"select sector_id, sum(n)::bigint as "n!" from rolls where series = 'open' and sector_id <> '00000000-0000-0000-0000-000000000000'
           group by 1 order by 2 desc, 1 limit 1"#
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (row.sector_id, row.n)))
}

/// The documents there are, the newest first: the Monday of the week, and the language.
pub async fn papers(tx: &mut Tx) -> Result<Vec<(Date, String)>> {
    let rows = sqlx::query!("select week, lang from papers order by week desc, lang limit 26")
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.week.to_jiff(), row.lang)).collect())
}

/// One document.
pub async fn paper(tx: &mut Tx, week: Date, lang: &str) -> Result<Option<Vec<u8>>> {
    let pdf = sqlx::query_scalar!(
        "select pdf from papers where week = $1 and lang = $2",
        week.to_sqlx() as jiff_sqlx::Date,
        lang,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(pdf)
}
