//! The first pages: the landing page, the desk of the post in use, and the pages that explain.

use crate::{asking::compressed, support::World};

#[tokio::test]
async fn the_landing_page_has_three_doors_and_travels_in_one_flight() {
    let world = World::new().await;
    let page = world.visitor().get("/").await.status(200);
    for link in ["/ask", "/desks/coordinator", "/desks", "/track", "/sign-in"] {
        assert!(page.offers(link), "{link}");
        world.visitor().get(link).await.status(200);
    }
    let size = compressed(&page.body);
    println!("/: {size} bytes compressed, {} plain", page.body.len());
    assert!(size <= 14 * 1024, "{size}");
    page.says("+999 20 555 0124").says("+999 20 555 0119");
    world.browser("Amara").get("/").await.status(200).says("My desk");
}

#[tokio::test]
async fn everybody_has_a_desk_and_a_visitor_has_none() {
    let world = World::new().await;
    world.visitor().get("/home").await.status(303).goes_to("/sign-in");
    for (name, _, role, _) in crate::support::CAST {
        if *name != "Bruno" {
            let page = world.browser(name).get("/home").await.status(200);
            assert!(page.text().contains("My desk"), "{role}");
        }
    }
}

#[tokio::test]
async fn the_desk_shows_what_waits_here_and_what_waits_for_others() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let reference = crate::asking::partner_asks(&world, "Amara", "cimic").await;
    let page = amara.get("/home").await.status(200).says(&reference).says("Waiting for others (1)");
    page.says("Waiting for us (0)");
    let ines = world.browser("Ines").get("/home").await.says("Waiting for us (1)").says(&reference);
    ines.says("Your turn");
    world.browser("Pavel").get("/home").await.says("Waiting for others (1)").says(&reference);
    world.browser("Lindi").get("/home").await.hides(&reference);
    for name in ["Noor", "Miriam", "Leila", "Omar", "Greta", "Samuel"] {
        world.browser(name).get("/home").await.hides(&reference);
    }
}

#[tokio::test]
async fn the_pages_that_explain_are_for_everybody() {
    let world = World::new().await;
    let page = world.visitor().get("/services").await.status(200);
    page.says("Armed escort")
        .says("The force, as a last resort")
        .hides("Kestrel")
        .hides("Escort platoon");
    world.visitor().get("/glossary").await.status(200).says("movement notification");
    world.visitor().get("/privacy").await.status(200).says("30 days after it ended");
}

#[tokio::test]
async fn the_military_sees_its_assets_and_partners_the_civilian_ones() {
    let world = World::new().await;
    world
        .browser("Pavel")
        .get("/assets")
        .await
        .status(200)
        .says("Escort platoon")
        .says("Shared lorries");
    world
        .browser("Amara")
        .get("/assets")
        .await
        .status(200)
        .hides("Escort platoon")
        .says("Shared lorries");
    world
        .browser("Leila")
        .get("/assets")
        .await
        .status(200)
        .hides("Escort platoon")
        .hides("Shared lorries");
    let id: uuid::Uuid = sqlx::query_scalar("select id from assets where name like 'Escort%'")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    let path = format!("/assets/{id}");
    world.browser("Amara").get(&path).await.status(404);
    world.browser("Nadia").get(&path).await.status(200).says("/edit");
    world.browser("Lindi").get(&format!("{path}/edit")).await.status(403);
}

#[tokio::test]
async fn a_liaison_keeps_the_units_own_assets_and_a_coordinator_civilian_ones() {
    let world = World::new().await;
    let dario = world.browser("Dario");
    let own = world.actor("kestrel").to_string();
    let fields = [
        ("actor", own.as_str()),
        ("kind", "engineering"),
        ("name", "Bridge deck, 12 m"),
        ("ownership", "contingent"),
        ("appearance", "white"),
        ("lead_time_hours", "96"),
        ("state", "available"),
    ];
    let made = dario.post("/assets/new", &fields).await.status(303);
    let asset = made.location().to_owned();
    dario.get(&asset).await.status(200).says("Bridge deck, 12 m");
    let edit = dario.get(&format!("{asset}/edit")).await.status(200).form(&format!("{asset}/edit"));
    dario.submit(&edit, &[("name", "Bridge deck, 14 m")]).await.status(303);
    dario.submit(&edit, &[("name", "Bridge deck, 16 m")]).await.status(409);
    dario
        .post(
            &format!("{asset}/bookings"),
            &[("from_day", "2030-02-03"), ("until_day", "2030-02-01"), ("why", "reserved")],
        )
        .await
        .status(422);
    dario
        .post(
            &format!("{asset}/bookings"),
            &[("from_day", "2030-02-01"), ("until_day", "2030-02-03"), ("why", "reserved")],
        )
        .await
        .status(303);
    dario.get(&asset).await.says("1 Feb 2030");
    dario.post("/assets/new", &[("kind", "engineering")]).await.status(422);
    let other = world.actor("ibis").to_string();
    let mut others = fields;
    others[0] = ("actor", other.as_str());
    dario.post("/assets/new", &others).await.status(403);
    let ines = world.browser("Ines");
    ines.post("/assets/new", &fields).await.status(403);
    let agency = world.actor("fra").to_string();
    let mut civilian = fields;
    civilian[0] = ("actor", agency.as_str());
    ines.post("/assets/new", &civilian).await.status(303);
    world.browser("Amara").get("/assets/new").await.status(403);
}
