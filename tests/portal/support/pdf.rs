//! Reads a document of the house aloud: what stands on its pages, as letters, in the order in which it was drawn.

use flate2::read::ZlibDecoder;
use std::{collections::BTreeMap, io::Read};

pub type Objects<'a> = BTreeMap<usize, &'a [u8]>;
type Letters = BTreeMap<u16, String>;
/// Words, and the number by which the document speaks of them on their page; None where nobody is to hear them.
pub type Said = (Option<usize>, String);

/// The words of all pages, one space between them. Panics where the bytes are no document of ours.
pub fn text(bytes: &[u8]) -> String {
    assert!(bytes.starts_with(b"%PDF-"), "no document: {}", String::from_utf8_lossy(bytes));
    let objects = objects(bytes);
    let pages = objects.values().filter(|object| head(object).contains("/Type/Page/"));
    let said: Vec<Said> = pages.flat_map(|page| page_said(page, &objects)).collect();
    assert!(!said.is_empty());
    let words: Vec<String> = said.into_iter().map(|(_, words)| words).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many pages it has.
pub fn pages(bytes: &[u8]) -> usize {
    objects(bytes).values().filter(|object| head(object).contains("/Type/Page/")).count()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

pub fn objects(bytes: &[u8]) -> Objects<'_> {
    let mut found = Objects::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, b" 0 obj\n") {
        let digits = rest[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[at - digits..at]).unwrap().parse().unwrap();
        rest = &rest[at + 7..];
        let end = find(rest, b"\nendobj").unwrap();
        found.insert(number, &rest[..end]);
        rest = &rest[end..];
    }
    found
}

pub fn head(object: &[u8]) -> String {
    let end = find(object, b"stream\n").unwrap_or(object.len());
    String::from_utf8_lossy(&object[..end]).into_owned()
}

fn stream(object: &[u8]) -> Vec<u8> {
    let from = find(object, b"stream\n").unwrap() + 7;
    let end = object.windows(10).rposition(|window| window == b"\nendstream").unwrap();
    let mut plain = Vec::new();
    ZlibDecoder::new(&object[from..end]).read_to_end(&mut plain).unwrap();
    plain
}

/// The object that this key of a head refers to.
pub fn referred(head: &str, key: &str) -> usize {
    let rest = &head[head.find(key).unwrap() + key.len()..];
    rest.trim_start().split(' ').next().unwrap().parse().unwrap()
}

/// What stands on a page, in the order in which it was drawn.
pub fn page_said(page: &[u8], objects: &Objects<'_>) -> Vec<Said> {
    let page = head(page);
    let resources = head(objects[&referred(&page, "/Resources")]);
    let mut fonts: BTreeMap<String, Letters> = BTreeMap::new();
    let named = resources.split_once("/Font<<").map_or("", |(_, fonts)| fonts);
    for font in named.split(">>").next().unwrap().split('/').filter(|font| !font.is_empty()) {
        let (name, rest) = font.split_once(' ').unwrap();
        let number: usize = rest.split(' ').next().unwrap().parse().unwrap();
        let letters = stream(objects[&referred(&head(objects[&number]), "/ToUnicode")]);
        fonts.insert(name.to_owned(), read_letters(&String::from_utf8_lossy(&letters)));
    }
    read_content(&stream(objects[&referred(&page, "/Contents")]), &fonts)
}

/// Which letters a glyph stands for.
fn read_letters(map: &str) -> Letters {
    let mut letters = Letters::new();
    let hex = |text: &str| -> Vec<u16> {
        let digits: Vec<char> = text.chars().filter(char::is_ascii_hexdigit).collect();
        let pairs = digits.chunks(4).map(|four| four.iter().collect::<String>());
        pairs.map(|four| u16::from_str_radix(&four, 16).unwrap()).collect()
    };
    assert!(!map.contains("beginbfrange"), "ranges of letters are not read here");
    for part in map.split("beginbfchar").skip(1) {
        for line in part.split("endbfchar").next().unwrap().lines() {
            let Some((glyph, letter)) = line.split_once("> <") else { continue };
            letters.insert(hex(glyph)[0], String::from_utf16_lossy(&hex(letter)));
        }
    }
    letters
}

/// Content that is being read: what was said, and the marks around what comes next.
struct Reading<'a> {
    fonts: &'a BTreeMap<String, Letters>,
    font: &'a str,
    said: Vec<Said>,
    /// For each mark that is open: the part it speaks of, and whether it says itself what glyphs mean (`ActualText`).
    marks: Vec<(Option<usize>, bool)>,
    /// The part and the meaning named by the mark that is read now.
    named: (Option<usize>, Option<String>),
}

/// Strings in round brackets, two bytes a glyph, in the font named last. Where the document says itself what glyphs mean, that is
/// taken instead.
fn read_content(content: &[u8], fonts: &BTreeMap<String, Letters>) -> Vec<Said> {
    let (said, marks) = (vec![(None, String::new())], Vec::new());
    let mut reading = Reading { fonts, font: "", said, marks, named: (None, None) };
    let (mut at, mut name, mut is_named) = (0, String::new(), false);
    while at < content.len() {
        let rest = &content[at..];
        let mut bytes = None;
        at += match rest[0] {
            b'(' => {
                let (found, next) = string(content, at + 1);
                bytes = Some(found);
                next - at
            }
            b'/' => {
                let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
                name = rest[1..].iter().copied().take_while(is_letter).map(char::from).collect();
                reading.name(&name, &rest[1 + name.len()..]);
                1 + name.len()
            }
            b'<' | b'>' if rest[1] == rest[0] => {
                is_named = rest[0] == b'<';
                2
            }
            b'<' => {
                let digits = rest[1..].split(|byte| *byte == b'>').next().unwrap();
                bytes = Some(from_hex(digits));
                digits.len() + 2
            }
            _ => reading.operator(rest),
        };
        match bytes {
            Some(bytes) if !is_named => reading.glyphs(&bytes),
            Some(bytes) if name == "ActualText" => reading.named.1 = Some(said_by(&bytes)),
            _ => {}
        }
    }
    reading.said
}

impl Reading<'_> {
    fn part(&self) -> Option<usize> {
        self.marks.last().and_then(|(part, _)| *part)
    }

    fn say(&mut self, words: &str) {
        let part = self.part();
        match self.said.last_mut() {
            Some((last, said)) if *last == part => said.push_str(words),
            _ => self.said.push((part, words.to_owned())),
        }
    }

    fn glyphs(&mut self, bytes: &[u8]) {
        if self.marks.iter().any(|(_, is_told)| *is_told) {
            return;
        }
        let letters = &self.fonts[self.font];
        let glyphs = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        let words: String = glyphs.filter_map(|glyph| letters.get(&glyph)).cloned().collect();
        self.say(&words);
    }

    fn name(&mut self, name: &str, rest: &[u8]) {
        if let Some((font, _)) = self.fonts.get_key_value(name) {
            self.font = font;
        }
        if name == "MCID" {
            let digits = rest[1..].iter().take_while(|byte| byte.is_ascii_digit());
            let number: String = digits.map(|byte| char::from(*byte)).collect();
            self.named.0 = number.parse().ok();
        }
    }

    /// Takes an operator, or steps over a letter.
    fn operator(&mut self, rest: &[u8]) -> usize {
        if rest.starts_with(b"BDC") || rest.starts_with(b"BMC") {
            let (part, told) = std::mem::take(&mut self.named);
            self.marks.push((part.or(self.part()), told.is_some()));
            self.say(&told.unwrap_or_default());
        } else if rest.starts_with(b"EMC") {
            self.marks.pop();
        } else if rest.starts_with(b"Tm") && self.part().is_none() {
            self.say(" ");
            return 2;
        } else {
            return 1;
        }
        3
    }
}

fn from_hex(digits: &[u8]) -> Vec<u8> {
    let pairs = digits.chunks_exact(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

/// A text of the document: UTF-16 behind a mark, else plain letters.
fn said_by(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|letter| letter.unwrap_or('?')).collect()
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The bytes of a string that begins here, and where it ends.
fn string(content: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let (mut bytes, mut depth) = (Vec::new(), 0);
    loop {
        match content[at] {
            b')' if depth == 0 => return (bytes, at + 1),
            // Brackets in pairs stand for themselves.
            bracket @ (b'(' | b')') => {
                depth += if bracket == b'(' { 1 } else { -1 };
                bytes.push(bracket);
                at += 1;
            }
            b'\\' if content[at + 1].is_ascii_digit() => {
                let octal = std::str::from_utf8(&content[at + 1..at + 4]).unwrap();
                bytes.push(u8::from_str_radix(octal, 8).unwrap());
                at += 4;
            }
            b'\\' => {
                bytes.push(match content[at + 1] {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                });
                at += 2;
            }
            byte => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
}
