//! Static files: the style sheets joined in order, the scripts joined, the images; each under a name that carries
//! its hash, so browsers keep it for a year; brotli and gzip made once.

use super::error::Error;
use axum::{
    extract::Request,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, io::Write, sync::LazyLock};

#[derive(rust_embed::Embed)]
#[folder = "static/"]
struct Files;

struct Asset {
    body: Vec<u8>,
    br: Vec<u8>,
    gz: Vec<u8>,
    mime: &'static str,
}

struct All {
    by_url: HashMap<String, Asset>,
    urls: HashMap<String, String>,
    css: String,
}

static ALL: LazyLock<All> = LazyLock::new(|| {
    let css = joined("css/", ".css");
    let mut all = All { by_url: HashMap::new(), urls: HashMap::new(), css: css.clone() };
    all.add("app.css", css.into_bytes(), "text/css; charset=utf-8");
    all.add("app.js", joined("js/", ".js").into_bytes(), "text/javascript; charset=utf-8");
    for name in Files::iter().filter(|name| name.starts_with("img/")) {
        let Some(file) = Files::get(&name) else { continue };
        let mime = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("ico") => "image/x-icon",
            _ => "application/octet-stream",
        };
        all.add(&name, file.data.into_owned(), mime);
    }
    all
});

fn joined(folder: &str, ending: &str) -> String {
    let mut names: Vec<_> =
        Files::iter().filter(|name| name.starts_with(folder) && name.ends_with(ending)).collect();
    names.sort();
    names
        .iter()
        .filter_map(|name| Files::get(name))
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

impl All {
    fn add(&mut self, name: &str, body: Vec<u8>, mime: &'static str) {
        let digest = Sha256::digest(&body);
        let hex = crate::secrets::hex(&digest[..6]);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let hashed = format!("/static/{stem}.{hex}.{ending}");
        let (br, gz) = if mime.starts_with("image/png") {
            (Vec::new(), Vec::new())
        } else {
            (brotli(&body), gzip(&body))
        };
        self.urls.insert(name.to_owned(), hashed.clone());
        self.by_url.insert(hashed, Asset { body, br, gz, mime });
    }
}

fn brotli(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
    let written = writer.write_all(body).is_ok();
    drop(writer);
    if written { out } else { Vec::new() }
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(body).and_then(|()| writer.finish()).unwrap_or_default()
}

/// The address of a file, with its hash.
///
/// # Panics
/// On an unknown name, which is a bug that tests catch.
pub fn url(name: &str) -> &'static str {
    ALL.urls.get(name).map_or_else(|| panic!("no static file {name}"), String::as_str)
}

/// All style sheets in one text, for the pages that carry them inside (first visits on bad lines).
pub fn css() -> &'static str {
    &ALL.css
}

/// The hash that lets the content security policy admit [`css`] inside a page.
pub fn css_hash() -> &'static str {
    static HASH: LazyLock<String> =
        LazyLock::new(|| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(css()))));
    &HASH
}

/// Joins and compresses everything now, so that the first page does not wait for it.
pub fn warm() {
    LazyLock::force(&ALL);
}

/// `GET /static/{*path}`
pub async fn serve(request: Request) -> Response {
    let Some(asset) = ALL.by_url.get(request.uri().path()) else {
        return Error::NotFound.into_response();
    };
    let accept = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let (encoding, body) = match (accept.contains("br"), accept.contains("gzip")) {
        (true, _) if !asset.br.is_empty() => (Some("br"), &asset.br),
        (_, true) if !asset.gz.is_empty() => (Some("gzip"), &asset.gz),
        _ => (None, &asset.body),
    };
    let headers = [
        (header::CONTENT_TYPE, asset.mime),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    let mut response = (headers, body.as_slice()).into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
