//! What somebody should look at, promises made of it, and who looked.

use crate::support::World;

#[tokio::test]
async fn each_alert_stands_on_the_file_and_on_the_desk() {
    let world = World::new().await;
    let keiko = world.browser("Keiko");
    for (words, change, alert, tag) in [
        (
            "sand",
            "last_visit_on = current_date - 60, ends_on = current_date + 9",
            "No visit for 60 days",
            "no visit for long",
        ),
        (
            "stone",
            "released_usd = 9000, physical = 10, last_visit_on = current_date",
            "80 points ahead of the works",
            "money ahead of works",
        ),
        (
            "lime",
            "ends_on = current_date - 4, last_visit_on = current_date",
            "4 days past its end",
            "past its end",
        ),
    ] {
        let project = world.project("implementing").words(words).plant().await;
        keiko.get(&project.url()).await.hides(alert);
        keiko.get("/qips/desk").await.hides(&format!("{words}-title"));
        world
            .sql(&format!("set session_replication_role = replica; update qips set {change} where id = '{}'; set session_replication_role = default", project.id))
            .await;
        keiko.get(&project.url()).await.says(alert);
        keiko.get("/qips/desk").await.says(tag).says(&format!("{words}-title"));
        world.sql(&format!("update qips set state = 'closed' where id = '{}'", project.id)).await;
    }
    let released = world.project("implementing").instalment("released").plant().await;
    world.sql("update qip_instalments set released_at = now() - interval '40 days' where state = 'released'").await;
    keiko.get(&released.url()).await.says("was released 40 days ago and is not accounted for");
    keiko.get("/qips/desk").await.says("money not accounted for");
}

#[tokio::test]
async fn a_leader_reads_how_many_are_late_without_seeing_which() {
    let world = World::new().await;
    world.project("implementing").words("late").plant().await;
    world.sql("update qips set starts_on = current_date - 90, ends_on = current_date - 1").await;
    for (name, names_it) in [("Leila", false), ("Keiko", true)] {
        let page = world.browser(name).get("/qips/desk").await.status(200).says("1 past their end");
        assert_eq!(page.body.contains("late-title"), names_it, "{name}");
    }
    world.browser("Amara").get("/qips/desk").await.status(404);
}

#[tokio::test]
async fn a_project_is_suspended_resumed_extended_once_and_terminated_with_money_to_come_back() {
    let world = World::new().await;
    let project = world.project("implementing").instalment("released").plant().await;
    let (keiko, samuel) = (world.browser("Keiko"), world.browser("Samuel"));
    let act = |noun: &str| format!("{}/{noun}", project.url());
    let why = [("reason", "The road is cut")];
    keiko.post(&act("suspension"), &[]).await.status(422);
    keiko.post(&act("suspension"), &why).await.status(303);
    keiko.get(&project.url()).await.says("suspended").says("The road is cut");
    samuel.post(&act("extension"), &why).await.status(409);
    keiko.post(&act("resumption"), &[]).await.status(303);
    let longer = [("until", "2099-12-01"), ("reason", "Rain")];
    keiko.post(&act("extension"), &longer).await.status(403);
    samuel.post(&act("extension"), &[("until", "2020-01-01"), ("reason", "x")]).await.status(422);
    samuel.post(&act("extension"), &longer).await.status(303);
    samuel.post(&act("extension"), &longer).await.status(409).says("extended once already");
    let over = [("reason", "Nothing was built"), ("to_recover", "6000.01")];
    samuel.post(&act("termination"), &over).await.status(422).says("more than was paid");
    let ends = [("reason", "Nothing was built"), ("to_recover", "6000")];
    samuel.post(&act("termination"), &ends).await.status(303);
    keiko.get(&project.url()).await.says("USD 6,000.00 of what was paid is neither");
    let back = [("recovered", "2500.50"), ("on_day", "2026-11-20")];
    keiko.post(&act("recovery"), &back).await.status(303);
    keiko.get(&project.url()).await.says("USD 3,499.50 of what was paid is neither");
    keiko.get("/qips/desk").await.says("2,500.50");
    let withheld = "qip_instalments where state = 'withheld' and position = 2";
    assert_eq!(world.count(withheld).await, 1);
}

#[tokio::test]
async fn what_a_visit_found_becomes_an_action_point_that_its_doer_sees() {
    let world = World::new().await;
    let project = world.project("implementing").plant().await;
    let at = format!("{}/actions/new", project.url());
    let rosa = world.browser("Rosa");
    let partner = world.actor("alderbrook_north").to_string();
    let put = [
        ("body", "Mend the lid of the well"),
        ("actor", partner.as_str()),
        ("due_on", "2099-02-01"),
    ];
    rosa.get(&project.url()).await.says("Put an action point");
    let form = rosa.get(&at).await.status(200).form(&at);
    rosa.submit(&form, &put).await.status(303);
    rosa.get(&project.url()).await.says("Mend the lid of the well");
    world.browser("Amara").get(&project.url()).await.says("Mend the lid of the well");
    world.browser("Amara").get("/actions").await.says("Mend the lid of the well");
    let paper = rosa.get(&format!("{}/print.pdf", project.url())).await.status(200).paper();
    paper.says("Mend the lid of the well").says("1 Feb 2099").says("Offered");
    assert_eq!(world.count("actions where source_kind = 'qip'").await, 1);
    // Committees judge; who is no party knows of nothing.
    world.browser("Samuel").get(&at).await.status(403);
    world.browser("Dario").get(&at).await.status(404);
}

#[tokio::test]
async fn an_auditor_opens_a_project_with_a_reason_that_its_owner_reads() {
    let world = World::new().await;
    let project = world.project("implementing").words("seed").plant().await;
    let other = world.project("implementing").plant().await;
    let photo = world.photo(&project, "Rosa", false).await;
    let miriam = world.browser("Miriam");
    let why = "Complaint 9 says that the well was paid twice; I compare the receipts.";
    let opening = [("reference", project.reference.as_str()), ("justification", why)];
    for tail in ["", "/print", "/paper", "/contract", "/visit"] {
        miriam.get(&format!("{}{tail}", project.url())).await.status(404);
    }
    miriam.post("/audit/openings", &opening).await.status(303).goes_to(&project.url());
    for tail in ["", "/print", "/paper", "/contract"] {
        let page = miriam.get(&format!("{}{tail}", project.url())).await.status(200);
        page.says("seed-title").hides("seed-account").hides("seed-assessment").hides("seed-note");
    }
    miriam
        .get(&project.url())
        .await
        .says("seed-found")
        .hides("Put an action point")
        .hides("Add photos");
    for tail in ["/visit", "/suspension", "/actions/new", "/documents/new"] {
        miriam.get(&format!("{}{tail}", project.url())).await.status(403);
    }
    miriam.get(&format!("/files/{photo}/picture")).await.status(404);
    miriam.get(&format!("{}/photos/{photo}/release", project.url())).await.status(404);
    miriam.get(&other.url()).await.status(404);
    world.browser("Rosa").get(&project.url()).await.says("Complaint 9 says").hides("Miriam");
    world.browser("Keiko").get(&project.url()).await.hides("Complaint 9 says");
    let opened = format!(
        "read_events where record_kind = 'qip' and record_id = '{}' and person_id = '{}'",
        project.id,
        world.person("Miriam")
    );
    assert!(world.count(&opened).await >= 1);
    world.sql("update openings set until_at = now()").await;
    miriam.get(&project.url()).await.status(404);
}

#[tokio::test]
async fn the_board_counts_each_state_on_its_way() {
    let world = World::new().await;
    for state in ["draft", "draft", "implementing", "closed"] {
        world.project(state).plant().await;
    }
    let page = world.browser("Keiko").get("/home").await.status(200);
    page.says("2 being written").says("1 under way");
    world.browser("Amara").get("/home").await.hides("being written");
}
