//! The list taken out of the house as a file: what the page may show, capped, with who took it and when on top. The link dies in a day.

use super::{
    columns::{COLUMNS, part_of},
    lists,
    model::{Cluster, Function, Parts, Status},
    pages::ListQuery,
    policy::is_writer,
};
use crate::{
    access::{
        Permit, Record,
        Verdict::{self, Allow, Deny},
        Viewer,
    },
    db::Tx,
    reference,
    web::{
        cells::harmless,
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Id,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use jiff_sqlx::{Date, Timestamp};
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

/// Rows of a file at most; it says on top when there are more.
pub const CAP: usize = 20_000;

crate::codes! {
    /// What an export can be.
    Format { Csv = "csv", Xlsx = "xlsx", Hxl = "hxl" }
}

crate::actions! { Take(Export) => export }

/// A list that was taken out: which one, by whom, until when its link lives.
#[derive(Clone, Debug)]
pub struct Export {
    pub id: Uuid,
    pub reference: String,
    pub format: Format,
    pub query: String,
    pub post_id: Uuid,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub is_dead: bool,
}

impl Record for Export {
    const KIND: &'static str = "activity_export";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/activities/exports/{}", self.id)
    }
}

/// Whoever works with activities takes out what they may see.
fn export(viewer: &Viewer, _: &Export) -> Verdict {
    if is_writer(viewer) { Allow } else { Deny("activities-deny-export") }
}

/// The list to take out, as it stands in the address of its page, and the format.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportForm {
    pub query: String,
    pub format: String,
}

/// `POST /activities/exports`
pub async fn create(post: Post<ExportForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let format = Format::parse(&form.format).ok_or(Error::Unreadable("format".to_owned()))?;
    let query: ListQuery = serde_html_form::from_str(&form.query).unwrap_or_default();
    let query = ListQuery { after: String::new(), ..query };
    let export = Export {
        id: Uuid::now_v7(),
        reference: reference::new(),
        format,
        query: serde_html_form::to_string(&query).unwrap_or_default(),
        post_id: cx.viewer().post.unwrap_or_default(),
        created_at: Timestamp::from(crate::clock::now()),
        expires_at: Timestamp::from(crate::clock::now()),
        is_dead: false,
    };
    let permit = cx.tx.permit(Take, &export)?;
    insert(&mut cx.tx, permit).await?;
    cx.saved(export.url(), "").await
}

#[derive(Template)]
#[template(path = "activities/export.html")]
struct ExportPage {
    layout: Layout,
    export: Export,
    count: i64,
    list: String,
}

/// `GET /activities/exports/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let export = find(&mut cx.tx, id).await?;
    let query: ListQuery = serde_html_form::from_str(&export.query).unwrap_or_default();
    let filter = query.filter(&mut cx).await?;
    let count = lists::count(&mut cx.tx, &filter).await?;
    Ok(cx.page(&ExportPage {
        layout: Layout::new(&cx),
        export,
        count,
        list: query.url("/activities"),
    }))
}

/// `GET /activities/exports/{id}/file`
pub async fn file(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let export = find(&mut cx.tx, id).await?;
    if export.is_dead {
        return Err(Error::NotFound);
    }
    let query: ListQuery = serde_html_form::from_str(&export.query).unwrap_or_default();
    let filter = query.filter(&mut cx).await?;
    let wanted = i64::try_from(CAP + 1).unwrap_or(i64::MAX);
    let mut ids = lists::ids(&mut cx.tx, &filter, wanted).await?;
    let is_cut = ids.len() > CAP;
    ids.truncate(CAP);
    let rows = rows(&mut cx.tx, &ids).await?;
    let mark = watermark(&export, &cx, is_cut);
    let format = export.format;
    let made = tokio::task::spawn_blocking(move || write(format, &mark, &rows)).await;
    let bytes = made.map_err(|error| Error::Internal(error.to_string()))??;
    Ok(attachment(&export, bytes))
}

fn attachment(export: &Export, bytes: Vec<u8>) -> Response {
    let (kind, ending) = match export.format {
        Format::Xlsx => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Hxl => ("text/csv; charset=utf-8", "hxl.csv"),
    };
    let name = format!("activities-{}.{ending}", reference::show(&export.reference));
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// The line above everything: reference, who took it, when, and whether it is all.
fn watermark(export: &Export, cx: &Ctx, is_cut: bool) -> String {
    let at = export.created_at.to_jiff().to_zoned(cx.house.zone.clone());
    let text = crate::i18n::Text::new(if is_cut {
        "activities-export-mark-cut"
    } else {
        "activities-export-mark"
    });
    text.with("mission", cx.house.mission_name.as_str())
        .with("reference", reference::show(&export.reference))
        .with("person", cx.viewer().name.as_str())
        .with("at", at.strftime("%Y-%m-%d %H:%M %Z").to_string())
        .with("cap", CAP)
        .say(cx.lang)
}

/// The table as it goes into the file: the columns of [`COLUMNS`], each cell harmless.
fn write(format: Format, mark: &str, rows: &[Vec<String>]) -> Result<Vec<u8>> {
    match format {
        Format::Xlsx => write_xlsx(mark, rows),
        Format::Csv | Format::Hxl => write_csv(format, mark, rows),
    }
}

fn write_csv(format: Format, mark: &str, rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| Error::Internal(format!("csv: {error}"));
    // The mark of UTF-8, without which spreadsheets spoil accents.
    let mut writer =
        csv::WriterBuilder::new().flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record([mark]).map_err(failed)?;
    writer.write_record(COLUMNS.iter().map(|column| column.header)).map_err(failed)?;
    if format == Format::Hxl {
        writer.write_record(COLUMNS.iter().map(|column| column.tag)).map_err(failed)?;
    }
    for row in rows {
        writer.write_record(row).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Error::Internal(format!("csv: {error}")))
}

fn write_xlsx(mark: &str, rows: &[Vec<String>]) -> Result<Vec<u8>> {
    use rust_xlsxwriter::{Format, Workbook, XlsxError};
    let failed = |error: XlsxError| Error::Internal(format!("xlsx: {error}"));
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name("Activities").map_err(failed)?;
    sheet
        .set_footer(format!("&L{}", mark.replace('&', "&&").chars().take(200).collect::<String>()));
    sheet.set_freeze_panes(2, 0).map_err(failed)?;
    sheet.write_string(0, 0, mark).map_err(failed)?;
    for (column, known) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(1, column, known.header, &bold).map_err(failed)?;
        for (row, cells) in (2_u32..).zip(rows) {
            let cell = &cells[usize::from(column)];
            match cell.parse::<u32>() {
                Ok(number) if counts_people(known.key) => {
                    sheet.write_number(row, column, number).map_err(failed)?;
                }
                _ if cell.is_empty() => {}
                _ => {
                    sheet.write_string(row, column, cell).map_err(failed)?;
                }
            }
        }
    }
    book.save_to_buffer().map_err(failed)
}

fn counts_people(key: &str) -> bool {
    key == "targeted" || key == "reached" || part_of(key).is_some()
}

async fn insert(tx: &mut Tx, permit: Permit<'_, Take>) -> Result<()> {
    let export = permit.spend(tx).await?;
    let (actor, person) = (tx.viewer().actor, tx.viewer().person);
    sqlx::query!(
        "insert into activity_exports (id, reference, actor_id, person_id, post_id, format, query) values ($1, $2, $3, $4, $5, $6, $7)",
        export.id,
        export.reference,
        actor,
        person,
        export.post_id,
        export.format.as_str(),
        export.query,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An export of the viewer's own, taken in the post in use; [`Error::NotFound`] for everybody else.
async fn find(tx: &mut Tx, id: Uuid) -> Result<Export> {
    let post = tx.viewer().post;
    sqlx::query_as!(
        Export,
        r#"select id, reference, format as "format: Format", query, post_id, created_at, expires_at, expires_at <= now() as "is_dead!"
           from activity_exports where id = $1 and post_id = $2"#,
        id,
        post,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

/// The cells of these activities as far as the viewer may see them, in this order.
async fn rows(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Vec<String>>> {
    let rows = sqlx::query!(
        r#"select x.id, coalesce(o.name, '') as "actor!", coalesce(o.acronym, '') as "acronym!", a.level, a.name as area, a.code as area_code,
                  p.name as "region?", p.code as "region_code?", x.cluster as "cluster: Cluster", x.what, x.modality, x.target_group, x.targeted,
                  x.targeted_parts as "targeted_parts: Json<Parts>", x.reached, x.reached_parts as "reached_parts: Json<Parts>", x.starts_on,
                  x.ends_on, x.status as "status: Status", x.objective, x.cimic_function as "function: Function", x.last_confirmed_at
           from unnest($1::uuid[]) with ordinality wanted (id, place)
           join activities x on x.id = wanted.id join areas a on a.id = x.area_id left join areas p on p.id = a.parent_id
           left join actors o on o.id = x.actor_id order by wanted.place"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let day = |day: Date| day.to_jiff().to_string();
    let cells = rows.into_iter().map(|row| {
        let (is_district, is_region) = (row.level >= 2, row.level == 1);
        let at = |key: &str| match key {
            "id" => row.id.to_string(),
            "actor" => row.actor.clone(),
            "acronym" => row.acronym.clone(),
            "cluster" => row.cluster.to_string(),
            "what" => row.what.clone(),
            "region" if is_region => row.area.clone(),
            "region_code" if is_region => row.area_code.clone(),
            "region" => row.region.clone().unwrap_or_default(),
            "region_code" => row.region_code.clone().unwrap_or_default(),
            "district" if is_district => row.area.clone(),
            "district_code" if is_district => row.area_code.clone(),
            "starts" => day(row.starts_on),
            "ends" => row.ends_on.map(day).unwrap_or_default(),
            "status" => row.status.to_string(),
            "modality" => row.modality.clone(),
            "target_group" => row.target_group.clone(),
            "targeted" => row.targeted.map(|n| n.to_string()).unwrap_or_default(),
            "reached" => row.reached.map(|n| n.to_string()).unwrap_or_default(),
            "objective" => row.objective.clone(),
            "function" => row.function.to_string(),
            "confirmed" => {
                day(row.last_confirmed_at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date().into())
            }
            other => match part_of(other) {
                Some(("targeted", part)) => number(row.targeted_parts.get(part)),
                Some((_, part)) => number(row.reached_parts.get(part)),
                None => String::new(),
            },
        };
        COLUMNS.iter().map(|column| harmless(&at(column.key))).collect()
    });
    Ok(cells.collect())
}

fn number(n: Option<i32>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}
