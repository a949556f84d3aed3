//! What a piece of work costs, counted by Postgres itself inside the transaction, so that policies, triggers and functions count too.

use super::World;
use cimic_house::{
    access::Viewer,
    db::{Mode, Tx},
};

/// Tables of these that were read from end to end, and entries read from all indexes, since the transaction began.
async fn touched(tx: &mut Tx, growing: &[&str]) -> (Vec<String>, i64) {
    let scanned = sqlx::query_scalar(
        "select relname::text from pg_stat_xact_user_tables where relname = any ($1) and seq_tup_read > 0",
    )
    .bind(growing)
    .fetch_all(tx.conn())
    .await
    .unwrap();
    let entries = sqlx::query_scalar(
        "select coalesce(sum(pg_stat_get_xact_tuples_returned(oid)), 0)::bigint from pg_class where relkind = 'i' and relnamespace = 'public'::regnamespace",
    )
    .fetch_one(tx.conn())
    .await
    .unwrap();
    (scanned, entries)
}

/// Does it in a transaction of its own, several times so that plans that are kept are tried too. It may read `most` index entries, and
/// none of the tables that grow from end to end. What it returned, and how many entries it read the last time.
pub async fn counted<T>(
    world: &World,
    viewer: &Viewer,
    growing: &[&str],
    (what, most): (&str, i64),
    work: impl AsyncFn(&mut Tx) -> T,
) -> (T, i64) {
    let mut last = None;
    for _ in 0..7 {
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let (_, before) = touched(&mut tx, growing).await;
        let value = work(&mut tx).await;
        let (scanned, after) = touched(&mut tx, growing).await;
        let (name, entries) = (&viewer.name, after - before);
        assert!(scanned.is_empty(), "{what} for {name} reads {scanned:?} from end to end");
        assert!(
            entries <= most,
            "{what} for {name} reads {entries} index entries; {most} are enough"
        );
        last = Some((value, entries));
    }
    last.unwrap()
}
