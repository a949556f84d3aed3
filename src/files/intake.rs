//! The page that adds a document, for every feature: who may is that feature's own policy.

use super::{
    forms,
    model::{Arrived, Holds, MOST_FILES, MOST_PHOTOS, Media, Takes},
    receive, store,
};
use crate::{
    access::Action,
    db::Tx,
    web::{
        context::Ctx,
        error::{Error, Result},
        filters,
        forms::Errors,
        html::Layout,
        upload::{self, Upload},
    },
};
use askama::Template;
use axum::response::Response;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "files/new.html")]
struct NewPage {
    layout: Layout,
    /// Its own address.
    action: String,
    back: String,
    /// The name as typed.
    called: String,
    takes: Takes,
    errors: Errors,
}

impl NewPage {
    fn accepted(&self) -> String {
        Media::accepted(self.takes)
    }

    /// The key of its words: each form has its own.
    fn words(&self, key: &str) -> String {
        format!("files-{}-{key}", self.takes)
    }
}

/// Handlers of `…/documents/new`, to be called by the feature that owns the record.
pub struct Intake;

/// What the form said: its one-time key, the name that was typed, the files that came, and what was wrong with the last one.
#[derive(Default)]
pub struct Said {
    key: Option<Uuid>,
    name: String,
    files: Vec<Arrived>,
    wrong: Option<Error>,
}

impl Intake {
    /// `GET …/documents/new`
    pub async fn form<A>(mut cx: Ctx, action: A, record: &A::Record) -> Result<Response>
    where
        A: Action,
        A::Record: Holds,
    {
        cx.tx.check(action, record)?;
        room(&mut cx.tx, record, 1).await?;
        Ok(cx.page(&page(&cx, record, String::new(), Errors::default())))
    }

    /// First step of `POST …/documents/new`: whether a document may come at all. Ends the transaction, since the file can
    /// take minutes.
    pub async fn admit<A>(mut cx: Ctx, action: A, record: &A::Record) -> Result<()>
    where
        A: Action,
        A::Record: Holds,
    {
        cx.tx.check(action, record)?;
        room(&mut cx.tx, record, 1).await
    }

    /// Second step: reads the form; its files lie in the store when this returns, or what is wrong with one is in the answer.
    pub async fn receive<R: Holds>(upload: &Upload, _: &R) -> Result<Said> {
        read(upload, R::TAKES).await
    }

    /// Third step, with a new context and the record as it is now: keeps the document, or shows the form again.
    pub async fn keep<A>(
        mut cx: Ctx,
        upload: &Upload,
        action: A,
        record: &A::Record,
        said: Said,
    ) -> Result<Response>
    where
        A: Action + Copy,
        A::Record: Holds,
    {
        let Said { key, name, files, wrong } = said;
        let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
        let done = match wrong {
            Some(wrong) => Err(wrong),
            None if files.is_empty() => Err(Error::Invalid(Errors::one("file", "files-needed"))),
            None if A::Record::TAKES == Takes::Picture && name.trim().is_empty() => {
                Err(Error::Invalid(Errors::one("name", "files-shows-needed")))
            }
            None => keep(&mut cx, action, record, key, &name, files, upload.path()).await,
        };
        if done.is_err() {
            for id in ids {
                upload.state().blobs.forget(id).await?;
            }
        }
        match done {
            Ok(()) => cx.saved(record.hanging(), "files-added").await,
            Err(Error::Invalid(errors)) => Ok(cx.invalid(&page(&cx, record, name, errors))),
            Err(other) => Err(other),
        }
    }
}

async fn keep<A>(
    cx: &mut Ctx,
    action: A,
    record: &A::Record,
    key: Option<Uuid>,
    name: &str,
    files: Vec<Arrived>,
    path: &str,
) -> Result<()>
where
    A: Action + Copy,
    A::Record: Holds,
{
    if let Some(key) = key {
        let mut hash = Sha256::new();
        hash.update(path);
        hash.update([0]);
        hash.update(name);
        for file in &files {
            hash.update(&file.sha256);
        }
        cx.once(key, hash.finalize().to_vec()).await?;
    }
    room(&mut cx.tx, record, files.len()).await?;
    for file in files {
        let permit = cx.tx.permit(action, record)?;
        let name = forms::tidy_name(name, &file.name, file.media);
        store::add(&mut cx.tx, permit, &Arrived { name, ..file }).await?;
    }
    Ok(())
}

/// Refuses where the record would have more documents than one may have.
async fn room<R: Holds>(tx: &mut Tx, record: &R, more: usize) -> Result<()> {
    let more = i64::try_from(more).unwrap_or(i64::MAX);
    if store::count(tx, R::KIND, record.id()).await? + more > MOST_FILES {
        return Err(Error::Conflict { reason: "files-late-full", url: record.url() });
    }
    Ok(())
}

async fn read(upload: &Upload, takes: Takes) -> Result<Said> {
    let blobs = upload.state().blobs.clone();
    let most = if takes == Takes::Photos { MOST_PHOTOS } else { 1 };
    let mut parts = upload.read().await?;
    let mut said = Said::default();
    while let Some(field) = upload::next(&mut parts).await? {
        match field.name().unwrap_or_default() {
            "form_key" => {
                let key = upload::text(field, 60).await?;
                said.key = Some(
                    Uuid::parse_str(&key).map_err(|_| Error::Unreadable("form_key".to_owned()))?,
                );
            }
            "name" => said.name = upload::text(field, 600).await?,
            "file" if said.files.len() < most => {
                let sent = field.file_name().unwrap_or_default();
                let is_other =
                    !sent.is_empty() && !Media::of_name(sent).is_some_and(Media::is_picture);
                let came = if takes != Takes::Document && is_other {
                    Err(Error::Invalid(Errors::one("file", "files-kind-picture")))
                } else {
                    receive::file(field, &blobs).await
                };
                match came {
                    Ok(file) => said.files.push(file),
                    // What is wrong with a file is said beside it, once those before it are forgotten.
                    Err(wrong) => {
                        said.wrong = Some(wrong);
                        return Ok(said);
                    }
                }
            }
            other => {
                said.wrong = Some(Error::Unreadable(format!("unknown field {other}")));
                return Ok(said);
            }
        }
    }
    Ok(said)
}

fn page<R: Holds>(cx: &Ctx, record: &R, called: String, errors: Errors) -> NewPage {
    let action = cx.path.split('?').next().unwrap_or_default().to_owned();
    let (back, takes) = (record.url(), R::TAKES);
    NewPage { layout: Layout::new(cx), action, back, called, takes, errors }
}
