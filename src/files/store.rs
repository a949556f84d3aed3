//! The SQL of documents. Reads return what the viewer may see; row level security asks for the record itself.

use super::{
    model::{Arrived, Documents, File, Holds, Media, RecordKind},
    policy::{Open, Purge, Remove},
};
use crate::{
    access::{Action, Permit, Record as _, Role},
    actors,
    db::Tx,
    web::error::{Error, Result},
};
use uuid::Uuid;

/// The documents of a record, oldest first; `add` is where one is added, for whoever may.
pub async fn documents(
    tx: &mut Tx,
    kind: RecordKind,
    record: Uuid,
    add: Option<String>,
) -> Result<Documents> {
    let files = sqlx::query_as!(
        File,
        r#"select id, record_kind as "record_kind: RecordKind", record_id, '' as "record_url!",
                  record_kind as "opened_kind: RecordKind", record_id as opened_id, owner_id, actor_id, role as "role: Role", name,
                  media as "media: Media", bytes, sha256, is_fixed, added_at
           from files where record_kind = $1 and record_id = $2 and removed_at is null order by added_at, id limit 100"#,
        kind.as_str(),
        record,
    )
    .fetch_all(tx.conn())
    .await?;
    let actors: Vec<Uuid> = files.iter().map(|file| file.actor_id).collect();
    let names = actors::store::names(tx, &actors).await?;
    Ok(Documents { files, add, mine: tx.viewer().actor, names })
}

/// How many documents a record has.
pub async fn count(tx: &mut Tx, kind: &str, record: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from files where record_kind = $1 and record_id = $2 and removed_at is null"#,
        kind,
        record,
    )
    .fetch_one(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where there is none for this viewer, or its record is hidden from them now.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<File> {
    let file = sqlx::query_as!(
        File,
        r#"select f.id, f.record_kind as "record_kind: RecordKind", f.record_id, coalesce(l.url, '/home') as "record_url!",
                  o.kind as "opened_kind!: RecordKind", o.id as "opened_id!", f.owner_id, f.actor_id,
                  f.role as "role: Role", f.name, f.media as "media: Media", f.bytes, f.sha256, f.is_fixed, f.added_at
           from files f left join lateral record_label(f.record_kind, f.record_id) l on true
                cross join lateral record_opened(f.record_kind, f.record_id) o
           where f.id = $1 and f.removed_at is null"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(Open, &file)?;
    Ok(file)
}

/// Keeps what arrived as a document of the record that the permit is for.
pub async fn add<A>(tx: &mut Tx, permit: Permit<'_, A>, arrived: &Arrived) -> Result<()>
where
    A: Action,
    A::Record: Holds,
{
    let record = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into files (id, record_kind, record_id, owner_id, actor_id, person_id, role, name, media, bytes, sha256)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        arrived.id,
        <A::Record as crate::access::Record>::KIND,
        record.id(),
        record.holder(),
        viewer.actor,
        viewer.person,
        viewer.role.as_str(),
        arrived.name,
        arrived.media.as_str(),
        arrived.bytes,
        arrived.sha256,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Nobody opens it from now on; the house forgets the bytes within minutes.
pub async fn remove(tx: &mut Tx, permit: Permit<'_, Remove>) -> Result<()> {
    let file = permit.spend(tx).await?;
    sqlx::query!(
        "update files set removed_at = now() where id = $1 and removed_at is null",
        file.id
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What hangs on this record stays from now on: it was sealed or signed. Called inside an act that spent its own permit.
pub async fn fix(tx: &mut Tx, kind: RecordKind, record: Uuid) -> Result<()> {
    sqlx::query!(
        "update files set is_fixed = true where record_kind = $1 and record_id = $2 and removed_at is null and not is_fixed",
        kind.as_str(),
        record,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Documents taken back whose bytes the house still has; the longest first.
pub async fn to_purge(tx: &mut Tx, most: i64) -> Result<Vec<File>> {
    Ok(sqlx::query_as!(
        File,
        r#"select id, record_kind as "record_kind: RecordKind", record_id, '' as "record_url!",
                  record_kind as "opened_kind: RecordKind", record_id as opened_id, owner_id, actor_id, role as "role: Role", name,
                  media as "media: Media", bytes, sha256, is_fixed, added_at
           from files where removed_at is not null and purged_at is null order by removed_at limit $1"#,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The bytes are gone.
pub async fn purged(tx: &mut Tx, permit: Permit<'_, Purge>) -> Result<()> {
    let file = permit.spend(tx).await?;
    sqlx::query!("update files set purged_at = now() where id = $1", file.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}
