//! Activities, as people enter, confirm, share and take them out; and that nobody learns of what is hidden from them.

use crate::support::{Browser, CAST, World, browser::Page};
use cimic_house::{
    access::{Audience, Viewer},
    activities::{
        lists::{self, Filter},
        model::{Act, Cluster, STATES, Status, next},
        policy, store,
    },
    db::Mode,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What somebody types about wells in Kolmata.
fn wells(world: &World) -> Vec<(&'static str, String)> {
    vec![
        ("status", "ongoing".to_owned()),
        ("area", world.area("XZ0102").to_string()),
        ("cluster", "WSH".to_owned()),
        ("what", "Wells for the market quarter".to_owned()),
        ("starts_on", "2026-10-01".to_owned()),
        ("ends_on", "2027-03-31".to_owned()),
        ("targeted_women", "300".to_owned()),
        ("targeted_girls", "250".to_owned()),
    ]
}

/// Enters an activity as somebody of the cast, with these fields beside those of the wells; answers its address.
async fn enter(world: &World, browser: &Browser, more: &[(&str, &str)]) -> String {
    let page = send(world, browser, more).await.status(303);
    page.location().to_owned()
}

async fn send(world: &World, browser: &Browser, more: &[(&str, &str)]) -> Page {
    let form = browser.get("/activities/new").await.form("/activities/new");
    let wells = wells(world);
    let names: Vec<&str> = more.iter().map(|(name, _)| *name).collect();
    let mut fields: Vec<(&str, &str)> = wells
        .iter()
        .filter(|(name, _)| !names.contains(name))
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.extend(more);
    browser.submit(&form, &fields).await
}

/// Presses the button of an act on the page of an activity.
async fn press(browser: &Browser, url: &str, act: &str) -> Page {
    let form = browser.get(url).await.form(&format!("{url}/status"));
    browser.submit(&form, &[("act", act)]).await
}

#[tokio::test]
async fn amara_enters_wells_and_only_the_humanitarian_community_knows() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let url = enter(&world, &amara, &[]).await;
    amara
        .get(&url)
        .await
        .status(200)
        .says("Wells for the market quarter")
        .says("550")
        .says("Women: 300");
    for name in ["Teo", "Ines", "Safi", "Elodie"] {
        let browser = world.browser(name);
        browser.get("/activities").await.says("Wells for the market quarter");
        browser.get(&url).await.status(200);
    }
    for name in ["Pavel", "Nadia", "Rosa", "Joram", "Leila", "Miriam", "Noor"] {
        let browser = world.browser(name);
        browser.get("/activities").await.hides("Wells for the market quarter").hides("Alderbrook");
        browser.get(&url).await.status(404);
        browser.get(&format!("{url}/edit")).await.status(404);
    }
    world.visitor().get(&url).await.status(303);
    assert_eq!(world.count("events where record_kind = 'activity' and act = 'create'").await, 1);
}

#[tokio::test]
async fn every_mistake_is_told_at_once_and_what_was_typed_stays() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let wrong = [
        ("area", ""),
        ("cluster", "no such cluster"),
        ("starts_on", "soon"),
        ("ends_on", "2026-13-01"),
        ("targeted", "12"),
        ("reached", "many"),
    ];
    let page = send(&world, &amara, &wrong).await.status(422);
    let page = page
        .says("Please look at this again")
        .says("fewer than the parts together")
        .says("Choose one of these");
    assert!(page.body.contains("value=\"soon\"") && page.body.contains("value=\"many\""));
    let late = [("starts_on", "2026-10-02"), ("ends_on", "2026-10-01")];
    send(&world, &amara, &late).await.status(422).says("The end must not be before the start");
    let long = [("starts_on", "2026-10-02"), ("ends_on", "2046-10-01")];
    send(&world, &amara, &long).await.status(422).says("ten years at most");
    let nowhere = Uuid::new_v4().to_string();
    send(&world, &amara, &[("area", nowhere.as_str())])
        .await
        .status(422)
        .says("Choose one of these");
    assert_eq!(world.count("activities").await, 0);
}

#[tokio::test]
async fn who_writes_for_whom_follows_the_communities() {
    let world = World::new().await;
    let as_ = |name: &str| world.browser(name);
    let actor = |short: &str| world.actor(short).to_string();
    for (name, short, status) in [
        ("Ines", "tesselaid", 303),
        ("Ines", "vc_millford", 303),
        ("Ines", "embassy_arvania", 303),
        ("Ines", "kestrel", 403),
        ("Pavel", "kestrel", 303),
        ("Pavel", "vc_millford", 303),
        ("Pavel", "tesselaid", 403),
        ("Rosa", "vc_millford", 303),
        ("Rosa", "tesselaid", 403),
        ("Amara", "alderbrook_north", 303),
        ("Amara", "alderbrook", 403),
        ("Teo", "alderbrook_north", 403),
        ("Dario", "kestrel", 303),
        ("Dario", "ibis", 403),
    ] {
        let page = send(&world, &as_(name), &[("actor", &actor(short))]).await;
        assert_eq!(page.status.as_u16(), status, "{name} for {short}: {}", page.text());
    }
    for name in ["Noor", "Leila", "Miriam", "Omar"] {
        as_(name).get("/activities/new").await.status(403).says("own posts enter what it does");
    }
}

#[tokio::test]
async fn two_who_change_it_at_once_lose_nothing() {
    let world = World::new().await;
    let (amara, ines) = (world.browser("Amara"), world.browser("Ines"));
    let url = enter(&world, &amara, &[]).await;
    let edit = format!("{url}/edit");
    let (hers, theirs) = (amara.get(&edit).await.form(&edit), ines.get(&edit).await.form(&edit));
    ines.submit(&theirs, &[("modality", "In kind")]).await.status(303);
    amara.submit(&hers, &[("modality", "Cash")]).await.status(409);
    amara.get(&url).await.says("In kind").hides("Cash");
}

#[tokio::test]
async fn it_is_confirmed_with_one_click_and_ends_by_its_table() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let url = enter(&world, &amara, &[]).await;
    world.sql("update activities set last_confirmed_at = now() - interval '100 days'").await;
    world
        .browser("Safi")
        .get("/activities?stale=yes")
        .await
        .says("Wells for the market quarter")
        .says("stale");
    let page = amara.get(&url).await.says("stale");
    let form = page.form(&format!("{url}/confirmation"));
    amara.submit(&form, &[]).await.status(303);
    amara.get(&url).await.hides("stale").says("Confirmed as of today");
    amara.get("/activities?stale=yes").await.hides("Wells for the market quarter");

    let old = amara.get(&url).await.form(&format!("{url}/status"));
    press(&amara, &url, "suspend").await.status(303);
    amara.submit(&old, &[("act", "complete")]).await.status(409);
    press(&amara, &url, "resume").await.status(303);
    press(&amara, &url, "complete").await.status(303);
    let page = amara.get(&url).await.says("Completed");
    assert!(!page.offers(&format!("{url}/confirmation")));
    assert!(
        page.forms().iter().all(|form| !form.action.ends_with("/status")),
        "nothing is left to do"
    );
    let key = [("version", "9"), ("act", "resume")];
    amara.post(&format!("{url}/status"), &key).await.status(409).says("status has changed");
    assert_eq!(
        world.count("events where record_kind = 'activity' and act in ('confirm', 'suspend', 'resume', 'complete')").await,
        4
    );
}

#[test]
fn the_table_of_states_leads_everywhere_and_ends() {
    for status in [Status::Ongoing, Status::Completed, Status::Suspended, Status::Cancelled] {
        assert!(STATES.iter().any(|(.., to)| *to == status), "{status} is reached");
    }
    assert!(STATES.iter().all(|(from, ..)| !matches!(from, Status::Completed | Status::Cancelled)));
    assert_eq!(next(Status::Planned, Act::Complete), None, "what has not begun is not completed");
}

#[tokio::test]
async fn what_a_coexisting_organisation_does_is_as_hidden_as_itself() {
    let world = World::new().await;
    let (elodie, basil, pavel) =
        (world.browser("Elodie"), world.browser("Basil"), world.browser("Pavel"));
    let hidden =
        enter(&world, &elodie, &[("what", "A ward for the wounded"), ("audience", "partners")])
            .await;
    pavel.get(&hidden).await.status(404);
    pavel.get("/activities").await.hides("A ward for the wounded");
    let shown =
        enter(&world, &basil, &[("what", "Rations at the river"), ("audience", "partners")]).await;
    pavel.get(&shown).await.status(200).says("Food Relief Agency");
    pavel.get("/activities").await.says("Rations at the river");
    world
        .sql(&format!(
            "update actors set posture = 'coexistence', audience = 'humanitarian' where id = '{}'",
            world.actor("fra")
        ))
        .await;
    pavel.get(&shown).await.status(404);
    pavel.get("/activities").await.hides("Rations at the river");
    let mut tx = world.tx("Pavel", Mode::Read).await;
    let tallies: i64 = sqlx::query_scalar("select count(*) from activity_tallies")
        .fetch_one(tx.conn())
        .await
        .unwrap();
    assert_eq!(tallies, 0, "not even a number is left");
    world.browser("Ines").get(&shown).await.status(200);
}

#[tokio::test]
async fn a_local_partner_is_read_by_consent_only_and_the_owner_is_told() {
    let world = World::new().await;
    let (amara, ines) = (world.browser("Amara"), world.browser("Ines"));
    let fields = [("partner", "Weavers of the ford"), ("place", "Behind the mill")];
    let url = enter(&world, &amara, &fields).await;
    amara.get(&url).await.says("Weavers of the ford").says("Behind the mill");
    for name in ["Ines", "Teo", "Safi"] {
        world
            .browser(name)
            .get(&url)
            .await
            .status(200)
            .hides("Weavers of the ford")
            .hides("Behind the mill");
    }
    let form = amara.get("/activities/sharing").await.form("/activities/sharing");
    amara
        .submit(&form, &[("until", "2020-01-01")])
        .await
        .status(422)
        .says("Enter a date that is not past");
    let ocha = world.actor("ocha").to_string();
    let given = [
        ("recipient", ocha.as_str()),
        ("fields", "f3"),
        ("purpose", "To check who works where"),
        ("until", "2027-12-31"),
    ];
    amara.submit(&form, &given).await.status(303);
    ines.get(&url).await.says("Weavers of the ford").hides("Behind the mill");
    world.browser("Safi").get(&url).await.hides("Weavers of the ford");
    ines.get("/activities/sharing").await.says("Alderbrook Relief, Kolmata field office");
    amara.get(&url).await.says("OCHA, Zelmara country office: Humanitarian coordinator, once");
    let page = amara.get("/activities/sharing").await.says("To check who works where");
    let end = page.forms().into_iter().find(|form| form.action.ends_with("/end")).unwrap();
    ines.post(&end.action, &[]).await.status(403);
    world.browser("Safi").post(&end.action, &[]).await.status(404);
    amara.submit(&end, &[]).await.status(303);
    ines.get(&url).await.hides("Weavers of the ford");
}

#[tokio::test]
async fn a_coordinator_who_edits_does_not_read_or_wipe_the_local_partner() {
    let world = World::new().await;
    let (amara, ines) = (world.browser("Amara"), world.browser("Ines"));
    let url = enter(&world, &amara, &[("partner", "Weavers of the ford")]).await;
    let edit = format!("{url}/edit");
    let page = ines.get(&edit).await.hides("Weavers of the ford").says("not yours to read");
    ines.submit(&page.form(&edit), &[("modality", "Cash"), ("partner", "")]).await.status(303);
    amara.get(&url).await.says("Weavers of the ford").says("Cash");
    let form = amara.get(&edit).await.form(&edit);
    amara.submit(&form, &[("partner", "")]).await.status(303);
    amara.get(&url).await.hides("Weavers of the ford");
}

#[tokio::test]
async fn lists_are_cut_by_place_cluster_actor_status_and_period() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let safi = world.browser("Safi");
    enter(&world, &amara, &[]).await;
    let south = world.area("XZ0402").to_string();
    let school = [
        ("what", "A school under trees"),
        ("cluster", "EDU"),
        ("area", &south),
        ("status", "planned"),
        ("starts_on", "2027-01-01"),
        ("ends_on", ""),
    ];
    enter(&world, &safi, &school).await;
    let ines = world.browser("Ines");
    let id = |id: Uuid| id.to_string();
    for (query, wells, school) in [
        (String::new(), true, true),
        (format!("area={}", id(world.area("XZ0102"))), true, false),
        (format!("area={}", id(world.area("XZ04"))), false, true),
        (format!("area={}", Uuid::nil()), false, false),
        ("cluster=EDU".to_owned(), false, true),
        (format!("actor={}", id(world.actor("sirenu_mothers"))), false, true),
        ("status=planned".to_owned(), false, true),
        ("until=2026-12-31".to_owned(), true, false),
        ("from=2027-04-01".to_owned(), false, true),
        ("from=2027-02-01&until=2027-02-28".to_owned(), true, true),
        (format!("cluster=EDU&area={}", id(world.area("XZ0102"))), false, false),
    ] {
        let page = ines.get(&format!("/activities?{query}")).await.status(200);
        let says = |words: &str| page.text().contains(words);
        assert_eq!(
            (says("Wells for the"), says("A school under")),
            (wells, school),
            "{query}: {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn pages_of_a_list_follow_each_other_without_gaps_for_everybody() {
    let world = World::new().await;
    plant(&world, 90).await;
    for (name, query) in [("Ines", ""), ("Amara", ""), ("Ines", "stale=yes")] {
        let browser = world.browser(name);
        let (mut seen, mut path) = (Vec::new(), format!("/activities?{query}"));
        loop {
            let page = browser.get(&path).await.status(200);
            let links = page
                .links()
                .into_iter()
                .filter(|link| link.starts_with("/activities/") && link.len() == 48);
            seen.extend(links);
            let Some(next) = page.links().into_iter().find(|link| link.contains("after=")) else {
                break;
            };
            path = next;
        }
        let all: BTreeSet<&String> = seen.iter().collect();
        assert_eq!((seen.len(), all.len()), (90, 90), "{name} {query}");
    }
}

/// Activities of two organisations, some days apart, a hundred and more days unconfirmed.
async fn plant(world: &World, n: i32) {
    let text = format!(
        "insert into activities (actor_id, area_id, cluster, what, starts_on, ends_on, audience, last_confirmed_at)
         select case when n % 3 = 0 then '{}'::uuid else '{}' end, case when n % 2 = 0 then '{}'::uuid else '{}' end,
                (array['WSH', 'EDU', 'HEA'])[1 + n % 3], 'Work ' || n, '2026-01-01'::date + n / 2, '2026-06-01'::date + n,
                'humanitarian', now() - make_interval(days => 100 + n / 3)
         from generate_series(1, {n}) n",
        world.actor("alderbrook_north"),
        world.actor("tesselaid"),
        world.area("XZ0102"),
        world.area("XZ0402"),
    );
    world.sql(&text).await;
}

#[tokio::test]
async fn tallies_are_what_a_count_would_say_after_every_change() {
    let world = World::new().await;
    plant(&world, 60).await;
    let amara = world.browser("Amara");
    let url = enter(&world, &amara, &[]).await;
    press(&amara, &url, "suspend").await.status(303);
    press(&amara, &url, "resume").await.status(303);
    let edit = format!("{url}/edit");
    let form = amara.get(&edit).await.form(&edit);
    amara
        .submit(&form, &[("audience", "partners"), ("ends_on", "2026-12-01"), ("targeted", "900")])
        .await
        .status(303);
    world.sql("update activities set status = 'cancelled' where what like 'Work 1%'; update activities set status = 'planned' where what like 'Work 2%'").await;
    let counted = "(select m::date as month, area_id, cluster, actor_id, audience, count(*) filter (where status <> 'planned')::int as n,
            count(*) filter (where status = 'planned')::int as planned, coalesce(sum(targeted), 0)::bigint as targeted, coalesce(sum(reached), 0)::bigint as reached
        from activities, generate_series(date_trunc('month', starts_on::timestamp), until_on::timestamp, interval '1 month') m
        where status not in ('suspended', 'cancelled') group by 1, 2, 3, 4, 5)";
    let kept = "(select month, area_id, cluster, actor_id, audience, n, planned, targeted, reached from activity_tallies)";
    assert!(world.count(&format!("{kept} t")).await > 20);
    assert_eq!(world.count(&format!("({kept} except {counted}) x")).await, 0);
    assert_eq!(world.count(&format!("({counted} except {kept}) x")).await, 0);
}

#[tokio::test]
async fn policy_and_row_level_security_agree_on_every_activity_for_everybody() {
    let world = World::new().await;
    let owners = [
        "alderbrook",
        "alderbrook_north",
        "open_ward",
        "fra",
        "ocha",
        "vc_millford",
        "dc_jorrafin",
        "kestrel",
        "fhq_cimic",
        "civil_affairs",
        "embassy_arvania",
        "east_movement",
    ];
    for owner in owners {
        for audience in ["public", "partners", "humanitarian", "mission", "military", "owner"] {
            let text = format!(
                "insert into activities (actor_id, area_id, starts_on, audience) values ('{}', '{}', '2026-01-01', '{audience}')",
                world.actor(owner),
                world.area("XZ0102"),
            );
            world.sql(&text).await;
        }
    }
    let mut house = world.house().await;
    let ids: Vec<Uuid> =
        sqlx::query_scalar("select id from activities").fetch_all(house.conn()).await.unwrap();
    let mut all = Vec::new();
    for id in ids {
        all.push(store::find(&mut house, id).await.unwrap());
    }
    let mut different = BTreeSet::new();
    let people =
        CAST.iter().map(|(name, ..)| *name).filter(|name| *name != "Bruno").chain(["nobody"]);
    for name in people {
        let viewer = world.viewer(name).await;
        let allowed: BTreeSet<Uuid> =
            all.iter().filter(|one| viewer.may(policy::View, *one)).map(|one| one.id).collect();
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let shown: Vec<Uuid> =
            sqlx::query_scalar("select id from activities").fetch_all(tx.conn()).await.unwrap();
        assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), allowed, "{name}");
        let listed = lists::ids(&mut tx, &Filter::default(), 1000).await.unwrap();
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), allowed, "{name}'s list");
        let tallied: Option<i64> = sqlx::query_scalar(
            "select sum(n)::bigint from activity_tallies where month = '2026-01-01'",
        )
        .fetch_one(tx.conn())
        .await
        .unwrap();
        assert_eq!(tallied.unwrap_or(0), i64::try_from(allowed.len()).unwrap(), "{name}'s numbers");
        different.insert(allowed);
    }
    assert!(different.len() > 6, "the generated world tells people apart");
    assert!(all.iter().any(|one| one.audience == Audience::Public));
}

#[tokio::test]
async fn ines_takes_a_list_out_with_her_name_on_it_and_the_link_dies() {
    let world = World::new().await;
    let (amara, ines) = (world.browser("Amara"), world.browser("Ines"));
    enter(&world, &amara, &[("what", "=cmd|' /C calc'!A0"), ("partner", "Weavers of the ford")])
        .await;
    enter(&world, &amara, &[("what", "Only ours"), ("audience", "owner")]).await;
    enter(&world, &world.browser("Pavel"), &[("what", "A patrol base"), ("cluster", "")]).await;
    let form = ines.get("/activities?cluster=WSH").await.form("/activities/exports");
    let page = ines.submit(&form, &[("format", "hxl")]).await.status(303);
    let page = ines.follow(&page).await.says("CSV with HXL tags").says("The link works until");
    let link = page.links().into_iter().find(|link| link.ends_with("/file")).unwrap();
    let file = ines.get(&link).await.status(200);
    assert!(file.header("content-disposition").contains("attachment; filename=\"activities-"));
    assert!(file.body.contains("Ines Calder") && file.body.contains("#adm2+code"), "{}", file.body);
    assert!(file.body.contains("'=cmd") && !file.body.contains(",=cmd"), "{}", file.body);
    for hidden in ["Only ours", "A patrol base", "Weavers of the ford"] {
        assert!(!file.body.contains(hidden), "{hidden}");
    }
    for name in ["Malik", "Amara", "Pavel"] {
        world.browser(name).get(&link).await.status(404);
    }
    assert_eq!(
        world.count("events where record_kind = 'activity_export' and act = 'export'").await,
        1
    );
    world.sql("update activity_exports set expires_at = now()").await;
    ines.get(&link).await.status(404);
    ines.get(link.trim_end_matches("/file")).await.says("This link is dead");
}

#[tokio::test]
async fn the_longest_list_of_someone_who_sees_few_is_theirs_alone() {
    let world = World::new().await;
    plant(&world, 30).await;
    let joram = world.browser("Joram");
    enter(&world, &joram, &[("what", "A dam of stones"), ("audience", "owner")]).await;
    joram.get("/activities").await.says("A dam of stones").says("One found");
    let mut tx = world.tx("Joram", Mode::Read).await;
    assert_eq!(lists::count(&mut tx, &Filter::default()).await.unwrap(), 1);
    assert_eq!(
        lists::count(&mut tx, &Filter { cluster: Some(Cluster::Edu), ..Filter::default() })
            .await
            .unwrap(),
        0
    );
    let viewer = Viewer::visitor(None);
    let mut tx = world.db.begin(viewer, Mode::Read).await.unwrap();
    assert_eq!(lists::count(&mut tx, &Filter::default()).await.unwrap(), 0);
}
