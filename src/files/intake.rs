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
    name: String,
    errors: Errors,
}

impl NewPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn accepted(&self) -> String {
        Media::accepted()
    }
}

/// Handlers of `…/documents/new`, to be called by the feature that owns the record.
pub struct Intake;

/// What the form said: its one-time key, the name that was typed, the file.
#[derive(Default)]
struct Said {
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
        Ok(cx.page(&page(&cx, record.url(), String::new(), Errors::default())))
    }

    /// `POST …/documents/new`; `find` reads the record as the feature's own pages do. It is read twice: before the file may
    /// come, and when it has come, since that can take minutes.
    pub async fn take<A>(
        mut upload: Upload,
        action: A,
        find: impl AsyncFn(&mut Tx) -> Result<A::Record>,
    ) -> Result<Response>
    where
        A: Action + Copy,
        A::Record: Holds,
    {
        {
            let mut cx = upload.open().await?;
            let record = find(&mut cx.tx).await?;
            cx.tx.check(action, &record)?;
            room(&mut cx.tx, &record).await?;
        }
        let said = read(&mut upload).await?;
        let mut cx = upload.open().await?;
        let record = find(&mut cx.tx).await?;
        let arrived = match said.file.unwrap_or_else(|| Err(Error::Invalid(Errors::one("file", "files-needed")))) {
            Ok(arrived) => arrived,
            Err(Error::Invalid(errors)) => return Ok(cx.invalid(&page(&cx, record.url(), said.name, errors))),
            Err(other) => return Err(other),
        };
        let id = arrived.id;
        let kept = keep(&mut cx, action, &record, said.key, &said.name, arrived, upload.path()).await;
        match kept {
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

/// Refuses where the record has as many documents as one may have.
async fn room<R: Holds>(tx: &mut Tx, record: &R) -> Result<()> {
    if store::count(tx, R::KIND, record.id()).await? >= MOST_FILES {
        return Err(Error::Conflict { reason: "files-late-full", url: record.url() });
    }
    Ok(())
}

async fn read(upload: &mut Upload) -> Result<Said> {
    let blobs = upload.state().blobs.clone();
    let mut parts = upload.read().await?;
    let mut said = Said::default();
    while let Some(field) = upload::next(&mut parts).await? {
        match field.name().unwrap_or_default() {
            "form_key" => {
                let key = upload::text(field, 60).await?;
                said.key = Some(Uuid::parse_str(&key).map_err(|_| Error::Unreadable("form_key".to_owned()))?);
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

fn page(cx: &Ctx, back: String, name: String, errors: Errors) -> NewPage {
    let action = cx.path.split('?').next().unwrap_or_default().to_owned();
    NewPage { layout: Layout::new(cx), action, back, name, errors }
}
