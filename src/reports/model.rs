//! What an after-action report is.

use crate::{
    access::{Audience, Community, Record, Sight},
    files::model::{Holds, RecordKind},
};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

crate::codes! {
    State { Draft = "draft", Filed = "filed" }
}
crate::codes! {
    /// The four questions.
    Question { Expected = "expected", Happened = "happened", Why = "why", Keep = "keep" }
}
crate::codes! {
    LessonKind { Keep = "keep", Change = "change" }
}

/// By which lessons are found.
pub const TOPICS: [&str; 12] = [
    "access",
    "coordination",
    "information",
    "escort",
    "transport",
    "engineering",
    "medical",
    "mine_action",
    "community_relations",
    "logistics",
    "language",
    "other",
];

impl Question {
    pub fn path(self) -> &'static str {
        match self {
            Question::Expected => "/reports/{id}/expected",
            Question::Happened => "/reports/{id}/happened",
            Question::Why => "/reports/{id}/why",
            Question::Keep => "/reports/{id}/keep",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Report {
    pub id: Uuid,
    pub source_kind: RecordKind,
    pub source_id: Uuid,
    /// What it is about, and where that is read; none where the viewer does not see it.
    pub source_title: Option<String>,
    pub source_url: Option<String>,
    pub owner_id: Uuid,
    pub audience: Audience,
    pub topic: String,
    pub sector: String,
    pub area_id: Option<Uuid>,
    pub area: Option<String>,
    pub expected: String,
    pub happened: String,
    pub why: String,
    pub keep: String,
    pub state: State,
    pub filed_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i32,
}

impl Report {
    /// A draft stays in its office.
    pub fn sight(&self) -> Sight {
        let audience = if self.is_filed() { self.audience } else { Audience::Owner };
        Sight { owner: self.owner_id, audience, parties: Vec::new(), by_code: None }
    }

    pub fn is_filed(&self) -> bool {
        self.state == State::Filed
    }

    pub fn answer(&self, question: Question) -> &str {
        match question {
            Question::Expected => &self.expected,
            Question::Happened => &self.happened,
            Question::Why => &self.why,
            Question::Keep => &self.keep,
        }
    }

    pub fn is_whole(&self) -> bool {
        !self.topic.is_empty()
            && Question::ALL.iter().all(|question| !self.answer(*question).is_empty())
    }
}

impl Record for Report {
    const KIND: &'static str = "report";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/reports/{}", self.id)
    }
}

impl Holds for Report {
    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// A report that is about to be begun.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
    pub source_kind: RecordKind,
    pub source_id: Uuid,
    /// It was asked of this office, or this office was there.
    pub is_called: bool,
    pub audience: Audience,
}

impl Record for Slot {
    const KIND: &'static str = Report::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/reports/{}", self.id)
    }
}

/// Whom a report admits, by whose it is.
pub fn audience_of(community: Community) -> Audience {
    match community {
        Community::Military | Community::Mission => Audience::Mission,
        Community::Humanitarian => Audience::Humanitarian,
        _ => Audience::Owner,
    }
}

/// A report that is asked for.
#[derive(Clone, Debug)]
pub struct Duty {
    pub source_kind: RecordKind,
    pub source_id: Uuid,
    pub source_title: Option<String>,
    pub source_url: Option<String>,
    pub actor_id: Uuid,
    pub due_on: Date,
    pub is_overdue: bool,
    pub is_written: bool,
}

#[derive(Clone, Debug)]
pub struct Lesson {
    pub id: Uuid,
    pub kind: LessonKind,
    pub body: String,
    pub actor_id: Option<Uuid>,
    pub due_on: Option<Date>,
    pub action_id: Option<Uuid>,
}

/// A lesson as read from its form.
#[derive(Clone, Debug)]
pub struct LessonDraft {
    pub kind: LessonKind,
    pub body: String,
    pub actor_id: Option<Uuid>,
    pub due_on: Option<jiff::civil::Date>,
}

/// One line of the list, with its lessons.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub source_kind: RecordKind,
    pub topic: String,
    pub sector: String,
    pub expected: String,
    pub filed_at: Timestamp,
    pub lessons: Vec<String>,
}

/// What the list is cut by.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub topic: Option<&'static str>,
    pub sector: Option<&'static str>,
    pub kind: Option<RecordKind>,
    pub after: Option<(Timestamp, Uuid)>,
}
