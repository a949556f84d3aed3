//! What a person and a post are.

use crate::access::{Record, Role};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// Somebody who is about to get an account.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub language: String,
}

/// A post that somebody is about to hold.
#[derive(Clone, Debug)]
pub struct NewPost {
    pub id: Uuid,
    pub role: Role,
    pub actor: Uuid,
    /// The actor that a committee seat represents.
    pub represents: Option<Uuid>,
    /// Now, where it is not said.
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// The voucher stated that a military person holds no intelligence, targeting or information-operations function.
    pub is_stated: bool,
}

impl NewPerson {
    pub fn new(name: &str, email: &str, language: &str) -> NewPerson {
        NewPerson {
            id: Uuid::now_v7(),
            name: name.to_owned(),
            email: email.to_owned(),
            language: language.to_owned(),
        }
    }
}

impl NewPost {
    /// A post from now on, without an end.
    pub fn new(role: Role, actor: Uuid) -> NewPost {
        let id = Uuid::now_v7();
        NewPost { id, role, actor, represents: None, from: None, until: None, is_stated: true }
    }
}

impl Record for NewPerson {
    const KIND: &'static str = "person";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/people/{}", self.id)
    }
}
