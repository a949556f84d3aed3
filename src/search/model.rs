//! What a search asks and finds.

use crate::{
    i18n::{Lang, say},
    notices, qips, requests,
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// What is looked through, in the order of the page.
    Kind {
        Request = "request", Actor = "actor", Notice = "notice", Meeting = "meeting", Project = "project", Activity = "activity", Lesson = "lesson",
    }
}

impl Kind {
    /// The kinds under which the index of search holds it. A project stands there twice: its file, and its card.
    pub fn indexed(self) -> &'static [&'static str] {
        match self {
            Kind::Request => &["request"],
            Kind::Actor => &[],
            Kind::Notice => &["notice"],
            Kind::Meeting => &["meeting"],
            Kind::Project => &["qip", "card"],
            Kind::Activity => &["activity"],
            Kind::Lesson => &["lesson"],
        }
    }
}

/// What was asked, read from the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    pub words: String,
    pub kind: Option<Kind>,
    pub area: Option<Uuid>,
    /// The last row of the page before.
    pub after: Option<(Timestamp, Uuid)>,
}

/// A record that the index of search named: its kind there, its id, its place in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: String,
    pub id: Uuid,
    pub at: Timestamp,
}

/// One record as the list shows it, read under row level security.
#[derive(Clone, Debug)]
pub struct Hit {
    /// As in [`Found::kind`].
    pub kind: String,
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    /// What kind of request, notice, project …
    pub code: String,
    pub state: String,
    pub area: Option<String>,
    pub at: Timestamp,
    /// How it begins.
    pub said: String,
}

impl Hit {
    pub fn url(&self) -> String {
        match self.kind.as_str() {
            "request" => requests::model::url(&self.reference),
            "meeting" => crate::meetings::model::url(&self.reference),
            "qip" | "card" => qips::model::url(&self.reference),
            "notice" => notices::model::url(self.id),
            "activity" => format!("/activities/{}", self.id),
            _ => format!("/reports/{}", self.id),
        }
    }

    /// Its title, or else what kind it is and where.
    pub fn heading(&self, lang: &Lang) -> String {
        let say = |key: String| say(*lang, &key, None);
        let kind = match self.kind.as_str() {
            "request" => say(format!("requests-kind-{}", self.code)),
            "activity" if !self.code.is_empty() => say(format!("cluster-{}", self.code)),
            "activity" => say("search-activity".to_owned()),
            "lesson" => say(format!("reports-topic-{}", self.code)),
            _ => return self.title.clone(),
        };
        match &self.area {
            Some(area) => format!("{kind} · {area}"),
            None => kind,
        }
    }

    /// The key of its state, where it has one to show.
    pub fn state_key(&self) -> Option<String> {
        let prefix = match self.kind.as_str() {
            "request" => "requests-state",
            "activity" => "activities-status",
            "meeting" => "meetings-state",
            "qip" => "qips-state",
            "card" => "qips-stage",
            "notice" => "notices-state",
            _ => return None,
        };
        Some(format!("{prefix}-{}", self.state))
    }

    pub fn has_reference(&self) -> bool {
        !self.reference.is_empty()
    }
}

/// An area found by its name.
#[derive(Clone, Debug)]
pub struct Place {
    pub code: String,
    pub name: String,
    pub parent: Option<String>,
}

/// An entry of the directory.
pub type Actor = crate::actors::model::Line;
