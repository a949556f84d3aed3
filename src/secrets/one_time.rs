//! One-time codes: the second factor of a telephone (RFC 6238) and the recovery codes for when it is lost.

use crate::web::error::{Error, Result};
use qrcodegen::{QrCode, QrCodeEcc};
use rand::Rng;
use std::fmt::Write;
use totp_rs::{Builder, Secret, Totp};

/// Crockford's base 32: nothing in it is taken for something else.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new secret in base 32, as the telephone takes it.
pub fn new_secret() -> String {
    Secret::generate().to_base32()
}

/// The step of the code when it is right now (half a minute off either way counts), for refusing it a second time.
pub fn step(secret: &str, code: &str) -> Result<Option<i64>> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let now = u64::try_from(crate::clock::now().as_second()).unwrap_or_default();
    let step = totp(secret, "house", "account")?.check(&code, now);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// What the picture says: `otpauth://totp/…`.
pub fn address(secret: &str, house: &str, account: &str) -> Result<String> {
    totp(secret, house, account)?.to_url().map_err(failed)
}

fn totp(secret: &str, house: &str, account: &str) -> Result<Totp> {
    let secret = Secret::try_from_base32(secret).map_err(failed)?;
    let plain = |text: &str| text.replace(':', " ");
    let builder = Builder::new().with_secret(secret).with_account_name(plain(account));
    builder.with_issuer(Some(plain(house))).build().map_err(failed)
}

/// The picture of an address: the path of an SVG, and the length of its side.
pub fn picture(address: &str) -> Result<(String, i32)> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).map_err(failed)?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            write!(path, "M{} {}h1v1h-1z", x + 4, y + 4).map_err(failed)?;
        }
    }
    Ok((path, code.size() + 8))
}

/// Ten recovery codes of 80 bits: `K7QF-2M9P-…`, to be shown once.
pub fn recovery_codes() -> Vec<String> {
    (0..10).map(|_| recovery_code()).collect()
}

fn recovery_code() -> String {
    let mut bytes = [0; 16];
    rand::rng().fill_bytes(&mut bytes);
    let letters: Vec<char> =
        bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A recovery code as typed, in the form whose hash is kept.
pub fn plain_code(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric);
    letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("one-time code: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_is_read_as_people_write_it() {
        for code in recovery_codes() {
            assert_eq!(code.len(), 19);
            assert_eq!(plain_code(&code.to_lowercase().replace('-', " ")), plain_code(&code));
        }
        assert_eq!(plain_code("oil0"), "0110");
    }

    #[test]
    fn a_telephone_and_the_house_agree() {
        let secret = new_secret();
        let now = u64::try_from(crate::clock::now().as_second()).unwrap();
        let code = totp(&secret, "house", "account").unwrap().generate(now).to_string();
        assert!(step(&secret, &code).unwrap().is_some());
        assert!(step(&secret, "12345").unwrap().is_none());
        let address = address(&secret, "UNMIZ: house", "ines@example.org").unwrap();
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        assert!(picture(&address).unwrap().1 > 29);
    }
}
