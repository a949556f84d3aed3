//! The page of the desk.

use super::{
    model::{Budget, Facts, Stay, Sum, Watched},
    store,
};
use crate::{
    actors, areas,
    qips::{self, model::Numbers},
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::Query,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct YearQuery {
    year: String,
}

#[derive(Template)]
#[template(path = "qips/desk.html")]
struct DeskPage {
    layout: Layout,
    year: i32,
    years: Vec<i32>,
    days_left: Option<i64>,
    budget: Budget,
    support: i32,
    sums: Vec<Sum>,
    stays: Vec<Stay>,
    facts: Facts,
    watched: Vec<Watched>,
    checked: i64,
    labels: HashMap<String, String>,
    numbers: Numbers,
    can_settings: bool,
}

/// Projects to look at, on the page.
const WATCHED: i64 = 25;

/// The tables of the page: a question, the dimension that answers it.
const TABLES: [&str; 6] = ["state", "sector", "region", "office", "partner", "check"];

impl DeskPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn tables(&self) -> [&'static str; 6] {
        TABLES
    }

    fn rows(&self, dimension: &str) -> Vec<&Sum> {
        let of_it = |sum: &&Sum| sum.dimension == dimension && sum.kind == "qip";
        self.sums.iter().filter(of_it).collect()
    }

    /// What a value is called.
    fn label(&self, sum: &Sum) -> String {
        let word = |key: String| crate::i18n::say(self.layout.lang, &key, None);
        match sum.dimension.as_str() {
            "state" => word(format!("qips-state-{}", sum.value)),
            "sector" => word(format!("qips-sector-{}", sum.value)),
            "check" => word(format!("qips-checked-{}", sum.value)),
            _ if sum.value.is_empty() => word("qips-nobody-yet".to_owned()),
            "partner" => word(format!("actors-kind-{}", sum.value)),
            _ => self.labels.get(&sum.value).cloned().unwrap_or_default(),
        }
    }
}

/// `GET /qips/desk`
pub async fn show(Query(query): Query<YearQuery>, mut cx: Ctx) -> Result<Response> {
    if !qips::pages::has_desk(cx.viewer()) {
        return Err(Error::NotFound);
    }
    let (this_year, days) = store::this_year(&mut cx.tx).await?;
    let year = query.year.parse().unwrap_or(this_year);
    let sums = store::sums(&mut cx.tx, year).await?;
    let facts = store::facts(&mut cx.tx, year).await?;
    let watched = store::to_look_at(&mut cx.tx, WATCHED).await?;
    let labels = labels(&mut cx, &sums).await?;
    let numbers = qips::settings::store::numbers(&mut cx.tx).await?;
    let stays = store::stays(&mut cx.tx, year).await?;
    let years = store::years(&mut cx.tx).await?;
    let of = |dimension: &str, value: &str, kind: &str| {
        sums.iter().find(|s| s.dimension == dimension && s.value == value && s.kind == kind)
    };
    let budget = budget(of("all", "", "qip"), &numbers);
    let support = of("all", "", "support").map_or(0, |sum| sum.n);
    let checked = of("check", "true", "qip").map_or(0, |sum| i64::from(sum.n));
    let checked = if budget.n == 0 { 0 } else { checked * 100 / i64::from(budget.n) };
    let can_settings = qips::settings::policy::sees(cx.viewer());
    Ok(cx.page(&DeskPage {
        layout: Layout::new(&cx),
        days_left: (year == this_year).then_some(days),
        year,
        years,
        budget,
        support,
        sums,
        stays,
        facts,
        watched,
        checked,
        labels,
        numbers,
        can_settings,
    }))
}

fn budget(all: Option<&Sum>, numbers: &Numbers) -> Budget {
    let mut budget = Budget { allocated: numbers.budget_usd, ..Budget::default() };
    if let Some(all) = all {
        budget.committed = all.approved_usd;
        budget.released = all.released_usd;
        budget.accounted = all.accounted_usd;
        budget.recovered = all.recovered_usd;
        (budget.people, budget.women, budget.n) = (all.people, all.women, all.n);
    }
    budget
}

/// The names of regions and offices.
async fn labels(cx: &mut Ctx, sums: &[Sum]) -> Result<HashMap<String, String>> {
    let ids = |dimension: &str| -> Vec<Uuid> {
        let of_it = sums.iter().filter(|sum| sum.dimension == dimension);
        of_it.filter_map(|sum| Uuid::parse_str(&sum.value).ok()).collect()
    };
    let mut labels = HashMap::new();
    for (id, name) in areas::store::names(&mut cx.tx, &ids("region")).await? {
        labels.insert(id.to_string(), name);
    }
    for (id, name) in actors::store::names(&mut cx.tx, &ids("office")).await? {
        labels.insert(id.to_string(), name.label(cx.lang));
    }
    Ok(labels)
}
