//! The SQL of the situation.

use super::{
    model::{MatrixRow, Phase, Proposal, Situation, State},
    policy::{Agree, Propose, Refuse, SetPhase, Withdraw},
};
use crate::{
    access::{Permit, Record as _},
    db::Tx,
    web::error::{Error, Result},
};
use uuid::Uuid;

/// The last proposals, the newest first: the one that waits, if any, is among them.
pub async fn list(tx: &mut Tx) -> Result<Vec<Proposal>> {
    Ok(sqlx::query_as!(
        Proposal,
        r#"select id, from_situation as "from: Situation", situation as "to: Situation", why, proposed_by, proposer_id, proposed_at, state as "state: State",
                  answerer_id, answer, answered_at from situation_proposals order by proposed_at desc limit 20"#
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The proposal that waits for an answer; [`Error::NotFound`] where none does.
pub async fn waiting(tx: &mut Tx) -> Result<Proposal> {
    let all = list(tx).await?;
    all.into_iter().find(|one| one.state == State::Proposed).ok_or(Error::NotFound)
}

/// The situation and phase in force.
pub async fn now(tx: &mut Tx) -> Result<(Situation, Phase)> {
    let row = sqlx::query!(
        r#"select situation as "situation: Situation", phase as "phase: Phase" from house"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.situation, row.phase))
}

/// The matrix of the policy in force, a row for each situation.
pub async fn matrix(tx: &mut Tx) -> Result<Vec<MatrixRow>> {
    let rows = sqlx::query!(
        r#"select s.code as "situation!: Situation", p.body -> 'matrix' -> s.code ->> 'direct' as direct, p.body -> 'matrix' -> s.code ->> 'indirect' as indirect,
                  p.body -> 'matrix' -> s.code ->> 'infrastructure' as infrastructure
           from policies p, unnest(array['peacetime', 'peacekeeping', 'peace_enforcement', 'combat']) with ordinality s (code, place)
           where p.version = policy_now() order by s.place"#
    )
    .fetch_all(tx.conn())
    .await?;
    let word = |answer: Option<String>| answer.unwrap_or_else(|| "no".to_owned());
    Ok(rows
        .into_iter()
        .map(|row| MatrixRow {
            situation: row.situation,
            answers: [row.direct, row.indirect, row.infrastructure].map(word),
        })
        .collect())
}

pub async fn propose(
    tx: &mut Tx,
    permit: Permit<'_, Propose>,
    (situation, why): (Situation, String),
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into situation_proposals (id, from_situation, situation, why, proposed_by, proposer_id)
         select $1, h.situation, $2, $3, $4, $5 from house h",
        slot.id,
        situation.as_str(),
        why,
        person,
        slot.owner,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It takes effect with this transaction; pages read it within seconds.
pub async fn agree(tx: &mut Tx, permit: Permit<'_, Agree>, answer: &str) -> Result<()> {
    let proposal = permit.spend(tx).await?;
    settle(tx, proposal.id(), State::Agreed, answer).await
}

pub async fn refuse(tx: &mut Tx, permit: Permit<'_, Refuse>, answer: &str) -> Result<()> {
    let proposal = permit.spend(tx).await?;
    settle(tx, proposal.id(), State::Refused, answer).await
}

pub async fn withdraw(tx: &mut Tx, permit: Permit<'_, Withdraw>) -> Result<()> {
    let proposal = permit.spend(tx).await?;
    settle(tx, proposal.id(), State::Withdrawn, "").await
}

async fn settle(tx: &mut Tx, id: Uuid, state: State, answer: &str) -> Result<()> {
    let (person, actor) = (tx.viewer().person, tx.viewer().actor);
    let settled = sqlx::query!(
        "update situation_proposals set state = $2, answer = $3, answered_by = $4, answerer_id = $5, answered_at = now() where id = $1 and state = 'proposed'",
        id,
        state.as_str(),
        answer,
        person,
        actor,
    )
    .execute(tx.conn())
    .await?;
    if settled.rows_affected() == 0 {
        let url = "/situation".to_owned();
        return Err(Error::Conflict { reason: "situations-late-answered", url });
    }
    Ok(())
}

pub async fn set_phase(tx: &mut Tx, permit: Permit<'_, SetPhase>, phase: Phase) -> Result<()> {
    permit.spend(tx).await?;
    sqlx::query!("select set_phase($1)", phase.as_str()).execute(tx.conn()).await?;
    Ok(())
}
