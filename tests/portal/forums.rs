//! Forums, as people set them up and as they hide.

use crate::support::{Browser, Page, World};
use cimic_house::{
    access::Viewer,
    db::Mode,
    jobs::run_once,
    meetings::forums::{policy::View, store},
};
use jiff::{ToSpan, civil::Date};
use std::collections::BTreeSet;

pub fn today() -> Date {
    cimic_house::clock::now().to_zoned(jiff::tz::TimeZone::get("Africa/Lagos").unwrap()).date()
}

/// What Ines types when she sets up the weekly forum.
pub fn weekly(world: &World, chair: &str) -> Vec<(&'static str, String)> {
    vec![
        ("name", "Weekly CMCoord".to_owned()),
        ("family", "cmcoord".to_owned()),
        ("chair", world.actor(chair).to_string()),
        ("audience", "parties".to_owned()),
        ("members", world.actor("alderbrook_north").to_string()),
        ("members", world.actor("kestrel").to_string()),
        ("first_on", today().saturating_add(3.days()).to_string()),
        ("starts_clock", "10:00".to_owned()),
        ("minutes", "90".to_owned()),
        ("time_zone", "Africa/Lagos".to_owned()),
        ("repeats", "weekly".to_owned()),
        ("place_kind", "house".to_owned()),
        ("place", "Long table, by the gate".to_owned()),
        ("language", "en".to_owned()),
        ("attribution", "attributed".to_owned()),
        ("template", "15 Security overview\n30 Access\nAny other business".to_owned()),
        ("invite_days", "7".to_owned()),
    ]
}

pub async fn sets_up(browser: &Browser, fields: &[(&'static str, String)]) -> Page {
    let form = browser.get("/forums/new").await.status(200).form("/forums/new");
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.submit(&form, &fields).await
}

#[tokio::test]
async fn ines_sets_up_the_weekly_forum_and_its_meetings_stand_in_the_calendar() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let page = sets_up(&ines, &weekly(&world, "ocha")).await.status(303);
    let page =
        ines.follow(&page).await.status(200).says("Weekly CMCoord").says("Long table, by the gate");
    page.says("Alderbrook Relief, Kolmata field office").says("Every ").says("Who can see this");
    let meetings = world.count("meetings where forum_id is not null and state = 'planned'").await;
    assert!((16..=18).contains(&meetings), "{meetings} meetings in 120 days");
    assert_eq!(
        world.count("meeting_items where state = 'agenda' and minutes = 15").await,
        meetings
    );
    assert_eq!(world.count("events where record_kind = 'forum' and act = 'create'").await, 1);
    for member in ["Amara", "Dario"] {
        world.browser(member).get("/forums").await.says("Weekly CMCoord");
        world.browser(member).get("/meetings").await.says("Weekly CMCoord");
    }
    world.browser("Safi").get("/forums").await.hides("Weekly CMCoord");
}

#[tokio::test]
async fn only_a_humanitarian_actor_chairs_a_cmcoord_forum() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let page = sets_up(&ines, &weekly(&world, "fhq_cimic")).await.status(422);
    page.says("Only a humanitarian organisation chairs a CMCoord forum.").says("Weekly CMCoord");
    let hugo = world.browser("Hugo");
    sets_up(&hugo, &weekly(&world, "fhq_cimic")).await.status(422);
    assert_eq!(world.count("forums").await, 0);
    // An officer may host it, where a humanitarian actor chairs it.
    sets_up(&hugo, &weekly(&world, "ocha")).await.status(303);
    let forced = sqlx::query("update forums set chair_id = $1").bind(world.actor("fhq_cimic"));
    let error = forced.execute(world.owner().await).await.unwrap_err();
    assert!(error.to_string().contains("only a humanitarian actor chairs"), "{error}");
    world.browser("Amara").get("/forums/new").await.status(403);
    world.browser("Leila").get("/forums/new").await.status(403);
}

#[tokio::test]
async fn every_mistake_in_a_forum_is_told_at_once_and_what_was_typed_is_kept() {
    let world = World::new().await;
    let mut fields = weekly(&world, "ocha");
    for (name, value) in &mut fields {
        match *name {
            "name" => value.clear(),
            "repeats" => "own".clone_into(value),
            "time_zone" => "Mars/Olympus".clone_into(value),
            "minutes" => "2".clone_into(value),
            _ => {}
        }
    }
    fields.push(("rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30".to_owned()));
    fields.push(("link", "ftp://example.org".to_owned()));
    let page = sets_up(&world.browser("Ines"), &fields).await.status(422);
    page.says("By this rule it would never meet")
        .says("Enter the name of a time zone")
        .says("Enter a number from 5 to 1440")
        .says("begins with https://")
        .says("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
        .says("15 Security overview");
}

#[tokio::test]
async fn a_closed_forum_takes_nobody_from_outside() {
    let world = World::new().await;
    let mut fields = weekly(&world, "ocha");
    for (name, value) in &mut fields {
        if *name == "audience" {
            "humanitarian".clone_into(value);
        }
    }
    let ines = world.browser("Ines");
    sets_up(&ines, &fields).await.status(422).says("A closed forum invites nobody from outside");
    fields.retain(|(_, value)| *value != world.actor("kestrel").to_string());
    sets_up(&ines, &fields).await.status(303);
    world.browser("Safi").get("/forums").await.says("Weekly CMCoord");
    for other in ["Dario", "Hugo", "Nadia", "Rosa", "Keiko", "Joram", "Omar", "Noor", "Miriam"] {
        world.browser(other).get("/forums").await.hides("Weekly CMCoord");
    }
}

#[tokio::test]
async fn changing_the_rhythm_remakes_what_nobody_was_invited_to() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let page = sets_up(&ines, &weekly(&world, "ocha")).await.status(303);
    let url = page.location().to_owned();
    run_once(&world.db).await.unwrap();
    let invited = world.count("meetings where state = 'invited'").await;
    assert_eq!(invited, 1, "seven days ahead");
    assert_eq!(run_once(&world.db).await.unwrap().invited, 0);
    let edit = format!("{url}/edit");
    let form = ines.get(&edit).await.status(200).form(&edit);
    ines.submit(&form, &[("repeats", "monthly_day"), ("starts_clock", "14:00")]).await.status(303);
    assert_eq!(world.count("meetings where state = 'invited'").await, 1, "stays as it is");
    let planned = world.count("meetings where state = 'planned'").await;
    assert!((3..=5).contains(&planned), "{planned}");
    assert_eq!(world.count("meetings where state = 'planned' and extract(hour from starts_at at time zone 'Africa/Lagos') <> 14").await, 0);
    // The older form is told that somebody saved before.
    ines.submit(
        &form,
        &[("name", "Another name"), ("form_key", &uuid::Uuid::new_v4().to_string())],
    )
    .await
    .status(409);
    let end = format!("{url}/end");
    let form = ines.get(&end).await.form(&end);
    ines.submit(&form, &[]).await.status(303);
    assert_eq!(world.count("meetings where state = 'planned'").await, 0);
    world.browser("Safi").get(&end).await.status(404);
    world.browser("Hugo").get(&end).await.status(403);
}

#[tokio::test]
async fn the_house_makes_meetings_as_time_passes_and_only_once() {
    let world = World::new().await;
    sets_up(&world.browser("Ines"), &weekly(&world, "ocha")).await.status(303);
    let before = world.count("meetings").await;
    assert_eq!(run_once(&world.db).await.unwrap().meetings, 0);
    world.sql("delete from meetings where state = 'planned' and starts_at > now() + interval '60 days'; update forums set made_until = now()").await;
    assert!(run_once(&world.db).await.unwrap().meetings > 0);
    assert_eq!(world.count("meetings").await, before);
    // A cancelled or moved occurrence is not made again.
    world.sql("update meetings set state = 'cancelled'; update forums set made_until = null").await;
    assert_eq!(run_once(&world.db).await.unwrap().meetings, 0);
}

#[tokio::test]
async fn a_rhythm_is_said_in_the_readers_words_and_never_as_a_rule() {
    let world = World::new().await;
    let forum =
        world.forum("sector_north", "cimic", "parties", &["alderbrook_north"], "Weekly").await;
    world.sql("update forums set first_on = '2026-01-06', rule = 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20990630T235959Z'").await;
    let pages = ["/forums".to_owned(), format!("/forums/{forum}"), format!("/forums/{forum}/edit")];
    for (lang, words) in [
        ("en", "Every Tuesday at 10:00, until 30 Jun 2099"),
        ("fr", "Chaque mardi à 10:00, jusqu’au 30 juin 2099"),
        ("ar", "من كل أسبوع"),
    ] {
        let pavel = world.browser("Pavel");
        pavel.speaks(lang);
        for page in &pages {
            pavel.get(page).await.status(200).says(words).hides("FREQ=WEEKLY");
        }
    }
    world.sql("update forums set rule = 'FREQ=YEARLY;BYYEARDAY=100'").await;
    let pavel = world.browser("Pavel");
    for page in &pages[..2] {
        pavel.get(page).await.status(200).says("On the days of a rule of its own").hides("FREQ");
    }
}

#[tokio::test]
async fn a_member_proposes_and_leaves() {
    let world = World::new().await;
    let forum = world
        .forum("sector_north", "cimic", "parties", &["alderbrook_north"], "Northern weekly")
        .await;
    let url = format!("/forums/{forum}");
    let amara = world.browser("Amara");
    let form = amara.get(&url).await.status(200).form(&format!("{url}/items"));
    amara.submit(&form, &[("title", "Bridge at Mill Ford"), ("minutes", "20")]).await.status(303);
    world.browser("Pavel").get(&url).await.says("Bridge at Mill Ford").says("20 min");
    world.browser("Safi").get(&url).await.status(404);
    let form = amara.get(&url).await.form(&format!("{url}/leaving"));
    amara.submit(&form, &[]).await.status(303);
    amara.get(&url).await.status(404);
}

/// The policy and row level security agree for every audience, host and member, for everybody.
#[tokio::test]
async fn policy_and_row_level_security_agree_on_every_forum_for_everybody() {
    let world = World::new().await;
    let mut ids = Vec::new();
    for (owner, audience) in [
        ("ocha", "humanitarian"),
        ("ocha", "parties"),
        ("ocha", "partners"),
        ("fhq_cimic", "military"),
        ("fhq_cimic", "mission"),
        ("sector_north", "owner"),
        ("civil_affairs", "mission"),
        ("civil_affairs", "parties"),
        ("open_ward", "humanitarian"),
        ("vc_millford", "parties"),
    ] {
        let fits: &[&str] = match audience {
            "humanitarian" => &["alderbrook_north", "open_ward"],
            "military" => &["kestrel", "ibis"],
            "mission" => &["kestrel", "qip_team"],
            "owner" => &[],
            _ => &["alderbrook_north", "kestrel", "dc_jorrafin"],
        };
        ids.push(world.forum(owner, "other", audience, fits, &format!("{owner} {audience}")).await);
    }
    let mut house = world.house().await;
    let mut different = BTreeSet::new();
    for (name, ..) in crate::support::CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        let viewer: Viewer = world.viewer(name).await;
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let shown: Vec<uuid::Uuid> =
            sqlx::query_scalar("select id from forums").fetch_all(tx.conn()).await.unwrap();
        let shown: BTreeSet<_> = shown.into_iter().collect();
        let mut allowed = BTreeSet::new();
        for id in &ids {
            let forum = store::find(&mut house, *id).await.unwrap();
            if viewer.may(View, &forum) {
                allowed.insert(*id);
            }
        }
        assert_eq!(shown, allowed, "{name}");
        different.insert(allowed);
    }
    assert!(different.len() > 6, "the planted forums tell people apart");
}
