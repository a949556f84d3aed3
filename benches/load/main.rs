//! Measures the house: fills it with old requests, then times its pages for people who see few, many and most of them.
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
mod figures;
mod house;
mod loader;
mod measure;
mod people;
mod rows;
mod world;

use anyhow::Result;
use clap::Parser;
use figures::{Figure, table};
use house::House;
use loader::Loaded;
use measure::{Journey, Pace, SignIns, Weight};
use serde::Serialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

#[derive(Debug, Parser)]
#[command(name = "load", about = "Measures the house with many requests in it")]
struct Args {
    /// How many requests; several sizes are measured one after the other and compared
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
            Pace { alone: seconds(0.3), together: seconds(0.5), journey: seconds(10.0), acts: 20 }
        } else {
            Pace { alone: seconds(2.0), together: seconds(3.0), journey: seconds(60.0), acts: 200 }
        }
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
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut report = Report {
        cores: std::thread::available_parallelism().map_or(1, Into::into),
        sizes: Vec::new(),
        demo_from_nothing_ms: None,
    };
    for loaded in loaded {
        let measured = runtime.block_on(measure(&args, loaded))?;
        show(&measured);
        report.sizes.push(measured);
    }
    compare(&report.sizes);
    report.demo_from_nothing_ms =
        runtime.block_on(demo(&args.data)).map_err(|error| eprintln!("demo: {error:#}")).ok();
    if let Some(ms) = report.demo_from_nothing_ms {
        println!("\nFirst `demo` from nothing: {ms:.0} ms until it answers");
    }
    if let Some(path) = &args.json {
        std::fs::write(path, serde_json::to_string_pretty(&report)?)?;
    }
    let errors: usize = report.sizes.iter().map(errors).sum();
    anyhow::ensure!(errors == 0, "{errors} answers were not what they should be");
    Ok(())
}

async fn measure(args: &Args, loaded: Loaded) -> Result<Measured> {
    let folder = loader::folder(&args.data, loaded.rows);
    let pace = args.pace();
    House::start(&folder, "serve").await?.stop()?;
    let house = House::start(&folder, "serve").await?;
    let start_after_stop_ms = millis(house.ready);
    let socket = folder.join("run");
    let cast = Arc::new(people::Cast::gather(&socket).await?);
    let weights = vec![measure::weight(&house, "/").await?, measure::weight(&house, "/ask").await?];
    let fsync_ms = people::fsync(&folder)?;
    eprintln!("{} requests: pages …", loaded.rows);
    let pages = {
        let bare = bare::Bare::start(&socket).await?;
        measure::pages(&house, bare.address, &cast, pace).await?
    };
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
        journey,
        sign_ins,
        memory_bytes,
        memory_idle_500_bytes,
        weights,
        start_after_stop_ms,
        start_after_kill_ms,
    })
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
    pages + journey.pages.errors + journey.acts.errors + measured.sign_ins.sign_ins.errors
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

/// How the figures grow from the first size to the last.
fn compare(sizes: &[Measured]) {
    let [small, .., large] = sizes else { return };
    println!("\nFrom {} to {} requests", small.loaded.rows, large.loaded.rows);
    println!("  {:<22} {:<8} {:>10} {:>10}", "", "", "p95 grows", "rate");
    for (before, after) in small.pages.iter().zip(&large.pages) {
        println!(
            "  {:<22} {:<8} {:>9.2}x {:>9.2}x",
            after.what,
            after.who,
            after.p95 / before.p95,
            after.per_second / before.per_second
        );
    }
}
