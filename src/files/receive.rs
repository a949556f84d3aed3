//! Takes one file in: into the store piece by piece, then looked at as a whole where its kind asks for that.

use super::{
    forms,
    model::{Arrived, MOST_BYTES, Media},
    pictures,
};
use crate::{
    blobs::{Blobs, Writer},
    web::{
        error::{Error, Result},
        forms::Errors,
        upload::broken_off,
    },
};
use axum::{body::Bytes, extract::multipart::Field};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

fn wrong(key: &'static str) -> Error {
    Error::Invalid(Errors::one("file", key))
}

/// The file of a form, in the store and checked; its name is still that which the browser sent.
/// [`Error::Invalid`] with what is wrong with it: then nothing of it stays.
pub async fn file(field: Field<'_>, blobs: &Blobs) -> Result<Arrived> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Err(wrong("files-needed"));
    }
    let media = forms::claimed(&name, field.content_type()).map_err(wrong)?;
    let id = Uuid::now_v7();
    let (bytes, sha256) = stream(field, media, blobs, id).await?;
    let arrived = Arrived { id, name, media, bytes, sha256 };
    match settle(arrived, blobs).await {
        Ok(arrived) => Ok(arrived),
        Err(error) => {
            blobs.forget(id).await?;
            Err(error)
        }
    }
}

/// Writes it while it comes, and stops at the first thing that is wrong.
async fn stream(
    mut field: Field<'_>,
    media: Media,
    blobs: &Blobs,
    id: Uuid,
) -> Result<(i64, Vec<u8>)> {
    let mut writer = blobs.write(id);
    match pieces(&mut field, media, &mut writer).await {
        Ok(found) => writer.finish().await.map(|()| found),
        Err(error) => {
            writer.abandon().await;
            Err(error)
        }
    }
}

async fn pieces(
    field: &mut Field<'_>,
    media: Media,
    writer: &mut Writer,
) -> Result<(i64, Vec<u8>)> {
    let (mut head, mut total, mut hash) = (Vec::new(), 0_u64, Sha256::new());
    let mut is_checked = false;
    while let Some(piece) = field.chunk().await.map_err(broken_off)? {
        total += piece.len() as u64;
        if total > MOST_BYTES {
            return Err(wrong("files-too-large"));
        }
        hash.update(&piece);
        if is_checked {
            writer.take(piece).await?;
            continue;
        }
        head.extend_from_slice(&piece);
        if head.len() >= forms::HEAD {
            check(media, &head)?;
            is_checked = true;
            writer.take(Bytes::from(std::mem::take(&mut head))).await?;
        }
    }
    if total == 0 {
        return Err(wrong("files-empty"));
    }
    if !is_checked {
        check(media, &head)?;
        writer.take(Bytes::from(head)).await?;
    }
    Ok((i64::try_from(total).unwrap_or(i64::MAX), hash.finalize().to_vec()))
}

fn check(media: Media, head: &[u8]) -> Result<()> {
    if forms::begins_like(media, head) { Ok(()) } else { Err(wrong("files-kind-lies")) }
}

/// What can only be told from the whole: a picture is made anew, the others are what they claim.
async fn settle(mut arrived: Arrived, blobs: &Blobs) -> Result<Arrived> {
    if arrived.media == Media::Pdf {
        return Ok(arrived);
    }
    let whole = blobs.whole(arrived.id).await?;
    if arrived.media.is_picture() {
        let picture = pictures::anew(arrived.media, whole)
            .await
            .ok_or_else(|| wrong("files-picture-broken"))?;
        arrived.bytes = i64::try_from(picture.len()).unwrap_or(i64::MAX);
        arrived.sha256 = Sha256::digest(&picture).to_vec();
        blobs.put(arrived.id, picture).await?;
    } else if !forms::is_whole(arrived.media, &whole) {
        return Err(wrong("files-kind-lies"));
    }
    Ok(arrived)
}
