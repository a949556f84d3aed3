//! What a photo of a project is, and what it hangs on.

use crate::{
    access::Record,
    files::model::{Holds, Media, Takes},
    qips::model::Project,
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// What a photo on the public page shows.
    Shows { Before = "before", After = "after" }
}

/// A visit with its project: what its photos hang on.
#[derive(Clone, Debug)]
pub struct SiteVisit {
    pub id: Uuid,
    /// The office that was there.
    pub actor_id: Uuid,
    pub project: Project,
}

impl Record for SiteVisit {
    const KIND: &'static str = "qip_visit";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        self.project.url()
    }
}

impl Holds for SiteVisit {
    const TAKES: Takes = Takes::Photos;

    fn holder(&self) -> Uuid {
        self.project.owner_id
    }

    fn hanging(&self) -> String {
        format!("{}#photos", self.url())
    }
}

/// A picture among the documents of a project or of its visits.
#[derive(Clone, Debug)]
pub struct Photo {
    pub file_id: Uuid,
    pub name: String,
    /// Of a visit, not of the project itself.
    pub is_of_visit: bool,
    /// Who brought it.
    pub person_id: Option<Uuid>,
    pub actor_id: Uuid,
    pub added_at: Timestamp,
    /// What it shows on the public page, and the words for whoever cannot see it; None until it is released.
    pub shown: Option<Shown>,
}

/// A photo that was released.
#[derive(Clone, Debug)]
pub struct Shown {
    pub file_id: Uuid,
    pub shows: Shows,
    pub alt: String,
}

impl Shown {
    /// Where the picture itself is.
    pub fn url(&self, project: &str) -> String {
        format!("{project}/photos/{}", self.file_id)
    }
}

/// One photo about to be shown to everybody, or no longer.
#[derive(Clone, Debug)]
pub struct Look {
    pub photo: Photo,
    pub project: Project,
}

impl Record for Look {
    const KIND: &'static str = Project::KIND;

    fn id(&self) -> Uuid {
        self.project.id
    }

    fn url(&self) -> String {
        self.project.url()
    }
}

/// The bytes of a released photo: what they are and how many.
#[derive(Clone, Copy, Debug)]
pub struct Bytes {
    pub media: Media,
    pub bytes: i64,
}
