//! What a forum comes to: held and attended, reports, action points, who is heard.

use super::store::{self, Figures};
use crate::{
    meetings::{self, model::Forum},
    web::{context::Ctx, error::Result, extract::Id, filters, html::Layout},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "minutes/figures.html")]
struct FiguresPage {
    layout: Layout,
    forum: Forum,
    figures: Figures,
}

impl FiguresPage {
    /// A share in whole percent; nothing of nothing is nothing.
    #[expect(
        clippy::unused_self,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates reach functions through the page, with references"
    )]
    fn share(&self, part: &i64, whole: &i64) -> String {
        if *whole == 0 {
            "–".to_owned()
        } else {
            format!("{} %", (part * 100 + whole / 2) / whole)
        }
    }
}

/// `GET /forums/{id}/figures`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let forum = meetings::store::forum(&mut cx.tx, id).await?;
    let figures = store::figures(&mut cx.tx, id).await?;
    Ok(cx.page(&FiguresPage { layout: Layout::new(&cx), forum, figures }))
}
