//! Who marks, writes, corrects, seals. Pure functions: no database, no HTTP. Source: `domain.md`, Meeting; `access.md`, section 4.

use super::model::Minutes;
use crate::{
    access::{
        Role,
        Verdict::{self, Allow, Deny, Hide, Late},
        Viewer,
    },
    meetings::model::State,
};

crate::actions! {
    View(Minutes) => view,
    Mark(Minutes) => mark_attendance,
    Write(Minutes) => write_minutes,
    KeepDraft(Minutes) => save_draft,
    Circulate(Minutes) => circulate,
    Redraft(Minutes) => redraft,
    Correct(Minutes) => correct,
    Seal(Minutes) => seal,
    Add(Minutes) => add_addendum,
    PutAction(Minutes) => put_action,
}

/// Host, chair, invited, and the offices above them; never whom only the audience admits.
pub fn view(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    let meeting = &minutes.meeting;
    let named =
        viewer.role == Role::House || viewer.sees(&meeting.sight()) && meeting.names(viewer);
    if named && !meeting.is_draft() { Allow } else { Hide }
}

/// Whoever runs the meeting, at the time for it.
fn run(viewer: &Viewer, minutes: &Minutes, when: &[State]) -> Verdict {
    match view(viewer, minutes) {
        Allow if !minutes.meeting.is_run_by(viewer) => Deny("minutes-deny-run"),
        Allow if minutes.state() == State::Sealed => Late("minutes-late-sealed"),
        Allow if !when.contains(&minutes.state()) => Late("minutes-late-state"),
        verdict => verdict,
    }
}

/// From its beginning until it is sealed.
pub fn mark_attendance(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    match run(viewer, minutes, &[State::Invited, State::Held, State::Drafted, State::Circulated]) {
        Allow if !minutes.meeting.has_begun => Late("minutes-late-not-begun"),
        verdict => verdict,
    }
}

pub fn write_minutes(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    run(viewer, minutes, &[State::Held, State::Drafted])
}

fn save_draft(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    write_minutes(viewer, minutes)
}

pub fn circulate(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    match run(viewer, minutes, &[State::Drafted]) {
        Allow if minutes.written == 0 => Late("minutes-late-empty"),
        verdict => verdict,
    }
}

pub fn redraft(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    run(viewer, minutes, &[State::Circulated])
}

/// Who was there corrects their own words while the window is open.
pub fn correct(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    match view(viewer, minutes) {
        Allow if !minutes.was_there(viewer) => Deny("minutes-deny-correct"),
        Allow if minutes.state() != State::Circulated || !minutes.window_open => {
            Late("minutes-late-window")
        }
        verdict => verdict,
    }
}

/// The chair when the window has closed; the host when the chair let five more days pass.
pub fn seal(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    let chairs = viewer.acts_for(minutes.meeting.chair_id);
    match run(viewer, minutes, &[State::Circulated]) {
        Allow if minutes.window_open => Late("minutes-late-still-open"),
        Allow if !chairs && !minutes.host_may_seal => Deny("minutes-deny-seal"),
        verdict => verdict,
    }
}

/// After the seal: who ran it and who was there.
pub fn add_addendum(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    match view(viewer, minutes) {
        Allow if !minutes.meeting.is_run_by(viewer) && !minutes.was_there(viewer) => {
            Deny("minutes-deny-add")
        }
        Allow if minutes.state() != State::Sealed => Late("minutes-late-not-sealed"),
        verdict => verdict,
    }
}

/// The host puts what was agreed, from the meeting itself on; also what was forgotten, when all is sealed.
pub fn put_action(viewer: &Viewer, minutes: &Minutes) -> Verdict {
    match view(viewer, minutes) {
        Allow if !minutes.meeting.is_run_by(viewer) => Deny("minutes-deny-run"),
        Allow if !minutes.state().is_over() => Late("minutes-late-not-held"),
        verdict => verdict,
    }
}
