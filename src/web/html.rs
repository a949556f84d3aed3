//! Rendering pages, the frame around them, cookies, and the notices shown after a redirect.

use super::{
    assets,
    context::{Ctx, language, shown_role},
    error::Fault,
    filters, paging,
};
use crate::{
    access::Viewer,
    i18n::{Lang, say},
};
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

/// Wraps a response that is ready to send.
pub struct Rendered(pub Response);

/// How a page speaks: language, zone, and the moment it was made. Filters read it.
#[derive(Clone, Debug)]
pub struct Voice {
    pub lang: Lang,
    pub zone: TimeZone,
    pub now: Timestamp,
}

/// One entry of the main navigation; the label is a key.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub url: &'static str,
    pub key: &'static str,
    pub current: bool,
}

impl NavItem {
    pub fn new(url: &'static str, key: &'static str) -> NavItem {
        NavItem { url, key, current: false }
    }
}

/// The sections by their first pages, and the pages inside the section of this address where there are several.
/// The deepest entry that leads here is the current one.
fn navigation(mut sections: Vec<Vec<NavItem>>, here: &str) -> (Vec<NavItem>, Vec<NavItem>) {
    let leads_here =
        |item: &&NavItem| here == item.url || here.starts_with(&format!("{}/", item.url));
    let all = sections.iter().flatten().filter(leads_here).map(|item| item.url);
    let deepest = all.max_by_key(|url| url.len());
    for item in sections.iter_mut().flatten() {
        item.current = deepest == Some(item.url);
    }
    let is_here = |section: &&Vec<NavItem>| section.iter().any(|item| item.current);
    let inside = sections.iter().find(is_here).filter(|section| section.len() > 1).cloned();
    let heads = sections.iter().filter_map(|section| {
        let head = section.first()?.clone();
        Some(NavItem { current: section.iter().any(|item| item.current), ..head })
    });
    (heads.collect(), inside.unwrap_or_default())
}

/// A post to switch to.
#[derive(Clone, Debug)]
pub struct PostChoice {
    pub id: Uuid,
    pub label: String,
    pub current: bool,
}

/// What the frame needs on every page.
#[derive(Clone, Debug)]
pub struct Layout {
    pub lang: Lang,
    pub dir: &'static str,
    pub viewer: Viewer,
    pub mission_name: String,
    pub notice: Option<String>,
    pub situation: Option<String>,
    pub path: String,
    pub is_demo: bool,
    /// Carry the style sheet inside the page: first visits on bad lines need one round trip.
    pub inline_css: bool,
    /// Whether the keyboard shortcuts of lists are on.
    pub keys_on: bool,
    post: Option<String>,
    posts: Vec<PostChoice>,
    /// The sections of the house, each by its first page; and what stands inside the one where the reader is.
    nav: Vec<NavItem>,
    inside: Vec<NavItem>,
}

impl Layout {
    pub fn new(cx: &Ctx) -> Layout {
        let viewer = cx.viewer().clone();
        let here = cx.path.split('?').next().unwrap_or("/").to_owned();
        let (nav, inside) = navigation((cx.state.nav)(&viewer), &here);
        let label = |role: &str, actor: &str| {
            format!("{} · {actor}", say(cx.lang, &format!("role-{role}"), None))
        };
        let post = shown_role(&viewer).map(|role| label(role.as_str(), &viewer.actor_name));
        let posts = cx.session.as_ref().map_or_else(Vec::new, |session| {
            let choice = |held: &crate::db::HeldPost| PostChoice {
                id: held.id,
                label: label(held.role.as_str(), &held.actor),
                current: viewer.post == Some(held.id),
            };
            session.posts.iter().map(choice).collect()
        });
        let situation = viewer.is_signed_in().then(|| {
            let situation = say(cx.lang, &format!("situation-{}", cx.house.situation), None);
            let phase = say(cx.lang, &format!("phase-{}", cx.house.phase), None);
            format!("{situation} · {phase}")
        });
        Layout {
            lang: cx.lang,
            dir: cx.lang.dir(),
            mission_name: cx.house.mission_name.clone(),
            notice: cx.notice.clone(),
            situation,
            path: cx.path.clone(),
            is_demo: cx.house.is_demo,
            inline_css: false,
            keys_on: cx.session.as_ref().is_some_and(|session| !session.keys_off),
            post,
            posts,
            nav,
            inside,
            viewer,
        }
    }

    /// The frame of an error page, for a reader of whom only the language is known.
    fn bare(lang: Lang, path: &str) -> Layout {
        Layout {
            lang,
            dir: lang.dir(),
            viewer: Viewer::visitor(None),
            mission_name: String::new(),
            notice: None,
            situation: None,
            path: path.to_owned(),
            is_demo: false,
            inline_css: true,
            keys_on: false,
            post: None,
            posts: Vec::new(),
            nav: Vec::new(),
            inside: Vec::new(),
        }
    }

    /// The style sheet travels inside this page.
    pub fn with_css_inside(mut self) -> Layout {
        self.inline_css = true;
        self
    }

    pub fn name(&self) -> &str {
        &self.viewer.name
    }

    pub fn is_signed_in(&self) -> bool {
        self.viewer.is_signed_in()
    }

    /// Whether the search of the house stands in the header.
    pub fn searches(&self) -> bool {
        self.viewer.role.searches()
    }

    pub fn post(&self) -> Option<&str> {
        self.post.as_deref()
    }

    pub fn posts(&self) -> &[PostChoice] {
        &self.posts
    }

    pub fn nav(&self) -> &[NavItem] {
        &self.nav
    }

    pub fn inside(&self) -> &[NavItem] {
        &self.inside
    }

    /// A fresh one-time key for a form.
    pub fn form_key(&self) -> String {
        Uuid::new_v4().to_string()
    }
}

/// Renders a page with the voice that its filters speak in. `clear_notice` forgets the notice that it shows.
pub fn render(
    page: &impl Template,
    voice: &Voice,
    status: StatusCode,
    clear_notice: bool,
) -> Response {
    match page.render_with_values(&("voice", voice as &dyn std::any::Any)) {
        Ok(body) => {
            let mut response = (status, axum::response::Html(body)).into_response();
            if clear_notice {
                set_cookie(&mut response, "notice=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
            }
            response
        }
        Err(error) => super::error::Error::Internal(format!("template: {error}")).into_response(),
    }
}

/// Sends the browser on with a notice to show there. The cookie carries the key, never the text.
pub fn redirect_with_notice(to: &str, notice: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    if !notice.is_empty() {
        set_cookie(
            &mut response,
            &format!("notice={notice}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60"),
        );
    }
    response
}

/// Adds a cookie to a response.
pub fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Where to sign in, and where to go on afterwards. Only our own paths are remembered.
pub fn sign_in_url(back: &str, parked: Option<Uuid>) -> String {
    #[derive(serde::Serialize)]
    struct Query<'a> {
        #[serde(skip_serializing_if = "str::is_empty")]
        back: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        parked: Option<Uuid>,
    }
    paging::address("/sign-in", &Query { back, parked })
}

/// The cookies of a request.
pub struct Cookies(Vec<(String, String)>);

impl Cookies {
    pub fn read(headers: &HeaderMap) -> Cookies {
        let jar = axum_extra::extract::CookieJar::from_headers(headers);
        Cookies(
            jar.iter()
                .map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned()))
                .collect(),
        )
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    layout: Layout,
    key: &'static str,
    reason: Option<&'static str>,
    detail: Option<String>,
    back: Option<String>,
    request_id: String,
}

impl ErrorPage {
    fn title(&self) -> String {
        format!("{}-title", self.key)
    }

    fn text(&self) -> String {
        format!("{}-text", self.key)
    }
}

/// Stands alone: it asks nothing of the database that is away.
#[derive(Template)]
#[template(path = "errors/away.html")]
struct AwayPage {
    layout: Layout,
    request_id: String,
}

/// The request id that the door gave, for error pages and logs.
#[derive(Clone, Debug, Default)]
pub struct RequestId(pub String);

/// Turns the fault that a handler left in its response into a page in the reader's language.
pub async fn error_pages(
    State(zone): State<fn() -> TimeZone>,
    request: Request,
    next: Next,
) -> Response {
    let lang = language(request.headers());
    let path = request.uri().path().to_owned();
    let request_id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    let mut response = next.run(request).await;
    let Some(fault) = response.extensions_mut().remove::<Fault>() else { return response };
    let voice = Voice { lang, zone: zone(), now: crate::clock::now() };
    let layout = Layout::bare(lang, &path);
    let mut rendered = if fault.status == StatusCode::SERVICE_UNAVAILABLE {
        render(&AwayPage { layout, request_id: request_id.0 }, &voice, fault.status, false)
    } else {
        let Fault { key, reason, detail, link: back, .. } = fault;
        render(
            &ErrorPage { layout, key, reason, detail, back, request_id: request_id.0 },
            &voice,
            fault.status,
            false,
        )
    };
    for (name, value) in response.headers() {
        if !rendered.headers().contains_key(name) && name != header::CONTENT_LENGTH {
            rendered.headers_mut().append(name, value.clone());
        }
    }
    rendered
}

/// The style sheet for inside a page, and its hash for the policy.
pub fn inline_css() -> &'static str {
    assets::css()
}
