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

#[tokio::test]
async fn an_auditor_finds_events_by_person_office_record_act_and_day_in_plain_words() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let other = world.asks("fra").plant().await;
    let question = |asked: &crate::support::requests::Asked| format!("{}/question", asked.url());
    world.browser("Ines").post(&question(&asked), &[("reason", "When?")]).await.status(303);
    world.browser("Malik").post(&question(&other), &[("reason", "Where?")]).await.status(303);
    let miriam = world.browser("Miriam");
    let found = async |query: &str| miriam.get(&format!("/audit?{query}")).await.status(200);
    let page =
        found("act=ask").await.says("Asked the requester").says("Ines Calder").says("Malik Aster");
    page.says(&asked.reference).says(&other.reference);
    found("who=ines&act=ask").await.says(&asked.reference).hides(&other.reference);
    found("role=coordinator&office=ocha").await.says("Ines Calder").says("Malik Aster");
    found("who=ines&office=kestrel").await.says("No events");
    let one = format!("reference={}", other.reference);
    found(&one).await.says("Malik Aster").hides("Ines Calder");
    found("reference=AAAA-AAAA").await.says("No record");
    found("kind=request&from=2020-01-01").await.says(&asked.reference);
    found("until=2020-01-01").await.says("No events");
    found("role=bogus&act=bogus&kind=bogus&from=bogus&before=bogus").await.says("No events");
    // Administrators search what they may read, and learn nothing of records.
    let noor = world.browser("Noor");
    noor.get("/audit?act=ask").await.status(200).says("No events").hides(&asked.reference);
    noor.get(&format!("/audit?{one}")).await.hides("Malik Aster");
}

#[tokio::test]
async fn an_auditor_opens_a_project_for_an_hour_too() {
    let world = World::new().await;
    let planted = world.project("submitted").plant().await;
    let miriam = world.browser("Miriam");
    let url = planted.url();
    miriam.get(&url).await.status(404);
    let why = "A complaint says that this project was done before; I compare.";
    let form = [("reference", planted.reference.as_str()), ("justification", why)];
    miriam.post("/audit/openings", &form).await.status(303).goes_to(&url);
    miriam.get(&url).await.status(200);
    let owner = world.browser("Rosa").get(&url).await.status(200);
    owner.says("A complaint says").hides("Miriam");
    world.browser("Keiko").get(&url).await.status(200).hides("A complaint says");
}

#[tokio::test]
async fn the_owner_of_any_record_is_told_by_post_who_opened_it() {
    let world = World::new().await;
    let project = world.project("submitted").plant().await;
    let url = project.url();
    world.browser("Keiko").get(&url).await.status(200).hides("Opened by");
    let page = world.browser("Rosa").get(&url).await.status(200).says("Opened by");
    page.says("Quick Impact Project Management Team").hides("Keiko");
    let forum =
        world.forum("sector_north", "cimic", "parties", &["alderbrook_north"], "Weekly").await;
    let met = world.meets("sector_north").of(forum).plant().await;
    let url = format!("/meetings/{}", met.reference);
    world.browser("Amara").get(&url).await.status(200).hides("Opened by");
    let page = world.browser("Pavel").get(&url).await.status(200).says("Opened by");
    page.says("Alderbrook Relief, Kolmata field office");
}

#[tokio::test]
async fn every_act_and_kind_of_record_has_plain_words() {
    use cimic_house::{actions, audit::model, meetings, qips, requests};
    let acts = requests::states::Act::ALL.iter().map(|act| act.as_str());
    let acts = acts.chain(actions::states::Act::ALL.iter().map(|act| act.as_str()));
    let acts = acts.chain(qips::states::Act::ALL.iter().map(|act| act.as_str()));
    let acts = acts.chain(meetings::states::Act::ALL.iter().map(|act| act.as_str()));
    let mut missing: Vec<String> =
        acts.filter(|act| model::act_key(act).is_none()).map(str::to_owned).collect();
    for (path, text) in crate::support::files::files("src", ".rs") {
        for actions in text.split("crate::actions!").skip(1) {
            let body = actions.split('}').next().unwrap();
            for rule in body.split("=>").skip(1) {
                let rule: String =
                    rule.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let reads = ["view", "list", "read"].iter().any(|word| rule.starts_with(word));
                if !reads && model::act_key(&rule).is_none() {
                    missing.push(format!("{path}: {rule}"));
                }
            }
        }
        for kind in text.split("const KIND: &'static str = \"").skip(1) {
            let kind = kind.split('"').next().unwrap();
            if model::kind_key(kind).is_none() {
                missing.push(format!("{path}: {kind}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
