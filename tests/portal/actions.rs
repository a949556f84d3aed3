//! Action points, from the offer to the look at what was done.

use crate::support::{World, browser::Page};

/// The newest action point of a record's page.
fn newest(page: &Page) -> String {
    let found = page.links().into_iter().rfind(|link| link.starts_with("/actions/"));
    found.unwrap_or_else(|| panic!("no action point on {}\n{}", page.path, page.text()))
}

fn in_days(days: i64) -> String {
    (cimic_house::clock::now() + jiff::SignedDuration::from_hours(24 * days))
        .strftime("%Y-%m-%d")
        .to_string()
}

/// Pavel asks something of Amara's office on a request of theirs; returns the action point's address.
async fn put(world: &World, priority: &str) -> String {
    let asked = world.asks("alderbrook_north").state("endorsed").plant().await;
    let pavel = world.browser("Pavel");
    let form = format!("{}/actions/new", asked.url());
    pavel.get(&asked.url()).await.says("Put an action point");
    pavel.get(&form).await.says("This is an offer");
    pavel.post(&form, &[("body", "x")]).await.status(422).says("Please look at this again");
    pavel
        .post(&form, &[("body", "Clear the yard"), ("due_on", "2020-01-01")])
        .await
        .status(422)
        .says("today or a later day");
    let doer = world.actor("alderbrook_north").to_string();
    let due = in_days(9);
    let fields = [
        ("body", "Clear the yard for the lorries"),
        ("actor", &doer),
        ("due_on", &due),
        ("priority", priority),
    ];
    let page = pavel.post(&form, &fields).await.status(303);
    newest(&pavel.follow(&page).await.says("Clear the yard for the lorries").says("Offered"))
}

#[tokio::test]
async fn an_offer_is_accepted_done_and_verified_by_who_put_it() {
    let world = World::new().await;
    let action = put(&world, "normal").await;
    let (pavel, amara) = (world.browser("Pavel"), world.browser("Amara"));
    amara.get("/actions?who=mine").await.says("Clear the yard for the lorries");
    let page = amara.get(&action).await.says("accepts or declines it");
    assert!(!page.offers(&format!("{action}/verification")));
    pavel
        .post(&format!("{action}/acceptance"), &[])
        .await
        .status(403)
        .says("The organisation that the action point is for");
    amara.post(&format!("{action}/completion"), &[("note", "Done")]).await.status(409);
    amara.post(&format!("{action}/acceptance"), &[]).await.status(303);
    amara.post(&format!("{action}/start"), &[]).await.status(303);
    amara.post(&format!("{action}/block"), &[]).await.status(422);
    amara.post(&format!("{action}/block"), &[("reason", "The gate is locked")]).await.status(303);
    amara.get(&action).await.says("The gate is locked").says("Blocked");
    amara.post(&format!("{action}/resumption"), &[]).await.status(303);
    amara.post(&format!("{action}/completion"), &[]).await.status(422);
    amara.post(&format!("{action}/completion"), &[("note", "Cleared on Friday")]).await.status(303);
    amara
        .post(&format!("{action}/verification"), &[])
        .await
        .status(403)
        .says("Nobody verifies what they did themselves");
    pavel.get("/actions?who=put&state=done").await.says("Clear the yard");
    pavel
        .post(&format!("{action}/return"), &[("reason", "The fence still stands")])
        .await
        .status(303);
    amara.get(&action).await.says("In progress").says("The fence still stands");
    amara.post(&format!("{action}/completion"), &[("note", "Fence down")]).await.status(303);
    pavel.post(&format!("{action}/verification"), &[]).await.status(303);
    pavel.get(&action).await.says("Verified");
    pavel.post(&format!("{action}/verification"), &[]).await.status(409);
    amara.get("/actions?who=mine").await.hides("Clear the yard");
    amara.get("/actions?state=verified").await.says("Clear the yard");
    assert_eq!(world.count("events where record_kind = 'action'").await, 8);
}

#[tokio::test]
async fn a_high_one_is_shown_to_somebody_who_neither_put_nor_did_it() {
    let world = World::new().await;
    let action = put(&world, "high").await;
    let amara = world.browser("Amara");
    amara.post(&format!("{action}/acceptance"), &[]).await.status(303);
    let done = format!("{action}/completion");
    amara
        .post(&done, &[("note", "Cleared")])
        .await
        .status(422)
        .says("A high priority needs something that shows it");
    amara
        .post(&done, &[("note", "Cleared"), ("evidence", "Photograph at the desk")])
        .await
        .status(303);
    let verified = format!("{action}/verification");
    world.browser("Pavel").post(&verified, &[]).await.status(403).says("did not put it either");
    // Teo sees it, being above the office that did it, and may not verify its work.
    world.browser("Teo").post(&verified, &[]).await.status(403);
    world.browser("Petra").post(&verified, &[]).await.status(303);
}

#[tokio::test]
async fn declined_means_declined_and_everybody_reads_why() {
    let world = World::new().await;
    let action = put(&world, "normal").await;
    let amara = world.browser("Amara");
    amara.post(&format!("{action}/refusal"), &[]).await.status(422);
    amara.post(&format!("{action}/refusal"), &[("reason", "We have no key")]).await.status(303);
    world
        .browser("Pavel")
        .get(&action)
        .await
        .says("Declined")
        .says("We have no key")
        .hides("Change the day");
    world
        .browser("Pavel")
        .post(&format!("{action}/cancellation"), &[("reason", "x")])
        .await
        .status(409);
}

#[tokio::test]
async fn it_exists_only_for_who_put_it_does_it_or_was_there() {
    let world = World::new().await;
    let action = put(&world, "normal").await;
    for who in ["Amara", "Teo", "Pavel", "Petra", "Nadia", "Ines"] {
        world.browser(who).get(&action).await.status(200);
    }
    for who in [
        "Safi", "Basil", "Elodie", "Joram", "Yusra", "Lindi", "Dario", "Rosa", "Keiko", "Leila",
        "Noor", "Miriam",
    ] {
        let browser = world.browser(who);
        browser.get(&action).await.status(404);
        browser.post(&format!("{action}/acceptance"), &[]).await.status(404);
        if browser.get("/actions").await.status == 200 {
            browser.get("/actions").await.hides("Clear the yard");
        }
    }
    // The request stays with who sees the request: Teo, above, sees both here; the source line is never more than that.
    world.browser("Amara").get(&action).await.says("Request:");
}

#[tokio::test]
async fn a_day_that_passes_makes_it_overdue_without_anybody_writing_so() {
    let world = World::new().await;
    let action = put(&world, "normal").await;
    let amara = world.browser("Amara");
    amara.get("/actions?only=late").await.hides("Clear the yard");
    world.sql("update actions set due_on = current_date - 1").await;
    amara.get("/actions?only=late").await.says("Clear the yard").says("overdue");
    let pavel = world.browser("Pavel");
    pavel
        .post(&format!("{action}/due-date"), &[("reason", "Rain"), ("due_on", "2020-01-01")])
        .await
        .status(422);
    let due = in_days(20);
    pavel
        .post(&format!("{action}/due-date"), &[("reason", "Rain"), ("due_on", &due)])
        .await
        .status(303);
    amara.get("/actions?only=late").await.hides("Clear the yard");
    amara.get(&action).await.says("Rain");
}

#[tokio::test]
async fn two_people_of_one_office_do_not_answer_twice() {
    let world = World::new().await;
    let action = put(&world, "normal").await;
    let amara = world.browser("Amara");
    let key = [("form_key", "0b1f6e7e-8f43-4a37-9f0e-0a4a5d1a0001")];
    amara.post(&format!("{action}/acceptance"), &key).await.status(303);
    amara.post(&format!("{action}/acceptance"), &key).await.status(303);
    amara.post(&format!("{action}/refusal"), &[("reason", "No")]).await.status(409);
    assert_eq!(world.count("action_acts where act = 'accept'").await, 1);
}

#[test]
fn the_table_of_states_is_the_one_in_the_documentation() {
    use cimic_house::actions::states::{SPECS, Who};
    let text = std::fs::read_to_string("docs/documents.md").unwrap();
    for spec in SPECS {
        let from: Vec<&str> = spec.from.iter().map(|state| state.as_str()).collect();
        let who = match spec.who {
            Who::Doer => "the office it is for",
            Who::Putter => "who put it",
            Who::Verifier => "who put it, or another that was there",
        };
        let to = spec.to.map_or("–", |state| state.as_str());
        let row = format!("| {} | {} | {to} | {who} |", from.join(", "), spec.act);
        assert!(text.contains(&row), "docs/documents.md lacks {row}");
    }
}
