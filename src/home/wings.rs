//! What stands on a desk, in two halves that are read at once: what waits, and what comes.

use super::{
    pages::{Lead, Queue},
    store::{self, BOX},
};
use crate::{
    access::{Audience, Record as _, Role, Viewer},
    actions,
    actors::{
        self,
        model::{ActorName, Status},
    },
    audit,
    dashboards::{self, model::Question},
    db::Tx,
    desks,
    i18n::{Lang, Text},
    meetings, minutes, notices, overlaps, qips, reports,
    requests::{self, model::Line, store::Filter},
    rules, situations,
    web::{error::Result, html::Voice},
};
use jiff_sqlx::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// What waits for the viewer, for others, and what is new.
pub struct Waits {
    pub queues: Vec<Queue>,
    pub names: HashMap<Uuid, ActorName>,
    pub projects: Option<Vec<qips::model::Line>>,
    pub board: Vec<(qips::model::State, i64)>,
    pub rounds: Vec<(Uuid, String, jiff_sqlx::Date)>,
    pub told: i64,
}

/// What comes up, what was promised, and what only this role looks after.
pub struct Comes {
    pub posts_ending: Vec<(Role, Timestamp)>,
    pub consents_ending: Vec<(String, Timestamp)>,
    pub unanswered: Vec<(meetings::model::Line, bool)>,
    pub coming: Vec<meetings::model::Line>,
    pub stale_entry: Option<String>,
    pub actions: Vec<actions::model::Line>,
    pub to_verify: Vec<actions::model::Line>,
    pub owed: Vec<reports::model::Duty>,
    pub minutes_due: Vec<minutes::model::Due>,
    pub applications: Option<(i64, i64)>,
    pub opened: Vec<(String, String, Timestamp)>,
    pub exceptions: Vec<Text>,
    pub near: Option<Vec<notices::model::Line>>,
    pub situation_waits: bool,
    pub rules_wait: bool,
    pub lead: Option<Lead>,
    pub chain: Option<audit::model::ChainState>,
    pub handover: Option<Uuid>,
}

/// Notices near the reader's districts that a desk shows.
const NEAR: usize = 5;
pub async fn waits(tx: &mut Tx) -> Result<Waits> {
    let role = tx.viewer().role;
    let works = role.counts_actors();
    let queues = if works { queues(tx).await? } else { Vec::new() };
    let lines = queues.iter().flat_map(|queue| &queue.lines);
    let ids: Vec<Uuid> =
        lines.flat_map(|line| [Some(line.owner_id), line.turn_id]).flatten().collect();
    let names = actors::store::names(tx, &ids).await?;
    let has_projects = works || matches!(role, Role::Committee | Role::Approver | Role::Finance);
    let projects = if has_projects { Some(qips::store::waiting(tx).await?) } else { None };
    let told = if works { overlaps::store::count_new(tx).await? } else { 0 };
    let keeps = matches!(role, Role::QipManager | Role::Section);
    let board = if keeps { qips::store::board(tx).await? } else { Vec::new() };
    let rounds = matches!(role, Role::Committee | Role::QipManager);
    let rounds = if rounds { store::open_rounds(tx).await? } else { Vec::new() };
    Ok(Waits { queues, names, projects, board, rounds, told })
}

pub async fn comes(tx: &mut Tx, voice: &Voice) -> Result<Comes> {
    let viewer = tx.viewer().clone();
    let works = viewer.role.counts_actors();
    let posts_ending = store::posts_ending(tx).await?;
    let consents_ending = if works { store::consents_ending(tx).await? } else { Vec::new() };
    let (unanswered, coming) = if works { meetings(tx).await? } else { (Vec::new(), Vec::new()) };
    let (actions, to_verify, owed) =
        if works { promises(tx).await? } else { (Vec::new(), Vec::new(), Vec::new()) };
    let minutes_due = if works { minutes::store::due(tx, 5).await? } else { Vec::new() };
    let applications =
        if brings_people_in(&viewer) { Some(store::applications(tx).await?) } else { None };
    let opened =
        if viewer.role == Role::Partner { opened(tx, voice.lang).await? } else { Vec::new() };
    let exceptions = if viewer.role == Role::Chief { exceptions(tx).await? } else { Vec::new() };
    let situation_waits = viewer.role == Role::Coordinator
        && situations::store::list(tx)
            .await?
            .iter()
            .any(|one| one.state == situations::model::State::Proposed);
    let rules_wait = rules::store::waits_for(tx).await?;
    let reads = viewer.admitted_to(Audience::Partners);
    let near = if reads { Some(notices::store::near(tx, NEAR).await?) } else { None };
    let lead = if viewer.role == Role::Leader { Some(lead(tx, voice).await?) } else { None };
    let watches = viewer.role == Role::Auditor;
    let chain = if watches { Some(audit::store::chain_state(tx).await?) } else { None };
    Ok(Comes {
        near,
        chain,
        handover: store::handover(tx).await?,
        stale_entry: stale_entry(tx).await?,
        posts_ending,
        consents_ending,
        unanswered,
        coming,
        actions,
        to_verify,
        owed,
        minutes_due,
        applications,
        opened,
        exceptions,
        situation_waits,
        rules_wait,
        lead,
    })
}

async fn lead(tx: &mut Tx, voice: &Voice) -> Result<Lead> {
    Ok(Lead { glance: dashboards::first_glance(tx, voice).await?, questions: Question::ALL })
}

/// Who opened the office's newest requests within a week.
async fn opened(tx: &mut Tx, lang: Lang) -> Result<Vec<(String, String, Timestamp)>> {
    let rows = store::opened_lately(tx).await?;
    let ids: Vec<Uuid> = rows.iter().map(|(_, actor, _)| *actor).collect();
    let names = actors::store::names(tx, &ids).await?;
    let name = |actor: &Uuid| names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
    Ok(rows.iter().map(|(reference, actor, at)| (reference.clone(), name(actor), *at)).collect())
}

/// Desks of the force where nobody holds a post, and posts below that end within a month.
async fn exceptions(tx: &mut Tx) -> Result<Vec<Text>> {
    let desks = desks::store::list(tx).await?;
    let empty =
        desks.iter().filter(|desk| desk.kind == desks::model::Kind::Cimic && !desk.is_staffed);
    let mut said: Vec<Text> =
        empty.map(|desk| Text::new("home-desk-empty").with("who", desk.name.as_str())).collect();
    let ending = store::posts_ending_below(tx).await?;
    said.extend(ending.iter().map(|(role, actor)| {
        Text::new("home-post-below-ends").with("who", actor.as_str()).with("role", role.as_str())
    }));
    Ok(said)
}

type Promises = (Vec<actions::model::Line>, Vec<actions::model::Line>, Vec<reports::model::Duty>);

/// What was promised and what is owed: by this post, or to be looked at by its office.
async fn promises(tx: &mut Tx) -> Result<Promises> {
    use actions::model::{Filter, State};
    let (actor, role) = (tx.viewer().actor, tx.viewer().role);
    let mine = Filter { doer: Some(actor), role: Some(role), ..Filter::default() };
    let mut mine = actions::store::list(tx, &mine).await?;
    mine.retain(|line| line.state != State::Done);
    mine.truncate(BOX);
    let done = Filter { owner: Some(actor), state: Some(State::Done), ..Filter::default() };
    let mut done = actions::store::list(tx, &done).await?;
    done.truncate(5);
    Ok((mine, done, reports::store::owed(tx).await?))
}

type Coming = (Vec<(meetings::model::Line, bool)>, Vec<meetings::model::Line>);

/// Meetings that want an answer, and the next ones of the office beside them.
async fn meetings(tx: &mut Tx) -> Result<Coming> {
    let unanswered = meetings::store::unanswered(tx, 5).await?;
    let mut coming = meetings::store::coming(tx, 5).await?;
    coming.retain(|line| !unanswered.iter().any(|(other, _)| other.id == line.id));
    Ok((unanswered, coming))
}

/// The address of the viewer's own entry in the directory, where it waits to be confirmed again.
async fn stale_entry(tx: &mut Tx) -> Result<Option<String>> {
    if !tx.viewer().role.counts_actors() {
        return Ok(None);
    }
    let own = tx.viewer().actor;
    let actor = actors::store::find(tx, own).await?;
    Ok((actor.is_stale && actor.status == Status::Active).then(|| actor.url()))
}

async fn queues(tx: &mut Tx) -> Result<Vec<Queue>> {
    let mine = Filter { turn: Some(tx.viewer().actor), ..Filter::default() };
    let mut queues = vec![Queue {
        title: "home-mine",
        empty: Some("home-mine-empty"),
        lines: first(requests::store::list(tx, &mine).await?),
        count: Some(requests::store::count(tx, &mine).await?),
        all: Some("/requests?turn=mine"),
    }];
    queues.push(Queue {
        title: "home-others",
        empty: Some("home-others-empty"),
        lines: store::waiting_for_others(tx).await?,
        count: Some(store::count_waiting_for_others(tx).await?),
        all: None,
    });
    if tx.viewer().role == Role::Chief {
        queues.push(Queue {
            title: "home-below",
            empty: None,
            lines: store::waiting_below(tx).await?,
            count: None,
            all: None,
        });
    }
    let newest = requests::store::list(tx, &Filter::default()).await?;
    let week = crate::clock::now() - jiff::SignedDuration::from_hours(24 * 7);
    let viewer = tx.viewer().clone();
    let is_mine = |line: &Line| line.turn_id.is_some_and(|turn| viewer.acts_for(turn));
    let newest =
        newest.into_iter().filter(|line| line.received_at.to_jiff() > week && !is_mine(line));
    queues.push(Queue {
        title: "home-new",
        empty: None,
        lines: newest.take(5).collect(),
        count: None,
        all: Some("/requests"),
    });
    Ok(queues)
}

fn first(mut lines: Vec<Line>) -> Vec<Line> {
    lines.truncate(BOX);
    lines
}

fn brings_people_in(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::Admin | Role::Chief | Role::Coordinator | Role::Section)
}
