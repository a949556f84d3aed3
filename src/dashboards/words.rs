//! The first glance in words: where requests are stuck, and why.

use super::{
    charts::{Numbers, turn_of},
    model::{Figure, Period},
    series::{REASONS, STAGES, TURNS},
};
use crate::i18n::{Lang, Text, say};
use jiff::civil::Date;

/// Open requests of others than humanitarian requesters.
#[derive(Clone, Debug, Default)]
pub struct Open {
    /// State, the week it came in, how many.
    pub weeks: Vec<(String, Date, i64)>,
    /// The sector with most of them, by name, where sectors can be compared.
    pub longest_queue: Option<(String, i64)>,
}

impl Open {
    pub fn all(&self) -> i64 {
        self.weeks.iter().map(|(_, _, n)| n).sum()
    }

    /// How many came in before this day.
    pub fn older(&self, than: Date) -> i64 {
        self.weeks.iter().filter(|(_, week, _)| *week < than).map(|(_, _, n)| n).sum()
    }

    fn at(&self, turn: &str) -> i64 {
        let here = |(state, _, _): &&(String, Date, i64)| turn_of(state) == turn;
        self.weeks.iter().filter(here).map(|(_, _, n)| n).sum()
    }
}

/// The sentences, the weightiest first. `day` writes a date in the reader's language.
pub fn glance(
    numbers: &Numbers,
    open: &Open,
    (period, today): (Period, Date),
    lang: Lang,
    day: &dyn Fn(Date) -> String,
) -> Vec<Text> {
    let mut said = Vec::new();
    if numbers.others.is_some() {
        said.extend(queue(open, today, lang));
    }
    said.extend(closed(numbers, period, lang, day));
    said.extend(slowest(numbers, lang));
    said.extend(refusals(numbers, lang));
    said.extend(notice(numbers));
    said
}

fn word(lang: Lang, prefix: &str, code: &str) -> String {
    say(lang, &format!("{prefix}-{code}"), None)
}

/// What waits now, with whom, how long already, and what that turn is waiting for.
fn queue(open: &Open, today: Date, lang: Lang) -> Vec<Text> {
    let all = open.all();
    let Some(turn) = TURNS.iter().max_by_key(|turn| open.at(turn)).filter(|_| all > 0) else {
        return vec![Text::new("dashboards-glance-nothing")];
    };
    let stuck = Text::new("dashboards-glance-open").with("n", all).with("m", open.at(turn));
    let mut said = vec![
        stuck.with("who", word(lang, "dashboards-turn", turn)),
        Text::new(format!("dashboards-why-{turn}")),
    ];
    let old = open.older(today.saturating_sub(jiff::Span::new().days(28)));
    if old > 0 {
        said.push(Text::new("dashboards-glance-old").with("n", old));
    }
    if let Some((sector, n)) = &open.longest_queue {
        said.push(Text::new("dashboards-glance-sector").with("who", sector.as_str()).with("n", *n));
    }
    said
}

/// What was open of humanitarian requests when the period closed.
fn closed(
    numbers: &Numbers,
    period: Period,
    lang: Lang,
    day: &dyn Fn(Date) -> String,
) -> Vec<Text> {
    let told = |turn: &&&str| numbers.published.figure("turn", turn).is_told();
    let turns = TURNS.iter().filter(told);
    let most = turns.max_by_key(|turn| numbers.published.figure("turn", turn).length());
    let all = numbers.published.figure("open", "");
    let (key, last) = ("dashboards-glance-closed", day(period.last()));
    match (all, most) {
        (Figure::Number(all), Some(turn)) => {
            let m = numbers.published.figure("turn", turn).length();
            let text = Text::new(key).with("n", all).with("m", m).with("day", last);
            vec![
                text.with("who", word(lang, "dashboards-turn", turn)),
                Text::new(format!("dashboards-why-{turn}")),
            ]
        }
        (Figure::Number(all), None) => {
            vec![Text::new("dashboards-glance-closed-all").with("n", all).with("day", last)]
        }
        _ => vec![Text::new("dashboards-glance-closed-few").with("day", last)],
    }
}

/// The stage that took longest, each side for itself.
fn slowest(numbers: &Numbers, lang: Lang) -> Vec<Text> {
    let told = |state: &&&str| match numbers.published.stays.get(**state) {
        Some(Figure::Number(days)) => *days,
        _ => 0,
    };
    let text = |key: &'static str, state: &str, days: i64| {
        Text::new(key).with("stage", word(lang, "requests-state", state)).with("n", days)
    };
    let theirs = STAGES.iter().max_by_key(|state| told(state)).map(|state| (state, told(&state)));
    let theirs = theirs.filter(|(_, days)| *days > 0);
    let own = numbers.others.as_ref().and_then(|sums| {
        let days = |state: &str| sums.days("stay", state).unwrap_or_default();
        STAGES
            .iter()
            .map(|state| (state, days(state)))
            .max_by_key(|(_, days)| *days)
            .filter(|(_, days)| *days > 0)
    });
    let own = own.map(|(state, days)| text("dashboards-glance-slow", state, days));
    let theirs =
        theirs.map(|(state, days)| text("dashboards-glance-slow-humanitarian", state, days));
    own.into_iter().chain(theirs).collect()
}

/// Why most of what was declined was declined.
fn refusals(numbers: &Numbers, lang: Lang) -> Vec<Text> {
    let codes = || REASONS.iter().filter(|code| **code != "not_declined");
    let others = |code: &str| numbers.others.as_ref().map_or(0, |sums| sums.n("reason", code));
    let all = |code: &str| others(code) + numbers.published.figure("reason", code).length();
    let Some(most) = codes().max_by_key(|code| all(code)).filter(|code| all(code) > 0) else {
        return Vec::new();
    };
    vec![
        Text::new("dashboards-glance-declined")
            .with("why", word(lang, "requests-code", most))
            .with("n", all(most)),
    ]
}

fn notice(numbers: &Numbers) -> Vec<Text> {
    let late = |value: &str| {
        let others = numbers.others.as_ref().map_or(0, |sums| sums.n("late", value));
        others + numbers.published.figure("late", value).length()
    };
    let share = super::model::percent(late("late"), late("late") + late("in_time"));
    let share = share.filter(|share| *share > 0);
    share.map(|share| Text::new("dashboards-glance-late").with("n", share)).into_iter().collect()
}

impl Open {
    /// How many in each state.
    pub fn by_state(&self) -> std::collections::HashMap<String, i64> {
        let mut all = std::collections::HashMap::new();
        for (state, _, n) in &self.weeks {
            *all.entry(state.clone()).or_default() += n;
        }
        all
    }
}
