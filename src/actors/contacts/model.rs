//! What a contact is, and what consent shows of it.

use crate::{
    access::{Community, Record},
    actors::model::{Actor, Status},
};
use jiff::civil::Date;
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// The fields that consent opens one by one (F1).
    Field { Name = "name", Phone = "phone", Radio = "radio", Email = "email" }
}

/// How an actor is reached for something. The details are empty where the reader may not read them.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: Uuid,
    pub actor_id: Uuid,
    pub actor_community: Community,
    pub actor_status: Status,
    pub actor_entered_by: Option<Uuid>,
    pub function: String,
    pub area_id: Option<Uuid>,
    pub area: Option<String>,
    pub languages: Vec<String>,
    pub hours: String,
    pub is_duty: bool,
    pub is_proxy: bool,
    pub ends_on: Option<jiff_sqlx::Date>,
    /// The end of tour has passed: a successor is wanted.
    pub is_over: bool,
    /// The house erased who it was.
    pub erased_at: Option<Timestamp>,
    pub version: i32,
    pub details: Details,
}

/// F1: who it is and how to reach them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    pub name: String,
    pub phone: String,
    pub radio: String,
    pub email: String,
}

impl Details {
    pub fn is_empty(&self) -> bool {
        *self == Details::default()
    }

    /// The fields that hold something.
    pub fn held(&self) -> Vec<Field> {
        let held = |field: &Field| !self.get(field).is_empty();
        Field::ALL.iter().copied().filter(held).collect()
    }

    pub fn get(&self, field: &Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Phone => &self.phone,
            Field::Radio => &self.radio,
            Field::Email => &self.email,
        }
    }
}

impl Contact {
    pub fn url(&self) -> String {
        format!("/contacts/{}", self.id)
    }
}

impl Record for Contact {
    const KIND: &'static str = "contact";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        Contact::url(self)
    }
}

/// What a form says about a contact.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub function: String,
    pub area: Option<Uuid>,
    pub languages: Vec<String>,
    pub hours: String,
    pub is_duty: bool,
    pub is_proxy: bool,
    pub ends_on: Option<Date>,
    pub details: Details,
}

/// A contact that is about to be.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub actor: Actor,
}

impl Record for Slot {
    const KIND: &'static str = "contact";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/actors/{}", self.actor.id)
    }
}

/// A consent as it is given: these fields to these actors, for a purpose, until a day.
#[derive(Clone, Debug, Default)]
pub struct Giving {
    pub recipients: Vec<Uuid>,
    pub fields: Vec<Field>,
    pub purpose: String,
    pub until: Option<Date>,
    /// Who said it and how, where it is recorded for somebody else.
    pub heard: String,
}

/// A consent as it stands.
#[derive(Clone, Debug)]
pub struct Consent {
    pub id: Uuid,
    pub recipient_id: Uuid,
    pub fields: Vec<String>,
    pub purpose: String,
    pub heard: String,
    pub given_actor: Option<Uuid>,
    pub given_at: Timestamp,
    pub until_at: Timestamp,
    pub withdrawn_at: Option<Timestamp>,
    pub is_in_force: bool,
}

/// Who opened a contact, and when.
#[derive(Clone, Debug)]
pub struct Opened {
    pub actor_id: Uuid,
    pub role: String,
    pub at: Timestamp,
    pub what: String,
}
