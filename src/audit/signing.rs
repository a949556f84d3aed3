//! The key with which checkpoints are signed: a file beside the data, for the house alone.

use crate::web::error::{Error, Result};
use ring::{rand::SystemRandom, signature::Ed25519KeyPair};
use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    sync::Arc,
};

/// The name of the file in the data folder (PKCS #8, readable by the owner of the process).
pub const KEY_FILE: &str = "audit-signing-key.pk8";

/// Signs checkpoints. Cheap to clone.
#[derive(Clone)]
pub struct Signer(Arc<Ed25519KeyPair>);

impl Signer {
    /// The key of this house; made when there is none yet. Whoever loses it starts a new one, and verification tells.
    pub fn of_folder(folder: &Path) -> Result<Signer> {
        let path = folder.join(KEY_FILE);
        match std::fs::read(&path) {
            Ok(bytes) => Signer::from_bytes(&bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let bytes = new_key()?;
                std::fs::create_dir_all(folder).map_err(unwritten)?;
                let mut file = OpenOptions::new();
                let mut file =
                    file.write(true).create_new(true).mode(0o600).open(&path).map_err(unwritten)?;
                file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(unwritten)?;
                Signer::from_bytes(&bytes)
            }
            Err(error) => Err(Error::Internal(format!("{KEY_FILE} cannot be read: {error}"))),
        }
    }

    /// A key that lives as long as this value, for tests.
    pub fn in_memory() -> Result<Signer> {
        Signer::from_bytes(&new_key()?)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Signer> {
        let pair = Ed25519KeyPair::from_pkcs8(bytes)
            .map_err(|error| Error::Internal(format!("{KEY_FILE} is no key: {error}")))?;
        Ok(Signer(Arc::new(pair)))
    }

    pub fn pair(&self) -> &Ed25519KeyPair {
        &self.0
    }
}

fn new_key() -> Result<Vec<u8>> {
    let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new());
    let key = key.map_err(|_| Error::Internal("no randomness for a signing key".to_owned()))?;
    Ok(key.as_ref().to_vec())
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn unwritten(error: std::io::Error) -> Error {
    Error::Internal(format!("{KEY_FILE} cannot be written: {error}"))
}
