//! The pages of photos: several from a visit, the second look, and the picture that everybody sees.

use super::{
    model::{Look, Shows},
    policy::{AttachPhotos, ReleasePhoto, WithdrawPhoto},
    store,
};
use crate::{
    access::Record as _,
    files::Intake,
    qips,
    web::{
        context::{Ctx, Open, Post},
        error::{Error, Result},
        extract::RefId,
        filters,
        forms::{Errors, Reader},
        html::Layout,
        upload::Upload,
    },
};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

/// `GET /qips/{reference}/visits/{id}/photos/new`
pub async fn new(RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let visit = store::visit(&mut cx.tx, project, id).await?;
    Intake::form(cx, AttachPhotos, &visit).await
}

/// `POST /qips/{reference}/visits/{id}/photos/new`
pub async fn create(RefId(reference, id): RefId, upload: Upload) -> Result<Response> {
    let mut cx = upload.open().await?;
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let visit = store::visit(&mut cx.tx, project, id).await?;
    Intake::admit(cx, AttachPhotos, &visit).await?;
    let said = Intake::receive(&upload, &visit).await?;
    let mut cx = upload.open().await?;
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let visit = store::visit(&mut cx.tx, project, id).await?;
    Intake::keep(cx, &upload, AttachPhotos, &visit, said).await
}

/// `GET /qips/{reference}/photos/{id}`: for whoever sees the card of a finished project, and its parties before. The transaction ends
/// before the bytes travel.
pub async fn picture(RefId(reference, id): RefId, Open(mut cx): Open) -> Result<Response> {
    let found = store::bytes(&mut cx.tx, &reference, id).await?;
    let blobs = cx.state.blobs.clone();
    drop(cx);
    let mut response = blobs.body(id).await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(found.media.mime()));
    headers.insert(header::CONTENT_LENGTH, found.bytes.into());
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    Ok(response)
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReleaseForm {
    pub shows: String,
    pub alt: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoForm {}

#[derive(Template)]
#[template(path = "qips/photo.html")]
struct LookPage {
    layout: Layout,
    look: Look,
    action: String,
    form: ReleaseForm,
    errors: Errors,
}

impl LookPage {
    fn shows() -> Vec<(&'static str, String)> {
        Shows::ALL.iter().map(|one| (one.as_str(), format!("qips-shows-{one}"))).collect()
    }
}

fn look_page(cx: &Ctx, look: Look, form: ReleaseForm, errors: Errors) -> LookPage {
    let action = format!("{}/photos/{}/release", look.project.url(), look.photo.file_id);
    LookPage { layout: Layout::new(cx), look, action, form, errors }
}

/// `GET /qips/{reference}/photos/{id}/release`: the second look.
pub async fn ask(RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let look = store::look(&mut cx.tx, project, id).await?;
    cx.tx.check(ReleasePhoto, &look)?;
    cx.opened("qip", look.project.id, look.project.owner_id, "page").await?;
    Ok(cx.page(&look_page(&cx, look, ReleaseForm::default(), Errors::default())))
}

/// `POST /qips/{reference}/photos/{id}/release`
pub async fn release(RefId(reference, id): RefId, post: Post<ReleaseForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let look = store::look(&mut cx.tx, project, id).await?;
    let permit = cx.tx.permit(ReleasePhoto, &look)?;
    let mut read = Reader::default();
    let shows = read.choice("shows", &form.shows, Shows::ALL, Shows::as_str);
    let alt = read.text("alt", &form.alt, 10..=300);
    match read.finish((shows, alt)) {
        Ok((shows, alt)) => store::release(&mut cx.tx, permit, shows, &alt).await?,
        Err(Error::Invalid(errors)) => {
            return Ok(cx.invalid(&look_page(&cx, look, form, errors)));
        }
        Err(other) => return Err(other),
    }
    cx.saved(format!("{}#photos", look.url()), "qips-done-release_photo").await
}

/// `POST /qips/{reference}/photos/{id}/withdrawal`
pub async fn withdraw(RefId(reference, id): RefId, post: Post<NoForm>) -> Result<Response> {
    let mut cx = post.cx;
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let look = store::look(&mut cx.tx, project, id).await?;
    let permit = cx.tx.permit(WithdrawPhoto, &look)?;
    store::withdraw(&mut cx.tx, permit).await?;
    cx.saved(format!("{}#photos", look.url()), "qips-done-withdraw_photo").await
}
