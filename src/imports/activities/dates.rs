//! Days and months as people write them in files, in English, French and Spanish.

use crate::imports::wording::fold;
use jiff::civil::Date;

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "enero", "ene"],
    &["february", "feb", "fevrier", "fevr", "fev", "febrero"],
    &["march", "mar", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juin", "junio"],
    &["july", "jul", "juillet", "juil", "julio"],
    &["august", "aug", "aout", "agosto", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre"],
    &["october", "oct", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "decembre", "diciembre", "dic"],
];

/// What a cell says about time: its first and last day (the last is None where only a day was said), and whether day and month
/// could be the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    pub from: Date,
    pub until: Option<Date>,
    pub is_ambiguous: bool,
}

fn month_of(word: &str) -> Option<i8> {
    let place = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(place + 1).ok()
}

fn whole_month(year: i16, month: i8) -> Option<Said> {
    let from = plausible(year, month, 1)?;
    Some(Said { from, until: Some(from.last_of_month()), is_ambiguous: false })
}

fn plausible(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| (1990..=2100).contains(&date.year()))
}

fn year_of(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    match word.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// Reads a day or a month. A month without a year takes `year`; `day_first` decides what 3/4/2025 is.
pub fn read(cell: &str, year: Option<i16>, day_first: bool) -> Option<Said> {
    let folded = fold(cell);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [one] => month_of(one).and_then(|month| whole_month(year?, month)).or_else(|| compact(one)),
        [one, other] => two(one, other),
        [first, second, third, rest @ ..] => {
            let is_time = rest
                .iter()
                .all(|word| word.chars().all(|c| c.is_ascii_digit()) || word.ends_with('z'));
            // `2025-03-01T00:00:00` folds to `2025 03 01t00 00 00`.
            let third = third.split('t').next().unwrap_or_default();
            if is_time { three(first, second, third, day_first) } else { None }
        }
        [] => None,
    }
}

/// `20250301`, `202503`.
fn compact(word: &str) -> Option<Said> {
    if !word.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| word.get(range)?.parse::<i16>().ok();
    let month = || i8::try_from(part(4..6)?).ok();
    match word.len() {
        6 => whole_month(part(0..4)?, month()?),
        8 => day(plausible(part(0..4)?, month()?, i8::try_from(part(6..8)?).ok()?)?),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside the readings that can fail")]
fn day(from: Date) -> Option<Said> {
    Some(Said { from, until: None, is_ambiguous: false })
}

fn two(one: &str, other: &str) -> Option<Said> {
    let named = |month: &str, year: &str| whole_month(year_of(year)?, month_of(month)?);
    let numbered = |month: &str, year: &str| {
        (year.len() == 4).then_some(())?;
        whole_month(year_of(year)?, month.parse().ok()?)
    };
    named(one, other)
        .or_else(|| named(other, one))
        .or_else(|| numbered(one, other))
        .or_else(|| numbered(other, one))
}

fn three(one: &str, two: &str, three: &str, day_first: bool) -> Option<Said> {
    if one.len() == 4 {
        let month = month_of(two).or_else(|| two.parse().ok())?;
        return day(plausible(year_of(one)?, month, three.parse().ok()?)?);
    }
    let year = year_of(three)?;
    let number =
        |word: &str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i8>().ok();
    if let Some(month) = month_of(two) {
        return day(plausible(year, month, number(one)?)?);
    }
    if let Some(month) = month_of(one) {
        return day(plausible(year, month, number(two)?)?);
    }
    let (first, second) = (number(one)?, number(two)?);
    let (usual, other) = (plausible(year, second, first), plausible(year, first, second));
    let (usual, other) = if day_first { (usual, other) } else { (other, usual) };
    let is_ambiguous = usual.is_some() && other.is_some() && first != second;
    usual.or(other).map(|from| Said { from, until: None, is_ambiguous })
}

/// The period that a file's name says: `3w_bdi_feb_2023.ods`, `3w_tcd_avr2025.xlsx`, `3w_som_2025_jan_apr.csv`.
pub fn of_file_name(name: &str) -> Option<(Date, Date)> {
    let mut spaced = String::new();
    let mut was_digit = None;
    for c in fold(name).chars() {
        if was_digit.is_some_and(|was| was != c.is_ascii_digit()) {
            spaced.push(' ');
        }
        was_digit = Some(c.is_ascii_digit());
        spaced.push(c);
    }
    let words: Vec<&str> = spaced.split(' ').collect();
    let year = words.iter().find(|word| word.len() == 4).and_then(|_| {
        let years = words.iter().filter(|word| word.len() == 4).filter_map(|word| year_of(word));
        years.into_iter().find(|year| (1990..=2100).contains(year))
    })?;
    let months: Vec<i8> = words.iter().filter_map(|word| month_of(word)).collect();
    let (first, last) = match (months.first(), months.last()) {
        (Some(first), Some(last)) if first <= last => (*first, *last),
        _ => (1, 12),
    };
    Some((plausible(year, first, 1)?, plausible(year, last, 1)?.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn says(cell: &str) -> Option<(String, Option<String>, bool)> {
        let said = read(cell, Some(2025), true)?;
        Some((said.from.to_string(), said.until.map(|day| day.to_string()), said.is_ambiguous))
    }

    #[test]
    fn months_are_whole_months() {
        for cell in [
            "March",
            "mars",
            "Marzo",
            "MAR",
            "2025-03",
            "03/2025",
            "March 2025",
            "Mar-25",
            "202503",
        ] {
            let march = ("2025-03-01".to_owned(), Some("2025-03-31".to_owned()), false);
            assert_eq!(says(cell), Some(march), "{cell}");
        }
        assert_eq!(read("Février", Some(2024), true).unwrap().until, Some(date(2024, 2, 29)));
        assert_eq!(read("March", None, true), None, "a month without a year is no time");
    }

    #[test]
    fn days_are_days_and_doubtful_ones_say_so() {
        for cell in [
            "2015-03-01",
            "1 March 2015",
            "March 1, 2015",
            "1st March 2015",
            "01-Mar-15",
            "2015-03-01T00:00:00",
            "20150301",
        ] {
            assert_eq!(says(cell), Some(("2015-03-01".to_owned(), None, false)), "{cell}");
        }
        assert_eq!(says("03/04/2025"), Some(("2025-04-03".to_owned(), None, true)));
        assert_eq!(read("03/04/2025", None, false).unwrap().from, date(2025, 3, 4));
        assert_eq!(says("25/04/2025"), Some(("2025-04-25".to_owned(), None, false)));
        assert_eq!(says("04/25/2025"), Some(("2025-04-25".to_owned(), None, false)));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for cell in
            ["", "soon", "31/02/2025", "1 March 1815", "Q1", "12", "ongoing since 2024 or so"]
        {
            assert_eq!(says(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_name_of_a_file_says_its_period() {
        let period = of_file_name;
        assert_eq!(period("3w_bdi_feb_2023.ods"), Some((date(2023, 2, 1), date(2023, 2, 28))));
        assert_eq!(period("3w_tcd_avr2025.xlsx"), Some((date(2025, 4, 1), date(2025, 4, 30))));
        assert_eq!(period("3w_som_2025_jan_apr.csv"), Some((date(2025, 1, 1), date(2025, 4, 30))));
        assert_eq!(period("register 2024.csv"), Some((date(2024, 1, 1), date(2024, 12, 31))));
        assert_eq!(period("unhcr-3w.csv"), None);
    }
}
