//! What is written to minutes and attendance. Each asks for a permit; sealed ones are held by the database as well.

use super::{
    model::{Minutes, Presence, WalkIn},
    policy::{Add, Circulate, Correct, KeepDraft, Mark, Redraft, Seal, Write},
    store::draft_id,
};
use crate::{
    access::{Permit, Record as _},
    db::Tx,
    files::{self, model::RecordKind},
    meetings::model::State,
    web::{
        error::{Error, Result},
        forms::on_constraint,
    },
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Moves the meeting on, with its line of history; [`Error::Conflict`] when somebody was first.
async fn move_on(tx: &mut Tx, minutes: &Minutes, act: &str, to: State) -> Result<()> {
    let (meeting, viewer) = (&minutes.meeting, tx.viewer().clone());
    let done = sqlx::query!(
        "update meetings set state = $2 where id = $1 and state = $3",
        meeting.id,
        to.as_str(),
        meeting.state.as_str(),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "minutes-late-state", url: minutes.url() });
    }
    sqlx::query!(
        "insert into meeting_acts (meeting_id, act, from_state, to_state, person_id, actor_id, role) values ($1, $2, $3, $4, $5, $6, $7)",
        meeting.id,
        act,
        meeting.state.as_str(),
        to.as_str(),
        viewer.person,
        viewer.actor,
        viewer.role.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One mark on the sheet, over what stood there.
pub async fn mark(
    tx: &mut Tx,
    permit: Permit<'_, Mark>,
    actor: Uuid,
    presence: Presence,
    unlisted: Option<bool>,
) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into attendance (meeting_id, actor_id, presence, is_unlisted, marked_by) values ($1, $2, $3, coalesce($4, false), $5)
         on conflict (meeting_id, actor_id) where actor_id is not null
         do update set presence = excluded.presence, is_unlisted = coalesce($4, attendance.is_unlisted), marked_by = $5, marked_at = now()",
        minutes.meeting.id,
        actor,
        presence.as_str(),
        unlisted,
        person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody came. An actor that is in the directory is invited after the fact, so that it reads and corrects the minutes.
pub async fn walk_in(tx: &mut Tx, permit: Permit<'_, Mark>, who: &WalkIn) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    let (meeting, viewer) = (&minutes.meeting, tx.viewer().clone());
    if let Some(actor) = who.actor.filter(|actor| *actor != meeting.owner_id) {
        sqlx::query!(
            "insert into meeting_actors (meeting_id, actor_id, why, added_by) values ($1, $2, 'invited', $3)
             on conflict (meeting_id, actor_id) do update set left_at = null where meeting_actors.left_at is not null",
            meeting.id,
            actor,
            viewer.actor,
        )
        .execute(tx.conn())
        .await
        .map_err(on_constraint("meeting_actors_fit_audience", "who", "minutes-walk-in-closed"))?;
    }
    sqlx::query!(
        "insert into attendance (meeting_id, actor_id, presence, what, people, is_unlisted, marked_by) values ($1, $2, 'walk_in', $3, $4, $5, $6)
         on conflict (meeting_id, actor_id) where actor_id is not null
         do update set presence = 'walk_in', what = excluded.what, people = excluded.people, is_unlisted = excluded.is_unlisted, marked_at = now()",
        meeting.id,
        who.actor,
        who.what,
        who.people,
        who.unlisted,
        viewer.person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Saves the text of an item upon the version it was written on; [`Error::Conflict`] when somebody saved since.
/// The first text makes the meeting a drafted one.
pub async fn save_item(
    tx: &mut Tx,
    permit: Permit<'_, Write>,
    item: Uuid,
    summary: &str,
    base: i32,
) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    let (meeting, person) = (minutes.meeting.id, tx.viewer().person);
    let done = if base == 0 {
        sqlx::query!(
            "insert into minute_items (item_id, meeting_id, summary, written_by) values ($1, $2, $3, $4) on conflict (item_id) do nothing",
            item,
            meeting,
            summary,
            person,
        )
        .execute(tx.conn())
        .await?
    } else {
        sqlx::query!(
            "update minute_items set summary = $3, written_by = $4, written_at = now() where item_id = $1 and version = $2",
            item,
            base,
            summary,
            person,
        )
        .execute(tx.conn())
        .await?
    };
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "minutes-late-item", url: minutes.url() });
    }
    if let Some(person) = person {
        sqlx::query!("delete from drafts where id = $1", draft_id(item, person))
            .execute(tx.conn())
            .await?;
    }
    if minutes.state() == State::Held {
        move_on(tx, minutes, "draft", State::Drafted).await
    } else {
        Ok(())
    }
}

/// Keeps what was typed, for this person alone.
pub async fn keep_draft(
    tx: &mut Tx,
    permit: Permit<'_, KeepDraft>,
    item: Uuid,
    typed: &str,
) -> Result<()> {
    permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    let Some(person) = viewer.person else { return Ok(()) };
    sqlx::query!(
        "insert into drafts (id, kind, actor_id, person_id, form) values ($1, 'minutes', $2, $3, $4)
         on conflict (id) do update set form = excluded.form, updated_at = now()",
        draft_id(item, person),
        viewer.actor,
        person,
        typed,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub async fn decide(
    tx: &mut Tx,
    permit: Permit<'_, Write>,
    item: Uuid,
    actor: Uuid,
    body: &str,
) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    sqlx::query!(
        "insert into minute_decisions (item_id, meeting_id, actor_id, body) values ($1, $2, $3, $4)",
        item,
        minutes.meeting.id,
        actor,
        body,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// [`Error::NotFound`] where this item has no such decision.
pub async fn undecide(
    tx: &mut Tx,
    permit: Permit<'_, Write>,
    item: Uuid,
    decision: Uuid,
) -> Result<()> {
    permit.spend(tx).await?;
    let gone =
        sqlx::query!("delete from minute_decisions where id = $1 and item_id = $2", decision, item)
            .execute(tx.conn())
            .await?;
    if gone.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// What an actor said, as the minute-taker heard it; empty takes it away, unless the actor corrected it.
pub async fn quote(
    tx: &mut Tx,
    permit: Permit<'_, Write>,
    item: Uuid,
    actor: Uuid,
    words: &str,
) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    if words.is_empty() {
        sqlx::query!(
            "delete from minute_words where item_id = $1 and actor_id = $2 and corrected is null",
            item,
            actor
        )
        .execute(tx.conn())
        .await?;
        return Ok(());
    }
    sqlx::query!(
        "insert into minute_words (item_id, meeting_id, actor_id, draft) values ($1, $2, $3, $4)
         on conflict (item_id, actor_id) do update set draft = excluded.draft",
        item,
        minutes.meeting.id,
        actor,
        words,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Opens the window: those who were there read the draft and correct their own words for so many working days.
pub async fn circulate(tx: &mut Tx, permit: Permit<'_, Circulate>) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    move_on(tx, minutes, "circulate", State::Circulated).await?;
    sqlx::query!(
        "insert into minutes (meeting_id, circulated_at, amend_until)
         select $1, now(), working_days_after(now(), (p.body ->> 'amend_days')::int, $2) from policies p where p.version = policy_now()
         on conflict (meeting_id) do update set circulated_at = excluded.circulated_at, amend_until = excluded.amend_until",
        minutes.meeting.id,
        minutes.meeting.time_zone,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes the draft back; circulating it again opens a new window.
pub async fn redraft(tx: &mut Tx, permit: Permit<'_, Redraft>) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    move_on(tx, minutes, "redraft", State::Drafted).await
}

/// One's own words, beside what was written down.
pub async fn correct(
    tx: &mut Tx,
    permit: Permit<'_, Correct>,
    item: Uuid,
    words: &str,
) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into minute_words (item_id, meeting_id, actor_id, corrected, corrected_by, corrected_at) values ($1, $2, $3, $4, $5, now())
         on conflict (item_id, actor_id) do update set corrected = excluded.corrected, corrected_by = excluded.corrected_by, corrected_at = now()",
        item,
        minutes.meeting.id,
        viewer.actor,
        words,
        viewer.person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Seals the text part by part; the hash of the whole is that of the hashes of its parts, so that a reader who may not see
/// a confidential item can check the rest.
pub async fn seal(
    tx: &mut Tx,
    permit: Permit<'_, Seal>,
    parts: &[(Option<Uuid>, String)],
) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    let mut whole = Sha256::new();
    for (position, (item, body)) in parts.iter().enumerate() {
        let hash = Sha256::digest(body.as_bytes()).to_vec();
        whole.update(&hash);
        sqlx::query!(
            "insert into sealed_parts (meeting_id, position, item_id, body, sha256) values ($1, $2, $3, $4, $5)",
            minutes.meeting.id,
            i32::try_from(position).unwrap_or(i32::MAX),
            *item,
            body,
            hash,
        )
        .execute(tx.conn())
        .await?;
    }
    files::store::fix(tx, RecordKind::Meeting, minutes.meeting.id).await?;
    move_on(tx, minutes, "seal", State::Sealed).await?;
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "update minutes set sealed_at = now(), sealed_by = $2, sealed_for = $3, sha256 = $4 where meeting_id = $1",
        minutes.meeting.id,
        viewer.person,
        viewer.actor,
        whole.finalize().to_vec(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What follows the sealed text.
pub async fn add(tx: &mut Tx, permit: Permit<'_, Add>, body: &str) -> Result<()> {
    let minutes = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into minute_addenda (meeting_id, actor_id, person_id, role, body) values ($1, $2, $3, $4, $5)",
        minutes.meeting.id,
        viewer.actor,
        viewer.person,
        viewer.role.as_str(),
        body,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
