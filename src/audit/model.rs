//! What an event is, and what an auditor's opening names.

use crate::access::{Record, Role};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// One change, as it was written in the transaction that made it.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: i64,
    pub at: Timestamp,
    pub role: Role,
    pub actor: Option<String>,
    pub act: String,
    pub kind: String,
    /// The reference, where the record has one.
    pub subject: Option<String>,
}

/// The events as a whole: what permission to read them is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Log;

impl Record for Log {
    const KIND: &'static str = "log";

    fn id(&self) -> Uuid {
        Uuid::nil()
    }

    fn url(&self) -> String {
        "/audit".to_owned()
    }
}

/// One named record that an auditor asks to open.
#[derive(Clone, Debug)]
pub struct Subject {
    pub id: Uuid,
    pub reference: String,
}

impl Record for Subject {
    const KIND: &'static str = "request";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/requests/{}", crate::reference::show(&self.reference))
    }
}
