//! The SQL of rooms and their bookings. That two bookings never overlap is a constraint of the table.

use super::{
    model::{Booking, BookingState, Draft, Kind, MeetingRoom, Room, Taken},
    policy::{Approve, Block, Book, Change, Create, Refuse, Release, View},
};
use crate::{
    access::{Audience, Permit, Record as _},
    db::Tx,
    meetings::{
        model::{Meeting, When},
        policy::Room as GetRoom,
    },
    web::{
        error::{Error, Result},
        forms::on_constraint,
    },
};
use jiff_sqlx::{Timestamp, ToSqlx};
use uuid::Uuid;

/// Rooms by name; at most 200.
pub async fn list(tx: &mut Tx) -> Result<Vec<Room>> {
    read(tx, None).await
}

/// [`Error::NotFound`] when there is none or the viewer may not know of it.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Room> {
    let room = read(tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    tx.check(View, &room)?;
    Ok(room)
}

async fn read(tx: &mut Tx, only: Option<Uuid>) -> Result<Vec<Room>> {
    Ok(sqlx::query_as!(
        Room,
        r#"select id, owner_id, audience as "audience: Audience", name, seats, equipment, way, opens as "opens: jiff_sqlx::Time", closes as "closes: jiff_sqlx::Time",
                  needs_approval, version
           from rooms where $1::uuid is null or id = $1 order by lower(name), id limit 200"#,
        only,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// When these rooms are taken between two moments.
pub async fn taken(
    tx: &mut Tx,
    rooms: &[Uuid],
    from: jiff::Timestamp,
    until: jiff::Timestamp,
) -> Result<Vec<Taken>> {
    Ok(sqlx::query_as!(
        Taken,
        r#"select room_id as "room_id!", booking_id, from_at as "from_at!", until_at as "until_at!", kind as "kind!: Kind", state as "state!: BookingState"
           from room_taken($1, $2, $3)"#,
        rooms,
        Timestamp::from(from) as _,
        Timestamp::from(until) as _,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The bookings among these ids that the viewer may know.
pub async fn bookings(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Booking>> {
    Ok(sqlx::query_as!(
        Booking,
        r#"select b.id, b.room_id, r.owner_id as keeper_id, b.owner_id, b.kind as "kind: Kind", b.state as "state: BookingState", b.purpose,
                  lower(b.span) as "from_at!: Timestamp", upper(b.span) as "until_at!: Timestamp"
           from room_bookings b join rooms r on r.id = b.room_id where b.id = any ($1)"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// One booking of a room.
pub async fn booking(tx: &mut Tx, room: Uuid, id: Uuid) -> Result<Booking> {
    let found = bookings(tx, &[id]).await?;
    found.into_iter().find(|booking| booking.room_id == room).ok_or(Error::NotFound)
}

/// What waits for the keeper of a room, the next first.
pub async fn asked(tx: &mut Tx, room: Uuid) -> Result<Vec<Booking>> {
    let ids = sqlx::query_scalar!(
        "select id from room_bookings where room_id = $1 and state = 'asked' and upper(span) > now() order by lower(span), id limit 50",
        room
    )
    .fetch_all(tx.conn())
    .await?;
    let mut bookings = bookings(tx, &ids).await?;
    bookings.sort_by_key(|booking| (booking.from_at.to_jiff(), booking.id));
    Ok(bookings)
}

pub async fn create(tx: &mut Tx, permit: Permit<'_, Create>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    sqlx::query!(
        "insert into rooms (id, owner_id, name, seats, equipment, way, opens, closes, needs_approval) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        slot.id,
        slot.owner,
        draft.name,
        draft.seats,
        draft.equipment,
        draft.way,
        draft.opens.to_sqlx() as _,
        draft.closes.to_sqlx() as _,
        draft.needs_approval,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("rooms_name", "name", "rooms-name-taken"))?;
    Ok(())
}

/// [`Error::Conflict`] when somebody else changed it since this version.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Change>,
    version: i32,
    draft: &Draft,
) -> Result<()> {
    let room = permit.spend(tx).await?;
    let changed = sqlx::query!(
        "update rooms set name = $3, seats = $4, equipment = $5, way = $6, opens = $7, closes = $8, needs_approval = $9 where id = $1 and version = $2",
        room.id,
        version,
        draft.name,
        draft.seats,
        draft.equipment,
        draft.way,
        draft.opens.to_sqlx() as _,
        draft.closes.to_sqlx() as _,
        draft.needs_approval,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("rooms_name", "name", "rooms-name-taken"))?;
    if changed.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "frame-field-stale", url: room.url() });
    }
    Ok(())
}

/// Books the room for the viewer's office; a mistake beside `from` when it is taken then.
pub async fn book(tx: &mut Tx, permit: Permit<'_, Book>, when: &When, purpose: &str) -> Result<()> {
    let room = permit.spend(tx).await?;
    let id = Uuid::now_v7();
    insert(tx, id, room.id, Kind::Booking, when, purpose).await.map_err(taken_then("from"))
}

/// Blocks the room, for repairs or a visit.
pub async fn block(
    tx: &mut Tx,
    permit: Permit<'_, Block>,
    when: &When,
    purpose: &str,
) -> Result<()> {
    let room = permit.spend(tx).await?;
    let id = Uuid::now_v7();
    insert(tx, id, room.id, Kind::Block, when, purpose).await.map_err(taken_then("from"))
}

fn taken_then(field: &'static str) -> impl FnOnce(sqlx::Error) -> Error {
    on_constraint("room_bookings_no_overlap", field, "rooms-taken")
}

async fn insert(
    tx: &mut Tx,
    id: Uuid,
    room: Uuid,
    kind: Kind,
    when: &When,
    purpose: &str,
) -> sqlx::Result<()> {
    let (actor, person) = (tx.viewer().actor, tx.viewer().person);
    sqlx::query!(
        "insert into room_bookings (id, room_id, owner_id, span, kind, purpose, person_id) values ($1, $2, $3, tstzrange($4, $5), $6, $7, $8)",
        id,
        room,
        actor,
        Timestamp::from(when.from) as _,
        Timestamp::from(when.until) as _,
        kind.as_str(),
        purpose,
        person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives a meeting its room for its time, instead of the one it had; a mistake beside `room` when it is taken then.
pub async fn give(tx: &mut Tx, permit: Permit<'_, GetRoom>, room: &Room) -> Result<()> {
    let meeting = permit.spend(tx).await?;
    give_to(tx, meeting, room).await
}

/// The same as part of calling a meeting.
pub(in crate::meetings) async fn give_to(
    tx: &mut Tx,
    meeting: &Meeting,
    room: &Room,
) -> Result<()> {
    crate::meetings::take::release_room(tx, meeting).await?;
    let when = When {
        zone: meeting.time_zone.clone(),
        from: meeting.starts_at.to_jiff(),
        until: meeting.ends_at.to_jiff(),
    };
    let id = Uuid::now_v7();
    insert(tx, id, room.id, Kind::Booking, &when, "").await.map_err(taken_then("room"))?;
    sqlx::query!(
        "update meetings set booking_id = $2, place_kind = 'house' where id = $1",
        meeting.id,
        id
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub async fn approve(tx: &mut Tx, permit: Permit<'_, Approve>) -> Result<()> {
    let booking = permit.spend(tx).await?;
    decide(tx, booking, BookingState::Booked).await
}

pub async fn refuse(tx: &mut Tx, permit: Permit<'_, Refuse>) -> Result<()> {
    let booking = permit.spend(tx).await?;
    decide(tx, booking, BookingState::Refused).await
}

pub async fn release(tx: &mut Tx, permit: Permit<'_, Release>) -> Result<()> {
    let booking = permit.spend(tx).await?;
    decide(tx, booking, BookingState::Released).await
}

async fn decide(tx: &mut Tx, booking: &Booking, state: BookingState) -> Result<()> {
    let done = sqlx::query!(
        "update room_bookings set state = $3 where id = $1 and state = $2",
        booking.id,
        booking.state.as_str(),
        state.as_str(),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "rooms-late-decided", url: booking.url() });
    }
    Ok(())
}

/// The room of a meeting, for those invited to it.
pub async fn of_meeting(tx: &mut Tx, meeting: Uuid) -> Result<Option<MeetingRoom>> {
    Ok(sqlx::query_as!(
        MeetingRoom,
        r#"select room_id as "room_id!", name as "name!", way as "way!", state as "state!: BookingState" from meeting_room($1)"#,
        meeting
    )
    .fetch_optional(tx.conn())
    .await?)
}
