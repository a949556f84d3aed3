//! The dry run: every row is read, compared with what stands in the house, and kept with what would become of it.

use super::{
    columns::Head,
    model::{Import, KeptNote, KeptText, Remarks, Staged, State, UnknownWord},
    read::{Given, Reading},
    resolve::{Ground, split},
    source::Source,
    store::{self, Existing, Key},
};
use crate::{
    access::Viewer,
    activities::model::{Cluster, Function, Parts, Status},
    actors, areas,
    db::{Db, Mode},
    i18n::Text,
    imports::{
        file::{Fault, InputFile},
        report::{Note, Outcome, Weight},
        wording::fold,
    },
    web::error::{Error, Result},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Rows that are read, compared and kept together.
const BATCH: usize = 1000;
/// Unknown words that are listed for correction.
const LISTED: usize = 200;

/// Other spellings of organisations, from a file beside the list: spelling and what it stands for.
pub type Variants = Vec<(String, String)>;

/// What is remembered of the rows before: doubles, and what the file as a whole says.
#[derive(Default)]
struct Seen {
    keys: HashMap<(Uuid, Cluster, Uuid, Date, String), usize>,
    ids: HashMap<Uuid, usize>,
    distinct: HashSet<(Uuid, Cluster, Uuid)>,
    /// Rows in each place that is drawn as another one; None for a place drawn as itself.
    borrowed: HashMap<Uuid, Option<usize>>,
    acronyms: BTreeMap<String, HashSet<String>>,
    without_acronym: HashSet<String>,
    rows: usize,
}

/// Runs the dry run and leaves its result with the import. A file that cannot be read fails it, with the reason.
pub async fn run(db: &Db, viewer: &Viewer, id: Uuid, variants: Variants) -> Result<()> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    let import = store::find(&mut tx, id).await?;
    let bytes = store::file(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let fixes = store::fixes(&mut tx, id).await?;
    let mut ground = ground(&mut tx, viewer, &import).await?;
    ground.learn_variants(variants.into_iter());
    store::begin(&mut tx, id, State::Checking).await?;
    tx.commit().await?;
    let name = import.file_name.clone();
    let opened = tokio::task::spawn_blocking(move || Source::open(InputFile { name, bytes })).await;
    let opened = opened.map_err(|error| Error::Internal(error.to_string()))?;
    let mut source = match opened {
        Ok(source) => source,
        Err(fault) => return fail(db, viewer, id, &fault).await,
    };
    let names: Vec<String> = import.header.iter().map(name_of).collect();
    let reading = Reading {
        columns: &import.columns,
        names: &names,
        options: &import.options,
        fixes: &fixes,
        width: names.len(),
    };
    let mut seen = Seen::default();
    loop {
        let rows = match source.next(BATCH) {
            Ok(rows) => rows,
            Err(fault) => return fail(db, viewer, id, &fault).await,
        };
        if rows.is_empty() {
            break;
        }
        let given: Vec<Given> = rows.iter().map(|row| reading.read(row, &mut ground)).collect();
        for row in &rows {
            seen.names(&reading.cell(row, "actor"));
        }
        let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
        let staged = compare(&mut tx, given, &mut seen, &ground).await?;
        store::stage(&mut tx, id, &staged).await?;
        store::beat(&mut tx, id, seen.rows).await?;
        tx.commit().await?;
    }
    let remarks = remarks(&import, &names, &seen, &mut ground);
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    store::end(&mut tx, id, State::Checked, &remarks, seen.rows).await?;
    tx.commit().await
}

/// The name of a column, else its tag.
pub fn name_of(head: &Head) -> String {
    if head.name.is_empty() { head.tag.clone() } else { head.name.clone() }
}

/// What rows are compared with, as this viewer sees it.
pub async fn ground(tx: &mut crate::db::Tx, viewer: &Viewer, import: &Import) -> Result<Ground> {
    let known = actors::store::known(tx).await?;
    let areas_now = areas::store::in_force(tx).await?;
    let aliases = areas::store::aliases(tx).await?;
    let corrections = store::corrections(tx, import.actor_id).await?;
    Ok(Ground::new(viewer.clone(), known, areas_now, &aliases, corrections))
}

/// It cannot be read: the reason stands with the import.
pub async fn fail(db: &Db, viewer: &Viewer, id: Uuid, fault: &Fault) -> Result<()> {
    let mut what = fault.what.clone();
    if let Some(row) = fault.row {
        what = Text::new("imports-activity-fault")
            .with("row", row.to_string())
            .with("why", what.say(crate::i18n::Lang::En));
    }
    let remarks = Remarks { texts: vec![KeptText::from(&what)], unknown: Vec::new() };
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    store::end(&mut tx, id, State::Failed, &remarks, 0).await?;
    tx.commit().await
}

async fn compare(
    tx: &mut crate::db::Tx,
    rows: Vec<Given>,
    seen: &mut Seen,
    ground: &Ground,
) -> Result<Vec<Staged>> {
    let keys: Vec<Key> =
        rows.iter().enumerate().filter_map(|(place, given)| key(place, given)).collect();
    let mut existing = store::existing(tx, &keys).await?;
    let today = crate::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let staged = rows.into_iter().enumerate().map(|(place, given)| {
        seen.rows += 1;
        let found = existing.remove(&place);
        seen.place(&given, ground);
        stage(given, found, seen, today)
    });
    Ok(staged.collect())
}

fn key(place: usize, given: &Given) -> Option<Key> {
    Some(Key {
        place,
        id: given.id,
        actor_id: given.actor?,
        cluster: given.cluster.unwrap_or(Cluster::Unsaid),
        area_id: given.area?,
        starts_on: given.starts_on?,
        what: given.what.clone().unwrap_or_default(),
        partner: given.partner.clone().unwrap_or_default(),
        exact: given.place.clone().unwrap_or_default(),
    })
}

/// What becomes of a row.
#[expect(clippy::needless_pass_by_value, reason = "what was found is used up with the row")]
fn stage(mut given: Given, found: Option<Existing>, seen: &mut Seen, today: Date) -> Staged {
    if given.id.is_some() && found.is_none() && given.actor.is_some() {
        given.notes.push(Note::error("id", "imports-activity-id-unknown"));
    }
    if let Some(found) = &found
        && given.actor.is_some_and(|actor| actor != found.actor_id)
    {
        given.notes.push(Note::error("actor", "imports-activity-other-actor"));
    }
    let double = seen.double(&given);
    let mut staged = merged(&given, found.as_ref(), today);
    if let Some(found) = &found {
        given.notes.extend(changes(found, &staged, &given));
    }
    let has = |weight| given.notes.iter().any(|note| note.weight == weight);
    staged.outcome = match (&found, double) {
        _ if has(Weight::Error) => Outcome::Error,
        (_, Some(row)) => {
            let text = Text::new("imports-activity-double").with("row", row.to_string());
            given.notes.push(Note::warning("", text));
            Outcome::LeftOut
        }
        (Some(_), _) if has(Weight::Change) => Outcome::Changed,
        (Some(_), _) => Outcome::Unchanged,
        (None, _) => Outcome::New,
    };
    staged.has_warning = given.notes.iter().any(|note| note.weight == Weight::Warning);
    staged.notes = given.notes.iter().map(KeptNote::from).collect();
    staged
}

/// The activity as it would stand: what the row says, and what stands there where it says nothing.
fn merged(given: &Given, found: Option<&Existing>, today: Date) -> Staged {
    let text = |said: &Option<String>, old: fn(&Existing) -> &String| {
        said.clone().or_else(|| found.map(|found| old(found).clone())).unwrap_or_default()
    };
    let parts = |said: &[(&'static str, Option<i32>)], old: Option<Parts>| {
        let mut parts = old.unwrap_or_default();
        for (part, n) in said {
            parts.set(part, *n);
        }
        parts
    };
    let starts_on = given.starts_on.or(found.map(|found| found.starts_on));
    let ends_on = given.ends_on.unwrap_or_else(|| found.and_then(|found| found.ends_on));
    Staged {
        row: i32::try_from(given.row).unwrap_or(i32::MAX),
        outcome: Outcome::New,
        has_warning: false,
        record: given.record.clone(),
        cells: given.cells.clone(),
        notes: Vec::new(),
        activity_id: found.map_or_else(Uuid::now_v7, |found| found.id),
        found_version: found.map(|found| found.version),
        actor_id: given.actor,
        area_id: given.area,
        cluster: given.cluster.or(found.map(|found| found.cluster)).unwrap_or(Cluster::Unsaid),
        what: text(&given.what, |found| &found.what),
        modality: text(&given.modality, |found| &found.modality),
        target_group: text(&given.target_group, |found| &found.target_group),
        targeted: given.targeted.unwrap_or_else(|| found.and_then(|found| found.targeted)),
        targeted_parts: parts(&given.targeted_parts, found.map(|found| found.targeted_parts)),
        reached: given.reached.unwrap_or_else(|| found.and_then(|found| found.reached)),
        reached_parts: parts(&given.reached_parts, found.map(|found| found.reached_parts)),
        starts_on,
        ends_on,
        status: given
            .status
            .or(found.map(|found| found.status))
            .unwrap_or_else(|| by_days(starts_on, ends_on, today)),
        objective: text(&given.objective, |found| &found.objective),
        cimic_function: given
            .function
            .or(found.map(|found| found.function))
            .unwrap_or(Function::Unsaid),
        partner: given.partner.clone(),
        place: given.place.clone(),
    }
}

/// The status that days say where nobody does.
fn by_days(starts: Option<Date>, ends: Option<Date>, today: Date) -> Status {
    match (starts, ends) {
        (Some(starts), _) if starts > today => Status::Planned,
        (_, Some(ends)) if ends < today => Status::Completed,
        _ => Status::Ongoing,
    }
}

/// What the row changes, field by field.
fn changes(found: &Existing, new: &Staged, given: &Given) -> Vec<Note> {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
    let parts = |parts: &Parts| {
        let known = parts.known();
        known.iter().map(|(part, n)| format!("{part} {n}")).collect::<Vec<_>>().join(", ")
    };
    let pairs = [
        (
            "area",
            found.area_id.to_string(),
            new.area_id.map(|id| id.to_string()).unwrap_or_default(),
        ),
        ("cluster", found.cluster.to_string(), new.cluster.to_string()),
        ("what", found.what.clone(), new.what.clone()),
        ("modality", found.modality.clone(), new.modality.clone()),
        ("target_group", found.target_group.clone(), new.target_group.clone()),
        ("targeted", number(found.targeted), number(new.targeted)),
        ("targeted_parts", parts(&found.targeted_parts), parts(&new.targeted_parts)),
        ("reached", number(found.reached), number(new.reached)),
        ("reached_parts", parts(&found.reached_parts), parts(&new.reached_parts)),
        ("starts", day(Some(found.starts_on)), day(new.starts_on)),
        ("ends", day(found.ends_on), day(new.ends_on)),
        ("status", found.status.to_string(), new.status.to_string()),
        ("objective", found.objective.clone(), new.objective.clone()),
        ("function", found.function.to_string(), new.cimic_function.to_string()),
    ];
    let mut notes: Vec<Note> = pairs
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| match field {
            "area" => Note {
                weight: Weight::Change,
                column: None,
                text: Text::new("imports-activity-moved"),
            },
            field => Note::change(field, &old, &new),
        })
        .collect();
    if !found.same_private && (given.partner.is_some() || given.place.is_some()) {
        let text = Text::new("imports-activity-private");
        notes.push(Note { weight: Weight::Change, column: None, text });
    }
    notes
}

impl Seen {
    /// The row further up that says the same, if there is one.
    fn double(&mut self, given: &Given) -> Option<usize> {
        if let Some(id) = given.id {
            let first = *self.ids.entry(id).or_insert(given.row);
            return (first != given.row).then_some(first);
        }
        let what = fold(given.what.as_deref().unwrap_or_default());
        let cluster = given.cluster.unwrap_or(Cluster::Unsaid);
        let key = (given.actor?, cluster, given.area?, given.starts_on?, what);
        let first = *self.keys.entry(key).or_insert(given.row);
        (first != given.row).then_some(first)
    }

    fn place(&mut self, given: &Given, ground: &Ground) {
        let (Some(actor), Some(area)) = (given.actor, given.area) else { return };
        self.distinct.insert((actor, given.cluster.unwrap_or(Cluster::Unsaid), area));
        let is_borrowed = || ground.is_drawn_as_another(area).then_some(0);
        if let Some(rows) = self.borrowed.entry(area).or_insert_with(is_borrowed) {
            *rows += 1;
        }
    }

    /// Acronyms that the file itself gives: one that several names share tells them badly apart.
    fn names(&mut self, name: &str) {
        match split(name) {
            (_, "") if !name.is_empty() => {
                self.without_acronym.insert(name.to_owned());
            }
            (base, acronym) if !acronym.is_empty() => {
                self.acronyms.entry(fold(acronym)).or_default().insert(base.to_owned());
            }
            _ => {}
        }
    }
}

/// What should be known about the file as a whole.
fn remarks(import: &Import, names: &[String], seen: &Seen, ground: &mut Ground) -> Remarks {
    let mut texts = Vec::new();
    let mut say = |text: Text| texts.push(KeptText::from(&text));
    if seen.distinct.len() < seen.rows {
        let text = Text::new("imports-activity-distinct").with("rows", seen.rows.to_string());
        say(text.with("n", seen.distinct.len().to_string()));
    }
    let borrowed: Vec<usize> = seen.borrowed.values().copied().flatten().collect();
    if !borrowed.is_empty() {
        let rows: usize = borrowed.iter().sum();
        let text = Text::new("imports-activity-borrowed").with("rows", rows.to_string());
        say(text.with("n", borrowed.len().to_string()));
    }
    let shared: Vec<String> = seen
        .acronyms
        .iter()
        .filter(|(_, names)| names.len() > 1)
        .map(|(acronym, _)| acronym.to_uppercase())
        .collect();
    if !shared.is_empty() {
        let text = Text::new("imports-activity-acronyms").with("n", shared.len().to_string());
        say(text.with("acronyms", shared.join(", ")));
    }
    if !seen.without_acronym.is_empty() && !seen.acronyms.is_empty() {
        let n = seen.without_acronym.len().to_string();
        say(Text::new("imports-activity-without-acronym").with("n", n));
    }
    if let Some(year) = import.options.year.filter(|_| import.columns.contains_key("month")) {
        say(Text::new("imports-activity-year").with("year", year.to_string()));
    }
    let used: HashSet<usize> = import.columns.values().copied().collect();
    let unread: Vec<&str> = names
        .iter()
        .enumerate()
        .filter(|(at, name)| !used.contains(at) && !name.is_empty())
        .map(|(_, name)| name.as_str())
        .collect();
    if !unread.is_empty() {
        say(Text::new("imports-activity-unread").with("names", unread.join(", ")));
    }
    let mut unknown: Vec<UnknownWord> = std::mem::take(&mut ground.unknown)
        .into_iter()
        .map(|(key, unknown)| UnknownWord::new(key, unknown))
        .collect();
    unknown.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.said.cmp(&b.said)));
    unknown.truncate(LISTED);
    Remarks { texts, unknown }
}
