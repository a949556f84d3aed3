//! Calendars of other programs: what they are told, what they are not, and for how long. Read back by a parser that is not ours.

use crate::support::{Page, World};
use ical::{IcalParser, parser::ical::component::IcalEvent};

fn events(body: &str) -> Vec<IcalEvent> {
    let calendars: Vec<_> = IcalParser::new(body.as_bytes()).map(Result::unwrap).collect();
    assert_eq!(calendars.len(), 1, "{body}");
    for line in body.split("\r\n") {
        assert!(line.len() <= 75, "a line is longer than 75 octets: {line}");
        assert!(!line.contains('\n'), "a bare line feed: {line}");
    }
    calendars.into_iter().next().unwrap().events
}

fn value(event: &IcalEvent, name: &str) -> Option<String> {
    event.properties.iter().find(|property| property.name == name)?.value.clone()
}

/// The path of a feed that this person makes for themselves.
pub async fn feed(world: &World, name: &str) -> String {
    let browser = world.browser(name);
    let form = browser.get("/meetings/feeds").await.status(200).form("/meetings/feeds");
    let page = browser.submit(&form, &[]).await.status(200);
    let start = page.body.find("/calendar/").unwrap();
    let end = page.body[start..].find(".ics").unwrap() + 4;
    page.body[start..start + end].to_owned()
}

async fn reads(world: &World, path: &str, validator: Option<&str>) -> Page {
    let headers: Vec<(&str, &str)> =
        validator.into_iter().map(|tag| ("if-none-match", tag)).collect();
    world.visitor().send("GET", path, &headers, "").await
}

#[tokio::test]
async fn a_feed_holds_what_the_office_is_invited_to_and_nothing_else() {
    let world = World::new().await;
    let met = world
        .meets("sector_north")
        .invites("alderbrook_north")
        .words(
            "Title, with; marks \\ and\nlines, é and a long tail that has to be folded somewhere",
        )
        .plant()
        .await;
    world
        .meets("sector_north")
        .invites("alderbrook_north")
        .words("canarydull")
        .discreet()
        .plant()
        .await;
    world.meets("fhq_cimic").audience("partners").words("canaryothers").plant().await;
    world.meets("ocha").audience("humanitarian").words("canaryhumanitarian").plant().await;
    world
        .meets("sector_north")
        .invites("alderbrook_north")
        .words("Off")
        .state("cancelled")
        .plant()
        .await;
    let path = feed(&world, "Amara").await;
    let page = reads(&world, &path, None).await.status(200);
    assert_eq!(page.header("content-type"), "text/calendar; charset=utf-8");
    page.clone().hides("canarydull").hides("canaryothers").hides("canaryhumanitarian");
    let events = events(&page.body);
    assert_eq!(events.len(), 3);
    for event in &events {
        for needed in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"] {
            assert!(value(event, needed).is_some(), "{needed}");
        }
        assert!(value(event, "DTSTART").unwrap().ends_with('Z'), "in UTC");
    }
    let one = events
        .iter()
        .find(|event| value(event, "UID").unwrap().starts_with(&met.id.to_string()))
        .unwrap();
    assert!(
        value(one, "SUMMARY").unwrap().starts_with("Title\\, with\\; marks \\\\ and\\nlines\\, é")
    );
    assert!(value(one, "URL").unwrap().ends_with(&met.url()));
    assert!(value(one, "LOCATION").is_some());
    let dull =
        events.iter().find(|event| value(event, "SUMMARY").as_deref() == Some("Meeting")).unwrap();
    for hidden in ["LOCATION", "DESCRIPTION", "URL"] {
        assert_eq!(value(dull, hidden), None, "{hidden}");
    }
    let off =
        events.iter().find(|event| value(event, "SUMMARY").as_deref() == Some("Off")).unwrap();
    assert_eq!(value(off, "STATUS").as_deref(), Some("CANCELLED"));
    // Ines sees the humanitarian one as its host; the liaison of another unit has an empty calendar.
    reads(&world, &feed(&world, "Ines").await, None).await.says("canaryhumanitarian");
    assert_eq!(events_of(&world, "Sanjay").await, 0);
}

async fn events_of(world: &World, name: &str) -> usize {
    let path = feed(world, name).await;
    events(&reads(world, &path, None).await.status(200).body).len()
}

#[tokio::test]
async fn an_unchanged_feed_is_answered_from_its_validator_whatever_happens_out_of_sight() {
    let world = World::new().await;
    let met = world.meets("sector_north").invites("alderbrook_north").plant().await;
    let path = feed(&world, "Amara").await;
    let page = reads(&world, &path, None).await.status(200);
    let tag = page.header("etag").to_owned();
    let again = reads(&world, &path, Some(&tag)).await.status(304);
    assert!(again.body.is_empty());
    // A hidden meeting comes and goes: nothing tells.
    world.meets("ocha").audience("humanitarian").words("hidden").plant().await;
    world.meets("sector_north").invites("kestrel").words("hidden too").plant().await;
    reads(&world, &path, Some(&format!("W/{tag}, \"other\""))).await.status(304);
    world.sql(&format!("update meetings set title = 'New title' where id = '{}'", met.id)).await;
    let page = reads(&world, &path, Some(&tag)).await.status(200).says("New title");
    assert_ne!(page.header("etag"), tag);
}

#[tokio::test]
async fn a_feed_ends_with_its_post_its_person_and_when_its_owner_says_so() {
    let world = World::new().await;
    world.meets("sector_north").invites("alderbrook_north").plant().await;
    let (first, second) = (feed(&world, "Amara").await, feed(&world, "Amara").await);
    assert_ne!(first, second);
    assert_eq!(world.count("calendar_feeds where length(token_hash) = 32").await, 2, "hashes only");
    let amara = world.browser("Amara");
    let page = amara.get("/meetings/feeds").await.status(200);
    page.clone().hides("/calendar/");
    let removal = page.form("/meetings/feeds/removal");
    amara.submit(&removal, &[]).await.status(303);
    let mut open = 0;
    for path in [&first, &second] {
        open += usize::from(reads(&world, path, None).await.status == 200);
    }
    assert_eq!(open, 1);
    // Nobody ends the feed of somebody else.
    let id: uuid::Uuid =
        sqlx::query_scalar("select id from calendar_feeds where revoked_at is null")
            .fetch_one(world.owner().await)
            .await
            .unwrap();
    world
        .browser("Basil")
        .post("/meetings/feeds/removal", &[("one", &id.to_string())])
        .await
        .status(404);
    world
        .sql(&format!(
            "update people set suspended_at = now() where id = '{}'",
            world.person("Amara")
        ))
        .await;
    for path in [&first, &second] {
        reads(&world, path, None).await.status(404);
    }
    world.sql("update people set suspended_at = null").await;
    world
        .sql(&format!(
            "update posts set until_at = now() where person_id = '{}'",
            world.person("Amara")
        ))
        .await;
    for path in [&first, &second] {
        reads(&world, path, None).await.status(404);
    }
    reads(&world, "/calendar/guessed/meetings.ics", None).await.status(404);
    for nobody in ["Leila", "Noor", "Miriam", "Omar"] {
        world.browser(nobody).get("/meetings/feeds").await.status(403);
    }
}

#[tokio::test]
async fn one_meeting_is_one_file_that_a_parser_reads() {
    let world = World::new().await;
    let met = world.meets("sector_north").invites("alderbrook_north").words("Bridge").plant().await;
    let page = world.browser("Amara").get(&format!("{}/calendar.ics", met.url())).await.status(200);
    let events = events(&page.body);
    assert_eq!(events.len(), 1);
    assert_eq!(value(&events[0], "SUMMARY").as_deref(), Some("Bridge"));
    assert!(page.header("content-disposition").contains("meeting.ics"));
    world.browser("Safi").get(&format!("{}/calendar.ics", met.url())).await.status(404);
}

#[tokio::test]
async fn a_feed_holds_the_next_500_entries_and_knows_its_validator() {
    let world = World::new().await;
    let actor = world.actor("alderbrook_north");
    let owner = world.actor("sector_north");
    world
        .sql(&format!(
            "insert into meetings (reference, owner_id, chair_id, title, time_zone, starts_at, ends_at, state)
             select lpad(n::text, 8, '0'), '{owner}', '{owner}', 'Meeting number ' || n, 'Africa/Lagos', now() + make_interval(hours => n), now() + make_interval(hours => n + 1), 'invited'
             from generate_series(1, 600) n;
             insert into meeting_actors (meeting_id, actor_id, why) select id, '{actor}', 'invited' from meetings; analyze;"
        ))
        .await;
    let path = feed(&world, "Amara").await;
    let page = reads(&world, &path, None).await.status(200);
    assert_eq!(events(&page.body).len(), 500);
    let tag = page.header("etag").to_owned();
    // For whoever reads the output: nothing hangs on how long it takes here.
    let started = std::time::Instant::now();
    for _ in 0..5 {
        reads(&world, &path, Some(&tag)).await.status(304);
    }
    println!("a feed of 500 entries, made and compared: {:?}", started.elapsed() / 5);
}

#[tokio::test]
async fn a_visitor_reads_what_is_announced_and_neither_hour_nor_place() {
    let world = World::new().await;
    world
        .meets("civil_affairs")
        .invites("dc_jorrafin")
        .words("County forum")
        .announced()
        .plant()
        .await;
    world.meets("civil_affairs").invites("dc_jorrafin").words("canaryquiet").plant().await;
    world.meets("civil_affairs").words("canaryplan").state("planned").announced().plant().await;
    let page = world.visitor().get("/meetings/announced").await.status(200);
    page.clone()
        .says("County forum")
        .says("Kolmata")
        .says("+999 20 555 0114")
        .hides("canaryquiet")
        .hides("canaryplan");
    page.hides("example.org/").hides("Jorrafin");
    let error = sqlx::query(
        "update meetings set audience = 'mission', is_announced = true where title = 'canaryquiet'",
    )
    .execute(world.owner().await)
    .await;
    assert!(error.is_err(), "what is closed cannot be announced");
    assert!(world.visitor().get("/").await.offers("/meetings/announced"));
}

#[tokio::test]
async fn the_calendar_shows_months_and_weeks_as_tables() {
    let world = World::new().await;
    for n in 0..7 {
        world
            .meets("sector_north")
            .invites("alderbrook_north")
            .words(&format!("Number {n}"))
            .plant()
            .await;
    }
    let amara = world.browser("Amara");
    let day = (cimic_house::clock::now() + jiff::SignedDuration::from_hours(48))
        .to_zoned(jiff::tz::TimeZone::get("Africa/Lagos").unwrap())
        .date();
    let page = amara.get(&format!("/meetings/calendar?view=month&day={day}")).await.status(200);
    page.clone().says("Monday").says("More");
    assert_eq!(page.body.matches("<bdi>Number ").count(), 4, "four a day, and a link to the rest");
    let week = amara.get(&format!("/meetings/calendar?view=week&day={day}")).await.status(200);
    assert_eq!(week.body.matches("<bdi>Number ").count(), 7);
    amara.get("/meetings/calendar?view=week&day=nonsense").await.status(200);
    amara
        .get("/meetings/calendar?view=month&day=2099-12-31")
        .await
        .status(200)
        .says("No meeting in these days");
}
