//! A file comes in: its columns are recognised, or remembered from the last file like it, and its period is read from its name.

use super::{
    columns::{self, Columns},
    dates,
    model::{Brings, NewImport, Options},
    policy::Receive,
    source::Source,
    store::{self, Received},
};
use crate::{
    db::Tx,
    imports::{
        file::{Fault, InputFile},
        table::{Column, Table},
        wording::tidy,
    },
    web::error::{Error, Result},
};
use uuid::Uuid;

/// What a file says before its rows are read.
pub struct Opened {
    received: Received,
}

/// Reads header and columns; a file that is none is refused with the reason. Slow for large workbooks: not for an async thread.
pub fn open(file: InputFile) -> Result<Opened, Fault> {
    let file = file.bounded()?;
    let bytes = file.bytes.clone();
    let file_name: String = tidy(&file.name).chars().take(200).collect();
    let file_name = if file_name.is_empty() { "file".to_owned() } else { file_name };
    let source = Source::open(file)?;
    let options = guess(&file_name, &source.columns);
    Ok(Opened {
        received: Received {
            file_name,
            bytes,
            signature: columns::signature(&source.heads),
            header: source.heads,
            columns: source.columns,
            options,
            total: source.total,
        },
    })
}

/// What the name of a file says about the time of its rows.
fn guess(name: &str, columns: &Columns) -> Options {
    let period = dates::of_file_name(name);
    let has_date = ["month", "starts", "ends"].iter().any(|field| columns.contains_key(*field));
    let whole = period.filter(|_| !has_date);
    Options {
        year: period.map(|(from, _)| from.year()),
        from: whole.map(|(from, _)| from),
        until: whole.map(|(_, until)| until),
        ..Options::default()
    }
}

/// Keeps the file as a new import of this actor. Answers whether its columns say enough for a dry run.
pub async fn keep(
    tx: &mut Tx,
    opened: Opened,
    new: &NewImport,
    options: Option<Options>,
) -> Result<bool> {
    let mut received = opened.received;
    if let Some(chosen) = store::remembered_columns(tx, new.actor, &received.signature).await? {
        received.columns = chosen;
    }
    if let Some(options) = options {
        received.options = options;
    }
    let suffice = columns::suffice(&received.columns);
    let permit = tx.permit(Receive, new)?;
    store::receive(tx, permit, received).await?;
    Ok(suffice)
}

/// What the file's own name says about time, for whoever overrides a part of it.
pub fn guessed(opened: &Opened) -> Options {
    opened.received.options.clone()
}

/// A table of other spellings: a column of them, and one of what they stand for.
pub fn variants(file: &InputFile) -> Result<super::check::Variants, Fault> {
    const COLUMNS: &[Column] = &[
        Column {
            key: "other",
            names: &["lookup", "variant", "alias", "spelling", "name reported"],
            needed: true,
        },
        Column {
            key: "name",
            names: &["canonical name", "name", "org name", "organisation", "organization"],
            needed: true,
        },
    ];
    let table = Table::read(file, COLUMNS)?;
    let pairs = table.rows.iter().map(|row| (table.cell(row, "other"), table.cell(row, "name")));
    Ok(pairs.filter(|(other, name)| !other.is_empty() && !name.is_empty()).collect())
}

/// A file that came over the web, opened beside the async threads.
pub async fn open_beside(file: InputFile) -> Result<Result<Opened, Fault>> {
    let opened = tokio::task::spawn_blocking(move || open(file)).await;
    opened.map_err(|error| Error::Internal(error.to_string()))
}

/// A new import of this actor.
pub fn new(brings: Brings, actor: Uuid) -> NewImport {
    NewImport { id: Uuid::now_v7(), brings, actor }
}
