//! The house under test, as a process of its own: started, watched, stopped, killed.

use crate::client::{Ask, Client};
use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a house may take to open.
const PATIENCE: Duration = Duration::from_mins(2);

pub struct House {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process until `/health` answered.
    pub ready: Duration,
    data: PathBuf,
}

impl House {
    /// Runs `command` (`serve`, `demo`) of the release build on the cluster under `data`.
    pub async fn start(data: &Path, command: &str) -> Result<House> {
        std::fs::create_dir_all(data)?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let log = File::create(data.join("house.log"))?;
        let started = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_cimic-house"))
            .arg(command)
            .env_remove("DATABASE_URL")
            .env_remove("CIMIC_OWNER_URL")
            .env("CIMIC_DATA", data)
            .env("CIMIC_LISTEN", address.to_string())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("start the house")?;
        let mut house = House { child, address, ready: Duration::ZERO, data: data.to_owned() };
        while !house.answers().await {
            if let Some(status) = house.child.try_wait()? {
                let said = std::fs::read_to_string(data.join("house.log")).unwrap_or_default();
                bail!("the house ended with {status}: {said}");
            }
            if started.elapsed() > PATIENCE {
                bail!("the house did not open within {} s", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        house.ready = started.elapsed();
        Ok(house)
    }

    async fn answers(&self) -> bool {
        let Ok(mut client) = Client::connect(self.address).await else { return false };
        client.ask(&Ask::get("/health", None)).await.is_ok_and(|answer| answer.status == 200)
    }

    /// Resident memory of the process, in bytes.
    pub fn memory(&self) -> u64 {
        status_bytes(self.child.id(), "VmRSS:")
    }

    /// Processor time of the process so far, in seconds.
    pub fn cpu(&self) -> f64 {
        cpu(self.child.id())
    }

    /// The same of its Postgres with all backends.
    pub fn postgres_cpu(&self) -> f64 {
        let Some(postmaster) = self.postmaster() else { return 0.0 };
        let path = format!("/proc/{0}/task/{0}/children", postmaster.as_raw_nonzero());
        let children = std::fs::read_to_string(path).unwrap_or_default();
        children.split_whitespace().filter_map(|pid| pid.parse().ok()).map(cpu).sum()
    }

    fn postmaster(&self) -> Option<Pid> {
        let lock = std::fs::read_to_string(self.data.join("postgres/postmaster.pid")).ok()?;
        Pid::from_raw(lock.lines().next()?.trim().parse().ok()?)
    }

    /// Stops it as an operator does, and waits.
    pub fn stop(mut self) -> Result<Duration> {
        let started = Instant::now();
        kill_process(Pid::from_child(&self.child), Signal::TERM)?;
        self.child.wait()?;
        Ok(started.elapsed())
    }

    /// Kills the house and its Postgres where they stand.
    pub fn kill(mut self) -> Result<()> {
        let postmaster = self.postmaster().context("no Postgres to kill")?;
        kill_process(Pid::from_child(&self.child), Signal::KILL)?;
        kill_process(postmaster, Signal::KILL).ok();
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            kill_process(Pid::from_child(&self.child), Signal::TERM).ok();
            self.child.wait().ok();
        }
    }
}

/// A line of a process's status, in bytes; 0 when it is over.
pub fn status_bytes(pid: u32, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let found = status.lines().find_map(|one| one.strip_prefix(line));
    found.and_then(|found| found.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0)
        * 1024
}

/// User and system time of a process, in seconds (a tick is a hundredth).
fn cpu(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks =
        after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
