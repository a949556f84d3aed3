//! The SQL of areas.

use super::{
    model::{
        Area, Change, Coming, ComingOf, Current, DISTRICT, DeskOf, Difference, Doing, Draft, Entry,
        Gazetteer, Load, Names, REGION, Shape, Somebody, Told, UNMAPPED_CAP, Unmapped, Waiting,
        label,
    },
    policy::{Import, Retire, TakeIn, View},
};
use crate::{
    access::{Community, Permit},
    db::Tx,
    web::error::{Error, Result},
};
use std::collections::HashMap;
use uuid::Uuid;

/// The districts in force for a form: id and `District, Region`, in the order of their labels.
pub async fn districts(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select a.id as "id!", a.name as "name!", p.name as "parent?"
           from areas a left join areas p on p.id = a.parent_id
           where a.level = $1 and a.valid_to is null
           order by a.name, p.name, a.code"#,
        DISTRICT,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, label(&row.name, row.parent.as_deref()))).collect())
}

/// The area with this id, in whatever version; [`Error::NotFound`] where there is none.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Area> {
    let area = sqlx::query_as!(
        Area,
        r#"select a.id, a.code, a.level, a.name, a.names as "names: Names", a.parent_id, p.name as "parent_name?",
                  a.valid_from, a.valid_to, a.superseded_by, a.lat, a.lon, a.shape_code, a.source
           from areas a left join areas p on p.id = a.parent_id
           where a.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &area)?;
    Ok(area)
}

/// The area that a code means today.
pub async fn with_code(tx: &mut Tx, code: &str) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!("select id from areas where code = $1 and valid_to is null", code)
        .fetch_optional(tx.conn())
        .await?)
}

/// The area that an address names, by code or by id: a code means the version in force, else the last one that had it.
pub async fn named(tx: &mut Tx, name: &str) -> Result<Area> {
    if let Ok(id) = Uuid::parse_str(name) {
        return find(tx, id).await;
    }
    let found = sqlx::query_scalar!(
        "select id from areas where code = $1 order by valid_to is not null, valid_to desc, created_at desc, id limit 1",
        name,
    );
    let id = found.fetch_optional(tx.conn()).await?.ok_or(Error::NotFound)?;
    find(tx, id).await
}

/// The area in force that stands where this one stood, through every version between.
pub async fn present_form(tx: &mut Tx, id: Uuid) -> Result<Option<Area>> {
    let now = sqlx::query_scalar!(
        r#"with recursive next as (
               select a.id, a.superseded_by, a.valid_to from areas a where a.id = $1
               union select a.id, a.superseded_by, a.valid_to from next n join areas a on a.id = n.superseded_by)
           select id as "id!" from next where valid_to is null limit 1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?;
    match now {
        Some(id) => find(tx, id).await.map(Some),
        None => Ok(None),
    }
}

/// `District, Region` of each of these areas, retired ones too. What does not exist is left out.
pub async fn names(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = sqlx::query!(
        r#"select a.id as "id!", a.name as "name!", p.name as "parent?"
           from areas a left join areas p on p.id = a.parent_id where a.id = any ($1)"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, label(&row.name, row.parent.as_deref()))).collect())
}

/// The military office in whose area a district lies: the one with the smallest area, where several hold it.
pub async fn responsible_sector(tx: &mut Tx, area: Uuid) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"select aa.actor_id
           from actor_areas aa join actors a on a.id = aa.actor_id
           where aa.area_id = $1 and aa.presence = 'responsibility' and a.community = 'military' and a.status in ('active', 'dormant')
           order by exists (select from desks d where d.actor_id = a.id) desc,
                    (select count(*) from actor_areas o where o.actor_id = a.id and o.presence = 'responsibility'), a.id
           limit 1"#,
        area,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// The regions with their districts, in force, in the order of their names.
pub async fn regions(tx: &mut Tx) -> Result<Vec<Entry>> {
    let rows = sqlx::query!(
        r#"select a.id, a.code, a.level, a.name, a.names as "names: Names", a.parent_id,
                  array(select l.alias from area_aliases l where l.area_id = a.id order by l.alias) as "aliases!"
           from areas a where a.valid_to is null and a.level in ($1, $2) order by a.level, a.name, a.code"#,
        REGION,
        DISTRICT,
    )
    .fetch_all(tx.conn())
    .await?;
    let entries = rows.into_iter().map(|row| {
        let entry = Entry {
            id: row.id,
            code: row.code,
            name: row.name,
            names: row.names,
            parent_id: row.parent_id,
            aliases: row.aliases,
            inside: Vec::new(),
        };
        (row.level, entry)
    });
    let (regions, districts): (Vec<_>, Vec<_>) = entries.partition(|(level, _)| *level == REGION);
    let mut regions: Vec<Entry> = regions.into_iter().map(|(_, region)| region).collect();
    for (_, district) in districts {
        match regions.iter_mut().find(|region| Some(region.id) == district.parent_id) {
            Some(region) => region.inside.push(district),
            // A district without a region still has to be found.
            None => regions.push(district),
        }
    }
    Ok(regions)
}

/// What is drawn: the districts in force, and a region where none of its districts has a polygon.
pub async fn shapes(tx: &mut Tx) -> Result<Vec<Shape>> {
    Ok(sqlx::query_as!(
        Shape,
        r#"select a.id as area_id, a.name, a.shape as "geometry!"
           from areas a
           where a.valid_to is null and a.shape is not null and (a.level = $1 or a.level = $2 and not exists (
               select from areas d where d.parent_id = a.id and d.valid_to is null and d.shape is not null))
           order by a.code"#,
        DISTRICT,
        REGION,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The shapes in force of a region's districts, else of the region itself; of the whole country where no region is named.
pub async fn shapes_within(tx: &mut Tx, region: Option<Uuid>) -> Result<Vec<Shape>> {
    let Some(region) = region else { return shapes(tx).await };
    Ok(sqlx::query_as!(
        Shape,
        r#"select a.id as area_id, a.name, a.shape as "geometry!"
           from areas a
           where a.valid_to is null and a.shape is not null and (a.parent_id = $1 or a.id = $1 and not exists (
               select from areas d where d.parent_id = a.id and d.valid_to is null and d.shape is not null))
           order by a.code"#,
        region,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Versions that ended, the latest first; 200 at most.
pub async fn retired(tx: &mut Tx) -> Result<Vec<Area>> {
    Ok(sqlx::query_as!(
        Area,
        r#"select a.id, a.code, a.level, a.name, a.names as "names: Names", a.parent_id, p.name as "parent_name?",
                  a.valid_from, a.valid_to, a.superseded_by, a.lat, a.lon, a.shape_code, a.source
           from areas a left join areas p on p.id = a.parent_id
           where a.valid_to is not null order by a.valid_to desc, a.code limit 200"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What lies in an area, in force.
pub async fn children(tx: &mut Tx, id: Uuid) -> Result<Vec<Area>> {
    Ok(sqlx::query_as!(
        Area,
        r#"select a.id, a.code, a.level, a.name, a.names as "names: Names", a.parent_id, p.name as "parent_name?",
                  a.valid_from, a.valid_to, a.superseded_by, a.lat, a.lon, a.shape_code, a.source
           from areas a left join areas p on p.id = a.parent_id
           where a.parent_id = $1 and a.valid_to is null order by a.name, a.code"#,
        id,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// These areas, by name.
pub async fn several(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Area>> {
    Ok(sqlx::query_as!(
        Area,
        r#"select a.id, a.code, a.level, a.name, a.names as "names: Names", a.parent_id, p.name as "parent_name?",
                  a.valid_from, a.valid_to, a.superseded_by, a.lat, a.lon, a.shape_code, a.source
           from areas a left join areas p on p.id = a.parent_id where a.id = any ($1) order by a.name, a.code"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The other spellings of an area.
pub async fn aliases_of(tx: &mut Tx, id: Uuid) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("select alias from area_aliases where area_id = $1 order by alias", id)
        .fetch_all(tx.conn())
        .await?)
}

/// Who is responsible for an area, then who is present in it, in the order of their names, as far as the viewer may see; `most` at most.
pub async fn actors(tx: &mut Tx, id: Uuid, most: i32) -> Result<Vec<Somebody>> {
    Ok(sqlx::query_as!(
        Somebody,
        r#"select a.id, a.name, a.acronym, a.community as "community: Community", f.presence as "presence!"
           from area_actors($1, $2) f join actors a on a.id = f.actor_id
           where a.status not in ('merged', 'departed')
           order by f.presence = 'responsibility' desc, a.sort_name, a.id limit $2"#,
        id,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The desk of each kind that answers for a district now: the responsible one, else its stand-in.
pub async fn desks(tx: &mut Tx, area: Uuid) -> Result<Vec<DeskOf>> {
    Ok(sqlx::query_as!(
        DeskOf,
        r#"with k as materialized (
               select kind, place, coalesce(open_desk(kind, $1, null), responsible_desk(kind, $1, null)) as id
               from unnest(array['coordinator', 'cimic', 'civil_affairs']) with ordinality n (kind, place))
           select k.kind as "kind!", a.name, coalesce(nullif(d.duty_phone, ''), a.phone) as "phone!"
           from k join actors a on a.id = k.id left join desks d on d.actor_id = a.id order by k.place"#,
        area,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Activities planned or under way in an area and in what it was before, ending soonest first; one more than `most` says that there are more.
pub async fn doing(tx: &mut Tx, area: Uuid, most: i64) -> Result<Vec<Doing>> {
    Ok(sqlx::query_as!(
        Doing,
        r#"with recursive place as (
               select a.id from areas a where a.id = $1 union select a.id from place p join areas a on a.superseded_by = p.id
           ), found as materialized (
               select distinct s.activity_id from place p cross join unnest((select viewer_sights())::uuid[]) g (id)
               cross join lateral (
                   select x.activity_id from activity_sights x
                   where x.grantee = g.id and x.area_id = p.id and x.status in ('planned', 'ongoing') and x.until_on >= current_date
                   order by x.until_on, x.activity_id limit $2::bigint + 1) s
           )
           select x.id, coalesce(nullif(a.acronym, ''), a.name) as "actor!", x.cluster, x.what, x.status, x.until_on as "until_on!"
           from found f join activities x on x.id = f.activity_id join actors a on a.id = x.actor_id
           order by x.until_on, x.id limit $2::bigint + 1"#,
        area,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Requests from an area that wait for somebody, as the viewer sees them, the newest first; one more than `most` says that there are more.
pub async fn waiting(tx: &mut Tx, area: Uuid, most: i64) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as!(
        Waiting,
        r#"with recursive place as (
               select a.id from areas a where a.id = $1 union select a.id from place p join areas a on a.superseded_by = p.id
           ), found as materialized (
               select distinct s.request_id from place p cross join unnest((select viewer_sights())::uuid[]) g (id)
               cross join lateral (
                   select x.request_id from request_sights x
                   where x.grantee = g.id and x.from_area_id = p.id and x.turn_id is not null limit 500) s
           )
           select r.reference, r.kind, r.state, r.received_at
           from found f join requests r on r.id = f.request_id order by r.received_at desc, r.id limit $2::bigint + 1"#,
        area,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Notices that hold in an area, as the viewer sees them, the last told first.
pub async fn told(tx: &mut Tx, area: Uuid, most: i64) -> Result<Vec<Told>> {
    Ok(sqlx::query_as!(
        Told,
        r#"with recursive place as (
               select a.id, a.parent_id from areas a where a.id = $1 union select p.id, p.parent_id from place c join areas p on p.id = c.parent_id
           ), found as materialized (
               select distinct s.notice_id, s.at
               from (select id from place union all select '00000000-0000-0000-0000-000000000000') p cross join unnest((select viewer_sights())::uuid[]) g (id)
               cross join lateral (
                   select x.notice_id, x.at from notice_sights x where x.grantee = g.id and x.state = 'published' and x.area_id = p.id
                   order by x.at desc, x.notice_id desc limit $2) s
           )
           select n.id, n.title, n.kind, n.valid_until from found f join notices n on n.id = f.notice_id
           where n.ends_at > now() order by f.at desc, n.id limit $2"#,
        area,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Activities of this month in a district, as the viewer sees them, against the mark of the policy.
pub async fn load(tx: &mut Tx, area: Uuid) -> Result<Load> {
    Ok(sqlx::query_as!(
        Load,
        r#"select coalesce((select sum(t.n)::bigint from activity_tallies t join area_homes o on o.area_id = t.area_id
                            where o.district_id = $1 and t.month = date_trunc('month', now())::date), 0) as "activities!",
                  (select (body ->> 'absorption_mark')::bigint from policies where version = policy_now()) as "mark!""#,
        area,
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Every area in force, for an import to compare with. Holds off other imports until the transaction ends.
pub async fn in_force(tx: &mut Tx) -> Result<Vec<Current>> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('areas'))").execute(tx.conn()).await?;
    let rows = sqlx::query!(
        r#"select a.id, a.code, a.level, a.name, a.names as "names: Names", p.code as "parent_code?", a.valid_from, a.lat, a.lon,
                  a.shape_code, a.shape, a.source
           from areas a left join areas p on p.id = a.parent_id
           where a.valid_to is null order by a.level, a.code"#,
    )
    .fetch_all(tx.conn())
    .await?;
    let current = rows.into_iter().map(|row| Current {
        id: row.id,
        draft: Draft {
            code: row.code,
            level: row.level,
            name: row.name,
            names: row.names.0,
            parent_code: row.parent_code,
            valid_from: row.valid_from.map(jiff_sqlx::Date::to_jiff),
            lat: row.lat,
            lon: row.lon,
            shape_code: row.shape_code,
            shape: row.shape,
            source: row.source,
        },
    });
    Ok(current.collect())
}

/// Writes a new area, or a new version of one whose former version was retired before.
pub async fn insert(
    tx: &mut Tx,
    permit: Permit<'_, Import>,
    draft: &Draft,
    parent: Option<Uuid>,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    sqlx::query!(
        "insert into areas (id, code, level, name, names, parent_id, valid_from, lat, lon, shape_code, shape, source)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        slot.id,
        draft.code,
        draft.level,
        draft.name,
        sqlx::types::Json(&draft.names) as _,
        parent,
        draft.valid_from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        draft.lat,
        draft.lon,
        draft.shape_code,
        draft.shape,
        draft.source,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Changes what may change within one version; its code and level never do.
pub async fn update(
    tx: &mut Tx,
    permit: Permit<'_, Import>,
    draft: &Draft,
    parent: Option<Uuid>,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    sqlx::query!(
        "update areas set name = $2, names = $3, parent_id = $4, valid_from = $5, lat = $6, lon = $7, shape_code = $8, shape = $9, source = $10
         where id = $1",
        slot.id,
        draft.name,
        sqlx::types::Json(&draft.names) as _,
        parent,
        draft.valid_from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        draft.lat,
        draft.lon,
        draft.shape_code,
        draft.shape,
        draft.source,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends a version: from the day the next one begins, else from today. What refers to it keeps its meaning.
pub async fn retire(
    tx: &mut Tx,
    permit: Permit<'_, Retire>,
    next_from: Option<jiff::civil::Date>,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    sqlx::query!(
        "update areas set valid_to = case when $2::date > coalesce(valid_from, '-infinity') then $2 else current_date end where id = $1",
        slot.id,
        next_from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives a new version of the same place what its former one had: other spellings, and who is there or responsible; and
/// remembers that it took its place.
pub async fn carry_over(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<()> {
    sqlx::query!("update areas set superseded_by = $2 where id = $1", from, to)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "insert into area_aliases (area_id, alias) select $2, alias from area_aliases where area_id = $1 on conflict do nothing",
        from,
        to,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into actor_areas (actor_id, area_id, presence) select actor_id, $2, presence from actor_areas where area_id = $1 on conflict do nothing",
        from,
        to,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The other spellings of areas in force.
pub async fn aliases(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select l.area_id, l.alias from area_aliases l join areas a on a.id = l.area_id where a.valid_to is null order by l.alias",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.area_id, row.alias)).collect())
}

/// Adds another spelling.
pub async fn add_alias(tx: &mut Tx, permit: Permit<'_, Import>, alias: &str) -> Result<()> {
    let slot = permit.spend(tx).await?;
    sqlx::query!(
        "insert into area_aliases (area_id, alias) values ($1, $2) on conflict do nothing",
        slot.id,
        alias,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes down a gazetteer that was taken in, with what it changed: code, change, the area after and the one before.
pub async fn take_in(
    tx: &mut Tx,
    permit: Permit<'_, TakeIn>,
    changes: &[(String, Change, Option<Uuid>, Option<Uuid>)],
) -> Result<()> {
    let gazetteer = permit.spend(tx).await?;
    sqlx::query!(
        "insert into gazetteers (id, file, areas) values ($1, $2, (select count(*) from areas where valid_to is null))",
        gazetteer.id,
        gazetteer.file,
    )
    .execute(tx.conn())
    .await?;
    let codes: Vec<String> = changes.iter().map(|(code, ..)| code.clone()).collect();
    let kinds: Vec<String> = changes.iter().map(|(_, change, ..)| change.to_string()).collect();
    let after: Vec<Option<Uuid>> = changes.iter().map(|(_, _, after, _)| *after).collect();
    let before: Vec<Option<Uuid>> = changes.iter().map(|(_, _, _, before)| *before).collect();
    sqlx::query!(
        "insert into gazetteer_changes (gazetteer_id, code, change, area_id, former_id)
         select $1, code, change, area_id, former_id
         from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[]) as c (code, change, area_id, former_id) on conflict do nothing",
        gazetteer.id,
        &codes,
        &kinds,
        &after as &[Option<Uuid>],
        &before as &[Option<Uuid>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gazetteers, the newest first; 100 at most.
pub async fn gazetteers(tx: &mut Tx) -> Result<Vec<Gazetteer>> {
    Ok(sqlx::query_as!(
        Gazetteer,
        r#"select g.id, g.number, g.taken_at, g.file, g.areas,
                  (select count(*) from gazetteer_changes c where c.gazetteer_id = g.id) as "changes!"
           from gazetteers g order by g.number desc limit 100"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// One gazetteer; [`Error::NotFound`] where there is none.
pub async fn gazetteer(tx: &mut Tx, id: Uuid) -> Result<Gazetteer> {
    sqlx::query_as!(
        Gazetteer,
        r#"select g.id, g.number, g.taken_at, g.file, g.areas,
                  (select count(*) from gazetteer_changes c where c.gazetteer_id = g.id) as "changes!"
           from gazetteers g where g.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

/// What a gazetteer changed, what matters most first; 2,000 at most.
pub async fn differences(tx: &mut Tx, gazetteer: Uuid) -> Result<Vec<Difference>> {
    Ok(sqlx::query_as!(
        Difference,
        r#"select c.code, c.change as "change: Change", c.area_id, a.name as "name?", c.former_id, f.code as "former_code?", f.name as "former_name?"
           from gazetteer_changes c left join areas a on a.id = c.area_id left join areas f on f.id = c.former_id
           where c.gazetteer_id = $1
           order by array_position(array['reused', 'retired', 'recoded', 'renamed', 'moved', 'redrawn', 'altered', 'new'], c.change), c.code limit 2000"#,
        gazetteer,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Areas that ended without a successor, with what the viewer sees of the records that still mean them; 200 at most.
pub async fn unmapped(tx: &mut Tx) -> Result<Vec<Unmapped>> {
    Ok(sqlx::query_as!(
        Unmapped,
        r#"select a.id, a.code, a.name, a.valid_to,
                  (select count(*) from (select distinct s.request_id from request_sights s where s.grantee = any ((select viewer_sights())::uuid[]) and s.from_area_id = a.id limit $1::bigint + 1) x) as "requests!",
                  (select count(*) from (select distinct s.activity_id from activity_sights s where s.grantee = any ((select viewer_sights())::uuid[]) and s.area_id = a.id limit $1::bigint + 1) x) as "activities!",
                  (select count(*) from (select distinct aa.actor_id from actor_areas aa join actors o on o.id = aa.actor_id where aa.area_id = a.id limit $1::bigint + 1) x) as "actors!"
           from areas a
           where a.valid_to is not null and a.superseded_by is null order by a.valid_to desc, a.code, a.id limit 200"#,
        UNMAPPED_CAP,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The next meetings of thirty days that the viewer may see: of a district, or those to which an organisation is asked beside the viewer's own office.
/// Cost: of a district what is shown, for each grantee of the viewer; of an organisation the meetings of whichever of the two has fewer.
pub async fn coming(tx: &mut Tx, of: ComingOf, most: i64) -> Result<Vec<Coming>> {
    let ids = match of {
        ComingOf::Area(area) => coming_in(tx, area, most).await?,
        ComingOf::Actor(actor) => {
            let most = i32::try_from(most).unwrap_or(i32::MAX);
            let both = sqlx::query_scalar!(
                r#"select meeting_id as "id!" from meetings_of_both($1, $2)"#,
                actor,
                most
            );
            both.fetch_all(tx.conn()).await?
        }
    };
    Ok(sqlx::query_as!(
        Coming,
        "select reference, title, starts_at from meetings where id = any ($1) order by starts_at, id",
        &ids,
    )
    .fetch_all(tx.conn())
    .await?)
}

async fn coming_in(tx: &mut Tx, area: Uuid, most: i64) -> Result<Vec<Uuid>> {
    let grantees = tx.viewer().sights();
    Ok(sqlx::query_scalar!(
        r#"select meeting_id as "id!" from (
               select distinct s.meeting_id, s.starts_at from unnest($1::uuid[]) g (grantee) cross join lateral (
                   select s.meeting_id, s.starts_at from meeting_sights s
                   where s.grantee = g.grantee and s.area_id = $2 and s.starts_at between now() and now() + interval '30 days' and s.state in ('planned', 'invited')
                   order by s.starts_at, s.meeting_id limit $3) s
               order by s.starts_at, s.meeting_id limit $3) top"#,
        &grantees,
        area,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}
