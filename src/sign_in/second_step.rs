//! The second step of signing in: a code of the telephone, or a recovery code.

use super::{
    forms::{Onward, SecondStepForm},
    model::Step,
    pages::{go_on, mark},
    store,
};
use crate::web::{
    context::{Early, Open},
    error::Result,
    extract::{Client, Query},
    filters,
    forms::Errors,
    html::{self, Layout, set_cookie},
};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode},
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "sign_in/second_step.html")]
pub struct SecondStepPage {
    layout: Layout,
    form: SecondStepForm,
    errors: Errors,
    wait: Option<i32>,
}

/// `GET /sign-in/second-step`
pub async fn show(Query(onward): Query<Onward>, Open(cx): Open) -> Result<Response> {
    match &cx.session {
        None => {
            return Ok(Redirect::to(&format!("/sign-in{}", onward.query())).into_response());
        }
        Some(session) if session.second_step => {
            return Ok(Redirect::to(onward.path()).into_response());
        }
        Some(_) => {}
    }
    let Onward { back, parked } = onward;
    let form = SecondStepForm { back, parked, ..SecondStepForm::default() };
    let layout = Layout::new(&cx);
    Ok(cx.page(&SecondStepPage { layout, form, errors: Errors::default(), wait: None }))
}

/// `POST /sign-in/second-step`
pub async fn take(Client(address): Client, early: Early<SecondStepForm>) -> Result<Response> {
    let onward = early.form.onward();
    let Some(token) = early.token_hash() else {
        return Ok(Redirect::to(&format!("/sign-in{}", onward.query())).into_response());
    };
    let (db, form) = (&early.state.db, &early.form);
    let (code, recovery) = (form.code.trim(), form.recovery.trim());
    let field = if recovery.is_empty() { "code" } else { "recovery" };
    match store::take_second_step(db, &token, &address, code, recovery).await? {
        Step::Done => {
            let mut response = go_on(db, &token, &onward).await?;
            set_cookie(&mut response, &mark());
            Ok(response)
        }
        Step::Wrong => refuse(&early, Errors::one(field, "sign-in-code-wrong"), None).await,
        Step::Wait(seconds) => refuse(&early, Errors::default(), Some(seconds)).await,
    }
}

/// The page again; codes are not sent back.
async fn refuse(
    early: &Early<SecondStepForm>,
    errors: Errors,
    wait: Option<i32>,
) -> Result<Response> {
    let cx = early.open().await?;
    let Onward { back, parked } = early.form.onward();
    let form = SecondStepForm { back, parked, ..SecondStepForm::default() };
    let page = SecondStepPage { layout: Layout::new(&cx), form, errors, wait };
    let Some(seconds) = wait else { return Ok(cx.invalid(&page)) };
    let mut response = html::render(&page, &cx.voice(), StatusCode::TOO_MANY_REQUESTS, false);
    response.headers_mut().insert("retry-after", HeaderValue::from(seconds.max(1)));
    Ok(response)
}
