//! Asking for support: visitors, accounts, on behalf, the check, the receipt, the code.

use crate::support::{Browser, World, browser::Page};

/// What a visitor types for a grader at the coordinator's door or another.
fn typed<'a>(world: &World, door: &'a str, community: &'a str) -> Vec<(&'a str, String)> {
    let mut fields: Vec<(&str, String)> = [
        ("community", community),
        ("organisation", "Three Wells school board"),
        ("name", "Canary-Name"),
        ("phone", "+999 20 555 0777"),
        ("kind", "engineering"),
        ("need", "The bridge to the school is gone."),
        ("priority", "urgent"),
        ("risk", "unknown"),
        ("harm", "no"),
        ("route", "Canary-Route by the ford"),
        ("door", door),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec();
    fields.push(("from_area", world.area("XZ0102").to_string()));
    fields.push(("needed_from", day(20)));
    fields.push(("needed_until", day(25)));
    fields
}

fn day(from_now: i64) -> String {
    let day = cimic_house::clock::now() + jiff::SignedDuration::from_hours(24 * from_now);
    day.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

fn with<'a>(fields: &[(&'a str, String)], more: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    let names: Vec<&str> = more.iter().map(|(name, _)| *name).collect();
    let kept = fields.iter().filter(|(name, _)| !names.contains(name)).cloned();
    kept.chain(more.iter().map(|(name, value)| (*name, (*value).to_owned()))).collect()
}

async fn post(browser: &Browser, path: &str, fields: &[(&str, String)]) -> Page {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &fields).await
}

/// Sends a request and returns its receipt.
async fn ask(browser: &Browser, fields: &[(&str, String)]) -> Page {
    let sent = post(browser, "/ask", &with(fields, &[("step", "send")])).await.status(303);
    assert!(sent.location().ends_with("/receipt"), "{}", sent.location());
    browser.follow(&sent).await.status(200)
}

fn reference_of(receipt: &Page) -> String {
    receipt.path.split('/').nth(2).unwrap().to_owned()
}

/// A request of a visitor from Kolmata; returns its reference.
pub async fn visitor_asks(world: &World, door: &str, community: &str) -> String {
    reference_of(&ask(&world.visitor(), &typed(world, door, community)).await)
}

/// A request of somebody with an account from Kolmata; returns its reference.
pub async fn partner_asks(world: &World, name: &str, door: &str) -> String {
    let mut fields = typed(world, door, "humanitarian");
    fields.retain(|(name, _)| !matches!(*name, "community" | "organisation"));
    reference_of(&ask(&world.browser(name), &fields).await)
}

/// The sixteen digits on a receipt.
fn code_on(receipt: &Page) -> String {
    let text = receipt.text();
    let is_code =
        |word: &&str| word.len() == 19 && word.chars().all(|c| c.is_ascii_digit() || c == '-');
    text.split_whitespace().find(is_code).expect("a code stands on the receipt").to_owned()
}

#[tokio::test]
async fn a_visitor_asks_sees_who_will_read_it_and_gets_a_receipt_with_a_code() {
    let world = World::new().await;
    let visitor = world.visitor();
    visitor.get("/ask").await.status(200).says("Ask for support").says("Name of your organisation");
    let fields = typed(&world, "coordinator", "humanitarian");
    let check = post(&visitor, "/ask", &with(&fields, &[("step", "check")])).await.status(200);
    let check = check
        .says("Nothing is sent yet")
        .says("OCHA, Zelmara country office: Humanitarian coordinator (2)");
    assert_eq!(world.count("requests").await, 0, "the check writes nothing");
    let sent = visitor.submit(&check.form("/ask"), &[("step", "send")]).await.status(303);
    let receipt = visitor.follow(&sent).await.status(200);
    let receipt =
        receipt.says("Acknowledged never means approved").says("+999 20 555 0124").hides("bridge");
    let reference = reference_of(&receipt);
    receipt.says(&reference);
    visitor
        .get(&format!("/requests/{reference}"))
        .await
        .status(200)
        .says("The bridge to the school is gone.");
    assert_eq!(world.count("request_acts where act = 'submit' and side = 'asking'").await, 1);
    assert_eq!(world.count("events where act = 'create' and record_kind = 'request'").await, 1);
    world.visitor().get(&format!("/requests/{reference}")).await.status(303).goes_to("/sign-in");
}

#[tokio::test]
async fn the_posts_named_before_sending_are_the_posts_that_see_it_afterwards() {
    let world = World::new().await;
    for (door, community) in [
        ("coordinator", "humanitarian"),
        ("cimic", "humanitarian"),
        ("cimic", "host"),
        ("civil_affairs", "host"),
    ] {
        let visitor = world.visitor();
        let fields = typed(&world, door, community);
        let check = post(&visitor, "/ask", &fields).await.status(200).text();
        let before = check.split("The auditor may open").next().unwrap().to_owned();
        let receipt = ask(&visitor, &fields).await.text();
        let after = receipt
            .split("Who can see this")
            .nth(1)
            .unwrap()
            .split("The auditor")
            .next()
            .unwrap()
            .to_owned();
        for (words, here, there) in [(after.clone(), &after, &before)] {
            for post in words.split(')').map(str::trim).filter(|post| post.contains(" (")) {
                assert!(there.contains(post), "{door}: {post} is in {here} but not in {there}");
            }
        }
        assert_eq!(
            before.matches(" (").count(),
            after.matches(" (").count(),
            "{door}: {before} / {after}"
        );
    }
}

#[tokio::test]
async fn through_the_coordinators_door_the_military_sees_nothing() {
    let world = World::new().await;
    let reference =
        reference_of(&ask(&world.visitor(), &typed(&world, "coordinator", "humanitarian")).await);
    for name in ["Pavel", "Hugo", "Nadia", "Rosa", "Dario"] {
        world.browser(name).get(&format!("/requests/{reference}")).await.status(404);
    }
    world.browser("Ines").get(&format!("/requests/{reference}")).await.status(200).hides("Canary");
    let reference =
        reference_of(&ask(&world.visitor(), &typed(&world, "cimic", "humanitarian")).await);
    world.browser("Pavel").get(&format!("/requests/{reference}")).await.status(200).hides("Canary");
    world.browser("Lindi").get(&format!("/requests/{reference}")).await.status(404);
    world.browser("Ines").get(&format!("/requests/{reference}")).await.status(200);
}

#[tokio::test]
async fn the_desk_reads_the_contact_only_where_the_visitor_agreed() {
    let world = World::new().await;
    let fields = with(&typed(&world, "civil_affairs", "host"), &[("consent", "yes")]);
    let reference = reference_of(&ask(&world.visitor(), &fields).await);
    let page = world.browser("Rosa").get(&format!("/requests/{reference}")).await.status(200);
    page.says("Canary-Name").hides("Canary-Route");
}

#[tokio::test]
async fn an_empty_form_names_every_mistake_at_once_and_keeps_what_was_typed() {
    let world = World::new().await;
    let page = world
        .visitor()
        .post("/ask", &[("items", "Twelve pumps"), ("weight_kg", "many")])
        .await
        .status(422);
    let page = page.says("Error:").says("value=\"Twelve pumps\"").says("value=\"many\"");
    for field in [
        "community",
        "organisation",
        "name",
        "phone",
        "kind",
        "need",
        "weight_kg",
        "from_area",
        "needed_from",
        "needed_until",
        "priority",
        "risk",
        "harm",
        "door",
    ] {
        assert!(page.body.contains(&format!("href=\"#{field}\"")), "{field} is not in the summary");
    }
    world.visitor().post("/ask", &[("price", "1")]).await.status(422);
}

#[tokio::test]
async fn another_row_keeps_everything_typed() {
    let world = World::new().await;
    let fields = with(&typed(&world, "cimic", "host"), &[("step", "row"), ("option", "A raft")]);
    let page = post(&world.visitor(), "/ask", &fields).await.status(200);
    assert_eq!(page.body.matches("name=\"option\"").count(), 4);
    page.says("value=\"A raft\"").says("The bridge to the school is gone.");
}

#[tokio::test]
async fn a_late_request_needs_its_reason_unless_lives_depend_on_it() {
    let world = World::new().await;
    let late = with(&typed(&world, "cimic", "host"), &[("needed_from", &day(2))]);
    let visitor = world.visitor();
    post(&visitor, "/ask", &late).await.status(422).says("168 hours").says("Why it cannot wait");
    let check =
        post(&visitor, "/ask", &with(&late, &[("waiver", "The rains come on Monday.")])).await;
    check.status(200).says("marked late");
    ask(&visitor, &with(&late, &[("waiver", "The rains come on Monday.")])).await;
    ask(&world.visitor(), &with(&late, &[("priority", "life_saving")])).await;
    assert_eq!(world.count("requests where is_late").await, 2);
}

#[tokio::test]
async fn the_same_form_sent_again_gives_the_same_receipt_and_code() {
    let world = World::new().await;
    let fields = with(
        &typed(&world, "cimic", "host"),
        &[("step", "send"), ("form_key", "7b3c7f2e-94d3-4c58-9a66-0a5f8f0d1c11")],
    );
    let (first, again) = (world.visitor(), world.visitor());
    let sent = post(&first, "/ask", &fields).await.status(303);
    let receipt = first.follow(&sent).await.status(200);
    let repeated = post(&again, "/ask", &fields).await.status(303);
    assert_eq!(sent.location(), repeated.location());
    let second = again.follow(&repeated).await.status(200);
    assert_eq!(code_on(&receipt), code_on(&second));
    assert_eq!(world.count("requests").await, 1);
    let changed = with(&fields, &[("need", "Something else")]);
    post(&first, "/ask", &changed).await.status(409);
}

#[tokio::test]
async fn the_code_opens_the_request_and_wrong_tries_slow_down() {
    let world = World::new().await;
    let receipt = ask(&world.visitor(), &typed(&world, "cimic", "host")).await;
    let (reference, code) = (reference_of(&receipt), code_on(&receipt));
    let visitor = world.visitor();
    let opened = visitor
        .post("/track", &[("reference", &reference.to_lowercase()), ("code", &code)])
        .await
        .status(303);
    visitor.follow(&opened).await.status(200).says("The bridge to the school is gone.");
    let end = visitor.post("/track/end", &[]).await.status(303);
    assert_eq!(end.location(), "/");
    visitor.get(&format!("/requests/{reference}")).await.status(303);
    let absent = cimic_house::reference::show(&cimic_house::reference::new());
    for reference in [reference.as_str(), &absent] {
        let wrong = [("reference", reference), ("code", "0000 0000 0000 0000")];
        for _ in 0..3 {
            world.visitor().post("/track", &wrong).await.status(422).says("do not belong together");
        }
        let slowed = world.visitor().post("/track", &wrong).await.status(429);
        assert!(slowed.header("retry-after").parse::<i32>().unwrap() > 0);
    }
    // The right code waits as well.
    world.visitor().post("/track", &[("reference", &reference), ("code", &code)]).await.status(429);
}

#[tokio::test]
async fn a_partner_keeps_a_draft_and_nobody_else_sees_it() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let page = amara.get("/ask").await.status(200).hides("Name of your organisation");
    let form = page.form("/ask");
    let draft = form.fields.iter().find(|(name, _)| name == "draft").unwrap().1.clone();
    let fields = [
        ("draft", draft.as_str()),
        ("need", "Canary-Draft"),
        ("kind", "cargo"),
        ("account", "yes"),
    ];
    amara.post("/drafts/request", &fields).await.status(204);
    amara.post("/drafts/request", &fields).await.status(204);
    assert_eq!(world.count("drafts").await, 1);
    amara.get("/ask").await.says("Canary-Draft");
    amara.get(&format!("/ask?draft={draft}")).await.status(200).says("Canary-Draft");
    for name in ["Teo", "Ines", "Safi"] {
        world.browser(name).get("/ask").await.hides("Canary-Draft");
        world.browser(name).get(&format!("/ask?draft={draft}")).await.status(404);
        world.browser(name).post(&format!("/drafts/{draft}/removal"), &[]).await.status(404);
    }
    amara.post(&format!("/drafts/{draft}/removal"), &[]).await.status(303);
    assert_eq!(world.count("drafts").await, 0);
}

#[tokio::test]
async fn a_partner_who_asks_twice_is_shown_the_first() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let mut fields = typed(&world, "coordinator", "humanitarian");
    fields.retain(|(name, _)| !matches!(*name, "community" | "organisation"));
    let first = reference_of(&ask(&amara, &fields).await);
    let check = post(&amara, "/ask", &fields).await.status(200);
    check.says("You already asked for this").says(&first);
    ask(&amara, &fields).await;
    assert_eq!(world.count("requests").await, 2);
}

#[tokio::test]
async fn a_coexisting_organisation_has_the_coordinators_door_only() {
    let world = World::new().await;
    let elodie = world.browser("Elodie");
    let page = elodie.get("/ask").await.status(200);
    assert!(!page.body.contains("value=\"cimic\""));
    let mut fields = typed(&world, "cimic", "humanitarian");
    fields.retain(|(name, _)| !matches!(*name, "community" | "organisation"));
    post(&elodie, "/ask", &fields).await.status(422).says("This door is not for you");
}

#[tokio::test]
async fn without_a_coordinator_on_duty_the_page_says_whom_to_call() {
    let world = World::new().await;
    world.sql("update posts set until_at = now() where role = 'coordinator'").await;
    let page = post(&world.visitor(), "/ask", &typed(&world, "coordinator", "humanitarian")).await;
    page.status(422).says("No humanitarian coordinator is on duty").says("+999 20 555 0124");
    assert_eq!(world.count("requests").await, 0);
}

#[tokio::test]
async fn an_empty_desk_is_stood_in_for() {
    let world = World::new().await;
    world.sql("update posts set until_at = now() where role = 'officer' and actor_id = (select id from actors where name like 'Sector North%')").await;
    let check = post(&world.visitor(), "/ask", &typed(&world, "cimic", "host")).await.status(200);
    check.says("Force HQ CIMIC Cell: CIMIC officer");
}

#[tokio::test]
async fn the_military_and_leaders_ask_for_nothing() {
    let world = World::new().await;
    for name in ["Pavel", "Nadia", "Dario", "Leila", "Noor", "Miriam"] {
        world.browser(name).get("/ask").await.status(403);
        post(&world.browser(name), "/ask", &typed(&world, "cimic", "host")).await.status(403);
    }
    world.browser("Amara").get("/requests/new").await.status(303).goes_to("/ask");
}

#[tokio::test]
async fn an_officer_enters_what_a_village_committee_asks_and_the_committee_owns_it() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    pavel
        .get("/requests/new/on-behalf")
        .await
        .status(200)
        .says("Three Wells village committee")
        .hides("Mill Ford village");
    let mut fields = typed(&world, "cimic", "host");
    fields.retain(|(name, _)| !matches!(*name, "community" | "organisation"));
    let empty = post(&pavel, "/requests/new/on-behalf", &fields).await.status(422);
    empty.says("one of the two");
    let body = world.actor("vc_threewells").to_string();
    let today = day(0);
    let fields = with(
        &fields,
        &[
            ("body", &body),
            ("channel", "walk_in"),
            ("heard_from", "Chairwoman"),
            ("heard_how", "in_person"),
            ("heard_on", &today),
            ("heard_f1", "yes"),
        ],
    );
    let sent = post(&pavel, "/requests/new/on-behalf", &with(&fields, &[("step", "send")]))
        .await
        .status(303);
    let receipt = pavel.follow(&sent).await.status(200);
    let (reference, code) = (reference_of(&receipt), code_on(&receipt));
    assert_eq!(world.count("requests q join actors a on a.id = q.owner_id where a.name like 'Three Wells%' and channel = 'walk_in' and has_code").await, 1);
    assert_eq!(world.count("request_acts where heard ->> 'from' = 'Chairwoman'").await, 1);
    let page = pavel.get(&format!("/requests/{reference}")).await.status(200);
    page.says("Canary-Name").hides("Canary-Route");
    let chair = world.visitor();
    let opened =
        chair.post("/track", &[("reference", &reference), ("code", &code)]).await.status(303);
    chair.follow(&opened).await.status(200).says("Canary-Route");
    // Whoever recorded it never answers it.
    pavel.get(&format!("/requests/{reference}/question")).await.status(403);
    world.browser("Petra").get(&format!("/requests/{reference}/question")).await.status(200);
    world.browser("Amara").get("/requests/new/on-behalf").await.status(403);
}

#[tokio::test]
async fn a_new_body_is_entered_with_its_first_request() {
    let world = World::new().await;
    let rosa = world.browser("Rosa");
    let mut fields = typed(&world, "civil_affairs", "host");
    fields.retain(|(name, _)| !matches!(*name, "community" | "organisation"));
    let today = day(0);
    let fields = with(
        &fields,
        &[
            ("new_body", "Ferry Landing elders"),
            ("channel", "radio"),
            ("heard_from", "Eldest"),
            ("heard_how", "radio"),
            ("heard_on", &today),
            ("step", "send"),
        ],
    );
    post(&rosa, "/requests/new/on-behalf", &fields).await.status(303);
    assert_eq!(world.count("actors where name = 'Ferry Landing elders' and status = 'proposed' and community = 'host'").await, 1);
}

#[tokio::test]
async fn the_owner_changes_a_request_and_a_stale_change_shows_both() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let mut fields = typed(&world, "coordinator", "humanitarian");
    fields.retain(|(name, _)| !matches!(*name, "community" | "organisation"));
    let reference = reference_of(&ask(&amara, &fields).await);
    let edit = format!("/requests/{reference}/edit");
    let (one, other) = (amara.get(&edit).await.status(200), amara.get(&edit).await.status(200));
    amara
        .submit(&one.form(&edit), &[("need", "The ferry is gone as well."), ("step", "check")])
        .await
        .status(303);
    let stale = amara
        .submit(&other.form(&edit), &[("need", "Only the bridge."), ("step", "check")])
        .await
        .status(409);
    let stale = stale.says("The ferry is gone as well.").says("Only the bridge.");
    amara.submit(&stale.form(&edit), &[("step", "check")]).await.status(303);
    assert_eq!(world.count("requests where need = 'Only the bridge.'").await, 1);
    assert_eq!(world.count("request_acts where act = 'change'").await, 2);
    world.browser("Ines").get(&edit).await.status(403);
    world.browser("Pavel").get(&edit).await.status(404);
}

#[tokio::test]
async fn a_withdrawn_request_is_asked_again_with_what_was_not_erased() {
    let world = World::new().await;
    let amara = world.browser("Amara");
    let mut fields = typed(&world, "coordinator", "humanitarian");
    fields.retain(|(name, _)| !matches!(*name, "community" | "organisation"));
    let reference = reference_of(&ask(&amara, &fields).await);
    amara.get(&format!("/requests/{reference}/renewal")).await.status(409);
    amara.post(&format!("/requests/{reference}/withdrawal"), &[]).await.status(303);
    let again = amara.get(&format!("/requests/{reference}/renewal")).await.status(200);
    let again = again.says("The bridge to the school is gone.").hides("Canary");
    let sent = amara
        .submit(
            &again.form("/ask"),
            &[("needed_from", &day(30)), ("needed_until", &day(31)), ("step", "send")],
        )
        .await
        .status(303);
    let new = reference_of(&amara.follow(&sent).await.status(200));
    assert_ne!(new, reference);
    assert_eq!(world.count("requests where asked_again_id is not null").await, 1);
    assert_eq!(world.count("request_acts where act = 'ask_again'").await, 1);
}

/// As the door sends it to a browser.
pub fn compressed(body: &str) -> usize {
    use std::io::Write;
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 4, 22);
    writer.write_all(body.as_bytes()).unwrap();
    drop(writer);
    out.len()
}

#[tokio::test]
async fn the_request_form_travels_in_one_flight() {
    let world = World::new().await;
    for path in ["/ask"] {
        let page = world.visitor().get(path).await.status(200);
        let size = compressed(&page.body);
        println!("{path}: {size} bytes compressed, {} plain", page.body.len());
        assert!(size <= 14 * 1024, "{path} weighs {size} bytes");
    }
}
