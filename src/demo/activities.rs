//! Who does what where in the invented mission: some work of every kind of actor, most of it confirmed, some of it stale.

use super::{Past, csv, dice::Dice, events, geography::Geography, mission::Mission};
use crate::{
    access::Audience,
    activities::model::{Cluster, Function, Parts, Status, default_audience},
    db::Tx,
    web::error::Result,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

const ACTIVITIES: &str = include_str!("../../demo/activities.csv");
/// How many spells of the same work stand behind each other in one place: the newest is under way.
const SPELLS: i64 = 3;

#[derive(Deserialize)]
struct Line {
    actor: String,
    cluster: Cluster,
    what: String,
    modality: String,
    target_group: String,
    function: Function,
    audience: String,
}

/// A row as Postgres reads it.
#[derive(Serialize)]
struct Row {
    id: Uuid,
    actor_id: Uuid,
    area_id: Uuid,
    cluster: Cluster,
    what: String,
    modality: String,
    target_group: String,
    targeted: i32,
    targeted_parts: Parts,
    reached: Option<i32>,
    starts_on: Date,
    ends_on: Option<Date>,
    status: Status,
    cimic_function: Function,
    audience: Audience,
    confirmed_days_ago: i64,
}

pub async fn build(
    tx: &mut Tx,
    past: Past,
    geography: &Geography,
    mission: &Mission,
) -> Result<()> {
    let mut dice = Dice::new(20_261_122);
    let mut rows = Vec::new();
    for line in csv::<Line>(ACTIVITIES)? {
        let actor = mission.actor(&line.actor);
        for code in &actor.areas {
            let area = geography.area(code).id;
            let audience = Audience::parse(&line.audience);
            let audience = audience.unwrap_or_else(|| default_audience(actor.community));
            for spell in 0..SPELLS {
                rows.push(row(&line, (actor.id, area, audience), spell, past, &mut dice));
            }
        }
    }
    write(tx, &rows).await?;
    events(tx, "activity", "create", rows.iter().map(|row| row.id), past.founding()).await
}

fn row(
    line: &Line,
    (actor_id, area_id, audience): (Uuid, Uuid, Audience),
    spell: i64,
    past: Past,
    dice: &mut Dice,
) -> Row {
    let day = |days: i64| past.days(days).to_zoned(jiff::tz::TimeZone::UTC).date();
    let began = 30 + spell * 120 + dice.range(0, 60);
    let lasts = dice.range(45, 200);
    let is_over = spell > 0 || lasts < began && dice.chance(30);
    let targeted = i32::try_from(dice.range(4, 90) * 10).unwrap_or(40);
    let women = targeted * 2 / 5;
    Row {
        id: Uuid::now_v7(),
        actor_id,
        area_id,
        cluster: line.cluster,
        what: line.what.clone(),
        modality: line.modality.clone(),
        target_group: line.target_group.clone(),
        targeted,
        targeted_parts: Parts { women: Some(women), girls: Some(targeted / 5), ..Parts::default() },
        reached: is_over.then_some(targeted - targeted / 7),
        starts_on: day(began),
        ends_on: if is_over { Some(day((began - lasts).max(1))) } else { None },
        status: if is_over { Status::Completed } else { Status::Ongoing },
        cimic_function: line.function,
        audience,
        confirmed_days_ago: if dice.chance(25) { dice.range(91, 160) } else { dice.range(0, 80) },
    }
}

async fn write(tx: &mut Tx, rows: &[Row]) -> Result<()> {
    sqlx::query!(
        "insert into activities (id, actor_id, area_id, cluster, what, modality, target_group, targeted, targeted_parts, reached, starts_on, ends_on, status,
                cimic_function, audience, entered_by_id, last_confirmed_at)
         select id, actor_id, area_id, cluster, what, modality, target_group, targeted, targeted_parts, reached, starts_on, ends_on, status, cimic_function, audience,
                actor_id, now() - make_interval(days => confirmed_days_ago)
         from jsonb_to_recordset($1) as r (id uuid, actor_id uuid, area_id uuid, cluster text, what text, modality text, target_group text, targeted int,
                targeted_parts jsonb, reached int, starts_on date, ends_on date, status text, cimic_function text, audience text, confirmed_days_ago int)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
