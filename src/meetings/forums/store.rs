//! The SQL that reads forums: what the viewer may see.

use super::{
    model::{Choice, Family, Forum, Line, Status},
    policy::View,
};
use crate::{
    access::{Audience, Community, Role},
    db::Tx,
    i18n::Lang,
    meetings::model::{Attribution, Item, ItemState, Place, PlaceKind},
    web::error::{Error, Result},
};
use uuid::Uuid;

/// Forums of a mission are some dozens; no page shows more than this.
const MOST: i64 = 200;

/// The forums that the viewer sees, by name, each with its next meeting. `ended` shows those that ended instead.
pub async fn list(tx: &mut Tx, family: Option<Family>, ended: bool) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select f.id, f.name, f.family as "family: Family", f.owner_id, f.chair_id, f.rule, f.first_on, f.starts_clock as "starts_clock: jiff_sqlx::Time", a.name as "area?",
                  f.status as "status: Status",
                  (select min(m.starts_at) from meetings m where m.forum_id = f.id and m.starts_at > now() and m.state in ('planned', 'invited')) as next_at
           from forums f left join areas a on a.id = f.area_id
           where ($1::text is null or f.family = $1) and f.status = $2 order by lower(f.name), f.id limit $3"#,
        family.map(Family::as_str),
        if ended { "ended" } else { "active" },
        MOST,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Forum> {
    let forum = sqlx::query_as!(
        Forum,
        r#"select f.id, f.owner_id, f.chair_id, f.name, f.family as "family: Family", f.purpose, f.audience as "audience: Audience",
                  f.attribution as "attribution: Attribution", f.language as "language: Lang", f.area_id, a.name as "area?", f.time_zone, f.first_on,
                  f.starts_clock as "starts_clock: jiff_sqlx::Time", f.minutes, f.rule, f.skips as "skips: Vec<jiff_sqlx::Date>", f.invite_days, f.expected, f.template,
                  f.place_kind as "place_kind: PlaceKind", f.is_discreet, f.is_announced, f.status as "status: Status", f.version,
                  array(select m.actor_id from forum_members m where m.forum_id = f.id and m.left_at is null) as "members!"
           from forums f left join areas a on a.id = f.area_id where f.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &forum)?;
    Ok(forum)
}

/// Where it meets; empty for who is not among those invited.
pub async fn venue(tx: &mut Tx, forum: Uuid) -> Result<Place> {
    let place =
        sqlx::query_as!(Place, "select place, link from forum_venues where forum_id = $1", forum)
            .fetch_optional(tx.conn())
            .await?;
    Ok(place.unwrap_or_default())
}

/// What waits for an agenda, oldest first.
pub async fn backlog(tx: &mut Tx, forum: Uuid) -> Result<Vec<Item>> {
    Ok(sqlx::query_as!(
        Item,
        r#"select id, position, title, detail, minutes, presenter_id, audience as "audience: Audience", state as "state: ItemState", proposed_by_id, reason, version
           from meeting_items where forum_id = $1 and meeting_id is null and state = 'proposed' order by created_at, id limit 100"#,
        forum,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Actors that the viewer can name in a form: those whose entry they see, by community and name; 600 at most.
pub async fn choices(tx: &mut Tx) -> Result<Vec<Choice>> {
    Ok(sqlx::query_as!(
        Choice,
        r#"select id, name, community as "community: Community" from actors
           where community in ('humanitarian', 'host', 'mission', 'military', 'none') and status in ('proposed', 'active', 'dormant')
           order by community, lower(name), id limit 600"#
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The posts that may see it, by actor and role with counts.
pub async fn viewers(tx: &mut Tx, forum: Uuid) -> Result<Vec<(Uuid, Role, i64)>> {
    let rows = sqlx::query!(
        r#"select actor_id as "actor!", role as "role!: Role", n as "n!" from forum_viewers($1) order by n desc, actor_id"#,
        forum
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor, row.role, row.n)).collect())
}

/// Whether the community of this actor is that, be its entry hidden or not.
pub async fn community_of(tx: &mut Tx, actor: Uuid) -> Result<Option<Community>> {
    let community =
        sqlx::query_scalar!("select actor_community($1)", actor).fetch_one(tx.conn()).await?;
    Ok(community.and_then(|code| Community::parse(&code)))
}
