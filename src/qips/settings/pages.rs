//! The page of the numbers.

use super::{
    forms,
    model::{Proposal, ProposalSlot, Version},
    policy::{AgreePolicy, Propose, RefusePolicy, sees},
    store,
};
use crate::{
    qips::{
        fields::{Control, Raw, control, typed},
        model::{Numbers, money},
    },
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Id,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "qips/settings.html")]
struct SettingsPage {
    layout: Layout,
    versions: Vec<Version>,
    open: Option<Proposal>,
    can_answer: bool,
    controls: Vec<Control>,
    errors: Errors,
}

impl SettingsPage {
    /// What would change: label, the number that holds, the one that is proposed.
    fn changes(&self, proposal: &Proposal) -> Vec<(String, String, String)> {
        let Some(now) = self.versions.first() else { return Vec::new() };
        let (old, new) = (forms::typed(&now.numbers), forms::typed(&proposal.numbers));
        let pairs = old.into_iter().zip(new).filter(|((_, old), (_, new))| old != new);
        pairs.map(|((name, old), (_, new))| (format!("qips-field-{name}"), old, new)).collect()
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn ceiling(&self, numbers: &Numbers) -> String {
        money(numbers.ceiling_usd)
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn year_budget(&self, numbers: &Numbers) -> String {
        money(numbers.budget_usd)
    }
}

async fn page(cx: &mut Ctx, raw: Option<&Raw>, errors: Errors) -> Result<SettingsPage> {
    let versions = store::versions(&mut cx.tx).await?;
    let open = store::open(&mut cx.tx).await?;
    let stored = forms::typed(&store::numbers(&mut cx.tx).await?);
    let raw = raw.unwrap_or(&stored);
    let fields = forms::fields().into_iter();
    let controls =
        fields.map(|field| control(field, typed(raw, field.name).to_owned(), Vec::new())).collect();
    let can_answer = open.as_ref().is_some_and(|open| cx.viewer().may(AgreePolicy, open));
    Ok(SettingsPage { layout: Layout::new(cx), versions, open, can_answer, controls, errors })
}

/// `GET /qips/settings`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    if !sees(cx.viewer()) {
        return Err(Error::NotFound);
    }
    let page = page(&mut cx, None, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /qips/settings`
pub async fn propose(post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    if !sees(cx.viewer()) {
        return Err(Error::NotFound);
    }
    let slot = ProposalSlot { id: Uuid::now_v7() };
    let permit = cx.tx.permit(Propose, &slot)?;
    let done = cx
        .tx
        .attempt(async |tx| {
            let (numbers, why) = forms::read(&form)?;
            store::propose(tx, permit, &numbers, &why).await
        })
        .await;
    match done {
        Ok(()) => cx.saved("/qips/settings".to_owned(), "qips-done-settings").await,
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, Some(&form), errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /qips/settings/{id}/agreement`
pub async fn agree(Id(id): Id, post: Post<Raw>) -> Result<Response> {
    let mut cx = post.cx;
    let proposal = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(AgreePolicy, &proposal)?;
    store::agree(&mut cx.tx, permit).await?;
    cx.saved("/qips/settings".to_owned(), "qips-done-settings-agreed").await
}

/// `POST /qips/settings/{id}/refusal`
pub async fn refuse(Id(id): Id, post: Post<Raw>) -> Result<Response> {
    let mut cx = post.cx;
    let proposal = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(RefusePolicy, &proposal)?;
    store::refuse(&mut cx.tx, permit).await?;
    cx.saved("/qips/settings".to_owned(), "qips-done-settings-refused").await
}
