//! The SQL of after-action reports.

use super::{
    model::{Duty, Filter, Lesson, LessonDraft, LessonKind, Line, Question, Report, Slot, State},
    policy::{Begin, File, View, Write},
};
use crate::{
    access::{Audience, Permit, Record},
    actions::{self, Place, model::Priority},
    db::Tx,
    files::model::RecordKind,
    web::{
        error::{Error, Result},
        forms::on_constraint,
    },
};
use jiff_sqlx::ToSqlx as _;
use sqlx::{QueryBuilder, Row as _};
use uuid::Uuid;

/// Rows of a list page.
pub const PAGE: usize = 25;

/// Filed reports that the viewer sees, the latest first, with their lessons; one row more than [`PAGE`] when there are more.
/// Cost: per audience and actor of the viewer one descent of an index and at most a page of its rows.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Line>> {
    let mut query = QueryBuilder::new("with top as (select distinct t.id, t.filed_at from unnest(");
    query.push_bind(tx.viewer().grantees()).push("::uuid[]) g (grantee) cross join lateral ((");
    side(&mut query, "audience_id = g.grantee", filter);
    query.push(") union all (");
    side(&mut query, "owner_id = g.grantee", filter);
    query.push(
        ")) t order by t.filed_at desc, t.id desc limit 26)
         select r.id, r.owner_id, r.source_kind, r.topic, r.sector, r.expected, r.filed_at,
                array(select l.body from report_lessons l where l.report_id = r.id order by l.kind desc, l.id limit 8) as lessons
         from top join reports r on r.id = top.id order by r.filed_at desc, r.id desc",
    );
    let rows = query.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| line(row).map_err(Error::from)).collect()
}

fn side(query: &mut QueryBuilder<sqlx::Postgres>, seen: &str, filter: &Filter) {
    query.push("select id, filed_at from reports where state = 'filed' and ").push(seen);
    // Codes as words of the statement, not values: a plan for any topic would not know that this one is rare.
    if let Some(topic) = filter.topic {
        query.push(format!(" and topic = '{topic}'"));
    }
    if let Some(sector) = filter.sector {
        query.push(format!(" and sector = '{sector}'"));
    }
    if let Some(kind) = filter.kind {
        query.push(" and source_kind = ").push_bind(kind.as_str());
    }
    if let Some((at, id)) = filter.after {
        query.push(" and (filed_at, id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(" order by filed_at desc, id desc limit 26");
}

fn line(row: &sqlx::postgres::PgRow) -> sqlx::Result<Line> {
    Ok(Line {
        id: row.try_get("id")?,
        owner_id: row.try_get("owner_id")?,
        source_kind: row.try_get("source_kind")?,
        topic: row.try_get("topic")?,
        sector: row.try_get("sector")?,
        expected: row.try_get("expected")?,
        filed_at: row.try_get("filed_at")?,
        lessons: row.try_get("lessons")?,
    })
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Report> {
    let report = sqlx::query_as!(
        Report,
        r#"select r.id, r.source_kind as "source_kind: RecordKind", r.source_id, l.title as "source_title?", l.url as "source_url?", r.owner_id,
                  r.audience as "audience: Audience", r.topic, r.sector, r.area_id, a.name as "area?", r.expected, r.happened, r.why, r.keep,
                  r.state as "state: State", r.filed_at, r.created_at, r.version
           from reports r left join areas a on a.id = r.area_id left join lateral record_label(r.source_kind, r.source_id) l on true where r.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &report)?;
    Ok(report)
}

pub async fn lessons(tx: &mut Tx, report: Uuid) -> Result<Vec<Lesson>> {
    Ok(sqlx::query_as!(
        Lesson,
        r#"select id, kind as "kind: LessonKind", body, actor_id, due_on, action_id from report_lessons where report_id = $1 order by kind, id limit 100"#,
        report,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What the viewer's own office owes, the longest first; 20 at most.
pub async fn owed(tx: &mut Tx) -> Result<Vec<Duty>> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_as!(
        Duty,
        r#"with d as materialized (select * from report_duties where actor_id = $1 and written_at is null order by due_on, source_id limit 20),
               called as (select l.* from (select source_kind, array_agg(source_id) as ids from d group by source_kind) k cross join lateral record_labels(k.source_kind, k.ids) l)
           select d.source_kind as "source_kind: RecordKind", d.source_id, l.title as "source_title?", l.url as "source_url?", d.actor_id, d.due_on,
                  d.due_on < current_date as "is_overdue!", false as "is_written!"
           from d left join called l on l.id = d.source_id order by d.due_on, d.source_id"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Who was asked for one on this record, as far as the viewer may know.
pub async fn duties(tx: &mut Tx, source: Uuid) -> Result<Vec<Duty>> {
    Ok(sqlx::query_as!(
        Duty,
        r#"select source_kind as "source_kind: RecordKind", source_id, null::text as "source_title?", null::text as "source_url?", actor_id, due_on,
                  due_on < current_date and written_at is null as "is_overdue!", written_at is not null as "is_written!"
           from report_duties where source_id = $1 order by due_on, actor_id limit 100"#,
        source,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Whether the viewer's office was asked for a report on this record, or was there; and the report that it has begun.
pub async fn called(tx: &mut Tx, kind: RecordKind, source: Uuid) -> Result<(bool, Option<Uuid>)> {
    let actor = tx.viewer().actor;
    let row = sqlx::query!(
        r#"select record_seen($1, $2) and (exists (select from report_duties d where d.source_id = $2 and d.actor_id = $3)
                  or $1 = 'meeting' and $3 = any (attended($2))) as "is_called!",
                  (select id from reports r where r.source_id = $2 and r.owner_id = $3) as "begun?""#,
        kind.as_str(),
        source,
        actor,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.is_called, row.begun))
}

/// Begins a report.
pub async fn begin(tx: &mut Tx, permit: Permit<'_, Begin>) -> Result<()> {
    let Slot { id, owner, source_kind, source_id, audience, .. } = permit.spend(tx).await?.clone();
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into reports (id, source_kind, source_id, owner_id, author_id, audience) values ($1, $2, $3, $4, $5, $6)",
        id,
        source_kind.as_str(),
        source_id,
        owner,
        person,
        audience.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn stale(report: &Report) -> Error {
    Error::Conflict { reason: "frame-field-stale", url: report.url() }
}

/// Saves one answer upon the version it was written on.
pub async fn answer(
    tx: &mut Tx,
    permit: Permit<'_, Write>,
    question: Question,
    answer: &str,
    version: i32,
) -> Result<()> {
    let report = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update reports set expected = case when $3 = 'expected' then $4 else expected end, happened = case when $3 = 'happened' then $4 else happened end,
                why = case when $3 = 'why' then $4 else why end, keep = case when $3 = 'keep' then $4 else keep end
         where id = $1 and version = $2",
        report.id,
        version,
        question.as_str(),
        answer,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(stale(report)) } else { Ok(()) }
}

/// Saves by what it is found.
pub async fn about(
    tx: &mut Tx,
    permit: Permit<'_, Write>,
    (topic, sector, area): &(String, String, Option<Uuid>),
    version: i32,
) -> Result<()> {
    let report = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update reports set topic = $3, sector = $4, area_id = $5 where id = $1 and version = $2",
        report.id,
        version,
        topic,
        sector,
        *area,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("reports_area_id_fkey", "area", "frame-field-choose"))?;
    if done.rows_affected() == 0 { Err(stale(report)) } else { Ok(()) }
}

pub async fn add_lesson(
    tx: &mut Tx,
    permit: Permit<'_, Write>,
    lesson: &LessonDraft,
) -> Result<()> {
    let report = permit.spend(tx).await?;
    sqlx::query!(
        "insert into report_lessons (report_id, kind, body, actor_id, due_on) values ($1, $2, $3, $4, $5)",
        report.id,
        lesson.kind.as_str(),
        lesson.body,
        lesson.actor_id,
        lesson.due_on.map(jiff::civil::Date::to_sqlx) as Option<jiff_sqlx::Date>,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// [`Error::NotFound`] where this report has no such lesson.
pub async fn remove_lesson(tx: &mut Tx, permit: Permit<'_, Write>, lesson: Uuid) -> Result<()> {
    let report = permit.spend(tx).await?;
    let gone = sqlx::query!(
        "delete from report_lessons where id = $1 and report_id = $2",
        lesson,
        report.id
    )
    .execute(tx.conn())
    .await?;
    if gone.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Files it for good: those it is for can read it, and what is to change becomes action points.
pub async fn file(tx: &mut Tx, permit: Permit<'_, File>) -> Result<()> {
    let report = permit.spend(tx).await?;
    let lessons = lessons(tx, report.id).await?;
    for lesson in lessons.iter().filter(|lesson| lesson.kind == LessonKind::Change) {
        let (Some(actor_id), Some(due_on)) = (lesson.actor_id, lesson.due_on) else { continue };
        let draft = actions::model::Draft {
            body: lesson.body.clone(),
            actor_id,
            role: None,
            due_on: due_on.to_jiff(),
            priority: Priority::Normal,
        };
        let action =
            actions::store::write(tx, Report::KIND, report.id, &draft, &Place::default()).await?;
        sqlx::query!("update report_lessons set action_id = $2 where id = $1", lesson.id, action)
            .execute(tx.conn())
            .await?;
    }
    let done = sqlx::query!(
        "update reports set state = 'filed', filed_at = now() where id = $1 and version = $2",
        report.id,
        report.version,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(stale(report)) } else { Ok(()) }
}
