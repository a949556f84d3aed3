//! The context of one request: who is asking, in which language, and their transaction.

use super::{
    AppState, House,
    error::{Error, Result},
    html::{self, Cookies},
};
use crate::{
    access::{Role, Viewer},
    db::{HeldPost, Mode, Session, Tx},
    i18n::Lang,
    reads::Opening,
};
use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The viewer and their transaction. There is no other way for a handler to reach the database.
/// As an argument it makes a page private: signed in, or a visitor who opened one request with its code.
pub struct Ctx {
    pub tx: Tx,
    pub state: AppState,
    pub house: House,
    pub lang: Lang,
    /// Path and query of this request.
    pub path: String,
    pub notice: Option<String>,
    pub session: Option<SessionInfo>,
    once: Option<Once>,
}

/// A page that anybody may open.
pub struct Open(pub Ctx);

/// A form of somebody known, read and checked for repeats.
pub struct Post<F> {
    pub cx: Ctx,
    pub form: F,
}

/// A form that anybody may send.
pub struct OpenPost<F>(pub Post<F>);

/// A form read before anybody asks whose it is: signing in must not hold a transaction while it hashes.
pub struct Early<F> {
    pub form: F,
    pub state: AppState,
    parts: Parts,
}

/// What the session of the reader says beside the viewer.
#[derive(Clone, Debug)]
pub struct SessionInfo {
    pub id: Uuid,
    pub token_hash: Vec<u8>,
    /// False while the second factor is still owed.
    pub second_step: bool,
    pub keys_off: bool,
    pub posts: Vec<HeldPost>,
}

/// The one-time key of the form that is being handled.
#[derive(Clone)]
struct Once {
    key: Uuid,
    body_hash: Vec<u8>,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Need {
    Anybody,
    Known,
}

/// SHA-256 of a secret that is kept only as its hash.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// What stands for this form's key in the database.
fn key_hash(key: Uuid) -> Vec<u8> {
    Sha256::digest(key.as_bytes()).to_vec()
}

impl FromRequestParts<AppState> for Ctx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        Ctx::open(parts, state, Need::Known, "").await
    }
}

impl FromRequestParts<AppState> for Open {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        Ctx::open(parts, state, Need::Anybody, "").await.map(Open)
    }
}

impl<F: DeserializeOwned + Send> FromRequest<AppState> for Post<F> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self> {
        read_form(request, state, Need::Known).await
    }
}

impl<F: DeserializeOwned + Send> FromRequest<AppState> for OpenPost<F> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self> {
        read_form(request, state, Need::Anybody).await.map(OpenPost)
    }
}

impl<F: DeserializeOwned + Send> FromRequest<AppState> for Early<F> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let (fields, _) = read_fields(&read_body(body).await?)?;
        let form = serde_html_form::from_str(&fields)
            .map_err(|error| Error::Unreadable(error.to_string()))?;
        Ok(Early { form, state: state.clone(), parts })
    }
}

impl<F> Early<F> {
    /// The context of the answer.
    pub async fn open(&self) -> Result<Ctx> {
        Ctx::open(&self.parts, &self.state, Need::Anybody, "").await
    }

    /// The hash of the session cookie that came along, be it in force or not.
    pub fn token_hash(&self) -> Option<Vec<u8>> {
        let cookies = Cookies::read(&self.parts.headers);
        cookies.get(&secret_cookie("sid", self.state.https)).map(digest)
    }

    /// Whether the reader chose a language.
    pub fn chose_language(&self) -> bool {
        Cookies::read(&self.parts.headers).get("lang").is_some()
    }
}

/// The language of a request: the reader's choice in a cookie, else the browser's.
pub fn language(headers: &HeaderMap) -> Lang {
    let chosen = Cookies::read(headers).get("lang").and_then(Lang::parse);
    chosen.unwrap_or_else(|| {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        accepted.map_or(Lang::En, Lang::negotiate)
    })
}

/// The name of a cookie that holds a secret: bound to this host where the house stands behind https.
pub fn secret_cookie(name: &str, https: bool) -> String {
    if https { format!("__Host-{name}") } else { name.to_owned() }
}

impl Ctx {
    /// The context of somebody known, for forms that are read by hand ([`super::upload`]).
    pub(super) async fn of_known(parts: &Parts, state: &AppState) -> Result<Ctx> {
        Ctx::open(parts, state, Need::Known, "").await
    }

    /// Ties a form read by hand to its one-time key; a repeat becomes the answer of the first.
    pub async fn once(&mut self, key: Uuid, body_hash: Vec<u8>) -> Result<()> {
        let once = Once { key, body_hash };
        if let Some(repeated) = repeat(&mut self.tx, &once).await? {
            return Err(repeated);
        }
        self.once = Some(once);
        Ok(())
    }

    async fn open(parts: &Parts, state: &AppState, need: Need, body: &str) -> Result<Ctx> {
        let cookies = Cookies::read(&parts.headers);
        let path = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let mode = if matches!(parts.method, Method::GET | Method::HEAD) {
            Mode::Read
        } else {
            Mode::Write
        };
        let (viewer, session) = find_viewer(&cookies, state, need, &path, body, mode).await?;
        let house = state.house();
        Ok(Ctx {
            tx: state.db.begin(viewer, mode).await?,
            state: state.clone(),
            house,
            lang: language(&parts.headers),
            path,
            notice: cookies
                .get("notice")
                .filter(|key| crate::i18n::has(Lang::En, key))
                .map(ToOwned::to_owned),
            session,
            once: None,
        })
    }

    pub fn viewer(&self) -> &Viewer {
        self.tx.viewer()
    }

    /// Writes that the viewer opened a record of another actor; returns once it is on disk.
    pub async fn opened(
        &self,
        kind: &'static str,
        record: Uuid,
        owner: Uuid,
        what: &'static str,
    ) -> Result<()> {
        if self.viewer().acts_for(owner) {
            return Ok(());
        }
        self.state
            .db
            .reads()
            .record(Opening { viewer: self.viewer().clone(), kind, record, what })
            .await
    }

    /// A page in the reader's language.
    pub fn page(&self, page: &impl askama::Template) -> Response {
        html::render(page, &self.voice(), StatusCode::OK, self.notice.is_some())
    }

    /// A form sent back with its errors: status 422, what was typed kept.
    pub fn invalid(&self, page: &impl askama::Template) -> Response {
        html::render(page, &self.voice(), StatusCode::UNPROCESSABLE_ENTITY, false)
    }

    pub fn voice(&self) -> html::Voice {
        html::Voice { lang: self.lang, zone: self.house.zone.clone(), now: crate::clock::now() }
    }

    /// The key of the form being handled, from which a visitor's code and visit derive.
    pub fn form_key(&self) -> Uuid {
        self.once.as_ref().map_or_else(Uuid::nil, |once| once.key)
    }

    /// Ends a POST that worked: remembers the form's key, commits, then sends the browser on with a notice.
    /// A repeat that raced with this one is answered with the first one's result.
    pub async fn saved(mut self, to: String, notice: &'static str) -> Result<Response> {
        if let Some(once) = self.once.clone() {
            let person = self.viewer().person;
            let kept = sqlx::query!(
                "insert into form_keys (key_hash, person_id, body_hash, location, notice) values ($1, $2, $3, $4, $5) on conflict do nothing",
                key_hash(once.key),
                person,
                once.body_hash,
                to,
                notice,
            )
            .execute(self.tx.conn())
            .await?;
            if kept.rows_affected() == 0 {
                let viewer = self.viewer().clone();
                drop(self.tx);
                let mut tx = self.state.db.begin(viewer, Mode::Read).await?;
                return Err(repeat(&mut tx, &once)
                    .await?
                    .unwrap_or(Error::ChangedRepeat { location: to }));
            }
        }
        self.tx.commit().await?;
        Ok(html::redirect_with_notice(&to, notice))
    }
}

impl Ctx {
    /// Like [`Ctx::saved`], but the answer is a page that is shown this once and never again.
    /// A repeat of the form leads to `to`, with the notice.
    pub async fn shown_once(
        self,
        page: &impl askama::Template,
        to: String,
        notice: &'static str,
    ) -> Result<Response> {
        let voice = self.voice();
        self.saved(to, notice).await?;
        Ok(html::render(page, &voice, StatusCode::OK, false))
    }
}

async fn find_viewer(
    cookies: &Cookies,
    state: &AppState,
    need: Need,
    path: &str,
    body: &str,
    mode: Mode,
) -> Result<(Viewer, Option<SessionInfo>)> {
    if let Some(token) = cookies.get(&secret_cookie("sid", state.https)) {
        let hash = digest(token);
        if let Some(session) = state.db.session(&hash).await? {
            return known(session, hash, need, state, path).await;
        }
        if need == Need::Known && mode == Mode::Write && !body.is_empty() {
            let parked = state.db.park(&hash, path, body).await?;
            return Err(Error::SignedOut { back: path.to_owned(), parked });
        }
    }
    let visit = match cookies.get(&secret_cookie("visit", state.https)) {
        Some(token) => state.db.visit(&digest(token)).await?,
        None => None,
    };
    if need == Need::Known && visit.is_none() {
        let back = if mode == Mode::Read { path.to_owned() } else { String::new() };
        return Err(Error::SignedOut { back, parked: None });
    }
    Ok((Viewer::visitor(visit), None))
}

async fn known(
    session: Session,
    token_hash: Vec<u8>,
    need: Need,
    state: &AppState,
    path: &str,
) -> Result<(Viewer, Option<SessionInfo>)> {
    let own_page = path.starts_with("/account/") || path.starts_with("/sign-");
    if !session.second_step && need == Need::Known {
        return Err(Error::SecondStep);
    }
    let owes =
        (state.second_factor || state.house().second_factor) && !own_page && need == Need::Known;
    if owes && !has_second_factor(state, session.person, session.viewer.as_ref()).await? {
        return Err(Error::NoSecondFactor);
    }
    let info = SessionInfo {
        id: session.id,
        token_hash,
        second_step: session.second_step,
        keys_off: session.keys_off,
        posts: session.posts,
    };
    match session.viewer {
        Some(viewer) if session.second_step => Ok((viewer, Some(info))),
        None if need == Need::Known => Err(Error::NoPost),
        _ => Ok((Viewer::visitor(None), Some(info))),
    }
}

async fn has_second_factor(
    state: &AppState,
    person: Uuid,
    viewer: Option<&Viewer>,
) -> Result<bool> {
    let Some(viewer) = viewer else { return Ok(true) };
    let mut tx = state.db.begin(viewer.clone(), Mode::Read).await?;
    let confirmed = sqlx::query_scalar!("select totp_confirmed from people where id = $1", person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(confirmed.unwrap_or(false))
}

async fn read_form<F: DeserializeOwned>(
    request: Request,
    state: &AppState,
    need: Need,
) -> Result<Post<F>> {
    let (parts, body) = request.into_parts();
    let body = read_body(body).await?;
    let (rest, keys) = read_fields(&body)?;
    let mut cx = Ctx::open(&parts, state, need, &body).await?;
    if let [key] = keys.as_slice() {
        let key = Uuid::parse_str(key).map_err(|_| Error::Unreadable("form_key".to_owned()))?;
        let mut hash = Sha256::new();
        hash.update(parts.uri.path());
        hash.update([0]);
        hash.update(&rest);
        let once = Once { key, body_hash: hash.finalize().to_vec() };
        if let Some(repeated) = repeat(&mut cx.tx, &once).await? {
            return Err(repeated);
        }
        cx.once = Some(once);
    } else if keys.len() > 1 {
        return Err(Error::Unreadable("form_key".to_owned()));
    }
    let form =
        serde_html_form::from_str(&rest).map_err(|error| Error::Unreadable(error.to_string()))?;
    Ok(Post { cx, form })
}

/// The fields of a form without its key, and the key.
fn read_fields(body: &str) -> Result<(String, Vec<String>)> {
    let unreadable = |error: &dyn std::fmt::Display| Error::Unreadable(error.to_string());
    let mut fields: Vec<(String, String)> =
        serde_html_form::from_str(body).map_err(|error| unreadable(&error))?;
    let keys =
        fields.extract_if(.., |(name, _)| name == "form_key").map(|(_, value)| value).collect();
    let rest = serde_html_form::to_string(&fields).map_err(|error| unreadable(&error))?;
    Ok((rest, keys))
}

async fn read_body(body: axum::body::Body) -> Result<String> {
    use http_body_util::BodyExt;
    let bytes = match body.collect().await {
        Ok(collected) => collected.to_bytes(),
        Err(error) => {
            let limit = std::error::Error::source(&error)
                .is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>);
            return Err(if limit {
                Error::TooLarge
            } else {
                Error::Unreadable("the form arrived incomplete".to_owned())
            });
        }
    };
    String::from_utf8(bytes.to_vec())
        .map_err(|_| Error::Unreadable("the form is not UTF-8".to_owned()))
}

/// The answer to a form that was handled before: its result, or that its contents changed.
async fn repeat(tx: &mut Tx, once: &Once) -> Result<Option<Error>> {
    let row = sqlx::query!(
        "select body_hash, location, notice from form_keys where key_hash = $1",
        key_hash(once.key)
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| {
        if row.body_hash == once.body_hash {
            Error::Repeated { location: row.location, notice: row.notice, key: once.key }
        } else {
            Error::ChangedRepeat { location: row.location }
        }
    }))
}

/// A role that may be shown in the header; visitors and the house have none.
pub fn shown_role(viewer: &Viewer) -> Option<Role> {
    viewer.is_signed_in().then_some(viewer.role)
}

impl IntoResponse for html::Rendered {
    fn into_response(self) -> Response {
        self.0
    }
}
