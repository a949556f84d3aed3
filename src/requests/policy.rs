//! Who may do what to a request. Pure functions: no database, no HTTP. The rules are those of `docs/security.md` and `docs/requests.md`.

use super::{
    model::{Harm, Matrix, OfferState, Request, Slot, State, Step},
    states::{Act, Of},
};
use crate::access::{Role, Verdict, Viewer};
use Verdict::{Allow, Deny, Hide, Late};
use uuid::Uuid;

crate::actions! {
    Create(Slot) => create,
    View(Request) => view,
    Take(Step) => take,
    Comment(Request) => comment,
    Note(Request) => note,
    Attach(Request) => attach,
    PutAction(Request) => put_action,
}

/// Visitors and partners ask for themselves; officers, sections and coordinators also for somebody without an account.
pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    match (viewer.role, slot.on_behalf) {
        (Role::Visitor, false) if slot.owner.is_none() => Allow,
        (Role::Partner | Role::Coordinator | Role::Section, false)
            if slot.owner == Some(viewer.actor) =>
        {
            Allow
        }
        (Role::Officer | Role::Section | Role::Coordinator, true) => Allow,
        (_, true) => Deny("requests-deny-on-behalf"),
        _ => Deny("requests-deny-create"),
    }
}

/// The one rule of sight; an auditor for the hour of a justified opening.
pub fn view(viewer: &Viewer, request: &Request) -> Verdict {
    let opened = viewer.role == Role::Auditor && request.mine.opened;
    if opened || viewer.sees(&request.sight()) { Allow } else { Hide }
}

/// Words to all parties: whoever is owner or party speaks, in the name of their office.
pub fn comment(viewer: &Viewer, request: &Request) -> Verdict {
    match view(viewer, request) {
        Allow if viewer.role == Role::Auditor => Deny("requests-deny-auditor"),
        Allow if !is_involved(viewer, request) => Deny("requests-deny-comment"),
        Allow if request.state.is_ended() => Late("requests-late-ended"),
        hidden => hidden,
    }
}

/// A document: like a word to all parties, by somebody with an account.
pub fn attach(viewer: &Viewer, request: &Request) -> Verdict {
    match comment(viewer, request) {
        Allow if !viewer.is_signed_in() => Deny("requests-deny-attach"),
        Allow if !is_named(viewer, request) => Deny("requests-deny-attach-other"),
        other => other,
    }
}

/// An action point to an office named on the request: put by another that is, once it is screened.
pub fn put_action(viewer: &Viewer, request: &Request) -> Verdict {
    match view(viewer, request) {
        Allow if !viewer.role.counts_actors() || !is_named(viewer, request) => {
            Deny("requests-deny-put-action")
        }
        Allow if matches!(request.state, State::Submitted | State::Returned) => {
            Late("requests-late-state")
        }
        Allow if matches!(request.state, State::Withdrawn | State::Expired | State::Declined) => {
            Late("requests-late-ended")
        }
        hidden => hidden,
    }
}

/// Whether the viewer's office is owner or party, rather than one that may read along.
pub fn is_named(viewer: &Viewer, request: &Request) -> bool {
    viewer.acts_for(request.owner_id) || request.parties.iter().any(|party| viewer.acts_for(*party))
}

/// Owner or party, not merely admitted by the audience.
fn is_involved(viewer: &Viewer, request: &Request) -> bool {
    let named = request.parties.iter().chain([&request.owner_id]);
    is_owner_side(viewer, request) || named.into_iter().any(|actor| viewer.covers(*actor))
}

/// Words inside the writer's own office.
pub fn note(viewer: &Viewer, request: &Request) -> Verdict {
    match view(viewer, request) {
        Allow if viewer.role == Role::Auditor || !viewer.is_signed_in() => {
            Deny("requests-deny-note")
        }
        hidden => hidden,
    }
}

/// One step of the state table: first whether the viewer may see it, then whether it is theirs to do, then whether it is time for it.
pub fn take(viewer: &Viewer, step: &Step) -> Verdict {
    let request = &step.request;
    match view(viewer, request) {
        Allow => {}
        hidden => return hidden,
    }
    match who(viewer, step) {
        Allow => {}
        refused => return refused,
    }
    match request.spec(step.act) {
        Some(_) => when(viewer, step),
        None if request.state.is_ended() => Late("requests-late-ended"),
        None => Late("requests-late-state"),
    }
}

fn who(viewer: &Viewer, step: &Step) -> Verdict {
    let request = &step.request;
    let either_side = matches!(step.act, Act::PassOn | Act::Suspend | Act::Resume | Act::Abort);
    if either_side && asks(viewer, request) == Allow {
        return Allow;
    }
    match step.act {
        Act::Change
        | Act::Answer
        | Act::AgreeReferral
        | Act::RefuseReferral
        | Act::AcceptOffer
        | Act::DeclineOffer
        | Act::Suffice
        | Act::Confirm
        | Act::Dispute
        | Act::Withdraw
        | Act::AskAgain
        | Act::Consent
        | Act::EndConsent
        | Act::AddParty
        | Act::Widen => asks(viewer, request),
        Act::Ask | Act::ProposeReferral => {
            answers(viewer, request, has_turn(viewer, request), "requests-deny-turn")
        }
        Act::Decline => {
            answers(viewer, request, declines(viewer, request), "requests-deny-decline")
        }
        Act::Screen | Act::Close | Act::ProposeOwner => {
            answers(viewer, request, screens(viewer, request), "requests-deny-screen")
        }
        Act::PassOn => answers(viewer, request, endorses(viewer, request), "requests-deny-pass-on"),
        Act::Endorse | Act::NotEndorse => {
            answers(viewer, request, endorses(viewer, request), "requests-deny-endorse")
        }
        Act::Relay => answers(
            viewer,
            request,
            viewer.role == Role::Coordinator && screens(viewer, request),
            "requests-deny-relay",
        ),
        Act::Advise | Act::Settle => answers(
            viewer,
            request,
            viewer.role == Role::Officer && at_cimic_desk(viewer, request),
            "requests-deny-advise",
        ),
        Act::Offer | Act::TakeBack => answers(
            viewer,
            request,
            viewer.role == Role::Chief && at_cimic_desk(viewer, request),
            "requests-deny-offer",
        ),
        Act::Task | Act::Retask => {
            answers(viewer, request, tasks(viewer, request), "requests-deny-task")
        }
        Act::Start | Act::Report => {
            answers(viewer, request, is_unit(viewer, request), "requests-deny-unit")
        }
        Act::Suspend | Act::Resume | Act::Abort => answers(
            viewer,
            request,
            tasks(viewer, request) || is_unit(viewer, request),
            "requests-deny-either-side",
        ),
        Act::Leave => leaves(viewer, request),
        Act::Adopt => adopts(viewer, request),
        Act::Submit | Act::Expire | Act::LapseOffer | Act::MoveDesk | Act::Follow
            if viewer.role == Role::House =>
        {
            Allow
        }
        Act::Submit | Act::Expire | Act::LapseOffer | Act::MoveDesk | Act::Follow => {
            Deny("requests-deny-house")
        }
    }
}

/// What must hold beside the state.
fn when(viewer: &Viewer, step: &Step) -> Verdict {
    let request = &step.request;
    let mine = request.mine;
    let offer = step.offer.as_ref().map(|offer| offer.state);
    match step.act {
        Act::Answer if mine.referral_waits => Late("requests-late-referral"),
        Act::AgreeReferral | Act::RefuseReferral if !mine.referral_waits => {
            Late("requests-late-no-referral")
        }
        Act::Screen if request.harm == Harm::Yes => Deny("requests-deny-harm"),
        Act::Endorse if request.matrix == Some(Matrix::No) && mine.screened => {
            Deny("requests-deny-second-coordinator")
        }
        Act::PassOn if request.cimic_desk_id.is_some() => Late("requests-late-passed-on"),
        Act::PassOn | Act::Advise | Act::Offer if request.owner_coexists => {
            Deny("requests-deny-coexists")
        }
        Act::Relay if !request.owner_coexists => Deny("requests-deny-not-coexisting"),
        Act::Offer if mine.advised => Deny("requests-deny-own-advice"),
        Act::Offer if !mine.advised_at_all => Late("requests-late-advice-first"),
        Act::TakeBack if !matches!(offer, Some(OfferState::Offered | OfferState::Accepted)) => {
            Late("requests-late-offer")
        }
        Act::AcceptOffer | Act::DeclineOffer if offer != Some(OfferState::Offered) => {
            Late("requests-late-offer")
        }
        Act::Suffice if mine.accepted_offers == 0 => Late("requests-late-none-accepted"),
        Act::Close if request.state == State::Delivered && !mine.is_silent => {
            Late("requests-late-not-yet")
        }
        Act::AddParty if request.owner_coexists => Deny("requests-deny-coexists"),
        Act::Adopt if !viewer.acts_for(request.proposed_owner_id.unwrap_or_default()) => {
            Deny("requests-deny-adopt")
        }
        Act::ProposeOwner if !(request.has_code && request.owner_id == crate::access::VISITORS) => {
            Late("requests-late-has-owner")
        }
        _ => Allow,
    }
}

/// The asking side: the owner's own posts, the visitor with the code, or whoever entered it for somebody without an account.
/// Nobody who answered before, in any post.
pub fn asks(viewer: &Viewer, request: &Request) -> Verdict {
    if !is_owner_side(viewer, request) {
        return Deny("requests-deny-owner");
    }
    if request.mine.answered { Deny("requests-deny-both-sides") } else { Allow }
}

/// Whether the viewer speaks for the owner.
pub fn is_owner_side(viewer: &Viewer, request: &Request) -> bool {
    let by_code =
        request.has_code && viewer.role == Role::Visitor && viewer.request == Some(request.id);
    let own = viewer.role.counts_actors() && viewer.acts_for(request.owner_id);
    by_code || own || records_for(viewer, request)
}

/// Whether the viewer records the acts of an owner without an account: then they say who said it, how and when.
pub fn records_for(viewer: &Viewer, request: &Request) -> bool {
    request.has_code
        && viewer.is_signed_in()
        && viewer.role.counts_actors()
        && request.entered_by_id.is_some_and(|actor| viewer.acts_for(actor))
}

/// The answering side: never for one's own organisation, never by somebody who asked before, in any post.
fn answers(viewer: &Viewer, request: &Request, is_theirs: bool, reason: &'static str) -> Verdict {
    if !is_theirs {
        Deny(reason)
    } else if viewer.acts_for(request.owner_id) {
        Deny("requests-deny-own")
    } else if request.mine.asked {
        Deny("requests-deny-both-sides")
    } else {
        Allow
    }
}

fn at(viewer: &Viewer, desk: Option<Uuid>) -> bool {
    desk.is_some_and(|desk| viewer.covers(desk))
}

fn at_cimic_desk(viewer: &Viewer, request: &Request) -> bool {
    at(viewer, request.cimic_desk_id)
}

/// The screening desk: a coordinator for humanitarian owners, for others an officer of the CIMIC desk or a section of Civil Affairs.
fn screens(viewer: &Viewer, request: &Request) -> bool {
    let role = if request.is_humanitarian() {
        viewer.role == Role::Coordinator
    } else {
        matches!(viewer.role, Role::Officer | Role::Section)
    };
    role && at(viewer, request.screening_desk_id)
}

/// A coordinator endorses for humanitarian owners; for others, and for community support, a section of Civil Affairs.
fn endorses(viewer: &Viewer, request: &Request) -> bool {
    let desk = request.endorsing_desk_id.or(request.screening_desk_id);
    let section = !request.is_humanitarian() || request.is_community_support();
    viewer.role == if section { Role::Section } else { Role::Coordinator } && at(viewer, desk)
}

fn has_turn(viewer: &Viewer, request: &Request) -> bool {
    match request.state {
        State::Screened => endorses(viewer, request),
        State::Endorsed => {
            at_cimic_desk(viewer, request) && matches!(viewer.role, Role::Officer | Role::Chief)
                || request.cimic_desk_id.is_none() && screens(viewer, request)
        }
        _ => screens(viewer, request),
    }
}

fn declines(viewer: &Viewer, request: &Request) -> bool {
    if request.state == State::Endorsed {
        return viewer.role == Role::Chief && at_cimic_desk(viewer, request);
    }
    screens(viewer, request)
}

fn tasks(viewer: &Viewer, request: &Request) -> bool {
    matches!(viewer.role, Role::Officer | Role::Chief) && at_cimic_desk(viewer, request)
}

fn is_unit(viewer: &Viewer, request: &Request) -> bool {
    viewer.role == Role::Liaison && request.unit_id.is_some_and(|unit| viewer.acts_for(unit))
}

/// A party can leave, but not while the work is theirs.
fn leaves(viewer: &Viewer, request: &Request) -> Verdict {
    let in_use = [
        request.screening_desk_id,
        request.endorsing_desk_id,
        request.cimic_desk_id,
        request.unit_id,
    ];
    if !request.parties.iter().any(|party| viewer.acts_for(*party)) {
        Deny("requests-deny-leave")
    } else if in_use.iter().flatten().any(|desk| viewer.acts_for(*desk)) {
        Deny("requests-deny-leave-turn")
    } else {
        Allow
    }
}

fn adopts(viewer: &Viewer, request: &Request) -> Verdict {
    let proposed = request.proposed_owner_id.is_some_and(|actor| viewer.acts_for(actor));
    if proposed && !request.mine.answered { Allow } else { Deny("requests-deny-adopt") }
}

/// The acts on the request itself that this viewer can do now, in the order of the table.
pub fn possible(viewer: &Viewer, request: &Request) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for spec in super::states::SPECS.iter().filter(|spec| spec.of == Of::Request) {
        let step = Step { request: request.clone(), act: spec.act, offer: None };
        if !acts.contains(&spec.act) && viewer.may(Take, &step) {
            acts.push(spec.act);
        }
    }
    acts
}
