//! Pictures of a room, added by its keeper.

use super::{policy::Attach, store};
use crate::{
    files::Intake,
    web::{context::Ctx, error::Result, extract::Id, upload::Upload},
};
use axum::response::Response;

/// `GET /rooms/{id}/documents/new`
pub async fn new(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let room = store::find(&mut cx.tx, id).await?;
    Intake::form(cx, Attach, &room).await
}

/// `POST /rooms/{id}/documents/new`
pub async fn create(Id(id): Id, upload: Upload) -> Result<Response> {
    let mut cx = upload.open().await?;
    let room = store::find(&mut cx.tx, id).await?;
    Intake::admit(cx, Attach, &room).await?;
    let said = Intake::receive(&upload, &room).await?;
    let mut cx = upload.open().await?;
    let room = store::find(&mut cx.tx, id).await?;
    Intake::keep(cx, &upload, Attach, &room, said).await
}
