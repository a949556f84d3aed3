//! What an old house holds beside requests: directory, activities, meetings, action points, projects, notices, events in their chain,
//! the index of search and the roll-ups. Written in SQL, set by set, with triggers off; the last file lets the house's own functions
//! rebuild some of each and refuses a fill that differs.

use anyhow::{Context, Result};
use cimic_house::secrets::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::{Executor, PgConnection};
use std::time::Instant;

/// The files in their order.
const FILES: [(&str, &str); 13] = [
    ("dice", include_str!("fill/00_dice.sql")),
    ("people", include_str!("fill/10_people.sql")),
    ("places", include_str!("fill/20_places.sql")),
    ("directory", include_str!("fill/30_directory.sql")),
    ("activities", include_str!("fill/40_activities.sql")),
    ("meetings", include_str!("fill/50_meetings.sql")),
    ("actions", include_str!("fill/60_actions.sql")),
    ("projects", include_str!("fill/70_projects.sql")),
    ("notices", include_str!("fill/75_notices.sql")),
    ("events", include_str!("fill/80_events.sql")),
    ("search", include_str!("fill/85_search.sql")),
    ("sums", include_str!("fill/90_sums.sql")),
    ("check", include_str!("fill/95_check.sql")),
];

/// How long one part took, in seconds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    pub name: String,
    pub seconds: f64,
}

/// What the files say, in short: a fill by other files is filled anew.
pub fn version() -> String {
    let all: String = FILES.iter().map(|(_, sql)| *sql).collect();
    hex(&Sha256::digest(all.as_bytes()))
}

/// Fills everything beside the requests, which are there; the connection belongs to the owner role.
pub async fn fill(owner: &mut PgConnection, requests: usize) -> Result<Vec<Part>> {
    sqlx::query("select set_config('load.rows', $1, false)")
        .bind(requests.to_string())
        .execute(&mut *owner)
        .await?;
    let mut parts = Vec::new();
    for (name, sql) in FILES {
        let started = Instant::now();
        owner.execute(sqlx::raw_sql(sql)).await.with_context(|| format!("fill {name}"))?;
        parts.push(Part { name: name.to_owned(), seconds: started.elapsed().as_secs_f64() });
    }
    Ok(parts)
}
