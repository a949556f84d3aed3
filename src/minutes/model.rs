//! What minutes are: where they stand, who was there, what was said and decided for each item.

use crate::{
    access::{Record, Role, Viewer},
    files::model::Holds,
    meetings::model::{Item, Meeting, State},
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// How somebody stands on the sheet.
    Presence { Present = "present", Excused = "excused", Absent = "absent", WalkIn = "walk_in" }
}

/// The minutes of one meeting, as they stand now.
#[derive(Clone, Debug)]
pub struct Minutes {
    pub meeting: Meeting,
    pub circulated_at: Option<Timestamp>,
    pub amend_until: Option<Timestamp>,
    /// By the clock of the database.
    pub window_open: bool,
    /// The chair let five days pass after the window.
    pub host_may_seal: bool,
    pub sealed_at: Option<Timestamp>,
    pub sealed_for: Option<Uuid>,
    pub sha256: Option<Vec<u8>>,
    /// The actors that were there, listed or not; never shown as such.
    pub attended: Vec<Uuid>,
    /// Items with a text.
    pub written: i64,
}

impl Minutes {
    pub fn state(&self) -> State {
        self.meeting.state
    }

    /// Whether the viewer's own office was there.
    pub fn was_there(&self, viewer: &Viewer) -> bool {
        viewer.role.counts_actors() && self.attended.iter().any(|actor| viewer.acts_for(*actor))
    }

    /// The hash of the sealed text as people compare it.
    pub fn seal(&self) -> Option<String> {
        self.sha256.as_deref().map(hex)
    }

    pub fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.meeting.url())
    }
}

/// Bytes in hexadecimal, in groups of eight digits that can be read out.
pub fn hex(bytes: &[u8]) -> String {
    let groups: Vec<String> = bytes.chunks(4).map(crate::secrets::hex).collect();
    groups.join(" ")
}

impl Record for Minutes {
    const KIND: &'static str = Meeting::KIND;

    fn id(&self) -> Uuid {
        self.meeting.id
    }

    fn url(&self) -> String {
        self.part("minutes")
    }
}

impl Holds for Minutes {
    fn holder(&self) -> Uuid {
        self.meeting.owner_id
    }
}

/// One line of the sheet.
#[derive(Clone, Debug)]
pub struct Attendee {
    /// None for somebody without an entry, who is counted only.
    pub actor_id: Option<Uuid>,
    pub presence: Presence,
    /// In which function, never a name.
    pub what: String,
    pub people: i32,
    pub is_unlisted: bool,
}

impl Attendee {
    pub fn was_there(&self) -> bool {
        matches!(self.presence, Presence::Present | Presence::WalkIn)
    }
}

/// The text of an item, with its version.
#[derive(Clone, Debug)]
pub struct Text {
    pub item_id: Uuid,
    pub summary: String,
    pub version: i32,
}

#[derive(Clone, Debug)]
pub struct Decision {
    pub id: Uuid,
    pub item_id: Uuid,
    pub actor_id: Uuid,
    pub body: String,
}

/// What an actor said: as it was written down, and as the actor corrected it.
#[derive(Clone, Debug)]
pub struct Words {
    pub item_id: Uuid,
    pub actor_id: Uuid,
    pub draft: String,
    pub corrected: Option<String>,
}

impl Words {
    /// What counts: one's own words.
    pub fn last(&self) -> &str {
        self.corrected.as_deref().unwrap_or(&self.draft)
    }
}

/// What follows a sealed text.
#[derive(Clone, Debug)]
pub struct Addendum {
    pub at: Timestamp,
    pub actor_id: Uuid,
    pub role: Role,
    pub body: String,
}

/// A part of the sealed text; the first is the head.
#[derive(Clone, Debug)]
pub struct Part {
    pub item_id: Option<Uuid>,
    pub body: String,
    pub sha256: Vec<u8>,
}

impl Part {
    pub fn seal(&self) -> String {
        hex(&self.sha256)
    }
}

/// An item of the agenda with everything that was written about it.
#[derive(Clone, Debug)]
pub struct Section {
    pub item: Item,
    pub text: Option<Text>,
    pub decisions: Vec<Decision>,
    pub words: Vec<Words>,
}

/// Somebody who came without being invited: an entry of the directory or none, in which function, how many.
#[derive(Clone, Debug)]
pub struct WalkIn {
    pub actor: Option<Uuid>,
    pub what: String,
    pub people: i32,
    pub unlisted: bool,
}

/// A meeting whose minutes are due and still a draft.
#[derive(Clone, Debug)]
pub struct Due {
    pub reference: String,
    pub title: String,
    pub state: State,
    pub due_at: Timestamp,
}

impl Due {
    /// The minutes; what nobody said was held yet is opened itself.
    pub fn url(&self) -> String {
        let meeting = crate::meetings::model::url(&self.reference);
        if self.state == State::Invited { meeting } else { format!("{meeting}/minutes") }
    }
}
