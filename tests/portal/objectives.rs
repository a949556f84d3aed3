//! Objectives: who keeps them, readings, what serves them, and who sees the links.

use crate::support::World;
use uuid::Uuid;

async fn activity(world: &World, actor: &str, audience: &str, what: &str, objective: &str) -> Uuid {
    sqlx::query_scalar(
        "insert into activities (actor_id, area_id, cluster, what, starts_on, audience, objective) values ($1, $2, 'WSH', $3, current_date - 20, $4, $5) returning id",
    )
    .bind(world.actor(actor))
    .bind(world.area("XZ0102"))
    .bind(what)
    .bind(audience)
    .bind(objective)
    .fetch_one(world.owner().await)
    .await
    .unwrap()
}

/// An active objective of the chief's office.
async fn objective(world: &World, code: &str) -> String {
    let nadia = world.browser("Nadia");
    let fields = [
        ("level", "cimic_line"),
        ("code", code),
        ("title", "Trust along the northern road"),
        ("starts_on", "2026-01-01"),
    ];
    let made = nadia.post("/objectives/new", &fields).await.status(303);
    let address = made.location().to_owned();
    nadia.post(&format!("{address}/activation"), &[]).await.status(303);
    address
}

#[tokio::test]
async fn nadia_keeps_an_objective_from_draft_to_achieved() {
    let world = World::new().await;
    let nadia = world.browser("Nadia");
    let wrong = nadia
        .post("/objectives/new", &[("level", "cimic_line"), ("code", "no spaces")])
        .await
        .status(422);
    wrong.says("letters, digits, hyphens").says("Fill this in");
    let form = nadia.get("/objectives/new").await.status(200).form("/objectives/new");
    let north = world.area("XZ01").to_string();
    let fields = [
        ("level", "cimic_line"),
        ("code", "c-2.1"),
        ("title", "Trust along the northern road"),
        ("starts_on", "2026-01-01"),
        ("areas", north.as_str()),
    ];
    let made = nadia.submit(&form, &fields).await.status(303);
    let address = made.location().to_owned();
    nadia.get(&address).await.says("C-2.1").says("Draft").says("Haruvel");
    for name in ["Amara", "Pavel", "Ines", "Leila"] {
        world.browser(name).get(&address).await.status(404);
    }
    nadia.post("/objectives/new", &fields).await.status(422).says("already in use");
    nadia.post(&format!("{address}/achievement"), &[]).await.status(409);
    nadia.post(&format!("{address}/activation"), &[]).await.status(303);
    for name in ["Amara", "Pavel", "Ines", "Leila", "Omar"] {
        world.browser(name).get(&address).await.status(200).says("Active");
    }
    let indicator = [
        ("name", "People who trust the mission"),
        ("unit", "%"),
        ("baseline", "40"),
        ("target", "60"),
    ];
    nadia.post(&format!("{address}/indicators"), &[("name", "x")]).await.status(422);
    nadia.post(&format!("{address}/indicators"), &indicator).await.status(303);
    let id: Uuid = sqlx::query_scalar("select id from objective_indicators")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    let id = id.to_string();
    let reading = [
        ("indicator", id.as_str()),
        ("read_on", "2026-03-01"),
        ("value", "45.5"),
        ("source", "Survey of March"),
    ];
    nadia.post(&format!("{address}/readings"), &reading).await.status(303);
    let page = world.browser("Leila").get(&address).await;
    page.says("28 % of the way").says("Survey of March").says("Effort against trend");
    world.browser("Pavel").post(&format!("{address}/readings"), &reading).await.status(403);
    world
        .browser("Rosa")
        .post(&format!("{address}/readings"), &reading)
        .await
        .status(403)
        .says("the office that keeps it");
    nadia.post(&format!("{address}/achievement"), &[]).await.status(303);
    nadia.get(&format!("{address}/edit")).await.status(409);
    nadia.get("/objectives").await.hides("C-2.1");
    nadia.get("/objectives?ended=yes").await.says("C-2.1");
    assert_eq!(world.count("events where record_kind = 'objective'").await, 5);
}

#[tokio::test]
async fn the_humanitarian_plan_is_a_mirror_that_coordinators_keep() {
    let world = World::new().await;
    let plan = [
        ("level", "humanitarian_plan"),
        ("code", "HRP1"),
        ("title", "People have safe water"),
        ("starts_on", "2026-01-01"),
    ];
    world.browser("Nadia").post("/objectives/new", &plan).await.status(403).says("mirror");
    let ines = world.browser("Ines");
    let made = ines.post("/objectives/new", &plan).await.status(303);
    let address = made.location().to_owned();
    ines.post(&format!("{address}/activation"), &[]).await.status(303);
    world.browser("Nadia").get(&address).await.status(200).hides("/edit");
    world.browser("Nadia").get(&format!("{address}/edit")).await.status(403);
    let mission =
        [("level", "cimic_line"), ("code", "C1"), ("title", "Ours"), ("starts_on", "2026-01-01")];
    ines.post("/objectives/new", &mission).await.status(403);
    world.browser("Amara").get("/objectives/new").await.status(403);
}

#[tokio::test]
async fn whoever_owns_a_record_says_what_it_serves_and_only_who_sees_both_sees_the_link() {
    let world = World::new().await;
    let address = objective(&world, "C-3").await;
    let id = address.rsplit('/').next().unwrap().to_owned();
    let wells = activity(&world, "alderbrook_north", "humanitarian", "Forty wells", "").await;
    let link = format!("/objectives/links?kind=activity&record={wells}");
    let amara = world.browser("Amara");
    assert!(amara.get(&format!("/activities/{wells}")).await.offers(&link));
    let form = amara.get(&link).await.status(200).form("/objectives/links");
    amara.submit(&form, &[("objective", "")]).await.status(422);
    amara.submit(&form, &[("objective", &id)]).await.status(303);
    amara.get(&format!("/activities/{wells}")).await.says("C-3 Trust along the northern road");
    amara.get(&address).await.says("Forty wells");
    world.browser("Ines").get(&address).await.says("Forty wells");
    for name in ["Nadia", "Pavel", "Rosa", "Leila"] {
        world.browser(name).get(&address).await.status(200).hides("Forty wells");
    }
    world.browser("Ines").get(&link).await.status(403).says("the office that owns");
    world.browser("Pavel").get(&link).await.status(404);
    let kind = [("kind", "activity"), ("record", &wells.to_string()), ("objective", &id)];
    amara.post("/objectives/links/removal", &kind).await.status(303);
    amara.get(&address).await.hides("Forty wells");
    let asked = world.asks("alderbrook_north").plant().await;
    let request = [("kind", "request"), ("record", &asked.id.to_string()), ("objective", &id)];
    amara.post("/objectives/links", &request).await.status(303);
    amara.get(&asked.url()).await.says("C-3 Trust along the northern road");
    world.browser("Safi").get(&address).await.hides(&asked.reference);
}

#[tokio::test]
async fn an_activity_that_names_an_objective_by_its_code_is_linked() {
    let world = World::new().await;
    let address = objective(&world, "C-4").await;
    activity(&world, "kestrel", "mission", "Patrol and talk", "c-4").await;
    activity(&world, "kestrel", "mission", "Patrol elsewhere", "something else").await;
    world.browser("Pavel").get(&address).await.says("Patrol and talk").hides("Patrol elsewhere");
    cimic_house::jobs::run_once(&world.db).await.unwrap();
    world
        .browser("Leila")
        .get("/dashboards/coherent")
        .await
        .status(200)
        .says("50 %")
        .says("55 % of 336 projects");
}
