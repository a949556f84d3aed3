//! How large a request's body may be, and how slowly it may come.

use super::security::Refusal;
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{MatchedPath, Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// Beyond its grace a body must have come at this rate: half of what a 64 kbit/s satellite line
/// carries.
const BYTES_PER_SECOND: u64 = 4 * 1024;

/// The largest bodies, in bytes, and the patience with them.
#[derive(Clone, Debug)]
pub struct BodyLimits {
    /// Of every address but the ones below. A form of 40,000 characters in Arabic takes 240 KB.
    pub usual: u64,
    /// By route pattern, as given to the router: `("/imports/{kind}", 10 << 20)`.
    pub larger: Vec<(&'static str, u64)>,
    /// A body may take this long whatever its size.
    pub grace: Duration,
}

impl Default for BodyLimits {
    fn default() -> BodyLimits {
        BodyLimits { usual: 256 * 1024, larger: Vec::new(), grace: Duration::from_mins(1) }
    }
}

impl BodyLimits {
    fn of(&self, request: &Request) -> u64 {
        let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let larger = self.larger.iter().find(|(pattern, _)| Some(*pattern) == route);
        larger.map_or(self.usual, |(_, bytes)| *bytes)
    }
}

/// Refuses a body that is announced too large at once, and one that turns out too large or too
/// slow as soon as that is seen, whatever the handler makes of the broken body.
pub async fn limit(
    State(limits): State<Arc<BodyLimits>>,
    request: Request,
    next: Next,
) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let limit = limits.of(&request);
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > limit) {
        return Refusal::TooLarge.into_response();
    }
    let failed = Arc::new(Failed::default());
    let late = Box::pin(sleep_until(Instant::now() + limits.grace));
    let request =
        request.map(|body| Body::new(Limited { body, left: limit, late, failed: failed.clone() }));
    let response = next.run(request).await;
    failed.refusal().map_or(response, IntoResponse::into_response)
}

/// Why the body broke off, if it did.
#[derive(Default)]
struct Failed(AtomicU8);

impl Failed {
    fn set(&self, refusal: Refusal) {
        self.0.store(if refusal == Refusal::TooLarge { 1 } else { 2 }, Ordering::Release);
    }

    fn refusal(&self) -> Option<Refusal> {
        match self.0.load(Ordering::Acquire) {
            1 => Some(Refusal::TooLarge),
            2 => Some(Refusal::TooSlow),
            _ => None,
        }
    }
}

struct Limited {
    body: Body,
    left: u64,
    late: Pin<Box<Sleep>>,
    failed: Arc<Failed>,
}

impl Limited {
    /// Counts what came: it takes from the size and earns time.
    fn take(&mut self, bytes: u64) -> Result<(), axum::Error> {
        let Some(left) = self.left.checked_sub(bytes) else {
            return Err(self.fail(Refusal::TooLarge));
        };
        self.left = left;
        let earned = Duration::from_millis(bytes.saturating_mul(1000) / BYTES_PER_SECOND);
        let late = self.late.deadline() + earned;
        self.late.as_mut().reset(late);
        Ok(())
    }

    fn fail(&self, refusal: Refusal) -> axum::Error {
        self.failed.set(refusal);
        axum::Error::new(std::io::Error::other("the body broke the door's limits"))
    }
}

impl HttpBody for Limited {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len) as u64;
                Poll::Ready(Some(self.take(bytes).map(|()| frame)))
            }
            Poll::Ready(other) => Poll::Ready(other),
            Poll::Pending if self.late.as_mut().poll(cx).is_ready() => {
                Poll::Ready(Some(Err(self.fail(Refusal::TooSlow))))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
