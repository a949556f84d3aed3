//! The state machine of a project: one table (kind, from, act, to, who) that policy, pages, history and the documentation read.
//! Postgres keeps the same rows in `qip_moves` and refuses every other move; a test compares the two.

use super::model::{InstalmentState, Kind, State};
use crate::access::Role;
use State::{
    Agreed, Approved, Cancelled, Checked, Closed, Completed, Concept, Deferred, Draft, Evaluated,
    HandedOver, Implementing, InReview, Inspected, New, Paid, Proposed, Recommended, Rejected,
    Screened, Submitted, Suspended, Terminated, WorksComplete,
};

crate::codes! {
    /// What can be done to a project.
    Act {
        Propose = "propose", Import = "import", TakeUp = "take_up", Decline = "decline", Submit = "submit", AskCheck = "ask_check", Check = "check",
        Assess = "assess", Return = "return", Screen = "screen", Reject = "reject", Table = "table", Outcome = "outcome", Approve = "approve",
        Refuse = "refuse", Plan = "plan", Agree = "agree", RequestPayment = "request_payment", Certify = "certify", ReturnPayment = "return_payment",
        Release = "release", Account = "account", Visit = "visit", Suspend = "suspend", Resume = "resume", Extend = "extend", Complete = "complete",
        Inspect = "inspect", HandOver = "hand_over", Close = "close", Evaluate = "evaluate", Cancel = "cancel", Terminate = "terminate",
        Recover = "recover", Allow = "allow", Start = "start", Finish = "finish",
        Publish = "publish",
    }
}

/// Where an act leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The state does not change.
    Stay,
    /// One of these, decided by what is said.
    OneOf(&'static [State]),
}

/// What the noun of an act stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Project,
    Instalment,
    /// Not an address of its own: done on another page.
    Nothing,
}

/// One row of the state table.
#[derive(Debug)]
pub struct Spec {
    pub kind: Kind,
    pub act: Act,
    pub from: &'static [State],
    pub to: To,
    pub who: &'static [Role],
}

const PAYING: &[State] = &[Agreed, Implementing, Inspected];
const SECTION: &[Role] = &[Role::Section];
const TEAM: &[Role] = &[Role::QipManager];
const APPROVER: &[Role] = &[Role::Approver];
const MONITORS: &[Role] = &[Role::Section, Role::Liaison, Role::Officer];
/// Who puts a concept forward.
pub const PROPOSERS: &[Role] =
    &[Role::Partner, Role::Liaison, Role::Officer, Role::Chief, Role::Section];
/// Who gives support by other means.
pub const SUPPORTERS: &[Role] = &[Role::Liaison, Role::Officer, Role::Chief, Role::Section];
const IMPORTED: &[State] = &[Implementing, HandedOver, Closed, Cancelled];

const fn qip(act: Act, from: &'static [State], to: To, who: &'static [Role]) -> Spec {
    Spec { kind: Kind::Qip, act, from, to, who }
}

const fn support(act: Act, from: &'static [State], to: To, who: &'static [Role]) -> Spec {
    Spec { kind: Kind::Support, act, from, to, who }
}

/// The whole machine.
pub static SPECS: &[Spec] = &[
    qip(Act::Propose, &[New], To::OneOf(&[Concept]), PROPOSERS),
    qip(Act::Import, &[New], To::OneOf(IMPORTED), &[Role::Section, Role::QipManager]),
    qip(Act::TakeUp, &[Concept], To::OneOf(&[Draft]), SECTION),
    qip(Act::Decline, &[Concept], To::OneOf(&[Rejected]), SECTION),
    qip(Act::Submit, &[Draft], To::OneOf(&[Submitted]), SECTION),
    qip(Act::AskCheck, &[Submitted], To::Stay, TEAM),
    qip(Act::Check, &[Submitted], To::Stay, &[Role::Coordinator]),
    qip(Act::Assess, &[Submitted, Screened], To::Stay, TEAM),
    qip(Act::Screen, &[Submitted], To::OneOf(&[Screened]), TEAM),
    qip(Act::Return, &[Submitted], To::OneOf(&[Draft]), TEAM),
    qip(Act::Reject, &[Submitted], To::OneOf(&[Rejected]), TEAM),
    qip(Act::Table, &[Screened, Deferred], To::OneOf(&[InReview]), TEAM),
    qip(
        Act::Outcome,
        &[InReview],
        To::OneOf(&[Recommended, Screened, Deferred, Draft, Rejected]),
        TEAM,
    ),
    qip(Act::Approve, &[Recommended], To::OneOf(&[Approved]), APPROVER),
    qip(Act::Refuse, &[Recommended], To::OneOf(&[Rejected]), APPROVER),
    qip(Act::Plan, &[Approved], To::Stay, TEAM),
    qip(Act::Agree, &[Approved], To::OneOf(&[Agreed]), TEAM),
    qip(Act::RequestPayment, PAYING, To::Stay, TEAM),
    qip(Act::Certify, PAYING, To::Stay, &[Role::Finance]),
    qip(Act::ReturnPayment, PAYING, To::Stay, &[Role::Finance, Role::Approver]),
    qip(Act::Release, &[Agreed], To::OneOf(&[Implementing]), APPROVER),
    qip(Act::Release, &[Implementing], To::Stay, APPROVER),
    qip(Act::Release, &[Inspected], To::OneOf(&[Paid, Inspected]), APPROVER),
    qip(
        Act::Account,
        &[Implementing, Suspended, WorksComplete, Inspected, Paid, HandedOver, Terminated],
        To::Stay,
        TEAM,
    ),
    qip(
        Act::Visit,
        &[Agreed, Implementing, Suspended, WorksComplete, Inspected, Paid, HandedOver, Closed],
        To::Stay,
        MONITORS,
    ),
    qip(Act::Suspend, &[Implementing], To::OneOf(&[Suspended]), TEAM),
    qip(Act::Resume, &[Suspended], To::OneOf(&[Implementing]), TEAM),
    qip(Act::Extend, &[Implementing], To::Stay, APPROVER),
    qip(Act::Complete, &[Implementing], To::OneOf(&[WorksComplete]), SECTION),
    qip(Act::Inspect, &[WorksComplete], To::OneOf(&[Inspected, Implementing]), SECTION),
    qip(Act::HandOver, &[Paid], To::OneOf(&[HandedOver]), TEAM),
    qip(Act::Close, &[HandedOver], To::OneOf(&[Closed]), TEAM),
    qip(Act::Evaluate, &[Closed], To::OneOf(&[Evaluated]), SECTION),
    qip(Act::Publish, &[HandedOver, Closed], To::Stay, SECTION),
    qip(Act::Recover, &[Terminated, HandedOver], To::Stay, TEAM),
    qip(Act::Terminate, &[Implementing, Suspended], To::OneOf(&[Terminated]), APPROVER),
    qip(Act::Cancel, &[Concept], To::OneOf(&[Cancelled]), PROPOSERS),
    qip(
        Act::Cancel,
        &[Draft, Submitted, Screened, InReview, Deferred, Recommended, Approved],
        To::OneOf(&[Cancelled]),
        &[Role::Section, Role::QipManager],
    ),
    support(Act::Propose, &[New], To::OneOf(&[Proposed]), SUPPORTERS),
    support(Act::Import, &[New], To::OneOf(IMPORTED), &[Role::Section, Role::QipManager]),
    support(Act::Check, &[Proposed], To::OneOf(&[Checked, Proposed]), &[Role::Coordinator]),
    support(Act::Allow, &[Checked], To::OneOf(&[Approved]), SECTION),
    support(Act::Decline, &[Proposed, Checked], To::OneOf(&[Rejected]), SECTION),
    support(Act::Start, &[Approved], To::OneOf(&[Implementing]), SUPPORTERS),
    support(Act::Visit, &[Implementing, Completed, HandedOver], To::Stay, MONITORS),
    support(Act::Finish, &[Implementing], To::OneOf(&[Completed]), SUPPORTERS),
    support(Act::HandOver, &[Completed], To::OneOf(&[HandedOver]), SUPPORTERS),
    support(Act::Close, &[HandedOver], To::OneOf(&[Closed]), SECTION),
    support(Act::Publish, &[HandedOver, Closed], To::Stay, SECTION),
    support(Act::Cancel, &[Proposed, Checked, Approved], To::OneOf(&[Cancelled]), SUPPORTERS),
];

/// The moves of an instalment: act, from, to.
pub static PAYMENTS: &[(Act, &[InstalmentState], InstalmentState)] = &[
    (
        Act::RequestPayment,
        &[InstalmentState::Planned, InstalmentState::Returned],
        InstalmentState::Requested,
    ),
    (Act::Certify, &[InstalmentState::Requested], InstalmentState::Certified),
    (
        Act::ReturnPayment,
        &[InstalmentState::Requested, InstalmentState::Certified],
        InstalmentState::Returned,
    ),
    (Act::Release, &[InstalmentState::Certified], InstalmentState::Released),
    (Act::Account, &[InstalmentState::Released], InstalmentState::Accounted),
];

impl Act {
    /// Its address under a project or an instalment, and what it stands under.
    pub fn noun(self) -> (&'static str, Of) {
        match self {
            Act::TakeUp => ("taking-up", Of::Project),
            Act::Decline => ("declining", Of::Project),
            Act::Submit => ("submission", Of::Project),
            Act::AskCheck => ("check-request", Of::Project),
            Act::Check => ("check", Of::Project),
            Act::Assess => ("assessment", Of::Project),
            Act::Return => ("return", Of::Project),
            Act::Screen => ("screening", Of::Project),
            Act::Reject => ("rejection", Of::Project),
            Act::Table => ("tabling", Of::Project),
            Act::Outcome => ("outcome", Of::Project),
            Act::Approve => ("approval", Of::Project),
            Act::Refuse => ("refusal", Of::Project),
            Act::Plan => ("plan", Of::Project),
            Act::Agree => ("agreement", Of::Project),
            Act::RequestPayment => ("request", Of::Instalment),
            Act::Certify => ("certification", Of::Instalment),
            Act::ReturnPayment => ("return", Of::Instalment),
            Act::Release => ("release", Of::Instalment),
            Act::Account => ("accounting", Of::Instalment),
            Act::Visit => ("visit", Of::Project),
            Act::Suspend => ("suspension", Of::Project),
            Act::Resume => ("resumption", Of::Project),
            Act::Extend => ("extension", Of::Project),
            Act::Complete => ("works", Of::Project),
            Act::Inspect => ("inspection", Of::Project),
            Act::HandOver => ("handover", Of::Project),
            Act::Close => ("closure", Of::Project),
            Act::Evaluate => ("evaluation", Of::Project),
            Act::Cancel => ("cancellation", Of::Project),
            Act::Terminate => ("termination", Of::Project),
            Act::Recover => ("recovery", Of::Project),
            Act::Allow => ("permission", Of::Project),
            Act::Start => ("start", Of::Project),
            Act::Finish => ("completion", Of::Project),
            Act::Publish => ("publication", Of::Project),
            Act::Propose | Act::Import => ("", Of::Nothing),
        }
    }

    /// What ends a project, or takes it back.
    pub fn is_hard(self) -> bool {
        matches!(
            self,
            Act::Decline | Act::Reject | Act::Refuse | Act::Cancel | Act::Terminate | Act::Suspend
        )
    }

    /// What moves a project on; the others stand beside.
    pub fn is_main(self) -> bool {
        !self.is_hard()
            && !matches!(
                self,
                Act::Return
                    | Act::Assess
                    | Act::AskCheck
                    | Act::Visit
                    | Act::Extend
                    | Act::Recover
                    | Act::Publish
                    | Act::ReturnPayment
            )
    }
}
