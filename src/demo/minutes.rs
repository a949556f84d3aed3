//! What came of the meetings of the invented mission: attendance, minutes, action points, reports, visits.

use crate::{db::Tx, web::error::Result};
use sqlx::Executor as _;

const MINUTES: &str = include_str!("../../demo/minutes.sql");

/// Builds everything upon the meetings that stand; a statement a table, triggers spread who sees what.
pub async fn build(tx: &mut Tx) -> Result<()> {
    tx.conn().execute(MINUTES).await?;
    Ok(())
}
