//! How names are compared: without case, accents, punctuation and stray spaces.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text with every run of spaces (also no-break ones) as one space, and none at its ends; without marks that
/// steer terminals or turn the reading direction.
pub fn tidy(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let space = |c: char| c.is_whitespace() || c.is_control() || turns(c);
    text.split(|c| space(c) || c == '\u{200b}' || c == '\u{feff}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Lower case, without accents; words of letters and digits with one space between. `Ceel-Buur’` is `ceel buur`.
pub fn fold(text: &str) -> String {
    let plain: String =
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let plain = plain.replace(['\'', '’', '‘', '`', 'ʿ', 'ʾ'], "");
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How alike two folded names are, from 0 to 1 (Sørensen–Dice over pairs of letters).
pub fn likeness(a: &str, b: &str) -> f64 {
    strsim::sorensen_dice(a, b)
}

/// The name among these that is most like this one, from `at_least` on.
pub fn nearest<'a, T>(
    name: &str,
    among: impl Iterator<Item = (T, &'a str)>,
    at_least: f64,
) -> Option<T> {
    among
        .map(|(value, other)| (likeness(name, other), value))
        .filter(|(likeness, _)| *likeness >= at_least)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_and_marks() {
        assert_eq!(fold("  Bu'aale "), "buaale");
        assert_eq!(fold("Médecins\u{a0}Sans  Frontières"), "medecins sans frontieres");
        assert_eq!(fold("SOS children’s villages"), fold("Sos Children’S Villages"));
        assert_eq!(tidy("Somali Relief \u{a0}(SRCO)\u{a0}"), "Somali Relief (SRCO)");
        assert_eq!(fold("ﻻ هاروفيل"), "لا هاروفيل");
    }

    #[test]
    fn the_nearest_name_is_found_or_none() {
        let names = [(1, "hamar jabjab"), (2, "hamar weyne")];
        assert_eq!(nearest("hamar jajab", names.into_iter(), 0.7), Some(1));
        assert_eq!(nearest("warta nabada", names.into_iter(), 0.7), None);
    }
}
