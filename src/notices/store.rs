//! The SQL that reads notices: what the viewer may see. Lists begin at the index of sights.

use super::{
    model::{Condition, Confidence, Filter, Kind, Line, Moment, Notice, State, Told, Topic},
    policy::View,
};
use crate::{
    access::{Audience, Community, Role},
    db::Tx,
    web::error::{Error, Result},
};
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// Rows of a list page.
pub const PAGE: usize = 25;
/// Counts stop here: "500+".
pub const COUNT_CAP: i64 = 500;
/// How long something near counts as new, in days.
pub const NEW_DAYS: i32 = 7;

/// One page of notices, the last told first; one row more than [`PAGE`] when there is a next page. Without a state: what holds now.
/// Cost: for each grantee of the viewer (and each area) one descent of an index and at most a page of its rows.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Line>> {
    let areas = concerned(tx, filter.area.as_slice()).await?;
    let mut query = QueryBuilder::new("select notice_id from (");
    sights(&mut query, tx, filter, &areas, i64::try_from(PAGE + 1).unwrap_or(26));
    query.push(") top order by at desc, notice_id desc");
    let rows = query.build().fetch_all(tx.conn()).await?;
    let ids = rows.iter().map(|row| row.try_get(0)).collect::<sqlx::Result<Vec<Uuid>>>()?;
    let mut lines = lines(tx, &ids).await?;
    lines.retain(|line| filter.state.is_some() || !line.is_over);
    Ok(lines)
}

/// How many notices the filter finds, up to [`COUNT_CAP`] + 1.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    let areas = concerned(tx, filter.area.as_slice()).await?;
    let all = Filter { after: None, ..filter.clone() };
    let mut query = QueryBuilder::new("select count(*) from (");
    sights(&mut query, tx, &all, &areas, COUNT_CAP + 1);
    query.push(") found join notices n on n.id = found.notice_id");
    if filter.state.is_none() {
        query.push(" where n.ends_at > now()");
    }
    Ok(query.build().fetch_one(tx.conn()).await?.try_get(0)?)
}

/// The newest of each grantee (and area), merged. Only the filters in use stand in the statement, so that each has its own plan.
fn sights(
    query: &mut QueryBuilder<Postgres>,
    tx: &Tx,
    filter: &Filter,
    areas: &[Uuid],
    limit: i64,
) {
    query.push("select distinct s.notice_id, s.at from unnest(").push_bind(tx.viewer().sights());
    query.push("::uuid[]) g (grantee)");
    if !areas.is_empty() {
        query.push(" cross join unnest(").push_bind(areas.to_vec()).push("::uuid[]) p (area)");
    }
    query.push(" cross join lateral (select notice_id, at from notice_sights s where s.grantee = g.grantee and s.state = ");
    query.push_bind(filter.state.unwrap_or(State::Published).as_str());
    if !areas.is_empty() {
        query.push(" and s.area_id = p.area");
    }
    if let Some(kind) = filter.kind {
        query.push(" and s.kind = ").push_bind(kind.as_str());
    }
    if let Some((at, id)) = filter.after {
        query.push(" and (s.at, s.notice_id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(" order by s.at desc, s.notice_id desc limit ").push_bind(limit);
    query.push(") s order by s.at desc, s.notice_id desc limit ").push_bind(limit);
}

/// What notices for these areas stand under: the areas themselves, those around and in them, and the whole country. None for none.
async fn concerned(tx: &mut Tx, areas: &[Uuid]) -> Result<Vec<Uuid>> {
    if areas.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_scalar!(
        r#"with recursive up as (
               select a.id, a.parent_id from areas a where a.id = any ($1)
               union select p.id, p.parent_id from up u join areas p on p.id = u.parent_id
           ), down as (
               select a.id from areas a where a.id = any ($1) union select a.id from down d join areas a on a.parent_id = d.id
           )
           select id as "id!" from up union select id from down union select '00000000-0000-0000-0000-000000000000'"#,
        areas,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The lines of these notices, in this order, as far as the viewer sees them.
async fn lines(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select n.id, n.owner_id, n.kind as "kind: Kind", nullif(n.condition, '') as "condition: Condition", n.title, n.area_id, a.name as "area?",
                  n.valid_from, n.valid_until, n.confidence as "confidence: Confidence", n.audience as "audience: Audience", n.state as "state: State",
                  n.ends_at <= now() as "is_over!", coalesce(n.published_at, n.created_at) as "at!",
                  coalesce((select o.name from actors o where o.id = n.owner_id), notice_office(n.id), '') as "office!"
           from unnest($1::uuid[]) with ordinality wanted (id, place) join notices n on n.id = wanted.id left join areas a on a.id = n.area_id
           order by wanted.place"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What was told in the last [`NEW_DAYS`] days, holds, and concerns the districts of the viewer's actor (for one without districts:
/// all that it sees), the last first; `most` at most. The viewer's own office knows what it told.
pub async fn near(tx: &mut Tx, most: usize) -> Result<Vec<Line>> {
    let own = tx.viewer().actor;
    let districts = sqlx::query_scalar!("select area_id from actor_areas where actor_id = $1", own)
        .fetch_all(tx.conn())
        .await?;
    let areas = concerned(tx, &districts).await?;
    let mut query = QueryBuilder::new("select notice_id from (");
    sights(&mut query, tx, &Filter::default(), &areas, i64::try_from(4 * most).unwrap_or(100));
    query.push(") top where at > now() - make_interval(days => ").push_bind(NEW_DAYS);
    query.push(") order by at desc, notice_id desc");
    let rows = query.build().fetch_all(tx.conn()).await?;
    let ids = rows.iter().map(|row| row.try_get(0)).collect::<sqlx::Result<Vec<Uuid>>>()?;
    let mut lines = lines(tx, &ids).await?;
    lines.retain(|line| !line.is_over && line.owner_id != own);
    lines.truncate(most);
    Ok(lines)
}

/// What everybody is told, the last first: for the landing page and the feed.
pub async fn public(tx: &mut Tx, most: i64) -> Result<Vec<Told>> {
    let ids = sqlx::query_scalar!(
        "select s.notice_id from notice_sights s where s.grantee = audience_grantee('public') and s.state = 'published'
         order by s.at desc, s.notice_id desc limit $1",
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(sqlx::query_as!(
        Told,
        r#"select n.id, n.title, n.body, n.kind as "kind: Kind", a.name as "area?", coalesce(notice_office(n.id), '') as "office!", n.valid_until, n.published_at as "published_at!"
           from unnest($1::uuid[]) with ordinality wanted (id, place) join notices n on n.id = wanted.id left join areas a on a.id = n.area_id
           where n.ends_at > now() order by wanted.place"#,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What holds on roads now, by district and within it the last first; 300 at most.
pub async fn roads(tx: &mut Tx) -> Result<Vec<Line>> {
    let filter = Filter { kind: Some(Kind::RoadStatus), ..Filter::default() };
    let mut query = QueryBuilder::new("select notice_id from (");
    sights(&mut query, tx, &filter, &[], 300);
    query.push(") top order by at desc, notice_id desc");
    let rows = query.build().fetch_all(tx.conn()).await?;
    let ids = rows.iter().map(|row| row.try_get(0)).collect::<sqlx::Result<Vec<Uuid>>>()?;
    let mut lines = lines(tx, &ids).await?;
    lines.retain(|line| !line.is_over);
    lines.sort_by(|one, other| one.area.cmp(&other.area));
    Ok(lines)
}

/// The notice of this id; [`Error::NotFound`] when there is none or the viewer may not know of it.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Notice> {
    let notice = sqlx::query_as!(
        Notice,
        r#"select n.id, n.owner_id, actor_community(n.owner_id) as "community!: Community", n.writers, n.kind as "kind: Kind", nullif(n.topic, '') as "topic: Topic",
                  nullif(n.condition, '') as "condition: Condition", n.title, n.body, n.area_id, a.name as "area?", n.valid_from, n.valid_until,
                  n.confidence as "confidence: Confidence", n.audience as "audience: Audience", n.state as "state: State", n.reason, n.published_at,
                  n.ends_at <= now() as "is_over!", (select o.id from notices o where o.id = n.supersedes_id) as "supersedes_id?",
                  (select o.id from notices o where o.supersedes_id = n.id and o.state in ('published', 'superseded', 'expired') limit 1) as "successor_id?",
                  n.contribution_id, n.contributor_id, (n.contribution_id is null or contribution_in_force(n.contribution_id)) as "is_shared!",
                  coalesce((select o.name from actors o where o.id = n.owner_id), notice_office(n.id), '') as "office!", n.version
           from notices n left join areas a on a.id = n.area_id where n.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &notice)?;
    Ok(notice)
}

/// What happened to it, oldest first: for its office and those above it.
pub async fn history(tx: &mut Tx, notice: Uuid) -> Result<Vec<Moment>> {
    Ok(sqlx::query_as!(
        Moment,
        r#"select at, act, actor_id, role as "role: Role", reason from notice_acts where notice_id = $1 order by id"#,
        notice,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// A humanitarian organisation, other than a desk, that these words name, as far as the viewer may know of it: by its whole name, or by an
/// acronym of three letters and more. Reads the directory once; asked only when a military office writes.
pub async fn named_humanitarian(tx: &mut Tx, text: &str) -> Result<Option<String>> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.chars().count() > 2)
        .map(ToOwned::to_owned)
        .collect();
    Ok(sqlx::query_scalar!(
        "select a.name from actors a where a.community = 'humanitarian' and not exists (select from desks d where d.actor_id = a.id)
           and (strpos(plain_words($1), a.sort_name) > 0 or a.acronym = any ($2)) order by a.name limit 1",
        text,
        &words,
    )
    .fetch_optional(tx.conn())
    .await?)
}
