//! What every request passes on its way in and every answer on its way out: request id, client
//! address, host allow-list, cross-site check, body limits, security headers, log line, metrics.

use super::{
    assets,
    body_limits::{self, BodyLimits},
    compression,
    error::Fault,
    html::{self, RequestId},
    logging,
};
use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use ipnet::IpNet;
use jiff::tz::TimeZone;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tracing::Instrument;
use uuid::Uuid;

/// The address a request came from: the other end of the connection, or, when that is a trusted
/// proxy, the one it names. In the extensions of every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddr(pub IpAddr);

/// Twelve hexadecimal digits that stand in the log, in `x-request-id` and on error pages; in the
/// extensions of every request and every answer.
fn new_request_id() -> RequestId {
    let bytes = Uuid::new_v4().into_bytes();
    RequestId(bytes[..6].iter().fold(String::new(), |id, byte| id + &format!("{byte:02x}")))
}

/// Why the door turned a request away, before any page saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The form was sent from another site's page (403).
    CrossSite,
    /// The body is larger than this address takes (413).
    TooLarge,
    /// The body came slower than 4 KiB a second, after a minute's grace (408).
    TooSlow,
    /// A handler panicked (500).
    Broken,
}

impl Refusal {
    fn fault(self) -> Fault {
        let (status, key) = match self {
            Refusal::CrossSite => (StatusCode::FORBIDDEN, "frame-error-cross-site"),
            Refusal::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "frame-error-too-large"),
            Refusal::TooSlow => (StatusCode::REQUEST_TIMEOUT, "frame-error-too-slow"),
            Refusal::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "frame-error-failed"),
        };
        Fault { status, key, reason: None, detail: None, link: None }
    }
}

/// `html::error_pages` turns it into a page in the reader's language.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let fault = self.fault();
        let mut response = fault.status.into_response();
        response.extensions_mut().insert(fault);
        response
    }
}

/// Which names the house answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// Any; only for a house that listens on this machine alone.
    Any,
    /// These, without port, in lower case.
    Only(Vec<String>),
}

/// What the layers need to know.
#[derive(Clone, Debug)]
pub struct SecurityConfig {
    /// The public address begins with https: browsers are told to insist on it.
    pub https: bool,
    pub hosts: Hosts,
    /// Peers whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    pub bodies: BodyLimits,
}

impl Default for SecurityConfig {
    fn default() -> SecurityConfig {
        SecurityConfig {
            https: false,
            hosts: Hosts::Any,
            trusted_proxies: Vec::new(),
            bodies: BodyLimits::default(),
        }
    }
}

/// Puts the whole door around `router`; the last thing done to it.
pub fn layers(router: Router, config: &SecurityConfig) -> Router {
    let cross_site = CsrfLayer::new()
        .with_rejection_response(|_: ProtectionError| Refusal::CrossSite.into_response());
    let door = Arc::new(Door {
        hosts: config.hosts.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        headers: answer_headers(config),
    });
    let zone: fn() -> TimeZone = || TimeZone::UTC;
    // The last layer added is the first that a request meets.
    router
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::new(config.bodies.clone()), body_limits::limit))
        .layer(cross_site)
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(zone, html::error_pages))
        .layer(from_fn(compression::compress))
        .layer(from_fn_with_state(door, pass))
}

/// The panic's own words are for the log only (the panic hook writes them).
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Refusal::Broken.into_response()
}

struct Door {
    hosts: Hosts,
    trusted_proxies: Vec<IpNet>,
    headers: HeaderMap,
}

async fn pass(State(door): State<Arc<Door>>, mut request: Request, next: Next) -> Response {
    let line = logging::Line::begin(&request);
    let id = new_request_id();
    let client = client_addr(&request, &door.trusted_proxies);
    request.extensions_mut().insert(id.clone());
    request.extensions_mut().insert(ClientAddr(client));
    let refused = refuse_host(&door.hosts, &request);
    let mut response = if let Some(refused) = refused {
        refused
    } else {
        let span = tracing::info_span!("request", id = id.0);
        next.run(request).instrument(span).await
    };
    line.end(response.status(), &id);
    finish(&mut response, &door.headers, id);
    response
}

fn finish(response: &mut Response, headers: &HeaderMap, id: RequestId) {
    let answer = response.headers_mut();
    for (name, value) in headers {
        // Static files say themselves how long they may be kept.
        if !(name == header::CACHE_CONTROL && answer.contains_key(name)) {
            answer.insert(name.clone(), value.clone());
        }
    }
    if let Ok(id) = HeaderValue::try_from(&id.0) {
        answer.insert(HeaderName::from_static("x-request-id"), id);
    }
    response.extensions_mut().insert(id);
}

/// The headers that every answer carries, made once.
fn answer_headers(config: &SecurityConfig) -> HeaderMap {
    // Some pages carry the style sheet inside, for the first visit on a bad line.
    let styles = assets::css_hash();
    let policy = format!(
        "default-src 'none'; style-src 'self' {styles}; script-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'"
    );
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_SECURITY_POLICY, &policy);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    // Not `no-referrer`: with it browsers send `Origin: null` with our own forms, and the
    // cross-site check could not tell them from foreign ones where fetch metadata is missing.
    set(header::REFERRER_POLICY, "same-origin");
    set(header::CACHE_CONTROL, "no-store");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    );
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if config.https {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    headers
}

/// The other end of the connection, or, seen from a trusted proxy, the last address in
/// `X-Forwarded-For` that no trusted proxy has; what stands before that anybody may have written.
fn client_addr(request: &Request, trusted: &[IpNet]) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(peer)| peer.ip().to_canonical());
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    let named: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut client = peer;
    for address in named.iter().rev() {
        let Ok(address) = address.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
        if !is_trusted(&client) {
            break;
        }
    }
    client
}

/// 421 for a name that is not ours (RFC 9110, 15.5.20), 400 for none at all. `/health` answers
/// under any name: whoever watches the house calls it by its address.
fn refuse_host(hosts: &Hosts, request: &Request) -> Option<Response> {
    let Hosts::Only(ours) = hosts else { return None };
    if request.uri().path() == "/health" {
        return None;
    }
    let header = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    match request.uri().host().map(str::to_owned).or_else(|| header.and_then(host_name)) {
        Some(name) if ours.contains(&name.to_ascii_lowercase()) => None,
        Some(_) => Some(
            (StatusCode::MISDIRECTED_REQUEST, "This server does not answer to that name.\n")
                .into_response(),
        ),
        None => Some((StatusCode::BAD_REQUEST, "The request names no host.\n").into_response()),
    }
}

/// The name in a `Host` header, without the port.
fn host_name(header: &str) -> Option<String> {
    Some(header.parse::<Uri>().ok()?.host()?.to_owned())
}
