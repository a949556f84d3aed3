//! The demonstration mission: an invented country, its actors and people and a year of requests, built once.
//!
//! The house builds it as itself, through the ordinary tables, so that every rule of the schema holds for it.
//! The stories stand in `demo/`; what time it is now decides how long ago they happened.

mod activities;
mod case;
mod dice;
mod directory;
mod doers;
mod forums;
mod geography;
mod handovers;
mod meetings;
mod minutes;
mod mission;
mod notices;
mod objectives;
mod path;
mod people;
mod pictures;
mod places;
mod qips;
mod requests;
mod rows;
mod said;
mod story;
mod texts;
mod traces;

use crate::{
    access::{Community, Role, Viewer},
    blobs::Blobs,
    db::{Db, Mode, Tx},
    web::error::{Error, Result},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Write as _, io::Write as _, os::unix::fs::OpenOptionsExt, path::Path};
use uuid::Uuid;

/// Somebody of the cast who can sign in.
#[derive(Clone, Debug, Serialize)]
pub struct CastMember {
    pub name: String,
    pub email: String,
    pub password: String,
    pub role: Role,
    pub community: Community,
    pub actor: String,
}

/// Builds the demonstration in an empty house (its few pictures go to `blobs`), or finds it built; writes `demo-cast.json` under the data folder
/// and returns the cast. Refuses a house that has people of its own.
pub async fn build(db: &Db, blobs: &Blobs, data_dir: &Path) -> Result<Vec<CastMember>> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    if !is_built(&mut tx).await? {
        let past = Past::until_now(&mut tx).await?;
        let geography = geography::build(&mut tx, past).await?;
        let mission = mission::build(&mut tx, past, &geography).await?;
        directory::build(&mut tx, past, &mission).await?;
        places::build(&mut tx, past, &geography, &mission).await?;
        let (people, passphrases) = people::build(&mut tx, past, &mission).await?;
        meetings::build(&mut tx, past, &geography, &mission).await?;
        qips::build(&mut tx, blobs, past, &geography, &mission, &people).await?;
        minutes::build(&mut tx).await?;
        notices::build(&mut tx, past, &geography, &mission).await?;
        activities::build(&mut tx, past, &geography, &mission).await?;
        objectives::build(&mut tx, past).await?;
        requests::build(&mut tx, past, geography, mission, people).await?;
        handovers::build(&mut tx, past).await?;
        passphrases.set(&mut tx).await?;
    }
    tx.commit().await?;
    let cast = people::cast()?;
    write_cast(&cast, data_dir)?;
    Ok(cast)
}

/// The cast as a table for the terminal, with what somebody without an account can try.
pub fn print_cast(cast: &[CastMember]) -> String {
    let width = |of: fn(&CastMember) -> &str| {
        cast.iter().map(|one| of(one).chars().count()).max().unwrap_or(0)
    };
    let name = width(|one| &one.name);
    let role = width(|one| one.role.as_str());
    let email = width(|one| &one.email);
    let password = width(|one| &one.password);
    let mut text =
        "The invented mission. Everybody in it is made up; sign in as any of them:\n\n".to_owned();
    for one in cast {
        let CastMember { name: who, email: address, password: words, role: what, actor, .. } = one;
        let _ = writeln!(
            text,
            "  {who:name$}  {:role$}  {address:email$}  {words:password$}  {actor}",
            what.as_str()
        );
    }
    for (who, address, words) in people::left().unwrap_or_default() {
        let _ = writeln!(
            text,
            "\n  {who} ({address}, {words}) signs in and may do nothing: his post has ended."
        );
    }
    text.push_str("\nWithout an account, a request opens with its reference and code:\n\n");
    for known in requests::known().unwrap_or_default() {
        let _ = writeln!(text, "  {}  {}", crate::reference::show(&known.reference), known.code);
    }
    text
}

/// Whether the demonstration stands already; holds the house's row until the end of the transaction, so that two builders wait for each other.
async fn is_built(tx: &mut Tx) -> Result<bool> {
    let built =
        sqlx::query_scalar!("select demo_built_at is not null as \"built!\" from house for update")
            .fetch_one(tx.conn())
            .await?;
    let people =
        sqlx::query_scalar!("select count(*) as \"n!\" from people").fetch_one(tx.conn()).await?;
    if !built && people > 0 {
        return Err(Error::Internal(
            "this house already has people of its own; the demonstration needs an empty one"
                .to_owned(),
        ));
    }
    Ok(built)
}

/// Readable by the owner of the process only: it holds passphrases.
fn write_cast(cast: &[CastMember], data_dir: &Path) -> Result<()> {
    let failed = |cause: std::io::Error| {
        Error::Internal(format!("demo-cast.json cannot be written: {cause}"))
    };
    let body =
        serde_json::to_vec_pretty(cast).map_err(|cause| Error::Internal(cause.to_string()))?;
    let mut file = std::fs::OpenOptions::new();
    file.write(true).create(true).truncate(true).mode(0o600);
    file.open(data_dir.join("demo-cast.json"))
        .and_then(|mut file| file.write_all(&body))
        .map_err(failed)
}

/// When things happened, counted back from the moment of building.
#[derive(Clone, Copy)]
struct Past {
    now: Timestamp,
}

impl Past {
    async fn until_now(tx: &mut Tx) -> Result<Past> {
        let now = sqlx::query_scalar!("select now() as \"now!: jiff_sqlx::Timestamp\"")
            .fetch_one(tx.conn())
            .await?;
        Ok(Past { now: now.to_jiff() })
    }

    /// So many days ago, to the second.
    fn days(self, days: i64) -> Timestamp {
        self.now - SignedDuration::from_hours(24 * days)
    }

    /// When the mission set up its house.
    fn founding(self) -> Timestamp {
        self.days(420)
    }
}

/// One event of the house for each record it made.
async fn events(
    tx: &mut Tx,
    kind: &str,
    act: &str,
    records: impl IntoIterator<Item = Uuid>,
    at: Timestamp,
) -> Result<()> {
    let records: Vec<Uuid> = records.into_iter().collect();
    sqlx::query!(
        "insert into events (at, role, act, record_kind, record_id) select $1, 'house', $2, $3, id from unnest($4::uuid[]) as made (id)",
        jiff_sqlx::Timestamp::from(at) as _,
        act,
        kind,
        &records,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn csv<T: DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    let rows = ::csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<std::result::Result<_, _>>();
    rows.map_err(|cause| Error::Internal(format!("demo: {cause}")))
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|cause| Error::Internal(format!("demo: {cause}")))
}
