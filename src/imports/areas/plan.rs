//! What an import of areas would do: compares the files with what is in force, and names every defect.

use super::{
    aliases::Alias,
    places,
    read::{Gazetteer, Given},
    shapes::Polygon,
};
use crate::{
    areas::model::{Change, Current, Draft},
    i18n::Text,
    imports::{
        report::{Line, Note, Outcome, Weight},
        wording::fold,
    },
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What becomes of one area.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    New,
    /// The code gets another name, level or parent: a new version, the old one ends.
    Version {
        old: Uuid,
        same_place: bool,
        /// Another area that had the code until now.
        displaced: Option<Uuid>,
    },
    Update(Uuid),
    Keep(Uuid),
}

impl Step {
    /// The area that stood there before.
    pub fn old(&self) -> Option<Uuid> {
        match self {
            Step::New => None,
            Step::Version { old, .. } | Step::Update(old) | Step::Keep(old) => Some(*old),
        }
    }
}

/// The steps in the order of levels, so that a parent is there before its children, and the lines of the report.
#[derive(Default)]
pub struct Plan {
    pub steps: Vec<(Step, Draft)>,
    pub retire: Vec<Uuid>,
    /// What changes, for the page of versions: code, how, and the area before.
    pub changes: Vec<(String, Change, Option<Uuid>)>,
    pub aliases: Vec<Alias>,
    pub lines: Vec<Line>,
    pub remarks: Vec<Text>,
}

/// Gives each area its polygon; what the boundaries and the gazetteer disagree on becomes a warning.
pub fn draw(gazetteer: &mut Gazetteer, polygons: &[Polygon], remarks: &mut Vec<Text>) {
    if polygons.is_empty() {
        return;
    }
    let column = gazetteer.table.column("geometry_pcode");
    let names: HashMap<String, String> = gazetteer
        .rows
        .iter()
        .map(|given| (given.draft.code.clone(), given.draft.name.clone()))
        .collect();
    let mut used = HashSet::new();
    for given in &mut gazetteer.rows {
        let own = polygon_of(polygons, &given.draft.code, given.draft.level);
        let wanted = given.draft.shape_code.clone().unwrap_or_else(|| given.draft.code.clone());
        if wanted == given.draft.code {
            match own {
                Some(polygon) => take(given, polygon, &mut used),
                None => given.notes.push(Note::warning(column.as_str(), "imports-area-no-polygon")),
            }
            continue;
        }
        let whose = names.get(&wanted).map_or("?", String::as_str);
        let text = Text::new("imports-area-borrowed").with("code", wanted.as_str());
        given.notes.push(Note::warning(column.as_str(), text.with("name", whose)));
        if let Some(polygon) = own {
            used.insert((polygon.file.clone(), polygon.number));
            let text =
                Text::new("imports-area-code-two-places").with("code", given.draft.code.as_str());
            let text =
                text.with("drawn", polygon.name.as_str()).with("name", given.draft.name.as_str());
            given
                .notes
                .push(Note::warning(column.as_str(), text.with("file", polygon.file.as_str())));
        }
    }
    let left =
        polygons.iter().filter(|polygon| !used.contains(&(polygon.file.clone(), polygon.number)));
    remarks.extend(left.map(|polygon| {
        let text = Text::new("imports-polygon-left").with("code", polygon.code.as_str());
        text.with("name", polygon.name.as_str()).with("file", polygon.file.as_str())
    }));
}

/// The polygon with this code, of the same level if the files say one.
fn polygon_of<'a>(polygons: &'a [Polygon], code: &str, level: i16) -> Option<&'a Polygon> {
    let of = |polygon: &&Polygon| polygon.code == code && polygon.level.is_none_or(|l| l == level);
    polygons.iter().find(of)
}

fn take(given: &mut Given, polygon: &Polygon, used: &mut HashSet<(String, usize)>) {
    used.insert((polygon.file.clone(), polygon.number));
    given.draft.shape_code = Some(given.draft.code.clone());
    given.draft.shape = Some(polygon.geometry.clone());
    if !polygon.name.is_empty() && fold(&polygon.name) != fold(&given.draft.name) {
        let text = Text::new("imports-area-drawn-as").with("name", polygon.name.as_str());
        given.notes.push(Note::warning("name", text));
    }
    if let (Some(lat), Some(lon)) = (given.draft.lat, given.draft.lon)
        && !polygon.bounds.holds(lat, lon)
    {
        given.notes.push(Note::warning("lat", "imports-area-outside"));
    }
}

/// Compares row by row with what is in force.
pub fn compare(gazetteer: Gazetteer, current: &[Current], retire_missing: bool) -> Plan {
    let mut plan = Plan::default();
    let mut rows = gazetteer.rows;
    // Parents before children; within a level as the file has them.
    rows.sort_by_key(|given| given.draft.level);
    let mut before = Before::new(&rows, current);
    for given in rows {
        let Given { row, mut draft, former, mut notes } = given;
        let failed = notes.iter().any(|note| note.weight == Weight::Error);
        let old = before.predecessor(&draft, former.as_deref());
        keep_polygon(&mut draft, old);
        let (step, change) = before.step(&draft, former.as_deref(), &mut notes);
        let outcome = match step {
            _ if failed => Outcome::Error,
            Step::New => Outcome::New,
            Step::Version { .. } | Step::Update(_) => Outcome::Changed,
            Step::Keep(_) => Outcome::Unchanged,
        };
        if let Some(change) = change {
            plan.changes.push((draft.code.clone(), change, step.old()));
        }
        let record = format!("{} {}", draft.code, draft.name);
        plan.lines.push(Line {
            file: gazetteer.file.clone(),
            row: Some(row),
            record,
            outcome,
            notes,
        });
        plan.steps.push((step, draft));
    }
    plan.lines.sort_by_key(|line| line.row);
    missing(&mut plan, &gazetteer.file, current, retire_missing, &before.followed);
    plan
}

/// An import that brings no polygon for a place leaves the one it has.
fn keep_polygon(draft: &mut Draft, old: Option<&Current>) {
    let Some(Current { draft: old, .. }) = old else { return };
    let same_place = fold(&old.name) == fold(&draft.name) || old.parent_code == draft.parent_code;
    let wants_own = draft.shape_code.as_ref().is_none_or(|code| *code == draft.code);
    if draft.shape.is_none() && same_place && wants_own && old.shape.is_some() {
        draft.shape.clone_from(&old.shape);
        draft.shape_code = Some(draft.code.clone());
    }
}

/// What was in force before, and what became of it so far.
struct Before<'a> {
    by_code: HashMap<&'a str, &'a Current>,
    /// Areas whose code the file lacks, by folded name, level and code of the parent.
    lacking: HashMap<(String, i16, Option<String>), Vec<&'a Current>>,
    /// Codes of this file whose area gets a new version.
    renewed: HashSet<String>,
    /// Former codes with those that the same places have now.
    recoded: HashMap<String, String>,
    /// Areas of other codes that went on under a new one.
    followed: HashSet<Uuid>,
}

impl<'a> Before<'a> {
    fn new(rows: &[Given], current: &'a [Current]) -> Before<'a> {
        let given: HashSet<&str> = rows.iter().map(|given| given.draft.code.as_str()).collect();
        let mut lacking: HashMap<_, Vec<&Current>> = HashMap::new();
        for area in current.iter().filter(|area| !given.contains(area.draft.code.as_str())) {
            let Draft { name, level, parent_code, .. } = &area.draft;
            lacking.entry((fold(name), *level, parent_code.clone())).or_default().push(area);
        }
        let by_code: HashMap<&str, &Current> =
            current.iter().map(|area| (area.draft.code.as_str(), area)).collect();
        let formers = rows.iter().filter_map(|given| by_code.get(given.former.as_deref()?));
        let followed = formers.map(|area| area.id).collect();
        let (renewed, recoded) = (HashSet::new(), HashMap::new());
        Before { by_code, lacking, renewed, recoded, followed }
    }

    fn step(
        &mut self,
        draft: &Draft,
        former: Option<&str>,
        notes: &mut Vec<Note>,
    ) -> (Step, Option<Change>) {
        if let Some(old) = self.under_another_code(draft, former) {
            notes.extend(changes(&old.draft, draft));
            let text = Text::new("imports-area-recoded").with("code", old.draft.code.as_str());
            notes.push(Note::warning("", text));
            self.recoded.insert(old.draft.code.clone(), draft.code.clone());
            self.renewed.insert(draft.code.clone());
            self.followed.insert(old.id);
            let displaced = self.by_code.get(draft.code.as_str()).map(|area| area.id);
            let step = Step::Version { old: old.id, same_place: true, displaced };
            return (step, Some(Change::Recoded));
        }
        let Some(known) = self.by_code.get(draft.code.as_str()).copied() else {
            return (Step::New, Some(Change::New));
        };
        if self.followed.contains(&known.id) {
            // Its former area went on under another code: here begins another place.
            notes.push(reused(known));
            self.renewed.insert(draft.code.clone());
            return (Step::New, Some(Change::Reused));
        }
        notes.extend(changes(&known.draft, draft));
        if let Some((same_place, change)) = self.version(&known.draft, draft) {
            let key = Text::new("imports-area-renamed").with("name", known.draft.name.as_str());
            notes.push(if same_place { Note::warning("", key) } else { reused(known) });
            self.renewed.insert(draft.code.clone());
            let step = Step::Version { old: known.id, same_place, displaced: None };
            return (step, Some(change));
        }
        self.update(known, draft, notes)
    }

    /// The area that has this place now under another code: said by the file, or of the same name in the same place with a code that the file lacks.
    fn under_another_code(&self, draft: &Draft, former: Option<&str>) -> Option<&'a Current> {
        if let Some(old) = former.and_then(|code| self.by_code.get(code)) {
            return Some(old);
        }
        if self.by_code.contains_key(draft.code.as_str()) {
            return None;
        }
        let was = self.recoded.iter().find(|(_, now)| Some(*now) == draft.parent_code.as_ref());
        let parent = was.map(|(was, _)| was.clone()).or_else(|| draft.parent_code.clone());
        match self.lacking.get(&(fold(&draft.name), draft.level, parent))?.as_slice() {
            [one] if !self.followed.contains(&one.id) => Some(one),
            _ => None,
        }
    }

    /// The area that stood in this place until now, as far as that is known before the two are compared.
    fn predecessor(&self, draft: &Draft, former: Option<&str>) -> Option<&'a Current> {
        self.under_another_code(draft, former).or_else(|| {
            let known = self.by_code.get(draft.code.as_str()).copied();
            known.filter(|known| !self.followed.contains(&known.id))
        })
    }

    /// Whether a new version begins, whether it is the same place, and how that is called.
    fn version(&self, old: &Draft, new: &Draft) -> Option<(bool, Change)> {
        let same_name = fold(&old.name) == fold(&new.name);
        let parent = |code: &Option<String>| {
            code.as_ref().map(|code| self.recoded.get(code).unwrap_or(code).clone())
        };
        let same_home = old.level == new.level
            && (old.parent_code == new.parent_code || parent(&old.parent_code) == new.parent_code);
        match (same_name, same_home) {
            (true, true) => None,
            (true, false) => Some((true, Change::Moved)),
            (false, true) if !places::differ(old, new) => Some((true, Change::Renamed)),
            _ => Some((false, Change::Reused)),
        }
    }

    fn update(
        &self,
        known: &Current,
        draft: &Draft,
        notes: &mut Vec<Note>,
    ) -> (Step, Option<Change>) {
        if let Some(parent) = draft.parent_code.as_ref().filter(|code| self.renewed.contains(*code))
        {
            notes.push(Note {
                weight: Weight::Change,
                column: None,
                text: Text::new("imports-area-new-parent").with("code", parent.as_str()),
            });
            return (Step::Update(known.id), Some(Change::Altered));
        }
        if notes.iter().all(|note| note.weight != Weight::Change) {
            return (Step::Keep(known.id), None);
        }
        let redrawn = known.draft.shape != draft.shape;
        let change = if redrawn { Change::Redrawn } else { Change::Altered };
        (Step::Update(known.id), Some(change))
    }
}

fn reused(known: &Current) -> Note {
    let text = Text::new("imports-area-reused").with("name", known.draft.name.as_str());
    Note::warning("", text)
}

/// Field by field, from what to what.
fn changes(old: &Draft, new: &Draft) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut field = |name: &str, from: String, to: String| {
        if from != to {
            notes.push(Note::change(name, &from, &to));
        }
    };
    let number = |value: Option<f64>| value.map(|n| n.to_string()).unwrap_or_default();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |value: Option<jiff::civil::Date>| value.map(|d| d.to_string()).unwrap_or_default();
    field("name", old.name.clone(), new.name.clone());
    field("level", old.level.to_string(), new.level.to_string());
    field("parent", text(&old.parent_code), text(&new.parent_code));
    field("valid from", day(old.valid_from), day(new.valid_from));
    field("lat", number(old.lat), number(new.lat));
    field("lon", number(old.lon), number(new.lon));
    field("polygon", text(&old.shape_code), text(&new.shape_code));
    let mut langs: Vec<&String> = old.names.keys().chain(new.names.keys()).collect();
    langs.sort();
    langs.dedup();
    for lang in langs {
        let of = |names: &HashMap<String, String>| names.get(lang).cloned().unwrap_or_default();
        field(&format!("name {lang}"), of(&old.names), of(&new.names));
    }
    if old.shape != new.shape {
        notes.push(Note {
            weight: Weight::Change,
            column: None,
            text: "imports-area-shape-changed".into(),
        });
    }
    notes
}

/// Codes in force that the file lacks: named, and retired only when asked to.
fn missing(
    plan: &mut Plan,
    file: &str,
    current: &[Current],
    retire: bool,
    followed: &HashSet<Uuid>,
) {
    let given: HashSet<&str> = plan.steps.iter().map(|(_, draft)| draft.code.as_str()).collect();
    // Children first, so that no area in force ever lies in a retired one.
    let is_gone =
        |area: &&Current| !given.contains(area.draft.code.as_str()) && !followed.contains(&area.id);
    let gone: Vec<&Current> = current.iter().rev().filter(is_gone).collect();
    for area in gone {
        let (outcome, notes) = if retire {
            plan.retire.push(area.id);
            plan.changes.push((area.draft.code.clone(), Change::Retired, Some(area.id)));
            (Outcome::Retired, Vec::new())
        } else {
            (Outcome::Missing, vec![Note::warning("", "imports-area-missing")])
        };
        let record = format!("{} {}", area.draft.code, area.draft.name);
        plan.lines.push(Line { file: file.to_owned(), row: None, record, outcome, notes });
    }
}
