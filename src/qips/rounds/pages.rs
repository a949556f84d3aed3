//! The pages of rounds: the list, one round with its table, its printed agenda, and the ballot of one seat.

use super::{
    forms::{self, RoundForm, SCORED},
    model::{Ballot, Item, Level, Round, RoundSlot, RoundState, Seat, Tally, Vote},
    policy::{CastVote, CloseRound, CreateRound, OpenRound},
    store,
};
use crate::{
    access::{Record as _, Role, Viewer},
    actors::{self, model::ActorName},
    qips::{
        self,
        fields::{Control, Raw, control, typed},
        record::FileView,
    },
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, RefId},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "qips/rounds.html")]
struct IndexPage {
    layout: Layout,
    rounds: Vec<Round>,
    names: HashMap<Uuid, ActorName>,
    can_create: bool,
}

impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

fn sits(role: Role) -> bool {
    matches!(role, Role::QipManager | Role::Committee | Role::Section | Role::Approver)
}

/// `GET /qips/rounds`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    if !sits(cx.viewer().role) {
        return Err(Error::NotFound);
    }
    let rounds = store::list(&mut cx.tx).await?;
    let ids: Vec<Uuid> = rounds.iter().map(|round| round.committee_id).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let can_create = cx.viewer().may(CreateRound, &RoundSlot { id: Uuid::nil() });
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), rounds, names, can_create }))
}

#[derive(Template)]
#[template(path = "qips/round_new.html")]
struct NewPage {
    layout: Layout,
    form: RoundForm,
    errors: Errors,
    committees: Vec<(String, String)>,
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl NewPage {
    fn levels(&self) -> Vec<(&'static str, String)> {
        Level::ALL.iter().map(|level| (level.as_str(), format!("qips-level-{level}"))).collect()
    }
}

async fn new_page(cx: &mut Ctx, form: RoundForm, errors: Errors) -> Result<NewPage> {
    let ids = store::committees(&mut cx.tx).await?;
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let mut committees: Vec<(String, String)> =
        names.values().map(|name| (name.id.to_string(), name.label(cx.lang))).collect();
    committees.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(NewPage { layout: Layout::new(cx), form, errors, committees })
}

/// `GET /qips/rounds/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(CreateRound, &RoundSlot { id: Uuid::nil() })?;
    let numbers = qips::settings::store::numbers(&mut cx.tx).await?;
    let form = RoundForm {
        quorum: numbers.quorum.to_string(),
        level: Level::Mission.to_string(),
        ..RoundForm::default()
    };
    let page = new_page(&mut cx, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /qips/rounds/new`
pub async fn create(post: Post<RoundForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let slot = RoundSlot { id: Uuid::now_v7() };
    let permit = cx.tx.permit(CreateRound, &slot)?;
    let done = cx.tx.attempt(async |tx| store::create(tx, permit, &form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(slot.url(), "qips-done-round").await,
        Err(Error::Invalid(errors)) => {
            let page = new_page(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// One project on the table, with what this reader may know of the votes on it.
struct TableLine {
    item: Item,
    seats: Vec<Seat>,
    votes: Vec<Vote>,
    tally: Option<Tally>,
    ballot: Option<String>,
    is_recused: bool,
    has_voted: bool,
}

#[derive(Template)]
#[template(path = "qips/round.html")]
struct ShowPage {
    layout: Layout,
    round: Round,
    lines: Vec<TableLine>,
    names: HashMap<Uuid, ActorName>,
    can_open: bool,
    can_close: bool,
}

#[derive(Template)]
#[template(path = "qips/round_agenda.html")]
struct AgendaPage {
    layout: Layout,
    page: ShowPage,
}

impl ShowPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn seat(&self, actor: Option<&Uuid>) -> String {
        actor.map(|actor| self.name(actor)).unwrap_or_default()
    }
}

/// `GET /qips/rounds/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let page = show_page(&mut cx, id).await?;
    Ok(cx.page(&page))
}

/// `GET /qips/rounds/{id}/agenda`
pub async fn agenda(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let page = show_page(&mut cx, id).await?;
    Ok(cx.page(&AgendaPage { layout: Layout::new(&cx), page }))
}

async fn show_page(cx: &mut Ctx, id: Uuid) -> Result<ShowPage> {
    let round = store::find(&mut cx.tx, id).await?;
    let items = store::items(&mut cx.tx, id).await?;
    let seats = store::turnout(&mut cx.tx, id).await?;
    let votes = store::votes(&mut cx.tx, id).await?;
    let weights = qips::settings::store::numbers(&mut cx.tx).await?.weights;
    let mut ids = vec![round.committee_id];
    ids.extend(seats.iter().map(|seat| seat.represents_id));
    ids.extend(votes.iter().filter_map(|vote| vote.represents_id));
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let on_table: Vec<Uuid> = items.iter().map(|item| item.project_id).collect();
    let is_seat = cx.viewer().role == Role::Committee;
    let aside = if is_seat { store::recused(&mut cx.tx, &on_table).await? } else { Vec::new() };
    let line = |item| table_line(cx.viewer(), &round, item, &seats, &votes, &weights, &aside);
    let lines = items.into_iter().map(line).collect();
    let (can_open, can_close) =
        (cx.viewer().may(OpenRound, &round), cx.viewer().may(CloseRound, &round));
    Ok(ShowPage { layout: Layout::new(cx), round, lines, names, can_open, can_close })
}

fn table_line(
    viewer: &Viewer,
    round: &Round,
    item: Item,
    seats: &[Seat],
    votes: &[Vote],
    weights: &[i32; 10],
    aside: &[Uuid],
) -> TableLine {
    let is_seat = viewer.role == Role::Committee;
    let is_recused = aside.contains(&item.project_id);
    let of = |id: &Uuid| *id == item.project_id;
    let seats: Vec<Seat> = seats.iter().filter(|s| of(&s.project_id)).cloned().collect();
    let mine: Vec<Vote> = votes.iter().filter(|v| of(&v.project_id)).cloned().collect();
    let is_closed = round.state == RoundState::Closed;
    let shown = is_closed && viewer.role != Role::Section;
    let all: Vec<&Vote> = mine.iter().collect();
    let tally = shown.then(|| Tally::of(&all, round.quorum, weights));
    let can_vote = is_seat && !is_recused && round.state == RoundState::Open;
    let ballot = can_vote
        .then(|| format!("/qips/{}/votes/{}", crate::reference::show(&item.reference), round.id));
    let has_voted = is_seat && !is_closed && !mine.is_empty();
    let votes = if shown { mine } else { Vec::new() };
    TableLine { item, seats, votes, tally, ballot, is_recused, has_voted }
}

/// `POST /qips/rounds/{id}/opening`
pub async fn open(Id(id): Id, post: Post<Raw>) -> Result<Response> {
    let mut cx = post.cx;
    let round = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(OpenRound, &round)?;
    if store::items(&mut cx.tx, id).await?.is_empty() {
        return Err(Error::Conflict { reason: "qips-late-empty-table", url: round.url() });
    }
    store::open(&mut cx.tx, permit).await?;
    cx.saved(round.url(), "qips-done-open").await
}

/// `POST /qips/rounds/{id}/closure`
pub async fn close(Id(id): Id, post: Post<Raw>) -> Result<Response> {
    let mut cx = post.cx;
    let round = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(CloseRound, &round)?;
    let seats = store::turnout(&mut cx.tx, id).await?;
    let quorum = usize::try_from(round.quorum).unwrap_or_default();
    for item in store::items(&mut cx.tx, id).await? {
        let before = |seat: &&Seat| seat.project_id == item.project_id;
        let voted = seats.iter().filter(before).filter(|seat| seat.has_voted).count();
        let able = seats.iter().filter(before).filter(|seat| !seat.is_recused).count();
        // Where so many stand aside that there is no quorum, the round closes and the project is deferred.
        if voted < quorum.min(able) {
            return Err(Error::Forbidden("qips-deny-no-quorum"));
        }
    }
    store::close(&mut cx.tx, permit).await?;
    cx.saved(round.url(), "qips-done-closed-round").await
}

#[derive(Template)]
#[template(path = "qips/ballot.html")]
struct BallotPage {
    layout: Layout,
    round: Round,
    record: FileView,
    controls: Vec<Control>,
    errors: Errors,
    action: String,
}

async fn find_ballot(cx: &mut Ctx, reference: &str, id: Uuid) -> Result<Ballot> {
    let round = store::find(&mut cx.tx, id).await?;
    let project = qips::store::find(&mut cx.tx, reference).await?;
    let items = store::items(&mut cx.tx, id).await?;
    let is_on_table = items.iter().any(|item| item.project_id == project.id);
    let is_seat = cx.viewer().role == Role::Committee;
    let is_recused = is_seat && !store::recused(&mut cx.tx, &[project.id]).await?.is_empty();
    Ok(Ballot { round, project, is_recused, is_on_table })
}

/// `GET /qips/{reference}/votes/{id}`: the paper of the project and the ballot of this seat.
pub async fn ballot(RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let ballot = find_ballot(&mut cx, &reference, id).await?;
    cx.tx.check(CastVote, &ballot)?;
    let mut raw: Raw = Vec::new();
    if let Some(vote) = store::own_vote(&mut cx.tx, id, ballot.project.id).await? {
        for (name, score) in SCORED.iter().zip(&vote.scores) {
            raw.push(((*name).to_owned(), score.to_string()));
        }
        raw.push(("vote".to_owned(), vote.choice.to_string()));
        raw.push(("reason".to_owned(), vote.reasons));
    }
    let page = ballot_page(&mut cx, ballot, &raw, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn ballot_page(
    cx: &mut Ctx,
    ballot: Ballot,
    raw: &Raw,
    errors: Errors,
) -> Result<BallotPage> {
    let action = format!("{}/votes/{}", ballot.project.url(), ballot.round.id);
    let record = FileView::load(cx, ballot.project, "page").await?;
    let filled = |field: crate::qips::fields::Field| {
        let mut made = control(field, typed(raw, field.name).to_owned(), Vec::new());
        if SCORED.contains(&field.name) {
            made.options = made
                .options
                .into_iter()
                .map(|(code, _)| (code.clone(), format!("qips-score-{code}")))
                .collect();
        }
        made
    };
    let controls = forms::vote_fields().into_iter().map(filled).collect();
    Ok(BallotPage {
        layout: Layout::new(cx),
        round: ballot.round,
        record,
        controls,
        errors,
        action,
    })
}

/// `POST /qips/{reference}/votes/{id}`
pub async fn vote(RefId(reference, id): RefId, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let ballot = find_ballot(&mut cx, &reference, id).await?;
    let permit = cx.tx.permit(CastVote, &ballot)?;
    let done = cx
        .tx
        .attempt(async |tx| {
            let (scores, choice, reasons) = forms::parse_vote(&form)?;
            store::cast(tx, permit, &scores, choice, &reasons).await
        })
        .await;
    match done {
        Ok(()) => cx.saved(ballot.round.url(), "qips-done-vote").await,
        Err(Error::Invalid(errors)) => {
            let page = ballot_page(&mut cx, ballot, &form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}
