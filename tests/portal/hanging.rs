//! What hangs on meetings and rooms: documents, action points that are carried over, reports and minutes that are owed, pictures.

use crate::{
    files::{PDF, document, photograph},
    support::World,
};

const PROGRAM: &[u8] = b"MZ\x90\x00 this program cannot be run";

#[tokio::test]
async fn documents_of_a_meeting_stand_on_its_page_for_those_named_on_it() {
    let world = World::new().await;
    let met = world.meets("sector_north").audience("partners").invites("alderbrook_north");
    let met = met.plant().await;
    let (pavel, amara) = (world.browser("Pavel"), world.browser("Amara"));
    let form = format!("{}/documents/new", met.url());
    assert!(pavel.get(&met.url()).await.offers(&form));
    let file = Some(("scan.pdf", "application/pdf", PDF));
    let page = pavel.upload(&form, &[("name", "Load figures")], file).await.status(303);
    let page = pavel.follow(&page).await.status(200).says("Load figures.pdf");
    let address = document(&page);
    let page = amara.get(&met.url()).await.says("Load figures.pdf");
    assert!(!page.offers(&form), "host and chair add documents");
    amara.get(&address).await.status(200);
    amara.upload(&form, &[], file).await.status(403).says("Host and chair");
    amara.get(&format!("{}/minutes", met.url())).await.says("Load figures.pdf");
    // Whom only the audience admits reads the meeting, and neither its agenda nor what hangs on it.
    let basil = world.browser("Basil");
    basil.get(&met.url()).await.status(200).hides("Load figures");
    basil.get(&address).await.status(404);
    basil.upload(&form, &[], file).await.status(403);
    let lie = Some(("plan.pdf", "application/pdf", PROGRAM));
    pavel.upload(&form, &[], lie).await.status(422).says("not what its name says");
    assert_eq!(world.count("files").await, 1);
    world.sql("update meetings set state = 'cancelled'").await;
    pavel.upload(&form, &[], file).await.status(409).says("called off");
}

#[tokio::test]
async fn what_is_open_is_marked_on_the_next_meeting_with_its_state_and_whose_it_is() {
    let world = World::new().await;
    let members = ["alderbrook_north", "kestrel"];
    let forum = world.forum("sector_north", "cimic", "parties", &members, "CIMIC weekly").await;
    let source = world.meets("sector_north").of(forum).hours(-900).state("held").plant().await;
    world
        .sql(&format!(
            "insert into actions (id, source_kind, source_id, forum_id, body, owner_id, actor_id, due_on, state, created_at)
             values (gen_random_uuid(), 'meeting', '{}', '{forum}', 'Mend the culvert', '{}', '{}', current_date + 9, 'accepted', now() - interval '30 days')",
            source.id,
            world.actor("sector_north"),
            world.actor("alderbrook_north"),
        ))
        .await;
    let next = world.meets("sector_north").of(forum).hours(-3).plant().await;
    let (pavel, amara) = (world.browser("Pavel"), world.browser("Amara"));
    for browser in [&pavel, &amara] {
        let page = browser.get(&source.url()).await.says("Mend the culvert").says("Accepted");
        page.says("Alderbrook").hides("Carried over");
        let page = browser.get(&next.url()).await.says("Carried over from earlier meetings");
        page.says("Mend the culvert").hides("Carried over once");
    }
    let kestrel = world.actor("kestrel").to_string();
    let mark = [("actor", kestrel.as_str()), ("presence", "present")];
    pavel.post(&format!("{}/attendance", next.url()), &mark).await.status(303);
    pavel.post(&format!("{}/held", next.url()), &[]).await.status(303);
    let page = amara.get(&next.url()).await.says("Carried over once").says("Mend the culvert");
    page.hides("After-action reports still owed");
    // Who owes a report is told to military and mission.
    let page = pavel.get(&next.url()).await.says("After-action reports still owed");
    page.says("Kestrel Battalion");
    // Kestrel is a member, and neither put nor promised it: it was not there when it was.
    world.browser("Dario").get(&next.url()).await.status(200).hides("Mend the culvert");
}

#[tokio::test]
async fn a_room_has_pictures_with_words_and_without_their_place() {
    let world = World::new().await;
    let room = world.room("sector_north", "Long table", false).await;
    let (url, pavel) = (format!("/rooms/{room}"), world.browser("Pavel"));
    let (form, jpeg) = (format!("{url}/documents/new"), photograph());
    let jpeg = Some(("P1000.jpg", "image/jpeg", jpeg.as_slice()));
    pavel.get(&form).await.status(200).says("What it shows");
    let page = pavel.upload(&form, &[], jpeg).await.status(422);
    page.says("Say in a few words what it shows");
    let (words, pdf) =
        ([("name", "The table, seen from the door")], ("a.pdf", "application/pdf", PDF));
    pavel
        .upload(&form, &words, Some(pdf))
        .await
        .status(422)
        .says("Only photographs can be added here");
    assert_eq!(world.count("files").await, 0);
    let page = pavel.upload(&form, &words, jpeg).await.status(303);
    let alt = "alt=\"The table, seen from the door\"";
    pavel.follow(&page).await.status(200).says(alt).says("Show the picture");
    let safi = world.browser("Safi");
    let page = safi.get(&url).await.status(200).says(alt);
    assert!(!page.offers(&form));
    let start = page.body.find("/files/").unwrap();
    let picture = page.body[start..].split('"').next().unwrap().to_owned();
    let id: uuid::Uuid = picture.split('/').nth(2).unwrap().parse().unwrap();
    let shown = safi.get(&picture).await.status(200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    let kept = world.state.blobs.whole(id).await.unwrap();
    for word in ["GPS", "Exif", "31.5825"] {
        assert!(!String::from_utf8_lossy(&kept).contains(word), "{word} is still in the picture");
    }
    safi.upload(&form, &words, jpeg).await.status(403);
    world.sql("update rooms set audience = 'owner'").await;
    safi.get(&picture).await.status(404);
    pavel.get(&picture).await.status(200);
}

#[tokio::test]
async fn minutes_that_are_a_draft_48_hours_after_the_end_stand_on_the_desks_of_host_and_chair() {
    let world = World::new().await;
    let held = |words, hours, state| {
        let met = world.meets("sector_north").invites("alderbrook_north").invites("civil_affairs");
        met.words(words).hours(hours).state(state)
    };
    // Each lasts an hour.
    let old = held("Old draft", -50, "drafted").plant().await;
    held("Fresh draft", -48, "drafted").plant().await;
    held("Never said to be held", -60, "invited").plant().await;
    held("Went round", -90, "circulated").plant().await;
    held("Called off", -90, "cancelled").plant().await;
    let chair = world.actor("civil_affairs");
    world.sql(&format!("update meetings set chair_id = '{chair}' where id = '{}'", old.id)).await;
    let page = world.browser("Pavel").get("/home").await.says("Minutes that are due");
    assert!(page.offers(&format!("{}/minutes", old.url())));
    let page = page.says("Old draft").says("Never said to be held");
    page.hides("Fresh draft").hides("Went round").hides("Called off");
    let page = world.browser("Rosa").get("/home").await.says("Old draft");
    page.hides("Never said to be held");
    for other in ["Amara", "Nadia", "Lindi", "Leila"] {
        world.browser(other).get("/home").await.hides("Minutes that are due");
    }
    let minutes = format!("{}/minutes", old.url());
    world.sql(&format!("update meetings set state = 'circulated' where id = '{}'", old.id)).await;
    world.browser("Pavel").get("/home").await.hides("Old draft");
    world.browser("Pavel").get(&minutes).await.status(200);
}
