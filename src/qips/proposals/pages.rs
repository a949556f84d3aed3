//! The pages of the proposal's sections, and of the partner's account.

use super::{
    SECTIONS, Written, fields,
    forms::{self, BankForm},
    grid, store,
};
use crate::{
    qips::{
        self,
        fields::{Control, Field, Grid, Raw, Type, control, typed},
        model::{Project, Said, url},
        policy::{Edit, EditBank},
    },
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Ref, RefWord},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;

/// One row of a grid as the page shows it.
struct GridRow {
    number: usize,
    cells: Vec<(&'static str, Control)>,
}

#[derive(Template)]
#[template(path = "qips/section.html")]
struct SectionPage {
    layout: Layout,
    project: Project,
    section: &'static str,
    action: String,
    version: String,
    controls: Vec<Control>,
    rows: Vec<GridRow>,
    errors: Errors,
    next: Option<&'static str>,
}

fn known(section: &str) -> Result<&'static str> {
    SECTIONS.iter().copied().find(|known| *known == section).ok_or(Error::NotFound)
}

/// `GET /qips/{reference}/sections/{section}`
pub async fn edit(RefWord(reference, section): RefWord, mut cx: Ctx) -> Result<Response> {
    let section = known(&section)?;
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Edit, &project)?;
    let raw = stored(&mut cx, &project, section).await?;
    let page = section_page(&mut cx, project, section, &raw, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /qips/{reference}/sections/{section}`
pub async fn update(RefWord(reference, section): RefWord, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let section = known(&section)?;
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Edit, &project)?;
    let picked = check_picks(&mut cx, &project, section, &form).await;
    let done = cx
        .tx
        .attempt(async |tx| {
            let written = forms::parse(section, &form, project.policy.months)?;
            picked?;
            store::save(tx, permit, section, &written).await
        })
        .await;
    match done {
        Ok(()) => cx.saved(format!("{}#{section}", url(&reference)), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = section_page(&mut cx, project, section, &form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// What is chosen from a list of the page stands in that list.
async fn check_picks(cx: &mut Ctx, project: &Project, section: &str, raw: &Raw) -> Result<()> {
    let Ok(Written { said, rows, .. }) = forms::parse(section, raw, project.policy.months) else {
        return Ok(());
    };
    for name in ["area", "partner"] {
        let picks = qips::pages::picks(cx, name).await?;
        let chosen = said.get(name);
        if !chosen.is_empty() && !picks.iter().any(|(code, _)| code == chosen) {
            return Err(Error::Invalid(Errors::one(name, "frame-field-choose")));
        }
    }
    let areas = qips::pages::picks(cx, "area").await?;
    let unknown = |row: &Said| {
        let chosen = row.get("site_area");
        !chosen.is_empty() && !areas.iter().any(|(code, _)| code == chosen)
    };
    if rows.iter().any(unknown) {
        return Err(Error::Invalid(Errors::one("site_area-1", "frame-field-choose")));
    }
    Ok(())
}

/// What stands in the record, as if it had been typed.
async fn stored(cx: &mut Ctx, project: &Project, section: &str) -> Result<Raw> {
    let mut raw: Raw = Vec::new();
    let mut put = |name: String, value: String| raw.push((name, value));
    let written = store::sections(&mut cx.tx, project.id).await?;
    if let Some((_, said, version)) = written.into_iter().find(|(code, ..)| code == section) {
        put("version".to_owned(), version.to_string());
        for (name, value) in said.detail {
            put(name, value.as_str().unwrap_or_default().to_owned());
        }
        return Ok(raw);
    }
    match section {
        "idea" => {
            put("title".into(), project.title.clone());
            put("summary".into(), project.summary.clone());
            put("sector".into(), project.sector.clone());
            put("area".into(), project.area_id.to_string());
            put("months".into(), project.policy.months.to_string());
        }
        "budget" => {
            put("currency".into(), project.currency.clone());
            put("rate".into(), project.rate.normalize().to_string());
            put(
                "rate_on".into(),
                project.rate_on.map(|day| day.to_jiff().to_string()).unwrap_or_default(),
            );
            for (n, line) in store::lines(&mut cx.tx, project.id).await?.into_iter().enumerate() {
                put(format!("category-{}", n + 1), line.category);
                put(format!("what-{}", n + 1), line.what);
                put(format!("unit-{}", n + 1), line.unit);
                put(format!("quantity-{}", n + 1), line.quantity.normalize().to_string());
                put(format!("unit_cost-{}", n + 1), line.unit_cost.to_string());
                put(format!("source-{}", n + 1), line.source);
            }
        }
        "sites" => {
            for (n, site) in store::sites(&mut cx.tx, project.id).await?.into_iter().enumerate() {
                put(format!("site_area-{}", n + 1), site.area_id.to_string());
                put(format!("place-{}", n + 1), site.place);
                put(format!("land_owner-{}", n + 1), site.land_owner);
                put(format!("document-{}", n + 1), site.document);
            }
        }
        "quotations" => {
            for (n, quote) in store::quotes(&mut cx.tx, project.id).await?.into_iter().enumerate() {
                put(format!("supplier-{}", n + 1), quote.supplier);
                put(format!("quote_for-{}", n + 1), quote.what);
                put(format!("quote-{}", n + 1), quote.amount.to_string());
                let chosen = if quote.is_chosen { "yes" } else { "" };
                put(format!("chosen-{}", n + 1), chosen.to_owned());
                put(format!("why-{}", n + 1), quote.why);
            }
        }
        _ => {}
    }
    Ok(raw)
}

async fn section_page(
    cx: &mut Ctx,
    project: Project,
    section: &'static str,
    raw: &Raw,
    errors: Errors,
) -> Result<SectionPage> {
    let all = fields(section).unwrap_or_default();
    let grid = grid(section);
    let columns = grid.map(|grid| grid.columns).unwrap_or_default();
    // The lists to choose from, each read once, however many rows stand below each other.
    let mut lists: Lists = HashMap::new();
    for field in all.iter().chain(columns).filter(|field| field.kind == Type::Pick) {
        lists.insert(field.name, qips::pages::picks(cx, field.name).await?);
    }
    let controls = all.into_iter().map(|field| filled(&lists, field, field.name, raw)).collect();
    let rows = grid.map(|grid| grid_rows(grid, &lists, raw)).unwrap_or_default();
    let place = SECTIONS.iter().position(|known| *known == section).unwrap_or_default();
    Ok(SectionPage {
        layout: Layout::new(cx),
        action: format!("{}/sections/{section}", url(&project.reference)),
        version: typed(raw, "version").to_owned(),
        next: SECTIONS.get(place + 1).copied(),
        project,
        section,
        controls,
        rows,
        errors,
    })
}

type Lists = HashMap<&'static str, Vec<(String, String)>>;

/// The rows that are filled in, and three empty ones.
fn grid_rows(grid: Grid, lists: &Lists, raw: &Raw) -> Vec<GridRow> {
    let is_typed =
        |n: &usize| grid.columns.iter().any(|column| !typed(raw, grid.cell(column, *n)).is_empty());
    let last = (1..=grid.most).filter(is_typed).max().unwrap_or(0);
    let row = |number: usize| {
        let cell = |column: &Field| {
            let name = grid.cell(column, number);
            (name, filled(lists, *column, name, raw))
        };
        GridRow { number, cells: grid.columns.iter().map(cell).collect() }
    };
    (1..=(last + 3).min(grid.most)).map(row).collect()
}

fn filled(lists: &Lists, field: Field, name: &str, raw: &Raw) -> Control {
    let picks = lists.get(field.name).cloned().unwrap_or_default();
    control(field, typed(raw, name).to_owned(), picks)
}

#[derive(Template)]
#[template(path = "qips/bank.html")]
struct BankPage {
    layout: Layout,
    project: Project,
    action: String,
    form: BankForm,
    errors: Errors,
}

/// `GET /qips/{reference}/bank`
pub async fn edit_bank(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(EditBank, &project)?;
    cx.opened("qip", project.id, project.owner_id, "bank").await?;
    let form = BankForm::of(qips::store::bank(&mut cx.tx, project.id).await?);
    Ok(cx.page(&bank_page(&cx, project, form, Errors::default())))
}

fn bank_page(cx: &Ctx, project: Project, form: BankForm, errors: Errors) -> BankPage {
    let action = format!("{}/bank", url(&project.reference));
    BankPage { layout: Layout::new(cx), project, action, form, errors }
}

/// `POST /qips/{reference}/bank`
pub async fn update_bank(Ref(reference): Ref, post: Post<BankForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = qips::store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(EditBank, &project)?;
    let done =
        cx.tx.attempt(async |tx| qips::store::set_bank(tx, permit, &form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(url(&reference), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => Ok(cx.invalid(&bank_page(&cx, project, form, errors))),
        Err(other) => Err(other),
    }
}
