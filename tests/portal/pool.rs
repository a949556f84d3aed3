//! The pool never hands out a connection inside somebody else's transaction.

use crate::support::World;
use cimic_house::{access::Viewer, db::Mode};
use std::time::Duration;

/// sqlx 0.9.0 gives back a connection with its transaction open when `begin` is cancelled at the wrong moment;
/// `Db::connect` rolls back on release.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_who_hang_up_leave_no_open_transaction_behind() {
    let world = World::new().await;
    let begun = std::time::Instant::now();
    let one = world.db.begin(Viewer::visitor(None), Mode::Read).await.unwrap();
    drop(one);
    let usual = begun.elapsed();
    let mut finished = 0;
    for n in 0..3000_u32 {
        let begin = world.db.begin(Viewer::visitor(None), Mode::Write);
        let patience = usual * (n % 100) / 60;
        if tokio::time::timeout(patience, begin).await.is_ok() {
            finished += 1;
        }
    }
    assert!(finished > 0 && finished < 3000, "some were cancelled, some were not: {finished}");
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mut held = Vec::new();
    for _ in 0..world.db.pool_size().0 {
        #[expect(clippy::disallowed_methods, reason = "looks at the connections themselves")]
        let mut connection = world.db.door().acquire().await.unwrap();
        let age: f64 =
            sqlx::query_scalar("select extract(epoch from clock_timestamp() - now())::float8")
                .fetch_one(&mut *connection)
                .await
                .unwrap();
        assert!(age < 0.1, "a transaction of {age} s ago is still open");
        let who: Option<String> =
            sqlx::query_scalar("select nullif(current_setting('cimic.role', true), '')")
                .fetch_one(&mut *connection)
                .await
                .unwrap();
        assert_eq!(who, None, "somebody's rights are still on the connection");
        held.push(connection);
    }
}
