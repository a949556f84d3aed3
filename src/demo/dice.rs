//! Chance that falls the same way every time, so that two demonstrations tell the same story.

/// A splitmix64 generator (Steele, Lea and Flood 2014): good enough for stories, never for secrets.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub fn range(&mut self, least: i64, most: i64) -> i64 {
        let span = most.saturating_sub(least).max(0).unsigned_abs() + 1;
        least + i64::try_from(self.roll() % span).unwrap_or(0)
    }

    /// The place of one of so many.
    pub fn place(&mut self, many: usize) -> usize {
        let last = i64::try_from(many).unwrap_or(1) - 1;
        usize::try_from(self.range(0, last)).unwrap_or(0)
    }

    /// One of several; panics when there is none.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.place(among.len())]
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.range(1, 100) <= percent
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_falls_the_same_way_within_its_bounds() {
        let throw = |seed| {
            let mut dice = Dice::new(seed);
            (0..1000).map(|_| dice.range(-3, 9)).collect::<Vec<_>>()
        };
        assert_eq!(throw(7), throw(7));
        assert!(throw(7).iter().all(|n| (-3..=9).contains(n)));
        assert!((-3..=9).all(|n| throw(7).contains(&n)));
    }
}
