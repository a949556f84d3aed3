//! The landing page and the desk of the post in use.

use super::store::{self, BOX};
use crate::{
    access::{Record as _, Role, Viewer},
    actions,
    actors::{
        self,
        model::{ActorName, Status},
    },
    audit, desks, meetings, overlaps, qips, reports,
    requests::{
        self,
        model::Line,
        store::{COUNT_CAP, Filter},
    },
    web::{
        context::{Ctx, Open},
        error::Result,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use jiff_sqlx::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "home/landing.html")]
struct LandingPage {
    layout: Layout,
    desks: Vec<desks::model::Desk>,
    house_phone: String,
}

/// `GET /`
pub async fn landing(Open(mut cx): Open) -> Result<Response> {
    let mut desks = desks::store::list(&mut cx.tx).await?;
    // The first flight carries the last desk of each kind; the others are a click away.
    desks.retain(|desk| desk.is_top && !desk.phone.is_empty());
    let layout = Layout::new(&cx).with_css_inside();
    Ok(cx.page(&LandingPage { layout, desks, house_phone: cx.house.duty_phone.clone() }))
}

/// One box of the desk: lines, how many there are in all, and where the whole list is.
struct Queue {
    title: &'static str,
    empty: &'static str,
    lines: Vec<Line>,
    count: Option<i64>,
    all: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "home/desk.html")]
struct DeskPage {
    layout: Layout,
    queues: Vec<Queue>,
    names: HashMap<Uuid, ActorName>,
    /// Projects that wait for this post; None for posts that have no part in them.
    projects: Option<Vec<qips::model::Line>>,
    posts_ending: Vec<(Role, Timestamp)>,
    consents_ending: Vec<(String, Timestamp)>,
    /// Meetings that the viewer's office has not answered, and whether it was reminded.
    unanswered: Vec<(meetings::model::Line, bool)>,
    coming: Vec<meetings::model::Line>,
    /// The viewer's own entry, where nobody confirmed it for a while.
    stale_entry: Option<String>,
    /// Action points for the post in use, those done that wait for its look, and reports it owes.
    actions: Vec<actions::model::Line>,
    to_verify: Vec<actions::model::Line>,
    owed: Vec<reports::model::Duty>,
    /// Waiting for a voucher and for an account, for whoever brings people in.
    applications: Option<(i64, i64)>,
    /// Sentences that a coordinator passed on lately to the viewer's actor.
    told: i64,
    can_ask: bool,
    can_enter: bool,
    /// Where the chain of events stands, for the auditor.
    chain: Option<audit::model::ChainState>,
    /// The handover of a post by or to the reader, under way or just done.
    handover: Option<Uuid>,
}

impl DeskPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }

    /// Counts stop at the cap of lists: "500+".
    #[expect(
        clippy::unused_self,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates reach functions through the page, with references"
    )]
    fn capped(&self, count: &i64) -> String {
        if *count > COUNT_CAP { format!("{COUNT_CAP}+") } else { count.to_string() }
    }

    fn is_mine(&self, line: &Line) -> bool {
        line.turn_id.is_some_and(|turn| self.layout.viewer.acts_for(turn))
    }

    /// What this page says to a role that works on no request here.
    fn about(&self) -> Option<&'static str> {
        match self.layout.viewer.role {
            Role::Admin => Some("home-about-admin"),
            Role::Auditor => Some("home-about-auditor"),
            Role::Leader => Some("home-about-leader"),
            Role::Committee | Role::Approver | Role::Finance => Some("home-about-projects"),
            _ => None,
        }
    }

    fn is_auditor(&self) -> bool {
        self.layout.viewer.role == Role::Auditor
    }

    fn is_admin(&self) -> bool {
        self.layout.viewer.role == Role::Admin
    }
}

/// `GET /home`
pub async fn desk(mut cx: Ctx) -> Result<Response> {
    let queues = if cx.viewer().role.counts_actors() { queues(&mut cx).await? } else { Vec::new() };
    let lines = queues.iter().flat_map(|queue| &queue.lines);
    let ids: Vec<Uuid> =
        lines.flat_map(|line| [Some(line.owner_id), line.turn_id]).flatten().collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let posts_ending = store::posts_ending(&mut cx.tx).await?;
    let works = cx.viewer().role.counts_actors();
    let consents_ending =
        if works { store::consents_ending(&mut cx.tx).await? } else { Vec::new() };
    let (unanswered, coming) =
        if works { meetings(&mut cx).await? } else { (Vec::new(), Vec::new()) };
    let (actions, to_verify, owed) =
        if works { promises(&mut cx).await? } else { (Vec::new(), Vec::new(), Vec::new()) };
    let applications = if brings_people_in(cx.viewer()) {
        Some(store::applications(&mut cx.tx).await?)
    } else {
        None
    };
    let stale_entry = stale_entry(&mut cx).await?;
    let told = if works { overlaps::store::count_new(&mut cx.tx).await? } else { 0 };
    let role = cx.viewer().role;
    let chain = if role == Role::Auditor {
        Some(audit::store::chain_state(&mut cx.tx).await?)
    } else {
        None
    };
    let handover = store::handover(&mut cx.tx).await?;
    let has_projects = works || matches!(role, Role::Committee | Role::Approver | Role::Finance);
    let projects = if has_projects { Some(qips::store::waiting(&mut cx.tx).await?) } else { None };
    Ok(cx.page(&DeskPage {
        layout: Layout::new(&cx),
        queues,
        names,
        projects,
        posts_ending,
        consents_ending,
        unanswered,
        coming,
        stale_entry,
        actions,
        to_verify,
        owed,
        applications,
        told,
        can_ask: matches!(role, Role::Partner | Role::Coordinator | Role::Section),
        can_enter: matches!(role, Role::Officer | Role::Coordinator | Role::Section),
        chain,
        handover,
    }))
}

type Promises = (Vec<actions::model::Line>, Vec<actions::model::Line>, Vec<reports::model::Duty>);

/// What was promised and what is owed: by this post, or to be looked at by its office.
async fn promises(cx: &mut Ctx) -> Result<Promises> {
    use actions::model::{Filter, State};
    let (actor, role) = (cx.viewer().actor, cx.viewer().role);
    let mine = Filter { doer: Some(actor), role: Some(role), ..Filter::default() };
    let mut mine = actions::store::list(&mut cx.tx, &mine).await?;
    mine.retain(|line| line.state != State::Done);
    mine.truncate(BOX);
    let done = Filter { owner: Some(actor), state: Some(State::Done), ..Filter::default() };
    let mut done = actions::store::list(&mut cx.tx, &done).await?;
    done.truncate(5);
    Ok((mine, done, reports::store::owed(&mut cx.tx).await?))
}

type Coming = (Vec<(meetings::model::Line, bool)>, Vec<meetings::model::Line>);

/// Meetings that want an answer, and the next ones of the office beside them.
async fn meetings(cx: &mut Ctx) -> Result<Coming> {
    let unanswered = meetings::store::unanswered(&mut cx.tx, 5).await?;
    let mut coming = meetings::store::coming(&mut cx.tx, 5).await?;
    coming.retain(|line| !unanswered.iter().any(|(other, _)| other.id == line.id));
    Ok((unanswered, coming))
}

/// The address of the viewer's own entry in the directory, where it waits to be confirmed again.
async fn stale_entry(cx: &mut Ctx) -> Result<Option<String>> {
    if !cx.viewer().role.counts_actors() {
        return Ok(None);
    }
    let own = cx.viewer().actor;
    let actor = actors::store::find(&mut cx.tx, own).await?;
    Ok((actor.is_stale && actor.status == Status::Active).then(|| actor.url()))
}

async fn queues(cx: &mut Ctx) -> Result<Vec<Queue>> {
    let tx = &mut cx.tx;
    let mine = Filter { turn: Some(tx.viewer().actor), ..Filter::default() };
    let mut queues = vec![Queue {
        title: "home-mine",
        empty: "home-mine-empty",
        lines: first(requests::store::list(tx, &mine).await?),
        count: Some(requests::store::count(tx, &mine).await?),
        all: Some("/requests?turn=mine"),
    }];
    queues.push(Queue {
        title: "home-others",
        empty: "home-others-empty",
        lines: store::waiting_for_others(tx).await?,
        count: Some(store::count_waiting_for_others(tx).await?),
        all: None,
    });
    if tx.viewer().role == Role::Chief {
        queues.push(Queue {
            title: "home-below",
            empty: "home-below-empty",
            lines: store::waiting_below(tx).await?,
            count: None,
            all: None,
        });
    }
    let newest = requests::store::list(tx, &Filter::default()).await?;
    let week = crate::clock::now() - jiff::SignedDuration::from_hours(24 * 7);
    let newest = newest.into_iter().filter(|line| line.received_at.to_jiff() > week);
    queues.push(Queue {
        title: "home-new",
        empty: "home-new-empty",
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
