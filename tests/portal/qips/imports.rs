//! Past projects from a table: each doubt is named, nothing is written by a dry run, and the same file twice changes nothing.

use crate::support::World;
use cimic_house::imports::{InputFile, report::Outcome, run_projects};

const TABLE: &str = "qip_ref,record_type,title,category,adm1_pcode,adm2_pcode,place,status,start_date,handover_date,cost_usd,cost_note,donor,contingent_or_unit,beneficiaries,beneficiary_note
P-1,QIP,Well at the ford,WASH,XZ01,XZ0102,Mill Ford,Completed,2021-02-01,2021-06-01,12000.50,,UNMIZ,,,
P-2,QIP,\"Well at the ford, new\",WASH,XZ01,XZ0102,,Completed,,2021,,shared by three wells,,Kestrel Battalion,900,households
P-3,CIMIC activity,Blankets,Shelter and NFI,XZ01,,,Ongoing,2024-08,,,,UNMIZ,,40,
P-4,Trust-fund project,School,Education,XZ04,XZ0402,,Completed,,,,,UNMIZ,,,
";

#[tokio::test]
async fn a_table_of_past_projects_comes_in_with_its_doubts() {
    let world = World::new().await;
    let file = InputFile::new("past.csv", TABLE);
    let dry = run_projects(&world.db, &file, false).await.unwrap();
    assert_eq!((dry.count(Outcome::New), dry.has_errors()), (4, false), "{dry}");
    assert_eq!(world.count("qips").await, 0);
    let doubts = |row: usize| -> Vec<String> {
        let mut keys: Vec<String> = dry.lines[row]
            .notes
            .iter()
            .map(|note| note.text.key.replace("imports-projects-", ""))
            .collect();
        keys.sort();
        keys
    };
    assert!(doubts(0).is_empty(), "{:?}", doubts(0));
    assert_eq!(doubts(1), ["cost-note", "day", "no-cost", "no-donor", "people", "twin"]);
    assert_eq!(doubts(2), ["day", "no-cost", "no-district", "relief", "sex"]);
    assert_eq!(doubts(3), ["kind", "no-cost", "no-end"]);
    assert!(run_projects(&world.db, &file, true).await.unwrap().applied);
    let again = run_projects(&world.db, &file, true).await.unwrap();
    assert_eq!(again.count(Outcome::Unchanged), 4);
    assert_eq!(world.count("qips").await, 4);
    let rosa = world.browser("Rosa");
    rosa.get("/qips").await.status(200).says("Well at the ford").says("12,000.50");
    world.visitor().get("/qips").await.status(200).hides("Well at the ford");
}

#[tokio::test]
async fn the_47_real_records_come_in_with_each_doubt_named() {
    let Some(world) = crate::imports::world_in_real_districts().await else { return };
    let Some(file) = crate::imports::real("qips_som.csv") else { return };
    let dry = run_projects(&world.db, &file, false).await.unwrap();
    assert_eq!((dry.count(Outcome::New), dry.count(Outcome::Error)), (47, 0), "{dry}");
    let named = |key: &str| dry.notes(&format!("imports-projects-{key}")).count();
    for (doubt, rows) in [
        ("no-cost", 46),
        ("no-district", 7),
        ("kind", 2),
        ("relief", 2),
        ("people", 13),
        ("no-end", 4),
        ("cost-note", 5),
        ("precision", 8),
        ("no-donor", 20),
        ("day", 20),
    ] {
        assert_eq!(named(doubt), rows, "{doubt}\n{dry}");
    }
    assert!(run_projects(&world.db, &file, true).await.unwrap().applied);
    let again = run_projects(&world.db, &file, true).await.unwrap();
    assert_eq!(again.count(Outcome::Unchanged), 47, "{again}");
    assert_eq!(world.count("qips").await, 47);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_stops_the_whole_table() {
    let world = World::new().await;
    for (from, to) in [
        ("XZ0102,Mill", "QQ99,Mill"),
        ("WASH,XZ01", "Stars,XZ09"),
        ("12000.50", "much"),
        ("2021-06-01", "in spring"),
    ] {
        let file = InputFile::new("past.csv", TABLE.replace(from, to));
        let report = run_projects(&world.db, &file, true).await.unwrap();
        assert!(report.has_errors() && !report.applied, "{from} → {to}\n{report}");
        assert_eq!(world.count("qips").await, 0);
    }
}
