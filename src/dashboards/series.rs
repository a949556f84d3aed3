//! The series that are published of humanitarian requests and activities, and what their rows are.

/// A way to cut a population; every record is in exactly one row.
#[derive(Debug)]
pub struct Spec {
    pub name: &'static str,
    pub population: Of,
    pub values: &'static [&'static str],
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Requests that came in the period, as they stood when it closed.
    Received,
    /// Requests that were open when it closed.
    Open,
    /// Requests that ended in it.
    Ended,
    /// Activities under way when it closed.
    Activities,
    /// Pairs of district and cluster with need.
    Pairs,
}

impl Of {
    pub const ALL: [Of; 5] = [Of::Received, Of::Open, Of::Ended, Of::Activities, Of::Pairs];

    /// The name under which the whole population is published.
    pub fn name(self) -> &'static str {
        match self {
            Of::Received => "received",
            Of::Open => "open",
            Of::Ended => "ended",
            Of::Activities => "activities",
            Of::Pairs => "pairs",
        }
    }
}

pub const GROUPS: &[&str] =
    &["movement", "protection", "works", "medical", "knowledge", "community_support", "other"];
pub const STANDINGS: &[&str] =
    &["waits", "asks_back", "moves", "done", "declined", "referred", "ended"];
pub const TURNS: &[&str] = &["requester", "screening", "endorsing", "desk", "unit"];
pub const OUTCOMES: &[&str] = &["done", "declined", "referred", "withdrawn", "expired", "aborted"];
pub const STAGES: &[&str] = &[
    "submitted",
    "returned",
    "screened",
    "endorsed",
    "offered",
    "accepted",
    "tasked",
    "under_way",
    "delivered",
];
pub const REASONS: &[&str] = &[
    "civilian_alternative_exists",
    "not_humanitarian_or_not_mandated",
    "incomplete",
    "late_notice",
    "no_capacity",
    "security_not_permissive",
    "hc_not_endorsed",
    "perception_risk_too_high",
    "duplicate",
    "not_declined",
];

const fn spec(name: &'static str, population: Of, values: &'static [&'static str]) -> Spec {
    Spec { name, population, values }
}

pub static SPECS: &[Spec] = &[
    spec("kind", Of::Received, GROUPS),
    spec("standing", Of::Received, STANDINGS),
    spec("late", Of::Received, &["in_time", "late"]),
    spec("assistance", Of::Received, &["direct", "indirect", "infrastructure", "unsaid"]),
    spec("escort", Of::Received, &["complete", "incomplete", "no_escort"]),
    spec("relay", Of::Received, &["relayed", "itself"]),
    spec("turn", Of::Open, TURNS),
    spec("outcome", Of::Ended, OUTCOMES),
    spec("reason", Of::Ended, REASONS),
    spec("route", Of::Ended, &["force", "civilian", "neither"]),
    spec("linked", Of::Activities, &["linked", "unlinked"]),
    spec("doer", Of::Activities, &["local", "international", "un"]),
    spec("coverage", Of::Pairs, &["nobody", "one", "several"]),
];
