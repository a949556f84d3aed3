//! The SQL of assets.

use super::{
    model::{Appearance, Asset, Booking, Draft, Ownership, Service, State, Why},
    policy::{Book, Change, Create, Unbook, View},
};
use crate::{
    access::{Audience, Community, Permit, Role},
    db::Tx,
    web::error::{Error, Result},
};
use jiff_sqlx::ToSqlx;
use uuid::Uuid;

/// Rows of the catalogue on one page.
pub const CAP: i64 = 500;

/// The catalogue as far as the viewer sees it, by kind and name.
pub async fn list(tx: &mut Tx, kind: Option<&str>) -> Result<Vec<Asset>> {
    Ok(sqlx::query_as!(
        Asset,
        r#"select s.id, s.actor_id, coalesce(actor_community(s.actor_id), 'none') as "community!: Community", s.kind, s.name, s.capability,
                  s.ownership as "ownership: Ownership", s.appearance as "appearance: Appearance", s.is_armed, s.operated_by, s.base_area_id,
                  a.name as "base_area?", s.lead_time_hours, s.conditions, s.cost_basis, s.state as "state: State", s.audience as "audience: Audience", s.version
           from assets s left join areas a on a.id = s.base_area_id
           where ($1::text is null or s.kind = $1) order by s.kind, s.name, s.id limit $2"#,
        kind,
        CAP,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Asset> {
    let asset = sqlx::query_as!(
        Asset,
        r#"select s.id, s.actor_id, coalesce(actor_community(s.actor_id), 'none') as "community!: Community", s.kind, s.name, s.capability,
                  s.ownership as "ownership: Ownership", s.appearance as "appearance: Appearance", s.is_armed, s.operated_by, s.base_area_id,
                  a.name as "base_area?", s.lead_time_hours, s.conditions, s.cost_basis, s.state as "state: State", s.audience as "audience: Audience", s.version
           from assets s left join areas a on a.id = s.base_area_id where s.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &asset)?;
    Ok(asset)
}

/// Whose assets the viewer keeps: units covered, or civilian providers.
pub async fn owners(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let viewer = tx.viewer().clone();
    let civilian = matches!(viewer.role, Role::Coordinator | Role::Section);
    let own = if viewer.role == Role::Liaison { vec![viewer.actor] } else { viewer.below };
    let rows = sqlx::query!(
        "select id, name from actors where status in ('proposed', 'active', 'dormant')
           and (not $1 and id = any ($2) or $1 and community in ('humanitarian', 'mission', 'host', 'none')) order by lower(name), id limit 1000",
        civilian,
        &own,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The community of an actor, be its entry hidden or not.
pub async fn community_of(tx: &mut Tx, actor: Uuid) -> Result<Option<Community>> {
    let community =
        sqlx::query_scalar!("select actor_community($1)", actor).fetch_one(tx.conn()).await?;
    Ok(community.and_then(|code| Community::parse(&code)))
}

pub async fn create(tx: &mut Tx, permit: Permit<'_, Create>, draft: &Draft) -> Result<Uuid> {
    let slot = permit.spend(tx).await?;
    let audience = match slot.community {
        Community::Military => Audience::Military,
        _ => Audience::Partners,
    };
    sqlx::query!(
        "insert into assets (id, actor_id, kind, name, capability, ownership, appearance, is_armed, operated_by, base_area_id, lead_time_hours, conditions, cost_basis, state, audience)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        slot.id, slot.actor, draft.kind, draft.name, draft.capability, draft.ownership.as_str(), draft.appearance.as_str(), draft.is_armed,
        draft.operated_by, draft.base_area, draft.lead_time_hours, draft.conditions, draft.cost_basis, draft.state.as_str(), audience.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(slot.id)
}

/// [`Error::Conflict`] when somebody else changed it since this version.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Change>,
    version: i32,
    draft: &Draft,
) -> Result<()> {
    let asset = permit.spend(tx).await?;
    let changed = sqlx::query!(
        "update assets set kind = $3, name = $4, capability = $5, ownership = $6, appearance = $7, is_armed = $8, operated_by = $9, base_area_id = $10,
            lead_time_hours = $11, conditions = $12, cost_basis = $13, state = $14 where id = $1 and version = $2",
        asset.id, version, draft.kind, draft.name, draft.capability, draft.ownership.as_str(), draft.appearance.as_str(), draft.is_armed,
        draft.operated_by, draft.base_area, draft.lead_time_hours, draft.conditions, draft.cost_basis, draft.state.as_str(),
    )
    .execute(tx.conn())
    .await?;
    if changed.rows_affected() == 0 {
        let url = format!("/assets/{}", asset.id);
        return Err(Error::Conflict { reason: "frame-field-stale", url });
    }
    Ok(())
}

/// Days taken from yesterday on, the next first.
pub async fn bookings(tx: &mut Tx, asset: Uuid) -> Result<Vec<Booking>> {
    Ok(sqlx::query_as!(
        Booking,
        r#"select id, from_day, until_day, why as "why: Why" from asset_bookings
           where asset_id = $1 and until_day >= current_date - 1 order by from_day, id limit 200"#,
        asset,
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn book(
    tx: &mut Tx,
    permit: Permit<'_, Book>,
    from: jiff::civil::Date,
    until: jiff::civil::Date,
    why: Why,
) -> Result<()> {
    let asset = permit.spend(tx).await?;
    sqlx::query!(
        "insert into asset_bookings (asset_id, from_day, until_day, why) values ($1, $2, $3, $4)",
        asset.id,
        from.to_sqlx() as jiff_sqlx::Date,
        until.to_sqlx() as jiff_sqlx::Date,
        why.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// [`Error::NotFound`] where this asset has no such booking.
pub async fn unbook(tx: &mut Tx, permit: Permit<'_, Unbook>, booking: Uuid) -> Result<()> {
    let asset = permit.spend(tx).await?;
    let gone = sqlx::query!(
        "delete from asset_bookings where id = $1 and asset_id = $2",
        booking,
        asset.id
    )
    .execute(tx.conn())
    .await?;
    if gone.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The services there are, for everybody.
pub async fn services(tx: &mut Tx) -> Result<Vec<Service>> {
    Ok(sqlx::query_as!(
        Service,
        r#"select kind as "kind!", lead_time_hours as "lead_time_hours!", is_civilian as "is_civilian!" from services()"#
    )
    .fetch_all(tx.conn())
    .await?)
}
