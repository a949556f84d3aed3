//! One Postgres in memory for every test process of this checkout, and a database of its own for each test.
//!
//! A holder process keeps the server while any test process lives (and a little longer, for the next run).
//! The first test of a version of migrations and seed makes a template; each test gets a copy in about 30 ms.

use super::seed;
use cimic_house::{
    db,
    embedded::{Embedded, SUPERUSER},
};
use sha2::{Digest, Sha256};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions,
};
use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{LazyLock, OnceLock, mpsc},
    time::{Duration, Instant},
};

/// How long the server waits for the next run before it ends.
const LINGER: Duration = Duration::from_secs(20);
/// A template is made anew after this long, so that its times stay near the present.
const FRESH: u64 = 4 * 3600;

struct Cluster {
    postgres: Embedded,
    template: String,
    /// Held, shared, while this process lives: the holder waits for it.
    _user: File,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();

/// Drops databases that tests are done with, away from the tests' own time.
static JANITOR: LazyLock<mpsc::Sender<String>> = LazyLock::new(|| {
    let (names, inbox) = mpsc::channel::<String>();
    std::thread::spawn(move || {
        block_on(async {
            let mut admin = cluster().admin().await;
            for name in inbox {
                admin
                    .execute(sql(format!("drop database if exists {name} with (force)")))
                    .await
                    .ok();
            }
        });
    });
    names
});

/// A copy of the template, dropped some time after this value is.
pub struct Database {
    name: String,
}

impl Database {
    /// A database with the cast in it, and nothing else.
    pub async fn with_cast() -> Database {
        let cluster = tokio::task::spawn_blocking(cluster).await.unwrap();
        let name = format!("t_{}_{}", std::process::id(), uuid::Uuid::new_v4().simple());
        let copy =
            format!("create database {name} template {} strategy file_copy", cluster.template);
        cluster.admin().await.execute(sql(copy)).await.unwrap();
        Database { name }
    }

    /// A database with the schema and nobody in it.
    pub async fn empty() -> Database {
        let cluster = tokio::task::spawn_blocking(cluster).await.unwrap();
        let name = format!("t_{}_{}", std::process::id(), uuid::Uuid::new_v4().simple());
        cluster.admin().await.execute(sql(format!("create database {name}"))).await.unwrap();
        let database = Database { name };
        db::migrate(database.as_owner()).await.unwrap();
        database
    }

    /// How the house connects: as the role that row level security holds.
    pub fn as_app(&self) -> PgConnectOptions {
        cluster().postgres.options(&self.name, "cimic_app")
    }

    /// How migrations and tests that plant rows connect: nothing is hidden from it.
    pub fn as_owner(&self) -> PgConnectOptions {
        cluster().postgres.options(&self.name, SUPERUSER)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        JANITOR.send(std::mem::take(&mut self.name)).ok();
    }
}

impl Cluster {
    async fn admin(&self) -> PgConnection {
        self.postgres.options("postgres", SUPERUSER).connect().await.unwrap()
    }

    /// Makes the template, once for all processes.
    async fn prepare(&self) {
        let mut admin = self.admin().await;
        admin.execute("select pg_advisory_lock(77)").await.unwrap();
        drop_leftovers(&mut admin, &self.template).await;
        let known = "select exists (select from pg_database where datname = $1)";
        let exists: bool =
            sqlx::query_scalar(known).bind(&self.template).fetch_one(&mut admin).await.unwrap();
        if !exists {
            let unfinished = format!("{}_new", self.template);
            admin.execute(sql(format!("create database {unfinished}"))).await.unwrap();
            let options = self.postgres.options(&unfinished, SUPERUSER);
            db::migrate(options.clone()).await.unwrap();
            let mut connection = options.connect().await.unwrap();
            seed::plant(&mut connection).await;
            connection.close().await.unwrap();
            let name = &self.template;
            admin
                .execute(sql(format!("alter database {unfinished} rename to {name}")))
                .await
                .unwrap();
        }
        admin.close().await.unwrap();
    }
}

/// Databases of processes that are gone, and templates of other versions.
async fn drop_leftovers(admin: &mut PgConnection, keep: &str) {
    let known =
        "select datname from pg_database where datname like 't\\_%' or datname like 'tpl\\_%'";
    let names: Vec<String> = sqlx::query_scalar(known).fetch_all(&mut *admin).await.unwrap();
    for name in names {
        let owner = name.strip_prefix("t_").and_then(|rest| rest.split('_').next());
        let lives = owner.is_some_and(|pid| Path::new(&format!("/proc/{pid}")).exists());
        if !lives && name != keep {
            admin.execute(sql(format!("drop database if exists {name} with (force)"))).await.ok();
        }
    }
}

fn cluster() -> &'static Cluster {
    CLUSTER.get_or_init(|| {
        std::thread::spawn(|| {
            let user = lock_file("users.lock");
            user.lock_shared().unwrap();
            hold_if_nobody_does();
            let postgres = Embedded::for_tests().unwrap();
            let cluster = Cluster { postgres, template: template_name(), _user: user };
            block_on(cluster.prepare());
            cluster
        })
        .join()
        .unwrap()
    })
}

/// Stands for the schema, the seed, and the hour.
fn template_name() -> String {
    let mut sum = Sha256::new();
    for migration in db::MIGRATOR.iter() {
        sum.update(&migration.checksum);
    }
    sum.update(include_str!("seed.rs"));
    let now = u64::try_from(cimic_house::clock::now().as_second()).unwrap();
    sum.update((now / FRESH).to_be_bytes());
    let hex = cimic_house::secrets::hex(&sum.finalize()[..8]);
    format!("tpl_{hex}")
}

fn tmp(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(folder).unwrap();
    folder.join(name)
}

fn lock_file(name: &str) -> File {
    File::options().create(true).append(true).open(tmp(name)).unwrap()
}

/// Starts the holder, unless one lives.
#[expect(clippy::zombie_processes, reason = "it outlives us on purpose")]
fn hold_if_nobody_does() {
    let holder = lock_file("holder.lock");
    if holder.try_lock().is_err() {
        return;
    }
    holder.unlock().unwrap();
    let held = tmp("held");
    std::fs::remove_file(&held).ok();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "support::cluster::holds_the_server"]).env("CIMIC_TEST_HOLDER", "1");
    // All null: the test runner in there writes on when we are gone.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    command.spawn().unwrap();
    let started = Instant::now();
    while !held.exists() {
        assert!(started.elapsed() < Duration::from_mins(1), "the test server did not start");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Not a test: what the holder process runs.
#[test]
fn holds_the_server() {
    if std::env::var_os("CIMIC_TEST_HOLDER").is_none() {
        return;
    }
    let holder = lock_file("holder.lock");
    if holder.try_lock().is_err() {
        std::fs::write(tmp("held"), "by another").unwrap();
        return;
    }
    let mut postgres = Embedded::for_tests().unwrap();
    std::fs::write(tmp("held"), "by this").unwrap();
    let users = lock_file("users.lock");
    let mut idle_since = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(500));
        if users.try_lock().is_err() {
            idle_since = Instant::now();
        } else if idle_since.elapsed() > LINGER {
            // Keeps newcomers waiting until the server is down, so that they start the next one.
            postgres.stop();
            return;
        } else {
            users.unlock().unwrap();
        }
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn sql(text: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(text)
}
