//! The SQL of the numbers.

use super::{
    model::{Numbers, Proposal, Slot, State, all},
    policy::{Agree, Propose, Refuse, Withdraw},
};
use crate::{
    access::{Permit, Record as _, Role},
    db::Tx,
    web::{
        error::{Error, Result},
        forms::on_constraint,
    },
};
use sqlx::types::Json;
use uuid::Uuid;

/// The numbers that hold now, and since when.
pub async fn now(tx: &mut Tx) -> Result<(Numbers, jiff_sqlx::Timestamp)> {
    let names: Vec<String> = all().map(|rule| rule.name.to_owned()).collect();
    let rows = sqlx::query!(
        r#"select n.name as "name!", (p.body #>> string_to_array(n.name, '.'))::int as number, p.holds_from
           from policies p cross join unnest($1::text[]) n (name) where p.version = policy_now()"#,
        &names,
    )
    .fetch_all(tx.conn())
    .await?;
    let since = rows.first().map(|row| row.holds_from).ok_or(Error::NotFound)?;
    let numbers = rows.into_iter().filter_map(|row| Some((row.name, row.number?)));
    Ok((numbers.collect(), since))
}

/// The last proposals, the newest first: the one that waits, if any, is among them.
pub async fn list(tx: &mut Tx) -> Result<Vec<Proposal>> {
    let rows = sqlx::query!(
        r#"select id, changes as "changes: Json<Numbers>", why, proposed_as as "proposed_as: Role", proposed_by, proposer_id, proposed_at,
                  state as "state: State", answerer_id, answered_at from rule_proposals order by proposed_at desc limit 20"#
    )
    .fetch_all(tx.conn())
    .await?;
    let proposals = rows.into_iter().map(|row| Proposal {
        id: row.id,
        changes: row.changes.0,
        why: row.why,
        proposed_as: row.proposed_as,
        proposed_by: row.proposed_by,
        proposer_id: row.proposer_id,
        proposed_at: row.proposed_at,
        state: row.state,
        answerer_id: row.answerer_id,
        answered_at: row.answered_at,
    });
    Ok(proposals.collect())
}

/// The proposal that waits for an answer; [`Error::NotFound`] where none does.
pub async fn waiting(tx: &mut Tx) -> Result<Proposal> {
    let all = list(tx).await?;
    all.into_iter().find(|one| one.state == State::Proposed).ok_or(Error::NotFound)
}

/// Whether a proposal of the other side waits for the viewer.
pub async fn waits_for(tx: &mut Tx) -> Result<bool> {
    let viewer = tx.viewer().clone();
    if !matches!(viewer.role, Role::Chief | Role::Coordinator) {
        return Ok(false);
    }
    let open = waiting(tx).await;
    Ok(open.is_ok_and(|proposal| viewer.may(Agree, &proposal)))
}

pub async fn propose(
    tx: &mut Tx,
    permit: Permit<'_, Propose>,
    (changes, why): (Numbers, String),
) -> Result<()> {
    let slot: &Slot = permit.spend(tx).await?;
    let (person, actor, role) = (tx.viewer().person, tx.viewer().actor, tx.viewer().role);
    sqlx::query!(
        "insert into rule_proposals (id, changes, why, proposed_as, proposed_by, proposer_id) values ($1, $2, $3, $4, $5, $6)",
        slot.id,
        Json(changes) as _,
        why,
        role.as_str(),
        person,
        actor,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("rule_one_at_a_time", "why", "rules-late-taken"))?;
    Ok(())
}

/// The numbers hold with this transaction, for what begins from then on.
pub async fn agree(tx: &mut Tx, permit: Permit<'_, Agree>) -> Result<()> {
    let id = permit.spend(tx).await?.id();
    answer(tx, id, true).await
}

pub async fn refuse(tx: &mut Tx, permit: Permit<'_, Refuse>) -> Result<()> {
    let id = permit.spend(tx).await?.id();
    answer(tx, id, false).await
}

async fn answer(tx: &mut Tx, id: Uuid, agrees: bool) -> Result<()> {
    let answered = sqlx::query_scalar!(r#"select rule_answer($1, $2) as "answered!""#, id, agrees)
        .fetch_one(tx.conn())
        .await?;
    if answered { Ok(()) } else { Err(late()) }
}

pub async fn withdraw(tx: &mut Tx, permit: Permit<'_, Withdraw>) -> Result<()> {
    let id = permit.spend(tx).await?.id();
    let (person, actor) = (tx.viewer().person, tx.viewer().actor);
    let done = sqlx::query!(
        "update rule_proposals set state = 'withdrawn', answered_by = $2, answerer_id = $3, answered_at = now() where id = $1 and state = 'proposed'",
        id,
        person,
        actor,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(late()) }
}

fn late() -> Error {
    Error::Conflict { reason: "rules-late-answered", url: "/rules".to_owned() }
}
