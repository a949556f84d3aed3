//! What happens when things die in the middle: the program, Postgres, the line to a client.
//! Everything runs on this machine and is bounded in time.

use crate::support::seed;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const SUBMISSIONS: usize = 1000;
const CLIENTS: usize = 8;
/// However slow this machine is, nothing here takes longer.
const PATIENCE: Duration = Duration::from_mins(4);

/// The real program on a data folder of its own; stopped and cleared away at the end.
struct House {
    data: PathBuf,
    address: SocketAddr,
    program: Mutex<Option<Child>>,
}

impl House {
    async fn start() -> House {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let data = base.join(format!("cimic-faults-{}", uuid::Uuid::new_v4().simple()));
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let house = House { data, address, program: Mutex::new(None) };
        house.run();
        house.wait_until_ready().await;
        seed::plant(&mut house.database().await).await;
        house
    }

    fn run(&self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cimic-house"));
        command.arg("--data").arg(&self.data).args([
            "--listen",
            &self.address.to_string(),
            "serve",
        ]);
        command.env_remove("DATABASE_URL").stdout(Stdio::null()).stderr(Stdio::null());
        *self.program.lock().unwrap() = Some(command.spawn().unwrap());
    }

    /// As `kill -9` does it.
    fn kill_program(&self) {
        let mut child = self.program.lock().unwrap().take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    fn kill_postgres(&self) {
        let lock = std::fs::read_to_string(self.data.join("postgres/postmaster.pid")).unwrap();
        let pid = lock.lines().next().unwrap();
        assert!(Command::new("kill").args(["-9", pid]).status().unwrap().success());
    }

    async fn wait_until_ready(&self) {
        let started = Instant::now();
        while self.send("GET", "/health", "").await.is_none_or(|(status, _)| status != 200) {
            assert!(started.elapsed() < Duration::from_mins(1), "the house is not back after 60 s");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn database(&self) -> PgConnection {
        let options =
            PgConnectOptions::new_without_pgpass().socket(self.data.join("run")).port(5432);
        options.username("cimic").database("cimic").connect().await.unwrap()
    }

    /// Status and location; None when the line broke before the whole answer was there.
    async fn send(&self, method: &str, path: &str, body: &str) -> Option<(u16, String)> {
        let exchange = async {
            let mut line = TcpStream::connect(self.address).await.ok()?;
            line.write_all(request(method, path, body).as_bytes()).await.ok()?;
            let mut answer = Vec::new();
            line.read_to_end(&mut answer).await.ok()?;
            let answer = String::from_utf8_lossy(&answer).into_owned();
            let status = answer.split(' ').nth(1)?.parse().ok()?;
            let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
            Some((status, location.unwrap_or_default().trim().to_owned()))
        };
        tokio::time::timeout(Duration::from_secs(20), exchange).await.ok().flatten()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(mut child) = self.program.lock().unwrap().take() {
            let term = Command::new("kill").arg(child.id().to_string()).status();
            if term.is_err() {
                child.kill().ok();
            }
            child.wait().ok();
        }
        std::fs::remove_dir_all(&self.data).ok();
    }
}

fn request(method: &str, path: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// What a visitor sends to ask for help with number `n`; the key stays the same in each try.
fn form(n: usize, key: uuid::Uuid) -> String {
    let area = seed::area("XZ0102").to_string();
    let (need, key) = (format!("Submission {n}"), key.to_string());
    let day = |days: i64| {
        let day = cimic_house::clock::now() + jiff::SignedDuration::from_hours(24 * days);
        day.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
    };
    let (from, until) = (day(20), day(25));
    let fields = [
        ("step", "send"),
        ("form_key", &key),
        ("community", "host"),
        ("organisation", "School board"),
        ("name", "Elder"),
        ("phone", "+999 20 555 0777"),
        ("kind", "engineering"),
        ("need", &need),
        ("priority", "routine"),
        ("risk", "unknown"),
        ("harm", "no"),
        ("door", "civil_affairs"),
        ("from_area", &area),
        ("needed_from", &from),
        ("needed_until", &until),
    ];
    serde_html_form::to_string(fields).unwrap()
}

/// The program is killed, then Postgres, then both, while people submit and try again with the same form.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_thousand_submissions_none_acknowledged_is_lost_and_none_is_doubled() {
    let house = Arc::new(House::start().await);
    let (next, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let acknowledged: Arc<Mutex<BTreeMap<usize, String>>> = Arc::default();
    let started = Instant::now();
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let (house, next, done, acknowledged) =
            (house.clone(), next.clone(), done.clone(), acknowledged.clone());
        clients.push(tokio::spawn(async move {
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= SUBMISSIONS {
                    return;
                }
                let body = form(n, uuid::Uuid::new_v4());
                loop {
                    assert!(started.elapsed() < PATIENCE, "submission {n} is still not through");
                    match house.send("POST", "/ask", &body).await {
                        Some((303, location)) => {
                            acknowledged.lock().unwrap().insert(n, location);
                            done.fetch_add(1, Ordering::Relaxed);
                            break;
                        }
                        Some((status @ 400..500, _)) => panic!("submission {n}: {status}"),
                        _ => tokio::time::sleep(Duration::from_millis(50)).await,
                    }
                }
            }
        }));
    }
    let reached = async |share: usize| {
        while done.load(Ordering::Relaxed) < SUBMISSIONS * share / 100 {
            assert!(started.elapsed() < PATIENCE, "{share} % not reached");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    for share in [15, 50] {
        reached(share).await;
        house.kill_program();
        house.run();
    }
    for share in [30, 65] {
        reached(share.max(51)).await;
        house.kill_postgres();
        house.wait_until_ready().await;
    }
    reached(85).await;
    house.kill_postgres();
    house.kill_program();
    house.run();
    for client in clients {
        client.await.unwrap();
    }
    let mut database = house.database().await;
    let rows: Vec<(String, String)> = sqlx::query_as("select need, reference from requests")
        .fetch_all(&mut database)
        .await
        .unwrap();
    assert_eq!(rows.len(), SUBMISSIONS, "each of them once");
    let by_need: BTreeMap<&str, &str> =
        rows.iter().map(|(need, reference)| (need.as_str(), reference.as_str())).collect();
    for (n, location) in acknowledged.lock().unwrap().iter() {
        let reference =
            by_need.get(format!("Submission {n}").as_str()).expect("acknowledged, so it is there");
        let shown = cimic_house::reference::show(reference);
        assert!(
            location.contains(&shown),
            "submission {n} was told {location}, and stands as {shown}"
        );
    }
    let events: i64 = sqlx::query_scalar(
        "select count(*) from events where record_kind = 'request' and act = 'create'",
    )
    .fetch_one(&mut database)
    .await
    .unwrap();
    assert_eq!(usize::try_from(events).unwrap(), SUBMISSIONS, "one event each");
    println!(
        "{SUBMISSIONS} submissions with five deaths in {:.1} s",
        started.elapsed().as_secs_f32()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_whose_sender_hung_up_is_finished_all_the_same() {
    let house = House::start().await;
    let (mut holding, mut looking) = (house.database().await, house.database().await);
    // Holds the write up, so that the sender is surely gone before it is done.
    holding.execute("begin; lock table requests in exclusive mode").await.unwrap();
    let mut line = TcpStream::connect(house.address).await.unwrap();
    line.write_all(request("POST", "/ask", &form(7, uuid::Uuid::new_v4())).as_bytes())
        .await
        .unwrap();
    let waits = "select count(*) from pg_locks where not granted";
    let started = Instant::now();
    while sqlx::query_scalar::<_, i64>(waits).fetch_one(&mut looking).await.unwrap() == 0 {
        assert!(started.elapsed() < Duration::from_secs(20), "the write never began");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(line);
    tokio::time::sleep(Duration::from_millis(300)).await;
    holding.execute("rollback").await.unwrap();
    let count = "select count(*) from requests where need = 'Submission 7'";
    while sqlx::query_scalar::<_, i64>(count).fetch_one(&mut looking).await.unwrap() == 0 {
        assert!(started.elapsed() < Duration::from_secs(40), "the write was lost");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    looking.close().await.unwrap();
}
