//! Who brings somebody in: a voucher of the community and an administrator, two different people, neither of them the newcomer.

use super::model::{Application, Proposal, Slot, State};
use crate::{
    access::{
        Community, Role,
        Verdict::{self, Allow, Deny, Hide, Late},
        Viewer,
    },
    people::{
        model::{is_by_administrators, roles_of},
        policy::vouches_in,
    },
};

crate::actions! {
    Apply(Slot) => apply,
    Invite(Slot) => invite,
    ViewApplication(Application) => view_application,
    Vouch(Proposal) => vouch,
    Refuse(Application) => refuse,
    CreateAccount(Application) => create_account,
}

/// The communities into which the viewer brings people.
pub fn communities(viewer: &Viewer) -> &'static [Community] {
    match viewer.role {
        Role::Chief => &[Community::Military],
        Role::Coordinator => &[Community::Humanitarian],
        Role::Section => &[Community::Mission, Community::Host],
        Role::Admin => &[
            Community::System,
            Community::Mission,
            Community::Military,
            Community::Humanitarian,
            Community::Host,
        ],
        _ => &[],
    }
}

/// The roles of a community that the viewer may vouch for. Administrators vouch for approvers, leaders,
/// administrators and auditors, and for everybody where the community has no voucher yet.
pub fn roles(viewer: &Viewer, community: Community, has_voucher: bool) -> Vec<Role> {
    let may = |role: &Role| match viewer.role {
        Role::Admin => is_by_administrators(*role) || !has_voucher,
        _ => vouches_in(viewer, community) && !is_by_administrators(*role),
    };
    roles_of(community).iter().copied().filter(may).collect()
}

/// Anybody may ask.
fn apply(_: &Viewer, _: &Slot) -> Verdict {
    Allow
}

fn invite(viewer: &Viewer, _: &Slot) -> Verdict {
    if communities(viewer).is_empty() { Deny("people-deny-list") } else { Allow }
}

fn view_application(viewer: &Viewer, application: &Application) -> Verdict {
    let is_ours = viewer.role == Role::Admin || vouches_in(viewer, application.community);
    if is_ours { Allow } else { Hide }
}

fn vouch(viewer: &Viewer, proposal: &Proposal) -> Verdict {
    let Proposal { application, role, community } = proposal;
    match view_application(viewer, application) {
        Allow if application.is_own => Deny("people-deny-oneself"),
        Allow if application.state != State::Applied => Late("people-late-application"),
        Allow if *community != application.community => Deny("people-deny-other-community"),
        Allow if !roles(viewer, *community, application.has_voucher).contains(role) => {
            Deny("people-deny-role")
        }
        other => other,
    }
}

fn refuse(viewer: &Viewer, application: &Application) -> Verdict {
    match view_application(viewer, application) {
        Allow if !matches!(application.state, State::Applied | State::Vouched) => {
            Late("people-late-application")
        }
        other => other,
    }
}

fn create_account(viewer: &Viewer, application: &Application) -> Verdict {
    match view_application(viewer, application) {
        Allow if viewer.role != Role::Admin => Deny("people-deny-admin-only"),
        Allow if application.is_own => Deny("people-deny-oneself"),
        Allow if application.state != State::Vouched => Late("people-late-application"),
        Allow if application.voucher_id == viewer.person => Deny("people-deny-same-person"),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn viewer(role: Role, community: Community) -> Viewer {
        let (person, post, actor) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        Viewer::in_post(person, post, role, actor, community, vec![actor])
    }

    #[test]
    fn nobody_vouches_outside_their_community_or_above_their_reach() {
        for role in Role::held() {
            for community in Community::ALL.iter().copied() {
                let vouched = roles(&viewer(role, community), community, true);
                let expected: &[Role] = match (role, community) {
                    (Role::Chief, Community::Military) => {
                        &[Role::Liaison, Role::Officer, Role::Chief]
                    }
                    (Role::Coordinator, Community::Humanitarian) => {
                        &[Role::Partner, Role::Coordinator]
                    }
                    (Role::Section, Community::Mission) => {
                        &[Role::Section, Role::QipManager, Role::Committee, Role::Finance]
                    }
                    (Role::Section, Community::Host) => &[Role::Partner],
                    (Role::Admin, Community::Military) => &[Role::Leader],
                    (Role::Admin, Community::Mission) => &[Role::Approver, Role::Leader],
                    (Role::Admin, Community::System) => &[Role::Admin, Role::Auditor],
                    _ => &[],
                };
                assert_eq!(vouched, expected, "{role} in {community}");
            }
        }
        let chief = viewer(Role::Chief, Community::Military);
        assert!(roles(&chief, Community::Humanitarian, true).is_empty());
        assert!(roles(&chief, Community::Humanitarian, false).is_empty());
        let admin = viewer(Role::Admin, Community::System);
        assert!(roles(&admin, Community::Military, false).contains(&Role::Chief));
    }
}
