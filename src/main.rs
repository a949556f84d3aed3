//! The program: reads the command line, finds its Postgres, and does what the command says.

use anyhow::{Context, Result, bail};
use axum::{Router, routing::get};
use cimic_house::config::{Cli, Command, SecondFactor, Settings};
use cimic_house::embedded::{Durability, Embedded, SUPERUSER};
use cimic_house::metrics::{self, Watched};
use cimic_house::server::{self, Limits};
use cimic_house::web::security::{self, SecurityConfig};
use cimic_house::web::{AppState, House, assets, logging};
use cimic_house::{db, db::Db, routes, verify};
use clap::Parser;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// The house's own database in the private Postgres.
const DATABASE: &str = "cimic";

/// How old the settings on a page may be.
const HOUSE_REFRESH: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let started = Instant::now();
    let Cli { settings, command } = Cli::parse();
    logging::start(settings.log);
    // One TLS provider, named: rustls panics when it has to choose between two.
    let _ = rustls::crypto::ring::default_provider().install_default();
    raise_file_limit();
    match run(&settings, command.unwrap_or(Command::Serve), started) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cimic-house: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Opens the database, does the command, and only then stops the private Postgres.
fn run(settings: &Settings, command: Command, started: Instant) -> Result<ExitCode> {
    let security = settings.security()?;
    let mut place = Place::open(settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        match command {
            Command::Serve => serve(settings, &security, &place, started).await,
            Command::Migrate => place.migrate_as_owner().await,
            Command::Verify => check(&place).await,
            Command::Database { command } => place.lend(&command).await,
        }
    });
    runtime.shutdown_timeout(Duration::from_secs(5));
    place.stop();
    done
}

/// Serves until the signal to stop, then lets requests in flight finish and closes the pool.
async fn serve(
    settings: &Settings,
    security: &SecurityConfig,
    place: &Place,
    started: Instant,
) -> Result<ExitCode> {
    place.migrate().await?;
    let db = Db::connect(place.runtime.clone(), settings.pool).await?;
    let state = AppState {
        house: Arc::new(RwLock::new(House::load(&db).await?)),
        db: db.clone(),
        nav: routes::nav,
        https: settings.https,
        second_factor: settings.second_factor == Some(SecondFactor::Required),
    };
    let watched = Watched { db: db.clone(), data: Arc::new(settings.data.clone()) };
    let health = Router::new().route("/health", get(metrics::health));
    let app = routes::app(state.clone()).merge(health.with_state(watched.clone()));
    let listener = listen(settings.listen).await?;
    if let Some(address) = settings.metrics_listen {
        let figures = metrics::prometheus(watched)?;
        let listener = listen(address).await?;
        tokio::spawn(server::serve(listener, figures, Limits::default(), std::future::pending()));
    }
    tokio::spawn(metrics::watch_disk(settings.data.clone()));
    tokio::spawn(keep_house_fresh(state));
    tokio::task::spawn_blocking(assets::warm);
    let (ms, address) = (started.elapsed().as_millis(), listener.local_addr()?);
    tracing::info!(ms, %address, "the house is open");
    server::serve(listener, security::layers(app, security), Limits::default(), stopped()).await;
    db.close().await;
    tracing::info!("the house is closed");
    Ok(ExitCode::SUCCESS)
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

/// Reads the settings that every page shows again, so that a change is seen by all within seconds.
async fn keep_house_fresh(state: AppState) {
    loop {
        tokio::time::sleep(HOUSE_REFRESH).await;
        if let Err(error) = state.refresh_house().await {
            tracing::debug!(%error, "the settings could not be read again");
        }
    }
}

/// Completes with SIGTERM (from whoever runs the house) or SIGINT (Ctrl-C).
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let asked = async |kind| match signal(kind) {
        Ok(mut signal) => signal.recv().await,
        Err(_) => std::future::pending().await,
    };
    tokio::select! {
        _ = asked(SignalKind::terminate()) => {}
        _ = asked(SignalKind::interrupt()) => {}
    }
    tracing::info!("stopping: finishing what is under way");
}

/// Prints every rule of `verify`; the exit code says whether all of them hold.
async fn check(place: &Place) -> Result<ExitCode> {
    let options = place.owner.as_ref().unwrap_or(&place.runtime);
    let mut connection = options.connect().await.context("cannot connect")?;
    let mut code = ExitCode::SUCCESS;
    for finding in verify::verify(&mut connection).await? {
        if finding.broken_by.is_empty() {
            println!("ok     {}", finding.rule);
        } else {
            println!("AMISS  {}: {}", finding.rule, finding.broken_by.join(", "));
            code = ExitCode::FAILURE;
        }
    }
    connection.close().await?;
    Ok(code)
}

/// As many files as the kernel lets us: 2,000 connections do not fit into the usual 1,024.
fn raise_file_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::debug!(%error, "the limit of open files stays");
    }
}

/// Where the data is: the address for the running house, the owner's where it is known, and the
/// private Postgres behind both unless `DATABASE_URL` names another.
struct Place {
    runtime: PgConnectOptions,
    owner: Option<PgConnectOptions>,
    embedded: Option<Embedded>,
}

impl Place {
    fn open(settings: &Settings) -> Result<Place> {
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
    async fn migrate(&self) -> Result<()> {
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

    async fn migrate_as_owner(&self) -> Result<ExitCode> {
        if self.owner.is_none() {
            bail!("give the owner's address as CIMIC_OWNER_URL to migrate");
        }
        self.migrate().await?;
        println!("The database is up to date.");
        Ok(ExitCode::SUCCESS)
    }

    /// Runs a Postgres program on the private cluster, or keeps the cluster up until Ctrl-C.
    async fn lend(&self, command: &[OsString]) -> Result<ExitCode> {
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
            stopped().await;
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
            () = stopped() => child.wait().await,
        };
        Ok(if status?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn stop(&mut self) {
        if let Some(embedded) = &mut self.embedded {
            embedded.stop();
        }
    }
}
