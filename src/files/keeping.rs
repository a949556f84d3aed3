//! What the house does by its clock: it forgets the bytes of documents that were taken back.

use super::{policy::Purge, store};
use crate::{
    access::Viewer,
    blobs::Blobs,
    db::{Db, Mode},
    web::error::Result,
};
use std::time::Duration;
use tokio::time::MissedTickBehavior;

const EVERY: Duration = Duration::from_mins(1);
const BATCH: i64 = 200;

/// Starts it; it ends with the program. What fails is tried again a minute later.
pub fn start(db: Db, blobs: Blobs) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            match purge(&db, &blobs).await {
                Ok(0) => {}
                Ok(n) => tracing::info!(n, "the house forgot documents that were taken back"),
                Err(error) => {
                    tracing::warn!(%error, "documents that were taken back could not be forgotten");
                }
            }
        }
    })
}

/// One run; returns how many were forgotten.
pub async fn purge(db: &Db, blobs: &Blobs) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let old = store::to_purge(&mut tx, BATCH).await?;
    for file in &old {
        let permit = tx.permit(Purge, file)?;
        blobs.forget(file.id).await?;
        store::purged(&mut tx, permit).await?;
    }
    if !old.is_empty() {
        tx.commit().await?;
    }
    Ok(old.len())
}
