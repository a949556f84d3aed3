//! The SQL of the map. Every number is a count of rows that row level security shows to the viewer.

use super::model::{Counted, Numbers, REQUEST_CAP};
use crate::{db::Tx, web::error::Result};
use uuid::Uuid;

/// Actors, activities and people of a month, by district and by region. Reads the month's tallies, as many rows as there are
/// actors in places, however many activities they stand for; and, without a cluster, the sums of who is where, as many rows as there
/// are places and days on which an entry is still fresh. Who does something where no entry says so is counted besides.
pub async fn counted(
    tx: &mut Tx,
    month: jiff::civil::Date,
    cluster: Option<&str>,
) -> Result<Counted> {
    let rows = sqlx::query!(
        r#"with fresh as materialized (
               select now() - make_interval(days => (p.body ->> 'stale_days')::int) as from_at, viewer_grantees() as seen,
                      viewer_role() in ('house', 'admin') as is_all
               from policies p where p.version = policy_now()
           ), here as materialized (
               select t.area_id, t.actor_id, (t.n + t.planned)::float8 as n, t.targeted::float8 as people
               from activity_tallies t where t.month = $1 and ($2::text is null or t.cluster = $2) and t.n + t.planned > 0
           ), each as materialized (
               select place.id, h.actor_id, sum(h.n) as n, sum(h.people) as people
               from here h join area_homes o on o.area_id = h.area_id cross join lateral (values (o.district_id), (o.region_id)) place (id)
               where place.id is not null group by place.id, h.actor_id
           ), named as materialized (
               select a.id, coalesce(a.last_confirmed_at, '-infinity') < (select from_at from fresh) as is_stale
               from actors a where a.status not in ('merged', 'departed') and a.community <> 'system' and a.id in (select actor_id from here)
           ), sums as (
               select p.place_id as id, sum(p.n) filter (where p.confirmed_on = '-infinity') as actors,
                      sum(p.n * case when p.confirmed_on = '-infinity' then 1 else -1 end) as stale, 0 as n, 0 as people
               from place_actors p where $2::text is null
                 and (p.confirmed_on = '-infinity' or p.confirmed_on > ((select from_at from fresh) at time zone 'UTC')::date) group by 1
               union all
               -- Of the day on which entries turn stale, those that did not yet.
               select p.place_id, 0, -count(*), 0, 0 from actor_places p join actors a on a.id = p.actor_id
               where $2::text is null and p.confirmed_on = ((select from_at from fresh) at time zone 'UTC')::date and a.last_confirmed_at >= (select from_at from fresh)
                 and ((select is_all from fresh) or p.audience_id = any ((select seen from fresh)::uuid[])) and p.audience_id is not null group by 1
               union all
               -- Entries that no audience shows: one's own, of offices below, kept by one's desk.
               select p.place_id, count(*), count(*) filter (where coalesce(a.last_confirmed_at, '-infinity') < (select from_at from fresh)), 0, 0
               from (select unnest((select seen from fresh)::uuid[]) as id union select k.id from actors k where k.keeper_id = (select viewer_actor())
                     union select q.actor_id from actor_places q where (select is_all from fresh) and q.audience_id is null) own
               join actor_places p on p.actor_id = own.id join actors a on a.id = own.id
               where $2::text is null and (p.audience_id is null or not (select is_all from fresh) and p.audience_id <> all ((select seen from fresh)::uuid[])) group by 1
               union all
               select e.id, count(*) filter (where x.is_new), count(*) filter (where x.is_new and n.is_stale), sum(e.n), sum(e.people)
               from each e join named n on n.id = e.actor_id
               cross join lateral (select $2::text is not null or not exists (select from actor_places p where p.actor_id = e.actor_id and p.place_id = e.id) as is_new) x
               group by 1
           )
           select id as "id!", sum(actors)::bigint as "actors!", sum(stale)::bigint as "stale!", sum(n)::bigint as "activities!", sum(people)::bigint as "people!"
           from sums group by id having sum(actors) > 0"#,
        jiff_sqlx::ToSqlx::to_sqlx(month) as _,
        cluster,
    )
    .fetch_all(tx.conn())
    .await?;
    let numbers = rows.into_iter().map(|row| {
        let numbers = Numbers {
            actors: row.actors,
            stale: row.stale,
            activities: row.activities,
            people: row.people,
            requests: 0,
        };
        (row.id, numbers)
    });
    Ok(numbers.collect())
}

/// Requests that wait for somebody, by the district they start from and by region, each up to one more than [`REQUEST_CAP`].
pub async fn requests(tx: &mut Tx) -> Result<Vec<(Uuid, i64)>> {
    let rows = sqlx::query!(
        r#"with counted as materialized (
               select o.district_id, o.region_id, few.request_id
               from area_homes o
               cross join lateral (
                   select distinct s.request_id from unnest((select viewer_sights())::uuid[]) g (id)
                   cross join lateral (
                       select x.request_id from request_sights x
                       where x.grantee = g.id and x.from_area_id = o.area_id and x.turn_id is not null limit $1::bigint + 1) s
                   limit $1::bigint + 1) few
           )
           select place.id as "id!", least(count(distinct c.request_id), $1::bigint + 1) as "n!"
           from counted c cross join lateral (values (c.district_id), (c.region_id)) place (id)
           where place.id is not null group by place.id"#,
        REQUEST_CAP,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.n)).collect())
}

/// The newest of the `back` months before this one in which the viewer sees an activity. Looked for only where this one
/// has none; each month costs what its tallies cost until the first that shows.
pub async fn month_before(
    tx: &mut Tx,
    month: jiff::civil::Date,
    back: i32,
) -> Result<Option<jiff::civil::Date>> {
    let found = sqlx::query_scalar!(
        r#"select m.month as "month!: jiff_sqlx::Date" from generate_series(1, $2) k (n)
           cross join lateral (select ($1::date - make_interval(months => k.n))::date as month) m
           where exists (select from activity_tallies t where t.month = m.month and t.n + t.planned > 0) order by k.n limit 1"#,
        jiff_sqlx::ToSqlx::to_sqlx(month) as _,
        back,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(found.map(jiff_sqlx::Date::to_jiff))
}

/// Activities of the month in places that ended and that nothing took the place of: area, code and name, and how many.
pub async fn off_the_map(
    tx: &mut Tx,
    month: jiff::civil::Date,
    cluster: Option<&str>,
) -> Result<Vec<(Uuid, String, i64)>> {
    let rows = sqlx::query!(
        r#"select a.id as "id!", a.code || ' ' || a.name as "name!", sum(t.n + t.planned)::bigint as "n!"
           from activity_tallies t join areas a on a.id = t.area_id
           where t.month = $1 and ($2::text is null or t.cluster = $2) and t.n + t.planned > 0
             and a.valid_to is not null and a.superseded_by is null
           group by a.id order by a.code, a.id limit 100"#,
        jiff_sqlx::ToSqlx::to_sqlx(month) as _,
        cluster,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name, row.n)).collect())
}
