//! Code lists and the glossary: words that everybody may know, found although mistyped, each with the list or page that it leads to.

use crate::{
    access::{Audience, Role, Viewer},
    activities::model::Cluster,
    actors, i18n,
    i18n::Lang,
    info, notices, qips, reports, requests,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How like two words must be to be taken for each other: 1 is the same (Damerau–Levenshtein, normalised).
const LIKE: f64 = 0.74;
/// Words shown.
const MOST: usize = 6;

/// A word of a code list or of the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it says.
    pub key: String,
    /// What list it is of.
    pub list: &'static str,
    pub url: String,
}

/// Lower case, without accents: as words are compared.
pub fn plain(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase()
}

/// The words of a text, as they are compared.
pub fn tokens(text: &str) -> Vec<String> {
    let plain = plain(text);
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// The words that this viewer can follow to a page of theirs.
fn all(viewer: &Viewer) -> Vec<Word> {
    let mut all = Vec::new();
    let mut add = |list: &'static str, prefix: &str, path: &str, codes: Vec<String>| {
        let word = |code: String| Word {
            key: format!("{prefix}-{code}"),
            list,
            url: format!("{path}{code}"),
        };
        all.extend(codes.into_iter().map(word));
    };
    let names = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    if viewer.role.counts_actors() {
        let kinds = requests::model::Kind::ALL.iter().map(ToString::to_string).collect();
        add("search-list-requests", "requests-kind", "/requests?kind=", kinds);
        let said = Cluster::ALL.iter().filter(|cluster| !cluster.as_str().is_empty());
        let clusters = said.map(ToString::to_string).collect();
        add("search-list-activities", "cluster", "/activities?cluster=", clusters);
        let topics = names(&reports::model::TOPICS);
        add("search-list-reports", "reports-topic", "/reports?topic=", topics);
    }
    let kinds = notices::model::Kind::ALL.iter().map(ToString::to_string).collect();
    add("search-list-notices", "notices-kind", "/notices?kind=", kinds);
    add("search-list-qips", "qips-sector", "/qips?sector=", names(&qips::model::SECTORS));
    if viewer.admitted_to(Audience::Partners) || viewer.role == Role::Admin {
        let kinds = actors::model::Kind::ALL.iter();
        let kinds = kinds.filter(|kind| **kind != actors::model::Kind::System);
        add(
            "search-list-actors",
            "actors-kind",
            "/actors?kind=",
            kinds.map(ToString::to_string).collect(),
        );
    }
    add("search-list-glossary", "info-word", "/glossary#", names(&info::model::WORDS));
    all
}

/// The words that are meant by what was typed, the likest first; in the reader's language or in English.
pub fn meant(viewer: &Viewer, lang: Lang, typed: &str) -> Vec<Word> {
    let typed = tokens(typed);
    if typed.is_empty() || typed.len() > 8 {
        return Vec::new();
    }
    let mut found: Vec<(f64, Word)> = all(viewer)
        .into_iter()
        .filter_map(|word| {
            let likeness = [lang, Lang::En]
                .iter()
                .map(|lang| likeness(&typed, &tokens(&i18n::say(*lang, &word.key, None))))
                .fold(0.0, f64::max);
            (likeness >= LIKE).then_some((likeness, word))
        })
        .collect();
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    found.truncate(MOST);
    found.into_iter().map(|(_, word)| word).collect()
}

/// How well a label is meant: every word typed must be like one of its words; a label with few other words is meant more.
fn likeness(typed: &[String], label: &[String]) -> f64 {
    let mut sum = 0.0;
    for word in typed {
        let best = label.iter().map(|other| like(word, other)).fold(0.0, f64::max);
        if best < LIKE {
            return 0.0;
        }
        sum += best;
    }
    let (typed, label) = (count(typed), count(label));
    (sum / typed).min(1.0) - 0.01 * (label - typed).clamp(0.0, 9.0)
}

#[expect(clippy::cast_precision_loss, reason = "a handful of words")]
fn count(words: &[String]) -> f64 {
    words.len() as f64
}

/// How like two words are; the beginning of a longer word is nearly the word.
pub fn like(typed: &str, word: &str) -> f64 {
    if typed == word {
        1.0
    } else if typed.chars().count() > 2 && word.starts_with(typed) {
        0.95
    } else if typed.chars().count() > 3 {
        strsim::normalized_damerau_levenshtein(typed, word)
    } else {
        0.0
    }
}

/// Of these and of the words of all code lists, the one nearest to a mistyped word; none where none is near, or it is a word itself.
pub fn nearest(viewer: &Viewer, lang: Lang, typed: &str, names: &[String]) -> Option<String> {
    let labels = all(viewer).into_iter().flat_map(|word| tokens(&i18n::say(lang, &word.key, None)));
    let known = names.iter().cloned().chain(labels).filter(|word| word.chars().count() > 3);
    let likeness = |word: &str| strsim::normalized_damerau_levenshtein(typed, word);
    let best = known.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (best != typed && likeness(&best) >= 0.6).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(of: &[&str]) -> Vec<String> {
        of.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_mistyped_word_is_meant_and_another_one_is_not() {
        assert!(likeness(&words(&["escrot"]), &words(&["armed", "escort"])) >= LIKE);
        assert!(likeness(&words(&["esco"]), &words(&["armed", "escort"])) >= LIKE);
        assert!(likeness(&words(&["bridge"]), &words(&["armed", "escort"])) < LIKE);
        assert!(likeness(&words(&["armed", "bridge"]), &words(&["armed", "escort"])) < LIKE);
    }

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(tokens("Évacuation d’Élèves"), ["evacuation", "d", "eleves"]);
    }
}
