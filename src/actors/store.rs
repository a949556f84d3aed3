//! The SQL of actors. Reads return what the viewer may see; row level security holds the same rule.

use super::{
    model::{
        Actor, ActorName, Dealing, Desk, Doing, Draft, Kind, Known, Line, PostCount, Posture,
        Presence, Present, Status,
    },
    policy::{Confirm, Create, Edit, Import, StillTrue, View},
};
use crate::{
    access::{Audience, Community, Permit, Record, Role},
    db::Tx,
    web::error::{Error, Result},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The entry of an actor; [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Actor> {
    let actor = sqlx::query_as!(
        Actor,
        r#"select id, name, acronym, local_name, kind as "kind: Kind", community as "community: Community", parent_id,
                  posture as "posture: Posture", status as "status: Status", marking, mandate, website, phone, languages, clusters, dimensions, origin,
                  audience as "audience: Audience", keeper_id, entered_by_id, merged_into_id, last_confirmed_at,
                  (select coalesce(last_confirmed_at < now() - make_interval(days => (p.body ->> 'stale_days')::int), true) from policies p where p.version = policy_now()) as "is_stale!",
                  source, version
           from actors where id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &actor)?;
    Ok(actor)
}

/// How these actors may be called to this viewer. Every actor that exists is answered for.
pub async fn names(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, ActorName>> {
    let ids: Vec<Uuid> = ids.iter().copied().collect::<HashSet<_>>().into_iter().collect();
    let rows = sqlx::query!(
        r#"select wanted.id as "id!", case when a.id is null then actor_community(wanted.id) else a.community end as "community: Community",
                  a.name as "name?", a.acronym as "acronym?"
           from unnest($1::uuid[]) wanted (id) left join actors a on a.id = wanted.id"#,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let named = rows.into_iter().filter_map(|row| {
        let shown = row.name.map(|name| (name, row.acronym.unwrap_or_default()));
        Some((row.id, ActorName { id: row.id, community: row.community?, shown }))
    });
    Ok(named.collect())
}

/// The actors of these communities that the viewer may see and that can be chosen in a form, by name; 2,000 at most.
pub async fn list(tx: &mut Tx, communities: &[Community]) -> Result<Vec<Line>> {
    let communities: Vec<String> =
        communities.iter().map(|community| community.as_str().to_owned()).collect();
    Ok(sqlx::query_as!(
        Line,
        r#"select id, name, acronym, kind as "kind: Kind", community as "community: Community", status as "status: Status"
           from actors
           where community = any ($1) and status in ('proposed', 'active', 'dormant')
           order by lower(name), id limit 2000"#,
        &communities,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Where an actor is.
pub async fn areas(tx: &mut Tx, actor: Uuid) -> Result<Vec<Present>> {
    Ok(sqlx::query_as!(
        Present,
        r#"select a.id as area_id, a.name, p.name as "parent?", aa.presence as "presence: Presence"
           from actor_areas aa join areas a on a.id = aa.area_id left join areas p on p.id = a.parent_id
           where aa.actor_id = $1 order by aa.presence = 'responsibility' desc, p.name, a.name, a.id"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The desk that an actor keeps, if it does.
pub async fn desk(tx: &mut Tx, actor: Uuid) -> Result<Option<Desk>> {
    Ok(sqlx::query_as!(
        Desk,
        "select kind, stand_in_id, duty_phone, place, hours from desks where actor_id = $1",
        actor,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// The posts in force at an actor, as counts: persons are nobody's business.
pub async fn posts(tx: &mut Tx, actor: Uuid) -> Result<Vec<PostCount>> {
    Ok(sqlx::query_as!(
        PostCount,
        r#"select role as "role: Role", count(*) as "count!" from posts where actor_id = $1 and post_in_force(posts) group by role order by role"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Enters a new actor; it waits to be confirmed.
pub async fn insert(tx: &mut Tx, permit: Permit<'_, Create>, draft: &Draft) -> Result<()> {
    let new = permit.spend(tx).await?;
    sqlx::query!(
        "insert into actors (id, name, acronym, local_name, kind, community, parent_id, posture, status, marking, mandate, website, phone,
                             audience, keeper_id, source, languages, clusters, dimensions, origin, entered_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        new.id,
        draft.name,
        draft.acronym,
        draft.local_name,
        new.kind.as_str(),
        new.community.as_str(),
        new.parent_id,
        new.posture().map(Posture::as_str),
        draft.marking,
        draft.mandate,
        draft.website,
        draft.phone,
        new.audience().as_str(),
        new.keeper_id,
        new.source,
        &draft.languages,
        &draft.clusters,
        &draft.dimensions,
        draft.origin,
        new.entered_by_id,
    )
    .execute(tx.conn())
    .await?;
    place_in(tx, new.id, &draft.areas).await
}

/// Saves what its own people wrote. [`Error::Conflict`] where somebody saved since `version`.
pub async fn update(
    tx: &mut Tx,
    permit: Permit<'_, Edit>,
    draft: &Draft,
    version: i32,
) -> Result<()> {
    let actor = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update actors set name = $3, acronym = $4, local_name = $5, marking = $6, mandate = $7, website = $8, phone = $9, languages = $10, clusters = $11,
             dimensions = $12, origin = $13, last_confirmed_at = now()
         where id = $1 and version = $2",
        actor.id,
        version,
        draft.name,
        draft.acronym,
        draft.local_name,
        draft.marking,
        draft.mandate,
        draft.website,
        draft.phone,
        &draft.languages,
        &draft.clusters,
        &draft.dimensions,
        draft.origin,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "actors-late-edit", url: actor.url() });
    }
    leave(tx, actor.id, &draft.areas).await?;
    place_in(tx, actor.id, &draft.areas).await
}

/// Takes presence away where it is not said any more.
async fn leave(tx: &mut Tx, actor: Uuid, areas: &[(Uuid, Presence)]) -> Result<()> {
    let (areas, presences) = apart(areas);
    sqlx::query!(
        "delete from actor_areas where actor_id = $1 and presence <> 'responsibility'
           and (area_id, presence) not in (select * from unnest($2::uuid[], $3::text[]))",
        actor,
        &areas,
        &presences,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn apart(areas: &[(Uuid, Presence)]) -> (Vec<Uuid>, Vec<String>) {
    areas.iter().map(|(area, presence)| (*area, presence.to_string())).unzip()
}

/// Adds presence in areas where none is known yet.
async fn place_in(tx: &mut Tx, actor: Uuid, areas: &[(Uuid, Presence)]) -> Result<()> {
    let (areas, presences) = apart(areas);
    sqlx::query!(
        "insert into actor_areas (actor_id, area_id, presence)
         select $1, a.id, said.presence from unnest($2::uuid[], $3::text[]) said (id, presence) join areas a on a.id = said.id
         where not exists (
             select from actor_areas aa where aa.actor_id = $1 and aa.area_id = a.id and aa.presence <> 'responsibility')
         on conflict do nothing",
        actor,
        &areas,
        &presences,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Its own people say that the entry still holds.
pub async fn still_true(tx: &mut Tx, permit: Permit<'_, StillTrue>) -> Result<()> {
    let actor = permit.spend(tx).await?;
    sqlx::query!("update actors set last_confirmed_at = now() where id = $1", actor.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A proposed entry counts from now on.
pub async fn confirm(tx: &mut Tx, permit: Permit<'_, Confirm>) -> Result<()> {
    let actor = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update actors set status = 'active', last_confirmed_at = now() where id = $1 and status = 'proposed'",
        actor.id,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "actors-late-confirm", url: actor.url() });
    }
    Ok(())
}

/// Every entry, for an import to compare with. Holds off other imports until the transaction ends.
pub async fn known(tx: &mut Tx) -> Result<Vec<Known>> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('actors'))").execute(tx.conn()).await?;
    Ok(sqlx::query_as!(
        Known,
        r#"select id, name, acronym, local_name, kind as "kind: Kind", community as "community: Community", parent_id,
                  status as "status: Status", mandate, website, phone, marking,
                  array(select aa.area_id from actor_areas aa where aa.actor_id = actors.id) as "areas!",
                  array(select m.name from actors m where m.merged_into_id = actors.id) as "aliases!"
           from actors where kind <> 'system' and status <> 'merged' order by created_at, id"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Writes what a file adds to an entry. Community, parent, posture and status stay as they are.
pub async fn take_over(
    tx: &mut Tx,
    permit: Permit<'_, Import>,
    draft: &Draft,
    kind: Kind,
    source: &str,
) -> Result<()> {
    let known = permit.spend(tx).await?;
    sqlx::query!(
        "update actors set acronym = $2, local_name = $3, marking = $4, mandate = $5, website = $6, phone = $7, kind = $8, source = $9 where id = $1",
        known.id,
        draft.acronym,
        draft.local_name,
        draft.marking,
        draft.mandate,
        draft.website,
        draft.phone,
        kind.as_str(),
        source,
    )
    .execute(tx.conn())
    .await?;
    place_in(tx, known.id, &draft.areas).await
}

/// Requests in which the viewer's own actor and this one both stand, the newest first; 8 at most.
pub async fn dealings(tx: &mut Tx, actor: Uuid) -> Result<Vec<Dealing>> {
    Ok(sqlx::query_as!(
        Dealing,
        "select r.reference, r.kind, r.state, r.received_at from actor_dealings($1) d join requests r on r.id = d.request_id
         order by r.received_at desc, r.id",
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What lies below an actor in its own organisation, as far as the viewer may see; 100 at most.
pub async fn offices(tx: &mut Tx, actor: Uuid) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select id, name, acronym, kind as "kind: Kind", community as "community: Community", status as "status: Status"
           from actors where parent_id = $1 and status <> 'merged' order by sort_name, id limit 100"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Who is likely to be given a contact of this actor: the desks, and whoever is responsible where it is present; 40 at most.
pub async fn likely_recipients(tx: &mut Tx, actor: Uuid) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select a.id, a.name, a.acronym, a.kind as "kind: Kind", a.community as "community: Community", a.status as "status: Status"
           from actors a
           where a.id <> $1 and a.id in (
               select d.actor_id from desks d
               union select r.actor_id from actor_areas p join actor_areas r on r.area_id = p.area_id and r.presence = 'responsibility'
               where p.actor_id = $1 and p.presence <> 'responsibility')
           order by a.community, a.sort_name, a.id limit 40"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The phones of offices and of the desks they keep.
pub async fn office_phones(tx: &mut Tx, actors: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows = sqlx::query!(
        r#"select a.id, array(select phone from unnest(array[a.phone, d.duty_phone]) phone where phone <> '' group by phone) as "phones!"
           from actors a left join desks d on d.actor_id = a.id where a.id = any ($1)"#,
        actors,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.phones)).collect())
}

/// What an actor does, the newest first: from the sights of the viewer, so that it costs as much for an actor with many.
pub async fn doing(tx: &mut Tx, actor: Uuid, most: i64) -> Result<Vec<Doing>> {
    let grantees = tx.viewer().sights();
    Ok(sqlx::query_as!(
        Doing,
        r#"select x.id, x.what, x.cluster, x.status, a.name as area, x.starts_on from (
               select distinct t.activity_id, t.starts_on from unnest($1::uuid[]) g (grantee) cross join lateral (
                   select s.activity_id, s.starts_on from activity_sights s
                   where s.grantee = g.grantee and s.actor_id = $2 order by s.starts_on desc, s.activity_id desc limit $3) t
               order by t.starts_on desc, t.activity_id desc limit $3) top
           join activities x on x.id = top.activity_id join areas a on a.id = x.area_id
           order by x.starts_on desc, x.id desc"#,
        &grantees,
        actor,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}
