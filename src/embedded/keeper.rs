//! The thread that starts Postgres, watches over it, brings it back and ends it.
//!
//! It is a thread of its own, and lives as long as the server, because the kernel sends the
//! parent-death signal when the *thread* that forked ends (`prctl(2)`, `PR_SET_PDEATHSIG`):
//! started from a test's or a runtime's thread, Postgres would go when that thread goes.

use super::cluster::{Cluster, millis};
use super::log::{self, Tail};
use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
    mpsc,
};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often the keeper looks whether the server lives.
const LOOK: Duration = Duration::from_millis(200);
/// How long a start may take, recovery from the write-ahead log included.
const START_LIMIT: Duration = Duration::from_mins(2);
/// How long to wait for the processes of a killed server to go away.
const CONFLICT_LIMIT: Duration = Duration::from_secs(20);
/// How long a clean stop may take before an immediate one.
const STOP_LIMIT: Duration = Duration::from_mins(1);
/// The longest pause between two attempts to bring the server back.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The handle to the keeper's thread.
pub struct Keeper {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    /// The server's process id, 0 when it is not ours.
    pid: AtomicU32,
}

impl Keeper {
    /// Starts the thread and waits until the server answers; returns its socket folder too.
    pub fn start(cluster: Cluster) -> Result<(Keeper, PathBuf)> {
        let shared = Arc::new(Shared::default());
        let (first, up) = mpsc::channel();
        let theirs = shared.clone();
        let thread = std::thread::Builder::new()
            .name("postgres-keeper".into())
            .spawn(move || keep(&cluster, &theirs, &first))
            .context("no thread for the Postgres keeper")?;
        let socket = up.recv().context("the Postgres keeper ended")??;
        Ok((Keeper { shared, thread: Some(thread) }, socket))
    }

    pub fn server_pid(&self) -> Option<u32> {
        match self.shared.pid.load(Ordering::Acquire) {
            0 => None,
            pid => Some(pid),
        }
    }

    pub fn stop(&mut self) {
        self.shared.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            if thread.join().is_err() {
                tracing::error!("the Postgres keeper panicked");
            }
        }
    }
}

/// A server that answers: a child of ours, or one that another process of the house runs.
enum Server {
    Ours(Child),
    Joined(i32),
}

fn keep(cluster: &Cluster, shared: &Shared, first: &mpsc::Sender<Result<PathBuf>>) {
    let mut server = match bring_up(cluster, shared) {
        Ok((server, socket)) => {
            let _ = first.send(Ok(socket));
            server
        }
        Err(error) => {
            let _ = first.send(Err(error));
            return;
        }
    };
    while !shared.stop.load(Ordering::Acquire) {
        std::thread::park_timeout(LOOK);
        if server.lives() {
            continue;
        }
        shared.pid.store(0, Ordering::Release);
        tracing::warn!("Postgres went away, bringing it back");
        match bring_back(cluster, shared) {
            Some(back) => server = back,
            None => return,
        }
    }
    server.end();
}

/// Tries until the server is back; `None` when the house stops before that.
fn bring_back(cluster: &Cluster, shared: &Shared) -> Option<Server> {
    let mut pause = LOOK;
    while !shared.stop.load(Ordering::Acquire) {
        match bring_up(cluster, shared) {
            Ok((server, _)) => return Some(server),
            Err(error) => tracing::error!(error = format!("{error:#}"), "Postgres does not start"),
        }
        std::thread::park_timeout(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    None
}

/// Joins the server that runs on this cluster, or starts one.
fn bring_up(cluster: &Cluster, shared: &Shared) -> Result<(Server, PathBuf)> {
    let started = Instant::now();
    loop {
        if let Some(lock) = cluster.lock().filter(super::cluster::Lock::answers) {
            tracing::info!(pid = lock.pid, "joined the running Postgres");
            return Ok((Server::Joined(lock.pid), lock.socket));
        }
        let (mut child, tail) = spawn(cluster)?;
        let Some(ended) = await_ready(cluster, shared, &mut child, started)? else {
            shared.pid.store(child.id(), Ordering::Release);
            let version = cluster.binaries.major;
            tracing::info!(ms = millis(started), version, "Postgres is ready");
            return Ok((Server::Ours(child), cluster.socket.clone()));
        };
        // The log thread may be a moment behind the end of the process.
        std::thread::sleep(LOOK);
        let said = tail.text();
        // The processes of a killed server are still going, or another process is starting one.
        let conflict = said.contains("already exists") || said.contains("still in use");
        if !conflict || started.elapsed() > CONFLICT_LIMIT {
            bail!("Postgres ended at once ({ended}):\n{said}");
        }
        cluster.clear_foreign_lock();
    }
}

/// Waits until `child` answers: `None`. Its exit status if it ends before that.
fn await_ready(
    cluster: &Cluster,
    shared: &Shared,
    child: &mut Child,
    started: Instant,
) -> Result<Option<std::process::ExitStatus>> {
    let pid = Pid::from_child(child).as_raw_nonzero().get();
    loop {
        if cluster.lock().is_some_and(|lock| lock.pid == pid && lock.answers()) {
            return Ok(None);
        }
        if let Some(status) = child.try_wait().context("wait for Postgres")? {
            return Ok(Some(status));
        }
        if started.elapsed() > START_LIMIT || shared.stop.load(Ordering::Acquire) {
            end(child);
            bail!("Postgres was not ready after {} s", started.elapsed().as_secs());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Starts the server in its own process group, so that the terminal's Ctrl-C reaches only us, and
/// tied to this thread: when the house is killed, Postgres gets SIGINT and shuts down cleanly.
fn spawn(cluster: &Cluster) -> Result<(Child, Tail)> {
    let mut server = cluster.server();
    server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).process_group(0);
    tie_to_this_thread(&mut server);
    let mut child = server.spawn().context("start postgres")?;
    let pipe = child.stderr.take().context("postgres has no stderr")?;
    Ok((child, log::follow(pipe, cluster.log.clone())))
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the standard library has no other way to run code before exec")]
fn tie_to_this_thread(server: &mut std::process::Command) {
    let tie = || Ok(rustix::process::set_parent_process_death_signal(Some(Signal::INT))?);
    // SAFETY: `prctl` is async-signal-safe and nothing here allocates. The standard library runs
    // this after it has changed the user id, which would otherwise clear the setting.
    unsafe {
        server.pre_exec(tie);
    }
}

#[cfg(not(target_os = "linux"))]
fn tie_to_this_thread(_: &mut std::process::Command) {}

impl Server {
    fn lives(&mut self) -> bool {
        match self {
            Server::Ours(child) => matches!(child.try_wait(), Ok(None)),
            Server::Joined(pid) => {
                let gone = |pid| test_kill_process(pid) == Err(rustix::io::Errno::SRCH);
                Pid::from_raw(*pid).is_some_and(|pid| !gone(pid))
            }
        }
    }

    fn end(self) {
        match self {
            Server::Ours(mut child) => end(&mut child),
            Server::Joined(_) => {}
        }
    }
}

/// SIGINT is Postgres's fast shutdown: sessions end, a checkpoint is written. SIGQUIT ends it at
/// once; what was committed is recovered at the next start.
fn end(child: &mut Child) {
    let started = Instant::now();
    let pid = Pid::from_child(child);
    let mut signal = Signal::INT;
    let _ = kill_process(pid, signal);
    while matches!(child.try_wait(), Ok(None)) {
        if started.elapsed() > STOP_LIMIT && signal == Signal::INT {
            tracing::warn!("Postgres does not stop, ending it at once");
            signal = Signal::QUIT;
            let _ = kill_process(pid, signal);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    tracing::info!(ms = millis(started), "Postgres stopped");
}
