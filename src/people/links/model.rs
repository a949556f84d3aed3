//! What a link is.

use crate::{access::Record, people::model::VouchedBy};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// What a link is for: the first passphrase, or a new one.
    Kind { Invitation = "invitation", Reset = "reset" }
}

/// The link that somebody is to be handed.
#[derive(Clone, Debug)]
pub struct Link {
    pub id: Uuid,
    pub person_id: Uuid,
    pub person: String,
    pub kind: Kind,
    pub started_by: Option<Uuid>,
    pub created_at: Timestamp,
    pub shown_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    pub vouched_by: VouchedBy,
}

/// Whom a link is for, as somebody who holds it may know.
#[derive(Clone, Debug)]
pub struct Guest {
    pub kind: Kind,
    pub name: String,
    pub email: String,
    pub organisations: String,
}

impl Record for Link {
    const KIND: &'static str = "person";

    /// Events stand with the person.
    #[expect(clippy::misnamed_getters, reason = "a link has no history of its own")]
    fn id(&self) -> Uuid {
        self.person_id
    }

    fn url(&self) -> String {
        format!("/people/{}", self.person_id)
    }
}
