//! Reads one row of a file: who, what, where, when and for whom, with everything that is odd about it.

use super::{
    columns::Columns,
    dates,
    model::Options,
    resolve::{Ground, Where},
    words,
};
use crate::{
    activities::model::{Cluster, Function, Parts, Status},
    i18n::Text,
    imports::{report::Note, table::Row, wording::tidy},
};
use jiff::civil::Date;
use std::collections::HashMap;
use uuid::Uuid;

/// A row as read. None is what the file does not say.
#[expect(clippy::option_option, reason = "not said, said to be empty, said")]
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub row: usize,
    pub record: String,
    pub cells: Vec<String>,
    pub notes: Vec<Note>,
    pub id: Option<Uuid>,
    pub actor: Option<Uuid>,
    pub area: Option<Uuid>,
    pub cluster: Option<Cluster>,
    pub what: Option<String>,
    pub modality: Option<String>,
    pub target_group: Option<String>,
    pub targeted: Option<Option<i32>>,
    pub targeted_parts: Vec<(&'static str, Option<i32>)>,
    pub reached: Option<Option<i32>>,
    pub reached_parts: Vec<(&'static str, Option<i32>)>,
    pub starts_on: Option<Date>,
    /// None: not said; Some(None): said to be open.
    pub ends_on: Option<Option<Date>>,
    pub status: Option<Status>,
    pub objective: Option<String>,
    pub function: Option<Function>,
    pub partner: Option<String>,
    pub place: Option<String>,
}

/// Cells that were corrected on the page: by row and field.
pub type Fixes = HashMap<(usize, String), String>;

/// How the rows of a file are read.
pub struct Reading<'a> {
    pub columns: &'a Columns,
    pub names: &'a [String],
    pub options: &'a Options,
    pub fixes: &'a Fixes,
    pub width: usize,
}

/// An activity lasts ten years at most.
const DAYS: i32 = 3660;
const PEOPLE: i32 = 100_000_000;

impl Reading<'_> {
    fn has(&self, field: &str) -> bool {
        self.columns.contains_key(field)
    }

    fn raw<'b>(&'b self, row: &'b Row, field: &str) -> &'b str {
        if let Some(fixed) = self.fixes.get(&(row.number, field.to_owned())) {
            return fixed;
        }
        let cell = self.columns.get(field).and_then(|at| row.cells.get(*at));
        cell.map_or("", String::as_str)
    }

    /// The cell without stray spaces, and without the apostrophe that an export puts before what looks like a formula.
    pub fn cell(&self, row: &Row, field: &str) -> String {
        let cell = tidy(self.raw(row, field));
        match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@', '\'']) => rest.to_owned(),
            _ => cell,
        }
    }

    /// The name of the column that holds this field.
    pub fn name(&self, field: &str) -> String {
        let name = self.columns.get(field).and_then(|at| self.names.get(*at)).cloned();
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| field.to_owned())
    }

    /// Text of a field; None where the file has no such column, or the cell is empty and the row has no id of ours.
    fn text(&self, row: &Row, field: &str, most: usize, given: &mut Given) -> Option<String> {
        if !self.has(field) {
            return None;
        }
        let cell = self.cell(row, field);
        if cell.chars().count() > most {
            let text = Text::new("imports-cell-too-long").with("n", most);
            given.notes.push(Note::error(self.name(field), text));
        }
        (!cell.is_empty() || given.id.is_some()).then_some(cell)
    }

    pub fn read(&self, row: &Row, ground: &mut Ground) -> Given {
        let mut given = Given { row: row.number, cells: row.cells.clone(), ..Given::default() };
        self.minds_width(row, &mut given);
        given.id = self.id(row, &mut given);
        self.who_and_where(row, ground, &mut given);
        self.when(row, ground, &mut given);
        given.what = self.text(row, "what", 1000, &mut given);
        given.modality = self.text(row, "modality", 120, &mut given);
        given.target_group = self.text(row, "target_group", 200, &mut given);
        given.objective = self.text(row, "objective", 300, &mut given);
        given.partner = self.text(row, "partner", 200, &mut given).filter(|one| !one.is_empty());
        given.place = self.text(row, "place", 300, &mut given).filter(|one| !one.is_empty());
        given.status = self.status(row, ground, &mut given);
        given.function = self.function(row, &mut given);
        (given.targeted, given.targeted_parts) = self.people(row, "targeted", &mut given);
        (given.reached, given.reached_parts) = self.people(row, "reached", &mut given);
        given
    }

    fn minds_width(&self, row: &Row, given: &mut Given) {
        let beyond = row.cells.iter().skip(self.width).position(|cell| !cell.trim().is_empty());
        if let Some(at) = beyond {
            let column = crate::imports::table::letter(self.width + at);
            given.notes.push(Note::warning(column, "imports-row-too-long"));
        }
    }

    fn id(&self, row: &Row, given: &mut Given) -> Option<Uuid> {
        let cell = self.cell(row, "id");
        if cell.is_empty() {
            return None;
        }
        let id = Uuid::parse_str(&cell).ok();
        if id.is_none() {
            let text = Text::new("imports-activity-id").with("value", cell);
            given.notes.push(Note::error(self.name("id"), text));
        }
        id
    }

    fn who_and_where(&self, row: &Row, ground: &mut Ground, given: &mut Given) {
        let (name, acronym) = (self.cell(row, "actor"), self.cell(row, "acronym"));
        let field = if self.has("actor") { "actor" } else { "acronym" };
        for field in ["actor", "district", "region"] {
            let raw = self.raw(row, field);
            if raw != raw.trim() || raw.contains("  ") || raw.contains('\u{a0}') {
                given.notes.push(Note::warning(self.name(field), "imports-stray-spaces"));
            }
        }
        let actor = ground.actor(&name, &acronym, &self.name(field));
        let said = Where {
            district_code: self.cell(row, "district_code"),
            district: self.cell(row, "district"),
            region_code: self.cell(row, "region_code"),
            region: self.cell(row, "region"),
        };
        let area = ground.area(&said, |field| self.name(field));
        if self.has("cluster") {
            let cell = self.cell(row, "cluster");
            given.cluster = Some(if cell.is_empty() {
                given
                    .notes
                    .push(Note::warning(self.name("cluster"), "imports-activity-no-cluster"));
                Cluster::Unsaid
            } else {
                ground.cluster(&cell, &self.name("cluster"), &mut given.notes)
            });
        }
        given.record = format!("{}, {}", actor.label, area.label);
        if let Some(cluster) = given.cluster.filter(|one| *one != Cluster::Unsaid) {
            given.record.push_str(", ");
            given.record.push_str(cluster.as_str());
        }
        given.notes.extend(actor.notes);
        given.notes.extend(area.notes);
        (given.actor, given.area) = (actor.id, area.id);
    }

    /// A cell as a day or a month; a mistake is noted.
    fn date(
        &self,
        row: &Row,
        field: &str,
        ground: &mut Ground,
        given: &mut Given,
    ) -> Option<dates::Said> {
        let cell = self.cell(row, field);
        if cell.is_empty() {
            return None;
        }
        let meant = ground.corrected("date", &cell).unwrap_or(&cell).to_owned();
        let said = dates::read(&meant, self.options.year, self.options.day_first);
        match said {
            None => {
                let text = Text::new("imports-activity-date").with("value", cell.as_str());
                given.notes.push(Note::error(self.name(field), text));
                ground.unknown.entry(("date".to_owned(), cell)).or_default().rows += 1;
            }
            Some(said) if said.is_ambiguous => {
                let text = Text::new("imports-activity-date-doubtful").with("value", cell);
                given
                    .notes
                    .push(Note::warning(self.name(field), text.with("day", said.from.to_string())));
            }
            Some(_) => {}
        }
        said
    }

    fn when(&self, row: &Row, ground: &mut Ground, given: &mut Given) {
        let starts = self.date(row, "starts", ground, given);
        let ends = self.date(row, "ends", ground, given);
        let month = self.date(row, "month", ground, given);
        let is_said =
            ["starts", "ends", "month"].iter().any(|field| !self.cell(row, field).is_empty());
        let from = starts.or(month);
        given.starts_on = from.map(|said| said.from);
        given.ends_on = match (ends, month) {
            (Some(ends), _) => Some(Some(ends.until.unwrap_or(ends.from))),
            (None, Some(month)) if starts.is_none() => month.until.map(Some),
            _ if self.has("ends") && given.id.is_some() => Some(None),
            _ => None,
        };
        if !is_said && let Some(from) = self.options.from {
            given.starts_on = Some(from);
            given.ends_on = self.options.until.map(Some);
        } else if given.starts_on.is_none()
            && !given.notes.iter().any(|note| note.text.key == "imports-activity-date")
        {
            given.notes.push(Note::error(self.name(self.when_field()), "imports-activity-no-date"));
        }
        if let (Some(from), Some(Some(until))) = (given.starts_on, given.ends_on) {
            if until < from {
                given.notes.push(Note::error(self.name("ends"), "frame-field-date-order"));
            } else if (until - from).get_days() > DAYS {
                given.notes.push(Note::error(self.name("ends"), "activities-field-too-long"));
            }
        }
    }

    fn when_field(&self) -> &'static str {
        if self.has("starts") || !self.has("month") { "starts" } else { "month" }
    }

    fn status(&self, row: &Row, ground: &mut Ground, given: &mut Given) -> Option<Status> {
        let cell = self.cell(row, "status");
        if cell.is_empty() {
            return None;
        }
        let meant = ground.corrected("status", &cell).unwrap_or(&cell).to_owned();
        let status = words::status(&meant);
        if status.is_none() {
            let text = Text::new("imports-activity-status").with("value", cell.as_str());
            given.notes.push(Note::error(self.name("status"), text));
            ground.unknown.entry(("status".to_owned(), cell)).or_default().rows += 1;
        }
        status
    }

    fn function(&self, row: &Row, given: &mut Given) -> Option<Function> {
        let cell = self.cell(row, "function");
        if cell.is_empty() {
            return None;
        }
        let function = words::function(&cell);
        if function.is_none() {
            let text = Text::new("imports-activity-function").with("value", cell);
            given.notes.push(Note::warning(self.name("function"), text));
        }
        function
    }

    #[expect(clippy::type_complexity, reason = "not said, said to be empty, said")]
    fn people(
        &self,
        row: &Row,
        whole: &str,
        given: &mut Given,
    ) -> (Option<Option<i32>>, Vec<(&'static str, Option<i32>)>) {
        let mut parts = Vec::new();
        for part in crate::activities::model::PARTS {
            if let Some(said) = self.number(row, &format!("{whole}_{part}"), given) {
                parts.push((part, said));
            }
        }
        let all = self.number(row, whole, given);
        let mut known = Parts::default();
        for (part, said) in &parts {
            known.set(part, *said);
        }
        let sum = known.sum().map(Some);
        let needs_sum = all.is_none_or(|all| all.is_none());
        (if needs_sum && sum.is_some() { sum } else { all }, parts)
    }

    /// A number of people: None where nothing is said, Some(None) where an emptied cell is meant.
    #[expect(clippy::option_option, reason = "not said, said to be empty, said")]
    fn number(&self, row: &Row, field: &str, given: &mut Given) -> Option<Option<i32>> {
        if !self.has(field) {
            return None;
        }
        let cell = self.cell(row, field);
        if cell.is_empty() {
            return given.id.is_some().then_some(None);
        }
        let plain: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        let grouped = plain.replace([',', '\''], "");
        let number = plain.parse::<i32>().ok().or_else(|| grouped.parse().ok());
        let whole = number.or_else(|| grouped.strip_suffix(".0")?.parse().ok());
        let fits = whole.filter(|n| (0..=PEOPLE).contains(n));
        if fits.is_none() {
            let text = Text::new("imports-activity-number").with("value", cell);
            given.notes.push(Note::error(self.name(field), text));
        }
        fits.map(Some)
    }
}
