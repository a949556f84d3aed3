//! A rhythm in plain words: `Every Tuesday at 10:00, until 30 Jun 2027`. A rule is never shown as it is kept.

use super::rhythm::{WEEKDAYS, last_day};
use crate::{
    i18n::{Lang, Text, say},
    web::{filters::write_day, html::Voice},
};
use jiff::civil::{Date, Time};

/// How often, on which days, at which hour, until when. A rule for which there are no plain words is said to be one of its own.
pub fn in_words(rule: &str, first: Date, at: Time, voice: &Voice) -> String {
    let lang = voice.lang;
    if rule.is_empty() {
        return capital(&say(lang, "rhythm-none", None));
    }
    let parts = Parts::of(rule);
    let when = parts.as_ref().and_then(|parts| parts.when(first, lang));
    let when = when.unwrap_or_else(|| say(lang, "rhythm-own", None));
    let clock = at.strftime("%H:%M").to_string();
    let mut words = Text::new("rhythm-at").with("when", when).with("clock", clock).say(lang);
    if let Some(day) = last_day(rule) {
        let until = Text::new("rhythm-until").with("when", words);
        words = until.with("day", write_day(day, voice)).say(lang);
    }
    if let Some(n) = parts.and_then(|parts| parts.count) {
        words = Text::new("rhythm-times").with("when", words).with("n", n).say(lang);
    }
    capital(&words)
}

/// With a capital letter at its beginning, where the script has any.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What of a rule has words.
#[derive(Debug, Default)]
struct Parts<'a> {
    freq: &'a str,
    interval: u32,
    /// Which one in its month, where it is said (the last is -1), and the weekday, Monday being 1.
    days: Vec<(Option<i32>, usize)>,
    month_days: Vec<i32>,
    months: Vec<i32>,
    positions: Vec<i32>,
    count: Option<u32>,
}

/// All of a list, or nothing.
fn list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(read).collect()
}

/// `1MO`, `-1FR`, `TU`.
fn weekday(text: &str) -> Option<(Option<i32>, usize)> {
    let (nth, code) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let place = WEEKDAYS.iter().position(|known| *known == code)?;
    let nth = if nth.is_empty() { None } else { Some(nth.parse().ok()?) };
    Some((nth, place + 1))
}

impl Parts<'_> {
    /// None where the rule says something for which there are no words.
    fn of(rule: &str) -> Option<Parts<'_>> {
        let mut parts = Parts { interval: 1, ..Parts::default() };
        let number = |text: &str| text.parse::<i32>().ok();
        for part in rule.split(';') {
            let (name, value) = part.split_once('=')?;
            match name {
                "FREQ" => parts.freq = value,
                "INTERVAL" => parts.interval = value.parse().ok()?,
                "COUNT" => parts.count = Some(value.parse().ok()?),
                "BYDAY" => parts.days = list(value, weekday)?,
                "BYMONTHDAY" => parts.month_days = list(value, number)?,
                "BYMONTH" => parts.months = list(value, number)?,
                "BYSETPOS" => parts.positions = list(value, number)?,
                "UNTIL" | "WKST" => {}
                _ => return None,
            }
        }
        Some(parts)
    }

    fn when(&self, first: Date, lang: Lang) -> Option<String> {
        let mut months = self.months.clone();
        let plain = self.month_days.is_empty() && self.positions.is_empty();
        let weekly = plain && self.days.iter().all(|(nth, _)| nth.is_none());
        let (key, days) = match self.freq {
            "DAILY" if plain && self.days.is_empty() => ("rhythm-daily", Vec::new()),
            "WEEKLY" if weekly => ("rhythm-weekly", self.weekdays(first, lang)),
            "DAILY" | "MONTHLY" if weekly && self.interval == 1 && !self.days.is_empty() => {
                ("rhythm-weekly", self.weekdays(first, lang))
            }
            "MONTHLY" => ("rhythm-monthly", self.days_of_month(first, lang)?),
            "YEARLY" => {
                if months.is_empty() {
                    // Without a month these count through the whole year.
                    if !plain || !self.days.is_empty() {
                        return None;
                    }
                    months.push(i32::from(first.month()));
                }
                ("rhythm-yearly", self.days_of_month(first, lang)?)
            }
            _ => return None,
        };
        let when = Text::new(key).with("n", self.interval).with("days", joined(days, lang));
        let when = when.say(lang);
        if months.is_empty() {
            return Some(when);
        }
        let months = months.iter().map(|month| say(lang, &format!("frame-month-{month}"), None));
        let months = joined(months.collect(), lang);
        Some(Text::new("rhythm-in").with("when", when).with("months", months).say(lang))
    }

    fn weekdays(&self, first: Date, lang: Lang) -> Vec<String> {
        if self.days.is_empty() {
            let own = first.weekday().to_monday_one_offset();
            return vec![say(lang, &format!("frame-weekday-{own}"), None)];
        }
        self.days.iter().map(|(_, day)| say(lang, &format!("frame-weekday-{day}"), None)).collect()
    }

    fn days_of_month(&self, first: Date, lang: Lang) -> Option<Vec<String>> {
        let name = |day: usize| say(lang, &format!("frame-weekday-{day}"), None);
        match (&self.days[..], &self.month_days[..], &self.positions[..]) {
            ([], [], []) => Some(vec![month_day(i32::from(first.day()), lang)?]),
            ([], days, []) => days.iter().map(|day| month_day(*day, lang)).collect(),
            (days, [], []) => {
                days.iter().map(|(nth, day)| the_nth((*nth)?, name(*day), lang)).collect()
            }
            ([(None, day)], [], places) => {
                places.iter().map(|nth| the_nth(*nth, name(*day), lang)).collect()
            }
            (days, [], places) if days.iter().copied().eq((1..=5).map(|day| (None, day))) => {
                let work = say(lang, "rhythm-working-day", None);
                places.iter().map(|nth| the_nth(*nth, work.clone(), lang)).collect()
            }
            _ => None,
        }
    }
}

fn month_day(day: i32, lang: Lang) -> Option<String> {
    match day {
        -1 => Some(say(lang, "rhythm-monthday-last", None)),
        1..=31 => Some(Text::new("rhythm-monthday").with("n", day).say(lang)),
        _ => None,
    }
}

fn the_nth(nth: i32, day: String, lang: Lang) -> Option<String> {
    let nth = match nth {
        -1 => say(lang, "rhythm-nth-last", None),
        1..=5 => say(lang, &format!("rhythm-nth-{nth}"), None),
        _ => return None,
    };
    Some(Text::new("rhythm-nth-weekday").with("nth", nth).with("day", day).say(lang))
}

/// `Monday, Tuesday and Friday`
fn joined(mut words: Vec<String>, lang: Lang) -> String {
    let Some(last) = words.pop() else { return String::new() };
    if words.is_empty() {
        return last;
    }
    let some = words.join(&say(lang, "rhythm-comma", None));
    Text::new("rhythm-and").with("some", some).with("last", last).say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{Timestamp, civil::date, civil::time, tz::TimeZone};

    fn said(rule: &str, lang: Lang) -> String {
        let voice = Voice { lang, zone: TimeZone::UTC, now: Timestamp::UNIX_EPOCH };
        // A Tuesday, the second of its month.
        let words = in_words(rule, date(2027, 1, 12), time(10, 0, 0, 0), &voice);
        words.replace(['\u{2068}', '\u{2069}', '\u{200f}'], "")
    }

    #[test]
    fn rules_are_said_in_plain_english() {
        for (rule, words) in [
            ("", "When it is called"),
            ("FREQ=DAILY", "Every day at 10:00"),
            ("FREQ=WEEKLY;BYDAY=TU", "Every Tuesday at 10:00"),
            ("FREQ=WEEKLY", "Every Tuesday at 10:00"),
            (
                "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235959Z",
                "Every Tuesday at 10:00, until 30 Jun 2027",
            ),
            ("FREQ=DAILY;BYDAY=MO,TU,FR", "Every Monday, Tuesday and Friday at 10:00"),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
                "Every second week on Monday and Thursday at 10:00",
            ),
            (
                "FREQ=WEEKLY;INTERVAL=3;WKST=MO;COUNT=8",
                "Every 3 weeks on Tuesday at 10:00, 8 times",
            ),
            ("FREQ=MONTHLY;BYDAY=2TU", "Every month on the second Tuesday at 10:00"),
            (
                "FREQ=MONTHLY;BYDAY=1MO,-1FR",
                "Every month on the first Monday and the last Friday at 10:00",
            ),
            ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "Every month on the first Monday at 10:00"),
            (
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "Every second month on the last working day at 10:00",
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
                "Every month on day 1, day 15 and the last day at 10:00",
            ),
            ("FREQ=MONTHLY", "Every month on day 12 at 10:00"),
            ("FREQ=YEARLY", "Every year on day 12, in Jan at 10:00"),
            (
                "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO",
                "Every year on the first Monday, in Mar and Sep at 10:00",
            ),
        ] {
            assert_eq!(said(rule, Lang::En), words, "{rule}");
        }
    }

    #[test]
    fn and_in_french_and_arabic() {
        let rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235959Z";
        assert_eq!(said(rule, Lang::Fr), "Chaque mardi à 10:00, jusqu’au 30 juin 2027");
        assert_eq!(said(rule, Lang::Ar), "الثلاثاء من كل أسبوع الساعة 10:00، حتى 30 يونيو 2027");
        let rule = "FREQ=MONTHLY;BYDAY=1MO,3MO";
        assert_eq!(
            said(rule, Lang::Fr),
            "Chaque mois, le premier lundi et le troisième lundi à 10:00"
        );
        assert_eq!(said(rule, Lang::Ar), "الاثنين الأول والاثنين الثالث من كل شهر الساعة 10:00");
        assert_eq!(said("FREQ=DAILY;INTERVAL=2", Lang::Fr), "Un jour sur deux à 10:00");
        assert_eq!(said("FREQ=DAILY;INTERVAL=2", Lang::Ar), "كل يومين الساعة 10:00");
    }

    #[test]
    fn a_rule_without_words_is_not_shown_as_it_is_kept() {
        for rule in [
            "FREQ=YEARLY;BYYEARDAY=100",
            "FREQ=YEARLY;BYDAY=20MO",
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO",
        ] {
            for lang in Lang::ALL {
                let words = said(rule, *lang);
                assert!(!words.contains("FREQ") && !words.contains("BY"), "{rule}: {words}");
                assert!(words.contains("10:00"), "{rule}: {words}");
            }
            assert!(said(rule, Lang::En).contains("a rule of its own"), "{rule}");
        }
    }
}
