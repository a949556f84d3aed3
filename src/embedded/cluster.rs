//! The cluster on disk: its folders, its settings, and `initdb` when there is none yet.

use super::{
    Durability,
    binaries::{self, Account, Binaries, command},
};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs::{DirBuilder, File, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The role that `initdb` makes: it owns the databases and runs the migrations.
pub const SUPERUSER: &str = "cimic";

/// Part of the socket's file name only; nothing listens on the network.
pub const PORT: u16 = 5432;

/// `sun_path` holds 108 bytes on Linux (104 on macOS), the closing zero among them.
const LONGEST_SOCKET_PATH: usize = 103;

/// A cluster that exists and may be started.
pub struct Cluster {
    pub binaries: Binaries,
    pub account: Option<Account>,
    pub folder: PathBuf,
    pub socket: PathBuf,
    pub config: PathBuf,
    pub log: PathBuf,
}

impl Cluster {
    /// Finds the programs, makes folders and cluster where they are missing, writes the settings.
    pub fn prepare(data: &Path, durability: Durability) -> Result<Cluster> {
        let data = data_folder(data)?;
        // Two processes that start together must not both make the cluster.
        let lock = File::create(data.join("postgres.lock"))
            .with_context(|| format!("cannot write in {}", data.display()))?;
        lock.lock().context("lock the data folder")?;
        let folder = data.join("postgres");
        let account = Account::choose(&folder)?;
        let binaries = binaries::choose(&folder, made_by(&folder)?, account.as_ref())?;
        let cluster = Cluster {
            socket: socket_folder(&data, account.as_ref())?,
            config: data.join("postgres.conf"),
            log: data.join("postgres.log"),
            binaries,
            account,
            folder,
        };
        if !cluster.folder.exists() {
            cluster.make(&data.join("postgres.new"), durability)?;
        }
        cluster.check_reachable(&cluster.folder)?;
        std::fs::write(&cluster.config, settings(durability)).context("write postgres.conf")?;
        std::fs::set_permissions(&cluster.config, Permissions::from_mode(0o644))?;
        Ok(cluster)
    }

    /// Runs `initdb` beside the final place and renames, so that a start that was cut short
    /// never leaves half a cluster behind.
    fn make(&self, unfinished: &Path, durability: Durability) -> Result<()> {
        let started = std::time::Instant::now();
        if unfinished.exists() {
            std::fs::remove_dir_all(unfinished).context("clear an unfinished cluster")?;
        }
        private_folder(unfinished, self.account.as_ref())?;
        self.check_reachable(unfinished)?;
        let mut initdb = command(&self.binaries.folder.join("initdb"), self.account.as_ref());
        initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]);
        initdb.args(["--auth-local=trust", "--auth-host=reject", "--username", SUPERUSER]);
        match durability {
            Durability::House => initdb.arg("--data-checksums"),
            Durability::Tests => initdb.arg("--no-sync"),
        };
        let output = initdb.arg("-D").arg(unfinished).output().context("run initdb")?;
        if !output.status.success() {
            bail!("initdb failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        std::fs::rename(unfinished, &self.folder).context("put the new cluster in its place")?;
        tracing::info!(ms = millis(started), "made a new Postgres cluster");
        Ok(())
    }

    /// Root may enter every folder; the account it lends to Postgres may not (`/root/data`).
    fn check_reachable(&self, folder: &Path) -> Result<()> {
        let Some(account) = &self.account else { return Ok(()) };
        let mut probe = command(&self.binaries.folder.join("postgres"), Some(account));
        probe.arg("--version").stdout(std::process::Stdio::null()).current_dir(folder);
        if probe.status().is_ok() {
            return Ok(());
        }
        bail!(
            "Postgres would run as {}, who cannot enter {}: set CIMIC_DATA to a folder outside of \
             root's home (such as /var/lib/cimic-house), let others pass through the folders above \
             it (chmod o+x), or start the house as an ordinary user",
            account.name,
            folder.display()
        )
    }

    /// The command that runs the server in the foreground on this cluster.
    pub fn server(&self) -> Command {
        let mut server = command(&self.binaries.folder.join("postgres"), self.account.as_ref());
        let config = format!("config_file={}", self.config.display());
        server.arg("-D").arg(&self.folder).arg("-k").arg(&self.socket).args(["-c", &config]);
        server
    }

    /// What the server notes in its lock file: process id, socket folder, and if it is ready.
    pub fn lock(&self) -> Option<Lock> {
        let text = std::fs::read_to_string(self.folder.join("postmaster.pid")).ok()?;
        Lock::parse(&text)
    }

    /// Removes the lock file of a server that is gone and whose process id another program has
    /// now (common in containers, where ids start over); Postgres alone would refuse to start.
    pub fn clear_foreign_lock(&self) {
        let Some(lock) = self.lock() else { return };
        let Ok(program) = std::fs::read_to_string(format!("/proc/{}/comm", lock.pid)) else {
            return;
        };
        if !program.starts_with("postgres") {
            tracing::warn!(pid = lock.pid, "removing the lock file of a Postgres that is gone");
            let _ = std::fs::remove_file(self.folder.join("postmaster.pid"));
        }
    }
}

/// The content of `postmaster.pid` as far as it matters here.
#[derive(Debug, PartialEq, Eq)]
pub struct Lock {
    pub pid: i32,
    pub socket: PathBuf,
    pub ready: bool,
}

impl Lock {
    fn parse(text: &str) -> Option<Lock> {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        Some(Lock {
            pid: lines.first()?.parse().ok()?,
            socket: PathBuf::from(lines.get(4)?),
            ready: lines.get(7).is_some_and(|status| *status == "ready"),
        })
    }

    /// True when the server says it is ready and its socket takes a connection.
    pub fn answers(&self) -> bool {
        let socket = self.socket.join(format!(".s.PGSQL.{PORT}"));
        self.ready && std::os::unix::net::UnixStream::connect(socket).is_ok()
    }
}

pub fn millis(since: std::time::Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Twelve hexadecimal digits that stand for a path.
pub fn short_name(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    digest[..6].iter().fold(String::new(), |name, byte| name + &format!("{byte:02x}"))
}

/// The data folder with links resolved. A new one can be passed through by the Postgres account
/// but not listed.
fn data_folder(data: &Path) -> Result<PathBuf> {
    let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
    DirBuilder::new()
        .recursive(true)
        .mode(mode)
        .create(data)
        .and_then(|()| data.canonicalize())
        .with_context(|| format!("cannot make the data folder {}", data.display()))
}

fn made_by(cluster: &Path) -> Result<Option<u32>> {
    if !cluster.exists() {
        return Ok(None);
    }
    let version = std::fs::read_to_string(cluster.join("PG_VERSION")).with_context(|| {
        format!("{} is there, but is not a Postgres cluster", cluster.display())
    })?;
    let major = version.trim().parse().context("PG_VERSION holds no version")?;
    Ok(Some(major))
}

/// `<data>/run`, or a short name under `/tmp` where that path would be too long for a socket.
fn socket_folder(data: &Path, account: Option<&Account>) -> Result<PathBuf> {
    let beside = data.join("run");
    let file = format!("/.s.PGSQL.{PORT}");
    let folder = if beside.as_os_str().len() + file.len() <= LONGEST_SOCKET_PATH {
        beside
    } else {
        let short = Path::new("/tmp").join(format!("cimic-{}", short_name(data)));
        tracing::info!(socket = %short.display(), "the data folder's path is too long for a socket");
        short
    };
    private_folder(&folder, account)?;
    Ok(folder)
}

/// A folder that only `account` (or we) can enter. One that is there already must be ours: under
/// `/tmp` somebody else may have put it, or a link, in the way.
fn private_folder(folder: &Path, account: Option<&Account>) -> Result<()> {
    let uid = account.map_or(rustix::process::geteuid().as_raw(), |account| account.uid);
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => {
            if let Some(account) = account {
                chown(folder, Some(account.uid), Some(account.gid))?;
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let found = std::fs::symlink_metadata(folder)?;
            if !found.is_dir() || found.uid() != uid {
                bail!("{} is in the way: it is not a folder of user id {uid}", folder.display());
            }
            std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
        }
        Err(error) => return Err(error).with_context(|| format!("make {}", folder.display())),
    }
    Ok(())
}

/// Settings for a small machine. The log names no statement and no value: `log_min_messages = log`
/// leaves out the errors of statements, `terse` the details.
fn settings(durability: Durability) -> String {
    let durability = match durability {
        Durability::House => "max_wal_size = 1GB\nwal_compression = on\n",
        Durability::Tests => {
            "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n\
             wal_level = minimal\nmax_wal_senders = 0\nmin_wal_size = 32MB\nmax_wal_size = 256MB\n\
             autovacuum_naptime = 1h\n"
        }
    };
    format!(
        "# Written by cimic-house at each start. Your own settings: postgres.local.conf beside it.\n\
         listen_addresses = ''\n\
         unix_socket_permissions = 0700\n\
         max_connections = 60\n\
         shared_buffers = 128MB\n\
         effective_cache_size = 1GB\n\
         work_mem = 8MB\n\
         maintenance_work_mem = 64MB\n\
         random_page_cost = 1.1\n\
         jit = off\n\
         max_parallel_workers_per_gather = 0\n\
         idle_in_transaction_session_timeout = 60s\n\
         timezone = 'UTC'\n\
         log_timezone = 'UTC'\n\
         log_min_messages = log\n\
         log_min_error_statement = panic\n\
         log_error_verbosity = terse\n\
         log_checkpoints = off\n\
         {durability}\
         include_if_exists = 'postgres.local.conf'\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_tells_pid_socket_and_readiness() {
        let text = "4711\n/data/postgres\n1795000000\n5432\n/data/run\n\n  123  456\nready   \n";
        let lock = Lock { pid: 4711, socket: "/data/run".into(), ready: true };
        assert_eq!(Lock::parse(text), Some(lock));
        assert_eq!(Lock::parse("4711\n"), None);
    }

    #[test]
    fn the_house_flushes_and_the_tests_do_not() {
        assert!(!settings(Durability::House).contains("fsync"));
        assert!(settings(Durability::Tests).contains("fsync = off"));
    }
}
