//! What people type about a forum.

use super::{
    model::{Draft, Family, Forum},
    rhythm::{Repeats, last_day, normal},
};
use crate::{
    access::Audience,
    i18n::Lang,
    meetings::{
        forms::{audience, clock, ids, place, zone},
        model::{Attribution, Place, PlaceKind},
    },
    web::{error::Result, forms::Reader},
};
use jiff::civil::{Date, Time};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ForumForm {
    pub name: String,
    pub family: String,
    pub chair: String,
    pub purpose: String,
    pub audience: String,
    pub attribution: String,
    pub language: String,
    pub area: String,
    pub time_zone: String,
    pub first_on: String,
    pub starts_clock: String,
    pub minutes: String,
    pub repeats: String,
    pub until: String,
    pub rule: String,
    pub skips: String,
    pub invite_days: String,
    pub expected: String,
    pub template: String,
    pub place_kind: String,
    pub place: String,
    pub link: String,
    pub is_discreet: String,
    pub is_announced: String,
    pub members: Vec<String>,
    pub version: String,
}

impl ForumForm {
    /// The forum as typed, or every mistake in it.
    pub fn parse(&self, audiences: &[Audience]) -> Result<Draft> {
        let mut read = Reader::default();
        let name = read.text("name", &self.name, 1..=160);
        let family = read.choice("family", &self.family, Family::ALL, Family::as_str);
        let chair = read.id("chair", &self.chair);
        read.require(chair.is_some(), "chair", "frame-field-choose");
        let purpose = read.text("purpose", &self.purpose, 0..=1000);
        let audience = audience(&mut read, &self.audience, audiences);
        let first_on = read.date("first_on", &self.first_on);
        let starts_clock = clock(&mut read, "starts_clock", &self.starts_clock);
        let minutes = read.number("minutes", &self.minutes, 5..=1440);
        read.require(minutes.is_some(), "minutes", "frame-field-needed");
        let rule = self.rule(&mut read, first_on, starts_clock);
        let (is_discreet, is_announced) = (self.is_discreet == "yes", self.is_announced == "yes");
        let open = matches!(audience, Audience::Parties | Audience::Partners) && !is_discreet;
        read.require(open || !is_announced, "is_announced", "meetings-announced-closed");
        let draft = Draft {
            name,
            family,
            chair_id: chair.unwrap_or_default(),
            purpose,
            audience,
            attribution: read.choice(
                "attribution",
                &self.attribution,
                Attribution::ALL,
                Attribution::as_str,
            ),
            language: read.choice("language", &self.language, Lang::ALL, Lang::as_str),
            area_id: read.id("area", &self.area),
            time_zone: zone(&mut read, "time_zone", &self.time_zone).0,
            first_on,
            starts_clock,
            minutes: minutes.unwrap_or_default(),
            rule,
            skips: self.skips(&mut read),
            invite_days: read.number("invite_days", &self.invite_days, 0..=60).unwrap_or(7),
            expected: read.text("expected", &self.expected, 0..=600),
            template: read.text("template", &self.template, 0..=4000),
            place_kind: read.choice(
                "place_kind",
                &self.place_kind,
                PlaceKind::ALL,
                PlaceKind::as_str,
            ),
            place: place(&mut read, &self.place, &self.link),
            is_discreet,
            is_announced,
            members: ids(&mut read, "members", &self.members),
        };
        read.finish(draft)
    }

    /// The rule of the rhythm chosen, with its last day; impossible ones are a mistake beside the field.
    fn rule(&self, read: &mut Reader, first: Date, at: Time) -> String {
        let repeats = read.choice("repeats", &self.repeats, Repeats::ALL, Repeats::as_str);
        let until = read.optional_date("until", &self.until);
        let (field, mut rule) = match repeats.rule(first) {
            Some(rule) => ("repeats", rule),
            None => ("rule", self.rule.trim().to_owned()),
        };
        read.require(field != "rule" || !rule.is_empty(), "rule", "frame-field-needed");
        if let Some(until) = until
            && !rule.is_empty()
        {
            read.require(until >= first, "until", "frame-field-date-order");
            let named = rule.to_uppercase();
            read.require(
                !named.contains("UNTIL=") && !named.contains("COUNT="),
                "until",
                "forums-rule-two-ends",
            );
            rule = format!("{rule};UNTIL={}", until.strftime("%Y%m%d"));
        }
        match normal(&rule, first, at) {
            Ok(rule) => rule,
            Err(key) => {
                read.require(false, field, key);
                String::new()
            }
        }
    }

    /// Days left out, parted by spaces, commas or lines.
    fn skips(&self, read: &mut Reader) -> Vec<Date> {
        let parts =
            self.skips.split([' ', ',', ';', '\n', '\r', '\t']).filter(|part| !part.is_empty());
        let mut days: Vec<Date> =
            parts.filter_map(|part| read.optional_date("skips", part)).collect();
        days.sort_unstable();
        days.dedup();
        read.require(days.len() <= 200, "skips", "frame-field-too-long");
        days
    }

    /// What a new forum begins with.
    pub fn fresh(zone: &str, owner: &str, lang: Lang) -> ForumForm {
        ForumForm {
            chair: owner.to_owned(),
            audience: Audience::Parties.to_string(),
            attribution: Attribution::Attributed.to_string(),
            language: lang.to_string(),
            time_zone: zone.to_owned(),
            starts_clock: "10:00".to_owned(),
            minutes: "60".to_owned(),
            repeats: Repeats::Weekly.to_string(),
            invite_days: "7".to_owned(),
            place_kind: PlaceKind::House.to_string(),
            ..ForumForm::default()
        }
    }

    pub fn of(forum: &Forum, venue: &Place) -> ForumForm {
        let first = forum.first_on.to_jiff();
        let repeats = Repeats::of(&forum.rule, first);
        let is_own = repeats == Repeats::Own;
        let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
        let until = last_day(&forum.rule).filter(|_| !is_own);
        ForumForm {
            name: forum.name.clone(),
            family: forum.family.to_string(),
            chair: forum.chair_id.to_string(),
            purpose: forum.purpose.clone(),
            audience: forum.audience.to_string(),
            attribution: forum.attribution.to_string(),
            language: forum.language.to_string(),
            area: forum.area_id.map(|id| id.to_string()).unwrap_or_default(),
            time_zone: forum.time_zone.clone(),
            first_on: first.to_string(),
            starts_clock: forum.starts_clock.to_jiff().strftime("%H:%M").to_string(),
            minutes: forum.minutes.to_string(),
            repeats: repeats.to_string(),
            until: until.map(|day| day.to_string()).unwrap_or_default(),
            rule: if is_own { forum.rule.clone() } else { String::new() },
            skips: forum
                .skips
                .iter()
                .map(|day| day.to_jiff().to_string())
                .collect::<Vec<_>>()
                .join("\n"),
            invite_days: forum.invite_days.to_string(),
            expected: forum.expected.clone(),
            template: forum.template.clone(),
            place_kind: forum.place_kind.to_string(),
            place: venue.place.clone(),
            link: venue.link.clone(),
            is_discreet: yes(forum.is_discreet),
            is_announced: yes(forum.is_announced),
            members: forum.members.iter().map(ToString::to_string).collect(),
            version: forum.version.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::error::Error;

    #[test]
    fn every_mistake_is_told_at_once_beside_its_field() {
        let form = ForumForm {
            time_zone: "Europe/Atlantis".to_owned(),
            repeats: "own".to_owned(),
            rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30".to_owned(),
            first_on: "2026-01-05".to_owned(),
            starts_clock: "25:00".to_owned(),
            audience: "public".to_owned(),
            link: "http://example.org".to_owned(),
            ..ForumForm::default()
        };
        let Err(Error::Invalid(errors)) = form.parse(&[Audience::Parties]) else {
            panic!("it parsed")
        };
        for field in [
            "name",
            "family",
            "chair",
            "audience",
            "starts_clock",
            "minutes",
            "rule",
            "time_zone",
            "link",
        ] {
            assert!(errors.on(field).is_some(), "{field}");
        }
    }
}
