//! The form of the numbers.

use crate::{
    qips::{
        fields::{Field, Raw, Type, need, parse},
        model::Numbers,
    },
    web::error::Result,
};

/// The numbers in the order of the page, and why.
pub fn fields() -> Vec<Field> {
    vec![
        need("budget_usd", Type::Money),
        need("ceiling_usd", Type::Money),
        need("policy_months", Type::Whole(24)),
        need("first_share", Type::Whole(100)),
        need("last_share", Type::Whole(100)),
        need("quorum", Type::Whole(30)),
        need("quote_threshold_usd", Type::Money),
        need("visit_days", Type::Whole(365)),
        need("ahead_points", Type::Whole(100)),
        need("evaluate_months", Type::Whole(24)),
        need("weights", Type::Line(60)),
        need("reason", Type::Area(1000)),
    ]
}

/// The numbers as typed, and why; shares that cannot both hold are a mistake.
pub fn read(raw: &Raw) -> Result<(Numbers, String)> {
    let (mut read, said) = parse(&fields(), raw)?;
    let whole = |name: &str| said.get(name).parse::<i32>().unwrap_or_default();
    let weights: Vec<i32> =
        said.get("weights").split_whitespace().filter_map(|one| one.parse().ok()).collect();
    let known: Option<[i32; 10]> = weights.try_into().ok();
    let fits = known.is_some_and(|all| {
        all.iter().all(|one| (0..=9).contains(one)) && all.iter().sum::<i32>() > 0
    });
    read.require(fits, "weights", "qips-error-weights");
    read.require(
        whole("first_share") + whole("last_share") <= 100,
        "last_share",
        "qips-error-shares",
    );
    read.require(whole("policy_months") > 0, "policy_months", "frame-field-needed");
    read.require(whole("quorum") > 0, "quorum", "frame-field-needed");
    let numbers = Numbers {
        ceiling_usd: said.amount("ceiling_usd"),
        months: whole("policy_months"),
        first_share: whole("first_share"),
        last_share: whole("last_share"),
        quorum: i16::try_from(whole("quorum")).unwrap_or(1),
        quote_threshold_usd: said.amount("quote_threshold_usd"),
        visit_days: whole("visit_days"),
        ahead_points: whole("ahead_points"),
        evaluate_months: whole("evaluate_months"),
        budget_usd: said.amount("budget_usd"),
        weights: known.unwrap_or([1; 10]),
    };
    read.finish((numbers, said.reason))
}

/// The numbers as they stand in the form.
pub fn typed(numbers: &Numbers) -> Raw {
    let weights: Vec<String> = numbers.weights.iter().map(ToString::to_string).collect();
    let all = [
        ("budget_usd", numbers.budget_usd.to_string()),
        ("ceiling_usd", numbers.ceiling_usd.to_string()),
        ("policy_months", numbers.months.to_string()),
        ("first_share", numbers.first_share.to_string()),
        ("last_share", numbers.last_share.to_string()),
        ("quorum", numbers.quorum.to_string()),
        ("quote_threshold_usd", numbers.quote_threshold_usd.to_string()),
        ("visit_days", numbers.visit_days.to_string()),
        ("ahead_points", numbers.ahead_points.to_string()),
        ("evaluate_months", numbers.evaluate_months.to_string()),
        ("weights", weights.join(" ")),
    ];
    all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
