//! The SQL that reads meetings: what the viewer may see. Lists and calendars begin at the index of sights, cut by time.

pub use super::forums::store::find as forum;
use super::{
    model::{
        Announced, Answer, Attribution, Guest, Item, ItemState, Line, Meeting, Moment, Place,
        PlaceKind, State, Why,
    },
    policy::View,
};
use crate::{
    access::{Audience, Role},
    db::Tx,
    i18n::Lang,
    web::error::{Error, Result},
};
use jiff_sqlx::{Date, Timestamp, ToSqlx};
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// Rows of a list page.
pub const PAGE: usize = 25;
/// Counts stop here: "500+".
pub const COUNT_CAP: i64 = 500;

/// What a list is cut by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub forum: Option<Uuid>,
    pub state: Option<State>,
    /// Only those that the viewer's own office hosts, chairs or is invited to, or an office below it.
    pub mine: bool,
    /// What is over instead of what is to come.
    pub past: bool,
    /// Where past and coming part.
    pub now: Option<Timestamp>,
    /// The last row of the page before.
    pub after: Option<(Timestamp, Uuid)>,
}

/// One page: what is to come, the next first; or what is past, the last first. One row more than [`PAGE`] when there is a next page.
/// Cost: for each grantee of the viewer one descent of an index and at most a page of its rows, whatever the table holds.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Line>> {
    let mut query = QueryBuilder::new("select meeting_id from (");
    sights(&mut query, tx, filter, i64::try_from(PAGE + 1).unwrap_or(26));
    query.push(") top order by starts_at");
    query.push(if filter.past { " desc, meeting_id desc" } else { ", meeting_id" });
    let rows = query.build().fetch_all(tx.conn()).await?;
    let ids = rows.iter().map(|row| row.try_get(0)).collect::<sqlx::Result<Vec<Uuid>>>()?;
    lines(tx, &ids).await
}

/// How many meetings the filter finds, up to [`COUNT_CAP`] + 1.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    let filter = Filter { after: None, ..filter.clone() };
    let mut query = QueryBuilder::new("select count(*) from (");
    sights(&mut query, tx, &filter, COUNT_CAP + 1);
    query.push(") found");
    Ok(query.build().fetch_one(tx.conn()).await?.try_get(0)?)
}

/// The first `limit` meetings of each grantee, merged. Only the filters in use stand in the statement, so that each has its own plan.
fn sights(query: &mut QueryBuilder<Postgres>, tx: &Tx, filter: &Filter, limit: i64) {
    let grantees = if filter.mine { vec![tx.viewer().actor] } else { tx.viewer().sights() };
    query.push("select distinct s.meeting_id, s.starts_at from unnest(").push_bind(grantees);
    query.push("::uuid[]) as g (grantee) cross join lateral (select meeting_id, starts_at from meeting_sights s where s.grantee = g.grantee");
    let (side, order) = if filter.past { ("<", " desc") } else { (">=", "") };
    if let Some(now) = filter.now {
        query.push(format!(" and s.starts_at {side} ")).push_bind(now);
    }
    if let Some(forum) = filter.forum {
        query.push(" and s.forum_id = ").push_bind(forum);
    }
    if let Some(state) = filter.state {
        query.push(" and s.state = ").push_bind(state.as_str());
    }
    if let Some((at, id)) = filter.after {
        let beyond = if filter.past { "<" } else { ">" };
        query.push(format!(" and (s.starts_at, s.meeting_id) {beyond} ("));
        query.push_bind(at).push(", ").push_bind(id).push(")");
    }
    query
        .push(format!(" order by s.starts_at{order}, s.meeting_id{order} limit "))
        .push_bind(limit);
    query
        .push(format!(") s order by s.starts_at{order}, s.meeting_id{order} limit "))
        .push_bind(limit);
}

/// The lines of these meetings, in this order, as far as the viewer sees them.
pub async fn lines(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Line>> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_as!(
        Line,
        r#"select m.id, m.reference, m.title, m.state as "state: State", m.owner_id, a.name as "area?", m.place_kind as "place_kind: PlaceKind",
                  m.starts_at, m.ends_at, (g.actor_id is not null) as "is_invited!", g.answer as "answer: Answer"
           from unnest($1::uuid[]) with ordinality wanted (id, place) join meetings m on m.id = wanted.id
           left join areas a on a.id = m.area_id
           left join meeting_actors g on g.meeting_id = m.id and g.actor_id = $2 and g.left_at is null
           order by wanted.place"#,
        ids,
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The meetings of each of these days, on the clocks of the zone, in order of time; at most `most` a day, so that a full month
/// costs no more than a quiet one.
pub async fn days(
    tx: &mut Tx,
    first: jiff::civil::Date,
    last: jiff::civil::Date,
    zone: &str,
    most: i64,
) -> Result<Vec<(jiff_sqlx::Date, Uuid)>> {
    let grantees = tx.viewer().sights();
    let rows = sqlx::query!(
        r#"select d.day::date as "day!", t.meeting_id as "id!"
           from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 day') d (day)
           cross join lateral (
               select distinct s.meeting_id, s.starts_at from unnest($3::uuid[]) g (grantee) cross join lateral (
                   select s.meeting_id, s.starts_at from meeting_sights s
                   where s.grantee = g.grantee and s.starts_at >= d.day at time zone $4 and s.starts_at < (d.day + interval '1 day') at time zone $4
                   order by s.starts_at, s.meeting_id limit $5) s
               order by s.starts_at, s.meeting_id limit $5) t
           order by d.day, t.starts_at, t.meeting_id"#,
        first.to_sqlx() as _,
        last.to_sqlx() as _,
        &grantees,
        zone,
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.day, row.id)).collect())
}

/// The meeting of this reference; [`Error::NotFound`] when there is none or the viewer may not know of it.
pub async fn find(tx: &mut Tx, reference: &str) -> Result<Meeting> {
    let meeting = sqlx::query_as!(
        Meeting,
        r#"select m.id, m.reference, m.forum_id, f.name as "forum?", m.recurs_at, m.owner_id, m.chair_id, m.title, m.purpose, m.expected,
                  m.audience as "audience: Audience", m.language as "language: Lang", m.attribution as "attribution: Attribution", m.area_id, a.name as "area?",
                  m.time_zone, m.starts_at, m.ends_at, m.starts_at <= now() as "has_begun!", m.place_kind as "place_kind: PlaceKind", m.state as "state: State",
                  m.reason, m.is_discreet, m.is_announced, m.booking_id, m.version, m.updated_at,
                  array(select g.actor_id from meeting_actors g where g.meeting_id = m.id and g.left_at is null) as "parties!"
           from meetings m left join forums f on f.id = m.forum_id left join areas a on a.id = m.area_id where m.reference = $1"#,
        reference,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &meeting)?;
    Ok(meeting)
}

/// The reference of a meeting that the viewer sees.
pub async fn reference(tx: &mut Tx, id: Uuid) -> Result<String> {
    sqlx::query_scalar!("select reference from meetings where id = $1", id)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(Error::NotFound)
}

/// Where it is; empty for who is not among those invited.
pub async fn place(tx: &mut Tx, meeting: Uuid) -> Result<Place> {
    let place = sqlx::query_as!(
        Place,
        "select place, link from meeting_places where meeting_id = $1",
        meeting
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(place.unwrap_or_default())
}

/// Those invited and what they answered; nothing for who is not among them.
pub async fn guests(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Guest>> {
    Ok(sqlx::query_as!(
        Guest,
        r#"select actor_id, why as "why: Why", answer as "answer: Answer", note, answered_at from meeting_actors
           where meeting_id = $1 and left_at is null order by why, added_at, actor_id"#,
        meeting,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The agenda in its order, then what was proposed; confidential items only for whom they are.
pub async fn items(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Item>> {
    Ok(sqlx::query_as!(
        Item,
        r#"select id, position, title, detail, minutes, presenter_id, audience as "audience: Audience", state as "state: ItemState", proposed_by_id, reason, version
           from meeting_items where meeting_id = $1 order by position, created_at, id limit 200"#,
        meeting,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// One item of a meeting.
pub async fn item(tx: &mut Tx, meeting: Uuid, id: Uuid) -> Result<Item> {
    let items = items(tx, meeting).await?;
    items.into_iter().find(|item| item.id == id).ok_or(Error::NotFound)
}

/// What happened, oldest first.
pub async fn history(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Moment>> {
    Ok(sqlx::query_as!(
        Moment,
        "select at, act, actor_id, role, reason from meeting_acts where meeting_id = $1 order by id limit 200",
        meeting
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Who was there and still owes a report, as far as the viewer may know: until when, and whether that day has passed.
pub async fn owing(tx: &mut Tx, meeting: Uuid) -> Result<Vec<(Uuid, Date, bool)>> {
    let rows = sqlx::query!(
        r#"select actor_id, due_on, due_on < current_date as "late!" from report_duties
           where source_id = $1 and written_at is null order by due_on, actor_id limit 100"#,
        meeting,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor_id, row.due_on, row.late)).collect())
}

/// The posts that may see it, by actor and role with counts.
pub async fn viewers(tx: &mut Tx, meeting: Uuid) -> Result<Vec<(Uuid, Role, i64)>> {
    let rows = sqlx::query!(
        r#"select actor_id as "actor!", role as "role!: Role", n as "n!" from meeting_viewers($1) order by n desc, actor_id"#,
        meeting
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor, row.role, row.n)).collect())
}

/// The next meetings of the viewer's own office and those below it.
pub async fn coming(tx: &mut Tx, most: i64) -> Result<Vec<Line>> {
    let actor = tx.viewer().actor;
    let ids = sqlx::query_scalar!(
        r#"select meeting_id from meeting_sights where grantee = $1 and starts_at > now() - interval '1 hour' and state in ('planned', 'invited')
           order by starts_at, meeting_id limit $2"#,
        actor,
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    lines(tx, &ids).await
}

/// Meetings to come that the viewer's own office has not answered, the next first; true where it was reminded.
pub async fn unanswered(tx: &mut Tx, most: i64) -> Result<Vec<(Line, bool)>> {
    let actor = tx.viewer().actor;
    let rows = sqlx::query!(
        r#"select s.meeting_id, g.reminded_at is not null as "reminded!"
           from meeting_sights s join meeting_actors g on g.meeting_id = s.meeting_id and g.actor_id = $1 and g.answer is null and g.left_at is null
           where s.grantee = $1 and s.state = 'invited' and s.starts_at > now() order by s.starts_at, s.meeting_id limit $2"#,
        actor,
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.meeting_id).collect();
    let lines = lines(tx, &ids).await?;
    let reminded = |line: &Line| rows.iter().any(|row| row.meeting_id == line.id && row.reminded);
    Ok(lines
        .into_iter()
        .map(|line| {
            let was = reminded(&line);
            (line, was)
        })
        .collect())
}

/// What hosts announced to everybody, in these days from today on.
pub async fn announced(tx: &mut Tx, days: i32) -> Result<Vec<Announced>> {
    Ok(sqlx::query_as!(
        Announced,
        r#"select title as "title!", on_day as "on_day!", district as "district?", coalesce(phone, '') as "phone!"
           from announced_meetings(date_trunc('day', now()), now() + make_interval(days => $1))"#,
        days,
    )
    .fetch_all(tx.conn())
    .await?)
}
