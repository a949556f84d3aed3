//! Relations, the network around an actor, and the coherence matrix.

use crate::support::World;

#[tokio::test]
async fn a_donor_funds_and_the_other_end_says_that_it_is_over() {
    let world = World::new().await;
    let (from, to) = (world.actor("alderbrook"), world.actor("sirenu_mothers"));
    let teo = world.browser("Teo");
    let path = format!("/actors/{from}/relations");
    let form = teo.get(&path).await.status(200).form(&path);
    teo.submit(&form, &[("kind", "war"), ("other", "nobody at all")])
        .await
        .status(422)
        .says("Nobody of this name");
    teo.submit(&form, &[("kind", "funds"), ("other", "Alderbrook Relief International")])
        .await
        .status(422)
        .says("no relation to itself");
    let said = [("kind", "funds"), ("other", "Sirenu Mothers’ Network"), ("since", "2026-01-02")];
    teo.submit(&form, &said).await.status(303).goes_to(&path);
    let form = teo.get(&path).await.form(&path);
    teo.submit(&form, &said).await.status(422).says("stands already");
    teo.get(&format!("/actors/{from}")).await.says("funds Sirenu Mothers").says("since 2 Jan 2026");
    world
        .browser("Pavel")
        .get(&format!("/actors/{to}"))
        .await
        .says("is funded by Alderbrook Relief International");
    let safi = world.browser("Safi");
    let page = safi.get(&format!("/actors/{to}/relations")).await;
    let end = page.links().into_iter().find(|link| link.ends_with("/end")).unwrap();
    for name in ["Pavel", "Amara", "Joram"] {
        world.browser(name).get(&end).await.status(403);
        world.browser(name).post(&end, &[]).await.status(403);
    }
    let form = safi.get(&end).await.form(&end);
    safi.submit(&form, &[("until", "2025-01-01")]).await.status(422).says("before it began");
    safi.submit(&form, &[]).await.status(303);
    safi.post(&end, &[]).await.status(409).says("over meanwhile");
    let page = safi.get(&format!("/actors/{to}/relations")).await;
    page.says("is funded by").hides("Say that it is over");
    assert_eq!(
        world
            .count(
                "events where record_kind = 'relation' and act in ('add_relation', 'end_relation')"
            )
            .await,
        2
    );
}

#[tokio::test]
async fn an_edge_shows_only_if_both_ends_do() {
    let world = World::new().await;
    let (seen, hidden, far) =
        (world.actor("alderbrook"), world.actor("open_ward"), world.actor("fra"));
    world.sql(&format!(
        "insert into actor_relations (from_id, kind, to_id) values ('{seen}', 'funds', '{hidden}'), ('{hidden}', 'supplies', '{far}')"
    )).await;
    let network = format!("/actors/{seen}/network?hops=2");
    world.browser("Ines").get(&network).await.says("Open Ward").says("Food Relief Agency");
    world
        .browser("Pavel")
        .get(&network)
        .await
        .status(200)
        .hides("Open Ward")
        .hides("Food Relief Agency");
    world.browser("Pavel").get(&format!("/actors/{seen}")).await.hides("Open Ward");
    world.browser("Ines").get(&format!("/actors/{seen}")).await.says("funds Open Ward");
}

#[tokio::test]
async fn the_picture_shows_one_step_or_two_and_says_the_same_in_words() {
    let world = World::new().await;
    let (one, two, three) =
        (world.actor("alderbrook_north"), world.actor("tesselaid"), world.actor("fra"));
    world.sql(&format!(
        "insert into actor_relations (from_id, kind, to_id) values ('{two}', 'implements_for', '{one}'), ('{three}', 'funds', '{two}');
         insert into actor_relations (from_id, kind, to_id, since, until) values ('{three}', 'hosts', '{one}', '2020-01-01', '2021-01-01')"
    )).await;
    let path = format!("/actors/{one}/network");
    let page = world.browser("Joram").get(&path).await.status(200);
    let page = page.says("implements for").says("is part of").hides("Food Relief Agency");
    assert_eq!(
        page.body.matches("<circle class=\"network__dot").count(),
        3 + 5,
        "three actors and the key"
    );
    let page =
        world.browser("Joram").get(&format!("{path}?hops=2")).await.says("funds").hides("hosts");
    assert_eq!(page.body.matches("<circle class=\"network__dot").count(), 4 + 5);
    world.browser("Joram").speaks("ar").get(&path).await.status(200);
    let lone = world.actor("embassy_arvania");
    world
        .browser("Joram")
        .get(&format!("/actors/{lone}/network"))
        .await
        .says("Nothing stands around it yet");
}

#[tokio::test]
async fn each_side_says_for_itself_how_far_it_goes_and_the_lesser_counts() {
    let world = World::new().await;
    let address = "/actors/coherence";
    let say = |community: &'static str, other: &'static str, degree: &'static str| {
        [
            ("community", community),
            ("other", other),
            ("dimension", "international"),
            ("degree", degree),
        ]
    };
    let nadia = world.browser("Nadia");
    let form = nadia.get(address).await.status(200).form(address);
    nadia.submit(&form, &say("humanitarian", "military", "unite")).await.status(422);
    nadia
        .submit(&form, &say("military", "military", "unite"))
        .await
        .status(422)
        .says("another side");
    nadia.submit(&form, &say("military", "humanitarian", "cooperate")).await.status(303);
    nadia.get(address).await.says("Military component: Cooperate").says("not said by both");
    world
        .browser("Ines")
        .post(address, &say("humanitarian", "military", "coexist"))
        .await
        .status(303);
    let page = world.browser("Joram").get(address).await.status(200);
    page.says("Coexist")
        .says("Military component: Cooperate")
        .says("Humanitarian community: Coexist")
        .hides("Say how far");
    world
        .browser("Ines")
        .post(address, &say("humanitarian", "military", "cooperate"))
        .await
        .status(303);
    world.browser("Amara").get(address).await.hides("Military component: Cooperate");
    for name in ["Amara", "Pavel", "Dario", "Noor", "Leila"] {
        world.browser(name).post(address, &say("military", "host", "unite")).await.status(403);
    }
    world.browser("Leila").get(address).await.status(403);
    assert_eq!(world.count("coherence").await, 3);
    assert_eq!(world.count("events where act = 'say_coherence'").await, 3);
}
