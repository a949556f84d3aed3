//! Every text has a key, every key a text, in every language.

use crate::support::files::files;
use cimic_house::i18n::{Lang, catalogue_files};
use std::collections::{BTreeMap, BTreeSet};

/// The catalogues whose keys begin with many words.
const SHARED: [&str; 3] = ["frame.ftl", "words.ftl", "rhythm.ftl"];

/// Key and the arguments it takes.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) =
            line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            name.trim().clone_into(&mut key);
            assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
        }
        for argument in line.split('$').skip(1) {
            let name: String = argument
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-')
                .collect();
            if let Some(arguments) = found.get_mut(&key) {
                arguments.insert(name);
            }
        }
    }
    found
}

fn catalogue(lang: Lang) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let short = |name: String| name.split('/').next_back().unwrap_or_default().to_owned();
    catalogue_files(lang).into_iter().map(|(name, text)| (short(name), messages(&text))).collect()
}

#[test]
fn french_and_arabic_say_all_that_english_says() {
    let english = catalogue(Lang::En);
    let mut wrong = Vec::new();
    for lang in [Lang::Fr, Lang::Ar] {
        let other = catalogue(lang);
        for (file, ours) in &english {
            let none = BTreeMap::new();
            let theirs = other.get(file).unwrap_or(&none);
            wrong.extend(
                ours.keys()
                    .filter(|key| !theirs.contains_key(*key))
                    .map(|key| format!("{lang}/{file} lacks {key}")),
            );
            for (key, said) in theirs {
                match ours.get(key) {
                    None => wrong.push(format!("{lang}/{file}: {key} is not in English")),
                    Some(known) if !said.is_subset(known) => {
                        wrong.push(format!(
                            "{lang}/{file}: {key} takes {said:?}, English {known:?}"
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
        wrong.extend(
            other
                .keys()
                .filter(|file| !english.contains_key(*file))
                .map(|file| format!("{lang}/{file} has no English")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_catalogue_can_be_read() {
    for lang in Lang::ALL {
        for (name, text) in catalogue_files(*lang) {
            let read = fluent_bundle::FluentResource::try_new(text);
            assert!(read.is_ok(), "{name}: {:?}", read.err().map(|(_, errors)| errors));
        }
    }
}

#[test]
fn no_key_stands_in_two_catalogues_and_each_starts_with_its_file() {
    let mut home: BTreeMap<String, String> = BTreeMap::new();
    for (file, texts) in catalogue(Lang::En) {
        let stem = file.trim_end_matches(".ftl").replace('_', "-");
        for key in texts.into_keys() {
            let at_home = key.starts_with(&format!("{stem}-")) || SHARED.contains(&file.as_str());
            assert!(at_home, "{file}: {key} does not start with {stem}-");
            if let Some(other) = home.insert(key.clone(), file.clone()) {
                panic!("{key} stands in {other} and in {file}");
            }
        }
    }
}

/// Keys that sources name: whole ones, and beginnings to which a word is added (`requests-state-`).
fn named(keys: &BTreeSet<String>) -> (BTreeSet<String>, BTreeSet<String>) {
    let first: BTreeSet<&str> = keys.iter().filter_map(|key| key.split('-').next()).collect();
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    let sources = files("src", ".rs").into_iter().chain(files("templates", ".html"));
    for (_, text) in sources {
        let code: Vec<&str> =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let text = code.join("\n");
        for (at, _) in text.match_indices('"') {
            let word: String = text[at + 1..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                .collect();
            let Some((head, _)) = word.split_once('-') else { continue };
            if !first.contains(head) {
                continue;
            }
            match text[at + 1 + word.len()..].chars().next() {
                Some('"') if !word.ends_with('-') => whole.insert(word),
                Some('"' | '{') => beginnings.insert(word),
                _ => false,
            };
        }
    }
    (whole, beginnings)
}

#[test]
fn every_text_that_is_named_exists_in_english() {
    let keys: BTreeSet<String> =
        catalogue(Lang::En).into_values().flat_map(BTreeMap::into_keys).collect();
    let (whole, beginnings) = named(&keys);
    // Words of the code that look like keys: classes of style sheets, names of files and headers.
    let classes: String = files("static/css", ".css").into_iter().map(|(_, text)| text).collect();
    let missing: Vec<&String> = whole
        .iter()
        .filter(|key| !keys.contains(*key) && !classes.contains(&format!(".{key}")))
        .filter(|key| !beginnings.iter().any(|beginning| beginning == *key))
        .filter(|key| !keys.iter().any(|known| known.starts_with(&format!("{key}-"))))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unused: Vec<&String> = keys
        .iter()
        .filter(|key| {
            let starts = |word: &String| {
                key.strip_prefix(word.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            !whole.iter().any(starts)
                && !beginnings.iter().any(|beginning| key.starts_with(beginning.as_str()))
        })
        .collect();
    println!("{} texts that no source names: {unused:?}", unused.len());
}

#[test]
fn every_word_that_is_put_together_has_its_texts() {
    use cimic_house::access::{Community, Role};
    let keys: BTreeSet<String> =
        catalogue(Lang::En).into_values().flat_map(BTreeMap::into_keys).collect();
    let mut wanted: Vec<String> = Role::held().map(|role| format!("role-{role}")).collect();
    wanted.extend(Community::ALL.iter().map(|community| format!("community-{community}")));
    let missing: Vec<_> = wanted.iter().filter(|key| !keys.contains(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
