//! What a dashboard is made of: questions, periods, figures, charts. No database, no HTTP.

use crate::{access::Record, i18n::Text};
use jiff::{Span, civil::Date};
use std::collections::HashMap;
use uuid::Uuid;

crate::codes! {
    /// The questions that leaders ask; each is a page.
    Question {
        Answering = "answering", Where = "where", Coherent = "coherent", Meetings = "meetings", Money = "money", Voluntary = "voluntary",
    }
}

/// Weeks of a period: what has closed is published by such periods, and never twice.
pub const WEEKS: i32 = 4;
/// Periods to choose from.
pub const PERIODS: i32 = 13;
/// The Monday from which periods are counted.
const FIRST: Date = jiff::civil::date(2024, 1, 1);
/// The share of projects without a link to a strategy that the Utstein study found (336 projects, 2004).
pub const UTSTEIN: i64 = 55;

/// Four whole weeks of the mission's calendar, by their first Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub from: Date,
}

impl Period {
    /// The period that this day lies in.
    pub fn of(day: Date) -> Period {
        let days = day.since((jiff::Unit::Day, FIRST)).map_or(0, |span| span.get_days());
        let number = days.div_euclid(7 * WEEKS);
        Period { from: FIRST.saturating_add(Span::new().days(number * 7 * WEEKS)) }
    }

    /// So many periods earlier.
    pub fn before(self, periods: i32) -> Period {
        Period { from: self.from.saturating_sub(Span::new().days(periods * 7 * WEEKS)) }
    }

    /// The first day after it.
    pub fn end(self) -> Date {
        self.from.saturating_add(Span::new().days(7 * WEEKS))
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.end().saturating_sub(Span::new().days(1))
    }

    /// The period of this address, if it is a whole one that has closed before `today`; else the last that has.
    pub fn parse(text: &str, today: Date) -> Period {
        let newest = Period::of(today).before(1);
        let typed = Date::strptime("%Y-%m-%d", text).ok().map(Period::of);
        typed.filter(|period| *period <= newest && period.from >= FIRST).unwrap_or(newest)
    }

    /// The last ones that have closed, the newest first.
    pub fn closed(today: Date) -> Vec<Period> {
        (1..=PERIODS).map(|back| Period::of(today).before(back)).collect()
    }
}

/// A period that is being published.
impl Record for Period {
    const KIND: &'static str = "dashboard";

    fn id(&self) -> Uuid {
        let day = self.from.strftime("%Y%m%d").to_string().parse::<u128>().unwrap_or_default();
        Uuid::from_u128(0xda5b_0000_0000_0000_0000_0000_0000_0000 + day)
    }

    fn url(&self) -> String {
        "/dashboards".to_owned()
    }
}

/// One number on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// Nothing was published, or nothing was measured.
    #[default]
    None,
    /// Too few to be told.
    Few,
    Number(i64),
    /// Already written out, with the number that its bar shows.
    Words(String, i64),
}

impl Figure {
    /// What a bar shows: nothing for what is not told.
    pub fn length(&self) -> i64 {
        match self {
            Figure::None | Figure::Few => 0,
            Figure::Number(n) | Figure::Words(_, n) => *n,
        }
    }

    pub fn is_told(&self) -> bool {
        matches!(self, Figure::Number(_) | Figure::Words(..))
    }
}

/// What was published of one sector, or of all: by series and value; an empty value is the whole series.
#[derive(Clone, Debug, Default)]
pub struct Published {
    pub numbers: HashMap<(String, String), Figure>,
    pub stays: HashMap<String, Figure>,
    pub is_there: bool,
}

impl Published {
    pub fn figure(&self, series: &str, value: &str) -> Figure {
        let found = self.numbers.get(&(series.to_owned(), value.to_owned())).cloned();
        found.unwrap_or(if self.is_there { Figure::Few } else { Figure::None })
    }
}

/// Sums of the roll-ups by series and value: how many, and seconds where time is measured.
#[derive(Clone, Debug, Default)]
pub struct Sums(pub HashMap<(String, String), (i64, i64)>);

impl Sums {
    pub fn n(&self, series: &str, value: &str) -> i64 {
        self.0.get(&(series.to_owned(), value.to_owned())).map_or(0, |(n, _)| *n)
    }

    pub fn of(&self, series: &str) -> i64 {
        self.0.iter().filter(|((one, _), _)| one == series).map(|(_, (n, _))| n).sum()
    }

    /// Whole days on average; None where nothing was measured.
    pub fn days(&self, series: &str, value: &str) -> Option<i64> {
        let (n, seconds) = self.0.get(&(series.to_owned(), value.to_owned())).copied()?;
        (n > 0).then(|| (seconds / n + 43_200) / 86_400)
    }
}

/// One row of a chart: a label, and a figure for each column.
#[derive(Clone, Debug)]
pub struct Row {
    pub label: Text,
    pub figures: Vec<Figure>,
}

/// A chart that answers one question, with the table of it.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Short and plain: the id on the page.
    pub id: &'static str,
    /// The question, as its title.
    pub title: Text,
    /// How it is counted.
    pub hint: Option<Text>,
    /// What the rows are.
    pub rows_are: &'static str,
    /// Keys of the columns.
    pub columns: Vec<Text>,
    pub rows: Vec<Row>,
    /// A line across the bars, with what it says.
    pub mark: Option<(i64, Text)>,
}

impl Chart {
    pub fn longest(&self) -> i64 {
        let lengths = self.rows.iter().flat_map(|row| row.figures.iter().map(Figure::length));
        lengths.chain(self.mark.iter().map(|(at, _)| *at)).max().unwrap_or(0)
    }

    /// Nothing to draw: all of it untold or zero.
    pub fn is_blank(&self) -> bool {
        self.longest() == 0
    }
}

/// A share in whole percent; None of nothing.
pub fn percent(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 100 + whole / 2) / whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_four_weeks_that_never_overlap() {
        let period = Period::of(date(2026, 11, 22));
        assert_eq!(
            (period.from.weekday(), period.last().weekday()),
            (jiff::civil::Weekday::Monday, jiff::civil::Weekday::Sunday)
        );
        assert!(period.from <= date(2026, 11, 22) && date(2026, 11, 22) <= period.last());
        assert_eq!(Period::of(period.last()), period);
        assert_eq!(Period::of(period.end()).before(1), period);
        assert_eq!(Period::of(date(2023, 12, 31)).end(), FIRST);
    }

    #[test]
    fn only_closed_periods_can_be_asked_for() {
        let today = date(2026, 11, 22);
        let newest = Period::of(today).before(1);
        assert_eq!(Period::parse("2026-11-22", today), newest, "still open");
        assert_eq!(Period::parse("nonsense", today), newest);
        assert_eq!(Period::parse(&newest.before(3).from.to_string(), today), newest.before(3));
        assert_eq!(Period::closed(today).len(), 13);
    }

    #[test]
    fn shares_are_of_something() {
        assert_eq!((percent(1, 3), percent(2, 3), percent(0, 0)), (Some(33), Some(67), None));
    }
}
