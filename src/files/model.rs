//! What a document is.

use crate::{
    access::{Record, Role},
    actors::model::ActorName,
    i18n::Lang,
};
use jiff_sqlx::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// The largest document, in bytes.
pub const MOST_BYTES: u64 = 10 << 20;
/// The largest form that brings one: the document, and what a form says around it.
pub const MOST_BODY: u64 = MOST_BYTES + (64 << 10);
/// Documents of one record.
pub const MOST_FILES: i64 = 20;
/// Photos that one form brings.
pub const MOST_PHOTOS: usize = 6;
/// The largest form that brings photos.
pub const MOST_PHOTOS_BODY: u64 = MOST_PHOTOS as u64 * MOST_BYTES + (64 << 10);

crate::codes! {
    /// What a document may be. Programs, pages, archives and drawings that run are not among them.
    Media {
        Pdf = "pdf", Jpeg = "jpeg", Png = "png", Docx = "docx", Xlsx = "xlsx", Pptx = "pptx", Odt = "odt", Ods = "ods",
        Txt = "txt", Csv = "csv",
    }
}

crate::codes! {
    /// The kinds of record that documents and action points hang on; each has a row in `record_kinds`, which its migration writes.
    RecordKind {
        Request = "request", Meeting = "meeting", Action = "action", Report = "report", Visit = "visit", Qip = "qip",
        Notice = "notice", Objective = "objective", QipVisit = "qip_visit", Room = "room",
    }
}

impl Media {
    /// By the ending of a name.
    pub fn of_name(name: &str) -> Option<Media> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "jpg" => Some(Media::Jpeg),
            other => Media::parse(other),
        }
    }

    /// What browsers are told (IANA media types).
    pub fn mime(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Media::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Media::Odt => "application/vnd.oasis.opendocument.text",
            Media::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Media::Txt => "text/plain; charset=utf-8",
            Media::Csv => "text/csv; charset=utf-8",
        }
    }

    pub fn is_picture(self) -> bool {
        matches!(self, Media::Jpeg | Media::Png)
    }

    /// What a file chooser is told to offer: everything, or pictures alone.
    pub fn accepted(takes: Takes) -> String {
        let offered =
            Media::ALL.iter().filter(|media| takes == Takes::Document || media.is_picture());
        offered.map(|media| format!(".{media}")).collect::<Vec<_>>().join(",") + ",.jpg"
    }
}

crate::codes! {
    /// What a form takes: a document; a picture with words of what it shows; or several photos at once.
    Takes { Document = "document", Picture = "picture", Photos = "photos" }
}

/// A record that documents can hang on.
pub trait Holds: Record {
    /// What its form takes.
    const TAKES: Takes = Takes::Document;

    /// Whose record it is: who is told when somebody of another actor opens a document.
    fn holder(&self) -> Uuid;

    /// Where its documents are read.
    fn hanging(&self) -> String {
        format!("{}#documents", self.url())
    }
}

#[derive(Clone, Debug)]
pub struct File {
    pub id: Uuid,
    pub record_kind: RecordKind,
    pub record_id: Uuid,
    /// Where its record is read.
    pub record_url: String,
    /// The record that is told of as opened: the same, or the one that it is a part of.
    pub opened_kind: RecordKind,
    pub opened_id: Uuid,
    pub owner_id: Uuid,
    pub actor_id: Uuid,
    pub role: Role,
    pub name: String,
    pub media: Media,
    pub bytes: i64,
    /// By which a copy can be told.
    pub sha256: Vec<u8>,
    pub is_fixed: bool,
    pub added_at: Timestamp,
}

impl Record for File {
    const KIND: &'static str = "file";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/files/{}", self.id)
    }
}

impl File {
    /// Its size as people read it, in kilobytes.
    pub fn kilobytes(&self) -> i64 {
        (self.bytes + 1023) / 1024
    }

    /// What a picture shows, for who does not see it: its name without the ending.
    pub fn shows(&self) -> &str {
        self.name.rsplit_once('.').map_or(self.name.as_str(), |(words, _)| words)
    }
}

/// What came with a form and lies in the store, with what was found out about it.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub id: Uuid,
    pub name: String,
    pub media: Media,
    pub bytes: i64,
    pub sha256: Vec<u8>,
}

/// The documents of a record, as its page shows them (`record::documents`).
#[derive(Clone, Debug, Default)]
pub struct Documents {
    pub files: Vec<File>,
    /// Where to add one, for whoever may.
    pub add: Option<String>,
    pub(super) mine: Uuid,
    pub(super) names: HashMap<Uuid, ActorName>,
}

impl Documents {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.add.is_none()
    }

    /// What they weigh together, in kilobytes.
    pub fn kilobytes(&self) -> i64 {
        self.files.iter().map(File::kilobytes).sum()
    }

    /// Which office brought it.
    pub fn from(&self, file: &File, lang: &Lang) -> String {
        self.names.get(&file.actor_id).map(|name| name.short(*lang)).unwrap_or_default()
    }

    /// Whether the reader's office may take it back.
    pub fn is_mine(&self, file: &File) -> bool {
        file.actor_id == self.mine && !file.is_fixed
    }
}
