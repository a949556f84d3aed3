//! What several pages of meetings show alike: choices of forms, actors by community, who can see it.

use super::{forums::model::Choice, policy::takes};
use crate::{
    access::{Audience, Community, Role},
    actors::model::ActorName,
    i18n::{Lang, Text, say},
};
use std::{collections::HashMap, fmt::Display};
use uuid::Uuid;

/// The codes of a list with the keys of their words, for a select.
pub fn options<T: Copy + Display>(all: &[T], prefix: &str) -> Vec<(String, String)> {
    all.iter().map(|code| (code.to_string(), format!("{prefix}-{code}"))).collect()
}

/// One actor of a group of checkboxes.
#[derive(Clone, Debug)]
pub struct Tick {
    pub id: String,
    pub name: String,
    pub is_ticked: bool,
}

/// The actors of one community; open where somebody is ticked.
#[derive(Clone, Debug)]
pub struct Group {
    /// The key of the community's name.
    pub key: String,
    pub ticks: Vec<Tick>,
}

impl Group {
    pub fn is_open(&self) -> bool {
        self.ticks.iter().any(|tick| tick.is_ticked)
    }

    pub fn ticked(&self) -> usize {
        self.ticks.iter().filter(|tick| tick.is_ticked).count()
    }
}

/// Actors by community, without those named already, and of those only whom a closed audience takes.
pub fn groups(
    choices: &[Choice],
    ticked: &[String],
    without: &[Uuid],
    audience: Audience,
) -> Vec<Group> {
    let order = [
        Community::Humanitarian,
        Community::Host,
        Community::Mission,
        Community::Military,
        Community::None,
    ];
    let group = |community: Community| {
        let of =
            choices.iter().filter(|one| one.community == community && !without.contains(&one.id));
        let of = of.filter(|one| takes(audience, one.community));
        let tick = |one: &Choice| {
            let id = one.id.to_string();
            Tick { is_ticked: ticked.contains(&id), id, name: one.name.clone() }
        };
        Group { key: format!("community-{community}"), ticks: of.map(tick).collect() }
    };
    order.into_iter().map(group).filter(|group| !group.ticks.is_empty()).collect()
}

/// Actors for a select.
pub fn named(choices: &[Choice]) -> Vec<(String, String)> {
    choices.iter().map(|one| (one.id.to_string(), one.name.clone())).collect()
}

/// Actors and posts with counts, never persons; what the reader may not see reads "a humanitarian organisation".
pub(crate) fn who_sees(
    viewers: &[(Uuid, Role, i64)],
    names: &HashMap<Uuid, ActorName>,
    lang: Lang,
) -> Vec<String> {
    let line = |(actor, role, n): &(Uuid, Role, i64)| {
        let name = names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
        let role = say(lang, &format!("role-{role}"), None);
        Text::new("meetings-who-sees")
            .with("actor", name)
            .with("role", role)
            .with("n", *n)
            .say(lang)
    };
    let mut lines: Vec<String> = viewers.iter().map(line).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// The languages of the house, each by its own name.
pub fn languages() -> Vec<(String, &'static str)> {
    Lang::ALL.iter().map(|lang| (lang.to_string(), lang.own_name())).collect()
}
