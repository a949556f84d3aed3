//! Who may do what to a project. Pure functions: no database, no HTTP. The rules are those of `docs/security.md` and `docs/qips.md`.

use super::{
    model::{Hand, Kind, Project, Slot, State, Step},
    states::{Act, Of, PROPOSERS, SPECS, SUPPORTERS},
};
use crate::access::{Role, Verdict, Viewer};
use Verdict::{Allow, Deny, Hide, Late};
use std::{collections::HashMap, sync::LazyLock};

crate::actions! {
    Create(Slot) => create,
    BringIn(Slot) => bring_in,
    View(Project) => view,
    Take(Step) => take,
    Edit(Project) => edit,
    EditBank(Project) => edit_bank,
    Comment(Project) => comment,
    Note(Project) => note,
    Attach(Project) => attach,
    PutAction(Project) => put_action,
}

/// Whoever wants something for a place puts it forward; offices of the mission and the force also for a body without an account.
pub fn create(viewer: &Viewer, slot: &Slot) -> Verdict {
    let roles = if slot.kind == Kind::Qip { PROPOSERS } else { SUPPORTERS };
    let own = viewer.acts_for(slot.owner);
    if !roles.contains(&viewer.role) {
        Deny("qips-deny-propose")
    } else if slot.coexists {
        Deny("qips-deny-coexists")
    } else if own || slot.on_behalf && matches!(viewer.role, Role::Section | Role::Officer) {
        Allow
    } else {
        Deny("qips-deny-on-behalf")
    }
}

/// Past projects are brought in by the house itself, from the command line, by a section for itself, and by the team for whoever keeps them.
pub fn bring_in(viewer: &Viewer, slot: &Slot) -> Verdict {
    match viewer.role {
        Role::House | Role::QipManager => Allow,
        Role::Section if viewer.acts_for(slot.owner) => Allow,
        _ => Deny("qips-deny-import"),
    }
}

/// Who has the pages that bring past projects in.
pub fn brings_in(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::House | Role::QipManager | Role::Section)
}

/// The file: owner and parties by the one rule of sight; the committee it was tabled to; approver and finance once it reached them;
/// an auditor for the hour of a justified opening.
pub fn view(viewer: &Viewer, project: &Project) -> Verdict {
    let seat = viewer.role == Role::Committee && project.parties.contains(&viewer.actor);
    let money = matches!(viewer.role, Role::Approver | Role::Finance) && project.reached_approver;
    let opened = viewer.role == Role::Auditor && project.mine.opened;
    if seat || money || opened || viewer.sees(&project.sight()) { Allow } else { Hide }
}

/// Words of the proposal, its sites, budget and quotations: the owner's, while it is drafted.
pub fn edit(viewer: &Viewer, project: &Project) -> Verdict {
    match view(viewer, project) {
        Allow if !(viewer.role == Role::Section && viewer.acts_for(project.owner_id)) => {
            Deny("qips-deny-edit")
        }
        Allow if project.mine.deciding => Deny("qips-deny-both-sides"),
        Allow if project.state != State::Draft => Late("qips-late-edit"),
        hidden => hidden,
    }
}

/// The account the money goes to: the partner's own posts, or the team for a partner without an account.
pub fn edit_bank(viewer: &Viewer, project: &Project) -> Verdict {
    match view(viewer, project) {
        Allow if project.kind != Kind::Qip => Hide,
        Allow if !writes_bank(viewer, project) => Deny("qips-deny-bank"),
        Allow if !matches!(project.state, State::Recommended | State::Approved | State::Agreed) => {
            Late("qips-late-bank")
        }
        hidden => hidden,
    }
}

fn writes_bank(viewer: &Viewer, project: &Project) -> bool {
    match viewer.role {
        Role::Partner => project.partner_id.is_some_and(|partner| viewer.acts_for(partner)),
        Role::QipManager => project.team_id.is_some_and(|team| viewer.covers(team)),
        _ => false,
    }
}

/// F3: who reads it.
pub fn reads_bank(viewer: &Viewer, project: &Project) -> bool {
    writes_bank(viewer, project) || matches!(viewer.role, Role::Finance | Role::Approver)
}

/// F4: who reads what was found out about the partner.
pub fn reads_assessment(viewer: &Viewer) -> bool {
    matches!(viewer.role, Role::QipManager | Role::Committee | Role::Approver)
}

pub fn comment(viewer: &Viewer, project: &Project) -> Verdict {
    match view(viewer, project) {
        Allow if matches!(viewer.role, Role::Auditor | Role::Committee) => {
            Deny("qips-deny-comment")
        }
        Allow if project.state.is_ended() => Late("qips-late-ended"),
        hidden => hidden,
    }
}

/// A document or picture: by the owner's office, the parties and the team.
pub fn attach(viewer: &Viewer, project: &Project) -> Verdict {
    let named = project.parties.contains(&viewer.actor) || viewer.acts_for(project.owner_id);
    match comment(viewer, project) {
        Allow if !named || !viewer.role.counts_actors() => Deny("qips-deny-attach"),
        other => other,
    }
}

/// What a visit or the screening found becomes a promise: put by those who add documents.
pub fn put_action(viewer: &Viewer, project: &Project) -> Verdict {
    match attach(viewer, project) {
        Deny(_) => Deny("qips-deny-put_action"),
        other => other,
    }
}

pub fn note(viewer: &Viewer, project: &Project) -> Verdict {
    match view(viewer, project) {
        Allow if viewer.role == Role::Auditor || !viewer.is_signed_in() => Deny("qips-deny-note"),
        hidden => hidden,
    }
}

/// One step of the state table: may they see it, is it theirs to do, are they the right person, is it time.
pub fn take(viewer: &Viewer, step: &Step) -> Verdict {
    let project = &step.project;
    match view(viewer, project) {
        Allow => {}
        hidden => return hidden,
    }
    if !is_known(project.kind, step.act) {
        return Hide;
    }
    if !is_theirs(viewer, step) {
        return Deny(reason(step.act));
    }
    if hand(step.act).is_some_and(|hand| project.mine.hand.is_some_and(|held| held != hand)) {
        return Deny("qips-deny-two-hands");
    }
    if is_owners(step.act) && project.mine.deciding
        || is_deciding(step.act) && project.mine.proposing
    {
        return Deny("qips-deny-both-sides");
    }
    match project.spec(step.act) {
        Some(_) => when(step),
        None if project.state.is_ended() => Late("qips-late-ended"),
        None => Late(too_early(step.act)),
    }
}

fn is_known(kind: Kind, act: Act) -> bool {
    SPECS.iter().any(|spec| spec.kind == kind && spec.act == act)
}

/// The reason of a refusal: `qips-deny-<act>`.
fn reason(act: Act) -> &'static str {
    static REASONS: LazyLock<HashMap<Act, String>> =
        LazyLock::new(|| Act::ALL.iter().map(|act| (*act, format!("qips-deny-{act}"))).collect());
    REASONS.get(&act).map_or("qips-deny-edit", String::as_str)
}

fn too_early(act: Act) -> &'static str {
    match act {
        Act::Approve => "qips-late-recommended",
        Act::Release | Act::Certify | Act::RequestPayment => "qips-late-agreed",
        Act::HandOver => "qips-late-paid",
        _ => "qips-late-state",
    }
}

/// Whether the role and the office fit. A concept is its proposer's to withdraw; later the section's.
fn is_theirs(viewer: &Viewer, step: &Step) -> bool {
    let project = &step.project;
    let rows = SPECS.iter().filter(|spec| spec.kind == project.kind && spec.act == step.act);
    let mut roles = rows
        .filter(|spec| project.spec(step.act).is_none() || spec.from.contains(&project.state))
        .flat_map(|spec| spec.who);
    if !roles.any(|role| *role == viewer.role) {
        return false;
    }
    let at = |actor: Option<uuid::Uuid>| actor.is_some_and(|actor| viewer.covers(actor));
    match viewer.role {
        Role::QipManager => at(project.team_id),
        Role::Section if matches!(step.act, Act::TakeUp | Act::Decline | Act::Allow) => {
            at(project.section_id)
        }
        Role::Section if step.act == Act::Close => at(project.section_id),
        Role::Section if matches!(step.act, Act::Visit | Act::Inspect | Act::Evaluate) => {
            at(project.section_id) || at(Some(project.owner_id))
        }
        Role::Partner | Role::Liaison | Role::Officer | Role::Chief | Role::Section => {
            step.act == Act::Visit || viewer.acts_for(project.owner_id)
        }
        _ => true,
    }
}

/// The hand that an act makes of whoever does it.
pub fn hand(act: Act) -> Option<Hand> {
    match act {
        Act::Approve | Act::Refuse | Act::Release | Act::Extend | Act::Terminate => {
            Some(Hand::Approver)
        }
        Act::Certify => Some(Hand::Certifier),
        Act::RequestPayment | Act::Account => Some(Hand::Requester),
        Act::Visit | Act::Inspect => Some(Hand::Monitor),
        _ => None,
    }
}

/// Acts of the side that wants the project.
pub fn is_owners(act: Act) -> bool {
    matches!(
        act,
        Act::Propose | Act::TakeUp | Act::Submit | Act::Complete | Act::Start | Act::Finish
    )
}

/// Acts of the side that judges it and pays.
pub fn is_deciding(act: Act) -> bool {
    matches!(
        act,
        Act::Screen
            | Act::Return
            | Act::Reject
            | Act::Assess
            | Act::Check
            | Act::Table
            | Act::Outcome
            | Act::Approve
            | Act::Refuse
            | Act::Agree
            | Act::RequestPayment
            | Act::Certify
            | Act::Release
            | Act::Allow
            | Act::Terminate
            | Act::Extend
    )
}

/// What must hold beside the state.
fn when(step: &Step) -> Verdict {
    let project = &step.project;
    let Some(instalment) = &step.instalment else {
        return match step.act {
            // What was carried out here is shown by itself, or was waived because it would endanger.
            Act::Publish if project.is_published => Late("qips-late-state"),
            Act::Publish if project.source.is_empty() => Deny("qips-deny-waived"),
            Act::Extend if project.is_extended => Late("qips-late-extended"),
            Act::Agree if project.approved.is_none() => Late("qips-late-state"),
            Act::Submit if project.requested.is_zero() => Late("qips-late-budget"),
            Act::Close if project.accounted_usd + project.recovered_usd < project.released_usd => {
                Late("qips-late-unaccounted")
            }
            _ => Allow,
        };
    };
    match step.act {
        _ if step.payment().is_none() => Late("qips-late-payment"),
        Act::Account => Allow,
        _ if !instalment.is_next => Deny("qips-deny-unaccounted"),
        _ if instalment.is_last && project.state != State::Inspected => {
            Deny("qips-deny-inspection-first")
        }
        _ if instalment.is_last && !project.has_progress_visit => Deny("qips-deny-visit-first"),
        _ => Allow,
    }
}

/// The acts on the project itself that this viewer can do now, in the order of the table.
pub fn possible(viewer: &Viewer, project: &Project) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for spec in SPECS.iter().filter(|spec| spec.kind == project.kind) {
        let step = Step { project: project.clone(), act: spec.act, instalment: None };
        let fits = spec.act.noun().1 == Of::Project && !acts.contains(&spec.act);
        if fits && viewer.may(Take, &step) {
            acts.push(spec.act);
        }
    }
    acts
}
