//! Areas and organisations from files: what is written, what is named, and that bad files write nothing.

use crate::support::World;
use cimic_house::imports::{AreaFiles, InputFile, Report, report::Outcome, run_actors, run_areas};
use proptest::{prelude::*, test_runner::TestRunner};
use std::fmt::Write as _;
use std::{path::PathBuf, time::Instant};

/// A file of the real country, or None where the folder with real data is not there.
pub fn real(name: &str) -> Option<InputFile> {
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

/// The real districts serve invented organisations, in a house without the real ones.
#[tokio::test]
async fn invented_organisations_live_in_the_real_districts() {
    let Some(world) = world_in_real_districts().await else { return };
    assert_eq!(world.count("actors where source = 'organisations_som.csv'").await, 0);
    let mut tx = world.tx("Amara", cimic_house::db::Mode::Read).await;
    let districts = cimic_house::areas::store::districts(&mut tx).await.unwrap();
    assert_eq!(districts.iter().filter(|(_, name)| name.ends_with(", Gedo")).count(), 6);
    drop(tx);
    let page =
        world.browser("Amara").get("/areas").await.status(200).says("Ceel Waaq").says("Baidoa");
    assert!(page.body.matches("<path d=").count() >= 73);
}

const THREE: &str = "1,A,North,,2020-01-01,,5,40\n2,A1,Riverside,A,2020-01-01,,5,40\n2,A2,Hillside,A,2020-01-01,,5,40\n";

async fn house_with_three() -> World {
    let world = World::new().await;
    let report = run_areas(&world.db, &areas(&format!("{HEAD}\n{THREE}")), true).await.unwrap();
    assert!(report.applied, "{report}");
    world
}

#[tokio::test]
async fn a_code_with_another_name_becomes_a_new_version_and_old_records_keep_theirs() {
    let world = house_with_three().await;
    let old: uuid::Uuid = sqlx::query_scalar("select id from areas where code = 'A1'")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    world
        .sql(&format!(
            "insert into actor_areas values ('{}', '{old}', 'responsibility')",
            world.actor("sector_north")
        ))
        .await;
    let renamed = THREE.replace("Riverside,A,2020", "Port Riverside,A,2026");
    let report = run_areas(&world.db, &areas(&format!("{HEAD}\n{renamed}")), true).await.unwrap();
    assert_eq!(report.count(Outcome::Changed), 1, "{report}");
    assert_eq!(notes(&report, "imports-area-renamed").len(), 1);
    assert_eq!(
        world
            .count(&format!(
                "areas where id = '{old}' and name = 'Riverside' and valid_to = '2026-01-01'"
            ))
            .await,
        1
    );
    assert_eq!(
        world
            .count("areas where code = 'A1' and name = 'Port Riverside' and valid_to is null")
            .await,
        1
    );
    assert_eq!(world.count("actor_areas aa join areas a on a.id = aa.area_id where a.code = 'A1' and a.valid_to is null").await, 1);
    // A spelling is no other place.
    let spelled = renamed.replace("Hillside", "Híllside");
    let report = run_areas(&world.db, &areas(&format!("{HEAD}\n{spelled}")), true).await.unwrap();
    assert_eq!(
        (report.count(Outcome::Changed), world.count("areas where code = 'A2'").await),
        (1, 1),
        "{report}"
    );

    let page = world.browser("Amara").get(&format!("/areas/{old}")).await.status(200);
    page.says("Records from before still mean this version")
        .says("The same place now: Port Riverside");
}

#[tokio::test]
async fn a_gazetteer_that_comes_without_polygons_leaves_those_that_are_there() {
    let world = World::new().await;
    let plain = areas(&format!("{HEAD}\n{THREE}"));
    let square = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"pcode":"A1","name":"Riverside"},
        "geometry":{"type":"Polygon","coordinates":[[[39,4],[41,4],[41,6],[39,6],[39,4]]]}}]}"#;
    let drawn = AreaFiles { shapes: vec![InputFile::new("x.geojson", square)], ..plain.clone() };
    assert!(run_areas(&world.db, &drawn, true).await.unwrap().applied);
    assert_eq!(world.count("areas where code = 'A1' and shape is not null").await, 1);
    let again = run_areas(&world.db, &plain, true).await.unwrap();
    assert!(!again.has_changes(), "{again}");
    assert_eq!(world.count("areas where code = 'A1' and shape is not null").await, 1);
}

#[tokio::test]
async fn a_renamed_region_takes_its_districts_along() {
    let world = house_with_three().await;
    let renamed = THREE.replace("North,", "Upper North,");
    let report = run_areas(&world.db, &areas(&format!("{HEAD}\n{renamed}")), true).await.unwrap();
    assert_eq!(report.count(Outcome::Changed), 3, "{report}");
    let inside = "areas a join areas p on p.id = a.parent_id where a.level = 2 and a.valid_to is null and p.code = 'A'";
    assert_eq!(world.count(&format!("{inside} and p.valid_to is null")).await, 2);
    let again = run_areas(&world.db, &areas(&format!("{HEAD}\n{renamed}")), true).await.unwrap();
    assert!(!again.has_changes(), "{again}");
}

#[tokio::test]
async fn codes_that_a_file_lacks_are_listed_and_retired_only_when_asked() {
    let world = house_with_three().await;
    let less =
        areas(&format!("{HEAD}\n{}", THREE.replace("2,A2,Hillside,A,2020-01-01,,5,40\n", "")));
    let report = run_areas(&world.db, &less, true).await.unwrap();
    assert!(
        report
            .lines
            .iter()
            .any(|line| line.record == "A2 Hillside" && line.outcome == Outcome::Missing)
    );
    assert_eq!(world.count("areas where code = 'A2' and valid_to is null").await, 1);
    let retire = AreaFiles { retire_missing: true, ..less };
    let report = run_areas(&world.db, &retire, true).await.unwrap();
    assert_eq!(report.count(Outcome::Retired), 7, "A2, and the six of the seed: {report}");
    assert_eq!(world.count("areas where valid_to is null").await, 2);
    assert_eq!(
        world
            .count("events where act = 'retire' and record_kind = 'area' and role = 'house'")
            .await,
        7
    );
}

/// The id of the area in force with this code.
async fn now(world: &World, code: &str) -> uuid::Uuid {
    sqlx::query_scalar("select id from areas where code = $1 and valid_to is null")
        .bind(code)
        .fetch_one(world.owner().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_place_that_gets_another_code_goes_on_and_a_code_that_is_used_again_begins_anew() {
    let world = house_with_three().await;
    let (riverside, hillside) = (now(&world, "A1").await, now(&world, "A2").await);
    let holds = format!(
        "insert into actor_areas values ('{}', '{riverside}', 'office')",
        world.actor("fra")
    );
    world.sql(&holds).await;
    // Riverside has the code of Hillside now, and Hillside a new one: the file says so.
    let next = "admin_level,pcode,name,parent_pcode,valid_from,former_pcode\n1,A,North,,2020-01-01,\n2,A2,Riverside,A,2026-01-01,A1\n2,A3,Hillside,A,2026-01-01,A2\n";
    let report = run_areas(&world.db, &areas(next), true).await.unwrap();
    assert!(report.applied, "{report}");
    assert_eq!(notes(&report, "imports-area-recoded").len(), 2, "{report}");
    let superseded =
        format!("areas where id = '{riverside}' and superseded_by = '{}'", now(&world, "A2").await);
    assert_eq!(world.count(&superseded).await, 1);
    let superseded =
        format!("areas where id = '{hillside}' and superseded_by = '{}'", now(&world, "A3").await);
    assert_eq!(world.count(&superseded).await, 1);
    let there = format!(
        "actor_areas where area_id = '{}' and presence = 'office'",
        now(&world, "A2").await
    );
    assert_eq!(
        world.count(&there).await,
        1,
        "presence goes along with the place, not with the code"
    );
    let again =
        run_areas(&world.db, &areas(&next.replace(",A1\n", ",\n").replace(",A2\n", ",\n")), true)
            .await
            .unwrap();
    assert!(!again.has_changes(), "{again}");
    let page = world.browser("Amara").get(&format!("/areas/{riverside}")).await;
    page.says("The same place now").says("A2");
}

#[tokio::test]
async fn a_code_that_vanishes_while_its_name_has_another_one_is_recognised() {
    let world = house_with_three().await;
    let hillside = now(&world, "A2").await;
    let next = THREE.replace("2,A2,Hillside", "2,A7,Hillside");
    let report = run_areas(&world.db, &areas(&format!("{HEAD}\n{next}")), true).await.unwrap();
    assert_eq!(notes(&report, "imports-area-recoded").len(), 1, "{report}");
    let superseded =
        format!("areas where id = '{hillside}' and superseded_by = '{}'", now(&world, "A7").await);
    assert_eq!(world.count(&superseded).await, 1);
}

#[tokio::test]
async fn the_page_of_versions_says_what_each_gazetteer_changed_and_what_nothing_stands_for() {
    let world = house_with_three().await;
    let hillside = now(&world, "A2").await;
    let place = format!(
        "insert into actor_areas values ('{}', '{hillside}', 'office'), ('{}', '{hillside}', 'office')",
        world.actor("fra"),
        world.actor("open_ward")
    );
    world.sql(&place).await;
    let next = THREE
        .replace("Riverside,A,2020", "Port Riverside,A,2026")
        .replace("2,A2,Hillside,A,2020-01-01,,5,40\n", "");
    let retire = AreaFiles { retire_missing: true, ..areas(&format!("{HEAD}\n{next}")) };
    let report = run_areas(&world.db, &retire, true).await.unwrap();
    assert!(report.applied, "{report}");
    let page = world.visitor().get("/areas/versions").await.status(200);
    let page = page.says("areas.csv").says("Hillside");
    let newest =
        page.links().into_iter().find(|link| link.starts_with("/areas/versions/")).unwrap();
    let page = world.visitor().get(&newest).await.status(200);
    page.says("another name").says("Port Riverside").says("no longer in use").says("Hillside");
    let counts = async |name: &str| {
        let page = world.browser(name).get("/areas/versions").await;
        let row = page.body.split("<tr>").find(|row| row.contains("Hillside")).unwrap_or_default();
        crate::support::html::text(row.split("</tr>").next().unwrap_or_default())
    };
    assert!(counts("Ines").await.ends_with("0 0 2"), "{}", counts("Ines").await);
    assert!(counts("Pavel").await.ends_with("0 0 1"), "a hidden organisation is not counted");
}

/// `SO2201` is the whole of Mogadishu in the boundaries, and one of its seventeen districts in the gazetteer.
#[tokio::test]
async fn a_code_of_two_areas_keeps_the_records_of_the_first_apart_from_the_second() {
    let (Some(real), Some(shapes)) = (real_areas(), real("som_adm2.geojson")) else { return };
    let world = World::new().await;
    let text = String::from_utf8(shapes.bytes.clone()).unwrap();
    let drawn: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut list = "admin_level,pcode,name,parent_pcode\n".to_owned();
    let regions = String::from_utf8(real.gazetteer.bytes.clone()).unwrap();
    for line in regions.lines().filter(|line| line.starts_with("SOM,1,")) {
        let cells: Vec<&str> = line.split(',').collect();
        writeln!(list, "1,{},{},", cells[2], cells[3]).unwrap();
    }
    for feature in drawn["features"].as_array().unwrap() {
        let of =
            |name: &str| feature["properties"][name].as_str().unwrap_or_default().replace(',', " ");
        writeln!(list, "2,{},{},{}", of("pcode"), of("name"), of("parent_pcode")).unwrap();
    }
    let first = AreaFiles { shapes: vec![shapes], ..areas(&list) };
    let report = run_areas(&world.db, &first, true).await.unwrap();
    assert!(report.applied, "{report}");
    let whole = now(&world, "SO2201").await;
    let place =
        format!("insert into actor_areas values ('{}', '{whole}', 'office')", world.actor("fra"));
    world.sql(&place).await;
    let activity = world.doing("fra", "SO2201", "WSH", "partners", 500).await;

    let report = run_areas(&world.db, &real, true).await.unwrap();
    assert!(report.applied, "{report}");
    let reused = notes(&report, "imports-area-reused");
    assert!(reused.iter().any(|note| note.starts_with("SO2201")), "{reused:?}");
    let part = now(&world, "SO2201").await;
    assert_ne!(part, whole);
    assert_eq!(
        world
            .count(&format!(
                "areas where id = '{whole}' and valid_to is not null and superseded_by is null"
            ))
            .await,
        1
    );
    assert_eq!(world.count(&format!("actor_areas where area_id = '{part}'")).await, 0);
    let page = world.browser("Basil").get(&format!("/areas/{whole}")).await.status(200);
    page.says("Banadir").says("No version in force stands for this place");
    world.browser("Basil").get("/areas/SO2201").await.says("Bondhere").hides("Work of fra");
    world.browser("Basil").get("/map").await.says("SO2201 Banadir: 1");
    world.browser("Basil").get("/areas/versions").await.says("Banadir");
    assert_eq!(
        world.count(&format!("activities where id = '{activity}' and area_id = '{whole}'")).await,
        1
    );
}

#[tokio::test]
async fn a_gazetteer_with_mistakes_names_every_row_and_column_and_writes_nothing() {
    let world = World::new().await;
    let before = snapshot(&world).await;
    for (rows, key, place) in [
        ("1,A,,,,,,", "imports-cell-needed", "name"),
        ("1,,North,,,,,", "imports-cell-needed", "pcode"),
        ("x,A,North,,,,,", "imports-area-level", "admin_level"),
        ("2,A1,Riverside,,,,,", "imports-area-parent-needed", "parent_pcode"),
        ("2,A1,Riverside,B,,,,", "imports-area-parent-unknown", "parent_pcode"),
        (
            "2,A1,Riverside,A2,,,,\n2,A2,Hillside,A1,,,,",
            "imports-area-parent-level",
            "parent_pcode",
        ),
        ("1,A,North,,,,,\n1,A,South,,,,,", "imports-area-code-twice", "pcode"),
        ("1,A,North,,,,91,0", "imports-area-degrees", "lat"),
        ("1,A,North,,,,0,-181", "imports-area-degrees", "lon"),
        ("1,A,North,,,,NaN,0", "imports-area-degrees", "lat"),
        ("1,A,North,,,,5,", "imports-area-half-place", "lat"),
        ("1,A,North,,yesterday,,,", "imports-area-date", "valid_from"),
        ("1,A,North,,,,,,,surplus", "imports-row-too-long", "J"),
    ] {
        let report = run_areas(&world.db, &areas(&format!("{HEAD}\n{rows}")), true).await.unwrap();
        let found: Vec<_> =
            report.notes(key).map(|(line, note)| (line.row, note.column.clone())).collect();
        assert!(
            found.iter().any(|(row, column)| row.is_some() && column.as_deref() == Some(place)),
            "{rows}: {report}"
        );
        assert!(!report.applied && report.exit_code() == 1, "{rows}");
    }
    assert_eq!(snapshot(&world).await, before);
}

#[tokio::test]
async fn a_damaged_file_is_refused_as_a_whole() {
    let world = World::new().await;
    let before = snapshot(&world).await;
    let good = areas(&format!("{HEAD}\n{THREE}"));
    let shape =
        |text: &str| AreaFiles { shapes: vec![InputFile::new("x.geojson", text)], ..good.clone() };
    for files in [
        areas(""),
        areas("\0\0\0"),
        areas("name,colour\nNorth,red"),
        AreaFiles {
            gazetteer: InputFile::new("areas.xlsx", b"PK\x03\x04 no archive".to_vec()),
            ..good.clone()
        },
        shape("{"),
        shape("{\"features\": [{\"properties\": {\"pcode\": \"A\"}, \"geometry\": null}]}"),
        AreaFiles { aliases: Some(InputFile::new("x.csv", "colour\nred")), ..good.clone() },
    ] {
        let report = run_areas(&world.db, &files, true).await.unwrap();
        assert_eq!(
            (report.faults.len(), report.applied, report.exit_code()),
            (1, false, 1),
            "{report}"
        );
    }
    assert_eq!(snapshot(&world).await, before);
}

#[tokio::test]
async fn organisations_that_exist_keep_community_parent_and_their_own_words() {
    let world = World::new().await;
    let file = InputFile::new(
        "orgs.csv",
        "name;acronym;type;community;parent;website;regions\n\
         Tesselaid;TSA;Government;host;Alderbrook Relief International;https://example.org;XZ0102\n\
         Tesselaid;TSA;INGO;;;;\n\
         ALDERBROOK relief international;;ingo;;;;XX99\n\
         Ford Widows;;Community;;;;XZ0103\n\
         Northern Rifles;;Military;;;;\n",
    );
    let report = run_actors(&world.db, &file, true).await.unwrap();
    assert!(report.applied, "{report}");
    let kept = format!(
        "actors where id = '{}' and community = 'humanitarian' and parent_id is null and kind = 'ingo'",
        world.actor("tesselaid")
    );
    assert_eq!(world.count(&kept).await, 1);
    for (key, n) in [
        ("imports-actor-community-stays", 1),
        ("imports-actor-parent-stays", 1),
        ("imports-actor-name-twice", 1),
        ("imports-actor-spelled", 1),
        ("imports-actor-area-unknown", 1),
        ("imports-actor-no-community", 1),
    ] {
        assert_eq!(notes(&report, key).len(), n, "{key}: {report}");
    }
    assert_eq!(world.count("actors where name = 'Ford Widows' and kind = 'community_body' and community = 'host' and status = 'proposed' and audience = 'partners'").await, 1);
    assert_eq!(world.count("actors where name = 'Northern Rifles' and community = 'none' and audience = 'owner'").await, 1);
    let after = snapshot(&world).await;
    assert!(!run_actors(&world.db, &file, true).await.unwrap().has_changes());
    assert_eq!(snapshot(&world).await, after);
    let wrong = InputFile::new(
        "orgs.csv",
        "name,type,community\nOther Army,military,military\nX,un,wizards\n",
    );
    let report = run_actors(&world.db, &wrong, true).await.unwrap();
    assert_eq!((report.count(Outcome::Error), report.applied), (2, false), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_bytes_nothing_panics_and_nothing_is_written() {
    let world = World::new().await;
    let before = snapshot(&world).await;
    let db = world.db.clone();
    let handle = tokio::runtime::Handle::current();
    let starts = [
        Vec::new(),
        format!("{HEAD}\n{THREE}").into_bytes(),
        b"name,acronym,type\nA,B,un\n".to_vec(),
        b"PK\x03\x04".to_vec(),
        b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec(),
    ];
    let cases = tokio::task::spawn_blocking(move || {
        let mut runner = TestRunner::new(ProptestConfig::with_cases(200));
        let bytes = (0..starts.len(), proptest::collection::vec(any::<u8>(), 0..400));
        runner.run(&bytes, |(start, bytes)| {
            // A byte 0 stands in no text and no workbook ends with it: the file is never a good one.
            let file = InputFile::new("any", [starts[start].as_slice(), &bytes, b"\0"].concat());
            let files =
                AreaFiles { shapes: vec![file.clone()], ..areas(&format!("{HEAD}\n{THREE}")) };
            let bare = AreaFiles { gazetteer: file.clone(), ..areas("") };
            handle.block_on(async {
                for report in [
                    run_areas(&db, &files, true).await.unwrap(),
                    run_areas(&db, &bare, true).await.unwrap(),
                    run_actors(&db, &file, true).await.unwrap(),
                ] {
                    assert!(!report.applied && report.exit_code() == 1, "{report}");
                }
            });
            Ok(())
        })
    });
    cases.await.unwrap().unwrap();
    assert_eq!(snapshot(&world).await, before);
}
