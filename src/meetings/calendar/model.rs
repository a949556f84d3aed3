//! Days, weeks and months of a calendar; the feeds of a person; what another program is told of a meeting.

use crate::{
    access::{Record, Role},
    meetings::model::{Line, State},
};
use jiff::{ToSpan, civil::Date};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// How much a calendar shows at once.
    Span { Month = "month", Week = "week" }
}

/// The Monday of the week that a day lies in.
pub fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

impl Span {
    /// The first and the last day shown: whole weeks, from Monday on.
    pub fn days(self, day: Date) -> (Date, Date) {
        match self {
            Span::Week => (monday(day), monday(day).saturating_add(6.days())),
            Span::Month => {
                let last = monday(day.last_of_month()).saturating_add(6.days());
                (monday(day.first_of_month()), last)
            }
        }
    }

    /// A day in what comes before or after.
    pub fn beside(self, day: Date, by: i64) -> Date {
        match self {
            Span::Week => day.saturating_add(by.weeks()),
            Span::Month => day.first_of_month().saturating_add(by.months()),
        }
    }
}

/// One day of a calendar.
#[derive(Clone, Debug)]
pub struct Day {
    pub date: Date,
    /// Outside the month shown.
    pub is_beside: bool,
    pub is_today: bool,
    pub lines: Vec<Line>,
    /// There is more than fits.
    pub has_more: bool,
}

impl Day {
    /// The week around it, which shows more of it.
    pub fn week_url(&self) -> String {
        format!("/meetings/calendar?view=week&day={}", self.date)
    }
}

/// A feed of the viewer, in one of their posts.
#[derive(Clone, Debug)]
pub struct Feed {
    pub id: Uuid,
    pub person_id: Uuid,
    pub role: Role,
    pub actor: String,
    pub created_at: Timestamp,
    pub is_revoked: bool,
    /// Whether the post is in force: else it answers nobody any more.
    pub is_in_force: bool,
}

impl Record for Feed {
    const KIND: &'static str = "feed";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/meetings/feeds".to_owned()
    }
}

/// A feed that is about to be, of this person.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub person: Option<Uuid>,
}

impl Record for Slot {
    const KIND: &'static str = Feed::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/meetings/feeds".to_owned()
    }
}

/// What another calendar program is told of a meeting.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    pub expected: String,
    pub place: String,
    pub room: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub state: State,
    pub is_discreet: bool,
    pub version: i32,
    pub updated_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_shown_in_whole_weeks_from_monday_on() {
        assert_eq!(Span::Month.days(date(2026, 11, 22)), (date(2026, 10, 26), date(2026, 12, 6)));
        assert_eq!(Span::Month.days(date(2027, 2, 1)), (date(2027, 2, 1), date(2027, 2, 28)));
        assert_eq!(Span::Week.days(date(2026, 11, 22)), (date(2026, 11, 16), date(2026, 11, 22)));
        assert_eq!(Span::Month.beside(date(2026, 1, 31), 1), date(2026, 2, 1));
        assert_eq!(Span::Week.beside(date(2026, 1, 1), -1), date(2025, 12, 25));
    }
}
