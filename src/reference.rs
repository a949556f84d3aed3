//! References that are read out on a radio: `K7QF-2M9P`. Seven random characters of Crockford's base 32
//! and a check character (a weighted sum modulo 31, so that a wrong or swapped character is noticed).

use rand::RngExt;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new reference, without its hyphen.
pub fn new() -> String {
    let mut rng = rand::rng();
    let body: Vec<u8> = (0..7).map(|_| rng.random_range(0..32u8)).collect();
    let mut reference: String =
        body.iter().map(|value| char::from(ALPHABET[usize::from(*value)])).collect();
    reference.push(check(&body));
    reference
}

fn check(body: &[u8]) -> char {
    let sum: usize =
        body.iter().enumerate().map(|(place, value)| (place + 1) * (usize::from(*value) + 1)).sum();
    char::from(ALPHABET[sum % 31])
}

/// Reads a reference as people type it: any case, with or without hyphens and spaces, O for 0, I and L for 1.
/// None when it cannot be one.
pub fn parse(typed: &str) -> Option<String> {
    let mut body = Vec::with_capacity(8);
    for c in typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2011}')) {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        body.push(u8::try_from(ALPHABET.iter().position(|known| char::from(*known) == c)?).ok()?);
    }
    let (last, body) = body.split_last().filter(|(_, body)| body.len() == 7)?;
    (check(body) == char::from(ALPHABET[usize::from(*last)])).then(|| {
        body.iter().chain([last]).map(|value| char::from(ALPHABET[usize::from(*value)])).collect()
    })
}

/// As it is written: `K7QF-2M9P`.
pub fn show(reference: &str) -> String {
    match reference.split_at_checked(4) {
        Some((first, last)) => format!("{first}-{last}"),
        None => reference.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    #[test]
    fn a_reference_read_out_and_typed_again_is_the_same() {
        for _ in 0..1000 {
            let reference = super::new();
            let typed = super::show(&reference).to_lowercase().replace('0', "o").replace('1', "l");
            assert_eq!(super::parse(&typed), Some(reference));
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_noticed(place in 0usize..7, other in 0usize..32) {
            let reference = super::new();
            let mut wrong: Vec<u8> = reference.bytes().collect();
            prop_assume!(wrong[place] != super::ALPHABET[other]);
            // 31 and 0 weigh the same modulo 31; every other pair differs.
            let was = super::ALPHABET.iter().position(|c| *c == wrong[place]).unwrap();
            prop_assume!(was.abs_diff(other) != 31);
            wrong[place] = super::ALPHABET[other];
            prop_assert_eq!(super::parse(&String::from_utf8(wrong).unwrap()), None);
        }

        #[test]
        fn nothing_typed_breaks_it(typed in ".*") {
            let _ = super::parse(&typed);
        }
    }
}
