//! What may be told of small numbers (`docs/decisions/0066-published-once.md`).
//!
//! A population of records is cut by sector, and by one or several series at once. A number under [`SMALL`] records or
//! [`FEW_ACTORS`] actors, nothing included, is not told; nor is any other from which it would follow. Whoever subtracts
//! what is told from what is told can still not say of a small number whether it is nothing or four: the tests look for
//! such a reader. All numbers that are told count as known exactly here; that they are rounded besides is extra.

/// Fewer records than this are "few".
pub const SMALL: i64 = 5;
/// Records of fewer actors than this are "few", however many they are.
pub const FEW_ACTORS: i64 = 3;

/// How many records, of how many different actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub n: i64,
    pub actors: i64,
}

impl Count {
    pub fn is_small(self) -> bool {
        self.n < SMALL || self.actors < FEW_ACTORS
    }

    /// At least this, of several that may share actors.
    fn together(counts: impl Iterator<Item = Count>) -> Count {
        counts.fold(Count::default(), |all, one| Count {
            n: all.n + one.n,
            actors: all.actors.max(one.actors),
        })
    }
}

/// One series of a population: a row for each value, a cell for each sector. Every record is in one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    pub totals: Vec<Count>,
    /// By row, then by sector.
    pub cells: Vec<Vec<Count>>,
}

/// A population: all of it, by sector, and by each series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Population {
    pub total: Count,
    pub sectors: Vec<Count>,
    pub series: Vec<Series>,
}

/// Which numbers of a series are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldSeries {
    pub totals: Vec<bool>,
    pub cells: Vec<Vec<bool>>,
}

/// Which numbers of a population are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub total: bool,
    pub sectors: Vec<bool>,
    pub series: Vec<ToldSeries>,
}

/// A number as it is printed: rounded to five.
pub fn rounded(n: i64) -> i64 {
    (n + 2) / 5 * 5
}

/// Decides what is told of a population.
pub fn tell(population: &Population) -> Told {
    let total = !population.total.is_small();
    let sectors = tell_sectors(&population.sectors, total);
    let series = population.series.iter().map(|series| {
        if total { tell_series(series, &population.sectors, &sectors) } else { nothing_of(series) }
    });
    Told { total, series: series.collect(), sectors }
}

fn nothing_of(series: &Series) -> ToldSeries {
    ToldSeries {
        totals: vec![false; series.totals.len()],
        cells: series.cells.iter().map(|row| vec![false; row.len()]).collect(),
    }
}

/// Sectors that are large, unless what is left is one sector or small itself.
fn tell_sectors(sectors: &[Count], total: bool) -> Vec<bool> {
    let mut told: Vec<bool> = sectors.iter().map(|count| total && !count.is_small()).collect();
    loop {
        let hidden = || sectors.iter().zip(&told).filter(|(_, told)| !**told).map(|(one, _)| *one);
        let (left, number) = (Count::together(hidden()), hidden().count());
        if number == 0 || number > 1 && !left.is_small() {
            return told;
        }
        match smallest(sectors, &told) {
            Some(at) => told[at] = false,
            None => return told,
        }
    }
}

/// The smallest of those that are told.
fn smallest(counts: &[Count], told: &[bool]) -> Option<usize> {
    (0..counts.len()).filter(|at| told[*at]).min_by_key(|at| counts[*at].n)
}

/// How a row is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// In all sectors that are told, and together.
    Whole,
    /// Only all sectors together.
    Total,
    Hidden,
}

fn tell_series(series: &Series, sectors: &[Count], told: &[bool]) -> ToldSeries {
    let columns = Columns::of(series, sectors, told);
    let mut rows: Vec<Row> = (0..series.totals.len())
        .map(|row| match (series.totals[row].is_small(), columns.has_small(row)) {
            (true, _) => Row::Hidden,
            (false, true) => Row::Total,
            (false, false) => Row::Whole,
        })
        .collect();
    while let Some((row, lower)) = weakness(series, &columns, &rows) {
        rows[row] = lower;
    }
    ToldSeries {
        totals: rows.iter().map(|row| *row != Row::Hidden).collect(),
        cells: rows
            .iter()
            .map(|row| told.iter().map(|told| *told && *row == Row::Whole).collect())
            .collect(),
    }
}

/// The sectors that are told, and all others together as one more.
struct Columns {
    totals: Vec<i64>,
    cells: Vec<Vec<Count>>,
}

impl Columns {
    fn of(series: &Series, sectors: &[Count], told: &[bool]) -> Columns {
        let split = |row: &[Count]| {
            let pairs = || row.iter().copied().zip(told);
            let mut columns: Vec<Count> =
                pairs().filter(|(_, told)| **told).map(|(one, _)| one).collect();
            if told.contains(&false) {
                let rest = pairs().filter(|(_, told)| !**told).map(|(one, _)| one);
                columns.push(Count::together(rest));
            }
            columns
        };
        Columns {
            totals: split(sectors).iter().map(|count| count.n).collect(),
            cells: series.cells.iter().map(|row| split(row)).collect(),
        }
    }

    /// With one column only, a cell is the total of its row.
    fn has_small(&self, row: usize) -> bool {
        self.totals.len() > 1 && self.cells[row].iter().any(|cell| cell.is_small())
    }
}

/// A row that has to be told less of, since a small number would follow otherwise.
///
/// What is not told by sector is a table with known margins: its columns, and the totals of its rows as far as they are
/// told, hidden rows being one together. A cell of such a table can be anything from `row + column - all` (or nothing)
/// up to the smaller of its row and column.
fn weakness(series: &Series, columns: &Columns, rows: &[Row]) -> Option<(usize, Row)> {
    let of = |kind: Row| (0..rows.len()).filter(move |row| rows[*row] == kind);
    let hidden = Count::together(of(Row::Hidden).map(|row| series.totals[row]));
    let (number, totals) = (of(Row::Hidden).count(), of(Row::Total).count());
    let least = |kind: Row| of(kind).min_by_key(|row| series.totals[*row].n);
    if number == 1 || number > 1 && hidden.is_small() {
        return least(Row::Total).or_else(|| least(Row::Whole)).map(|row| (row, Row::Hidden));
    }
    if number + totals == 0 || columns.totals.len() < 2 {
        return None;
    }
    let left: Vec<i64> = (0..columns.totals.len())
        .map(|column| {
            columns.totals[column]
                - of(Row::Whole).map(|row| columns.cells[row][column].n).sum::<i64>()
        })
        .collect();
    let all: i64 = left.iter().sum();
    let follows = |row: usize| {
        (0..left.len()).any(|column| {
            columns.cells[row][column].is_small()
                && (series.totals[row].n + left[column] > all || left[column] < SMALL - 1)
        })
    };
    let too_little = number > 0 && left.iter().any(|column| *column < SMALL - 1);
    let weak = of(Row::Total).find(|row| follows(*row));
    if weak.is_none() && !too_little {
        return None;
    }
    least(Row::Whole).map(|row| (row, Row::Total)).or_else(|| weak.map(|row| (row, Row::Hidden)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A reader who knows every number that is told exactly and looks for a table that fits, with this cell of this
    /// series at this value. Sectors that are not told are looked at one by one.
    struct Reader<'a> {
        population: &'a Population,
        told: &'a Told,
    }

    impl Reader<'_> {
        /// Whether all series can be as told while one number (a cell, or with no column the total of a row) is `value`.
        fn can_be(&self, series: usize, row: usize, column: Option<usize>, value: i64) -> bool {
            let all = self.population.total.n;
            let mut sectors = vec![0; self.population.sectors.len()];
            self.sectors(0, all, &mut sectors, &mut |sectors| {
                (0..self.population.series.len()).all(|at| {
                    let fixed = (at == series).then_some((row, column, value));
                    self.fits(at, sectors, fixed)
                })
            })
        }

        /// Tries every way to spread what is not told over the sectors.
        fn sectors(
            &self,
            at: usize,
            left: i64,
            chosen: &mut Vec<i64>,
            then: &mut dyn FnMut(&[i64]) -> bool,
        ) -> bool {
            if at == chosen.len() {
                return left == 0 && then(chosen);
            }
            let known = self.population.sectors[at].n;
            let range = if self.told.sectors[at] { known..=known } else { 0..=left };
            range.into_iter().any(|n| {
                chosen[at] = n;
                n <= left && self.sectors(at + 1, left - n, chosen, then)
            })
        }

        fn fits(
            &self,
            series: usize,
            sectors: &[i64],
            fixed: Option<(usize, Option<usize>, i64)>,
        ) -> bool {
            let known = &self.population.series[series];
            let told = &self.told.series[series];
            self.rows(0, known, told, sectors, fixed)
        }

        /// Fills one row after the other from what is left of each sector.
        fn rows(
            &self,
            row: usize,
            known: &Series,
            told: &ToldSeries,
            left: &[i64],
            fixed: Option<(usize, Option<usize>, i64)>,
        ) -> bool {
            if row == known.totals.len() {
                return left.iter().all(|n| *n == 0);
            }
            let mut cells = vec![0; left.len()];
            self.cells((row, 0), (known, told), left, &mut cells, fixed)
        }

        fn cells(
            &self,
            (row, at): (usize, usize),
            (known, told): (&Series, &ToldSeries),
            left: &[i64],
            cells: &mut Vec<i64>,
            fixed: Option<(usize, Option<usize>, i64)>,
        ) -> bool {
            let sum: i64 = cells[..at].iter().sum();
            if told.totals[row] && sum > known.totals[row].n {
                return false;
            }
            if at == left.len() {
                let total = match fixed {
                    Some((fixed, None, value)) if fixed == row => sum == value,
                    _ => true,
                };
                if !total || told.totals[row] && sum != known.totals[row].n {
                    return false;
                }
                let rest: Vec<i64> =
                    left.iter().zip(cells.iter()).map(|(left, cell)| left - cell).collect();
                return self.rows(row + 1, known, told, &rest, fixed);
            }
            let range = match fixed {
                Some((r, Some(c), value)) if r == row && c == at => value..=value,
                _ if told.cells[row][at] => known.cells[row][at].n..=known.cells[row][at].n,
                _ if row + 1 == known.totals.len() => left[at]..=left[at],
                _ => 0..=left[at],
            };
            range.into_iter().any(|n| {
                cells[at] = n;
                n <= left[at] && self.cells((row, at + 1), (known, told), left, cells, fixed)
            })
        }
    }

    /// Sector, a value of each of two series, and the actor of a record.
    type Lived = (usize, usize, usize, usize);

    /// A population of three sectors in which each record has a value of two series and one of six actors.
    fn population(records: &[Lived]) -> Population {
        let size = |n: usize| i64::try_from(n).unwrap();
        let count = |keep: &dyn Fn(&Lived) -> bool| {
            let kept: Vec<_> = records.iter().filter(|record| keep(record)).collect();
            let actors: std::collections::BTreeSet<_> =
                kept.iter().map(|record| record.3).collect();
            Count { n: size(kept.len()), actors: size(actors.len()) }
        };
        let value = |record: &Lived, series: usize| {
            if series == 0 { record.1 } else { record.2 }
        };
        let series = |series: usize| Series {
            totals: (0..3).map(|row| count(&|record| value(record, series) == row)).collect(),
            cells: (0..3)
                .map(|row| {
                    (0..3)
                        .map(|column| {
                            count(&|record| value(record, series) == row && record.0 == column)
                        })
                        .collect()
                })
                .collect(),
        };
        Population {
            total: count(&|_| true),
            sectors: (0..3).map(|column| count(&|record| record.0 == column)).collect(),
            series: vec![series(0), series(1)],
        }
    }

    fn gives_nothing_away(population: &Population) -> Result<(), TestCaseError> {
        let told = tell(population);
        if !told.total {
            prop_assert!(told.sectors.iter().all(|told| !told));
            return Ok(());
        }
        let reader = Reader { population, told: &told };
        for (at, series) in population.series.iter().enumerate() {
            for row in 0..series.totals.len() {
                for column in [None, Some(0), Some(1), Some(2)] {
                    let (count, told) = match column {
                        None => (series.totals[row], told.series[at].totals[row]),
                        Some(column) => {
                            (series.cells[row][column], told.series[at].cells[row][column])
                        }
                    };
                    prop_assert!(!(told && count.is_small()), "a small number is told");
                    if count.is_small() {
                        for value in [0, SMALL - 1] {
                            prop_assert!(
                                reader.can_be(at, row, column, value),
                                "series {at} row {row} column {column:?} ({count:?}) cannot be {value}: {population:?} {:?}",
                                reader.told
                            );
                        }
                    }
                }
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
        /// Two tables of one population, as they are published together.
        #[test]
        fn no_small_number_follows_from_what_is_told(records in proptest::collection::vec((0..3_usize, 0..3_usize, 0..3_usize, 0..6_usize), 0..26)) {
            gives_nothing_away(&population(&records))?;
        }

        /// What small numbers are exactly has no part in which numbers are told of large ones.
        #[test]
        fn large_numbers_far_from_small_ones_are_told(extra in 0..40_i64) {
            let big = Count { n: 20 + extra, actors: 6 };
            let population = Population {
                total: Count { n: 4 * big.n, actors: 6 },
                sectors: vec![Count { n: 2 * big.n, actors: 6 }; 2],
                series: vec![Series { totals: vec![Count { n: 2 * big.n, actors: 6 }; 2], cells: vec![vec![big; 2]; 2] }],
            };
            let told = tell(&population);
            prop_assert!(told.total && told.sectors.iter().all(|told| *told));
            prop_assert!(told.series[0].cells.iter().flatten().all(|told| *told));
        }
    }

    #[test]
    fn one_small_sector_takes_another_with_it() {
        let (big, bigger, small) =
            (Count { n: 12, actors: 4 }, Count { n: 30, actors: 6 }, Count { n: 3, actors: 3 });
        assert_eq!(tell_sectors(&[bigger, small, big], true), [true, false, false]);
        assert_eq!(tell_sectors(&[bigger, big], true), [true, true]);
        assert_eq!(tell_sectors(&[bigger, small], true), [false, false]);
    }

    #[test]
    fn two_organisations_are_few_however_much_they_ask() {
        assert!(Count { n: 40, actors: 2 }.is_small());
        assert!(!Count { n: 5, actors: 3 }.is_small());
        assert_eq!([5, 7, 8, 12, 13].map(rounded), [5, 5, 10, 10, 15]);
    }
}
