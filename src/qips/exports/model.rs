//! What is taken out: which list, by whom, until when its link lives; and a project as the file tells it.

use crate::{
    access::Record,
    qips::model::{Kind, State},
};
use jiff_sqlx::{Date, Timestamp};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A list of projects that was taken out.
#[derive(Clone, Debug)]
pub struct Export {
    pub id: Uuid,
    pub reference: String,
    /// The list, as it stands in the address of its page.
    pub query: String,
    pub post_id: Uuid,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub is_dead: bool,
}

impl Record for Export {
    const KIND: &'static str = "qip_export";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/qips/exports/{}", self.id)
    }
}

/// A project whose file the reader sees, with what such a file tells and no more: no place inside the district, no person, no
/// account, no vote.
#[derive(Clone, Debug)]
pub struct Activity {
    pub id: Uuid,
    pub reference: String,
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    pub sector: String,
    pub area: String,
    pub region: Option<String>,
    pub state: State,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub agreed_on: Option<Date>,
    pub handed_over_on: Option<Date>,
    pub budget_year: i32,
    pub approved_usd: Option<Decimal>,
    /// Who carries it out, where everybody signed in may know of it.
    pub partner: Option<String>,
    /// What went out: day and US dollars.
    pub released: Vec<(Date, Decimal)>,
}

impl Activity {
    /// IATI's code of where it stands (code list `ActivityStatus`); None before the agreement and for what never came about.
    pub fn status(&self) -> Option<&'static str> {
        match self.state {
            State::Agreed => Some("1"),
            State::Implementing => Some("2"),
            State::WorksComplete
            | State::Inspected
            | State::Paid
            | State::Completed
            | State::HandedOver => Some("3"),
            State::Closed | State::Evaluated => Some("4"),
            State::Terminated => Some("5"),
            State::Suspended => Some("6"),
            _ => None,
        }
    }

    /// Days that are known, with IATI's code of each (`ActivityDateType`): planned start, actual start, planned end, actual end.
    pub fn days(&self) -> Vec<(&'static str, Date)> {
        let planned = if self.starts_on.is_none() { self.agreed_on } else { None };
        let days = [
            ("1", planned),
            ("2", self.starts_on),
            ("3", self.ends_on),
            ("4", self.handed_over_on),
        ];
        days.into_iter().filter_map(|(code, day)| Some((code, day?))).collect()
    }

    /// The standard asks for a state and a day; whatever has neither is left out.
    pub fn is_told(&self) -> bool {
        self.status().is_some() && !self.days().is_empty()
    }
}

/// Who reports: what the mission is called and where it is.
#[derive(Clone, Debug)]
pub struct Reporter {
    pub name: String,
    /// ISO 3166 alpha-2, empty where it was not set.
    pub country: String,
    /// As IATI's register knows the mission; empty where it does not.
    pub org: String,
}

impl Reporter {
    /// How the register calls the mission; until then, how the house does.
    pub fn identifier(&self) -> String {
        if !self.org.is_empty() {
            self.org.clone()
        } else if self.country.is_empty() {
            "CIMIC-HOUSE".to_owned()
        } else {
            format!("{}-CIMIC-HOUSE", self.country)
        }
    }
}
