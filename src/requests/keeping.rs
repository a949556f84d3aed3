//! What the house itself does with requests as time passes: they expire, offers lapse, private fields are erased,
//! and what waits at an empty desk moves to its stand-in. Each with an event; in batches, one transaction a record.

use super::{
    model::{Offer, Said, Step},
    policy::Take,
    states::Act,
    store,
    take::take,
};
use crate::{
    access::{Permit, Role, Verdict, Viewer},
    db::{Db, Mode, Tx},
    web::error::{Error, Result},
};
use sqlx::Row;
use uuid::Uuid;

/// Records of one kind that one run takes on.
const BATCH: i64 = 200;

/// A request whose private fields have had their time.
#[derive(Clone, Copy, Debug)]
pub struct Aged {
    pub id: Uuid,
}

impl crate::access::Record for Aged {
    const KIND: &'static str = "request";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/requests".to_owned()
    }
}

crate::actions! { Erase(Aged) => erase }

/// Only the house's clock erases by itself.
fn erase(viewer: &Viewer, _: &Aged) -> Verdict {
    if viewer.role == Role::House { Verdict::Allow } else { Verdict::Deny("requests-deny-house") }
}

/// Ends open requests whose last day has passed, saying whose turn it was. Returns how many.
pub async fn expire(db: &Db) -> Result<usize> {
    let due = references(
        db,
        "select r.reference from requests r
         where r.state in ('submitted', 'returned', 'screened', 'endorsed', 'relayed', 'offered', 'accepted')
           and r.needed_until < (select (now() at time zone h.time_zone)::date from house h)
         order by r.needed_until limit $1",
    )
    .await?;
    let mut done = 0;
    for reference in due {
        done += usize::from(step(db, &reference, Act::Expire, None).await?);
    }
    Ok(done)
}

/// Ends offers that nobody answered in time. Returns how many.
pub async fn lapse(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Read).await?;
    let due = sqlx::query!(
        "select r.reference, r.id as request, o.id from offers o join requests r on r.id = o.request_id, house h
         where o.state = 'offered' and r.state = 'offered' and o.valid_until < (now() at time zone h.time_zone)::date
         order by o.valid_until limit $1",
        BATCH,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut done = 0;
    for row in due {
        let offers = store::offers(&mut tx, row.request).await?;
        let offer = offers.into_iter().find(|offer| offer.id == row.id);
        done += usize::from(step(db, &row.reference, Act::LapseOffer, offer).await?);
    }
    Ok(done)
}

/// Moves what waits at a desk where nobody holds a post to its stand-in. Returns how many.
pub async fn move_from_empty_desks(db: &Db) -> Result<usize> {
    let due = references(
        db,
        "select r.reference from desks d join request_sights s on s.grantee = d.actor_id and s.turn_id = d.actor_id
         join requests r on r.id = s.request_id
         where not desk_is_staffed(d.actor_id) and desk_is_staffed(d.stand_in_id)
           and r.state in ('submitted', 'screened', 'endorsed', 'accepted')
         order by r.received_at limit $1",
    )
    .await?;
    let mut done = 0;
    for reference in due {
        done += usize::from(step(db, &reference, Act::MoveDesk, None).await?);
    }
    Ok(done)
}

/// Erases F1–F3 of what ended long enough ago (policy number `erase_days`). Returns how many.
pub async fn erase_private(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let due = sqlx::query_scalar!(
        "select r.id from requests r, policies p where p.version = policy_now() and r.ended_at is not null and r.erased_at is null
           and r.ended_at < now() - make_interval(days => (p.body ->> 'erase_days')::int) order by r.ended_at limit $1",
        BATCH,
    )
    .fetch_all(tx.conn())
    .await?;
    for id in &due {
        let aged = Aged { id: *id };
        let permit = tx.permit(Erase, &aged)?;
        erase_one(&mut tx, permit).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

async fn erase_one(tx: &mut Tx, permit: Permit<'_, Erase>) -> Result<()> {
    let aged = permit.spend(tx).await?;
    sqlx::query!("select erase_private($1)", aged.id).execute(tx.conn()).await?;
    Ok(())
}

async fn references(db: &Db, query: &'static str) -> Result<Vec<String>> {
    let mut tx = db.begin(Viewer::house(), Mode::Read).await?;
    let rows = sqlx::query(query).bind(BATCH).fetch_all(tx.conn()).await?;
    rows.iter().map(|row| row.try_get(0).map_err(Error::from)).collect()
}

/// One step in a transaction of its own; false when somebody was first.
async fn step(db: &Db, reference: &str, act: Act, offer: Option<Offer>) -> Result<bool> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let request = store::find(&mut tx, reference).await?;
    let step = Step { request, act, offer };
    let mut said = Said::default();
    if act == Act::Expire
        && let Some(turn) = step.request.turn_id
    {
        said.detail.insert("turn".to_owned(), turn.to_string().into());
    }
    let moved =
        if act == Act::MoveDesk { stand_in(&mut tx, &step, &mut said).await? } else { None };
    let taken = match tx.permit(Take, &step) {
        Ok(permit) => take(&mut tx, permit, &said).await,
        Err(error) => Err(error),
    };
    match taken {
        Ok(()) => {}
        Err(Error::Conflict { .. }) => return Ok(false),
        Err(error) => return Err(error),
    }
    if act == Act::Expire {
        let id = step.request.id;
        sqlx::query!(
            "update offers set state = 'lapsed' where request_id = $1 and state = 'offered'",
            id
        )
        .execute(tx.conn())
        .await?;
    }
    if let Some((from, to)) = moved {
        move_desk(&mut tx, step.request.id, from, to).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// The desk that has the turn, and who stands in for it.
async fn stand_in(tx: &mut Tx, step: &Step, said: &mut Said) -> Result<Option<(Uuid, Uuid)>> {
    let Some(desk) = step.request.turn_id else { return Ok(None) };
    let to = sqlx::query_scalar!(
        r#"select stand_in_id as "to!" from desks where actor_id = $1 and stand_in_id is not null"#,
        desk
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(to) = to else { return Ok(None) };
    said.detail.insert("from_desk".to_owned(), desk.to_string().into());
    said.detail.insert("to_desk".to_owned(), to.to_string().into());
    Ok(Some((desk, to)))
}

async fn move_desk(tx: &mut Tx, request: Uuid, from: Uuid, to: Uuid) -> Result<()> {
    sqlx::query!(
        "update requests set screening_desk_id = case when screening_desk_id = $2 then $3 else screening_desk_id end,
            endorsing_desk_id = case when endorsing_desk_id = $2 then $3 else endorsing_desk_id end,
            cimic_desk_id = case when cimic_desk_id = $2 then $3 else cimic_desk_id end
         where id = $1",
        request,
        from,
        to,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
