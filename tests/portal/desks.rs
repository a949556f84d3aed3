//! Duty desks: who answers for a district, and who stands in.

use crate::support::World;

#[tokio::test]
async fn anybody_finds_the_desk_of_a_district() {
    let world = World::new().await;
    let page = world.visitor().get("/desks").await.status(200);
    page.says("Sector North CIMIC Office")
        .says("+999 20 555 0103")
        .says("OCHA, Zelmara country office")
        .says("Civil Affairs Section");
    let found = world
        .visitor()
        .get(&format!("/desks?area={}", world.area("XZ0404")))
        .await
        .status(200)
        .text();
    let found = found
        .split("Desks for this district")
        .nth(1)
        .unwrap()
        .split("Ask for support here")
        .next()
        .unwrap()
        .to_owned();
    assert!(
        found.contains("Sector South CIMIC Office") && !found.contains("Sector North"),
        "{found}"
    );
}

#[tokio::test]
async fn a_desk_without_a_post_shows_its_stand_in() {
    let world = World::new().await;
    world.sql("update posts set until_at = now() where role = 'officer' and actor_id = (select id from actors where name like 'Sector North%')").await;
    let found =
        world.visitor().get(&format!("/desks?area={}", world.area("XZ0102"))).await.status(200);
    found.says("Stood in for").says("Answers for it now: Force HQ CIMIC Cell");
    world.sql("update posts set until_at = now() where role in ('officer', 'chief') and until_at is null").await;
    world.visitor().get("/desks").await.says("Closed: call the phone");
}

#[tokio::test]
async fn the_coordinators_desk_leads_to_the_coordinators_door() {
    let world = World::new().await;
    let page = world.visitor().get("/desks/coordinator").await.status(200);
    assert!(page.offers("/ask?door=coordinator"));
    let ask = world.visitor().get("/ask?door=coordinator").await.status(200);
    let form = ask.form("/ask");
    assert!(form.fields.contains(&("door".to_owned(), "coordinator".to_owned())));
    page.says("+999 20 555 0124").hides("Sector North");
}
