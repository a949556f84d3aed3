//! Who sees meetings, and who may do what to them. Pure functions: no database, no HTTP. Source: `access.md`, section 4:
//! the host's posts manage; invited actors answer and propose.

use super::{
    model::{Meeting, Slot, State, Step},
    states::{Act, Who},
};
use crate::access::{
    Audience, Community, Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! {
    View(Meeting) => view,
    Create(Slot) => create,
    Change(Meeting) => change,
    Take(Step) => take,
    Answering(Meeting) => answer,
    Propose(Meeting) => propose,
    Arrange(Meeting) => arrange,
    Guests(Meeting) => guests,
    Leave(Meeting) => leave,
    Room(Meeting) => room,
    Remind(Meeting) => remind,
    Attach(Meeting) => attach,
}

pub fn view(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    if viewer.sees(&meeting.sight()) { Allow } else { Hide }
}

/// Everybody whose role works on records can call a meeting of their own office.
pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    if viewer.role.counts_actors() && viewer.acts_for(slot.owner) {
        Allow
    } else {
        Deny("meetings-deny-create")
    }
}

/// Host and chair, while it is still ahead.
fn run(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    match view(viewer, meeting) {
        Allow if viewer.role == Role::House => Allow,
        Allow if !meeting.is_run_by(viewer) => Deny("meetings-deny-run"),
        Allow if !meeting.state.is_ahead() => Late("meetings-late-run"),
        verdict => verdict,
    }
}

pub fn change(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    run(viewer, meeting)
}

pub fn guests(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    run(viewer, meeting)
}

pub fn room(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    run(viewer, meeting)
}

/// Those who have not answered are asked again.
pub fn remind(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    match run(viewer, meeting) {
        Allow if meeting.state != State::Invited || meeting.has_begun => Late("meetings-late-run"),
        verdict => verdict,
    }
}

/// Host and chair put items on the agenda, also while the meeting runs.
pub fn arrange(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    match view(viewer, meeting) {
        Allow if viewer.role == Role::House => Allow,
        Allow if !meeting.is_run_by(viewer) => Deny("meetings-deny-run"),
        Allow if !meeting.state.is_ahead() && meeting.state != State::Held => {
            Late("meetings-late-run")
        }
        verdict => verdict,
    }
}

/// Documents of the meeting: host and chair, until it is sealed or called off.
pub fn attach(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    match view(viewer, meeting) {
        Allow if !meeting.is_run_by(viewer) => Deny("meetings-deny-run"),
        Allow if matches!(meeting.state, State::Sealed | State::Cancelled) => {
            Late("meetings-late-over")
        }
        verdict => verdict,
    }
}

/// One step of the table in `states.rs`. Only what has begun was held.
pub fn take(viewer: &Viewer, step: &Step) -> Verdict {
    let (meeting, spec) = (&step.meeting, step.act.spec());
    let is_theirs = match spec.who {
        Who::Clock => viewer.role == Role::House || meeting.is_run_by(viewer),
        Who::Host => meeting.is_run_by(viewer),
        Who::Chair => viewer.role.counts_actors() && viewer.acts_for(meeting.chair_id),
    };
    match view(viewer, meeting) {
        Allow if !is_theirs => Deny("meetings-deny-run"),
        Allow if spec.leads(meeting.state).is_none() => Late("meetings-late-state"),
        Allow if step.act == Act::Hold && !meeting.has_begun => Late("meetings-late-not-begun"),
        Allow if step.act == Act::Invite && meeting.has_begun => Late("meetings-late-begun"),
        verdict => verdict,
    }
}

/// Whoever is invited answers, as often as they like, until it begins.
pub fn answer(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    match view(viewer, meeting) {
        Allow if !meeting.invites(viewer) => Deny("meetings-deny-answer"),
        Allow if meeting.state != State::Invited || meeting.has_begun => {
            Late("meetings-late-answer")
        }
        verdict => verdict,
    }
}

/// Host, chair and invited propose items until it begins.
pub fn propose(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    match view(viewer, meeting) {
        Allow if !meeting.invites(viewer) && !meeting.is_run_by(viewer) => {
            Deny("meetings-deny-propose")
        }
        Allow if !meeting.state.is_ahead() => Late("meetings-late-run"),
        verdict => verdict,
    }
}

/// An actor that was invited can leave, and then sees no more of it.
pub fn leave(viewer: &Viewer, meeting: &Meeting) -> Verdict {
    match view(viewer, meeting) {
        Allow if !meeting.invites(viewer) || viewer.acts_for(meeting.chair_id) => {
            Deny("meetings-deny-leave")
        }
        verdict => verdict,
    }
}

/// The audiences that somebody of this community can give a meeting or forum; the first is the default.
pub fn audiences(community: Community) -> &'static [Audience] {
    match community {
        Community::Humanitarian => &[Audience::Parties, Audience::Partners, Audience::Humanitarian],
        Community::Military => {
            &[Audience::Parties, Audience::Partners, Audience::Mission, Audience::Military]
        }
        Community::Mission => &[Audience::Parties, Audience::Partners, Audience::Mission],
        _ => &[Audience::Parties, Audience::Partners],
    }
}

/// Whether an actor of this community can be named where this audience is closed.
pub fn takes(audience: Audience, community: Community) -> bool {
    match audience {
        Audience::Humanitarian => community == Community::Humanitarian,
        Audience::Military => community == Community::Military,
        Audience::Mission => matches!(community, Community::Military | Community::Mission),
        Audience::Owner => false,
        _ => community != Community::System,
    }
}
