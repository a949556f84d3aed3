//! Lists longer than a page: where the next one begins stands in its address as the last row before it, so that rows which come in
//! between move nothing.

use jiff::civil::Date;
use serde::Serialize;
use std::{fmt::Display, str::FromStr};

/// What a list is ordered by, before the id.
pub trait Order: Sized {
    /// As it stands in an address.
    fn write(&self) -> String;
    fn read(text: &str) -> Option<Self>;
}

impl Order for jiff_sqlx::Timestamp {
    fn write(&self) -> String {
        self.to_jiff().as_microsecond().to_string()
    }

    fn read(text: &str) -> Option<Self> {
        jiff::Timestamp::from_microsecond(text.parse().ok()?).ok().map(Self::from)
    }
}

impl Order for jiff_sqlx::Date {
    fn write(&self) -> String {
        self.to_jiff().to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse::<Date>().ok().map(Self::from)
    }
}

/// The row that a page ends with: `1767225600000000_0199…`.
pub fn place(by: &impl Order, id: impl Display) -> String {
    format!("{}_{id}", by.write())
}

/// The row that a page begins after; None for the first page, and where an address is not one of ours.
pub fn after<T: Order, I: FromStr>(place: &str) -> Option<(T, I)> {
    let (by, id) = place.split_once('_')?;
    Some((T::read(by)?, id.parse().ok()?))
}

/// Cuts the row that only says there is more; the last of the page where there is.
pub fn cut<T>(rows: &mut Vec<T>, page: usize) -> Option<&T> {
    let more = rows.len() > page;
    rows.truncate(page);
    rows.last().filter(|_| more)
}

/// The address of a page with what it is cut by; the path alone where that is nothing.
pub fn address(path: &str, query: &impl Serialize) -> String {
    let query = serde_html_form::to_string(query).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_place_in_an_address_is_the_row_it_was_made_of() {
        let id = Uuid::now_v7();
        let at = jiff_sqlx::Timestamp::from(
            jiff::Timestamp::from_microsecond(1_767_225_600_000_001).unwrap(),
        );
        let day = jiff_sqlx::Date::from(jiff::civil::date(2026, 2, 28));
        assert_eq!(after(&place(&at, id)), Some((at, id)));
        assert_eq!(after(&place(&day, id)), Some((day, id)));
        for wrong in ["", "_", "2026-02-30_", "x_y", &place(&day, id)[1..]] {
            assert_eq!(after::<jiff_sqlx::Timestamp, Uuid>(wrong), None, "{wrong}");
        }
    }
}
