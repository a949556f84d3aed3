//! Auditing: events, and opening a record with a justification.

use crate::support::World;

#[tokio::test]
async fn an_auditor_opens_one_record_for_an_hour_and_its_owner_reads_why() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").words("seed").plant().await;
    let other = world.asks("alderbrook_north").plant().await;
    let miriam = world.browser("Miriam");
    miriam.get(&asked.url()).await.status(404);
    miriam
        .post("/audit/openings", &[("reference", &asked.reference), ("justification", "curious")])
        .await
        .status(422);
    let why = "Complaint 14 says that the escort was late; I compare the times.";
    miriam
        .post("/audit/openings", &[("reference", &asked.reference), ("justification", why)])
        .await
        .status(303)
        .goes_to(&asked.url());
    let page = miriam.get(&asked.url()).await.status(200).says("seed-need");
    page.hides("seed-f1-name").hides("seed-f2-route").hides("seed-f3-behalf").hides("seed-note");
    miriam.post(&format!("{}/comments", asked.url()), &[("words", "hello")]).await.status(403);
    miriam.get(&other.url()).await.status(404);
    world.browser("Amara").get(&asked.url()).await.says("Complaint 14 says").hides("Miriam");
    world.sql("update openings set until_at = now()").await;
    miriam.get(&asked.url()).await.status(404);
}

#[tokio::test]
async fn events_are_read_by_auditors_and_in_part_by_administrators() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    world
        .browser("Ines")
        .post(&format!("{}/question", asked.url()), &[("reason", "When?")])
        .await
        .status(303);
    world
        .browser("Miriam")
        .get("/audit")
        .await
        .status(200)
        .says("ask")
        .says(&asked.reference)
        .hides("When?");
    world.browser("Noor").get("/audit").await.status(200).hides(&asked.reference);
    for other in ["Amara", "Ines", "Nadia", "Leila"] {
        world.browser(other).get("/audit").await.status(403);
        world
            .browser(other)
            .post(
                "/audit/openings",
                &[("reference", &asked.reference), ("justification", "twenty characters at least")],
            )
            .await
            .status(403);
    }
}
