//! The list of activities: what it is cut by, its pages, and how many there are.

use super::model::{Cluster, Line, Status};
use crate::{
    db::Tx,
    web::error::{Error, Result},
};
use jiff_sqlx::{Date, Timestamp, ToSqlx};
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// Rows of a list page.
pub const PAGE: usize = 25;
/// Counts stop here: "500+".
pub const COUNT_CAP: i64 = 500;

/// The last row of the page before: by start, or by confirmation where the list is of stale ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Start(Date, Uuid),
    Confirmed(Timestamp, Uuid),
}

/// What a list is cut by; everything empty shows all that the viewer may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A district, or the districts of a region with the region itself.
    pub areas: Vec<Uuid>,
    pub cluster: Option<Cluster>,
    pub actor: Option<Uuid>,
    pub status: Option<Status>,
    /// Under way on some day of this period.
    pub from: Option<jiff::civil::Date>,
    pub until: Option<jiff::civil::Date>,
    /// Only what nobody confirmed since; the one that waits longest first.
    pub stale_since: Option<Timestamp>,
    pub after: Option<After>,
}

/// One page of activities, newest start first; one row more than [`PAGE`] when there is a next page.
/// Cost: per grantee of the viewer and area asked for, one descent of an index and at most a page of its rows.
pub async fn list(tx: &mut Tx, filter: &Filter, limit: usize) -> Result<Vec<Line>> {
    let ids = ids(tx, filter, i64::try_from(limit).unwrap_or(i64::MAX)).await?;
    let rows = sqlx::query!(
        r#"select x.id, x.actor_id, a.name as "area", p.name as "region?", x.cluster as "cluster: Cluster", x.what, x.status as "status: Status", x.starts_on,
                  x.ends_on, x.last_confirmed_at, x.last_confirmed_at < stale_before() as "is_stale!"
           from unnest($1::uuid[]) with ordinality wanted (id, place)
           join activities x on x.id = wanted.id join areas a on a.id = x.area_id left join areas p on p.id = a.parent_id
           order by wanted.place"#,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Line {
            id: row.id,
            actor_id: row.actor_id,
            area: crate::areas::model::label(&row.area, row.region.as_deref()),
            cluster: row.cluster,
            what: row.what,
            status: row.status,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            last_confirmed_at: row.last_confirmed_at,
            is_stale: row.is_stale,
        })
        .collect())
}

/// The ids of the first `limit` activities of the filter, in order.
pub async fn ids(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Uuid>> {
    let mut query = QueryBuilder::new("select activity_id from (");
    sights(&mut query, tx, filter, limit);
    query.push(") found order by ").push(order(filter));
    let rows = query.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| row.try_get(0).map_err(Error::from)).collect()
}

/// How many activities the filter finds, up to [`COUNT_CAP`] + 1.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    let filter = Filter { after: None, ..filter.clone() };
    let mut query = QueryBuilder::new("select count(*) from (");
    sights(&mut query, tx, &filter, COUNT_CAP + 1);
    query.push(") found");
    Ok(query.build().fetch_one(tx.conn()).await?.try_get(0)?)
}

/// The moment before which a confirmation is stale (policy `stale_days`).
pub async fn stale_before(tx: &mut Tx) -> Result<Timestamp> {
    Ok(sqlx::query_scalar!(r#"select stale_before() as "at!""#).fetch_one(tx.conn()).await?)
}

fn order(filter: &Filter) -> &'static str {
    if filter.stale_since.is_some() {
        "confirmed_at, activity_id"
    } else {
        "starts_on desc, activity_id desc"
    }
}

/// The first `limit` activities of each grantee and area, merged. Only the filters in use stand in the statement, so that each has its own plan.
fn sights(query: &mut QueryBuilder<Postgres>, tx: &Tx, filter: &Filter, limit: i64) {
    query
        .push("select distinct s.activity_id, s.starts_on, s.confirmed_at from unnest(")
        .push_bind(tx.viewer().sights())
        .push("::uuid[]) as g (grantee)");
    if !filter.areas.is_empty() {
        query.push(" cross join unnest(").push_bind(filter.areas.clone());
        query.push("::uuid[]) as w (area_id)");
    }
    query.push(
        " cross join lateral (select activity_id, starts_on, confirmed_at from activity_sights s where s.grantee = g.grantee",
    );
    cut(query, filter);
    query.push(" order by ").push(order(filter)).push(" limit ").push_bind(limit);
    query.push(") s order by ").push(order(filter)).push(" limit ").push_bind(limit);
}

fn cut(query: &mut QueryBuilder<Postgres>, filter: &Filter) {
    if !filter.areas.is_empty() {
        query.push(" and s.area_id = w.area_id");
    }
    if let Some(cluster) = filter.cluster {
        query.push(" and s.cluster = ").push_bind(cluster.as_str());
    }
    if let Some(actor) = filter.actor {
        query.push(" and s.actor_id = ").push_bind(actor);
    }
    if let Some(status) = filter.status {
        // As a word of the statement, not a value: few have a rare status, and a plan for any status would not know which.
        query.push(format!(" and s.status = '{}'", status.as_str()));
    }
    if let Some(until) = filter.until {
        query.push(" and s.starts_on <= ").push_bind(until.to_sqlx() as Date);
    }
    if let Some(from) = filter.from {
        query.push(" and s.until_on >= ").push_bind(from.to_sqlx() as Date);
    }
    if let Some(since) = filter.stale_since {
        query.push(" and s.confirmed_at < ").push_bind(since);
    }
    match filter.after {
        Some(After::Start(day, id)) => {
            query.push(" and (s.starts_on, s.activity_id) < (").push_bind(day);
            query.push(", ").push_bind(id).push(")");
        }
        Some(After::Confirmed(at, id)) => {
            query.push(" and (s.confirmed_at, s.activity_id) > (").push_bind(at);
            query.push(", ").push_bind(id).push(")");
        }
        None => {}
    }
}
