//! Papers and activity files: they say what the reader's pages say and less, carry who printed them, and are written down.

use crate::{
    minutes::{circulated, close_window, held, item, mark},
    support::{CAST, Page, World, heard::heard, pdf, qips::Planted},
};
use cimic_house::i18n::{Lang, say};

const PAPERS: [&str; 4] = ["print", "paper", "contract", "certificate"];

/// The paper of a project for somebody, read aloud; None where it is not there for them.
async fn read(world: &World, name: &str, project: &Planted, paper: &str) -> Option<Page> {
    let page = world.browser(name).get(&format!("{}/{paper}.pdf", project.url())).await;
    (page.status == 200).then(|| page.paper())
}

#[tokio::test]
async fn pavel_hands_out_the_draft_and_amara_the_sealed_minutes() {
    let world = World::new().await;
    let met = held(&world).await;
    let (pavel, amara) = (world.browser("Pavel"), world.browser("Amara"));
    let paper = format!("{}/minutes.pdf", met.url());
    mark(&world, &met, "alderbrook_north", "present").await;
    pavel.post(&format!("{}/held", met.url()), &[]).await.status(303);
    pavel.post(&item(&met, ""), &[("summary", "The road was discussed."), ("base", "0")]).await;
    amara.get(&paper).await.status(409).says("no minutes to read yet");
    pavel
        .get(&paper)
        .await
        .status(200)
        .paper()
        .says("DRAFT")
        .says("The road was discussed.")
        .says("Printed by Pavel")
        .says(&met.reference)
        .says("Page 1 of 1");
    world.browser("Safi").get(&paper).await.status(404);
    world.visitor().get(&paper).await.status(303);
    assert_eq!(world.count("read_events where what = 'pdf'").await, 0, "Pavel runs it himself");

    pavel.post(&format!("{}/circulation", met.url()), &[]).await.status(303);
    let page = amara.get(&format!("{}/minutes", met.url())).await;
    assert!(page.offers(&paper));
    amara.get(&paper).await.status(200).paper().says("DRAFT").says("Printed by Amara");
    let opened = "read_events where what = 'pdf' and record_kind = 'meeting'";
    assert_eq!(world.count(opened).await, 1);
    close_window(&world).await;
    pavel.post(&format!("{}/seal", met.url()), &[]).await.status(303);
    amara
        .post(&format!("{}/addenda", met.url()), &[("text", "The bridge is open since.")])
        .await
        .status(303);
    let hash: Vec<u8> = sqlx::query_scalar("select sha256 from minutes")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    amara
        .get(&paper)
        .await
        .paper()
        .hides("DRAFT")
        .says("The road was discussed.")
        .says(&cimic_house::minutes::model::hex(&hash))
        .says("The bridge is open since.");
}

#[tokio::test]
async fn the_paper_of_minutes_hides_what_the_page_hides() {
    let world = World::new().await;
    let met = circulated(&world).await;
    let paper = format!("{}/minutes.pdf", met.url());
    world
        .sql(&format!(
            "update attendance set is_unlisted = true where actor_id = '{}';
             update meeting_items set audience = 'military' where id = '{}'",
            world.actor("kestrel"),
            met.item
        ))
        .await;
    world
        .browser("Dario")
        .get(&paper)
        .await
        .paper()
        .says("The road was discussed.")
        .says("Military only");
    world
        .browser("Amara")
        .get(&paper)
        .await
        .paper()
        .says("Kolmata field office")
        .hides("Kestrel")
        .hides("not to be listed")
        .hides("The road was discussed.")
        .hides("We will go on Monday.");
    world.browser("Pavel").get(&paper).await.paper().says("prefers not to be listed");
}

#[tokio::test]
async fn an_arabic_reader_gets_an_arabic_frame() {
    let world = World::new().await;
    let met = circulated(&world).await;
    let paper =
        world.browser("Pavel").speaks("ar").get(&format!("{}/minutes.pdf", met.url())).await;
    let said = paper.paper();
    assert!(
        said.body.chars().any(|letter| ('\u{600}'..'\u{700}').contains(&letter)),
        "{}",
        said.body
    );
    said.says("The road was discussed.");
}

#[tokio::test]
async fn a_blind_reader_hears_the_headings_of_the_minutes_and_arabic_words_from_first_to_last() {
    let world = World::new().await;
    let met = circulated(&world).await;
    let paper = format!("{}/minutes.pdf", met.url());
    let sheet = world.browser("Pavel").get(&paper).await.status(200);
    let english = heard(&sheet.bytes);
    assert_eq!(english.language, "en");
    assert!(english.at("H2").contains(&"Convoys"), "{english:?}");
    assert!(english.at("P").contains(&"The road was discussed."), "{english:?}");
    assert!(english.at("LI/LBody").contains(&"We will go on Monday."), "{english:?}");
    let again = english.parts.iter().filter(|(_, words)| words.contains("Printed by Pavel"));
    assert_eq!(again.count(), 0, "what stands at the foot of every sheet");

    let sheet = world.browser("Pavel").speaks("ar").get(&paper).await.status(200);
    let arabic = heard(&sheet.bytes);
    assert_eq!(arabic.language, "ar");
    assert_eq!(arabic.at("H1"), english.at("H1"));
    assert_eq!(arabic.at("H2").len(), english.at("H2").len());
    let draft = say(Lang::Ar, "minutes-paper-draft", None);
    assert!(arabic.at("P").contains(&draft.as_str()), "{arabic:?}");
}

/// A project under way with a document, and with three votes in a closed round whose reasons are canaries.
async fn voted(world: &World) -> Planted {
    let project = world.project("implementing").words("canary").plant().await;
    let seats = [("Una", "unmiz"), ("Vera", "fra")];
    for (name, represents) in seats {
        world.seat(name, represents).await;
    }
    world
        .sql(&format!(
            "set session_replication_role = replica;
             insert into qip_votes (round_id, project_id, post_id, person_id, scores, vote, reasons)
             select '{}', '{}', o.id, o.person_id, '{{2,2,2,2,2,2,2,2,2,2}}', 'against', 'canary-vote'
             from posts o where o.role = 'committee';
             update qip_rounds set state = 'closed';
             insert into files (id, record_kind, record_id, owner_id, actor_id, role, name, media, bytes, sha256)
             select gen_random_uuid(), 'qip', id, owner_id, owner_id, 'section', 'Plan of the well.pdf', 'pdf', 20, sha256('well') from qips;
             insert into qip_sites (project_id, position, area_id, place, land_owner)
             select id, 1, area_id, 'canary-place', 'canary-land-owner' from qips;
             insert into qip_lines (project_id, position, category, what, unit, quantity, unit_cost, source)
             select id, 1, 'materials', 'Rings', 'ring', 40, 250, 'qip' from qips;
             set session_replication_role = default;",
            project.round, project.id,
        ))
        .await;
    assert!(world.count("qip_votes").await >= 3);
    project
}

#[tokio::test]
async fn the_file_of_a_project_on_paper_says_what_its_parties_read() {
    let world = World::new().await;
    let project = voted(&world).await;
    let digest = cimic_house::secrets::hex(&<sha2::Sha256 as sha2::Digest>::digest(b"well"));
    for name in ["Rosa", "Keiko", "Greta", "Joram"] {
        let paper = read(&world, name, &project, "print").await.unwrap();
        for words in [
            "canary-title",
            "canary-problem",
            "canary-found",
            "canary-milestone",
            "canary-place",
            "10,000.00",
            "Plan of the well.pdf",
            "Was put forward",
            &format!("Printed by {name}"),
            &project.reference,
        ] {
            assert!(paper.body.contains(words), "{name}: {words}\n{}", paper.body);
        }
        assert!(paper.body.replace(' ', "").contains(&digest), "{name}: the digest");
    }
    let opened = "read_events where what = 'pdf' and record_kind = 'qip'";
    assert_eq!(world.count(opened).await, 3, "all but Rosa, whose it is");
    let sheet = world.browser("Rosa").get(&format!("{}/contract.pdf", project.url())).await;
    assert_eq!(sheet.header("cache-control"), "no-store");
    assert!(pdf::pages(&sheet.bytes) >= 1);
    sheet.paper().says("Kolmata field office").says("6,000.00").says("Name and function");
    let page = world.browser("Rosa").get(&project.url()).await;
    for paper in ["print", "paper", "contract"] {
        assert!(page.offers(&format!("{}/{paper}.pdf", project.url())), "{paper}");
    }
    assert!(!page.offers(&format!("{}/certificate.pdf", project.url())));
}

#[tokio::test]
async fn a_blind_reader_hears_the_headings_of_a_project_and_the_titles_of_its_tables() {
    let world = World::new().await;
    let project = voted(&world).await;
    let sheet = world.browser("Rosa").get(&format!("{}/print.pdf", project.url())).await;
    let heard = heard(&sheet.status(200).bytes);
    assert_eq!(heard.language, "en");
    assert_eq!(heard.at("H1"), ["canary-title"]);
    for title in ["Facts", "Sites and land", "Budget", "What happened"] {
        assert!(heard.at("H2").contains(&title), "{title}: {heard:?}");
    }
    let first = heard.parts.iter().find(|(place, _)| place.contains("/Table/"));
    let first = first.map(|(place, words)| (place.as_str(), words.as_str()));
    assert_eq!(first, Some(("/Document/Table/THead/TR/TH", "Place")));
    assert_eq!(heard.at("TH")[..3], ["Place", "District", "Owner of the land"]);
    assert_eq!(heard.at("TBody/TR/TD")[0], "canary-place");
    assert!(heard.at("TFoot/TR/TD").contains(&"10,000.00"), "{heard:?}");
}

#[tokio::test]
async fn a_paper_is_there_exactly_for_whom_the_page_is_and_keeps_account_votes_and_notes() {
    let world = World::new().await;
    let project = voted(&world).await;
    let done = world.project("handed_over").words("canary").plant().await;
    let mut read_by = 0;
    for name in CAST.iter().map(|(name, ..)| *name).chain(["nobody"]) {
        let browser = world.browser(name);
        for project in [&project, &done] {
            for paper in PAPERS {
                let page = browser.get(&format!("{}/{paper}", project.url())).await;
                let document = browser.get(&format!("{}/{paper}.pdf", project.url())).await;
                assert_eq!(page.status, document.status, "{name} {}", document.path);
                if document.status != 200 {
                    continue;
                }
                read_by += 1;
                let document = document.paper();
                for words in [
                    "canary-account",
                    "canary-bank",
                    "canary-signatory",
                    "canary-assessment",
                    "canary-note-team",
                    "canary-comment",
                    "canary-vote",
                ] {
                    assert!(!document.body.contains(words), "{name}: {words} on {}", document.path);
                }
                if paper != "print" {
                    document.hides("canary-place").hides("canary-land-owner");
                }
            }
        }
    }
    assert!(read_by > 40, "{read_by}");
}

#[tokio::test]
async fn a_partner_that_keeps_its_distance_is_named_on_no_paper_of_the_mission_and_in_no_file() {
    let world = World::new().await;
    let project = voted(&world).await;
    let partner = world.actor("alderbrook_north");
    read(&world, "Rosa", &project, "print").await.unwrap().says("Kolmata field office");
    take_out(&world, "Rosa", "").await.says("Kolmata field office");
    world.sql(&format!("update actors set posture = 'coexistence', audience = 'humanitarian' where id = '{partner}'")).await;
    for name in ["Rosa", "Keiko", "Greta", "Samuel", "Joram"] {
        for paper in ["print", "paper", "contract"] {
            read(&world, name, &project, paper).await.unwrap().hides("Kolmata field office");
        }
    }
    for name in ["Ines", "Keiko", "Rosa"] {
        take_out(&world, name, "").await.says("canary-title").hides("Kolmata field office");
    }
}

/// Takes the register out as an activity file, as its page does it.
async fn take_out(world: &World, name: &str, query: &str) -> Page {
    let browser = world.browser(name);
    let page = browser.get(&format!("/qips?{query}")).await.status(200);
    let made = browser.submit(&page.form("/qips/exports"), &[]).await.status(303);
    let file = format!("{}/file", made.location());
    assert!(browser.follow(&made).await.status(200).offers(&file));
    browser.get(&file).await.status(200)
}

#[tokio::test]
async fn keiko_takes_the_register_out_as_an_activity_file() {
    let world = World::new().await;
    let project = voted(&world).await;
    world
        .sql("set session_replication_role = replica;
              update qip_instalments set state = 'released', requested_at = now(), certified_at = now(), released_at = '2026-09-02 10:00+00' where position = 1;
              insert into qip_acts (project_id, act, from_state, to_state, role, at) select id, 'agree', 'approved', 'agreed', 'qip_manager', '2026-08-20 10:00+00' from qips;
              update house set country_code = 'XZ';
              set session_replication_role = default")
        .await;
    let file = take_out(&world, "Keiko", "state=implementing").await;
    assert_eq!(file.header("content-type"), "application/xml; charset=utf-8");
    assert!(file.header("content-disposition").contains(".iati.xml"));
    let file = file
        .says("version=\"2.03\"")
        .says(&format!("XZ-CIMIC-HOUSE-{}", project.reference))
        .says("<recipient-country code=\"XZ\"/>")
        .says("canary-title")
        .says("Keiko")
        .says("<transaction-date iso-date=\"2026-08-20\"/>")
        .says("<transaction-date iso-date=\"2026-09-02\"/>")
        .says(">10000.00<")
        .says(">6000.00<");
    for words in [
        "canary-account",
        "canary-bank",
        "canary-signatory",
        "canary-assessment",
        "canary-note",
        "canary-comment",
        "canary-vote",
        "canary-place",
        "canary-land-owner",
        "canary-found",
        "canary-reason",
        "<point",
    ] {
        assert!(!file.body.contains(words), "{words}\n{}", file.body);
    }
    world.sql("update house set iati_org = 'XM-EXAMPLE-1'").await;
    let named = world.browser("Keiko").get(&file.path).await;
    named.says(&format!("XM-EXAMPLE-1-{}", project.reference)).hides("XZ-CIMIC-HOUSE");
    let table = world.browser("Keiko").get(&file.path.replace("/file", "/table.csv")).await;
    let table = table.status(200).says("canary-title").says("Keiko").says("Reference");
    for words in ["canary-account", "canary-bank", "canary-vote", "canary-place", "canary-found"] {
        assert!(!table.body.contains(words), "{words}");
    }
    let taken = "events where record_kind = 'qip_export' and act = 'export'";
    assert_eq!(world.count(taken).await, 1);
    let id: uuid::Uuid = sqlx::query_scalar("select id from qip_exports")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    let link = format!("/qips/exports/{id}/file");
    for name in ["Rosa", "Samuel", "Noor", "nobody"] {
        let page = world.browser(name).get(&link).await;
        assert_ne!(page.status, 200, "{name}");
    }
    let mut tx = world.tx("Rosa", cimic_house::db::Mode::Read).await;
    let seen: i64 =
        sqlx::query_scalar("select count(*) from qip_exports").fetch_one(tx.conn()).await.unwrap();
    assert_eq!(seen, 0, "an export is its taker's own");
    world.sql("update qip_exports set expires_at = now()").await;
    world.browser("Keiko").get(&link).await.status(404);
    world.browser("Keiko").get(&format!("/qips/exports/{id}")).await.says("This link is dead");
}

#[tokio::test]
async fn a_card_tells_too_little_for_a_file_and_leaders_take_out_nothing() {
    let world = World::new().await;
    world.project("implementing").words("canary").plant().await;
    let safi = world.browser("Safi");
    let page = safi.get("/qips").await.status(200).says("canary-title");
    let made = safi.submit(&page.form("/qips/exports"), &[]).await.status(303);
    safi.follow(&made).await.says("Nothing in this list can be told");
    safi.get(&format!("{}/file", made.location())).await.status(409);
    for name in ["Leila", "Noor", "Miriam"] {
        let browser = world.browser(name);
        assert!(!browser.get("/qips").await.offers("/qips/exports"), "{name}");
        browser.post("/qips/exports", &[("query", "")]).await.status(403);
    }
    world.visitor().post("/qips/exports", &[("query", "")]).await.status(303);
    assert_eq!(world.count("qip_exports").await, 1);
}
