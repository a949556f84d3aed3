//! What people type to come in, to vouch and to refuse.

use super::model::{Draft, Seat};
use crate::{
    access::{Community, Role},
    i18n::Lang,
    people::forms::future_day,
    web::{error::Result, forms::Reader},
};
use jiff::tz::TimeZone;
use serde::Deserialize;
use uuid::Uuid;

/// The communities that somebody can apply to.
pub const OPEN: [Community; 4] =
    [Community::Humanitarian, Community::Host, Community::Mission, Community::Military];

/// An address as people have it: something, an @, something with a dot.
fn email(read: &mut Reader, raw: &str) -> String {
    let email = read.text("email", raw, 1..=200);
    let fits = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    let is_plain = !email.chars().any(char::is_whitespace) && email.matches('@').count() == 1;
    read.require(fits && is_plain || email.is_empty(), "email", "frame-field-email");
    email
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JoinForm {
    pub name: String,
    pub email: String,
    pub organisation: String,
    pub community: String,
    pub reason: String,
}

impl JoinForm {
    pub fn parse(&self, lang: Lang) -> Result<Draft> {
        let mut read = Reader::default();
        let draft = Draft {
            name: read.text("name", &self.name, 1..=120),
            email: email(&mut read, &self.email),
            language: lang.as_str().to_owned(),
            organisation: read.text("organisation", &self.organisation, 1..=200),
            community: read.choice("community", &self.community, &OPEN, Community::as_str),
            reason: read.text("reason", &self.reason, 1..=1000),
        };
        read.finish(draft)
    }
}

/// The post that is vouched for; also part of an invitation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VouchForm {
    pub actor: String,
    pub role: String,
    pub represents: String,
    pub until: String,
    pub stated: String,
}

impl VouchForm {
    /// `roles` are those that the voucher may give.
    pub fn parse(&self, roles: &[Role], military: bool, zone: &TimeZone) -> Result<Seat> {
        let mut read = Reader::default();
        let seat = self.read(&mut read, roles, military, zone);
        read.finish(seat)
    }

    fn read(&self, read: &mut Reader, roles: &[Role], military: bool, zone: &TimeZone) -> Seat {
        let actor = read.id("actor", &self.actor);
        read.require(actor.is_some(), "actor", "frame-field-choose");
        let role = if roles.is_empty() {
            read.fail("role", "frame-field-choose");
            Role::Visitor
        } else {
            read.choice("role", &self.role, roles, Role::as_str)
        };
        let represents = read.id("represents", &self.represents);
        let is_seat = role == Role::Committee;
        read.require(!is_seat || represents.is_some(), "represents", "people-represents-needed");
        let until = future_day(read, "until", &self.until, zone);
        let is_stated = self.stated == "yes";
        read.require(!military || is_stated, "stated", "people-statement-needed");
        Seat {
            actor: actor.unwrap_or(Uuid::nil()),
            role,
            represents: represents.filter(|_| is_seat),
            until,
            is_stated: is_stated && military,
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InviteForm {
    pub name: String,
    pub email: String,
    pub language: String,
    pub actor: String,
    pub role: String,
    pub represents: String,
    pub until: String,
    pub stated: String,
}

impl InviteForm {
    /// Who is asked in, and to which post; `community` is that of the actor that was chosen.
    pub fn parse(
        &self,
        community: Community,
        actor: &str,
        roles: &[Role],
        zone: &TimeZone,
    ) -> Result<(Draft, Seat)> {
        let mut read = Reader::default();
        let draft = Draft {
            name: read.text("name", &self.name, 1..=120),
            email: email(&mut read, &self.email),
            language: read.choice("language", &self.language, Lang::ALL, Lang::as_str).to_string(),
            organisation: actor.to_owned(),
            community,
            reason: String::new(),
        };
        let form = VouchForm {
            actor: self.actor.clone(),
            role: self.role.clone(),
            represents: self.represents.clone(),
            until: self.until.clone(),
            stated: self.stated.clone(),
        };
        let seat = form.read(&mut read, roles, community == Community::Military, zone);
        read.finish((draft, seat))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RefusalForm {
    pub why: String,
}

impl RefusalForm {
    pub fn parse(&self) -> Result<String> {
        let mut read = Reader::default();
        let why = read.text("why", &self.why, 1..=1000);
        read.finish(why)
    }
}

/// For whom an invitation is begun.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ForWhom {
    pub person: Option<Uuid>,
}
