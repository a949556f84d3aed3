//! Turning what happened, and what is about to expire, into lines of the outbox.

use crate::{
    access::Viewer,
    db::{Db, Mode},
    web::error::Result,
};

/// Events read at once.
const BATCH: i32 = 500;

/// Reads the chain on from where it stood and queues what it means for people; how many events it read. Place and lines are one
/// transaction, so a kill neither loses nor doubles a line.
pub async fn take_events(db: &Db) -> Result<i64> {
    let mut all = 0;
    loop {
        let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
        let read = sqlx::query_scalar!(r#"select mail_take($1) as "n!""#, BATCH)
            .fetch_one(tx.conn())
            .await?;
        tx.commit().await?;
        all += read;
        if read < i64::from(BATCH) {
            return Ok(all);
        }
    }
}

/// Queues what is about to expire and minutes that became due, once each; how many lines.
pub async fn take_expiring(db: &Db) -> Result<i64> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let queued = sqlx::query_scalar!(r#"select mail_expiring() + mail_minutes_due() as "n!""#)
        .fetch_one(tx.conn())
        .await?;
    sqlx::query_scalar!(r#"select mail_forget() as "n!""#).fetch_one(tx.conn()).await?;
    tx.commit().await?;
    Ok(queued)
}
