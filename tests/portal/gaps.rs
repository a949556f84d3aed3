//! The gap matrix: presence as the reader sees it, need as coordinator and section enter it.

use crate::support::{World, browser::Page};

fn row(page: &Page, place: &str) -> String {
    let rows = page.body.split("<tr>").skip(1).find(|row| row.contains(place)).unwrap_or_default();
    crate::support::html::text(rows.split("</tr>").next().unwrap_or_default())
}

#[tokio::test]
async fn presence_counts_the_actors_that_the_reader_sees() {
    let world = World::new().await;
    world.doing("alderbrook_north", "XZ0102", "WSH", "partners", 10).await;
    world.doing("alderbrook_north", "XZ0102", "WSH", "humanitarian", 10).await;
    world.doing("tesselaid", "XZ0102", "WSH", "humanitarian", 10).await;
    world.doing("open_ward", "XZ0103", "HEA", "humanitarian", 10).await;
    world.sql("update actors set last_confirmed_at = now()").await;
    let ines = world.browser("Ines").get("/gaps").await.status(200);
    assert!(row(&ines, "Kolmata").contains("2 actors"), "{}", row(&ines, "Kolmata"));
    let pavel = world.browser("Pavel").get("/gaps").await.status(200);
    assert!(
        row(&pavel, "Kolmata").contains("1 actor") && !row(&pavel, "Kolmata").contains("stale")
    );
    pavel.hides("Health");
    for name in ["Leila", "Noor", "Miriam"] {
        world.browser(name).get("/gaps").await.status(403).says("for those who work here");
    }
}

#[tokio::test]
async fn the_coordinator_enters_a_need_and_the_gap_shows() {
    let world = World::new().await;
    world.doing("alderbrook_north", "XZ0102", "WSH", "partners", 250).await;
    let ines = world.browser("Ines");
    assert!(ines.get("/gaps").await.offers("/gaps/XZ0102/needs"));
    let address = "/gaps/XZ0102/needs";
    let wrong = [("people", "many"), ("as_of", "soon")];
    let page = ines.post(address, &wrong).await.status(422);
    page.says("Enter a number from 0").says("Fill this in").says("Enter a whole date");
    let form = ines.get(address).await.status(200).form(address);
    let version = form.fields.iter().find(|(name, _)| name == "version").unwrap().1.clone();
    let mut fields: Vec<(&str, &str)> = vec![("people", ""); 15];
    fields[4].1 = "900"; // health
    fields[14].1 = "1000"; // water
    fields.extend([
        ("source", "Assessment of March"),
        ("as_of", "2026-03-31"),
        ("version", &version),
    ]);
    ines.post(address, &fields).await.status(303).goes_to("/gaps");
    let page = ines.get("/gaps").await;
    let kolmata = row(&page, "Kolmata");
    assert!(kolmata.contains("gap") && kolmata.contains("250 of 1000 people"), "{kolmata}");
    ines.post(address, &fields).await.status(409);
    assert_eq!(world.count("events where act = 'enter_needs'").await, 1);

    let rosa = world.browser("Rosa");
    let form = rosa.get(address).await.status(200).form(address);
    let kept: Vec<&(String, String)> =
        form.fields.iter().filter(|(name, _)| name == "people").collect();
    assert_eq!((kept[4].1.as_str(), kept[14].1.as_str()), ("900", "1000"));
    let version = form.fields.iter().find(|(name, _)| name == "version").unwrap().1.clone();
    fields[4].1 = "";
    fields.pop();
    fields.push(("version", &version));
    rosa.post(address, &fields).await.status(303);
    assert_eq!(world.count("needs").await, 1, "an emptied figure is gone");
    for name in ["Amara", "Nadia", "Pavel", "Joram"] {
        world.browser(name).get(address).await.status(403).says("enter what is needed");
        world.browser(name).get("/gaps").await.status(200).says("of 1000 people");
    }
    ines.get("/gaps/XZ01/needs").await.status(404);
}

#[tokio::test]
async fn stale_entries_are_marked_and_load_is_held_against_the_mark() {
    let world = World::new().await;
    for cluster in ["WSH", "HEA", "FSC"] {
        world.doing("tesselaid", "XZ0102", cluster, "partners", 10).await;
    }
    world.sql("update actors set last_confirmed_at = now() - interval '100 days'").await;
    world.sql("update policies set body = body || '{\"absorption_mark\": 2}'").await;
    let page = world.browser("Amara").get("/gaps").await.status(200);
    let kolmata = row(&page, "Kolmata");
    assert!(kolmata.contains("1 entry stale") && kolmata.contains("above the mark"), "{kolmata}");
    let south = world.browser("Ines").get("/gaps?region=XZ04").await;
    south.says("Nemorra").hides("Kolmata");
}

#[tokio::test]
async fn a_plan_is_pasted_in_as_a_whole_or_not_at_all() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    assert!(ines.get("/gaps").await.offers("/gaps/import"));
    let rest = [("source", "Plan of the year"), ("as_of", "2026-01-31")];
    let wrong = [("rows", "XZ0102,WSH,100\nXZ9999,WSH,5\nXZ01,HEA,7"), rest[0], rest[1]];
    let page = ines.post("/gaps/import", &wrong).await.status(422);
    page.says("Row 2: XZ9999 is no district")
        .says("Row 3: XZ01 is no district")
        .says("XZ0102,WSH,100");
    assert_eq!(world.count("needs").await, 0);
    let rows = "District\tCluster\tPeople\nXZ0102\tWSH\t100\nXZ0102\tHealth\t250\nXZ0402\tWSH\t40\nXZ0402\tWSH\t60";
    let right = [("rows", rows), rest[0], rest[1]];
    ines.post("/gaps/import", &right).await.status(303).goes_to("/gaps");
    assert_eq!(world.count("needs").await, 3);
    assert_eq!(world.count("needs where people = 60").await, 1);
    assert_eq!(world.count("events where act = 'enter_needs'").await, 2, "one a district");
    for name in ["Nadia", "Amara", "Joram"] {
        world.browser(name).get("/gaps/import").await.status(403);
        world.browser(name).post("/gaps/import", &right).await.status(403);
    }
}
