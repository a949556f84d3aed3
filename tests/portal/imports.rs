//! Areas and organisations from files: what is written, what is named, and that bad files write nothing.

use crate::support::World;
use cimic_house::imports::{AreaFiles, InputFile, Report, report::Outcome, run_actors, run_areas};
use proptest::prelude::*;
use std::{path::PathBuf, time::Instant};

/// A file of the real country, or None where the folder with real data is not there.
fn real(name: &str) -> Option<InputFile> {
    let base = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared/data", "../../shared/data"].map(|folder| base.join(folder));
    let path = folders.iter().map(|folder| folder.join("somalia").join(name)).find(|p| p.exists());
    if path.is_none() {
        println!("skipped, no data");
    }
    path.map(|path| InputFile::read(&path).unwrap())
}

/// The gazetteer with both levels of boundaries and the other spellings.
pub fn real_areas() -> Option<AreaFiles> {
    Some(AreaFiles {
        gazetteer: real("som_gazetteer.csv")?,
        shapes: vec![real("som_adm1.geojson")?, real("som_adm2.geojson")?],
        aliases: real("som_place_aliases.csv"),
        retire_missing: false,
    })
}

/// The real districts in a house whose organisations are all invented; None where there is no data.
pub async fn world_in_real_districts() -> Option<World> {
    let files = real_areas()?;
    let world = World::new().await;
    let report = run_areas(&world.db, &files, true).await.unwrap();
    assert!(report.applied, "{report}");
    Some(world)
}

fn areas(gazetteer: &str) -> AreaFiles {
    AreaFiles {
        gazetteer: InputFile::new("areas.csv", gazetteer),
        shapes: Vec::new(),
        aliases: None,
        retire_missing: false,
    }
}

const HEAD: &str = "admin_level,pcode,name,parent_pcode,valid_from,geometry_pcode,lat,lon";

fn notes(report: &Report, key: &str) -> Vec<String> {
    report
        .notes(key)
        .map(|(line, note)| {
            format!("{}: {}", line.record, note.text.say(cimic_house::i18n::Lang::En))
        })
        .collect()
}

async fn snapshot(world: &World) -> (i64, i64, i64, i64, i64) {
    (
        world.count("areas").await,
        world.count("area_aliases").await,
        world.count("actors").await,
        world.count("actor_areas").await,
        world.count("events").await,
    )
}

#[tokio::test]
async fn the_real_country_comes_in_with_its_defects_named() {
    let Some(files) = real_areas() else { return };
    let world = World::new().await;
    world.sql("delete from actor_areas; delete from desks; delete from request_parties; delete from requests").await;
    let before = snapshot(&world).await;
    let dry = run_areas(&world.db, &files, false).await.unwrap();
    assert!(!dry.applied && !dry.has_errors(), "{dry}");
    assert_eq!(snapshot(&world).await, before, "a dry run writes nothing");

    let started = Instant::now();
    let report = run_areas(&world.db, &files, true).await.unwrap();
    println!("areas applied in {:?}", started.elapsed());
    assert!(report.applied, "{report}");
    assert_eq!(
        world.count("areas where code like 'SO__' and level = 1 and shape is not null").await,
        18
    );
    assert_eq!(
        world
            .count(
                "areas a join areas p on p.id = a.parent_id where a.level = 2 and p.code like 'SO%'"
            )
            .await,
        91
    );
    assert_eq!(world.count("areas where code like 'SO____' and shape is not null").await, 73);

    let borrowed = notes(&report, "imports-area-borrowed");
    assert_eq!(borrowed.len(), 18, "17 of Mogadishu and one unspecified: {borrowed:?}");
    assert_eq!(borrowed.iter().filter(|note| note.starts_with("SO22")).count(), 17);
    let double = notes(&report, "imports-area-code-two-places");
    assert_eq!(double.len(), 1);
    assert!(
        double[0].contains("SO2201")
            && double[0].contains("Banadir")
            && double[0].contains("Bondhere"),
        "{double:?}"
    );
    assert_eq!(
        notes(&report, "imports-area-code-is-word"),
        ["Unspecified Unspecified: the code is the name itself: a place that nobody named?"]
    );
    assert!(
        notes(&report, "imports-alias-nearest")
            .iter()
            .any(|note| note.contains("SO2205 Hamar Jabjab"))
    );
    assert_eq!(
        notes(&report, "imports-alias-unknown").len()
            + notes(&report, "imports-alias-nearest").len(),
        16
    );
    assert_eq!(report.count(Outcome::LeftOut), 16);
    assert_eq!(notes(&report, "imports-alias-by-name").len(), 10);
    // The seed's own country is not in this file: listed, not retired.
    assert_eq!(report.count(Outcome::Missing), 6);
    assert_eq!(world.count("areas where valid_to is not null").await, 0);

    let after = snapshot(&world).await;
    let again = run_areas(&world.db, &files, true).await.unwrap();
    assert!(!again.has_changes(), "{again}");
    assert_eq!(snapshot(&world).await, after, "the second time changes nothing");
}

#[tokio::test]
async fn the_real_organisations_come_in_with_their_defects_named() {
    let (Some(areas), Some(file)) = (real_areas(), real("organisations_som.csv")) else { return };
    let world = World::new().await;
    run_areas(&world.db, &areas, true).await.unwrap();
    let before = snapshot(&world).await;
    let dry = run_actors(&world.db, &file, false).await.unwrap();
    assert!(!dry.applied && !dry.has_errors(), "{dry}");
    assert_eq!(snapshot(&world).await, before, "a dry run writes nothing");

    let started = Instant::now();
    let report = run_actors(&world.db, &file, true).await.unwrap();
    println!("organisations applied in {:?}", started.elapsed());
    assert!(report.applied, "{report}");
    assert_eq!(report.count(Outcome::New), 208);
    let new = "actors where source = 'organisations_som.csv' and status = 'proposed'";
    assert_eq!(world.count(new).await, 208);
    assert_eq!(world.count(&format!("{new} and community = 'humanitarian' and posture = 'coexistence' and audience = 'humanitarian'")).await, 194);
    assert_eq!(world.count(&format!("{new} and community = 'host'")).await, 10);
    assert_eq!(world.count("events where act = 'create' and record_kind = 'actor'").await, 208);

    assert_eq!(notes(&report, "imports-actor-no-acronym").len(), 5);
    let shared: std::collections::BTreeSet<String> = report
        .notes("imports-actor-acronym-shared")
        .filter_map(|(line, _)| Some(line.record.rsplit_once('(')?.1.to_owned()))
        .collect();
    assert_eq!(shared.len(), 7, "{shared:?}");
    let spaces: std::collections::BTreeSet<_> =
        report.notes("imports-stray-spaces").map(|(line, _)| line.row).collect();
    assert_eq!(spaces.len(), 8);
    assert_eq!(notes(&report, "imports-actor-no-kind").len(), 1);
    assert!(notes(&report, "imports-actor-no-kind")[0].starts_with("Not in the list"));
    assert_eq!(notes(&report, "imports-actor-name-nearly-twice").len(), 3);

    let after = snapshot(&world).await;
    let again = run_actors(&world.db, &file, true).await.unwrap();
    assert_eq!((again.count(Outcome::Unchanged), again.has_changes()), (208, false), "{again}");
    assert_eq!(snapshot(&world).await, after, "the second time changes nothing");
}

#[tokio::test]
async fn the_original_workbook_is_read_like_its_csv() {
    let (Some(book), Some(csv)) =
        (real("3w_som_2025_jan_apr_original.xlsx"), real("3w_som_2025_jan_apr.csv"))
    else {
        return;
    };
    let world = World::new().await;
    let lines = async |file: &InputFile| {
        let report = run_actors(&world.db, file, false).await.unwrap();
        report.lines.into_iter().map(|line| line.record).collect::<Vec<_>>()
    };
    let (book, csv) = (lines(&book).await, lines(&csv).await);
    assert_eq!(csv.len(), 4146);
    assert_eq!(book.len(), csv.len());
}
