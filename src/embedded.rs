//! The private Postgres that runs when no `DATABASE_URL` is given: one cluster under the data
//! folder, reached only through a Unix socket in a folder nobody else can enter.
//!
//! ```text
//! <data>/postgres/       the cluster; belongs to the account that runs Postgres
//! <data>/run/            the socket, mode 0700
//! <data>/postgres.conf   written at each start; `postgres.local.conf` beside it overrides
//! <data>/postgres.log    at most two files of 5 MB, never statements or values
//! ```

mod binaries;
mod cluster;
mod keeper;
mod log;

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, postgres::PgConnectOptions};
use std::path::{Path, PathBuf};

pub use cluster::SUPERUSER;

/// What a committed transaction survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Power cuts: every commit is flushed to disk.
    House,
    /// Only the end of the process: nothing is flushed. For tests, which want speed.
    Tests,
}

/// A running private Postgres. Dropping it stops the server, if this process started it.
pub struct Embedded {
    socket: PathBuf,
    binaries: PathBuf,
    major: u32,
    keeper: keeper::Keeper,
}

impl Embedded {
    /// Starts the cluster under `data`, making it first if there is none, or joins the one that
    /// another process runs there. Returns once it accepts connections, and from then on brings
    /// it back within seconds should it die.
    ///
    /// Blocks (60 ms on an existing cluster, 0.6 s on a new one), so call it outside the runtime.
    ///
    /// # Errors
    /// In words an operator can act on: no Postgres 15 or later on this machine, a cluster of
    /// another major version, a folder that the Postgres account cannot reach, a server that ends
    /// at once (with its own last words).
    pub fn start(data: &Path, durability: Durability) -> Result<Embedded> {
        let cluster = cluster::Cluster::prepare(data, durability)?;
        let (binaries, major) = (cluster.binaries.folder.clone(), cluster.binaries.major);
        let (keeper, socket) = keeper::Keeper::start(cluster)?;
        Ok(Embedded { socket, binaries, major, keeper })
    }

    /// The cluster for the tests of this checkout, in memory (`/dev/shm`) where that is possible.
    /// It is kept between runs, so only the first one pays for making it.
    pub fn for_tests() -> Result<Embedded> {
        Embedded::start(&test_folder(), Durability::Tests)
    }

    /// How to connect to `database` as `user`; the private socket needs no password.
    pub fn options(&self, database: &str, user: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(&self.socket)
            .port(cluster::PORT)
            .username(user)
            .database(database)
            .application_name("cimic-house")
    }

    /// Makes `database`, owned by the superuser, unless it is already there.
    pub async fn ensure_database(&self, database: &str) -> Result<()> {
        let mut admin = self.options("postgres", SUPERUSER).connect().await?;
        let known = "select exists (select from pg_database where datname = $1)";
        let exists: bool = sqlx::query_scalar(known).bind(database).fetch_one(&mut admin).await?;
        if !exists {
            let name = database.replace('"', "\"\"");
            sqlx::query(AssertSqlSafe(format!("create database \"{name}\"")))
                .execute(&mut admin)
                .await
                .with_context(|| format!("could not make the database {database}"))?;
        }
        admin.close().await?;
        Ok(())
    }

    /// The folder of the socket, as `PGHOST` or `psql -h` take it.
    pub fn socket_folder(&self) -> &Path {
        &self.socket
    }

    /// The folder of the Postgres programs in use (`psql` and `pg_dump` usually lie there too).
    pub fn binaries(&self) -> &Path {
        &self.binaries
    }

    /// The major version in use, such as 15.
    pub fn major(&self) -> u32 {
        self.major
    }

    /// The process id of the server, when this process started it; `None` when it joined.
    pub fn server_pid(&self) -> Option<u32> {
        self.keeper.server_pid()
    }

    /// Ends the server with a checkpoint, if this process started it. Waits up to a minute for it.
    pub fn stop(&mut self) {
        self.keeper.stop();
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One folder per checkout and user, so that two checkouts never meet in one cluster.
fn test_folder() -> PathBuf {
    let checkout = cluster::short_name(Path::new(env!("CARGO_MANIFEST_DIR")));
    let uid = rustix::process::geteuid().as_raw();
    let memory = Path::new("/dev/shm");
    let writable = rustix::fs::access(memory, rustix::fs::Access::WRITE_OK).is_ok();
    let base = if writable { memory.to_path_buf() } else { std::env::temp_dir() };
    base.join(format!("cimic-tests-{uid}-{checkout}"))
}
