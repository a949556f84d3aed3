//! Where the records are: the private Postgres under the data folder, or the one that
//! `DATABASE_URL` names; as the running house and as the owner of the tables.

use crate::{
    config::Settings,
    db,
    embedded::{Durability, Embedded, SUPERUSER},
    verify,
};
use anyhow::{Context, Result, bail};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};
use std::ffi::OsString;
use std::process::ExitCode;

/// The house's own database in the private Postgres.
const DATABASE: &str = "cimic";

/// Where the data is: the address for the running house, the owner's where it is known, and the
/// private Postgres behind both unless `DATABASE_URL` names another.
pub struct Place {
    pub runtime: PgConnectOptions,
    pub owner: Option<PgConnectOptions>,
    embedded: Option<Embedded>,
}

impl Place {
    pub fn open(settings: &Settings) -> Result<Place> {
        if let Some(runtime) = &settings.database_url {
            let owner = settings.owner_url.clone();
            return Ok(Place { runtime: runtime.clone(), owner, embedded: None });
        }
        let embedded = Embedded::start(&settings.data, Durability::House)?;
        Ok(Place {
            runtime: embedded.options(DATABASE, verify::RUNTIME),
            owner: Some(embedded.options(DATABASE, SUPERUSER)),
            embedded: Some(embedded),
        })
    }

    /// Brings the schema up to date as the owner. Without the owner's address, only checks it.
    pub async fn migrate(&self) -> Result<()> {
        if let Some(embedded) = &self.embedded {
            embedded.ensure_database(DATABASE).await?;
        }
        if let Some(owner) = &self.owner {
            db::migrate(owner.clone()).await.context("the migrations failed")?;
            let mut connection = owner.connect().await?;
            sqlx::query(verify::GRANT_MIGRATIONS).execute(&mut connection).await?;
            connection.close().await?;
        }
        let mut connection = self.runtime.connect().await.context("cannot connect")?;
        if let Some(words) = verify::unfit_runtime(&mut connection).await? {
            bail!(words);
        }
        let pending = verify::pending(&mut connection).await?.len();
        connection.close().await?;
        if pending > 0 {
            bail!(
                "{pending} migrations are missing: run `cimic-house migrate` with CIMIC_OWNER_URL"
            );
        }
        Ok(())
    }

    /// Runs a Postgres program on the private cluster, or keeps the cluster up until `stopped`.
    pub async fn lend(
        &self,
        command: &[OsString],
        stopped: impl Future<Output = ()>,
    ) -> Result<ExitCode> {
        let Some(embedded) = &self.embedded else {
            bail!("DATABASE_URL names a Postgres of your own: use its own programs");
        };
        embedded.ensure_database(DATABASE).await?;
        let socket = embedded.socket_folder();
        let [program, arguments @ ..] = command else {
            let (major, socket) = (embedded.major(), socket.display());
            println!(
                "Postgres {major} is up until Ctrl-C: psql -h {socket} -U {SUPERUSER} {DATABASE}"
            );
            stopped.await;
            return Ok(ExitCode::SUCCESS);
        };
        let path = std::env::var_os("PATH").unwrap_or_default();
        let own = std::iter::once(embedded.binaries().to_path_buf());
        let mut child = tokio::process::Command::new(program)
            .args(arguments)
            .env("PATH", std::env::join_paths(own.chain(std::env::split_paths(&path)))?)
            .env("PGHOST", socket)
            .env("PGUSER", SUPERUSER)
            .env("PGDATABASE", DATABASE)
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        // Ctrl-C reaches the program too; Postgres stays up until it has ended.
        let status = tokio::select! {
            status = child.wait() => status,
            () = stopped => child.wait().await,
        };
        Ok(if status?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    pub fn stop(&mut self) {
        if let Some(embedded) = &mut self.embedded {
            embedded.stop();
        }
    }
}
