//! The door: what one connection may cost, what is turned away, and what every answer carries.

use axum::{
    Router,
    body::{Body, Bytes, HttpBody},
    extract::{ConnectInfo, Extension},
    http::{Request, Response, StatusCode, header},
    routing::{get, post},
};
use cimic_house::server::{self, Limits};
use cimic_house::web::{
    html::RequestId,
    security::{ClientAddr, Hosts, SecurityConfig, layers},
};
use http_body_util::BodyExt;
use hyper::body::Frame;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tower::ServiceExt;

/// The real limits divided by 30, so that the tests take half a second: a head may take 0.5 s, an
/// idle connection 4 s.
fn quick() -> Limits {
    Limits {
        head: Duration::from_millis(500),
        idle: Duration::from_secs(4),
        stall: Duration::from_secs(2),
        linger: Duration::from_millis(300),
        drain: Duration::from_secs(5),
        connections: 8,
    }
}

fn small_house() -> Router {
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/health", get(|| async { "ok" }))
        .route("/style.css", get(|| async { ([(header::CACHE_CONTROL, "max-age=9")], "a{}") }))
        .route(
            "/who",
            get(|Extension(ClientAddr(ip)): Extension<ClientAddr>| async move { ip.to_string() }),
        )
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                "slow"
            }),
        )
        .route("/form", post(|body: String| async move { body.len().to_string() }))
        .route("/upload", post(|body: String| async move { body.len().to_string() }))
        .route("/panic", get(panics))
}

async fn panics() -> StatusCode {
    panic!("a name that belongs in no answer");
}

fn house(config: &SecurityConfig) -> Router {
    layers(small_house(), config)
}

/// A served house; dropping it stops it.
struct Served {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    done: tokio::task::JoinHandle<()>,
}

async fn served(limits: Limits) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let app = house(&SecurityConfig::default());
    let done = tokio::spawn(server::serve(listener, app, limits, async {
        let _ = stopped.await;
    }));
    Served { address, stop: Some(stop), done }
}

impl Served {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// Reads until `end` has come or the connection is closed.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = Vec::new();
    let mut part = [0; 4096];
    while !String::from_utf8_lossy(&text).ends_with(end) {
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => break,
            Ok(n) => text.extend_from_slice(&part[..n]),
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// How long the other side keeps the connection open.
async fn until_closed(stream: &mut TcpStream) -> Duration {
    let started = Instant::now();
    read_until(stream, "\0").await;
    started.elapsed()
}

const ASK: &[u8] = b"GET / HTTP/1.1\r\nhost: house\r\n\r\n";

#[tokio::test]
async fn a_half_sent_head_is_cut_and_an_idle_connection_is_kept() {
    let served = served(quick()).await;
    let mut idle = served.connect().await;
    idle.write_all(ASK).await.unwrap();
    assert!(read_until(&mut idle, "hello").await.starts_with("HTTP/1.1 200"));

    let mut half = served.connect().await;
    half.write_all(b"GET / HTTP/1.1\r\nhost: ho").await.unwrap();
    let cut = until_closed(&mut half).await;
    assert!(cut > Duration::from_millis(400) && cut < Duration::from_millis(1500), "{cut:?}");

    tokio::time::sleep(Duration::from_secs(1)).await;
    idle.write_all(ASK).await.unwrap();
    assert!(read_until(&mut idle, "hello").await.ends_with("hello"), "three heads' time later");
}

#[tokio::test]
async fn a_head_that_trickles_is_cut_also_on_a_kept_connection() {
    let served = served(quick()).await;
    let mut stream = served.connect().await;
    stream.write_all(ASK).await.unwrap();
    read_until(&mut stream, "hello").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let started = Instant::now();
    for _ in 0..40 {
        if stream.write_all(b"x").await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(read_until(&mut stream, "hello").await, "");
    assert!(started.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn a_slow_answer_does_not_count_as_a_slow_head_and_idleness_ends() {
    let served = served(quick()).await;
    let mut stream = served.connect().await;
    stream.write_all(b"GET /slow HTTP/1.1\r\nhost: house\r\n\r\n").await.unwrap();
    assert!(read_until(&mut stream, "slow").await.ends_with("slow"));
    let kept = until_closed(&mut stream).await;
    assert!(kept > Duration::from_millis(3500) && kept < Duration::from_secs(6), "{kept:?}");
}

#[tokio::test]
async fn too_long_and_too_many_headers_are_refused() {
    let served = served(quick()).await;
    let mut long = served.connect().await;
    let header = format!("GET / HTTP/1.1\r\nhost: house\r\nx: {}\r\n\r\n", "y".repeat(20_000));
    long.write_all(header.as_bytes()).await.unwrap();
    assert!(read_until(&mut long, "\0").await.starts_with("HTTP/1.1 431"));

    let mut many = served.connect().await;
    let headers = (0..70).fold(String::new(), |text, n| text + &format!("x{n}: y\r\n"));
    let head = format!("GET / HTTP/1.1\r\nhost: house\r\n{headers}\r\n");
    many.write_all(head.as_bytes()).await.unwrap();
    assert!(read_until(&mut many, "\0").await.starts_with("HTTP/1.1 431"));
}

#[tokio::test]
async fn an_answer_to_an_oversize_body_arrives_although_nobody_reads_the_body() {
    let served = served(quick()).await;
    let mut stream = served.connect().await;
    let size = 3 << 20;
    let head = format!("POST /form HTTP/1.1\r\nhost: house\r\ncontent-length: {size}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    // Like a browser: all of it first, then the answer.
    for _ in 0..size / 4096 {
        stream.write_all(&[b'a'; 4096]).await.unwrap();
    }
    assert!(read_until(&mut stream, "\0").await.starts_with("HTTP/1.1 413"));
}

#[tokio::test]
async fn more_connections_than_places_wait_for_one() {
    let served = served(Limits { connections: 2, ..quick() }).await;
    let (mut first, _second) = (served.connect().await, served.connect().await);
    first.write_all(ASK).await.unwrap();
    read_until(&mut first, "hello").await;
    let mut third = served.connect().await;
    third.write_all(ASK).await.unwrap();
    let waiting = tokio::time::timeout(Duration::from_millis(300), read_until(&mut third, "hello"));
    assert!(waiting.await.is_err());
    drop(first);
    assert!(read_until(&mut third, "hello").await.ends_with("hello"));
}

#[tokio::test]
async fn stopping_lets_the_request_in_flight_finish_and_closes_idle_connections() {
    let mut served = served(quick()).await;
    let mut idle = served.connect().await;
    idle.write_all(ASK).await.unwrap();
    read_until(&mut idle, "hello").await;
    let mut busy = served.connect().await;
    busy.write_all(b"GET /slow HTTP/1.1\r\nhost: house\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    served.stop.take();
    assert!(until_closed(&mut idle).await < Duration::from_millis(700));
    assert!(read_until(&mut busy, "slow").await.ends_with("slow"));
    drop((busy, idle));
    let started = Instant::now();
    served.done.await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(2));
    assert!(TcpStream::connect(served.address).await.is_err(), "no new connections");
}

async fn ask(app: Router, request: Request<Body>) -> (Response<()>, String) {
    let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
    let text = body.collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), String::from_utf8_lossy(&text).into_owned())
}

fn get_of(path: &str, host: &str) -> Request<Body> {
    Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_the_door() {
    let https = SecurityConfig { https: true, ..SecurityConfig::default() };
    let (answer, _) = ask(house(&https), get_of("/", "house")).await;
    let headers = answer.headers();
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("style-src 'self' 'sha256-"));
    assert!(!policy.contains("unsafe"));
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["strict-transport-security"], "max-age=31536000");
    let id = answer.extensions().get::<RequestId>().unwrap().0.clone();
    assert_eq!((id.len(), headers["x-request-id"].to_str().unwrap()), (12, id.as_str()));

    let (missing, _) = ask(house(&SecurityConfig::default()), get_of("/nowhere", "house")).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert!(missing.headers().contains_key("content-security-policy"));
    assert!(!missing.headers().contains_key("strict-transport-security"));
    let (style, _) = ask(house(&SecurityConfig::default()), get_of("/style.css", "house")).await;
    assert_eq!(style.headers()["cache-control"], "max-age=9");
}

#[tokio::test]
async fn only_the_named_hosts_are_answered() {
    let hosts = Hosts::Only(vec!["house.example.org".into(), "[::1]".into()]);
    let config = SecurityConfig { hosts, ..SecurityConfig::default() };
    for (host, expected) in [
        ("house.example.org", StatusCode::OK),
        ("HOUSE.example.org:8443", StatusCode::OK),
        ("[::1]:80", StatusCode::OK),
        ("evil.example", StatusCode::MISDIRECTED_REQUEST),
        ("house.example.org.evil.example", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let (answer, _) = ask(house(&config), get_of("/", host)).await;
        assert_eq!(answer.status(), expected, "{host}");
        assert!(answer.headers().contains_key("x-request-id"));
    }
    let nameless = Request::get("/").body(Body::empty()).unwrap();
    assert_eq!(ask(house(&config), nameless).await.0.status(), StatusCode::BAD_REQUEST);
    let (watched, _) = ask(house(&config), get_of("/health", "10.0.0.7:8080")).await;
    assert_eq!(watched.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_with_a_page() {
    let config = SecurityConfig::default();
    let post = |name: &str, value: &str| {
        let request = Request::post("/form").header(header::HOST, "house").header(name, value);
        request.body(Body::from("a=b")).unwrap()
    };
    for (name, value, expected) in [
        ("sec-fetch-site", "same-origin", StatusCode::OK),
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
        ("origin", "http://house", StatusCode::OK),
        ("origin", "http://evil.example", StatusCode::FORBIDDEN),
        ("origin", "null", StatusCode::FORBIDDEN),
    ] {
        let (answer, text) = ask(house(&config), post(name, value)).await;
        assert_eq!(answer.status(), expected, "{name}: {value}");
        if expected == StatusCode::FORBIDDEN {
            assert!(text.contains("<!doctype html>") && text.contains("another site"), "{text}");
            assert!(text.contains(answer.headers()["x-request-id"].to_str().unwrap()), "{text}");
        }
    }
}

#[tokio::test]
async fn a_body_is_refused_beyond_its_limit_announced_or_not() {
    let mut config = SecurityConfig::default();
    config.bodies.usual = 1000;
    config.bodies.larger = vec![("/upload", 5000)];
    let post = |path: &str, size: usize, announced: bool| {
        let request = Request::post(path).header(header::HOST, "house");
        let request =
            if announced { request.header(header::CONTENT_LENGTH, size) } else { request };
        request.body(Body::from("a".repeat(size))).unwrap()
    };
    for announced in [true, false] {
        for (path, size, expected) in [
            ("/form", 1000, StatusCode::OK),
            ("/form", 1001, StatusCode::PAYLOAD_TOO_LARGE),
            ("/upload", 5000, StatusCode::OK),
            ("/upload", 5001, StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let (answer, text) = ask(house(&config), post(path, size, announced)).await;
            assert_eq!(answer.status(), expected, "{path} {size} {announced}: {text}");
        }
    }
}

#[tokio::test]
async fn a_body_may_be_slow_but_not_endlessly() {
    let mut config = SecurityConfig::default();
    config.bodies.grace = Duration::from_millis(300);
    // Twice the rate that is asked for, and longer than the grace.
    let (answer, text) = ask(house(&config), dripped(20, 512)).await;
    assert_eq!((answer.status(), text.as_str()), (StatusCode::OK, "10240"));
    let (answer, _) = ask(house(&config), dripped(3600, 1)).await;
    assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
}

/// A form that comes in parts of this many bytes, one each 60 ms.
fn dripped(parts: u32, bytes: usize) -> Request<Body> {
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for _ in 0..parts {
            tokio::time::sleep(Duration::from_millis(60)).await;
            if sender.send("a".repeat(bytes)).await.is_err() {
                break;
            }
        }
    });
    let request = Request::post("/form").header(header::HOST, "house");
    request.body(Body::new(Parts(receiver))).unwrap()
}

struct Parts(tokio::sync::mpsc::Receiver<String>);

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|part| part.map(|part| Ok(Frame::data(Bytes::from(part)))))
    }
}

#[tokio::test]
async fn the_clients_address_is_the_one_that_a_trusted_proxy_names() {
    let config = SecurityConfig {
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
        ..SecurityConfig::default()
    };
    for (peer, named, expected) in [
        ("203.0.113.9:1", "198.51.100.7", "203.0.113.9"),
        ("10.0.0.1:1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1:1", "1.2.3.4, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1:1", "nonsense", "10.0.0.1"),
        ("[::ffff:10.0.0.1]:1", "2001:db8::1", "2001:db8::1"),
    ] {
        let mut request = get_of("/who", "house");
        request.headers_mut().insert("x-forwarded-for", named.parse().unwrap());
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        assert_eq!(ask(house(&config), request).await.1, expected, "{peer} {named}");
    }
}

#[tokio::test]
async fn a_panic_is_an_answer_without_its_words() {
    let (answer, text) = ask(house(&SecurityConfig::default()), get_of("/panic", "house")).await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!text.contains("name that belongs"), "{text}");
    assert!(answer.headers().contains_key("x-request-id"));
}
