//! What people type about meetings.

use super::{
    forums::rhythm::{exists, moment},
    model::{Answer, Attribution, Draft, Item, ItemDraft, Meeting, Place, PlaceKind, When},
};
use crate::{
    access::Audience,
    i18n::Lang,
    web::{error::Result, forms::Reader},
};
use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};
use serde::Deserialize;
use uuid::Uuid;

/// An hour as typed: `9:30`, `09:30`; midnight stands in for a mistake.
pub fn clock(read: &mut Reader, field: &'static str, raw: &str) -> Time {
    let raw = raw.trim();
    let parsed = raw.split_once(':').and_then(|(hour, minute)| {
        let minute = minute.split(':').next().unwrap_or_default();
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    });
    if parsed.is_none() {
        read.fail(
            field,
            if raw.is_empty() { "frame-field-needed" } else { "meetings-field-clock" },
        );
    }
    parsed.unwrap_or_default()
}

/// The name of a time zone of the IANA database, as the database writes it; UTC stands in for a mistake.
pub fn zone(read: &mut Reader, field: &'static str, raw: &str) -> (String, TimeZone) {
    if let Ok(zone) = TimeZone::get(raw.trim()) {
        (zone.iana_name().unwrap_or("UTC").to_owned(), zone)
    } else {
        read.fail(field, "meetings-field-zone");
        ("UTC".to_owned(), TimeZone::UTC)
    }
}

/// Ids of a list on the page; what is none is a mistake.
pub fn ids(read: &mut Reader, field: &'static str, raw: &[String]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = raw.iter().filter_map(|one| read.id(field, one)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Where it is: an address on the net begins with https.
pub fn place(read: &mut Reader, place: &str, link: &str) -> Place {
    let place = read.text("place", place, 0..=300);
    let link = read.text("link", link, 0..=400);
    let fits =
        link.is_empty() || link.starts_with("https://") && !link.contains(char::is_whitespace);
    read.require(fits, "link", "meetings-field-link");
    Place { place, link }
}

/// One of the audiences that the viewer's community can give.
pub fn audience(read: &mut Reader, raw: &str, choices: &[Audience]) -> Audience {
    read.choice("audience", raw, choices, Audience::as_str)
}

/// Day, from, until, zone: the end comes after the start, and the hour exists on that day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WhenForm {
    pub day: String,
    pub from: String,
    pub until: String,
    pub time_zone: String,
    pub reason: String,
    pub version: String,
}

impl WhenForm {
    pub fn parse(&self) -> Result<(When, String)> {
        let mut read = Reader::default();
        let when = when(&mut read, &self.day, &self.from, &self.until, &self.time_zone);
        let reason = read.text("reason", &self.reason, 0..=1000);
        read.finish((when, reason))
    }

    /// What stands there now.
    pub fn of(meeting: &Meeting) -> WhenForm {
        let zone = meeting.zone();
        let (from, until) = (
            meeting.starts_at.to_jiff().to_zoned(zone.clone()),
            meeting.ends_at.to_jiff().to_zoned(zone),
        );
        WhenForm {
            day: from.date().to_string(),
            from: from.strftime("%H:%M").to_string(),
            until: until.strftime("%H:%M").to_string(),
            time_zone: meeting.time_zone.clone(),
            reason: String::new(),
            version: meeting.version.to_string(),
        }
    }
}

/// The moments of a day and two hours in a zone.
fn when(read: &mut Reader, day: &str, from: &str, until: &str, time_zone: &str) -> When {
    let day: Date = read.date("day", day);
    let (from, until) = (clock(read, "from", from), clock(read, "until", until));
    let (name, zone) = zone(read, "time_zone", time_zone);
    let mut at = |field, time: Time| {
        let wall = day.to_datetime(time);
        if day != Date::ZERO {
            read.require(exists(wall, &zone), field, "meetings-field-no-such-hour");
        }
        moment(wall, &zone).unwrap_or_default()
    };
    let (start, end) = (at("from", from), at("until", until));
    read.require(end > start, "until", "meetings-field-end");
    When { zone: name, from: start, until: end }
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeetingForm {
    pub title: String,
    pub purpose: String,
    pub expected: String,
    pub audience: String,
    pub language: String,
    pub attribution: String,
    pub area: String,
    pub day: String,
    pub from: String,
    pub until: String,
    pub time_zone: String,
    pub place_kind: String,
    pub place: String,
    pub link: String,
    pub is_discreet: String,
    pub is_announced: String,
    pub room: String,
    pub invited: Vec<String>,
    pub version: String,
}

impl MeetingForm {
    /// The meeting as typed with whom it invites and the room it wants, or every mistake in it.
    pub fn parse(&self, audiences: &[Audience]) -> Result<(Draft, Vec<Uuid>, Option<Uuid>)> {
        let mut read = Reader::default();
        let title = read.text("title", &self.title, 1..=160);
        let when = when(&mut read, &self.day, &self.from, &self.until, &self.time_zone);
        let purpose = read.text("purpose", &self.purpose, 0..=2000);
        let expected = read.text("expected", &self.expected, 0..=600);
        let audience = audience(&mut read, &self.audience, audiences);
        let language = read.choice("language", &self.language, Lang::ALL, Lang::as_str);
        let attribution =
            read.choice("attribution", &self.attribution, Attribution::ALL, Attribution::as_str);
        let area_id = read.id("area", &self.area);
        let place_kind =
            read.choice("place_kind", &self.place_kind, PlaceKind::ALL, PlaceKind::as_str);
        let place = place(&mut read, &self.place, &self.link);
        let (is_discreet, is_announced) = (self.is_discreet == "yes", self.is_announced == "yes");
        let open = matches!(audience, Audience::Parties | Audience::Partners) && !is_discreet;
        read.require(open || !is_announced, "is_announced", "meetings-announced-closed");
        let room = read.id("room", &self.room);
        let invited = ids(&mut read, "invited", &self.invited);
        let draft = Draft {
            title,
            purpose,
            expected,
            audience,
            language,
            attribution,
            area_id,
            when,
            place_kind,
            place,
            is_discreet,
            is_announced,
        };
        read.finish((draft, invited, room))
    }

    pub fn of(meeting: &Meeting, place: &Place) -> MeetingForm {
        let when = WhenForm::of(meeting);
        let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
        MeetingForm {
            title: meeting.title.clone(),
            purpose: meeting.purpose.clone(),
            expected: meeting.expected.clone(),
            audience: meeting.audience.to_string(),
            language: meeting.language.to_string(),
            attribution: meeting.attribution.to_string(),
            area: meeting.area_id.map(|id| id.to_string()).unwrap_or_default(),
            day: when.day,
            from: when.from,
            until: when.until,
            time_zone: when.time_zone,
            place_kind: meeting.place_kind.to_string(),
            place: place.place.clone(),
            link: place.link.clone(),
            is_discreet: yes(meeting.is_discreet),
            is_announced: yes(meeting.is_announced),
            room: String::new(),
            invited: Vec::new(),
            version: meeting.version.to_string(),
        }
    }

    /// The fields that people compare when two saved at once: key of the name, and what stands in it.
    pub fn compared(&self) -> [(&'static str, &str); 12] {
        [
            ("meetings-field-title", &self.title),
            ("meetings-field-day", &self.day),
            ("meetings-field-from", &self.from),
            ("meetings-field-until", &self.until),
            ("meetings-field-purpose", &self.purpose),
            ("meetings-field-expected", &self.expected),
            ("meetings-field-audience", &self.audience),
            ("meetings-field-place_kind", &self.place_kind),
            ("meetings-field-place", &self.place),
            ("meetings-field-online", &self.link),
            ("meetings-field-is_discreet", &self.is_discreet),
            ("meetings-field-is_announced", &self.is_announced),
        ]
    }
}

/// A step that needs at most a reason.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReasonForm {
    pub reason: String,
}

impl ReasonForm {
    /// The reason; needed where people wait for the meeting.
    pub fn parse(&self, needed: bool) -> Result<String> {
        let mut read = Reader::default();
        let reason = read.text("reason", &self.reason, usize::from(needed)..=1000);
        read.finish(reason)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    pub answer: String,
    pub note: String,
}

impl AnswerForm {
    pub fn parse(&self) -> Result<(Answer, String)> {
        let mut read = Reader::default();
        let answer = read.choice("answer", &self.answer, Answer::ALL, Answer::as_str);
        let note = read.text("note", &self.note, 0..=300);
        read.finish((answer, note))
    }
}

/// Actors to invite, or the one to take out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GuestsForm {
    pub invited: Vec<String>,
}

impl GuestsForm {
    pub fn parse(&self) -> Result<Vec<Uuid>> {
        let mut read = Reader::default();
        let ids = ids(&mut read, "invited", &self.invited);
        read.require(!ids.is_empty(), "invited", "frame-field-choose");
        read.finish(ids)
    }
}

/// One actor, item or room by its id.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OneForm {
    pub one: String,
}

impl OneForm {
    /// The id; a mistake beside `one` where nothing was chosen.
    pub fn parse(&self) -> Result<Uuid> {
        let mut read = Reader::default();
        let id = read.id("one", &self.one);
        read.require(id.is_some(), "one", "frame-field-choose");
        read.finish(id.unwrap_or_default())
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemForm {
    pub title: String,
    pub detail: String,
    pub minutes: String,
    pub presenter: String,
    pub only: String,
    pub position: String,
    pub version: String,
}

/// Audiences of a confidential item.
pub const CONFIDENTIAL: [Audience; 4] =
    [Audience::Humanitarian, Audience::Mission, Audience::Military, Audience::Owner];

impl ItemForm {
    pub fn parse(&self) -> Result<ItemDraft> {
        let mut read = Reader::default();
        let title = read.text("title", &self.title, 1..=200);
        let detail = read.text("detail", &self.detail, 0..=2000);
        let minutes = read.number("minutes", &self.minutes, 1..=480).unwrap_or(10);
        let presenter_id = read.id("presenter", &self.presenter);
        let audience = match self.only.as_str() {
            "" => None,
            typed => Some(read.choice("only", typed, &CONFIDENTIAL, Audience::as_str)),
        };
        read.finish(ItemDraft { title, detail, minutes, presenter_id, audience })
    }

    /// The place in the agenda; None where it stays.
    pub fn position(&self) -> Option<i32> {
        self.position.trim().parse().ok().filter(|place| (1..=999).contains(place))
    }

    pub fn of(item: &Item) -> ItemForm {
        ItemForm {
            title: item.title.clone(),
            detail: item.detail.clone(),
            minutes: item.minutes.to_string(),
            presenter: item.presenter_id.map(|id| id.to_string()).unwrap_or_default(),
            only: item.audience.map(|audience| audience.to_string()).unwrap_or_default(),
            position: item.position.to_string(),
            version: item.version.to_string(),
        }
    }
}
