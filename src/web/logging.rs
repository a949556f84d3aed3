//! The log: one line a request, and never a name, an address, a query or a content. A request is
//! named by its route's pattern, since a real path holds references.

use super::html::RequestId;
use crate::metrics;
use axum::{
    extract::{MatchedPath, Request},
    http::{Method, StatusCode},
};
use clap::ValueEnum;
use std::io::IsTerminal;
use std::time::{Duration, Instant};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// How the log is written to standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line for a person.
    #[default]
    Text,
    /// An object a line, for a collector.
    Json,
}

/// What is logged unless `RUST_LOG` says otherwise. Postgres's notices may quote values.
const USUAL: &str = "info,sqlx=warn,sqlx::postgres::notice=off";

/// Starts the log; once, at the very start of the program.
pub fn start(format: Format) {
    std::panic::set_hook(Box::new(log_panic));
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| USUAL.into());
    let registry = tracing_subscriber::registry().with(filter);
    match format {
        Format::Text => {
            let layer = fmt::layer().with_ansi(std::io::stderr().is_terminal());
            registry.with(layer.with_writer(std::io::stderr)).init();
        }
        Format::Json => {
            let layer = fmt::layer().json().with_current_span(true).with_span_list(false);
            registry.with(layer.with_writer(std::io::stderr)).init();
        }
    }
}

/// Where a panic happened, and its words only if they stand so in the program: put together at run
/// time they may quote what somebody typed.
fn log_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("words withheld");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, words, "panic");
}

/// The log line and the metrics of one request, begun when it arrives.
pub struct Line {
    begun: Instant,
    method: &'static str,
    route: Option<MatchedPath>,
}

impl Line {
    pub fn begin(request: &Request) -> Line {
        Line {
            begun: Instant::now(),
            method: method_name(request.method()),
            route: request.extensions().get::<MatchedPath>().cloned(),
        }
    }

    /// Writes the line. Static files and health checks only show at level `debug`.
    pub fn end(self, status: StatusCode, id: &RequestId) {
        let took = self.begun.elapsed();
        let route = self.route.as_ref().map_or("none", MatchedPath::as_str);
        let (method, status, ms) = (self.method, status.as_u16(), milliseconds(took));
        metrics::count_request(method, route, status, took);
        if route == "/health" || route.starts_with("/static/") {
            tracing::debug!(method, route, status, ms, id = id.0, "request");
        } else {
            tracing::info!(method, route, status, ms, id = id.0, "request");
        }
    }
}

/// To a hundredth.
fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 100_000.0).round() / 100.0
}

/// A method is free text in HTTP: only the known ones are worth a label, or safe in a log.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "OTHER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_that_nobody_knows_is_not_written() {
        let odd = Method::from_bytes(b"SECRET").unwrap();
        assert_eq!(method_name(&odd), "OTHER");
        assert_eq!(method_name(&Method::POST), "POST");
    }

    #[test]
    fn milliseconds_are_rounded_to_a_hundredth() {
        assert!((milliseconds(Duration::from_micros(1234)) - 1.23).abs() < 1e-9);
    }
}
