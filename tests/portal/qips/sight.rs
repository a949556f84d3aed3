//! Who sees the file of a project, who its card, who nothing; the page and row level security agree.

use crate::support::{CAST, World, qips::Planted};
use cimic_house::{
    access::Viewer,
    db::Mode,
    qips::{model::Project, policy, store},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const STATES: [&str; 14] = [
    "concept",
    "draft",
    "submitted",
    "screened",
    "in_review",
    "recommended",
    "approved",
    "implementing",
    "paid",
    "handed_over",
    "evaluated",
    "terminated",
    "proposed",
    "completed",
];

async fn generated(world: &World) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (n, state) in STATES.iter().enumerate() {
        let proposer = ["vc_millford", "kestrel", "tesselaid"][n % 3];
        let partner = ["alderbrook_north", "sirenu_mothers"][n % 2];
        planted.push(world.project(state).proposer(proposer).partner(partner).plant().await);
    }
    planted
}

async fn viewers(world: &World) -> Vec<(String, Viewer)> {
    let mut all = vec![("nobody".to_owned(), Viewer::visitor(None))];
    for (name, ..) in CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        all.push(((*name).to_owned(), world.viewer(name).await));
    }
    all
}

async fn files(world: &World, planted: &[Planted]) -> Vec<Project> {
    let mut tx = world.house().await;
    let mut all = Vec::new();
    for one in planted {
        all.push(store::by_id(&mut tx, one.id).await.unwrap());
    }
    all
}

async fn shown(world: &World, viewer: &Viewer, query: &'static str) -> BTreeSet<Uuid> {
    let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
    sqlx::query_scalar(query).fetch_all(tx.conn()).await.unwrap().into_iter().collect()
}

#[tokio::test]
async fn policy_and_row_level_security_agree_on_every_file_and_card_for_everybody() {
    let world = World::new().await;
    let all = files(&world, &generated(&world).await).await;
    let mut different = BTreeSet::new();
    for (name, viewer) in viewers(&world).await {
        let allowed: BTreeSet<Uuid> =
            all.iter().filter(|p| viewer.may(policy::View, *p)).map(|p| p.id).collect();
        assert_eq!(shown(&world, &viewer, "select id from qips").await, allowed, "{name}");
        let cards = shown(&world, &viewer, "select project_id from qip_cards").await;
        assert!(allowed.is_subset(&cards), "{name}: whoever sees the file sees the card");
        different.insert(allowed);
    }
    assert!(different.len() > 8, "the generated world tells people apart");
}

#[tokio::test]
async fn who_can_see_this_names_exactly_the_posts_that_may_view() {
    let world = World::new().await;
    let planted = generated(&world).await;
    let viewers = viewers(&world).await;
    for project in files(&world, &planted).await {
        let mut expected: BTreeMap<(Uuid, &str), i64> = BTreeMap::new();
        for (_, viewer) in
            viewers.iter().filter(|(_, v)| v.is_signed_in() && v.may(policy::View, &project))
        {
            *expected.entry((viewer.actor, viewer.role.as_str())).or_default() += 1;
        }
        let mut tx = world.house().await;
        let told = store::viewers(&mut tx, project.id).await.unwrap();
        let mut named: BTreeMap<(Uuid, &str), i64> = BTreeMap::new();
        for (actor, role, n) in told {
            *named.entry((actor, role.as_str())).or_default() += n;
        }
        // Hugo also holds a post at the Ibis battalion.
        named.remove(&(world.actor("ibis"), "liaison"));
        expected.remove(&(world.actor("ibis"), "liaison"));
        assert_eq!(named, expected, "{}", project.state);
    }
}

#[tokio::test]
async fn lists_show_what_may_be_known_and_count_it() {
    let world = World::new().await;
    generated(&world).await;
    for (name, viewer) in viewers(&world).await {
        let cards = shown(&world, &viewer, "select project_id from qip_cards").await;
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let filter = store::Filter::default();
        let lines = store::list(&mut tx, &filter).await.unwrap();
        let listed: BTreeSet<Uuid> = lines.iter().map(|line| line.id).collect();
        assert_eq!(listed, cards, "{name}");
        assert_eq!(
            store::count(&mut tx, &filter).await.unwrap(),
            i64::try_from(cards.len()).unwrap(),
            "{name}"
        );
        let seen = shown(&world, &viewer, "select id from qips").await;
        for line in lines {
            let is_file = seen.contains(&line.id);
            assert_eq!(line.state.is_some(), is_file, "{name}");
            assert_eq!(line.amount_usd.is_some(), is_file, "{name}: money only with the file");
        }
    }
}

#[tokio::test]
async fn words_stay_where_they_belong() {
    let world = World::new().await;
    let project = world.project("implementing").words("canary").plant().await;
    let hidden: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("Amara", &["canary-assessment", "canary-note-team"][..]),
        ("Joram", &["canary-assessment", "canary-account", "canary-bank", "canary-note-team"]),
        ("Rosa", &["canary-assessment", "canary-account", "canary-note-team"]),
        ("Ines", &["canary-assessment", "canary-account"]),
        ("Omar", &["canary-account", "canary-note-team"]),
        ("Greta", &["canary-assessment", "canary-note-team"]),
        ("Samuel", &["canary-note-team"]),
        (
            "Safi",
            &["canary-summary", "canary-found", "canary-milestone", "10,000", "canary-reason"],
        ),
        ("Nadia", &["canary-summary", "canary-found", "10,000"]),
        ("Teo", &["canary-account", "canary-assessment"]),
    ]);
    for (name, words) in hidden {
        let browser = world.browser(name);
        for tail in ["", "/print", "/paper", "/contract"] {
            let page = browser.get(&format!("{}{tail}", project.url())).await;
            for word in words {
                assert!(!page.body.contains(word), "{name} reads {word} on {}", page.path);
            }
        }
        for list in ["/qips", "/qips?state=implementing", "/home", "/qips/desk"] {
            let page = browser.get(list).await;
            for word in words.iter().filter(|word| **word != "10,000") {
                assert!(!page.body.contains(word), "{name} reads {word} on {list}");
            }
        }
    }
    world.browser("Amara").get(&project.url()).await.says("canary-account");
    world.browser("Greta").get(&project.url()).await.says("canary-account");
    world.browser("Safi").get(&project.url()).await.status(200).says("canary-title");
    for (name, list) in [("Leila", "/qips"), ("Noor", "/qips"), ("Miriam", "/qips")] {
        world.browser(name).get(list).await.status(200).hides("canary-title");
        world.browser(name).get(&project.url()).await.status(404);
    }
    world.visitor().get("/qips").await.status(200).hides("canary-title");
}

#[tokio::test]
async fn hidden_and_absent_are_the_same_page() {
    let world = World::new().await;
    let project = world.project("in_review").plant().await;
    let absent = cimic_house::reference::show(&cimic_house::reference::new());
    for name in ["Safi", "Dario", "Noor", "nobody"] {
        let browser = world.browser(name);
        for tail in ["", "/print", "/approval", "/sections/idea"] {
            let hidden = browser.get(&format!("{}{tail}", project.url())).await;
            let missing = browser.get(&format!("/qips/{absent}{tail}")).await;
            let plain = |page: &crate::support::Page| {
                let id = page.header("x-request-id").to_owned();
                let body =
                    if id.is_empty() { page.body.clone() } else { page.body.replace(&id, "") };
                (page.status, body.replace(&page.path, ""))
            };
            assert_eq!(plain(&hidden), plain(&missing), "{name} {tail}");
        }
    }
}
