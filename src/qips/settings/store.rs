//! The SQL of the numbers: versions that hold, and the proposal that waits.

use super::{
    model::{Proposal, Version},
    policy::{AgreePolicy, Propose, RefusePolicy},
};
use crate::{
    access::Permit,
    db::Tx,
    qips::model::Numbers,
    web::{
        error::{Error, Result},
        forms::on_constraint,
    },
};
use sqlx::types::Json;
use uuid::Uuid;

/// The numbers that hold now.
pub async fn numbers(tx: &mut Tx) -> Result<Numbers> {
    let body = sqlx::query_scalar!(
        r#"select body -> 'qip' as "numbers!: Json<Numbers>" from policies where version = policy_now()"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(body.0)
}

/// The versions, the newest first; the last twenty.
pub async fn versions(tx: &mut Tx) -> Result<Vec<Version>> {
    let rows = sqlx::query!(
        r#"select version, holds_from, body -> 'qip' as "numbers!: Json<Numbers>" from policies where body ? 'qip' order by version desc limit 20"#
    )
    .fetch_all(tx.conn())
    .await?;
    let version = |row: (i32, jiff_sqlx::Timestamp, Json<Numbers>)| Version {
        version: row.0,
        holds_from: row.1,
        numbers: row.2.0,
    };
    Ok(rows.into_iter().map(|row| version((row.version, row.holds_from, row.numbers))).collect())
}

/// The proposal that waits for a second person.
pub async fn open(tx: &mut Tx) -> Result<Option<Proposal>> {
    let row = sqlx::query!(
        r#"select id, body as "body: Json<Numbers>", why, proposed_by, proposed_at from qip_policy_proposals where state = 'proposed'"#
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| Proposal {
        id: row.id,
        numbers: row.body.0,
        why: row.why,
        proposed_by: row.proposed_by,
        proposed_at: row.proposed_at,
        is_open: true,
    }))
}

pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Proposal> {
    let row = sqlx::query!(
        r#"select id, body as "body: Json<Numbers>", why, proposed_by, proposed_at, state = 'proposed' as "is_open!" from qip_policy_proposals where id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Proposal {
        id: row.id,
        numbers: row.body.0,
        why: row.why,
        proposed_by: row.proposed_by,
        proposed_at: row.proposed_at,
        is_open: row.is_open,
    })
}

pub async fn propose(
    tx: &mut Tx,
    permit: Permit<'_, Propose>,
    numbers: &Numbers,
    why: &str,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into qip_policy_proposals (id, body, why, proposed_by) values ($1, $2, $3, $4)",
        slot.id,
        Json(numbers) as _,
        why,
        person,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("qip_policy_one_at_a_time", "reason", "qips-error-one-proposal"))?;
    Ok(())
}

/// The second person's word; from now on the new numbers hold for what begins.
pub async fn agree(tx: &mut Tx, permit: Permit<'_, AgreePolicy>) -> Result<()> {
    let proposal = permit.spend(tx).await?;
    sqlx::query!("select qip_policy_answer($1, true)", proposal.id).fetch_one(tx.conn()).await?;
    Ok(())
}

pub async fn refuse(tx: &mut Tx, permit: Permit<'_, RefusePolicy>) -> Result<()> {
    let proposal = permit.spend(tx).await?;
    sqlx::query!("select qip_policy_answer($1, false)", proposal.id).fetch_one(tx.conn()).await?;
    Ok(())
}
