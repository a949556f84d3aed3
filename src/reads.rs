//! Read events: that somebody of another actor opened a record is written before the answer leaves.
//!
//! Openings are gathered for as long as the previous group commits and written together, by a role that may
//! do only that. One row a person, record, page and hour; what was written this hour is remembered.

use crate::{
    access::Viewer,
    web::error::{Error, Result},
};
use sqlx::{Executor, PgPool};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// How many openings of this hour are remembered; beyond it the memory starts anew (Postgres still refuses doubles).
const REMEMBERED: usize = 100_000;

#[derive(Clone)]
pub struct Reads {
    queue: mpsc::Sender<Waiting>,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    hour: i64,
    keys: HashSet<(Uuid, Uuid, &'static str)>,
}

/// One opening: who opened which record, and how (`page`, `print`, `brief`).
#[derive(Clone, Debug)]
pub struct Opening {
    pub viewer: Viewer,
    pub kind: &'static str,
    pub record: Uuid,
    pub what: &'static str,
}

struct Waiting {
    opening: Opening,
    written: oneshot::Sender<bool>,
}

impl Reads {
    /// Starts the writer; it ends when the last `Reads` is dropped.
    pub fn start(pool: PgPool) -> Reads {
        let (queue, inbox) = mpsc::channel(1024);
        tokio::spawn(write_groups(pool, inbox));
        Reads { queue, seen: Arc::default() }
    }

    /// Returns once the opening is on disk. Visitors and the house leave no read event.
    pub async fn record(&self, opening: Opening) -> Result<()> {
        let Some(person) = opening.viewer.person else { return Ok(()) };
        let key = (person, opening.record, opening.what);
        if self.is_remembered(key) {
            return Ok(());
        }
        let (written, answer) = oneshot::channel();
        let lost = || Error::Database(sqlx::Error::PoolClosed);
        self.queue.send(Waiting { opening, written }).await.map_err(|_| lost())?;
        if !answer.await.map_err(|_| lost())? {
            return Err(lost());
        }
        self.remember(key);
        Ok(())
    }

    fn is_remembered(&self, key: (Uuid, Uuid, &'static str)) -> bool {
        self.seen.lock().is_ok_and(|seen| seen.hour == this_hour() && seen.keys.contains(&key))
    }

    fn remember(&self, key: (Uuid, Uuid, &'static str)) {
        let Ok(mut seen) = self.seen.lock() else { return };
        if seen.hour != this_hour() || seen.keys.len() >= REMEMBERED {
            *seen = Seen { hour: this_hour(), keys: HashSet::new() };
        }
        seen.keys.insert(key);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "only decides when the memory of this hour ends; Postgres stamps the rows"
)]
fn this_hour() -> i64 {
    jiff::Timestamp::now().as_second() / 3600
}

async fn write_groups(pool: PgPool, mut inbox: mpsc::Receiver<Waiting>) {
    let mut group = Vec::new();
    while inbox.recv_many(&mut group, 256).await > 0 {
        let written = match write(&pool, &group).await {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, "read events could not be written");
                false
            }
        };
        for waiting in group.drain(..) {
            waiting.written.send(written).ok();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the writer is a role of its own, without a viewer")]
async fn write(pool: &PgPool, group: &[Waiting]) -> sqlx::Result<()> {
    let of = |f: fn(&Opening) -> Uuid| group.iter().map(|w| f(&w.opening)).collect::<Vec<_>>();
    let text = |f: fn(&Opening) -> &'static str| {
        group.iter().map(|w| f(&w.opening).to_owned()).collect::<Vec<_>>()
    };
    let mut tx = pool.begin().await?;
    tx.execute("set local role cimic_reads").await?;
    sqlx::query!(
        "insert into read_events (record_kind, record_id, person_id, hour, post_id, actor_id, role, what)
         select kind, record, person, date_trunc('hour', now()), post, actor, role, what
         from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[])
              as opened (kind, record, person, post, actor, role, what)
         on conflict do nothing",
        &text(|o| o.kind),
        &of(|o| o.record),
        &of(|o| o.viewer.person.unwrap_or_default()),
        &of(|o| o.viewer.post.unwrap_or_default()),
        &of(|o| o.viewer.actor),
        &text(|o| o.viewer.role.as_str()),
        &text(|o| o.what),
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}
