//! The pages of gazetteers in versions: which were taken in, what each changed, and what no version in force stands for.

use super::{
    model::{Difference, Gazetteer, UNMAPPED_CAP, Unmapped},
    store,
};
use crate::web::{context::Open, error::Result, extract::Id, filters, html::Layout};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "areas/versions.html")]
struct IndexPage {
    layout: Layout,
    gazetteers: Vec<Gazetteer>,
    unmapped: Vec<Unmapped>,
}

impl IndexPage {
    /// A count that stops at its cap.
    #[expect(
        clippy::unused_self,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates reach functions through the page, with references"
    )]
    fn capped(&self, n: &i64) -> String {
        if *n > UNMAPPED_CAP { format!("{UNMAPPED_CAP}+") } else { n.to_string() }
    }
}

/// `GET /areas/versions`
pub async fn index(Open(mut cx): Open) -> Result<Response> {
    let gazetteers = store::gazetteers(&mut cx.tx).await?;
    let unmapped = store::unmapped(&mut cx.tx).await?;
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), gazetteers, unmapped }))
}

#[derive(Template)]
#[template(path = "areas/version.html")]
struct ShowPage {
    layout: Layout,
    gazetteer: Gazetteer,
    differences: Vec<Difference>,
}

/// `GET /areas/versions/{id}`
pub async fn show(Id(id): Id, Open(mut cx): Open) -> Result<Response> {
    let gazetteer = store::gazetteer(&mut cx.tx, id).await?;
    let differences = store::differences(&mut cx.tx, id).await?;
    Ok(cx.page(&ShowPage { layout: Layout::new(&cx), gazetteer, differences }))
}
