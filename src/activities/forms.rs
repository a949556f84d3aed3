//! What people type about an activity, and how it is read.

use super::model::{Activity, Cluster, Draft, Function, PARTS, Parts, Private, Status, audiences};
use crate::{
    access::{Audience, Community},
    web::{error::Result, forms::Reader},
};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

/// The fields of an activity exactly as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActivityForm {
    /// Whose it is; asked when one is entered.
    pub actor: String,
    /// Planned or under way; asked when one is entered.
    pub status: String,
    pub area: String,
    pub cluster: String,
    pub what: String,
    pub modality: String,
    pub target_group: String,
    pub targeted: String,
    pub targeted_women: String,
    pub targeted_girls: String,
    pub targeted_men: String,
    pub targeted_boys: String,
    pub reached: String,
    pub reached_women: String,
    pub reached_girls: String,
    pub reached_men: String,
    pub reached_boys: String,
    pub starts_on: String,
    pub ends_on: String,
    pub objective: String,
    pub function: String,
    pub partner: String,
    pub place: String,
    pub audience: String,
    pub version: String,
}

/// The most people that a number can say.
const PEOPLE: std::ops::RangeInclusive<i32> = 0..=100_000_000;
/// An activity lasts ten years at most.
const DAYS: i32 = 3660;

impl ActivityForm {
    /// The activity as typed, or every mistake in it. `chooses`: whether its own people choose who sees it.
    pub fn parse(
        &self,
        community: Community,
        chooses: bool,
        old: Option<&Activity>,
    ) -> Result<Draft> {
        let mut read = Reader::default();
        let area = read.id("area", &self.area);
        read.require(area.is_some(), "area", "frame-field-choose");
        let cluster = read.choice("cluster", &self.cluster, Cluster::ALL, Cluster::as_str);
        let what = read.text("what", &self.what, 1..=1000);
        let (starts_on, ends_on) = self.days(&mut read);
        let (targeted, targeted_parts) = self.targeted(&mut read, old);
        let (reached, reached_parts) = self.reached(&mut read, old);
        let function = self.function(&mut read, community);
        let audience = chooses.then(|| {
            let choices = audiences(community);
            read.choice("audience", &self.audience, &choices, Audience::as_str)
        });
        let draft = Draft {
            area_id: area.unwrap_or_default(),
            cluster,
            what,
            modality: read.text("modality", &self.modality, 0..=120),
            target_group: read.text("target_group", &self.target_group, 0..=200),
            targeted,
            targeted_parts,
            reached,
            reached_parts,
            starts_on,
            ends_on,
            objective: read.text("objective", &self.objective, 0..=300),
            function,
            audience,
            private: Private {
                partner: read.text("partner", &self.partner, 0..=200),
                place: read.text("place", &self.place, 0..=300),
            },
        };
        read.finish(draft)
    }

    /// Planned or under way, for a new one.
    pub fn first_status(&self) -> Status {
        if self.status == "planned" { Status::Planned } else { Status::Ongoing }
    }

    fn days(&self, read: &mut Reader) -> (Date, Option<Date>) {
        let starts = read.date("starts_on", &self.starts_on);
        let ends = read.optional_date("ends_on", &self.ends_on);
        let length = ends.map_or(0, |ends| (ends - starts).get_days());
        read.require(ends.is_none_or(|ends| ends >= starts), "ends_on", "frame-field-date-order");
        read.require(length <= DAYS, "ends_on", "activities-field-too-long");
        (starts, ends)
    }

    fn function(&self, read: &mut Reader, community: Community) -> Function {
        if community != Community::Military {
            return Function::Unsaid;
        }
        read.choice("function", &self.function, Function::ALL, Function::as_str)
    }

    fn targeted(&self, read: &mut Reader, old: Option<&Activity>) -> (Option<i32>, Parts) {
        let typed = [
            ("targeted_women", "women", &self.targeted_women),
            ("targeted_girls", "girls", &self.targeted_girls),
            ("targeted_men", "men", &self.targeted_men),
            ("targeted_boys", "boys", &self.targeted_boys),
        ];
        let kept = old.map(|old| old.targeted_parts).unwrap_or_default();
        people(read, "targeted", &self.targeted, typed, kept)
    }

    fn reached(&self, read: &mut Reader, old: Option<&Activity>) -> (Option<i32>, Parts) {
        let typed = [
            ("reached_women", "women", &self.reached_women),
            ("reached_girls", "girls", &self.reached_girls),
            ("reached_men", "men", &self.reached_men),
            ("reached_boys", "boys", &self.reached_boys),
        ];
        let kept = old.map(|old| old.reached_parts).unwrap_or_default();
        people(read, "reached", &self.reached, typed, kept)
    }

    /// The form filled with what is known.
    pub fn of(activity: &Activity, private: &Private) -> ActivityForm {
        let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
        let (targeted, reached) = (activity.targeted_parts, activity.reached_parts);
        ActivityForm {
            actor: activity.actor_id.to_string(),
            status: activity.status.to_string(),
            area: activity.area_id.to_string(),
            cluster: activity.cluster.to_string(),
            what: activity.what.clone(),
            modality: activity.modality.clone(),
            target_group: activity.target_group.clone(),
            targeted: number(activity.targeted),
            targeted_women: number(targeted.women),
            targeted_girls: number(targeted.girls),
            targeted_men: number(targeted.men),
            targeted_boys: number(targeted.boys),
            reached: number(activity.reached),
            reached_women: number(reached.women),
            reached_girls: number(reached.girls),
            reached_men: number(reached.men),
            reached_boys: number(reached.boys),
            starts_on: activity.starts_on.to_jiff().to_string(),
            ends_on: activity.ends_on.map(|day| day.to_jiff().to_string()).unwrap_or_default(),
            objective: activity.objective.clone(),
            function: activity.function.to_string(),
            partner: private.partner.clone(),
            place: private.place.clone(),
            audience: activity.audience.to_string(),
            version: activity.version.to_string(),
        }
    }
}

/// All people and their parts: the sum of the parts where all people are not said, and never fewer than the parts.
fn people(
    read: &mut Reader,
    field: &'static str,
    all: &str,
    typed: [(&'static str, &'static str, &String); 4],
    kept: Parts,
) -> (Option<i32>, Parts) {
    let mut parts = Parts { female: kept.female, male: kept.male, ..Parts::default() };
    for (name, part, raw) in typed {
        debug_assert!(PARTS.contains(&part), "a part by its name");
        parts.set(part, read.number(name, raw, PEOPLE));
    }
    let all = read.number(field, all, PEOPLE);
    let typed = Parts { female: None, male: None, ..parts };
    let fits = all.is_none_or(|all| typed.sum().is_none_or(|sum| sum <= all));
    read.require(fits, field, "activities-field-fewer-than-parts");
    (all.or(typed.sum()), parts)
}

/// A confirmation, or a move to the next status.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActForm {
    pub version: String,
    pub act: String,
}

/// Letting another actor read local partners and exact places.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShareForm {
    pub recipient: String,
    pub fields: Vec<String>,
    pub purpose: String,
    pub until: String,
}

/// What a consent says: to whom, which fields, for what, until when.
pub struct Shared {
    pub recipient: Uuid,
    pub fields: Vec<String>,
    pub purpose: String,
    pub until: Date,
}

impl ShareForm {
    /// Every mistake at once; `today` in the mission's zone.
    pub fn parse(&self, today: Date, own: Uuid) -> Result<Shared> {
        let mut read = Reader::default();
        let recipient = read.id("recipient", &self.recipient).filter(|actor| *actor != own);
        read.require(recipient.is_some(), "recipient", "frame-field-choose");
        let fields: Vec<String> =
            self.fields.iter().filter(|one| *one == "f2" || *one == "f3").cloned().collect();
        read.require(!fields.is_empty(), "fields", "frame-field-choose");
        let purpose = read.text("purpose", &self.purpose, 1..=300);
        let until = read.date("until", &self.until);
        read.require(until >= today, "until", "frame-field-date-past");
        let recipient = recipient.unwrap_or_default();
        read.finish(Shared { recipient, fields, purpose, until })
    }
}
