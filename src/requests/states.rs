//! The state machine of a request: one table (from, act, to) that policy, pages, history and the documentation read.
//! `docs/requests.md` shows it; a test compares the two.

use super::model::{Side, State};
use State::{
    Aborted, Accepted, Closed, Confirmed, Declined, Delivered, Disputed, Draft, Endorsed, Expired,
    Offered, Referred, Relayed, Returned, Screened, Submitted, Suspended, Tasked, UnderWay,
    Withdrawn,
};

crate::codes! {
    /// What can be done to a request.
    Act {
        Submit = "submit", Change = "change", Ask = "ask", Answer = "answer", ProposeReferral = "propose_referral", AgreeReferral = "agree_referral",
        RefuseReferral = "refuse_referral", Decline = "decline", Screen = "screen", Endorse = "endorse", NotEndorse = "not_endorse", PassOn = "pass_on",
        Relay = "relay", Advise = "advise", Offer = "offer", TakeBack = "take_back", AcceptOffer = "accept_offer", DeclineOffer = "decline_offer",
        LapseOffer = "lapse_offer", Suffice = "suffice", Task = "task", Retask = "retask", Start = "start", Report = "report", Suspend = "suspend", Resume = "resume",
        Abort = "abort", Confirm = "confirm", Dispute = "dispute", Settle = "settle", Close = "close", Withdraw = "withdraw", Expire = "expire",
        AskAgain = "ask_again", Consent = "consent", EndConsent = "end_consent", AddParty = "add_party", Widen = "widen", Leave = "leave", MoveDesk = "move_desk", ProposeOwner = "propose_owner", Adopt = "adopt", Follow = "follow",
    }
}

/// Where an act leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    State(State),
    /// The state does not change.
    Stay,
    /// Where the pause began.
    Resume,
    /// One of several, decided by what is said or by what is left.
    OneOf(&'static [State]),
}

/// One row of the state table.
#[derive(Debug)]
pub struct Spec {
    pub act: Act,
    pub from: &'static [State],
    pub to: To,
    pub side: Side,
    /// The noun that is posted to: `/requests/{reference}/<noun>`, under an offer or consent where `of` says so.
    pub noun: &'static str,
    pub of: Of,
}

/// What the noun stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Request,
    Offer,
    Consent,
    /// Not an address: done with another act or by the house itself.
    Nothing,
}

const OPEN: &[State] = &[Submitted, Returned, Screened, Endorsed, Relayed, Offered, Accepted];
const LIVE: &[State] = &[
    Submitted, Returned, Screened, Endorsed, Relayed, Offered, Accepted, Tasked, UnderWay,
    Suspended, Delivered, Disputed, Confirmed,
];

const fn row(act: Act, from: &'static [State], to: To, side: Side, noun: &'static str) -> Spec {
    Spec { act, from, to, side, noun, of: Of::Request }
}

const fn part(
    act: Act,
    from: &'static [State],
    to: To,
    side: Side,
    noun: &'static str,
    of: Of,
) -> Spec {
    Spec { act, from, to, side, noun, of }
}

/// The whole machine.
pub static SPECS: &[Spec] = &[
    part(Act::Submit, &[Draft], To::State(Submitted), Side::Asking, "", Of::Nothing),
    row(Act::Change, &[Submitted, Returned], To::Stay, Side::Asking, "edit"),
    row(
        Act::Ask,
        &[Submitted, Screened, Endorsed],
        To::State(Returned),
        Side::Answering,
        "question",
    ),
    row(Act::Answer, &[Returned], To::Resume, Side::Asking, "answer"),
    row(
        Act::ProposeReferral,
        &[Submitted, Screened, Endorsed],
        To::State(Returned),
        Side::Answering,
        "referral",
    ),
    row(Act::AgreeReferral, &[Returned], To::State(Referred), Side::Asking, "referral-agreement"),
    row(Act::RefuseReferral, &[Returned], To::Resume, Side::Asking, "referral-refusal"),
    row(
        Act::Decline,
        &[Submitted, Screened, Endorsed],
        To::State(Declined),
        Side::Answering,
        "decline",
    ),
    row(Act::Screen, &[Submitted], To::OneOf(&[Screened, Endorsed]), Side::Answering, "screening"),
    row(Act::Endorse, &[Screened], To::State(Endorsed), Side::Answering, "endorsement"),
    row(Act::NotEndorse, &[Screened], To::State(Declined), Side::Answering, "non-endorsement"),
    row(Act::PassOn, &[Screened, Endorsed], To::Stay, Side::House, "passing-on"),
    row(Act::Relay, &[Endorsed], To::State(Relayed), Side::Answering, "relay"),
    row(Act::Advise, &[Endorsed], To::Stay, Side::Answering, "advice"),
    row(Act::Offer, &[Endorsed, Offered], To::State(Offered), Side::Answering, "offer"),
    part(
        Act::TakeBack,
        &[Offered, Accepted],
        To::OneOf(&[Endorsed, Offered]),
        Side::Answering,
        "taking-back",
        Of::Offer,
    ),
    part(Act::AcceptOffer, &[Offered], To::Stay, Side::Asking, "acceptance", Of::Offer),
    part(
        Act::DeclineOffer,
        &[Offered],
        To::OneOf(&[Endorsed, Offered]),
        Side::Asking,
        "refusal",
        Of::Offer,
    ),
    part(
        Act::LapseOffer,
        &[Offered],
        To::OneOf(&[Endorsed, Offered]),
        Side::House,
        "",
        Of::Nothing,
    ),
    row(Act::Suffice, &[Offered], To::State(Accepted), Side::Asking, "acceptance"),
    row(Act::Task, &[Accepted], To::State(Tasked), Side::Answering, "tasking"),
    row(Act::Retask, &[Tasked], To::State(Tasked), Side::Answering, "retasking"),
    row(Act::Start, &[Tasked], To::State(UnderWay), Side::Answering, "start"),
    row(Act::Report, &[UnderWay], To::State(Delivered), Side::Answering, "report"),
    row(Act::Suspend, &[Tasked, UnderWay], To::State(Suspended), Side::House, "suspension"),
    row(Act::Resume, &[Suspended], To::Resume, Side::House, "resumption"),
    row(Act::Abort, &[Tasked, UnderWay, Suspended], To::State(Aborted), Side::House, "abort"),
    row(Act::Confirm, &[Delivered], To::State(Confirmed), Side::Asking, "confirmation"),
    row(Act::Dispute, &[Delivered], To::State(Disputed), Side::Asking, "dispute"),
    row(Act::Settle, &[Disputed], To::OneOf(&[Tasked, Closed]), Side::Answering, "settlement"),
    row(Act::Close, &[Confirmed, Delivered], To::State(Closed), Side::Answering, "closure"),
    row(Act::Withdraw, OPEN, To::State(Withdrawn), Side::Asking, "withdrawal"),
    part(Act::Expire, OPEN, To::State(Expired), Side::House, "", Of::Nothing),
    row(Act::AskAgain, &[Declined, Expired, Withdrawn], To::Stay, Side::Asking, "renewal"),
    row(Act::Consent, LIVE, To::Stay, Side::Asking, "consent"),
    part(Act::EndConsent, LIVE, To::Stay, Side::Asking, "withdrawal", Of::Consent),
    row(Act::AddParty, LIVE, To::Stay, Side::Asking, "party"),
    row(Act::Widen, LIVE, To::Stay, Side::Asking, "audience"),
    row(Act::Leave, LIVE, To::Stay, Side::House, "leaving"),
    part(Act::MoveDesk, OPEN, To::Stay, Side::House, "", Of::Nothing),
    row(Act::ProposeOwner, OPEN, To::Stay, Side::Answering, "proposed-owner"),
    row(Act::Adopt, OPEN, To::Stay, Side::Asking, "adoption"),
    part(
        Act::Follow,
        &[Relayed],
        To::OneOf(&[Closed, Referred, Declined, Aborted, Withdrawn, Expired]),
        Side::House,
        "",
        Of::Nothing,
    ),
];

impl Act {
    /// Every row of this act.
    pub fn specs(self) -> impl Iterator<Item = &'static Spec> {
        SPECS.iter().filter(move |spec| spec.act == self)
    }

    /// Its address under a record, where it has one.
    pub fn noun(self) -> &'static str {
        self.specs().next().map_or("", |spec| spec.noun)
    }

    /// The side it is done on; `House` where either side may.
    pub fn side(self) -> Side {
        self.specs().next().map_or(Side::House, |spec| spec.side)
    }
}
