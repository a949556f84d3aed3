//! The SQL of the pages that explain.

use crate::{db::Tx, web::error::Result};
use sqlx::types::Json;
use std::collections::HashMap;

/// The lead time of each kind in hours, as the policy in force says.
pub async fn lead_hours(tx: &mut Tx) -> Result<HashMap<String, i32>> {
    let row = sqlx::query_scalar!(
        r#"select body -> 'lead_hours' as "lead!: Json<std::collections::HashMap<String, i32>>" from policies where version = policy_now()"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(row.0)
}
