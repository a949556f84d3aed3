//! The proposal: a task list, saved per section; each section is fields, rows, or both.

pub mod forms;
pub mod pages;
pub mod store;

use super::{
    fields::{Field, Grid, Type, may, need},
    model::{Project, SECTORS, Said},
};
use crate::{
    db::Tx,
    routes::Routes,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};

pub fn routes() -> Routes {
    Routes::default()
        .get("/qips/{reference}/sections/{section}", pages::edit)
        .post("/qips/{reference}/sections/{section}", pages::update)
        .get("/qips/{reference}/bank", pages::edit_bank)
        .post("/qips/{reference}/bank", pages::update_bank)
}

/// What a section says: its fields, and its rows.
#[derive(Clone, Debug)]
pub struct Written {
    pub said: Said,
    pub rows: Vec<Said>,
    pub version: i32,
}

/// The sections in the order of the task list.
pub const SECTIONS: [&str; 13] = [
    "idea",
    "purpose",
    "sites",
    "results",
    "people",
    "harm",
    "blocking",
    "partner",
    "budget",
    "quotations",
    "upkeep",
    "visibility",
    "coordination",
];

/// Any of them answered with yes, and the project cannot be one of these.
pub const BLOCKING: [&str; 11] = [
    "recurrent",
    "cash",
    "profit",
    "mission",
    "weapons",
    "party",
    "land",
    "funded",
    "relief",
    "disputed",
    "overdue",
];

const CATEGORIES: &[&str] = &["materials", "labour", "equipment", "transport", "services", "other"];
/// Who gives a line of the budget; all but the project's own are in kind.
pub const SOURCES: &[&str] = &["qip", "community", "authority", "partner", "unit"];

const SITES: Grid = Grid {
    columns: &[
        need("site_area", Type::Pick),
        need("place", Type::Line(300)),
        need("land_owner", Type::Line(200)),
        may("document", Type::Line(300)),
    ],
    most: 6,
};
const LINES: Grid = Grid {
    columns: &[
        need("category", Type::List(CATEGORIES)),
        need("what", Type::Line(200)),
        need("unit", Type::Line(40)),
        need("quantity", Type::Rate),
        need("unit_cost", Type::Money),
        need("source", Type::List(SOURCES)),
    ],
    most: 40,
};
const QUOTES: Grid = Grid {
    columns: &[
        need("supplier", Type::Line(200)),
        need("quote_for", Type::Line(200)),
        need("quote", Type::Money),
        may("chosen", Type::Tick),
        may("why", Type::Line(600)),
    ],
    most: 12,
};

/// The rows of a section, where it has any.
pub fn grid(section: &str) -> Option<Grid> {
    match section {
        "sites" => Some(SITES),
        "budget" => Some(LINES),
        "quotations" => Some(QUOTES),
        _ => None,
    }
}

/// The fields of a section; None when there is no such section.
pub fn fields(section: &str) -> Option<Vec<Field>> {
    let area = |name| need(name, Type::Area(4000));
    Some(match section {
        "idea" => vec![
            need("title", Type::Line(200)),
            area("summary"),
            need("sector", Type::List(&SECTORS)),
            need("area", Type::Pick),
            need("works", Type::Choice(&["yes", "no"])),
            need("months", Type::Whole(24)),
        ],
        "purpose" => vec![
            area("problem"),
            area("confidence"),
            area("identified"),
            may("needs", Type::Area(4000)),
        ],
        "results" => vec![area("outputs"), area("indicators"), area("work_plan")],
        "people" => vec![
            need("women", Type::Whole(10_000_000)),
            need("girls", Type::Whole(10_000_000)),
            need("men", Type::Whole(10_000_000)),
            need("boys", Type::Whole(10_000_000)),
            need("jobs", Type::Whole(100_000)),
            need("labour_days", Type::Whole(10_000_000)),
            need("gender", Type::Choice(&["0", "1", "2", "3"])),
            area("consulted"),
        ],
        "harm" => {
            vec![area("gains"), area("loses"), area("mines"), area("environment"), area("abuse")]
        }
        "blocking" => {
            BLOCKING.iter().map(|name| need(name, Type::Choice(&["no", "yes"]))).collect()
        }
        "partner" => {
            vec![need("partner", Type::Pick), need("registration", Type::Line(200)), area("past")]
        }
        "budget" => vec![
            need("currency", Type::Line(3)),
            need("rate", Type::Rate),
            may("rate_on", Type::Date),
        ],
        "upkeep" => vec![need("owner_after", Type::Line(300)), area("maintains"), area("running")],
        "visibility" => {
            vec![need("publicity", Type::Choice(&["plan", "waived"])), area("publicity_words")]
        }
        "coordination" => vec![
            area("authority_view"),
            may("cluster_view", Type::Area(2000)),
            may("team_view", Type::Area(2000)),
        ],
        "sites" | "quotations" => Vec::new(),
        _ => return None,
    })
}

/// The task list of a project: section, and whether it is done.
pub async fn tasks(tx: &mut Tx, project: &Project) -> Result<Vec<(&'static str, bool)>> {
    let done = store::done(tx, project).await?;
    Ok(SECTIONS.iter().map(|section| (*section, done.iter().any(|one| one == section))).collect())
}

/// Whether a proposal can be submitted: every section done, no blocking answer; else what is missing, by section.
pub async fn ready(tx: &mut Tx, project: &Project) -> Result<()> {
    let mut errors = Errors::default();
    for (section, is_done) in tasks(tx, project).await? {
        if !is_done {
            let key =
                if section == "quotations" { "qips-error-quotes" } else { "qips-error-section" };
            errors = errors.and(Errors::one(
                section,
                crate::i18n::Text::new(key).with(
                    "section",
                    crate::i18n::say(
                        crate::i18n::Lang::En,
                        &format!("qips-section-{section}"),
                        None,
                    ),
                ),
            ));
        }
    }
    if store::is_blocked(tx, project).await? {
        errors = errors.and(Errors::one("blocking", "qips-error-blocked"));
    }
    if errors.any() { Err(Error::Invalid(errors)) } else { Ok(()) }
}
