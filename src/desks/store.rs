//! The SQL of desks. A desk is a public service, so its entry is for everybody.

use super::model::{Desk, Kind};
use crate::{db::Tx, web::error::Result};
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
