//! *Where is the money?* Charts of Quick Impact Projects in which no row tells what one or two of them cost.

use super::{
    charts::blank,
    model::{Chart, Figure, Row},
    store::Money,
};
use crate::{i18n::Text, qips::model::money};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Rows of fewer than three projects stand together, so that no card tells what it costs.
pub fn charts(
    sums: &[Money],
    names: &HashMap<String, String>,
    stays: &[(String, i64)],
) -> Vec<Chart> {
    let chart = |id: &'static str, dimension: &str| {
        let of_it: Vec<&Money> = sums.iter().filter(|sum| sum.dimension == dimension).collect();
        let columns = ["dashboards-committed", "dashboards-released", "dashboards-accounted"];
        let rows = together(&of_it).into_iter().map(|(value, sum)| Row {
            label: money_label(dimension, value.as_deref(), names),
            figures: sum.map(amount_figure).to_vec(),
        });
        Chart { rows: rows.collect(), ..blank(id, columns.map(Text::new).to_vec()) }
    };
    let row = |(state, days): &(String, i64)| Row {
        label: Text::new(format!("qips-state-{state}")),
        figures: vec![Figure::Number(*days)],
    };
    vec![
        chart("money_state", "state"),
        chart("money_sector", "sector"),
        chart("money_region", "region"),
        Chart {
            rows: stays.iter().map(row).collect(),
            ..blank("money_stay", vec![Text::new("dashboards-days")])
        },
    ]
}

/// Projects that a row has to stand for at least.
const TOGETHER: i64 = 3;

/// Rows with enough projects, and the others together (`None`); where those are too few, the smallest other joins them.
fn together(sums: &[&Money]) -> Vec<(Option<String>, [Decimal; 3])> {
    let mut rows: Vec<&Money> = sums.to_vec();
    rows.sort_by_key(|sum| -sum.n);
    let whole: i64 = rows.iter().map(|sum| sum.n).sum();
    let mut cut = rows.iter().take_while(|sum| sum.n >= TOGETHER).count();
    let rest = |cut: usize| rows[cut..].iter().map(|sum| sum.n).sum::<i64>();
    while cut > 0 && cut < rows.len() && rest(cut) < TOGETHER {
        cut -= 1;
    }
    if whole < TOGETHER {
        return Vec::new();
    }
    let amounts = |sum: &Money| [sum.approved, sum.released, sum.accounted];
    let mut told: Vec<_> =
        rows[..cut].iter().map(|sum| (Some(sum.value.clone()), amounts(sum))).collect();
    if cut < rows.len() {
        let mut all = [Decimal::ZERO; 3];
        for sum in &rows[cut..] {
            for (all, one) in all.iter_mut().zip(amounts(sum)) {
                *all += one;
            }
        }
        told.push((None, all));
    }
    told
}

fn money_label(dimension: &str, value: Option<&str>, names: &HashMap<String, String>) -> Text {
    match (dimension, value) {
        (_, None) => Text::new("dashboards-money-rest"),
        ("state", Some(value)) => Text::new(format!("qips-state-{value}")),
        ("sector", Some(value)) => Text::new(format!("qips-sector-{value}")),
        (_, Some(value)) => {
            let name = names.get(value).cloned().unwrap_or_else(|| "–".to_owned());
            Text::new("dashboards-named").with("name", name)
        }
    }
}

/// An amount as it is written, with whole dollars for its bar.
fn amount_figure(amount: Decimal) -> Figure {
    use rust_decimal::prelude::ToPrimitive as _;
    Figure::Words(money(amount), amount.to_i64().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(value: &str, n: i64, usd: i64) -> Money {
        let amount = Decimal::from(usd);
        Money {
            dimension: "region".to_owned(),
            value: value.to_owned(),
            n,
            approved: amount,
            released: amount,
            accounted: amount,
            recovered: Decimal::ZERO,
        }
    }

    fn told(sums: &[Money]) -> Vec<(Option<String>, i64)> {
        use rust_decimal::prelude::ToPrimitive as _;
        let rows = together(&sums.iter().collect::<Vec<_>>());
        rows.into_iter().map(|(value, sum)| (value, sum[0].to_i64().unwrap())).collect()
    }

    #[test]
    fn the_money_of_one_or_two_projects_is_never_a_row() {
        let some = |value: &str, usd: i64| (Some(value.to_owned()), usd);
        assert_eq!(told(&[sum("a", 5, 50), sum("b", 4, 40)]), [some("a", 50), some("b", 40)]);
        assert_eq!(
            told(&[sum("a", 5, 50), sum("b", 2, 20), sum("c", 1, 10)]),
            [some("a", 50), (None, 30)]
        );
        assert_eq!(
            told(&[sum("a", 5, 50), sum("b", 4, 40), sum("c", 1, 10)]),
            [some("a", 50), (None, 50)]
        );
        assert_eq!(told(&[sum("a", 2, 20)]), []);
    }
}
