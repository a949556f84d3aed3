//! The sequencer: gives committed events their place in the chain, outside the transactions that write them, and signs checkpoints.
//!
//! Writers never wait for it. What it writes is derived from events, so it leaves none itself.

use super::{
    chain::{Checkpoint, Link},
    signing::Signer,
};
use crate::{
    access::Viewer,
    db::{Db, Mode, Tx},
    jobs::noted,
    web::error::{Error, Result},
};
use jiff::SignedDuration;
use sqlx::Executor as _;
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// How often it looks for new events.
const EVERY: Duration = Duration::from_secs(1);
const NOTED_EVERY: u32 = 60;
/// Events of one transaction of the sequencer.
pub const BATCH: usize = 5_000;
/// A checkpoint is signed when events came and the last one is this old, or so many events back.
pub const CHECKPOINT_AGE: SignedDuration = SignedDuration::from_mins(5);
const CHECKPOINT_EVENTS: i64 = 50_000;

/// Starts it; it ends with the program. A run that fails is tried again a second later.
pub fn start(db: Db, signer: Signer) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut rounds = 0_u32;
        loop {
            tick.tick().await;
            // Every second would be too much to note.
            let done = if rounds.is_multiple_of(NOTED_EVERY) {
                noted(&db, "sequencer", catch_up(&db, &signer)).await
            } else {
                catch_up(&db, &signer).await
            };
            if let Err(error) = done {
                tracing::warn!(%error, "the sequencer of events stumbled");
            }
            rounds = rounds.wrapping_add(1);
        }
    })
}

/// Chains everything that is committed, then signs a checkpoint if one is due; how many events were chained.
pub async fn catch_up(db: &Db, signer: &Signer) -> Result<i64> {
    let mut chained = 0;
    loop {
        let n = chain_batch(db).await?;
        chained += i64::try_from(n).unwrap_or_default();
        if n < BATCH {
            break;
        }
        checkpoint(db, signer, CHECKPOINT_AGE).await?;
    }
    checkpoint(db, signer, CHECKPOINT_AGE).await?;
    Ok(chained)
}

/// Where the chain ends.
struct Head {
    seq: i64,
    hash: [u8; 32],
    tx: String,
    event_id: i64,
    /// The last event's transaction lies in this cluster's future: the database was restored into a younger cluster.
    is_foreign: bool,
    /// Every transaction before this one is over.
    oldest: String,
}

/// The end of the chain, held until the transaction is over: two sequencers take turns.
async fn head(tx: &mut Tx) -> Result<Head> {
    let row = sqlx::query!(
        r#"select seq, hash, tx::text as "tx!", event_id, tx > pg_snapshot_xmax(pg_current_snapshot()) as "is_foreign!",
                  pg_snapshot_xmin(pg_current_snapshot())::text as "oldest!"
           from event_chain_heads for update"#
    )
    .fetch_one(tx.conn())
    .await?;
    let hash = row.hash.try_into().map_err(|_| Error::Internal("a hash of 32 bytes".to_owned()))?;
    Ok(Head {
        seq: row.seq,
        hash,
        tx: row.tx,
        event_id: row.event_id,
        is_foreign: row.is_foreign,
        oldest: row.oldest,
    })
}

/// Chains up to [`BATCH`] events; fewer when there are no more. An event is taken once every transaction up to its own is over
/// (its snapshot's `xmin`), in the order of transactions: whoever commits late comes later in the chain, and nobody is left out.
async fn chain_batch(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let mut head = head(&mut tx).await?;
    let events =
        if head.is_foreign { stranded(&mut tx).await? } else { next(&mut tx, &head).await? };
    let n = events.len();
    let (mut seqs, mut ids, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for (mut link, written_by) in events {
        head.seq += 1;
        link.seq = head.seq;
        head.hash = link.hash(&head.hash);
        (head.tx, head.event_id) = (written_by, link.id);
        seqs.push(link.seq);
        ids.push(link.id);
        hashes.push(head.hash.to_vec());
    }
    if head.is_foreign && n < BATCH {
        head.tx = head.oldest.clone();
        head.event_id = 0;
    } else if n == 0 {
        return Ok(0);
    } else if head.is_foreign {
        // Still catching up: the mark stays where it was, so that the next batch looks for the rest.
        head.tx = u64::MAX.to_string();
    }
    sqlx::query!(
        "insert into event_chain (seq, event_id, hash) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])",
        &seqs,
        &ids,
        &hashes,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update event_chain_heads set seq = $1, hash = $2, tx = $3::text::xid8, event_id = $4, moved_at = now()",
        head.seq,
        &head.hash[..],
        head.tx,
        head.event_id,
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(n)
}

/// Plans are kept, also those made while the chain was short: these tables are read by index whatever Postgres knew of them then.
const BY_INDEX: &str = "set local enable_seqscan = off; set local enable_bitmapscan = off";

/// The next events after the end of the chain. Cost: one descent of an index and a batch of its rows, each looked up in the chain.
async fn next(tx: &mut Tx, head: &Head) -> Result<Vec<(Link, String)>> {
    tx.conn().execute(BY_INDEX).await?;
    let rows = sqlx::query_as!(
        Row,
        r#"select e.id, e.at, e.person_id, e.post_id, e.actor_id, e.role, e.act, e.record_kind, e.record_id, e.detail::text as detail, e.tx::text as "tx!"
           from events e
           where (e.tx, e.id) > ($1::text::xid8, $2) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
             and (select true from event_chain c where c.event_id = e.id limit 1) is null
           order by e.tx, e.id limit $3"#,
        head.tx,
        head.event_id,
        i64::try_from(BATCH).unwrap_or(5_000),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Row::link).collect())
}

/// After a restore: events that the chain lacks, whatever their transactions were called elsewhere. Reads all events.
async fn stranded(tx: &mut Tx) -> Result<Vec<(Link, String)>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select e.id, e.at, e.person_id, e.post_id, e.actor_id, e.role, e.act, e.record_kind, e.record_id, e.detail::text as detail, e.tx::text as "tx!"
           from events e left join event_chain c on c.event_id = e.id
           where c.event_id is null and (e.tx < pg_snapshot_xmin(pg_current_snapshot()) or e.tx > pg_snapshot_xmax(pg_current_snapshot()))
           order by e.id limit $1"#,
        i64::try_from(BATCH).unwrap_or(5_000),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Row::link).collect())
}

/// One event as it stands in the table.
struct Row {
    id: i64,
    at: jiff_sqlx::Timestamp,
    person_id: Option<uuid::Uuid>,
    post_id: Option<uuid::Uuid>,
    actor_id: Option<uuid::Uuid>,
    role: String,
    act: String,
    record_kind: String,
    record_id: uuid::Uuid,
    detail: Option<String>,
    tx: String,
}

impl Row {
    fn link(self) -> (Link, String) {
        let link = Link {
            seq: 0,
            id: self.id,
            at: self.at.to_jiff().as_microsecond(),
            person: self.person_id,
            post: self.post_id,
            actor: self.actor_id,
            role: self.role,
            act: self.act,
            kind: self.record_kind,
            record: self.record_id,
            detail: self.detail,
        };
        (link, self.tx)
    }
}

/// Signs the end of the chain, where it moved since the last checkpoint and that is older than `age` or far behind; whether it did.
pub async fn checkpoint(db: &Db, signer: &Signer, age: SignedDuration) -> Result<bool> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let head = head(&mut tx).await?;
    let last = sqlx::query!(
        r#"select now() as "now!: jiff_sqlx::Timestamp", (select seq from checkpoints order by seq desc limit 1) as seq,
                  (select at from checkpoints order by seq desc limit 1) as "at: jiff_sqlx::Timestamp""#
    )
    .fetch_one(tx.conn())
    .await?;
    let now = last.now.to_jiff();
    let is_old = last.at.is_none_or(|at| now.duration_since(at.to_jiff()) >= age);
    let behind = head.seq - last.seq.unwrap_or(0);
    if behind == 0 || !is_old && behind < CHECKPOINT_EVENTS {
        return Ok(false);
    }
    let made = Checkpoint::sign(signer.pair(), head.seq, &head.hash, now.as_microsecond());
    let bytes = |text: &str| super::chain::unhex(text).unwrap_or_default();
    sqlx::query!(
        "insert into checkpoints (seq, hash, at, hour, key, signature) values ($1, $2, $3, $4, $5, $6)",
        made.seq,
        bytes(&made.hash),
        last.now as _,
        now.as_second() / 3600,
        bytes(&made.key),
        bytes(&made.signature),
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(true)
}
