//! The SQL of actors. Reads return what the viewer may see; row level security holds the same rule.

use super::{
    model::{Actor, ActorName, Kind, Line, Posture, Status},
    policy::View,
};
use crate::{
    access::{Audience, Community},
    db::Tx,
    web::error::{Error, Result},
};
use std::collections::HashMap;
use uuid::Uuid;

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
    let rows = sqlx::query!(
        r#"select wanted.id as "id!", actor_community(wanted.id) as "community: Community", a.name as "name?", a.acronym as "acronym?"
           from unnest($1::uuid[]) wanted (id) left join actors a on a.id = wanted.id"#,
        ids,
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
