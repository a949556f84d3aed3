//! Coming back to a request with its reference and code.

use super::{
    super::model::url,
    forms::{Nothing, TrackForm},
    receipt::secret,
    store,
};
use crate::{
    access::Viewer,
    db::Mode,
    i18n::Text,
    web::{
        context::{Open, OpenPost, Post, digest, secret_cookie},
        error::{Error, Result},
        filters,
        forms::Errors,
        html::{self, Cookies, Layout, redirect_with_notice, set_cookie},
    },
};
use askama::Template;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use uuid::Uuid;

/// How long a visit lasts, in seconds.
const VISIT: u32 = 7200;

#[derive(Template)]
#[template(path = "asking/track.html")]
struct TrackPage {
    layout: Layout,
    form: TrackForm,
    errors: Errors,
}

/// `GET /track`
pub async fn new(Open(cx): Open) -> Result<Response> {
    let layout = Layout::new(&cx);
    Ok(cx.page(&TrackPage { layout, form: TrackForm::default(), errors: Errors::default() }))
}

/// `POST /track`
pub async fn open(OpenPost(post): OpenPost<TrackForm>) -> Result<Response> {
    let Post { cx, form } = post;
    let page = |errors| TrackPage { layout: Layout::new(&cx), form: form.clone(), errors };
    let (reference, code) = match form.parse() {
        Ok(typed) => typed,
        Err(Error::Invalid(errors)) => return Ok(cx.invalid(&page(errors))),
        Err(error) => return Err(error),
    };
    let mut tx = cx.state.db.begin(Viewer::visitor(None), Mode::Write).await?;
    let wait = store::code_wait(&mut tx, &reference).await?;
    if wait > 0 {
        let text = Text::new("asking-track-wait").with("n", wait);
        let page = page(Errors::one("code", text));
        let mut response = html::render(&page, &cx.voice(), StatusCode::TOO_MANY_REQUESTS, false);
        response.headers_mut().insert(header::RETRY_AFTER, wait.into());
        return Ok(response);
    }
    let token = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    let found = store::open_by_code(&mut tx, &reference, &digest(&code), &digest(&token)).await?;
    tx.commit().await?;
    if found.is_none() {
        return Ok(cx.invalid(&page(Errors::one("code", "asking-track-wrong"))));
    }
    let mut response = redirect_with_notice(&url(&reference), "");
    set_cookie(&mut response, &secret("visit", &token, VISIT, cx.state.https));
    Ok(response)
}

/// `POST /track/end`
pub async fn end(headers: HeaderMap, OpenPost(post): OpenPost<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let https = cx.state.https;
    if let Some(token) = Cookies::read(&headers).get(&secret_cookie("visit", https)) {
        store::end_visit(&mut cx.tx, &digest(token)).await?;
    }
    let mut response = cx.saved("/".to_owned(), "asking-notice-visit-ended").await?;
    for name in ["visit", "receipt"] {
        set_cookie(&mut response, &secret(name, "", 0, https));
    }
    Ok(response)
}
