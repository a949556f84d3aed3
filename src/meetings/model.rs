//! What a meeting is: one occurrence of a forum, or a single one; who is invited, what stands on its agenda.

pub use super::{
    forums::model::Forum,
    states::{Act, State},
};
use crate::{
    access::{Audience, Record, Sight, Viewer},
    files::model::Holds,
    i18n::Lang,
};
use jiff::tz::TimeZone;
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// Where people meet.
    PlaceKind { House = "house", Neutral = "neutral", Office = "office", Online = "online", Phone = "phone" }
}
crate::codes! {
    /// How words are given back: with their speaker, or without (the Chatham House Rule).
    Attribution { Attributed = "attributed", ChathamHouse = "chatham_house" }
}
crate::codes! {
    /// What somebody invited answers.
    Answer { Yes = "yes", Maybe = "maybe", No = "no" }
}
crate::codes! {
    /// Why an actor is invited.
    Why { Chair = "chair", Member = "member", Invited = "invited" }
}
crate::codes! {
    /// Where an item stands.
    ItemState { Proposed = "proposed", Agenda = "agenda", Declined = "declined" }
}

#[derive(Clone, Debug)]
pub struct Meeting {
    pub id: Uuid,
    pub reference: String,
    pub forum_id: Option<Uuid>,
    /// The name of the forum, where the viewer may see it.
    pub forum: Option<String>,
    /// When the forum's rule would have it; differs from `starts_at` when it was moved.
    pub recurs_at: Option<Timestamp>,
    pub owner_id: Uuid,
    pub chair_id: Uuid,
    pub title: String,
    pub purpose: String,
    pub expected: String,
    pub audience: Audience,
    pub language: Lang,
    pub attribution: Attribution,
    pub area_id: Option<Uuid>,
    pub area: Option<String>,
    pub time_zone: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// Whether it has begun, by the clock of the database.
    pub has_begun: bool,
    pub place_kind: PlaceKind,
    pub state: State,
    pub reason: String,
    pub is_discreet: bool,
    pub is_announced: bool,
    pub booking_id: Option<Uuid>,
    pub version: i32,
    pub updated_at: Timestamp,
    /// Actors invited beside the host; empty for who is not among them.
    pub parties: Vec<Uuid>,
}

/// The address of a meeting.
pub fn url(reference: &str) -> String {
    format!("/meetings/{}", crate::reference::show(reference))
}

impl Meeting {
    /// A single meeting that is still being planned is a draft of its host.
    pub fn is_draft(&self) -> bool {
        self.forum_id.is_none() && self.state == State::Planned
    }

    pub fn sight(&self) -> Sight {
        let draft = self.is_draft();
        let audience = if draft { Audience::Owner } else { self.audience };
        let mut parties = if draft { Vec::new() } else { self.parties.clone() };
        if !draft {
            parties.push(self.chair_id);
        }
        Sight { owner: self.owner_id, audience, parties, by_code: None }
    }

    /// Whether the viewer's own actor is host or chair.
    pub fn is_run_by(&self, viewer: &Viewer) -> bool {
        viewer.role.counts_actors()
            && (viewer.acts_for(self.owner_id) || viewer.acts_for(self.chair_id))
    }

    /// Whether the viewer's own actor is invited.
    pub fn invites(&self, viewer: &Viewer) -> bool {
        viewer.role.counts_actors() && self.parties.iter().any(|party| viewer.acts_for(*party))
    }

    /// Whether the viewer is host, chair, invited, or above one of them: more than the audience admits.
    pub fn names(&self, viewer: &Viewer) -> bool {
        viewer.covers(self.owner_id)
            || !self.is_draft()
                && (viewer.covers(self.chair_id)
                    || self.parties.iter().any(|party| viewer.covers(*party)))
    }

    pub fn zone(&self) -> TimeZone {
        crate::clock::zone(&self.time_zone)
    }

    /// `10:00 – 11:30 WAT`, on the clocks of the meeting's own zone.
    pub fn hours(&self) -> String {
        hours(&self.starts_at, &self.ends_at, &self.zone())
    }

    /// Whether it stands elsewhere than the rule of its forum has it.
    pub fn was_moved(&self) -> bool {
        self.recurs_at.is_some_and(|at| at.to_jiff() != self.starts_at.to_jiff())
    }
}

/// From and until on the clocks of a zone, with its abbreviation.
pub fn hours(from: &Timestamp, until: &Timestamp, zone: &TimeZone) -> String {
    let (from, until) =
        (from.to_jiff().to_zoned(zone.clone()), until.to_jiff().to_zoned(zone.clone()));
    format!("{} – {}", from.strftime("%H:%M"), until.strftime("%H:%M %Z"))
}

impl Record for Meeting {
    const KIND: &'static str = "meeting";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(&self.reference)
    }
}

impl Holds for Meeting {
    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// A meeting that is about to be.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub reference: String,
    pub owner: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Meeting::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(&self.reference)
    }
}

/// One act about to be done to one meeting.
#[derive(Clone, Debug)]
pub struct Step {
    pub meeting: Meeting,
    pub act: Act,
}

impl Record for Step {
    const KIND: &'static str = Meeting::KIND;

    fn id(&self) -> Uuid {
        self.meeting.id
    }

    fn url(&self) -> String {
        self.meeting.url()
    }

    fn act(&self) -> Option<&'static str> {
        Some(self.act.as_str())
    }
}

/// A meeting as read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub title: String,
    pub purpose: String,
    pub expected: String,
    pub audience: Audience,
    pub language: Lang,
    pub attribution: Attribution,
    pub area_id: Option<Uuid>,
    pub when: When,
    pub place_kind: PlaceKind,
    pub place: Place,
    pub is_discreet: bool,
    pub is_announced: bool,
}

/// From when until when, and on whose clocks it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    pub zone: String,
    pub from: jiff::Timestamp,
    pub until: jiff::Timestamp,
}

/// Where it is, for those invited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub place: String,
    pub link: String,
}

/// Somebody invited.
#[derive(Clone, Debug)]
pub struct Guest {
    pub actor_id: Uuid,
    pub why: Why,
    pub answer: Option<Answer>,
    pub note: String,
    pub answered_at: Option<Timestamp>,
}

impl Guest {
    /// Everybody but the chair can be taken out.
    pub fn is_removable(&self) -> bool {
        self.why != Why::Chair
    }
}

/// One item of an agenda or of a backlog.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: Uuid,
    pub position: i32,
    pub title: String,
    pub detail: String,
    pub minutes: i32,
    pub presenter_id: Option<Uuid>,
    pub audience: Option<Audience>,
    pub state: ItemState,
    pub proposed_by_id: Uuid,
    pub reason: String,
    pub version: i32,
}

/// An item as read from its form.
#[derive(Clone, Debug)]
pub struct ItemDraft {
    pub title: String,
    pub detail: String,
    pub minutes: i32,
    pub presenter_id: Option<Uuid>,
    pub audience: Option<Audience>,
}

/// One line of what happened.
#[derive(Clone, Debug)]
pub struct Moment {
    pub at: Timestamp,
    pub act: String,
    pub actor_id: Option<Uuid>,
    pub role: String,
    pub reason: String,
}

/// One line of a list or calendar.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    pub state: State,
    pub owner_id: Uuid,
    pub area: Option<String>,
    pub place_kind: PlaceKind,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// Whether the viewer's own actor is invited, and what it answered.
    pub is_invited: bool,
    pub answer: Option<Answer>,
}

impl Line {
    pub fn url(&self) -> String {
        url(&self.reference)
    }

    /// An answer is wanted of the viewer's office.
    pub fn wants_answer(&self) -> bool {
        self.is_invited && self.answer.is_none() && self.state == State::Invited
    }

    pub fn clock(&self, zone: &TimeZone) -> String {
        self.starts_at.to_jiff().to_zoned(zone.clone()).strftime("%H:%M").to_string()
    }
}

/// What everybody may know of a meeting that its host announced: never the hour, the place, the guests.
#[derive(Clone, Debug)]
pub struct Announced {
    pub title: String,
    pub on_day: jiff_sqlx::Date,
    pub district: Option<String>,
    pub phone: String,
}
