//! Taking one step of the state table: the history line, the change of the record and what follows from it, in one transaction.

use super::{
    forms::INSTALMENTS,
    model::{Project, Said, State, Step, cents},
    policy::Take,
    states::{Act, To},
    store,
};
use crate::{
    access::Permit,
    db::Tx,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use rust_decimal::Decimal;
use sqlx::types::Json;

/// Takes a step that policy allowed. Errors: [`Error::Conflict`] when somebody was first, [`Error::Invalid`] for what only Postgres knows.
pub async fn take(tx: &mut Tx, permit: Permit<'_, Take>, said: &Said) -> Result<()> {
    let step = permit.spend(tx).await?;
    let mut said = said.clone();
    prepare(tx, step, &mut said).await?;
    let to = target(step, &said);
    write_history(tx, step, to, &said).await.map_err(refused)?;
    write_change(tx, step, to, &said).await?;
    follow_up(tx, step, &said).await.map_err(refused)
}

/// Where the step leads: what is said decides where there are several ways.
fn target(step: &Step, said: &Said) -> State {
    let now = step.project.state;
    let Some(spec) = step.project.spec(step.act) else { return now };
    let To::OneOf(states) = spec.to else { return now };
    let stays = match step.act {
        Act::Outcome => return State::parse(said.get("outcome")).unwrap_or(now),
        Act::Inspect => said.get("passed") != "passed",
        Act::Check => said.get("result") != "clear",
        Act::Release => {
            step.project.state == State::Inspected
                && !step.instalment.as_ref().is_some_and(|instalment| instalment.is_last)
        }
        _ => false,
    };
    states[usize::from(stays)]
}

/// What must hold beyond the policy, and what goes into tables of its own.
async fn prepare(tx: &mut Tx, step: &Step, said: &mut Said) -> Result<()> {
    let project = &step.project;
    match step.act {
        Act::Submit => super::proposals::ready(tx, project).await,
        Act::AskCheck => ask_check(tx, project).await,
        Act::Check => check(tx, project, said).await,
        Act::Assess => assess(tx, project, said).await,
        Act::Screen => screen(tx, project).await,
        Act::Table => super::rounds::store::table(tx, project, said).await,
        Act::Outcome => super::rounds::store::record(tx, project, said).await,
        Act::Plan => plan(tx, project, said).await,
        Act::Agree => agreeable(tx, project).await,
        Act::Visit | Act::Inspect => visit(tx, step, said).await,
        _ => Ok(()),
    }
}

/// Statements that Postgres refuses by a rule of its own become a refusal with its reason.
fn refused(error: Error) -> Error {
    let Error::Database(sqlx::Error::Database(cause)) = &error else { return error };
    match cause.constraint() {
        Some("qip_hands_one_each" | "qip_instalments_three_persons") => {
            Error::Forbidden("qips-deny-two-hands")
        }
        Some("qip_instalments_previous_accounted") => Error::Forbidden("qips-deny-unaccounted"),
        Some("qip_instalments_inspected") => Error::Forbidden("qips-deny-inspection-first"),
        Some("qip_instalments_visited") => Error::Forbidden("qips-deny-visit-first"),
        Some("qip_instalments_bank") => Error::Forbidden("qips-deny-no-bank"),
        Some("qip_acts_both_sides") => Error::Forbidden("qips-deny-both-sides"),
        Some("qips_ceiling_waiver") => Error::Invalid(Errors::one("waiver", "frame-field-needed")),
        _ => error,
    }
}

async fn write_history(tx: &mut Tx, step: &Step, to: State, said: &Said) -> Result<()> {
    let viewer = tx.viewer().clone();
    let mut told = said.clone();
    told.take("secret");
    if let Some(instalment) = &step.instalment {
        told.detail.insert("instalment".to_owned(), instalment.position.to_string().into());
    }
    let detail = (!told.detail.is_empty()).then_some(Json(told.detail));
    sqlx::query!(
        "insert into qip_acts (project_id, act, from_state, to_state, person_id, actor_id, role, reason, detail) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        step.project.id,
        step.act.as_str(),
        step.project.state.as_str(),
        to.as_str(),
        viewer.person,
        viewer.actor,
        viewer.role.as_str(),
        said.reason,
        detail as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Moves the record on; the version says whether somebody was first.
async fn write_change(tx: &mut Tx, step: &Step, to: State, said: &Said) -> Result<()> {
    let project = &step.project;
    if step.act == Act::Approve {
        return approve(tx, project, said).await.map_err(refused);
    }
    let owner = (step.act == Act::TakeUp).then(|| tx.viewer().actor);
    let until = matches!(step.act, Act::Extend | Act::Start).then(|| said.day("until")).flatten();
    let checked = match step.act {
        Act::Check => Some(said.get("result") == "clear"),
        // What is changed after it was sent back is asked again.
        Act::Return => Some(false),
        _ => None,
    };
    let done = sqlx::query!(
        "update qips set state = $3, owner_id = coalesce($4, owner_id), section_id = coalesce($4, section_id), ends_on = coalesce($5, ends_on),
                is_extended = is_extended or $6, agreement = coalesce($7, agreement), recovered_usd = recovered_usd + $8,
                starts_on = case when $9 then coalesce(starts_on, current_date) else starts_on end, is_checked = coalesce($10, is_checked),
                is_published = is_published or $11
         where id = $1 and version = $2",
        project.id,
        project.version,
        to.as_str(),
        owner,
        until as _,
        step.act == Act::Extend,
        (step.act == Act::Agree).then(|| said.get("agreement").to_owned()),
        said.amount("recovered"),
        step.act == Act::Start,
        checked,
        step.act == Act::Publish,
    )
    .execute(tx.conn())
    .await?;
    one_row(done.rows_affected(), project)
}

fn one_row(rows: u64, project: &Project) -> Result<()> {
    if rows == 1 {
        return Ok(());
    }
    Err(Error::Conflict { reason: "qips-late-changed", url: super::model::url(&project.reference) })
}

/// The approver's own act: the amount at the rate of the day, above the ceiling with the waiver.
async fn approve(tx: &mut Tx, project: &Project, said: &Said) -> Result<()> {
    let rate = if project.currency == "USD" { Decimal::ONE } else { said.amount("rate") };
    if rate.is_zero() {
        return Err(Error::Invalid(Errors::one("rate", "frame-field-needed")));
    }
    let person = tx.viewer().person;
    let done = sqlx::query!(
        "update qips set state = 'approved', rate = $3, rate_on = coalesce($4, current_date), approved = requested, approved_usd = $5, waiver = $6,
                approved_by = $7, approved_at = now()
         where id = $1 and version = $2",
        project.id,
        project.version,
        rate,
        said.day("rate_on") as _,
        cents(project.requested / rate),
        said.get("waiver"),
        person,
    )
    .execute(tx.conn())
    .await?;
    one_row(done.rows_affected(), project)
}

/// What the new state brings with it.
async fn follow_up(tx: &mut Tx, step: &Step, said: &Said) -> Result<()> {
    match step.act {
        Act::RequestPayment | Act::Certify | Act::ReturnPayment | Act::Release | Act::Account => {
            pay(tx, step, said).await?;
            if step.act == Act::Release && step.project.state == State::Agreed {
                start_clock(tx, &step.project).await?;
            }
            Ok(())
        }
        Act::Terminate => {
            sqlx::query!(
                "update qip_instalments set state = 'withheld', reason = $2 where project_id = $1 and state in ('planned', 'returned')",
                step.project.id,
                said.reason,
            )
            .execute(tx.conn())
            .await?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The months of the proposal begin with the first payment.
async fn start_clock(tx: &mut Tx, project: &Project) -> Result<()> {
    let months = project.months.unwrap_or(project.policy.months);
    sqlx::query!(
        "update qips set starts_on = current_date, ends_on = (current_date + make_interval(months => $2))::date where id = $1",
        project.id,
        months,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Moves an instalment; whoever signs is written beside it.
async fn pay(tx: &mut Tx, step: &Step, said: &Said) -> Result<()> {
    let (Some(instalment), Some(to)) = (&step.instalment, step.payment()) else {
        return Err(Error::NotFound);
    };
    let person = tx.viewer().person;
    let done = sqlx::query!(
        "update qip_instalments set state = $3, reason = $4, voucher = coalesce(nullif($5, ''), voucher),
                requested_by = case when $3 = 'requested' then $6 else requested_by end, requested_at = case when $3 = 'requested' then now() else requested_at end,
                certified_by = case when $3 = 'certified' then $6 when $3 = 'requested' then null else certified_by end,
                certified_at = case when $3 = 'certified' then now() when $3 = 'requested' then null else certified_at end,
                released_by = case when $3 = 'released' then $6 else released_by end, released_at = case when $3 = 'released' then now() else released_at end,
                accounted_at = case when $3 = 'accounted' then now() else accounted_at end
         where id = $1 and state = $2",
        instalment.id,
        instalment.state.as_str(),
        to.as_str(),
        said.reason,
        said.get("voucher"),
        person,
    )
    .execute(tx.conn())
    .await?;
    one_row(done.rows_affected(), &step.project)
}

async fn ask_check(tx: &mut Tx, project: &Project) -> Result<()> {
    let desk = sqlx::query_scalar!("select qip_name_coordinator($1)", project.id)
        .fetch_one(tx.conn())
        .await?;
    if desk.is_some() { Ok(()) } else { Err(Error::Forbidden("qips-deny-no-coordinator")) }
}

async fn check(tx: &mut Tx, project: &Project, said: &Said) -> Result<()> {
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into qip_checks (project_id, with_whom, result, words, actor_id, person_id) values ($1, 'coordinator', $2, $3, $4, $5)",
        project.id,
        said.get("result"),
        said.reason,
        viewer.actor,
        viewer.person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// F4: goes into its own table, and only that it was done into the history.
async fn assess(tx: &mut Tx, project: &Project, said: &mut Said) -> Result<()> {
    let person = tx.viewer().person;
    let body = std::mem::take(&mut said.detail);
    sqlx::query!(
        "insert into qip_assessments (project_id, body, person_id) values ($1, $2, $3)",
        project.id,
        Json(body) as _,
        person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Nobody screens before the coordinator found it clear and the partner was assessed.
async fn screen(tx: &mut Tx, project: &Project) -> Result<()> {
    let assessed = !store::assessments(tx, project.id).await?.is_empty();
    let mut errors = Errors::default();
    if !project.is_checked {
        errors = errors.and(Errors::one("no_duplicate", "qips-error-not-checked"));
    }
    if !assessed {
        errors = errors.and(Errors::one("eligible", "qips-error-not-assessed"));
    }
    if errors.any() { Err(Error::Invalid(errors)) } else { Ok(()) }
}

/// The instalments, in the contract currency and in dollars; the last takes what rounding left.
async fn plan(tx: &mut Tx, project: &Project, said: &Said) -> Result<()> {
    let whole = project.approved_usd.unwrap_or_default();
    let parts: Vec<(&str, Decimal)> = INSTALMENTS
        .into_iter()
        .filter(|(amount, _)| !said.get(amount).is_empty())
        .map(|(amount, milestone)| (said.get(milestone), said.amount(amount)))
        .collect();
    sqlx::query!("delete from qip_instalments where project_id = $1", project.id)
        .execute(tx.conn())
        .await?;
    let mut left = whole;
    let planned = parts.iter().enumerate().map(|(place, (milestone, amount))| {
        let is_last = place + 1 == parts.len();
        let dollars = if is_last { left } else { cents(*amount / project.rate) };
        left -= dollars;
        serde_json::json!({ "milestone": milestone, "amount": amount.to_string(), "dollars": dollars.to_string() })
    });
    let planned: Vec<serde_json::Value> = planned.collect();
    sqlx::query!(
        "insert into qip_instalments (project_id, position, milestone, amount, amount_usd)
         select $1, r.n, r.part ->> 'milestone', (r.part ->> 'amount')::numeric, (r.part ->> 'dollars')::numeric
         from jsonb_array_elements($2) with ordinality r (part, n)",
        project.id,
        Json(planned) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Signed when there is a plan and an account to pay to.
async fn agreeable(tx: &mut Tx, project: &Project) -> Result<()> {
    let planned = store::instalments(tx, project.id).await?;
    let sum: Decimal = planned.iter().map(|instalment| instalment.amount).sum();
    if planned.is_empty() || Some(sum) != project.approved {
        return Err(Error::Invalid(Errors::one("agreement", "qips-error-no-plan")));
    }
    if store::bank(tx, project.id).await?.is_none() {
        return Err(Error::Invalid(Errors::one("signed_by", "qips-error-no-bank")));
    }
    Ok(())
}

/// What was seen, by whom; an inspection is the final visit.
async fn visit(tx: &mut Tx, step: &Step, said: &mut Said) -> Result<()> {
    let viewer = tx.viewer().clone();
    let (kind, recommendation) = if step.act == Act::Inspect {
        let passed = said.get("passed") == "passed";
        ("final".to_owned(), if passed { "accept" } else { "correct" }.to_owned())
    } else {
        (said.get("visit").to_owned(), said.take("recommendation"))
    };
    let physical: i16 = said.get("physical").parse().unwrap_or_default();
    let (quality, voices, complaints) =
        (said.take("quality"), said.take("voices"), said.take("complaints"));
    let found = said.take("found");
    sqlx::query!(
        "insert into qip_visits (project_id, kind, on_day, physical, quality, found, voices, complaints, recommendation, person_id, actor_id, role)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        step.project.id,
        kind,
        said.day("on_day") as _,
        physical,
        quality,
        found,
        voices,
        complaints,
        recommendation,
        viewer.person,
        viewer.actor,
        viewer.role.as_str(),
    )
    .execute(tx.conn())
    .await
    .map_err(Error::from)
    .map_err(refused)?;
    Ok(())
}
