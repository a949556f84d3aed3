//! Requests for support, as people take them through their states.

use crate::support::{World, requests::Asked};
use cimic_house::requests::{model::State, states::SPECS};

const POINTS: [&str; 8] = [
    "need_and_criticality",
    "responsible_authorities",
    "safety_and_security",
    "sustainability",
    "civilian_convoy_leader",
    "no_military_cargo",
    "no_passengers_in_cargo_convoy",
    "post_movement_report",
];

async fn state(world: &World, asked: &Asked) -> String {
    sqlx::query_scalar("select state from requests where id = $1")
        .bind(asked.id)
        .fetch_one(world.owner().await)
        .await
        .unwrap()
}

/// Posts an act and expects it to work.
async fn act(world: &World, who: &str, asked: &Asked, noun: &str, fields: &[(&str, &str)]) {
    world.browser(who).post(&format!("{}/{noun}", asked.url()), fields).await.status(303);
}

fn screening() -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![("complete", "yes"), ("no_duplicate", "yes"), ("assistance", "direct")];
    for point in POINTS {
        fields.push((point, "met"));
    }
    for evidence in [
        "need_and_criticality_evidence",
        "responsible_authorities_evidence",
        "safety_and_security_evidence",
        "sustainability_evidence",
        "civilian_convoy_leader_evidence",
        "no_military_cargo_evidence",
        "no_passengers_in_cargo_convoy_evidence",
        "post_movement_report_evidence",
    ] {
        fields.push((evidence, "Read in the access report of this week"));
    }
    fields.push(("alternatives", "By river: too low\nTalks with the committee: refused"));
    fields
}

/// Takes a submitted escort as far as an accepted offer.
async fn until_accepted(world: &World, asked: &Asked) {
    act(world, "Ines", asked, "screening", &screening()).await;
    let north = world.actor("sector_north").to_string();
    act(
        world,
        "Ines",
        asked,
        "endorsement",
        &[
            ("mitigation", "White vehicles stay a kilometre behind"),
            ("reason", "Critical"),
            ("desk", &north),
        ],
    )
    .await;
    act(
        world,
        "Petra",
        asked,
        "advice",
        &[
            ("assets", "Four vehicles"),
            ("effect", "Arrives by noon"),
            ("risk", "Bridge at the ford"),
        ],
    )
    .await;
    let kestrel = world.actor("kestrel").to_string();
    let offer = [
        ("provider", kestrel.as_str()),
        ("assets", "Four vehicles"),
        ("conditions", "Daylight"),
        ("decided_by", "Force HQ operations"),
        ("valid_until", "2099-01-01"),
    ];
    act(world, "Nadia", asked, "offer", &offer).await;
    let id: uuid::Uuid =
        sqlx::query_scalar("select id from offers where request_id = $1 and state = 'offered'")
            .bind(asked.id)
            .fetch_one(world.owner().await)
            .await
            .unwrap();
    act(
        world,
        "Amara",
        asked,
        &format!("offers/{id}/acceptance"),
        &[("fields", "f1"), ("fields", "f2")],
    )
    .await;
    act(world, "Amara", asked, "acceptance", &[]).await;
}

#[tokio::test]
async fn an_escort_travels_from_an_ngo_to_a_battalion_and_back() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").door("coordinator").words("seed").plant().await;
    let (amara, ines, petra, dario) = (
        world.browser("Amara"),
        world.browser("Ines"),
        world.browser("Petra"),
        world.browser("Dario"),
    );

    petra.get(&asked.url()).await.status(404);
    act(&world, "Ines", &asked, "question", &[("reason", "How many drivers come?")]).await;
    assert_eq!(state(&world, &asked).await, "returned");
    amara.get(&asked.url()).await.status(200).says("How many drivers come?");
    act(&world, "Amara", &asked, "answer", &[("reason", "Two, with an assistant each.")]).await;
    assert_eq!(state(&world, &asked).await, "submitted");

    until_accepted(&world, &asked).await;
    petra.get(&asked.url()).await.status(200).hides("seed-f2-route");
    dario.get(&asked.url()).await.status(200).says("seed-f2-route").hides("seed-f3-behalf");

    let kestrel = world.actor("kestrel").to_string();
    let task = [
        ("unit", kestrel.as_str()),
        ("order_reference", "FRAGO 12"),
        ("brief", "Meet at the depot gate"),
        ("fears", "Being seen with soldiers in town"),
    ];
    act(&world, "Petra", &asked, "tasking", &task).await;
    dario.get(&asked.url()).await.says("Meet at the depot gate").says("Being seen with soldiers");
    amara.get(&asked.url()).await.hides("Meet at the depot gate").says("Kestrel Battalion");
    act(&world, "Dario", &asked, "start", &[]).await;
    let report = [
        ("started", "3 Dec 06:00"),
        ("ended", "3 Dec 11:40"),
        ("quantity", "Two lorries, 18 t"),
        ("incidents", "None"),
    ];
    act(&world, "Dario", &asked, "report", &report).await;
    act(
        &world,
        "Amara",
        &asked,
        "confirmation",
        &[("received", "all"), ("met_need", "5"), ("perception", "Calm")],
    )
    .await;
    act(&world, "Ines", &asked, "closure", &[]).await;
    assert_eq!(state(&world, &asked).await, "closed");

    ines.get(&asked.url()).await.says("Closed").says("Confirmed");
    let events = world.count(&format!("events where record_id = '{}'", asked.id)).await;
    let lines = world.count(&format!("request_acts where request_id = '{}'", asked.id)).await;
    assert_eq!(events, lines - 2, "one event an act; the two planted lines have none");
}

#[tokio::test]
async fn nobody_acts_on_both_sides_whatever_the_post() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    act(&world, "Ines", &asked, "screening", &screening()).await;
    world
        .sql(&format!(
            "update posts set actor_id = '{}', role = 'partner' where person_id = '{}'",
            world.actor("alderbrook_north"),
            world.person("Ines")
        ))
        .await;
    world
        .browser("Ines")
        .post(&format!("{}/withdrawal", asked.url()), &[])
        .await
        .status(403)
        .says("Nobody acts on both");
}

#[tokio::test]
async fn whoever_advised_does_not_offer() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").state("endorsed").plant().await;
    act(&world, "Petra", &asked, "advice", &[("assets", "a"), ("effect", "b"), ("risk", "c")])
        .await;
    world
        .sql(&format!(
            "update posts set role = 'chief' where person_id = '{}'",
            world.person("Petra")
        ))
        .await;
    world
        .browser("Petra")
        .get(&format!("{}/offer", asked.url()))
        .await
        .status(403)
        .says("two persons");
}

#[tokio::test]
async fn an_offer_waits_for_the_advice() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").state("endorsed").plant().await;
    world
        .browser("Nadia")
        .get(&format!("{}/offer", asked.url()))
        .await
        .status(409)
        .says("advice comes before");
}

#[tokio::test]
async fn an_act_that_came_too_late_is_told_what_happened() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    act(&world, "Ines", &asked, "question", &[("reason", "When?")]).await;
    let page = world
        .browser("Malik")
        .post(&format!("{}/screening", asked.url()), &screening())
        .await
        .status(409);
    page.says("moved on").says(&asked.url());
}

#[tokio::test]
async fn a_screening_without_its_sheet_comes_back_with_every_mistake() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let page = world
        .browser("Ines")
        .post(
            &format!("{}/screening", asked.url()),
            &[("assistance", "direct"), ("sustainability_evidence", "Agreed for a month")],
        )
        .await;
    let page = page
        .status(422)
        .says("Agreed for a month")
        .says("#complete")
        .says("#need_and_criticality")
        .says("#alternatives");
    assert!(page.body.contains("At least 3 alternatives"), "{}", page.text());
}

#[tokio::test]
async fn fields_of_another_form_are_refused() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let question = format!("{}/question", asked.url());
    world
        .browser("Ines")
        .post(&question, &[("reason", "When?"), ("state", "closed")])
        .await
        .status(422);
    world
        .browser("Ines")
        .post(&question, &[("reason", "When?"), ("reason", "Where?")])
        .await
        .status(422);
    assert_eq!(state(&world, &asked).await, "submitted");
}

#[tokio::test]
async fn the_same_form_sent_twice_acts_once() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = [("reason", "When?"), ("form_key", "11111111-1111-4111-8111-111111111111")];
    let question = format!("{}/question", asked.url());
    world.browser("Ines").post(&question, &form).await.status(303);
    world.browser("Ines").post(&question, &form).await.status(303).goes_to(&asked.url());
    let changed = [("reason", "Where?"), form[1]];
    world.browser("Ines").post(&question, &changed).await.status(409).says("already sent");
    assert_eq!(
        world
            .count(&format!("request_acts where request_id = '{}' and reason = 'When?'", asked.id))
            .await,
        1
    );
}

#[tokio::test]
async fn withdrawing_erases_names_places_and_partners_at_once() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").state("endorsed").plant().await;
    act(&world, "Amara", &asked, "withdrawal", &[("reason", "The road opened")]).await;
    for table in ["request_contacts", "request_routes", "request_partners"] {
        assert_eq!(
            world.count(&format!("{table} where request_id = '{}'", asked.id)).await,
            0,
            "{table}"
        );
    }
    world.browser("Amara").get(&asked.url()).await.says("Withdrawn").hides("-f1-name");
}

#[tokio::test]
async fn ending_a_consent_that_the_unit_needs_suspends_the_task() {
    let world = World::new().await;
    let asked = world
        .asks("alderbrook_north")
        .state("tasked")
        .words("seed")
        .consent("f2", "kestrel")
        .plant()
        .await;
    world.browser("Dario").get(&asked.url()).await.says("seed-f2-route");
    act(&world, "Amara", &asked, &format!("consents/{}/withdrawal", asked.consent.unwrap()), &[])
        .await;
    assert_eq!(state(&world, &asked).await, "suspended");
    world.browser("Dario").get(&asked.url()).await.status(200).hides("seed-f2-route");
}

#[tokio::test]
async fn a_referral_needs_the_requesters_yes() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    act(
        &world,
        "Ines",
        &asked,
        "referral",
        &[("channel", "dss"), ("reason", "A security clearance, theirs to give")],
    )
    .await;
    world
        .browser("Amara")
        .post(&format!("{}/answer", asked.url()), &[("reason", "Fine")])
        .await
        .status(409);
    act(&world, "Amara", &asked, "referral-agreement", &[]).await;
    assert_eq!(state(&world, &asked).await, "referred");
}

#[tokio::test]
async fn a_coexisting_organisation_reaches_the_force_without_its_name() {
    let world = World::new().await;
    let asked =
        world.asks("open_ward").door("coordinator").state("endorsed").words("quiet").plant().await;
    let north = world.actor("sector_north").to_string();
    world
        .browser("Ines")
        .post(&format!("{}/passing-on", asked.url()), &[("desk", &north)])
        .await
        .status(403);
    act(
        &world,
        "Ines",
        &asked,
        "relay",
        &[("need", "Boats for a clinic, six seats"), ("desk", &north)],
    )
    .await;
    assert_eq!(state(&world, &asked).await, "relayed");
    let relay: String = sqlx::query_scalar("select r.reference from relays l join requests r on r.id = l.relay_id where l.original_id = $1")
        .bind(asked.id)
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    let page = world
        .browser("Petra")
        .get(&format!("/requests/{relay}"))
        .await
        .status(200)
        .says("Boats for a clinic");
    page.hides("Open Ward").hides(&asked.reference).hides("quiet-");
    world.browser("Petra").get(&asked.url()).await.status(404);
    world.browser("Ines").get(&asked.url()).await.says("The coordinator relays it as");
    world.browser("Elodie").get(&asked.url()).await.status(200).says("Relayed");
}

#[tokio::test]
async fn the_original_ends_as_its_relay_ends() {
    let world = World::new().await;
    let asked = world.asks("open_ward").door("coordinator").state("endorsed").plant().await;
    let north = world.actor("sector_north").to_string();
    act(&world, "Ines", &asked, "relay", &[("need", "Boats"), ("desk", &north)]).await;
    let relay: String =
        sqlx::query_scalar("select r.reference from relays l join requests r on r.id = l.relay_id")
            .fetch_one(world.owner().await)
            .await
            .unwrap();
    world
        .browser("Nadia")
        .post(
            &format!("/requests/{relay}/decline"),
            &[("code", "no_capacity"), ("reason", "No boats this month")],
        )
        .await
        .status(303);
    assert_eq!(state(&world, &asked).await, "declined");
}

#[tokio::test]
async fn what_would_harm_is_not_screened_through() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    world.sql(&format!("update requests set harm = 'yes' where id = '{}'", asked.id)).await;
    world
        .browser("Ines")
        .post(&format!("{}/screening", asked.url()), &screening())
        .await
        .status(403)
        .says("may change it and ask again");
}

#[tokio::test]
async fn where_the_matrix_says_no_a_second_coordinator_overrides_with_a_reason() {
    let world = World::new().await;
    world.sql("update house set situation = 'combat'").await;
    let asked = world.asks("alderbrook_north").door("coordinator").plant().await;
    act(&world, "Ines", &asked, "screening", &screening()).await;
    let endorsement = format!("{}/endorsement", asked.url());
    world.browser("Ines").get(&endorsement).await.status(403).says("second coordinator");
    world
        .browser("Malik")
        .post(&endorsement, &[("mitigation", "Unarmed crew")])
        .await
        .status(422)
        .says("#override");
    world
        .browser("Malik")
        .post(
            &endorsement,
            &[("mitigation", "Unarmed crew"), ("override", "No other way to the ward")],
        )
        .await
        .status(303);
    assert_eq!(state(&world, &asked).await, "endorsed");
}

#[tokio::test]
async fn a_village_asks_and_civil_affairs_endorses_community_support() {
    let world = World::new().await;
    let asked = world.asks("vc_millford").kind("community_support").plant().await;
    act(
        &world,
        "Petra",
        &asked,
        "screening",
        &[("complete", "yes"), ("no_duplicate", "yes"), ("assistance", "indirect")],
    )
    .await;
    assert_eq!(state(&world, &asked).await, "screened");
    world.browser("Ines").get(&asked.url()).await.status(200);
    act(&world, "Rosa", &asked, "endorsement", &[("mitigation", "The elders announce it")]).await;
    assert_eq!(state(&world, &asked).await, "endorsed");
}

#[tokio::test]
async fn the_clock_stands_still_while_the_requester_has_the_turn() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    world.sql(&format!("delete from request_acts where request_id = '{}'", asked.id)).await;
    world
        .sql(&format!(
            "insert into request_acts (request_id, at, act, from_state, to_state, side, role) values
             ('{0}', now() - interval '10 days', 'submit', 'draft', 'submitted', 'asking', 'partner'),
             ('{0}', now() - interval '9 days', 'ask', 'submitted', 'returned', 'answering', 'coordinator'),
             ('{0}', now() - interval '2 days', 'answer', 'returned', 'submitted', 'asking', 'partner')",
            asked.id
        ))
        .await;
    world.browser("Ines").get(&asked.url()).await.status(200).says("3 days");
}

#[tokio::test]
async fn the_owner_reads_who_opened_it_and_the_reader_is_named_by_post() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    world.browser("Ines").get(&asked.url()).await.status(200);
    let page = world.browser("Amara").get(&asked.url()).await.status(200);
    page.says("OCHA, Zelmara country office: Humanitarian coordinator, once").hides("Ines");
}

#[tokio::test]
async fn opening_the_form_of_an_act_is_an_opening_too() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    world.browser("Ines").get(&format!("{}/screening", asked.url())).await.status(200);
    assert_eq!(world.count("read_events where what = 'page'").await, 1);
    world.browser("Amara").get(&format!("{}/withdrawal", asked.url())).await.status(200);
    assert_eq!(world.count("read_events").await, 1, "one's own leaves none");
}

#[tokio::test]
async fn notes_stay_inside_the_office_that_wrote_them() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    act(&world, "Ines", &asked, "notes", &[("words", "Ask the access team first")]).await;
    act(&world, "Ines", &asked, "comments", &[("words", "We look at it today")]).await;
    world.browser("Malik").get(&asked.url()).await.says("Ask the access team first");
    for other in ["Amara", "Petra", "Nadia"] {
        world
            .browser(other)
            .get(&asked.url())
            .await
            .hides("Ask the access team first")
            .says("We look at it today");
    }
}

#[tokio::test]
async fn a_list_shows_what_waits_and_filters_in_the_address() {
    let world = World::new().await;
    for _ in 0..27 {
        world.asks("alderbrook_north").plant().await;
    }
    let asked = world.asks("alderbrook_north").state("endorsed").kind("engineering").plant().await;
    let ines = world.browser("Ines");
    let page = ines.get("/requests").await.status(200).says("28 found").says("after=");
    let next = page
        .links()
        .into_iter()
        .find(|link| link.contains("after="))
        .unwrap()
        .replace("&amp;", "&");
    assert_eq!(
        ines.get(&next)
            .await
            .status(200)
            .links()
            .iter()
            .filter(|link| link.starts_with("/requests/") && link.len() == 19)
            .count(),
        3
    );
    ines.get("/requests?state=endorsed&kind=engineering")
        .await
        .says(&asked.reference)
        .says("One found");
    ines.get(&format!("/requests?q={}", asked.reference.to_lowercase()))
        .await
        .status(303)
        .goes_to(&asked.url());
    world.browser("Petra").get("/requests?turn=mine").await.says(&asked.reference);
    world.browser("Petra").get("/requests/triage").await.status(200).says(&asked.reference);
}

#[tokio::test]
async fn the_owner_lets_every_partner_read_and_takes_it_back() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let (basil, address) = (world.browser("Basil"), asked.url());
    basil.get(&address).await.status(404);
    let widened = format!("{address}/audience");
    world.browser("Amara").post(&widened, &[("audience", "public")]).await.status(422);
    act(&world, "Amara", &asked, "audience", &[("audience", "partners")]).await;
    basil.get(&address).await.status(200);
    basil.post(&format!("{address}/comments"), &[("words", "Let me in")]).await.status(403);
    basil.post(&widened, &[("audience", "partners")]).await.status(403);
    act(&world, "Amara", &asked, "audience", &[("audience", "parties")]).await;
    basil.get(&address).await.status(404);
}

#[tokio::test]
async fn the_owner_names_another_party_which_can_leave_again() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let basil = world.browser("Basil");
    basil.get(&asked.url()).await.status(404);
    act(&world, "Amara", &asked, "party", &[("actor", &world.actor("fra").to_string())]).await;
    basil.get(&asked.url()).await.status(200).hides("-f2-route");
    world.browser("Basil").post(&format!("{}/leaving", asked.url()), &[]).await.status(303);
    basil.get(&asked.url()).await.status(404);
}

#[tokio::test]
async fn on_a_relay_the_coordinator_says_whose_answer_it_was() {
    let world = World::new().await;
    let asked = world.asks("open_ward").door("coordinator").state("endorsed").plant().await;
    let north = world.actor("sector_north").to_string();
    act(&world, "Ines", &asked, "relay", &[("need", "Boats"), ("desk", &north)]).await;
    let relay: String =
        sqlx::query_scalar("select r.reference from relays l join requests r on r.id = l.relay_id")
            .fetch_one(world.owner().await)
            .await
            .unwrap();
    let withdrawal = format!("/requests/{relay}/withdrawal");
    world.browser("Ines").post(&withdrawal, &[]).await.status(422).says("#heard_from");
    let heard =
        [("heard_from", "their field office"), ("heard_how", "phone"), ("heard_on", "2026-11-20")];
    world.browser("Ines").post(&withdrawal, &heard).await.status(303);
}

/// The state table, as the documentation shows it.
#[test]
fn the_documentation_shows_the_state_table() {
    use cimic_house::requests::states::{Of, To};
    use std::fmt::Write;
    let names =
        |states: &[State]| states.iter().map(|state| state.as_str()).collect::<Vec<_>>().join(", ");
    let mut table =
        String::from("| from | act | to | side | address |\n| --- | --- | --- | --- | --- |\n");
    for spec in SPECS {
        let to = match spec.to {
            To::State(state) => state.as_str().to_owned(),
            To::Stay => "–".to_owned(),
            To::Resume => "where the pause began".to_owned(),
            To::OneOf(states) => names(states),
        };
        let address = match spec.of {
            Of::Request => format!("`/{}`", spec.noun),
            Of::Offer => format!("`/offers/{{id}}/{}`", spec.noun),
            Of::Consent => format!("`/consents/{{id}}/{}`", spec.noun),
            Of::Nothing => "–".to_owned(),
        };
        writeln!(
            table,
            "| {} | {} | {to} | {} | {address} |",
            names(spec.from),
            spec.act,
            spec.side
        )
        .unwrap();
    }
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/requests.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = std::fs::read_to_string(&page).unwrap();
        let (before, _) = text.split_once("<!-- states -->").unwrap();
        std::fs::write(&page, format!("{before}<!-- states -->\n\n{table}")).unwrap();
    }
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(
        text.contains(&table),
        "docs/requests.md lags behind the state table: run the tests with UPDATE_DOCS=1"
    );
}
