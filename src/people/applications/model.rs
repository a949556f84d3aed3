//! What an application is: who asks for which post, who vouched, who made the account.

use crate::access::{Community, Record, Role};
use jiff_sqlx::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

crate::codes! {
    /// Where an application stands.
    State { Applied = "applied", Vouched = "vouched", Created = "created", Refused = "refused" }
}

impl State {
    /// The colour of its tag.
    pub fn tag(self) -> &'static str {
        match self {
            State::Applied | State::Vouched => "submitted",
            State::Created => "active",
            State::Refused => "declined",
        }
    }

    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            State::Applied => "people-state-applied",
            State::Vouched => "people-state-vouched",
            State::Created => "people-state-created",
            State::Refused => "people-state-refused",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Application {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub language: String,
    pub organisation: String,
    pub community: Community,
    pub actor_id: Option<Uuid>,
    pub actor: Option<String>,
    pub role: Option<Role>,
    pub represents_id: Option<Uuid>,
    pub represents: Option<String>,
    pub until_at: Option<Timestamp>,
    pub reason: String,
    pub state: State,
    pub is_stated: bool,
    pub voucher_id: Option<Uuid>,
    pub voucher: Option<String>,
    pub creator: Option<String>,
    pub person_id: Option<Uuid>,
    pub refused_why: String,
    pub created_at: Timestamp,
    /// The e-mail address is the viewer's own.
    pub is_own: bool,
    /// A voucher of the community is in force; where there is none, two administrators bring people in.
    pub has_voucher: bool,
    /// The account that the e-mail address has already, as far as the viewer may know: it gets one more post.
    pub known_as: Option<String>,
}

/// An application or invitation that is about to be made.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
}

/// What somebody without an account writes.
#[derive(Clone, Debug)]
pub struct Draft {
    pub name: String,
    pub email: String,
    pub language: String,
    pub organisation: String,
    pub community: Community,
    pub reason: String,
}

/// The post that a voucher stands for.
#[derive(Clone, Debug)]
pub struct Seat {
    pub actor: Uuid,
    pub role: Role,
    pub represents: Option<Uuid>,
    pub until: Option<Timestamp>,
    pub is_stated: bool,
}

/// An application together with the post that is being vouched for.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub application: Application,
    pub role: Role,
    pub community: Community,
}

impl Slot {
    pub fn new() -> Slot {
        Slot { id: Uuid::now_v7() }
    }
}

impl Default for Slot {
    fn default() -> Slot {
        Slot::new()
    }
}

/// The state of the list, in its address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub state: String,
    pub after: Option<Uuid>,
}

impl Record for Application {
    const KIND: &'static str = "application";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/applications/{}", self.id)
    }
}

impl Record for Slot {
    const KIND: &'static str = "application";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/applications".to_owned()
    }
}

impl Record for Proposal {
    const KIND: &'static str = "application";

    fn id(&self) -> Uuid {
        self.application.id
    }

    fn url(&self) -> String {
        self.application.url()
    }
}
