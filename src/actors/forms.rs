//! What people type about an actor, and how it is read.

use super::model::{
    Actor, CLUSTERS, Dimension, Draft, Kind, Marking, Origin, Posture, Presence, Present,
};
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;
use uuid::Uuid;

/// The fields of an entry exactly as typed, so a page with errors shows them again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActorForm {
    /// Only asked when an actor is entered.
    pub kind: String,
    pub name: String,
    pub acronym: String,
    pub local_name: String,
    pub marking: String,
    pub mandate: String,
    pub website: String,
    pub phone: String,
    /// Parted by commas.
    pub languages: String,
    pub clusters: Vec<String>,
    pub dimensions: Vec<String>,
    pub origin: String,
    /// Each an area's id, with a colon and how it is present there; empty for nothing.
    pub areas: Vec<String>,
    pub version: String,
}

/// Choices of a form: code and key.
pub fn options<T: Copy + std::fmt::Display>(values: &[T], prefix: &str) -> Vec<(String, String)> {
    values.iter().map(|value| (value.to_string(), format!("{prefix}-{value}"))).collect()
}

impl ActorForm {
    /// The fields of an entry, or every mistake at once.
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let draft = self.read(&mut read);
        read.finish(draft)
    }

    /// With the kind, one of those that the viewer may enter.
    pub fn parse_new(&self, kinds: &[Kind]) -> Result<(Kind, Draft)> {
        let mut read = Reader::default();
        let kind = read.choice("kind", &self.kind, kinds, Kind::as_str);
        let draft = self.read(&mut read);
        read.finish((kind, draft))
    }

    fn read(&self, read: &mut Reader) -> Draft {
        let website = read.text("website", &self.website, 0..=200);
        let is_address = website.is_empty()
            || (website.starts_with("https://") || website.starts_with("http://"))
                && !website.contains(char::is_whitespace);
        read.require(is_address, "website", "actors-field-website-wrong");
        Draft {
            name: read.text("name", &self.name, 2..=200),
            acronym: read.text("acronym", &self.acronym, 0..=40),
            local_name: read.text("local_name", &self.local_name, 0..=200),
            mandate: read.text("mandate", &self.mandate, 0..=400),
            website,
            phone: read.text("phone", &self.phone, 0..=60),
            marking: read
                .choice("marking", &self.marking, Marking::ALL, Marking::as_str)
                .to_string(),
            languages: read_languages(read, &self.languages),
            clusters: known(read, "clusters", &self.clusters, &CLUSTERS),
            dimensions: known(
                read,
                "dimensions",
                &self.dimensions,
                &Dimension::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>(),
            ),
            origin: read.choice("origin", &self.origin, Origin::ALL, Origin::as_str).to_string(),
            areas: self.areas.iter().filter_map(|area| read_area(read, area)).collect(),
        }
    }

    /// How it is present in this area, as typed.
    pub fn presence_in(&self, area: Uuid) -> &str {
        let area = area.to_string();
        self.areas
            .iter()
            .find_map(|typed| match typed.split_once(':') {
                Some((id, presence)) if id == area => Some(presence),
                None if *typed == area => Some("present"),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The version that was on the page.
    pub fn version(&self) -> i32 {
        self.version.parse().unwrap_or_default()
    }

    /// What stands in the entry now.
    pub fn of(actor: &Actor, areas: &[Present]) -> ActorForm {
        let present = areas.iter().filter(|area| area.presence != Presence::Responsibility);
        ActorForm {
            kind: String::new(),
            name: actor.name.clone(),
            acronym: actor.acronym.clone(),
            local_name: actor.local_name.clone(),
            marking: actor.marking.clone(),
            mandate: actor.mandate.clone(),
            website: actor.website.clone(),
            phone: actor.phone.clone(),
            languages: actor.languages.join(", "),
            clusters: actor.clusters.clone(),
            dimensions: actor.dimensions.clone(),
            origin: actor.origin.clone(),
            areas: present.map(|area| format!("{}:{}", area.area_id, area.presence)).collect(),
            version: actor.version.to_string(),
        }
    }
}

/// An area's id alone means that it is present there, nobody said how.
fn read_area(read: &mut Reader, typed: &str) -> Option<(Uuid, Presence)> {
    let (id, presence) = typed.split_once(':').unwrap_or((typed, "present"));
    if presence.is_empty() {
        return None;
    }
    let area = read.id("areas", id)?;
    let presence = read.choice("areas", presence, &Presence::SAID, Presence::as_str);
    Some((area, presence))
}

fn read_languages(read: &mut Reader, typed: &str) -> Vec<String> {
    let words: Vec<String> = typed
        .split([',', ';', '،'])
        .map(|word| read.text("languages", word, 0..=40))
        .filter(|word| !word.is_empty())
        .collect();
    read.require(words.len() <= 8, "languages", "actors-field-languages-many");
    words
}

fn known(read: &mut Reader, field: &'static str, typed: &[String], codes: &[&str]) -> Vec<String> {
    let all_known = typed.iter().all(|code| codes.contains(&code.as_str()));
    read.require(all_known, field, "frame-field-choose");
    codes
        .iter()
        .filter(|code| typed.iter().any(|one| one == *code))
        .map(|code| (*code).to_owned())
        .collect()
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PostureForm {
    pub posture: String,
}

impl PostureForm {
    pub fn parse(&self) -> Result<Posture> {
        let mut read = Reader::default();
        let posture = read.choice("posture", &self.posture, Posture::ALL, Posture::as_str);
        read.finish(posture)
    }
}

/// A form that is only a button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyForm {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::error::Error;

    #[test]
    fn every_mistake_is_told_at_once() {
        let form = ActorForm {
            website: "javascript:alert(1)".to_owned(),
            marking: "flag".to_owned(),
            areas: vec!["here".to_owned()],
            ..ActorForm::default()
        };
        let Err(Error::Invalid(errors)) = form.parse_new(&[Kind::CommunityBody]) else {
            panic!("it parsed")
        };
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["kind", "website", "name", "marking", "areas"]);
    }
}
