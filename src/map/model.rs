//! What the map counts, and how numbers become shades.

use std::collections::HashMap;
use uuid::Uuid;

/// Requests are counted up to here in each district: more is "50+".
pub const REQUEST_CAP: i64 = 50;
/// Shades above none. Each has a tint, and a pattern that needs no colour.
pub const SHADES: usize = 4;

crate::codes! {
    /// What a district is shaded by.
    Measure { Actors = "actors", Activities = "activities", People = "people", Requests = "requests", Stale = "stale" }
}

/// What the viewer sees of one district, or of one region with its districts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Actors that say they are there, or do something there in the month.
    pub actors: i64,
    /// Of these, those whose entry nobody confirmed for longer than the policy allows.
    pub stale: i64,
    /// Activities of the month, planned ones included.
    pub activities: i64,
    /// People whom they target.
    pub people: i64,
    /// Requests that wait for somebody, up to one more than [`REQUEST_CAP`].
    pub requests: i64,
}

impl Numbers {
    pub fn of(&self, measure: Measure) -> i64 {
        match measure {
            Measure::Actors => self.actors,
            Measure::Activities => self.activities,
            Measure::People => self.people,
            Measure::Requests => self.requests,
            Measure::Stale => self.stale,
        }
    }

    /// As it is written: `12`, `50+`.
    pub fn text(&self, measure: Measure) -> String {
        let number = self.of(measure);
        if measure == Measure::Requests && number > REQUEST_CAP {
            return format!("{REQUEST_CAP}+");
        }
        number.to_string()
    }
}

/// The numbers by area: of districts, and of regions.
pub type Counted = HashMap<Uuid, Numbers>;

/// Where each shade begins: the first begins above nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scale(Vec<i64>);

impl Scale {
    /// About as many districts in each shade; fewer shades where there are few different numbers.
    pub fn of(numbers: impl Iterator<Item = i64>) -> Scale {
        let mut numbers: Vec<i64> = numbers.filter(|number| *number > 0).collect();
        numbers.sort_unstable();
        let mut starts: Vec<i64> = (0..SHADES)
            .filter_map(|shade| numbers.get(shade * numbers.len() / SHADES).copied())
            .collect();
        starts.dedup();
        Scale(starts)
    }

    /// 0 for nothing, then from 1 on.
    pub fn shade(&self, number: i64) -> usize {
        if number <= 0 {
            return 0;
        }
        self.0.iter().filter(|start| **start <= number).count().max(1)
    }

    /// Each shade with its first number and, but for the last, its last one.
    pub fn steps(&self) -> Vec<(usize, i64, Option<i64>)> {
        let next = |at: usize| self.0.get(at + 1).map(|start| start - 1);
        self.0.iter().enumerate().map(|(at, start)| (at + 1, *start, next(at))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shades_hold_about_as_many_districts_each() {
        let scale = Scale::of([0, 1, 2, 3, 4, 5, 6, 7, 8].into_iter());
        assert_eq!(
            scale.steps(),
            [(1, 1, Some(2)), (2, 3, Some(4)), (3, 5, Some(6)), (4, 7, None)]
        );
        assert_eq!([0, 1, 4, 99].map(|number| scale.shade(number)), [0, 1, 2, 4]);
        assert_eq!(Scale::of([5, 5, 5].into_iter()).steps(), [(1, 5, None)]);
        assert_eq!(Scale::of([0, 0].into_iter()).steps(), []);
    }

    proptest! {
        #[test]
        fn more_is_never_lighter(numbers in proptest::collection::vec(0..1000_i64, 0..60), a in 0..1000_i64, b in 0..1000_i64) {
            let scale = Scale::of(numbers.into_iter());
            let (few, many) = (a.min(b), a.max(b));
            prop_assert!(scale.shade(few) <= scale.shade(many));
            prop_assert!(scale.shade(many) <= SHADES);
        }
    }
}
