//! The chain of events, and checkpoints of it: what is hashed, what is signed, and how an export is checked without the house.
//!
//! Each event's hash covers the one before, so a change, a gap or another order changes every hash after it. A checkpoint signs
//! one hash (Ed25519, RFC 8032); whoever kept a published one can tell that the chain behind it is still the same.

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::HashSet, io::BufRead};
use uuid::Uuid;

/// What every hash and signature begins with, so that none can stand for something else.
const EVENT: &[u8] = b"cimic-house event 1\n";
const CHECKPOINT: &str = "cimic-house checkpoint 1";

/// The hash before the first event.
pub const ORIGIN: [u8; 32] = [0; 32];

/// One event at its place in the chain, as it is hashed and exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub seq: i64,
    pub id: i64,
    /// Microseconds since 1970.
    pub at: i64,
    pub person: Option<Uuid>,
    pub post: Option<Uuid>,
    pub actor: Option<Uuid>,
    pub role: String,
    pub act: String,
    pub kind: String,
    pub record: Uuid,
    pub detail: Option<String>,
}

/// An event in an export: what it says, and its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exported {
    #[serde(rename = "event")]
    pub link: Link,
    pub hash: String,
}

/// The signed hash of the chain at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    pub seq: i64,
    pub hash: String,
    /// Microseconds since 1970.
    pub at: i64,
    pub key: String,
    pub signature: String,
}

/// The first line of an export: after which checkpoint it begins; none for the first event of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub events: String,
    pub after: Option<Checkpoint>,
}

/// The last line of an export: the checkpoint at which it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Footer {
    pub checkpoint: Checkpoint,
}

/// The name of the format, in the first line.
pub const FORMAT: &str = "cimic-house 1";

impl Link {
    /// SHA-256 over the hash before and every field, each with its length in front.
    pub fn hash(&self, before: &[u8; 32]) -> [u8; 32] {
        let mut sum = Sha256::new();
        sum.update(EVENT);
        sum.update(before);
        for number in [self.seq, self.id, self.at] {
            sum.update(number.to_be_bytes());
        }
        for id in [self.person, self.post, self.actor, Some(self.record)] {
            field(&mut sum, id.as_ref().map(|id| &id.as_bytes()[..]));
        }
        for text in [&self.role, &self.act, &self.kind] {
            field(&mut sum, Some(text.as_bytes()));
        }
        field(&mut sum, self.detail.as_ref().map(String::as_bytes));
        sum.finalize().into()
    }
}

/// What is absent and what is empty are told apart.
fn field(sum: &mut Sha256, bytes: Option<&[u8]>) {
    match bytes {
        None => sum.update(u64::MAX.to_be_bytes()),
        Some(bytes) => {
            sum.update((bytes.len() as u64).to_be_bytes());
            sum.update(bytes);
        }
    }
}

/// What a checkpoint signs: the hash (which covers its place) and the moment.
fn message(hash: &str, at: i64) -> String {
    format!("{CHECKPOINT}\n{hash}\n{at}\n")
}

impl Checkpoint {
    pub fn sign(pair: &Ed25519KeyPair, seq: i64, hash: &[u8; 32], at: i64) -> Checkpoint {
        let hash = hex(hash);
        let signature = hex(pair.sign(message(&hash, at).as_bytes()).as_ref());
        Checkpoint { seq, at, key: hex(pair.public_key().as_ref()), signature, hash }
    }

    /// Whether its own key signed it.
    pub fn holds(&self) -> bool {
        let (Some(key), Some(signature)) = (unhex(&self.key), unhex(&self.signature)) else {
            return false;
        };
        let text = message(&self.hash, self.at);
        UnparsedPublicKey::new(&ED25519, key).verify(text.as_bytes(), &signature).is_ok()
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes behind hexadecimal digits; None where it is anything else.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// What is wrong with an export; the first thing found, since nothing behind it can be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a line of this format.
    Unreadable { line: usize },
    /// An event is missing, doubled or elsewhere.
    Order { line: usize, expected: i64, found: i64 },
    /// The event does not have the hash that it had.
    Changed { seq: i64 },
    /// The last line, the checkpoint, is missing: the tail was cut.
    NoEnd { after: i64 },
    /// The events do not lead to the checkpoint at the end: cut, changed with all hashes after it, or forged.
    OtherEnd { after: i64, promised: i64 },
    /// A checkpoint that its key did not sign.
    Forged { seq: i64 },
    /// Signed, but with another key than the one given, or another one within the files.
    OtherKey { key: String },
    /// A checkpoint was published for this time that none of the events has as its hash.
    Unpublished { seq: i64 },
    /// There is a later published checkpoint than the end: events behind it are missing.
    Behind { seq: i64, later: i64 },
    /// This file does not go on where the one before ended.
    Gap { expected: i64, found: i64 },
}

/// What an export holds that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    pub first: i64,
    pub last: i64,
    pub events: i64,
    pub end: Checkpoint,
}

/// Checks exports one after the other, as one chain.
#[derive(Clone, Debug, Default)]
pub struct Verifier {
    /// Hexadecimal; without it, the first file's key is taken and told.
    pub key: Option<String>,
    /// Published checkpoints that somebody kept: moment and hash.
    pub published: Option<Vec<(i64, String)>>,
    end: Option<(i64, String)>,
}

impl Verifier {
    pub fn new(key: Option<String>, published: Option<Vec<(i64, String)>>) -> Verifier {
        Verifier { key: key.map(|key| key.trim().to_lowercase()), published, end: None }
    }

    /// Reads one export to its end; what it holds, or the first thing that is wrong with it.
    pub fn read(&mut self, file: impl BufRead) -> Result<Passed, Fault> {
        let mut lines = file.lines().enumerate();
        let header = match lines.next() {
            Some((_, Ok(line))) => serde_json::from_str::<Header>(&line).ok(),
            _ => None,
        };
        let header = header.filter(|header| header.events == FORMAT);
        let after = header.ok_or(Fault::Unreadable { line: 1 })?.after;
        let (mut seq, mut hash) = self.start(after.as_ref())?;
        let first = seq + 1;
        let since = after.map(|checkpoint| checkpoint.at);
        let (mut end, mut met) = (None, HashSet::new());
        for (at, line) in lines {
            let (line, at) = (line.unwrap_or_default(), at + 1);
            match (parse(&line, at)?, &end) {
                (_, Some(_)) => return Err(Fault::Unreadable { line: at }),
                (Line::End(checkpoint), None) => end = Some(checkpoint),
                (Line::Event(event), None) => {
                    (seq, hash) = follow(&event, seq, &hash, at)?;
                    if self.published.iter().flatten().any(|(_, known)| *known == event.hash) {
                        met.insert(event.hash);
                    }
                }
            }
        }
        let end = end.ok_or(Fault::NoEnd { after: seq })?;
        if end.seq != seq || end.hash != hex(&hash) {
            return Err(Fault::OtherEnd { after: seq, promised: end.seq });
        }
        self.is_ours(&end)?;
        self.is_published(since, &end, &met)?;
        self.end = Some((seq, end.hash.clone()));
        Ok(Passed { first, last: seq, events: seq + 1 - first, end })
    }

    /// Where a file begins: at the first event, or behind a checkpoint that holds and, in the second file, ended the first.
    fn start(&mut self, after: Option<&Checkpoint>) -> Result<(i64, [u8; 32]), Fault> {
        let (seq, hash) = match after {
            None => (0, ORIGIN),
            Some(checkpoint) => {
                self.is_ours(checkpoint)?;
                let hash = unhex(&checkpoint.hash).and_then(|hash| hash.try_into().ok());
                (checkpoint.seq, hash.ok_or(Fault::Forged { seq: checkpoint.seq })?)
            }
        };
        match &self.end {
            Some((end, told)) if *end != seq || *told != hex(&hash) => {
                Err(Fault::Gap { expected: *end, found: seq })
            }
            _ => Ok((seq, hash)),
        }
    }

    fn is_ours(&mut self, checkpoint: &Checkpoint) -> Result<(), Fault> {
        if !checkpoint.holds() {
            return Err(Fault::Forged { seq: checkpoint.seq });
        }
        let key = self.key.get_or_insert_with(|| checkpoint.key.clone());
        if *key == checkpoint.key {
            Ok(())
        } else {
            Err(Fault::OtherKey { key: checkpoint.key.clone() })
        }
    }

    /// Every published checkpoint of the time that the file spans is the hash of one of its events, and none is later than its end.
    fn is_published(
        &self,
        since: Option<i64>,
        end: &Checkpoint,
        met: &HashSet<String>,
    ) -> Result<(), Fault> {
        let Some(published) = &self.published else { return Ok(()) };
        let spanned = |at: &i64| since.is_none_or(|since| *at > since) && *at <= end.at;
        if published.iter().any(|(at, hash)| spanned(at) && !met.contains(hash)) {
            return Err(Fault::Unpublished { seq: end.seq });
        }
        match published.iter().map(|(at, _)| *at).max() {
            Some(later) if later > end.at => Err(Fault::Behind { seq: end.seq, later }),
            _ => Ok(()),
        }
    }
}

/// One line of an export after its first.
enum Line {
    Event(Exported),
    End(Checkpoint),
}

fn parse(line: &str, at: usize) -> Result<Line, Fault> {
    if let Ok(footer) = serde_json::from_str::<Footer>(line) {
        return Ok(Line::End(footer.checkpoint));
    }
    serde_json::from_str(line).map(Line::Event).map_err(|_| Fault::Unreadable { line: at })
}

/// Place and hash after this event, if it is the next one and has the hash that it must have.
fn follow(
    event: &Exported,
    seq: i64,
    before: &[u8; 32],
    line: usize,
) -> Result<(i64, [u8; 32]), Fault> {
    let expected = seq + 1;
    if event.link.seq != expected {
        return Err(Fault::Order { line, expected, found: event.link.seq });
    }
    let hash = event.link.hash(before);
    if event.hash == hex(&hash) {
        Ok((expected, hash))
    } else {
        Err(Fault::Changed { seq: expected })
    }
}

/// The published list as it is handed out: a line a checkpoint, `moment hash key signature`, `#` for remarks.
pub fn published(text: &str) -> Option<Vec<(i64, String)>> {
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let at = words.next()?.parse().ok()?;
            let [hash, key, signature] = [words.next()?, words.next()?, words.next()?];
            let [hash, key, signature] = [hash, key, signature].map(str::to_owned);
            let checkpoint = Checkpoint { seq: 0, hash: hash.clone(), at, key, signature };
            checkpoint.holds().then_some((at, hash))
        })
        .collect()
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Unreadable { line } => {
                write!(f, "line {line} is not part of an export of events")
            }
            Fault::Order { line, expected, found } => {
                write!(
                    f,
                    "line {line}: event {found} stands where event {expected} belongs; events were removed or put in another order"
                )
            }
            Fault::Changed { seq } => write!(f, "event {seq} was changed after it was written"),
            Fault::NoEnd { after } => {
                write!(f, "there is no checkpoint after event {after}: the tail was cut off")
            }
            Fault::OtherEnd { after, promised } => {
                write!(
                    f,
                    "the events lead to {after}, but not to the checkpoint at event {promised}: the tail was cut off, or events were changed with their hashes"
                )
            }
            Fault::Forged { seq } => {
                write!(f, "the checkpoint at event {seq} was not signed with its key")
            }
            Fault::OtherKey { key } => write!(f, "signed with another key: {key}"),
            Fault::Unpublished { seq } => {
                write!(f, "another chain than the published one leads to event {seq}")
            }
            Fault::Behind { seq, .. } => {
                write!(
                    f,
                    "a later checkpoint than that at event {seq} was published: events after it are missing here"
                )
            }
            Fault::Gap { expected, found } => {
                write!(
                    f,
                    "the file goes on after event {found}, but the one before ended with event {expected}"
                )
            }
        }
    }
}
