//! Forms that bring files: read whole into memory, as large as the door lets this address take, and checked for repeats like every form.

use super::{
    AppState,
    context::Ctx,
    error::{Error, Result},
};
use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::header,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A short text of such a form holds this many bytes at most.
const MAX_TEXT: usize = 64 * 1024;
/// And this many parts.
const MAX_PARTS: usize = 40;

/// A form with files of somebody known.
pub struct FileForm {
    pub cx: Ctx,
    pub files: Vec<UploadedFile>,
    fields: Vec<(String, String)>,
}

/// A file as it came: the name of its control, the name that the browser gave, and its bytes.
#[derive(Clone, Debug, Default)]
pub struct UploadedFile {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl FileForm {
    /// The value of a text field; empty where the form has none.
    pub fn text(&self, field: &str) -> &str {
        let found = self.fields.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Takes the file out of the form; None where nothing was chosen.
    pub fn take(&mut self, field: &str) -> Option<UploadedFile> {
        let at = self.files.iter().position(|file| file.field == field)?;
        Some(self.files.swap_remove(at))
            .filter(|file| !file.name.is_empty() || !file.bytes.is_empty())
    }
}

impl FromRequest<AppState> for FileForm {
    type Rejection = Error;

    /// The body is read while no transaction is open: a slow line must not hold a connection.
    async fn from_request(request: Request, state: &AppState) -> Result<FileForm> {
        let (parts, body) = request.into_parts();
        // Nobody's file is read before somebody is known to send it; this transaction ends here.
        drop(Ctx::of_known(&parts, state).await?);
        let mut bare = Request::new(body);
        *bare.headers_mut() = parts.headers.clone();
        // The door limits the body of this address; axum's own two megabytes do not count.
        DefaultBodyLimit::disable().apply(&mut bare);
        let (files, mut fields, digest) = read(bare).await?;
        let mut cx = Ctx::of_known(&parts, state).await?;
        let keys: Vec<String> =
            fields.extract_if(.., |(name, _)| name == "form_key").map(|(_, value)| value).collect();
        if let [key] = keys.as_slice() {
            let key = Uuid::parse_str(key).map_err(|_| Error::Unreadable("form_key".to_owned()))?;
            cx.once(key, digest).await?;
        }
        Ok(FileForm { cx, files, fields })
    }
}

type Parts = (Vec<UploadedFile>, Vec<(String, String)>, Vec<u8>);

async fn read(request: Request) -> Result<Parts> {
    let broken = |cause: &dyn std::fmt::Display| Error::Unreadable(cause.to_string());
    let (mut files, mut fields, mut hash) = (Vec::new(), Vec::new(), Sha256::new());
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        // A form without any file, which the page answers like an empty one.
        return Ok((files, fields, hash.finalize().to_vec()));
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|cause| broken(&cause))?;
    while let Some(field) = form.next_field().await.map_err(|cause| broken(&cause))? {
        if files.len() + fields.len() >= MAX_PARTS {
            return Err(Error::TooLarge);
        }
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(ToOwned::to_owned);
        let most = if file.is_some() { usize::MAX } else { MAX_TEXT };
        let bytes = bytes(field, most).await?;
        if name != "form_key" {
            hash.update(&name);
            hash.update([0]);
            hash.update(&bytes);
        }
        if let Some(file) = file {
            files.push(UploadedFile { field: name, name: file, bytes });
            continue;
        }
        let text = String::from_utf8(bytes)
            .map_err(|_| Error::Unreadable("the form is not UTF-8".to_owned()))?;
        fields.push((name, text));
    }
    Ok((files, fields, hash.finalize().to_vec()))
}

async fn bytes(mut field: Field<'_>, most: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let broken =
        |cause: axum::extract::multipart::MultipartError| Error::Unreadable(cause.to_string());
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > most {
            return Err(Error::TooLarge);
        }
    }
    Ok(bytes)
}
