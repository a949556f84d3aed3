//! What the house itself does with notices as time passes: what is past its last day expires, with an event, one transaction a record.

use super::{
    model::{Act, Step},
    policy::Take,
    store, writes,
};
use crate::{
    access::Viewer,
    db::{Db, Mode},
    web::error::Result,
};

/// Records that one run takes on.
const BATCH: i64 = 200;

/// Ends what is past its last day. Returns how many.
pub async fn expire(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Read).await?;
    let due = sqlx::query_scalar!(
        "select id from notices where state = 'published' and ends_at <= now() order by ends_at limit $1",
        BATCH,
    )
    .fetch_all(tx.conn())
    .await?;
    drop(tx);
    let mut done = 0;
    for id in due {
        let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
        let notice = store::find(&mut tx, id).await?;
        let step = Step { notice, act: Act::Expire };
        // Somebody may have withdrawn it since.
        let Ok(permit) = tx.permit(Take, &step) else { continue };
        writes::take(&mut tx, permit, "").await?;
        tx.commit().await?;
        done += 1;
    }
    Ok(done)
}
