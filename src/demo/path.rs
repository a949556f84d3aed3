//! Which acts lead a request to where it shall stand, and how long each took.

use super::dice::Dice;
use crate::requests::{
    model::{Harm, State},
    states::Act,
};

/// What the way depends on.
#[derive(Clone, Copy)]
pub struct Turnings {
    pub harm: Harm,
    pub needs_endorsement: bool,
    /// The CIMIC desk stands in the request from the start, by the door that was chosen.
    pub desk_is_known: bool,
    pub voice: Voice,
}

/// Who speaks to the force.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    Own,
    /// The owner keeps their distance: the coordinator will speak for them.
    Carried,
    /// The coordinator's own request for somebody else: it starts endorsed.
    Relay,
}

/// The acts from the first word to the state, in order.
pub fn path(goal: State, way: Turnings, dice: &mut Dice) -> Vec<Act> {
    let mut acts = vec![Act::Submit];
    if goal == State::Submitted {
        return acts;
    }
    if goal == State::Declined && way.harm == Harm::Yes {
        return [acts, vec![Act::Decline]].concat();
    }
    if way.voice != Voice::Relay && goal != State::Returned && dice.chance(20) {
        acts.extend([Act::Ask, Act::Answer]);
    }
    match goal {
        State::Returned | State::Withdrawn | State::Expired | State::Referred | State::Declined => {
            leave_early(&mut acts, goal, way, dice);
            return acts;
        }
        _ => {}
    }
    if way.voice != Voice::Relay {
        screen(&mut acts, way);
    }
    if goal == State::Screened {
        acts.truncate(acts.iter().position(|act| *act == Act::Screen).map_or(1, |place| place + 1));
        return acts;
    }
    if matches!(goal, State::Relayed) || way.voice == Voice::Carried {
        acts.push(Act::Relay);
        if goal.is_ended() {
            acts.push(Act::Follow);
        }
        return acts;
    }
    if goal == State::Endorsed {
        if dice.chance(50) {
            acts.push(Act::Advise);
        }
        return acts;
    }
    offer(&mut acts, goal, dice);
    if goal != State::Offered {
        acts.extend([Act::AcceptOffer, Act::Suffice]);
        work(&mut acts, goal, dice);
    }
    acts
}

/// Screened, endorsed where somebody has to, and with a CIMIC desk.
fn screen(acts: &mut Vec<Act>, way: Turnings) {
    acts.push(Act::Screen);
    if way.needs_endorsement {
        acts.push(Act::Endorse);
    } else if !way.desk_is_known && way.voice != Voice::Carried {
        acts.push(Act::PassOn);
    }
}

/// Ways that end, or pause, before anything was offered.
fn leave_early(acts: &mut Vec<Act>, goal: State, way: Turnings, dice: &mut Dice) {
    let stage = dice.range(0, 9);
    if stage >= 5 {
        screen(acts, way);
        if goal == State::Declined && stage >= 7 && way.needs_endorsement {
            acts.pop();
        }
    }
    match goal {
        State::Returned if dice.chance(25) => acts.push(Act::ProposeReferral),
        State::Returned => acts.push(Act::Ask),
        State::Withdrawn => acts.push(Act::Withdraw),
        State::Expired => acts.push(Act::Expire),
        State::Referred => acts.extend([Act::ProposeReferral, Act::AgreeReferral]),
        _ if acts.last() == Some(&Act::Screen) && way.needs_endorsement => {
            acts.push(Act::NotEndorse);
        }
        _ => acts.push(Act::Decline),
    }
}

/// Advice, and an offer at last: some are declined, taken back or lapse, and another one follows.
fn offer(acts: &mut Vec<Act>, goal: State, dice: &mut Dice) {
    acts.extend([Act::Advise, Act::Offer]);
    match dice.range(0, 99) {
        0..10 => acts.extend([Act::DeclineOffer, Act::Offer]),
        10..14 => acts.extend([Act::TakeBack, Act::Offer]),
        14..17 => acts.extend([Act::LapseOffer, Act::Offer]),
        17..24 if goal == State::Offered => acts.push(Act::Offer),
        _ => {}
    }
}

/// From the accepted offer to the end.
fn work(acts: &mut Vec<Act>, goal: State, dice: &mut Dice) {
    if goal == State::Accepted {
        return;
    }
    acts.push(Act::Task);
    if dice.chance(5) {
        acts.push(Act::Retask);
    }
    if goal == State::Tasked {
        return;
    }
    acts.push(Act::Start);
    match goal {
        State::UnderWay => return,
        State::Suspended => return acts.push(Act::Suspend),
        State::Aborted => {
            if dice.chance(50) {
                acts.push(Act::Suspend);
            }
            return acts.push(Act::Abort);
        }
        _ => {}
    }
    if dice.chance(7) {
        acts.extend([Act::Suspend, Act::Resume]);
    }
    acts.push(Act::Report);
    match goal {
        State::Delivered => {}
        State::Disputed => acts.push(Act::Dispute),
        State::Confirmed => acts.push(Act::Confirm),
        _ => match dice.range(0, 99) {
            0..10 => acts.push(Act::Close),
            10..14 => acts.extend([Act::Dispute, Act::Settle]),
            14..17 => acts.extend([
                Act::Dispute,
                Act::Settle,
                Act::Start,
                Act::Report,
                Act::Confirm,
                Act::Close,
            ]),
            _ => acts.extend([Act::Confirm, Act::Close]),
        },
    }
}

/// Hours that passed before an act, least and most.
pub fn hours(act: Act, before: Act) -> (i64, i64) {
    match act {
        Act::Ask | Act::Decline | Act::ProposeReferral => (5, 30),
        Act::Answer | Act::AgreeReferral | Act::RefuseReferral => (3, 50),
        Act::Screen => (5, 40),
        Act::Endorse | Act::NotEndorse => (3, 30),
        Act::PassOn | Act::Suffice => (1, 2),
        Act::Relay | Act::Task | Act::Offer | Act::Retask => (3, 20),
        Act::Advise => (8, 40),
        Act::AcceptOffer | Act::DeclineOffer => (3, 26),
        Act::Start => (16, 80),
        Act::Report => (5, 60),
        Act::Confirm | Act::Dispute => (10, 90),
        Act::Close if before == Act::Report => (370, 420),
        Act::Follow => (150, 260),
        Act::LapseOffer => (60, 120),
        Act::Expire => (90, 200),
        _ => (5, 50),
    }
}
