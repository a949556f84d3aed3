//! Documents and action points of a request.

use super::{
    model::Request,
    policy::{Attach, PutAction},
    store,
};
use crate::{
    access::VISITORS,
    actions::{Place, Put, PutForm},
    files::Intake,
    web::{
        context::{Ctx, Post},
        error::Result,
        extract::Ref,
        upload::Upload,
    },
};
use axum::response::Response;

/// `GET /requests/{reference}/documents/new`
pub async fn new(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    Intake::form(cx, Attach, &request).await
}

/// `POST /requests/{reference}/documents/new`
pub async fn create(Ref(reference): Ref, upload: Upload) -> Result<Response> {
    let mut cx = upload.open().await?;
    let request = store::find(&mut cx.tx, &reference).await?;
    Intake::admit(cx, Attach, &request).await?;
    let said = Intake::receive(&upload, &request).await?;
    let mut cx = upload.open().await?;
    let request = store::find(&mut cx.tx, &reference).await?;
    Intake::keep(cx, &upload, Attach, &request, said).await
}

/// Owner and parties: each can be asked for something, all see it.
fn place(request: &Request) -> Place {
    let mut parties = request.parties.clone();
    if request.owner_id != VISITORS {
        parties.push(request.owner_id);
    }
    Place { doers: parties.clone(), parties, ..Place::default() }
}

/// `GET /requests/{reference}/actions/new`
pub async fn new_action(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let request = store::find(&mut cx.tx, &reference).await?;
    Put::form(cx, PutAction, &request, &place(&request)).await
}

/// `POST /requests/{reference}/actions/new`
pub async fn put_action(Ref(reference): Ref, post: Post<PutForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let request = store::find(&mut cx.tx, &reference).await?;
    Put::take(cx, form, PutAction, &request, &place(&request)).await
}
