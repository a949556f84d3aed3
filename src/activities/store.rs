//! The SQL of activities. Reads return what the viewer may see; writes ask for a permit.

use super::{
    model::{
        Activity, Cluster, Consent, Draft, Function, Parts, Private, Slot, Status,
        default_audience, next,
    },
    policy::{Confirm, Create, Edit, Share, Take, Unshare, View},
};
use crate::{
    access::{Audience, Community, Permit, Record as _, Role},
    db::Tx,
    web::error::{Error, Result},
};
use jiff_sqlx::{Date, ToSqlx};
use sqlx::types::Json;
use uuid::Uuid;

/// The activity of this id; [`Error::NotFound`] when there is none or the viewer may not know of it.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Activity> {
    let row = sqlx::query!(
        r#"select x.id, x.actor_id, coalesce(actor_community(x.actor_id), 'none') as "community!: Community", x.area_id, a.name as area, p.name as "region?",
                  x.cluster as "cluster: Cluster", x.what, x.modality, x.target_group, x.targeted, x.targeted_parts as "targeted_parts: Json<Parts>",
                  x.reached, x.reached_parts as "reached_parts: Json<Parts>", x.starts_on, x.ends_on, x.status as "status: Status", x.objective,
                  x.cimic_function as "function: Function", x.audience as "audience: Audience", x.source_file, x.source_row, x.last_confirmed_at,
                  x.last_confirmed_at < stale_before() as "is_stale!", x.version
           from activities x join areas a on a.id = x.area_id left join areas p on p.id = a.parent_id where x.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    let activity = Activity {
        id: row.id,
        actor_id: row.actor_id,
        community: row.community,
        area_id: row.area_id,
        area: crate::areas::model::label(&row.area, row.region.as_deref()),
        cluster: row.cluster,
        what: row.what,
        modality: row.modality,
        target_group: row.target_group,
        targeted: row.targeted,
        targeted_parts: row.targeted_parts.0,
        reached: row.reached,
        reached_parts: row.reached_parts.0,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        status: row.status,
        objective: row.objective,
        function: row.function,
        audience: row.audience,
        source_file: row.source_file,
        source_row: row.source_row,
        last_confirmed_at: row.last_confirmed_at,
        is_stale: row.is_stale,
        version: row.version,
    };
    tx.check(View, &activity)?;
    Ok(activity)
}

/// Local partner and exact place, each only where the viewer is the owner or holds a consent in force.
pub async fn private(tx: &mut Tx, activity: Uuid) -> Result<Private> {
    let row = sqlx::query!(
        r#"select coalesce((select partner from activity_partners where activity_id = $1), '') as "partner!",
                  coalesce((select place from activity_places where activity_id = $1), '') as "place!""#,
        activity,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Private { partner: row.partner, place: row.place })
}

/// The community of an actor, be its entry hidden or not.
pub async fn community_of(tx: &mut Tx, actor: Uuid) -> Result<Option<Community>> {
    let community =
        sqlx::query_scalar!("select actor_community($1)", actor).fetch_one(tx.conn()).await?;
    Ok(community.and_then(|code| Community::parse(&code)))
}

/// Whom an actor's activity admits: what it chose, where it may choose, else its community's default.
fn audience(slot: &Slot, draft: &Draft) -> Audience {
    draft.audience.unwrap_or_else(|| default_audience(slot.community))
}

pub async fn create(
    tx: &mut Tx,
    permit: Permit<'_, Create>,
    draft: &Draft,
    status: Status,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let entered_by = Some(tx.viewer().actor).filter(|actor| !actor.is_nil());
    sqlx::query!(
        "insert into activities (id, actor_id, area_id, cluster, what, modality, target_group, targeted, targeted_parts, reached, reached_parts, starts_on, ends_on,
                                 status, objective, cimic_function, audience, entered_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        slot.id,
        slot.actor,
        draft.area_id,
        draft.cluster.as_str(),
        draft.what,
        draft.modality,
        draft.target_group,
        draft.targeted,
        Json(draft.targeted_parts) as _,
        draft.reached,
        Json(draft.reached_parts) as _,
        draft.starts_on.to_sqlx() as Date,
        draft.ends_on.map(|day| day.to_sqlx() as Date),
        status.as_str(),
        draft.objective,
        draft.function.as_str(),
        audience(slot, draft).as_str(),
        entered_by,
    )
    .execute(tx.conn())
    .await?;
    say_private(tx, slot.id, &draft.private).await
}

/// Writes what is said of local partner and exact place; nothing said changes nothing.
async fn say_private(tx: &mut Tx, activity: Uuid, private: &Private) -> Result<()> {
    sqlx::query!("select say_private($1, $2, $3)", activity, private.partner, private.place)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// [`Error::Conflict`] when somebody else changed it since this version.
pub async fn update(
    tx: &mut Tx,
    permit: Permit<'_, Edit>,
    version: i32,
    draft: &Draft,
) -> Result<()> {
    let activity = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update activities set area_id = $3, cluster = $4, what = $5, modality = $6, target_group = $7, targeted = $8, targeted_parts = $9, reached = $10,
                reached_parts = $11, starts_on = $12, ends_on = $13, objective = $14, cimic_function = $15, audience = $16, last_confirmed_at = now()
         where id = $1 and version = $2",
        activity.id,
        version,
        draft.area_id,
        draft.cluster.as_str(),
        draft.what,
        draft.modality,
        draft.target_group,
        draft.targeted,
        Json(draft.targeted_parts) as _,
        draft.reached,
        Json(draft.reached_parts) as _,
        draft.starts_on.to_sqlx() as Date,
        draft.ends_on.map(|day| day.to_sqlx() as Date),
        draft.objective,
        draft.function.as_str(),
        draft.audience.unwrap_or(activity.audience).as_str(),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(stale(activity));
    }
    if tx.viewer().acts_for(activity.actor_id) {
        // The owner sees what stands there, so an emptied field is meant.
        sqlx::query!("delete from activity_partners where activity_id = $1", activity.id)
            .execute(tx.conn())
            .await?;
        sqlx::query!("delete from activity_places where activity_id = $1", activity.id)
            .execute(tx.conn())
            .await?;
    }
    say_private(tx, activity.id, &draft.private).await
}

fn stale(activity: &Activity) -> Error {
    Error::Conflict { reason: "frame-field-stale", url: activity.url() }
}

/// It is still so, as of now.
pub async fn confirm(tx: &mut Tx, permit: Permit<'_, Confirm>, version: i32) -> Result<()> {
    let activity = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update activities set last_confirmed_at = now() where id = $1 and version = $2",
        activity.id,
        version,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(stale(activity)) } else { Ok(()) }
}

/// Moves it to its next status, which also confirms it. Completing without an end ends it today, or on its start if that is later.
pub async fn take(tx: &mut Tx, permit: Permit<'_, Take>, version: i32) -> Result<()> {
    let step = permit.spend(tx).await?;
    let to = next(step.activity.status, step.act).ok_or_else(|| stale(&step.activity))?;
    let done = sqlx::query!(
        "update activities set status = $3, last_confirmed_at = now(),
                ends_on = case when $3 in ('completed', 'cancelled') and ends_on is null then greatest(starts_on, current_date) else ends_on end
         where id = $1 and version = $2",
        step.activity.id,
        version,
        to.as_str(),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(stale(&step.activity)) } else { Ok(()) }
}

/// The posts that see it: actor, role, how many.
pub async fn viewers(tx: &mut Tx, activity: Uuid) -> Result<Vec<(Uuid, Role, i64)>> {
    let rows = sqlx::query!(
        r#"select actor_id as "actor_id!", role as "role!: Role", n as "n!" from activity_viewers($1)"#,
        activity
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor_id, row.role, row.n)).collect())
}

/// The consents that the viewer's actor gave or holds, newest first; 200 at most.
pub async fn consents(tx: &mut Tx) -> Result<Vec<Consent>> {
    Ok(sqlx::query_as!(
        Consent,
        "select id, owner_id, recipient_id, fields, purpose, until_at, withdrawn_at from activity_consents
         where until_at > now() and withdrawn_at is null order by given_at desc, id limit 200",
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where the viewer's actor neither gave nor holds it.
pub async fn consent(tx: &mut Tx, id: Uuid) -> Result<Consent> {
    sqlx::query_as!(
        Consent,
        "select id, owner_id, recipient_id, fields, purpose, until_at, withdrawn_at from activity_consents where id = $1",
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

/// Lets the recipient read from now on, until the end of that day.
pub async fn give(tx: &mut Tx, permit: Permit<'_, Share>, until: jiff::civil::Date) -> Result<()> {
    let consent = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into activity_consents (id, owner_id, recipient_id, fields, purpose, given_by, until_at)
         values ($1, $2, $3, $4, $5, $6, ($7::date + 1)::timestamp at time zone (select time_zone from house))",
        consent.id,
        consent.owner_id,
        consent.recipient_id,
        &consent.fields,
        consent.purpose,
        person,
        until.to_sqlx() as Date,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends a consent now.
pub async fn end(tx: &mut Tx, permit: Permit<'_, Unshare>) -> Result<()> {
    let consent = permit.spend(tx).await?;
    sqlx::query!("update activity_consents set withdrawn_at = now() where id = $1", consent.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A district or region with everything in it, for the filter of lists: the area itself first; empty where there is none.
pub async fn areas_in(tx: &mut Tx, area: Uuid) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"with recursive here as (select id from areas where id = $1 union select a.id from areas a join here on a.parent_id = here.id)
           select id as "id!" from here limit 500"#,
        area,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Regions and districts in force for a filter: id and name, regions first.
pub async fn places(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select a.id, a.name, p.name as "parent?" from areas a left join areas p on p.id = a.parent_id and p.level > 0
           where a.valid_to is null and a.level in (1, 2) order by a.level, a.name, p.name, a.code"#,
    )
    .fetch_all(tx.conn())
    .await?;
    let label = |name: &str, parent: Option<&str>| crate::areas::model::label(name, parent);
    Ok(rows.into_iter().map(|row| (row.id, label(&row.name, row.parent.as_deref()))).collect())
}
