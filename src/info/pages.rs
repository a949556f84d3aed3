//! The pages that explain. What is true is read from the house; what is said stands in the catalogues.

use super::{model::WORDS, store};
use crate::{
    assets,
    i18n::{Lang, say},
    web::{context::Open, error::Result, filters, html::Layout},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "info/services.html")]
struct ServicesPage {
    layout: Layout,
    services: Vec<assets::model::Service>,
    /// Kind and hours of notice, the shortest first.
    notice: Vec<(String, i32)>,
}

#[derive(Template)]
#[template(path = "info/glossary.html")]
struct GlossaryPage {
    layout: Layout,
    /// Sorted by the title in the reader's language.
    words: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "info/privacy.html")]
struct PrivacyPage {
    layout: Layout,
}

/// `GET /services`
pub async fn services(Open(mut cx): Open) -> Result<Response> {
    let services = assets::store::services(&mut cx.tx).await?;
    let mut notice: Vec<(String, i32)> = store::lead_hours(&mut cx.tx).await?.into_iter().collect();
    notice.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Ok(cx.page(&ServicesPage { layout: Layout::new(&cx), services, notice }))
}

/// `GET /glossary`
pub async fn glossary(Open(cx): Open) -> Result<Response> {
    let mut words = WORDS.to_vec();
    words.sort_by_key(|word| title(cx.lang, word).to_lowercase());
    Ok(cx.page(&GlossaryPage { layout: Layout::new(&cx), words }))
}

fn title(lang: Lang, word: &str) -> String {
    say(lang, &format!("info-word-{word}"), None)
}

/// `GET /privacy`
pub async fn privacy(Open(cx): Open) -> Result<Response> {
    Ok(cx.page(&PrivacyPage { layout: Layout::new(&cx) }))
}
