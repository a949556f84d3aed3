//! The situation: proposed by the chief, agreed by a coordinator, read by the matrix.

use crate::support::World;

#[tokio::test]
async fn the_chief_proposes_a_coordinator_agrees_and_the_matrix_follows() {
    let world = World::new().await;
    let (nadia, ines) = (world.browser("Nadia"), world.browser("Ines"));
    nadia.get("/situation").await.status(200).says("Situation: Peacekeeping");
    nadia
        .post("/situation/proposals", &[("situation", "peacekeeping"), ("why", "")])
        .await
        .status(422)
        .says("This is the situation already");
    let change = [("situation", "peace_enforcement"), ("why", "Fighting along the border")];
    for name in ["Pavel", "Ines", "Amara"] {
        world.browser(name).post("/situation/proposals", &change).await.status(403);
    }
    nadia.post("/situation/proposals", &change).await.status(303);
    nadia.post("/situation/proposals", &change).await.status(409);
    ines.get("/home").await.says("A change of the situation waits for your answer");
    let page = ines.get("/situation").await.says("Fighting along the border");
    nadia.post("/situation/agreement", &[]).await.status(403);
    world.browser("Rosa").post("/situation/agreement", &[]).await.status(403);
    world.browser("Amara").get("/home").await.says("Peacekeeping");
    ines.submit(&page.form("/situation/agreement"), &[]).await.status(303);
    world.browser("Amara").get("/home").await.says("Peace enforcement").hides("Peacekeeping ·");
    let row: String = sqlx::query_scalar("select p.body -> 'matrix' -> h.situation ->> 'direct' from policies p, house h where p.version = policy_now()")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    assert_eq!(row, "no", "the row that the next screening reads");
    nadia.get("/situation").await.says("agreed").says("OCHA, Zelmara country office");
    ines.post("/situation/agreement", &[]).await.status(404);
    assert_eq!(world.count("events where record_kind = 'situation'").await, 2);
}

#[tokio::test]
async fn a_coordinator_refuses_with_words_and_the_chief_withdraws() {
    let world = World::new().await;
    let (nadia, ines) = (world.browser("Nadia"), world.browser("Ines"));
    let change = [("situation", "combat"), ("why", "Too soon to say")];
    nadia.post("/situation/proposals", &change).await.status(303);
    ines.post("/situation/refusal", &[]).await.status(422).says("Fill this in");
    ines.post("/situation/refusal", &[("answer", "Nothing of it was seen")]).await.status(303);
    nadia.get("/situation").await.says("Nothing of it was seen").says("Situation: Peacekeeping");
    nadia.post("/situation/proposals", &change).await.status(303);
    nadia.post("/situation/withdrawal", &[]).await.status(303);
    ines.post("/situation/agreement", &[]).await.status(404);
    nadia.post("/situation/phase", &[("phase", "transition")]).await.status(303);
    world.browser("Leila").get("/situation").await.status(200).says("transition");
    world.browser("Pavel").post("/situation/phase", &[("phase", "transition")]).await.status(403);
    for name in ["Omar", "Noor", "Miriam"] {
        world.browser(name).get("/situation").await.status(403);
    }
}

#[tokio::test]
async fn the_database_takes_no_agreement_of_whoever_proposed() {
    let world = World::new().await;
    world
        .browser("Nadia")
        .post("/situation/proposals", &[("situation", "combat"), ("why", "Shots")])
        .await
        .status(303);
    let own =
        sqlx::query("update situation_proposals set state = 'agreed', answered_by = proposed_by")
            .execute(world.owner().await)
            .await;
    assert!(own.is_err());
}
