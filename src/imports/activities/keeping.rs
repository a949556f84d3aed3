//! What the house forgets of imports and exports by itself: files and dry runs after two weeks, links that have died.

use crate::{
    access::{Permit, Record, Role, Verdict, Viewer},
    db::{Db, Mode, Tx},
    web::error::Result,
};
use uuid::Uuid;

/// The house's own shelf of files.
#[derive(Clone, Copy, Debug)]
pub struct Shelf;

impl Record for Shelf {
    const KIND: &'static str = "house";

    fn id(&self) -> Uuid {
        super::model::HOUSE
    }

    fn url(&self) -> String {
        "/".to_owned()
    }
}

crate::actions! { ForgetFiles(Shelf) => forget_files }

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape of every rule")]
fn forget_files(viewer: &Viewer, _: &Shelf) -> Verdict {
    if viewer.role == Role::House { Verdict::Allow } else { Verdict::Hide }
}

/// How many were forgotten. Nothing forgotten leaves no event.
pub async fn forget(db: &Db) -> Result<i32> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let permit = tx.permit(ForgetFiles, &Shelf)?;
    let forgotten = forget_all(&mut tx, permit).await?;
    if forgotten > 0 {
        tx.commit().await?;
    }
    Ok(forgotten)
}

async fn forget_all(tx: &mut Tx, permit: Permit<'_, ForgetFiles>) -> Result<i32> {
    permit.spend(tx).await?;
    let n = sqlx::query_scalar!(r#"select forget_activity_files() as "n!""#)
        .fetch_one(tx.conn())
        .await?;
    Ok(n)
}
