//! The SQL of the gap matrix. Presence is counted from what row level security shows to the viewer.

use super::{
    model::{Cells, Draft, Need, Presence, Row, Sheet},
    policy::{Enter, View},
};
use crate::{
    access::{Permit, Record as _},
    areas::model::{Area, DISTRICT},
    db::Tx,
    i18n::Text,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Presence of a month by district and cluster, with the needs that are known.
pub async fn cells(tx: &mut Tx, month: jiff::civil::Date) -> Result<Cells> {
    let rows = sqlx::query!(
        r#"with each as materialized (
               select o.district_id, t.cluster, t.actor_id, sum(t.targeted::float8) as people
               from activity_tallies t join area_homes o on o.area_id = t.area_id
               where t.month = $1 and t.cluster <> '' and t.n + t.planned > 0 and o.district_id is not null group by 1, 2, 3
           ), named as materialized (
               select a.id, coalesce(a.last_confirmed_at, '-infinity') < now() - make_interval(days => (p.body ->> 'stale_days')::int) as is_stale
               from actors a, policies p where p.version = policy_now() and a.status not in ('merged', 'departed') and a.id in (select actor_id from each)
           )
           select e.district_id as "area_id!", e.cluster, count(*) as "actors!", count(*) filter (where n.is_stale) as "stale!",
                  sum(e.people)::bigint as "people!"
           from each e join named n on n.id = e.actor_id group by 1, 2"#,
        jiff_sqlx::ToSqlx::to_sqlx(month) as _,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut cells = Cells::new();
    for row in rows {
        let presence = Presence { actors: row.actors, stale: row.stale, people: row.people };
        cells.entry((row.area_id, row.cluster)).or_default().presence = presence;
    }
    let needs = sqlx::query!(
        r#"select o.district_id as "area_id!", n.cluster, sum(n.people)::bigint as "people!"
           from needs n join area_homes o on o.area_id = n.area_id where o.district_id is not null group by 1, 2"#,
    )
    .fetch_all(tx.conn())
    .await?;
    for row in needs {
        cells.entry((row.area_id, row.cluster)).or_default().need = Some(row.people);
    }
    Ok(cells)
}

/// Activities of a month by district, and the mark of the policy.
pub async fn loads(tx: &mut Tx, month: jiff::civil::Date) -> Result<(HashMap<Uuid, i64>, i64)> {
    let rows = sqlx::query!(
        r#"select o.district_id as "area_id!", sum(t.n)::bigint as "n!"
           from activity_tallies t join area_homes o on o.area_id = t.area_id
           where t.month = $1 and o.district_id is not null group by 1"#,
        jiff_sqlx::ToSqlx::to_sqlx(month) as _,
    )
    .fetch_all(tx.conn())
    .await?;
    let mark = sqlx::query_scalar!(
        r#"select (body ->> 'absorption_mark')::bigint as "mark!" from policies where version = policy_now()"#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((rows.into_iter().map(|row| (row.area_id, row.n)).collect(), mark))
}

/// The sheet of a district in force; [`Error::NotFound`] for anything else.
pub async fn sheet(tx: &mut Tx, area: &Area) -> Result<Sheet> {
    if area.level != DISTRICT || area.is_retired() {
        return Err(Error::NotFound);
    }
    let needs = sqlx::query_as!(
        Need,
        "select area_id, cluster, people, source, as_of, version from needs where area_id = $1 order by cluster",
        area.id,
    )
    .fetch_all(tx.conn())
    .await?;
    let sheet = Sheet { area_id: area.id, code: area.code.clone(), needs };
    tx.check(View, &sheet)?;
    Ok(sheet)
}

/// Makes the sheet say this. A figure that stays the same keeps its source and date. [`Error::Conflict`] where somebody saved since `version`.
pub async fn enter(
    tx: &mut Tx,
    permit: Permit<'_, Enter>,
    draft: &Draft,
    version: &str,
) -> Result<()> {
    let sheet = permit.spend(tx).await?;
    if sheet.version() != version {
        return Err(Error::Conflict { reason: "frame-field-stale", url: sheet.url() });
    }
    let (area, actor) = (sheet.area_id, tx.viewer().actor);
    let (known, empty): (Vec<_>, Vec<_>) =
        draft.people.iter().copied().partition(|(_, n)| n.is_some());
    let codes = |list: &[(&'static str, Option<i32>)]| -> Vec<String> {
        list.iter().map(|(cluster, _)| (*cluster).to_owned()).collect()
    };
    sqlx::query!(
        "delete from needs where area_id = $1 and cluster = any ($2)",
        area,
        &codes(&empty)
    )
    .execute(tx.conn())
    .await?;
    let people: Vec<i32> = known.iter().filter_map(|(_, n)| *n).collect();
    write(tx, area, &codes(&known), &people, &draft.source, draft.as_of, actor).await
}

/// Figures of one district; what stays the same keeps its source and date.
async fn write(
    tx: &mut Tx,
    area: Uuid,
    clusters: &[String],
    people: &[i32],
    source: &str,
    as_of: jiff::civil::Date,
    actor: Uuid,
) -> Result<()> {
    sqlx::query!(
        "insert into needs as n (area_id, cluster, people, source, as_of, entered_by_id)
         select distinct on (k.cluster) $1, k.cluster, k.people, $4, $5::date, $6 from unnest($2::text[], $3::int[]) with ordinality as k (cluster, people, place)
         order by k.cluster, k.place desc
         on conflict (area_id, cluster) do update set people = excluded.people, source = excluded.source, as_of = excluded.as_of,
             entered_by_id = excluded.entered_by_id, changed_at = now() where n.people <> excluded.people",
        area,
        clusters,
        people,
        source,
        jiff_sqlx::ToSqlx::to_sqlx(as_of) as _,
        actor,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The sheets that these rows are about, by the code of their district; [`Error::Invalid`] names every row whose code is no district in force.
pub async fn sheets(tx: &mut Tx, rows: &[Row]) -> Result<BTreeMap<String, Sheet>> {
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let known = sqlx::query!(
        "select id, code from areas where code = any ($1) and level = $2 and valid_to is null",
        &codes,
        DISTRICT,
    )
    .fetch_all(tx.conn())
    .await?;
    let sheets: BTreeMap<String, Sheet> = known
        .into_iter()
        .map(|row| {
            let sheet = Sheet { area_id: row.id, code: row.code.clone(), needs: Vec::new() };
            (row.code, sheet)
        })
        .collect();
    let unknown = rows.iter().filter(|row| !sheets.contains_key(&row.code)).map(|row| {
        let text = Text::new("gaps-row-code").with("row", row.number.to_string());
        Errors::one("rows", text.with("code", row.code.as_str()))
    });
    match unknown.reduce(Errors::and) {
        Some(errors) => Err(Error::Invalid(errors)),
        None => Ok(sheets),
    }
}

/// Writes the rows of one district; what they do not name stays. Of two rows for one cluster the last counts.
pub async fn take_in(
    tx: &mut Tx,
    permit: Permit<'_, Enter>,
    rows: &[Row],
    source: &str,
    as_of: jiff::civil::Date,
) -> Result<()> {
    let sheet = permit.spend(tx).await?;
    let own: Vec<&Row> = rows.iter().filter(|row| row.code == sheet.code).collect();
    let clusters: Vec<String> = own.iter().map(|row| row.cluster.to_owned()).collect();
    let people: Vec<i32> = own.iter().map(|row| row.people).collect();
    let actor = tx.viewer().actor;
    write(tx, sheet.area_id, &clusters, &people, source, as_of, actor).await
}
