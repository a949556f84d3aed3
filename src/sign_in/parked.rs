//! The form that was kept because the session had ended when it was sent.

use super::{forms::Nothing, model::Parked, policy::Discard, store};
use crate::access::Record;
use crate::web::{
    context::{Ctx, Post},
    error::Result,
    extract::Id,
    filters,
    html::Layout,
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "sign_in/parked.html")]
pub struct ParkedPage {
    layout: Layout,
    parked: Parked,
}

impl ParkedPage {
    fn removal(&self) -> String {
        format!("{}/removal", self.parked.url())
    }
}

/// `GET /parked/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let parked = store::find_parked(&mut cx.tx, id).await?;
    Ok(cx.page(&ParkedPage { layout: Layout::new(&cx), parked }))
}

/// `POST /parked/{id}/removal`
pub async fn discard(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let parked = store::find_parked(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Discard, &parked)?;
    store::discard(&mut cx.tx, permit).await?;
    cx.saved("/home".to_owned(), "sign-in-notice-discarded").await
}
