//! The SQL of feeds, and what they tell.

use super::{
    model::{Entry, Feed},
    policy::{Revoke, Subscribe},
};
use crate::{
    access::{Permit, Role},
    db::Tx,
    meetings::model::State,
    web::error::{Error, Result},
};
use uuid::Uuid;

/// Entries of a feed at most: the past month, and as much of what comes as fits.
pub const MOST: i64 = 500;

/// The feeds of this person, the newest first.
pub async fn feeds(tx: &mut Tx) -> Result<Vec<Feed>> {
    let person = tx.viewer().person;
    Ok(sqlx::query_as!(
        Feed,
        r#"select f.id, f.person_id, p.role as "role: Role", coalesce(a.name, '') as "actor!", f.created_at, f.revoked_at is not null as "is_revoked!",
                  post_in_force(p) as "is_in_force!"
           from calendar_feeds f join posts p on p.id = f.post_id left join actors a on a.id = p.actor_id
           where f.person_id = $1 order by f.created_at desc, f.id limit 50"#,
        person,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// One feed of this person.
pub async fn feed(tx: &mut Tx, id: Uuid) -> Result<Feed> {
    feeds(tx).await?.into_iter().find(|feed| feed.id == id).ok_or(Error::NotFound)
}

/// Keeps the hash of the token; the token itself is shown once and kept nowhere.
pub async fn subscribe(
    tx: &mut Tx,
    permit: Permit<'_, Subscribe>,
    token_hash: &[u8],
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let post = tx.viewer().post;
    sqlx::query!(
        "insert into calendar_feeds (id, person_id, post_id, token_hash) values ($1, $2, $3, $4)",
        slot.id,
        slot.person,
        post,
        token_hash,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub async fn revoke(tx: &mut Tx, permit: Permit<'_, Revoke>) -> Result<()> {
    let feed = permit.spend(tx).await?;
    sqlx::query!(
        "update calendar_feeds set revoked_at = now() where id = $1 and revoked_at is null",
        feed.id
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the viewer's own office and those below it host, chair or are invited to, from a month ago on; at most [`MOST`].
pub async fn entries(tx: &mut Tx) -> Result<Vec<Entry>> {
    let actor = tx.viewer().actor;
    let ids = sqlx::query_scalar!(
        "select meeting_id from meeting_sights where grantee = $1 and starts_at > now() - interval '30 days' order by starts_at, meeting_id limit $2",
        actor,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?;
    told(tx, &ids).await
}

/// What is told of these meetings, in order of time.
pub async fn told(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Entry>> {
    Ok(sqlx::query_as!(
        Entry,
        r#"select m.id, m.reference, m.title, m.expected, coalesce(p.place, '') as "place!", coalesce(r.name, '') as "room!", m.starts_at, m.ends_at,
                  m.state as "state: State", m.is_discreet, m.version, m.updated_at
           from unnest($1::uuid[]) wanted (id) join meetings m on m.id = wanted.id left join meeting_places p on p.meeting_id = m.id
           left join lateral (select name from meeting_room(m.id) where m.booking_id is not null) r on true
           order by m.starts_at, m.id"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?)
}
