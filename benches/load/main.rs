//! Measures the house: fills it with six years of everything, then times its pages for people who see few, many and most of it.
//!
//! ```text
//! cargo bench --bench load -- --quick
//! cargo bench --bench load -- --rows 10000,1000000 --json figures.json
//! ```
//!
//! Everything stays on this machine (loopback, Unix sockets), is bounded in time, and ends by itself.
//! `docs/performance.md` has the figures and how to read them.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people, far from the ends of any type"
)]

mod bare;
mod client;
mod duties;
mod figures;
mod fill;
mod house;
mod loader;
mod measure;
mod only;
mod people;
mod rooms;
mod rows;
mod world;

use anyhow::Result;
use clap::Parser;
use duties::{Duties, Import};
use figures::{Figure, grows, table};
use house::House;
use loader::Loaded;
use measure::{Journey, Pace, SignIns, Weight};
use serde::Serialize;
use sqlx::ConnectOptions;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

#[derive(Debug, Parser)]
#[command(name = "load", about = "Measures the house with many records in it")]
struct Args {
    /// How many requests, and of everything else in proportion; several sizes are measured one after the other and compared
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    rows: Vec<usize>,
    /// Where the filled clusters are kept; a second run finds them there
    #[arg(long, default_value = "/tmp/cimic-load")]
    data: PathBuf,
    /// A second or so for each figure, so that the program itself is tried
    #[arg(long)]
    quick: bool,
    /// Only fill
    #[arg(long)]
    load_only: bool,
    /// Only the pages of the whole house whose names begin with one of these, such as `home,search`; `duties` is what it does beside
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Also write the figures here
    #[arg(long)]
    json: Option<PathBuf>,
    /// Be the bare server (the program starts itself so)
    #[arg(long, hide = true, requires = "socket")]
    bare: Option<SocketAddr>,
    #[arg(long, hide = true)]
    socket: Option<PathBuf>,
    /// Cargo says this to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

impl Args {
    fn pace(&self) -> Pace {
        let seconds = Duration::from_secs_f64;
        if self.quick {
            Pace {
                alone: seconds(0.3),
                together: seconds(0.4),
                room: seconds(0.1),
                journey: seconds(6.0),
                acts: 20,
            }
        } else {
            Pace {
                alone: seconds(1.5),
                together: seconds(1.5),
                room: seconds(0.6),
                journey: seconds(40.0),
                acts: 200,
            }
        }
    }

    /// Rows of the files that are brought in.
    fn imports(&self) -> [usize; 2] {
        if self.quick { [500, 5000] } else { [20_000, 200_000] }
    }
}

/// Everything that was measured at one size.
#[derive(Serialize)]
struct Measured {
    loaded: Loaded,
    /// Who sees how many.
    sees: Vec<(&'static str, i64)>,
    fsync_ms: (f64, f64),
    pages: Vec<Figure>,
    rooms: Vec<rooms::Measured>,
    duties: Duties,
    journey: Journey,
    sign_ins: SignIns,
    memory_bytes: u64,
    memory_idle_500_bytes: u64,
    weights: Vec<Weight>,
    start_after_stop_ms: f64,
    start_after_kill_ms: f64,
}

#[derive(Serialize)]
struct Report {
    cores: usize,
    sizes: Vec<Measured>,
    /// Files of activities, brought into the smallest house.
    imports: Vec<Import>,
    demo_from_nothing_ms: Option<f64>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    if let (Some(address), Some(socket)) = (args.bare, args.socket.clone()) {
        return bare::serve(address, &socket);
    }
    let mut loaded = Vec::new();
    for rows in &args.rows {
        eprintln!("{rows} requests: filling, unless they are there …");
        loaded.push(loader::load(&args.data, *rows)?);
        show_loaded(&loaded[loaded.len() - 1]);
    }
    if args.load_only {
        return Ok(());
    }
    if !args.only.is_empty() {
        return only::only(&args, &loaded);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut report = Report {
        cores: std::thread::available_parallelism().map_or(1, Into::into),
        sizes: Vec::new(),
        imports: Vec::new(),
        demo_from_nothing_ms: None,
    };
    for loaded in loaded {
        let measured = runtime.block_on(measure(&args, loaded))?;
        show(&measured);
        report.sizes.push(measured);
        save(&args, &report)?;
    }
    compare(&report.sizes);
    let smallest = args.rows.iter().min().copied().unwrap_or_default();
    for rows in args.imports() {
        let import = duties::import(&loader::folder(&args.data, smallest), &args.data, rows)?;
        show_import(&import);
        report.imports.push(import);
        save(&args, &report)?;
    }
    report.demo_from_nothing_ms =
        runtime.block_on(demo(&args.data)).map_err(|error| eprintln!("demo: {error:#}")).ok();
    if let Some(ms) = report.demo_from_nothing_ms {
        println!("\nFirst `demo` from nothing: {ms:.0} ms until it answers");
    }
    save(&args, &report)?;
    let errors: usize = report.sizes.iter().map(errors).sum();
    anyhow::ensure!(errors == 0, "{errors} answers were not what they should be");
    Ok(())
}

/// Writes what is known so far, so that a run that is cut short still tells it.
fn save(args: &Args, report: &Report) -> Result<()> {
    if let Some(path) = &args.json {
        std::fs::write(path, serde_json::to_string_pretty(report)?)?;
    }
    Ok(())
}

async fn measure(args: &Args, loaded: Loaded) -> Result<Measured> {
    let folder = loader::folder(&args.data, loaded.rows);
    let pace = args.pace();
    let socket = folder.join("run");
    let house = House::start(&folder, "serve").await?;
    settle(&socket).await?;
    house.stop()?;
    let house = House::start(&folder, "serve").await?;
    let start_after_stop_ms = millis(house.ready);
    settle(&socket).await?;
    let cast = Arc::new(people::Cast::gather(&socket).await?);
    let weights = vec![measure::weight(&house, "/").await?, measure::weight(&house, "/ask").await?];
    let fsync_ms = people::fsync(&folder)?;
    eprintln!("{} requests: pages …", loaded.rows);
    let pages = {
        let bare = bare::Bare::start(&socket).await?;
        measure::pages(&house, bare.address, &cast, pace).await?
    };
    eprintln!("{} requests: the whole house …", loaded.rows);
    let samples = rooms::Samples::draw(&mut people::owner(&socket).connect().await?, &cast).await?;
    let rooms = rooms::measure(&house, &cast, &samples.rooms(&cast)?, pace.room).await?;
    let duties = duties::measure(&house, &socket, &cast, args.quick).await?;
    eprintln!("{} requests: the mixed journey …", loaded.rows);
    let journey = measure::journey(&house, cast.clone(), 50.0, pace.journey, true).await?;
    let memory_bytes = house.memory();
    let memory_idle_500_bytes = measure::idle_memory(&house, 500).await?;
    eprintln!("{} requests: sign-ins …", loaded.rows);
    let sign_ins = measure::sign_ins(&house, cast.clone(), pace.journey / 4).await?;
    house.kill()?;
    let house = House::start(&folder, "serve").await?;
    let start_after_kill_ms = millis(house.ready);
    house.stop()?;
    Ok(Measured {
        sees: cast.people.iter().map(|person| (person.who, person.sees)).collect(),
        loaded,
        fsync_ms,
        pages,
        rooms,
        duties,
        journey,
        sign_ins,
        memory_bytes,
        memory_idle_500_bytes,
        weights,
        start_after_stop_ms,
        start_after_kill_ms,
    })
}

/// Waits until the house has done what its clock asks of it when it opens: after a fill, that is a year of publishing.
async fn settle(socket: &Path) -> Result<()> {
    let mut owner = people::owner(socket).connect().await?;
    let since: jiff_sqlx::Timestamp =
        sqlx::query_scalar("select pg_postmaster_start_time()").fetch_one(&mut owner).await?;
    let done = "select exists (select from job_runs where name = 'papers' and ran_at > $1)";
    for _ in 0..6000 {
        if sqlx::query_scalar(done).bind(since).fetch_one(&mut owner).await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("the house was still busy with what its clock asks for after ten minutes")
}

/// The first demonstration on a machine where there is nothing yet.
async fn demo(data: &Path) -> Result<f64> {
    let folder = data.join("demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let house = House::start(&folder, "demo").await?;
    let ready = millis(house.ready);
    house.stop()?;
    std::fs::remove_dir_all(&folder)?;
    Ok(ready)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn errors(measured: &Measured) -> usize {
    let journey = &measured.journey;
    let pages: usize = measured.pages.iter().map(|figure| figure.errors).sum();
    let rooms: usize = measured.rooms.iter().map(|room| room.figure.errors).sum();
    let submissions = measured.duties.submission.errors;
    pages
        + rooms
        + submissions
        + journey.pages.errors
        + journey.acts.errors
        + measured.sign_ins.sign_ins.errors
}

fn megabytes(bytes: i64) -> f64 {
    bytes as f64 / 1e6
}

fn show_loaded(loaded: &Loaded) {
    println!(
        "\n{} requests filled in {:.0} s (copy {:.0}, sights {:.0}, indexes {:.0}, vacuum {:.0}); {:.0} MB on disk, {} bytes a request, sights {:.0} MB",
        loaded.rows,
        loaded.seconds,
        loaded.copy_seconds,
        loaded.sights_seconds,
        loaded.index_seconds,
        loaded.vacuum_seconds,
        megabytes(loaded.database_bytes),
        loaded.bytes_per_request,
        megabytes(loaded.sights_bytes)
    );
}

fn show(measured: &Measured) {
    let rows = measured.loaded.rows;
    let sees: Vec<String> =
        measured.sees.iter().map(|(who, sees)| format!("the {who} sees {sees}")).collect();
    table(&format!("{rows} requests; {}", sees.join(", ")), &measured.pages);
    show_house(measured);
    let journey = &measured.journey;
    let mut figures = vec![journey.pages.clone(), journey.acts.clone()];
    figures.extend(journey.parts.clone());
    let (median, p95) = measured.fsync_ms;
    table(
        &format!(
            "Mixed journey at {} a second for {:.0} s (fsync here: median {median:.2} ms, p95 {p95:.2} ms)",
            journey.asked_per_second, journey.seconds
        ),
        &figures,
    );
    let SignIns { alone, beside, sign_ins } = &measured.sign_ins;
    table(
        "Sign-ins at 10 a second beside pages at 30 a second",
        &[alone.clone(), beside.clone(), sign_ins.clone()],
    );
    println!(
        "\nMemory of the house: {:.0} MB, with 500 idle connections {:.0} MB",
        measured.memory_bytes as f64 / 1_048_576.0,
        measured.memory_idle_500_bytes as f64 / 1_048_576.0
    );
    println!(
        "Ready after a clean stop: {:.0} ms; after kill -9 of house and Postgres: {:.0} ms",
        measured.start_after_stop_ms, measured.start_after_kill_ms
    );
    for weight in &measured.weights {
        println!(
            "{}: {} bytes compressed with headers, style sheet {}",
            weight.path, weight.page, weight.css
        );
    }
}

/// The rooms, what is over what was asked, and what the house does beside.
fn show_house(measured: &Measured) {
    let figures: Vec<Figure> = measured.rooms.iter().map(|room| room.figure.clone()).collect();
    table("The whole house, one answer after the other", &figures);
    for room in &measured.rooms {
        if let Some(misses) = room.misses() {
            println!("  over: {}, {}: {misses}", room.figure.what, room.figure.who);
        }
    }
    show_duties(&measured.duties);
}

/// What the house does beside showing pages.
fn show_duties(duties: &Duties) {
    let Duties { submission, submission_bare, sequencer, rolls } = duties;
    table("Keeping the index of search", &[submission.clone(), submission_bare.clone()]);
    println!(
        "\nSequencer: {} events in {:.1} s, at most {:.1} s behind; when many wait, {:.0} a second",
        sequencer.written, sequencer.seconds, sequencer.lag, sequencer.burst_per_second
    );
    println!(
        "Roll-ups after {} changes: found out in {:.0} ms, {} weeks counted again in {:.0} ms, the longest in {:.0} ms",
        rolls.changes, rolls.mark_ms, rolls.weeks, rolls.fold_ms, rolls.longest_ms
    );
}

fn show_import(import: &Import) {
    println!(
        "Import of {} rows: {:.1} s, {} applied, at most {:.0} MB",
        import.rows,
        import.seconds,
        import.applied,
        import.peak_bytes as f64 / 1_048_576.0
    );
}

/// How the figures grow from the first size to the last.
fn compare(sizes: &[Measured]) {
    let [small, .., large] = sizes else { return };
    println!("\nFrom {} to {} requests", small.loaded.rows, large.loaded.rows);
    let rooms =
        small.rooms.iter().zip(&large.rooms).map(|(small, large)| (&small.figure, &large.figure));
    grows(small.pages.iter().zip(&large.pages).chain(rooms));
}
