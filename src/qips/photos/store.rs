//! The SQL of photos. A picture is seen through its record; a released one through the card of a finished project too.

use super::{
    model::{Bytes, Look, Photo, Shown, Shows, SiteVisit},
    policy::{ReleasePhoto, WithdrawPhoto},
};
use crate::{
    access::Permit,
    db::Tx,
    files::model::Media,
    qips::model::Project,
    web::error::{Error, Result},
};
use uuid::Uuid;

/// Photos on a public page.
const MOST: i64 = 8;

/// A visit to this project; [`Error::NotFound`] when it is of another one.
pub async fn visit(tx: &mut Tx, project: Project, id: Uuid) -> Result<SiteVisit> {
    let actor = sqlx::query_scalar!(
        "select actor_id from qip_visits where id = $1 and project_id = $2",
        id,
        project.id
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(SiteVisit { id, actor_id: actor.ok_or(Error::NotFound)?, project })
}

/// The visit that this person reported last.
pub async fn last_visit(tx: &mut Tx, project: Uuid) -> Result<Option<Uuid>> {
    let person = tx.viewer().person;
    Ok(sqlx::query_scalar!(
        "select id from qip_visits where project_id = $1 and person_id = $2 order by at desc, id limit 1",
        project,
        person,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// The pictures among the documents of a project and of its visits, as far as the viewer may open them, oldest first.
pub async fn photos(tx: &mut Tx, project: Uuid) -> Result<Vec<Photo>> {
    let rows = sqlx::query!(
        r#"select f.id, f.name, f.record_kind, f.person_id, f.actor_id, f.added_at, p.shows as "shows?: Shows", p.alt as "alt?"
           from files f left join qip_photos p on p.file_id = f.id
           where f.record_id = any (array(select $1::uuid union all select v.id from qip_visits v where v.project_id = $1))
             and f.record_kind in ('qip', 'qip_visit') and f.media in ('jpeg', 'png') and f.removed_at is null
           order by f.added_at, f.id limit 200"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?;
    let photo = rows.into_iter().map(|row| Photo {
        file_id: row.id,
        name: row.name,
        is_of_visit: row.record_kind == "qip_visit",
        person_id: row.person_id,
        actor_id: row.actor_id,
        added_at: row.added_at,
        shown: row.shows.zip(row.alt).map(|(shows, alt)| Shown { file_id: row.id, shows, alt }),
    });
    Ok(photo.collect())
}

/// One of them; [`Error::NotFound`] when it is no picture of this project.
pub async fn look(tx: &mut Tx, project: Project, file: Uuid) -> Result<Look> {
    let all = photos(tx, project.id).await?;
    let photo = all.into_iter().find(|photo| photo.file_id == file).ok_or(Error::NotFound)?;
    Ok(Look { photo, project })
}

/// What everybody sees of a finished project: before, then after.
pub async fn shown(tx: &mut Tx, project: Uuid) -> Result<Vec<Shown>> {
    Ok(sqlx::query_as!(
        Shown,
        r#"select file_id, shows as "shows: Shows", alt from qip_photos where project_id = $1 order by shows desc, released_at, file_id limit $2"#,
        project,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What a released photo is; [`Error::NotFound`] for whoever may not see it.
pub async fn bytes(tx: &mut Tx, reference: &str, file: Uuid) -> Result<Bytes> {
    sqlx::query_as!(
        Bytes,
        r#"select p.media as "media: Media", p.bytes from qip_photos p join qip_cards c on c.project_id = p.project_id where c.reference = $1 and p.file_id = $2"#,
        reference,
        file,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

/// Shows it to everybody once the project is finished. Postgres asks for the second person as well.
pub async fn release(
    tx: &mut Tx,
    permit: Permit<'_, ReleasePhoto>,
    shows: Shows,
    alt: &str,
) -> Result<()> {
    let look = permit.spend(tx).await?;
    let (person, actor) = (tx.viewer().person, tx.viewer().actor);
    sqlx::query!(
        "insert into qip_photos (file_id, project_id, shows, alt, actor_id, released_by) values ($1, $2, $3, $4, $5, $6)",
        look.photo.file_id,
        look.project.id,
        shows.as_str(),
        alt,
        actor,
        person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Nobody beyond the parties sees it from now on.
pub async fn withdraw(tx: &mut Tx, permit: Permit<'_, WithdrawPhoto>) -> Result<()> {
    let look = permit.spend(tx).await?;
    sqlx::query!("delete from qip_photos where file_id = $1", look.photo.file_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}
