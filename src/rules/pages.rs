//! The page of the numbers: what holds, what is proposed, what was answered.

use super::{
    forms::{self, Raw},
    model::{GROUPS, Numbers, Proposal, Rule, Slot, State, all},
    policy::{Agree, Propose, Refuse, Withdraw, reads},
    store,
};
use crate::{
    access::Record as _,
    actors::{self, model::ActorName},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use jiff_sqlx::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "rules/show.html")]
struct ShowPage {
    layout: Layout,
    numbers: Numbers,
    since: Timestamp,
    proposals: Vec<Proposal>,
    names: HashMap<Uuid, ActorName>,
    can_propose: bool,
    can_answer: bool,
    can_withdraw: bool,
    /// What was typed, where it could not be taken.
    raw: Option<Raw>,
    errors: Errors,
}

impl ShowPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn groups(&self) -> &'static [(&'static str, &'static [Rule])] {
        &GROUPS
    }

    fn number(&self, rule: &Rule) -> String {
        self.numbers.get(rule.name).map(ToString::to_string).unwrap_or_default()
    }

    /// What stands in the field of a number: what was typed, else what holds.
    fn typed(&self, rule: &Rule) -> String {
        self.raw
            .as_ref()
            .map_or_else(|| self.number(rule), |raw| forms::typed(raw, rule.name).to_owned())
    }

    fn why(&self) -> &str {
        self.raw.as_ref().map_or("", |raw| forms::typed(raw, "why"))
    }

    /// The rules of a proposal, with the new numbers.
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn changes(&self, proposal: &Proposal) -> Vec<(&'static Rule, i32)> {
        all().filter_map(|rule| Some((rule, *proposal.changes.get(rule.name)?))).collect()
    }

    fn waiting(&self) -> Option<&Proposal> {
        self.proposals.iter().find(|one| one.state == State::Proposed)
    }

    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

/// `GET /rules`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    let page = page(&mut cx, None, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn page(cx: &mut Ctx, raw: Option<Raw>, errors: Errors) -> Result<ShowPage> {
    if !reads(cx.viewer()) {
        return Err(Error::Forbidden("rules-deny-see"));
    }
    let (numbers, since) = store::now(&mut cx.tx).await?;
    let proposals = store::list(&mut cx.tx).await?;
    let ids = proposals.iter().flat_map(|one| [Some(one.proposer_id), one.answerer_id]);
    let ids: Vec<Uuid> = ids.flatten().collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let waiting = proposals.iter().find(|one| one.state == State::Proposed);
    let viewer = cx.viewer();
    let slot = Slot { id: Uuid::nil(), is_taken: waiting.is_some() };
    Ok(ShowPage {
        can_propose: viewer.may(Propose, &slot),
        can_answer: waiting.is_some_and(|one| viewer.may(Agree, one)),
        can_withdraw: waiting.is_some_and(|one| viewer.may(Withdraw, one)),
        layout: Layout::new(cx),
        numbers,
        since,
        proposals,
        names,
        raw,
        errors,
    })
}

/// `POST /rules/proposals`
pub async fn propose(post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let is_taken = store::waiting(&mut cx.tx).await.is_ok();
    let slot = Slot { id: Uuid::now_v7(), is_taken };
    let permit = cx.tx.permit(Propose, &slot)?;
    let (now, _) = store::now(&mut cx.tx).await?;
    let done =
        cx.tx.attempt(async |tx| store::propose(tx, permit, forms::read(&form, &now)?).await).await;
    match done {
        Ok(()) => cx.saved(slot.url(), "frame-notice-sent").await,
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, Some(form), errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /rules/agreement`
pub async fn agree(post: Post<Raw>) -> Result<Response> {
    let mut cx = post.cx;
    let proposal = store::waiting(&mut cx.tx).await?;
    let permit = cx.tx.permit(Agree, &proposal)?;
    store::agree(&mut cx.tx, permit).await?;
    cx.saved(proposal.url(), "frame-notice-saved").await
}

/// `POST /rules/refusal`
pub async fn refuse(post: Post<Raw>) -> Result<Response> {
    let mut cx = post.cx;
    let proposal = store::waiting(&mut cx.tx).await?;
    let permit = cx.tx.permit(Refuse, &proposal)?;
    store::refuse(&mut cx.tx, permit).await?;
    cx.saved(proposal.url(), "frame-notice-saved").await
}

/// `POST /rules/withdrawal`
pub async fn withdraw(post: Post<Raw>) -> Result<Response> {
    let mut cx = post.cx;
    let proposal = store::waiting(&mut cx.tx).await?;
    let permit = cx.tx.permit(Withdraw, &proposal)?;
    store::withdraw(&mut cx.tx, permit).await?;
    cx.saved(proposal.url(), "frame-notice-saved").await
}
