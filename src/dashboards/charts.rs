//! The charts of each question: what was published of humanitarian series beside the roll-ups of all others.

use super::{
    model::{Chart, Figure, Published, Row, Sums, UTSTEIN, percent},
    series,
};
use crate::i18n::Text;
use std::collections::HashMap;

/// The numbers of one period and sector: humanitarian series as published, all others as rolled up, for who reads them.
pub struct Numbers {
    pub published: Published,
    pub others: Option<Sums>,
}

/// Who has the turn in a state (`request_turn`).
pub fn turn_of(state: &str) -> &'static str {
    match state {
        "returned" | "offered" | "delivered" => "requester",
        "submitted" | "confirmed" => "screening",
        "screened" => "endorsing",
        "tasked" | "under_way" => "unit",
        _ => "desk",
    }
}

fn text(key: String) -> Text {
    Text::new(key)
}

fn shares(part: i64, whole: i64) -> Figure {
    percent(part, whole).map_or(Figure::None, |share| Figure::Words(format!("{share} %"), share))
}

/// A share of published numbers; few where one of them is.
fn published_share(published: &Published, series: &str, value: &str, whole: &[&str]) -> Figure {
    let part = published.figure(series, value);
    let all: Vec<Figure> = whole.iter().map(|one| published.figure(series, one)).collect();
    if part == Figure::None {
        return Figure::None;
    }
    if !part.is_told() || all.iter().any(|one| !one.is_told()) {
        return Figure::Few;
    }
    let share = shares(part.length(), all.iter().map(Figure::length).sum());
    // Of numbers rounded to five no finer share can be told.
    let about = |share: i64| (share + 2) / 5 * 5;
    match share {
        Figure::Words(_, share) => Figure::Words(format!("≈ {} %", about(share)), about(share)),
        other => other,
    }
}

impl Numbers {
    fn columns(&self) -> Vec<Text> {
        let others = self.others.as_ref().map(|_| Text::new("dashboards-others"));
        std::iter::once(Text::new("dashboards-humanitarian")).chain(others).collect()
    }

    fn figures(&self, series: &str, value: &str) -> Vec<Figure> {
        let others = self.others.as_ref().map(|sums| Figure::Number(sums.n(series, value)));
        std::iter::once(self.published.figure(series, value)).chain(others).collect()
    }

    /// A chart of one series: a row for each value.
    fn chart(&self, id: &'static str, series: &str, values: &[&str]) -> Chart {
        let row = |value: &&str| Row {
            label: text(label(series, value)),
            figures: self.figures(series, value),
        };
        let chart = blank(id, self.columns());
        Chart { rows: values.iter().map(row).collect(), ..chart }
    }
}

/// The key of what a value of a series is called.
fn label(series: &str, value: &str) -> String {
    match series {
        "reason" if value != "not_declined" => format!("requests-code-{value}"),
        "stay" => format!("requests-state-{value}"),
        _ => format!("dashboards-{series}-{value}"),
    }
}

/// A chart without rows: its title and hint by its id.
pub fn blank(id: &'static str, columns: Vec<Text>) -> Chart {
    Chart {
        id,
        title: text(format!("dashboards-chart-{id}")),
        hint: Some(text(format!("dashboards-chart-{id}-hint"))),
        rows_are: "dashboards-rows",
        columns,
        rows: Vec::new(),
        mark: None,
    }
}

/// *Are we answering?* `open` are open requests of others now, by state.
#[expect(clippy::implicit_hasher, reason = "the one map of open requests")]
pub fn answering(numbers: &Numbers, open: &HashMap<String, i64>) -> Vec<Chart> {
    let declined: Vec<&str> =
        series::REASONS.iter().copied().filter(|code| *code != "not_declined").collect();
    vec![
        turns(numbers, open),
        stays(numbers),
        numbers.chart("standing", "standing", series::STANDINGS),
        numbers.chart("outcome", "outcome", series::OUTCOMES),
        numbers.chart("reason", "reason", &declined),
        numbers.chart("kind", "kind", series::GROUPS),
        numbers.chart("late", "late", &["in_time", "late"]),
    ]
}

fn turns(numbers: &Numbers, open: &HashMap<String, i64>) -> Chart {
    let now = |turn: &str| -> i64 {
        open.iter().filter(|(state, _)| turn_of(state) == turn).map(|(_, n)| n).sum()
    };
    let row = |turn: &&str| {
        let others = numbers.others.as_ref().map(|_| Figure::Number(now(turn)));
        let figures = std::iter::once(numbers.published.figure("turn", turn)).chain(others);
        Row { label: text(label("turn", turn)), figures: figures.collect() }
    };
    Chart { rows: series::TURNS.iter().map(row).collect(), ..blank("turn", numbers.columns()) }
}

fn stays(numbers: &Numbers) -> Chart {
    let row = |state: &&str| {
        let told = numbers.published.stays.get(*state).cloned().unwrap_or_default();
        let days = |sums: &Sums| sums.days("stay", state).map_or(Figure::None, Figure::Number);
        let figures = std::iter::once(told).chain(numbers.others.as_ref().map(days));
        Row { label: text(label("stay", state)), figures: figures.collect() }
    };
    Chart { rows: series::STAGES.iter().map(row).collect(), ..blank("stay", numbers.columns()) }
}

/// *Are we coherent?* `links` are what others than humanitarian actors linked to objectives.
pub fn coherent(numbers: &Numbers, links: Option<&Sums>) -> Vec<Chart> {
    let unlinked = |series: &str, sums: &Sums| shares(sums.n(series, "unlinked"), sums.of(series));
    let own = links.into_iter().flat_map(|sums| {
        ["activities", "projects", "requests", "meetings"].map(|series| Row {
            label: text(format!("dashboards-unlinked-{series}")),
            figures: vec![unlinked(series, sums)],
        })
    });
    let whole = ["linked", "unlinked"];
    let theirs = Row {
        label: Text::new("dashboards-unlinked-humanitarian"),
        figures: vec![published_share(&numbers.published, "linked", "unlinked", &whole)],
    };
    let mark = Text::new("dashboards-utstein").with("n", UTSTEIN);
    let shares = Chart {
        rows: own.chain([theirs]).collect(),
        mark: Some((UTSTEIN, mark)),
        ..blank("unlinked", vec![Text::new("dashboards-unlinked-share")])
    };
    let published = Numbers { published: numbers.published.clone(), others: None };
    vec![
        shares,
        pairs(&published),
        Chart {
            columns: vec![Text::new("dashboards-activities")],
            ..published.chart("doer", "doer", &["local", "international", "un"])
        },
    ]
}

fn pairs(published: &Numbers) -> Chart {
    let chart = published.chart("coverage", "coverage", &["nobody", "one", "several"]);
    Chart { columns: vec![Text::new("dashboards-pairs")], ..chart }
}

/// A chart of one series with one column.
fn single(
    id: &'static str,
    series: &str,
    column: &'static str,
    values: &[&str],
    sums: &Sums,
) -> Chart {
    let row = |value: &&str| Row {
        label: text(label(series, value)),
        figures: vec![Figure::Number(sums.n(series, value))],
    };
    Chart { rows: values.iter().map(row).collect(), ..blank(id, vec![Text::new(column)]) }
}

/// *Do meetings lead to something?* Meetings and action points of the mission's own side.
pub fn meetings(sums: &Sums, now: &Ageing) -> Vec<Chart> {
    let held = ["held", "written", "sealed", "called_off", "not_held"];
    let kept = ["on_time", "late", "open", "dropped"];
    vec![
        single("led_to", "led_to", "dashboards-meetings", &["action_points", "none"], sums),
        single("action", "action", "dashboards-actions", &kept, sums),
        promises(now),
        single("meeting", "meeting", "dashboards-meetings", &held, sums),
        single("present", "present", "dashboards-delegations", &["local", "others"], sums),
    ]
}

fn promises(now: &Ageing) -> Chart {
    let ages =
        [("overdue", now.overdue), ("stuck", now.stuck), ("in_time", now.open - now.overdue)];
    let row = |(value, n): (&str, i64)| Row {
        label: text(format!("dashboards-promise-{value}")),
        figures: vec![Figure::Number(n)],
    };
    let column = vec![Text::new("dashboards-actions")];
    Chart { rows: ages.map(row).into(), ..blank("promise", column) }
}

/// The board of an office: the same questions over what it takes part in, as it stands.
pub fn board(sums: &Sums, now: &Ageing) -> Vec<Chart> {
    let requests = "dashboards-requests";
    let of = |turn: &str| -> i64 {
        let here = |series: &str, state: &str| series == "open" && turn_of(state) == turn;
        sums.0.iter().filter(|((series, state), _)| here(series, state)).map(|(_, (n, _))| n).sum()
    };
    let turn = |turn: &&str| Row {
        label: text(label("turn", turn)),
        figures: vec![Figure::Number(of(turn))],
    };
    let stay = |state: &&str| Row {
        label: text(label("stay", state)),
        figures: vec![sums.days("stay", state).map_or(Figure::None, Figure::Number)],
    };
    let declined: Vec<&str> =
        series::REASONS.iter().copied().filter(|code| *code != "not_declined").collect();
    let unlinked = ["activities", "projects", "requests", "meetings"].map(|series| Row {
        label: text(format!("dashboards-board-{series}")),
        figures: vec![shares(sums.n(series, "unlinked"), sums.of(series))],
    });
    let mark = Text::new("dashboards-utstein").with("n", UTSTEIN);
    let column = |key: &'static str| vec![Text::new(key)];
    vec![
        Chart { rows: series::TURNS.iter().map(turn).collect(), ..blank("turn", column(requests)) },
        Chart {
            rows: series::STAGES.iter().map(stay).collect(),
            ..blank("stay", column("dashboards-days"))
        },
        single("standing", "standing", requests, series::STANDINGS, sums),
        single("outcome", "outcome", requests, series::OUTCOMES, sums),
        single("reason", "reason", requests, &declined, sums),
        single("kind", "kind", requests, series::GROUPS, sums),
        single("late", "late", requests, &["in_time", "late"], sums),
        promises(now),
        Chart {
            rows: unlinked.into(),
            mark: Some((UTSTEIN, mark)),
            ..blank("unlinked", column("dashboards-unlinked-share"))
        },
    ]
    .into_iter()
    .map(|chart| Chart { hint: Some(text(format!("dashboards-board-{}-hint", chart.id))), ..chart })
    .collect()
}

/// Open action points now: all, past their day, and carried over three times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ageing {
    pub open: i64,
    pub overdue: i64,
    pub stuck: i64,
}

/// *Is it voluntary and last resort?* Humanitarian series only.
pub fn voluntary(numbers: &Numbers) -> Vec<Chart> {
    let published = Numbers { published: numbers.published.clone(), others: None };
    let figures = &numbers.published;
    let share = |key: &'static str, series: &str, value: &str, whole: &[&str]| Row {
        label: Text::new(key),
        figures: vec![published_share(figures, series, value, whole)],
    };
    let rows = vec![
        share(
            "dashboards-share-direct",
            "assistance",
            "direct",
            &["direct", "indirect", "infrastructure"],
        ),
        share("dashboards-share-complete", "escort", "complete", &["complete", "incomplete"]),
        share("dashboards-share-civilian", "route", "civilian", &["force", "civilian"]),
        share("dashboards-share-relayed", "relay", "relayed", &["relayed", "itself"]),
    ];
    let assistance = ["direct", "indirect", "infrastructure", "unsaid"];
    vec![
        Chart { rows, ..blank("shares", vec![Text::new("dashboards-share")]) },
        published.chart("assistance", "assistance", &assistance),
        published.chart("escort", "escort", &["complete", "incomplete"]),
        published.chart("route", "route", &["civilian", "force", "neither"]),
        published.chart("relay", "relay", &["relayed", "itself"]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_gives_somebody_the_turn() {
        for state in crate::requests::model::State::ALL {
            assert!(series::TURNS.contains(&turn_of(state.as_str())));
        }
    }
}
