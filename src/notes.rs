//! Words beside a record: what an office notes for itself. Comments to all parties are kept by the record's own feature.

use crate::{
    access::{Record, Role},
    db::Tx,
    web::error::Result,
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// Words to the parties or inside an office: when, which office and role, what.
#[derive(Clone, Debug)]
pub struct Words {
    pub at: Timestamp,
    /// None for a visitor without an account.
    pub actor_id: Option<Uuid>,
    pub role: Role,
    pub body: String,
}

/// Notes of the viewer's own office on this record, oldest first; the last hundred.
pub async fn of(tx: &mut Tx, record: Uuid) -> Result<Vec<Words>> {
    let (actor, role) = (tx.viewer().actor, tx.viewer().role);
    let rows = sqlx::query!(
        "select at, actor_id, body from (select * from notes where record_id = $1 and actor_id = $2 order by at desc limit 100) n order by at",
        record,
        actor,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Words { at: row.at, actor_id: Some(row.actor_id), role, body: row.body })
        .collect())
}

/// Keeps a note for the viewer's own office. The permit, or that of the act which the note belongs to, is spent by whoever calls.
pub async fn add<R: Record>(tx: &mut Tx, record: &R, body: &str) -> Result<()> {
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into notes (record_kind, record_id, actor_id, person_id, body) values ($1, $2, $3, $4, $5)",
        R::KIND,
        record.id(),
        viewer.actor,
        viewer.person,
        body,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
