//! The state machine of a meeting: one table (from, act, to) that policy, pages, history and the documentation read.
//! `docs/meetings.md` shows it; a test compares the two.

use State::{Cancelled, Circulated, Drafted, Held, Invited, Planned, Postponed, Sealed};

crate::codes! {
    /// Where a meeting stands.
    State {
        Planned = "planned", Invited = "invited", Held = "held", Drafted = "drafted", Circulated = "circulated", Sealed = "sealed",
        Postponed = "postponed", Cancelled = "cancelled",
    }
}

crate::codes! {
    /// What moves it on.
    Act {
        Invite = "invite", Move = "move", Postpone = "postpone", Reschedule = "reschedule", Cancel = "cancel", Hold = "hold",
        Draft = "draft", Circulate = "circulate", Redraft = "redraft", Seal = "seal",
    }
}

crate::codes! {
    /// Whose act it is: of the host or the chair, of the chair alone, or also of the house's clock.
    Who { Host = "host", Chair = "chair", Clock = "clock" }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub act: Act,
    pub from: &'static [State],
    /// None: it stays where it is.
    pub to: Option<State>,
    pub who: Who,
    /// The last part of its address under the meeting.
    pub noun: &'static str,
}

const fn row(
    act: Act,
    from: &'static [State],
    to: Option<State>,
    who: Who,
    noun: &'static str,
) -> Spec {
    Spec { act, from, to, who, noun }
}

/// The whole machine.
pub static SPECS: &[Spec] = &[
    row(Act::Invite, &[Planned], Some(Invited), Who::Clock, "invitations"),
    row(Act::Move, &[Planned, Invited], None, Who::Host, "time"),
    row(Act::Postpone, &[Planned, Invited], Some(Postponed), Who::Host, "postponement"),
    row(Act::Reschedule, &[Postponed], Some(Invited), Who::Host, "new-time"),
    row(Act::Cancel, &[Planned, Invited, Postponed], Some(Cancelled), Who::Host, "cancellation"),
    row(Act::Hold, &[Invited], Some(Held), Who::Host, "held"),
    row(Act::Draft, &[Held], Some(Drafted), Who::Host, "draft"),
    row(Act::Circulate, &[Drafted], Some(Circulated), Who::Host, "circulation"),
    row(Act::Redraft, &[Circulated], Some(Drafted), Who::Host, "redraft"),
    row(Act::Seal, &[Circulated], Some(Sealed), Who::Chair, "seal"),
];

impl Act {
    /// The row of this act.
    pub fn spec(self) -> &'static Spec {
        SPECS.iter().find(|spec| spec.act == self).unwrap_or(&SPECS[0])
    }
}

impl Spec {
    /// Where a meeting in this state comes to, if the act can be done to it.
    pub fn leads(&self, from: State) -> Option<State> {
        self.from.contains(&from).then(|| self.to.unwrap_or(from))
    }
}

impl State {
    /// Still ahead: people can be invited, answer, propose items.
    pub fn is_ahead(self) -> bool {
        matches!(self, Planned | Invited | Postponed)
    }

    /// It took place.
    pub fn is_over(self) -> bool {
        matches!(self, Held | Drafted | Circulated | Sealed)
    }
}
