//! The SQL of search. The index names ids that the viewer sees; what is shown is read again under row level security.

use super::model::{Actor, Found, Hit, Place, Question};
use crate::{
    access::Community,
    actors::model::{Kind as ActorKind, Status},
    db::Tx,
    web::error::Result,
};
use jiff_sqlx::Timestamp;
use std::collections::HashSet;
use uuid::Uuid;

/// Counts stop here: "100+".
pub const COUNT_CAP: i64 = 100;
/// Hits of one kind on the page of all kinds, and on the page of one.
pub const FEW: usize = 5;
pub const PAGE: usize = 25;

/// The newest records of each of these kinds that hold all the words, `most` of each. Cost: for each kind a few hundred rows looked through, or
/// some dozen descents of the index with what they find; see `search_find_kind`.
pub async fn find(
    tx: &mut Tx,
    question: &Question,
    kinds: &[&str],
    most: i64,
) -> Result<Vec<Found>> {
    let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let (at, id) = question.after.unzip();
    let rows = sqlx::query!(
        r#"select kind as "kind!", id as "id!", at as "at!: Timestamp" from search_find($1, $2, $3, $4, $5, $6)"#,
        &kinds,
        question.words,
        question.area,
        at as Option<Timestamp>,
        id,
        i32::try_from(most).unwrap_or(i32::MAX),
    )
    .fetch_all(tx.conn())
    .await?;
    let mut found: Vec<Found> =
        rows.into_iter().map(|row| Found { kind: row.kind, id: row.id, at: row.at }).collect();
    // Of a project whose file is seen, the card says nothing more.
    let files: HashSet<Uuid> =
        found.iter().filter(|one| one.kind == "qip").map(|one| one.id).collect();
    found.retain(|one| one.kind != "card" || !files.contains(&one.id));
    found.sort_by_key(|one| std::cmp::Reverse((one.at, one.id)));
    Ok(found)
}

/// Records by their reference: of a request, a meeting, a project.
pub async fn by_reference(tx: &mut Tx, reference: &str) -> Result<Vec<Found>> {
    let rows = sqlx::query!(
        r#"select 'request' as "kind!", id as "id!", received_at as "at!: Timestamp" from requests where reference = $1
           union all select 'meeting', id, starts_at from meetings where reference = $1
           union all select case when q.id is null then 'card' else 'qip' end, c.project_id, coalesce(q.created_at, now())
               from qip_cards c left join qips q on q.id = c.project_id where c.reference = $1"#,
        reference,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| Found { kind: row.kind, id: row.id, at: row.at }).collect())
}

fn of_kind(found: &[Found], kind: &str) -> Vec<Uuid> {
    found.iter().filter(|one| one.kind == kind).map(|one| one.id).collect()
}

/// What these records show of themselves, in this order; what the viewer does not see is left out.
pub async fn hits(tx: &mut Tx, found: &[Found]) -> Result<Vec<Hit>> {
    let mut hits = sqlx::query_as!(
        Hit,
        r#"select 'request' as "kind!", r.id as "id!", r.reference as "reference!", '' as "title!", r.kind as "code!", r.state as "state!", a.name as "area?", r.received_at as "at!: Timestamp",
                  left(r.need, 200) as "said!"
           from requests r join areas a on a.id = r.from_area_id where r.id = any ($1)
           union all
           select 'activity', x.id, '', '', x.cluster, x.status, a.name, x.starts_on::timestamp at time zone 'UTC', concat_ws(': ', coalesce(nullif(o.acronym, ''), o.name), nullif(left(x.what, 200), ''))
           from activities x join areas a on a.id = x.area_id left join actors o on o.id = x.actor_id where x.id = any ($2)
           union all
           select 'meeting', m.id, m.reference, m.title, '', m.state, a.name, m.starts_at, left(m.expected, 200)
           from meetings m left join areas a on a.id = m.area_id where m.id = any ($3)
           union all
           select 'qip', q.id, q.reference, q.title, q.sector, q.state, a.name, q.created_at, left(q.summary, 200)
           from qips q join areas a on a.id = q.area_id where q.id = any ($4)
           union all
           select 'card', c.project_id, c.reference, c.title, c.sector, c.stage, a.name, now(), left(c.summary, 200)
           from qip_cards c join areas a on a.id = c.area_id where c.project_id = any ($5)
           union all
           select 'notice', n.id, '', n.title, n.kind, case when n.state = 'published' and n.ends_at <= now() then 'expired' else n.state end, a.name, coalesce(n.published_at, n.created_at), left(n.body, 200)
           from notices n left join areas a on a.id = n.area_id where n.id = any ($6)
           union all
           select 'lesson', r.id, '', '', r.topic, '', a.name, r.filed_at, left(concat_ws(' ', (select string_agg(l.body, '; ') from report_lessons l where l.report_id = r.id), r.keep), 200)
           from reports r left join areas a on a.id = r.area_id where r.state = 'filed' and r.id = any ($7)"#,
        &of_kind(found, "request"),
        &of_kind(found, "activity"),
        &of_kind(found, "meeting"),
        &of_kind(found, "qip"),
        &of_kind(found, "card"),
        &of_kind(found, "notice"),
        &of_kind(found, "lesson"),
    )
    .fetch_all(tx.conn())
    .await?;
    for hit in &mut hits {
        if let Some(one) = found.iter().find(|one| one.id == hit.id && one.kind == hit.kind) {
            hit.at = one.at;
        }
    }
    let place = |hit: &Hit| found.iter().position(|one| one.id == hit.id && one.kind == hit.kind);
    hits.sort_by_key(place);
    Ok(hits)
}

/// How many of these the viewer sees, by kind of the index.
pub async fn count(tx: &mut Tx, found: &[Found]) -> Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        r#"select 'request' as "kind!", count(*) as "n!" from requests where id = any ($1)
           union all select 'activity', count(*) from activities where id = any ($2)
           union all select 'meeting', count(*) from meetings where id = any ($3)
           union all select 'qip', count(*) from qips where id = any ($4)
           union all select 'card', count(*) from qip_cards where project_id = any ($5)
           union all select 'notice', count(*) from notices where id = any ($6)
           union all select 'lesson', count(*) from reports where state = 'filed' and id = any ($7)"#,
        &of_kind(found, "request"),
        &of_kind(found, "activity"),
        &of_kind(found, "meeting"),
        &of_kind(found, "qip"),
        &of_kind(found, "card"),
        &of_kind(found, "notice"),
        &of_kind(found, "lesson"),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.n)).collect())
}

/// Entries of the directory by name or acronym, mistyped ones too; in an area, where one is chosen.
pub async fn actors(tx: &mut Tx, question: &Question, most: i32) -> Result<Vec<Actor>> {
    let cuts: Vec<String> = question.area.iter().map(|area| format!("area:{area}")).collect();
    Ok(sqlx::query_as!(
        Actor,
        r#"select a.id, a.name, a.acronym, a.kind as "kind: ActorKind", a.community as "community: Community", a.status as "status: Status"
           from actors_search($1, $2, null, null, null, false, $3) f join actors a on a.id = f.id order by a.sort_name, a.id"#,
        question.words,
        &cuts,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Areas in force by name, other spelling or code, mistyped ones too.
pub async fn places(tx: &mut Tx, words: &str) -> Result<Vec<Place>> {
    Ok(sqlx::query_as!(
        Place,
        r#"select a.code, a.name, p.name as "parent?" from search_places($1, 5) f join areas a on a.id = f.id left join areas p on p.id = a.parent_id
           order by f.likeness desc, a.name"#,
        words,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Words of names that the viewer may see and that are near to a mistyped one.
pub async fn near(tx: &mut Tx, word: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(r#"select word as "word!" from search_near($1, 6)"#, word)
        .fetch_all(tx.conn())
        .await?)
}
