//! What the house does beside showing pages: what it costs to keep search, how fast events come into the chain, how long the
//! roll-ups take after a thousand changes, and what a file of two hundred thousand rows takes to bring in.

use crate::{
    client::Client,
    figures::Figure,
    house::House,
    loader,
    people::{Cast, owner},
};
use anyhow::{Context, Result, ensure};
use serde::Serialize;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Events that the sequencer is to keep up with in a second, and for how long they come.
const EVENTS_A_SECOND: i32 = 2000;
/// Changes after which the roll-ups are counted again.
const CHANGES: i64 = 1000;

#[derive(Clone, Debug, Serialize)]
pub struct Duties {
    /// A submission as it is, and without the triggers that keep search.
    pub submission: Figure,
    pub submission_bare: Figure,
    pub sequencer: Sequencer,
    pub rolls: Rolls,
}

/// Events that were written at a fixed rate while the house ran.
#[derive(Clone, Debug, Serialize)]
pub struct Sequencer {
    pub written: i64,
    pub seconds: f64,
    /// How old the oldest event outside the chain was at most, in seconds.
    pub lag: f64,
    /// Events a second when many wait.
    pub burst_per_second: f64,
}

#[derive(Clone, Debug, Serialize)]
pub struct Rolls {
    pub changes: i64,
    pub weeks: i64,
    pub mark_ms: f64,
    pub fold_ms: f64,
    /// The longest of the counts, which holds its rows while it runs.
    pub longest_ms: f64,
}

/// An import in a process of its own.
#[derive(Clone, Debug, Serialize)]
pub struct Import {
    pub rows: usize,
    pub seconds: f64,
    /// The most memory that the process ever held (`VmHWM`).
    pub peak_bytes: u64,
    pub applied: i64,
}

pub async fn measure(house: &House, socket: &Path, cast: &Cast, is_quick: bool) -> Result<Duties> {
    let mut owner = owner(socket).connect().await?;
    let (submission, submission_bare) =
        submissions(house, cast, &mut owner, if is_quick { 10 } else { 60 }).await?;
    let sequencer = sequencer(&mut owner, if is_quick { 3 } else { 10 }).await?;
    let rolls = rolls(&mut owner).await?;
    owner.close().await?;
    Ok(Duties { submission, submission_bare, sequencer, rolls })
}

/// The partner's requests, in turns with and without what keeps search, so that both meet the same house.
async fn submissions(
    house: &House,
    cast: &Cast,
    owner: &mut PgConnection,
    each: usize,
) -> Result<(Figure, Figure)> {
    let (mut with, mut without, mut errors) = (Vec::new(), Vec::new(), 0);
    for round in 0..6 {
        let on = round % 2 == 0;
        switch(owner, on).await?;
        let mut client = Client::connect(house.address).await?;
        for n in 0..each {
            let ask = cast.submit("partner");
            let begun = Instant::now();
            let answer = client.ask(&ask).await?;
            let time = begun.elapsed();
            errors += usize::from(answer.status != 303);
            // The first few after a switch plan their statements again.
            if n >= each / 6 {
                if on { &mut with } else { &mut without }.push(time);
            }
        }
    }
    switch(owner, true).await?;
    let figure = |what, times: Vec<Duration>, errors| {
        let seconds = times.iter().map(Duration::as_secs_f64).sum();
        Figure::of(what, "partner", times, seconds, errors)
    };
    Ok((figure("submit", with, errors), figure("submit, search not kept", without, 0)))
}

/// Turns the triggers of search off or on again, for everybody.
async fn switch(owner: &mut PgConnection, on: bool) -> Result<()> {
    let word = if on { "enable" } else { "disable" };
    let sql = format!(
        "alter table request_sights {word} trigger search_came; alter table request_sights {word} trigger search_went;
         alter table requests {word} trigger search_said"
    );
    owner.execute(sqlx::raw_sql(cimic_house::db::statement(sql))).await?;
    Ok(())
}

/// Writes events at a fixed rate beside the house, and watches how far its chain is behind.
async fn sequencer(owner: &mut PgConnection, seconds: i32) -> Result<Sequencer> {
    let parts = 10;
    let (mut written, mut lag) = (0, 0_f64);
    let started = tokio::time::Instant::now();
    for n in 0..seconds * parts {
        tokio::time::sleep_until(started + Duration::from_millis(100) * u32::try_from(n)?).await;
        written += write_events(owner, EVENTS_A_SECOND / parts).await?;
        lag = lag.max(behind(owner).await?.1);
    }
    let wrote = started.elapsed().as_secs_f64();
    while behind(owner).await?.0 > 0 && started.elapsed() < Duration::from_mins(2) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        lag = lag.max(behind(owner).await?.1);
    }
    let many = write_events(owner, EVENTS_A_SECOND * seconds.min(10) * 2).await?;
    let burst = loop {
        let waiting = behind(owner).await?.0;
        // The sequencer looks once a second: timed from when it begins.
        if waiting < many {
            break Instant::now();
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    let left = behind(owner).await?.0;
    while behind(owner).await?.0 > 0 && burst.elapsed() < Duration::from_mins(2) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let burst_per_second = left as f64 / burst.elapsed().as_secs_f64();
    Ok(Sequencer { written, seconds: wrote, lag, burst_per_second })
}

async fn write_events(owner: &mut PgConnection, n: i32) -> Result<i64> {
    let done = sqlx::query(
        "insert into events (role, act, record_kind, record_id) select 'house', 'measure', 'house', '00000000-0000-0000-0000-00000000b002' from generate_series(1, $1)",
    )
    .bind(n)
    .execute(owner)
    .await?;
    Ok(i64::try_from(done.rows_affected())?)
}

/// Events that wait for their place in the chain, and how old the oldest is, in seconds.
async fn behind(owner: &mut PgConnection) -> Result<(i64, f64)> {
    let row: (i64, Option<f64>) = sqlx::query_as(
        "select count(*), extract(epoch from clock_timestamp() - min(e.at))::float8 from events e, event_chain_heads h where (e.tx, e.id) > (h.tx, h.event_id)",
    )
    .fetch_one(owner)
    .await?;
    Ok((row.0, row.1.unwrap_or(0.0)))
}

/// A thousand changes of open records, then what the house does every minute; the house's own clock may have done a part of it.
async fn rolls(owner: &mut PgConnection) -> Result<Rolls> {
    sqlx::query("select set_config('cimic.role', 'house', false)").execute(&mut *owner).await?;
    owner.execute("set statement_timeout = '60s'").await?;
    for (kind, table, open) in [
        ("request", "requests", "turn_id is not null"),
        ("action", "actions", "state in ('offered', 'accepted', 'in_progress')"),
        ("meeting", "meetings", "starts_at between now() - interval '60 days' and now()"),
        ("activity", "activities", "status = 'ongoing'"),
        ("qip", "qips", "state = 'implementing'"),
    ] {
        let sql = format!(
            "insert into events (role, act, record_kind, record_id) select 'house', 'measure', '{kind}', id from (select id from {table} where {open} order by md5(id::text) limit {}) x",
            CHANGES / 5
        );
        owner.execute(sqlx::raw_sql(cimic_house::db::statement(sql))).await?;
    }
    let started = Instant::now();
    owner.execute("select rolls_mark()").await?;
    let mark_ms = started.elapsed().as_secs_f64() * 1000.0;
    let weeks =
        sqlx::query_scalar("select count(*) from roll_dirty").fetch_one(&mut *owner).await?;
    let (started, mut longest_ms) = (Instant::now(), 0_f64);
    loop {
        let begun = Instant::now();
        let n: i32 = sqlx::query_scalar("select rolls_fold(1) + boards_fold(1)")
            .fetch_one(&mut *owner)
            .await?;
        longest_ms = longest_ms.max(begun.elapsed().as_secs_f64() * 1000.0);
        if n == 0 {
            break;
        }
    }
    let fold_ms = started.elapsed().as_secs_f64() * 1000.0;
    Ok(Rolls { changes: CHANGES, weeks, mark_ms, fold_ms, longest_ms })
}

/// Brings a made file of `rows` activities into a copy of the cluster in `folder`, whose house is stopped.
pub fn import(folder: &Path, data: &Path, rows: usize) -> Result<Import> {
    let copy = data.join("import");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    let copied = Command::new("cp").arg("-a").arg(folder).arg(&copy).status()?;
    ensure!(copied.success(), "could not copy {}", folder.display());
    let file = data.join("activities.csv");
    std::fs::write(&file, csv(rows))?;
    let log = std::fs::File::create(data.join("import.log"))?;
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cimic-house"))
        .args(["import", "activities", "--apply", "--leave-out-errors"])
        .arg(&file)
        .env_remove("DATABASE_URL")
        .env_remove("CIMIC_OWNER_URL")
        .env("CIMIC_DATA", &copy)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("start the import")?;
    let mut peak_bytes = 0;
    let status = loop {
        peak_bytes = crate::house::status_bytes(child.id(), "VmHWM:").max(peak_bytes);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let seconds = started.elapsed().as_secs_f64();
    let said = std::fs::read_to_string(data.join("import.log")).unwrap_or_default();
    ensure!(
        status.success(),
        "the import ended with {status}: {}",
        said.chars().take(2000).collect::<String>()
    );
    let applied = count(&copy)?;
    std::fs::remove_dir_all(&copy)?;
    std::fs::remove_file(&file)?;
    Ok(Import { rows, seconds, peak_bytes, applied })
}

/// How many activities of the file are in the copy now.
fn count(copy: &Path) -> Result<i64> {
    use cimic_house::embedded::{Durability, Embedded, SUPERUSER};
    let mut postgres = Embedded::start(copy, Durability::House)?;
    let options = postgres.options(loader::DATABASE, SUPERUSER);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let counted = runtime.block_on(async {
        let mut owner = options.connect().await?;
        let n = sqlx::query_scalar("select count(*) from activities where import_id is not null")
            .fetch_one(&mut owner)
            .await?;
        anyhow::Ok(n)
    });
    postgres.stop();
    counted
}

/// Who does what where, of organisations and districts that the world has.
fn csv(rows: usize) -> String {
    let mut text = String::from(
        "Organisation,Cluster,Activity,District PCode,Start date,End date,Status,Targeted,Reached\n",
    );
    for n in 0..rows {
        let organisation = match n % 3 {
            0 => format!("Local Aid Network {}", 60 + n % 150),
            1 => format!("Relief International {}", 12 + n % 48),
            _ => format!("Agency {}", n % 12),
        };
        let (district, region) = (
            n % 90,
            if n % 90 < 24 {
                n % 90 / 8
            } else if n % 90 < 63 {
                0
            } else if n % 90 < 88 {
                1
            } else {
                2
            },
        );
        let cluster = ["WSH", "EDU", "HEA", "FSC", "SHL"][n % 5];
        let (year, month) = (2021 + n % 5, 1 + n % 12);
        let _ = writeln!(
            text,
            "{organisation},{cluster},\"Water and seed for lot {n}, by the upper road\",XX{region:02}{district:02},{year}-{month:02}-03,{year}-{month:02}-25,completed,{},{}",
            100 + n % 900,
            50 + n % 400
        );
    }
    text
}
