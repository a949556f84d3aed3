//! Dashboards: who reads them, what is published of small numbers, roll-ups against a recount, the paper of a week, boards.

use crate::{asking::compressed, support::World};
use cimic_house::{
    dashboards::{keeping, model::Period},
    jobs::run_once,
};
use std::collections::BTreeMap;
use uuid::Uuid;

const QUESTIONS: [&str; 6] = ["answering", "where", "coherent", "meetings", "money", "voluntary"];

/// Tells the house that something happened to these records, as every act does.
async fn happened(world: &World, kind: &str, ids: &[Uuid]) {
    for id in ids {
        world
            .sql(&format!(
                "insert into events (role, act, record_kind, record_id) values ('house', 'test', '{kind}', '{id}')"
            ))
            .await;
    }
}

/// Lets a request have come in so many days ago, and everything that was done to it.
async fn came(world: &World, id: Uuid, days: i32) {
    world
        .sql(&format!(
            "update requests set received_at = now() - interval '{days} days' where id = '{id}';
             update request_acts set at = now() - interval '{days} days' + id * interval '1 second' where request_id = '{id}'"
        ))
        .await;
}

async fn rolls(world: &World) -> BTreeMap<(String, String, String, String), (i64, i64)> {
    let rows: Vec<(String, String, String, String, i64, i64)> = sqlx::query_as(
        "select week::text, series, value, sector_id::text, n, seconds from rolls order by 1, 2, 3, 4",
    )
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    rows.into_iter().map(|(a, b, c, d, n, s)| ((a, b, c, d), (n, s))).collect()
}

async fn last_period(world: &World) -> Period {
    let today: jiff_sqlx::Date =
        sqlx::query_scalar("select (now() at time zone time_zone)::date from house")
            .fetch_one(world.owner().await)
            .await
            .unwrap();
    Period::of(today.to_jiff()).before(1)
}

/// Days back to the middle of the period that closed last.
async fn days_into(world: &World, period: Period) -> i32 {
    let days: i32 = sqlx::query_scalar("select current_date - ($1::text)::date - 10")
        .bind(period.from.to_string())
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    days
}

#[tokio::test]
async fn leaders_the_chief_and_coordinators_read_dashboards_and_others_are_told_why() {
    let world = World::new().await;
    run_once(&world.db).await.unwrap();
    for name in ["Leila", "Viktor", "Nadia"] {
        let browser = world.browser(name);
        browser.get("/dashboards").await.status(200).says("At a first glance");
        for question in QUESTIONS {
            let page = browser.get(&format!("/dashboards/{question}")).await.status(200);
            let size = compressed(&page.body);
            assert!(size <= 40 * 1024, "{question}: {size} bytes");
        }
        browser.get("/dashboards/weather").await.status(404);
    }
    let ines = world.browser("Ines");
    ines.get("/dashboards").await.status(200);
    for question in QUESTIONS {
        let expected =
            if ["answering", "coherent", "voluntary"].contains(&question) { 200 } else { 403 };
        ines.get(&format!("/dashboards/{question}")).await.status(expected);
    }
    for name in ["Pavel", "Amara", "Omar", "Samuel", "Keiko", "Rosa", "Noor", "Miriam"] {
        world
            .browser(name)
            .get("/dashboards/answering")
            .await
            .status(403)
            .says("leaders of the mission");
    }
    world.visitor().get("/dashboards").await.status(303).goes_to("/sign-in");
}

#[tokio::test]
async fn the_roll_ups_follow_random_lives_and_equal_a_recount() {
    let world = World::new().await;
    run_once(&world.db).await.unwrap();
    let mut dice: u64 = 20_261_122;
    let mut roll = |sides: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice % sides).unwrap()
    };
    let states = [
        "submitted",
        "returned",
        "screened",
        "endorsed",
        "declined",
        "closed",
        "withdrawn",
        "delivered",
    ];
    let mut lives = Vec::new();
    for n in 0..24 {
        let owner = ["vc_millford", "vc_threewells", "dc_jorrafin", "alderbrook_north"][roll(4)];
        let kind = ["engineering", "medical", "community_support"][roll(3)];
        let area = ["XZ0102", "XZ0402"][roll(2)];
        let asked = world.asks(owner).kind(kind).area(area).plant().await;
        came(&world, asked.id, i32::try_from(roll(90)).unwrap()).await;
        lives.push(asked.id);
        happened(&world, "request", &[asked.id]).await;
        for _ in 0..3 {
            let (id, to) = (lives[roll(lives.len() as u64)], states[roll(8)]);
            world
                .sql(&format!(
                    "with was as (select state from requests where id = '{id}')
                     insert into request_acts (request_id, act, from_state, to_state, side, role, detail)
                     select '{id}', 'test', was.state, '{to}', 'house', 'house', '{{\"code\": \"duplicate\"}}' from was where was.state <> '{to}';
                     update requests set state = '{to}', resumes_to = case when '{to}' = 'returned' then 'submitted' end where id = '{id}'"
                ))
                .await;
            happened(&world, "request", &[id]).await;
        }
        if n % 6 == 0 {
            keeping::fold(&world.db).await.unwrap();
        }
    }
    let meeting = world
        .meets("sector_north")
        .invites("vc_millford")
        .hours(-30)
        .state("drafted")
        .plant()
        .await;
    let id: Uuid = sqlx::query_scalar("select id from meetings where reference = $1")
        .bind(meeting.reference.replace('-', ""))
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    happened(&world, "meeting", &[id]).await;
    keeping::fold(&world.db).await.unwrap();
    let kept = rolls(&world).await;
    world
        .sql("delete from rolls; delete from roll_dirty; update roll_marks set last_event = null")
        .await;
    keeping::fold(&world.db).await.unwrap();
    assert_eq!(kept, rolls(&world).await, "what is kept is what a recount finds");
    assert!(kept.len() > 30, "{}", kept.len());
    let open: i64 =
        kept.iter().filter(|((_, series, ..), _)| series == "open").map(|(_, (n, _))| n).sum();
    assert_eq!(
        open,
        world.count("requests where community <> 'humanitarian' and ended_at is null").await
    );
    let came: i64 =
        kept.iter().filter(|((_, series, ..), _)| series == "kind").map(|(_, (n, _))| n).sum();
    assert_eq!(came, world.count("requests where community <> 'humanitarian'").await);
}

#[tokio::test]
async fn no_humanitarian_request_stands_in_a_live_number() {
    let world = World::new().await;
    run_once(&world.db).await.unwrap();
    for owner in ["alderbrook_north", "fra", "tesselaid", "open_ward"] {
        let asked = world.asks(owner).state("endorsed").plant().await;
        happened(&world, "request", &[asked.id]).await;
    }
    world.meets("ocha").audience("humanitarian").hours(-30).state("drafted").plant().await;
    run_once(&world.db).await.unwrap();
    assert_eq!(
        world
            .count("rolls where topic in ('received', 'done', 'meetings') or series = 'requests'")
            .await,
        0
    );
    assert_eq!(world.count("place_rolls where measure = 'requests'").await, 0);
    world.browser("Leila").get("/dashboards/answering").await.says("No request of an authority");
}

#[tokio::test]
async fn what_has_closed_is_published_once_rounded_and_small_numbers_are_few() {
    let world = World::new().await;
    let period = last_period(&world).await;
    let days = days_into(&world, period).await;
    let owners = ["alderbrook_north", "fra", "tesselaid", "sirenu_mothers"];
    let mut north = Vec::new();
    for n in 0..14 {
        let asked = world.asks(owners[n % 4]).kind("cargo").plant().await;
        came(&world, asked.id, days).await;
        north.push(asked.id);
    }
    for owner in ["alderbrook", "ocha"] {
        let asked = world.asks(owner).kind("medical").area("XZ0402").plant().await;
        came(&world, asked.id, days).await;
    }
    assert_eq!(keeping::publish(&world.db).await.unwrap(), 13);
    let leila = world.browser("Leila");
    let address = format!("/dashboards/answering?period={}", period.from);
    let page = leila.get(&address).await.status(200).says("Humanitarian requesters").says("few");
    assert!(page.text().contains("about 15 were open"), "{}", page.text());
    let sector = |short: &str| format!("{address}&sector={}", world.actor(short));
    let both = ["sector_north", "sector_south"].map(sector);
    for address in &both {
        let page = leila.get(address).await.status(200);
        assert!(
            !page.text().contains("about 1"),
            "two sectors, one of them small: neither is told"
        );
    }
    let told: Vec<Option<i64>> = sqlx::query_scalar(
        "select n from published where period = ($1::text)::date and n is not null",
    )
    .bind(period.from.to_string())
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    assert!(told.iter().flatten().all(|n| *n >= 5 && n % 5 == 0), "{told:?}");
    // What happens later changes nothing of it, nor does the house publish it again.
    world.sql("update requests set state = 'withdrawn'").await;
    assert_eq!(keeping::publish(&world.db).await.unwrap(), 0);
    assert!(leila.get(&address).await.text().contains("about 15 were open"));
    let change = sqlx::query("update published set n = 50").execute(world.owner().await).await;
    assert!(change.unwrap_err().to_string().contains("what is published stays"));
    assert_eq!(world.count("events where act = 'publish' and record_kind = 'dashboard'").await, 13);
}

/// Tables of two periods in a row have no request in common, so that nothing follows from their difference.
#[tokio::test]
async fn every_request_is_received_in_exactly_one_period() {
    let world = World::new().await;
    let period = last_period(&world).await;
    let days = days_into(&world, period).await;
    for n in 0..24 {
        let owner = ["alderbrook_north", "fra", "tesselaid", "sirenu_mothers"][n % 4];
        let asked = world.asks(owner).plant().await;
        came(&world, asked.id, days + i32::try_from(n).unwrap() * 2 - 17).await;
    }
    keeping::publish(&world.db).await.unwrap();
    let told: i64 = sqlx::query_scalar("select sum(n)::bigint from published where series = 'received' and value = '' and sector_id = $1")
        .bind(Uuid::nil())
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    let closed =
        world.count(&format!("requests where received_at < day_begins('{}')", period.end())).await;
    assert!((told - closed).abs() <= 4, "{told} of {closed}: rounded, none twice");
}

#[tokio::test]
async fn a_leader_sees_within_a_minute_where_a_village_waits() {
    let world = World::new().await;
    run_once(&world.db).await.unwrap();
    let leila = world.browser("Leila");
    leila
        .get("/dashboards")
        .await
        .says("No request of an authority, a community or the mission is open");
    let asked = world.asks("vc_millford").state("endorsed").plant().await;
    happened(&world, "request", &[asked.id]).await;
    run_once(&world.db).await.unwrap();
    let page = leila.get("/dashboards").await;
    page.clone()
        .says("One request of an authority, a community or the mission is open")
        .says("the CIMIC desk");
    page.says("has to find assets, offer them")
        .says("The longest queue is that of Sector North CIMIC Office")
        .hides("Mill Ford");
    leila.get("/home").await.says("One request of an authority").says("Are we answering?");
    leila.get("/dashboards/where").await.says("Kolmata");
    leila
        .get("/dashboards/where?measure=absorption")
        .await
        .status(200)
        .says("How much does each district bear at once?");
}

#[tokio::test]
async fn the_paper_of_the_week_is_made_once_and_leaders_take_it_home() {
    let world = World::new().await;
    let has_font = cimic_house::paper::is_possible();
    let all = cimic_house::i18n::Lang::ALL.iter();
    let languages = all.filter(|lang| cimic_house::paper::speaks(lang)).count();
    let made = run_once(&world.db).await.unwrap().papers;
    assert_eq!(
        made,
        if has_font { languages } else { 0 },
        "every language that the font can write"
    );
    assert_eq!(run_once(&world.db).await.unwrap().papers, 0);
    let leila = world.browser("Leila");
    let page = leila.get("/dashboards").await;
    let paper = page
        .links()
        .into_iter()
        .find(|to| to.starts_with("/dashboards/papers/") && to.ends_with("_en"));
    assert_eq!(paper.is_some(), has_font);
    if let Some(paper) = paper {
        let pdf = leila.get(&paper).await.status(200);
        assert_eq!(pdf.header("content-type"), "application/pdf");
        pdf.paper().says("At a first glance");
        for name in ["Pavel", "Amara", "Samuel"] {
            world.browser(name).get(&paper).await.status(403);
        }
        world.browser("Ines").get(&paper).await.status(404);
    }
    leila.get("/dashboards/papers/1999-01-04_en").await.status(404);
}

#[tokio::test]
async fn a_board_counts_what_its_office_may_open() {
    let world = World::new().await;
    for _ in 0..3 {
        world.asks("vc_millford").state("endorsed").plant().await;
    }
    world.asks("alderbrook_north").state("endorsed").plant().await;
    world.asks("vc_threewells").area("XZ0402").state("endorsed").plant().await;
    keeping::fold(&world.db).await.unwrap();
    let cell = |page: &crate::support::Page, row: &str| -> String {
        let text = page.text();
        let at = text.find("With whom do requests wait?").unwrap();
        let rest = &text[at..];
        rest[rest.rfind(row).map_or(0, |_| rest.find(row).unwrap())..].chars().take(60).collect()
    };
    let north = world.browser("Pavel").get("/board").await.status(200);
    assert!(cell(&north, "the CIMIC desk").contains('4'), "{}", cell(&north, "the CIMIC desk"));
    let south = world.browser("Lindi").get("/board").await.status(200);
    assert!(cell(&south, "the CIMIC desk").contains('1'));
    world.browser("Ines").get("/board").await.status(200);
    world.browser("Rosa").get("/board").await.status(200);
    for name in ["Amara", "Leila", "Omar", "Dario"] {
        world.browser(name).get("/board").await.status(403);
    }
}

#[tokio::test]
async fn the_money_of_one_project_is_on_no_dashboard() {
    let world = World::new().await;
    world.project("implementing").plant().await;
    let viktor = world.browser("Viktor");
    viktor.get("/dashboards/money").await.status(200).says("Fewer than three projects");
    for _ in 0..3 {
        world.project("implementing").plant().await;
    }
    viktor.get("/dashboards/money").await.status(200).says("4 projects").hides("Fewer than three");
}

/// Everything that boards keep, in order.
async fn boards(world: &World) -> Vec<String> {
    sqlx::query_scalar("select b::text from board_rolls b order by 1")
        .fetch_all(world.owner().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn what_boards_keep_is_what_a_recount_finds() {
    let world = World::new().await;
    keeping::fold(&world.db).await.unwrap();
    let mut lives = Vec::new();
    for (n, state) in
        ["submitted", "screened", "endorsed", "offered", "closed"].into_iter().enumerate()
    {
        let owner = ["vc_millford", "alderbrook_north", "fra"][n % 3];
        let asked = world.asks(owner).area(["XZ0102", "XZ0402"][n % 2]).plant().await;
        came(&world, asked.id, i32::try_from(n * 20).unwrap()).await;
        happened(&world, "request", &[asked.id]).await;
        keeping::fold(&world.db).await.unwrap();
        world
            .sql(&format!(
                "insert into request_acts (request_id, act, from_state, to_state, side, role) values ('{0}', 'test', 'submitted', '{state}', 'house', 'house');
                 update requests set state = '{state}' where id = '{0}'",
                asked.id
            ))
            .await;
        lives.push(asked.id);
    }
    happened(&world, "request", &lives).await;
    keeping::fold(&world.db).await.unwrap();
    let kept = boards(&world).await;
    assert!(kept.len() > 20, "{}", kept.len());
    world
        .sql("delete from board_rolls; delete from board_dirty; update board_marks set last_event = null")
        .await;
    keeping::fold(&world.db).await.unwrap();
    assert_eq!(kept, boards(&world).await);
}
