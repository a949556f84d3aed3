//! When a forum meets: iCalendar rules (RFC 5545, 3.3.10) counted on the clocks of a place.
//!
//! The rule is counted in the hours that people read from the wall; each of them becomes a moment by the zone of the forum.
//! So a meeting at ten stays at ten when clocks change. An hour that a change leaves out moves on by as much as the clocks;
//! of an hour that comes twice the first counts (RFC 5545, 3.3.5).

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{AmbiguousOffset, TimeZone},
};
use rrule::RRuleSet;

/// No forum has more occurrences than this in the time looked at.
pub const MOST: usize = 500;
/// How far a rule is counted when it is tried: days of about 27 years.
const LIMIT: u16 = 10_000;

/// First day and hour, the rule, and the days left out.
#[derive(Clone, Debug)]
pub struct Rhythm {
    pub rule: String,
    pub first: Date,
    pub at: Time,
    pub zone: TimeZone,
    pub skips: Vec<Date>,
}

crate::codes! {
    /// The rhythms that a form offers by name; `Own` is a rule typed by somebody who knows them.
    Repeats {
        None = "none", Weekly = "weekly", Fortnightly = "fortnightly", MonthlyWeekday = "monthly_weekday", MonthlyDay = "monthly_day", Own = "own",
    }
}

impl Repeats {
    /// The rule of this rhythm beginning on this day; None for a rule that is typed.
    pub fn rule(self, first: Date) -> Option<String> {
        let weekday =
            WEEKDAYS[usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0)];
        Some(match self {
            Repeats::None => String::new(),
            Repeats::Weekly => format!("FREQ=WEEKLY;BYDAY={weekday}"),
            Repeats::Fortnightly => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}"),
            Repeats::MonthlyWeekday => match (first.day() - 1) / 7 + 1 {
                5 => format!("FREQ=MONTHLY;BYDAY=-1{weekday}"),
                nth => format!("FREQ=MONTHLY;BYDAY={nth}{weekday}"),
            },
            Repeats::MonthlyDay => format!("FREQ=MONTHLY;BYMONTHDAY={}", first.day()),
            Repeats::Own => return None,
        })
    }

    /// Which of the named rhythms a rule is.
    pub fn of(rule: &str, first: Date) -> Repeats {
        let plain = rule.split(";UNTIL=").next().unwrap_or_default();
        let named =
            Repeats::ALL.iter().copied().find(|one| one.rule(first).as_deref() == Some(plain));
        named.unwrap_or(Repeats::Own)
    }
}

pub(super) const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The last day of a rule that has one.
pub fn last_day(rule: &str) -> Option<Date> {
    let until = rule.split(';').find_map(|part| part.strip_prefix("UNTIL="))?;
    Date::strptime("%Y%m%d", until.get(..8)?).ok()
}

/// A rule as typed, in one form: upper case, no spaces, an end that is said by the clocks of the forum.
/// Errors are keys: what is not a rule, is finer than a day, or never comes.
pub fn normal(typed: &str, first: Date, at: Time) -> Result<String, &'static str> {
    let plain: String =
        typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let plain = plain.strip_prefix("RRULE:").unwrap_or(&plain);
    if plain.is_empty() {
        return Ok(String::new());
    }
    if !plain.chars().all(|c| c.is_ascii_alphanumeric() || "=;,+-".contains(c)) {
        return Err("forums-rule-unreadable");
    }
    for part in plain.split(';') {
        let name = part.split('=').next().unwrap_or_default();
        if ["BYHOUR", "BYMINUTE", "BYSECOND", "BYEASTER"].contains(&name)
            || ["FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY"].contains(&part)
        {
            return Err("forums-rule-too-fine");
        }
    }
    let parts: Vec<String> = plain.split(';').map(whole_until).collect();
    let rule = parts.join(";");
    let tried = set(&rule, first, at).ok_or("forums-rule-unreadable")?.all(1);
    if tried.dates.is_empty() { Err("forums-rule-never") } else { Ok(rule) }
}

/// An end that names a day means the end of that day.
fn whole_until(part: &str) -> String {
    match part.strip_prefix("UNTIL=") {
        Some(day) if day.len() == 8 => format!("UNTIL={day}T235959Z"),
        Some(moment) if !moment.ends_with('Z') => format!("UNTIL={moment}Z"),
        _ => part.to_owned(),
    }
}

/// The rule, counted as if the clocks of the forum were those of Greenwich.
fn set(rule: &str, first: Date, at: Time) -> Option<RRuleSet> {
    let start = stamp(first.to_datetime(at));
    format!("DTSTART:{start}\nRRULE:{rule}").parse().ok()
}

fn stamp(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

impl Rhythm {
    /// When it meets, from this moment on and before that one; at most [`MOST`].
    pub fn occurrences(&self, from: Timestamp, until: Timestamp) -> Vec<Timestamp> {
        if self.rule.is_empty() {
            return Vec::new();
        }
        let Some(set) = set(&self.rule, self.first, self.at) else { return Vec::new() };
        let wall = |seconds: i64| {
            Timestamp::from_second(seconds).ok().map(|at| TimeZone::UTC.to_datetime(at))
        };
        let moments = set.all(LIMIT).dates.into_iter().filter_map(|date| wall(date.timestamp()));
        let wanted = moments.filter(|at| !self.skips.contains(&at.date()));
        let moments = wanted.filter_map(|at| moment(at, &self.zone));
        moments.skip_while(|at| *at < from).take_while(|at| *at < until).take(MOST).collect()
    }
}

/// The moment that the clocks of a zone show this.
pub fn moment(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_ambiguous_zoned(at).compatible().ok().map(|zoned| zoned.timestamp())
}

/// Whether the clocks of this zone ever show this: at one hour a year they do not.
pub fn exists(at: DateTime, zone: &TimeZone) -> bool {
    !matches!(zone.to_ambiguous_timestamp(at).offset(), AmbiguousOffset::Gap { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn rhythm(rule: &str, first: Date, at: Time, zone: &str) -> Rhythm {
        let zone = TimeZone::get(zone).unwrap();
        Rhythm { rule: normal(rule, first, at).unwrap(), first, at, zone, skips: Vec::new() }
    }

    fn shown(rhythm: &Rhythm, from: &str, until: &str) -> Vec<String> {
        let found = rhythm.occurrences(from.parse().unwrap(), until.parse().unwrap());
        found
            .into_iter()
            .map(|at| at.to_zoned(rhythm.zone.clone()).strftime("%m-%d %H:%M %z").to_string())
            .collect()
    }

    #[test]
    fn ten_stays_ten_when_the_clocks_change() {
        let weekly =
            rhythm("FREQ=WEEKLY;BYDAY=SU", date(2026, 10, 18), time(10, 0, 0, 0), "Europe/Paris");
        assert_eq!(
            shown(&weekly, "2026-10-01T00:00:00Z", "2026-11-05T00:00:00Z"),
            ["10-18 10:00 +0200", "10-25 10:00 +0100", "11-01 10:00 +0100"]
        );
    }

    #[test]
    fn an_hour_that_is_left_out_moves_on_and_one_that_comes_twice_counts_once() {
        let night = rhythm("FREQ=DAILY", date(2026, 3, 28), time(2, 30, 0, 0), "Europe/Paris");
        assert_eq!(
            shown(&night, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"),
            ["03-28 02:30 +0100", "03-29 03:30 +0200", "03-30 02:30 +0200"]
        );
        let autumn = rhythm("FREQ=DAILY", date(2026, 10, 24), time(2, 30, 0, 0), "Europe/Paris");
        assert_eq!(
            shown(&autumn, "2026-10-24T00:00:00Z", "2026-10-26T23:00:00Z"),
            ["10-24 02:30 +0200", "10-25 02:30 +0200", "10-26 02:30 +0100"]
        );
        let zone = TimeZone::get("Europe/Paris").unwrap();
        assert!(!exists(date(2026, 3, 29).at(2, 30, 0, 0), &zone));
        assert!(exists(date(2026, 10, 25).at(2, 30, 0, 0), &zone));
    }

    #[test]
    fn days_left_out_and_the_last_day_are_kept() {
        let first = date(2026, 1, 5);
        let mut weekly =
            rhythm("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260202", first, time(9, 0, 0, 0), "Africa/Lagos");
        weekly.skips = vec![date(2026, 1, 19)];
        assert_eq!(
            shown(&weekly, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ["01-05 09:00 +0100", "01-12 09:00 +0100", "01-26 09:00 +0100", "02-02 09:00 +0100"]
        );
        assert_eq!(last_day(&weekly.rule), Some(date(2026, 2, 2)));
    }

    #[test]
    fn rules_that_cannot_be_are_refused() {
        let try_it = |rule: &str| normal(rule, date(2026, 1, 5), time(9, 0, 0, 0));
        assert_eq!(try_it("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), Err("forums-rule-never"));
        assert_eq!(try_it("FREQ=WEEKLY;UNTIL=20250101"), Err("forums-rule-unreadable"));
        assert_eq!(try_it("every Tuesday"), Err("forums-rule-unreadable"));
        assert_eq!(try_it("FREQ=WEEKLY;BYDAY=XX"), Err("forums-rule-unreadable"));
        assert_eq!(try_it("FREQ=WEEKLY;COUNT=0"), Err("forums-rule-never"));
        assert_eq!(try_it("FREQ=MINUTELY"), Err("forums-rule-too-fine"));
        assert_eq!(try_it("FREQ=DAILY;BYHOUR=9,17"), Err("forums-rule-too-fine"));
        assert_eq!(try_it("FREQ=DAILY\nEXDATE:20260105"), Err("forums-rule-unreadable"));
        assert_eq!(try_it(" rrule:freq=weekly;byday=mo "), Ok("FREQ=WEEKLY;BYDAY=MO".to_owned()));
    }

    #[test]
    fn the_rhythms_of_the_form_are_found_again_in_their_rules() {
        for first in [date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 28)] {
            for one in [
                Repeats::None,
                Repeats::Weekly,
                Repeats::Fortnightly,
                Repeats::MonthlyWeekday,
                Repeats::MonthlyDay,
            ] {
                let rule = one.rule(first).unwrap();
                assert_eq!(Repeats::of(&rule, first), one, "{rule}");
                if one != Repeats::None {
                    assert!(normal(&rule, first, time(9, 0, 0, 0)).is_ok(), "{rule}");
                }
            }
        }
        assert_eq!(Repeats::of("FREQ=DAILY", date(2026, 1, 5)), Repeats::Own);
    }
}
