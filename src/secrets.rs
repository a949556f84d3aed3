//! Passphrases and tokens: argon2id off the async threads and bounded, random tokens kept only as their hash.

pub mod one_time;

use crate::web::error::{Error, Result};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;
use std::{io, num::NonZero, sync::LazyLock, thread::available_parallelism};
use tokio::runtime::{Builder, Runtime};

/// The threads that hash, as many as there are cores. Each hash takes 19 MiB and a core; threads of their own keep
/// that memory in one place each, where the common ones would spread it over dozens (370 MB were seen).
static HASHERS: LazyLock<io::Result<Runtime>> = LazyLock::new(|| {
    let cores = available_parallelism().map_or(2, NonZero::get);
    Builder::new_current_thread().max_blocking_threads(cores).thread_name("hasher").build()
});

/// What an unknown account is checked against, so that time does not tell which accounts exist.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| make("nobody has this passphrase").unwrap_or_default());

/// 256 random bits, as they go into a cookie or an address.
pub fn token() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Argon2id with 19 MiB, two passes, one lane (OWASP, Password Storage Cheat Sheet).
pub async fn hash(passphrase: String) -> Result<String> {
    hashers()?.spawn_blocking(move || make(&passphrase)).await.map_err(failed)?
}

/// Whether the passphrase is the one that was hashed. The work is the same where there is no hash.
pub async fn verify(passphrase: String, stored: Option<String>) -> Result<bool> {
    let check = move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let fits = PasswordHash::new(&stored).is_ok_and(|parsed| {
            Argon2::default().verify_password(passphrase.as_bytes(), &parsed).is_ok()
        });
        known && fits
    };
    hashers()?.spawn_blocking(check).await.map_err(failed)
}

fn hashers() -> Result<&'static Runtime> {
    HASHERS.as_ref().map_err(failed)
}

fn make(passphrase: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(passphrase.as_bytes()).map_err(failed)?;
    Ok(hash.to_string())
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("passphrase: {error}"))
}

/// Bytes in hexadecimal, lower case.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
