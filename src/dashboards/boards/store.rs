//! The SQL of boards: counts over the sights of the viewer's own actor, so that each number is that of records it may open.
//! Cost: the requests of four weeks that the office takes part in, and those that are open.

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
        r#"with came as materialized (
               select r.kind, r.state, r.is_late from request_sights s join requests r on r.id = s.request_id
               where s.grantee = $1 and s.received_at >= day_begins($2) and s.received_at < day_begins($3)
           ), acts as materialized (
               select a.id, a.request_id, a.at, a.from_state, a.to_state, a.detail ->> 'code' as code from request_acts a
               where a.at >= day_begins($2) and a.at < day_begins($3) and a.from_state <> a.to_state
                 and exists (select from request_sights s where s.request_id = a.request_id and s.grantee = $1)
           )
           select x.series as "series!", x.value as "value!", count(*) as "n!", 0::bigint as "seconds!"
           from came c cross join lateral (values ('kind', request_group(c.kind)), ('standing', request_standing(c.state)),
               ('late', case when c.is_late then 'late' else 'in_time' end)) as x (series, value) group by 1, 2
           union all
           select 'open', s.state, count(*), 0 from request_sights s where s.grantee = $1 and s.turn_id is not null group by 2
           union all
           select 'outcome', case when a.to_state = 'closed' then 'done' else a.to_state end, count(*), 0 from acts a
           where a.to_state in ('closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired') group by 2
           union all
           select 'reason', a.code, count(*), 0 from acts a where a.to_state = 'declined' and a.code is not null group by 2
           union all
           select 'stay', a.from_state, count(*), sum(extract(epoch from a.at - b.at))::bigint from acts a
           cross join lateral (select p.at from request_acts p where p.request_id = a.request_id and p.id < a.id and p.to_state = a.from_state
               and p.from_state <> p.to_state order by p.id desc limit 1) b group by 2"#,
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
    let (actor, below) = (tx.viewer().actor, tx.viewer().below.clone());
    let rows = sqlx::query!(
        r#"select x.series as "series!", case when x.linked then 'linked' else 'unlinked' end as "value!", count(*) as "n!" from (
               select 'activities' as series, a.objective_id is not null or exists (select from objective_links l where l.record_kind = 'activity' and l.record_id = a.id) as linked
               from activity_sights s join activities a on a.id = s.activity_id
               where s.grantee = $1 and s.status in ('planned', 'ongoing') and s.until_on >= current_date and a.actor_id = any ($2)
               union all
               select 'projects', exists (select from objective_links l where l.record_kind = 'qip' and l.record_id = q.id)
               from qips q where q.owner_id = any ($2) and q.state not in ('concept', 'rejected', 'cancelled', 'closed', 'evaluated', 'terminated')
               union all
               select 'requests', exists (select from objective_links l where l.record_kind = 'request' and l.record_id = s.request_id)
               from request_sights s where s.grantee = $1 and s.turn_id is not null
               union all
               select 'meetings', exists (select from objective_links l where l.record_kind = 'meeting' and l.record_id = s.meeting_id)
               from meeting_sights s where s.grantee = $1 and s.is_named and s.state not in ('cancelled', 'postponed')
                 and s.starts_at >= now() - interval '28 days' and s.starts_at < now() + interval '28 days') x
           group by 1, 2"#,
        actor,
        &below,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Sums(rows.into_iter().map(|row| ((row.series, row.value), (row.n, 0))).collect()))
}

/// Open action points that the office or one below it put or took on.
pub async fn promises(tx: &mut Tx) -> Result<Ageing> {
    let actor = tx.viewer().actor;
    let row = sqlx::query!(
        r#"select count(*) as "open!", count(*) filter (where due_on < current_date) as "overdue!", count(*) filter (where is_stuck) as "stuck!"
           from action_sights where grantee = $1 and is_open and state <> 'done'"#,
        actor,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Ageing { open: row.open, overdue: row.overdue, stuck: row.stuck })
}
