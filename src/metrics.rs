//! What the house tells those who keep it running: `/health`, and Prometheus's figures on a
//! listener of their own.

use crate::db::Db;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use std::time::Duration;

/// Below this much free disk the house warns: a full disk stops Postgres for good.
pub const LOW_DISK_MB: u64 = 500;

/// How often the free disk is looked at.
const DISK_LOOK: Duration = Duration::from_mins(1);

/// Upper bounds of the latency buckets, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

const REQUESTS: &str = "cimic_http_requests_total";
const LATENCY: &str = "cimic_http_request_duration_seconds";

/// Counts one answered request. Costs nothing to speak of while no recorder is installed.
pub fn count_request(method: &'static str, route: &str, status: u16, took: Duration) {
    let class = match status {
        0..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    let route = route.to_owned();
    counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => class)
        .increment(1);
    histogram!(LATENCY, "method" => method, "route" => route).record(took);
}

/// What the operator's pages look at.
#[derive(Clone)]
pub struct Watched {
    pub db: Db,
    /// The data folder, for the space left on its disk.
    pub data: Arc<PathBuf>,
}

/// The answer of `/health`.
#[derive(Debug, Serialize)]
struct Health {
    /// `ok`, `low disk` (still 200) or `database away` (503).
    status: &'static str,
    database: &'static str,
    disk_free_mb: Option<u64>,
    version: &'static str,
}

/// `GET /health`: 200 while the house can serve, 503 while its database is away.
pub async fn health(State(watched): State<Watched>) -> Response {
    let up = watched.db.is_up().await;
    let disk_free_mb = free_disk_mb(&watched.data);
    let low = disk_free_mb.is_some_and(|free| free < LOW_DISK_MB);
    let status = match (up, low) {
        (false, _) => "database away",
        (true, true) => "low disk",
        (true, false) => "ok",
    };
    let code = if up { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let database = if up { "up" } else { "away" };
    let version = env!("CARGO_PKG_VERSION");
    let health = Health { status, database, disk_free_mb, version };
    let body = serde_json::to_string(&health).unwrap_or_default();
    (code, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Installs the recorder; `/metrics` of the returned router shows its figures. Once a process.
pub fn prometheus(watched: Watched) -> Result<Router, BuildError> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(LATENCY.into()), &BUCKETS)?
        .install_recorder()?;
    Ok(Router::new().route("/metrics", get(figures)).with_state((handle, watched)))
}

async fn figures(State((handle, watched)): State<(PrometheusHandle, Watched)>) -> Response {
    let (size, idle) = watched.db.pool_size();
    gauge!("cimic_database_up").set(if watched.db.is_up().await { 1.0 } else { 0.0 });
    gauge!("cimic_database_connections").set(f64::from(size));
    gauge!("cimic_database_connections_idle").set(as_f64(idle as u64));
    if let Some(bytes) = resident_bytes() {
        gauge!("process_resident_memory_bytes").set(as_f64(bytes));
    }
    if let Some(free) = free_disk_mb(&watched.data) {
        gauge!("cimic_disk_free_bytes").set(as_f64(free * 1024 * 1024));
    }
    handle.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()).into_response()
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is shown to a few digits")]
fn as_f64(number: u64) -> f64 {
    number as f64
}

/// Space that an ordinary user may still fill on the disk of `path`, in MiB.
pub fn free_disk_mb(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize) / (1024 * 1024))
}

/// This process's resident memory; `None` where there is no `/proc`.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// What [`watch_disk`] saw last, in MiB; [`NOT_SEEN`] before it looked.
static FREE_MB: AtomicU64 = AtomicU64::new(NOT_SEEN);
const NOT_SEEN: u64 = u64::MAX;

/// The free disk as last looked at, in MiB; None where nobody looks.
pub fn last_free_mb() -> Option<u64> {
    Some(FREE_MB.load(Ordering::Relaxed)).filter(|free| *free != NOT_SEEN)
}

/// Warns in the log when the disk runs low, and says so when it has room again. Never returns.
pub async fn watch_disk(data: PathBuf) {
    let mut was_low = false;
    loop {
        let free = free_disk_mb(&data);
        FREE_MB.store(free.unwrap_or(NOT_SEEN), Ordering::Relaxed);
        let low = free.is_some_and(|free| free < LOW_DISK_MB);
        if low && !was_low {
            tracing::warn!(free_mb = free, limit_mb = LOW_DISK_MB, "the disk is nearly full");
        } else if was_low && !low {
            tracing::info!(free_mb = free, "the disk has room again");
        }
        was_low = low;
        tokio::time::sleep(DISK_LOOK).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_tells_its_memory_and_disk() {
        assert!(resident_bytes().is_some_and(|bytes| bytes > 1_000_000));
        assert!(free_disk_mb(Path::new("/")).is_some_and(|free| free > 0));
        assert!(free_disk_mb(Path::new("/no such folder")).is_none());
    }
}
