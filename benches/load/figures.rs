//! Figures and how they are shown.

use serde::Serialize;
use std::time::Duration;

/// What was timed, for whom, and how long it took, in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    pub what: String,
    pub who: String,
    pub median: f64,
    pub p95: f64,
    pub count: usize,
    pub per_second: f64,
    pub errors: usize,
    /// Throughput as a share of the bare page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_bare: Option<f64>,
    /// Processor milliseconds an answer: the house, its Postgres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu: Option<(f64, f64)>,
    pub bytes: usize,
}

impl Figure {
    pub fn of(
        what: &str,
        who: &str,
        mut times: Vec<Duration>,
        seconds: f64,
        errors: usize,
    ) -> Figure {
        times.sort_unstable();
        Figure {
            what: what.to_owned(),
            who: who.to_owned(),
            median: at(&times, 0.5),
            p95: at(&times, 0.95),
            count: times.len(),
            per_second: times.len() as f64 / seconds,
            errors,
            of_bare: None,
            cpu: None,
            bytes: 0,
        }
    }
}

/// This share of the times, sorted, is not longer; in milliseconds.
fn at(times: &[Duration], share: f64) -> f64 {
    let last = times.len().saturating_sub(1);
    let n = (times.len() as f64 * share).ceil() as usize;
    times.get(n.saturating_sub(1).min(last)).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

pub fn table(title: &str, figures: &[Figure]) {
    println!("\n{title}");
    println!(
        "  {:<22} {:<8} {:>9} {:>9} {:>9} {:>8} {:>17} {:>8} {:>6}",
        "", "", "median", "p95 ms", "a second", "of bare", "cpu ms house/pg", "bytes", "errors"
    );
    for figure in figures {
        let share = figure.of_bare.map_or_else(String::new, |share| format!("{share:.3}"));
        let cpu = figure
            .cpu
            .map_or_else(String::new, |(house, postgres)| format!("{house:.2} / {postgres:.2}"));
        println!(
            "  {:<22} {:<8} {:>9.2} {:>9.2} {:>9.0} {:>8} {:>17} {:>8} {:>6}",
            figure.what,
            figure.who,
            figure.median,
            figure.p95,
            figure.per_second,
            share,
            cpu,
            figure.bytes,
            figure.errors
        );
    }
}

/// How much slower the second of each pair is, and how many more or fewer a second.
pub fn grows<'a>(pairs: impl Iterator<Item = (&'a Figure, &'a Figure)>) {
    println!("  {:<22} {:<8} {:>10} {:>10}", "", "", "p95 grows", "rate");
    for (before, after) in pairs {
        println!(
            "  {:<22} {:<8} {:>9.2}x {:>9.2}x",
            after.what,
            after.who,
            after.p95 / before.p95,
            after.per_second / before.per_second
        );
    }
}
