//! Finds the Postgres programs on this machine, and the account that may run them.

use anyhow::{Context, Result, bail};
use std::os::unix::{fs::MetadataExt, process::CommandExt};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version the house is tested with.
const OLDEST: u32 = 15;

const HOW_TO_GET: &str = "Debian and Ubuntu: run scripts/setup, or apt-get install postgresql; \
    elsewhere install Postgres 15 or later, name its bin folder in CIMIC_PG_BIN, or give DATABASE_URL";

/// One installed Postgres.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binaries {
    pub folder: PathBuf,
    pub major: u32,
}

/// The user that owns the cluster and runs the server when the house itself is root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

impl Account {
    /// `None` for an ordinary user, who runs Postgres as himself. Root, whom Postgres refuses,
    /// lends it the owner of the cluster that exists, else `cimic`, `postgres` or `nobody`.
    pub fn choose(cluster: &Path) -> Result<Option<Account>> {
        let owner = std::fs::metadata(cluster).ok().map(|found| (found.uid(), found.gid()));
        let me = rustix::process::geteuid();
        if !me.is_root() {
            return match owner {
                Some((uid, _)) if uid != me.as_raw() => bail!(
                    "{} belongs to user id {uid}: start the house as that user, or chown -R it to yours",
                    cluster.display()
                ),
                _ => Ok(None),
            };
        }
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        Ok(Some(match owner {
            Some((0, _)) => bail!(
                "{} belongs to root, as which Postgres refuses to run: chown -R it to another user",
                cluster.display()
            ),
            Some((uid, gid)) => Account { name: format!("user id {uid}"), uid, gid },
            None => ["cimic", "postgres", "nobody"]
                .iter()
                .find_map(|name| in_passwd(&passwd, name))
                .unwrap_or(Account { name: "nobody".into(), uid: 65534, gid: 65534 }),
        }))
    }
}

fn in_passwd(passwd: &str, name: &str) -> Option<Account> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let found = fields.next().filter(|found| *found == name)?;
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(Account { name: found.to_owned(), uid, gid })
    })
}

/// A command with a clean environment that runs as `account`. The standard library drops root's
/// supplementary groups itself when a user id is set.
pub fn command(program: &Path, account: Option<&Account>) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("LANG", "C.UTF-8").current_dir("/");
    if let Some(account) = account {
        command.uid(account.uid).gid(account.gid);
    }
    command
}

/// The Postgres to use: of the cluster's own version where a cluster exists, else the first found.
///
/// # Errors
/// None is installed, or none of the cluster's version; the words say what to do.
pub fn choose(cluster: &Path, made_by: Option<u32>, account: Option<&Account>) -> Result<Binaries> {
    let found = find(account)?;
    let Some(first) = found.first() else {
        bail!("no Postgres {OLDEST} or later found. {HOW_TO_GET}");
    };
    match made_by {
        None => Ok(first.clone()),
        Some(version) => match found.iter().find(|one| one.major == version) {
            Some(same) => Ok(same.clone()),
            None => bail!(other_version(cluster, version, &found)),
        },
    }
}

fn other_version(cluster: &Path, version: u32, found: &[Binaries]) -> String {
    let here: Vec<String> =
        found.iter().map(|one| format!("{} ({})", one.major, one.folder.display())).collect();
    let cluster = cluster.display();
    format!(
        "the database in {cluster} was made by Postgres {version}; this machine has Postgres {}, \
         which cannot open it.\n\
         Install Postgres {version} beside it (Debian: apt-get install postgresql-{version}) and \
         start again: nothing else is needed.\n\
         To move to the newer version, with both installed:\n  \
         CIMIC_PG_BIN=/usr/lib/postgresql/{version}/bin cimic-house database pg_dumpall > house.sql\n  \
         mv {cluster} {cluster}-{version} && cimic-house database psql -d postgres -f house.sql",
        here.join(", ")
    )
}

/// Every usable Postgres, best first: `CIMIC_PG_BIN` (then only that), PATH, the folders of
/// Debian, Red Hat and Homebrew with the highest version first.
fn find(account: Option<&Account>) -> Result<Vec<Binaries>> {
    if let Some(folder) = std::env::var_os("CIMIC_PG_BIN").filter(|value| !value.is_empty()) {
        let folder = PathBuf::from(folder);
        let found = inspect(&folder, account)
            .with_context(|| format!("CIMIC_PG_BIN is {}, which will not do", folder.display()))?;
        return Ok(vec![found]);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<Binaries> = Vec::new();
    for folder in std::env::split_paths(&path).chain(versioned_folders()) {
        match inspect(&folder, account) {
            Ok(one) if !found.contains(&one) => found.push(one),
            Err(error) if folder.join("postgres").exists() => {
                tracing::debug!(folder = %folder.display(), %error, "passed over a Postgres");
            }
            _ => {}
        }
    }
    Ok(found)
}

fn versioned_folders() -> Vec<PathBuf> {
    let layouts = [
        ("/usr/lib/postgresql", ""),
        ("/usr", "pgsql-"),
        ("/opt/homebrew/opt", "postgresql@"),
        ("/usr/local/opt", "postgresql@"),
    ];
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for (root, prefix) in layouts {
        for entry in std::fs::read_dir(root).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(version) = name.strip_prefix(prefix).and_then(|rest| rest.parse().ok()) {
                found.push((version, entry.path().join("bin")));
            }
        }
    }
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// The Postgres in `folder`, seen to run as `account`. Links are followed, since distributions
/// put links to the real programs on the PATH.
fn inspect(folder: &Path, account: Option<&Account>) -> Result<Binaries> {
    let server = folder.join("postgres").canonicalize().context("it holds no program postgres")?;
    let real = server.parent().filter(|real| real.join("initdb").is_file());
    let folder = real.unwrap_or(folder).to_path_buf();
    if !folder.join("initdb").is_file() {
        bail!("it holds no program initdb");
    }
    let output = command(&folder.join("postgres"), account)
        .arg("--version")
        .output()
        .context("its postgres does not start")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    match major_version(&said) {
        Some(major) if major >= OLDEST => Ok(Binaries { folder, major }),
        Some(major) => bail!("its Postgres is {major}, and the house needs {OLDEST} or later"),
        None => bail!("its postgres does not tell its version"),
    }
}

/// The 15 of `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`; also of `17beta1`.
fn major_version(said: &str) -> Option<u32> {
    let number = said.split_whitespace().nth(2)?;
    let digits = number.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_postgres_says() {
        let debian = "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n";
        assert_eq!(major_version(debian), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 18beta2"), Some(18));
        assert_eq!(major_version("no such thing"), None);
    }

    #[test]
    fn accounts_are_read_from_passwd() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:Admin,,,:/var:/bin/sh\n";
        let expected = Account { name: "postgres".into(), uid: 101, gid: 104 };
        assert_eq!(in_passwd(passwd, "postgres"), Some(expected));
        assert_eq!(in_passwd(passwd, "cimic"), None);
    }

    #[test]
    fn another_version_is_refused_with_the_two_commands_that_help() {
        let newer = Binaries { folder: "/usr/lib/postgresql/17/bin".into(), major: 17 };
        let words = other_version(Path::new("/data/postgres"), 15, &[newer]);
        assert!(words.contains("made by Postgres 15"), "{words}");
        assert!(words.contains("this machine has Postgres 17"), "{words}");
        assert!(words.contains("cimic-house database pg_dumpall"), "{words}");
        assert!(words.contains("mv /data/postgres /data/postgres-15"), "{words}");
    }
}
