//! What surrounds a request while it is being asked for: who asks, through which doors, drafts, and what the receipt says.

use super::super::model::{Door, Kind};
use crate::access::{Community, Record, Role};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// Who asks, and so which questions the page has and which doors are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Nobody we know; they say which community they are of.
    Visitor,
    /// A post asks for its own actor.
    Account { community: Community, coexists: bool },
    /// An officer, section or coordinator enters what somebody without an account asks.
    OnBehalf { community: Community, coexists: bool },
}

impl Asker {
    pub fn is_visitor(self) -> bool {
        self == Asker::Visitor
    }

    pub fn is_on_behalf(self) -> bool {
        matches!(self, Asker::OnBehalf { .. })
    }

    /// The community asking; None while a visitor has not said it.
    pub fn community(self) -> Option<Community> {
        match self {
            Asker::Visitor => None,
            Asker::Account { community, .. } | Asker::OnBehalf { community, .. } => Some(community),
        }
    }

    /// The doors that stand open: a coexisting organisation comes to the coordinator only, who relays.
    pub fn doors(self, said: Option<Community>) -> &'static [Door] {
        let coexists = matches!(
            self,
            Asker::Account { coexists: true, .. } | Asker::OnBehalf { coexists: true, .. }
        );
        match self.community().or(said) {
            Some(Community::Humanitarian) if coexists => &[Door::Coordinator],
            Some(Community::Humanitarian) => &[Door::Coordinator, Door::Cimic],
            None => Door::ALL,
            Some(_) => &[Door::Cimic, Door::CivilAffairs],
        }
    }
}

/// How late a request is: the notice its kind asks for, in hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub lead_hours: i32,
    pub is_late: bool,
}

/// The desks that a request reaches through its door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Desks {
    pub screening: Option<Uuid>,
    pub cimic: Option<Uuid>,
}

/// A desk as everybody may know it.
#[derive(Clone, Debug)]
pub struct Desk {
    pub id: Uuid,
    pub name: String,
    pub phone: String,
}

/// "Who can see this" through one door.
#[derive(Clone, Debug)]
pub struct DoorView {
    pub door: Door,
    pub lines: Vec<String>,
    /// Nobody holds a post at the desk nor at its stand-in: whom to call instead.
    pub closed: Option<Desk>,
}

/// What the check page shows beside what was typed.
#[derive(Clone, Debug)]
pub struct Check {
    pub doors: Vec<DoorView>,
    pub twins: Vec<(String, String)>,
    pub notice: Notice,
}

/// Who said it, how and when, where somebody else records it; and which fields they agreed to show to that office.
#[derive(Clone, Debug, Default)]
pub struct Entered {
    pub heard: super::super::model::Heard,
    pub channel: Option<super::super::model::Channel>,
    pub fields: Vec<String>,
}

/// Everything that is written with a new request beside what it says.
#[derive(Clone, Debug)]
pub struct Entry {
    pub owner: Uuid,
    pub desks: Desks,
    pub is_late: bool,
    /// SHA-256 of the code, for owners without an account.
    pub code_hash: Option<Vec<u8>>,
    /// The desk that answers may read the contact.
    pub contact_consent: bool,
    pub entered: Option<Entered>,
    pub situation: String,
    pub language: &'static str,
    /// What consent to the desk is for, in the reader's words.
    pub purpose: String,
}

/// A draft of one's own office.
#[derive(Clone, Debug)]
pub struct DraftLine {
    pub id: Uuid,
    pub kind: Option<Kind>,
    pub need: String,
    pub updated_at: Timestamp,
}

/// The place of a draft on the server: what saving and discarding act on.
#[derive(Clone, Copy, Debug)]
pub struct DraftSlot {
    pub id: Uuid,
    pub actor: Uuid,
}

impl Record for DraftSlot {
    const KIND: &'static str = "draft";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/ask".to_owned()
    }
}

/// A body without an account that is entered with its first request.
#[derive(Clone, Debug)]
pub struct NewBody {
    pub id: Uuid,
    pub name: String,
}

impl Record for NewBody {
    const KIND: &'static str = "actor";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/requests/new/on-behalf".to_owned()
    }
}

/// What the receipt says beside the request itself.
#[derive(Clone, Debug)]
pub struct Expectation {
    pub desk: Option<Desk>,
    pub turn: Option<String>,
    /// Seconds this desk took to its first answer, in the middle, over the last 90 days.
    pub first_answer: Option<i64>,
    pub sees: Vec<String>,
}

/// A post that sees: actor, role, how many.
pub type Seer = (Uuid, Role, i64);
