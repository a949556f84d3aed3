//! What an import of organisations would do: finds each row's entry, and what the file adds to it.

use super::read::{Given, Listing};
use crate::{
    access::Community,
    actors::model::{Draft, Kind, Known, NewActor, Presence, Status},
    areas::model::Current,
    i18n::Text,
    imports::{
        report::{Line, Note, Outcome, Weight},
        wording::{fold, likeness},
    },
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// From here on, two names with the same acronym may be one organisation.
const LIKE: f64 = 0.6;

/// What becomes of one row.
pub enum Step {
    New(Box<NewActor>, Draft),
    Change { known: usize, draft: Draft, kind: Kind },
}

/// The steps in the order of the file, and the lines of the report.
#[derive(Default)]
pub struct Plan {
    pub steps: Vec<Step>,
    pub lines: Vec<Line>,
}

/// What the rows are compared with.
struct Ground<'a> {
    listing: &'a Listing,
    known: &'a [Known],
    areas: HashMap<&'a str, Uuid>,
    /// Places in `known` by exact name, and by folded name (local names too).
    exact: HashMap<&'a str, usize>,
    folded: HashMap<String, usize>,
    by_acronym: HashMap<String, Vec<usize>>,
    /// Entries that some row names exactly: no other row is taken for them.
    claimed: HashSet<usize>,
}

impl<'a> Ground<'a> {
    fn new(listing: &'a Listing, known: &'a [Known], areas: &'a [Current]) -> Ground<'a> {
        let mut ground = Ground {
            listing,
            known,
            areas: areas.iter().map(|area| (area.draft.code.as_str(), area.id)).collect(),
            exact: HashMap::new(),
            folded: HashMap::new(),
            by_acronym: HashMap::new(),
            claimed: HashSet::new(),
        };
        for (at, actor) in known.iter().enumerate() {
            ground.exact.entry(&actor.name).or_insert(at);
            // A name that was merged into another entry means that one.
            let names = [&actor.name, &actor.local_name].into_iter().chain(&actor.aliases);
            for name in names.filter(|name| !name.is_empty()) {
                ground.folded.entry(fold(name)).or_insert(at);
            }
            if !actor.acronym.is_empty() {
                ground.by_acronym.entry(fold(&actor.acronym)).or_default().push(at);
            }
        }
        let named = listing.rows.iter().filter_map(|row| ground.exact.get(row.draft.name.as_str()));
        ground.claimed = named.copied().collect();
        ground
    }

    /// The entry with this name; another spelling of it only where no other row has the name itself.
    fn find(&self, given: &Given, notes: &mut Vec<Note>) -> Option<usize> {
        if let Some(at) = self.exact.get(given.draft.name.as_str()) {
            return Some(*at);
        }
        let at = self.folded.get(&fold(&given.draft.name)).copied();
        let at = at.filter(|at| !self.claimed.contains(at))?;
        let text = Text::new("imports-actor-spelled").with("name", self.known[at].name.as_str());
        notes.push(Note::warning(self.listing.table.column("name"), text));
        Some(at)
    }

    /// Entries with the same acronym and a similar name are proposed, never taken.
    fn propose(&self, given: &Given, notes: &mut Vec<Note>) {
        let name = fold(&given.draft.name);
        let same = self.by_acronym.get(&fold(&given.draft.acronym)).into_iter().flatten();
        let alike = same.filter(|at| likeness(&name, &fold(&self.known[**at].name)) >= LIKE);
        notes.extend(alike.map(|at| {
            let text = Text::new("imports-actor-alike").with("name", self.known[*at].name.as_str());
            Note::warning(self.listing.table.column("name"), text)
        }));
    }

    /// The ids of the areas; a code that means none is named.
    fn place(&self, given: &Given, notes: &mut Vec<Note>) -> Vec<(Uuid, Presence)> {
        let column = || self.listing.table.column("areas");
        let id = |code: &String| {
            let id = self.areas.get(code.as_str()).copied();
            if id.is_none() {
                let text = Text::new("imports-actor-area-unknown").with("code", code.as_str());
                notes.push(Note::warning(column(), text));
            }
            id.map(|id| (id, Presence::Present))
        };
        given.areas.iter().filter_map(id).collect()
    }
}

/// Compares row by row.
pub fn compare(listing: &Listing, known: &[Known], areas: &[Current]) -> Plan {
    let ground = Ground::new(listing, known, areas);
    let mut plan = Plan::default();
    for given in &listing.rows {
        let mut notes = given.notes.clone();
        let mut draft = given.draft.clone();
        draft.areas = ground.place(given, &mut notes);
        let step = match ground.find(given, &mut notes) {
            _ if given.is_double || given.is_system => None,
            Some(at) => change(&ground, at, given, draft, &mut notes),
            None => Some(new(&ground, given, draft, &mut notes)),
        };
        let outcome = match &step {
            _ if notes.iter().any(|note| note.weight == Weight::Error) => Outcome::Error,
            _ if given.is_double || given.is_system => Outcome::LeftOut,
            Some(Step::New(..)) => Outcome::New,
            Some(Step::Change { .. }) => Outcome::Changed,
            None => Outcome::Unchanged,
        };
        plan.lines.push(Line {
            file: listing.table.file.clone(),
            row: Some(given.row),
            record: record(&given.draft),
            outcome,
            notes,
        });
        plan.steps.extend(step);
    }
    plan
}

fn record(draft: &Draft) -> String {
    if draft.acronym.is_empty() {
        draft.name.clone()
    } else {
        format!("{} ({})", draft.name, draft.acronym)
    }
}

/// A new entry: its community follows from its kind, unless the file says another that fits.
fn new(ground: &Ground<'_>, given: &Given, draft: Draft, notes: &mut Vec<Note>) -> Step {
    ground.propose(given, notes);
    let mut new = NewActor::new(given.kind.unwrap_or(Kind::Other));
    if let Some(community) = given.community {
        new.community = community;
    }
    let column = |key: &str| ground.listing.table.column(key);
    if new.community == Community::Military && new.kind != Kind::MilitaryUnit {
        notes.push(Note::error(column("community"), "imports-actor-not-this-force"));
    }
    if new.community == Community::None {
        notes.push(Note::warning(column("community"), "imports-actor-no-community"));
    }
    new.source.clone_from(&ground.listing.table.file);
    new.parent_id = parent(ground, given, new.community, notes);
    Step::New(Box::new(new), draft)
}

/// The parent of a new entry, where the house knows it already and it is of the same community.
fn parent(
    ground: &Ground<'_>,
    given: &Given,
    community: Community,
    notes: &mut Vec<Note>,
) -> Option<Uuid> {
    if given.parent.is_empty() {
        return None;
    }
    let name = fold(&given.parent);
    let by_acronym =
        || ground.by_acronym.get(&name).filter(|found| found.len() == 1).map(|found| found[0]);
    let at = ground.folded.get(&name).copied().or_else(by_acronym);
    let found = at.map(|at| &ground.known[at]).filter(|parent| parent.community == community);
    let key = if found.is_some() { "imports-actor-parent" } else { "imports-actor-parent-unknown" };
    let text = Text::new(key).with("name", given.parent.as_str());
    notes.push(Note::warning(ground.listing.table.column("parent"), text));
    found.map(|parent| parent.id)
}

/// What the file adds to an entry. While it is only proposed, the file may change it; afterwards it fills what is empty,
/// since the entry is its own people's. Community and parent stay whatever the file says.
fn change(
    ground: &Ground<'_>,
    at: usize,
    given: &Given,
    mut draft: Draft,
    notes: &mut Vec<Note>,
) -> Option<Step> {
    let known = &ground.known[at];
    let column = |key: &str| ground.listing.table.column(key);
    let is_open = known.status == Status::Proposed;
    let Draft { acronym, local_name, marking, mandate, website, phone, .. } = &mut draft;
    for (key, old, new) in [
        ("acronym", &known.acronym, acronym),
        ("local_name", &known.local_name, local_name),
        ("marking", &known.marking, marking),
        ("mandate", &known.mandate, mandate),
        ("website", &known.website, website),
        ("phone", &known.phone, phone),
    ] {
        if new.is_empty() || new == old {
            new.clone_from(old);
        } else if is_open || old.is_empty() {
            notes.push(Note::change(column(key), old, new));
        } else {
            let text = Text::new("imports-actor-kept").with("theirs", old.as_str());
            notes.push(Note::warning(column(key), text.with("file", new.as_str())));
            new.clone_from(old);
        }
    }
    stays(ground, known, given, notes);
    let kind = given.kind.filter(|kind| is_open && kind.community() == known.community);
    let kind = kind.unwrap_or(known.kind);
    if kind != known.kind {
        notes.push(Note::change(column("kind"), known.kind.as_str(), kind.as_str()));
    }
    draft.areas.retain(|(area, _)| !known.areas.contains(area));
    if !draft.areas.is_empty() {
        let text = Text::new("imports-actor-areas").with("n", draft.areas.len());
        notes.push(Note { weight: Weight::Change, column: Some(column("areas")), text });
    }
    let changed = notes.iter().any(|note| note.weight == Weight::Change);
    changed.then_some(Step::Change { known: at, draft, kind })
}

/// Community and parent give sight, so an import only says that it would have them otherwise.
fn stays(ground: &Ground<'_>, known: &Known, given: &Given, notes: &mut Vec<Note>) {
    let column = |key: &str| ground.listing.table.column(key);
    let wanted = given.community.or(given.kind.map(Kind::community));
    if wanted.is_some_and(|community| community != known.community) {
        let text =
            Text::new("imports-actor-community-stays").with("code", known.community.as_str());
        notes.push(Note::warning(column("community"), text));
    }
    let name = fold(&given.parent);
    let is_parent = |parent: &Known| fold(&parent.name) == name || fold(&parent.acronym) == name;
    let parent = ground.known.iter().find(|parent| Some(parent.id) == known.parent_id);
    if !name.is_empty() && !parent.is_some_and(is_parent) {
        notes.push(Note::warning(column("parent"), "imports-actor-parent-stays"));
    }
}
