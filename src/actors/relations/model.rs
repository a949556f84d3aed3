//! What a relation between two actors is. Part of is no relation: it is the parent.

use crate::access::{Community, Record};
use jiff::civil::Date;
use uuid::Uuid;

crate::codes! {
    /// How one actor stands to another, read from the first to the second.
    RelationKind {
        Funds = "funds", ImplementsFor = "implements_for", MemberOf = "member_of", Coordinates = "coordinates",
        Hosts = "hosts", Supplies = "supplies", Formerly = "formerly",
    }
}

/// A relation that stands or stood.
#[derive(Clone, Debug)]
pub struct Relation {
    pub id: Uuid,
    pub from_id: Uuid,
    pub from_community: Community,
    pub kind: RelationKind,
    pub to_id: Uuid,
    pub since: Option<jiff_sqlx::Date>,
    pub until: Option<jiff_sqlx::Date>,
    pub is_over: bool,
}

impl Relation {
    /// The end that is not this actor.
    pub fn other(&self, actor: &Uuid) -> Uuid {
        if self.from_id == *actor { self.to_id } else { self.from_id }
    }

    /// The key of how the relation reads on the page of this actor: "funds", or "is funded by".
    pub fn reads(&self, actor: &Uuid) -> String {
        let way = if self.from_id == *actor { "" } else { "-back" };
        format!("relations-{}{way}", self.kind)
    }
}

impl Record for Relation {
    const KIND: &'static str = "relation";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/actors/{}/relations", self.from_id)
    }
}

/// What a form says about a relation of an actor to another.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: RelationKind,
    pub since: Option<Date>,
}

/// A relation that is about to be.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub from: crate::actors::model::Actor,
}

impl Record for Slot {
    const KIND: &'static str = "relation";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/actors/{}/relations", self.from.id)
    }
}

/// An actor of a picture: who it is, how many steps it stands away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub id: Uuid,
    pub name: String,
    pub acronym: String,
    pub community: Community,
    pub hop: u8,
}

/// A line of a picture; `kind` is a relation's, or `part_of`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    pub from: Uuid,
    pub kind: String,
    pub to: Uuid,
}

/// What stands around one actor.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The actor itself first.
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// More stands around it than a picture holds.
    pub is_cut: bool,
}
