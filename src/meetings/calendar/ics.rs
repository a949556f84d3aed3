//! iCalendar (RFC 5545): what other programs read. Times are in UTC, so that no program needs to know our zones.

use super::model::Entry;
use crate::{
    i18n::{Lang, say},
    meetings::model::{State, url},
    secrets::hex,
};
use icalendar::{Calendar, Component, Event, EventLike};
use jiff_sqlx::Timestamp;
use sha2::{Digest, Sha256};

/// A calendar of these meetings, in this language; `origin` is how the house is called from outside.
/// A discreet meeting says only that there is one, and when.
pub fn calendar(entries: &[Entry], lang: Lang, origin: &str) -> String {
    let mut calendar = Calendar::new();
    calendar.name(&say(lang, "calendar-name", None));
    calendar.append_property(("METHOD", "PUBLISH"));
    for entry in entries {
        calendar.push(event(entry, lang, origin));
    }
    calendar.done().to_string()
}

fn event(entry: &Entry, lang: Lang, origin: &str) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{}@cimic-house", entry.id));
    event.add_property("DTSTAMP", stamp(&entry.updated_at));
    event.add_property("LAST-MODIFIED", stamp(&entry.updated_at));
    event.add_property("DTSTART", stamp(&entry.starts_at));
    event.add_property("DTEND", stamp(&entry.ends_at));
    event.add_property("SEQUENCE", (entry.version - 1).max(0).to_string());
    event.add_property("STATUS", status(entry.state));
    if entry.is_discreet {
        event.summary(&say(lang, "calendar-dull", None));
        event.add_property("CLASS", "PRIVATE");
        return event.done();
    }
    event.summary(&entry.title);
    let place = [entry.room.as_str(), entry.place.as_str()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if !place.is_empty() {
        event.location(&place);
    }
    if !entry.expected.is_empty() {
        event.description(&entry.expected);
    }
    event.add_property("URL", format!("{origin}{}", url(&entry.reference)));
    event.done()
}

fn status(state: State) -> &'static str {
    match state {
        State::Planned | State::Postponed => "TENTATIVE",
        State::Cancelled => "CANCELLED",
        _ => "CONFIRMED",
    }
}

fn stamp(at: &Timestamp) -> String {
    at.to_jiff().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The validator of an answer: of what it says and of nothing else, so that what is hidden cannot change it.
pub fn validator(body: &str) -> String {
    format!("\"{}\"", &hex(&Sha256::digest(body.as_bytes()))[..32])
}
