//! Lists of who does what where from files: what is recognised, corrected, written and remembered; and the real country's.

use crate::support::{Browser, World, browser::Page, html::Form};
use cimic_house::{
    i18n::Lang,
    imports::{InputFile, Report, Wanted, report::Outcome, run_activities, run_actors},
};
use std::fmt::Write as _;
use std::{collections::BTreeSet, io::Write as _, path::PathBuf, time::Instant};

const KIND: &str = "application/octet-stream";

/// A file of the real country or of the awkward samples, or None where the folder is not there.
fn real(folder: &str, name: &str) -> Option<InputFile> {
    let base = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let roots = ["../shared/data", "../../shared/data"].map(|root| base.join(root));
    let path = roots.iter().map(|root| root.join(folder).join(name)).find(|path| path.exists());
    if path.is_none() {
        println!("skipped, no data");
    }
    path.map(|path| InputFile::read(&path).unwrap())
}

fn somalia(name: &str) -> Option<InputFile> {
    real("somalia", name)
}

/// The real geography and directory, and nothing else but the cast.
async fn real_world() -> Option<World> {
    let (areas, actors) = (super::imports::real_areas()?, somalia("organisations_som.csv")?);
    let world = World::new().await;
    world.sql("delete from request_parties; delete from requests").await;
    assert!(cimic_house::imports::run_areas(&world.db, &areas, true).await.unwrap().applied);
    assert!(run_actors(&world.db, &actors, true).await.unwrap().applied);
    Some(world)
}

async fn import(world: &World, file: InputFile, wanted: Wanted) -> Report {
    run_activities(&world.db, file, wanted).await.unwrap()
}

fn notes(report: &Report, key: &str) -> Vec<(usize, String)> {
    let said =
        report.notes(key).map(|(line, note)| (line.row.unwrap_or(0), note.text.say(Lang::En)));
    said.collect()
}

fn remarks(report: &Report) -> String {
    report.remarks.iter().map(|text| text.say(Lang::En)).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_real_list_comes_in_with_each_defect_named() {
    let (Some(world), Some(file)) = (real_world().await, somalia("3w_som_2025_jan_apr.csv")) else {
        return;
    };
    let started = Instant::now();
    let dry = import(&world, file.clone(), Wanted::default()).await;
    println!("dry run of 4,146 rows in {:?}", started.elapsed());
    assert!(!dry.has_errors(), "{dry}");
    // Five rows of swapped codes say the same as the row of the district that has the code.
    assert_eq!(
        (dry.lines.len(), dry.count(Outcome::New), dry.count(Outcome::LeftOut)),
        (4146, 4141, 5)
    );
    assert_eq!(notes(&dry, "imports-activity-double").len(), 5);
    assert_eq!(
        world.count("activities").await + world.count("activity_imports").await,
        0,
        "a dry run leaves nothing"
    );

    let swapped = notes(&dry, "imports-activity-code-swapped");
    assert_eq!(swapped.len(), 93, "swapped codes in Mogadishu");
    assert!(swapped[0].1.contains("SO22"), "{swapped:?}");
    let other_region = notes(&dry, "imports-activity-other-region");
    assert_eq!(other_region.len(), 13, "and the 14th has no region at all: {other_region:?}");
    let like_tag = notes(&dry, "imports-activity-looks-like-tag");
    assert_eq!(like_tag.len(), 1);
    assert!(like_tag[0].1.contains("#N/A"));
    let nobody: BTreeSet<String> =
        notes(&dry, "imports-activity-nobody").into_iter().map(|note| note.1).collect();
    assert!(nobody.iter().any(|note| note.contains("Not in the list")), "{nobody:?}");
    let stray: BTreeSet<&str> = dry
        .notes("imports-stray-spaces")
        .filter(|(_, note)| note.column.as_deref() == Some("Organization_Name"))
        .map(|(line, _)| line.record.rsplitn(3, ", ").last().unwrap_or_default())
        .collect();
    assert_eq!(stray.len(), 8, "{stray:?}");
    let said = remarks(&dry);
    assert!(said.contains("4146 rows say 1942 different combinations"), "{said}");
    // 581 in the 16 districts without a polygon, and 17 in SO2201, whose polygon means the whole of Mogadishu.
    assert!(said.contains("598 rows lie in 17 places"), "{said}");
    assert!(said.contains("7 acronyms are used by several organisations"), "{said}");
    assert!(said.contains("names of organisations come without an acronym"), "{said}");
    assert!(said.contains("Months are taken as those of 2025"), "{said}");

    let started = Instant::now();
    let report = import(&world, file.clone(), Wanted { apply: true, ..Wanted::default() }).await;
    println!("dry run and application in {:?}", started.elapsed());
    assert!(report.applied, "{report}");
    assert_eq!(world.count("activities").await, 4141);
    assert_eq!(world.count("activities where source_file = '3w_som_2025_jan_apr.csv' and source_row between 2 and 4147").await, 4141);
    assert_eq!(
        world.count("(select distinct source_row from activities) rows").await,
        4141,
        "every activity knows its row"
    );
    assert_eq!(world.count("events where record_kind = 'activity' and act = 'import'").await, 4141);
    assert_eq!(
        world.count("activities where audience = 'humanitarian'").await
            + world
                .count("activities a join actors o on o.id = a.actor_id where o.community = 'host'")
                .await,
        4141
    );

    let before = world.count("events").await;
    let again = import(&world, file, Wanted { apply: true, ..Wanted::default() }).await;
    assert_eq!((again.count(Outcome::Unchanged), again.has_changes()), (4141, false), "{again}");
    assert_eq!(world.count("events where record_kind = 'activity'").await, 4141);
    assert!(world.count("events").await <= before + 2, "the same file twice changes nothing");
}

/// What stands in the house, as organisation, cluster and code of the district.
async fn presence(world: &World) -> BTreeSet<(String, String, String)> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select distinct o.name, a.cluster, d.code from activities a join actors o on o.id = a.actor_id join areas d on d.id = a.area_id",
    )
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    rows.into_iter().collect()
}

#[tokio::test]
async fn from_the_workbook_and_with_tags_it_is_the_same_list() {
    let (Some(one), Some(workbook), Some(tagged)) = (
        real_world().await,
        somalia("3w_som_2025_jan_apr_original.xlsx"),
        somalia("3w_som_2025_jan_apr_hxl.csv"),
    ) else {
        return;
    };
    let apply = || Wanted { apply: true, year: Some(2025), ..Wanted::default() };
    let started = Instant::now();
    assert!(import(&one, workbook, apply()).await.applied);
    println!("from the workbook in {:?}", started.elapsed());
    let again = import(&one, tagged, apply()).await;
    assert_eq!((again.count(Outcome::Unchanged), again.has_changes()), (4141, false), "{again}");

    let expected = somalia("expected_hapi_presence_som.csv").unwrap();
    let mut reader = csv::Reader::from_reader(expected.bytes.as_slice());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| {
        header.iter().position(|cell| cell.trim_start_matches('\u{feff}') == name).unwrap()
    };
    let (org, cluster, district) = (at("org_name"), at("sector_code"), at("admin2_code"));
    let fold = |name: &str| {
        let base = name
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once('('))
            .map_or(name, |(base, _)| base);
        base.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let wanted: BTreeSet<(String, String, String)> = reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| (fold(&row[org]), row[cluster].to_owned(), row[district].to_owned()))
        .collect();
    let ours: BTreeSet<(String, String, String)> = presence(&one)
        .await
        .into_iter()
        .map(|(org, cluster, district)| (fold(&org), cluster, district))
        .collect();
    let both = ours.intersection(&wanted).count();
    let (missed, added): (Vec<_>, Vec<_>) =
        (wanted.difference(&ours).collect(), ours.difference(&wanted).collect());
    println!("ours {}, theirs {}, both {both}", ours.len(), wanted.len());
    println!("theirs alone: {missed:?}\nours alone: {added:?}");
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let (precision, recall) = (both as f64 / ours.len() as f64, both as f64 / wanted.len() as f64);
    println!("precision {precision:.4}, recall {recall:.4}");
    assert!(precision > 0.9 && recall > 0.9, "precision {precision}, recall {recall}");
}

#[tokio::test]
async fn awkward_files_of_every_kind_are_read() {
    let world = World::new().await;
    let cases: [(&str, usize, &[&str]); 8] = [
        ("libhxl_input-valid.csv", 4, &["nobody is called “UNICEF”"]),
        ("libhxl_input-valid-latin1.csv", 4, &["no place is called “Los Santos”"]),
        ("libhxl_input-valid.xls", 4, &["nobody is called “OMS”"]),
        ("libhxl_input-merged.xlsx", 4, &["no place is called “Chocó”"]),
        ("libhxl_input-quality.xlsx", 4, &["no place is called"]),
        ("libhxl_input-untagged.csv", 4, &["nobody is called “ACNUR”"]),
        ("3w_bdi_feb_2023.ods", 319, &["nobody is called “CBK”"]),
        ("unhcr-3w.csv", 2250, &["no cluster is called “Environment”"]),
    ];
    for (name, least, says) in cases {
        let Some(file) = real("samples", name) else { return };
        let report = import(
            &world,
            file,
            Wanted { from: Some(jiff::civil::date(2023, 2, 1)), ..Wanted::default() },
        )
        .await;
        assert!(
            report.faults.is_empty() && report.lines.len() >= least,
            "{name}: {} rows, {:?}",
            report.lines.len(),
            report.faults
        );
        let text = report.to_string();
        for words in says {
            assert!(text.contains(words), "{name} does not say {words}: {text}");
        }
    }
    let Some(file) = real("samples", "3w_tcd_avr2025.xlsx") else { return };
    let report = import(&world, file, Wanted::default()).await;
    assert!(report.lines.len() > 700, "{} rows, {:?}", report.lines.len(), report.faults);
}

/// A messy list: a title, a name with a typing mistake, a column that nobody knows, a place under another name.
const MESSY: &str = "Qui fait quoi, brouillon;;;;\n\nAgency in charge;Place of work;Sector;Month;People\n\
    Tesselaid;Kolmata;WASH;March;120\nTeselaid;Sirenu;Health;March;40\nTesselaid;Kolmata;Shelter;March 2026;15\nTesselaid;Kolmatta;Education;March;7\n";

struct Sent {
    page: Page,
    url: String,
}

async fn send(browser: &Browser, name: &str, text: &[u8]) -> Sent {
    let key = uuid::Uuid::new_v4().to_string();
    let page = browser
        .upload("/activities/imports", &[("form_key", &key)], Some((name, KIND, text)))
        .await;
    let url = page.location.clone().unwrap_or_default();
    Sent { page, url }
}

/// The page of an import once the house is done with it: runs of other tests may be before it.
async fn settled(browser: &Browser, url: &str) -> Page {
    for _ in 0..1200 {
        let page = browser.get(url).await;
        if !page.body.contains("<progress") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{url} is never done");
}

fn form(page: &Page, ending: &str) -> Form {
    let found = page.forms().into_iter().find(|form| form.action.ends_with(ending));
    found.unwrap_or_else(|| panic!("no form to {ending} on {}: {}", page.path, page.text()))
}

/// Sends the form of columns with these fields chosen, in the order of the columns.
async fn choose(browser: &Browser, url: &str, columns: &[&str], year: &str) -> Page {
    let mut fields: Vec<(&str, &str)> = columns.iter().map(|column| ("column", *column)).collect();
    fields.extend([("year", year), ("order", "day")]);
    browser.post(url, &fields).await
}

#[tokio::test]
async fn ines_brings_in_a_messy_file_and_says_once_what_its_words_mean() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let sent = send(&ines, "list.csv", MESSY.as_bytes()).await;
    sent.page.clone().status(303);
    assert!(sent.url.ends_with("/columns"), "nobody knows where “Place of work” is: {}", sent.url);
    ines.get(&sent.url).await.says("Place of work").says("Kolmata");
    choose(&ines, &sent.url, &["actor", "", "cluster", "month", "targeted"], "2026")
        .await
        .status(422)
        .says("none says where");
    let page =
        choose(&ines, &sent.url, &["actor", "district", "cluster", "month", "targeted"], "2026")
            .await
            .status(303);
    let url = page.location().to_owned();
    let page = settled(&ines, &url)
        .await
        .says("Checked, not written")
        .says("nobody is called “Teselaid”; the nearest is Tesselaid");
    let page = page.says("no place is called “Kolmatta”; the nearest is Kolmata, Haruvel");
    ines.get(&format!("{url}?show=new")).await.says("Tesselaid, Kolmata, WSH");
    assert_eq!(world.count("activities").await, 0, "a dry run writes nothing");

    let apply = form(&page, "/application");
    ines.submit(&apply, &[])
        .await
        .status(422)
        .says("Correct the rows with errors, or leave them out");
    let words = [
        ("field", "actor"),
        ("said", "Teselaid"),
        ("choice", "Tesselaid"),
        ("typed", ""),
        ("field", "area"),
        ("said", "Kolmatta"),
        ("choice", ""),
        ("typed", "Nowhere"),
    ];
    let key = format!("{url}/words");
    ines.post(&key, &words).await.status(422).says("the house does not know “Nowhere” either");
    let words: Vec<(&str, &str)> = words
        .into_iter()
        .map(
            |(name, value)| {
                if value == "Nowhere" { (name, "Kolmata, Haruvel") } else { (name, value) }
            },
        )
        .collect();
    ines.post(&key, &words).await.status(303);
    let page = settled(&ines, &url)
        .await
        .hides("Words that the house does not know")
        .says("Write 4 activities");
    ines.submit(&form(&page, "/application"), &[]).await.status(303);
    settled(&ines, &url).await.says("4 activities were written");
    assert_eq!(world.count("activities where starts_on = '2026-03-01' and ends_on = '2026-03-31' and targeted > 0").await, 4);
    assert_eq!(world.count("activities where source_row = 5 and cluster = 'HEA'").await, 1);
    assert_eq!(world.count("events where record_kind = 'activity' and act = 'import'").await, 4);

    let again = send(&ines, "list of next week 2026.csv", MESSY.as_bytes()).await;
    assert!(!again.url.ends_with("/columns"), "columns and words are remembered");
    settled(&ines, &again.url).await.says("unchanged 4").hides("errors").hides("Write");
    let other = send(&world.browser("Basil"), "list.csv", MESSY.as_bytes()).await;
    assert!(other.url.ends_with("/columns"), "by the office that said it, and no other");
}

#[tokio::test]
async fn nobody_else_learns_of_an_office_s_files() {
    let world = World::new().await;
    let sent = send(
        &world.browser("Ines"),
        "list 2026.csv",
        b"Organisation,District,Month\nTesselaid,Kolmata,March\n",
    )
    .await;
    for name in ["Amara", "Pavel", "Rosa", "Teo"] {
        let browser = world.browser(name);
        settled(&browser, &sent.url).await.status(404);
        browser.get("/activities/imports").await.hides("list 2026.csv");
        for part in ["application", "removal", "check", "words"] {
            browser.post(&format!("{}/{part}", sent.url), &[]).await.status(404);
        }
    }
    for name in ["Noor", "Leila", "Miriam"] {
        world.browser(name).get("/activities/imports").await.status(403);
    }
    world.browser("Malik").get(&sent.url).await.status(200);
}

#[tokio::test]
async fn each_writes_for_those_it_may_and_is_told_about_the_others() {
    let world = World::new().await;
    let list = b"Organisation,District,Month\nTesselaid,Kolmata,March 2026\nKestrel Battalion,Kolmata,March 2026\n";
    for (name, theirs, not) in
        [("Ines", "Tesselaid", "Kestrel Battalion"), ("Pavel", "Kestrel Battalion", "Tesselaid")]
    {
        let browser = world.browser(name);
        let sent = send(&browser, "list.csv", list).await;
        let page =
            settled(&browser, &sent.url).await.says(&format!("{not} is not yours to write for"));
        browser.submit(&form(&page, "/application"), &[("leave_out", "yes")]).await.status(303);
        settled(&browser, &format!("{}?show=new", sent.url)).await.says(theirs);
        browser.get("/activities").await.says(theirs);
    }
    assert_eq!(world.count("activities").await, 2);
    let elodie = world.browser("Elodie");
    let hidden = b"Organisation,District,Month\nOpen Ward,Kolmata,March 2026\n";
    let sent = send(&elodie, "ours.csv", hidden).await;
    elodie.submit(&form(&settled(&elodie, &sent.url).await, "/application"), &[]).await.status(303);
    let sent = send(&world.browser("Pavel"), "theirs.csv", hidden).await;
    settled(&world.browser("Pavel"), &sent.url)
        .await
        .says("nobody is called “Open Ward”")
        .hides("nearest is Open Ward");
}

#[tokio::test]
async fn one_cell_of_one_row_is_corrected_for_this_file_only() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let list = b"Organisation,District,Start,End\nTesselaid,Kolmata,2026-03-10,2026-03-01\nTesselaid,Sirenu,31/02/2026,\n";
    let sent = send(&ines, "list.csv", list).await;
    let page = settled(&ines, &sent.url)
        .await
        .says("The end must not be before the start")
        .says("“31/02/2026” is no day or month");
    let row = page.links().into_iter().find(|link| link.ends_with("row?n=2")).unwrap();
    let page = ines.get(&row).await.status(200);
    let fixed: Vec<(&str, &str)> = vec![
        ("row", "2"),
        ("field", "actor"),
        ("value", "Tesselaid"),
        ("field", "ends"),
        ("value", "2026-03-31"),
    ];
    ines.post(&form(&page, "/row").action, &fixed).await.status(303);
    settled(&ines, &sent.url).await.hides("The end must not be before");
    ines.get(&row).await.says("The file says:");
    let words =
        [("field", "date"), ("said", "31/02/2026"), ("choice", ""), ("typed", "2026-02-28")];
    ines.post(&format!("{}/words", sent.url), &words).await.status(303);
    let page = settled(&ines, &sent.url).await.says("Write 2 activities");
    ines.submit(&form(&page, "/removal"), &[]).await.status(303);
    ines.get(&sent.url).await.status(404);
    assert_eq!(world.count("activities").await, 0);
    let again = send(&ines, "list.csv", list).await;
    settled(&ines, &again.url)
        .await
        .says("The end must not be before the start")
        .hides("is no day or month");
}

#[tokio::test]
async fn what_changed_meanwhile_is_looked_at_again_before_it_is_written() {
    let world = World::new().await;
    let (ines, malik) = (world.browser("Ines"), world.browser("Malik"));
    let list = b"Organisation,District,Month,Modality\nTesselaid,Kolmata,March 2026,Cash\n";
    let (one, other) = (send(&ines, "one.csv", list).await, send(&malik, "other.csv", list).await);
    let (mine, theirs) = (settled(&ines, &one.url).await, settled(&malik, &other.url).await);
    ines.submit(&form(&mine, "/application"), &[]).await.status(303);
    malik.submit(&form(&theirs, "/application"), &[]).await.status(303);
    settled(&malik, &other.url).await.says("changed while you looked").says("unchanged 1");
    assert_eq!(world.count("activities").await, 1, "not twice");
}

#[tokio::test]
async fn what_was_taken_out_edited_and_brought_back_changes_just_what_was_edited() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let mut list = String::from(
        "Organisation,District,Month,Activity,Modality,Women reached,People reached\n",
    );
    for n in 1..=6 {
        writeln!(list, "Tesselaid,Kolmata,March 2026,=Work {n},Cash,{n},{}", n * 3).unwrap();
    }
    let sent = send(&ines, "list.csv", list.as_bytes()).await;
    ines.submit(&form(&settled(&ines, &sent.url).await, "/application"), &[]).await.status(303);
    settled(&ines, &sent.url).await.says("6 activities were written");
    let mut last = "Cash";
    for format in ["csv", "hxl", "xlsx"] {
        let page = ines.get("/activities").await;
        let made =
            ines.submit(&page.form("/activities/exports"), &[("format", format)]).await.status(303);
        let link = ines
            .follow(&made)
            .await
            .links()
            .into_iter()
            .find(|link| link.ends_with("/file"))
            .unwrap();
        let bytes = download(&world, &link).await;
        let name = format!("taken out.{format}");
        let back = send(&ines, &name, &bytes).await;
        settled(&ines, &back.url).await.says("unchanged 6").hides("Write");
        if format == "xlsx" {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("'=Work 3"), "{text}");
        let edited: Vec<String> = text
            .lines()
            .map(|line| {
                if line.contains("=Work 3") { line.replace(last, format) } else { line.to_owned() }
            })
            .collect();
        let back = send(&ines, &name, edited.join("\n").as_bytes()).await;
        let page = settled(&ines, &back.url).await.says("changed 1").says("unchanged 5");
        ines.submit(&form(&page, "/application"), &[]).await.status(303);
        settled(&ines, &back.url).await.says("One activity was written");
        assert_eq!(
            world
                .count(&format!(
                    "activities where modality = '{format}' and what = '=Work 3' and reached = 9"
                ))
                .await,
            1
        );
        assert_eq!(world.count("activities where modality = 'Cash'").await, 5);
        last = format;
    }
    assert_eq!(world.count("activities where version = 1").await, 5);
}

/// The bytes of a file that Ines saves.
async fn download(world: &World, link: &str) -> Vec<u8> {
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;
    let request = axum::http::Request::builder()
        .uri(link)
        .header("host", "localhost")
        .header("cookie", format!("sid={}", crate::support::seed::token("Ines")))
        .body(axum::body::Body::empty())
        .unwrap();
    let response = world.app().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "{link}");
    response.into_body().collect().await.unwrap().to_bytes().to_vec()
}

#[tokio::test]
async fn files_that_are_none_or_too_much_are_refused_in_words() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let bomb = {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("content.xml", options).unwrap();
        zip.write_all(b"<office:body><table:table><table:table-row table:number-rows-repeated='1000000'><table:table-cell office:value-type='float' office:value='1' table:number-columns-repeated='1000'/></table:table-row></table:table></office:body>").unwrap();
        zip.finish().unwrap().into_inner()
    };
    for (name, bytes, says) in [
        ("empty.csv", b"  \n".to_vec(), "is empty"),
        ("picture.csv", b"\x01\x02\x03\x00picture".to_vec(), "neither text nor a workbook"),
        ("half.xlsx", b"PK\x03\x04 half".to_vec(), "this workbook is damaged"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 half".to_vec(), "this workbook is damaged"),
        ("bomb.ods", bomb, "more than 2000000 cells"),
    ] {
        send(&ines, name, &bytes).await.page.status(422).says(says);
    }
    let nothing = ines.upload("/activities/imports", &[], None).await;
    nothing.status(422).says("Choose a file");
    assert_eq!(world.count("activity_imports").await, 0);
}

#[tokio::test]
async fn a_large_file_is_read_in_pieces_and_its_progress_stands_with_it() {
    let world = World::new().await;
    let rows = |n: usize| {
        let mut list = String::from("Organisation,District,Month,Activity\n");
        for at in 0..n {
            writeln!(list, "Tesselaid,Kolmata,March 2026,Work {at}").unwrap();
        }
        list
    };
    for n in [2000, 8000] {
        let file = InputFile::new(format!("{n}.csv"), rows(n));
        let report = import(&world, file, Wanted { apply: true, ..Wanted::default() }).await;
        assert!(report.applied, "{report}");
    }
    assert_eq!(world.count("activities").await, 8000, "what the first wrote the second finds");
    assert_eq!(
        world
            .count("activity_imports where state = 'applied' and done = 8000 and file is null")
            .await,
        1
    );
}

#[tokio::test]
async fn variants_name_the_same_organisation_when_somebody_brings_them() {
    let world = World::new().await;
    let list = InputFile::new(
        "list.csv",
        "Organisation,District,Month\nAid of Tessel,Kolmata,March 2026\n",
    );
    let without = import(&world, list.clone(), Wanted::default()).await;
    assert_eq!(without.count(Outcome::Error), 1);
    let variants =
        Some(InputFile::new("other.csv", "Lookup,Canonical Name\nAid of Tessel,Tesselaid\n"));
    let with = import(&world, list, Wanted { variants, apply: true, ..Wanted::default() }).await;
    assert!(with.applied, "{with}");
    assert_eq!(notes(&with, "imports-activity-variant").len(), 1);
}

#[tokio::test]
async fn a_list_with_mistakes_writes_nothing_unless_they_are_left_out() {
    let world = World::new().await;
    let list = InputFile::new(
        "list.csv",
        "Organisation,District,Month\nTesselaid,Kolmata,March 2026\nNobody at all,Kolmata,March 2026\nTesselaid,Kolmata,March 2026\n",
    );
    let report = import(&world, list.clone(), Wanted { apply: true, ..Wanted::default() }).await;
    assert!(!report.applied && report.exit_code() == 1, "{report}");
    assert_eq!(report.count(Outcome::LeftOut), 1, "the double");
    assert_eq!(world.count("activities").await, 0);
    let report =
        import(&world, list, Wanted { apply: true, leave_out_errors: true, ..Wanted::default() })
            .await;
    assert!(report.applied && report.exit_code() == 0, "{report}");
    assert_eq!(world.count("activities").await, 1);
}
