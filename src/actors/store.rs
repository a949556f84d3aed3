//! The SQL of actors. Reads return what the viewer may see; row level security holds the same rule.

use super::{
    model::{
        Actor, ActorName, Desk, Draft, Filters, Found, Kind, Known, Line, PostCount, Posture,
        Presence, Present, Status,
    },
    policy::{ChoosePosture, Confirm, Create, Edit, Import, View},
};
use crate::{
    access::{Audience, Community, Permit, Record, Role},
    db::Tx,
    web::error::{Error, Result},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Counts stop here: an exact number of thousands helps nobody.
pub const CAP: usize = 500;
/// Rows of a page.
const PAGE: usize = 25;

/// The entry of an actor; [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Actor> {
    let actor = sqlx::query_as!(
        Actor,
        r#"select id, name, acronym, local_name, kind as "kind: Kind", community as "community: Community", parent_id,
                  posture as "posture: Posture", status as "status: Status", marking, mandate, website, phone,
                  audience as "audience: Audience", keeper_id, last_confirmed_at, source, version
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

/// One page of the directory: 25 lines from the place that the filters name, and whether there is more on either side.
pub async fn search(tx: &mut Tx, filters: &Filters) -> Result<Found> {
    let backwards = filters.before.is_some() && filters.after.is_none();
    let place = place(tx, filters.after.or(filters.before)).await?;
    let (name, id) = place.clone().unzip();
    let mut ids = search_ids(tx, filters, name, id, backwards, PAGE + 1).await?;
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    if backwards {
        ids.reverse();
    }
    let count = search_ids(tx, filters, None, None, false, CAP + 1).await?.len();
    Ok(Found {
        lines: lines(tx, &ids).await?,
        count,
        has_previous: if backwards { more } else { place.is_some() },
        has_next: if backwards { true } else { more },
    })
}

async fn search_ids(
    tx: &mut Tx,
    filters: &Filters,
    from_name: Option<String>,
    from_id: Option<Uuid>,
    backwards: bool,
    most: usize,
) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from actors_search($1, $2, $3, $4, $5, $6, $7, $8)"#,
        filters.term.as_deref(),
        filters.kind.map(Kind::as_str),
        filters.community.map(Community::as_str),
        filters.area,
        from_name,
        from_id,
        backwards,
        i32::try_from(most).unwrap_or(i32::MAX),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(ids)
}

/// Where an actor stands in the directory, if the viewer may see it.
async fn place(tx: &mut Tx, id: Option<Uuid>) -> Result<Option<(String, Uuid)>> {
    let Some(id) = id else { return Ok(None) };
    let row = sqlx::query!(r#"select sort_name as "name!" from actors where id = $1"#, id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| (row.name, id)))
}

async fn lines(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select a.id, a.name, a.acronym, a.kind as "kind: Kind", a.community as "community: Community", a.status as "status: Status"
           from unnest($1::uuid[]) with ordinality wanted (id, place) join actors a on a.id = wanted.id order by wanted.place"#,
        ids,
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
                             audience, keeper_id, source)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10, $11, $12, $13, $14, $15)",
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
        "update actors set name = $3, acronym = $4, local_name = $5, marking = $6, mandate = $7, website = $8, phone = $9, last_confirmed_at = now()
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
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "actors-late-edit", url: actor.url() });
    }
    sqlx::query!(
        "delete from actor_areas where actor_id = $1 and presence <> 'responsibility' and area_id <> all ($2)",
        actor.id,
        &draft.areas,
    )
    .execute(tx.conn())
    .await?;
    place_in(tx, actor.id, &draft.areas).await
}

/// Adds presence in areas where none is known yet.
async fn place_in(tx: &mut Tx, actor: Uuid, areas: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "insert into actor_areas (actor_id, area_id, presence) select $1, a.id, 'present' from areas a
         where a.id = any ($2) and not exists (
             select from actor_areas aa where aa.actor_id = $1 and aa.area_id = a.id and aa.presence <> 'responsibility')",
        actor,
        areas,
    )
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

/// Sets the posture, and with it who sees the entry: both at once, for what comes after.
pub async fn choose_posture(
    tx: &mut Tx,
    permit: Permit<'_, ChoosePosture>,
    posture: Posture,
) -> Result<()> {
    let actor = permit.spend(tx).await?;
    sqlx::query!(
        "update actors set posture = $2, audience = $3 where id = $1",
        actor.id,
        posture.as_str(),
        posture.audience().as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Every entry, for an import to compare with. Holds off other imports until the transaction ends.
pub async fn known(tx: &mut Tx) -> Result<Vec<Known>> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('actors'))").execute(tx.conn()).await?;
    Ok(sqlx::query_as!(
        Known,
        r#"select id, name, acronym, local_name, kind as "kind: Kind", community as "community: Community", parent_id,
                  status as "status: Status", mandate, website, phone, marking,
                  array(select aa.area_id from actor_areas aa where aa.actor_id = actors.id) as "areas!"
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

/// References of an actor's requests under way that have a military party: what a change to coexistence leaves as it is.
pub async fn open_with_military(tx: &mut Tx, actor: Uuid) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select r.reference from requests r
         where r.owner_id = $1 and r.state not in ('draft', 'closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired')
           and exists (select from request_parties p where p.request_id = r.id and actor_community(p.actor_id) = 'military')
         order by r.reference limit 100",
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}
