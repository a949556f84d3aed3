//! The program: reads the command line, finds its Postgres, and does what the command says.

use anyhow::{Context, Result, bail};
use axum::{Router, routing::get};
use cimic_house::audit::chain::{self, Verifier};
use cimic_house::audit::sequencer;
use cimic_house::audit::signing::Signer;
use cimic_house::blobs::Blobs;
use cimic_house::config::{Cli, Command, Import, People, SecondFactor, Settings};
use cimic_house::db::Db;
use cimic_house::i18n::{self, Lang, Text};
use cimic_house::imports::{
    AreaFiles, InputFile, Report, Wanted, run_activities, run_actors, run_areas, run_projects,
};
use cimic_house::jobs;
use cimic_house::mail::sending::{self, Mailer};
use cimic_house::metrics::{self, Watched};
use cimic_house::place::Place;
use cimic_house::server::{self, Limits};
use cimic_house::web::security::{self, SecurityConfig};
use cimic_house::web::{AppState, House, assets, error::Error, logging};
use cimic_house::{demo, files, people, routes, verify};
use clap::Parser;
use sqlx::{ConnectOptions, Connection};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// How old the settings on a page may be.
const HOUSE_REFRESH: Duration = Duration::from_secs(5);

/// Gives memory back after a burst. The usual allocator keeps the 19 MiB in which a passphrase is hashed, several times
/// over in each thread that ever hashed one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// Finds the database, does the command, and only then stops the private Postgres.
fn run(settings: &Settings, command: Command, started: Instant) -> Result<ExitCode> {
    if let Command::Verify { exports, checkpoints, key } = &command
        && !exports.is_empty()
    {
        return check_exports(exports, checkpoints.as_deref(), key.clone());
    }
    let mut security = settings.security()?;
    security.bodies.larger = routes::all().larger_bodies();
    let mut place = Place::open(settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        match command {
            Command::Serve => serve(settings, &security, &place, started).await,
            Command::Demo { build_only } => {
                build_demo(settings, &place).await?;
                if build_only {
                    return Ok(ExitCode::SUCCESS);
                }
                serve(settings, &security, &place, started).await
            }
            Command::Migrate => migrate(&place).await,
            Command::Import(what) => import(settings, &place, what).await,
            Command::People(people) => first_people(settings, &place, people).await,
            Command::Verify { .. } => check(&place).await,
            Command::BackupDone => note_backup(settings, &place).await,
            Command::Database { command } => lend(settings, &place, &command).await,
        }
    });
    runtime.shutdown_timeout(Duration::from_secs(5));
    place.stop();
    done
}

/// The pool of the running house, on a database that is up to date.
async fn connect(settings: &Settings, place: &Place) -> Result<Db> {
    place.migrate().await?;
    Db::connect(place.runtime.clone(), settings.pool).await.map_err(plainly)
}

/// An error in words for the terminal: the house's own reasons are keys of its catalogues.
fn plainly(error: Error) -> anyhow::Error {
    match error {
        Error::Forbidden(reason) => anyhow::anyhow!(Text::new(reason).say(Lang::En)),
        other => other.into(),
    }
}

async fn migrate(place: &Place) -> Result<ExitCode> {
    if place.owner.is_none() {
        bail!("give the owner's address as CIMIC_OWNER_URL to migrate");
    }
    place.migrate().await?;
    println!("The database is up to date.");
    Ok(ExitCode::SUCCESS)
}

async fn build_demo(settings: &Settings, place: &Place) -> Result<()> {
    let started = Instant::now();
    std::fs::create_dir_all(&settings.data)?;
    let db = connect(settings, place).await?;
    let cast = demo::build(&db, &open_blobs(settings)?, &settings.data).await.map_err(plainly)?;
    let signer = Signer::of_folder(&settings.data).map_err(plainly)?;
    sequencer::catch_up(&db, &signer).await.map_err(plainly)?;
    db.close().await;
    tracing::info!(ms = started.elapsed().as_millis(), "the invented mission stands");
    println!("{}", demo::print_cast(&cast));
    Ok(())
}

async fn first_people(settings: &Settings, place: &Place, command: People) -> Result<ExitCode> {
    let db = connect(settings, place).await?;
    match command {
        People::AddAdmin { name, email } => {
            let path = people::store::add_first_admin(&db, &name, &email).await.map_err(plainly)?;
            println!("{}{path}", settings.public_address());
            println!("The link works once, within three days. Give it to {name} yourself.");
        }
        People::List => {
            for one in people::store::everybody(&db).await.map_err(plainly)? {
                println!("{}\t{}\t{}\t{}", one.name, one.email, one.role, one.actor);
            }
        }
    }
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Serves until the signal to stop, then lets requests in flight finish and closes the pool.
async fn serve(
    settings: &Settings,
    security: &SecurityConfig,
    place: &Place,
    started: Instant,
) -> Result<ExitCode> {
    let db = connect(settings, place).await?;
    let blobs = open_blobs(settings)?;
    let mailer = mailer(settings)?;
    let state = AppState {
        blobs: blobs.clone(),
        house: Arc::new(RwLock::new(House::load(&db).await?)),
        db: db.clone(),
        nav: cimic_house::nav::nav,
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
    jobs::start(db.clone());
    sequencer::start(db.clone(), Signer::of_folder(&settings.data).map_err(plainly)?);
    sending::start(db.clone(), mailer);
    files::keeping::start(db.clone(), blobs);
    tokio::task::spawn_blocking(|| (i18n::warm(), assets::warm()));
    let (ms, address) = (started.elapsed().as_millis(), listener.local_addr()?);
    tracing::info!(ms, %address, "the house is open");
    server::serve(listener, security::layers(app, security), Limits::default(), stopped()).await;
    db.close().await;
    tracing::info!("the house is closed");
    Ok(ExitCode::SUCCESS)
}

/// Who sends the mail of this house; none where no server is named.
fn mailer(settings: &Settings) -> Result<Option<Mailer>> {
    let Some(url) = settings.smtp_url.as_deref().filter(|url| !url.is_empty()) else {
        return Ok(None);
    };
    let from = settings.mail_from.as_deref().filter(|from| !from.is_empty());
    let from = from.context("CIMIC_SMTP_URL is set without CIMIC_MAIL_FROM")?;
    Ok(Some(Mailer::new(url, from, &settings.public_address())?))
}

/// Where documents lie: the object store of the settings, else a folder beside the private Postgres.
fn open_blobs(settings: &Settings) -> Result<Blobs> {
    let blobs = match settings.files_url.as_deref().filter(|url| !url.is_empty()) {
        Some(url) => Blobs::at(url),
        None => Blobs::in_folder(&settings.data.join("files")),
    };
    blobs.map_err(plainly)
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

/// Prints what an import does, or would do; the exit code is 1 when a mistake kept it from being written.
async fn import(settings: &Settings, place: &Place, what: Import) -> Result<ExitCode> {
    let db = connect(settings, place).await?;
    let report = match what {
        Import::Areas { gazetteer, shapes, aliases, apply, retire_missing } => {
            match AreaFiles::read(&gazetteer, &shapes, aliases.as_deref()) {
                Ok(files) => run_areas(&db, &AreaFiles { retire_missing, ..files }, apply).await?,
                Err(fault) => Report::of_faults(vec![fault]),
            }
        }
        Import::Activities {
            file,
            variants,
            year,
            from,
            until,
            month_first,
            apply,
            leave_out_errors,
        } => {
            let wanted =
                Wanted { variants: None, year, from, until, month_first, apply, leave_out_errors };
            import_activities(&db, &file, variants.as_deref(), wanted).await?
        }
        Import::Actors { file, apply } => match InputFile::read(&file) {
            Ok(file) => run_actors(&db, &file, apply).await?,
            Err(fault) => Report::of_faults(vec![fault]),
        },
        Import::Projects { file, apply } => match InputFile::read(&file) {
            Ok(file) => run_projects(&db, &file, apply).await?,
            Err(fault) => Report::of_faults(vec![fault]),
        },
    };
    db.close().await;
    // A reader that goes away (`| head`) is no mistake.
    let _ = std::io::Write::write_all(&mut std::io::stdout(), report.to_string().as_bytes());
    Ok(ExitCode::from(report.exit_code()))
}

async fn import_activities(
    db: &Db,
    file: &Path,
    variants: Option<&Path>,
    wanted: Wanted,
) -> Result<Report> {
    let read = InputFile::read(file)
        .and_then(|file| Ok((file, variants.map(InputFile::read).transpose()?)));
    match read {
        Ok((file, variants)) => {
            run_activities(db, file, Wanted { variants, ..wanted }).await.map_err(plainly)
        }
        Err(fault) => Ok(Report::of_faults(vec![fault])),
    }
}

/// Checks exports of events without the house, and says what they hold or the first thing that is wrong.
fn check_exports(
    exports: &[PathBuf],
    checkpoints: Option<&Path>,
    key: Option<String>,
) -> Result<ExitCode> {
    let published = match checkpoints {
        None => None,
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let list = chain::published(&text);
            Some(list.with_context(|| format!("{} is no list of checkpoints", path.display()))?)
        }
    };
    let told = key.is_some();
    let mut verifier = Verifier::new(key, published);
    for path in exports {
        let file =
            std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        match verifier.read(std::io::BufReader::new(file)) {
            Ok(passed) => println!(
                "ok     {}: {} events, {} to {}",
                path.display(),
                passed.events,
                passed.first,
                passed.last
            ),
            Err(fault) => {
                println!("AMISS  {}: {fault}", path.display());
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    if let Some(key) = verifier.key.as_ref().filter(|_| !told) {
        println!("signed with {key}: compare it with the one on /audit/checkpoints");
    }
    Ok(ExitCode::SUCCESS)
}

async fn note_backup(settings: &Settings, place: &Place) -> Result<ExitCode> {
    let db = connect(settings, place).await?;
    jobs::note_backup(&db).await.map_err(plainly)?;
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Runs a Postgres program on the private cluster; a dump that went well is noted as a backup.
async fn lend(settings: &Settings, place: &Place, command: &[OsString]) -> Result<ExitCode> {
    let code = place.lend(command, stopped()).await?;
    let is_dump = command.first().is_some_and(|program| {
        Path::new(program).file_name().is_some_and(|name| {
            name.to_str().is_some_and(|name| matches!(name, "pg_dump" | "pg_dumpall"))
        })
    });
    if is_dump && code == ExitCode::SUCCESS {
        note_backup(settings, place).await?;
    }
    Ok(code)
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
