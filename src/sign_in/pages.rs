//! The pages of signing in. One handler, one address, one template.

use super::{
    forms::{LanguageForm, Nothing, Onward, PostForm, SignInForm},
    model::{Answer, Attempt, Opened, OwnSession, own_path},
    policy::{ChooseLanguage, SwitchPost},
    store,
};
use crate::{
    secrets,
    web::{
        context::{Ctx, Early, Open, OpenPost, Post, digest, secret_cookie},
        error::{Error, Result},
        extract::{Client, Device, Query},
        filters,
        forms::Errors,
        html::{self, Layout, redirect_with_notice, set_cookie},
    },
};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode},
    response::{IntoResponse, Redirect, Response},
};

const YEAR: u32 = 31_536_000;
const MONTH: u32 = 2_592_000;

#[derive(Template)]
#[template(path = "sign_in/show.html")]
pub struct ShowPage {
    layout: Layout,
    form: SignInForm,
    errors: Errors,
    wait: Option<i32>,
}

/// `GET /sign-in`
pub async fn show(Query(onward): Query<Onward>, Open(cx): Open) -> Result<Response> {
    if cx.viewer().is_signed_in() {
        return Ok(Redirect::to(onward.path()).into_response());
    }
    let Onward { back, parked } = onward;
    let form = SignInForm { back, parked, shared: "yes".to_owned(), ..SignInForm::default() };
    let layout = Layout::new(&cx);
    Ok(cx.page(&ShowPage { layout, form, errors: Errors::default(), wait: None }))
}

/// `POST /sign-in`
pub async fn sign_in(
    Client(address): Client,
    Device(device): Device,
    early: Early<SignInForm>,
) -> Result<Response> {
    let (email, passphrase) = match early.form.parse() {
        Ok(typed) => typed,
        Err(Error::Invalid(errors)) => return refuse(early, errors, None).await,
        Err(error) => return Err(error),
    };
    let is_shared = early.form.shared == "yes";
    let old = early.token_hash();
    let attempt = Attempt { email, passphrase, is_shared, address, device, old };
    match store::sign_in(&early.state.db, attempt).await? {
        Answer::Welcome(opened) => welcome(&early, &opened, is_shared).await,
        Answer::Wrong => refuse(early, Errors::one("password", "sign-in-wrong"), None).await,
        Answer::Wait(seconds) => refuse(early, Errors::default(), Some(seconds)).await,
    }
}

/// The page again: the passphrase is not sent back.
async fn refuse(early: Early<SignInForm>, errors: Errors, wait: Option<i32>) -> Result<Response> {
    let cx = early.open().await?;
    let form = SignInForm { password: String::new(), ..early.form };
    let page = ShowPage { layout: Layout::new(&cx), form, errors, wait };
    let Some(seconds) = wait else { return Ok(cx.invalid(&page)) };
    let mut response = html::render(&page, &cx.voice(), StatusCode::TOO_MANY_REQUESTS, false);
    response.headers_mut().insert("retry-after", HeaderValue::from(seconds.max(1)));
    Ok(response)
}

/// Goes on to the second step, to the form that was kept, or to the page that was asked for.
async fn welcome(early: &Early<SignInForm>, opened: &Opened, is_shared: bool) -> Result<Response> {
    let onward = early.form.onward();
    let mut response = if opened.owes_second_step {
        Redirect::to(&format!("/sign-in/second-step{}", onward.query())).into_response()
    } else {
        go_on(&early.state.db, &digest(&opened.token), &onward).await?
    };
    let https = early.state.https;
    let lasts = if is_shared { None } else { Some(MONTH) };
    set_cookie(&mut response, &secret("sid", &opened.token, https, lasts));
    set_cookie(&mut response, &mark());
    if !early.chose_language() {
        set_cookie(&mut response, &language(&opened.language));
    }
    Ok(response)
}

/// Where somebody who is now signed in goes on.
pub(super) async fn go_on(
    db: &crate::db::Db,
    token_hash: &[u8],
    onward: &Onward,
) -> Result<Response> {
    let to = match onward.parked() {
        Some(parked) if store::is_parked_for(db, token_hash, parked).await? => {
            format!("/parked/{parked}")
        }
        _ => onward.path().to_owned(),
    };
    Ok(redirect_with_notice(&to, "frame-notice-signed-in"))
}

/// `POST /sign-out`
pub async fn sign_out(OpenPost(post): OpenPost<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    if let Some(session) = cx.session.clone() {
        store::sign_out(&mut cx.tx, &session.token_hash).await?;
    }
    let https = cx.state.https;
    let mut response = cx.saved("/".to_owned(), "frame-notice-signed-out").await?;
    for name in ["sid", "visit", "receipt"] {
        set_cookie(&mut response, &secret(name, "", https, Some(0)));
    }
    set_cookie(&mut response, &mark());
    let forget = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert("clear-site-data", forget);
    Ok(response)
}

/// `POST /language`
pub async fn choose_language(OpenPost(post): OpenPost<LanguageForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let lang = form.parse()?;
    if let Some(session) = own_session(&cx) {
        let permit = cx.tx.permit(ChooseLanguage, &session)?;
        store::choose_language(&mut cx.tx, permit, lang).await?;
    }
    let to = own_path(&form.back).unwrap_or("/").to_owned();
    let mut response = cx.saved(to, "frame-notice-language").await?;
    set_cookie(&mut response, &language(lang.as_str()));
    Ok(response)
}

/// `POST /post`
pub async fn switch_post(post: Post<PostForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let session = own_session(&cx).ok_or(Error::NotFound)?;
    let permit = cx.tx.permit(SwitchPost, &session)?;
    store::switch_post(&mut cx.tx, permit, form.post).await?;
    cx.saved("/home".to_owned(), "frame-notice-post").await
}

fn own_session(cx: &Ctx) -> Option<OwnSession> {
    let (session, person) = (cx.session.clone()?, cx.viewer().person?);
    Some(OwnSession { id: session.id, person, posts: session.posts })
}

/// A cookie that holds a secret; without a length it ends with the browser.
fn secret(name: &str, value: &str, https: bool, lasts: Option<u32>) -> String {
    let name = secret_cookie(name, https);
    let lasts = lasts.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let secure = if https { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{lasts}{secure}")
}

/// A mark that our script can read: when it has changed, a page brought back by the Back button is asked for anew.
pub(super) fn mark() -> String {
    let random: String = secrets::token().chars().take(12).collect();
    format!("left={random}; Path=/; SameSite=Lax; Max-Age={YEAR}")
}

fn language(code: &str) -> String {
    format!("lang={code}; Path=/; SameSite=Lax; Max-Age={YEAR}")
}
