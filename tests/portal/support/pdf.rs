//! Reads a document of the house aloud: what stands on its pages, as letters, in the order in which it was drawn.

use flate2::read::ZlibDecoder;
use std::{collections::BTreeMap, io::Read};

type Objects<'a> = BTreeMap<usize, &'a [u8]>;
type Letters = BTreeMap<u16, String>;

/// The words of all pages, one space between them. Panics where the bytes are no document of ours.
pub fn text(bytes: &[u8]) -> String {
    assert!(bytes.starts_with(b"%PDF-"), "no document: {}", String::from_utf8_lossy(bytes));
    let objects = objects(bytes);
    let pages = objects.values().filter(|object| head(object).contains("/Type/Page/"));
    let words: Vec<String> = pages.map(|page| page_text(page, &objects)).collect();
    assert!(!words.is_empty());
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many pages it has.
pub fn pages(bytes: &[u8]) -> usize {
    objects(bytes).values().filter(|object| head(object).contains("/Type/Page/")).count()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn objects(bytes: &[u8]) -> Objects<'_> {
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

fn head(object: &[u8]) -> String {
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
fn referred(head: &str, key: &str) -> usize {
    let rest = &head[head.find(key).unwrap() + key.len()..];
    rest.trim_start().split(' ').next().unwrap().parse().unwrap()
}

fn page_text(page: &[u8], objects: &Objects<'_>) -> String {
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

/// Strings in round brackets, two bytes a glyph, in the font named last; what is drawn at a new place begins a new word. Where the
/// document says itself what glyphs mean (`ActualText`), that is taken instead.
fn read_content(content: &[u8], fonts: &BTreeMap<String, Letters>) -> String {
    let (mut text, mut font, mut at, mut is_told) = (String::new(), "", 0, false);
    let words: Vec<&str> = fonts.keys().map(String::as_str).collect();
    while at < content.len() {
        match content[at] {
            b'(' => {
                let (bytes, next) = string(content, at + 1);
                for pair in bytes.chunks_exact(2).filter(|_| !is_told) {
                    let glyph = u16::from_be_bytes([pair[0], pair[1]]);
                    text.push_str(fonts[font].get(&glyph).map_or("", String::as_str));
                }
                at = next;
            }
            b'/' => {
                let end = content[at + 1..].iter().position(|byte| !byte.is_ascii_alphanumeric());
                let name = std::str::from_utf8(&content[at + 1..at + 1 + end.unwrap()]).unwrap();
                if let Some(known) = words.iter().find(|known| **known == name) {
                    font = known;
                }
                at += 1 + name.len();
                if name == "ActualText" {
                    let begin = at + content[at..].iter().position(|byte| *byte == b'(').unwrap();
                    let (bytes, next) = string(content, begin + 1);
                    text.push_str(&said(&bytes));
                    (at, is_told) = (next, true);
                }
            }
            b'E' if content[at..].starts_with(b"EMC") => (at, is_told) = (at + 3, false),
            b'T' if content[at..].starts_with(b"Tm") => {
                text.push(' ');
                at += 2;
            }
            _ => at += 1,
        }
    }
    text
}

/// A text of the document: UTF-16 behind a mark, else plain letters.
fn said(bytes: &[u8]) -> String {
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
