//! A project lives its whole life, through the pages, with the people of the cast.

use crate::support::{Browser, World};

/// The address a page led to, without its fragment.
fn address(page: &crate::support::Page) -> String {
    page.location().split('#').next().unwrap().to_owned()
}

async fn writes(rosa: &Browser, url: &str, section: &str, fields: &[(&str, &str)]) {
    let at = format!("{url}/sections/{section}");
    let form = rosa.get(&at).await.status(200).form(&at);
    rosa.submit(&form, fields).await.status(303);
}

/// Every section of the proposal, with a budget of 12,000.00 from the project and work of the community.
#[expect(clippy::too_many_lines, reason = "every section, one after the other")]
pub async fn writes_everything(world: &World, rosa: &Browser, url: &str) {
    let area = world.area("XZ0102").to_string();
    let partner = world.actor("alderbrook_north").to_string();
    writes(
        rosa,
        url,
        "idea",
        &[
            ("title", "A well at Mill Ford"),
            ("sector", "140"),
            ("area", &area),
            ("works", "yes"),
            ("months", "4"),
        ],
    )
    .await;
    let words = "Women fetch water past the old front line";
    writes(
        rosa,
        url,
        "purpose",
        &[("problem", words), ("confidence", words), ("identified", words)],
    )
    .await;
    writes(
        rosa,
        url,
        "sites",
        &[
            ("site_area-1", &area),
            ("place-1", "Behind the school"),
            ("land_owner-1", "The village"),
        ],
    )
    .await;
    writes(
        rosa,
        url,
        "results",
        &[("outputs", words), ("indicators", words), ("work_plan", words)],
    )
    .await;
    writes(
        rosa,
        url,
        "people",
        &[
            ("women", "400"),
            ("girls", "300"),
            ("men", "350"),
            ("boys", "250"),
            ("jobs", "12"),
            ("labour_days", "240"),
            ("gender", "2"),
            ("consulted", words),
        ],
    )
    .await;
    let harm = ["gains", "loses", "mines", "environment", "abuse"].map(|name| (name, words));
    writes(rosa, url, "harm", &harm).await;
    let blocking = cimic_house::qips::proposals::BLOCKING.map(|name| (name, "no"));
    writes(rosa, url, "blocking", &blocking).await;
    writes(
        rosa,
        url,
        "partner",
        &[("partner", &partner), ("registration", "Reg. 17"), ("past", words)],
    )
    .await;
    writes(
        rosa,
        url,
        "budget",
        &[
            ("currency", "USD"),
            ("rate", "1"),
            ("category-1", "materials"),
            ("what-1", "Rings"),
            ("unit-1", "ring"),
            ("quantity-1", "40"),
            ("unit_cost-1", "250.00"),
            ("source-1", "qip"),
            ("category-2", "labour"),
            ("what-2", "Masons"),
            ("unit-2", "day"),
            ("quantity-2", "80"),
            ("unit_cost-2", "25"),
            ("source-2", "qip"),
            ("category-3", "labour"),
            ("what-3", "Digging"),
            ("unit-3", "day"),
            ("quantity-3", "100"),
            ("unit_cost-3", "5"),
            ("source-3", "community"),
        ],
    )
    .await;
    let quotes = ["1", "2", "3"].map(|n| {
        let cell = |name: &str| format!("{name}-{n}");
        [
            (cell("supplier"), format!("Trader {n}")),
            (cell("quote_for"), "Rings".to_owned()),
            (cell("quote"), format!("{n}0000")),
        ]
    });
    let mut quotes: Vec<(String, String)> = quotes.into_iter().flatten().collect();
    quotes.push(("chosen-1".to_owned(), "yes".to_owned()));
    let quotes: Vec<(&str, &str)> =
        quotes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    writes(rosa, url, "quotations", &quotes).await;
    writes(
        rosa,
        url,
        "upkeep",
        &[("owner_after", "Village committee"), ("maintains", words), ("running", words)],
    )
    .await;
    writes(rosa, url, "visibility", &[("publicity", "plan"), ("publicity_words", words)]).await;
    writes(rosa, url, "coordination", &[("authority_view", words)]).await;
}

/// Sends the form of an act, whatever it answers.
pub async fn acts(
    who: &Browser,
    url: &str,
    noun: &str,
    fields: &[(&str, &str)],
) -> crate::support::Page {
    who.post(&format!("{url}/{noun}"), fields).await
}

/// The addresses of the instalments' next acts on the page of this person.
pub async fn next_payment(who: &Browser, url: &str, noun: &str) -> String {
    let page = who.get(url).await.status(200);
    let found = page
        .links()
        .into_iter()
        .find(|link| link.contains("/instalments/") && link.ends_with(noun));
    found.unwrap_or_else(|| panic!("nothing to {noun}\n{}", page.text()))
}

pub async fn pays(world: &World, url: &str) {
    let (keiko, greta, samuel) =
        (world.browser("Keiko"), world.browser("Greta"), world.browser("Samuel"));
    let at = next_payment(&keiko, url, "request").await;
    keiko.post(&at, &[("reason", "")]).await.status(303);
    let at = next_payment(&greta, url, "certification").await;
    greta.post(&at, &[("voucher", "F-1")]).await.status(303);
    let at = next_payment(&samuel, url, "release").await;
    samuel.post(&at, &[("voucher", "R-1")]).await.status(303);
}

/// Samuel's passphrase, so that he can decide.
pub async fn samuel_can_decide(world: &World) {
    let hash = cimic_house::secrets::hash("four rivers and a ford".to_owned()).await.unwrap();
    world
        .sql(&format!("update people set password_hash = '{hash}' where name = 'Samuel Ferro'"))
        .await;
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one life from beginning to end")]
async fn a_well_from_the_villages_idea_to_its_evaluation() {
    let world = World::new().await;
    let [joram, rosa, keiko, ines, omar, samuel, amara] =
        ["Joram", "Rosa", "Keiko", "Ines", "Omar", "Samuel", "Amara"]
            .map(|name| world.browser(name));
    samuel_can_decide(&world).await;
    let area = world.area("XZ0102").to_string();
    let idea = [
        ("title", "A well"),
        ("summary", "Water nearer to the houses"),
        ("sector", "140"),
        ("area", area.as_str()),
    ];
    joram
        .post("/qips/new?kind=qip", &[("title", "")])
        .await
        .status(422)
        .says("Please look at this again");
    let url = address(&joram.post("/qips/new?kind=qip", &idea).await.status(303));
    joram.get(&url).await.says("concept").hides("Take it up");
    amara.get(&url).await.status(404);

    acts(&rosa, &url, "taking-up", &[]).await.status(303);
    acts(&rosa, &url, "submission", &[]).await.status(409).says("no line that the project pays");
    writes_everything(&world, &rosa, &url).await;
    rosa.get(&url).await.says("12,000.00").says("500.00");
    amara.get(&url).await.status(200);
    acts(&rosa, &url, "submission", &[]).await.status(303);

    acts(
        &keiko,
        &url,
        "screening",
        &[("complete", "yes"), ("eligible", "yes"), ("no_duplicate", "yes"), ("engineer", "Sound")],
    )
    .await
    .status(422)
    .says("has not answered")
    .says("has not been assessed");
    acts(&keiko, &url, "check-request", &[]).await.status(303);
    acts(&ines, &url, "check", &[("result", "talk")]).await.status(422);
    acts(&ines, &url, "check", &[("result", "clear")]).await.status(303);
    let assessed = [
        ("registered", "yes"),
        ("experience", "good"),
        ("accounts", "fair"),
        ("overdue", "no"),
        ("assessment", "Their books are thin"),
    ];
    acts(&keiko, &url, "assessment", &assessed).await.status(303);
    rosa.get(&url).await.hides("Their books are thin");
    acts(
        &keiko,
        &url,
        "screening",
        &[("complete", "yes"), ("eligible", "yes"), ("no_duplicate", "yes"), ("engineer", "Sound")],
    )
    .await
    .status(303);

    let seats = [world.seat("Una", "unmiz").await, world.seat("Vera", "fra").await];
    let round = [
        ("committee", world.actor("prc").to_string()),
        ("title", "Autumn round".into()),
        ("level", "mission".into()),
        ("meets_on", "2027-01-10".into()),
        ("quorum", "3".into()),
    ];
    let round: Vec<(&str, &str)> =
        round.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let table = address(&keiko.post("/qips/rounds/new", &round).await.status(303));
    let id = table.rsplit('/').next().unwrap().to_owned();
    omar.get(&url).await.status(404);
    acts(&keiko, &url, "tabling", &[("round", &id)]).await.status(303);
    omar.get(&url).await.status(200).says("Their books are thin");
    keiko.post(&format!("{table}/opening"), &[]).await.status(303);
    let mut scores: Vec<(&str, &str)> =
        cimic_house::qips::rounds::forms::SCORED.iter().map(|name| (*name, "2")).collect();
    scores.push(("vote", "for"));
    let ballot = format!("{url}/votes/{id}");
    for member in [&omar, &seats[0], &seats[1]] {
        member.get(&ballot).await.status(200);
        member.post(&ballot, &scores).await.status(303);
    }
    acts(&keiko, &url, "outcome", &[("outcome", "recommended"), ("reason", "Clear need")])
        .await
        .status(409);
    keiko.post(&format!("{table}/closure"), &[]).await.status(303);
    samuel.get(&url).await.status(404);
    acts(&keiko, &url, "outcome", &[("outcome", "recommended"), ("reason", "Clear need")])
        .await
        .status(303);

    acts(&samuel, &url, "approval", &[("secret", "wrong words here")])
        .await
        .status(422)
        .says("This is not right");
    acts(&samuel, &url, "approval", &[("secret", "four rivers and a ford")]).await.status(303);
    joram.get(&url).await.says("approved").says("Clear need").hides("Una");
    let safi = world.browser("Safi");
    safi.get(&url)
        .await
        .status(200)
        .says("A well at Mill Ford")
        .hides("12,000.00")
        .hides("Alderbrook");
    world.visitor().get(&url).await.status(404);

    let plan = [
        ("amount_1", "9000"),
        ("milestone_1", "Signature"),
        ("amount_2", "3000"),
        ("milestone_2", "Inspection"),
    ];
    acts(
        &keiko,
        &url,
        "plan",
        &[
            ("amount_1", "9000"),
            ("milestone_1", "Signature"),
            ("amount_2", "3000.01"),
            ("milestone_2", "Inspection"),
        ],
    )
    .await
    .status(422)
    .says("to the cent");
    acts(&keiko, &url, "plan", &plan).await.status(303);
    let signed = [
        ("signed_on", "2026-11-20"),
        ("signed_by", "Head of office"),
        ("agreement", "Registry 12"),
    ];
    acts(&keiko, &url, "agreement", &signed).await.status(422).says("account of the partner");
    amara
        .post(
            &format!("{url}/bank"),
            &[("signatory", "A. Venn"), ("bank", "Kolmata Savings"), ("account", "0042-77")],
        )
        .await
        .status(303);
    rosa.get(&url).await.hides("0042-77");
    acts(&keiko, &url, "agreement", &signed).await.status(303);

    pays(&world, &url).await;
    rosa.get(&url).await.says("under way");
    acts(
        &rosa,
        &url,
        "visit",
        &[
            ("visit", "progress"),
            ("on_day", "2026-11-21"),
            ("physical", "50"),
            ("quality", "good"),
            ("found", "Rings are in"),
            ("recommendation", "continue"),
        ],
    )
    .await
    .status(303);
    let at = next_payment(&keiko, &url, "accounting").await;
    keiko.post(&at, &[("receipts", "yes")]).await.status(303);
    acts(&rosa, &url, "works", &[("report", "Done"), ("receipts", "yes")]).await.status(303);
    let inspection = [
        ("passed", "passed"),
        ("on_day", "2026-11-21"),
        ("physical", "100"),
        ("quality", "good"),
        ("found", "Water is clear"),
    ];
    acts(&rosa, &url, "inspection", &inspection).await.status(303);
    pays(&world, &url).await;
    let at = next_payment(&keiko, &url, "accounting").await;
    acts(
        &keiko,
        &url,
        "handover",
        &[
            ("handed_on", "2026-11-21"),
            ("handed_to", "Chair"),
            ("commitment", "A caretaker is paid"),
        ],
    )
    .await
    .status(303);
    acts(&keiko, &url, "closure", &[("final_report", "yes")])
        .await
        .status(409)
        .says("Not everything");
    // What was released last is accounted for before the file is closed.
    assert!(at.contains("/instalments/"));
    let page = keiko.get(&url).await;
    assert!(page.links().iter().any(|link| link.ends_with("accounting")), "{}", page.text());
    keiko.post(&at, &[("receipts", "yes")]).await.status(303);
    acts(&keiko, &url, "closure", &[("final_report", "yes")]).await.status(303);
    rosa.get(&url).await.says("100 % complete");
    acts(
        &rosa,
        &url,
        "evaluation",
        &[("in_use", "fully"), ("upkept", "good"), ("confidence_after", "They meet at the well")],
    )
    .await
    .status(303);

    let public = world.visitor().get(&url).await.status(200);
    public.says("A well at Mill Ford").hides("12,000").hides("Alderbrook").hides("0042");
    world.visitor().get("/qips").await.status(200).says("A well at Mill Ford");
    let sums: (rust_decimal::Decimal, rust_decimal::Decimal) =
        sqlx::query_as("select released_usd, accounted_usd from qips")
            .fetch_one(world.owner().await)
            .await
            .unwrap();
    assert_eq!(
        (sums.0.to_string(), sums.1.to_string()),
        ("12000.00".to_owned(), "12000.00".to_owned())
    );
    keiko.get("/qips/desk").await.status(200).says("12,000.00");
}

#[tokio::test]
async fn a_units_collection_becomes_community_support_after_the_coordinators_answer() {
    let world = World::new().await;
    let [dario, ines, rosa, pavel, amara] =
        ["Dario", "Ines", "Rosa", "Pavel", "Amara"].map(|name| world.browser(name));
    let area = world.area("XZ0102").to_string();
    let given = [
        ("title", "Desks for the school"),
        ("summary", "Forty desks"),
        ("sector", "112"),
        ("area", area.as_str()),
        ("fund", "A collection of the battalion"),
    ];
    amara.post("/qips/new?kind=support", &given).await.status(403).says("from a unit or a section");
    let url = address(&dario.post("/qips/new?kind=support", &given).await.status(303));
    acts(&dario, &url, "start", &[("until", "2027-03-01")]).await.status(409);
    acts(&ines, &url, "check", &[("result", "talk"), ("reason", "An agency plans the same")])
        .await
        .status(303);
    acts(&rosa, &url, "permission", &[]).await.status(409);
    acts(&ines, &url, "check", &[("result", "clear")]).await.status(303);
    acts(&rosa, &url, "permission", &[]).await.status(303);
    pavel.get(&url).await.status(200).says("Community support");
    acts(&dario, &url, "start", &[("until", "2027-03-01")]).await.status(303);
    acts(&dario, &url, "completion", &[("report", "All are there")]).await.status(303);
    acts(
        &dario,
        &url,
        "handover",
        &[
            ("handed_on", "2026-11-21"),
            ("handed_to", "Head teacher"),
            ("commitment", "The parents mend them"),
        ],
    )
    .await
    .status(303);
    acts(&rosa, &url, "closure", &[("final_report", "yes")]).await.status(303);
    world.visitor().get(&url).await.status(200).says("It is not humanitarian aid");
}

#[tokio::test]
async fn a_request_for_community_support_becomes_a_concept_in_one_step() {
    let world = World::new().await;
    let asked =
        world.asks("vc_millford").kind("community_support").words("A culvert").plant().await;
    let joram = world.browser("Joram");
    let at = format!("/qips/new?request={}", asked.plain);
    joram.get(&asked.url()).await.says("Make a project of it");
    let form = joram.get(&at).await.status(200).says("A culvert-need");
    let action =
        form.forms().into_iter().find(|form| form.action.starts_with("/qips/new")).unwrap();
    let page =
        joram.submit(&action, &[("title", "A culvert"), ("sector", "210")]).await.status(303);
    joram.follow(&page).await.says("A culvert");
    assert_eq!(world.count("qips where request_id is not null").await, 1);
    // Somebody who may not see the request gets an empty page.
    world.browser("Dario").get(&at).await.status(200).hides("A culvert-need");
}
