//! Forums of the invented mission with half a year behind them and four months ahead, some single meetings, rooms and bookings.

use super::{
    Past, events,
    forums::{File, ForumLine, RoomLine, Single},
    geography::Geography,
    json,
    mission::Mission,
};
use crate::{db::Tx, meetings::forums::rhythm::Rhythm, reference, web::error::Result};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde_json::{Value, json};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

const FORUMS: &str = include_str!("../../demo/forums.json");
/// Days that forums look ahead, and that they have behind them.
const AHEAD: i64 = 120;
const BEHIND: i64 = 180;

/// What every part needs to know.
struct Scene<'a> {
    past: Past,
    geography: &'a Geography,
    mission: &'a Mission,
    zone: TimeZone,
}

impl Scene<'_> {
    fn today(&self) -> Date {
        self.past.now.to_zoned(self.zone.clone()).date()
    }

    fn area(&self, code: Option<&String>) -> Option<Uuid> {
        code.map(|code| self.geography.area(code).id)
    }

    fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// The moment of a day and an hour of the clock.
    fn at(&self, day: Date, clock: &str) -> Timestamp {
        let time = jiff::civil::Time::strptime("%H:%M", clock).unwrap_or_default();
        crate::meetings::forums::rhythm::moment(day.to_datetime(time), &self.zone)
            .unwrap_or(self.past.now)
    }
}

/// Builds everything. A handful of statements; triggers spread who sees what.
pub async fn build(
    tx: &mut Tx,
    past: Past,
    geography: &Geography,
    mission: &Mission,
) -> Result<()> {
    let file: File = json(FORUMS)?;
    let zone = sqlx::query_scalar!("select time_zone from house").fetch_one(tx.conn()).await?;
    let scene = Scene { past, geography, mission, zone: crate::clock::zone(&zone) };
    let rooms = add_rooms(tx, &scene, &file.rooms).await?;
    let forums = add_forums(tx, &scene, &file.forums).await?;
    let mut rows = Vec::new();
    for line in &file.forums {
        rows.extend(occurrences(&scene, line, forums[&line.name]));
    }
    rows.extend(file.singles.iter().map(|single| single_row(&scene, single)));
    add_meetings(tx, &scene, &rows).await?;
    invite_to_singles(tx, &scene, &file.singles).await?;
    answer(tx).await?;
    add_items(tx, &scene, &file, &forums).await?;
    book_rooms(tx, &scene, &file.forums, (&forums, &rooms)).await
}

async fn add_rooms(
    tx: &mut Tx,
    scene: &Scene<'_>,
    lines: &[RoomLine],
) -> Result<HashMap<String, Uuid>> {
    let ids: HashMap<String, Uuid> =
        lines.iter().map(|line| (line.key.clone(), Uuid::now_v7())).collect();
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({"id": ids[&line.key], "owner_id": scene.mission.actor(&line.owner).id, "name": line.name, "seats": line.seats, "equipment": line.equipment,
                   "way": line.way, "opens": line.opens, "closes": line.closes, "needs_approval": line.by_approval})
        })
        .collect();
    sqlx::query!(
        "insert into rooms (id, owner_id, name, seats, equipment, way, opens, closes, needs_approval)
         select id, owner_id, name, seats, equipment, way, opens, closes, needs_approval from jsonb_populate_recordset(null::rooms, $1)",
        Json(rows) as _
    )
    .execute(tx.conn())
    .await?;
    events(tx, "room", "create", ids.values().copied(), scene.past.days(BEHIND)).await?;
    Ok(ids)
}

async fn add_forums(
    tx: &mut Tx,
    scene: &Scene<'_>,
    lines: &[ForumLine],
) -> Result<HashMap<String, Uuid>> {
    let ids: HashMap<String, Uuid> =
        lines.iter().map(|line| (line.name.clone(), Uuid::now_v7())).collect();
    let until = scene.past.now + SignedDuration::from_hours(24 * AHEAD);
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({"id": ids[&line.name], "owner_id": scene.mission.actor(&line.owner).id, "chair_id": scene.mission.actor(&line.chair).id, "name": line.name,
                   "family": line.family, "purpose": line.purpose, "audience": line.audience, "attribution": line.attribution, "area_id": scene.area(line.area.as_ref()),
                   "time_zone": scene.zone_name(), "first_on": first_day(scene, line), "starts_clock": line.clock, "minutes": line.minutes, "rule": line.rule,
                   "made_until": until, "expected": line.expected, "template": line.template.join("\n"), "place_kind": line.place_kind,
                   "is_discreet": line.discreet, "is_announced": line.announced, "created_at": scene.past.days(BEHIND + 10)})
        })
        .collect();
    sqlx::query!(
        "insert into forums (id, owner_id, chair_id, name, family, purpose, audience, attribution, area_id, time_zone, first_on, starts_clock, minutes, rule, made_until, expected,
                             template, place_kind, is_discreet, is_announced, created_at)
         select id, owner_id, chair_id, name, family, purpose, audience, attribution, area_id, time_zone, first_on, starts_clock, minutes, rule, made_until, expected,
                template, place_kind, is_discreet, is_announced, created_at from jsonb_populate_recordset(null::forums, $1)",
        Json(rows) as _
    )
    .execute(tx.conn())
    .await?;
    let id = |line: &ForumLine| ids[&line.name];
    let members: Vec<Value> = lines
        .iter()
        .flat_map(|line| line.members.iter().map(move |member| (line, member)))
        .map(|(line, member)| json!({"forum_id": id(line), "actor_id": scene.mission.actor(member).id, "added_at": scene.past.days(BEHIND)}))
        .collect();
    sqlx::query!(
        "insert into forum_members (forum_id, actor_id, added_at) select forum_id, actor_id, added_at from jsonb_populate_recordset(null::forum_members, $1)",
        Json(members) as _
    )
    .execute(tx.conn())
    .await?;
    let venues: Vec<Value> = lines
        .iter()
        .map(|line| json!({"forum_id": id(line), "place": line.place, "link": line.link}))
        .collect();
    sqlx::query!(
        "insert into forum_venues (forum_id, place, link) select forum_id, place, link from jsonb_populate_recordset(null::forum_venues, $1)",
        Json(venues) as _
    )
    .execute(tx.conn())
    .await?;
    events(tx, "forum", "create", ids.values().copied(), scene.past.days(BEHIND + 10)).await?;
    Ok(ids)
}

/// The first day of the rule half a year ago: on its weekday.
fn first_day(scene: &Scene<'_>, line: &ForumLine) -> Date {
    let mut day = scene.today().saturating_sub(BEHIND.days());
    while day.weekday().to_monday_one_offset() != line.weekday {
        day = day.saturating_add(1.day());
    }
    day
}

/// One row a meeting, past ones held, the next week's invited.
fn occurrences(scene: &Scene<'_>, line: &ForumLine, forum: Uuid) -> Vec<Value> {
    let now = scene.past.now;
    let at = jiff::civil::Time::strptime("%H:%M", &line.clock).unwrap_or_default();
    let rhythm = Rhythm {
        rule: line.rule.clone(),
        first: first_day(scene, line),
        at,
        zone: scene.zone.clone(),
        skips: Vec::new(),
    };
    let until = now + SignedDuration::from_hours(24 * AHEAD);
    let row = |at: Timestamp| {
        let state = match at {
            at if at < now => "held",
            at if at < now + SignedDuration::from_hours(24 * 7) => "invited",
            _ => "planned",
        };
        json!({"id": Uuid::now_v7(), "reference": reference::new(), "forum_id": forum, "recurs_at": at, "owner_id": scene.mission.actor(&line.owner).id,
               "chair_id": scene.mission.actor(&line.chair).id, "title": line.name, "purpose": line.purpose, "expected": line.expected, "audience": line.audience,
               "attribution": line.attribution, "area_id": scene.area(line.area.as_ref()), "time_zone": scene.zone_name(), "starts_at": at,
               "ends_at": at + SignedDuration::from_mins(line.minutes), "place_kind": line.place_kind, "state": state, "reason": "",
               "is_discreet": line.discreet, "is_announced": line.announced, "place": line.place, "link": line.link})
    };
    rhythm.occurrences(scene.past.days(BEHIND), until).into_iter().map(row).collect()
}

fn single_row(scene: &Scene<'_>, single: &Single) -> Value {
    let at = scene.at(scene.today().saturating_add(single.days.days()), &single.clock);
    let owner = scene.mission.actor(&single.owner).id;
    json!({"id": Uuid::now_v7(), "reference": reference::new(), "owner_id": owner, "chair_id": owner, "title": single.title, "purpose": "", "expected": single.expected,
           "audience": single.audience, "attribution": "attributed", "area_id": scene.area(single.area.as_ref()), "time_zone": scene.zone_name(), "starts_at": at,
           "ends_at": at + SignedDuration::from_mins(single.minutes), "place_kind": "office", "state": single.state, "reason": single.reason,
           "is_discreet": false, "is_announced": false, "place": "", "link": ""})
}

async fn add_meetings(tx: &mut Tx, scene: &Scene<'_>, rows: &[Value]) -> Result<()> {
    sqlx::query!(
        "insert into meetings (id, reference, forum_id, recurs_at, owner_id, chair_id, title, purpose, expected, audience, attribution, area_id, time_zone, starts_at, ends_at,
                               place_kind, state, reason, is_discreet, is_announced)
         select id, reference, forum_id, recurs_at, owner_id, chair_id, title, purpose, expected, audience, attribution, area_id, time_zone, starts_at, ends_at,
                place_kind, state, reason, is_discreet, is_announced from jsonb_populate_recordset(null::meetings, $1)",
        Json(rows) as _
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into meeting_places (meeting_id, place, link) select (m ->> 'id')::uuid, m ->> 'place', m ->> 'link' from jsonb_array_elements($1) m",
        Json(rows) as _
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into meeting_acts (meeting_id, at, act, from_state, to_state, role)
         select m.id, m.starts_at - interval '7 days', 'invite', 'planned', 'invited', 'house' from meetings m where m.state in ('invited', 'held', 'postponed')
         union all select m.id, m.ends_at, 'hold', 'invited', 'held', 'house' from meetings m where m.state = 'held' order by 2"
    )
    .execute(tx.conn())
    .await?;
    let ids = rows.iter().filter_map(|row| Uuid::parse_str(row["id"].as_str()?).ok());
    events(tx, "meeting", "make", ids, scene.past.days(1)).await
}

async fn invite_to_singles(tx: &mut Tx, scene: &Scene<'_>, singles: &[Single]) -> Result<()> {
    let guests: Vec<Value> = singles
        .iter()
        .flat_map(|single| single.invited.iter().map(move |actor| (single, actor)))
        .map(|(single, actor)| json!({"title": single.title, "actor": scene.mission.actor(actor).id}))
        .collect();
    sqlx::query!(
        "insert into meeting_actors (meeting_id, actor_id, why)
         select m.id, (g ->> 'actor')::uuid, 'invited' from jsonb_array_elements($1) g join meetings m on m.title = g ->> 'title' and m.forum_id is null",
        Json(guests) as _
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Most come; for what lies ahead some have not answered yet.
async fn answer(tx: &mut Tx) -> Result<()> {
    sqlx::query!(
        "with drawn as (
             select g.meeting_id, g.actor_id, m.starts_at, (array['yes', 'yes', 'yes', 'yes', 'maybe', 'no'])[1 + abs(hashtext(g.actor_id::text || m.starts_at::text)) % 6] as answer
             from meeting_actors g join meetings m on m.id = g.meeting_id
             where m.state = 'held' or m.state = 'invited' and abs(hashtext(m.reference || g.actor_id::text)) % 5 < 3)
         update meeting_actors g set answer = d.answer, answered_at = least(now(), d.starts_at - interval '2 days') from drawn d
         where g.meeting_id = d.meeting_id and g.actor_id = d.actor_id"
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The standing agenda of every meeting, and what waits.
async fn add_items(
    tx: &mut Tx,
    scene: &Scene<'_>,
    file: &File,
    forums: &HashMap<String, Uuid>,
) -> Result<()> {
    sqlx::query!(
        r"insert into meeting_items (forum_id, meeting_id, position, title, minutes, state, proposed_by_id)
           select m.forum_id, m.id, line.place, substring(line.text from '^\d+ (.*)$'), substring(line.text from '^(\d+) ')::int, 'agenda', m.owner_id
           from meetings m join forums f on f.id = m.forum_id cross join lateral unnest(string_to_array(f.template, E'\n')) with ordinality as line (text, place)"
    )
    .execute(tx.conn())
    .await?;
    let rows: Vec<Value> = file
        .proposals
        .iter()
        .map(|one| {
            json!({"id": Uuid::now_v7(), "forum_id": forums[&one.forum], "title": one.title, "minutes": one.minutes, "audience": one.only,
                   "proposed_by_id": scene.mission.actor(&one.by).id})
        })
        .collect();
    sqlx::query!(
        "insert into meeting_items (id, forum_id, title, minutes, audience, proposed_by_id)
         select id, forum_id, title, minutes, audience, proposed_by_id from jsonb_populate_recordset(null::meeting_items, $1)",
        Json(rows) as _
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The meetings of the next weeks have their rooms; one room is blocked for a day, one is asked for.
async fn book_rooms(
    tx: &mut Tx,
    scene: &Scene<'_>,
    lines: &[ForumLine],
    (forums, rooms): (&HashMap<String, Uuid>, &HashMap<String, Uuid>),
) -> Result<()> {
    for line in lines {
        let Some(room) = line.room.as_ref().map(|key| rooms[key]) else { continue };
        sqlx::query!(
            "with wanted as (select m.id as meeting_id, gen_random_uuid() as id, m.owner_id, m.starts_at, m.ends_at from meetings m
                 where m.forum_id = $1 and m.starts_at between now() - interval '7 days' and now() + interval '30 days'),
             booked as (insert into room_bookings (id, room_id, owner_id, span) select id, $2, owner_id, tstzrange(starts_at, ends_at) from wanted)
             update meetings m set booking_id = w.id from wanted w where m.id = w.meeting_id",
            forums[&line.name],
            room,
        )
        .execute(tx.conn())
        .await?;
    }
    let day = scene.today().saturating_add(9.days());
    let at = |clock| jiff_sqlx::Timestamp::from(scene.at(day, clock));
    for (room, owner, from, until, kind, state, purpose) in [
        (
            "council",
            "civil_affairs",
            "08:00",
            "12:00",
            "block",
            "booked",
            "Repair of the loudspeakers",
        ),
        ("council", "alderbrook", "14:00", "16:00", "booking", "asked", "Training of new staff"),
        ("small_room", "logs_cluster", "10:00", "11:00", "booking", "booked", "Truck schedule"),
    ] {
        sqlx::query!(
            "insert into room_bookings (room_id, owner_id, span, kind, state, purpose) values ($1, $2, tstzrange($3, $4), $5, $6, $7)",
            rooms[room],
            scene.mission.actor(owner).id,
            at(from) as _,
            at(until) as _,
            kind,
            state,
            purpose,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}
