//! Fills a private cluster with an old house: bulk copy with triggers off, indexes built afterwards.

use crate::{
    fill::{self, Part},
    rows::{Chunk, Rows, TABLES},
    world::World,
};
use anyhow::{Context, Result};
use cimic_house::{
    db,
    embedded::{Durability, Embedded, SUPERUSER},
    secrets::hex,
    verify,
};
use serde::{Deserialize, Serialize};
use sqlx::{ConnectOptions, Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::time::Instant;
use tokio::sync::mpsc;

/// The house's own database in its private Postgres.
pub const DATABASE: &str = "cimic";
/// Requests copied at a time.
const CHUNK: usize = 10_000;
/// Tables that the second connection copies, while the first does the others.
const SECOND: [usize; 4] = [2, 8, 10, 12];

/// What loading came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Loaded {
    pub rows: usize,
    pub copy_seconds: f64,
    pub sights_seconds: f64,
    pub index_seconds: f64,
    pub vacuum_seconds: f64,
    pub seconds: f64,
    pub database_bytes: i64,
    pub sights_bytes: i64,
    pub bytes_per_request: i64,
    /// Table, bytes with indexes, rows (estimated by Postgres).
    pub tables: Vec<(String, i64, i64)>,
    /// Everything beside the requests, and how long each took.
    pub parts: Vec<Part>,
    /// The checksums of the migrations it was filled under, and of what filled the rest.
    schema: Vec<String>,
    fill: String,
}

/// The folder of the cluster with this many requests.
pub fn folder(data: &Path, rows: usize) -> PathBuf {
    data.join(rows.to_string())
}

/// Loads `rows` requests under `data`, or finds that they are there already, from the same schema.
pub fn load(data: &Path, rows: usize) -> Result<Loaded> {
    let folder = folder(data, rows);
    let note = folder.join("loaded.json");
    if let Ok(text) = std::fs::read_to_string(&note)
        && let Ok(loaded) = serde_json::from_str::<Loaded>(&text)
        && loaded.schema.iter().all(|sum| schema().contains(sum))
        && loaded.fill == fill::version()
    {
        return Ok(loaded);
    }
    if folder.exists() {
        std::fs::remove_dir_all(&folder).context("clear the old cluster")?;
    }
    // Made as a house makes it (with checksums), filled without flushing, then flushed as a whole.
    Embedded::start(&folder, Durability::House)?.stop();
    let started = Instant::now();
    let mut postgres = Embedded::start(&folder, Durability::Tests)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let loaded = runtime.block_on(fill(&postgres, rows));
    postgres.stop();
    let mut loaded = loaded?;
    std::process::Command::new("sync").arg("-f").arg(&folder).status()?;
    loaded.seconds = started.elapsed().as_secs_f64();
    std::fs::write(note, serde_json::to_string_pretty(&loaded)?)?;
    Ok(loaded)
}

/// The checksums of all migrations. What came later the house brings itself when it starts; a changed one means filling anew.
fn schema() -> Vec<String> {
    db::MIGRATOR.iter().map(|migration| hex(&migration.checksum)).collect()
}

async fn fill(postgres: &Embedded, rows: usize) -> Result<Loaded> {
    postgres.ensure_database(DATABASE).await?;
    let owner = postgres.options(DATABASE, SUPERUSER);
    db::migrate(owner.clone()).await?;
    let mut admin = owner.connect().await?;
    sqlx::query(verify::GRANT_MIGRATIONS).execute(&mut admin).await?;
    let world = World::new();
    world.write(&mut admin).await?;
    sqlx::query("update house set mission_name = 'Measured mission'").execute(&mut admin).await?;
    let mut clock = Clock(Instant::now());
    indexes_off(&mut admin).await?;

    let now: jiff_sqlx::Timestamp =
        sqlx::query_scalar("select now()").fetch_one(&mut admin).await?;
    let now = now.to_jiff();
    let (chunks, first, second) =
        (mpsc::channel(2), quick(postgres).await?, quick(postgres).await?);
    let (give, take) = chunks;
    let making = tokio::task::spawn_blocking(move || {
        let mut made = Rows::new(&world, rows, now);
        while let Some(chunk) = made.chunk(CHUNK) {
            if give.blocking_send(chunk).is_err() {
                break;
            }
        }
    });
    copy(take, first, second).await?;
    making.await?;
    let copy_seconds = clock.lap();

    sqlx::raw_sql("set maintenance_work_mem = '512MB'; set work_mem = '64MB'; set session_replication_role = replica")
        .execute(&mut admin)
        .await?;
    reindex(&mut admin, "request_parties").await?;
    sqlx::raw_sql(SIGHTS).execute(&mut admin).await.context("fill the sights")?;
    let sights_seconds = clock.lap();
    for (table, _) in TABLES.iter().filter(|(table, _)| *table != "request_parties") {
        reindex(&mut admin, table).await?;
    }
    reindex(&mut admin, "request_sights").await?;
    sqlx::raw_sql("analyze").execute(&mut admin).await?;
    check(&mut admin).await?;
    let index_seconds = clock.lap();
    let parts = fill::fill(&mut admin, rows).await?;
    clock.lap();
    sqlx::raw_sql("vacuum (analyze, freeze)").execute(&mut admin).await?;
    let vacuum_seconds = clock.lap();
    let sizes = sizes(&mut admin).await?;
    admin.close().await?;
    Ok(Loaded {
        rows,
        copy_seconds,
        sights_seconds,
        index_seconds,
        vacuum_seconds,
        parts,
        ..sizes.of(rows)
    })
}

struct Clock(Instant);

impl Clock {
    fn lap(&mut self) -> f64 {
        std::mem::replace(&mut self.0, Instant::now()).elapsed().as_secs_f64()
    }
}

/// A connection on which no trigger fires and no foreign key is looked up.
async fn quick(postgres: &Embedded) -> Result<PgConnection> {
    let mut connection = postgres.options(DATABASE, SUPERUSER).connect().await?;
    sqlx::query("set session_replication_role = replica").execute(&mut connection).await?;
    Ok(connection)
}

/// Tells Postgres to leave the indexes of the large tables alone until `reindex` builds them. Their definitions stay.
async fn indexes_off(admin: &mut PgConnection) -> Result<()> {
    let tables: Vec<&str> =
        TABLES.iter().map(|(table, _)| *table).chain(["request_sights"]).collect();
    sqlx::query("update pg_index set indisready = false where indrelid::regclass::text = any ($1)")
        .bind(tables)
        .execute(admin)
        .await?;
    Ok(())
}

async fn reindex(admin: &mut PgConnection, table: &str) -> Result<()> {
    sqlx::raw_sql(db::statement(format!("reindex table {table}"))).execute(admin).await?;
    Ok(())
}

async fn copy(
    mut chunks: mpsc::Receiver<Chunk>,
    mut first: PgConnection,
    mut second: PgConnection,
) -> Result<()> {
    while let Some(chunk) = chunks.recv().await {
        let of_second = |table: &usize| SECOND.contains(table);
        let (mine, theirs): (Vec<usize>, Vec<usize>) =
            (0..TABLES.len()).partition(|table| !of_second(table));
        tokio::try_join!(
            copy_tables(&mut first, &chunk, mine),
            copy_tables(&mut second, &chunk, theirs)
        )?;
    }
    first.close().await?;
    second.close().await?;
    Ok(())
}

async fn copy_tables(to: &mut PgConnection, chunk: &Chunk, tables: Vec<usize>) -> Result<()> {
    for table in tables {
        let ((name, columns), lines) = (TABLES[table], &chunk.lines[table]);
        let mut stream = to.copy_in_raw(&format!("copy {name} ({columns}) from stdin")).await?;
        for part in lines.as_bytes().chunks(1 << 20) {
            stream.send(part).await?;
        }
        stream.finish().await.with_context(|| format!("copy {name}"))?;
    }
    Ok(())
}

/// The same sights as the triggers keep, for all requests at once.
const SIGHTS: &str = "
    create temp table climb as
        with recursive up as (
            select id as actor, id as grantee, parent_id, community from actors
            union
            select up.actor, p.id, p.parent_id, p.community from up join actors p on p.id = up.parent_id and p.community = up.community
            where up.community in ('military', 'mission', 'humanitarian')
        ) select actor, grantee from up;
    create index on climb (actor);
    analyze climb;
    insert into request_sights (request_id, grantee, received_at, state, kind, from_area_id, priority, turn_id)
    select r.id, g.grantee, r.received_at, r.state, r.kind, r.from_area_id, r.priority, r.turn_id
    from requests r cross join lateral (
        select grantee from climb where actor = r.owner_id
        union select c.grantee from request_parties p join climb c on c.actor = p.actor_id where p.request_id = r.id and p.left_at is null
        union select audience_grantee(r.audience) where audience_grantee(r.audience) is not null
        union select r.id where r.has_code) g";

/// Lets the triggers' own function rebuild some requests: it must find nothing to change.
async fn check(admin: &mut PgConnection) -> Result<()> {
    let sights =
        "select s.*::text as line from request_sights s where request_id = any ($1) order by 1";
    let some: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from requests order by md5(id::text) limit 200")
            .fetch_all(&mut *admin)
            .await?;
    let before: Vec<String> = sqlx::query_scalar(sights).bind(&some).fetch_all(&mut *admin).await?;
    sqlx::query("select request_sights_rebuild(r) from requests r where id = any ($1)")
        .bind(&some)
        .execute(&mut *admin)
        .await?;
    let after: Vec<String> = sqlx::query_scalar(sights).bind(&some).fetch_all(&mut *admin).await?;
    anyhow::ensure!(before == after, "the loader's sights are not those that the triggers keep");
    Ok(())
}

struct Sizes {
    database: i64,
    tables: Vec<(String, i64, i64)>,
}

async fn sizes(admin: &mut PgConnection) -> Result<Sizes> {
    let database = sqlx::query_scalar("select pg_database_size(current_database())")
        .fetch_one(&mut *admin)
        .await?;
    let tables = sqlx::query_as(
        "select relname::text, pg_total_relation_size(oid), reltuples::bigint from pg_class
         where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 1000 order by 2 desc",
    )
    .fetch_all(admin)
    .await?;
    Ok(Sizes { database, tables })
}

impl Sizes {
    fn of(self, rows: usize) -> Loaded {
        let sights = self.tables.iter().find(|(name, ..)| name == "request_sights");
        Loaded {
            rows,
            sights_bytes: sights.map_or(0, |(_, bytes, _)| *bytes),
            database_bytes: self.database,
            bytes_per_request: self.database / i64::try_from(rows).unwrap_or(1),
            tables: self.tables,
            copy_seconds: 0.0,
            sights_seconds: 0.0,
            index_seconds: 0.0,
            vacuum_seconds: 0.0,
            seconds: 0.0,
            parts: Vec::new(),
            schema: schema(),
            fill: fill::version(),
        }
    }
}
