//! Reads a document of the house as a screen reader does: part by part in the order in which they are to be heard.

use super::pdf::{self, Objects};
use std::collections::BTreeMap;

/// What somebody hears to whom a document is read aloud.
#[derive(Debug)]
pub struct Heard {
    pub language: String,
    /// The parts that speak: where each stands (`Document/Table/THead/TR/TH`), and its words.
    pub parts: Vec<(String, String)>,
}

/// Panics where the document has no parts to be read by.
pub fn heard(bytes: &[u8]) -> Heard {
    let objects = pdf::objects(bytes);
    let mut heads = objects.values().map(|object| pdf::head(object));
    let catalog = heads.find(|head| head.contains("/Type/Catalog")).unwrap();
    assert!(catalog.contains("/Marked true"), "it does not say that it has parts: {catalog}");
    let language = catalog.split(['(', ')']).nth(1).unwrap().to_owned();
    let mut ear = Ear { words: words(&objects), objects, parts: Vec::new() };
    let root = pdf::head(ear.objects[&pdf::referred(&catalog, "/StructTreeRoot")]);
    ear.part(pdf::referred(&root, "/K["), "");
    Heard { language, parts: ear.parts }
}

impl Heard {
    /// The words of all parts at this place, `H2` or `THead/TR/TH`.
    pub fn at(&self, place: &str) -> Vec<&str> {
        let place = format!("/{place}");
        let parts = self.parts.iter().filter(|(path, _)| path.ends_with(&place));
        parts.map(|(_, words)| words.as_str()).collect()
    }
}

/// The words of every page that somebody is to hear, by page and number.
fn words(objects: &Objects<'_>) -> BTreeMap<(usize, usize), String> {
    let mut words = BTreeMap::new();
    for (page, object) in objects.iter().filter(|(_, one)| pdf::head(one).contains("/Type/Page/")) {
        for (number, said) in pdf::page_said(object, objects) {
            number.map(|number| words.insert((*page, number), said));
        }
    }
    words
}

struct Ear<'a> {
    objects: Objects<'a>,
    words: BTreeMap<(usize, usize), String>,
    parts: Vec<(String, String)>,
}

impl Ear<'_> {
    /// Hears a part and those within it.
    fn part(&mut self, number: usize, within: &str) {
        let part = pdf::head(self.objects[&number]);
        let role = part.split_once("/S/").unwrap().1.split('/').next().unwrap();
        let path = format!("{within}/{role}");
        let kids = &part[part.rfind("/K[").unwrap() + 3..];
        let (kids, behind) = kids.split_once(']').unwrap();
        let (mut said, mut has_parts) = (String::new(), false);
        for kid in kids.split("<<") {
            if kid.contains("/MCR") {
                let number = kid.split_once("/MCID ").unwrap().1.split('/').next().unwrap();
                said += &self.said(pdf::referred(kid, "/Pg"), number);
            } else if kid.contains(" 0 R") {
                has_parts = true;
                for number in kid.split(" 0 R").filter_map(|number| number.trim().parse().ok()) {
                    self.part(number, &path);
                }
            } else {
                for number in kid.split_whitespace() {
                    said += &self.said(pdf::referred(behind, "/Pg"), number);
                }
            }
        }
        if !has_parts {
            self.parts.push((path, said.trim().to_owned()));
        }
    }

    fn said(&self, page: usize, number: &str) -> String {
        self.words.get(&(page, number.parse().unwrap())).cloned().unwrap_or_default()
    }
}
