//! The SQL of the desk. Sums are kept by triggers (`qip_sums`), so that a page costs the same however many projects there are.

use super::model::{Stay, Sum};
use crate::{db::Tx, web::error::Result};

/// All sums of a budget year.
pub async fn sums(tx: &mut Tx, year: i32) -> Result<Vec<Sum>> {
    Ok(sqlx::query_as!(
        Sum,
        "select kind, dimension, value, n, approved_usd, released_usd, accounted_usd, recovered_usd, people, women
         from qip_sums where budget_year = $1 and n <> 0 order by dimension, n desc, value",
        year,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The budget years that there are, the newest first.
pub async fn years(tx: &mut Tx) -> Result<Vec<i32>> {
    Ok(sqlx::query_scalar!(
        "select distinct budget_year from qip_sums where dimension = 'all' and n > 0 order by budget_year desc"
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Average stays by state.
pub async fn stays(tx: &mut Tx, year: i32) -> Result<Vec<Stay>> {
    Ok(sqlx::query_as!(
        Stay,
        r#"select state, n, (seconds / n)::bigint as "seconds!" from qip_stays where budget_year = $1 and n > 0 order by state"#,
        year,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Projects under way past their end, and without a visit for the days of the policy; both stop at 500.
pub async fn late(tx: &mut Tx) -> Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select (select count(*) from (select from qips where state in ('implementing', 'suspended') and ends_on < current_date limit 500) o) as "overdue!",
                  (select count(*) from (select from qips where state in ('implementing', 'suspended')
                      and coalesce(last_visit_on, starts_on) < current_date - (select (body -> 'qip' ->> 'visit_days')::int from policies where version = policy_now()) limit 500) v) as "unvisited!""#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.overdue, row.unvisited))
}

/// The budget year that is running, and the days until it ends on 30 June.
pub async fn this_year(tx: &mut Tx) -> Result<(i32, i64)> {
    let row = sqlx::query!(
        r#"select qip_budget_year(current_date) as "year!", (make_date(qip_budget_year(current_date) + 1, 6, 30) - current_date)::bigint as "days!""#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.year, row.days))
}
