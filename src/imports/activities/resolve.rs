//! Finds the organisation, the place and the cluster that the cells of a row mean. What an office corrected once counts first; names
//! that are only alike are proposed, never taken.

use super::words;
use crate::{
    access::Viewer,
    activities::{
        model::{Cluster, Slot},
        policy::Create,
    },
    actors::model::Known,
    areas::model::{Current, DISTRICT, REGION},
    i18n::Text,
    imports::{
        report::Note,
        wording::{fold, likeness},
    },
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// From here on, a name with the same acronym is the same organisation in another spelling.
const SAME: f64 = 0.6;
/// From here on, a name is worth proposing.
const LIKE: f64 = 0.5;
/// Proposals for one name.
const PROPOSALS: usize = 4;

/// What a cell was corrected to: by field and folded words.
pub type Corrections = HashMap<(String, String), String>;

/// What rows are compared with: the directory, the places, and what is remembered.
pub struct Ground {
    viewer: Viewer,
    actors: Vec<Known>,
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
    acronyms: HashMap<String, Vec<usize>>,
    /// Other spellings from a file: folded, and the folded name or acronym that they stand for.
    variants: HashMap<String, String>,
    areas: Vec<Current>,
    codes: HashMap<String, usize>,
    places: HashMap<(i16, String), Vec<usize>>,
    corrections: Corrections,
    seen_actors: HashMap<(String, String), Found>,
    seen_areas: HashMap<[String; 4], Found>,
    /// What nobody knew: field and words as said, how many rows, the nearest known ones.
    pub unknown: BTreeMap<(String, String), Unknown>,
}

/// Words that the house does not know.
#[derive(Clone, Debug, Default)]
pub struct Unknown {
    pub rows: usize,
    pub nearest: Vec<String>,
}

/// What was found, with everything odd about it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub id: Option<Uuid>,
    pub label: String,
    pub notes: Vec<Note>,
}

/// The four cells that say where.
#[derive(Clone, Debug, Default)]
pub struct Where {
    pub district_code: String,
    pub district: String,
    pub region_code: String,
    pub region: String,
}

impl Ground {
    pub fn new(
        viewer: Viewer,
        actors: Vec<Known>,
        areas: Vec<Current>,
        aliases: &[(Uuid, String)],
        corrections: Corrections,
    ) -> Ground {
        let mut ground = Ground {
            viewer,
            actors,
            exact: HashMap::new(),
            folded: HashMap::new(),
            acronyms: HashMap::new(),
            variants: HashMap::new(),
            areas,
            codes: HashMap::new(),
            places: HashMap::new(),
            corrections,
            seen_actors: HashMap::new(),
            seen_areas: HashMap::new(),
            unknown: BTreeMap::new(),
        };
        ground.learn_actors();
        ground.learn_areas(aliases);
        ground
    }

    fn learn_actors(&mut self) {
        for (at, actor) in self.actors.iter().enumerate() {
            self.exact.entry(actor.name.clone()).or_insert(at);
            for name in [&actor.name, &actor.local_name].into_iter().filter(|name| !name.is_empty())
            {
                self.folded.entry(fold(name)).or_insert(at);
            }
            if !actor.acronym.is_empty() {
                self.acronyms.entry(fold(&actor.acronym)).or_default().push(at);
            }
        }
    }

    fn learn_areas(&mut self, aliases: &[(Uuid, String)]) {
        let mut by_id = HashMap::new();
        for (at, area) in self.areas.iter().enumerate() {
            by_id.insert(area.id, at);
            self.codes.insert(area.draft.code.to_uppercase(), at);
            let names = std::iter::once(&area.draft.name).chain(area.draft.names.values());
            for name in names {
                let places = self.places.entry((area.draft.level, fold(name))).or_default();
                if !places.contains(&at) {
                    places.push(at);
                }
            }
        }
        for (id, alias) in aliases {
            if let Some(at) = by_id.get(id) {
                let places =
                    self.places.entry((self.areas[*at].draft.level, fold(alias))).or_default();
                if !places.contains(at) {
                    places.push(*at);
                }
            }
        }
    }

    /// Other spellings from a file: (spelling, what it stands for).
    pub fn learn_variants(&mut self, variants: impl Iterator<Item = (String, String)>) {
        self.variants.extend(variants.map(|(other, name)| (fold(&other), fold(&name))));
    }

    /// What these words were corrected to, if they were.
    pub fn corrected(&self, field: &str, words: &str) -> Option<&str> {
        self.corrections.get(&(field.to_owned(), fold(words))).map(String::as_str)
    }

    fn miss(&mut self, field: &str, said: &str, nearest: &[String]) {
        let unknown = self.unknown.entry((field.to_owned(), said.to_owned())).or_default();
        unknown.rows += 1;
        if unknown.nearest.is_empty() {
            unknown.nearest = nearest.to_vec();
        }
    }

    /// The organisation that this name or acronym means.
    pub fn actor(&mut self, name: &str, acronym: &str, column: &str) -> Found {
        let key = (name.to_owned(), acronym.to_owned());
        let found = if let Some(found) = self.seen_actors.get(&key) {
            found.clone()
        } else {
            let found = self.find_actor(name, acronym, column);
            self.seen_actors.insert(key, found.clone());
            found
        };
        if found.id.is_none() {
            let said = if name.is_empty() { acronym } else { name };
            let nearest = self.nearest_actors(said);
            self.miss("actor", said, &nearest);
        }
        found
    }

    fn find_actor(&self, name: &str, acronym: &str, column: &str) -> Found {
        let said = if name.is_empty() { acronym } else { name };
        let mut notes = Vec::new();
        let corrected = self.corrected("actor", said).and_then(|id| Uuid::parse_str(id).ok());
        let at = corrected
            .and_then(|id| self.actors.iter().position(|actor| actor.id == id))
            .or_else(|| self.by_name(name))
            .or_else(|| self.by_parts(name, acronym, column, &mut notes))
            .or_else(|| self.by_variant(said, column, &mut notes));
        let Some(at) = at else {
            notes.push(self.unknown_actor(said, acronym, column));
            return Found { id: None, label: said.to_owned(), notes };
        };
        if words::is_nobody(said) {
            let text = Text::new("imports-activity-nobody").with("name", said);
            notes.push(Note::warning(column, text));
        }
        self.chosen(at, column, notes)
    }

    /// The entry, if the viewer writes its activities.
    fn chosen(&self, at: usize, column: &str, mut notes: Vec<Note>) -> Found {
        let actor = &self.actors[at];
        let slot = Slot { id: Uuid::nil(), actor: actor.id, community: actor.community };
        let is_theirs = self.viewer.may(Create, &slot);
        if !is_theirs {
            let text = Text::new("imports-activity-not-yours").with("name", actor.name.as_str());
            notes.push(Note::error(column, text));
        }
        Found { id: is_theirs.then_some(actor.id), label: actor.name.clone(), notes }
    }

    fn by_name(&self, name: &str) -> Option<usize> {
        self.exact
            .get(name)
            .or_else(|| self.folded.get(&fold(name)))
            .copied()
            .filter(|_| !name.is_empty())
    }

    /// `Name (ACRONYM)`: by the name without its acronym; else by an acronym that one organisation has and a name that is alike.
    fn by_parts(
        &self,
        name: &str,
        acronym: &str,
        column: &str,
        notes: &mut Vec<Note>,
    ) -> Option<usize> {
        let (base, inside) = split(name);
        if let Some(at) = self.by_name(base).filter(|_| base != name) {
            return Some(at);
        }
        let acronyms = [inside, acronym, name].map(fold);
        let found =
            acronyms.iter().find_map(|one| self.acronyms.get(one).filter(|_| !one.is_empty()))?;
        let [at] = found.as_slice() else { return None };
        let actor = &self.actors[*at];
        let is_acronym_alone = base.is_empty() || fold(base) == fold(&actor.acronym);
        if is_acronym_alone {
            return Some(*at);
        }
        if likeness(&fold(base), &fold(&actor.name)) < SAME {
            return None;
        }
        let text = Text::new("imports-activity-spelled").with("name", actor.name.as_str());
        notes.push(Note::warning(column, text));
        Some(*at)
    }

    fn by_variant(&self, said: &str, column: &str, notes: &mut Vec<Note>) -> Option<usize> {
        let (base, inside) = split(said);
        let name = [said, base, inside].iter().find_map(|one| self.variants.get(&fold(one)))?;
        let shared = self.acronyms.get(name).filter(|found| found.len() == 1).map(|found| found[0]);
        let at = self.folded.get(name).copied().or(shared)?;
        let text =
            Text::new("imports-activity-variant").with("name", self.actors[at].name.as_str());
        notes.push(Note::warning(column, text));
        Some(at)
    }

    fn unknown_actor(&self, said: &str, acronym: &str, column: &str) -> Note {
        if said.is_empty() {
            return Note::error(column, "imports-cell-needed");
        }
        let shared = [acronym, split(said).1, said]
            .iter()
            .find_map(|one| self.acronyms.get(&fold(one)).filter(|found| found.len() > 1));
        if let Some(shared) = shared {
            let names: Vec<&str> = shared.iter().map(|at| self.actors[*at].name.as_str()).collect();
            let text = Text::new("imports-activity-acronym-shared").with("value", said);
            return Note::error(column, text.with("names", names.join("; ")));
        }
        match self.nearest_actors(said).first() {
            Some(nearest) => {
                let text = Text::new("imports-activity-actor-nearest").with("value", said);
                Note::error(column, text.with("nearest", nearest.as_str()))
            }
            None => {
                Note::error(column, Text::new("imports-activity-actor-unknown").with("value", said))
            }
        }
    }

    /// The names most like this one; an entry with the same acronym first.
    fn nearest_actors(&self, said: &str) -> Vec<String> {
        let (base, inside) = split(said);
        let (base, whole, inside) = (fold(base), fold(said), fold(inside));
        let score = |actor: &Known| {
            let name = fold(&actor.name);
            let alike = likeness(&base, &name).max(likeness(&whole, &name));
            let acronym = fold(&actor.acronym);
            let same = !acronym.is_empty() && (acronym == inside || acronym == whole);
            if same { alike.max(LIKE) + 0.2 } else { alike }
        };
        let mut scored: Vec<(f64, &str)> = self
            .actors
            .iter()
            .map(|actor| (score(actor), actor.name.as_str()))
            .filter(|(score, _)| *score >= LIKE)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(PROPOSALS).map(|(_, name)| name.to_owned()).collect()
    }

    /// The id of the entry with this name, for a correction that names it.
    pub fn actor_named(&self, name: &str) -> Option<Uuid> {
        self.by_name(name).map(|at| self.actors[at].id)
    }

    /// The code of the district or region with this name, `Name, Region` or code, for a correction that names it.
    pub fn area_named(&self, name: &str) -> Option<&str> {
        let (name, region) = name.split_once(", ").unwrap_or((name, ""));
        let by_code = self.codes.get(&name.to_uppercase()).copied();
        let at = by_code.or_else(|| match self.named(DISTRICT, name, region).as_slice() {
            [at] => Some(*at),
            _ => self.named(REGION, name, "").first().copied(),
        })?;
        Some(self.areas[at].draft.code.as_str())
    }

    /// Areas of this level and name; of several, those in this region (by name or code) if it helps.
    fn named(&self, level: i16, name: &str, region: &str) -> Vec<usize> {
        let all = self.places.get(&(level, fold(name))).cloned().unwrap_or_default();
        if all.len() < 2 || region.is_empty() {
            return all;
        }
        let codes: Vec<&str> = self
            .places
            .get(&(REGION, fold(region)))
            .into_iter()
            .flatten()
            .map(|at| self.areas[*at].draft.code.as_str())
            .chain([region])
            .collect();
        let within = |at: &usize| {
            self.areas[*at]
                .draft
                .parent_code
                .as_deref()
                .is_some_and(|parent| codes.contains(&parent))
        };
        let inside: Vec<usize> = all.iter().copied().filter(within).collect();
        if inside.is_empty() { all } else { inside }
    }

    /// The district, or where no district is said the region, that these cells mean.
    pub fn area(&mut self, said: &Where, column: impl Fn(&str) -> String) -> Found {
        let key = [&said.district_code, &said.district, &said.region_code, &said.region]
            .map(Clone::clone);
        let found = if let Some(found) = self.seen_areas.get(&key) {
            found.clone()
        } else {
            let found = self.find_area(said, &column);
            self.seen_areas.insert(key, found.clone());
            found
        };
        if found.id.is_none() {
            let cells = [&said.district_code, &said.district, &said.region_code, &said.region];
            if let Some(words) = cells.into_iter().find(|cell| !cell.is_empty()) {
                let nearest = self.nearest_areas(&said.district, &said.region);
                self.miss("area", words, &nearest);
            }
        }
        found
    }

    fn find_area(&self, said: &Where, column: &impl Fn(&str) -> String) -> Found {
        let mut notes = Vec::new();
        for (field, cell) in
            [("district_code", &said.district_code), ("region_code", &said.region_code)]
        {
            if cell.starts_with('#') {
                let text =
                    Text::new("imports-activity-looks-like-tag").with("value", cell.as_str());
                notes.push(Note::warning(column(field), text));
            }
        }
        let cells = [&said.district_code, &said.district, &said.region_code, &said.region];
        let first = cells.into_iter().find(|cell| !cell.is_empty());
        let corrected = first.and_then(|cell| self.corrected("area", cell));
        let at = match corrected.and_then(|code| self.codes.get(&code.to_uppercase())) {
            Some(at) => Some(*at),
            None => self.by_district(said, column, &mut notes),
        };
        let Some(at) = at else {
            return Found { id: None, label: first.cloned().unwrap_or_default(), notes };
        };
        let area = &self.areas[at];
        if corrected.is_none() {
            self.minds_region(area, said, column, &mut notes);
        }
        Found { id: Some(area.id), label: area.draft.name.clone(), notes }
    }

    fn by_district(
        &self,
        said: &Where,
        column: &impl Fn(&str) -> String,
        notes: &mut Vec<Note>,
    ) -> Option<usize> {
        if let Some(at) = self.codes.get(&said.district_code.to_uppercase()).copied() {
            self.minds_name(at, said, column, notes);
            return Some(at);
        }
        if !said.district_code.is_empty() && !said.district_code.starts_with('#') {
            let text = Text::new("imports-activity-code-unknown")
                .with("code", said.district_code.as_str());
            let note = if said.district.is_empty() { Note::error } else { Note::warning };
            notes.push(note(column("district_code").clone(), text));
        }
        if !said.district.is_empty() {
            let region = if said.region_code.is_empty() { &said.region } else { &said.region_code };
            return self.by_district_name(&said.district, region, &column("district"), notes);
        }
        if !said.district_code.is_empty() {
            return None;
        }
        self.by_region(said, column, notes)
    }

    fn by_district_name(
        &self,
        name: &str,
        region: &str,
        column: &str,
        notes: &mut Vec<Note>,
    ) -> Option<usize> {
        let found = self.named(DISTRICT, name, region);
        match found.as_slice() {
            [at] => return Some(*at),
            [] => {
                let nearest = self.nearest_areas(name, region);
                let text = match nearest.first() {
                    Some(near) => {
                        Text::new("imports-activity-area-nearest").with("nearest", near.as_str())
                    }
                    None => Text::new("imports-activity-area-unknown"),
                };
                notes.push(Note::error(column, text.with("value", name)));
            }
            several => {
                let names: Vec<String> = several.iter().map(|at| self.label(*at)).collect();
                let text = Text::new("imports-activity-area-several").with("value", name);
                notes.push(Note::error(column, text.with("names", names.join("; "))));
            }
        }
        None
    }

    fn by_region(
        &self,
        said: &Where,
        column: &impl Fn(&str) -> String,
        notes: &mut Vec<Note>,
    ) -> Option<usize> {
        if let Some(at) = self.codes.get(&said.region_code.to_uppercase()) {
            return Some(*at);
        }
        if said.region.is_empty() {
            notes.push(Note::error(column("district"), "imports-cell-needed"));
            return None;
        }
        if let Some(at) = self.named(REGION, &said.region, "").first() {
            return Some(*at);
        }
        let nearest = self.nearest_areas(&said.region, "");
        let text = match nearest.first() {
            Some(near) => Text::new("imports-activity-area-nearest").with("nearest", near.as_str()),
            None => Text::new("imports-activity-area-unknown"),
        };
        notes.push(Note::error(column("region"), text.with("value", said.region.as_str())));
        None
    }

    /// A code and a name that mean two places: the code counts, and both are named.
    fn minds_name(
        &self,
        at: usize,
        said: &Where,
        column: &impl Fn(&str) -> String,
        notes: &mut Vec<Note>,
    ) {
        if said.district.is_empty() {
            return;
        }
        let by_name = self.places.get(&(self.areas[at].draft.level, fold(&said.district)));
        if by_name.is_some_and(|places| places.contains(&at)) {
            return;
        }
        let means = self.areas[at].draft.name.as_str();
        let other = by_name
            .and_then(|places| places.first())
            .map(|other| self.areas[*other].draft.code.as_str());
        let key = if other.is_some() {
            "imports-activity-code-swapped"
        } else {
            "imports-activity-code-name"
        };
        let text = Text::new(key)
            .with("code", said.district_code.as_str())
            .with("means", means)
            .with("said", said.district.as_str())
            .with("other", other.unwrap_or_default());
        notes.push(Note::warning(column("district_code"), text));
    }

    /// A district that lies in another region than the row says.
    fn minds_region(
        &self,
        area: &Current,
        said: &Where,
        column: &impl Fn(&str) -> String,
        notes: &mut Vec<Note>,
    ) {
        if area.draft.level != DISTRICT || said.region_code.starts_with('#') {
            return;
        }
        let parent = area.draft.parent_code.as_deref().unwrap_or_default();
        let (cell, field, fits) = if said.region_code.is_empty() {
            let places = self.places.get(&(REGION, fold(&said.region)));
            let fits = places
                .is_none_or(|places| places.iter().any(|at| self.areas[*at].draft.code == parent));
            (&said.region, "region", fits)
        } else {
            (&said.region_code, "region_code", said.region_code.eq_ignore_ascii_case(parent))
        };
        if cell.is_empty() || fits {
            return;
        }
        let region =
            self.codes.get(&parent.to_uppercase()).map(|at| self.areas[*at].draft.name.as_str());
        let text = Text::new("imports-activity-other-region")
            .with("name", area.draft.name.as_str())
            .with("means", region.unwrap_or(parent))
            .with("said", cell.as_str());
        notes.push(Note::warning(column(field), text));
    }

    fn nearest_areas(&self, name: &str, region: &str) -> Vec<String> {
        let name = fold(if name.is_empty() { region } else { name });
        let mut scored: Vec<(f64, usize)> = Vec::new();
        for ((level, other), places) in &self.places {
            let score = likeness(&name, other);
            if (*level == DISTRICT || *level == REGION) && score >= LIKE {
                scored.extend(places.iter().map(|at| (score, *at)));
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut labels: Vec<String> = Vec::new();
        for label in scored.into_iter().map(|(_, at)| self.label(at)) {
            if !labels.contains(&label) && labels.len() < PROPOSALS {
                labels.push(label);
            }
        }
        labels
    }

    /// `District, Region`.
    fn label(&self, at: usize) -> String {
        let area = &self.areas[at].draft;
        let parent =
            area.parent_code.as_deref().and_then(|code| self.codes.get(&code.to_uppercase()));
        let parent = parent.map(|at| self.areas[*at].draft.name.as_str());
        crate::areas::model::label(&area.name, parent.filter(|_| area.level > REGION))
    }

    /// How the place of this id is drawn: with a polygon of its own, or that of another area.
    pub fn is_drawn_as_another(&self, id: Uuid) -> bool {
        let area = self.areas.iter().find(|area| area.id == id);
        area.is_some_and(|area| {
            area.draft.shape.is_none()
                && area.draft.shape_code.as_deref().is_some_and(|code| code != area.draft.code)
        })
    }

    /// The cluster that a cell means.
    pub fn cluster(&mut self, cell: &str, column: &str, notes: &mut Vec<Note>) -> Cluster {
        let corrected = self.corrected("cluster", cell).and_then(Cluster::parse);
        let found = corrected.or_else(|| words::cluster(cell));
        if let Some(cluster) = found {
            return cluster;
        }
        let nearest: Vec<String> =
            words::nearest_clusters(cell).into_iter().map(|one| one.as_str().to_owned()).collect();
        let text = match nearest.first() {
            Some(near) => {
                Text::new("imports-activity-cluster-nearest").with("nearest", near.as_str())
            }
            None => Text::new("imports-activity-cluster-unknown"),
        };
        notes.push(Note::error(column, text.with("value", cell)));
        self.miss("cluster", cell, &nearest);
        Cluster::Unsaid
    }
}

/// `Name (ACRONYM)` as name and acronym; a name without one, and nothing.
pub fn split(name: &str) -> (&str, &str) {
    match name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((base, inside)) if !base.trim().is_empty() => (base.trim(), inside.trim()),
        _ => (name, ""),
    }
}
