//! What an event is, what an auditor's opening names, and where the chain of events stands.

use super::chain::{Checkpoint, hex};
use crate::{
    access::{Record, Role},
    i18n::{Lang, catalogue_files, has},
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// One change, as it was written in the transaction that made it.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: i64,
    pub at: Timestamp,
    pub role: Role,
    pub person: Option<String>,
    pub actor: Option<String>,
    pub act: String,
    pub kind: String,
    pub record: Uuid,
    /// The reference, where the record has one.
    pub subject: Option<String>,
}

impl Event {
    /// The key of what was done in plain words; None for an act that has none yet.
    pub fn act_key(&self) -> Option<String> {
        act_key(&self.act)
    }

    pub fn kind_key(&self) -> Option<String> {
        kind_key(&self.kind)
    }

    /// Whether an auditor may ask to open the record.
    pub fn is_openable(&self) -> bool {
        OPENABLE.contains(&self.kind.as_str())
    }
}

/// Records that a justification opens.
pub const OPENABLE: [&str; 2] = ["request", "qip"];

/// Acts and kinds of record that have words, by the catalogue: code and key.
pub fn worded(beginning: &str) -> Vec<(String, String)> {
    let catalogue = catalogue_files(Lang::En);
    let lines = catalogue.iter().filter(|(name, _)| name.ends_with("/audit.ftl"));
    let keys = lines.flat_map(|(_, text)| text.lines()).filter_map(|line| line.split_once(" ="));
    let worded = keys.filter_map(|(key, _)| {
        key.strip_prefix(beginning).map(|code| (code.to_owned(), key.to_owned()))
    });
    worded.collect()
}

pub fn act_key(act: &str) -> Option<String> {
    Some(format!("audit-act-{act}")).filter(|key| has(Lang::En, key))
}

pub fn kind_key(kind: &str) -> Option<String> {
    Some(format!("audit-kind-{kind}")).filter(|key| has(Lang::En, key))
}

/// What events are searched by; everything empty finds all that the viewer may read.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Some of nobody finds nothing.
    pub people: Option<Vec<Uuid>>,
    pub role: Option<Role>,
    pub record: Option<(String, Uuid)>,
    pub kind: Option<String>,
    pub act: Option<String>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// The last row of the page before.
    pub before: Option<(Timestamp, i64)>,
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

/// One named record that an auditor asks to open, or searches the events of.
#[derive(Clone, Debug)]
pub struct Subject {
    pub kind: String,
    pub id: Uuid,
    pub reference: String,
}

impl Subject {
    /// Stands for any record, where only the right to open one is asked for.
    pub fn any() -> Subject {
        Subject { kind: "request".to_owned(), id: Uuid::nil(), reference: String::new() }
    }

    pub fn is_openable(&self) -> bool {
        OPENABLE.contains(&self.kind.as_str())
    }
}

impl Record for Subject {
    const KIND: &'static str = "opening";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        let folder = if self.kind == "qip" { "qips" } else { "requests" };
        format!("/{folder}/{}", crate::reference::show(&self.reference))
    }
}

/// How far the chain reaches.
#[derive(Clone, Debug)]
pub struct ChainState {
    /// Events in the chain.
    pub seq: i64,
    pub moved_at: Timestamp,
    /// Events that are committed and not yet chained, up to a thousand.
    pub waiting: i64,
    pub oldest: Option<Timestamp>,
    /// The place and moment of the last checkpoint.
    pub signed: Option<i64>,
    pub signed_at: Option<Timestamp>,
    /// Something has waited for over a minute: the sequencer is stuck.
    pub is_late: bool,
}

/// A checkpoint as everybody may read it: without its place, which would tell how much is done here.
#[derive(Clone, Debug)]
pub struct Published {
    /// Hours since 1970.
    pub hour: i64,
    pub at: Timestamp,
    pub hash: Vec<u8>,
    pub key: Vec<u8>,
    pub signature: Vec<u8>,
}

impl Published {
    pub fn hash(&self) -> String {
        hex(&self.hash)
    }

    pub fn signature(&self) -> String {
        hex(&self.signature)
    }

    pub fn key(&self) -> String {
        hex(&self.key)
    }

    /// A line of the list that `cimic-house verify` reads.
    pub fn line(&self) -> String {
        let at = self.at.to_jiff().as_microsecond();
        format!("{at} {} {} {}\n", self.hash(), self.key(), self.signature())
    }
}

/// What an export spans: from behind one checkpoint (or the first event of all) up to another.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub after: Option<Checkpoint>,
    pub end: Checkpoint,
}

impl Stretch {
    /// The place after which it begins.
    pub fn start(&self) -> i64 {
        self.after.as_ref().map_or(0, |after| after.seq)
    }
}
