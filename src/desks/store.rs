//! The SQL of desks. A desk is a public service, so its entry is for everybody.

use super::{
    model::{Desk, Draft, Kept, Kind},
    policy::{Change, Create, Remove},
};
use crate::{
    access::Permit,
    db::Tx,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use uuid::Uuid;

/// Every desk: the coordinators' first, then the force's, then Civil Affairs; the top one of each kind first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Desk>> {
    Ok(sqlx::query_as!(
        Desk,
        r#"select d.actor_id as id, a.name, a.acronym, d.kind as "kind: Kind", coalesce(nullif(d.duty_phone, ''), a.phone) as "phone!", d.place, d.hours, d.is_top,
                  desk_is_staffed(d.actor_id) as "is_staffed!", s.name as "stand_in?", coalesce(desk_is_staffed(d.stand_in_id), false) as "stand_in_staffed!",
                  coalesce((select array_agg(x.name order by x.name) from actor_areas r join areas x on x.id = r.area_id
                            where r.actor_id = d.actor_id and r.presence = 'responsibility' and x.level >= 2 and not d.is_top), '{}') as "areas!"
           from desks d join actors a on a.id = d.actor_id left join actors s on s.id = d.stand_in_id
           order by array_position(array['coordinator', 'cimic', 'civil_affairs'], d.kind), d.is_top desc, a.name"#
    )
    .fetch_all(tx.conn())
    .await?)
}

/// For a district, the desk of each kind, and who answers for it now where that is another one.
pub async fn of_area(tx: &mut Tx, area: Uuid) -> Result<Vec<(Kind, Option<Uuid>, Option<Uuid>)>> {
    let rows = sqlx::query!(
        r#"select k.kind as "kind!: Kind", responsible_desk(k.kind, $1, null) as responsible, open_desk(k.kind, $1, null) as open
           from unnest(array['coordinator', 'cimic', 'civil_affairs']) k (kind)"#,
        area,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.responsible, row.open)).collect())
}

/// The desk that this actor keeps; [`Error::NotFound`] where it keeps none.
pub async fn find(tx: &mut Tx, actor: Uuid) -> Result<Kept> {
    sqlx::query_as!(
        Kept,
        r#"select d.actor_id as id, a.name, d.kind as "kind: Kind", d.stand_in_id, d.duty_phone as phone, d.place, d.hours, d.is_top, d.version,
                  case when viewer_role() = 'admin' then desk_has_waiting(d.actor_id) else false end as "has_waiting!"
           from desks d join actors a on a.id = d.actor_id where d.actor_id = $1"#,
        actor,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

/// The desks that exist, by actor: which links to show.
pub async fn kept(tx: &mut Tx) -> Result<Vec<Kept>> {
    Ok(sqlx::query_as!(
        Kept,
        r#"select d.actor_id as id, a.name, d.kind as "kind: Kind", d.stand_in_id, d.duty_phone as phone, d.place, d.hours, d.is_top, d.version,
                  false as "has_waiting!"
           from desks d join actors a on a.id = d.actor_id"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Actors of the kind's community that may keep a desk or stand in for one, by name; 1,000 at most.
pub async fn candidates(tx: &mut Tx, kind: Option<Kind>) -> Result<Vec<(Uuid, String)>> {
    let communities: Vec<String> = match kind {
        Some(kind) => vec![kind.community().to_string()],
        None => Kind::ALL.iter().map(|kind| kind.community().to_string()).collect(),
    };
    let rows = sqlx::query!(
        "select id, name from actors
         where community = any ($1) and status in ('proposed', 'active', 'dormant') and posture is distinct from 'coexistence'
         order by sort_name, id limit 1000",
        &communities,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

pub async fn create(
    tx: &mut Tx,
    permit: Permit<'_, Create>,
    kind: Kind,
    draft: &Draft,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    sqlx::query!(
        "insert into desks (actor_id, kind, stand_in_id, duty_phone, place, hours, is_top) values ($1, $2, $3, $4, $5, $6, $7)",
        slot.actor,
        kind.as_str(),
        draft.stand_in,
        draft.phone,
        draft.place,
        draft.hours,
        draft.is_top,
    )
    .execute(tx.conn())
    .await
    .map_err(told)?;
    Ok(())
}

/// [`Error::Conflict`] where somebody saved since `version`. Whoever may not choose the top desk leaves it as it is.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Change>,
    draft: &Draft,
    version: i32,
    is_top: bool,
) -> Result<()> {
    let desk = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update desks set stand_in_id = $3, duty_phone = $4, place = $5, hours = $6, is_top = $7 where actor_id = $1 and version = $2",
        desk.id,
        version,
        draft.stand_in,
        draft.phone,
        draft.place,
        draft.hours,
        is_top,
    )
    .execute(tx.conn())
    .await
    .map_err(told)?;
    if done.rows_affected() == 0 {
        let url = format!("/desks/{}/edit", desk.id);
        return Err(Error::Conflict { reason: "frame-field-stale", url });
    }
    Ok(())
}

pub async fn remove(tx: &mut Tx, permit: Permit<'_, Remove>) -> Result<()> {
    let desk = permit.spend(tx).await?;
    sqlx::query!("delete from desks where actor_id = $1", desk.id).execute(tx.conn()).await?;
    Ok(())
}

/// A broken rule of the table as a mistake beside its field.
fn told(error: sqlx::Error) -> Error {
    let constraint = match &error {
        sqlx::Error::Database(cause) => cause.constraint().unwrap_or_default(),
        _ => return Error::Database(error),
    };
    let (field, key) = match constraint {
        "desks_pkey" => ("actor", "desks-field-has-one"),
        "desks_actor_id_fkey" => ("actor", "frame-field-choose"),
        "desks_community" => ("actor", "desks-field-community"),
        "actors_coexistence_hidden" => ("actor", "desks-field-coexists"),
        "desks_stand_in_is_another" => ("stand_in", "desks-field-itself"),
        "desks_stand_in_community" => ("stand_in", "desks-field-stand-in"),
        "desks_stand_in_id_fkey" => ("stand_in", "frame-field-choose"),
        "desks_one_top" => ("is_top", "desks-field-one-top"),
        _ => return Error::Database(error),
    };
    Error::Invalid(Errors::one(field, key))
}
