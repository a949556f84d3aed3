//! Where the bytes of documents lie: a folder under the data folder, or an object store that speaks S3.

use crate::web::error::{Error, Result};
use axum::body::{Body, Bytes};
use object_store::{
    ObjectStore, ObjectStoreExt, PutPayload, buffered::BufWriter, local::LocalFileSystem,
    memory::InMemory, path::Path,
};
use std::{path::Path as Folder, sync::Arc};
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

/// What an upload holds in memory before it goes on in parts; S3 takes no smaller ones.
const PART: usize = 5 << 20;

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// Before every key, where the address of the store names a folder.
    prefix: Path,
}

/// Bytes on their way in.
pub struct Writer(BufWriter);

fn failed(cause: impl std::fmt::Display) -> Error {
    Error::Internal(format!("the store of documents: {cause}"))
}

impl Blobs {
    /// A folder, which is made when it is not there.
    pub fn in_folder(folder: &Folder) -> Result<Blobs> {
        std::fs::create_dir_all(folder).map_err(failed)?;
        let store =
            LocalFileSystem::new_with_prefix(folder).map_err(failed)?.with_automatic_cleanup(true);
        Ok(Blobs { store: Arc::new(store), prefix: Path::default() })
    }

    /// For tests: gone with the process.
    pub fn in_memory() -> Blobs {
        Blobs { store: Arc::new(InMemory::new()), prefix: Path::default() }
    }

    /// `s3://bucket/folder`; keys, region and endpoint come from the usual variables (`AWS_ACCESS_KEY_ID`, …).
    #[cfg(feature = "s3")]
    pub fn at(url: &str) -> Result<Blobs> {
        let (bucket, folder) = url
            .strip_prefix("s3://")
            .map(|rest| rest.split_once('/').unwrap_or((rest, "")))
            .ok_or_else(|| failed("CIMIC_FILES_URL is not an address like s3://bucket/folder"))?;
        let store = object_store::aws::AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()
            .map_err(failed)?;
        Ok(Blobs { store: Arc::new(store), prefix: Path::from(folder) })
    }

    #[cfg(not(feature = "s3"))]
    pub fn at(_: &str) -> Result<Blobs> {
        Err(failed("CIMIC_FILES_URL needs a program built with the feature `s3`"))
    }

    /// `files/3f/3f2b…`: an id of our own, never a name that somebody typed.
    fn key(&self, id: Uuid) -> Path {
        let text = id.simple().to_string();
        let last = text.get(30..).unwrap_or_default();
        self.prefix.clone().join("files").join(last).join(text.as_str())
    }

    /// Begins to take in an object piece by piece.
    pub fn write(&self, id: Uuid) -> Writer {
        Writer(BufWriter::with_capacity(self.store.clone(), self.key(id), PART))
    }

    /// Puts a whole object, over what was there.
    pub async fn put(&self, id: Uuid, bytes: Vec<u8>) -> Result<()> {
        self.store.put(&self.key(id), PutPayload::from(bytes)).await.map_err(failed)?;
        Ok(())
    }

    /// The whole object; only for what is known to be small enough.
    pub async fn whole(&self, id: Uuid) -> Result<Bytes> {
        self.store.get(&self.key(id)).await.map_err(failed)?.bytes().await.map_err(failed)
    }

    /// The object as the body of an answer, piece by piece; [`Error::NotFound`] when it is gone.
    pub async fn body(&self, id: Uuid) -> Result<Body> {
        match self.store.get(&self.key(id)).await {
            Ok(found) => Ok(Body::from_stream(found.into_stream())),
            Err(object_store::Error::NotFound { .. }) => Err(Error::NotFound),
            Err(other) => Err(failed(other)),
        }
    }

    /// Forgets an object; one that is gone already is fine.
    pub async fn forget(&self, id: Uuid) -> Result<()> {
        match self.store.delete(&self.key(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(other) => Err(failed(other)),
        }
    }
}

impl Writer {
    pub async fn take(&mut self, bytes: Bytes) -> Result<()> {
        self.0.put(bytes).await.map_err(failed)
    }

    /// The object is there once this returned.
    pub async fn finish(mut self) -> Result<()> {
        self.0.shutdown().await.map_err(failed)
    }

    /// Leaves nothing behind.
    pub async fn abandon(mut self) {
        if let Err(cause) = self.0.abort().await {
            tracing::debug!(%cause, "an upload that broke off could not be cleared away");
        }
    }
}
