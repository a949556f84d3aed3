//! What an import did, or would do: row by row, then in numbers.

use super::file::Fault;
use crate::i18n::{Lang, Text, say};
use std::fmt;

crate::codes! {
    /// What becomes of one row.
    Outcome { New = "new", Changed = "changed", Unchanged = "unchanged", Retired = "retired", Missing = "missing", LeftOut = "left_out", Error = "error" }
}

crate::codes! {
    /// How much a remark weighs: a change is information, a warning wants a look, an error stops the whole import.
    Weight { Change = "change", Warning = "warning", Error = "error" }
}

/// One remark on a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub weight: Weight,
    pub column: Option<String>,
    pub text: Text,
}

/// One row of a file, or one record that the file lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub file: String,
    pub row: Option<usize>,
    pub record: String,
    pub outcome: Outcome,
    pub notes: Vec<Note>,
}

/// The whole import. It was written only if `applied`.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub lines: Vec<Line>,
    /// What is wrong with a file as a whole; then nothing was read from it.
    pub faults: Vec<Fault>,
    /// What should be known about the files as a whole.
    pub remarks: Vec<Text>,
    pub applied: bool,
    /// Rows with errors stay behind instead of stopping everything.
    pub leaves_errors_out: bool,
}

impl Note {
    pub fn change(column: impl Into<String>, from: &str, to: &str) -> Note {
        let text = Text::new("imports-change").with("from", from).with("to", to);
        Note { weight: Weight::Change, column: Some(column.into()), text }
    }

    pub fn warning(column: impl Into<String>, text: impl Into<Text>) -> Note {
        Note { weight: Weight::Warning, column: Some(column.into()), text: text.into() }
    }

    pub fn error(column: impl Into<String>, text: impl Into<Text>) -> Note {
        Note { weight: Weight::Error, column: Some(column.into()), text: text.into() }
    }

    pub fn say(&self, lang: Lang) -> String {
        let text = self.text.say(lang);
        let text = match &self.column {
            Some(column) if !column.is_empty() => format!("{column}: {text}"),
            _ => text,
        };
        match self.weight {
            Weight::Change => text,
            weight => format!("{}: {text}", say(lang, &format!("imports-weight-{weight}"), None)),
        }
    }
}

impl Line {
    pub fn has(&self, weight: Weight) -> bool {
        self.notes.iter().any(|note| note.weight == weight)
    }
}

impl Report {
    /// A report of files that could not be read.
    pub fn of_faults(faults: Vec<Fault>) -> Report {
        Report { faults, ..Report::default() }
    }

    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }

    /// How many rows carry a warning.
    pub fn warned(&self) -> usize {
        self.lines.iter().filter(|line| line.has(Weight::Warning)).count()
    }

    /// The remarks with this key, for whoever looks for one defect.
    pub fn notes(&self, key: &str) -> impl Iterator<Item = (&Line, &Note)> {
        let of = move |line| notes_of(line).filter(move |(_, note)| note.text.key == key);
        self.lines.iter().flat_map(of)
    }

    pub fn has_errors(&self) -> bool {
        !self.faults.is_empty() || !self.leaves_errors_out && self.count(Outcome::Error) > 0
    }

    /// Whether anything would be written.
    pub fn has_changes(&self) -> bool {
        let changes = [Outcome::New, Outcome::Changed, Outcome::Retired];
        changes.into_iter().any(|outcome| self.count(outcome) > 0)
    }

    /// For the shell: 0 when all is well (warnings included), 1 when something is wrong and nothing was written.
    pub fn exit_code(&self) -> u8 {
        u8::from(self.has_errors())
    }

    /// The rows as a table for terminals, then the remarks and the sums.
    pub fn say(&self, lang: Lang) -> String {
        let mut out: Vec<String> = self.faults.iter().map(|fault| fault.say(lang)).collect();
        let mut file = "";
        for line in &self.lines {
            if line.file != file {
                file = &line.file;
                out.push(format!("\n{file}"));
            }
            out.extend(say_line(line, lang));
        }
        out.push(String::new());
        out.extend(self.remarks.iter().map(|remark| remark.say(lang)));
        out.push(self.sums(lang));
        out.join("\n")
    }

    fn sums(&self, lang: Lang) -> String {
        let counted = |outcome: &Outcome| {
            let n = self.count(*outcome);
            (n > 0).then(|| Text::new(format!("imports-sum-{outcome}")).with("n", n).say(lang))
        };
        let mut sums: Vec<String> = Outcome::ALL.iter().filter_map(counted).collect();
        if self.warned() > 0 {
            sums.push(Text::new("imports-sum-warned").with("n", self.warned()).say(lang));
        }
        let end = match (self.has_errors(), self.applied, self.has_changes()) {
            (true, ..) => "imports-end-errors",
            (_, true, true) => "imports-end-applied",
            (_, _, true) => "imports-end-dry",
            _ => "imports-end-nothing",
        };
        format!("{}\n{}\n", sums.join(", "), say(lang, end, None))
    }
}

fn notes_of(line: &Line) -> impl Iterator<Item = (&Line, &Note)> {
    line.notes.iter().map(move |note| (line, note))
}

fn say_line(line: &Line, lang: Lang) -> Vec<String> {
    let row = line.row.map_or_else(|| "–".to_owned(), |row| row.to_string());
    let outcome = say(lang, &format!("imports-outcome-{}", line.outcome), None);
    let notes = line.notes.iter().map(|note| format!("{:>20}{}", "", note.say(lang)));
    std::iter::once(format!("{row:>6}  {outcome:<10} {}", line.record)).chain(notes).collect()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}
