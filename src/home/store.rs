//! The SQL of the desk page: what the lists of requests do not tell by themselves.

use crate::{
    db::Tx,
    requests::{model::Line, store::COUNT_CAP},
    web::error::Result,
};
use jiff_sqlx::Timestamp;

/// Lines of one box of the desk.
pub const BOX: usize = 10;

/// Open requests of the viewer's office whose turn is somebody else's, newest first.
pub async fn waiting_for_others(tx: &mut Tx) -> Result<Vec<Line>> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_as!(
        Line,
        r#"with top as (select s.request_id from request_sights s where s.grantee = $1 and s.turn_id <> $1
               order by s.received_at desc, s.request_id desc limit $2)
           select r.id, r.reference, r.kind as "kind: crate::requests::model::Kind", r.state as "state: crate::requests::model::State",
                  r.priority as "priority: crate::requests::model::Priority", r.owner_id, r.turn_id, a.name as from_area, r.needed_from, r.needed_until,
                  r.is_late, r.received_at, coalesce(c.seconds, 0) as "clock!"
           from top join requests r on r.id = top.request_id join areas a on a.id = r.from_area_id
           left join request_clocks(array(select request_id from top)) c on c.request_id = r.id order by r.received_at desc, r.id desc"#,
        actor,
        i64::try_from(BOX).unwrap_or(10),
    )
    .fetch_all(tx.conn())
    .await?)
}

/// How many there are, up to the cap of lists.
pub async fn count_waiting_for_others(tx: &mut Tx) -> Result<i64> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from (select from request_sights s where s.grantee = $1 and s.turn_id <> $1 limit $2) found"#,
        actor,
        COUNT_CAP + 1,
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Requests at offices below the viewer's own that wait for those offices, the longest first: for whoever leads them.
pub async fn waiting_below(tx: &mut Tx) -> Result<Vec<Line>> {
    let viewer = tx.viewer().clone();
    let below: Vec<uuid::Uuid> =
        viewer.below.iter().copied().filter(|actor| *actor != viewer.actor).collect();
    Ok(sqlx::query_as!(
        Line,
        r#"with top as (select t.request_id from unnest($1::uuid[]) g (office) cross join lateral (
               select s.request_id, s.received_at from request_sights s where s.grantee = $3 and s.turn_id = g.office
               order by s.received_at, s.request_id limit $2) t order by t.received_at, t.request_id limit $2)
           select r.id, r.reference, r.kind as "kind: crate::requests::model::Kind", r.state as "state: crate::requests::model::State",
                  r.priority as "priority: crate::requests::model::Priority", r.owner_id, r.turn_id, a.name as from_area, r.needed_from, r.needed_until,
                  r.is_late, r.received_at, coalesce(c.seconds, 0) as "clock!"
           from top join requests r on r.id = top.request_id join areas a on a.id = r.from_area_id
           left join request_clocks(array(select request_id from top)) c on c.request_id = r.id order by r.received_at, r.id"#,
        &below,
        i64::try_from(BOX).unwrap_or(10),
        viewer.actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Own posts that end within 30 days.
pub async fn posts_ending(tx: &mut Tx) -> Result<Vec<(crate::access::Role, Timestamp)>> {
    let person = tx.viewer().person;
    let rows = sqlx::query!(
        r#"select role as "role: crate::access::Role", until_at as "until_at!" from posts
           where person_id = $1 and until_at between now() and now() + interval '30 days' order by until_at"#,
        person,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.role, row.until_at)).collect())
}

/// Consents that end within a week: given to the viewer's office, or by it. Reference and end.
pub async fn consents_ending(tx: &mut Tx) -> Result<Vec<(String, Timestamp)>> {
    let actor = tx.viewer().actor;
    let rows = sqlx::query!(
        r#"select r.reference, min(c.until_at) as "until_at!" from consents c join requests r on r.id = c.request_id
           where (c.recipient_id = $1 or c.given_actor = $1) and c.withdrawn_at is null and c.until_at between now() and now() + interval '7 days'
           group by r.reference order by 2 limit 10"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.reference, row.until_at)).collect())
}

/// Applications that wait: for a voucher, and for an account. Vouchers count their own community's.
pub async fn applications(tx: &mut Tx) -> Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select count(*) filter (where state = 'applied') as "applied!", count(*) filter (where state = 'vouched') as "vouched!"
           from applications where state in ('applied', 'vouched')"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.applied, row.vouched))
}

/// Rounds of the viewer's committees that are open for votes.
pub async fn open_rounds(tx: &mut Tx) -> Result<Vec<(uuid::Uuid, String, jiff_sqlx::Date)>> {
    let rows = sqlx::query!(
        "select id, title, meets_on from qip_rounds where state = 'open' order by meets_on, id limit 10"
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title, row.meets_on)).collect())
}

/// Who opened the newest 25 requests of the viewer's own office within a week, the latest five: reference, actor, when.
pub async fn opened_lately(tx: &mut Tx) -> Result<Vec<(String, uuid::Uuid, Timestamp)>> {
    let actor = tx.viewer().actor;
    let rows = sqlx::query!(
        r#"with own as materialized (select r.id, r.reference from request_sights s join requests r on r.id = s.request_id and r.owner_id = $1
               where s.grantee = $1 order by s.received_at desc, s.request_id desc limit 25)
           select o.reference, e.actor_id, max(e.at) as "at!" from own o join read_events e on e.record_id = o.id and e.record_kind = 'request'
           where e.at > now() - interval '7 days' and e.actor_id <> $1 group by 1, 2 order by 3 desc limit 5"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.reference, row.actor_id, row.at)).collect())
}

/// Posts of the offices below the viewer's own that end within 30 days: role and office; ten at most.
pub async fn posts_ending_below(tx: &mut Tx) -> Result<Vec<(crate::access::Role, String)>> {
    let viewer = tx.viewer().clone();
    let below: Vec<uuid::Uuid> =
        viewer.below.iter().copied().filter(|one| *one != viewer.actor).collect();
    let rows = sqlx::query!(
        r#"select p.role as "role: crate::access::Role", a.name from posts p join actors a on a.id = p.actor_id
           where p.actor_id = any ($1) and p.until_at between now() and now() + interval '30 days' order by p.until_at limit 10"#,
        &below,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.role, row.name)).collect())
}

/// The handover of a post by or to the viewer, under way or done within two weeks; the one nearest to its hour.
pub async fn handover(tx: &mut Tx) -> Result<Option<uuid::Uuid>> {
    let person = tx.viewer().person;
    Ok(sqlx::query_scalar!(
        "select id from handovers where $1 in (predecessor_id, successor_id) and state <> 'cancelled' and moves_at > now() - interval '14 days'
         order by abs(extract(epoch from moves_at - now())), id limit 1",
        person,
    )
    .fetch_optional(tx.conn())
    .await?)
}
