//! The SQL that writes meetings: calling one, changing it, its guests, its agenda.

use super::{
    model::{Answer, Draft, ItemDraft, ItemState, Meeting, Place, When},
    policy::{Answering, Arrange, Change, Create, Guests, Leave, Propose, Remind},
};
use crate::{
    access::{Audience, Permit, Record as _},
    db::Tx,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// Named constraints become mistakes beside their fields.
pub(super) fn mistake(error: sqlx::Error) -> Error {
    let sqlx::Error::Database(cause) = &error else { return Error::Database(error) };
    let (field, key) = match cause.constraint().unwrap_or_default() {
        "meetings_end_after_start" => ("until", "meetings-field-end"),
        "meetings_audience_fits_host" => ("audience", "forums-audience-host"),
        "meetings_audience_fits_invited" => ("audience", "forums-audience-invited"),
        "meetings_announced_is_open" => ("is_announced", "meetings-announced-closed"),
        "meeting_actors_fit_audience" => ("invited", "forums-audience-members"),
        "room_bookings_no_overlap" => ("room", "rooms-taken"),
        "meetings_area_id_fkey" => ("area", "frame-field-choose"),
        "meeting_items_presenter_id_fkey" => ("presenter", "frame-field-choose"),
        _ => return Error::Database(error),
    };
    Error::Invalid(Errors::one(field, key))
}

/// Calls a single meeting; nobody else sees it until they are invited.
pub async fn create(
    tx: &mut Tx,
    permit: Permit<'_, Create>,
    draft: &Draft,
    invited: &[Uuid],
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into meetings (id, reference, owner_id, chair_id, title, purpose, expected, audience, language, attribution, area_id, time_zone, starts_at, ends_at,
                               place_kind, is_discreet, is_announced, created_by)
         values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        slot.id,
        slot.reference,
        slot.owner,
        draft.title,
        draft.purpose,
        draft.expected,
        draft.audience.as_str(),
        draft.language.as_str(),
        draft.attribution.as_str(),
        draft.area_id,
        draft.when.zone,
        Timestamp::from(draft.when.from) as _,
        Timestamp::from(draft.when.until) as _,
        draft.place_kind.as_str(),
        draft.is_discreet,
        draft.is_announced,
        person,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    set_place(tx, slot.id, &draft.place).await?;
    add_guests(tx, slot.id, invited).await
}

/// [`Error::Conflict`] when somebody else changed it since this version.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Change>,
    version: i32,
    draft: &Draft,
) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    // What a forum decides for all its meetings stays the forum's to say.
    let audience = if meeting.forum_id.is_some() { meeting.audience } else { draft.audience };
    let is_discreet = draft.is_discreet || meeting.forum_id.is_some() && meeting.is_discreet;
    let changed = sqlx::query!(
        "update meetings set title = $3, purpose = $4, expected = $5, audience = $6, language = $7, area_id = $8, time_zone = $9, starts_at = $10, ends_at = $11,
                place_kind = $12, is_discreet = $13, is_announced = $14 where id = $1 and version = $2",
        meeting.id,
        version,
        draft.title,
        draft.purpose,
        draft.expected,
        audience.as_str(),
        draft.language.as_str(),
        draft.area_id,
        draft.when.zone,
        Timestamp::from(draft.when.from) as _,
        Timestamp::from(draft.when.until) as _,
        draft.place_kind.as_str(),
        is_discreet,
        draft.is_announced,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    if changed.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "frame-field-stale", url: meeting.url() });
    }
    set_place(tx, meeting.id, &draft.place).await?;
    moved(tx, meeting, &draft.when).await
}

/// After another time was set: the room moves along, and what was answered for the old time counts no more.
pub(super) async fn moved(tx: &mut Tx, meeting: &Meeting, when: &When) -> Result<()> {
    if meeting.starts_at.to_jiff() == when.from && meeting.ends_at.to_jiff() == when.until {
        return Ok(());
    }
    sqlx::query!(
        "update room_bookings set span = tstzrange($2, $3) where id = $1 and state in ('asked', 'booked')",
        meeting.booking_id,
        Timestamp::from(when.from) as _,
        Timestamp::from(when.until) as _,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    sqlx::query!(
        "update meeting_actors set answer = null, note = '', answered_at = null, answered_by = null, reminded_at = null where meeting_id = $1 and answer is not null",
        meeting.id
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn set_place(tx: &mut Tx, meeting: Uuid, place: &Place) -> Result<()> {
    sqlx::query!(
        "insert into meeting_places (meeting_id, place, link) values ($1, $2, $3)
         on conflict (meeting_id) do update set place = excluded.place, link = excluded.link",
        meeting,
        place.place,
        place.link,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Invites actors, or invites them again.
pub async fn invite_actors(tx: &mut Tx, permit: Permit<'_, Guests>, actors: &[Uuid]) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    add_guests(tx, meeting.id, actors).await
}

async fn add_guests(tx: &mut Tx, meeting: Uuid, actors: &[Uuid]) -> Result<()> {
    let actor = tx.viewer().actor;
    sqlx::query!(
        "insert into meeting_actors as g (meeting_id, actor_id, why, added_by)
         select m.id, wanted.actor, 'invited', $3 from unnest($2::uuid[]) wanted (actor) join meetings m on m.id = $1 where wanted.actor not in (m.owner_id, m.chair_id)
         on conflict (meeting_id, actor_id) do update set left_at = null where g.left_at is not null",
        meeting,
        actors,
        actor,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    Ok(())
}

/// Takes an actor out; it sees the meeting no more.
pub async fn uninvite(tx: &mut Tx, permit: Permit<'_, Guests>, actor: Uuid) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    let gone = sqlx::query!(
        "update meeting_actors set left_at = now() where meeting_id = $1 and actor_id = $2 and left_at is null and why <> 'chair'",
        meeting.id,
        actor
    )
    .execute(tx.conn())
    .await?;
    if gone.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The viewer's own office leaves.
pub async fn leave(tx: &mut Tx, permit: Permit<'_, Leave>) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    let actor = tx.viewer().actor;
    sqlx::query!(
        "update meeting_actors set left_at = now() where meeting_id = $1 and actor_id = $2",
        meeting.id,
        actor
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the viewer's office answers.
pub async fn answer(
    tx: &mut Tx,
    permit: Permit<'_, Answering>,
    answer: Answer,
    note: &str,
) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    let (actor, person) = (tx.viewer().actor, tx.viewer().person);
    sqlx::query!(
        "update meeting_actors set answer = $3, note = $4, answered_at = now(), answered_by = $5 where meeting_id = $1 and actor_id = $2 and left_at is null",
        meeting.id,
        actor,
        answer.as_str(),
        note,
        person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Reminds those who have not answered, and nobody else. Returns how many.
pub async fn remind(tx: &mut Tx, permit: Permit<'_, Remind>) -> Result<u64> {
    let meeting = permit.spend(tx).await?;
    let reminded = sqlx::query!(
        "update meeting_actors set reminded_at = now() where meeting_id = $1 and answer is null and left_at is null",
        meeting.id
    )
    .execute(tx.conn())
    .await?;
    Ok(reminded.rows_affected())
}

/// Proposes an item; from host and chair it stands on the agenda at once.
pub async fn propose(tx: &mut Tx, permit: Permit<'_, Propose>, draft: &ItemDraft) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    let state = if meeting.is_run_by(&viewer) { ItemState::Agenda } else { ItemState::Proposed };
    sqlx::query!(
        "insert into meeting_items (forum_id, meeting_id, position, title, detail, minutes, presenter_id, audience, state, proposed_by_id, person_id)
         values ($1, $2, (select coalesce(max(position), 0) + 1 from meeting_items where meeting_id = $2), $3, $4, $5, $6, $7, $8, $9, $10)",
        meeting.forum_id,
        meeting.id,
        draft.title,
        draft.detail,
        draft.minutes,
        draft.presenter_id,
        draft.audience.map(Audience::as_str),
        state.as_str(),
        viewer.actor,
        viewer.person,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    Ok(())
}

/// Changes an item. [`Error::Conflict`] when somebody else changed it since this version.
pub async fn change_item(
    tx: &mut Tx,
    permit: Permit<'_, Arrange>,
    item: (Uuid, i32),
    draft: &ItemDraft,
    position: Option<i32>,
) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    let changed = sqlx::query!(
        "update meeting_items set title = $4, detail = $5, minutes = $6, presenter_id = $7, audience = $8, position = coalesce($9, position)
         where id = $1 and meeting_id = $2 and version = $3",
        item.0,
        meeting.id,
        item.1,
        draft.title,
        draft.detail,
        draft.minutes,
        draft.presenter_id,
        draft.audience.map(Audience::as_str),
        position,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    if changed.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "frame-field-stale", url: meeting.url() });
    }
    Ok(())
}

/// Takes an item onto the agenda, from the proposals or from the backlog of the forum, or declines it with a reason.
pub async fn place_item(
    tx: &mut Tx,
    permit: Permit<'_, Arrange>,
    item: Uuid,
    state: ItemState,
    reason: &str,
) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    let placed = sqlx::query!(
        "update meeting_items set state = $3, reason = $4, meeting_id = $2,
                position = case when meeting_id is null then (select coalesce(max(i.position), 0) + 1 from meeting_items i where i.meeting_id = $2) else position end
         where id = $1 and (meeting_id = $2 or meeting_id is null and forum_id = $5)",
        item,
        meeting.id,
        state.as_str(),
        reason,
        meeting.forum_id,
    )
    .execute(tx.conn())
    .await?;
    if placed.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}
