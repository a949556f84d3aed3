//! The state machine of a notice: one table (from, act, to) that policy, pages, history and `docs/notices.md` read; the trigger
//! `notices_keep_rules` holds the same moves.

use State::{Cleared, Draft, Expired, Published, Submitted, Superseded, Withdrawn};

crate::codes! {
    /// Where a notice stands.
    State {
        Draft = "draft", Submitted = "submitted", Cleared = "cleared", Published = "published", Superseded = "superseded",
        Expired = "expired", Withdrawn = "withdrawn",
    }
}

crate::codes! {
    Act {
        Submit = "submit", Clear = "clear", Return = "return", Reopen = "reopen", Publish = "publish", Withdraw = "withdraw",
        Supersede = "supersede", Expire = "expire",
    }
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The office that writes it.
    Office,
    /// Another officer or chief of the force, of that office or above it, who did not write at it.
    Checker,
    /// The house: its clock, or with the act that takes its place.
    House,
}

/// Whose notices a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Everybody,
    Military,
    Civilians,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub act: Act,
    pub from: &'static [State],
    pub to: State,
    pub who: Who,
    pub of: Of,
    /// Where it is done; empty where nobody does it by hand.
    pub path: &'static str,
}

const fn row(
    act: Act,
    from: &'static [State],
    to: State,
    who: Who,
    of: Of,
    path: &'static str,
) -> Spec {
    Spec { act, from, to, who, of, path }
}

/// The whole machine, in the order of the buttons.
pub static SPECS: &[Spec] = &[
    row(Act::Submit, &[Draft], Submitted, Who::Office, Of::Military, "/notices/{id}/submission"),
    row(Act::Clear, &[Submitted], Cleared, Who::Checker, Of::Military, "/notices/{id}/clearance"),
    row(Act::Return, &[Submitted], Draft, Who::Checker, Of::Military, "/notices/{id}/return"),
    row(
        Act::Publish,
        &[Cleared],
        Published,
        Who::Office,
        Of::Military,
        "/notices/{id}/publication",
    ),
    row(Act::Publish, &[Draft], Published, Who::Office, Of::Civilians, "/notices/{id}/publication"),
    row(Act::Reopen, &[Cleared], Draft, Who::Office, Of::Military, "/notices/{id}/reopening"),
    row(
        Act::Withdraw,
        &[Draft, Submitted, Cleared, Published],
        Withdrawn,
        Who::Office,
        Of::Everybody,
        "/notices/{id}/withdrawal",
    ),
    row(Act::Supersede, &[Published], Superseded, Who::House, Of::Everybody, ""),
    row(Act::Expire, &[Published], Expired, Who::House, Of::Everybody, ""),
];

impl Act {
    /// The first row of this act: whose it is, and its address.
    pub fn spec(self) -> &'static Spec {
        SPECS.iter().find(|spec| spec.act == self).unwrap_or(&SPECS[0])
    }

    /// Where it leads from this state, for the notice of somebody military or of somebody else.
    pub fn leads(self, from: State, is_military: bool) -> Option<State> {
        let fits = |spec: &&Spec| {
            spec.act == self
                && spec.from.contains(&from)
                && match spec.of {
                    Of::Everybody => true,
                    Of::Military => is_military,
                    Of::Civilians => !is_military,
                }
        };
        SPECS.iter().find(fits).map(|spec| spec.to)
    }

    /// Acts that say why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Act::Return | Act::Withdraw)
    }
}

impl State {
    /// Still being written: nobody beyond the office and those above it knows of it.
    pub fn is_unpublished(self) -> bool {
        matches!(self, Draft | Submitted | Cleared)
    }

    /// It was told, and holds no more.
    pub fn is_ended(self) -> bool {
        matches!(self, Superseded | Expired | Withdrawn)
    }
}
