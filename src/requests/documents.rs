//! Documents of a request.

use super::{policy::Attach, store};
use crate::{
    files::Intake,
    web::{context::Ctx, error::Result, extract::Ref, upload::Upload},
};
use axum::response::Response;

/// `GET /requests/{reference}/documents/new`
pub async fn new(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    Intake::form(cx, Attach, &request).await
}

/// `POST /requests/{reference}/documents/new`
pub async fn create(Ref(reference): Ref, upload: Upload) -> Result<Response> {
    Intake::take(upload, Attach, async |tx| store::find(tx, &reference).await).await
}
