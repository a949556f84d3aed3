//! What each community sees of an entry, by the same rules that decide it.

use crate::{
    access::{Audience, Community, Role, Viewer},
    actors::{
        model::{Actor, Posture},
        policy::View,
    },
};
use uuid::Uuid;

/// Who looks: somebody of another actor of this community, in its most common role.
pub const ONLOOKERS: [(Community, Role); 4] = [
    (Community::Humanitarian, Role::Partner),
    (Community::Military, Role::Officer),
    (Community::Mission, Role::Section),
    (Community::Host, Role::Partner),
];

/// Somebody of another actor, who is no party to anything.
pub fn onlooker(community: Community, role: Role) -> Viewer {
    let someone = Uuid::from_u128(1);
    Viewer::in_post(someone, someone, role, someone, community, vec![someone])
}

/// Whether each community would see the entry under this posture; None keeps the entry as it stands.
pub fn seen_by(actor: &Actor, posture: Option<Posture>) -> Vec<(Community, bool)> {
    let mut actor = actor.clone();
    if let Some(posture) = posture {
        actor.posture = Some(posture);
        actor.audience = posture.audience();
    }
    let sees = |(community, role): (Community, Role)| {
        (community, onlooker(community, role).may(View, &actor))
    };
    ONLOOKERS.into_iter().map(sees).collect()
}

/// How many of the relations with these other ends each community sees: an edge shows only if both ends do.
pub fn relations_seen_by(actor: &Actor, ends: &[Audience]) -> Vec<usize> {
    let count = |(community, role): (Community, Role)| {
        let viewer = onlooker(community, role);
        let sees_actor = viewer.may(View, actor);
        ends.iter().filter(|end| sees_actor && viewer.admitted_to(**end)).count()
    };
    ONLOOKERS.into_iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::model::{Kind, Status};

    fn actor() -> Actor {
        Actor {
            id: Uuid::from_u128(9),
            name: "A".to_owned(),
            acronym: String::new(),
            local_name: String::new(),
            kind: Kind::Ingo,
            community: Community::Humanitarian,
            parent_id: None,
            posture: Some(Posture::Coordination),
            status: Status::Active,
            marking: String::new(),
            mandate: String::new(),
            website: String::new(),
            phone: String::new(),
            languages: Vec::new(),
            clusters: Vec::new(),
            dimensions: Vec::new(),
            origin: String::new(),
            audience: Audience::Partners,
            keeper_id: None,
            entered_by_id: None,
            merged_into_id: None,
            last_confirmed_at: None,
            is_stale: true,
            source: String::new(),
            version: 1,
        }
    }

    #[test]
    fn what_coexistence_shows_is_part_of_what_coordination_shows_and_that_of_cooperation() {
        let seen = |posture| seen_by(&actor(), Some(posture));
        let steps = [Posture::Coexistence, Posture::Coordination, Posture::Cooperation].map(seen);
        for pair in steps.windows(2) {
            assert!(pair[0].iter().zip(&pair[1]).all(|(less, more)| !less.1 || more.1));
        }
        let only: Vec<Community> =
            steps[0].iter().filter(|(_, sees)| *sees).map(|(community, _)| *community).collect();
        assert_eq!(only, [Community::Humanitarian]);
        assert_eq!(seen_by(&actor(), None), steps[1]);
    }
}
