//! Public notices as a feed (Atom, RFC 4287): nothing in it that the public page does not say.

use super::{
    model::{Told, url},
    store,
};
use crate::{
    i18n::{Lang, say},
    web::{
        context::{Open, digest},
        error::{Error, Result},
        extract::Origin,
        filters,
        html::Voice,
    },
};
use askama::Template;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff_sqlx::Timestamp;
use std::fmt::Write as _;

/// Entries of the feed.
const ENTRIES: i64 = 50;
/// The program that asked may keep it for five minutes.
const CACHED: &str = "private, max-age=300";

#[derive(Template)]
#[template(path = "notices/feed.xml")]
struct Feed {
    lang: Lang,
    title: String,
    origin: String,
    /// When the newest entry was published.
    updated: String,
    entries: Vec<Told>,
}

impl Feed {
    fn link(&self, notice: &Told) -> String {
        format!("{}{}", self.origin, url(notice.id))
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn published(&self, notice: &Told) -> String {
        moment(Some(&notice.published_at))
    }
}

/// A moment as RFC 3339 writes it.
fn moment(at: Option<&Timestamp>) -> String {
    let at = at.map_or(jiff::Timestamp::UNIX_EPOCH, |at| at.to_jiff());
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What XML 1.0 can carry (section 2.2); a form drops control characters, but not these.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// `GET /notices/feed.atom`
pub async fn feed(
    Origin(origin): Origin,
    headers: HeaderMap,
    Open(mut cx): Open,
) -> Result<Response> {
    let mut entries = store::public(&mut cx.tx, ENTRIES).await?;
    for entry in &mut entries {
        entry.title = plain(&entry.title);
        entry.body = plain(&entry.body);
    }
    let updated = moment(entries.iter().map(|entry| &entry.published_at).max());
    let title = format!("{} – {}", say(cx.lang, "notices-feed", None), cx.house.mission_name);
    let feed = Feed { lang: cx.lang, title, origin, updated, entries };
    let body = write(&feed, &cx.voice())?;
    let tag = digest(&body).iter().take(8).fold(String::from("\""), |mut tag, byte| {
        let _ = write!(tag, "{byte:02x}");
        tag
    }) + "\"";
    let kept = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut answer = if kept.is_some_and(|kept| kept.contains(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response()
    };
    for (name, value) in [(header::ETAG, tag.as_str()), (header::CACHE_CONTROL, CACHED)] {
        let value = value.parse().map_err(|_| Error::Internal("a header".to_owned()))?;
        answer.headers_mut().insert(name, value);
    }
    Ok(answer)
}

fn write(feed: &Feed, voice: &Voice) -> Result<String> {
    feed.render_with_values(&("voice", voice as &dyn std::any::Any))
        .map_err(|error| Error::Internal(format!("feed: {error}")))
}
