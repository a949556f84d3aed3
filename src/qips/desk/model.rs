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
