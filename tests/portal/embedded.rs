//! The private Postgres: who it runs as, what it survives, what it refuses.

use cimic_house::embedded::{Durability, Embedded, SUPERUSER};
use sqlx::{ConnectOptions, Connection};
use std::io::{BufRead, BufReader};
use std::os::unix::{fs::MetadataExt, process::CommandExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// A data folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        Folder(base.join(format!("cimic-{name}-{}", uuid::Uuid::new_v4().simple())))
    }

    fn start(&self) -> Embedded {
        Embedded::start(&self.0, Durability::Tests).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Answers 1 once the server takes queries again, within ten seconds.
async fn ask(postgres: &Embedded) -> i32 {
    let started = Instant::now();
    loop {
        let answer = async {
            let mut connection = postgres.options("postgres", SUPERUSER).connect().await?;
            let one: i32 = sqlx::query_scalar("select 1").fetch_one(&mut connection).await?;
            connection.close().await?;
            Ok::<i32, sqlx::Error>(one)
        };
        match answer.await {
            Ok(one) => return one,
            Err(error) if started.elapsed() > Duration::from_secs(10) => panic!("{error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

fn kill(signal: &str, pid: u32) {
    let status = Command::new("kill").args([signal, &pid.to_string()]).status().unwrap();
    assert!(status.success());
}

fn alive(pid: u32) -> bool {
    // A zombie has no command line any more.
    std::fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}

fn wait_until(what: &str, done: impl Fn() -> bool) {
    let started = Instant::now();
    while !done() {
        assert!(started.elapsed() < Duration::from_secs(20), "not in 20 s: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[tokio::test]
async fn a_new_cluster_starts_serves_and_stops_and_nobody_else_reaches_its_socket() {
    let folder = Folder::new("new");
    let mut postgres = folder.start();
    assert_eq!(ask(&postgres).await, 1);
    postgres.ensure_database("cimic").await.unwrap();
    postgres.ensure_database("cimic").await.unwrap();
    let socket = std::fs::metadata(postgres.socket_folder()).unwrap();
    assert_eq!(socket.mode() & 0o777, 0o700);
    let pid = postgres.server_pid().unwrap();
    assert_ne!(std::fs::metadata(format!("/proc/{pid}")).unwrap().uid(), 0, "not as root");
    postgres.stop();
    assert!(!alive(pid));
    assert!(!folder.0.join("postgres/postmaster.pid").exists(), "stopped cleanly");
}

#[tokio::test]
async fn a_second_start_joins_and_takes_over_when_the_first_ends() {
    let folder = Folder::new("join");
    let first = folder.start();
    let second = folder.start();
    assert!(first.server_pid().is_some());
    assert!(second.server_pid().is_none(), "it joined");
    assert_eq!(ask(&second).await, 1);
    drop(first);
    wait_until("the second brings the server back", || second.server_pid().is_some());
    assert_eq!(ask(&second).await, 1);
}

#[tokio::test]
async fn a_killed_postgres_comes_back() {
    let folder = Folder::new("killed");
    let postgres = folder.start();
    let before = postgres.server_pid().unwrap();
    let started = Instant::now();
    kill("-9", before);
    wait_until("a new server", || postgres.server_pid().is_some_and(|pid| pid != before));
    assert_eq!(ask(&postgres).await, 1);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_data_folder_with_a_path_too_long_for_a_socket_still_works() {
    let folder = Folder::new("long");
    let long = folder.0.join("a".repeat(60)).join("b".repeat(60));
    let postgres = Embedded::start(&long, Durability::Tests).unwrap();
    assert!(postgres.socket_folder().starts_with("/tmp"));
    let socket = postgres.socket_folder().to_path_buf();
    drop(postgres);
    std::fs::remove_dir(socket).unwrap();
}

#[test]
fn a_cluster_of_another_major_version_is_refused_with_what_helps() {
    let folder = Folder::new("version");
    drop(folder.start());
    std::fs::write(folder.0.join("postgres/PG_VERSION"), "9\n").unwrap();
    let error = Embedded::start(&folder.0, Durability::Tests).err().unwrap().to_string();
    assert!(error.contains("was made by Postgres 9"), "{error}");
    assert!(error.contains("cimic-house database pg_dumpall"), "{error}");
}

#[test]
fn a_lock_file_whose_process_id_is_now_another_programs_does_not_matter() {
    let folder = Folder::new("stale");
    let mut postgres = folder.start();
    postgres.stop();
    let socket = postgres.socket_folder().display().to_string();
    let cluster = folder.0.join("postgres");
    let me = std::process::id();
    let lock = format!("{me}\n{}\n1\n5432\n{socket}\n\n1 1\nready\n", cluster.display());
    let path = cluster.join("postmaster.pid");
    std::fs::write(&path, lock).unwrap();
    let owner = std::fs::metadata(&cluster).unwrap();
    std::os::unix::fs::chown(&path, Some(owner.uid()), Some(owner.gid())).unwrap();
    assert!(folder.start().server_pid().is_some());
}

#[test]
fn an_interrupted_initdb_leaves_nothing_that_matters() {
    let folder = Folder::new("cut");
    std::fs::create_dir_all(folder.0.join("postgres.new")).unwrap();
    let mut postgres = folder.start();
    postgres.stop();
    std::fs::create_dir_all(folder.0.join("postgres.new/base")).unwrap();
    assert!(folder.start().server_pid().is_some());
}

#[test]
fn root_is_told_plainly_that_the_postgres_account_cannot_enter() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let folder = Folder::new("closed");
    std::fs::create_dir_all(&folder.0).unwrap();
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&folder.0, closed).unwrap();
    let error = Embedded::start(&folder.0.join("data"), Durability::Tests).err().unwrap();
    assert!(error.to_string().contains("cannot enter"), "{error}");
    assert!(error.to_string().contains("CIMIC_DATA"), "{error}");
}

/// Not a test: what the two tests below run as a process of its own.
#[test]
fn child_holds_a_cluster() {
    let Some(data) = std::env::var_os("CIMIC_TEST_CHILD_DATA") else { return };
    let postgres = Embedded::start(Path::new(&data), Durability::Tests).unwrap();
    println!("\nready {}", postgres.server_pid().unwrap());
    // Until the parent closes our input.
    let _ = std::io::stdin().read_line(&mut String::new());
}

/// A process that holds a cluster until its input closes or it is killed.
struct Holder {
    child: Child,
    postgres: u32,
    _output: ChildStdout,
}

fn holder(data: &Path, uid: Option<u32>) -> Holder {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "embedded::child_holds_a_cluster", "--nocapture"]);
    command.env("CIMIC_TEST_CHILD_DATA", data).stdin(Stdio::piped()).stdout(Stdio::piped());
    if let Some(uid) = uid {
        command.uid(uid).gid(uid);
    }
    let mut child = command.spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    let mut lines = BufReader::new(&mut output).lines().map_while(Result::ok);
    let ready = lines.find_map(|line| line.strip_prefix("ready ").map(str::to_owned));
    let postgres = ready.expect("the child became ready").parse().unwrap();
    Holder { child, postgres, _output: output }
}

#[test]
fn an_ordinary_user_runs_it_too() {
    if !rustix::process::geteuid().is_root() {
        return; // every other test has shown it then
    }
    let folder = Folder::new("ordinary");
    std::fs::create_dir_all(&folder.0).unwrap();
    std::os::unix::fs::chown(&folder.0, Some(65534), Some(65534)).unwrap();
    let mut holder = holder(&folder.0, Some(65534));
    let pid = holder.postgres;
    assert_eq!(std::fs::metadata(format!("/proc/{pid}")).unwrap().uid(), 65534);
    drop(holder.child.stdin.take());
    assert!(holder.child.wait().unwrap().success());
    wait_until("Postgres stops", || !alive(pid));
}

#[test]
fn when_the_house_is_killed_postgres_goes_with_it_and_the_next_start_works() {
    let folder = Folder::new("orphan");
    let mut holder = holder(&folder.0, None);
    kill("-9", holder.child.id());
    holder.child.wait().unwrap();
    assert!(folder.start().server_pid().is_some(), "the next start waits for the last one to go");
    assert!(!alive(holder.postgres));
}

#[test]
fn when_both_are_killed_the_next_start_recovers() {
    let folder = Folder::new("both");
    let mut holder = holder(&folder.0, None);
    kill("-STOP", holder.child.id());
    kill("-9", holder.postgres);
    kill("-9", holder.child.id());
    holder.child.wait().unwrap();
    let started = Instant::now();
    assert!(folder.start().server_pid().is_some());
    println!("recovered in {} ms", started.elapsed().as_millis());
}

#[test]
fn the_server_outlives_the_thread_that_asked_for_it() {
    let folder = Folder::new("thread");
    let start = || folder.start();
    let postgres = std::thread::scope(|scope| scope.spawn(start).join().unwrap());
    let pid = postgres.server_pid().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(alive(pid));
    assert_eq!(postgres.server_pid(), Some(pid));
}
