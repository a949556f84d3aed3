//! What is much like a project: other projects, support and activities, each as far as the reader may know of it, on one map.

use crate::support::World;

async fn does(world: &World, actor: &str, area: &str, cluster: &str, what: &str, audience: &str) {
    world
        .sql(&format!(
            "insert into activities (actor_id, area_id, cluster, what, starts_on, ends_on, status, audience) values ('{}', '{}', '{cluster}', '{what}', current_date - 10, current_date + 20, 'ongoing', '{audience}')",
            world.actor(actor),
            world.area(area),
        ))
        .await;
}

#[tokio::test]
async fn screening_shows_the_register_other_projects_and_support_on_one_map() {
    let world = World::new().await;
    let project = world.project("submitted").words("Well").plant().await;
    let same = world.project("implementing").words("Pump").plant().await;
    let support = world.project("completed").support().words("Trough").plant().await;
    does(&world, "tesselaid", "XZ0102", "WSH", "Latrines behind the school", "partners").await;
    does(&world, "tesselaid", "XZ0102", "HEA", "Vaccination round", "partners").await;
    does(&world, "tesselaid", "XZ0402", "WSH", "Wells of the south", "partners").await;
    // What the humanitarian community keeps to itself, the team does not read; the coordinator does.
    does(&world, "fra", "XZ0102", "WSH", "Boreholes, quietly", "humanitarian").await;

    let keiko = world.browser("Keiko").get(&project.url()).await.status(200);
    let keiko = keiko.says("Pump-title").says("Trough-title").says("Latrines behind the school");
    let page = keiko.hides("Vaccination round").hides("Wells of the south").hides("Boreholes");
    let links = page.links();
    assert!(links.contains(&same.url()) && links.contains(&support.url()));
    world.browser("Ines").get(&project.url()).await.says("Boreholes, quietly");
    // A project in another district that is called alike is found, one called otherwise is not.
    world
        .sql(&format!(
            "update qips set title = 'Well-title of the mothers', area_id = '{}' where id = '{}'",
            world.area("XZ0103"),
            same.id
        ))
        .await;
    world.browser("Keiko").get(&project.url()).await.says("Well-title of the mothers");
    world.sql(&format!("update qips set title = 'Radio room' where id = '{}'", same.id)).await;
    world.browser("Keiko").get(&project.url()).await.hides("Radio room");
}
