//! What a passphrase may be: long, and not what people pick again and again. No rules on kinds of characters
//! (NIST SP 800-63B, section 3.1.1.2).

use std::{collections::HashSet, ops::RangeInclusive, sync::LazyLock};

/// In characters.
pub const LENGTH: RangeInclusive<usize> = 12..=200;

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("common.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// What is wrong with it, as a key. `own` is what others know of the person: name, e-mail, organisation.
pub fn fault(typed: &str, own: &[&str]) -> Option<&'static str> {
    let length = typed.chars().count();
    if length < *LENGTH.start() {
        return Some("account-passphrase-short");
    }
    if length > *LENGTH.end() {
        return Some("account-passphrase-long");
    }
    if is_repetition(typed) {
        return Some("account-passphrase-repeats");
    }
    if is_common(typed) {
        return Some("account-passphrase-common");
    }
    is_own(typed, own).then_some("account-passphrase-own")
}

/// Few characters over and over, a run of neighbours, or a short piece repeated.
fn is_repetition(typed: &str) -> bool {
    let letters: Vec<char> = typed.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let kinds: HashSet<char> = letters.iter().copied().collect();
    let climbs = |step: i64| {
        let (runs, pairs) = (letters.windows(2), letters.len().saturating_sub(1));
        let next = runs
            .filter(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])) == step);
        next.count() * 4 >= pairs * 3
    };
    let repeats = |piece: usize| letters.chunks(piece).all(|chunk| letters.starts_with(chunk));
    kinds.len() < 5 || climbs(1) || climbs(-1) || (1..=letters.len() / 3).any(repeats)
}

/// One or two common words, whatever digits and signs stand around them.
fn is_common(typed: &str) -> bool {
    let lower = typed.to_lowercase();
    let plain: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let read: String = lower.chars().filter_map(as_letter).collect();
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let core = lower.trim_matches(|c: char| !c.is_alphabetic());
    let trimmed: String = core.chars().filter_map(as_letter).collect();
    [plain, read, letters, trimmed].iter().any(|text| text.is_empty() || is_made_of(text, 2))
}

/// The letter that a digit or sign is put for.
fn as_letter(c: char) -> Option<char> {
    match c {
        '0' => Some('o'),
        '1' | '!' => Some('i'),
        '3' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' => Some('t'),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    }
}

fn is_made_of(text: &str, words: usize) -> bool {
    COMMON.contains(text)
        || words > 1
            && text
                .char_indices()
                .skip(1)
                .any(|(at, _)| COMMON.contains(&text[..at]) && is_made_of(&text[at..], words - 1))
}

/// Whether little is left of it without what others know of the person.
fn is_own(typed: &str, own: &[&str]) -> bool {
    let plain = |text: &str| -> String {
        text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let mut left = plain(typed);
    let mut known: Vec<String> = own
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(plain)
        .filter(|word| word.chars().count() >= 3)
        .collect();
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let before = left.len();
    for word in known {
        left = left.replace(&word, "");
    }
    let letters = left.chars().filter(|c| c.is_alphabetic()).count();
    left.len() < before && letters < 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_one_s_own_words_are_taken() {
        for good in [
            "grain lorry at the ford",
            "Three-wells-before-Thursday",
            "ich fahre morgen ueber die bruecke",
            "قافلة الحبوب تصل غدا",
            "j4Kd02lqPz7xWm",
            "mercy rivers and a broken pump",
        ] {
            assert_eq!(fault(good, &["Ines Calder", "ines@example.org", "OCHA"]), None, "{good}");
        }
    }

    #[test]
    fn what_everybody_picks_is_refused() {
        for (bad, reason) in [
            ("short one", "short"),
            ("aaaaaaaaaaaaaaaa", "repeats"),
            ("abababababab", "repeats"),
            ("abcdefghijklmn", "repeats"),
            ("98765432109876", "repeats"),
            ("soldsoldsoldsold", "repeats"),
            ("Password123456!", "common"),
            ("P@ssw0rd2026!!", "common"),
            ("welcome home 2026", "common"),
            ("qwertyuiop1234", "common"),
            ("CIMIC house 2026", "common"),
            ("InesCalder2026", "own"),
            ("ines@example.org", "own"),
        ] {
            let found = fault(bad, &["Ines Calder", "ines@example.org", "OCHA"]);
            assert_eq!(found, Some(format!("account-passphrase-{reason}")).as_deref(), "{bad}");
        }
        assert_eq!(fault(&"river ".repeat(40), &[]), Some("account-passphrase-long"));
    }

    #[test]
    fn the_list_is_a_few_hundred_words() {
        assert!(COMMON.len() > 500, "{}", COMMON.len());
    }
}
