//! Events as a file for the auditor: a stretch of the chain between two checkpoints, a line an event, sent as it is read.

use super::{
    chain::{Exported, FORMAT, Footer, Header, hex},
    forms::ExportForm,
    model::{Log, Stretch},
    policy::Export,
    store,
};
use crate::{
    access::Viewer,
    db::{Db, Mode},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::{
    body::{Body, Bytes, HttpBody},
    http::header,
    response::{IntoResponse as _, Response},
};
use hyper::body::Frame;
use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};
use tokio::sync::mpsc;

/// Events read at once.
const CHUNK: i64 = 1_000;

#[derive(Template)]
#[template(path = "audit/export.html")]
struct ExportPage {
    layout: Layout,
    form: ExportForm,
    errors: Errors,
}

/// `GET /audit/exports`
pub async fn new(cx: Ctx) -> Result<Response> {
    cx.tx.check(Export, &Log)?;
    let (form, errors) = (ExportForm::default(), Errors::default());
    Ok(cx.page(&ExportPage { layout: Layout::new(&cx), form, errors }))
}

/// `POST /audit/exports`: the file itself. What it holds ends at a signed checkpoint, at most some minutes old.
pub async fn create(post: Post<ExportForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let permit = cx.tx.permit(Export, &Log)?;
    let wanted = form.parse(&cx.house.zone);
    let found = match wanted {
        Ok((from, until)) => store::stretch(&mut cx.tx, from, until).await?,
        Err(Error::Invalid(errors)) => return Ok(again(&cx, form, errors)),
        Err(other) => return Err(other),
    };
    let Some(stretch) = found else {
        return Ok(again(&cx, form, Errors::one("from", "audit-error-no-checkpoint")));
    };
    store::exported(&mut cx.tx, permit).await?;
    let (db, viewer) = (cx.state.db.clone(), cx.viewer().clone());
    cx.saved("/audit/exports".to_owned(), "audit-notice-exported").await?;
    Ok(file(db, viewer, stretch))
}

fn again(cx: &Ctx, form: ExportForm, errors: Errors) -> Response {
    cx.invalid(&ExportPage { layout: Layout::new(cx), form, errors })
}

fn file(db: Db, viewer: Viewer, stretch: Stretch) -> Response {
    let name = format!("events-{}-{}.jsonl", stretch.start() + 1, stretch.end.seq);
    let (lines, inbox) = mpsc::channel(2);
    tokio::spawn(async move {
        if let Err(error) = write(&db, viewer, stretch, &lines).await {
            // A file that ends here has no last line, and verification says so.
            tracing::warn!(%error, "an export of events broke off");
            lines.send(Err(io::Error::other("the export broke off"))).await.ok();
        }
    });
    let disposition = format!("attachment; filename=\"{name}\"");
    let head = [
        // Not as JSON: what is compressed is gathered first, and this may be large.
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (head, Body::new(Lines(inbox))).into_response()
}

type Chunk = io::Result<Bytes>;

/// Writes header, events and checkpoint, a transaction a thousand events. A reader who goes away ends it.
async fn write(
    db: &Db,
    viewer: Viewer,
    stretch: Stretch,
    lines: &mpsc::Sender<Chunk>,
) -> Result<()> {
    let (mut seq, end) = (stretch.start(), stretch.end.seq);
    let header = Header { events: FORMAT.to_owned(), after: stretch.after };
    if send(lines, json(&header)?).await.is_none() {
        return Ok(());
    }
    while seq < end {
        let mut tx = db.begin(viewer.clone(), Mode::Read).await?;
        let entries = store::links(&mut tx, seq, end, CHUNK).await?;
        drop(tx);
        // Events that are no longer there leave a gap, which verification names.
        seq = entries.last().map_or(end, |(link, _)| link.seq);
        let mut chunk = String::new();
        for (link, hash) in entries {
            chunk.push_str(&json(&Exported { link, hash: hex(&hash) })?);
        }
        if send(lines, chunk).await.is_none() {
            return Ok(());
        }
    }
    send(lines, json(&Footer { checkpoint: stretch.end })?).await;
    Ok(())
}

async fn send(lines: &mpsc::Sender<Chunk>, text: String) -> Option<()> {
    lines.send(Ok(Bytes::from(text))).await.ok()
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    let text = serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(text + "\n")
}

/// A body that is written while it is sent.
struct Lines(mpsc::Receiver<Chunk>);

impl HttpBody for Lines {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(cx).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
