//! The SQL of imports of activities: the import and its rows, what is remembered, and the writing itself, a batch at a time.

use super::{
    columns::Columns,
    model::{
        Brings, Counts, Import, KeptNote, Line, NewImport, Options, Outlined, Remarks, Staged,
        State,
    },
    policy::{Apply, Correct, Discard, Receive, View},
    read::Fixes,
    resolve::Corrections,
};
use crate::{
    access::Permit,
    activities::model::{Cluster, Function, Parts, Status},
    db::Tx,
    imports::report::{Note, Outcome},
    web::error::{Error, Result},
};
use jiff_sqlx::{Date, Timestamp};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

/// Rows of a dry run on one page.
pub const PAGE: usize = 50;

struct Row {
    id: Uuid,
    brings: Brings,
    actor_id: Uuid,
    file_name: String,
    state: State,
    header: Json<Vec<super::columns::Head>>,
    signature: String,
    columns: Json<Columns>,
    options: Json<Options>,
    remarks: Json<Remarks>,
    total: i32,
    done: i32,
    created_at: Timestamp,
    applied_at: Option<Timestamp>,
    is_stuck: bool,
    version: i32,
}

impl From<Row> for Import {
    fn from(row: Row) -> Import {
        Import {
            id: row.id,
            brings: row.brings,
            actor_id: row.actor_id,
            file_name: row.file_name,
            state: row.state,
            header: row.header.0,
            signature: row.signature,
            columns: row.columns.0,
            options: row.options.0,
            remarks: row.remarks.0,
            total: row.total,
            done: row.done,
            created_at: row.created_at,
            applied_at: row.applied_at,
            is_stuck: row.is_stuck,
            version: row.version,
        }
    }
}

/// The office's import of this id; [`Error::NotFound`] for everybody else.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Import> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, kind as "brings: Brings", actor_id, file_name, state as "state: State", header as "header: Json<Vec<super::columns::Head>>", signature,
                  columns as "columns: Json<Columns>", options as "options: Json<Options>", remarks as "remarks: Json<Remarks>", total, done,
                  created_at, applied_at, state in ('checking', 'applying') and beat_at < now() - interval '1 minute' as "is_stuck!", version
           from activity_imports where id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    let import = Import::from(row);
    tx.check(View, &import)?;
    Ok(import)
}

/// The newest imports of the office; fifty at most.
pub async fn list(tx: &mut Tx, brings: Brings) -> Result<Vec<Import>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, kind as "brings: Brings", actor_id, file_name, state as "state: State", '[]'::jsonb as "header!: Json<Vec<super::columns::Head>>", signature,
                  '{}'::jsonb as "columns!: Json<Columns>", options as "options: Json<Options>", '{}'::jsonb as "remarks!: Json<Remarks>", total, done,
                  created_at, applied_at, state in ('checking', 'applying') and beat_at < now() - interval '1 minute' as "is_stuck!", version
           from activity_imports where kind = $1 order by created_at desc, id limit 50"#,
        brings.as_str(),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Import::from).collect())
}

/// A file as it was understood when it came.
pub struct Received {
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub header: Vec<super::columns::Head>,
    pub signature: String,
    pub columns: Columns,
    pub options: Options,
    pub total: usize,
}

pub async fn receive(tx: &mut Tx, permit: Permit<'_, Receive>, file: Received) -> Result<()> {
    let new: &NewImport = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into activity_imports (id, actor_id, person_id, file_name, file, header, signature, columns, options, total, kind)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id,
        new.actor,
        person,
        file.file_name,
        file.bytes,
        Json(file.header) as _,
        file.signature,
        Json(file.columns) as _,
        Json(file.options) as _,
        i32::try_from(file.total).unwrap_or(i32::MAX),
        new.brings.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The file itself, while it is kept.
pub async fn file(tx: &mut Tx, import: Uuid) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar!("select file from activity_imports where id = $1", import)
        .fetch_one(tx.conn())
        .await?)
}

/// The columns that the office chose for files like this one, if it did.
pub async fn remembered_columns(
    tx: &mut Tx,
    actor: Uuid,
    signature: &str,
) -> Result<Option<Columns>> {
    let columns = sqlx::query_scalar!(
        r#"select columns as "columns: Json<Columns>" from activity_import_headers where actor_id = $1 and signature = $2"#,
        actor,
        signature,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(columns.map(|columns| columns.0))
}

/// Says which column is what, for this file and the next one like it.
pub async fn choose_columns(
    tx: &mut Tx,
    permit: Permit<'_, Correct>,
    columns: &Columns,
    options: &Options,
) -> Result<()> {
    let import = permit.spend(tx).await?;
    sqlx::query!(
        "update activity_imports set columns = $2, options = $3, state = 'received', version = version + 1 where id = $1",
        import.id,
        Json(columns) as _,
        Json(options) as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into activity_import_headers (actor_id, signature, columns) values ($1, $2, $3)
         on conflict (actor_id, signature) do update set columns = excluded.columns, at = now()",
        import.actor_id,
        import.signature,
        Json(columns) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the office corrected so far.
pub async fn corrections(tx: &mut Tx, actor: Uuid) -> Result<Corrections> {
    let rows = sqlx::query!(
        "select field, word, value from activity_import_words where actor_id = $1 order by at desc limit 20000",
        actor,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| ((row.field, row.word), row.value)).collect())
}

/// A correction of words: field, words as compared, as said, and what they mean.
pub struct Word {
    pub field: String,
    pub word: String,
    pub said: String,
    pub value: String,
}

/// Remembers what words mean, for this file and the next.
pub async fn correct(tx: &mut Tx, permit: Permit<'_, Correct>, words: &[Word]) -> Result<()> {
    let import = permit.spend(tx).await?;
    for word in words {
        sqlx::query!(
            "insert into activity_import_words (actor_id, field, word, said, value) values ($1, $2, $3, $4, $5)
             on conflict (actor_id, field, word) do update set said = excluded.said, value = excluded.value, at = now()",
            import.actor_id,
            word.field,
            word.word,
            word.said,
            word.value,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Corrects cells of one row; an empty list takes the corrections back.
pub async fn fix(
    tx: &mut Tx,
    permit: Permit<'_, Correct>,
    row: i32,
    cells: &[(String, String)],
) -> Result<()> {
    let import = permit.spend(tx).await?;
    sqlx::query!(
        "delete from activity_import_fixes where import_id = $1 and row = $2",
        import.id,
        row
    )
    .execute(tx.conn())
    .await?;
    for (field, value) in cells {
        sqlx::query!(
            "insert into activity_import_fixes (import_id, row, field, value) values ($1, $2, $3, $4)",
            import.id,
            row,
            field,
            value,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

pub async fn fixes(tx: &mut Tx, import: Uuid) -> Result<Fixes> {
    let rows = sqlx::query!(
        "select row, field, value from activity_import_fixes where import_id = $1",
        import
    )
    .fetch_all(tx.conn())
    .await?;
    let place = |row: i32| usize::try_from(row).unwrap_or(0);
    Ok(rows.into_iter().map(|row| ((place(row.row), row.field), row.value)).collect())
}

pub async fn discard(tx: &mut Tx, permit: Permit<'_, Discard>) -> Result<()> {
    let import = permit.spend(tx).await?;
    sqlx::query!("delete from activity_imports where id = $1", import.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A run begins: nothing is left of the one before.
pub async fn begin(tx: &mut Tx, import: Uuid, state: State) -> Result<()> {
    if state == State::Checking {
        sqlx::query!("delete from activity_import_rows where import_id = $1", import)
            .execute(tx.conn())
            .await?;
    }
    sqlx::query!(
        "update activity_imports set state = $2, done = 0, beat_at = now(), version = version + 1,
                checked_at = case when $2 = 'checking' then now() else checked_at end where id = $1",
        import,
        state.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How far a run is.
pub async fn beat(tx: &mut Tx, import: Uuid, done: usize) -> Result<()> {
    sqlx::query!(
        "update activity_imports set done = $2, total = greatest(total, $2), beat_at = now() where id = $1",
        import,
        i32::try_from(done).unwrap_or(i32::MAX),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A run ends: checked or failed, with what should be known.
pub async fn end(
    tx: &mut Tx,
    import: Uuid,
    state: State,
    remarks: &Remarks,
    rows: usize,
) -> Result<()> {
    sqlx::query!(
        "update activity_imports set state = $2, remarks = $3, done = $4, total = $4, beat_at = now() where id = $1",
        import,
        state.as_str(),
        Json(remarks) as _,
        i32::try_from(rows).unwrap_or(i32::MAX),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An activity that a row may mean, as it stands.
#[derive(Clone, Debug)]
pub struct Existing {
    pub id: Uuid,
    pub version: i32,
    pub actor_id: Uuid,
    pub area_id: Uuid,
    pub cluster: Cluster,
    pub what: String,
    pub modality: String,
    pub target_group: String,
    pub targeted: Option<i32>,
    pub targeted_parts: Parts,
    pub reached: Option<i32>,
    pub reached_parts: Parts,
    pub starts_on: jiff::civil::Date,
    pub ends_on: Option<jiff::civil::Date>,
    pub status: Status,
    pub objective: String,
    pub function: Function,
    /// Whether the local partner and the place that the row says stand there already.
    pub same_private: bool,
}

/// By what a row finds its activity: the id that an export gave it, else who, what, where and from when.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Key {
    pub place: usize,
    pub id: Option<Uuid>,
    pub actor_id: Uuid,
    pub cluster: Cluster,
    pub area_id: Uuid,
    pub starts_on: jiff::civil::Date,
    pub what: String,
    pub partner: String,
    /// The exact place that the row says.
    pub exact: String,
}

/// The activities that these rows mean, by place in the list; as far as the viewer may see them.
pub async fn existing(tx: &mut Tx, keys: &[Key]) -> Result<HashMap<usize, Existing>> {
    let rows = sqlx::query!(
        r#"with wanted as materialized (
               select * from jsonb_to_recordset($1) as k (place int, id uuid, actor_id uuid, cluster text, area_id uuid, starts_on date, what text, partner text, exact text)
           ), found as (
               select k.place, x.id, k.partner, k.exact from wanted k join activities x on x.id = k.id where k.id is not null
               union all
               select k.place, x.id, k.partner, k.exact
               from wanted k cross join lateral (
                   select x.id from activities x
                   where x.actor_id = k.actor_id and x.cluster = k.cluster and x.area_id = k.area_id and x.starts_on = k.starts_on
                     and x.what_key = md5(lower(k.what)) order by x.created_at, x.id limit 1) x
               where k.id is null
           )
           select f.place as "place!", x.id as "id!", x.version as "version!", x.actor_id as "actor_id!", x.area_id as "area_id!", x.cluster as "cluster!: Cluster",
                  x.what as "what!", x.modality as "modality!", x.target_group as "target_group!", x.targeted, x.targeted_parts as "targeted_parts!: Json<Parts>",
                  x.reached, x.reached_parts as "reached_parts!: Json<Parts>", x.starts_on as "starts_on!", x.ends_on, x.status as "status!: Status",
                  x.objective as "objective!", x.cimic_function as "function!: Function",
                  case when f.partner = '' and f.exact = '' then true else private_is(x.id, f.partner, f.exact) end as "same_private!"
           from found f join activities x on x.id = f.id"#,
        Json(keys) as _,
    )
    .fetch_all(tx.conn())
    .await?;
    let found = rows.into_iter().map(|row| {
        let existing = Existing {
            id: row.id,
            version: row.version,
            actor_id: row.actor_id,
            area_id: row.area_id,
            cluster: row.cluster,
            what: row.what,
            modality: row.modality,
            target_group: row.target_group,
            targeted: row.targeted,
            targeted_parts: row.targeted_parts.0,
            reached: row.reached,
            reached_parts: row.reached_parts.0,
            starts_on: row.starts_on.to_jiff(),
            ends_on: row.ends_on.map(Date::to_jiff),
            status: row.status,
            objective: row.objective,
            function: row.function,
            same_private: row.same_private,
        };
        (usize::try_from(row.place).unwrap_or(0), existing)
    });
    Ok(found.collect())
}

/// Keeps rows of the dry run.
pub async fn stage(tx: &mut Tx, import: Uuid, rows: &[Staged]) -> Result<()> {
    sqlx::query!(
        "insert into activity_import_rows (import_id, row, outcome, has_warning, record, cells, notes, activity_id, found_version, actor_id, area_id, cluster, what,
                modality, target_group, targeted, targeted_parts, reached, reached_parts, starts_on, ends_on, status, objective, cimic_function, partner, place)
         select $1, row, outcome, has_warning, record, cells, notes, activity_id, found_version, actor_id, area_id, cluster, what, modality, target_group, targeted,
                targeted_parts, reached, reached_parts, starts_on, ends_on, status, objective, cimic_function, partner, place
         from jsonb_to_recordset($2) as r (row int, outcome text, has_warning boolean, record text, cells text[], notes jsonb, activity_id uuid, found_version int,
                actor_id uuid, area_id uuid, cluster text, what text, modality text, target_group text, targeted int, targeted_parts jsonb, reached int,
                reached_parts jsonb, starts_on date, ends_on date, status text, objective text, cimic_function text, partner text, place text)",
        import,
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps rows of a dry run of past projects.
pub async fn outline(tx: &mut Tx, import: Uuid, rows: &[Outlined]) -> Result<()> {
    sqlx::query!(
        "insert into activity_import_rows (import_id, row, outcome, has_warning, record, cells, notes)
         select $1, row, outcome, has_warning, record, cells, notes
         from jsonb_to_recordset($2) as r (row int, outcome text, has_warning boolean, record text, cells text[], notes jsonb)",
        import,
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub async fn counts(tx: &mut Tx, import: Uuid) -> Result<Counts> {
    Ok(sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where outcome = 'new') as "new!", count(*) filter (where outcome = 'changed') as "changed!",
                  count(*) filter (where outcome = 'unchanged') as "unchanged!", count(*) filter (where outcome = 'left_out') as "left_out!",
                  count(*) filter (where outcome = 'error') as "error!", count(*) filter (where has_warning) as "warned!"
           from activity_import_rows where import_id = $1"#,
        import,
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Rows of the dry run after this one: all, those of an outcome, or those with a warning; `most` at most.
pub async fn rows(
    tx: &mut Tx,
    import: Uuid,
    outcome: Option<Outcome>,
    warned: bool,
    after: i32,
    most: usize,
) -> Result<Vec<Line>> {
    let rows = sqlx::query!(
        r#"select row, outcome as "outcome: Outcome", record, cells, notes as "notes: Json<Vec<KeptNote>>", activity_id
           from activity_import_rows
           where import_id = $1 and row > $2 and ($3::text is null or outcome = $3) and (not $4 or has_warning) order by row limit $5"#,
        import,
        after,
        outcome.map(Outcome::as_str),
        warned,
        i64::try_from(most).unwrap_or(i64::MAX),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Line {
            row: row.row,
            outcome: row.outcome,
            record: row.record,
            cells: row.cells,
            notes: row.notes.0.iter().map(Note::from).collect(),
            activity_id: row.activity_id,
        })
        .collect())
}

/// Whether what the dry run saw is no longer so: an activity it changes has another version, or one it adds has come meanwhile.
pub async fn is_overtaken(tx: &mut Tx, import: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from activity_import_rows r join activities x on x.id = r.activity_id
                          where r.import_id = $1 and r.outcome = 'changed' and x.version <> r.found_version)
               or exists (select from activity_imports i join activities x on x.created_at > i.checked_at
                          where i.id = $1 and x.actor_id in (select distinct r.actor_id from activity_import_rows r where r.import_id = $1 and r.outcome = 'new'))
               as "overtaken!""#,
        import,
    )
    .fetch_one(tx.conn())
    .await?)
}

/// The actors whose activities an import writes, with their communities.
pub async fn owners(tx: &mut Tx, import: Uuid) -> Result<Vec<(Uuid, crate::access::Community)>> {
    let rows = sqlx::query!(
        r#"select actor_id as "actor_id!", coalesce(actor_community(actor_id), 'none') as "community!: crate::access::Community"
           from (select distinct actor_id from activity_import_rows where import_id = $1 and outcome in ('new', 'changed')) r"#,
        import,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor_id, row.community)).collect())
}

/// Says that it is to be written: one event for the import; each activity gets its own with its row. From here on nobody corrects it.
pub async fn ask(tx: &mut Tx, permit: Permit<'_, Apply>, leave_out: bool) -> Result<()> {
    let import = permit.spend(tx).await?;
    sqlx::query!("update activity_imports set leave_out = $2 where id = $1", import.id, leave_out)
        .execute(tx.conn())
        .await?;
    begin(tx, import.id, State::Applying).await
}

/// Holds off other imports until this one is written, so that each sees what the one before wrote.
pub async fn open_writing(tx: &mut Tx) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('activity_imports'))")
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Writes the rows after this one, `most` at most; answers the last row written, None at the end.
pub async fn write_batch(
    tx: &mut Tx,
    import: Uuid,
    after: i32,
    most: i64,
) -> Result<Option<(i32, i64)>> {
    let batch = sqlx::query!(
        r#"select max(row) as "last", count(*) as "n!" from (select row from activity_import_rows
           where import_id = $1 and row > $2 and outcome in ('new', 'changed') order by row limit $3) r"#,
        import,
        after,
        most,
    )
    .fetch_one(tx.conn())
    .await?;
    let Some(last) = batch.last else { return Ok(None) };
    add(tx, import, after, last).await?;
    change(tx, import, after, last).await?;
    say_private(tx, import, after, last).await?;
    events(tx, import, after, last).await?;
    Ok(Some((last, batch.n)))
}

async fn add(tx: &mut Tx, import: Uuid, after: i32, last: i32) -> Result<()> {
    sqlx::query!(
        "insert into activities (id, actor_id, area_id, cluster, what, modality, target_group, targeted, targeted_parts, reached, reached_parts, starts_on, ends_on, status,
                objective, cimic_function, audience, source_file, source_row, import_id, entered_by_id, last_confirmed_at)
         select r.activity_id, r.actor_id, r.area_id, r.cluster, r.what, r.modality, r.target_group, r.targeted, r.targeted_parts, r.reached, r.reached_parts,
                r.starts_on, r.ends_on, r.status, r.objective, r.cimic_function, activity_audience(coalesce(actor_community(r.actor_id), 'none')),
                i.file_name, r.row, i.id, i.actor_id, least(now(), coalesce(r.ends_on::timestamptz, now()))
         from activity_import_rows r join activity_imports i on i.id = r.import_id
         where r.import_id = $1 and r.row > $2 and r.row <= $3 and r.outcome = 'new' order by r.row",
        import,
        after,
        last,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn change(tx: &mut Tx, import: Uuid, after: i32, last: i32) -> Result<()> {
    let changed = sqlx::query!(
        "update activities x set area_id = r.area_id, cluster = r.cluster, what = r.what, modality = r.modality, target_group = r.target_group, targeted = r.targeted,
                targeted_parts = r.targeted_parts, reached = r.reached, reached_parts = r.reached_parts, starts_on = r.starts_on, ends_on = r.ends_on, status = r.status,
                objective = r.objective, cimic_function = r.cimic_function, source_file = i.file_name, source_row = r.row, import_id = i.id,
                last_confirmed_at = greatest(x.last_confirmed_at, least(now(), coalesce(r.ends_on::timestamptz, now())))
         from activity_import_rows r join activity_imports i on i.id = r.import_id
         where x.id = r.activity_id and r.import_id = $1 and r.row > $2 and r.row <= $3 and r.outcome = 'changed'",
        import,
        after,
        last,
    )
    .execute(tx.conn())
    .await?;
    tracing::debug!(rows = changed.rows_affected(), "activities changed by an import");
    Ok(())
}

async fn say_private(tx: &mut Tx, import: Uuid, after: i32, last: i32) -> Result<()> {
    sqlx::query!(
        r#"select count(say_private(r.activity_id, coalesce(r.partner, ''), coalesce(r.place, ''))) as "n!" from activity_import_rows r
           where r.import_id = $1 and r.row > $2 and r.row <= $3 and r.outcome in ('new', 'changed') and (r.partner is not null or r.place is not null)"#,
        import,
        after,
        last,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(())
}

/// One event for each activity that is new or changes.
async fn events(tx: &mut Tx, import: Uuid, after: i32, last: i32) -> Result<()> {
    let viewer = tx.viewer().clone();
    let actor = Some(viewer.actor).filter(|actor| !actor.is_nil());
    sqlx::query!(
        "insert into events (person_id, post_id, actor_id, role, act, record_kind, record_id)
         select $4, $5, $6, $7, 'import', 'activity', r.activity_id from activity_import_rows r
         where r.import_id = $1 and r.row > $2 and r.row <= $3 and r.outcome in ('new', 'changed') order by r.row",
        import,
        after,
        last,
        viewer.person,
        viewer.post,
        actor,
        viewer.role.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It is written: the file is no longer needed.
pub async fn close_writing(tx: &mut Tx, import: Uuid) -> Result<()> {
    sqlx::query!(
        "update activity_imports set state = 'applied', applied_at = now(), file = null, done = total, beat_at = now() where id = $1",
        import,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
