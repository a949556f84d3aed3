//! The door to the network: accepts connections, bounds what one of them may cost, and lets
//! requests in flight finish when the house stops.
//!
//! Two waits must be told apart. A *request head* that has begun must arrive within 15 s, or
//! somebody holds connections open for nothing. An *idle* connection between two requests may
//! rest for 120 s, because a new one costs a satellite user four round trips. hyper has one
//! timer for both (it starts when hyper begins to wait, not with the first byte), so hyper's
//! timer is the idle limit and [`Paced`] keeps the time of the head itself.

use axum::{Router, body::Body, body::HttpBody, extract::ConnectInfo};
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};
use tower::ServiceExt;

/// What one connection, and all of them together, may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first byte of a request to the end of its headers.
    pub head: Duration,
    /// Between the end of one answer and the first byte of the next request.
    pub idle: Duration,
    /// Without the client taking a single byte of an answer.
    pub stall: Duration,
    /// After the last answer, for a client that is still sending a body nobody reads: closing at
    /// once would make its system throw our answer away.
    pub linger: Duration,
    /// Of stopping, until connections with requests in flight are dropped.
    pub drain: Duration,
    /// Open at once; further ones wait in the kernel's queue.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            head: Duration::from_secs(15),
            idle: Duration::from_mins(2),
            stall: Duration::from_mins(1),
            linger: Duration::from_secs(2),
            drain: Duration::from_secs(20),
            connections: 2000,
        }
    }
}

/// Bytes of request line and headers together; more is answered 431.
const LARGEST_HEAD: usize = 16 * 1024;
/// Number of headers; browsers send about 20, proxies add a few.
const MOST_HEADERS: usize = 64;
/// The longest time a client may go on sending after the last answer.
const LONGEST_LINGER: Duration = Duration::from_secs(30);

/// Serves `app` until `stop` completes, then drains. Each request carries
/// `ConnectInfo<SocketAddr>`, the address at the other end of the connection.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await.ok();
            (place, accept(&listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let connection = connection(stream, peer, app.clone(), limits, graceful.watcher());
        tokio::spawn(async move {
            connection.await;
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = sleep(limits.drain) => tracing::warn!("stopped with requests still in flight"),
    }
}

/// The next connection. Out of file descriptors, it waits for some to be freed.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot accept connections");
                sleep(Duration::from_millis(500)).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    limits: Limits,
    watcher: Watcher,
) {
    // Without this, Nagle's algorithm holds the last part of an answer back for 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "nodelay");
    }
    let pace = Arc::new(Pace::default());
    let io = TokioIo::new(Paced::new(stream, pace.clone(), limits));
    let service = service_fn(move |request| answer(app.clone(), request, peer, pace.clone()));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.idle)
        .max_headers(MOST_HEADERS)
        .max_header_size(LARGEST_HEAD)
        .max_buf_size(2 * LARGEST_HEAD)
        .serve_connection(io, service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "connection ended");
    }
}

async fn answer(
    app: Router,
    mut request: Request<Incoming>,
    peer: SocketAddr,
    pace: Arc<Pace>,
) -> Result<Response<Answer>, Infallible> {
    let in_flight = InFlight::begin(pace);
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.oneshot(request.map(Body::new)).await?;
    Ok(response.map(|body| Answer { body, _in_flight: in_flight }))
}

/// How many requests of one connection have begun and ended; equal while it waits for the next.
#[derive(Default)]
struct Pace {
    begun: AtomicU32,
    ended: AtomicU32,
}

impl Pace {
    /// The number of the request that is being waited for, or `None` while one is in flight.
    fn waiting_for(&self) -> Option<u32> {
        let begun = self.begun.load(Ordering::Acquire);
        (begun == self.ended.load(Ordering::Acquire)).then_some(begun)
    }
}

/// A request in flight: from the end of its headers to the end of the answer's body.
struct InFlight(Arc<Pace>);

impl InFlight {
    fn begin(pace: Arc<Pace>) -> InFlight {
        pace.begun.fetch_add(1, Ordering::AcqRel);
        InFlight(pace)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::AcqRel);
    }
}

/// The body of an answer; hyper drops it when it has taken the last of it.
struct Answer {
    body: Body,
    _in_flight: InFlight,
}

impl HttpBody for Answer {
    type Data = axum::body::Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

/// A connection that gives up on a head that does not end and on a client that takes nothing.
struct Paced {
    stream: TcpStream,
    pace: Arc<Pace>,
    limits: Limits,
    /// Which request's head has begun, and when it is late.
    head: Option<(u32, Pin<Box<Sleep>>)>,
    /// Running while the client takes nothing.
    stall: Option<Pin<Box<Sleep>>>,
    lingering: Option<Lingering>,
}

struct Lingering {
    silence: Pin<Box<Sleep>>,
    end: Instant,
}

impl Paced {
    fn new(stream: TcpStream, pace: Arc<Pace>, limits: Limits) -> Paced {
        Paced { stream, pace, limits, head: None, stall: None, lingering: None }
    }

    /// Bytes came in. If they are the first of a request, its time starts.
    fn heard(&mut self) {
        let Some(request) = self.pace.waiting_for() else { return };
        if self.head.as_ref().is_none_or(|(begun, _)| *begun != request) {
            self.head = Some((request, Box::pin(sleep(self.limits.head))));
        }
    }

    /// Nothing came in. An error if a head that has begun is late.
    fn poll_late_head(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let waiting_for = self.pace.waiting_for();
        match &mut self.head {
            Some((request, late)) if Some(*request) == waiting_for => {
                ready!(late.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            _ => {
                self.head = None;
                Poll::Pending
            }
        }
    }

    /// Passes on what a write came to; an error if the client has taken nothing for too long.
    fn poll_stall<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stall = None;
            return written;
        }
        let limit = self.limits.stall;
        let stall = self.stall.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(stall.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Reads and throws away until the client has closed, is silent, or has had its time.
    fn poll_linger(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let linger = self.limits.linger;
        let lingering = self.lingering.get_or_insert_with(|| Lingering {
            silence: Box::pin(sleep(linger)),
            end: Instant::now() + LONGEST_LINGER,
        });
        let mut waste = [0; 4096];
        loop {
            let mut waste = ReadBuf::new(&mut waste);
            match Pin::new(&mut self.stream).poll_read(cx, &mut waste) {
                Poll::Ready(Ok(())) if !waste.filled().is_empty() => {
                    let next = Instant::now() + linger;
                    if next > lingering.end {
                        return Poll::Ready(Ok(()));
                    }
                    lingering.silence.as_mut().reset(next);
                }
                Poll::Ready(_) => return Poll::Ready(Ok(())),
                Poll::Pending => return lingering.silence.as_mut().poll(cx).map(Ok),
            }
        }
    }
}

impl AsyncRead for Paced {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(cx, buffer);
        if read.is_pending() {
            return this.poll_late_head(cx);
        }
        if buffer.filled().len() > before {
            this.heard();
        }
        read
    }
}

impl AsyncWrite for Paced {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(cx, bytes);
        this.poll_stall(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(cx, parts);
        this.poll_stall(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.lingering.is_none() {
            ready!(Pin::new(&mut this.stream).poll_shutdown(cx))?;
        }
        this.poll_linger(cx)
    }
}
