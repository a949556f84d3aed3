//! Situation reports: drafted from what an office sees, finished by it, read up its own line.

use crate::support::World;

fn today() -> String {
    cimic_house::clock::now()
        .to_zoned(jiff::tz::TimeZone::get("Africa/Lagos").unwrap())
        .date()
        .to_string()
}

#[tokio::test]
async fn pavel_finishes_a_report_that_the_house_drafted_from_what_he_sees() {
    let world = World::new().await;
    let ours = world.asks("vc_millford").kind("engineering").plant().await;
    let theirs = world.asks("vc_threewells").area("XZ0402").plant().await;
    let aid = world.asks("alderbrook_north").state("endorsed").plant().await;
    world
        .meets("sector_north")
        .invites("vc_millford")
        .words("Market day")
        .hours(-3)
        .state("held")
        .plant()
        .await;
    let pavel = world.browser("Pavel");
    pavel.post("/sitreps", &[("from", "2026-01-01"), ("until", "2099-01-01")]).await.status(422);
    let day = today();
    let made = pavel.post("/sitreps", &[("from", day.as_str()), ("until", &day)]).await.status(303);
    let edit = made.location().to_owned();
    let address = edit.trim_end_matches("/edit").to_owned();
    let page = pavel.get(&edit).await.status(200);
    page.clone()
        .says(&ours.reference)
        .says(&aid.reference)
        .says("Engineering")
        .hides(&theirs.reference);
    page.clone().hides("Alderbrook");
    for name in ["Nadia", "Lindi", "Ines", "Amara", "Leila", "Dario"] {
        world.browser(name).get(&address).await.status(404);
    }
    let form = page.form(&edit);
    pavel.submit(&form, &[("summary", "A quiet week")]).await.status(303);
    pavel.submit(&form, &[("summary", "A loud week")]).await.status(409);
    pavel.get(&address).await.says("A quiet week");
    pavel.get(&format!("{address}/print")).await.status(200).says("A quiet week");
    world.browser("Petra").get(&address).await.status(200);
    pavel.post(&format!("{address}/filing"), &[]).await.status(303);
    pavel.get(&edit).await.status(409);
    world.browser("Nadia").get(&address).await.status(200).says("A quiet week");
    world.browser("Nadia").get(&edit).await.status(403);
    for name in ["Lindi", "Ines", "Amara", "Leila", "Rosa"] {
        world.browser(name).get(&address).await.status(404);
    }
    let stays =
        sqlx::query("update sitrep_parts set body = 'other'").execute(world.owner().await).await;
    assert!(stays.is_err());
    assert_eq!(world.count("events where record_kind = 'sitrep'").await, 3);
}

#[tokio::test]
async fn a_coordinators_report_stays_among_coordinators() {
    let world = World::new().await;
    let asked = world.asks("open_ward").plant().await;
    let day = today();
    let ines = world.browser("Ines");
    let made = ines.post("/sitreps", &[("from", day.as_str()), ("until", &day)]).await.status(303);
    let edit = made.location().to_owned();
    ines.get(&edit).await.says(&asked.reference);
    let address = edit.trim_end_matches("/edit").to_owned();
    ines.post(&format!("{address}/filing"), &[]).await.status(303);
    for name in ["Nadia", "Pavel", "Rosa", "Leila"] {
        world.browser(name).get(&address).await.status(404);
    }
    world.browser("Amara").get("/sitreps").await.status(403);
    world
        .browser("Amara")
        .post("/sitreps", &[("from", day.as_str()), ("until", &day)])
        .await
        .status(403);
}
