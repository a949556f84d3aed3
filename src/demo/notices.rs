//! Notices of the invented mission: roads, floods, curfews, services, and what two organisations told a desk by consent.

use super::{Past, csv, events, geography::Geography, mission::Mission};
use crate::{
    access::Audience,
    db::Tx,
    notices::model::{Confidence, Kind, State},
    web::error::Result,
};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

const NOTICES: &str = include_str!("../../demo/notices.csv");
/// What took the place of what.
const REPLACED: (&str, &str) = ("Curfew in Galmesh", "Shorter curfew in Galmesh");

/// Who told which desk: topic, in one line, how far it may be passed on, for how many days.
const TOLD: [(&str, &str, &str, &str, &str, Audience, i64); 3] = [
    (
        "alderbrook_north",
        "ocha",
        "population_movements",
        "Families at the Kolmata school",
        "Twenty-two households sleep in the school hall since the rains; they plan to go home when the ford is dry.",
        Audience::Humanitarian,
        25,
    ),
    (
        "tesselaid",
        "sector_north",
        "aid_workers",
        "Our teams in Sirenu this month",
        "A team of six works in Sirenu district until the end of the month, in white cars with our name on the roof.",
        Audience::Military,
        30,
    ),
    (
        "firm_footing",
        "ocha",
        "mine_action",
        "Clearance in Ushavel begins",
        "We begin to clear the field east of the town next week and hold sessions on risks at two schools.",
        Audience::Partners,
        40,
    ),
];

#[derive(Deserialize)]
struct Line {
    office: String,
    kind: Kind,
    condition: String,
    area: String,
    days_ago: i64,
    /// From today where it holds or is still written; from its first day where it ended.
    days: i64,
    confidence: Confidence,
    audience: Audience,
    state: State,
    title: String,
    body: String,
}

/// A row as Postgres reads it.
#[derive(Serialize)]
struct Row {
    id: Uuid,
    owner_id: Uuid,
    kind: Kind,
    condition: String,
    title: String,
    body: String,
    area_id: Option<Uuid>,
    valid_from: Date,
    valid_until: Date,
    confidence: Confidence,
    audience: Audience,
    state: State,
    published_at: Option<Timestamp>,
    created_at: Timestamp,
    supersedes_id: Option<Uuid>,
}

/// Builds them in a handful of statements; triggers spread who sees what.
pub async fn build(
    tx: &mut Tx,
    past: Past,
    geography: &Geography,
    mission: &Mission,
) -> Result<()> {
    let mut rows: Vec<Row> =
        csv::<Line>(NOTICES)?.into_iter().map(|line| row(line, past, geography, mission)).collect();
    let old = rows.iter().find(|row| row.title == REPLACED.0).map(|row| row.id);
    if let Some(new) = rows.iter_mut().find(|row| row.title == REPLACED.1) {
        new.supersedes_id = old;
    }
    // What is replaced stands before what replaces it.
    rows.sort_by_key(|row| row.supersedes_id.is_some());
    write(tx, &rows).await?;
    tell(tx, past, mission).await?;
    events(tx, "notice", "create", rows.iter().map(|row| row.id), past.days(1)).await
}

fn row(line: Line, past: Past, geography: &Geography, mission: &Mission) -> Row {
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    let created_at = past.days(line.days_ago) - 5.hours();
    let from = day(created_at);
    let begins = if line.state.is_ended() { from } else { day(past.now) };
    let is_told = !line.state.is_unpublished() && line.state != State::Withdrawn;
    Row {
        id: Uuid::now_v7(),
        owner_id: mission.actor(&line.office).id,
        kind: line.kind,
        condition: line.condition,
        title: line.title,
        body: line.body,
        area_id: (!line.area.is_empty()).then(|| geography.area(&line.area).id),
        valid_from: from,
        valid_until: begins.saturating_add(line.days.days()),
        confidence: line.confidence,
        audience: line.audience,
        state: line.state,
        published_at: is_told.then(|| past.days(line.days_ago) - 3.hours()),
        created_at,
        supersedes_id: None,
    }
}

async fn write(tx: &mut Tx, rows: &[Row]) -> Result<()> {
    sqlx::query!(
        "insert into notices (id, owner_id, kind, condition, title, body, area_id, valid_from, valid_until, begins_at, ends_at, confidence, audience, state, published_at, created_at,
                supersedes_id)
         select id, owner_id, kind, condition, title, body, area_id, valid_from, valid_until, now(), now(), confidence, audience, state, published_at, created_at, supersedes_id
         from jsonb_to_recordset($1) as r (id uuid, owner_id uuid, kind text, condition text, title text, body text, area_id uuid, valid_from date, valid_until date,
                confidence text, audience text, state text, published_at timestamptz, created_at timestamptz, supersedes_id uuid)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into notice_acts (notice_id, at, act, from_state, to_state, actor_id, role)
         select n.id, x.at, x.act, x.a, x.b, n.owner_id, case a.community when 'military' then 'officer' when 'humanitarian' then 'coordinator' else 'section' end
         from notices n join actors a on a.id = n.owner_id
         cross join lateral (values (n.created_at, 'create', 'draft', 'draft', true), (n.created_at + interval '1 hour', 'submit', 'draft', 'submitted', a.community = 'military' and n.state <> 'draft'),
                (n.created_at + interval '90 minutes', 'clear', 'submitted', 'cleared', a.community = 'military' and n.state not in ('draft', 'submitted')),
                (n.published_at, 'publish', case a.community when 'military' then 'cleared' else 'draft' end, 'published', n.published_at is not null)) x (at, act, a, b, is_so)
         where x.is_so order by x.at"
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn tell(tx: &mut Tx, past: Past, mission: &Mission) -> Result<()> {
    for (owner, desk, topic, title, body, audience, days) in TOLD {
        let until = past.now.to_zoned(TimeZone::UTC).date().saturating_add(days.days());
        sqlx::query!(
            "insert into notice_contributions (id, owner_id, recipient_id, topic, title, body, audience, is_named, valid_until, until_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())",
            Uuid::now_v7(),
            mission.actor(owner).id,
            mission.actor(desk).id,
            topic,
            title,
            body,
            audience.as_str(),
            owner == "firm_footing",
            jiff_sqlx::ToSqlx::to_sqlx(until) as jiff_sqlx::Date,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}
