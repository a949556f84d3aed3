//! The SQL of boards: sums over the sights of the viewer's own actor, so that each number is that of records it may open. The house's
//! clock keeps them by week. Cost: weeks and values, not records.

use crate::{
    dashboards::{
        charts::Ageing,
        model::{Period, Sums},
    },
    db::Tx,
    web::error::Result,
};
use jiff_sqlx::ToSqlx as _;

/// Requests that came in the period, and what was done in it; those open now.
pub async fn requests(tx: &mut Tx, period: Period) -> Result<Sums> {
    let actor = tx.viewer().actor;
    let rows = sqlx::query!(
        r#"select series, value, sum(n)::bigint as "n!", sum(seconds)::bigint as "seconds!" from board_rolls
           where grantee = $1 and (topic in ('received', 'done') and week >= $2 and week < $3 or topic = 'now' and series = 'open')
           group by series, value"#,
        actor,
        period.from.to_sqlx() as jiff_sqlx::Date,
        period.end().to_sqlx() as jiff_sqlx::Date,
    )
    .fetch_all(tx.conn())
    .await?;
    let pairs = rows.into_iter().map(|row| ((row.series, row.value), (row.n, row.seconds)));
    Ok(Sums(pairs.collect()))
}

/// What the office and those below it own that is under way, linked to an objective or not.
pub async fn links(tx: &mut Tx) -> Result<Sums> {
    let actor = tx.viewer().actor;
    let rows = sqlx::query!(
        "select series, value, n from board_rolls where grantee = $1 and topic = 'now' and series in ('activities', 'projects', 'requests', 'meetings')",
        actor,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Sums(rows.into_iter().map(|row| ((row.series, row.value), (row.n, 0))).collect()))
}

/// Open action points that the office or one below it put or took on.
pub async fn promises(tx: &mut Tx) -> Result<Ageing> {
    let actor = tx.viewer().actor;
    let row = sqlx::query!(
        r#"select coalesce(sum(n) filter (where series = 'due'), 0)::bigint as "open!",
                  coalesce(sum(n) filter (where series = 'due' and value < current_date::text), 0)::bigint as "overdue!",
                  coalesce(sum(n) filter (where series = 'stuck'), 0)::bigint as "stuck!"
           from board_rolls where grantee = $1 and topic = 'now' and series in ('due', 'stuck')"#,
        actor,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Ageing { open: row.open, overdue: row.overdue, stuck: row.stuck })
}
