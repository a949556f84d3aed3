//! The SQL that writes forums. Members that the writer cannot see stay as they are.

use super::{
    model::{Draft, Forum},
    policy::{Change, Create, End, Leave, Propose},
};
use crate::{
    access::{Permit, Record as _},
    db::Tx,
    meetings::model::{ItemDraft, Place},
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use jiff_sqlx::ToSqlx;
use uuid::Uuid;

/// Named constraints become mistakes beside their fields.
fn mistake(error: sqlx::Error) -> Error {
    let sqlx::Error::Database(cause) = &error else { return Error::Database(error) };
    let (field, key) = match cause.constraint().unwrap_or_default() {
        "forums_name" => ("name", "forums-name-taken"),
        "forums_cmcoord_chair" => ("chair", "forums-chair-humanitarian"),
        "forums_audience_fits_host" => ("audience", "forums-audience-host"),
        "forums_audience_fits_members" | "forum_members_fit_audience" => {
            ("members", "forums-audience-members")
        }
        "meetings_audience_fits_invited" => ("audience", "forums-audience-invited"),
        "forums_area_id_fkey" => ("area", "frame-field-choose"),
        "meeting_items_presenter_id_fkey" => ("presenter", "frame-field-choose"),
        "forums_announced_is_open" => ("is_announced", "meetings-announced-closed"),
        _ => return Error::Database(error),
    };
    Error::Invalid(Errors::one(field, key))
}

pub async fn create(tx: &mut Tx, permit: Permit<'_, Create>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let skips: Vec<jiff_sqlx::Date> = draft.skips.iter().map(|day| day.to_sqlx()).collect();
    sqlx::query!(
        "insert into forums (id, owner_id, chair_id, name, family, purpose, audience, attribution, language, area_id, time_zone, first_on, starts_clock,
                             minutes, rule, skips, invite_days, expected, template, place_kind, is_discreet, is_announced)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
        slot.id,
        slot.owner,
        draft.chair_id,
        draft.name,
        draft.family.as_str(),
        draft.purpose,
        draft.audience.as_str(),
        draft.attribution.as_str(),
        draft.language.as_str(),
        draft.area_id,
        draft.time_zone,
        draft.first_on.to_sqlx() as _,
        draft.starts_clock.to_sqlx() as _,
        draft.minutes,
        draft.rule,
        &skips as _,
        draft.invite_days,
        draft.expected,
        draft.template,
        draft.place_kind.as_str(),
        draft.is_discreet,
        draft.is_announced,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    set_venue(tx, slot.id, &draft.place).await?;
    add_members(tx, slot.id, &draft.members).await
}

/// Saves what the form says; members of `offered` that are not chosen leave, others stay.
/// [`Error::Conflict`] when somebody else changed it since this version.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Change>,
    version: i32,
    draft: &Draft,
    offered: &[Uuid],
) -> Result<()> {
    let forum = permit.spend(tx).await?;
    let gone: Vec<Uuid> =
        offered.iter().copied().filter(|id| !draft.members.contains(id)).collect();
    // First out, then the audience, then in: a closed audience takes nobody from outside.
    sqlx::query!(
        "update forum_members set left_at = now() where forum_id = $1 and actor_id = any ($2) and left_at is null",
        forum.id,
        &gone,
    )
    .execute(tx.conn())
    .await?;
    write(tx, forum, version, draft).await?;
    set_venue(tx, forum.id, &draft.place).await?;
    add_members(tx, forum.id, &draft.members).await
}

async fn write(tx: &mut Tx, forum: &Forum, version: i32, draft: &Draft) -> Result<()> {
    let skips: Vec<jiff_sqlx::Date> = draft.skips.iter().map(|day| day.to_sqlx()).collect();
    let changed = sqlx::query!(
        "update forums set chair_id = $3, name = $4, family = $5, purpose = $6, audience = $7, attribution = $8, language = $9, area_id = $10, time_zone = $11,
            first_on = $12, starts_clock = $13, minutes = $14, rule = $15, skips = $16, invite_days = $17, expected = $18, template = $19, place_kind = $20,
            is_discreet = $21, is_announced = $22, made_until = null
         where id = $1 and version = $2",
        forum.id,
        version,
        draft.chair_id,
        draft.name,
        draft.family.as_str(),
        draft.purpose,
        draft.audience.as_str(),
        draft.attribution.as_str(),
        draft.language.as_str(),
        draft.area_id,
        draft.time_zone,
        draft.first_on.to_sqlx() as _,
        draft.starts_clock.to_sqlx() as _,
        draft.minutes,
        draft.rule,
        &skips as _,
        draft.invite_days,
        draft.expected,
        draft.template,
        draft.place_kind.as_str(),
        draft.is_discreet,
        draft.is_announced,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    if changed.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "frame-field-stale", url: forum.url() });
    }
    Ok(())
}

async fn set_venue(tx: &mut Tx, forum: Uuid, place: &Place) -> Result<()> {
    sqlx::query!(
        "insert into forum_venues (forum_id, place, link) values ($1, $2, $3)
         on conflict (forum_id) do update set place = excluded.place, link = excluded.link",
        forum,
        place.place,
        place.link,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Members join, or come back.
async fn add_members(tx: &mut Tx, forum: Uuid, members: &[Uuid]) -> Result<()> {
    let actor = tx.viewer().actor;
    sqlx::query!(
        "insert into forum_members as m (forum_id, actor_id, added_by) select $1, id, $3 from unnest($2::uuid[]) id
         on conflict (forum_id, actor_id) do update set left_at = null where m.left_at is not null",
        forum,
        members,
        actor,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    Ok(())
}

/// Ends the forum: what nobody was invited to yet is taken away, the rest stays.
pub async fn end(tx: &mut Tx, permit: Permit<'_, End>) -> Result<()> {
    let forum = permit.spend(tx).await?;
    sqlx::query!(
        "delete from meetings where forum_id = $1 and state = 'planned' and starts_at > now()",
        forum.id
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("update forums set status = 'ended' where id = $1", forum.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The viewer's own office leaves.
pub async fn leave(tx: &mut Tx, permit: Permit<'_, Leave>) -> Result<()> {
    let forum = permit.spend(tx).await?;
    let actor = tx.viewer().actor;
    sqlx::query!(
        "update forum_members set left_at = now() where forum_id = $1 and actor_id = $2",
        forum.id,
        actor
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Puts an item into the backlog of the forum.
pub async fn propose(tx: &mut Tx, permit: Permit<'_, Propose>, draft: &ItemDraft) -> Result<()> {
    let forum = permit.spend(tx).await?;
    let (actor, person) = (tx.viewer().actor, tx.viewer().person);
    sqlx::query!(
        "insert into meeting_items (forum_id, title, detail, minutes, presenter_id, audience, proposed_by_id, person_id) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        forum.id,
        draft.title,
        draft.detail,
        draft.minutes,
        draft.presenter_id,
        draft.audience.map(crate::access::Audience::as_str),
        actor,
        person,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    Ok(())
}
