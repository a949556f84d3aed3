//! What the house's clock does with contacts: who left is forgotten, some days after the end of tour (policy number `erase_days`).

use super::store;
use crate::{
    access::{Permit, Record, Role, Verdict, Viewer},
    db::{Db, Mode, Tx},
    web::error::Result,
};
use uuid::Uuid;

/// Contacts that one run forgets.
const BATCH: i64 = 200;

/// A contact whose end of tour is long past.
#[derive(Clone, Copy, Debug)]
pub struct Gone {
    id: Uuid,
}

impl Record for Gone {
    const KIND: &'static str = "contact";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/contacts/{}", self.id)
    }
}

crate::actions! { EraseContact(Gone) => erase_contact }

fn erase_contact(viewer: &Viewer, _: &Gone) -> Verdict {
    if viewer.role == Role::House { Verdict::Allow } else { Verdict::Hide }
}

/// Erases names and numbers of contacts past their end of tour, and ends what consent there was. The function stays and
/// asks for a successor. Returns how many.
pub async fn erase_gone(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let due = sqlx::query_scalar!(
        "select c.id from actor_contacts c, policies p, house h where p.version = policy_now() and c.ends_on is not null and c.erased_at is null
           and c.removed_at is null and c.ends_on + (p.body ->> 'erase_days')::int < (now() at time zone h.time_zone)::date order by c.ends_on limit $1",
        BATCH,
    )
    .fetch_all(tx.conn())
    .await?;
    for id in &due {
        let gone = Gone { id: *id };
        let permit = tx.permit(EraseContact, &gone)?;
        erase_one(&mut tx, permit).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

async fn erase_one(tx: &mut Tx, permit: Permit<'_, EraseContact>) -> Result<()> {
    let gone = permit.spend(tx).await?;
    store::end_consents(tx, gone.id).await?;
    sqlx::query!("delete from actor_contact_details where contact_id = $1", gone.id)
        .execute(tx.conn())
        .await?;
    sqlx::query!("update actor_contacts set erased_at = now() where id = $1", gone.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}
