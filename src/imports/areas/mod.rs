//! `cimic-house import areas`: a gazetteer, polygons and other spellings become areas in force.

mod aliases;
mod places;
mod plan;
mod read;
mod shapes;

use super::{
    file::{Fault, InputFile},
    report::Report,
};
use crate::{
    access::Viewer,
    areas::{
        model::{Change, Current, Gazetteer as TakenIn, Slot},
        policy::{Import, Retire, TakeIn},
        store,
    },
    db::{Db, Mode, Tx},
    web::error::Result,
};
use plan::{Plan, Step};
use read::Gazetteer;
use shapes::Polygon;
use std::{collections::HashMap, path::Path};
use uuid::Uuid;

/// What is imported together.
#[derive(Clone, Debug)]
pub struct AreaFiles {
    pub gazetteer: InputFile,
    pub shapes: Vec<InputFile>,
    pub aliases: Option<InputFile>,
    /// Retire the codes in force that the gazetteer lacks.
    pub retire_missing: bool,
}

impl AreaFiles {
    /// Reads the files from disk.
    pub fn read(
        gazetteer: &Path,
        shapes: &[impl AsRef<Path>],
        aliases: Option<&Path>,
    ) -> Result<AreaFiles, Fault> {
        Ok(AreaFiles {
            gazetteer: InputFile::read(gazetteer)?,
            shapes: shapes
                .iter()
                .map(|path| InputFile::read(path.as_ref()))
                .collect::<Result<_, _>>()?,
            aliases: aliases.map(InputFile::read).transpose()?,
            retire_missing: false,
        })
    }
}

/// Plans the import, and with `apply` writes it: everything in one transaction, or nothing if there is one error.
/// The report tells what would be, or was, done.
pub async fn run_areas(db: &Db, files: &AreaFiles, apply: bool) -> Result<Report> {
    let mut remarks = Vec::new();
    let gazetteer = match read(files, &mut remarks) {
        Ok(gazetteer) => gazetteer,
        Err(faults) => return Ok(Report::of_faults(faults)),
    };
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let current = store::in_force(&mut tx).await?;
    let mut plan = plan::compare(gazetteer, &current, files.retire_missing);
    if let Some(file) = &files.aliases {
        let known = store::aliases(&mut tx).await?;
        if let Err(fault) = aliases::add(file, &known, &mut plan) {
            return Ok(Report::of_faults(vec![fault]));
        }
    }
    remarks.append(&mut plan.remarks);
    let lines = std::mem::take(&mut plan.lines);
    let mut report = Report { lines, remarks, ..Report::default() };
    if apply && !report.has_errors() {
        write(&mut tx, &plan, &current, &files.gazetteer.name).await?;
        tx.commit().await?;
        report.applied = true;
    }
    Ok(report)
}

/// Reads and draws; every file's fault is told, not only the first.
fn read(files: &AreaFiles, remarks: &mut Vec<crate::i18n::Text>) -> Result<Gazetteer, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut polygons: Vec<Polygon> = Vec::new();
    for file in &files.shapes {
        match shapes::read(file) {
            Ok(mut read) => polygons.append(&mut read),
            Err(fault) => faults.push(fault),
        }
    }
    match Gazetteer::read(&files.gazetteer) {
        Ok(mut gazetteer) if faults.is_empty() => {
            plan::draw(&mut gazetteer, &polygons, remarks);
            remarks.extend(super::unread(&gazetteer.table));
            Ok(gazetteer)
        }
        Ok(_) => Err(faults),
        Err(fault) => Err([vec![fault], faults].concat()),
    }
}

/// Writes the plan: one event for each area that changes, and one for the gazetteer where anything did.
async fn write(tx: &mut Tx, plan: &Plan, current: &[Current], file: &str) -> Result<()> {
    let mut ids: HashMap<String, Uuid> =
        current.iter().map(|area| (area.draft.code.clone(), area.id)).collect();
    end_versions(tx, plan).await?;
    for (step, draft) in &plan.steps {
        let parent = draft.parent_code.as_ref().and_then(|code| ids.get(code)).copied();
        match step {
            Step::Keep(_) => {}
            Step::Update(id) => {
                let slot = Slot { id: *id };
                let permit = tx.permit(Import, &slot)?;
                store::update(tx, permit, draft, parent).await?;
            }
            Step::New => {
                let id = insert(tx, draft, parent).await?;
                ids.insert(draft.code.clone(), id);
            }
            Step::Version { old, same_place, .. } => {
                let id = insert(tx, draft, parent).await?;
                if *same_place {
                    store::carry_over(tx, *old, id).await?;
                }
                ids.insert(draft.code.clone(), id);
            }
        }
    }
    for alias in &plan.aliases {
        if let Some(id) = ids.get(&alias.code) {
            let slot = Slot { id: *id };
            let permit = tx.permit(Import, &slot)?;
            store::add_alias(tx, permit, &alias.text).await?;
        }
    }
    for id in &plan.retire {
        retire(tx, *id, None).await?;
    }
    take_in(tx, plan, &ids, file).await
}

/// Ends what gets a new version before any of them begins: two areas may exchange their codes.
async fn end_versions(tx: &mut Tx, plan: &Plan) -> Result<()> {
    let mut ended = std::collections::HashSet::new();
    for (step, draft) in &plan.steps {
        let Step::Version { old, displaced, .. } = step else { continue };
        for id in std::iter::once(*old).chain(*displaced) {
            if ended.insert(id) {
                retire(tx, id, draft.valid_from).await?;
            }
        }
    }
    Ok(())
}

/// Writes down what this gazetteer changed; nothing where it changed nothing.
async fn take_in(tx: &mut Tx, plan: &Plan, ids: &HashMap<String, Uuid>, file: &str) -> Result<()> {
    if plan.changes.is_empty() {
        return Ok(());
    }
    let after = |code: &String, change: Change| {
        (change != Change::Retired).then(|| ids.get(code).copied()).flatten()
    };
    let changes: Vec<_> = plan
        .changes
        .iter()
        .map(|(code, change, before)| (code.clone(), *change, after(code, *change), *before))
        .collect();
    let taken = TakenIn::new(file);
    let permit = tx.permit(TakeIn, &taken)?;
    store::take_in(tx, permit, &changes).await
}

async fn insert(
    tx: &mut Tx,
    draft: &crate::areas::model::Draft,
    parent: Option<Uuid>,
) -> Result<Uuid> {
    let slot = Slot { id: Uuid::now_v7() };
    let permit = tx.permit(Import, &slot)?;
    store::insert(tx, permit, draft, parent).await?;
    Ok(slot.id)
}

async fn retire(tx: &mut Tx, id: Uuid, next_from: Option<jiff::civil::Date>) -> Result<()> {
    let slot = Slot { id };
    let permit = tx.permit(Retire, &slot)?;
    store::retire(tx, permit, next_from).await
}
