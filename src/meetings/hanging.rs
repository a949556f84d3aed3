//! What hangs on a meeting: its documents, its action points and those of earlier meetings, the reports that are still owed.

use super::{model::Meeting, policy::Attach, store};
use crate::{
    access::Record as _,
    actions::{self, model::Listing},
    actors,
    files::{
        self, Intake,
        model::{Documents, RecordKind},
    },
    web::{context::Ctx, error::Result, extract::Ref, upload::Upload},
};
use axum::response::Response;
use jiff_sqlx::Date;
use uuid::Uuid;

/// Everything that hangs on a meeting, as far as the reader sees it; nothing for who is not named on it.
#[derive(Clone, Debug, Default)]
pub struct Hanging {
    pub documents: Documents,
    pub actions: Listing,
    /// Still open from earlier meetings of the forum.
    pub carried: Listing,
    /// Who was there and still owes a report, until when, and whether that day has passed.
    pub owed: Vec<(String, Date, bool)>,
}

impl Hanging {
    pub async fn of(cx: &mut Ctx, meeting: &Meeting) -> Result<Hanging> {
        if !meeting.names(cx.viewer()) {
            return Ok(Hanging::default());
        }
        let add =
            cx.viewer().may(Attach, meeting).then(|| format!("{}/documents/new", meeting.url()));
        let (id, lang) = (meeting.id, cx.lang);
        let tx = &mut cx.tx;
        let owing = store::owing(tx, id).await?;
        let ids: Vec<Uuid> = owing.iter().map(|(actor, ..)| *actor).collect();
        let names = actors::store::names(tx, &ids).await?;
        let name = |actor: &Uuid| names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
        let forum = meeting.forum_id.filter(|_| meeting.state.is_ahead());
        Ok(Hanging {
            documents: files::store::documents(tx, RecordKind::Meeting, id, add).await?,
            actions: actions::store::listing(tx, RecordKind::Meeting, id, None).await?,
            carried: actions::store::carried(tx, id, forum).await?,
            owed: owing.iter().map(|(actor, due, late)| (name(actor), *due, *late)).collect(),
        })
    }
}

/// `GET /meetings/{reference}/documents/new`
pub async fn new_document(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let meeting = store::find(&mut cx.tx, &reference).await?;
    Intake::form(cx, Attach, &meeting).await
}

/// `POST /meetings/{reference}/documents/new`
pub async fn add_document(Ref(reference): Ref, upload: Upload) -> Result<Response> {
    let mut cx = upload.open().await?;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    Intake::admit(cx, Attach, &meeting).await?;
    let said = Intake::receive(&upload, &meeting).await?;
    let mut cx = upload.open().await?;
    let meeting = store::find(&mut cx.tx, &reference).await?;
    Intake::keep(cx, &upload, Attach, &meeting, said).await
}
