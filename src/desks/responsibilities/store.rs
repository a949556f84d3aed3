//! The SQL of areas of responsibility.

use super::{
    model::Holder,
    policy::{Assign, View},
};
use crate::{
    access::{Community, Permit, Record as _},
    db::Tx,
    web::error::{Error, Result},
};
use uuid::Uuid;

/// Every office that holds something, as far as the viewer sees it, and those of `also` that hold nothing yet.
pub async fn list(tx: &mut Tx, also: &[Uuid]) -> Result<Vec<Holder>> {
    Ok(sqlx::query_as!(
        Holder,
        r#"select a.id, a.name, a.community as "community: Community",
                  coalesce(array_agg(x.id order by x.name, x.id) filter (where x.id is not null), '{}') as "areas!",
                  coalesce(array_agg(x.name order by x.name, x.id) filter (where x.id is not null), '{}') as "names!"
           from actors a
           left join actor_areas aa on aa.actor_id = a.id and aa.presence = 'responsibility'
           left join areas x on x.id = aa.area_id and x.valid_to is null
           where a.status in ('proposed', 'active', 'dormant') and (aa.actor_id is not null or a.id = any ($1))
           group by a.id order by array_position(array['military', 'mission', 'humanitarian'], a.community), a.sort_name, a.id limit 500"#,
        also,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where the office does not exist for the viewer.
pub async fn find(tx: &mut Tx, actor: Uuid) -> Result<Holder> {
    let found = sqlx::query_as!(
        Holder,
        r#"select a.id, a.name, a.community as "community: Community",
                  coalesce(array_agg(x.id order by x.name, x.id) filter (where x.id is not null), '{}') as "areas!",
                  coalesce(array_agg(x.name order by x.name, x.id) filter (where x.id is not null), '{}') as "names!"
           from actors a
           left join actor_areas aa on aa.actor_id = a.id and aa.presence = 'responsibility'
           left join areas x on x.id = aa.area_id and x.valid_to is null
           where a.id = $1 group by a.id"#,
        actor,
    );
    let holder = found.fetch_optional(tx.conn()).await?.ok_or(Error::NotFound)?;
    tx.check(View, &holder)?;
    Ok(holder)
}

/// Districts in force that no CIMIC desk but the top one holds, itself or through its region: `District, Region`.
pub async fn unheld(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select a.name || coalesce(', ' || p.name, '') as "name!"
           from areas a left join areas p on p.id = a.parent_id
           where a.level = 2 and a.valid_to is null and not exists (
               select from actor_areas aa join desks d on d.actor_id = aa.actor_id and d.kind = 'cimic' and not d.is_top
               where aa.presence = 'responsibility' and aa.area_id in (a.id, a.parent_id))
           order by p.name, a.name, a.id"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Makes these the areas in force that the office holds. What it held in versions that ended stays.
pub async fn assign(
    tx: &mut Tx,
    permit: Permit<'_, Assign>,
    areas: &[Uuid],
    version: &str,
) -> Result<()> {
    let holder = permit.spend(tx).await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtext('responsibilities'))")
        .execute(tx.conn())
        .await?;
    if find(tx, holder.id).await?.version() != version {
        return Err(Error::Conflict { reason: "frame-field-stale", url: holder.url() });
    }
    sqlx::query!(
        "delete from actor_areas aa using areas a where a.id = aa.area_id and a.valid_to is null
           and aa.actor_id = $1 and aa.presence = 'responsibility' and aa.area_id <> all ($2)",
        holder.id,
        areas,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into actor_areas (actor_id, area_id, presence) select $1, a.id, 'responsibility' from areas a
         where a.id = any ($2) and a.valid_to is null on conflict do nothing",
        holder.id,
        areas,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
