//! The measurements themselves.

use crate::{
    client::{Answer, Ask, Client},
    figures::Figure,
    house::House,
    people::Cast,
    world::PEOPLE,
};
use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// Connections that ask at once when throughput is measured.
const CONNECTIONS: usize = 8;

/// How long each part takes.
#[derive(Clone, Copy)]
pub struct Pace {
    /// One after the other, for latency.
    pub alone: Duration,
    /// From all connections, for throughput.
    pub together: Duration,
    /// The same for each page of the whole house.
    pub room: Duration,
    pub journey: Duration,
    /// Changes of state, question and answer each.
    pub acts: usize,
}

/// Asks until the time is over, from `connections` at once; every answer must have a status that `is_right`.
pub async fn closed_loop(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    ask: impl Fn() -> Ask,
    is_right: fn(&Answer) -> bool,
) -> Result<(Vec<Duration>, f64, usize, usize)> {
    let started = Instant::now();
    let mut all = Vec::new();
    let (mut errors, mut bytes) = (0, 0);
    let ask = &ask;
    let work = (0..connections).map(|_| async move {
        let mut client = Client::connect(address).await?;
        let (mut times, mut errors, mut bytes) = (Vec::new(), 0, 0);
        while started.elapsed() < time {
            let ask = ask();
            let begun = Instant::now();
            let answer = client.ask(&ask).await?;
            times.push(begun.elapsed());
            bytes = answer.size();
            if !is_right(&answer) {
                if errors == 0 {
                    eprintln!("{} answered {}", ask.path, answer.status);
                }
                errors += 1;
            }
        }
        anyhow::Ok((times, errors, bytes))
    });
    for done in join_all(work).await {
        let (times, wrong, size) = done?;
        all.extend(times);
        errors += wrong;
        bytes = size;
    }
    Ok((all, started.elapsed().as_secs_f64(), errors, bytes))
}

async fn join_all<T>(work: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut work: Vec<_> = work.map(Box::pin).collect();
    let mut done: Vec<Option<T>> = work.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        for (future, done) in work.iter_mut().zip(&mut done) {
            if done.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(cx)
            {
                *done = Some(value);
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}

fn page(answer: &Answer) -> bool {
    answer.status == 200
}

fn sent_on(answer: &Answer) -> bool {
    answer.status == 303 && answer.header("location").is_some_and(|to| !to.starts_with("/sign-in"))
}

/// One page or act: latency from one connection, throughput from several.
async fn one(
    house: &House,
    pace: Pace,
    what: &str,
    who: &str,
    ask: impl Fn() -> Ask,
    is_right: fn(&Answer) -> bool,
) -> Result<Figure> {
    closed_loop(house.address, 2, pace.alone / 4, &ask, is_right).await?;
    let (times, _, wrong, _) = closed_loop(house.address, 1, pace.alone, &ask, is_right).await?;
    let before = (house.cpu(), house.postgres_cpu());
    let (many, seconds, errors, bytes) =
        closed_loop(house.address, CONNECTIONS, pace.together, &ask, is_right).await?;
    let spent = (house.cpu() - before.0, house.postgres_cpu() - before.1);
    let answers = many.len() as f64;
    Ok(Figure {
        per_second: answers / seconds,
        cpu: Some((spent.0 * 1000.0 / answers, spent.1 * 1000.0 / answers)),
        bytes,
        ..Figure::of(what, who, times, seconds, wrong + errors)
    })
}

/// Every page and act for each of the three people, and the bare page they are compared with.
pub async fn pages(
    house: &House,
    bare: SocketAddr,
    cast: &Cast,
    pace: Pace,
) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    closed_loop(bare, CONNECTIONS, pace.together / 4, || cast.bare(), page).await?;
    let (times, ..) = closed_loop(bare, 1, pace.alone, || cast.bare(), page).await?;
    let (many, seconds, errors, bytes) =
        closed_loop(bare, CONNECTIONS, pace.together, || cast.bare(), page).await?;
    let pace_of_bare = many.len() as f64 / seconds;
    figures.push(Figure {
        per_second: pace_of_bare,
        bytes,
        ..Figure::of("bare page", "", times, seconds, errors)
    });
    figures.push(one(house, pace, "landing", "visitor", || Ask::get("/", None), page).await?);
    figures
        .push(one(house, pace, "request form", "visitor", || Ask::get("/ask", None), page).await?);
    figures.push(one(house, pace, "submit", "visitor", || cast.submit("visitor"), sent_on).await?);
    figures.push(one(house, pace, "sign-in", "", || cast.sign_in(), sent_on).await?);
    for who in PEOPLE {
        figures.push(first_openings(house, cast, who).await?);
        figures.push(one(house, pace, "list", who, || cast.list(who, ""), page).await?);
        figures.push(one(house, pace, "list, filtered", who, || cast.filtered(who), page).await?);
        figures.push(
            one(house, pace, "search by reference", who, || cast.search(who), sent_on).await?,
        );
        figures.push(one(house, pace, "record", who, || cast.record(who), page).await?);
        if cast.comment(who).is_some() {
            let comment = || cast.comment(who).unwrap_or_default();
            figures.push(one(house, pace, "comment", who, comment, sent_on).await?);
        }
        if who != "chief" {
            figures.push(one(house, pace, "submit", who, || cast.submit(who), sent_on).await?);
        }
    }
    figures.push(changes(house, cast, pace.acts).await?);
    for figure in &mut figures[1..] {
        figure.of_bare = Some(figure.per_second / pace_of_bare);
    }
    Ok(figures)
}

/// Records that this person has not opened in this hour: each writes a read event before it answers.
async fn first_openings(house: &House, cast: &Cast, who: &str) -> Result<Figure> {
    let mut client = Client::connect(house.address).await?;
    let (mut times, mut errors) = (Vec::new(), 0);
    let started = Instant::now();
    for _ in 0..cast.person(who).references.len().min(200) {
        let ask = cast.record(who);
        let begun = Instant::now();
        let answer = client.ask(&ask).await?;
        times.push(begun.elapsed());
        errors += usize::from(!page(&answer));
    }
    Ok(Figure::of("record, first opened", who, times, started.elapsed().as_secs_f64(), errors))
}

/// Changes of state: the coordinator's question, the owner's answer.
async fn changes(house: &House, cast: &Cast, pairs: usize) -> Result<Figure> {
    let mut client = Client::connect(house.address).await?;
    let (mut times, mut errors) = (Vec::new(), 0);
    let started = Instant::now();
    for _ in 0..pairs {
        let Some(pair) = cast.question_and_answer() else { break };
        for ask in &pair {
            let begun = Instant::now();
            let answer = client.ask(ask).await?;
            times.push(begun.elapsed());
            if !sent_on(&answer) {
                if errors == 0 {
                    eprintln!("{} answered {}", ask.path, answer.status);
                }
                errors += 1;
            }
        }
    }
    Ok(Figure::of("change of state", "", times, started.elapsed().as_secs_f64(), errors))
}

/// What an open loop came to.
#[derive(Clone, Debug, Serialize)]
pub struct Journey {
    pub asked_per_second: f64,
    pub seconds: f64,
    pub pages: Figure,
    pub acts: Figure,
    pub parts: Vec<Figure>,
}

/// What is asked in the mixed journey, of a hundred.
const MIX: &[(usize, &str, &str)] = &[
    (6, "landing", ""),
    (3, "request form", ""),
    (12, "list", "partner"),
    (12, "list", "officer"),
    (6, "list", "chief"),
    (4, "filtered", "partner"),
    (10, "filtered", "officer"),
    (5, "filtered", "chief"),
    (2, "search", "officer"),
    (2, "search", "chief"),
    (10, "record", "partner"),
    (12, "record", "officer"),
    (6, "record", "chief"),
    (2, "submit", "visitor"),
    (2, "submit", "partner"),
    (3, "comment", "officer"),
    (1, "comment", "partner"),
    (2, "change", ""),
];

/// Asks at a fixed rate whether or not answers come: waiting counts from the moment on the schedule.
pub async fn journey(
    house: &House,
    cast: Arc<Cast>,
    rate: f64,
    time: Duration,
    with_acts: bool,
) -> Result<Journey> {
    let idle: Arc<Mutex<Vec<Client>>> = Arc::default();
    let started = tokio::time::Instant::now();
    let total = (rate * time.as_secs_f64()) as usize;
    let mut running = Vec::with_capacity(total);
    for n in 0..total {
        let due = started + Duration::from_secs_f64(n as f64 / rate);
        tokio::time::sleep_until(due).await;
        let (kind, who) = draw(n);
        let asks = asks(&cast, kind, who, with_acts);
        let (idle, address) = (idle.clone(), house.address);
        running.push(tokio::spawn(async move {
            let mut client = match idle.lock().await.pop() {
                Some(client) => client,
                None => Client::connect(address).await?,
            };
            let mut times = Vec::new();
            let mut due = due;
            for ask in asks {
                let answer = client.ask(&ask).await?;
                let is_act = ask.form.is_some();
                let right =
                    if is_act || kind == "search" { sent_on(&answer) } else { page(&answer) };
                if !right {
                    eprintln!("{kind} {who}: {} answered {}", ask.path, answer.status);
                }
                times.push((due.elapsed(), is_act, right));
                due = tokio::time::Instant::now();
            }
            idle.lock().await.push(client);
            anyhow::Ok((kind, times))
        }));
    }
    let mut parts: BTreeMap<&str, (Vec<Duration>, usize)> = BTreeMap::new();
    let (mut pages, mut acts) = ((Vec::new(), 0), (Vec::new(), 0));
    for task in running {
        let (kind, times) = task.await??;
        for (time, is_act, right) in times {
            let wrong = usize::from(!right);
            let side = if is_act { &mut acts } else { &mut pages };
            side.0.push(time);
            side.1 += wrong;
            let part = parts.entry(kind).or_default();
            part.0.push(time);
            part.1 += wrong;
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    Ok(Journey {
        asked_per_second: rate,
        seconds,
        pages: Figure::of("pages", "all", pages.0, seconds, pages.1),
        acts: Figure::of("acts", "all", acts.0, seconds, acts.1),
        parts: parts
            .into_iter()
            .map(|(kind, (times, wrong))| Figure::of(kind, "all", times, seconds, wrong))
            .collect(),
    })
}

/// The same order every time, well mixed: 37 and 100 have no common factor.
fn draw(n: usize) -> (&'static str, &'static str) {
    let mut ticket = n * 37 % 100;
    for (share, kind, who) in MIX {
        if ticket < *share {
            return (kind, who);
        }
        ticket -= share;
    }
    ("landing", "")
}

fn asks(cast: &Cast, kind: &str, who: &str, with_acts: bool) -> Vec<Ask> {
    match kind {
        "landing" => vec![Ask::get("/", None)],
        "request form" => vec![Ask::get("/ask", None)],
        "filtered" => vec![cast.filtered(who)],
        "search" => vec![cast.search(who)],
        "record" => vec![cast.record(who)],
        "submit" if with_acts => vec![cast.submit(who)],
        "comment" if with_acts => cast.comment(who).into_iter().collect(),
        "change" if with_acts => cast.question_and_answer().map(Vec::from).unwrap_or_default(),
        _ => vec![cast.list(if who.is_empty() || who == "visitor" { "partner" } else { who }, "")],
    }
}

/// Sign-in beside the others' pages.
#[derive(Clone, Debug, Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the sign-ins themselves stand beside what they disturb"
)]
pub struct SignIns {
    pub alone: Figure,
    pub beside: Figure,
    pub sign_ins: Figure,
}

/// The pages of others at 30 a second, first alone, then while ten people a second sign in.
pub async fn sign_ins(house: &House, cast: Arc<Cast>, time: Duration) -> Result<SignIns> {
    let alone = journey(house, cast.clone(), 30.0, time, false).await?;
    let failures = Arc::new(AtomicUsize::new(0));
    let signing = {
        let (cast, address, failures) = (cast.clone(), house.address, failures.clone());
        tokio::spawn(async move {
            let mut tasks = Vec::new();
            let started = tokio::time::Instant::now();
            for n in 0..(time.as_secs_f64() * 10.0) as usize {
                let due = started + Duration::from_millis(100) * u32::try_from(n).unwrap_or(0);
                tokio::time::sleep_until(due).await;
                let (ask, failures) = (cast.sign_in(), failures.clone());
                tasks.push(tokio::spawn(async move {
                    let mut client = Client::connect(address).await?;
                    let answer = client.ask(&ask).await?;
                    if !sent_on(&answer) {
                        failures.fetch_add(1, Ordering::Relaxed);
                    }
                    anyhow::Ok(due.elapsed())
                }));
            }
            let mut times = Vec::new();
            for task in tasks {
                times.push(task.await??);
            }
            anyhow::Ok((times, started.elapsed().as_secs_f64()))
        })
    };
    let beside = journey(house, cast, 30.0, time, false).await?;
    let (times, seconds) = signing.await??;
    Ok(SignIns {
        alone: Figure { what: "pages alone".into(), ..alone.pages },
        beside: Figure { what: "pages beside sign-ins".into(), ..beside.pages },
        sign_ins: Figure::of("sign-ins", "", times, seconds, failures.load(Ordering::Relaxed)),
    })
}

/// Resident memory with this many connections that were used once and now wait.
pub async fn idle_memory(house: &House, connections: usize) -> Result<u64> {
    let mut held = Vec::with_capacity(connections);
    for _ in 0..connections {
        let mut client = Client::connect(house.address).await?;
        if client.ask(&Ask::get("/sign-in", None)).await?.status != 200 {
            bail!("the page to sign in failed");
        }
        held.push(client);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(house.memory())
}

/// A page with what it needs before it shows: its own bytes, and the style sheet's where it stands outside.
#[derive(Clone, Debug, Serialize)]
pub struct Weight {
    pub path: String,
    pub page: usize,
    pub css: usize,
}

pub async fn weight(house: &House, path: &str) -> Result<Weight> {
    let mut client = Client::connect(house.address).await?;
    let plain = client.ask(&Ask { plain: true, ..Ask::get(path, None) }).await?;
    let page = client.ask(&Ask::get(path, None)).await?.size();
    let html = String::from_utf8_lossy(&plain.body).into_owned();
    let sheet =
        html.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let css = match sheet {
        Some(sheet) => client.ask(&Ask::get(sheet, None)).await?.size(),
        None => 0,
    };
    Ok(Weight { path: path.to_owned(), page, css })
}
