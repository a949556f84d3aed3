//! The only door to Postgres: every transaction belongs to somebody.

use crate::{
    access::{Community, Role, Viewer},
    reads::Reads,
    web::error::Result,
};
use sqlx::{
    AssertSqlSafe, Connection, Executor, PgConnection, PgPool, Postgres, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;
use uuid::Uuid;

/// The migrations, compiled in; run by the owner role only.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// Cheap to clone; holds the pool of the runtime role `cimic_app`.
#[derive(Clone)]
pub struct Db {
    pool: PgPool,
    reads: Reads,
}

/// A transaction in which row level security sees one viewer. Dropped without
/// [`Tx::commit`], it rolls back.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    viewer: Viewer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Read,
    Write,
}

/// A session found by its cookie: the viewer in the post in use, and what the session itself says.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: Uuid,
    pub person: Uuid,
    pub name: String,
    pub language: String,
    /// False while the second factor is still owed.
    pub second_step: bool,
    pub keys_off: bool,
    /// The posts in force, for the switch in the header.
    pub posts: Vec<HeldPost>,
    /// None while the person holds no post in force.
    pub viewer: Option<Viewer>,
}

/// A post that a person can act in now.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct HeldPost {
    pub id: Uuid,
    pub role: Role,
    pub actor: String,
}

/// Every connection of the house. Row level security makes planning dearer than running: a statement is planned once
/// and kept (`docs/decisions/0020-plans-are-kept.md`).
const SETTINGS: &str = "set role cimic_app; set jit = off; set plan_cache_mode = force_generic_plan; set statement_timeout = '30s'";

impl Db {
    /// Opens the pool. Connections turn into `cimic_app`, are pinged only after a minute's rest, and are
    /// rolled back on release: sqlx 0.9.0 can return one with a transaction open when `begin` is cancelled.
    pub async fn connect(options: PgConnectOptions, size: u32) -> Result<Db> {
        let pool = PgPoolOptions::new()
            .max_connections(size)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute(SETTINGS).await?;
                    Ok(())
                })
            })
            .before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for > Duration::from_mins(1) {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .after_release(|connection, _| {
                Box::pin(async move {
                    connection.execute("rollback").await?;
                    Ok(true)
                })
            })
            .connect_with(options.application_name("cimic-house"))
            .await?;
        let reads = Reads::start(pool.clone());
        Ok(Db { pool, reads })
    }

    /// A transaction of this viewer; `Mode::Read` cannot write.
    #[expect(clippy::disallowed_methods, reason = "this is the one door")]
    pub async fn begin(&self, viewer: Viewer, mode: Mode) -> Result<Tx> {
        let start = if mode == Mode::Read { "begin read only" } else { "begin" };
        let mut inner = self.pool.begin_with(start).await?;
        set_viewer(&mut inner, &viewer).await?;
        Ok(Tx { inner, viewer })
    }

    /// A second transaction of this viewer that only reads, where a connection rests now: for pages that ask several things
    /// at once. Never waits, since whoever holds one connection and waits for another can wait for ever.
    #[expect(clippy::disallowed_methods, reason = "this is the one door")]
    pub async fn spare(&self, viewer: &Viewer) -> Result<Option<Tx>> {
        let Some(mut inner) = self.pool.try_begin_with("begin read only").await? else {
            return Ok(None);
        };
        set_viewer(&mut inner, viewer).await?;
        Ok(Some(Tx { inner, viewer: viewer.clone() }))
    }

    /// Who holds this session cookie, if anybody does.
    pub async fn session(&self, token_hash: &[u8]) -> Result<Option<Session>> {
        let row = sqlx::query!(
            r#"select session_id as "session_id!", person_id as "person_id!", name as "name!", language as "language!",
                      second_step as "second_step!", keys_off as "keys_off!", is_stale as "is_stale!", post_id, role as "role: Role",
                      actor_id, actor_name, community as "community: Community", below,
                      posts as "posts: sqlx::types::Json<Vec<HeldPost>>"
               from session_viewer($1)"#,
            token_hash,
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if row.is_stale {
            sqlx::query!("select touch_session($1)", token_hash).execute(&self.pool).await?;
        }
        let viewer = match (row.post_id, row.role, row.actor_id, row.community) {
            (Some(post), Some(role), Some(actor), Some(community)) => Some(Viewer {
                name: row.name.clone(),
                actor_name: row.actor_name.unwrap_or_default(),
                ..Viewer::in_post(
                    row.person_id,
                    post,
                    role,
                    actor,
                    community,
                    row.below.unwrap_or_default(),
                )
            }),
            _ => None,
        };
        Ok(Some(Session {
            id: row.session_id,
            person: row.person_id,
            name: row.name,
            language: row.language,
            second_step: row.second_step,
            keys_off: row.keys_off,
            posts: row.posts.map(|posts| posts.0).unwrap_or_default(),
            viewer,
        }))
    }

    /// Whose calendar feed this is, and the language it speaks; None when feed, post or person are not in force.
    pub async fn feed(&self, token_hash: &[u8]) -> Result<Option<(Viewer, crate::i18n::Lang)>> {
        let row = sqlx::query!(
            r#"select person_id as "person!", post_id as "post!", role as "role!: Role", actor_id as "actor!", community as "community!: Community",
                      below as "below!", language as "language!: crate::i18n::Lang" from feed_viewer($1)"#,
            token_hash,
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| {
            let viewer = Viewer::in_post(
                row.person,
                row.post,
                row.role,
                row.actor,
                row.community,
                row.below,
            );
            (viewer, row.language)
        }))
    }

    /// The request that a visitor's cookie opens, while the visit lasts.
    pub async fn visit(&self, token_hash: &[u8]) -> Result<Option<Uuid>> {
        Ok(sqlx::query_scalar!("select visit_request($1)", token_hash)
            .fetch_one(&self.pool)
            .await?)
    }

    /// Keeps the form of somebody whose session ran out; None when the cookie never was a session.
    pub async fn park(&self, token_hash: &[u8], path: &str, body: &str) -> Result<Option<Uuid>> {
        Ok(sqlx::query_scalar!("select park_form($1, $2, $3)", token_hash, path, body)
            .fetch_one(&self.pool)
            .await?)
    }

    /// A connection for the definer functions of sign-in, which come before there is a viewer.
    pub fn door(&self) -> &PgPool {
        &self.pool
    }

    /// Writes that somebody of another actor opened a record, before the answer leaves.
    pub fn reads(&self) -> &Reads {
        &self.reads
    }

    /// Whether Postgres answers, within two seconds.
    pub async fn is_up(&self) -> bool {
        let ask = sqlx::query_scalar::<_, i32>("select 1").fetch_one(&self.pool);
        matches!(tokio::time::timeout(Duration::from_secs(2), ask).await, Ok(Ok(1)))
    }

    /// Connections open and idle, for the metrics.
    pub fn pool_size(&self) -> (u32, usize) {
        (self.pool.size(), self.pool.num_idle())
    }

    /// Waits for work under way and closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Brings the schema up to date; the connection belongs to the owner role.
pub async fn migrate(options: PgConnectOptions) -> Result<()> {
    let mut connection = PgConnection::connect_with(&options).await?;
    MIGRATOR.run(&mut connection).await.map_err(sqlx::Error::from)?;
    connection.close().await?;
    Ok(())
}

async fn set_viewer(inner: &mut Transaction<'static, Postgres>, viewer: &Viewer) -> Result<()> {
    let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let list = |ids: Vec<Uuid>| {
        format!("{{{}}}", ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(","))
    };
    sqlx::query(
        "select set_config('cimic.person', $1, true), set_config('cimic.post', $2, true), set_config('cimic.actor', $3, true),
                set_config('cimic.role', $4, true), set_config('cimic.community', $5, true), set_config('cimic.request', $6, true),
                set_config('cimic.grantees', $7, true), set_config('cimic.sights', $8, true)",
    )
    .bind(text(viewer.person))
    .bind(text(viewer.post))
    .bind(text(Some(viewer.actor).filter(|actor| !actor.is_nil())))
    .bind(viewer.role.as_str())
    .bind(viewer.community.as_str())
    .bind(text(viewer.request))
    .bind(list(viewer.grantees()))
    .bind(list(viewer.sights()))
    .execute(&mut **inner)
    .await?;
    Ok(())
}

impl Tx {
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Writes one audit event. [`Permit::spend`](crate::access::Permit::spend) calls it for every act.
    pub async fn event(&mut self, act: &str, kind: &str, record: Uuid) -> Result<()> {
        let viewer = self.viewer.clone();
        let actor = Some(viewer.actor).filter(|actor| !actor.is_nil());
        sqlx::query!(
            "insert into events (person_id, post_id, actor_id, role, act, record_kind, record_id) values ($1, $2, $3, $4, $5, $6, $7)",
            viewer.person,
            viewer.post,
            actor,
            viewer.role.as_str(),
            act,
            kind,
            record,
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }

    /// Gives the visitor of this transaction sight of the request they are just making.
    pub async fn bind_request(&mut self, request: Uuid) -> Result<()> {
        self.viewer.request = Some(request);
        let viewer = self.viewer.clone();
        set_viewer(&mut self.inner, &viewer).await
    }

    /// Runs one write that may fail on a constraint, and keeps the transaction usable if it does.
    pub async fn attempt<T>(&mut self, work: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        self.conn().execute("savepoint attempt").await?;
        let done = work(self).await;
        let close = if done.is_ok() {
            "release savepoint attempt"
        } else {
            "rollback to savepoint attempt"
        };
        self.conn().execute(close).await?;
        done
    }

    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }
}

/// For administration statements whose names cannot be bound, such as `create database`.
pub fn statement(text: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(text)
}
