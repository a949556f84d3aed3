//! Documents and pictures of a project.

use super::{policy::Attach, store};
use crate::{
    files::Intake,
    web::{context::Ctx, error::Result, extract::Ref, upload::Upload},
};
use axum::response::Response;

/// `GET /qips/{reference}/documents/new`
pub async fn new(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let project = store::find(&mut cx.tx, &reference).await?;
    Intake::form(cx, Attach, &project).await
}

/// `POST /qips/{reference}/documents/new`
pub async fn create(Ref(reference): Ref, upload: Upload) -> Result<Response> {
    let mut cx = upload.open().await?;
    let project = store::find(&mut cx.tx, &reference).await?;
    Intake::admit(cx, Attach, &project).await?;
    let said = Intake::receive(&upload).await?;
    let mut cx = upload.open().await?;
    let project = store::find(&mut cx.tx, &reference).await?;
    Intake::keep(cx, &upload, Attach, &project, said).await
}
