//! The SQL of the desk. Sums are kept by triggers (`qip_sums`), so that a page costs the same however many projects there are.

use super::model::{Facts, Stay, Sum, Watched};
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

/// What is late and what is complete, the same for every reader of the desk. Counts stop at 501.
pub async fn facts(tx: &mut Tx, year: i32) -> Result<Facts> {
    let found = sqlx::query_as!(
        Facts,
        r#"select overdue as "overdue!", unvisited as "unvisited!", finished as "finished!", complete as "complete!" from qip_year_facts($1)"#,
        year,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(found.unwrap_or_default())
}

/// Projects that somebody should look at, as far as the reader sees their files: past their end, without a visit for the days of the
/// policy, money ahead of works, an instalment not accounted for within thirty days. The longest first, `most` at most.
/// Cost: the projects under way, each with its instalments.
pub async fn to_look_at(tx: &mut Tx, most: i64) -> Result<Vec<Watched>> {
    Ok(sqlx::query_as!(
        Watched,
        r#"with numbers as materialized (select (body -> 'qip' ->> 'visit_days')::int as days, (body -> 'qip' ->> 'ahead_points')::int as points from policies where version = policy_now()),
           late as (
               select q.reference, q.title, q.ends_on, greatest(current_date - q.ends_on, 0) as overdue,
                      case when q.kind = 'qip' then greatest(current_date - coalesce(q.last_visit_on, q.starts_on) - n.days, 0) else 0 end as unvisited,
                      case when q.last_visit_on is not null and q.approved_usd > 0
                          then greatest(floor(q.released_usd * 100 / q.approved_usd)::int - coalesce(q.physical, 0) - n.points, 0) else 0 end as ahead,
                      exists (select from qip_instalments i where i.project_id = q.id and i.state = 'released' and i.released_at < now() - interval '30 days') as unaccounted
               from qips q cross join numbers n where q.state in ('implementing', 'suspended')
           )
           select reference, title, coalesce(overdue, 0) > 0 as "is_overdue!", coalesce(unvisited, 0) > 0 as "is_unvisited!", coalesce(ahead, 0) > 0 as "is_ahead!",
                  unaccounted as "is_unaccounted!"
           from late where overdue > 0 or unvisited > 0 or ahead > 0 or unaccounted order by ends_on nulls last, reference limit $1"#,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
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
