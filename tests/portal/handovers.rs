//! Handovers: two people grant, both sign, rights move at the hour.

use crate::support::{World, seed};
use cimic_house::db::Mode;

/// Proposes that Sanjay succeeds Dario as the liaison of the Kestrel battalion; its address.
async fn proposed(world: &World) -> String {
    let nadia = world.browser("Nadia");
    let person = nadia.get(&format!("/people/{}", world.person("Dario"))).await.status(200);
    let post = world.post("Dario", "liaison", "kestrel").to_string();
    let start = format!("/handovers/new?post={post}");
    assert!(person.offers(&start));
    nadia
        .get(&start)
        .await
        .status(200)
        .says("Sanjay Roke")
        .hides("Amara Venn")
        .hides("Dario Voss (");
    nadia.post("/handovers/new", &[("post", &post)]).await.status(422).says("intelligence");
    let form = [
        ("post", post.as_str()),
        ("successor", &world.person("Sanjay").to_string()),
        ("day", "2099-03-01"),
        ("hour", "08:00"),
        ("stated", "yes"),
    ];
    let page = nadia.post("/handovers/new", &form).await.status(303);
    nadia.post("/handovers/new", &form).await.status(422).says("being handed over already");
    page.location.unwrap()
}

/// Moves the hour of a signed handover to a moment ago.
async fn the_hour_comes(world: &World) {
    world.sql("set session_replication_role = replica;
        update posts p set until_at = now() - interval '1 second' from handovers h where p.id = h.post_id and h.state = 'signed';
        update posts p set from_at = now() - interval '1 second' from handovers h where p.id = h.new_post_id and h.state = 'signed';
        update handovers set moves_at = now() - interval '1 second' where state = 'signed'; reset session_replication_role").await;
}

#[tokio::test]
async fn a_post_goes_from_dario_to_sanjay_at_the_hour_that_was_set() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").state("tasked").plant().await;
    let (dario, sanjay, noor) =
        (world.browser("Dario"), world.browser("Sanjay"), world.browser("Noor"));
    let url = proposed(&world).await;
    dario.post(&format!("{url}/signature"), &[]).await.status(409);
    world.browser("Nadia").post(&format!("{url}/confirmation"), &[]).await.status(403);
    noor.get("/admin").await.says("Sanjay Roke");
    noor.get(&url).await.status(200).says("Dario Voss").hides(&asked.reference);
    noor.post(&format!("{url}/confirmation"), &[]).await.status(303);

    dario.get("/home").await.says("A post is handed over");
    dario.get(&url).await.status(200).says("Requests waiting for us").says(&asked.reference);
    sanjay.get(&url).await.status(200).hides(&asked.reference).says("from that hour on");
    dario.post(&format!("{url}/signature"), &[]).await.status(303);
    dario.post(&format!("{url}/signature"), &[]).await.status(409).says("signed already");
    sanjay.post(&format!("{url}/signature"), &[]).await.status(303);
    sanjay.get(&url).await.says("Signed by both").says("Requests waiting for us: 1");

    // Until the hour nothing moves.
    dario.get(&asked.url()).await.status(200);
    sanjay.get(&asked.url()).await.status(404);
    noor.post(&format!("{url}/cancellation"), &[]).await.status(409);
    the_hour_comes(&world).await;
    dario.get(&asked.url()).await.status(403);
    let post: uuid::Uuid = sqlx::query_scalar("select new_post_id from handovers")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    sanjay.post("/post", &[("post", &post.to_string())]).await.status(303);
    sanjay.get("/home").await.says("A post is handed over");
    let page = sanjay.get(&url).await.status(200).says("This post is yours now");
    page.says(&asked.reference);
    sanjay.get(&asked.url()).await.status(200).says("Start");
    for act in ["propose_handover", "confirm_handover"] {
        assert_eq!(world.count(&format!("events where act = '{act}'")).await, 1, "{act}");
    }
    assert_eq!(world.count("events where act = 'sign_handover'").await, 2);
}

#[tokio::test]
async fn a_handover_exists_for_those_it_concerns_and_for_whoever_brings_people_in_there() {
    let world = World::new().await;
    let url = proposed(&world).await;
    for who in ["Dario", "Sanjay", "Nadia", "Noor", "Jonas"] {
        world.browser(who).get(&url).await.status(200);
        world.browser(who).get("/handovers").await.status(200).says("Sanjay Roke");
    }
    for who in ["Pavel", "Ines", "Rosa", "Amara", "Miriam", "Leila"] {
        world.browser(who).get(&url).await.status(404);
        world.browser(who).get("/handovers").await.status(200).hides("Sanjay Roke");
        world.browser(who).post(&format!("{url}/signature"), &[]).await.status(404);
    }
    world.browser("Nadia").post(&format!("{url}/signature"), &[]).await.status(403);
    world.browser("Dario").post(&format!("{url}/cancellation"), &[]).await.status(303);
    world.browser("Noor").post(&format!("{url}/confirmation"), &[]).await.status(409);
}

#[tokio::test]
async fn only_vouchers_of_the_community_begin_one_and_only_for_their_own_people() {
    let world = World::new().await;
    let post = world.post("Dario", "liaison", "kestrel");
    let start = format!("/handovers/new?post={post}");
    for who in ["Ines", "Rosa", "Pavel", "Amara", "Miriam"] {
        world.browser(who).get(&start).await.status(404);
    }
    world.browser("Noor").get(&start).await.status(403).says("voucher of this community");
    let day = [("day", "2099-03-01"), ("hour", "08:00"), ("stated", "yes")];
    let nadia = world.browser("Nadia");
    for successor in ["Amara", "Dario", "Nadia"] {
        let (post, person) = (post.to_string(), world.person(successor).to_string());
        let mut form = vec![("post", post.as_str()), ("successor", person.as_str())];
        form.extend(day);
        nadia.post("/handovers/new", &form).await.status(422).says("Choose one of these");
    }
    // The only chief hands her own post over; an administrator confirms.
    let own = world.post("Nadia", "chief", "fhq_cimic").to_string();
    nadia.get(&format!("/handovers/new?post={own}")).await.status(200).says("Hugo Brand");
}

#[tokio::test]
async fn behind_the_pages_nobody_signs_for_another_or_moves_a_post_alone() {
    let world = World::new().await;
    let url = proposed(&world).await;
    let id = url.rsplit('/').next().unwrap().to_owned();
    world.browser("Noor").post(&format!("{url}/confirmation"), &[]).await.status(303);
    let attempts = [
        ("Sanjay", format!("update handovers set predecessor_signed_at = now() where id = '{id}'")),
        ("Nadia", format!("update handovers set successor_signed_at = now() where id = '{id}'")),
        (
            "Dario",
            format!(
                "update handovers set predecessor_signed_at = now(), successor_signed_at = now(), state = 'signed' where id = '{id}'"
            ),
        ),
        (
            "Dario",
            format!(
                "update handovers set confirmed_by = '{}' where id = '{id}'",
                seed::person("Dario")
            ),
        ),
        ("Pavel", format!("update handovers set state = 'cancelled' where id = '{id}'")),
    ];
    for (who, statement) in attempts {
        let mut tx = world.tx(who, Mode::Write).await;
        let done = tx
            .attempt(async |tx| {
                let text = sqlx::AssertSqlSafe(statement.clone());
                Ok(sqlx::raw_sql(text).execute(tx.conn()).await?.rows_affected())
            })
            .await;
        assert!(!matches!(done, Ok(1..)), "{who}: {statement}");
    }
    world.browser("Dario").post(&format!("{url}/signature"), &[]).await.status(303);
    let posts = world.count("posts").await;
    let mut tx = world.tx("Sanjay", Mode::Write).await;
    let text = sqlx::AssertSqlSafe(format!("select handover_move('{id}')"));
    let moved: bool = sqlx::query_scalar(text).fetch_one(tx.conn()).await.unwrap();
    assert!(!moved, "one signature moves nothing");
    drop(tx);
    assert_eq!(world.count("posts").await, posts);
}
