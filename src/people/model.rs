//! What a person and a post are.

use crate::access::{Community, Record, Role};
use jiff_sqlx::Timestamp;
use serde::Deserialize;
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

crate::codes! {
    /// Who vouches for a person: the voucher of a community, or an administrator.
    VouchedBy { Military = "military", Humanitarian = "humanitarian", Mission = "mission", Host = "host", Admin = "admin" }
}

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub language: String,
    pub has_second_factor: bool,
    pub suspended_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i32,
    pub community: Option<Community>,
    pub vouched_by: VouchedBy,
}

/// A line of the list of people.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub is_suspended: bool,
    pub posts: Vec<crate::db::HeldPost>,
}

/// A post of a person, present or past.
#[derive(Clone, Debug)]
pub struct Post {
    pub id: Uuid,
    pub person_id: Uuid,
    pub role: Role,
    pub actor: String,
    pub community: Community,
    pub represents: Option<String>,
    pub from_at: Timestamp,
    pub until_at: Option<Timestamp>,
    /// When the six months of a military statement are over.
    pub stated_until: Option<Timestamp>,
    pub is_in_force: bool,
    pub has_ended: bool,
    pub has_lapsed: bool,
    pub vouched_by: VouchedBy,
}

/// What happened to a person, for administrators.
#[derive(Clone, Debug)]
pub struct Happening {
    pub at: Timestamp,
    pub act: String,
    pub who: Option<String>,
    pub role: Role,
}

/// The list of people, as a thing that one may or may not open.
pub struct Directory;

/// Roles that one administrator vouches for and a second one makes.
pub fn is_by_administrators(role: Role) -> bool {
    matches!(role, Role::Approver | Role::Leader | Role::Admin | Role::Auditor)
}

/// The roles that can be held at actors of a community (the schema holds the same rule).
pub fn roles_of(community: Community) -> &'static [Role] {
    match community {
        Community::Military => &[Role::Liaison, Role::Officer, Role::Chief, Role::Leader],
        Community::Humanitarian => &[Role::Partner, Role::Coordinator],
        Community::Mission => &[
            Role::Section,
            Role::QipManager,
            Role::Committee,
            Role::Approver,
            Role::Finance,
            Role::Leader,
        ],
        Community::Host => &[Role::Partner],
        Community::System => &[Role::Admin, Role::Auditor],
        Community::None => &[],
    }
}

/// The state of the list of people, in its address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub q: String,
    pub community: String,
    pub after: Option<Uuid>,
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

impl Record for Person {
    const KIND: &'static str = "person";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/people/{}", self.id)
    }
}

impl Record for Post {
    const KIND: &'static str = "post";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/people/{}", self.person_id)
    }
}

impl Record for Directory {
    const KIND: &'static str = "person";

    fn id(&self) -> Uuid {
        Uuid::nil()
    }

    fn url(&self) -> String {
        "/people".to_owned()
    }
}
