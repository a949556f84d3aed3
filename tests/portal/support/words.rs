//! Who may read which words of the house: written by hand from the design (`docs/security.md`), never from what the house answers.
//! The tables stand in `words/`.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Names for many at once.
const GROUPS: [(&str, &str); 7] = [
    ("humanitarians", "Amara Teo Safi Elodie Basil Ines"),
    ("force", "Dario Sanjay Pavel Lindi Hugo Nadia"),
    ("mission", "force Rosa Keiko"),
    // Whoever takes part: all whose role counts owners and parties.
    ("actors", "humanitarians Joram Yusra mission"),
    ("partners", "actors Omar Samuel Greta"),
    ("everybody", "partners Leila Noor Miriam nobody code"),
    ("none", ""),
];

/// Where a record says nothing of its own about some words, they are read by whoever reads these.
const ELSE: [(&str, &str); 6] = [
    ("title", "card"),
    ("card", "record"),
    ("finished", "record"),
    ("named", "record"),
    ("minutes", "named"),
    ("office", "record"),
];

/// Who reads what: by record and which of its words.
pub type Readers = BTreeMap<(&'static str, &'static str), BTreeSet<&'static str>>;

/// A file of this folder.
pub fn text(name: &str) -> &'static str {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal/support/words").join(name);
    Box::leak(std::fs::read_to_string(path).unwrap().into_boxed_str())
}

/// The lines of a table, cut into what stands between its strokes.
pub fn table(name: &str) -> Vec<Vec<&'static str>> {
    let lines = text(name).lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('|').map(str::trim).collect()).collect()
}

pub fn readers() -> Readers {
    table("readers.txt").iter().map(|row| ((row[0], row[1]), people(row[2]))).collect()
}

/// Who reads the words of this class of this record.
pub fn read_by(readers: &Readers, record: &'static str, class: &str) -> BTreeSet<&'static str> {
    // Whoever reads the log of events meets the number of every record and the name of every actor.
    if matches!(class, "number" | "name") {
        let known = if class == "number" { "title" } else { "record" };
        let mut people = read_by(readers, record, known);
        people.insert("Miriam");
        return people;
    }
    let mut asked = class;
    loop {
        if let Some((_, people)) =
            readers.iter().find(|((one, of), _)| *one == record && *of == asked)
        {
            return people.clone();
        }
        let wider = ELSE.iter().find(|(known, _)| *known == asked);
        asked = wider
            .unwrap_or_else(|| {
                panic!("words/readers.txt does not say who reads {class} of {record}")
            })
            .1;
    }
}

fn people(text: &'static str) -> BTreeSet<&'static str> {
    let one = |name: &'static str| match GROUPS.iter().find(|(group, _)| *group == name) {
        Some((_, members)) => people(members),
        None => BTreeSet::from([name]),
    };
    text.split_whitespace().flat_map(one).collect()
}
