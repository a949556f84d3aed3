//! The map: each number is what the reader may see, for the reader's own eyes.

use crate::{
    imports::world_in_real_districts,
    support::{CAST, World},
};
use cimic_house::{
    db::Mode,
    map::{model::Measure, store},
};
use std::{collections::HashMap, io::Write};
use uuid::Uuid;

fn this_month() -> jiff::civil::Date {
    cimic_house::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date().first_of_month()
}

/// Activities of every audience in two districts, and requests.
async fn busy() -> World {
    let world = World::new().await;
    for (actor, area, cluster, audience, people) in [
        ("alderbrook_north", "XZ0102", "WSH", "partners", 100),
        ("alderbrook_north", "XZ0102", "HEA", "humanitarian", 20),
        ("tesselaid", "XZ0102", "WSH", "humanitarian", 300),
        ("open_ward", "XZ0102", "HEA", "humanitarian", 7000),
        ("kestrel", "XZ0102", "WSH", "military", 40),
        ("civil_affairs", "XZ0103", "PRO", "mission", 50),
        ("vc_millford", "XZ0103", "WSH", "partners", 60),
        ("fra", "XZ0402", "FSC", "owner", 70),
        ("sector_north", "XZ0402", "LOG", "mission", 80),
    ] {
        world.doing(actor, area, cluster, audience, people).await;
    }
    world.asks("alderbrook_north").state("endorsed").plant().await;
    world.asks("fra").area("XZ0402").plant().await;
    world.asks("fra").state("closed").plant().await;
    world
}

/// Gives three districts a square each, side by side.
async fn draw(world: &World) {
    let square = |x: i32| {
        format!(
            r#"{{"type": "Polygon", "coordinates": [[[{x},0],[{},0],[{},1],[{x},1],[{x},0]]]}}"#,
            x + 1,
            x + 1
        )
    };
    for (code, x) in [("XZ0102", 0), ("XZ0402", 1), ("XZ0404", 2)] {
        world.sql(&format!("update areas set shape = '{}' where code = '{code}'", square(x))).await;
    }
}

/// What row level security shows to somebody, counted row by row.
async fn counted(
    world: &World,
    name: &str,
    cluster: Option<&str>,
) -> HashMap<Uuid, (i64, i64, i64)> {
    let mut tx = world.tx(name, Mode::Read).await;
    let rows: Vec<(Uuid, i64, i64, i64)> = sqlx::query_as(
        "with place as (
             select x.area_id, x.actor_id, 1 as n, x.targeted from activities x where $1::text is null or x.cluster = $1
             union all select aa.area_id, aa.actor_id, 0, 0 from actor_areas aa where $1 is null and aa.presence <> 'responsibility')
         select p.area_id, count(distinct p.actor_id), sum(p.n)::bigint, sum(p.targeted)::bigint from place p join actors a on a.id = p.actor_id group by 1",
    )
    .bind(cluster)
    .fetch_all(tx.conn())
    .await
    .unwrap();
    rows.into_iter().map(|(area, actors, n, people)| (area, (actors, n, people))).collect()
}

#[tokio::test]
async fn every_number_is_the_length_of_the_same_persons_list() {
    let world = busy().await;
    world
        .sql(&format!(
            "insert into actor_areas values ('{}', '{}', 'office'), ('{}', '{}', 'partner')",
            world.actor("tesselaid"),
            world.area("XZ0402"),
            world.actor("open_ward"),
            world.area("XZ0402")
        ))
        .await;
    let mut different = std::collections::BTreeSet::new();
    for (name, ..) in CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        for cluster in [None, Some("WSH"), Some("HEA")] {
            let mut tx = world.tx(name, Mode::Read).await;
            let map = store::counted(&mut tx, this_month(), cluster).await.unwrap();
            let rows = counted(&world, name, cluster).await;
            for code in ["XZ0102", "XZ0103", "XZ0402", "XZ0404"] {
                let area = world.area(code);
                let numbers = map.get(&area).copied().unwrap_or_default();
                let (actors, activities, people) = rows.get(&area).copied().unwrap_or_default();
                assert_eq!(
                    (numbers.actors, numbers.activities, numbers.people),
                    (actors, activities, people),
                    "{name} {code} {cluster:?}"
                );
                different.insert((code, numbers.actors, numbers.people));
            }
        }
    }
    assert!(different.len() > 10, "the numbers tell people apart: {different:?}");
}

#[tokio::test]
async fn requests_are_counted_as_the_reader_sees_them() {
    let world = busy().await;
    let of = async |name: &str, code: &str| {
        let mut tx = world.tx(name, Mode::Read).await;
        let found: HashMap<Uuid, i64> =
            store::requests(&mut tx).await.unwrap().into_iter().collect();
        found.get(&world.area(code)).copied().unwrap_or_default()
    };
    assert_eq!((of("Amara", "XZ0102").await, of("Amara", "XZ0402").await), (1, 0));
    assert_eq!(
        (of("Basil", "XZ0102").await, of("Basil", "XZ0402").await),
        (0, 1),
        "what ended waits for nobody"
    );
    assert_eq!((of("Nadia", "XZ01").await, of("Joram", "XZ01").await), (1, 0));
}

#[tokio::test]
async fn what_is_hidden_leaves_no_trace_on_map_and_district() {
    let world = busy().await;
    let pages = [
        "/map",
        "/map?measure=people",
        "/map?measure=activities&cluster=HEA",
        "/areas/XZ0102",
        "/areas",
        "/gaps",
        "/overlaps",
    ];
    let seen = async |name: &str| {
        let browser = world.browser(name);
        let mut all = Vec::new();
        for path in pages {
            let page = browser.get(path).await;
            all.push(crate::support::html::text(&page.body));
        }
        all
    };
    let readers = ["Nadia", "Pavel", "Dario", "Rosa", "Joram", "Omar", "Keiko"];
    let mut before = Vec::new();
    for name in readers {
        before.push(seen(name).await);
    }
    // More of the same by an organisation that does not exist for these readers, and an activity that somebody keeps to itself.
    world.doing("open_ward", "XZ0102", "WSH", "humanitarian", 9999).await;
    world.doing("open_ward", "XZ0404", "NUT", "humanitarian", 9999).await;
    world.doing("fra", "XZ0404", "NUT", "owner", 9999).await;
    world
        .sql(&format!(
            "insert into actor_areas values ('{}', '{}', 'office')",
            world.actor("open_ward"),
            world.area("XZ0404")
        ))
        .await;
    for (name, before) in readers.iter().zip(before) {
        assert_eq!(seen(name).await, before, "{name} sees that something changed");
    }
    let elodie = world.browser("Elodie").get("/areas/XZ0102").await.status(200);
    elodie.says("Open Ward").says("Work of open_ward in WSH");
    world.browser("Pavel").get("/areas/XZ0102").await.hides("Open Ward").hides("open_ward");
    world.browser("Ines").get("/areas/XZ0402").await.hides("Work of fra");
}

#[tokio::test]
async fn a_measure_a_cluster_and_a_month_are_chosen_in_the_address() {
    let world = busy().await;
    draw(&world).await;
    let amara = world.browser("Amara");
    let page = amara.get("/map").await.status(200).says("How many actors are present");
    page.says("Kolmata").says("The numbers");
    let page = amara.get("/map?measure=people&cluster=WSH").await.status(200);
    page.says("How many people do they mean to reach?");
    let mut tx = world.tx("Amara", Mode::Read).await;
    let numbers = store::counted(&mut tx, this_month(), Some("WSH")).await.unwrap();
    let people = numbers[&world.area("XZ0102")].people;
    assert_eq!(people, 400, "her own and the other organisation's, not the battalion's");
    // Long before, nothing was done; what is nonsense is as if it were left out.
    let past = amara.get("/map?measure=activities&month=2001-01").await.status(200).text();
    assert!(!past.contains("400"));
    amara.get("/map?measure=spying&cluster=XYZ&month=yesterday").await.status(200);
    world.visitor().get("/map").await.status(303);
    for name in ["Leila", "Noor", "Miriam"] {
        world.browser(name).get("/map").await.status(403).says("for those who work here");
        world.browser(name).get("/areas").await.status(200).hides("/map");
    }
}

#[tokio::test]
async fn what_happened_in_a_place_that_is_gone_is_listed_beside_the_map() {
    let world = busy().await;
    world.sql("update areas set valid_to = current_date where code = 'XZ0103'").await;
    world.browser("Joram").get("/map").await.says("Not on the map").says("XZ0103 Sirenu: 1");
    world.browser("Samuel").get("/map").await.says("XZ0103 Sirenu: 1");
    world.browser("Amara").get("/areas/versions").await.says("Sirenu");
    // Another version takes its place: then it is counted there.
    world.sql("insert into areas (code, level, name, parent_id) select 'XZ0193', 2, 'New Sirenu', parent_id from areas where code = 'XZ0103';
               update areas set superseded_by = (select id from areas where code = 'XZ0193') where code = 'XZ0103'").await;
    let page = world.browser("Joram").get("/map").await.hides("Not on the map");
    page.says("New Sirenu");
    world.browser("Joram").get("/areas/XZ0193").await.says("Work of vc_millford");
    world.browser("Joram").get("/areas/XZ0103").await.says("The same place now").says("New Sirenu");
}

#[tokio::test]
async fn the_map_of_the_real_country_weighs_at_most_60_kb() {
    let Some(world) = world_in_real_districts().await else { return };
    for measure in Measure::ALL {
        let page = world.browser("Nadia").get(&format!("/map?measure={measure}")).await.status(200);
        let mut small = brotli::CompressorWriter::new(Vec::new(), 4096, 4, 22);
        small.write_all(page.body.as_bytes()).unwrap();
        small.flush().unwrap();
        let size = small.into_inner().len();
        println!("/map?measure={measure}: {size} bytes");
        assert!(size <= 60 * 1024, "{size} bytes");
        assert!(page.body.matches("<path").count() > 74, "all districts are drawn");
    }
}

#[tokio::test]
async fn a_district_page_says_who_answers_and_what_its_neighbours_are() {
    let world = busy().await;
    draw(&world).await;
    let page = world.browser("Amara").get("/areas/XZ0102").await.status(200);
    let page = page
        .says("Sector North CIMIC Office")
        .says("OCHA")
        .says("Neighbours")
        .says("Nemorra")
        .hides("Wendalu");
    page.says("Work of alderbrook_north in WSH")
        .says("Requests that wait")
        .hides("Work of kestrel");
    world
        .browser("Dario")
        .get("/areas/XZ0102")
        .await
        .says("Work of kestrel")
        .hides("Work of tesselaid");
    let open = world.visitor().get("/areas/XZ0102").await.status(200);
    open.says("Sector North CIMIC Office").hides("Work of").hides("Requests that wait");
    world.visitor().get("/areas/XZ99").await.status(404);
}

#[tokio::test]
async fn a_district_that_bears_more_than_its_mark_says_so() {
    let world = busy().await;
    world.sql("update policies set body = body || '{\"absorption_mark\": 2}'").await;
    world.browser("Ines").get("/areas/XZ0102").await.says("above the mark");
    world.browser("Joram").get("/areas/XZ0102").await.hides("above the mark");
}

#[tokio::test]
async fn the_map_reads_as_many_rows_as_there_are_actors_in_places_however_much_they_do() {
    let world = World::new().await;
    let actors =
        ["alderbrook_north", "tesselaid", "fra", "vc_millford", "kestrel", "civil_affairs"];
    let ids: Vec<String> =
        actors.iter().map(|actor| format!("'{}'::uuid", world.actor(actor))).collect();
    let areas: Vec<String> = ["XZ0102", "XZ0103", "XZ0402", "XZ0404"]
        .iter()
        .map(|code| format!("'{}'::uuid", world.area(code)))
        .collect();
    world
        .sql(&format!(
            "insert into activities (actor_id, area_id, cluster, audience, targeted, starts_on, ends_on)
             select (array[{}])[1 + n % 6], (array[{}])[1 + n / 6 % 4], (array['WSH', 'HEA', 'FSC'])[1 + n / 24 % 3],
                    (array['humanitarian', 'partners', 'humanitarian', 'partners', 'military', 'mission'])[1 + n % 6], 10, current_date - n % 2000, current_date - n % 2000 + 60
             from generate_series(1, 6000) n; analyze;",
            ids.join(", "),
            areas.join(", ")
        ))
        .await;
    for name in ["Joram", "Amara", "Petra", "Nadia", "Ines"] {
        let viewer = world.viewer(name).await;
        let numbers = crate::plans::costs(&world, &viewer, "the map", 1500, async |tx| {
            let numbers = store::counted(tx, this_month(), None).await.unwrap();
            store::requests(tx).await.unwrap();
            store::off_the_map(tx, this_month(), None).await.unwrap();
            numbers
        })
        .await;
        assert!(numbers[&world.area("XZ0102")].activities > 0, "{name}");
        crate::plans::costs(&world, &viewer, "the gap matrix", 1500, async |tx| {
            cimic_house::gaps::store::cells(tx, this_month()).await.unwrap();
            cimic_house::gaps::store::loads(tx, this_month()).await.unwrap();
        })
        .await;
        crate::plans::costs(&world, &viewer, "overlaps", 20_000, async |tx| {
            cimic_house::overlaps::store::cards(tx).await.unwrap()
        })
        .await;
        crate::plans::costs(&world, &viewer, "a district", 2500, async |tx| {
            let area = world.area("XZ0102");
            cimic_house::areas::store::doing(tx, area, 8).await.unwrap();
            cimic_house::areas::store::waiting(tx, area, 8).await.unwrap();
            cimic_house::areas::store::load(tx, area).await.unwrap();
        })
        .await;
    }
}

#[tokio::test]
async fn a_month_of_which_nobody_told_anything_yet_shows_the_last_that_somebody_did() {
    let world = World::new().await;
    world.doing("alderbrook_north", "XZ0102", "WSH", "partners", 100).await;
    world.doing("open_ward", "XZ0102", "HEA", "humanitarian", 30).await;
    let earlier = "No activity is known of this month yet";
    world.browser("Petra").get("/map").await.status(200).hides(earlier);
    world.sql("update activities set starts_on = starts_on - 150, ends_on = ends_on - 150 where cluster = 'WSH'").await;
    // The coordinator sees the other one, which is of this month; an officer does not, and is shown the last month that has one.
    world.browser("Ines").get("/map").await.status(200).hides(earlier);
    let page = world.browser("Petra").get("/map").await.status(200).says(earlier);
    assert!(!page.body.contains(&format!("value=\"{}\" selected", this_month().strftime("%Y-%m"))));
    let month = format!("/map?month={}", this_month().strftime("%Y-%m"));
    world.browser("Petra").get(&month).await.status(200).hides(earlier);
}
