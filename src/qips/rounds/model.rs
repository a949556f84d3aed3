//! A round, what is on its table, a ballot, and what the votes say together.

use crate::{
    access::Record,
    qips::model::{CRITERIA, Project},
};
use jiff_sqlx::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

crate::codes! {
    RoundState { Planned = "planned", Open = "open", Closed = "closed" }
}
crate::codes! {
    /// The local committee first where there is one, then the mission's.
    Level { Local = "local", Mission = "mission" }
}
crate::codes! {
    Choice { For = "for", Against = "against", Defer = "defer" }
}

#[derive(Clone, Debug)]
pub struct Round {
    pub id: Uuid,
    pub committee_id: Uuid,
    pub title: String,
    pub level: Level,
    pub meets_on: Date,
    pub agenda: String,
    pub quorum: i16,
    pub state: RoundState,
}

impl Record for Round {
    const KIND: &'static str = "qip_round";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/qips/rounds/{}", self.id)
    }
}

/// The place of a new round.
#[derive(Clone, Copy, Debug)]
pub struct RoundSlot {
    pub id: Uuid,
}

impl Record for RoundSlot {
    const KIND: &'static str = Round::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/qips/rounds/{}", self.id)
    }
}

/// What a form says about a round.
#[derive(Clone, Debug)]
pub struct RoundDraft {
    pub committee: Uuid,
    pub title: String,
    pub level: Level,
    pub meets_on: Date,
    pub agenda: String,
    pub quorum: i16,
}

/// One project on the table.
#[derive(Clone, Debug)]
pub struct Item {
    pub project_id: Uuid,
    pub reference: String,
    pub title: String,
    pub outcome: Option<String>,
    pub reasons: String,
}

/// One seat before one project, as the secretary knows it.
#[derive(Clone, Debug)]
pub struct Seat {
    pub project_id: Uuid,
    pub represents_id: Uuid,
    pub is_recused: bool,
    pub has_voted: bool,
}

/// One vote.
#[derive(Clone, Debug)]
pub struct Vote {
    pub project_id: Uuid,
    pub represents_id: Option<Uuid>,
    pub scores: Vec<i16>,
    pub choice: Choice,
    pub reasons: String,
}

/// The paper before one seat.
#[derive(Clone, Debug)]
pub struct Ballot {
    pub round: Round,
    pub project: Project,
    pub is_recused: bool,
    pub is_on_table: bool,
}

impl Record for Ballot {
    const KIND: &'static str = Project::KIND;

    fn id(&self) -> Uuid {
        self.project.id
    }

    fn url(&self) -> String {
        self.round.url()
    }
}

/// What the votes on one project say: how many for what, and the spread of each criterion.
#[derive(Clone, Debug)]
pub struct Tally {
    pub voices: usize,
    pub fors: usize,
    pub againsts: usize,
    pub defers: usize,
    pub has_quorum: bool,
    pub carries: bool,
    /// Criterion, lowest, highest, mean to one decimal.
    pub spread: Vec<(&'static str, i16, i16, Decimal)>,
    /// Weighted mean of all scores, 0 to 3, to two decimals.
    pub score: Decimal,
}

impl Tally {
    /// Counts the votes of one project; the weights are those of its policy.
    pub fn of(votes: &[&Vote], quorum: i16, weights: &[i32; 10]) -> Tally {
        let count = |choice| votes.iter().filter(|vote| vote.choice == choice).count();
        let (fors, againsts, defers) =
            (count(Choice::For), count(Choice::Against), count(Choice::Defer));
        let voices = Decimal::from(votes.len().max(1));
        let mut spread = Vec::new();
        let (mut total, mut weight) = (Decimal::ZERO, Decimal::ZERO);
        for (place, criterion) in CRITERIA.iter().enumerate() {
            let scores = votes.iter().filter_map(|vote| vote.scores.get(place).copied());
            let sum: i64 = scores.clone().map(i64::from).sum();
            let mean = Decimal::from(sum) / voices;
            total += mean * Decimal::from(weights[place]);
            weight += Decimal::from(weights[place]);
            let (low, high) = (scores.clone().min(), scores.max());
            spread.push((
                *criterion,
                low.unwrap_or_default(),
                high.unwrap_or_default(),
                mean.round_dp(1),
            ));
        }
        let has_quorum = votes.len() >= usize::try_from(quorum).unwrap_or_default();
        let score = if weight.is_zero() { Decimal::ZERO } else { (total / weight).round_dp(2) };
        let carries = has_quorum && fors * 2 > votes.len();
        Tally { voices: votes.len(), fors, againsts, defers, has_quorum, carries, spread, score }
    }
}
