//! What the invented mission means to reach: objectives, readings, links; the situation as it was agreed once.

use super::{Past, events};
use crate::{db::Tx, web::error::Result};
use sqlx::Executor as _;

const OBJECTIVES: &str = include_str!("../../demo/objectives.sql");

/// Builds upon the activities, projects and meetings that stand.
pub async fn build(tx: &mut Tx, past: Past) -> Result<()> {
    tx.conn().execute(OBJECTIVES).await?;
    let made = sqlx::query_scalar!("select id from objectives").fetch_all(tx.conn()).await?;
    events(tx, "objective", "create", made, past.founding()).await
}
