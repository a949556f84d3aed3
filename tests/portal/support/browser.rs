//! A browser without a screen: keeps cookies, sends forms, and reads pages aloud.

use super::html::{self, Form};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use std::{collections::BTreeMap, sync::Mutex};
use tower::ServiceExt;

pub struct Browser {
    app: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    language: Mutex<String>,
}

/// An answer, and what it says.
#[derive(Clone, Debug)]
pub struct Page {
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub location: Option<String>,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Browser {
    pub fn new(app: Router) -> Browser {
        Browser { app, cookies: Mutex::default(), language: Mutex::new("en".to_owned()) }
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// From here on asks for pages in this language.
    pub fn speaks(&self, language: &str) -> &Browser {
        language.clone_into(&mut self.language.lock().unwrap());
        self
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send("GET", path, &[], "").await
    }

    /// Sends a form with a fresh form key, unless the fields hold one.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut fields = fields.to_vec();
        let key = uuid::Uuid::new_v4().to_string();
        if !fields.iter().any(|(name, _)| *name == "form_key") {
            fields.push(("form_key", &key));
        }
        self.send("POST", path, &[], &serde_html_form::to_string(&fields).unwrap()).await
    }

    /// Sends a form that brings a file: name, kind as the browser says it, bytes.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &str, &[u8])>,
    ) -> Page {
        self.upload_all(path, fields, file.as_slice()).await
    }

    /// The same with several files under one name.
    pub async fn upload_all(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--line\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        for (name, kind, bytes) in files {
            let head = format!(
                "--line\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--line--\r\n");
        let kind = [("content-type", "multipart/form-data; boundary=line")];
        self.send_bytes("POST", path, &kind, body).await
    }

    /// Sends a form found on a page, with what stands in it but for these fields.
    pub async fn submit(&self, form: &Form, fields: &[(&str, &str)]) -> Page {
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let kept = form.fields.iter().filter(|(name, _)| !names.contains(&name.as_str()));
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
        if form.method == "get" {
            let query = serde_html_form::to_string(&all).unwrap();
            return self.get(&format!("{}?{query}", form.action)).await;
        }
        self.post(&form.action, &all).await
    }

    /// Goes where a page sends it, and on, and reads what stands there.
    pub async fn follow(&self, page: &Page) -> Page {
        let mut page = page.clone();
        for _ in 0..5 {
            let Some(to) = page.location.clone() else { return page };
            page = self.get(&to).await;
        }
        panic!("{} goes round in circles", page.path)
    }

    /// Any request at all; cookies and the marks of a browser's own form are added.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Page {
        self.send_bytes(method, path, headers, body.as_bytes().to_vec()).await
    }

    async fn send_bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Page {
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::ACCEPT_LANGUAGE, self.language.lock().unwrap().as_str());
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if !headers.iter().any(|(name, _)| *name == "sec-fetch-site") {
            request = request.header("sec-fetch-site", "same-origin");
        }
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        self.keep_cookies(response.headers());
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(header::LOCATION);
        let bytes = body.collect().await.unwrap().to_bytes();
        Page {
            path: path.to_owned(),
            status: parts.status,
            location: location.map(|value| value.to_str().unwrap().to_owned()),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
            headers: parts.headers,
        }
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for cookie in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.to_lowercase().contains("max-age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    #[track_caller]
    pub fn status(self, expected: u16) -> Page {
        assert_eq!(self.status.as_u16(), expected, "{}\n{}", self.path, self.text());
        self
    }

    /// The text stands on the page, as people read it or in its source.
    #[track_caller]
    pub fn says(self, text: &str) -> Page {
        let found = self.body.contains(text) || self.text().contains(text);
        assert!(found, "{text:?} is not on {}\n{}", self.path, self.text());
        self
    }

    #[track_caller]
    pub fn hides(self, text: &str) -> Page {
        let found = self.body.contains(text) || self.text().contains(text);
        assert!(!found, "{text:?} is on {}\n{}", self.path, self.text());
        self
    }

    /// The answer sends the browser there, whatever the query.
    #[track_caller]
    pub fn goes_to(self, path: &str) -> Page {
        let location = self.location.as_deref().unwrap_or_default();
        let matches = location == path || location.split('?').next() == Some(path);
        assert!(matches, "{} goes to {location:?}, not {path}\n{}", self.path, self.text());
        self
    }

    /// Where the answer sends the browser.
    #[track_caller]
    pub fn location(&self) -> &str {
        let missing = || panic!("{} answers {}\n{}", self.path, self.status, self.text());
        self.location.as_deref().unwrap_or_else(missing)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The page as people read it: text without marks, one space between words.
    pub fn text(&self) -> String {
        html::text(&self.body)
    }

    /// A document instead of a page: says and hides what stands on its sheets.
    #[track_caller]
    pub fn paper(self) -> Page {
        assert_eq!(
            self.header("content-type"),
            "application/pdf",
            "{}\n{}",
            self.path,
            self.text()
        );
        Page { body: super::pdf::text(&self.bytes), ..self }
    }

    pub fn title(&self) -> String {
        let start = self.body.find("<title>").map_or(0, |at| at + 7);
        let end = self.body.find("</title>").unwrap_or(start);
        html::text(&self.body[start..end])
    }

    /// Addresses of this house that the page links to, without fragments, in order.
    pub fn links(&self) -> Vec<String> {
        html::links(&self.body)
    }

    pub fn forms(&self) -> Vec<Form> {
        html::forms(&self.body, &self.path)
    }

    /// The form that posts to this address.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let mut forms = self.forms().into_iter();
        forms.find(|form| form.action == action).unwrap_or_else(|| {
            let known: Vec<String> = self.forms().into_iter().map(|form| form.action).collect();
            panic!("{} has no form to {action}, but {known:?}", self.path)
        })
    }

    /// Whether the page offers to go or post there.
    pub fn offers(&self, path: &str) -> bool {
        self.links().iter().any(|link| link == path)
            || self.forms().iter().any(|form| form.action == path)
    }
}
