//! The figures of a budget year.

use rust_decimal::Decimal;

/// One sum: of the whole year, or of one value of a dimension.
#[derive(Clone, Debug)]
pub struct Sum {
    pub kind: String,
    pub dimension: String,
    pub value: String,
    pub n: i32,
    pub approved_usd: Decimal,
    pub released_usd: Decimal,
    pub accounted_usd: Decimal,
    pub recovered_usd: Decimal,
    pub people: i64,
    pub women: i64,
}

/// How long projects stayed in a state, on average in seconds.
#[derive(Clone, Debug)]
pub struct Stay {
    pub state: String,
    pub n: i32,
    pub seconds: i64,
}

/// What is late, and how many finished projects of the year have a complete file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub overdue: i64,
    pub unvisited: i64,
    pub finished: i64,
    pub complete: i64,
}

impl Facts {
    /// Percent of the finished projects of whose file nothing is missing; none are all.
    pub fn completeness(&self) -> i64 {
        if self.finished == 0 { 100 } else { self.complete * 100 / self.finished }
    }
}

/// A project that somebody should look at, and why.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "reasons that stand beside each other")]
pub struct Watched {
    pub reference: String,
    pub title: String,
    pub is_overdue: bool,
    pub is_unvisited: bool,
    pub is_ahead: bool,
    pub is_unaccounted: bool,
}

impl Watched {
    pub fn url(&self) -> String {
        crate::qips::model::url(&self.reference)
    }

    /// The reasons, as keys of the catalogue.
    pub fn why(&self) -> Vec<&'static str> {
        let all = [
            (self.is_overdue, "qips-watch-overdue"),
            (self.is_unvisited, "qips-watch-visit"),
            (self.is_ahead, "qips-watch-ahead"),
            (self.is_unaccounted, "qips-watch-unaccounted"),
        ];
        all.into_iter().filter(|(is, _)| *is).map(|(_, key)| key).collect()
    }
}

/// The budget of the year: what there is, what is promised, what went out and came back.
#[derive(Clone, Debug, Default)]
pub struct Budget {
    pub allocated: Decimal,
    pub committed: Decimal,
    pub released: Decimal,
    pub accounted: Decimal,
    pub recovered: Decimal,
    pub people: i64,
    pub women: i64,
    pub n: i32,
}

impl Budget {
    /// What can still be promised: the allocation without what was, and with what came back.
    pub fn balance(&self) -> Decimal {
        self.allocated - self.committed + self.recovered
    }

    /// Percent of the people reached who are women and girls.
    pub fn women_share(&self) -> i64 {
        if self.people == 0 { 0 } else { self.women * 100 / self.people }
    }
}
