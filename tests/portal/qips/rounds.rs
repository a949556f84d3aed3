//! Scores, votes, who stands aside, and what anybody may know of it.

use super::life::acts;
use crate::support::{Browser, World, qips::Planted};
use cimic_house::db::Mode;

fn scores(vote: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut scores: Vec<(&str, &str)> =
        cimic_house::qips::rounds::forms::SCORED.iter().map(|name| (*name, "3")).collect();
    scores.extend([("vote", vote), ("reason", "Because of the road")]);
    scores
}

async fn votes(who: &Browser, project: &Planted, vote: &'static str) -> crate::support::Page {
    who.post(&format!("{}/votes/{}", project.url(), project.round), &scores(vote)).await
}

#[tokio::test]
async fn nobody_sees_another_seats_vote_while_the_round_is_open() {
    let world = World::new().await;
    let project = world.project("in_review").plant().await;
    let (una, vera) = (world.seat("Una", "unmiz").await, world.seat("Vera", "fra").await);
    votes(&una, &project, "against").await.status(303);
    let round = format!("/qips/rounds/{}", project.round);
    una.get(&round).await.says("Change my scores");
    for other in [&vera, &world.browser("Omar"), &world.browser("Keiko"), &world.browser("Samuel")]
    {
        let page = other.get(&round).await;
        assert!(!page.text().contains("Because of the road"), "{}", page.text());
    }
    world.browser("Keiko").get(&round).await.says("has voted").says("has not voted yet");
    // Going around the pages: row level security shows one's own alone.
    for (name, rows) in
        [("Omar", 0), ("Keiko", 0), ("Samuel", 0), ("Rosa", 0), ("Miriam", 0), ("Joram", 0)]
    {
        let mut tx = world.tx(name, Mode::Read).await;
        let seen: i64 = sqlx::query_scalar("select count(*) from qip_votes")
            .fetch_one(tx.conn())
            .await
            .unwrap();
        assert_eq!(seen, rows, "{name}");
    }
    world.sql("update qip_rounds set state = 'closed'").await;
    for (name, rows) in [("Omar", 1), ("Keiko", 1), ("Rosa", 0), ("Joram", 0), ("Greta", 0)] {
        let mut tx = world.tx(name, Mode::Read).await;
        let seen: i64 = sqlx::query_scalar("select count(*) from qip_votes")
            .fetch_one(tx.conn())
            .await
            .unwrap();
        assert_eq!(seen, rows, "{name} after the round");
    }
    vera.get(&round).await.says("Because of the road");
    world.browser("Rosa").get(&round).await.hides("Because of the road");
}

#[tokio::test]
async fn a_seat_of_the_partners_own_house_stands_aside_by_the_houses_word() {
    let world = World::new().await;
    let project = world.project("in_review").partner("alderbrook_north").plant().await;
    let own = world.seat("Una", "alderbrook_north").await;
    let parent = world.seat("Vera", "alderbrook").await;
    let ballot = format!("{}/votes/{}", project.url(), project.round);
    for member in [&own, &parent] {
        member.get(&ballot).await.status(403).says("stands aside");
        votes(member, &project, "for").await.status(403).says("stands aside");
        member
            .get(&format!("/qips/rounds/{}", project.round))
            .await
            .says("Your seat stands aside here");
    }
    votes(&world.browser("Omar"), &project, "for").await.status(303);
    votes(&world.browser("Keiko"), &project, "for").await.status(403).says("Only the seats");
    votes(&world.browser("Joram"), &project, "for").await.status(404);
}

#[tokio::test]
async fn what_the_votes_do_not_carry_is_not_recommended() {
    let world = World::new().await;
    let project = world.project("in_review").plant().await;
    let keiko = world.browser("Keiko");
    let members =
        [world.browser("Omar"), world.seat("Una", "unmiz").await, world.seat("Vera", "fra").await];
    votes(&members[0], &project, "for").await.status(303);
    let round = format!("/qips/rounds/{}", project.round);
    keiko.post(&format!("{round}/closure"), &[]).await.status(403).says("Not enough seats");
    votes(&members[1], &project, "against").await.status(303);
    votes(&members[2], &project, "defer").await.status(303);
    keiko.post(&format!("{round}/closure"), &[]).await.status(303);
    votes(&members[2], &project, "for").await.status(409).says("not open");
    acts(&keiko, &project.url(), "outcome", &[("outcome", "recommended"), ("reason", "Still")])
        .await
        .status(403)
        .says("do not carry");
    acts(
        &keiko,
        &project.url(),
        "outcome",
        &[("outcome", "deferred"), ("reason", "Ask the village")],
    )
    .await
    .status(303);
    world
        .browser("Joram")
        .get(&project.url())
        .await
        .says("Ask the village")
        .hides("Because of the road");
}
