//! What an objective is: its level and state, its indicators, and what serves it.

use crate::access::{Record, Role};
use jiff_sqlx::Date;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use uuid::Uuid;

crate::codes! {
    /// Whose plan it belongs to. The humanitarian plan is a mirror: humanitarian coordinators keep it, others read it.
    Level {
        Mandate = "mandate", MissionPlan = "mission_plan", Component = "component", CimicLine = "cimic_line",
        HumanitarianPlan = "humanitarian_plan", LocalPlan = "local_plan",
    }
}

crate::codes! {
    State { Draft = "draft", Active = "active", Achieved = "achieved", Revised = "revised", Dropped = "dropped" }
}

crate::codes! {
    Act { Activate = "activate", Achieve = "achieve", Revise = "revise", Drop = "drop" }
}

/// The life of an objective: from, act, to, and the noun that is posted to.
pub const SPECS: [(State, Act, State, &str); 5] = [
    (State::Draft, Act::Activate, State::Active, "activation"),
    (State::Active, Act::Achieve, State::Achieved, "achievement"),
    (State::Active, Act::Revise, State::Revised, "revision"),
    (State::Active, Act::Drop, State::Dropped, "dropping"),
    (State::Draft, Act::Drop, State::Dropped, "dropping"),
];

impl State {
    /// Where an act leads from here, if it does.
    pub fn after(self, act: Act) -> Option<State> {
        SPECS.iter().find(|(from, one, ..)| *from == self && *one == act).map(|(_, _, to, _)| *to)
    }

    /// The acts that lead on from here, with their nouns.
    pub fn acts(self) -> Vec<(Act, &'static str)> {
        let from_here = SPECS.iter().filter(|(from, ..)| *from == self);
        from_here.map(|(_, act, _, noun)| (*act, *noun)).collect()
    }

    pub fn is_ended(self) -> bool {
        matches!(self, State::Achieved | State::Revised | State::Dropped)
    }
}

#[derive(Clone, Debug)]
pub struct Objective {
    pub id: Uuid,
    pub code: String,
    pub level: Level,
    pub title: String,
    pub detail: String,
    pub owner_id: Uuid,
    pub parent_id: Option<Uuid>,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub state: State,
    pub version: i32,
}

impl Record for Objective {
    const KIND: &'static str = "objective";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/objectives/{}", self.id)
    }
}

/// An act on an objective, for the policy of its states.
#[derive(Clone, Debug)]
pub struct Step {
    pub objective: Objective,
    pub act: Act,
}

impl Record for Step {
    const KIND: &'static str = Objective::KIND;

    fn id(&self) -> Uuid {
        self.objective.id
    }

    fn url(&self) -> String {
        self.objective.url()
    }

    fn act(&self) -> Option<&'static str> {
        Some(self.act.as_str())
    }
}

/// An objective that is about to be.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
    pub level: Level,
}

impl Record for Slot {
    const KIND: &'static str = Objective::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/objectives/{}", self.id)
    }
}

/// What a form says.
#[derive(Clone, Debug)]
pub struct Draft {
    pub code: String,
    pub title: String,
    pub detail: String,
    pub areas: Vec<Uuid>,
    pub starts_on: jiff::civil::Date,
    pub ends_on: Option<jiff::civil::Date>,
    pub parent_id: Option<Uuid>,
}

/// What is measured: from where, to where, and what was read.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub id: Uuid,
    pub name: String,
    pub unit: String,
    pub baseline: Decimal,
    pub target: Decimal,
    /// The oldest first.
    pub readings: Vec<Reading>,
}

#[derive(Clone, Debug)]
pub struct Reading {
    pub read_on: Date,
    pub value: Decimal,
    pub source: String,
}

impl Indicator {
    /// How far from baseline to target the last reading stands, in whole percent; None without a reading.
    pub fn progress(&self) -> Option<i64> {
        let way = self.target - self.baseline;
        let last = self.readings.last()?;
        ((last.value - self.baseline) * Decimal::ONE_HUNDRED / way).round().to_i64()
    }
}

/// A month of effort: what that serves the objective was at work, or was linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effort {
    pub month: jiff::civil::Date,
    pub n: i64,
}

/// The picture of an indicator: readings as a line over the months, effort as bars under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// `points` of an SVG polyline.
    pub line: String,
    pub dots: Vec<(i64, i64)>,
    /// Where the target lies.
    pub target: i64,
    /// Left edge and height of each month's bar.
    pub bars: Vec<(i64, i64)>,
}

/// Width and heights of the picture: the line above, the bars below.
pub const WIDTH: i64 = 480;
pub const ABOVE: i64 = 120;
pub const BELOW: i64 = 48;

impl Trend {
    /// Draws readings within the months of `effort`; those before stand at the first edge.
    pub fn of(indicator: &Indicator, effort: &[Effort]) -> Trend {
        let (Some(first), Some(last)) = (effort.first(), effort.last()) else {
            return Trend::default();
        };
        let end = last.month.last_of_month();
        let days = |from: jiff::civil::Date, to: jiff::civil::Date| {
            i64::from(to.since((jiff::Unit::Day, from)).map_or(0, |span| span.get_days()))
        };
        let all = days(first.month, end).max(1);
        let x = |day: jiff::civil::Date| (days(first.month, day) * WIDTH / all).clamp(0, WIDTH);
        let values = indicator.readings.iter().map(|reading| reading.value);
        let known: Vec<Decimal> = values.chain([indicator.baseline, indicator.target]).collect();
        let (low, high) = (known.iter().min().copied(), known.iter().max().copied());
        let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
        let y = |value: Decimal| {
            let share =
                (value - low) * Decimal::from(ABOVE - 12) / (high - low).max(Decimal::new(1, 2));
            ABOVE - 6 - share.round().to_i64().unwrap_or_default()
        };
        let dots: Vec<(i64, i64)> = indicator
            .readings
            .iter()
            .map(|reading| (x(reading.read_on.to_jiff()), y(reading.value)))
            .collect();
        let most = effort.iter().map(|month| month.n).max().unwrap_or(0).max(1);
        Trend {
            line: dots.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" "),
            target: y(indicator.target),
            bars: effort
                .iter()
                .map(|month| (x(month.month), month.n * (BELOW - 8) / most))
                .collect(),
            dots,
        }
    }
}

/// A kind of record that can serve an objective.
pub const KINDS: [&str; 4] = ["activity", "request", "qip", "meeting"];

/// A record that is to be linked, or no longer.
#[derive(Clone, Debug)]
pub struct Target {
    pub kind: String,
    pub id: Uuid,
    pub title: String,
    pub url: String,
    /// Whether the viewer's own office owns it.
    pub is_own: bool,
}

impl Record for Target {
    const KIND: &'static str = "objective_link";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        self.url.clone()
    }
}

/// A record that serves an objective, as far as the reader sees it.
#[derive(Clone, Debug)]
pub struct Serves {
    pub kind: String,
    pub title: String,
    pub url: String,
    pub linked_on: Date,
}

/// What a record serves, for its own page; `add` is where its owner says so.
#[derive(Clone, Debug, Default)]
pub struct Links {
    pub lines: Vec<(Uuid, String)>,
    pub add: Option<String>,
}

impl Links {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.add.is_none()
    }
}

/// Who keeps objectives of this level.
pub fn keeper(level: Level, role: Role) -> bool {
    match level {
        Level::HumanitarianPlan => role == Role::Coordinator,
        _ => matches!(role, Role::Chief | Role::Section),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use jiff_sqlx::ToSqlx as _;

    fn indicator(values: &[(jiff::civil::Date, i64)]) -> Indicator {
        let reading = |(day, value): &(jiff::civil::Date, i64)| Reading {
            read_on: day.to_sqlx(),
            value: Decimal::from(*value),
            source: "Survey".to_owned(),
        };
        Indicator {
            id: Uuid::nil(),
            name: "Trust".to_owned(),
            unit: "%".to_owned(),
            baseline: Decimal::from(40),
            target: Decimal::from(60),
            readings: values.iter().map(reading).collect(),
        }
    }

    #[test]
    fn progress_is_the_way_from_baseline_to_target() {
        assert_eq!(indicator(&[]).progress(), None);
        assert_eq!(indicator(&[(date(2026, 5, 1), 45)]).progress(), Some(25));
        assert_eq!(
            indicator(&[(date(2026, 5, 1), 70), (date(2026, 6, 1), 35)]).progress(),
            Some(-25)
        );
    }

    #[test]
    fn a_reading_at_the_target_lies_on_its_line_and_bars_follow_the_months() {
        let effort = [(5, 2), (6, 4)].map(|(month, n)| Effort { month: date(2026, month, 1), n });
        let trend =
            Trend::of(&indicator(&[(date(2026, 5, 1), 40), (date(2026, 6, 30), 60)]), &effort);
        assert_eq!(trend.dots.last(), Some(&(WIDTH, trend.target)));
        assert_eq!(trend.bars.iter().map(|(_, height)| *height).collect::<Vec<_>>(), [20, 40]);
        assert_eq!(Trend::of(&indicator(&[]), &[]), Trend::default());
    }

    #[test]
    fn what_has_ended_goes_nowhere() {
        for state in State::ALL {
            let goes = Act::ALL.iter().any(|act| state.after(*act).is_some());
            assert_eq!(goes, !state.is_ended(), "{state}");
        }
    }
}
