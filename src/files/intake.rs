//! The page that adds a document, for every feature: who may is that feature's own policy.

use super::{
    forms,
    model::{Arrived, Holds, MOST_FILES, Media},
    receive, store,
};
use crate::{
    access::{Action, Record as _},
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
    /// Only pictures, each with words of what it shows.
    pictures: bool,
    errors: Errors,
}

impl NewPage {
    fn accepted(&self) -> String {
        Media::accepted(self.pictures)
    }

    /// The key of its words: those of pictures, where only these are taken.
    fn words(&self, key: &str) -> String {
        format!("files-{}-{key}", if self.pictures { "picture" } else { "document" })
    }
}

/// Handlers of `…/documents/new`, to be called by the feature that owns the record.
pub struct Intake;

/// What the form said: its one-time key, the name that was typed, the file.
#[derive(Default)]
pub struct Said {
    key: Option<Uuid>,
    name: String,
    file: Option<Result<Arrived>>,
}

impl Intake {
    /// `GET …/documents/new`
    pub async fn form<A>(mut cx: Ctx, action: A, record: &A::Record) -> Result<Response>
    where
        A: Action,
        A::Record: Holds,
    {
        cx.tx.check(action, record)?;
        room(&mut cx.tx, record).await?;
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
        room(&mut cx.tx, record).await
    }

    /// Second step: reads the form; its file lies in the store when this returns, or what is wrong with it is in the answer.
    pub async fn receive(upload: &Upload) -> Result<Said> {
        read(upload).await
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
        A: Action,
        A::Record: Holds,
    {
        let needed = || Err(Error::Invalid(Errors::one("file", "files-needed")));
        let arrived = match said.file.unwrap_or_else(needed) {
            Ok(arrived) => arrived,
            Err(Error::Invalid(errors)) => {
                return Ok(cx.invalid(&page(&cx, record, said.name, errors)));
            }
            Err(other) => return Err(other),
        };
        let id = arrived.id;
        if let Some(errors) = unfit::<A::Record>(&said.name, &arrived) {
            upload.state().blobs.forget(id).await?;
            return Ok(cx.invalid(&page(&cx, record, said.name, errors)));
        }
        match keep(&mut cx, action, record, said.key, &said.name, arrived, upload.path()).await {
            Ok(()) => cx.saved(format!("{}#documents", record.url()), "files-added").await,
            Err(error) => {
                upload.state().blobs.forget(id).await?;
                Err(error)
            }
        }
    }
}

async fn keep<A>(
    cx: &mut Ctx,
    action: A,
    record: &A::Record,
    key: Option<Uuid>,
    name: &str,
    arrived: Arrived,
    path: &str,
) -> Result<()>
where
    A: Action,
    A::Record: Holds,
{
    if let Some(key) = key {
        let mut hash = Sha256::new();
        hash.update(path);
        hash.update([0]);
        hash.update(name);
        hash.update(&arrived.sha256);
        cx.once(key, hash.finalize().to_vec()).await?;
    }
    room(&mut cx.tx, record).await?;
    let permit = cx.tx.permit(action, record)?;
    let name = forms::tidy_name(name, &arrived.name, arrived.media);
    store::add(&mut cx.tx, permit, &Arrived { name, ..arrived }).await
}

/// What is wrong with it for a record that takes pictures alone.
fn unfit<R: Holds>(name: &str, arrived: &Arrived) -> Option<Errors> {
    let mut errors = Errors::default();
    if R::PICTURES && name.trim().is_empty() {
        errors = errors.and(Errors::one("name", "files-shows-needed"));
    }
    if R::PICTURES && !arrived.media.is_picture() {
        errors = errors.and(Errors::one("file", "files-pictures-only"));
    }
    errors.any().then_some(errors)
}

/// Refuses where the record has as many documents as one may have.
async fn room<R: Holds>(tx: &mut Tx, record: &R) -> Result<()> {
    if store::count(tx, R::KIND, record.id()).await? >= MOST_FILES {
        return Err(Error::Conflict { reason: "files-late-full", url: record.url() });
    }
    Ok(())
}

async fn read(upload: &Upload) -> Result<Said> {
    let blobs = upload.state().blobs.clone();
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
            "file" if said.file.is_none() => match receive::file(field, &blobs).await {
                // What is wrong with the file is said beside it; everything else ends here.
                Err(error) if !matches!(error, Error::Invalid(_)) => return Err(error),
                done => {
                    let failed = done.is_err();
                    said.file = Some(done);
                    if failed {
                        return Ok(said);
                    }
                }
            },
            other => return Err(Error::Unreadable(format!("unknown field {other}"))),
        }
    }
    Ok(said)
}

fn page<R: Holds>(cx: &Ctx, record: &R, called: String, errors: Errors) -> NewPage {
    let action = cx.path.split('?').next().unwrap_or_default().to_owned();
    let (back, pictures) = (record.url(), R::PICTURES);
    NewPage { layout: Layout::new(cx), action, back, called, pictures, errors }
}
