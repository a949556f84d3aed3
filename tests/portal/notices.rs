//! Notices, as offices write, check, publish, replace and withdraw them, and as others read them.

use crate::support::{Browser, CAST, Page, World};
use cimic_house::{
    access::Viewer,
    db::Mode,
    jobs::run_once,
    notices::{model::Filter, policy::View, states::SPECS, store},
};
use std::collections::BTreeSet;
use uuid::Uuid;

fn in_days(days: i64) -> String {
    (cimic_house::clock::now() + jiff::SignedDuration::from_hours(24 * days))
        .strftime("%Y-%m-%d")
        .to_string()
}

/// What a road report says; `changes` replace fields of it.
async fn writes(world: &World, browser: &Browser, changes: &[(&str, &str)]) -> Page {
    let area = world.area("XZ0102").to_string();
    let (from, until) = (in_days(-1), in_days(9));
    let fields = [
        ("kind", "road_status"),
        ("condition", "not_passable"),
        ("title", "Kolmata to Sirenu"),
        ("body", "The ford is under water"),
        ("area", area.as_str()),
        ("valid_from", from.as_str()),
        ("valid_until", until.as_str()),
        ("confidence", "confirmed"),
        ("audience", "public"),
    ];
    let kept = fields.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    let all: Vec<(&str, &str)> = kept.chain(changes).copied().collect();
    browser.post("/notices/new", &all).await
}

#[tokio::test]
async fn a_military_notice_is_checked_by_another_officer_and_then_everybody_reads_it() {
    let world = World::new().await;
    let (pavel, petra, visitor) = (world.browser("Pavel"), world.browser("Petra"), world.visitor());
    pavel.get("/notices/new").await.status(200).says("Another officer or chief checks it");
    let url = writes(&world, &pavel, &[]).await.status(303).location().to_owned();
    // A draft is its office's, and nobody publishes it unchecked.
    petra.get(&url).await.status(200).says("Draft");
    world.browser("Nadia").get(&url).await.status(404);
    pavel.post(&format!("{url}/publication"), &[]).await.status(409);
    pavel.post(&format!("{url}/submission"), &[]).await.status(303);
    // Those above it see that it waits; whoever wrote it does not check it.
    let page = world.browser("Nadia").get(&url).await.status(200);
    assert!(page.offers(&format!("{url}/clearance")));
    pavel.get(&url).await.hides("Clear for release");
    pavel.post(&format!("{url}/clearance"), &[]).await.status(403).says("somebody else checks it");
    world.browser("Dario").get(&url).await.status(404);
    petra.post(&format!("{url}/return"), &[]).await.status(422).says("Fill this in");
    petra.post(&format!("{url}/clearance"), &[]).await.status(303);
    visitor.get(&url).await.status(404);
    pavel.post(&format!("{url}/publication"), &[]).await.status(303);
    visitor.get(&url).await.status(200).says("The ford is under water").says("Not passable");
    visitor.get("/notices").await.says("Kolmata to Sirenu").says("Sector North CIMIC Office");
    visitor.get("/notices/roads").await.says("Kolmata").says("Not passable");
    visitor.get("/").await.says("Kolmata to Sirenu");
    visitor.get("/areas/XZ0102").await.says("Kolmata to Sirenu");
    world.browser("Amara").get("/home").await.says("New near you").says("Kolmata to Sirenu");
    pavel.get(&url).await.says("cleared it for release").says("published it");
    visitor.get(&url).await.hides("cleared it for release");
    for act in ["create", "submit", "clear", "publish"] {
        let n =
            world.count(&format!("events where record_kind = 'notice' and act = '{act}'")).await;
        assert_eq!(n, 1, "{act}");
    }
    // What was published is not changed.
    pavel.get(&format!("{url}/edit")).await.status(409);
}

#[tokio::test]
async fn whoever_wrote_at_it_never_checks_it_whatever_the_post() {
    let world = World::new().await;
    let hugo = world.browser("Hugo");
    // Hugo is an officer of Force HQ; in his other post he is the liaison of a battalion below it.
    let post = world.post("Hugo", "liaison", "ibis");
    hugo.post("/post", &[("post", &post.to_string())]).await.status(303);
    let url = writes(&world, &hugo, &[]).await.status(303).location().to_owned();
    hugo.post(&format!("{url}/submission"), &[]).await.status(303);
    let post = world.post("Hugo", "officer", "fhq_cimic");
    hugo.post("/post", &[("post", &post.to_string())]).await.status(303);
    hugo.post(&format!("{url}/clearance"), &[]).await.status(403).says("somebody else checks it");
    let lindi = world.browser("Lindi");
    lindi.post(&format!("{url}/return"), &[("reason", "Say since when")]).await.status(303);
    lindi.get(&url).await.status(404);
    // The database holds it too.
    let sneaky = sqlx::query("update notices set cleared_by = writers[1]")
        .execute(world.owner().await)
        .await;
    assert!(sneaky.is_err());
}

#[tokio::test]
async fn coordinators_and_sections_publish_theirs_and_others_write_none() {
    let world = World::new().await;
    for (name, audience, refused) in
        [("Ines", "humanitarian", "mission"), ("Rosa", "mission", "humanitarian")]
    {
        let browser = world.browser(name);
        writes(&world, &browser, &[("audience", refused)]).await.status(422).says("Choose one");
        let page = writes(&world, &browser, &[("audience", audience)]).await.status(303);
        let url = page.location().to_owned();
        browser.post(&format!("{url}/submission"), &[]).await.status(409);
        browser.post(&format!("{url}/publication"), &[]).await.status(303);
        browser.get(&url).await.says("In force");
        world.visitor().get(&url).await.status(404);
    }
    assert_eq!(world.count("notices where state = 'published'").await, 2);
    for name in ["Amara", "Joram", "Keiko", "Omar", "Leila", "Noor", "Miriam", "Samuel", "Greta"] {
        world.browser(name).get("/notices/new").await.status(403);
        writes(&world, &world.browser(name), &[]).await.status(403);
    }
    world.visitor().get("/notices/new").await.status(303).goes_to("/sign-in");
}

#[tokio::test]
async fn every_mistake_stands_beside_its_field_with_what_was_typed() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let (past, far) = (in_days(-3), in_days(500));
    let page = writes(
        &world,
        &ines,
        &[("condition", ""), ("title", ""), ("valid_until", &past), ("confidence", "")],
    )
    .await
    .status(422);
    page.says("Say what gets through")
        .says("Fill this in")
        .says("not past")
        .says("The ford is under water");
    writes(&world, &ines, &[("valid_until", &far)]).await.status(422).says("within a year");
    assert_eq!(world.count("notices").await, 0);
}

#[tokio::test]
async fn a_notice_is_replaced_and_the_old_one_points_to_the_new() {
    let world = World::new().await;
    let rosa = world.browser("Rosa");
    let old = writes(&world, &rosa, &[]).await.status(303).location().to_owned();
    rosa.post(&format!("{old}/publication"), &[]).await.status(303);
    let form = rosa.get(&format!("/notices/new?replaces={}", &old["/notices/".len()..])).await;
    let form = form.status(200).form("/notices/new");
    let page = rosa.submit(&form, &[("body", "The ford is open"), ("condition", "open")]).await;
    let new = page.status(303).location().to_owned();
    // Until the new one is told, the old one holds.
    world.visitor().get(&old).await.says("In force").hides("newer notice");
    rosa.post(&format!("{new}/publication"), &[]).await.status(303);
    let page = world.visitor().get(&old).await.status(200);
    assert!(page.says("Replaced").offers(&new));
    assert!(world.visitor().get(&new).await.says("The ford is open").offers(&old));
    let list = world.visitor().get("/notices").await;
    assert!(list.offers(&new) && !list.offers(&old));
    assert_eq!(world.count("events where act = 'supersede'").await, 1);
    // Nobody replaces what another office said.
    let sneak = format!("/notices/new?replaces={}", &new["/notices/".len()..]);
    let form = world.browser("Ines").get(&sneak).await.status(200).form("/notices/new");
    world.browser("Ines").submit(&form, &[]).await.status(422).says("its own notices only");
}

#[tokio::test]
async fn a_notice_ends_with_its_last_day_and_a_withdrawn_one_goes_back_to_its_office() {
    let world = World::new().await;
    let over = world.notice("civil_affairs").days(-1).words("Old flood").plant().await;
    let visitor = world.visitor();
    // Before the clock came by, it is told as over already.
    visitor.get("/notices").await.hides("Old flood");
    visitor.get(&format!("/notices/{over}")).await.says("Expired");
    assert_eq!(run_once(&world.db).await.unwrap().notices, 1);
    assert_eq!(run_once(&world.db).await.unwrap().notices, 0);
    assert_eq!(world.count("events where act = 'expire' and record_kind = 'notice'").await, 1);
    visitor.get("/notices?state=expired").await.says("Old flood");
    let id = world.notice("civil_affairs").words("Wrong number").plant().await;
    let rosa = world.browser("Rosa");
    let url = format!("/notices/{id}");
    rosa.post(&format!("{url}/withdrawal"), &[]).await.status(422);
    rosa.post(&format!("{url}/withdrawal"), &[("reason", "The number is private")])
        .await
        .status(303);
    visitor.get(&url).await.status(404);
    visitor.get("/notices").await.hides("Wrong number");
    visitor.get("/notices/feed.atom").await.hides("Wrong number");
    rosa.get(&url).await.status(200).says("The number is private");
}

#[tokio::test]
async fn the_feed_holds_what_is_public_and_reads_as_xml() {
    let world = World::new().await;
    let id = world.notice("ocha").words("Wells & \"pumps\" <open>").plant().await;
    world.notice("ocha").audience("partners").words("For partners").plant().await;
    world.notice("sector_north").state("cleared").words("Not yet").plant().await;
    let visitor = world.visitor();
    let feed = visitor.get("/notices/feed.atom").await.status(200);
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert!(feed.body.contains(&format!("http://localhost/notices/{id}")));
    assert!(feed.body.contains("OCHA, Zelmara country office"));
    for hidden in ["For partners", "Not yet", "<open>"] {
        assert!(!feed.body.contains(hidden), "{hidden}");
    }
    // It is the same for whoever may see more.
    assert!(!world.browser("Pavel").get("/notices/feed.atom").await.body.contains("For partners"));
    let mut depth = 0_i32;
    for tag in feed.body.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        depth += match tag.chars().next() {
            Some('/') => -1,
            Some('?') => 0,
            _ if tag.ends_with('/') => 0,
            _ => 1,
        };
        assert!(depth >= 0, "{tag}");
    }
    assert_eq!(depth, 0, "every element is closed");
    let again = visitor
        .send("GET", "/notices/feed.atom", &[("if-none-match", feed.header("etag"))], "")
        .await;
    assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
}

#[tokio::test]
async fn what_is_near_concerns_ones_own_districts() {
    let world = World::new().await;
    world
        .sql(&format!(
            "insert into actor_areas values ('{}', '{}', 'office')",
            world.actor("alderbrook_north"),
            world.area("XZ0102")
        ))
        .await;
    for (words, area, ago) in [
        ("In Kolmata", Some("XZ0102"), 1),
        ("In all Haruvel", Some("XZ01"), 2),
        ("In the country", None, 3),
        ("In Nemorra", Some("XZ0402"), 4),
        ("Long ago", Some("XZ0102"), 24 * 9),
    ] {
        world.notice("ocha").audience("partners").words(words).area(area).ago(ago).plant().await;
    }
    let page = world.browser("Amara").get("/home").await;
    page.says("In Kolmata")
        .says("In all Haruvel")
        .says("In the country")
        .hides("In Nemorra")
        .hides("Long ago");
    world.browser("Lindi").get("/home").await.says("In Nemorra").hides("In Kolmata");
    // Leaders, administrators and auditors read none here.
    for name in ["Leila", "Noor", "Miriam"] {
        world.browser(name).get("/home").await.hides("New near you");
    }
    let district = world.browser("Amara").get("/areas/XZ0102").await;
    district.says("In Kolmata").says("In all Haruvel").says("Long ago").hides("In Nemorra");
    let list = format!("/notices?area={}", world.area("XZ0102"));
    world.browser("Amara").get(&list).await.says("4 found").hides("In Nemorra");
}

/// Policy and row level security agree for everybody, and lists show what may be viewed and count their length.
#[tokio::test]
async fn policy_and_row_level_security_agree_on_every_notice_for_everybody() {
    let world = World::new().await;
    let told = world.told("alderbrook_north", "ocha").words("Told").plant().await;
    let taken = world.told("alderbrook_north", "ocha").words("Taken").plant().await;
    for state in
        ["draft", "submitted", "cleared", "published", "superseded", "expired", "withdrawn"]
    {
        for (owner, audience) in [
            ("sector_north", "public"),
            ("kestrel", "military"),
            ("kestrel", "mission"),
            ("civil_affairs", "partners"),
            ("ocha", "humanitarian"),
        ] {
            world.notice(owner).state(state).audience(audience).plant().await;
        }
        let notice = world.notice("ocha").audience("partners").state(state).words("Told");
        notice.made_of(told).plant().await;
        let notice = world.notice("ocha").audience("partners").state(state).words("Taken");
        notice.made_of(taken).plant().await;
    }
    world
        .sql(&format!("update notice_contributions set withdrawn_at = now() where id = '{taken}'"))
        .await;
    let ids: Vec<Uuid> =
        sqlx::query_scalar("select id from notices").fetch_all(world.owner().await).await.unwrap();
    let mut house = world.house().await;
    let mut all = Vec::new();
    for id in &ids {
        all.push(store::find(&mut house, *id).await.unwrap());
    }
    drop(house);
    let mut different = BTreeSet::new();
    let names = CAST.iter().map(|(name, ..)| *name).filter(|name| *name != "Bruno");
    for name in names.chain(["nobody"]) {
        let viewer: Viewer = world.viewer(name).await;
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let shown: BTreeSet<Uuid> = sqlx::query_scalar("select id from notices")
            .fetch_all(tx.conn())
            .await
            .unwrap()
            .into_iter()
            .collect();
        let allowed: BTreeSet<Uuid> =
            all.iter().filter(|one| viewer.may(View, *one)).map(|one| one.id).collect();
        assert_eq!(shown, allowed, "{name}");
        let mut listed = 0;
        for state in cimic_house::notices::model::State::ALL {
            let filter = Filter { state: Some(*state), ..Filter::default() };
            let lines = store::list(&mut tx, &filter).await.unwrap();
            let count = store::count(&mut tx, &filter).await.unwrap();
            assert_eq!(i64::try_from(lines.len()).unwrap(), count, "{name}, {state}");
            assert!(lines.iter().all(|line| allowed.contains(&line.id)), "{name}");
            listed += lines.len();
        }
        assert_eq!(listed, allowed.len(), "{name} lists what may be viewed");
        different.insert(allowed);
    }
    assert!(different.len() > 6, "the generated world tells people apart");
}

async fn contributes(world: &World, name: &str, changes: &[(&str, &str)]) -> Page {
    let (desk, until) = (world.actor("ocha").to_string(), in_days(20));
    let fields = [
        ("topic", "population_movements"),
        ("title", "Families on the move"),
        ("body", "Forty families left for the lake"),
        ("recipient", desk.as_str()),
        ("audience", "partners"),
        ("valid_until", until.as_str()),
    ];
    let kept = fields.iter().filter(|(known, _)| !changes.iter().any(|(other, _)| other == known));
    let all: Vec<(&str, &str)> = kept.chain(changes).copied().collect();
    world.browser(name).post("/notices/contributions/new", &all).await
}

#[tokio::test]
async fn an_ngo_tells_one_desk_by_consent_and_takes_it_back_with_all_that_was_made_of_it() {
    let world = World::new().await;
    let told = contributes(&world, "Amara", &[]).await.status(303).location().to_owned();
    for name in ["Teo", "Pavel", "Nadia", "Basil", "Rosa", "Noor", "Miriam", "Leila"] {
        world.browser(name).get(&told).await.status(404);
    }
    let ines = world.browser("Ines");
    ines.get(&told).await.status(200).says("Forty families");
    world.browser("Amara").get(&told).await.says("Humanitarian coordinator, once");
    let new = format!("/notices/new?from={}", told.rsplit('/').next().unwrap());
    let form = ines.get(&new).await.status(200).form("/notices/new");
    let most = [("kind", "population_movement"), ("confidence", "probable")];
    let wide = [most[0], most[1], ("audience", "public")];
    ines.submit(&form, &wide).await.status(422).says("beyond what the organisation consented to");
    let far = in_days(40);
    let long = [most[0], most[1], ("valid_until", far.as_str())];
    ines.submit(&form, &long).await.status(422).says("beyond what the organisation consented to");
    let url = ines.submit(&form, &most).await.status(303).location().to_owned();
    ines.post(&format!("{url}/publication"), &[]).await.status(303);
    let rosa = world.browser("Rosa");
    rosa.get(&url).await.status(200).says("Forty families").hides("Alderbrook");
    // One button, and on the next request nobody beyond the organisation knows of it.
    let amara = world.browser("Amara");
    ines.post(&format!("{told}/withdrawal"), &[]).await.status(403);
    amara.post(&format!("{told}/withdrawal"), &[]).await.status(303);
    for browser in [&ines, &rosa, &amara] {
        browser.get(&url).await.status(404);
    }
    ines.get(&told).await.status(404);
    ines.get("/notices?state=withdrawn").await.hides("Families on the move");
    amara.get(&told).await.status(200).says("Ended");
    amara.post(&format!("{told}/withdrawal"), &[]).await.status(409);
}

#[tokio::test]
async fn consents_stay_within_what_may_be_exchanged() {
    let world = World::new().await;
    let page = contributes(&world, "Amara", &[("topic", "aid_workers")]).await.status(422);
    page.says("never told to everybody").says("Forty families");
    let desk = world.actor("sector_north").to_string();
    let fields = [("recipient", desk.as_str()), ("audience", "humanitarian")];
    contributes(&world, "Amara", &fields).await.status(422).says("does not publish to them");
    // An organisation that keeps its distance has the coordinator as its only door.
    world.browser("Elodie").get("/notices/contributions/new").await.hides("Sector North CIMIC");
    let fields = [("recipient", desk.as_str()), ("audience", "owner")];
    contributes(&world, "Elodie", &fields).await.status(422);
    contributes(&world, "Elodie", &[]).await.status(422).says("keeps its distance");
    contributes(&world, "Elodie", &[("audience", "humanitarian")]).await.status(303);
    for name in ["Joram", "Pavel", "Rosa", "Keiko"] {
        contributes(&world, name, &[]).await.status(403);
    }
}

#[tokio::test]
async fn a_military_office_passes_on_words_of_humanitarians_and_writes_none_of_its_own() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    let sneaky = [("kind", "general"), ("condition", ""), ("body", "Tesselaid keeps a store here")];
    writes(&world, &pavel, &sneaky).await.status(422).says("names a humanitarian organisation");
    let topic = [("kind", "general"), ("condition", ""), ("topic", "aid_workers")];
    writes(&world, &pavel, &topic).await.status(422).says("nothing of its own");
    // What does not exist for the office does not show in a refusal either.
    let hidden = [("kind", "general"), ("condition", ""), ("body", "The Open Ward is full")];
    writes(&world, &pavel, &hidden).await.status(303);
    let desk = world.actor("sector_north").to_string();
    let fields = [("topic", "aid_workers"), ("recipient", desk.as_str()), ("audience", "military")];
    let told = contributes(&world, "Amara", &fields).await.status(303).location().to_owned();
    let new = format!("/notices/new?from={}", told.rsplit('/').next().unwrap());
    let form = pavel.get(&new).await.status(200).form("/notices/new");
    let fields = [("confidence", "confirmed"), ("body", "They are at the mill")];
    pavel.submit(&form, &fields).await.status(422).says("Pass on their words");
    pavel.submit(&form, &[("confidence", "confirmed")]).await.status(303);
}

/// The table in `docs/notices.md` is the one in the code.
#[test]
fn the_documented_states_are_those_of_the_code() {
    let text = std::fs::read_to_string("docs/notices.md").unwrap();
    for spec in SPECS {
        let from: Vec<&str> = spec.from.iter().map(|state| state.as_str()).collect();
        let row = format!(
            "| {} | {} | {} | {} | {} |",
            from.join(", "),
            spec.act,
            spec.to,
            format!("{:?}", spec.who).to_lowercase(),
            format!("{:?}", spec.of).to_lowercase()
        );
        assert!(text.contains(&row), "docs/notices.md lacks\n{row}");
    }
}
