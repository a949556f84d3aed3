//! Who runs a round, and which seat votes on what. Pure functions: no database, no HTTP.

use super::model::{Ballot, Round, RoundSlot, RoundState};
use crate::access::{Community, Role, Verdict, Viewer};
use Verdict::{Allow, Deny, Hide, Late};

crate::actions! {
    CreateRound(RoundSlot) => create_round,
    ViewRound(Round) => view_round,
    OpenRound(Round) => open_round,
    CloseRound(Round) => close_round,
    CastVote(Ballot) => vote,
}

/// The secretary of the committees is the QIP team.
pub fn create_round(viewer: &Viewer, _: &RoundSlot) -> Verdict {
    if viewer.role == Role::QipManager { Allow } else { Deny("qips-deny-round") }
}

/// The team, the committee's own seats, sections and approvers of the mission.
pub fn view_round(viewer: &Viewer, round: &Round) -> Verdict {
    let mission = viewer.community == Community::Mission;
    match viewer.role {
        Role::QipManager | Role::House => Allow,
        Role::Committee if viewer.acts_for(round.committee_id) => Allow,
        Role::Section | Role::Approver if mission => Allow,
        _ => Hide,
    }
}

pub fn open_round(viewer: &Viewer, round: &Round) -> Verdict {
    move_round(viewer, round, RoundState::Planned)
}

pub fn close_round(viewer: &Viewer, round: &Round) -> Verdict {
    move_round(viewer, round, RoundState::Open)
}

fn move_round(viewer: &Viewer, round: &Round, from: RoundState) -> Verdict {
    match view_round(viewer, round) {
        Allow if viewer.role != Role::QipManager => Deny("qips-deny-round"),
        Allow if round.state != from => Late("qips-late-round"),
        hidden => hidden,
    }
}

/// A seat that does not stand aside, while the round is open. The house says who stands aside, not the member.
pub fn vote(viewer: &Viewer, ballot: &Ballot) -> Verdict {
    let seat = viewer.role == Role::Committee && viewer.acts_for(ballot.round.committee_id);
    match view_round(viewer, &ballot.round) {
        Allow if !ballot.is_on_table => Hide,
        Allow if !seat => Deny("qips-deny-vote"),
        Allow if ballot.is_recused => Deny("qips-deny-recused"),
        Allow if ballot.round.state != RoundState::Open => Late("qips-late-vote"),
        hidden => hidden,
    }
}
