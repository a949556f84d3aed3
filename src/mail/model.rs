//! What a mail is, and what a person chose about mail.

use crate::{access::Record, i18n::Lang};
use uuid::Uuid;

crate::codes! {
    /// Kinds of record that mails tell news of. A handover of one's own post always comes.
    Kind { Request = "request", Action = "action", Meeting = "meeting", Project = "qip" }
}

crate::codes! {
    /// Why somebody is told.
    Why {
        Turn = "turn", Promise = "promise", Invited = "invited", Expires = "expires", Handover = "handover", News = "news",
    }
}

crate::codes! {
    /// At once, or with the rest of the day.
    Pace { Now = "now", Daily = "daily" }
}

/// What a person chose. Filters combine with *and*; an empty one lets everything through.
#[derive(Clone, Debug)]
pub struct Choices {
    pub person: Uuid,
    pub is_off: bool,
    pub at_once: bool,
    pub kinds: Vec<String>,
    pub area_id: Option<Uuid>,
    pub only_turn: bool,
    pub version: i32,
}

impl Choices {
    /// What holds for whoever chose nothing.
    pub fn usual(person: Uuid) -> Choices {
        Choices {
            person,
            is_off: false,
            at_once: true,
            kinds: Vec::new(),
            area_id: None,
            only_turn: false,
            version: 0,
        }
    }
}

impl Record for Choices {
    const KIND: &'static str = "mail_choice";

    fn id(&self) -> Uuid {
        self.person
    }

    fn url(&self) -> String {
        "/account/mail".to_owned()
    }
}

/// One line of the outbox.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub why: Why,
    pub kind: String,
    /// A reference as people read it; empty where the record has none.
    pub label: String,
    pub path: String,
    /// Whether it may still go.
    pub may_go: bool,
}

/// A mail about to be sent: one line that comes at once, or all lines of a day.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Of its first line.
    pub id: Uuid,
    pub pace: Pace,
    pub name: String,
    pub email: String,
    pub lang: Lang,
    pub tries: i32,
    pub lines: Vec<Line>,
}

impl Mail {
    pub fn ids(&self) -> Vec<Uuid> {
        self.lines.iter().map(|line| line.id).collect()
    }
}

impl Record for Mail {
    const KIND: &'static str = "mail";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/".to_owned()
    }
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Nothing in it may go any more.
    Dropped,
    /// The server will not have it.
    Failed,
    /// To be tried again.
    Later,
}
