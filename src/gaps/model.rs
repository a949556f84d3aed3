//! What stands in one cell of the matrix, and what a sheet of needs says.

use crate::access::Record;
use std::collections::HashMap;
use uuid::Uuid;

/// What the viewer sees in one district of one cluster this month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    pub actors: i64,
    /// Of these, those whose entry nobody confirmed lately.
    pub stale: i64,
    pub people: i64,
}

/// People in need, as somebody knows it.
#[derive(Clone, Debug)]
pub struct Need {
    pub area_id: Uuid,
    pub cluster: String,
    pub people: i32,
    pub source: String,
    pub as_of: jiff_sqlx::Date,
    pub version: i32,
}

/// One cell: presence, and need where it is known.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub presence: Presence,
    /// People in need, where somebody knows.
    pub need: Option<i64>,
}

impl Cell {
    /// Need is known and nobody whom the viewer may see is there.
    pub fn is_gap(&self) -> bool {
        self.need.is_some_and(|need| need > 0) && self.presence.actors == 0
    }

    /// Need, with somebody there: the picture beside the number shows how much of it is meant to be reached.
    pub fn measured(&self) -> Option<(i64, i64)> {
        let need = self.need.filter(|need| *need > 0)?;
        (self.presence.actors > 0).then_some((self.presence.people.min(need), need))
    }

    pub fn is_empty(&self) -> bool {
        self.presence.actors == 0 && self.need.is_none()
    }
}

/// The cells by district and cluster.
pub type Cells = HashMap<(Uuid, String), Cell>;

/// The needs of one district: a sheet that is filled in at once.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub area_id: Uuid,
    pub code: String,
    pub needs: Vec<Need>,
}

impl Sheet {
    /// What the sheet says now, in short: a form made for another state is told so.
    pub fn version(&self) -> String {
        let mut parts: Vec<String> =
            self.needs.iter().map(|need| format!("{}:{}", need.cluster, need.version)).collect();
        parts.sort();
        if parts.is_empty() { "none".to_owned() } else { parts.join(",") }
    }
}

impl Record for Sheet {
    const KIND: &'static str = "needs";

    fn id(&self) -> Uuid {
        self.area_id
    }

    fn url(&self) -> String {
        format!("/gaps/{}/needs", self.code)
    }
}

/// What a form says: people by cluster, and where the figures come from.
#[derive(Clone, Debug)]
pub struct Draft {
    pub people: Vec<(&'static str, Option<i32>)>,
    pub source: String,
    pub as_of: jiff::civil::Date,
}

/// One row of a plan that is pasted in.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which row it is, counted from 1.
    pub number: usize,
    /// The code of the district, as typed.
    pub code: String,
    pub cluster: &'static str,
    pub people: i32,
}
