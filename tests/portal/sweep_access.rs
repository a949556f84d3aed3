//! Every address, asked by everybody. The table in `snapshots/` is the access policy of the house: a new route
//! fails this test until somebody has written its row, and reviewers read the row.
//!
//! Forms are sent empty: 422 means "you may, but fill it in". The request in question is one of Alderbrook's
//! Kolmata office, through the CIMIC desk of the north, in a state in which the act is possible.

use crate::support::{CAST, World, addresses, requests::Asked};
use std::fmt::Write;

/// What a person of the cast shows: one of each role, and of each way to stand to the request.
const COLUMNS: [&str; 26] = [
    "nobody", "by code", "Amara", "Teo", "Safi", "Elodie", "Yusra", "Ines", "Dario", "Sanjay",
    "Pavel", "Lindi", "Hugo", "Nadia", "Rosa", "Keiko", "Omar", "Samuel", "Greta", "Leila",
    "Viktor", "Noor", "Jonas", "Miriam", "Bruno", "Joram",
];

/// Addresses that are not in the table, each with the reason.
const EXCUSED: [(&str, &str); 1] =
    [("/static/{*path}", "style sheets and scripts, the same for everybody")];

async fn ask(world: &World, who: &str, state: &'static str) -> Asked {
    if who == "by code" {
        return world.asks("visitors").state(state).consent("f2", "kestrel").plant().await;
    }
    world.asks("alderbrook_north").state(state).consent("f2", "kestrel").plant().await
}

#[tokio::test]
async fn every_route_answers_each_person_as_agreed() {
    for role in cimic_house::access::Role::held() {
        let held = |name: &&str| CAST.iter().any(|(n, _, r, _)| n == name && *r == role.as_str());
        assert!(COLUMNS.iter().any(held), "no {role} in the table");
    }
    let world = World::new().await;
    let mut table = format!("{:<58}", "");
    for who in COLUMNS {
        write!(table, " {who:>7}").unwrap();
    }
    let routes = cimic_house::routes::all();
    let mut rows: Vec<_> = routes
        .table()
        .iter()
        .filter(|(_, path)| !EXCUSED.iter().any(|(known, _)| known == path))
        .collect();
    rows.sort_by_key(|(method, path)| (*path, *method));
    for (method, path) in rows {
        write!(table, "\n{:<58}", format!("{method:<4} {path}")).unwrap();
        let state = addresses::fitting_state(path);
        let (mut shared, mut coded) = (None, None);
        for who in COLUMNS {
            let kept = if who == "by code" { &mut coded } else { &mut shared };
            let asked = match kept.take() {
                Some(asked) => asked,
                None => ask(&world, who, state).await,
            };
            let browser =
                if who == "by code" { world.visitor_of(&asked).await } else { world.browser(who) };
            let filled = addresses::fill(&world, path, &asked).await;
            let body = format!("form_key={}", uuid::Uuid::new_v4());
            let page = browser
                .send(method, &filled, &[], if *method == "POST" { &body } else { "" })
                .await;
            let signs_in = page.location.as_deref().is_some_and(|to| to.starts_with("/sign-in"));
            let code = if signs_in { "in".to_owned() } else { page.status.as_u16().to_string() };
            write!(table, " {code:>7}").unwrap();
            assert!(!page.status.is_server_error(), "{who}: {method} {filled}\n{}", page.text());
            // Whoever succeeded may have changed it: the next one gets a fresh one.
            if *method == "POST" && page.status.is_redirection() && !signs_in {
                world.wake_everybody().await;
            } else if who == "by code" {
                coded = Some(asked);
            } else {
                shared = Some(asked);
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn hidden_and_absent_are_the_same_page_byte_for_byte() {
    let world = World::new().await;
    let asked = world.asks("fra").plant().await;
    // Neither Safi nor a village committee may know of another agency's request.
    for who in ["Safi", "Joram", "Noor", "Leila", "Sanjay"] {
        let browser = world.browser(who);
        let absent = cimic_house::reference::show(&cimic_house::reference::new());
        let plain = |page: crate::support::browser::Page| {
            let id = page.header("x-request-id").to_owned();
            let same_length =
                if id.is_empty() { page.body.clone() } else { page.body.replace(&id, "") };
            (page.status, same_length.replace(&page.path, ""))
        };
        for tail in ["", "/print", "/question", "/offer"] {
            let hidden = browser.get(&format!("{}{tail}", asked.url())).await;
            let missing = browser.get(&format!("/requests/{absent}{tail}")).await;
            assert_eq!(plain(hidden.clone().status(404)), plain(missing), "{who} {}", hidden.path);
        }
    }
}

#[tokio::test]
async fn a_form_sent_from_another_site_changes_nothing() {
    let world = World::new().await;
    let browser = world.browser("Amara");
    let cross = browser.send("POST", "/sign-out", &[("sec-fetch-site", "cross-site")], "").await;
    assert_eq!(cross.status, 403);
    browser.get("/requests").await.status(200);
}

#[tokio::test]
async fn when_a_post_ends_its_rights_end_on_the_next_request() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").state("endorsed").plant().await;
    let pavel = world.browser("Pavel");
    pavel.get(&asked.url()).await.status(200);
    world
        .sql(&format!(
            "update posts set until_at = now() where person_id = '{}'",
            world.person("Pavel")
        ))
        .await;
    let page = pavel.get(&asked.url()).await;
    assert_eq!(page.status, 403, "no post in force");
    world.browser("Bruno").get("/requests").await.status(403);
}

#[tokio::test]
async fn when_a_party_leaves_its_sight_ends_on_the_next_request() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").party("fra").plant().await;
    let basil = world.browser("Basil");
    basil.get(&asked.url()).await.status(200);
    let fra = world.actor("fra");
    world
        .sql(&format!("update request_parties set left_at = now() where actor_id = '{fra}'"))
        .await;
    basil.get(&asked.url()).await.status(404);
}

#[tokio::test]
async fn separation_of_sides_holds_across_a_post_switch() {
    let world = World::new().await;
    // Hugo tasked it as an officer; in his other post, as the unit's liaison, he is the same person.
    let asked = world.asks("alderbrook_north").area("XZ0402").state("tasked").plant().await;
    let hugo = world.browser("Hugo");
    hugo.get(&asked.url()).await.status(200);
    let post = world.post("Hugo", "liaison", "ibis");
    hugo.post("/post", &[("post", &post.to_string())]).await.status(303);
    let viewer = world.viewer("Hugo").await;
    assert_eq!(viewer.role, cimic_house::access::Role::Liaison);
    hugo.get(&asked.url()).await.status(200).says("Start");
}
