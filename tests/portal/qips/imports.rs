//! Past projects from a table: each doubt is named, nothing is written by a dry run, and the same file twice changes nothing.

use crate::support::{Browser, World, browser::Page};
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

async fn sends(who: &Browser, text: &str) -> String {
    let key = uuid::Uuid::new_v4().to_string();
    let file = Some(("past.csv", "text/csv", text.as_bytes()));
    who.upload("/qips/imports", &[("form_key", &key)], file).await.status(303).location().to_owned()
}

/// The page of an import once the house is done with it: runs of other tests may be before it.
async fn settled(who: &Browser, url: &str) -> Page {
    for _ in 0..1200 {
        let page = who.get(url).await;
        if !page.body.contains("<progress") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{url} is never done");
}

#[tokio::test]
async fn rosa_brings_a_table_in_corrects_a_row_and_the_same_table_again_changes_nothing() {
    let world = World::new().await;
    let rosa = world.browser("Rosa");
    rosa.get("/qips").await.says("Bring in past projects");
    let refused = rosa
        .upload("/qips/imports", &[], Some(("x.csv", "text/csv", b"a,b\n1,2\n".as_slice())))
        .await;
    refused.status(422).says("no column has this name");
    let url = sends(&rosa, &TABLE.replace("XZ0102,Mill", "QQ99,Mill")).await;
    let page = settled(&rosa, &url).await.says("Checked, not written").says("QQ99");
    let page = page.says("Leave rows with errors out").hides("Columns");
    assert_eq!(world.count("qips").await, 0, "a dry run writes nothing");
    let apply = |page: &Page| {
        page.forms().into_iter().find(|form| form.action.ends_with("/application")).unwrap()
    };
    rosa.submit(&apply(&page), &[]).await.status(422).says("Correct the rows with errors");
    let row = rosa.get(&format!("{url}/row?n=2")).await.status(200).says("Code of the district");
    let form = row.form(&format!("{url}/row"));
    let cells: Vec<(String, String)> = form
        .fields
        .iter()
        .map(|(name, value)| (name.clone(), value.replace("QQ99", "XZ0102")))
        .collect();
    let cells: Vec<(&str, &str)> = cells.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    rosa.post(&format!("{url}/row"), &cells).await.status(303);
    let page = settled(&rosa, &url).await.says("Write 4 projects");
    rosa.submit(&apply(&page), &[]).await.status(303);
    settled(&rosa, &url).await.says("4 projects were written");
    let mine = format!(
        "qips where owner_id = '{}' and author_id = '{}' and not is_published",
        world.actor("civil_affairs"),
        world.person("Rosa")
    );
    assert_eq!(world.count(&mine).await, 4);
    assert_eq!(world.count("events where record_kind = 'qip' and person_id is not null").await, 4);
    rosa.get(&format!("{url}/row?n=2")).await.says("The project of this row");
    rosa.get("/qips").await.says("Well at the ford").says("12,000.50");
    world.visitor().get("/qips").await.hides("Well at the ford");
    let row = rosa.get(&format!("{url}/row?n=2")).await.links().into_iter();
    let project = row
        .into_iter()
        .find(|to| to.starts_with("/qips/") && to.len() == "/qips/0000-0000".len())
        .unwrap();
    world.browser("Keiko").post(&format!("{project}/publication"), &[]).await.status(403);
    rosa.post(&format!("{project}/publication"), &[]).await.status(303);
    rosa.post(&format!("{project}/publication"), &[]).await.status(409);
    world.visitor().get(&project).await.status(200).says("Well at the ford").hides("12,000");

    // The same again, by another office: nothing new, and nobody sees the file of the other.
    let keiko = world.browser("Keiko");
    let again = sends(&keiko, TABLE).await;
    settled(&keiko, &again).await.says("unchanged 4").hides("Write");
    keiko.get(&url).await.status(404);
    keiko.get("/qips/imports").await.status(200).says("past.csv");
    assert_eq!(world.count("qips").await, 4);
    for name in ["Amara", "Dario", "Samuel", "Ines"] {
        world.browser(name).get("/qips/imports").await.status(403);
        world.browser(name).get(&again).await.status(404);
    }
    // It is no import of activities.
    rosa.get("/activities/imports").await.hides("past.csv");
}

#[tokio::test]
async fn the_team_brings_in_for_civil_affairs_and_what_came_meanwhile_stops_it() {
    let world = World::new().await;
    let keiko = world.browser("Keiko");
    let url = sends(&keiko, TABLE).await;
    let page = settled(&keiko, &url).await.says("Write 4 projects");
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/application")).unwrap();
    let file = InputFile::new("past.csv", TABLE.lines().take(2).collect::<Vec<_>>().join("\n"));
    assert!(run_projects(&world.db, &file, true).await.unwrap().applied);
    keiko.submit(&form, &[]).await.status(303);
    let page =
        settled(&keiko, &url).await.says("changed while you looked").says("Write 3 projects");
    assert_eq!(world.count("qips").await, 1);
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/application")).unwrap();
    keiko.submit(&form, &[]).await.status(303);
    settled(&keiko, &url).await.says("3 projects were written");
    let team = format!(
        "qips where owner_id = '{}' and entered_by_id = '{}'",
        world.actor("civil_affairs"),
        world.actor("qip_team")
    );
    assert_eq!(world.count(&team).await, 3);
}

#[tokio::test]
async fn nobody_begins_a_project_with_money_or_half_way_around_the_pages() {
    let world = World::new().await;
    let begins = |columns: &str, values: &str| {
        format!(
            "insert into qips (reference, kind, owner_id, proposer_id, author_id, title, summary, sector, area_id{columns}) values ('0000000A', 'qip', '{0}', '{0}', '{1}', 'A', 'B', '140', '{2}'{values})",
            world.actor("civil_affairs"),
            world.person("Rosa"),
            world.area("XZ0102"),
        )
    };
    let tries = super::rules::tries;
    for (columns, values, done) in [
        (", state", ", 'implementing'", "42501"),
        (", state, approved, approved_usd", ", 'concept', 5, 5", "42501"),
        (
            ", state, source, is_published, approved, approved_usd, released_usd",
            ", 'closed', 'P-9', false, 5, 5, 5",
            "42501",
        ),
        (", state, source, is_published", ", 'approved', 'P-9', false", "42501"),
        (", state, source, is_published", ", 'closed', 'P-9', true", "42501"),
        (", state, source, is_published", ", 'closed', 'P-9', false", "1 rows"),
        (", state", ", 'concept'", "1 rows"),
    ] {
        assert_eq!(
            tries(&world, "Rosa", &begins(columns, values)).await,
            done,
            "{columns} {values}"
        );
    }
}
