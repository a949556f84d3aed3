//! How far two communities go together. Scale and fields: de Coning and Friis, Coherence and Coordination (2011).

use crate::access::{Community, Record};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

crate::codes! {
    /// From working against each other to being one; in this order.
    Degree {
        Compete = "compete", Coexist = "coexist", Coordinate = "coordinate", Cooperate = "cooperate", Integrate = "integrate", Unite = "unite",
    }
}

crate::codes! {
    /// Between whom coherence is looked for.
    Field {
        WithinAgency = "within_agency", WholeOfGovernment = "whole_of_government", International = "international", ExternalInternal = "external_internal",
    }
}

/// The communities that the matrix is about.
pub const SIDES: [Community; 4] =
    [Community::Humanitarian, Community::Military, Community::Mission, Community::Host];

/// What one side said about working with another.
#[derive(Clone, Debug)]
pub struct Saying {
    pub community: Community,
    pub other: Community,
    pub dimension: Field,
    pub degree: Degree,
    pub said_by_id: Uuid,
    pub said_at: Timestamp,
}

/// A saying that is about to be.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    pub id: Uuid,
    pub community: Community,
    pub other: Community,
    pub dimension: Field,
    pub degree: Degree,
}

impl Record for Draft {
    const KIND: &'static str = "coherence";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/actors/coherence".to_owned()
    }
}

/// What two sides say of one field. They go as far as the one that goes less far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub one: Option<Degree>,
    pub other: Option<Degree>,
}

impl Cell {
    /// How far both go: the lesser of the two; None while a side has not spoken.
    pub fn both(&self) -> Option<Degree> {
        Some(self.one?.min(self.other?))
    }

    pub fn differ(&self) -> bool {
        matches!((self.one, self.other), (Some(one), Some(other)) if one != other)
    }
}

/// A row of the matrix: a pair of communities, and a cell for each field.
#[derive(Clone, Debug)]
pub struct Row {
    pub one: Community,
    pub other: Community,
    pub cells: Vec<Cell>,
}

/// The matrix of what was said last.
pub fn matrix(newest: &[Saying]) -> Vec<Row> {
    let said = |community: Community, other: Community, dimension: Field| {
        let of = |saying: &&Saying| {
            (saying.community, saying.other, saying.dimension) == (community, other, dimension)
        };
        newest.iter().find(of).map(|saying| saying.degree)
    };
    let row = |one: Community, other: Community| Row {
        one,
        other,
        cells: Field::ALL
            .iter()
            .map(|field| Cell { one: said(one, other, *field), other: said(other, one, *field) })
            .collect(),
    };
    let pairs = SIDES
        .iter()
        .enumerate()
        .flat_map(|(place, one)| SIDES[place + 1..].iter().map(move |other| row(*one, *other)));
    pairs.collect()
}
