//! The page of the situation: what holds, what it means for the matrix, and a change of it.

use super::{
    forms::{AnswerForm, PhaseForm, ProposalForm},
    model::{MatrixRow, Mission, Phase, Proposal, Situation, Slot, State},
    policy::{Agree, Propose, Refuse, See, SetPhase, Withdraw},
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
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "situations/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a button of the page")]
struct ShowPage {
    layout: Layout,
    situation: Situation,
    phase: Phase,
    matrix: Vec<MatrixRow>,
    proposals: Vec<Proposal>,
    names: HashMap<Uuid, ActorName>,
    can_propose: bool,
    can_answer: bool,
    can_withdraw: bool,
    can_set_phase: bool,
    proposal: ProposalForm,
    answer: AnswerForm,
    errors: Errors,
}

impl ShowPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn waiting(&self) -> Option<&Proposal> {
        self.proposals.iter().find(|one| one.state == State::Proposed)
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn situations(&self) -> Vec<(&'static str, String)> {
        Situation::ALL.iter().map(|one| (one.as_str(), format!("situation-{one}"))).collect()
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn phases(&self) -> Vec<(&'static str, String)> {
        Phase::ALL.iter().map(|one| (one.as_str(), format!("phase-{one}"))).collect()
    }
}

/// `GET /situation`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(See, &Mission)?;
    let page = show_page(&mut cx).await?;
    Ok(cx.page(&page))
}

async fn show_page(cx: &mut Ctx) -> Result<ShowPage> {
    let (situation, phase) = store::now(&mut cx.tx).await?;
    let matrix = store::matrix(&mut cx.tx).await?;
    let proposals = store::list(&mut cx.tx).await?;
    let ids: Vec<Uuid> = proposals
        .iter()
        .flat_map(|one| [Some(one.proposer_id), one.answerer_id])
        .flatten()
        .collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let waiting = proposals.iter().find(|one| one.state == State::Proposed);
    let viewer = cx.viewer();
    let may_answer = waiting.is_some_and(|one| viewer.may(Agree, one));
    let slot = Slot { id: Uuid::nil(), owner: viewer.actor, is_taken: waiting.is_some() };
    Ok(ShowPage {
        can_propose: viewer.may(Propose, &slot),
        can_answer: may_answer,
        can_withdraw: waiting.is_some_and(|one| viewer.may(Withdraw, one)),
        can_set_phase: viewer.may(SetPhase, &Mission),
        layout: Layout::new(cx),
        situation,
        phase,
        matrix,
        proposals,
        names,
        proposal: ProposalForm::default(),
        answer: AnswerForm::default(),
        errors: Errors::default(),
    })
}

/// `POST /situation/proposals`
pub async fn propose(post: Post<ProposalForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(See, &Mission)?;
    let is_taken = store::waiting(&mut cx.tx).await.is_ok();
    let slot = Slot { id: Uuid::now_v7(), owner: cx.viewer().actor, is_taken };
    let permit = cx.tx.permit(Propose, &slot)?;
    let (now, _) = store::now(&mut cx.tx).await?;
    match form.parse(now.as_str()) {
        Ok(change) => {
            store::propose(&mut cx.tx, permit, change).await?;
            cx.saved(slot.url(), "frame-notice-sent").await
        }
        Err(Error::Invalid(errors)) => {
            let page = show_page(&mut cx).await?;
            Ok(cx.invalid(&ShowPage { proposal: form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /situation/agreement`
pub async fn agree(post: Post<AnswerForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(See, &Mission)?;
    let proposal = store::waiting(&mut cx.tx).await?;
    let permit = cx.tx.permit(Agree, &proposal)?;
    match form.parse(0) {
        Ok(answer) => {
            store::agree(&mut cx.tx, permit, &answer).await?;
            let state = cx.state.clone();
            let done = cx.saved(proposal.url(), "frame-notice-saved").await?;
            state.refresh_house().await?;
            Ok(done)
        }
        Err(error) => sent_back(cx, form, error).await,
    }
}

/// `POST /situation/refusal`
pub async fn refuse(post: Post<AnswerForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(See, &Mission)?;
    let proposal = store::waiting(&mut cx.tx).await?;
    let permit = cx.tx.permit(Refuse, &proposal)?;
    match form.parse(3) {
        Ok(answer) => {
            store::refuse(&mut cx.tx, permit, &answer).await?;
            cx.saved(proposal.url(), "frame-notice-saved").await
        }
        Err(error) => sent_back(cx, form, error).await,
    }
}

async fn sent_back(mut cx: Ctx, form: AnswerForm, error: Error) -> Result<Response> {
    let Error::Invalid(errors) = error else { return Err(error) };
    let page = show_page(&mut cx).await?;
    Ok(cx.invalid(&ShowPage { answer: form, errors, ..page }))
}

/// A form that says nothing but that it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Nothing {}

/// `POST /situation/withdrawal`
pub async fn withdraw(post: Post<Nothing>) -> Result<Response> {
    let mut cx = post.cx;
    cx.tx.check(See, &Mission)?;
    let proposal = store::waiting(&mut cx.tx).await?;
    let permit = cx.tx.permit(Withdraw, &proposal)?;
    store::withdraw(&mut cx.tx, permit).await?;
    cx.saved(proposal.url(), "frame-notice-saved").await
}

/// `POST /situation/phase`
pub async fn set_phase(post: Post<PhaseForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let permit = cx.tx.permit(SetPhase, &Mission)?;
    match form.parse() {
        Ok(phase) => {
            store::set_phase(&mut cx.tx, permit, phase).await?;
            let state = cx.state.clone();
            let done = cx.saved(Mission.url(), "frame-notice-saved").await?;
            state.refresh_house().await?;
            Ok(done)
        }
        Err(Error::Invalid(errors)) => {
            let page = show_page(&mut cx).await?;
            Ok(cx.invalid(&ShowPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}
