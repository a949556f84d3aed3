//! The administrator's desk.

use super::{
    model::{Desk, Ending, Machine, MailState, Run, Waiting},
    policy::ViewDesk,
    store,
};
use crate::{
    audit::{self, model::ChainState},
    metrics,
    web::{context::Ctx, error::Result, filters, html::Layout},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "admin/show.html")]
struct ShowPage {
    layout: Layout,
    endings: Vec<Ending>,
    vouched: Vec<Waiting>,
    handovers: Vec<Waiting>,
    applied: i64,
    runs: Vec<Run>,
    backup: Option<Run>,
    chain: ChainState,
    machine: Machine,
    mail: MailState,
    /// Of the disk under the data folder, as last looked at.
    free_mb: Option<u64>,
}

impl ShowPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    fn is_disk_low(&self) -> bool {
        self.free_mb.is_some_and(|free| free < metrics::LOW_DISK_MB)
    }

    fn free_gb(&self) -> String {
        let free = self.free_mb.unwrap_or_default();
        format!("{}.{}", free / 1024, free % 1024 * 10 / 1024)
    }
}

/// `GET /admin`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(ViewDesk, &Desk)?;
    let tx = &mut cx.tx;
    let (backup, runs): (Vec<Run>, Vec<Run>) =
        store::runs(tx).await?.into_iter().partition(|run| run.name == "backup");
    let page = ShowPage {
        endings: store::endings(tx).await?,
        vouched: store::vouched(tx).await?,
        handovers: store::handovers(tx).await?,
        applied: store::count_applied(tx).await?,
        runs,
        backup: backup.into_iter().next(),
        chain: audit::store::chain_state(tx).await?,
        machine: store::machine(tx).await?,
        mail: store::mail(tx).await?,
        free_mb: metrics::last_free_mb(),
        layout: Layout::new(&cx),
    };
    Ok(cx.page(&page))
}
