//! The SQL that writes notices. Each function spends a permit.

use super::{
    model::{Condition, Draft, Notice, State, Step, Topic},
    policy::{Create, Edit, Take},
    store,
};
use crate::{
    access::{Community, Permit, Record as _},
    db::Tx,
    i18n::Text,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Writes a draft.
pub async fn create(tx: &mut Tx, permit: Permit<'_, Create>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    own_words(tx, draft).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into notices (id, owner_id, author_id, kind, topic, condition, title, body, area_id, valid_from, valid_until, begins_at, ends_at, confidence, audience,
                              supersedes_id, contribution_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now(), now(), $12, $13, $14, $15)",
        slot.id,
        slot.owner,
        person,
        draft.kind.as_str(),
        draft.topic.map_or("", Topic::as_str),
        draft.condition.map_or("", Condition::as_str),
        draft.title,
        draft.body,
        draft.area,
        draft.valid_from.to_sqlx() as jiff_sqlx::Date,
        draft.valid_until.to_sqlx() as jiff_sqlx::Date,
        draft.confidence.as_str(),
        draft.audience.as_str(),
        draft.replaces,
        draft.from,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    moment(tx, slot.id, "create", (State::Draft, State::Draft), "").await
}

/// Changes a draft upon the version it was written on.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Edit>,
    draft: &Draft,
    version: i32,
) -> Result<()> {
    let notice = permit.spend(tx).await?;
    own_words(tx, draft).await?;
    let done = sqlx::query!(
        "update notices set kind = $3, topic = $4, condition = $5, title = $6, body = $7, area_id = $8, valid_from = $9, valid_until = $10, confidence = $11, audience = $12
         where id = $1 and version = $2",
        notice.id,
        version,
        draft.kind.as_str(),
        draft.topic.map_or("", Topic::as_str),
        draft.condition.map_or("", Condition::as_str),
        draft.title,
        draft.body,
        draft.area,
        draft.valid_from.to_sqlx() as jiff_sqlx::Date,
        draft.valid_until.to_sqlx() as jiff_sqlx::Date,
        draft.confidence.as_str(),
        draft.audience.as_str(),
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    if done.rows_affected() == 0 { Err(stale(notice)) } else { Ok(()) }
}

/// One act of the table, said with a reason where it needs one.
pub async fn take(tx: &mut Tx, permit: Permit<'_, Take>, reason: &str) -> Result<()> {
    let step: &Step = permit.spend(tx).await?;
    let (notice, act) = (&step.notice, step.act);
    let to = act.leads(notice.state, notice.is_military()).unwrap_or(notice.state);
    // Before the act: whoever sends a draft back does not see it any more.
    moment(tx, notice.id, act.as_str(), (notice.state, to), reason).await?;
    let done = sqlx::query!(
        "update notices set state = $3, reason = $4 where id = $1 and state = $2",
        notice.id,
        notice.state.as_str(),
        to.as_str(),
        reason,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    if done.rows_affected() == 0 {
        return Err(stale(notice));
    }
    Ok(())
}

async fn moment(
    tx: &mut Tx,
    notice: Uuid,
    act: &str,
    (from, to): (State, State),
    reason: &str,
) -> Result<()> {
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into notice_acts (notice_id, act, from_state, to_state, person_id, actor_id, role, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        notice,
        act,
        from.as_str(),
        to.as_str(),
        viewer.person,
        Some(viewer.actor).filter(|actor| !actor.is_nil()),
        viewer.role.as_str(),
        reason,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A military office writes nothing of its own about a humanitarian organisation; the words of a contribution are theirs.
async fn own_words(tx: &mut Tx, draft: &Draft) -> Result<()> {
    if tx.viewer().community != Community::Military || draft.from.is_some() {
        return Ok(());
    }
    for (field, text) in [("title", &draft.title), ("body", &draft.body)] {
        if let Some(name) = store::named_humanitarian(tx, text).await? {
            let message = Text::new("notices-names-somebody").with("name", name);
            return Err(Error::Invalid(Errors::one(field, message)));
        }
    }
    Ok(())
}

fn stale(notice: &Notice) -> Error {
    Error::Conflict { reason: "frame-field-stale", url: notice.url() }
}

/// A broken rule of the database as a mistake beside its field, or as something that happened meanwhile.
fn mistake(error: sqlx::Error) -> Error {
    let constraint = match &error {
        sqlx::Error::Database(cause) => cause.constraint().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    let (field, message) = match constraint.as_str() {
        "notices_within_consent" => ("audience", "notices-within-consent"),
        "notices_no_free_text" => ("body", "notices-no-free-text"),
        "notices_audience_fits" => ("audience", "frame-field-choose"),
        "notices_area_id_fkey" => ("area", "frame-field-choose"),
        "notices_supersedes_own" => ("title", "notices-supersedes-own"),
        "notices_one_successor" => ("title", "notices-replaced-already"),
        _ => return Error::Database(error),
    };
    Error::Invalid(Errors::one(field, message))
}
