//! The pages of links. One handler, one address, one template.

use super::{
    forms::WelcomeForm,
    model::{Guest, Kind, Link},
    policy::ShowLink,
    store,
};
use crate::{
    people::{self, forms::Nothing, policy::StartReset},
    secrets,
    web::{
        context::{Ctx, Early, Open, Post},
        error::{Error, Result},
        extract::{Id, Origin, Token},
        filters,
        forms::Errors,
        html::{self, Layout, redirect_with_notice},
    },
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

/// `POST /people/{id}/reset`
pub async fn start(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let person = people::store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(StartReset, &person)?;
    store::start(&mut cx.tx, permit).await?;
    cx.saved(format!("/people/{id}"), "people-notice-reset").await
}

#[derive(Template)]
#[template(path = "people/link.html")]
pub struct LinkPage {
    layout: Layout,
    link: Link,
    address: String,
}

/// `POST /people/{id}/link`
pub async fn show_link(
    Id(id): Id,
    Origin(origin): Origin,
    post: Post<Nothing>,
) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let link = store::waiting(&mut cx.tx, id).await?.ok_or(Error::NotFound)?;
    let permit = cx.tx.permit(ShowLink, &link)?;
    let token = store::show(&mut cx.tx, permit).await?;
    let address = format!("{origin}/welcome/{token}");
    let page = LinkPage { layout: Layout::new(&cx), link, address };
    cx.shown_once(&page, format!("/people/{id}"), "people-notice-link-shown").await
}

#[derive(Template)]
#[template(path = "people/welcome.html")]
pub struct WelcomePage {
    layout: Layout,
    /// None when the link was used, has run out, or never was.
    guest: Option<Guest>,
    action: String,
    errors: Errors,
}

/// `GET /welcome/{token}`
pub async fn welcome(Token(token): Token, Open(cx): Open) -> Result<Response> {
    let guest = store::guest(&cx.state.db, &token).await?;
    Ok(answer(&cx, &token, guest, Errors::default()))
}

/// `POST /welcome/{token}`
pub async fn set_passphrase(Token(token): Token, early: Early<WelcomeForm>) -> Result<Response> {
    let db = &early.state.db;
    let Some(guest) = store::guest(db, &token).await? else {
        return Ok(answer(&early.open().await?, &token, None, Errors::default()));
    };
    let passphrase = match early.form.parse(&guest) {
        Ok(passphrase) => passphrase,
        Err(Error::Invalid(errors)) => {
            return Ok(answer(&early.open().await?, &token, Some(guest), errors));
        }
        Err(other) => return Err(other),
    };
    if store::spend(db, &token, &secrets::hash(passphrase).await?).await? {
        return Ok(redirect_with_notice("/sign-in", "people-notice-welcome"));
    }
    Ok(answer(&early.open().await?, &token, None, Errors::default()))
}

fn answer(cx: &Ctx, token: &str, guest: Option<Guest>, errors: Errors) -> Response {
    let status = match (&guest, errors.any()) {
        (None, _) => StatusCode::NOT_FOUND,
        (Some(_), true) => StatusCode::UNPROCESSABLE_ENTITY,
        (Some(_), false) => StatusCode::OK,
    };
    let (layout, action) = (Layout::new(cx), format!("/welcome/{token}"));
    html::render(&WelcomePage { layout, guest, action, errors }, &cx.voice(), status, false)
}
