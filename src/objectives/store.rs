//! The SQL of objectives. A mission has some hundreds; lists stop at 300.

use super::{
    model::{Draft, Effort, Indicator, Level, Links, Objective, Reading, Serves, State, Target},
    policy::{Change, Create, Link, Measure, Move, Unlink, View},
};
use crate::{
    access::Permit,
    db::Tx,
    web::{
        error::{Error, Result},
        forms::{Errors, on_constraint},
    },
};
use jiff_sqlx::{Date, ToSqlx};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// Objectives by level and code; those that ended only when asked for.
pub async fn list(tx: &mut Tx, with_ended: bool) -> Result<Vec<Objective>> {
    Ok(sqlx::query_as!(
        Objective,
        r#"select id, code, level as "level: Level", title, detail, owner_id, parent_id, starts_on, ends_on, state as "state: State", version
           from objectives where $1 or state in ('draft', 'active')
           order by array_position(array['mandate', 'mission_plan', 'component', 'cimic_line', 'humanitarian_plan', 'local_plan'], level), code, id limit 300"#,
        with_ended,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Objective> {
    let objective = sqlx::query_as!(
        Objective,
        r#"select id, code, level as "level: Level", title, detail, owner_id, parent_id, starts_on, ends_on, state as "state: State", version
           from objectives where id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &objective)?;
    Ok(objective)
}

/// The districts and regions it is for, by name; none means the whole country.
pub async fn areas(tx: &mut Tx, objective: Uuid) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select a.id, a.name from objective_areas o join areas a on a.id = o.area_id where o.objective_id = $1 order by a.name",
        objective,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Its indicators with their readings, the oldest first.
pub async fn indicators(tx: &mut Tx, objective: Uuid) -> Result<Vec<Indicator>> {
    let readings = sqlx::query!(
        "select r.indicator_id, r.read_on, r.value, r.source from objective_readings r join objective_indicators i on i.id = r.indicator_id
         where i.objective_id = $1 order by r.read_on",
        objective,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut by: HashMap<Uuid, Vec<Reading>> = HashMap::new();
    for row in readings {
        let reading = Reading { read_on: row.read_on, value: row.value, source: row.source };
        by.entry(row.indicator_id).or_default().push(reading);
    }
    let rows = sqlx::query!(
        "select id, name, unit, baseline, target from objective_indicators where objective_id = $1 order by created_at, id",
        objective,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Indicator {
            readings: by.remove(&row.id).unwrap_or_default(),
            id: row.id,
            name: row.name,
            unit: row.unit,
            baseline: row.baseline,
            target: row.target,
        })
        .collect())
}

/// What serves it, the latest first, as far as the viewer sees it; 100 at most.
pub async fn serving(tx: &mut Tx, objective: Uuid) -> Result<Vec<Serves>> {
    Ok(sqlx::query_as!(
        Serves,
        r#"with x as materialized (
               (select l.record_kind as kind, l.record_id as id, l.linked_on from objective_links l where l.objective_id = $1 order by l.linked_on desc limit 100)
               union all
               (select 'activity', a.id, a.created_at::date from activities a where a.objective_id = $1
                  and not exists (select from objective_links l where l.record_id = a.id and l.objective_id = $1) order by a.created_at desc limit 100)),
               called as (select k.kind, l.* from (select kind, array_agg(id) as ids from x group by kind) k cross join lateral record_labels(k.kind, k.ids) l)
           select x.kind as "kind!", n.title as "title!", n.url as "url!", x.linked_on as "linked_on!"
           from x join called n on n.kind = x.kind and n.id = x.id order by x.linked_on desc, n.title limit 100"#,
        objective,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The last eight months: what was at work for it (activities), or was linked in the month (all others), as far as the viewer sees it.
pub async fn effort(tx: &mut Tx, objective: Uuid) -> Result<Vec<Effort>> {
    let rows = sqlx::query!(
        r#"with work as materialized (
               select a.starts_on, a.until_on from activities a where a.objective_id = $1 and a.status not in ('suspended', 'cancelled')
                 and a.until_on >= (date_trunc('month', now()) - interval '7 months')::date
               union all
               select a.starts_on, a.until_on from objective_links l join activities a on a.id = l.record_id
               where l.objective_id = $1 and l.record_kind = 'activity' and a.objective_id is distinct from $1 and a.status not in ('suspended', 'cancelled')
               union all
               select l.linked_on, l.linked_on from objective_links l where l.objective_id = $1 and l.record_kind <> 'activity')
           select m.month::date as "month!", (select count(*) from work w where w.starts_on < m.month + interval '1 month' and w.until_on >= m.month) as "n!"
           from generate_series(date_trunc('month', now()) - interval '7 months', date_trunc('month', now()), interval '1 month') m (month) order by 1"#,
        objective,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| Effort { month: row.month.to_jiff(), n: row.n }).collect())
}

/// Writes a new one with its areas.
pub async fn create(tx: &mut Tx, permit: Permit<'_, Create>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    sqlx::query!(
        "insert into objectives (id, code, level, title, detail, owner_id, parent_id, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        slot.id,
        draft.code,
        slot.level.as_str(),
        draft.title,
        draft.detail,
        slot.owner,
        draft.parent_id,
        draft.starts_on.to_sqlx() as Date,
        draft.ends_on.map(ToSqlx::to_sqlx) as Option<Date>,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("objectives_code", "code", "frame-field-taken"))?;
    write_areas(tx, slot.id, &draft.areas).await
}

/// Changes one; [`Error::Conflict`] where somebody saved since `version`. Code and level stay.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Change>,
    version: i32,
    draft: &Draft,
) -> Result<()> {
    let objective = permit.spend(tx).await?;
    let changed = sqlx::query!(
        "update objectives set title = $3, detail = $4, parent_id = $5, starts_on = $6, ends_on = $7 where id = $1 and version = $2",
        objective.id,
        version,
        draft.title,
        draft.detail,
        draft.parent_id,
        draft.starts_on.to_sqlx() as Date,
        draft.ends_on.map(ToSqlx::to_sqlx) as Option<Date>,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("objectives_not_its_own_parent", "parent", "frame-field-choose"))?;
    if changed.rows_affected() == 0 {
        let url = crate::access::Record::url(objective);
        return Err(Error::Conflict { reason: "frame-field-stale", url });
    }
    sqlx::query!("delete from objective_areas where objective_id = $1", objective.id)
        .execute(tx.conn())
        .await?;
    write_areas(tx, objective.id, &draft.areas).await
}

async fn write_areas(tx: &mut Tx, objective: Uuid, areas: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "insert into objective_areas (objective_id, area_id) select $1, id from areas where id = any ($2)",
        objective,
        areas,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Moves one on.
pub async fn step(tx: &mut Tx, permit: Permit<'_, Move>) -> Result<()> {
    let step = permit.spend(tx).await?;
    let Some(to) = step.objective.state.after(step.act) else { return Err(Error::NotFound) };
    let moved = sqlx::query!(
        "update objectives set state = $3 where id = $1 and version = $2",
        step.objective.id,
        step.objective.version,
        to.as_str(),
    )
    .execute(tx.conn())
    .await?;
    if moved.rows_affected() == 0 {
        let url = crate::access::Record::url(&step.objective);
        return Err(Error::Conflict { reason: "objectives-late-moved", url });
    }
    Ok(())
}

/// Adds an indicator: name, unit, baseline, target.
pub async fn add_indicator(
    tx: &mut Tx,
    permit: Permit<'_, Measure>,
    (name, unit, baseline, target): (String, String, Decimal, Decimal),
) -> Result<()> {
    let objective = permit.spend(tx).await?;
    sqlx::query!(
        "insert into objective_indicators (objective_id, name, unit, baseline, target) values ($1, $2, $3, $4, $5)",
        objective.id,
        name,
        unit,
        baseline,
        target,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes what was read on a day; a second reading of the same day takes its place.
pub async fn read(
    tx: &mut Tx,
    permit: Permit<'_, Measure>,
    (indicator, read_on, value, source): (Uuid, jiff::civil::Date, Decimal, String),
) -> Result<()> {
    let objective = permit.spend(tx).await?;
    let person = tx.viewer().person;
    let written = sqlx::query!(
        "insert into objective_readings (indicator_id, read_on, value, source, entered_by)
         select i.id, $3, $4, $5, $6 from objective_indicators i where i.id = $2 and i.objective_id = $1
         on conflict (indicator_id, read_on) do update set value = excluded.value, source = excluded.source, entered_by = excluded.entered_by, entered_at = now()",
        objective.id,
        indicator,
        read_on.to_sqlx() as Date,
        value,
        source,
        person,
    )
    .execute(tx.conn())
    .await?;
    if written.rows_affected() == 0 {
        return Err(Error::Invalid(Errors::one("indicator", "frame-field-choose")));
    }
    Ok(())
}

/// The record that is to be linked; [`Error::NotFound`] where the viewer does not see it.
pub async fn target(tx: &mut Tx, kind: &str, id: Uuid) -> Result<Target> {
    let row = sqlx::query!(
        r#"select n.title as "title!", n.url as "url!", owns_linked($1, $2) as "is_own!" from record_label($1, $2) n"#,
        kind,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Target { kind: kind.to_owned(), id, title: row.title, url: row.url, is_own: row.is_own })
}

/// Says that a record serves an active objective.
pub async fn link(tx: &mut Tx, permit: Permit<'_, Link>, objective: Uuid) -> Result<()> {
    let target = permit.spend(tx).await?;
    let (actor, person) = (tx.viewer().actor, tx.viewer().person);
    let made = sqlx::query!(
        "insert into objective_links (objective_id, record_kind, record_id, actor_id, linked_by)
         select o.id, $2, $3, $4, $5 from objectives o where o.id = $1 and o.state = 'active'",
        objective,
        target.kind,
        target.id,
        actor,
        person,
    );
    let made = made.execute(tx.conn()).await.map_err(on_constraint(
        "objective_links_pkey",
        "objective",
        "objectives-linked-already",
    ))?;
    if made.rows_affected() == 0 {
        return Err(Error::Invalid(Errors::one("objective", "frame-field-choose")));
    }
    Ok(())
}

pub async fn unlink(tx: &mut Tx, permit: Permit<'_, Unlink>, objective: Uuid) -> Result<()> {
    let target = permit.spend(tx).await?;
    sqlx::query!(
        "delete from objective_links where record_id = $1 and objective_id = $2 and record_kind = $3",
        target.id,
        objective,
        target.kind,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a record serves, for its page; `is_own` where the viewer's office owns it.
pub async fn links_of(tx: &mut Tx, kind: &'static str, id: Uuid, is_own: bool) -> Result<Links> {
    let rows = sqlx::query!(
        "select o.id, o.code, o.title from objective_links l join objectives o on o.id = l.objective_id where l.record_id = $1 and l.record_kind = $2 order by o.code, o.id",
        id,
        kind,
    )
    .fetch_all(tx.conn())
    .await?;
    let lines = rows.into_iter().map(|row| (row.id, format!("{} {}", row.code, row.title)));
    let add = is_own && tx.viewer().role.counts_actors();
    let add = add.then(|| format!("/objectives/links?kind={kind}&record={id}"));
    Ok(Links { lines: lines.collect(), add })
}
