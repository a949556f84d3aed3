//! After-action reports: who owes one, who writes, who reads.

use crate::support::World;

/// A meeting of Sector North at which Kestrel and Alderbrook were; returns its id.
async fn met(world: &World) -> (uuid::Uuid, String) {
    let met = world
        .meets("sector_north")
        .invites("alderbrook_north")
        .invites("kestrel")
        .hours(-2)
        .plant()
        .await;
    let pavel = world.browser("Pavel");
    for actor in ["alderbrook_north", "kestrel"] {
        let actor = world.actor(actor).to_string();
        pavel
            .post(
                &format!("{}/attendance", met.url()),
                &[("actor", &actor), ("presence", "present")],
            )
            .await
            .status(303);
    }
    pavel.post(&format!("{}/held", met.url()), &[]).await.status(303);
    (met.id, met.url())
}

async fn write(world: &World, who: &str, kind: &str, source: &str) -> String {
    let browser = world.browser(who);
    let page = browser.post("/reports", &[("kind", kind), ("source", source)]).await.status(303);
    let report = page.location().to_owned();
    for (question, words) in
        [("expected", "A road"), ("happened", "canary-mud"), ("why", "Rain"), ("keep", "The guide")]
    {
        let address = format!("{report}/{question}");
        let form = browser.get(&address).await.form(&address);
        browser.submit(&form, &[("answer", "")]).await.status(422);
        browser.submit(&form, &[("answer", words)]).await.status(303);
    }
    browser.post(&format!("{report}/filing"), &[]).await.status(409).says("all four questions");
    let about = format!("{report}/about");
    browser
        .submit(&browser.get(&about).await.form(&about), &[("topic", "transport")])
        .await
        .status(303);
    report
}

#[tokio::test]
async fn a_meeting_asks_its_military_and_mission_posts_and_says_who_still_owes() {
    let world = World::new().await;
    let (id, url) = met(&world).await;
    world.browser("Dario").get("/home").await.says("Reports owed");
    world.browser("Dario").get("/reports").await.says("Owed by my office");
    world.browser("Amara").get("/reports").await.hides("Owed by my office");
    let minutes = format!("{url}/minutes");
    world.browser("Pavel").get(&minutes).await.says("Kestrel Battalion: owed");
    world.browser("Amara").get(&minutes).await.hides("Kestrel Battalion: owed");
    let report = write(&world, "Dario", "meeting", &id.to_string()).await;
    let dario = world.browser("Dario");
    let due = (cimic_house::clock::now() + jiff::SignedDuration::from_hours(240))
        .strftime("%Y-%m-%d")
        .to_string();
    let lessons = format!("{report}/lessons");
    dario.post(&lessons, &[("kind", "change"), ("body", "Ask about the ford")]).await.status(422);
    let kestrel = world.actor("kestrel").to_string();
    let lesson = [
        ("kind", "change"),
        ("body", "Ask about the ford"),
        ("actor", kestrel.as_str()),
        ("due_on", due.as_str()),
    ];
    dario.post(&lessons, &lesson).await.status(303);
    for who in ["Pavel", "Nadia", "Rosa", "Amara", "Ines"] {
        world.browser(who).get(&report).await.status(404);
    }
    dario.post(&format!("{report}/filing"), &[]).await.status(303);
    dario.get("/actions?who=mine").await.says("Ask about the ford");
    dario.get("/home").await.hides("Reports owed");
    for who in ["Pavel", "Nadia", "Rosa", "Sanjay"] {
        world.browser(who).get(&report).await.says("canary-mud");
        world.browser(who).get("/reports?topic=transport").await.says("Ask about the ford");
        world.browser(who).get("/reports?topic=medical").await.hides("Ask about the ford");
    }
    for who in ["Amara", "Ines", "Joram", "Safi", "Omar", "Leila", "Noor", "Miriam"] {
        world.browser(who).get(&report).await.status(404);
    }
    world.browser("Pavel").get(&minutes).await.says("Kestrel Battalion: written");
    dario
        .post(&format!("{report}/keep"), &[("answer", "Changed"), ("version", "6")])
        .await
        .status(409);
}

#[tokio::test]
async fn a_humanitarian_report_never_reaches_the_military_or_the_mission() {
    let world = World::new().await;
    let (id, _) = met(&world).await;
    let report = write(&world, "Amara", "meeting", &id.to_string()).await;
    world.browser("Amara").post(&format!("{report}/filing"), &[]).await.status(303);
    for who in ["Safi", "Ines", "Elodie"] {
        world.browser(who).get(&report).await.says("canary-mud");
    }
    for who in ["Pavel", "Nadia", "Rosa", "Keiko", "Dario", "Joram"] {
        world.browser(who).get(&report).await.status(404);
        world.browser(who).get("/reports").await.hides("canary-mud");
    }
    world
        .browser("Safi")
        .post("/reports", &[("kind", "meeting"), ("source", &id.to_string())])
        .await
        .status(403);
}

#[tokio::test]
async fn a_request_that_was_broken_off_asks_the_unit_and_the_desk() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").state("under_way").plant().await;
    world
        .browser("Dario")
        .post(&format!("{}/abort", asked.url()), &[("reason", "The ford is under water")])
        .await;
    world
        .sql(&format!(
            "update requests set state = 'aborted', resumes_to = null where id = '{}'",
            asked.id
        ))
        .await;
    assert_eq!(world.count("report_duties where source_kind = 'request'").await, 2);
    world.browser("Dario").get("/reports").await.says("Owed by my office").says(&asked.reference);
    world.browser("Amara").get("/reports").await.hides("Owed by my office");
}
