//! The house's own clock: what happens by itself when time passes.

use crate::{
    asking::{partner_asks, visitor_asks},
    support::World,
};
use cimic_house::jobs::run_once;

#[tokio::test]
async fn an_open_request_expires_when_its_end_has_passed_saying_whose_turn_it_was() {
    let world = World::new().await;
    let reference = partner_asks(&world, "Amara", "coordinator").await;
    assert_eq!(run_once(&world.db).await.unwrap().expired, 0);
    world
        .sql("update requests set needed_from = current_date - 9, needed_until = current_date - 3")
        .await;
    assert_eq!(run_once(&world.db).await.unwrap().expired, 1);
    assert_eq!(run_once(&world.db).await.unwrap().expired, 0);
    assert_eq!(world.count("events where act = 'expire' and role = 'house'").await, 1);
    let page = world.browser("Amara").get(&format!("/requests/{reference}")).await.status(200);
    page.says("Expired").says("It was the turn of").says("OCHA, Zelmara country office");
}

#[tokio::test]
async fn private_fields_are_erased_thirty_days_after_the_end() {
    let world = World::new().await;
    partner_asks(&world, "Amara", "coordinator").await;
    world.sql("update requests set state = 'closed'; alter table requests disable trigger requests_derive; update requests set ended_at = now() - interval '29 days'").await;
    assert_eq!(run_once(&world.db).await.unwrap().erased, 0);
    world.sql("update requests set ended_at = now() - interval '31 days'; alter table requests enable trigger requests_derive").await;
    assert_eq!(run_once(&world.db).await.unwrap().erased, 1);
    assert_eq!(world.count("request_contacts").await + world.count("request_routes").await, 0);
    assert_eq!(world.count("requests where erased_at is not null").await, 1);
    assert_eq!(world.count("events where act = 'erase'").await, 1);
    assert_eq!(run_once(&world.db).await.unwrap().erased, 0);
}

#[tokio::test]
async fn what_waits_at_an_empty_desk_moves_to_its_stand_in() {
    let world = World::new().await;
    let reference = visitor_asks(&world, "cimic", "host").await;
    assert_eq!(run_once(&world.db).await.unwrap().moved, 0);
    world.sql("update posts set until_at = now() where role = 'officer' and actor_id = (select id from actors where name like 'Sector North%')").await;
    assert_eq!(run_once(&world.db).await.unwrap().moved, 1);
    assert_eq!(run_once(&world.db).await.unwrap().moved, 0);
    assert_eq!(world.count("events where act = 'move_desk'").await, 1);
    let page = world.browser("Hugo").get(&format!("/requests/{reference}")).await.status(200);
    page.says("To its stand-in");
    world.browser("Hugo").get(&format!("/requests/{reference}/question")).await.status(200);
}

#[tokio::test]
async fn an_offer_that_nobody_answers_lapses_and_the_request_goes_back() {
    let world = World::new().await;
    partner_asks(&world, "Amara", "cimic").await;
    world.sql("update requests set state = 'offered', needed_until = current_date + 30;
        insert into offers (request_id, desk_id, provider_id, assets, decided_by, valid_until)
        select r.id, r.cimic_desk_id, r.cimic_desk_id, 'Two vehicles', 'Force Commander', current_date - 2 from requests r").await;
    assert_eq!(run_once(&world.db).await.unwrap().lapsed, 1);
    assert_eq!(world.count("offers where state = 'lapsed'").await, 1);
    assert_eq!(world.count("requests where state = 'endorsed'").await, 1);
    assert_eq!(world.count("events where act = 'lapse_offer'").await, 1);
}

#[tokio::test]
async fn drafts_sessions_and_keys_are_forgotten_in_time() {
    let world = World::new().await;
    world
        .browser("Amara")
        .post(
            "/drafts/request",
            &[("draft", "0d8a5c1e-3e0b-4f39-9d0c-6b0f6a3f6f11"), ("need", "A bridge")],
        )
        .await
        .status(204);
    visitor_asks(&world, "cimic", "host").await;
    let done = run_once(&world.db).await.unwrap();
    assert_eq!((done.drafts, done.forgotten), (0, 0));
    world.sql("update drafts set updated_at = now() - interval '15 days'; update form_keys set at = now() - interval '31 days';
        update visits_by_code set expires_at = now() - interval '1 minute';
        insert into code_tries values ('AAAAAAAA', 4, now() - interval '2 days')").await;
    let sessions = world.count("sessions").await;
    world.sql("update sessions set ended_at = now() - interval '8 days' where person_id in (select id from people where name like 'Bruno%')").await;
    let done = run_once(&world.db).await.unwrap();
    assert_eq!(done.drafts, 1);
    assert!(done.forgotten >= 4, "{done:?}");
    assert_eq!(
        world.count("drafts").await
            + world.count("form_keys").await
            + world.count("visits_by_code").await
            + world.count("code_tries").await,
        0
    );
    assert_eq!(world.count("sessions").await, sessions - 1);
    assert_eq!(world.count("events where act = 'erase_draft'").await, 1);
    assert_eq!(world.count("events where act = 'forget'").await, 1);
}
