//! Documents and action points of a project.

use super::{
    model::Project,
    policy::{Attach, PutAction},
    store,
};
use crate::{
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
use uuid::Uuid;

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
    let said = Intake::receive(&upload, &project).await?;
    let mut cx = upload.open().await?;
    let project = store::find(&mut cx.tx, &reference).await?;
    Intake::keep(cx, &upload, Attach, &project, said).await
}

/// Those who work on it: each can be asked for something, all see it. Committees judge, they do no works.
fn place(cx: &Ctx, project: &Project) -> Place {
    let named = [project.section_id, project.team_id, project.partner_id];
    let mut parties: Vec<Uuid> = named.into_iter().flatten().collect();
    parties.extend([project.owner_id, project.proposer_id, cx.viewer().actor]);
    parties.sort_unstable();
    parties.dedup();
    Place { doers: parties.clone(), parties, ..Place::default() }
}

/// `GET /qips/{reference}/actions/new`
pub async fn new_action(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let project = store::find(&mut cx.tx, &reference).await?;
    let place = place(&cx, &project);
    Put::form(cx, PutAction, &project, &place).await
}

/// `POST /qips/{reference}/actions/new`
pub async fn put_action(Ref(reference): Ref, post: Post<PutForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = store::find(&mut cx.tx, &reference).await?;
    let place = place(&cx, &project);
    Put::take(cx, form, PutAction, &project, &place).await
}
