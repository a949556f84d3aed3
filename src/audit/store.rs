//! The SQL of auditing. Row level security cuts the events for administrators.

use super::{
    model::{Event, Subject},
    policy::Open,
};
use crate::{
    access::{Permit, Role},
    db::Tx,
    web::error::Result,
};

/// Rows of a page of events.
pub const PAGE: usize = 50;

/// Events older than `before`, newest first; of one kind of record or one act where given. One row more than [`PAGE`] when there are older ones.
pub async fn events(
    tx: &mut Tx,
    before: Option<i64>,
    kind: Option<&str>,
    act: Option<&str>,
) -> Result<Vec<Event>> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(51);
    Ok(sqlx::query_as!(
        Event,
        r#"select id, at, role as "role: Role", event_actor(actor_id) as actor, act, record_kind as kind, event_subject(record_kind, record_id) as subject
           from events
           where ($1::bigint is null or id < $1) and ($2::text is null or record_kind = $2) and ($3::text is null or act = $3)
           order by id desc limit $4"#,
        before,
        kind,
        act,
        limit,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The record of this reference, for an auditor about to justify its opening.
pub async fn subject(tx: &mut Tx, reference: &str) -> Result<Option<Subject>> {
    let id = sqlx::query_scalar!("select auditable($1)", reference).fetch_one(tx.conn()).await?;
    Ok(id.map(|id| Subject { id, reference: reference.to_owned() }))
}

/// Opens the record for an hour; the owner reads the justification on the record's page.
pub async fn open(tx: &mut Tx, permit: Permit<'_, Open>, justification: &str) -> Result<()> {
    let subject = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into openings (person_id, record_kind, record_id, justification) values ($1, 'request', $2, $3)",
        person,
        subject.id,
        justification,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
