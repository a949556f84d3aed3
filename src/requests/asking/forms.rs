//! The form of a request: as typed, and what it says.

use super::{
    super::model::{
        CLUSTERS, Channel, Contact, Door, Draft, Harm, Heard, Kind, Partners, Priority, Private,
        Request, Risk, Route, Support, Tried,
    },
    model::{Asker, Entered},
};
use crate::{
    access::Community,
    web::{error::Result, forms::Reader},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Rows for what was tried instead that a page starts with, and that it has at most.
const ROWS: usize = 3;
const MAX_ROWS: usize = 12;

/// A request as typed. One form for visitors, accounts, on behalf, and for changing one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AskForm {
    /// The button: `check`, `row`, `keep`, `change`, `send`.
    pub step: String,
    pub draft: String,
    /// `yes` where the page was made for somebody signed in.
    pub account: String,
    /// The reference that is asked again.
    pub again: String,
    pub version: String,
    pub community: String,
    pub organisation: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub radio: String,
    pub body: String,
    pub new_body: String,
    pub channel: String,
    pub heard_from: String,
    pub heard_how: String,
    pub heard_on: String,
    pub heard_f1: String,
    pub heard_f2: String,
    pub kind: String,
    pub need: String,
    pub people_affected: String,
    pub what: String,
    pub weight_kg: String,
    pub volume_m3: String,
    pub persons: String,
    pub items: String,
    pub from_area: String,
    pub to_area: String,
    pub from_place: String,
    pub to_place: String,
    pub route: String,
    pub times: String,
    pub needed_from: String,
    pub needed_until: String,
    pub priority: String,
    pub risk: String,
    pub criticality: String,
    pub cluster: String,
    pub option: Vec<String>,
    pub outcome: Vec<String>,
    pub tried_on: Vec<String>,
    pub harm: String,
    pub harm_why: String,
    pub on_behalf_of: String,
    pub beneficiaries: String,
    pub duplication: String,
    pub authority: String,
    pub upkeep: String,
    pub fund: String,
    pub waiver: String,
    pub door: String,
    pub consent: String,
}

/// One row of what was tried instead, as typed.
pub struct Row<'a> {
    pub option: &'a str,
    pub outcome: &'a str,
    pub on: &'a str,
}

fn at(list: &[String], i: usize) -> &str {
    list.get(i).map_or("", String::as_str)
}

impl AskForm {
    /// What was typed, as pairs for hidden fields: without the button, and without what was left empty.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let form = AskForm { step: String::new(), ..self.clone() };
        let text = serde_html_form::to_string(&form).unwrap_or_default();
        let pairs: Vec<(String, String)> = serde_html_form::from_str(&text).unwrap_or_default();
        let rows = ["option", "outcome", "tried_on"];
        pairs
            .into_iter()
            .filter(|(name, value)| !value.is_empty() || rows.contains(&name.as_str()))
            .collect()
    }

    /// The rows of what was tried instead, at least those a page starts with.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let typed = [self.option.len(), self.outcome.len(), self.tried_on.len()];
        let n = typed.into_iter().max().unwrap_or(0).clamp(ROWS, MAX_ROWS);
        (0..n)
            .map(|i| Row {
                option: at(&self.option, i),
                outcome: at(&self.outcome, i),
                on: at(&self.tried_on, i),
            })
            .collect()
    }

    pub fn has_room_for_rows(&self) -> bool {
        self.rows().len() < MAX_ROWS
    }

    /// One more empty row.
    pub fn add_row(&mut self) {
        let n = (self.rows().len() + 1).min(MAX_ROWS);
        for list in [&mut self.option, &mut self.outcome, &mut self.tried_on] {
            list.resize(n, String::new());
        }
    }

    /// The community that a visitor says they are of.
    pub fn said_community(&self) -> Option<Community> {
        Community::parse(&self.community)
            .filter(|said| matches!(said, Community::Humanitarian | Community::Host))
    }

    /// What is asked for, or every mistake at once. `today` is the day in the mission's zone.
    pub fn parse(&self, asker: Asker, today: Date) -> Result<Draft> {
        let mut read = Reader::default();
        let community = self.read_community(&mut read, asker);
        let contact = self.read_contact(&mut read, asker);
        let kind = read.choice("kind", &self.kind, Kind::ALL, Kind::as_str);
        let need = read.text("need", &self.need, 1..=4000);
        let people_affected =
            read.number("people_affected", &self.people_affected, 0..=100_000_000);
        let what = read.text("what", &self.what, 0..=1000);
        let weight_kg = read.number("weight_kg", &self.weight_kg, 0.0..=1e9);
        let volume_m3 = read.number("volume_m3", &self.volume_m3, 0.0..=1e8);
        let persons = read.number("persons", &self.persons, 0..=1_000_000);
        let items = read.text("items", &self.items, 0..=1000);
        let from_area = read.id("from_area", &self.from_area);
        read.require(from_area.is_some(), "from_area", "frame-field-choose");
        let to_area = read.id("to_area", &self.to_area);
        let route = self.read_route(&mut read);
        let (needed_from, needed_until) = self.read_dates(&mut read, today);
        let priority = read.choice("priority", &self.priority, Priority::ALL, Priority::as_str);
        let risk = read.choice("risk", &self.risk, Risk::ALL, Risk::as_str);
        let criticality = read.number("criticality", &self.criticality, 1_i16..=4);
        read.require(
            risk != Risk::High || criticality.is_some(),
            "criticality",
            "asking-criticality-needed",
        );
        let cluster = self.cluster.trim().to_owned();
        read.require(
            cluster.is_empty() || CLUSTERS.contains(&cluster.as_str()),
            "cluster",
            "frame-field-choose",
        );
        let tried = self.read_tried(&mut read, today);
        let harm = read.choice("harm", &self.harm, Harm::ALL, Harm::as_str);
        let harm_why = read.text("harm_why", &self.harm_why, 0..=2000);
        read.require(
            harm == Harm::No || !harm_why.is_empty(),
            "harm_why",
            "asking-harm-why-needed",
        );
        let partners = Partners {
            on_behalf_of: read.text("on_behalf_of", &self.on_behalf_of, 0..=300),
            beneficiaries: read.text("beneficiaries", &self.beneficiaries, 0..=1000),
        };
        let support = self.read_support(&mut read, kind);
        let waiver = read.text("waiver", &self.waiver, 0..=1000);
        let door = self.read_door(&mut read, asker, community);
        read.finish(Draft {
            door,
            community,
            kind,
            need,
            people_affected,
            what,
            weight_kg,
            volume_m3,
            persons,
            items,
            from_area: from_area.unwrap_or_default(),
            to_area,
            needed_from,
            needed_until,
            priority,
            risk,
            criticality: criticality.filter(|_| risk == Risk::High),
            cluster,
            harm,
            harm_why,
            waiver,
            support,
            tried,
            private: Private {
                contact: Some(contact),
                route: Some(route),
                partners: Some(partners),
            },
        })
    }

    fn read_community(&self, read: &mut Reader, asker: Asker) -> Community {
        if let Some(community) = asker.community() {
            return community;
        }
        read.require(self.said_community().is_some(), "community", "frame-field-choose");
        self.said_community().unwrap_or(Community::Host)
    }

    fn read_contact(&self, read: &mut Reader, asker: Asker) -> Contact {
        let needed = usize::from(asker.is_visitor());
        let contact = Contact {
            organisation: read.text("organisation", &self.organisation, needed..=200),
            name: read.text("name", &self.name, needed..=200),
            phone: read.text("phone", &self.phone, 0..=60),
            email: read.text("email", &self.email, 0..=200),
            radio: read.text("radio", &self.radio, 0..=60),
        };
        let digits = contact.phone.chars().filter(char::is_ascii_digit).count();
        read.require(contact.phone.is_empty() || digits >= 5, "phone", "frame-field-phone");
        let is_address = contact
            .email
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        read.require(contact.email.is_empty() || is_address, "email", "frame-field-email");
        let reachable = [&contact.phone, &contact.email, &contact.radio];
        read.require(
            !asker.is_visitor() || reachable.iter().any(|way| !way.is_empty()),
            "phone",
            "asking-reach-needed",
        );
        contact
    }

    fn read_route(&self, read: &mut Reader) -> Route {
        Route {
            from_place: read.text("from_place", &self.from_place, 0..=300),
            to_place: read.text("to_place", &self.to_place, 0..=300),
            route: read.text("route", &self.route, 0..=2000),
            times: read.text("times", &self.times, 0..=500),
        }
    }

    fn read_dates(&self, read: &mut Reader, today: Date) -> (Date, Date) {
        let from = read.date("needed_from", &self.needed_from);
        let until = read.date("needed_until", &self.needed_until);
        if from != Date::ZERO && until != Date::ZERO {
            read.require(until >= from, "needed_until", "frame-field-date-order");
            read.require(until >= today, "needed_until", "frame-field-date-past");
        }
        (from, until)
    }

    fn read_tried(&self, read: &mut Reader, today: Date) -> Vec<Tried> {
        let mut tried = Vec::new();
        for (i, row) in self.rows().iter().enumerate() {
            let field = TRIED[i];
            let option = read.text(field, row.option, 0..=300);
            let outcome = read.text(field, row.outcome, 0..=600);
            let on = read.optional_date(field, row.on);
            read.require(on.is_none_or(|on| on <= today), field, "asking-tried-future");
            read.require(option.is_empty() == outcome.is_empty(), field, "asking-tried-both");
            if !option.is_empty() && !outcome.is_empty() {
                tried.push(Tried { option, outcome, on });
            }
        }
        tried
    }

    fn read_support(&self, read: &mut Reader, kind: Kind) -> Option<Support> {
        if kind != Kind::CommunitySupport {
            return None;
        }
        Some(Support {
            duplication: read.text("duplication", &self.duplication, 1..=1000),
            authority: read.text("authority", &self.authority, 1..=1000),
            upkeep: read.text("upkeep", &self.upkeep, 1..=1000),
            fund: read.text("fund", &self.fund, 0..=1000),
        })
    }

    fn read_door(&self, read: &mut Reader, asker: Asker, community: Community) -> Door {
        let doors = asker.doors(Some(community));
        let door = Door::parse(&self.door).filter(|door| doors.contains(door));
        let wrong =
            if self.door.is_empty() { "frame-field-choose" } else { "asking-door-not-yours" };
        read.require(door.is_some(), "door", wrong);
        door.unwrap_or(doors[0])
    }

    /// Who said it, how and when: for whoever records what somebody else asked.
    pub fn parse_entered(&self, today: Date) -> Result<Entered> {
        let mut read = Reader::default();
        let given = [self.body.trim().is_empty(), self.new_body.trim().is_empty()];
        read.require(given[0] != given[1], "body", "asking-body-one");
        read.text("new_body", &self.new_body, 0..=200);
        let channels = [Channel::WalkIn, Channel::Phone, Channel::Radio, Channel::Email];
        let channel = read.choice("channel", &self.channel, &channels, Channel::as_str);
        let from = read.text("heard_from", &self.heard_from, 1..=200);
        let how = read.choice("heard_how", &self.heard_how, &HEARD, |how| how);
        let on = read.date("heard_on", &self.heard_on);
        read.require(on <= today, "heard_on", "asking-heard-future");
        let mut fields = Vec::new();
        for (said, class) in [(&self.heard_f1, "f1"), (&self.heard_f2, "f2")] {
            if said == "yes" {
                fields.push(class.to_owned());
            }
        }
        let heard = Heard { from, how: how.to_owned(), on: on.to_string() };
        read.finish(Entered { heard, channel: Some(channel), fields })
    }

    /// The form of a request that exists, to be changed or asked again.
    pub fn of(request: &Request, private: &Private, tried: &[Tried]) -> AskForm {
        let number = |value: Option<f64>| value.map(|n| n.to_string()).unwrap_or_default();
        let count = |value: Option<i32>| value.map(|n| n.to_string()).unwrap_or_default();
        let id = |value: Option<Uuid>| value.map(|id| id.to_string()).unwrap_or_default();
        let contact = private.contact.clone().unwrap_or_default();
        let route = private.route.clone().unwrap_or_default();
        let partners = private.partners.clone().unwrap_or_default();
        let support = request.support.clone().unwrap_or_default();
        AskForm {
            version: request.version.to_string(),
            community: request.community.to_string(),
            organisation: contact.organisation,
            name: contact.name,
            phone: contact.phone,
            email: contact.email,
            radio: contact.radio,
            kind: request.kind.to_string(),
            need: request.need.clone(),
            people_affected: count(request.people_affected),
            what: request.what.clone(),
            weight_kg: number(request.weight_kg),
            volume_m3: number(request.volume_m3),
            persons: count(request.persons),
            items: request.items.clone(),
            from_area: request.from_area_id.to_string(),
            to_area: id(request.to_area_id),
            from_place: route.from_place,
            to_place: route.to_place,
            route: route.route,
            times: route.times,
            needed_from: request.needed_from.to_jiff().to_string(),
            needed_until: request.needed_until.to_jiff().to_string(),
            priority: request.priority.to_string(),
            risk: request.risk.to_string(),
            criticality: request.criticality.map(|n| n.to_string()).unwrap_or_default(),
            cluster: request.cluster.clone(),
            option: tried.iter().map(|row| row.option.clone()).collect(),
            outcome: tried.iter().map(|row| row.outcome.clone()).collect(),
            tried_on: tried
                .iter()
                .map(|row| row.on.map(|on| on.to_string()).unwrap_or_default())
                .collect(),
            harm: request.harm.to_string(),
            harm_why: request.harm_why.clone(),
            on_behalf_of: partners.on_behalf_of,
            beneficiaries: partners.beneficiaries,
            duplication: support.duplication,
            authority: support.authority,
            upkeep: support.upkeep,
            fund: support.fund,
            waiver: request.waiver.clone(),
            door: request.door.to_string(),
            ..AskForm::default()
        }
    }
}

/// How a word of somebody without an account is heard.
pub const HEARD: [&str; 4] = ["in_person", "phone", "radio", "message"];

/// The names that errors of each row carry.
const TRIED: [&str; MAX_ROWS] = [
    "tried-1", "tried-2", "tried-3", "tried-4", "tried-5", "tried-6", "tried-7", "tried-8",
    "tried-9", "tried-10", "tried-11", "tried-12",
];

/// `/track`: a reference and its code, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrackForm {
    pub reference: String,
    pub code: String,
}

impl TrackForm {
    /// The reference without its hyphen, and the 16 digits of the code.
    pub fn parse(&self) -> Result<(String, String)> {
        let mut read = Reader::default();
        let reference = crate::reference::parse(&self.reference);
        read.require(reference.is_some(), "reference", "frame-field-reference");
        let code: String = self.code.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let is_code = code.len() == 16 && code.bytes().all(|digit| digit.is_ascii_digit());
        read.require(is_code, "code", "frame-field-code");
        read.finish((reference.unwrap_or_default(), code))
    }
}

/// A form without fields of its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nothing {}

/// What the address of `/ask` may carry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskQuery {
    pub draft: String,
    pub door: String,
    pub kind: String,
    pub area: String,
}
