//! The landing page and the desk of the post in use.

use super::wings;
use crate::{
    access::Role,
    actions,
    actors::model::ActorName,
    audit,
    dashboards::model::Question,
    desks,
    i18n::Text,
    meetings, minutes, notices, qips, reports,
    requests::{model::Line, store::COUNT_CAP},
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

/// Public notices on the landing page.
const PUBLIC: i64 = 4;

#[derive(Template)]
#[template(path = "home/landing.html")]
struct LandingPage {
    layout: Layout,
    desks: Vec<desks::model::Desk>,
    house_phone: String,
    /// What everybody is told, the newest.
    notices: Vec<notices::model::Told>,
}

/// `GET /`
pub async fn landing(Open(mut cx): Open) -> Result<Response> {
    let mut desks = desks::store::list(&mut cx.tx).await?;
    // The first flight carries the last desk of each kind; the others are a click away.
    desks.retain(|desk| desk.is_top && !desk.phone.is_empty());
    let notices = notices::store::public(&mut cx.tx, PUBLIC).await?;
    let layout = Layout::new(&cx).with_css_inside();
    let house_phone = cx.house.duty_phone.clone();
    Ok(cx.page(&LandingPage { layout, desks, house_phone, notices }))
}

/// One box of the desk: lines, how many there are in all, and where the whole list is.
pub struct Queue {
    pub title: &'static str,
    /// What is said where there is none; a box without such words is left out.
    pub empty: Option<&'static str>,
    pub lines: Vec<Line>,
    pub count: Option<i64>,
    pub all: Option<&'static str>,
}

impl Queue {
    /// What is said instead of lines.
    fn silence(&self) -> Option<&'static str> {
        self.empty.filter(|_| self.lines.is_empty())
    }
}

/// What a leader reads first.
pub struct Lead {
    pub glance: Vec<Text>,
    pub questions: &'static [Question],
}

#[derive(Template)]
#[template(path = "home/desk.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a call-out or a button of the page")]
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
    /// Meetings of the office whose minutes are due and still a draft.
    minutes_due: Vec<minutes::model::Due>,
    /// Waiting for a voucher and for an account, for whoever brings people in.
    applications: Option<(i64, i64)>,
    /// Sentences that a coordinator passed on lately to the viewer's actor.
    told: i64,
    /// Projects by state, for those who keep them: the state, how many.
    board: Vec<(qips::model::State, i64)>,
    /// Rounds that are open, for those who vote in them or prepare them.
    rounds: Vec<(Uuid, String, jiff_sqlx::Date)>,
    /// Who opened the office's requests lately: reference, who, when.
    opened: Vec<(String, String, Timestamp)>,
    /// What only a chief can mend: desks without an officer, posts that end.
    exceptions: Vec<Text>,
    /// Notices of the office's districts; None for posts that read none.
    near: Option<Vec<notices::model::Line>>,
    /// A proposed situation waits for the viewer's answer.
    situation_waits: bool,
    /// Other numbers of the house wait for the viewer's answer.
    rules_wait: bool,
    /// For leaders: the questions, and how much is open.
    lead: Option<Lead>,
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

    /// The list of what waits for this post; payments that wait have no list of their own.
    fn projects_waiting(&self) -> &'static str {
        match self.layout.viewer.role {
            Role::Committee => "/qips?state=in_review",
            Role::Approver => "/qips?state=recommended",
            Role::Finance => "/qips",
            _ => "/qips?turn=mine",
        }
    }

    /// Whose work is projects reads of them first.
    fn projects_first(&self) -> bool {
        matches!(
            self.layout.viewer.role,
            Role::QipManager | Role::Committee | Role::Approver | Role::Finance
        )
    }

    fn is_auditor(&self) -> bool {
        self.layout.viewer.role == Role::Auditor
    }

    fn is_admin(&self) -> bool {
        self.layout.viewer.role == Role::Admin
    }
}

/// `GET /home`: two things are asked at once, where a second connection rests.
pub async fn desk(mut cx: Ctx) -> Result<Response> {
    let viewer = cx.viewer().clone();
    let voice = cx.voice();
    let spare = cx.state.db.spare(&viewer).await?;
    let (waits, comes) = match spare {
        Some(mut other) => {
            tokio::try_join!(wings::waits(&mut cx.tx), wings::comes(&mut other, &voice))?
        }
        None => (wings::waits(&mut cx.tx).await?, wings::comes(&mut cx.tx, &voice).await?),
    };
    let role = viewer.role;
    Ok(cx.page(&DeskPage {
        layout: Layout::new(&cx),
        queues: waits.queues,
        names: waits.names,
        projects: waits.projects,
        board: waits.board,
        rounds: waits.rounds,
        told: waits.told,
        posts_ending: comes.posts_ending,
        consents_ending: comes.consents_ending,
        unanswered: comes.unanswered,
        coming: comes.coming,
        stale_entry: comes.stale_entry,
        actions: comes.actions,
        to_verify: comes.to_verify,
        owed: comes.owed,
        minutes_due: comes.minutes_due,
        applications: comes.applications,
        opened: comes.opened,
        exceptions: comes.exceptions,
        near: comes.near,
        situation_waits: comes.situation_waits,
        rules_wait: comes.rules_wait,
        lead: comes.lead,
        can_ask: matches!(role, Role::Partner | Role::Coordinator | Role::Section),
        can_enter: matches!(role, Role::Officer | Role::Coordinator | Role::Section),
        chain: comes.chain,
        handover: comes.handover,
    }))
}
