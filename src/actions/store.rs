//! The SQL of action points. Reads return what the viewer may see; lists start from the index of sights.

use super::{
    model::{Action, Draft, Filter, Line, Listing, Moment, Priority, Said, State, Step},
    policy::{Take, View},
    states::Act,
};
use crate::{
    access::{self, Permit, Record as _, Role},
    actors,
    db::Tx,
    files::model::{Holds, RecordKind},
    web::error::{Error, Result},
};
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder, Row as _};
use uuid::Uuid;

/// Rows of a list page.
pub const PAGE: usize = 25;
/// Counts stop here: "500+".
pub const COUNT_CAP: i64 = 500;

/// One page, what is due first at the top (what has ended: the latest); one row more than [`PAGE`] when there is a next page.
/// Cost: per grantee of the viewer one descent of an index and at most a page of its rows, whatever the table holds.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Line>> {
    let order = if is_past(filter) { " desc" } else { "" };
    let mut query = QueryBuilder::new("with top as (");
    sights(&mut query, tx, filter, i64::try_from(PAGE + 1).unwrap_or(26));
    query.push(
        ") select a.id, a.body, a.actor_id, a.role, a.owner_id, a.due_on, a.priority, a.state, a.carry_overs,
                  a.due_on < current_date and a.state in ('offered', 'accepted', 'in_progress', 'blocked') as is_overdue
           from top join actions a on a.id = top.action_id order by a.due_on",
    );
    query.push(order).push(", a.id").push(order);
    let rows = query.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| line(row).map_err(Error::from)).collect()
}

/// How many the filter finds, up to [`COUNT_CAP`] + 1.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    let filter = Filter { after: None, ..filter.clone() };
    let mut query = QueryBuilder::new("select count(*) from (");
    sights(&mut query, tx, &filter, COUNT_CAP + 1);
    query.push(") found");
    Ok(query.build().fetch_one(tx.conn()).await?.try_get(0)?)
}

/// What has ended is shown from its latest day on.
fn is_past(filter: &Filter) -> bool {
    filter.state.is_some_and(|state| !state.is_open())
}

/// The first `limit` of each grantee, merged. Only the filters in use stand in the statement, so that each has its own plan.
fn sights(query: &mut QueryBuilder<Postgres>, tx: &Tx, filter: &Filter, limit: i64) {
    let past = is_past(filter);
    let order = if past { " desc" } else { "" };
    query
        .push("select distinct s.action_id, s.due_on from unnest(")
        .push_bind(tx.viewer().sights());
    query.push("::uuid[]) as g (grantee) cross join lateral (select action_id, due_on from action_sights s where s.grantee = g.grantee");
    query.push(if past { " and not s.is_open" } else { " and s.is_open" });
    if let Some(state) = filter.state {
        query.push(" and s.state = ").push_bind(state.as_str());
    }
    if let Some(doer) = filter.doer {
        query.push(" and s.doer_id = ").push_bind(doer);
    }
    if let Some(role) = filter.role {
        query
            .push(" and (s.doer_role is null or s.doer_role = ")
            .push_bind(role.as_str())
            .push(")");
    }
    if let Some(owner) = filter.owner {
        query.push(" and s.owner_id = ").push_bind(owner);
    }
    if let Some(forum) = filter.forum {
        query.push(" and s.forum_id = ").push_bind(forum);
    }
    if filter.late {
        query.push(" and s.due_on < current_date and s.state <> 'done'");
    }
    if filter.stuck {
        query.push(" and s.is_stuck");
    }
    if let Some((due, id)) = filter.after {
        query.push(if past {
            " and (s.due_on, s.action_id) < ("
        } else {
            " and (s.due_on, s.action_id) > ("
        });
        query.push_bind(due).push(", ").push_bind(id).push(")");
    }
    query
        .push(" order by s.due_on")
        .push(order)
        .push(", s.action_id")
        .push(order)
        .push(" limit ")
        .push_bind(limit);
    query
        .push(") s order by s.due_on")
        .push(order)
        .push(", s.action_id")
        .push(order)
        .push(" limit ")
        .push_bind(limit);
}

fn line(row: &sqlx::postgres::PgRow) -> sqlx::Result<Line> {
    Ok(Line {
        id: row.try_get("id")?,
        body: row.try_get("body")?,
        actor_id: row.try_get("actor_id")?,
        role: row.try_get("role")?,
        owner_id: row.try_get("owner_id")?,
        due_on: row.try_get("due_on")?,
        is_overdue: row.try_get("is_overdue")?,
        priority: row.try_get("priority")?,
        state: row.try_get("state")?,
        carry_overs: row.try_get("carry_overs")?,
    })
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Action> {
    let action = sqlx::query_as!(
        Action,
        r#"select a.id, a.source_kind as "source_kind: RecordKind", a.source_id, l.title as "source_title?", l.url as "source_url?", a.body, a.owner_id,
                  a.author_id, a.actor_id, a.role as "role: Role", a.due_on,
                  a.due_on < current_date and a.state in ('offered', 'accepted', 'in_progress', 'blocked') as "is_overdue!",
                  a.priority as "priority: Priority", a.state as "state: State", a.reason, a.done_note, a.evidence, a.done_by, a.carry_overs, a.created_at,
                  array(select p.actor_id from action_parties p where p.action_id = a.id and p.left_at is null) as "parties!",
                  (select count(*) from files f where f.record_kind = 'action' and f.record_id = a.id and f.removed_at is null) as "documents!", a.version
           from actions a left join lateral record_label(a.source_kind, a.source_id) l on true where a.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &action)?;
    Ok(action)
}

/// The action points of a record that the viewer sees, oldest first; 200 at most.
pub async fn of_source(tx: &mut Tx, kind: RecordKind, record: Uuid) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select a.id, a.body, a.actor_id, a.role as "role: Role", a.owner_id, a.due_on,
                  a.due_on < current_date and a.state in ('offered', 'accepted', 'in_progress', 'blocked') as "is_overdue!",
                  a.priority as "priority: Priority", a.state as "state: State", a.carry_overs
           from actions a where a.source_id = $2 and a.source_kind = $1 order by a.created_at, a.id limit 200"#,
        kind.as_str(),
        record,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The same with their names, as a record's page shows them; `add` is where one is put, for whoever may.
pub async fn listing(
    tx: &mut Tx,
    kind: RecordKind,
    record: Uuid,
    add: Option<String>,
) -> Result<Listing> {
    let lines = of_source(tx, kind, record).await?;
    named(tx, lines, add).await
}

async fn named(tx: &mut Tx, lines: Vec<Line>, add: Option<String>) -> Result<Listing> {
    let ids: Vec<Uuid> = lines.iter().map(|line| line.actor_id).collect();
    let names = actors::store::names(tx, &ids).await?;
    Ok(Listing { lines, add, names })
}

/// What stood on a meeting from earlier ones of its forum, or stands on one of this forum that is still ahead (a page of them, what is due
/// first at the top). Cost: follows what is shown.
pub async fn carried(tx: &mut Tx, meeting: Uuid, ahead_in: Option<Uuid>) -> Result<Listing> {
    if ahead_in.is_some() {
        let mut lines = list(tx, &Filter { forum: ahead_in, ..Filter::default() }).await?;
        lines.retain(|line| line.state != State::Done);
        lines.truncate(PAGE);
        return named(tx, lines, None).await;
    }
    let lines = sqlx::query_as!(
        Line,
        r#"select a.id, a.body, a.actor_id, a.role as "role: Role", a.owner_id, a.due_on,
                  a.due_on < current_date and a.state in ('offered', 'accepted', 'in_progress', 'blocked') as "is_overdue!",
                  a.priority as "priority: Priority", a.state as "state: State", a.carry_overs
           from action_carries c join actions a on a.id = c.action_id where c.meeting_id = $1 order by a.due_on, a.id limit 100"#,
        meeting,
    )
    .fetch_all(tx.conn())
    .await?;
    named(tx, lines, None).await
}

/// Its history, oldest first.
pub async fn history(tx: &mut Tx, id: Uuid) -> Result<Vec<Moment>> {
    Ok(sqlx::query_as!(
        Moment,
        r#"select at, act, actor_id, role as "role: Role", reason from action_acts where action_id = $1 order by id limit 200"#,
        id,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Puts one. The permit is that of the record it comes from. What an office puts to itself it has accepted.
/// `parties` are the others who see it: those who were there.
pub async fn put<A>(
    tx: &mut Tx,
    permit: Permit<'_, A>,
    draft: &Draft,
    place: &super::Place,
) -> Result<Uuid>
where
    A: access::Action,
    A::Record: Holds,
{
    let source = permit.spend(tx).await?;
    write(tx, <A::Record as access::Record>::KIND, source.id(), draft, place).await
}

/// The same inside an act that spent its own permit: the promises of a visit, the lessons of a report.
pub async fn write(
    tx: &mut Tx,
    kind: &str,
    source: Uuid,
    draft: &Draft,
    place: &super::Place,
) -> Result<Uuid> {
    let viewer = tx.viewer().clone();
    let id = Uuid::now_v7();
    let state = if viewer.acts_for(draft.actor_id) { State::Accepted } else { State::Offered };
    sqlx::query!(
        "insert into actions (id, source_kind, source_id, forum_id, item_id, body, owner_id, author_id, actor_id, role, due_on, priority, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id,
        kind,
        source,
        place.forum,
        place.item,
        draft.body,
        viewer.actor,
        viewer.person,
        draft.actor_id,
        draft.role.map(Role::as_str),
        draft.due_on.to_sqlx() as jiff_sqlx::Date,
        draft.priority.as_str(),
        state.as_str(),
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into action_parties (action_id, actor_id) select $1, x from unnest($2::uuid[]) x where x <> all ($3) on conflict do nothing",
        id,
        &place.parties,
        &[viewer.actor, draft.actor_id],
    )
    .execute(tx.conn())
    .await?;
    said(tx, id, "put", state, "").await?;
    Ok(id)
}

/// One act of the table. [`Error::Conflict`] when somebody was first.
pub async fn take(tx: &mut Tx, permit: Permit<'_, Take>, words: &Said) -> Result<()> {
    let Step { action, act } = permit.spend(tx).await?;
    let to = act.spec().leads(action.state).unwrap_or(action.state);
    let person = tx.viewer().person;
    let finished = *act == Act::Finish;
    let done = sqlx::query!(
        "update actions set state = $3, reason = $4, done_note = case when $5 then $6 else done_note end,
                evidence = case when $5 then $7 else evidence end, done_by = case when $5 then $8 else done_by end,
                verified_by = case when $9 then $8 end, due_on = coalesce($10, due_on)
         where id = $1 and version = $2",
        action.id,
        action.version,
        to.as_str(),
        words.reason,
        finished,
        words.note,
        words.evidence,
        person,
        *act == Act::Verify,
        words.due_on.map(jiff::civil::Date::to_sqlx) as Option<jiff_sqlx::Date>,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "actions-late-state", url: action.url() });
    }
    let text = if finished { &words.note } else { &words.reason };
    said(tx, action.id, act.as_str(), to, text).await
}

async fn said(tx: &mut Tx, id: Uuid, act: &str, to: State, reason: &str) -> Result<()> {
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into action_acts (action_id, act, to_state, person_id, actor_id, role, reason) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        act,
        to.as_str(),
        viewer.person,
        Some(viewer.actor).filter(|actor| !actor.is_nil()),
        viewer.role.as_str(),
        reason,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The forums that the viewer may know of, for the filter; by name.
pub async fn forums(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!("select id, name from forums order by lower(name), id limit 200")
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
