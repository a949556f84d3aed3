//! What people type about a contact, and about consent.

use super::model::{Contact, Details, Draft, Field, Giving};
use crate::web::{error::Result, forms::Reader};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

/// How long a consent may hold at most, in days; longer ones are given again.
const LONGEST: i64 = 366;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContactForm {
    pub function: String,
    pub area: String,
    pub name: String,
    pub phone: String,
    pub radio: String,
    pub email: String,
    pub languages: String,
    pub hours: String,
    pub duty: String,
    pub proxy: String,
    pub ends: String,
    pub version: String,
}

impl ContactForm {
    /// A contact, or every mistake at once.
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let email = read.text("email", &self.email, 0..=200);
        let is_address = email.is_empty()
            || email
                .split_once('@')
                .is_some_and(|(who, host)| !who.is_empty() && host.contains('.'))
                && !email.contains(char::is_whitespace);
        let draft = Draft {
            function: read.text("function", &self.function, 2..=120),
            area: read.id("area", &self.area),
            details: Details {
                name: read.text("name", &self.name, 0..=160),
                phone: read.text("phone", &self.phone, 0..=60),
                radio: read.text("radio", &self.radio, 0..=60),
                email,
            },
            languages: self
                .languages
                .split([',', ';', '،'])
                .map(|word| read.text("languages", word, 0..=40))
                .filter(|word| !word.is_empty())
                .collect(),
            hours: read.text("hours", &self.hours, 0..=120),
            is_duty: self.duty == "yes",
            is_proxy: self.proxy == "yes",
            ends_on: read.optional_date("ends", &self.ends),
        };
        read.require(is_address, "email", "contacts-field-email-wrong");
        read.require(draft.languages.len() <= 8, "languages", "actors-field-languages-many");
        read.finish(draft)
    }

    /// The version that was on the page.
    pub fn version(&self) -> i32 {
        self.version.parse().unwrap_or_default()
    }

    /// What stands in the contact now.
    pub fn of(contact: &Contact) -> ContactForm {
        let yes = |holds: bool| if holds { "yes".to_owned() } else { String::new() };
        ContactForm {
            function: contact.function.clone(),
            area: contact.area_id.map(|id| id.to_string()).unwrap_or_default(),
            name: contact.details.name.clone(),
            phone: contact.details.phone.clone(),
            radio: contact.details.radio.clone(),
            email: contact.details.email.clone(),
            languages: contact.languages.join(", "),
            hours: contact.hours.clone(),
            duty: yes(contact.is_duty),
            proxy: yes(contact.is_proxy),
            ends: contact.ends_on.map(|day| day.to_jiff().to_string()).unwrap_or_default(),
            version: contact.version.to_string(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConsentForm {
    pub recipients: Vec<String>,
    /// Another recipient, by name or acronym.
    pub other: String,
    pub fields: Vec<String>,
    pub purpose: String,
    pub until: String,
    pub heard: String,
}

impl ConsentForm {
    /// A consent, or every mistake at once. `others` came out of what was typed; `is_heard` when it is recorded for somebody else.
    pub fn parse(&self, held: &[Field], today: Date, is_heard: bool) -> Result<Giving> {
        let mut read = Reader::default();
        let recipients =
            self.recipients.iter().filter_map(|id| read.id("recipients", id)).collect();
        let fields: Vec<Field> = self.fields.iter().filter_map(|code| Field::parse(code)).collect();
        read.require(!fields.is_empty(), "fields", "contacts-field-fields-needed");
        let is_held = fields.iter().all(|field| held.contains(field));
        read.require(is_held, "fields", "contacts-field-fields-empty");
        let until = read.date("until", &self.until);
        let last = today.checked_add(LONGEST.days()).unwrap_or(today);
        read.require((today..=last).contains(&until), "until", "contacts-field-until-range");
        let giving = Giving {
            recipients,
            fields,
            purpose: read.text("purpose", &self.purpose, 3..=300),
            until: Some(until),
            heard: read.text("heard", &self.heard, if is_heard { 5..=300 } else { 0..=300 }),
        };
        let none = giving.recipients.is_empty() && self.other.trim().is_empty();
        read.require(!none, "recipients", "contacts-field-recipients-needed");
        read.finish(giving)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WithdrawalForm {
    pub consent: String,
}
