//! The pages of duplicates and merges. One handler, one address, one template.

use super::{
    forms::{AgreeForm, PairForm},
    model::{Answer, Apart, Merge, Side, Slot, State, Twins},
    policy::{self, AgreeMerge, DeclineMerge, KeepApart, ProposeMerge, UndoMerge},
    store,
};
use crate::{
    access::{Community, Record as _},
    actors::{
        forms::EmptyForm,
        model::{Actor, Present},
        store as actors,
    },
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "merges/index.html")]
struct IndexPage {
    layout: Layout,
    groups: Vec<(Community, Vec<Twins>)>,
    merges: Vec<(Uuid, State, String, String)>,
}

/// `GET /actors/duplicates`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    let communities = policy::keeps(cx.viewer().role);
    if communities.is_empty() {
        return Err(Error::Forbidden("merges-deny-propose"));
    }
    let mut groups = Vec::new();
    for community in communities {
        groups.push((*community, store::twins(&mut cx.tx, *community).await?));
    }
    let merges = store::list(&mut cx.tx).await?;
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), groups, merges }))
}

/// `POST /actors/duplicates`: the two are two.
pub async fn keep_apart(post: Post<PairForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    if policy::keeps(cx.viewer().role).is_empty() {
        return Err(Error::Forbidden("merges-deny-propose"));
    }
    let (one, other) = form.parse()?;
    let community = actors::find(&mut cx.tx, one).await?.community;
    actors::find(&mut cx.tx, other).await?;
    let pair = Apart { one, other, community };
    let permit = cx.tx.permit(KeepApart, &pair)?;
    store::keep_apart(&mut cx.tx, permit).await?;
    cx.saved(pair.url(), "merges-notice-apart").await
}

/// One side of the comparison.
struct Column {
    actor: Actor,
    areas: Vec<Present>,
}

#[derive(Template)]
#[template(path = "merges/new.html")]
struct NewPage {
    layout: Layout,
    from: Column,
    into: Column,
}

impl NewPage {
    /// Both sides, the one that goes first.
    fn columns(&self) -> [&Column; 2] {
        [&self.from, &self.into]
    }
}

async fn slot(cx: &mut Ctx, from: Uuid, into: Uuid) -> Result<Slot> {
    Ok(Slot {
        id: Uuid::now_v7(),
        from: actors::find(&mut cx.tx, from).await?,
        into: actors::find(&mut cx.tx, into).await?,
        from_is_desk: store::is_desk(&mut cx.tx, from).await?,
    })
}

/// `GET /merges/new`: the two entries side by side.
pub async fn new(Query(form): Query<PairForm>, mut cx: Ctx) -> Result<Response> {
    if policy::keeps(cx.viewer().role).is_empty() {
        return Err(Error::Forbidden("merges-deny-propose"));
    }
    let (from, into) = form.parse().map_err(|_| Error::NotFound)?;
    let slot = slot(&mut cx, from, into).await?;
    cx.tx.check(ProposeMerge, &slot)?;
    let from = Column { areas: actors::areas(&mut cx.tx, from).await?, actor: slot.from };
    let into = Column { areas: actors::areas(&mut cx.tx, into).await?, actor: slot.into };
    Ok(cx.page(&NewPage { layout: Layout::new(&cx), from, into }))
}

/// `POST /merges/new`
pub async fn propose(post: Post<PairForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    if policy::keeps(cx.viewer().role).is_empty() {
        return Err(Error::Forbidden("merges-deny-propose"));
    }
    let (from, into) = form.parse()?;
    let slot = slot(&mut cx, from, into).await?;
    let permit = cx.tx.permit(ProposeMerge, &slot)?;
    let proposed = cx.tx.attempt(async |tx| store::propose(tx, permit).await).await;
    match proposed {
        Err(Error::Invalid(_)) => {
            Err(Error::Conflict { reason: "merges-field-waiting", url: slot.from.url() })
        }
        Err(other) => Err(other),
        Ok(()) => cx.saved(slot.url(), "merges-notice-proposed").await,
    }
}

#[derive(Template)]
#[template(path = "merges/show.html")]
struct ShowPage {
    layout: Layout,
    merge: Merge,
    /// The sides that the reader may answer for.
    sides: Vec<Side>,
    can_decline: bool,
    can_undo: bool,
}

/// `GET /merges/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let merge = store::find(&mut cx.tx, id).await?;
    let answers =
        |side: &Side| cx.viewer().may(AgreeMerge, &Answer { merge: merge.clone(), side: *side });
    let sides: Vec<Side> = Side::ALL.iter().copied().filter(answers).collect();
    Ok(cx.page(&ShowPage {
        can_decline: cx.viewer().may(DeclineMerge, &merge),
        can_undo: cx.viewer().may(UndoMerge, &merge),
        layout: Layout::new(&cx),
        sides,
        merge,
    }))
}

/// `POST /merges/{id}/agreement`
pub async fn agree(Id(id): Id, post: Post<AgreeForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let merge = store::find(&mut cx.tx, id).await?;
    let either = |side: Side| cx.tx.check(AgreeMerge, &Answer { merge: merge.clone(), side });
    // Whoever may answer for neither side is told so before anything typed is looked at.
    if let (Err(one), Err(other)) = (either(Side::From), either(Side::Into)) {
        // Too late for the one side says more than not theirs for the other.
        return Err(if matches!(one, Error::Forbidden(_)) { other } else { one });
    }
    let (side, with_records) = form.parse()?;
    let answer = Answer { merge, side };
    let permit = cx.tx.permit(AgreeMerge, &answer)?;
    store::agree(&mut cx.tx, permit, with_records).await?;
    cx.saved(answer.url(), "merges-notice-agreed").await
}

/// `POST /merges/{id}/refusal`
pub async fn decline(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let merge = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(DeclineMerge, &merge)?;
    store::decline(&mut cx.tx, permit).await?;
    cx.saved(merge.url(), "merges-notice-declined").await
}

/// `POST /merges/{id}/undoing`
pub async fn undo(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let merge = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(UndoMerge, &merge)?;
    store::undo(&mut cx.tx, permit).await?;
    cx.saved(merge.url(), "merges-notice-undone").await
}
