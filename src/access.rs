//! Who is asking, what they may see, and what they may do.
//!
//! Every rule is a plain function in a feature's `policy.rs`. This file carries the question (a [`Viewer`]),
//! the answer (a [`Verdict`]) and its proof (a [`Permit`]), the sole way a store function gets hold of the
//! record it writes to. The rules come from `docs/security.md`.

use crate::{
    db::Tx,
    web::error::{Error, Result},
};
use std::marker::PhantomData;
use uuid::Uuid;

/// Declares an enum whose values are stored as text: the codes, parsing, and the way to Postgres and back.
#[macro_export]
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, serde::Serialize, serde::Deserialize)]
        #[sqlx(type_name = "text")]
        pub enum $name { $(#[sqlx(rename = $code)] #[serde(rename = $code)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code that stands in the database, in addresses and in forms.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// The value with this code, if there is one.
            pub fn parse(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.as_str() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

codes! {
    /// What a person does at an actor. `Visitor` has no account; `House` is the house's own clock and builder.
    Role {
        Partner = "partner", Coordinator = "coordinator", Liaison = "liaison", Officer = "officer", Chief = "chief",
        Section = "section", QipManager = "qip_manager", Committee = "committee", Approver = "approver", Finance = "finance",
        Leader = "leader", Admin = "admin", Auditor = "auditor", Visitor = "visitor", House = "house",
    }
}

codes! {
    /// The world an actor belongs to; sight never climbs from one to another.
    Community {
        Military = "military", Humanitarian = "humanitarian", Mission = "mission", Host = "host", System = "system", None = "none",
    }
}

codes! {
    /// Whom a record admits beyond its owner and parties.
    Audience {
        Public = "public", Partners = "partners", Humanitarian = "humanitarian", Mission = "mission",
        Military = "military", Parties = "parties", Owner = "owner",
    }
}

/// The reserved actor that owns what people without an account ask for.
pub const VISITORS: Uuid = Uuid::from_u128(0xb001);

impl Role {
    /// Roles that a person can hold in a post.
    pub fn held() -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(|role| !matches!(role, Role::Visitor | Role::House))
    }

    /// Rules 2 and 3 of sight (owner and party, own actor or below) count for these roles.
    pub fn counts_actors(self) -> bool {
        matches!(
            self,
            Role::Partner
                | Role::Coordinator
                | Role::Liaison
                | Role::Officer
                | Role::Chief
                | Role::Section
                | Role::QipManager
        )
    }
}

impl Role {
    /// Leaders look at dashboards: no records, no search, no export.
    pub fn searches(self) -> bool {
        Role::held().any(|held| held == self) && self != Role::Leader
    }
}

impl Community {
    /// Whether an actor sees what belongs to the actors below it.
    pub fn climbs(self) -> bool {
        matches!(self, Community::Military | Community::Mission | Community::Humanitarian)
    }
}

impl Audience {
    /// The id that stands for this audience in sight indexes (SQL: `audience_grantee`).
    pub fn grantee(self) -> Option<Uuid> {
        Some(Uuid::from_u128(match self {
            Audience::Public => 0xa001,
            Audience::Partners => 0xa002,
            Audience::Humanitarian => 0xa003,
            Audience::Mission => 0xa004,
            Audience::Military => 0xa005,
            Audience::Parties | Audience::Owner => return None,
        }))
    }
}

/// Whoever a transaction belongs to: a person in a post, a visitor, or the house itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Viewer {
    pub person: Option<Uuid>,
    pub post: Option<Uuid>,
    /// Nil for a visitor and for the house: they act for no actor.
    pub actor: Uuid,
    pub role: Role,
    pub community: Community,
    pub name: String,
    pub actor_name: String,
    /// The actor and those below it, as far as sight climbs.
    pub below: Vec<Uuid>,
    /// The one request that a visitor opened with its code.
    pub request: Option<Uuid>,
}

/// What decides who sees a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    pub owner: Uuid,
    pub audience: Audience,
    pub parties: Vec<Uuid>,
    /// The record's own id, where a code opens it.
    pub by_code: Option<Uuid>,
}

impl Viewer {
    /// Somebody without an account, who may have opened one request with its code.
    pub fn visitor(request: Option<Uuid>) -> Viewer {
        Viewer {
            person: None,
            post: None,
            actor: Uuid::nil(),
            role: Role::Visitor,
            community: Community::None,
            name: String::new(),
            actor_name: String::new(),
            below: Vec::new(),
            request,
        }
    }

    /// The house itself: its clock, its importer, its builder. Sees all, acts by named functions only.
    pub fn house() -> Viewer {
        Viewer { role: Role::House, community: Community::System, ..Viewer::visitor(None) }
    }

    /// A person in a post. `below` comes from `actors_below`; roles that count no actors get none.
    pub fn in_post(
        person: Uuid,
        post: Uuid,
        role: Role,
        actor: Uuid,
        community: Community,
        below: Vec<Uuid>,
    ) -> Viewer {
        let below = if role.counts_actors() { below } else { Vec::new() };
        Viewer {
            person: Some(person),
            post: Some(post),
            actor,
            role,
            community,
            below,
            ..Viewer::visitor(None)
        }
    }

    pub fn is_signed_in(&self) -> bool {
        self.person.is_some()
    }

    /// Rule 1 of sight: whether this audience admits the viewer.
    pub fn admitted_to(&self, audience: Audience) -> bool {
        let full = self.role.counts_actors();
        match audience {
            Audience::Public => true,
            Audience::Partners => {
                full || matches!(self.role, Role::Committee | Role::Approver | Role::Finance)
            }
            Audience::Humanitarian => full && self.community == Community::Humanitarian,
            Audience::Mission => {
                full && matches!(self.community, Community::Military | Community::Mission)
            }
            Audience::Military => full && self.community == Community::Military,
            Audience::Parties | Audience::Owner => false,
        }
    }

    /// Whether this is the viewer's own actor, exactly.
    pub fn acts_for(&self, actor: Uuid) -> bool {
        !actor.is_nil() && self.actor == actor
    }

    /// Whether this is the viewer's own actor or one below it (rules 2 and 3 of sight).
    pub fn covers(&self, actor: Uuid) -> bool {
        self.below.contains(&actor)
    }

    /// The one rule of sight, for every kind of record (`docs/security.md`, Who sees what).
    pub fn sees(&self, sight: &Sight) -> bool {
        if self.role == Role::House {
            return true;
        }
        let by_code = sight.by_code.is_some() && self.request == sight.by_code;
        if sight.audience == Audience::Owner {
            return by_code || (self.role.counts_actors() && self.acts_for(sight.owner));
        }
        by_code
            || self.admitted_to(sight.audience)
            || self.covers(sight.owner)
            || sight.parties.iter().any(|party| self.covers(*party))
    }

    /// The audiences, the actor with those below it, and the record opened by code: what gives sight of a record that
    /// names actors itself, as row level security reads it.
    pub fn grantees(&self) -> Vec<Uuid> {
        self.audiences().chain(self.below.iter().copied()).chain(self.request).collect()
    }

    /// The same for sight indexes, in which the actors above an owner or party stand themselves: few ids, whatever the tree.
    pub fn sights(&self) -> Vec<Uuid> {
        let own = self.role.counts_actors().then_some(self.actor);
        self.audiences().chain(own).chain(self.request).collect()
    }

    fn audiences(&self) -> impl Iterator<Item = Uuid> {
        let admitted = Audience::ALL.iter().filter(|audience| self.admitted_to(**audience));
        admitted.filter_map(|audience| audience.grantee())
    }

    /// For showing or hiding a link or button.
    pub fn may<A: Action>(&self, _: A, record: &A::Record) -> bool {
        A::verdict(self, record) == Verdict::Allow
    }

    /// Like [`Viewer::may`], for showing why not.
    pub fn verdict<A: Action>(&self, _: A, record: &A::Record) -> Verdict {
        A::verdict(self, record)
    }
}

/// What a policy function answers. The texts are keys of the catalogues.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Allow,
    /// The viewer may not know the record exists: answer 404.
    Hide,
    /// The viewer can see the record but not do this: answer 403 with the reason.
    Deny(&'static str),
    /// The right person, but the record has moved on: answer 409 with what happened meanwhile.
    Late(&'static str),
}

/// A row that permits can name.
pub trait Record {
    const KIND: &'static str;
    fn id(&self) -> Uuid;
    /// Where a conflict page sends people to see what happened meanwhile.
    fn url(&self) -> String;
    /// The name of the act, for records that carry it; else the action's own name is written.
    fn act(&self) -> Option<&'static str> {
        None
    }
}

/// One thing a viewer can do to one kind of record. Implemented by the macro `actions!` only.
pub trait Action {
    type Record: Record;
    const NAME: &'static str;
    fn verdict(viewer: &Viewer, record: &Self::Record) -> Verdict;
}

/// Proof that a policy allowed `A` on one record. Only [`Tx::permit`] makes one, and a store
/// function that changes data asks for one.
#[must_use = "a permit does nothing until a store function spends it"]
pub struct Permit<'r, A: Action> {
    record: &'r A::Record,
    action: PhantomData<A>,
}

/// On [`Tx`], so that the person who is checked is the person who acts.
impl Tx {
    /// Asks the policy; errors are [`Error::NotFound`], [`Error::Forbidden`] or [`Error::Conflict`].
    pub fn permit<'r, A: Action>(&self, _: A, record: &'r A::Record) -> Result<Permit<'r, A>> {
        match A::verdict(self.viewer(), record) {
            Verdict::Allow => Ok(Permit { record, action: PhantomData }),
            Verdict::Hide => Err(Error::NotFound),
            Verdict::Deny(reason) => Err(Error::Forbidden(reason)),
            Verdict::Late(reason) => Err(Error::Conflict { reason, url: record.url() }),
        }
    }

    /// For pages that only read: the same answer, with nothing to spend.
    pub fn check<A: Action>(&self, action: A, record: &A::Record) -> Result<()> {
        self.permit(action, record).map(|_| ())
    }
}

impl<'r, A: Action> Permit<'r, A> {
    /// Uses the permit up: writes the one audit event of this act and hands over the record that was checked.
    pub async fn spend(self, tx: &mut Tx) -> Result<&'r A::Record> {
        let act = self.record.act().unwrap_or(A::NAME);
        tx.event(act, <A::Record as Record>::KIND, self.record.id()).await?;
        Ok(self.record)
    }
}

/// Declares the actions of one feature and the policy function that answers for each.
#[macro_export]
macro_rules! actions {
    ($($action:ident($record:ty) => $rule:ident),+ $(,)?) => {$(
        #[derive(Clone, Copy)]
        pub struct $action;

        impl $crate::access::Action for $action {
            type Record = $record;
            const NAME: &'static str = stringify!($rule);

            fn verdict(viewer: &$crate::access::Viewer, record: &$record) -> $crate::access::Verdict {
                $rule(viewer, record)
            }
        }
    )+};
}
