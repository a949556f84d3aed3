//! The SQL of the proposal's sections.

use super::{BLOCKING, Written};
use crate::{
    access::Permit,
    db::Tx,
    qips::{
        model::{Project, Said, cents},
        policy::Edit,
    },
    web::error::{Error, Result},
};
use rust_decimal::Decimal;
use sqlx::types::Json;
use uuid::Uuid;

type Body = serde_json::Map<String, serde_json::Value>;

/// The sections that were written: code and fields by name.
pub async fn sections(tx: &mut Tx, project: Uuid) -> Result<Vec<(String, Said, i32)>> {
    let rows = sqlx::query!(
        r#"select section, body as "body: Json<Body>", version from qip_sections where project_id = $1 order by section"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?;
    let said = |body: Body| Said { reason: String::new(), detail: body };
    Ok(rows.into_iter().map(|row| (row.section, said(row.body.0), row.version)).collect())
}

/// One line of the budget.
#[derive(Clone, Debug)]
pub struct BudgetLine {
    pub category: String,
    pub what: String,
    pub unit: String,
    pub quantity: Decimal,
    pub unit_cost: Decimal,
    pub source: String,
    pub amount: Decimal,
}

/// The budget, in order.
pub async fn lines(tx: &mut Tx, project: Uuid) -> Result<Vec<BudgetLine>> {
    Ok(sqlx::query_as!(
        BudgetLine,
        r#"select category, what, unit, quantity, unit_cost, source, amount as "amount!" from qip_lines where project_id = $1 order by position"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?)
}

#[derive(Clone, Debug)]
pub struct Site {
    pub area_id: Uuid,
    pub area: String,
    pub place: String,
    pub land_owner: String,
    pub document: String,
}

pub async fn sites(tx: &mut Tx, project: Uuid) -> Result<Vec<Site>> {
    Ok(sqlx::query_as!(
        Site,
        "select s.area_id, a.name as area, s.place, s.land_owner, s.document from qip_sites s join areas a on a.id = s.area_id where s.project_id = $1 order by s.position",
        project,
    )
    .fetch_all(tx.conn())
    .await?)
}

#[derive(Clone, Debug)]
pub struct Quote {
    pub supplier: String,
    pub what: String,
    pub amount: Decimal,
    pub is_chosen: bool,
    pub why: String,
}

pub async fn quotes(tx: &mut Tx, project: Uuid) -> Result<Vec<Quote>> {
    Ok(sqlx::query_as!(
        Quote,
        "select supplier, what, amount, is_chosen, why from qip_quotes where project_id = $1 order by what, amount",
        project,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The sections that are done. Quotations are, when no line needs them or three stand there.
pub async fn done(tx: &mut Tx, project: &Project) -> Result<Vec<String>> {
    let mut done: Vec<String> =
        sections(tx, project.id).await?.into_iter().map(|(section, ..)| section).collect();
    let lines = lines(tx, project.id).await?;
    if !sites(tx, project.id).await?.is_empty() {
        done.push("sites".to_owned());
    }
    if lines.iter().any(|line| line.source == "qip") {
        done.push("budget".to_owned());
        let threshold = project.policy.quote_threshold_usd;
        let is_large = |line: &BudgetLine| {
            line.source == "qip" && cents(line.amount / project.rate) >= threshold
        };
        if !lines.iter().any(is_large) || quotes(tx, project.id).await?.len() >= 3 {
            done.push("quotations".to_owned());
        }
    }
    Ok(done)
}

/// Whether a blocking question was answered with yes.
pub async fn is_blocked(tx: &mut Tx, project: &Project) -> Result<bool> {
    let sections = sections(tx, project.id).await?;
    let blocking = sections.iter().find(|(section, ..)| section == "blocking");
    Ok(blocking.is_some_and(|(_, said, _)| BLOCKING.iter().any(|name| said.get(name) == "yes")))
}

/// Writes a section. Errors: [`Error::Conflict`] when somebody saved it meanwhile.
pub async fn save(
    tx: &mut Tx,
    permit: Permit<'_, Edit>,
    section: &str,
    written: &Written,
) -> Result<()> {
    let project = permit.spend(tx).await?;
    match section {
        "sites" => save_sites(tx, project.id, &written.rows).await,
        "quotations" => save_quotes(tx, project.id, &written.rows).await,
        "budget" => save_budget(tx, project, written).await,
        _ => save_words(tx, project, section, written).await,
    }
}

async fn save_words(
    tx: &mut Tx,
    project: &Project,
    section: &str,
    written: &Written,
) -> Result<()> {
    let person = tx.viewer().person;
    let body = Json(written.said.detail.clone());
    let done = sqlx::query!(
        "insert into qip_sections as s (project_id, section, body, person_id) values ($1, $2, $3, $4)
         on conflict (project_id, section) do update set body = excluded.body, person_id = excluded.person_id, saved_at = now() where s.version = $5",
        project.id,
        section,
        body as _,
        person,
        written.version,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict {
            reason: "qips-late-section",
            url: format!("{}/sections/{section}", crate::qips::model::url(&project.reference)),
        });
    }
    spread(tx, project.id, &written.said).await
}

/// What lists, figures and checks read stands in the record itself.
async fn spread(tx: &mut Tx, project: Uuid, said: &Said) -> Result<()> {
    sqlx::query!(
        "update qips set title = coalesce(b ->> 'title', title), summary = coalesce(b ->> 'summary', summary), sector = coalesce(b ->> 'sector', sector),
                area_id = coalesce((b ->> 'area')::uuid, area_id), is_works = coalesce(b ->> 'works' = 'yes', is_works),
                months = coalesce((b ->> 'months')::int, months), women = coalesce((b ->> 'women')::int, women), girls = coalesce((b ->> 'girls')::int, girls),
                men = coalesce((b ->> 'men')::int, men), boys = coalesce((b ->> 'boys')::int, boys), jobs = coalesce((b ->> 'jobs')::int, jobs),
                labour_days = coalesce((b ->> 'labour_days')::int, labour_days), partner_id = coalesce((b ->> 'partner')::uuid, partner_id),
                is_published = coalesce(b ->> 'publicity' <> 'waived', is_published)
         from (select $2::jsonb as b) x where id = $1",
        project,
        Json(said.detail.clone()) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Rows of a section as one value.
fn rows_of(rows: &[Said]) -> Json<Vec<&Body>> {
    Json(rows.iter().map(|row| &row.detail).collect())
}

async fn save_sites(tx: &mut Tx, project: Uuid, rows: &[Said]) -> Result<()> {
    sqlx::query!("delete from qip_sites where project_id = $1", project).execute(tx.conn()).await?;
    sqlx::query!(
        "insert into qip_sites (project_id, position, area_id, place, land_owner, document)
         select $1, r.n, (r.said ->> 'site_area')::uuid, r.said ->> 'place', r.said ->> 'land_owner', coalesce(r.said ->> 'document', '')
         from jsonb_array_elements($2) with ordinality r (said, n)",
        project,
        rows_of(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn save_quotes(tx: &mut Tx, project: Uuid, rows: &[Said]) -> Result<()> {
    sqlx::query!("delete from qip_quotes where project_id = $1", project)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "insert into qip_quotes (project_id, supplier, what, amount, is_chosen, why)
         select $1, said ->> 'supplier', said ->> 'quote_for', (said ->> 'quote')::numeric, coalesce(said ->> 'chosen' = 'yes', false), coalesce(said ->> 'why', '')
         from jsonb_array_elements($2) r (said)",
        project,
        rows_of(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The lines in order; what the project pays is summed by Postgres, line by line rounded to the cent.
async fn save_budget(tx: &mut Tx, project: &Project, written: &Written) -> Result<()> {
    sqlx::query!(
        "update qips set currency = $2, rate = $3, rate_on = $4 where id = $1",
        project.id,
        written.said.get("currency"),
        written.said.amount("rate"),
        written.said.day("rate_on") as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("delete from qip_lines where project_id = $1", project.id)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "insert into qip_lines (project_id, position, category, what, unit, quantity, unit_cost, source)
         select $1, r.n, r.said ->> 'category', r.said ->> 'what', r.said ->> 'unit', (r.said ->> 'quantity')::numeric, (r.said ->> 'unit_cost')::numeric, r.said ->> 'source'
         from jsonb_array_elements($2) with ordinality r (said, n)",
        project.id,
        rows_of(&written.rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
