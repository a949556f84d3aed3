//! What a story leaves beside its history: what was tried, the fields shared by consent, words between offices and inside one.

use super::{
    doers::Doer,
    story::{Story, moves},
    texts::Words,
};
use crate::requests::model::{Kind, Side};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::json;

impl<'a> Story<'a> {
    /// What was tried instead, in the requester's words.
    pub fn alternatives(&mut self) {
        let template = self.case.template;
        let general = &self.world.texts.general;
        for (place, tried) in (1..).zip(&template.tried) {
            let option = general
                .options
                .get(&tried.option)
                .and_then(|names| names.get(&template.language))
                .unwrap_or(&tried.option);
            let day = (self.received - SignedDuration::from_hours(24 * (place * 3)))
                .to_zoned(TimeZone::UTC)
                .date();
            self.rows.alternatives.push(json!({
                "request_id": self.id, "position": place, "option": option, "outcome": self.case.fill(self.world, &tried.outcome), "tried_on": day,
            }));
        }
    }

    /// The fields that are shared by consent only; the screening desk may call back.
    pub fn keep_private(&mut self) {
        let (case, template) = (self.case, self.case.template);
        let asker = self.asker(self.received);
        let (name, phone, email, organisation) = match (case.visitor, case.relays) {
            (Some(visitor), _) => (
                visitor.name.clone(),
                format!("+999 44 555 {:04}", self.dice.range(1200, 8900)),
                String::new(),
                visitor.organisation.clone(),
            ),
            (_, Some(_)) => (
                "Duty coordinator".to_owned(),
                case.owner.phone.clone(),
                String::new(),
                String::new(),
            ),
            _ if case.entered_by.is_some() => (
                self.dice.pick(&self.world.texts.general.heard_from).clone(),
                String::new(),
                String::new(),
                case.owner.name.clone(),
            ),
            _ => {
                let held = asker.person.and_then(|person| self.world.people.person(person));
                let (name, email) = held.map_or((String::new(), String::new()), |held| {
                    (held.name.clone(), held.email.clone())
                });
                (name, case.owner.phone.clone(), email, String::new())
            }
        };
        let radio = if template.kind == Kind::ArmedEscort {
            "VHF channel 14, call sign Convoy One"
        } else {
            ""
        };
        self.rows.contacts.push(json!({
            "request_id": self.id, "name": name, "phone": phone, "email": email, "radio": radio, "organisation": organisation,
        }));
        let places = &template.places;
        if case.relays.is_none() && !places.from_point.is_empty() {
            let times =
                if moves(template.kind) { "Loading from 06:00, on the road by 07:30" } else { "" };
            self.rows.routes.push(json!({
                "request_id": self.id, "from_place": places.from_point, "to_place": places.to_point, "route": places.route, "times": times,
            }));
        }
        if let Some(partner) = template.local_partner.as_ref().filter(|_| case.relays.is_none()) {
            self.rows.partners.push(
                json!({ "request_id": self.id, "on_behalf_of": partner, "beneficiaries": "" }),
            );
        }
        if self.dice.chance(80) || case.has_code() {
            let until = self.needed.1.saturating_add(jiff::Span::new().days(3));
            let desk = self.screening.id;
            let doer = Doer { side: Side::Asking, ..asker };
            self.consent(desk, &["f1"], &doer, self.received, until);
            if let Some(office) = case.entered_by {
                self.consent(office.id, &["f1", "f2"], &doer, self.received, until);
            }
        }
    }

    pub fn note(&mut self, words: &'a [Words], doer: &Doer, at: Timestamp) {
        let body = self.words(words);
        let (Some(person), Some(actor)) = (doer.person, doer.actor) else { return };
        self.rows.notes.push(json!({ "record_id": self.id, "actor_id": actor, "person_id": person, "body": body, "at": at }));
        self.event("note", doer, at);
    }

    /// A word or two between the parties, and one inside an office.
    pub fn talk(&mut self, until: Timestamp) {
        let general = &self.world.texts.general;
        let language = self.case.template.language.as_str();
        let minutes = until.duration_since(self.received).as_mins();
        if minutes < 600 {
            return;
        }
        let words = if moves(self.case.template.kind) {
            &general.comments_moving
        } else {
            &general.comments_any
        };
        let words = words.get(language).unwrap_or(&general.comments_any["en"]);
        let times = self.dice.range(0, 2);
        for _ in 0..times {
            let at = self.received + SignedDuration::from_mins(self.dice.range(200, minutes));
            let owners = self.dice.chance(65);
            let doer = if owners { self.asker(at) } else { self.answerer(at) };
            let body = self.words(if owners { words } else { &general.comments_desk });
            self.rows.comments.push(json!({
                "request_id": self.id, "actor_id": doer.actor, "role": doer.role, "person_id": doer.person, "body": body, "at": at,
            }));
            self.event("comment", &doer, at);
        }
        if self.cimic.is_some() && self.dice.chance(40) {
            let at = self.received + SignedDuration::from_mins(self.dice.range(300, minutes));
            let doer = self.answerer(at);
            self.note(&general.internal_notes, &doer, at);
        }
    }
}
