//! What the house does with forums as time passes: it makes the meetings that their rhythm asks for, and invites to them in time.

use super::{
    forums::{
        self,
        model::{Due, Forum},
        policy::Make,
    },
    model::{Place, Step},
    policy::Take,
    states::Act,
    store,
    take::{Said, take},
};
use crate::{
    access::{Permit, Viewer},
    db::{Db, Mode, Tx},
    reference,
    web::error::{Error, Result},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// How far ahead meetings exist: calendars show four months.
const HORIZON: SignedDuration = SignedDuration::from_hours(24 * 120);
/// Records of one kind that one run takes on.
const BATCH: i64 = 100;

/// Makes what the rhythms ask for within the horizon. Returns how many meetings were made.
pub async fn make(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Read).await?;
    let due = sqlx::query_scalar!(
        "select id from forums where status = 'active' and rule <> '' and (made_until is null or made_until < now() + interval '110 days') order by made_until nulls first limit $1",
        BATCH,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut made = 0;
    for id in due {
        let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
        let due = Due { forum: forums::store::find(&mut tx, id).await? };
        let permit = tx.permit(Make, &due)?;
        made += make_one(&mut tx, permit).await?;
        tx.commit().await?;
    }
    Ok(made)
}

async fn make_one(tx: &mut Tx, permit: Permit<'_, Make>) -> Result<usize> {
    let due = permit.spend(tx).await?;
    occurrences(tx, &due.forum).await
}

/// Makes the meetings of a forum from now to the horizon that do not exist yet. Part of an act that was permitted.
pub(super) async fn occurrences(tx: &mut Tx, forum: &Forum) -> Result<usize> {
    let (now, until) = (now(tx).await?, now(tx).await? + HORIZON);
    let moments = forum.rhythm().occurrences(now, until);
    let place = forums::store::venue(tx, forum.id).await?;
    let mut made = 0;
    for at in &moments {
        made += usize::from(occurrence(tx, forum, &place, *at).await?);
    }
    sqlx::query!(
        "update forums set made_until = $2 where id = $1",
        forum.id,
        jiff_sqlx::Timestamp::from(until) as _
    )
    .execute(tx.conn())
    .await?;
    Ok(made)
}

async fn now(tx: &mut Tx) -> Result<Timestamp> {
    Ok(sqlx::query_scalar!(r#"select now() as "now!""#).fetch_one(tx.conn()).await?.to_jiff())
}

/// One occurrence with its standing agenda; false where it exists, be it moved or cancelled.
async fn occurrence(tx: &mut Tx, forum: &Forum, place: &Place, at: Timestamp) -> Result<bool> {
    let id = Uuid::now_v7();
    let until = at + SignedDuration::from_mins(i64::from(forum.minutes));
    let made = sqlx::query!(
        "insert into meetings (id, reference, forum_id, recurs_at, owner_id, chair_id, title, purpose, expected, audience, language, attribution, area_id, time_zone,
                               starts_at, ends_at, place_kind, is_discreet, is_announced)
         select $2, $3, f.id, $4, f.owner_id, f.chair_id, f.name, f.purpose, f.expected, f.audience, f.language, f.attribution, f.area_id, f.time_zone,
                $4, $5, f.place_kind, f.is_discreet, f.is_announced
         from forums f where f.id = $1 and not exists (select from meetings m where m.forum_id = f.id and m.recurs_at = $4)",
        forum.id,
        id,
        reference::new(),
        jiff_sqlx::Timestamp::from(at) as _,
        jiff_sqlx::Timestamp::from(until) as _,
    )
    .execute(tx.conn())
    .await?;
    if made.rows_affected() == 0 {
        return Ok(false);
    }
    super::writes::set_place(tx, id, place).await?;
    standing_items(tx, forum, id).await?;
    Ok(true)
}

async fn standing_items(tx: &mut Tx, forum: &Forum, meeting: Uuid) -> Result<()> {
    let (minutes, titles): (Vec<i32>, Vec<String>) = forum
        .standing_items()
        .into_iter()
        .map(|(minutes, title)| (minutes, title.chars().take(200).collect()))
        .unzip();
    let actor = Some(tx.viewer().actor).filter(|actor| !actor.is_nil()).unwrap_or(forum.owner_id);
    sqlx::query!(
        "insert into meeting_items (forum_id, meeting_id, position, title, minutes, state, proposed_by_id)
         select $1, $2, place, title, minutes, 'agenda', $5 from unnest($3::text[], $4::int[]) with ordinality as line (title, minutes, place)",
        forum.id,
        meeting,
        &titles,
        &minutes,
        actor,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// After a forum changed: what nobody was invited to yet and no longer fits its rhythm goes, what fits takes on what the forum says,
/// and what is missing is made. Meetings to which people are invited stay as they are.
pub(super) async fn remake(tx: &mut Tx, forum: &Forum) -> Result<usize> {
    let now = now(tx).await?;
    let kept: Vec<jiff_sqlx::Timestamp> =
        forum.rhythm().occurrences(now, now + HORIZON).into_iter().map(Into::into).collect();
    sqlx::query!(
        "update room_bookings set state = 'released' where state in ('asked', 'booked') and id in (
             select booking_id from meetings where forum_id = $1 and state = 'planned' and starts_at > now() and recurs_at is not null and not (recurs_at = any ($2)))",
        forum.id,
        &kept as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "delete from meetings where forum_id = $1 and state = 'planned' and starts_at > now() and recurs_at is not null and not (recurs_at = any ($2))",
        forum.id,
        &kept as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update meetings m set title = f.name, purpose = f.purpose, expected = f.expected, language = f.language, area_id = f.area_id, place_kind = f.place_kind,
                chair_id = f.chair_id, is_announced = f.is_announced,
                ends_at = case when m.starts_at = m.recurs_at then m.starts_at + make_interval(mins => f.minutes) else m.ends_at end
         from forums f where f.id = $1 and m.forum_id = f.id and m.state = 'planned' and m.starts_at > now() and m.booking_id is null",
        forum.id,
    )
    .execute(tx.conn())
    .await?;
    occurrences(tx, forum).await
}

/// Invites to what begins within the days that the forum says. Returns how many.
pub async fn invite(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Read).await?;
    let due = sqlx::query_scalar!(
        "select m.reference from meetings m join forums f on f.id = m.forum_id
         where m.state = 'planned' and m.starts_at > now() and m.starts_at < now() + make_interval(days => f.invite_days) order by m.starts_at limit $1",
        BATCH,
    )
    .fetch_all(tx.conn())
    .await?;
    drop(tx);
    let mut done = 0;
    for reference in due {
        done += usize::from(step(db, &reference, Act::Invite).await?);
    }
    Ok(done)
}

/// One step in a transaction of its own; false when somebody was first.
async fn step(db: &Db, reference: &str, act: Act) -> Result<bool> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let step = Step { meeting: store::find(&mut tx, reference).await?, act };
    let taken = match tx.permit(Take, &step) {
        Ok(permit) => take(&mut tx, permit, &Said::default()).await,
        Err(error) => Err(error),
    };
    match taken {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(Error::Conflict { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
