//! The numbers of the house: one side proposes, the other agrees, and what has begun keeps its own.

use crate::support::World;

const CHANGE: [(&str, &str); 3] = [
    ("stale_days", "60"),
    ("lead_hours.armed_escort", "96"),
    ("why", "The rains: convoys need another day"),
];

/// A number of the version in force.
async fn number(world: &World, path: &str) -> i32 {
    sqlx::query_scalar(
        "select (body #>> string_to_array($1, '.'))::int from policies where version = policy_now()",
    )
    .bind(path)
    .fetch_one(world.owner().await)
    .await
    .unwrap()
}

#[tokio::test]
async fn the_chief_proposes_other_numbers_and_they_hold_when_the_coordinator_agrees() {
    let world = World::new().await;
    let (nadia, ines) = (world.browser("Nadia"), world.browser("Ines"));
    let before = crate::asking::partner_asks(&world, "Amara", "cimic").await;
    nadia.get("/rules").await.status(200).says("Armed escort");
    for name in ["Pavel", "Amara", "Rosa", "Lindi"] {
        world.browser(name).post("/rules/proposals", &CHANGE).await.status(403);
    }
    nadia.post("/rules/proposals", &CHANGE).await.status(303);
    nadia.post("/rules/proposals", &CHANGE).await.status(409);
    nadia.post("/rules/agreement", &[]).await.status(403);
    assert_eq!(
        number(&world, "stale_days").await,
        90,
        "nothing holds before the other side agreed"
    );
    ines.get("/home").await.says("Other numbers for the house wait for your answer");
    ines.get("/rules").await.says("The rains: convoys need another day").says("90 → 60");
    ines.post("/rules/agreement", &[]).await.status(303);
    assert_eq!(number(&world, "stale_days").await, 60);
    assert_eq!(number(&world, "lead_hours.armed_escort").await, 96);
    assert_eq!(number(&world, "lead_hours.cargo").await, 48, "the others stay");
    assert_eq!(number(&world, "qip.quorum").await, 3, "those of projects too");
    let kept: bool = sqlx::query_scalar(
        "select policy_version < policy_now() from requests where reference = $1",
    )
    .bind(before.replace('-', ""))
    .fetch_one(world.owner().await)
    .await
    .unwrap();
    assert!(kept, "what had begun keeps the numbers it began under");
    world.browser("Leila").get("/rules").await.status(200).says("agreed");
    assert_eq!(world.count("events where record_kind = 'rules'").await, 2);
}

#[tokio::test]
async fn a_coordinator_takes_a_proposal_back_and_a_chief_refuses_the_next() {
    let world = World::new().await;
    let (nadia, ines) = (world.browser("Nadia"), world.browser("Ines"));
    let change = [("alternatives_needed", "4"), ("why", "Escorts became a habit")];
    ines.post("/rules/proposals", &change).await.status(303);
    nadia.post("/rules/withdrawal", &[]).await.status(403);
    ines.post("/rules/withdrawal", &[]).await.status(303);
    nadia.post("/rules/agreement", &[]).await.status(404);
    ines.post("/rules/proposals", &change).await.status(303);
    nadia.post("/rules/refusal", &[]).await.status(303);
    ines.get("/rules").await.says("refused").says("Escorts became a habit");
    assert_eq!(number(&world, "alternatives_needed").await, 3);
}

#[tokio::test]
async fn numbers_beyond_reason_come_back_beside_their_field_with_what_was_typed() {
    let world = World::new().await;
    let nadia = world.browser("Nadia");
    let page = nadia
        .post(
            "/rules/proposals",
            &[("stale_days", "9999"), ("seal_days", "soon"), ("why", "Why not")],
        )
        .await
        .status(422);
    let page = page.says("from 7 to 730").says("from 1 to 60");
    assert!(page.body.contains("value=\"9999\"") && page.body.contains("value=\"soon\""));
    let same = [("stale_days", "90"), ("why", "As it is")];
    nadia.post("/rules/proposals", &same).await.status(422).says("No number differs");
}

#[tokio::test]
async fn the_database_takes_no_number_past_the_pages() {
    let world = World::new().await;
    for changes in [
        r#"{"qip": 1}"#,
        r#"{"qip.quorum": 1}"#,
        r#"{"matrix": 1}"#,
        r#"{"stale_days": "x"}"#,
        r#"{"stale_days": -1}"#,
        r#"{"stale_days": 1.5}"#,
        r#"{"unheard_of": 3}"#,
    ] {
        world.sql("delete from rule_proposals").await;
        world
            .sql(&format!(
                "insert into rule_proposals (changes, why, proposed_as, proposed_by, proposer_id)
                 select '{changes}', 'past the pages', 'chief', '{}', id from actors limit 1",
                world.person("Nadia")
            ))
            .await;
        let mut tx = world.tx("Ines", cimic_house::db::Mode::Write).await;
        let answered = sqlx::query("select rule_answer(id, true) from rule_proposals")
            .execute(tx.conn())
            .await;
        assert!(answered.is_err(), "{changes}");
    }
}
