//! Visits, and who writes which side.

use crate::support::World;

fn in_days(days: i64) -> String {
    (cimic_house::clock::now() + jiff::SignedDuration::from_hours(24 * days))
        .strftime("%Y-%m-%d")
        .to_string()
}

#[tokio::test]
async fn pavel_visits_a_village_and_both_sides_promise() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    pavel.post("/visits/new", &[]).await.status(422).says("Choose what it was about");
    let (village, area, today, due) = (
        world.actor("vc_millford").to_string(),
        world.area("XZ0102").to_string(),
        in_days(-1),
        in_days(9),
    );
    let fields = [
        ("visited", village.as_str()),
        ("visited_on", &today),
        ("area", &area),
        ("topics", "needs"),
        ("topics", "access"),
        ("said", "The well is dry"),
        ("ours", "Send the engineers"),
        ("ours_by", &due),
        ("theirs", "Show them the old well"),
        ("theirs_by", &due),
    ];
    pavel
        .post("/visits/new", &[("visited_on", in_days(3).as_str()), ("visited", &village)])
        .await
        .status(422)
        .says("today or an earlier day");
    let page = pavel.post("/visits/new", &fields).await.status(303);
    let visit = page.location().to_owned();
    pavel
        .follow(&page)
        .await
        .says("The well is dry")
        .says("Send the engineers")
        .says("Show them the old well");
    let joram = world.browser("Joram");
    joram.get("/visits").await.says("Needs");
    joram.get(&visit).await.says("The well is dry");
    joram.get("/actions?who=office").await.says("Show them the old well").says("Offered");
    pavel.get("/actions?who=office").await.says("Send the engineers").says("Accepted");
    pavel.post(&format!("{visit}/words"), &[("words", "Theirs")]).await.status(403);
    joram
        .post(&format!("{visit}/words"), &[("words", "We asked for a pump, too")])
        .await
        .status(303);
    pavel.get(&visit).await.says("We asked for a pump, too");
    for who in ["Amara", "Rosa", "Yusra", "Ines", "Lindi", "Keiko", "Leila"] {
        world.browser(who).get(&visit).await.status(404);
    }
    world.browser("Nadia").get(&visit).await.status(200);
    joram.get("/visits/new").await.status(403);
}

#[tokio::test]
async fn a_military_office_writes_no_free_text_about_a_humanitarian_organisation() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    let (ngo, area, today, due) = (
        world.actor("alderbrook_north").to_string(),
        world.area("XZ0102").to_string(),
        in_days(0),
        in_days(9),
    );
    let plain = [
        ("visited", ngo.as_str()),
        ("visited_on", &today),
        ("area", &area),
        ("topics", "coordination"),
    ];
    for (field, words) in
        [("said", "They said much"), ("follows", "They will go"), ("theirs", "Share the plan")]
    {
        let mut fields = plain.to_vec();
        fields.push((field, words));
        fields.push(("theirs_by", &due));
        pavel
            .post("/visits/new", &fields)
            .await
            .status(422)
            .says("writes no free text")
            .says(words);
    }
    assert_eq!(world.count("visits").await, 0);
    let mut fields = plain.to_vec();
    fields.extend([("ours", "Send the patrol times by desk"), ("ours_by", due.as_str())]);
    let page = pavel.post("/visits/new", &fields).await.status(303);
    let visit = page.location().to_owned();
    let amara = world.browser("Amara");
    amara.get(&visit).await.says("Send the patrol times by desk");
    amara.post(&format!("{visit}/words"), &[("words", "We agreed on Mondays")]).await.status(303);
    let form = format!("{visit}/actions/new");
    let fields = [
        ("body", "Name a focal point"),
        ("actor", ngo.as_str()),
        ("due_on", due.as_str()),
        ("priority", "normal"),
    ];
    amara.post(&form, &fields).await.status(303);
    pavel.get(&visit).await.says("We agreed on Mondays").says("Name a focal point");
    let sneaky = sqlx::query("update visits set said = 'x'").execute(world.owner().await).await;
    assert!(sneaky.is_err());
    // A coexisting organisation does not exist for him.
    let hidden = world.actor("open_ward").to_string();
    let fields = [
        ("visited", hidden.as_str()),
        ("visited_on", &today),
        ("area", &area),
        ("topics", "needs"),
    ];
    pavel.post("/visits/new", &fields).await.status(422);
    pavel.get("/visits/new").await.hides("Open Ward");
}
