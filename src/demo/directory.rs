//! What the directory of the invented mission says beyond names: clusters, relations, contacts with consents, how far the
//! communities go together, and an entry that stands twice.

use super::{Past, events, mission::Mission};
use crate::{db::Tx, web::error::Result};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

const RELATIONS: &str = include_str!("../../demo/relations.csv");
const CONTACTS: &str = include_str!("../../demo/contacts.csv");
const CLUSTERS: &str = include_str!("../../demo/clusters.csv");

#[derive(Deserialize)]
struct RelationLine {
    from: String,
    kind: String,
    to: String,
    since_days: i32,
    over_days: Option<i32>,
}

#[derive(Deserialize)]
struct ContactLine {
    actor: String,
    function: String,
    name: String,
    phone: String,
    radio: String,
    email: String,
    languages: String,
    hours: String,
    duty: String,
    proxy: String,
    ends_days: Option<i32>,
    given_to: String,
    fields: String,
}

#[derive(Deserialize)]
struct ClusterLine {
    actor: String,
    clusters: String,
    dimensions: String,
    origin: String,
}

/// Who says how far they go, where, with whom, how far, how many days ago.
const SAYINGS: [(&str, &str, &str, &str, &str, i32); 12] = [
    ("fhq_cimic", "military", "humanitarian", "international", "cooperate", 300),
    ("ocha", "humanitarian", "military", "international", "coexist", 290),
    ("ocha", "humanitarian", "military", "international", "coordinate", 120),
    ("fhq_cimic", "military", "mission", "within_agency", "integrate", 280),
    ("civil_affairs", "mission", "military", "within_agency", "integrate", 270),
    ("civil_affairs", "mission", "humanitarian", "international", "cooperate", 200),
    ("ocha", "humanitarian", "mission", "international", "coordinate", 190),
    ("civil_affairs", "host", "mission", "external_internal", "coordinate", 150),
    ("civil_affairs", "mission", "host", "external_internal", "cooperate", 150),
    ("fhq_cimic", "military", "host", "external_internal", "coordinate", 90),
    ("civil_affairs", "host", "military", "external_internal", "coexist", 80),
    ("ocha", "humanitarian", "host", "external_internal", "cooperate", 60),
];

/// Words in one cell, parted by semicolons.
fn parts(cell: &str) -> Vec<&str> {
    cell.split(';').filter(|part| !part.is_empty()).collect()
}

/// Writes all of it.
pub async fn build(tx: &mut Tx, past: Past, mission: &Mission) -> Result<()> {
    add_clusters(tx, mission).await?;
    add_relations(tx, past, mission).await?;
    add_contacts(tx, past, mission).await?;
    add_sayings(tx, past, mission).await?;
    add_double(tx, past, mission).await
}

async fn add_clusters(tx: &mut Tx, mission: &Mission) -> Result<()> {
    let lines: Vec<ClusterLine> = super::csv(CLUSTERS)?;
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({"id": mission.actor(&line.actor).id, "clusters": parts(&line.clusters), "dimensions": parts(&line.dimensions), "origin": line.origin})
        })
        .collect();
    sqlx::query!(
        "update actors a set clusters = x.clusters, dimensions = x.dimensions, origin = x.origin
         from jsonb_to_recordset($1) as x (id uuid, clusters text[], dimensions text[], origin text) where a.id = x.id",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn add_relations(tx: &mut Tx, past: Past, mission: &Mission) -> Result<()> {
    let lines: Vec<RelationLine> = super::csv(RELATIONS)?;
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({"id": Uuid::new_v4(), "from": mission.actor(&line.from).id, "kind": line.kind, "to": mission.actor(&line.to).id,
                   "since": line.since_days, "over": line.over_days})
        })
        .collect();
    let made = sqlx::query_scalar!(
        r#"insert into actor_relations (id, from_id, kind, to_id, since, until, entered_by_id)
           select id, "from", kind, "to", current_date - since, current_date - over, "from"
           from jsonb_to_recordset($1) as x (id uuid, "from" uuid, kind text, "to" uuid, since int, over int) returning id"#,
        Json(rows) as _,
    )
    .fetch_all(tx.conn())
    .await?;
    events(tx, "relation", "add_relation", made, past.days(60)).await
}

async fn add_contacts(tx: &mut Tx, past: Past, mission: &Mission) -> Result<()> {
    let lines: Vec<ContactLine> = super::csv(CONTACTS)?;
    let (mut contacts, mut consents) = (Vec::new(), Vec::new());
    for line in &lines {
        let (id, actor) = (Uuid::new_v4(), mission.actor(&line.actor).id);
        contacts.push(json!({"id": id, "actor": actor, "function": line.function, "name": line.name, "phone": line.phone, "radio": line.radio,
            "email": line.email, "languages": parts(&line.languages), "hours": line.hours, "duty": !line.duty.is_empty(), "proxy": !line.proxy.is_empty(),
            "ends": line.ends_days}));
        for recipient in parts(&line.given_to) {
            consents.push(json!({"contact": id, "to": mission.actor(recipient).id, "fields": parts(&line.fields), "by": actor}));
        }
    }
    let contacts = Json(Value::from(contacts));
    let made = sqlx::query_scalar!(
        "insert into actor_contacts (id, actor_id, function, languages, hours, is_duty, is_proxy, ends_on, entered_by_id)
         select id, actor, function, languages, hours, duty, proxy, current_date + ends, actor
         from jsonb_to_recordset($1) as x (id uuid, actor uuid, function text, languages text[], hours text, duty boolean, proxy boolean, ends int) returning id",
        &contacts as _,
    )
    .fetch_all(tx.conn())
    .await?;
    sqlx::query!(
        "insert into actor_contact_details (contact_id, name, phone, radio, email)
         select id, name, phone, radio, email from jsonb_to_recordset($1) as x (id uuid, name text, phone text, radio text, email text)",
        &contacts as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        r#"insert into contact_consents (contact_id, recipient_id, fields, purpose, given_actor, given_at, until_at)
           select contact, "to", fields, 'To reach us when something moves', "by", now() - interval '20 days', now() + interval '160 days'
           from jsonb_to_recordset($1) as x (contact uuid, "to" uuid, fields text[], "by" uuid)"#,
        Json(Value::from(consents)) as _,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "contact", "create_contact", made, past.days(20)).await
}

async fn add_sayings(tx: &mut Tx, past: Past, mission: &Mission) -> Result<()> {
    let rows: Vec<Value> = SAYINGS
        .iter()
        .map(|(by, community, other, dimension, degree, days)| {
            let role = match *by {
                "ocha" => "coordinator",
                "fhq_cimic" => "chief",
                _ => "section",
            };
            json!({"by": mission.actor(by).id, "community": community, "other": other, "dimension": dimension, "degree": degree, "role": role, "days": days})
        })
        .collect();
    let made = sqlx::query_scalar!(
        r#"insert into coherence (community, other, dimension, degree, said_by_id, role, said_at)
           select community, other, dimension, degree, "by", role, now() - make_interval(days => days)
           from jsonb_to_recordset($1) as x ("by" uuid, community text, other text, dimension text, degree text, role text, days int) returning id"#,
        Json(rows) as _,
    )
    .fetch_all(tx.conn())
    .await?;
    events(tx, "coherence", "say_coherence", made, past.days(60)).await
}

/// A list from elsewhere brought in an organisation that was there: the coordinator finds it among the likely duplicates.
async fn add_double(tx: &mut Tx, past: Past, mission: &Mission) -> Result<()> {
    let original = mission.actor("dessim_water").id;
    let made = sqlx::query_scalar!(
        "insert into actors (name, acronym, kind, community, posture, status, audience, clusters, source)
         select 'Dessim Water Volunteer Group', acronym, kind, community, posture, 'proposed', audience, clusters, 'demonstration'
         from actors where id = $1 returning id",
        original,
    )
    .fetch_all(tx.conn())
    .await?;
    events(tx, "actor", "create", made, past.days(6)).await
}
