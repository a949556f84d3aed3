//! The SQL of situation reports: the record, and what the house finds for a draft. Everything found is what the viewer's
//! lists show; of humanitarian requesters no name stands in it.

use super::{
    model::{Found, PARTS, Sitrep, Slot, State},
    policy::{Create, Edit, File, View},
};
use crate::{
    access::{Community, Permit, Record as _},
    db::Tx,
    i18n::{Lang, Text, say},
    reference,
    web::error::{Error, Result},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Lines of one part of a draft.
const LINES: i64 = 40;

/// Reports of the viewer's office, and those filed below it, the latest first; 50 at most.
pub async fn list(tx: &mut Tx) -> Result<Vec<Sitrep>> {
    Ok(sqlx::query_as!(
        Sitrep,
        r#"select id, owner_id, from_on, until_on, state as "state: State", filed_at, version from sitreps order by until_on desc, id desc limit 50"#
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Sitrep> {
    let sitrep = sqlx::query_as!(
        Sitrep,
        r#"select id, owner_id, from_on, until_on, state as "state: State", filed_at, version from sitreps where id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &sitrep)?;
    Ok(sitrep)
}

/// Its parts with their texts, in order.
pub async fn parts(tx: &mut Tx, sitrep: Uuid) -> Result<Vec<(String, String)>> {
    let order: Vec<String> = PARTS.iter().map(|part| (*part).to_owned()).collect();
    let rows = sqlx::query!(
        "select part, body from sitrep_parts where sitrep_id = $1 order by array_position($2::text[], part)",
        sitrep,
        &order,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.part, row.body)).collect())
}

/// Writes a draft with what was found.
pub async fn create(
    tx: &mut Tx,
    permit: Permit<'_, Create>,
    (from, until): (Date, Date),
    found: &Found,
    lang: Lang,
) -> Result<()> {
    let slot: &Slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into sitreps (id, owner_id, author_id, from_on, until_on) values ($1, $2, $3, $4, $5)",
        slot.id,
        slot.owner,
        person,
        from.to_sqlx() as jiff_sqlx::Date,
        until.to_sqlx() as jiff_sqlx::Date,
    )
    .execute(tx.conn())
    .await?;
    for part in PARTS {
        let lines = found.iter().find(|(name, _)| *name == part).map(|(_, lines)| lines.as_slice());
        let lines: Vec<String> =
            lines.unwrap_or_default().iter().map(|line| format!("– {}", line.say(lang))).collect();
        let body: String = lines.join("\n").chars().take(6000).collect();
        sqlx::query!(
            "insert into sitrep_parts (sitrep_id, part, body) values ($1, $2, $3)",
            slot.id,
            part,
            body
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Saves all parts; [`Error::Conflict`] where somebody saved since `version`.
pub async fn save(
    tx: &mut Tx,
    permit: Permit<'_, Edit>,
    version: i32,
    parts: &[(&'static str, String)],
) -> Result<()> {
    let sitrep = permit.spend(tx).await?;
    let person = tx.viewer().person;
    let saved = sqlx::query!(
        "update sitreps set author_id = $3 where id = $1 and version = $2",
        sitrep.id,
        version,
        person,
    )
    .execute(tx.conn())
    .await?;
    if saved.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "frame-field-stale", url: sitrep.url() });
    }
    for (part, body) in parts {
        sqlx::query!(
            "update sitrep_parts set body = $3 where sitrep_id = $1 and part = $2",
            sitrep.id,
            part,
            body
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

pub async fn file(tx: &mut Tx, permit: Permit<'_, File>) -> Result<()> {
    let sitrep = permit.spend(tx).await?;
    sqlx::query!("update sitreps set state = 'filed', filed_at = now() where id = $1", sitrep.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn line(text: String) -> Text {
    Text::new("sitreps-line").with("text", text)
}

/// What the house finds in a period for each part, as far as the viewer sees it.
pub async fn gather(tx: &mut Tx, from: Date, until: Date, lang: Lang) -> Result<Found> {
    let (from, until) = (from.to_sqlx(), until.to_sqlx());
    let mut found = vec![("meetings", meetings(tx, from, until, lang).await?)];
    found.extend(requests(tx, from, until, lang).await?);
    found.push(("projects", projects(tx, from, until, lang).await?));
    found.extend(visits(tx, from, until, lang).await?);
    found.push(("actors", actors(tx, from, until, lang).await?));
    found.push(("plans", plans(tx, lang).await?));
    Ok(found)
}

async fn meetings(
    tx: &mut Tx,
    from: jiff_sqlx::Date,
    until: jiff_sqlx::Date,
    lang: Lang,
) -> Result<Vec<Text>> {
    let rows = sqlx::query!(
        r#"select distinct m.id, m.title, m.starts_at, (m.starts_at at time zone m.time_zone)::date as "on_day!: jiff_sqlx::Date", m.state
           from unnest((select viewer_sights())::uuid[]) g (id)
           cross join lateral (select s.meeting_id from meeting_sights s where s.grantee = g.id and s.is_named
               and s.starts_at >= day_begins($1) and s.starts_at < day_begins($2::date + 1) order by s.starts_at limit $3) s
           join meetings m on m.id = s.meeting_id where m.starts_at < now() order by m.starts_at limit $3"#,
        from,
        until,
        LINES,
    )
    .fetch_all(tx.conn())
    .await?;
    let text = |state: &str| say(lang, &format!("meetings-state-{state}"), None);
    Ok(rows
        .into_iter()
        .map(|row| line(format!("{}: {} ({})", row.on_day.to_jiff(), row.title, text(&row.state))))
        .collect())
}

/// What came in, and what was decided or ended; community support apart.
async fn requests(
    tx: &mut Tx,
    from: jiff_sqlx::Date,
    until: jiff_sqlx::Date,
    lang: Lang,
) -> Result<Found> {
    let came = sqlx::query!(
        r#"select distinct r.id, r.reference, r.kind, r.state, a.name as area, r.received_at
           from unnest((select viewer_sights())::uuid[]) g (id)
           cross join lateral (select s.request_id from request_sights s where s.grantee = g.id
               and s.received_at >= day_begins($1) and s.received_at < day_begins($2::date + 1) order by s.received_at desc limit $3) s
           join requests r on r.id = s.request_id join areas a on a.id = r.from_area_id order by r.received_at limit $3"#,
        from,
        until,
        LINES,
    )
    .fetch_all(tx.conn())
    .await?;
    let went = sqlx::query!(
        r#"select r.reference, r.kind, h.to_state, a.name as area from request_acts h join requests r on r.id = h.request_id join areas a on a.id = r.from_area_id
           where h.at >= day_begins($1) and h.at < day_begins($2::date + 1) and h.from_state <> h.to_state
             and h.to_state in ('tasked', 'delivered', 'closed', 'declined', 'referred', 'aborted', 'withdrawn', 'expired')
             and exists (select from request_sights s where s.request_id = r.id and s.grantee = any ((select viewer_sights())::uuid[]))
           order by h.id limit $3"#,
        from,
        until,
        LINES,
    )
    .fetch_all(tx.conn())
    .await?;
    let word = |prefix: &str, code: &str| say(lang, &format!("requests-{prefix}-{code}"), None);
    let one = |code: &str, kind: &str, area: &str, state: &str| {
        let (kind, state) = (word("kind", kind), word("state", state));
        line(format!("{}: {kind}, {area} ({state})", reference::show(code)))
    };
    let is_support = |kind: &str| kind == "community_support";
    let of = |wanted: bool| {
        let rows = came.iter().filter(move |row| is_support(&row.kind) == wanted);
        rows.map(|row| one(&row.reference, &row.kind, &row.area, &row.state)).collect()
    };
    let out = went.iter().map(|row| one(&row.reference, &row.kind, &row.area, &row.to_state));
    Ok(vec![("requests_in", of(false)), ("requests_out", out.collect()), ("support", of(true))])
}

async fn projects(
    tx: &mut Tx,
    from: jiff_sqlx::Date,
    until: jiff_sqlx::Date,
    lang: Lang,
) -> Result<Vec<Text>> {
    let rows = sqlx::query!(
        r#"select q.reference, q.title, q.state, a.name as area from qips q join areas a on a.id = q.area_id
           where q.state_since >= day_begins($1) and q.state_since < day_begins($2::date + 1)
             and exists (select from qip_sights s where s.project_id = q.id and s.is_file and s.grantee = any ((select viewer_sights())::uuid[]))
           order by q.state_since limit $3"#,
        from,
        until,
        LINES,
    )
    .fetch_all(tx.conn())
    .await?;
    let state = |code: &str| say(lang, &format!("qips-state-{code}"), None);
    Ok(rows
        .into_iter()
        .map(|row| {
            line(format!(
                "{}: {}, {} ({})",
                reference::show(&row.reference),
                row.title,
                row.area,
                state(&row.state)
            ))
        })
        .collect())
}

/// Visits by the office; those about movement apart.
async fn visits(
    tx: &mut Tx,
    from: jiff_sqlx::Date,
    until: jiff_sqlx::Date,
    lang: Lang,
) -> Result<Found> {
    let below = tx.viewer().below.clone();
    let rows = sqlx::query!(
        r#"select v.visited_on, v.topics, a.name as area from visits v join areas a on a.id = v.area_id
           where v.owner_id = any ($4) and v.visited_on >= $1 and v.visited_on <= $2 order by v.visited_on limit $3"#,
        from,
        until,
        LINES,
        &below,
    )
    .fetch_all(tx.conn())
    .await?;
    let topic = |code: &String| say(lang, &format!("visits-topic-{code}"), None);
    let mut all = Vec::new();
    let mut movements = Vec::new();
    for row in rows {
        let topics: Vec<String> = row.topics.iter().map(topic).collect();
        let text =
            line(format!("{}: {} ({})", row.visited_on.to_jiff(), row.area, topics.join(", ")));
        if row.topics.iter().any(|code| code == "movement") {
            movements.push(text.clone());
        }
        all.push(text);
    }
    Ok(vec![("visits", all), ("movements", movements)])
}

/// Entries of the directory that are new, and those that left. Military posts write nothing in free text about humanitarian
/// actors (access.md), so the house does not write it for them.
async fn actors(
    tx: &mut Tx,
    from: jiff_sqlx::Date,
    until: jiff_sqlx::Date,
    lang: Lang,
) -> Result<Vec<Text>> {
    let is_military = tx.viewer().community == Community::Military;
    let rows = sqlx::query!(
        r#"select name, status = 'departed' as "is_gone!" from actors
           where community <> 'system' and status <> 'merged' and not ($4 and community = 'humanitarian') and (created_at >= day_begins($1) and created_at < day_begins($2::date + 1)
              or departed_at >= day_begins($1) and departed_at < day_begins($2::date + 1)) order by name limit $3"#,
        from,
        until,
        LINES,
        is_military,
    )
    .fetch_all(tx.conn())
    .await?;
    let word =
        |is_gone: bool| say(lang, if is_gone { "sitreps-gone" } else { "sitreps-new-actor" }, None);
    Ok(rows.into_iter().map(|row| line(format!("{} ({})", row.name, word(row.is_gone)))).collect())
}

/// The next two weeks: meetings of the office, and what is tasked.
async fn plans(tx: &mut Tx, lang: Lang) -> Result<Vec<Text>> {
    let coming = sqlx::query!(
        r#"select distinct m.id, m.title, m.starts_at, (m.starts_at at time zone m.time_zone)::date as "on_day!: jiff_sqlx::Date"
           from unnest((select viewer_sights())::uuid[]) g (id)
           cross join lateral (select s.meeting_id from meeting_sights s where s.grantee = g.id and s.is_named and s.state not in ('cancelled', 'postponed')
               and s.starts_at >= now() and s.starts_at < now() + interval '14 days' order by s.starts_at limit $1) s
           join meetings m on m.id = s.meeting_id order by m.starts_at limit $1"#,
        LINES,
    )
    .fetch_all(tx.conn())
    .await?;
    let tasked = sqlx::query!(
        r#"select distinct r.id, r.reference, r.kind, r.needed_from from unnest((select viewer_sights())::uuid[]) g (id)
           cross join lateral (select s.request_id from request_sights s where s.grantee = g.id and s.state in ('accepted', 'tasked') limit $1) s
           join requests r on r.id = s.request_id order by r.needed_from limit $1"#,
        LINES,
    )
    .fetch_all(tx.conn())
    .await?;
    let kind = |code: &str| say(lang, &format!("requests-kind-{code}"), None);
    let meetings =
        coming.into_iter().map(|row| line(format!("{}: {}", row.on_day.to_jiff(), row.title)));
    let tasks = tasked.into_iter().map(|row| {
        let (day, code) = (row.needed_from.to_jiff(), reference::show(&row.reference));
        line(format!("{day}: {code}, {}", kind(&row.kind)))
    });
    Ok(meetings.chain(tasks).collect())
}
