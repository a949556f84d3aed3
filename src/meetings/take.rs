//! Moving a meeting on: one step of the table in `states.rs`, with its line in the history.

use super::{
    model::{Meeting, Step, When},
    policy::Take,
    states::Act,
    writes::{mistake, moved},
};
use crate::{
    access::{Permit, Record as _},
    db::Tx,
    web::error::{Error, Result},
};
use jiff_sqlx::Timestamp;

/// What a step says beside itself.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub reason: String,
    /// The new time, of a move or a new date.
    pub when: Option<When>,
}

/// Takes the step; [`Error::Conflict`] when somebody was first, [`Error::Invalid`] when the room is not free at the new time.
pub async fn take(tx: &mut Tx, permit: Permit<'_, Take>, said: &Said) -> Result<()> {
    let Step { meeting, act } = permit.spend(tx).await?;
    let to = act.spec().leads(meeting.state).unwrap_or(meeting.state);
    let changed = sqlx::query!(
        "update meetings set state = $3, reason = $4, starts_at = coalesce($5, starts_at), ends_at = coalesce($6, ends_at), time_zone = coalesce($7, time_zone)
         where id = $1 and version = $2",
        meeting.id,
        meeting.version,
        to.as_str(),
        said.reason,
        said.when.as_ref().map(|when| Timestamp::from(when.from)) as _,
        said.when.as_ref().map(|when| Timestamp::from(when.until)) as _,
        said.when.as_ref().map(|when| when.zone.clone()),
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    if changed.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "frame-field-stale", url: meeting.url() });
    }
    if let Some(when) = &said.when {
        moved(tx, meeting, when).await?;
    }
    if matches!(act, Act::Cancel | Act::Postpone) {
        release_room(tx, meeting).await?;
    }
    remember(tx, meeting, *act, &said.reason).await
}

/// Nobody comes: the room is free again.
pub(super) async fn release_room(tx: &mut Tx, meeting: &Meeting) -> Result<()> {
    if meeting.booking_id.is_none() {
        return Ok(());
    }
    sqlx::query!("update room_bookings set state = 'released' where id = $1 and state in ('asked', 'booked')", meeting.booking_id)
        .execute(tx.conn())
        .await?;
    sqlx::query!("update meetings set booking_id = null where id = $1", meeting.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// One line of the history.
pub(super) async fn remember(tx: &mut Tx, meeting: &Meeting, act: Act, reason: &str) -> Result<()> {
    let viewer = tx.viewer().clone();
    let actor = Some(viewer.actor).filter(|actor| !actor.is_nil());
    let to = act.spec().leads(meeting.state).unwrap_or(meeting.state);
    sqlx::query!(
        "insert into meeting_acts (meeting_id, act, from_state, to_state, person_id, actor_id, role, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        meeting.id,
        act.as_str(),
        meeting.state.as_str(),
        to.as_str(),
        viewer.person,
        actor,
        viewer.role.as_str(),
        reason,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
