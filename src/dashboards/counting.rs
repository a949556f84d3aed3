//! The SQL that counts a closed period for publication, and writes what is told of it. For the house alone.
//! Cost: a pass over the requests of four weeks, and one over those open at its end, once every four weeks.

use super::{
    keeping::{Cell, Counted},
    model::Period,
    series::Of,
    suppress::Count,
};
use crate::{db::Tx, web::error::Result};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Stands for districts that no sector is responsible for.
pub const ELSEWHERE: Uuid = Uuid::from_u128(1);

/// One row as counted.
struct Line {
    series: String,
    value: String,
    sector: Option<Uuid>,
    n: i64,
    actors: i64,
}

fn counted(lines: &[Line]) -> Counted {
    let key =
        |line: &Line| (line.series.clone(), line.value.clone(), line.sector.unwrap_or_default());
    lines.iter().map(|line| (key(line), Count { n: line.n, actors: line.actors })).collect()
}

/// The sectors, with what no sector is responsible for last.
pub async fn sectors(tx: &mut Tx) -> Result<Vec<Uuid>> {
    let mut sectors = sqlx::query_scalar!(
        "select actor_id from desks where kind = 'cimic' and not is_top order by actor_id"
    )
    .fetch_all(tx.conn())
    .await?;
    sectors.push(ELSEWHERE);
    Ok(sectors)
}

/// How many records and actors, by series, value and sector.
pub async fn count(tx: &mut Tx, of: Of, period: Period) -> Result<Counted> {
    match of {
        Of::Received => received(tx, period).await,
        Of::Open => open(tx, period).await,
        Of::Ended => ended(tx, period).await,
        Of::Activities => activities(tx, period).await,
        Of::Pairs => pairs(tx, period).await,
    }
}

/// Humanitarian requests that came in the period, as they stood when it closed.
async fn received(tx: &mut Tx, period: Period) -> Result<Counted> {
    let lines = sqlx::query_as!(
        Line,
        r#"with seen as materialized (
               select r.owner_id, coalesce(nullif(s.sector_id, '00000000-0000-0000-0000-000000000000'), $3) as sector, request_group(r.kind) as kind,
                      coalesce((select a.to_state from request_acts a where a.request_id = r.id and a.at < day_begins($2) order by a.id desc limit 1), 'submitted') as state,
                      r.is_late, r.assistance, r.kind = 'armed_escort' as is_escort,
                      (select count(*) filter (where p.answer = 'met') >= 8 from request_sheets p where p.request_id = r.id) as is_complete,
                      exists (select from relays l where l.original_id = r.id) as is_relayed
               from requests r join area_sectors s on s.area_id = r.from_area_id
               where r.community = 'humanitarian' and r.received_at >= day_begins($1) and r.received_at < day_begins($2)
           )
           select x.series as "series!", x.value as "value!", seen.sector as "sector", count(*) as "n!", count(distinct seen.owner_id) as "actors!"
           from seen cross join lateral (values ('received', ''), ('kind', seen.kind), ('standing', request_standing(seen.state)),
               ('late', case when seen.is_late then 'late' else 'in_time' end), ('assistance', coalesce(seen.assistance, 'unsaid')),
               ('escort', case when not seen.is_escort then 'no_escort' when seen.is_complete then 'complete' else 'incomplete' end),
               ('relay', case when seen.is_relayed then 'relayed' else 'itself' end)) as x (series, value)
           group by grouping sets ((x.series, x.value, seen.sector), (x.series, x.value))"#,
        period.from.to_sqlx() as jiff_sqlx::Date,
        period.end().to_sqlx() as jiff_sqlx::Date,
        ELSEWHERE,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(counted(&lines))
}

/// Humanitarian requests that were open when the period closed, by who had the turn.
async fn open(tx: &mut Tx, period: Period) -> Result<Counted> {
    let lines = sqlx::query_as!(
        Line,
        r#"with seen as materialized (
               select r.owner_id, coalesce(nullif(s.sector_id, '00000000-0000-0000-0000-000000000000'), $2) as sector,
                      coalesce((select a.to_state from request_acts a where a.request_id = r.id and a.at < day_begins($1) order by a.id desc limit 1), 'submitted') as state
               from requests r join area_sectors s on s.area_id = r.from_area_id
               where r.community = 'humanitarian' and r.received_at < day_begins($1) and (r.ended_at is null or r.ended_at >= day_begins($1))
           )
           select x.series as "series!", x.value as "value!", seen.sector as "sector", count(*) as "n!", count(distinct seen.owner_id) as "actors!"
           from seen cross join lateral (values ('open', ''), ('turn', coalesce(request_turn(seen.state), 'screening'))) as x (series, value)
           group by grouping sets ((x.series, x.value, seen.sector), (x.series, x.value))"#,
        period.end().to_sqlx() as jiff_sqlx::Date,
        ELSEWHERE,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(counted(&lines))
}

/// Humanitarian requests that ended in the period: how, why, and by which route the need was met.
async fn ended(tx: &mut Tx, period: Period) -> Result<Counted> {
    let lines = sqlx::query_as!(
        Line,
        r#"with seen as materialized (
               select r.owner_id, coalesce(nullif(s.sector_id, '00000000-0000-0000-0000-000000000000'), $3) as sector, r.state,
                      case when r.state = 'declined' then coalesce((select a.detail ->> 'code' from request_acts a
                          where a.request_id = r.id and a.to_state = 'declined' order by a.id desc limit 1), 'hc_not_endorsed') else 'not_declined' end as code
               from requests r join area_sectors s on s.area_id = r.from_area_id
               where r.community = 'humanitarian' and r.ended_at >= day_begins($1) and r.ended_at < day_begins($2)
           )
           select x.series as "series!", x.value as "value!", seen.sector as "sector", count(*) as "n!", count(distinct seen.owner_id) as "actors!"
           from seen cross join lateral (values ('ended', ''), ('outcome', case seen.state when 'closed' then 'done' else seen.state end), ('reason', seen.code),
               ('route', case when seen.state = 'closed' then 'force' when seen.state = 'referred' or seen.code = 'civilian_alternative_exists' then 'civilian' else 'neither' end)) as x (series, value)
           group by grouping sets ((x.series, x.value, seen.sector), (x.series, x.value))"#,
        period.from.to_sqlx() as jiff_sqlx::Date,
        period.end().to_sqlx() as jiff_sqlx::Date,
        ELSEWHERE,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(counted(&lines))
}

/// Humanitarian activities that were under way on the last day, linked to an objective or not, by whose they are.
async fn activities(tx: &mut Tx, period: Period) -> Result<Counted> {
    let lines = sqlx::query_as!(
        Line,
        r#"with seen as materialized (
               select x.actor_id as owner_id, coalesce(nullif(s.sector_id, '00000000-0000-0000-0000-000000000000'), $2) as sector,
                      x.objective_id is not null or exists (select from objective_links l where l.record_kind = 'activity' and l.record_id = x.id and l.linked_on < $1) as is_linked,
                      case when o.kind in ('nngo', 'religious', 'academic', 'private_sector', 'community_body', 'government') then 'local'
                           when o.kind in ('un', 'international_organization') then 'un' else 'international' end as doer
               from activities x join actors o on o.id = x.actor_id and o.community = 'humanitarian' join area_sectors s on s.area_id = x.area_id
               where x.status not in ('cancelled', 'suspended') and x.starts_on < $1 and x.until_on >= $1 and x.created_at < day_begins($1)
           )
           select x.series as "series!", x.value as "value!", seen.sector as "sector", count(*) as "n!", count(distinct seen.owner_id) as "actors!"
           from seen cross join lateral (values ('activities', ''), ('linked', case when seen.is_linked then 'linked' else 'unlinked' end), ('doer', seen.doer)) as x (series, value)
           group by grouping sets ((x.series, x.value, seen.sector), (x.series, x.value))"#,
        period.end().to_sqlx() as jiff_sqlx::Date,
        ELSEWHERE,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(counted(&lines))
}

/// Pairs of district and cluster in which people need something: does nobody work there, one actor, or several? Pairs belong
/// to no actor, so each counts as one of its own.
async fn pairs(tx: &mut Tx, period: Period) -> Result<Counted> {
    let lines = sqlx::query_as!(
        Line,
        r#"with needed as materialized (
               select h.district_id, n.cluster from needs n join area_homes h on h.area_id = n.area_id where n.people > 0 and h.district_id is not null group by 1, 2
           ), present as materialized (
               select h.district_id, t.cluster, count(distinct t.actor_id) as actors from activity_tallies t join area_homes h on h.area_id = t.area_id
               where t.month = date_trunc('month', $1::date - 1)::date and t.n > 0 group by 1, 2
           ), seen as materialized (
               select coalesce(nullif(s.sector_id, '00000000-0000-0000-0000-000000000000'), $2) as sector,
                      case when p.actors is null then 'nobody' when p.actors = 1 then 'one' else 'several' end as coverage
               from needed d join area_sectors s on s.area_id = d.district_id left join present p on p.district_id = d.district_id and p.cluster = d.cluster
           )
           select x.series as "series!", x.value as "value!", seen.sector as "sector", count(*) as "n!", count(*) as "actors!"
           from seen cross join lateral (values ('pairs', ''), ('coverage', seen.coverage)) as x (series, value)
           group by grouping sets ((x.series, x.value, seen.sector), (x.series, x.value))"#,
        period.end().to_sqlx() as jiff_sqlx::Date,
        ELSEWHERE,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(counted(&lines))
}

/// How long stages took that ended in the period, in whole days; None where they were few, or of few organisations.
pub async fn count_stays(tx: &mut Tx, period: Period) -> Result<Vec<(String, Option<i32>)>> {
    let rows = sqlx::query!(
        r#"select a.from_state as "state!", count(*) as "n!", count(distinct r.owner_id) as "actors!",
                  round(avg(extract(epoch from a.at - b.at)) / 86400)::int as "days!"
           from request_acts a join requests r on r.id = a.request_id and r.community = 'humanitarian'
           cross join lateral (select p.at from request_acts p where p.request_id = a.request_id and p.id < a.id and p.to_state = a.from_state
               and p.from_state <> p.to_state order by p.id desc limit 1) b
           where a.at >= day_begins($1) and a.at < day_begins($2) and a.from_state <> a.to_state group by 1"#,
        period.from.to_sqlx() as jiff_sqlx::Date,
        period.end().to_sqlx() as jiff_sqlx::Date,
    )
    .fetch_all(tx.conn())
    .await?;
    let told = |n: i64, actors: i64| !Count { n, actors }.is_small();
    Ok(rows
        .into_iter()
        .map(|row| (row.state, told(row.n, row.actors).then_some(row.days)))
        .collect())
}

/// Marks a period as published; what follows in the same transaction is what is told of it.
pub async fn open_period(tx: &mut Tx, period: Period) -> Result<()> {
    let from = period.from.to_sqlx();
    sqlx::query!("insert into published_periods (period) values ($1)", from as jiff_sqlx::Date)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub async fn write(tx: &mut Tx, period: Period, cells: &[Cell]) -> Result<()> {
    let words = |of: fn(&Cell) -> &'static str| -> Vec<String> {
        cells.iter().map(|cell| of(cell).to_owned()).collect()
    };
    let (series, values) = (words(|cell| cell.series), words(|cell| cell.value));
    let sectors: Vec<Uuid> = cells.iter().map(|cell| cell.sector).collect();
    let numbers: Vec<i64> = cells.iter().map(|cell| cell.n.unwrap_or(-1)).collect();
    sqlx::query!(
        "insert into published (period, series, value, sector_id, n)
         select $1, c.series, c.value, c.sector, nullif(c.n, -1) from unnest($2::text[], $3::text[], $4::uuid[], $5::bigint[]) as c (series, value, sector, n)",
        period.from.to_sqlx() as jiff_sqlx::Date,
        &series,
        &values,
        &sectors,
        &numbers,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub async fn write_stays(
    tx: &mut Tx,
    period: Period,
    stays: &[(String, Option<i32>)],
) -> Result<()> {
    for (state, days) in stays {
        sqlx::query!(
            "insert into published_stays (period, state, days) values ($1, $2, $3)",
            period.from.to_sqlx() as jiff_sqlx::Date,
            state,
            *days,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}
