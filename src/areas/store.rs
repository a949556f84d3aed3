//! The SQL of areas.

use super::{
    model::{Area, DISTRICT, Names, label},
    policy::View,
};
use crate::{
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
                  a.valid_from, a.valid_to, a.lat, a.lon, a.shape_code, a.source
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
