//! What is known about places beyond their names: the gazetteer that was taken in, a district that had another name, one that is
//! no more, figures of need, and a sentence that the coordinator passed on.

use super::{Past, events, geography::Geography, mission::Mission};
use crate::{db::Tx, web::error::Result};
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

/// Districts with figures, and the clusters that were assessed.
const ASSESSED: [&str; 12] = [
    "XZ0101", "XZ0102", "XZ0103", "XZ0104", "XZ0201", "XZ0202", "XZ0301", "XZ0302", "XZ0401",
    "XZ0402", "XZ0403", "XZ0404",
];
const CLUSTERS: [&str; 6] = ["FSC", "HEA", "WSH", "SHL", "EDU", "NUT"];

/// Writes them, each with its event.
pub async fn build(
    tx: &mut Tx,
    past: Past,
    geography: &Geography,
    mission: &Mission,
) -> Result<()> {
    gazetteer(tx, past, geography).await?;
    needs(tx, past, geography, mission).await?;
    message(tx, past, geography, mission).await
}

/// The list of places as it was taken in at the founding, and what it made of two older districts.
async fn gazetteer(tx: &mut Tx, past: Past, geography: &Geography) -> Result<()> {
    let (renamed, ended, taken) = (Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4());
    sqlx::query!(
        "insert into areas (id, code, level, name, parent_id, valid_from, valid_to, superseded_by, source, created_at)
         select x.id, x.code, 2, x.name, n.parent_id, '2009-01-01', '2016-01-01', x.now_id, 'demonstration', $5
         from (values ($1::uuid, 'XZ0103', 'Sirenou', $3::uuid), ($2, 'XZ0109', 'Upper Haruvel', null)) x (id, code, name, now_id), areas n where n.id = $4",
        renamed,
        ended,
        geography.area("XZ0103").id,
        geography.area("XZ0103").id,
        jiff_sqlx::Timestamp::from(past.founding()) as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "with taken as (
             insert into gazetteers (id, taken_at, file, areas) select $1, $2, 'areas.csv', count(*) from areas where valid_to is null returning id)
         insert into gazetteer_changes (gazetteer_id, code, change, area_id, former_id)
         select t.id, a.code, case when a.code = 'XZ0103' then 'renamed' else 'new' end, a.id, case when a.code = 'XZ0103' then $3::uuid end
         from taken t, areas a where a.valid_to is null
         union all select t.id, 'XZ0109', 'retired', null, $4::uuid from taken t",
        taken,
        jiff_sqlx::Timestamp::from(past.founding()) as _,
        renamed,
        ended,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "area", "retire", [renamed, ended], past.founding()).await?;
    events(tx, "gazetteer", "take_in", [taken], past.founding()).await
}

async fn needs(tx: &mut Tx, past: Past, geography: &Geography, mission: &Mission) -> Result<()> {
    let mut rows: Vec<Value> = Vec::new();
    for (place, code) in ASSESSED.iter().enumerate() {
        for (at, cluster) in CLUSTERS.iter().enumerate() {
            // Not everything was assessed everywhere.
            if (place + at) % 4 == 3 {
                continue;
            }
            let people = 600 + (place * 37 + at * 53) % 41 * 250;
            rows.push(
                json!({ "area_id": geography.area(code).id, "cluster": cluster, "people": people }),
            );
        }
    }
    sqlx::query!(
        "insert into needs (area_id, cluster, people, source, as_of, entered_by_id, changed_at)
         select area_id, cluster, people, 'Joint needs assessment of Zelmara', $2::timestamptz::date, $3, $2
         from jsonb_to_recordset($1) as n (area_id uuid, cluster text, people int)",
        Json(rows) as _,
        jiff_sqlx::Timestamp::from(past.days(75)) as _,
        mission.actor("ocha").id,
    )
    .execute(tx.conn())
    .await?;
    let assessed = ASSESSED.iter().map(|code| geography.area(code).id);
    events(tx, "needs", "enter_needs", assessed, past.days(75)).await
}

async fn message(tx: &mut Tx, past: Past, geography: &Geography, mission: &Mission) -> Result<()> {
    let id = Uuid::new_v4();
    sqlx::query!(
        "insert into overlap_messages (id, from_id, to_id, area_id, cluster, sentence, at) values ($1, $2, $3, $4, 'WSH', $5, $6)",
        id,
        mission.actor("ocha").id,
        mission.actor("vc_millford").id,
        geography.area("XZ0102").id,
        "Others repair wells near you until the end of the month. Ask us before you begin, so that no well is dug twice.",
        jiff_sqlx::Timestamp::from(past.days(4)) as _,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "overlap", "pass_on", [id], past.days(4)).await
}
