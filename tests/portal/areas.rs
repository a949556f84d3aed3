//! The country as everybody sees it.

use crate::support::World;

#[tokio::test]
async fn anybody_reads_the_country_and_people_with_an_account_see_who_is_where() {
    let world = World::new().await;
    let path = format!("/areas/{}", world.area("XZ0102"));
    let page = world.visitor().get("/areas").await.status(200).says("Haruvel").says("Kolmata");
    assert!(page.offers(&path));
    world.visitor().get(&path).await.status(200).says("Kolmata").hides("Kestrel");
    world
        .browser("Amara")
        .get(&path)
        .await
        .status(200)
        .says("Kestrel Battalion")
        .says("responsible for this area");
    world.visitor().get(&format!("/areas/{}", uuid::Uuid::nil())).await.status(404);
}

#[tokio::test]
async fn a_coexisting_organisation_is_in_a_district_for_humanitarians_only() {
    let world = World::new().await;
    let insert = format!(
        "insert into actor_areas values ('{}', '{}', 'office')",
        world.actor("open_ward"),
        world.area("XZ0102")
    );
    world.sql(&insert).await;
    let path = format!("/areas/{}", world.area("XZ0102"));
    world.browser("Ines").get(&path).await.says("Open Ward");
    for name in ["Pavel", "Rosa", "Joram", "Omar", "nobody"] {
        world.browser(name).get(&path).await.status(200).hides("Open Ward");
    }
}

#[tokio::test]
async fn the_desk_of_a_district_is_the_smallest_responsible_office_with_a_desk() {
    let world = World::new().await;
    let mut tx = world.tx("Amara", cimic_house::db::Mode::Read).await;
    let sector = cimic_house::areas::store::responsible_sector(&mut tx, world.area("XZ0402"));
    assert_eq!(sector.await.unwrap(), Some(world.actor("sector_south")));
}
