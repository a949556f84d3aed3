//! The state machine of an action point: one table (from, act, to) that policy, pages, history and `docs/meetings.md` read.

use State::{Accepted, Blocked, Cancelled, Declined, Done, InProgress, Offered, Verified};

crate::codes! {
    /// Where an action point stands. Overdue is told from the day, never stored.
    State {
        Offered = "offered", Accepted = "accepted", InProgress = "in_progress", Blocked = "blocked", Done = "done",
        Verified = "verified", Declined = "declined", Cancelled = "cancelled",
    }
}

crate::codes! {
    Act {
        Accept = "accept", Decline = "decline", Start = "start", Finish = "finish", Block = "block", Resume = "resume",
        Verify = "verify", SendBack = "send_back", Move = "move", Cancel = "cancel",
    }
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The office it is for.
    Doer,
    /// The office that put it.
    Putter,
    /// Who put it; where they did it themselves, any other that was there.
    Verifier,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub act: Act,
    pub from: &'static [State],
    /// None: it stays where it is.
    pub to: Option<State>,
    pub who: Who,
    pub path: &'static str,
}

const fn row(
    act: Act,
    from: &'static [State],
    to: Option<State>,
    who: Who,
    path: &'static str,
) -> Spec {
    Spec { act, from, to, who, path }
}

/// The whole machine, in the order of the buttons.
pub static SPECS: &[Spec] = &[
    row(Act::Accept, &[Offered], Some(Accepted), Who::Doer, "/actions/{id}/acceptance"),
    row(Act::Start, &[Accepted], Some(InProgress), Who::Doer, "/actions/{id}/start"),
    row(Act::Resume, &[Blocked], Some(InProgress), Who::Doer, "/actions/{id}/resumption"),
    row(Act::Finish, &[Accepted, InProgress], Some(Done), Who::Doer, "/actions/{id}/completion"),
    row(Act::Block, &[Accepted, InProgress], Some(Blocked), Who::Doer, "/actions/{id}/block"),
    row(Act::Verify, &[Done], Some(Verified), Who::Verifier, "/actions/{id}/verification"),
    row(Act::SendBack, &[Done], Some(InProgress), Who::Verifier, "/actions/{id}/return"),
    row(Act::Decline, &[Offered], Some(Declined), Who::Doer, "/actions/{id}/refusal"),
    row(
        Act::Move,
        &[Offered, Accepted, InProgress, Blocked],
        None,
        Who::Putter,
        "/actions/{id}/due-date",
    ),
    row(
        Act::Cancel,
        &[Offered, Accepted, InProgress, Blocked],
        Some(Cancelled),
        Who::Putter,
        "/actions/{id}/cancellation",
    ),
];

impl Act {
    /// The row of this act.
    pub fn spec(self) -> &'static Spec {
        SPECS.iter().find(|spec| spec.act == self).unwrap_or(&SPECS[0])
    }

    /// Acts that say why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Act::Decline | Act::Block | Act::SendBack | Act::Move | Act::Cancel)
    }
}

impl Spec {
    /// Where an action point in this state comes to, if the act can be done to it.
    pub fn leads(&self, from: State) -> Option<State> {
        self.from.contains(&from).then(|| self.to.unwrap_or(from))
    }
}

impl State {
    /// Still to be done, or to be looked at.
    pub fn is_open(self) -> bool {
        matches!(self, Offered | Accepted | InProgress | Blocked | Done)
    }
}
