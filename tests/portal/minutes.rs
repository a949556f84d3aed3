//! In the room and after it: attendance, minutes by two people, the window, the seal, what follows.

use crate::support::{World, meetings::Met};

/// A meeting of Sector North that began two hours ago: Alderbrook's Kolmata office, Kestrel and a village are invited.
pub async fn held(world: &World) -> Met {
    let met = world
        .meets("sector_north")
        .invites("alderbrook_north")
        .invites("kestrel")
        .invites("vc_millford")
        .hours(-2);
    let met = met.words("Convoys").plant().await;
    world
        .sql(&format!("update meeting_items set state = 'agenda' where meeting_id = '{}'", met.id))
        .await;
    met
}

pub fn item(met: &Met, part: &str) -> String {
    format!("{}/minutes/{}{part}", met.url(), met.item)
}

pub async fn mark(world: &World, met: &Met, actor: &str, presence: &str) {
    let actor = world.actor(actor).to_string();
    let fields = [("actor", actor.as_str()), ("presence", presence)];
    world.browser("Pavel").post(&format!("{}/attendance", met.url()), &fields).await.status(303);
}

/// Marked, held, written and circulated.
pub async fn circulated(world: &World) -> Met {
    let met = held(world).await;
    let pavel = world.browser("Pavel");
    for actor in ["alderbrook_north", "kestrel"] {
        mark(world, &met, actor, "present").await;
    }
    pavel.post(&format!("{}/held", met.url()), &[]).await.status(303);
    pavel
        .post(&item(&met, ""), &[("summary", "The road was discussed."), ("base", "0")])
        .await
        .status(303);
    let said_by = world.actor("alderbrook_north").to_string();
    pavel
        .post(&item(&met, "/words"), &[("said_by", &said_by), ("words", "We will go on Monday.")])
        .await
        .status(303);
    pavel.post(&format!("{}/circulation", met.url()), &[]).await.status(303);
    met
}

pub async fn close_window(world: &World) {
    world.sql("update minutes set amend_until = now() - interval '1 minute'").await;
}

#[tokio::test]
async fn the_sheet_is_tapped_and_walk_ins_come_in() {
    let world = World::new().await;
    let met = held(&world).await;
    let (pavel, sheet) = (world.browser("Pavel"), format!("{}/attendance", met.url()));
    pavel.get(&sheet).await.says("One tap for each organisation").says("Kestrel Battalion");
    mark(&world, &met, "kestrel", "present").await;
    mark(&world, &met, "vc_millford", "excused").await;
    let kestrel = world.actor("kestrel").to_string();
    pavel
        .post(&sheet, &[("actor", &kestrel), ("presence", "present"), ("unlisted", "yes")])
        .await
        .status(303);
    let walk_in = format!("{sheet}/walk-ins");
    pavel.post(&walk_in, &[]).await.status(422).says("say who they are");
    pavel.post(&walk_in, &[("what", "Elders of Three Wells"), ("people", "4")]).await.status(303);
    let fra = world.actor("fra").to_string();
    world.browser("Basil").get(&met.url()).await.status(404);
    pavel.post(&walk_in, &[("who", &fra)]).await.status(303);
    world.browser("Basil").get(&format!("{}/minutes", met.url())).await.status(200);
    // Who prefers it is listed for nobody but host, chair and itself.
    pavel.post(&format!("{}/held", met.url()), &[]).await.status(303);
    pavel
        .get(&format!("{}/minutes", met.url()))
        .await
        .says("prefers not to be listed")
        .says("Elders of Three Wells");
    let listed = "attendance where not is_unlisted";
    assert_eq!(world.count(listed).await, 3);
    let mut tx = world.tx("Amara", cimic_house::db::Mode::Read).await;
    let seen: i64 =
        sqlx::query_scalar("select count(*) from attendance").fetch_one(tx.conn()).await.unwrap();
    assert_eq!(seen, 3, "Amara does not learn that somebody is unlisted");
    for who in ["Amara", "Dario", "Joram"] {
        world.browser(who).get(&sheet).await.status(403);
        world.browser(who).post(&sheet, &[]).await.status(403);
    }
    world.browser("Safi").get(&sheet).await.status(404);
    pavel.get(&format!("{sheet}/sheet")).await.status(200).says("Signing is free");
}

#[tokio::test]
async fn two_people_write_at_once_and_lose_nothing() {
    let world = World::new().await;
    let met = held(&world).await;
    let (pavel, petra) = (world.browser("Pavel"), world.browser("Petra"));
    pavel.post(&format!("{}/held", met.url()), &[]).await.status(303);
    let address = item(&met, "");
    let (first, second) =
        (pavel.get(&address).await.form(&address), petra.get(&address).await.form(&address));
    pavel.submit(&first, &[("summary", "Pavel wrote this.")]).await.status(303);
    let both = petra.submit(&second, &[("summary", "Petra wrote that.")]).await.status(409);
    let both =
        both.says("Somebody saved this item").says("Pavel wrote this.").says("Petra wrote that.");
    petra
        .submit(&both.form(&address), &[("summary", "Pavel wrote this. Petra wrote that.")])
        .await
        .status(303);
    petra.get(&format!("{}/minutes", met.url())).await.says("Pavel wrote this. Petra wrote that.");
    // Nobody else reads a draft.
    for who in ["Amara", "Dario", "Joram"] {
        let page = world.browser(who).get(&format!("{}/minutes", met.url())).await;
        page.status(200).says("no minutes to read yet").hides("Pavel wrote this");
    }
}

#[tokio::test]
async fn what_was_typed_outlasts_a_line_that_drops_and_still_meets_the_others_text() {
    let world = World::new().await;
    let met = held(&world).await;
    let (pavel, petra) = (world.browser("Pavel"), world.browser("Petra"));
    pavel.post(&format!("{}/held", met.url()), &[]).await.status(303);
    let address = item(&met, "");
    pavel
        .post(&item(&met, "/draft"), &[("summary", "Half a sentence"), ("base", "0")])
        .await
        .status(204);
    petra.get(&address).await.hides("Half a sentence");
    petra.post(&address, &[("summary", "Petra was quicker."), ("base", "0")]).await.status(303);
    // An hour later, on another device.
    let page = pavel.get(&address).await.says("Half a sentence").says("did not save");
    pavel
        .submit(&page.form(&address), &[])
        .await
        .status(409)
        .says("Petra was quicker.")
        .says("Half a sentence");
    world
        .browser("Dario")
        .post(&item(&met, "/draft"), &[("summary", "x"), ("base", "0")])
        .await
        .status(403);
}

#[tokio::test]
async fn decisions_name_who_decides_and_action_points_are_offers() {
    let world = World::new().await;
    let met = held(&world).await;
    let pavel = world.browser("Pavel");
    mark(&world, &met, "alderbrook_north", "present").await;
    pavel.post(&format!("{}/held", met.url()), &[]).await.status(303);
    pavel.post(&item(&met, "/decisions"), &[("decision", "Go on Monday")]).await.status(422);
    let ngo = world.actor("alderbrook_north").to_string();
    let fields = [("decision", "Go on Monday"), ("decided_by", ngo.as_str())];
    pavel.post(&item(&met, "/decisions"), &fields).await.status(303);
    pavel
        .get(&format!("{}/minutes", met.url()))
        .await
        .says("Kolmata field office decides:")
        .says("Go on Monday");
    let due = (cimic_house::clock::now() + jiff::SignedDuration::from_hours(240))
        .strftime("%Y-%m-%d")
        .to_string();
    let form = format!("{}/actions/new?item={}", met.url(), met.item);
    let fields = [
        ("body", "Share the passenger list"),
        ("actor", ngo.as_str()),
        ("due_on", due.as_str()),
        ("priority", "normal"),
    ];
    pavel.post(&form, &fields).await.status(303);
    world
        .browser("Amara")
        .get(&format!("{}/minutes", met.url()))
        .await
        .says("Share the passenger list")
        .says("Offered");
    // Who was not there, and is not above, does not know of it, although invited.
    world.browser("Joram").get("/actions").await.hides("Share the passenger list");
}

#[tokio::test]
async fn those_who_were_there_correct_their_words_then_the_chair_seals_for_good() {
    let world = World::new().await;
    let met = circulated(&world).await;
    let (pavel, amara) = (world.browser("Pavel"), world.browser("Amara"));
    let minutes = format!("{}/minutes", met.url());
    amara.get(&minutes).await.says("We will go on Monday.").says("Corrections are taken until");
    world
        .browser("Joram")
        .get(&minutes)
        .await
        .says("The road was discussed.")
        .hides("Correct what my organisation said");
    world
        .browser("Joram")
        .post(&item(&met, "/correction"), &[("text", "I was there")])
        .await
        .status(403);
    amara.post(&item(&met, "/correction"), &[("text", "")]).await.status(422);
    amara.post(&item(&met, "/correction"), &[("text", "We may go on Monday.")]).await.status(303);
    world
        .browser("Dario")
        .get(&minutes)
        .await
        .says("We will go on Monday.")
        .says("We may go on Monday.");
    pavel.get(&format!("{}/seal", met.url())).await.status(409).says("still open");
    close_window(&world).await;
    amara.post(&item(&met, "/correction"), &[("text", "Too late")]).await.status(409);
    amara.post(&format!("{}/seal", met.url()), &[]).await.status(403);
    let ask = pavel
        .get(&format!("{}/seal", met.url()))
        .await
        .says("We may go on Monday.")
        .hides("We will go on Monday.");
    pavel.submit(&ask.form(&format!("{}/seal", met.url())), &[]).await.status(303);
    let sealed =
        amara.get(&minutes).await.says("Sealed").says("We may go on Monday.").says("SHA-256");
    assert!(!sealed.offers(&format!("{}/seal", met.url())));
    pavel.post(&item(&met, ""), &[("summary", "Changed"), ("base", "1")]).await.status(409);
    amara
        .post(&format!("{}/addenda", met.url()), &[("text", "The bridge is open since.")])
        .await
        .status(303);
    pavel.get(&format!("{minutes}/print")).await.says("The bridge is open since.").says("SHA-256");
    world
        .browser("Joram")
        .post(&format!("{}/addenda", met.url()), &[("text", "x")])
        .await
        .status(403);
    // Not even the owner of the tables by accident.
    for change in [
        "update sealed_parts set body = 'other'",
        "delete from sealed_parts",
        "update minute_items set summary = 'other'",
        "update minute_words set corrected = 'other'",
        "delete from attendance",
        "update minutes set sha256 = null",
        "update meetings set state = 'drafted' where state = 'sealed'",
    ] {
        let done = sqlx::query(change).execute(world.owner().await).await;
        assert!(done.is_err(), "{change}");
    }
}

#[tokio::test]
async fn the_hash_is_that_of_the_text_as_it_is_read() {
    use sha2::{Digest, Sha256};
    let world = World::new().await;
    let met = circulated(&world).await;
    close_window(&world).await;
    world.browser("Pavel").post(&format!("{}/seal", met.url()), &[]).await.status(303);
    let parts: Vec<(String, Vec<u8>)> =
        sqlx::query_as("select body, sha256 from sealed_parts order by position")
            .fetch_all(world.owner().await)
            .await
            .unwrap();
    let mut whole = Sha256::new();
    for (body, hash) in &parts {
        assert_eq!(Sha256::digest(body.as_bytes()).to_vec(), *hash);
        whole.update(hash);
    }
    let kept: Vec<u8> = sqlx::query_scalar("select sha256 from minutes")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    assert_eq!(whole.finalize().to_vec(), kept);
    assert!(parts[0].0.contains("Kestrel Battalion"), "{}", parts[0].0);
}

#[tokio::test]
async fn a_confidential_item_and_its_minutes_are_for_those_it_is_for() {
    let world = World::new().await;
    let met = circulated(&world).await;
    world
        .sql(&format!("update meeting_items set audience = 'military' where id = '{}'", met.item))
        .await;
    let minutes = format!("{}/minutes", met.url());
    world.browser("Dario").get(&minutes).await.says("The road was discussed.");
    world
        .browser("Amara")
        .get(&minutes)
        .await
        .hides("The road was discussed.")
        .hides("We will go on Monday.");
    close_window(&world).await;
    world.browser("Pavel").post(&format!("{}/seal", met.url()), &[]).await.status(303);
    world.browser("Dario").get(&minutes).await.says("The road was discussed.");
    world.browser("Amara").get(&minutes).await.hides("The road was discussed.").says("SHA-256");
}

#[tokio::test]
async fn the_window_is_three_working_days() {
    let world = World::new().await;
    let end: String = sqlx::query_scalar(
        "select to_char(working_days_after('2026-11-19 15:00+00', 3, 'UTC'), 'YYYY-MM-DD HH24:MI')",
    )
    .fetch_one(world.owner().await)
    .await
    .unwrap();
    // From a Thursday: Friday, Monday, Tuesday to its end.
    assert_eq!(end, "2026-11-25 00:00");
}

#[tokio::test]
async fn what_is_open_stands_on_the_next_meeting_and_three_times_is_flagged() {
    let world = World::new().await;
    let forum = world
        .forum("sector_north", "cimic", "parties", &["alderbrook_north"], "CIMIC weekly")
        .await;
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
    let pavel = world.browser("Pavel");
    for hours in [-600, -400, -200] {
        pavel.get("/actions?only=stuck").await.hides("Mend the culvert");
        let next = world.meets("sector_north").of(forum).hours(hours).plant().await;
        pavel.post(&format!("{}/held", next.url()), &[]).await.status(303);
    }
    pavel.get("/actions?only=stuck").await.says("Mend the culvert").says("Carried over 3 times");
    pavel.get(&format!("/forums/{forum}/figures")).await.status(200).says("Carry-overs in all");
    world.browser("Safi").get(&format!("/forums/{forum}/figures")).await.status(404);
}

#[tokio::test]
async fn before_a_first_meeting_the_house_says_what_it_knows_and_what_to_ask() {
    let world = World::new().await;
    let met = held(&world).await;
    let page = world.browser("Pavel").get(&format!("{}/checklist", met.url())).await.status(200);
    page.says("Kestrel Battalion").says("Ask").says("+999 20 555 0103");
    world.browser("Amara").get(&format!("{}/checklist", met.url())).await.status(403);
    world.browser("Safi").get(&format!("{}/checklist", met.url())).await.status(404);
}
