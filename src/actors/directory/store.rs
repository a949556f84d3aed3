//! The SQL of the directory. It asks one function for ids, whichever way the pages are turned, and reads the entries under row level security.

use super::model::{Filters, Found};
use crate::{
    access::Community,
    actors::model::{Kind, Line, Status},
    db::Tx,
    i18n::Text,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use uuid::Uuid;

/// Counts stop here: an exact number of thousands helps nobody.
pub const CAP: usize = 500;
/// Rows of a page.
pub const PAGE: usize = 25;

/// Where a page begins: after, or before, this place in the order of names.
#[derive(Clone, Debug, Default)]
struct Place {
    name: Option<String>,
    id: Option<Uuid>,
    backwards: bool,
}

/// One page of the directory: 25 lines from the place that the filters name, and whether there is more on either side.
pub async fn search(tx: &mut Tx, filters: &Filters) -> Result<Found> {
    let place = place(tx, filters).await?;
    let mut ids = ids(tx, filters, &place, PAGE + 1).await?;
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    if place.backwards {
        ids.reverse();
    }
    // A list that fits on its page is counted already.
    let count = if place.id.is_none() && !more {
        ids.len()
    } else {
        self::ids(tx, filters, &Place::default(), CAP + 1).await?.len()
    };
    Ok(Found {
        lines: lines(tx, &ids).await?,
        count,
        has_previous: if place.backwards { more } else { place.id.is_some() },
        has_next: place.backwards || more,
    })
}

/// The first so many that fit, in name order.
pub async fn first(tx: &mut Tx, filters: &Filters, most: usize) -> Result<Vec<Line>> {
    let ids = ids(tx, filters, &Place::default(), most).await?;
    lines(tx, &ids).await
}

/// The one actor that somebody means by a name or acronym typed in a form, among those they may see; else the mistake in that field.
pub async fn named(tx: &mut Tx, field: &'static str, typed: &str) -> Result<Line> {
    let term: String = typed.trim().chars().take(200).filter(|c| *c != '\0').collect();
    if term.is_empty() {
        return Err(Error::Invalid(Errors::one(field, "frame-field-needed")));
    }
    let filters = Filters { term: Some(term.clone()), ..Filters::default() };
    let mut found = first(tx, &filters, PAGE).await?;
    let exact = |line: &Line| {
        line.name.to_lowercase() == term.to_lowercase()
            || line.acronym.to_lowercase() == term.to_lowercase()
    };
    if found.iter().filter(|line| exact(line)).count() == 1 {
        found.retain(exact);
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Error::Invalid(Errors::one(field, "actors-field-nobody"))),
        several => {
            let names: Vec<&str> = several.iter().take(5).map(|line| line.name.as_str()).collect();
            let text = Text::new("actors-field-several").with("names", names.join("; "));
            Err(Error::Invalid(Errors::one(field, text)))
        }
    }
}

async fn ids(tx: &mut Tx, filters: &Filters, from: &Place, most: usize) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from actors_search($1, $2, $3, $4, $5, $6, $7)"#,
        filters.term.as_deref(),
        &filters.cuts(),
        filters.stale,
        from.name.as_deref(),
        from.id,
        from.backwards,
        i32::try_from(most).unwrap_or(i32::MAX),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(ids)
}

/// Where the named actor stands in the directory, if the viewer may see it; else the beginning.
async fn place(tx: &mut Tx, filters: &Filters) -> Result<Place> {
    let Some(id) = filters.after.or(filters.before) else { return Ok(Place::default()) };
    let name = sqlx::query_scalar!(r#"select sort_name as "name!" from actors where id = $1"#, id)
        .fetch_optional(tx.conn())
        .await?;
    let backwards = filters.after.is_none();
    Ok(name.map_or_else(Place::default, |name| Place { name: Some(name), id: Some(id), backwards }))
}

async fn lines(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select a.id, a.name, a.acronym, a.kind as "kind: Kind", a.community as "community: Community", a.status as "status: Status"
           from unnest($1::uuid[]) with ordinality wanted (id, place) join actors a on a.id = wanted.id order by wanted.place"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?)
}
