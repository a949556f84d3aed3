//! Search: what people find, and that what is hidden from them shows nowhere: not as a hit, a count, or a suggestion.

use crate::support::{CAST, Page, World};
use cimic_house::{
    db::Mode,
    search::{model::Question, store},
};

/// A line of the index as it is stored.
type Doc = (String, uuid::Uuid, jiff_sqlx::Timestamp, Vec<uuid::Uuid>, Vec<String>, String);

async fn finds(world: &World, name: &str, query: &str) -> Page {
    let query = serde_html_form::to_string([("q", query)]).unwrap();
    world.browser(name).get(&format!("/search?{query}")).await.status(200)
}

#[tokio::test]
async fn amara_finds_her_request_by_reference_words_and_district() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").words("cistern").plant().await;
    world.asks("alderbrook_north").area("XZ0402").words("granary").plant().await;
    for typed in [asked.reference.clone(), asked.plain.to_lowercase()] {
        let page = finds(&world, "Amara", &typed).await.says("By its reference");
        assert!(page.offers(&asked.url()), "{typed}");
    }
    // Whatever form of the word, and with the name of the place.
    for typed in ["cisterns", "CISTERN", "cistern Kolmata", "XZ0102 cistern"] {
        assert!(finds(&world, "Amara", typed).await.offers(&asked.url()), "{typed}");
    }
    assert!(!finds(&world, "Amara", "cistern Nemorra").await.offers(&asked.url()));
    let here = format!("/search?q=need&area={}", world.area("XZ0102"));
    world.browser("Amara").get(&here).await.says("One found");
    world.visitor().get("/search?q=cistern").await.status(303).goes_to("/sign-in");
    world.browser("Leila").get("/search?q=cistern").await.status(403).says("reads dashboards");
}

#[tokio::test]
async fn words_of_three_languages_are_found_without_accents_and_in_any_form() {
    let world = World::new().await;
    for (words, typed) in [
        ("Il faut réparer les pompes à eau avec des ouvriers du village", "reparer pompe"),
        ("We need engineers to rebuild the bridges in the valley", "bridge engineer"),
        ("نحتاج إلى الشاحنات لنقل الخيام إلى القرية", "شاحنة"),
    ] {
        world.notice("ocha").words(words).plant().await;
        let page = finds(&world, "Amara", typed).await;
        page.says(words.split(' ').next().unwrap());
    }
}

#[tokio::test]
async fn a_mistyped_name_or_word_of_a_list_is_found() {
    let world = World::new().await;
    finds(&world, "Pavel", "alderbrok").await.says("Alderbrook Relief International");
    finds(&world, "Pavel", "kolmatta").await.says("Kolmata");
    let page = finds(&world, "Pavel", "armed escrot").await;
    assert!(page.offers("/requests?kind=armed_escort"));
    let page = finds(&world, "Pavel", "curfw").await;
    assert!(page.offers("/notices?kind=curfew"));
    // A list that somebody may not open is not offered to them.
    assert!(!finds(&world, "Omar", "armed escort").await.offers("/requests?kind=armed_escort"));
    assert!(finds(&world, "Omar", "liaison").await.offers("/glossary"));
}

/// A word for each text of each record; who may see the record finds it by the word, everybody else finds nothing at all.
#[tokio::test]
async fn what_is_hidden_from_somebody_shows_neither_as_a_hit_nor_in_a_count_nor_in_a_suggestion() {
    let world = World::new().await;
    let mut canaries: Vec<(String, &str, String)> = Vec::new();
    for (n, (owner, audience)) in [
        ("alderbrook_north", "parties"),
        ("fra", "humanitarian"),
        ("open_ward", "parties"),
        ("vc_millford", "owner"),
        ("dc_jorrafin", "mission"),
    ]
    .into_iter()
    .enumerate()
    {
        let word = format!("zebra{n}");
        let asked = world.asks(owner).audience(audience).words(&word).plant().await;
        canaries.push((word, "requests", asked.id.to_string()));
    }
    for (n, audience) in ["parties", "humanitarian", "military"].into_iter().enumerate() {
        let word = format!("quagga{n}");
        let host = if audience == "military" { "sector_north" } else { "ocha" };
        let met = world.meets(host).audience(audience).words(&word).plant().await;
        canaries.push((word, "meetings", met.id.to_string()));
    }
    for (n, (owner, state, audience)) in [
        ("sector_north", "draft", "public"),
        ("kestrel", "submitted", "military"),
        ("ocha", "published", "humanitarian"),
        ("civil_affairs", "published", "mission"),
        ("civil_affairs", "withdrawn", "public"),
    ]
    .into_iter()
    .enumerate()
    {
        let word = format!("okapi{n}");
        let id = world.notice(owner).state(state).audience(audience).words(&word).plant().await;
        canaries.push((word, "notices", id.to_string()));
    }
    world.project("draft").plant().await;
    world.sql("update qips set title = 'Ibexplan', summary = 'Ibexsummary'").await;
    for word in ["ibexplan", "ibexsummary"] {
        let id: uuid::Uuid = sqlx::query_scalar("select id from qips limit 1")
            .fetch_one(world.owner().await)
            .await
            .unwrap();
        canaries.push((word.to_owned(), "qips", id.to_string()));
    }
    let mut found_by_somebody = 0;
    for (name, ..) in CAST.iter().filter(|(name, ..)| !["Bruno", "Leila", "Viktor"].contains(name))
    {
        for (word, table, id) in &canaries {
            let mut tx = world.tx(name, Mode::Read).await;
            let text =
                sqlx::AssertSqlSafe(format!("select count(*) from {table} where id = '{id}'"));
            let sees: i64 = sqlx::query_scalar(text).fetch_one(tx.conn()).await.unwrap();
            drop(tx);
            let page = finds(&world, name, word).await;
            if sees == 1 {
                page.says("One found");
                found_by_somebody += 1;
            } else {
                let text = page.text();
                assert!(text.contains("Nothing found"), "{name} finds {word} of {table}\n{text}");
                assert!(!text.contains("Did you mean"), "{name} is told of {word}\n{text}");
            }
        }
    }
    assert!(found_by_somebody > canaries.len(), "{found_by_somebody}");
}

#[tokio::test]
async fn comments_notes_and_private_fields_are_not_looked_through() {
    let world = World::new().await;
    world.asks("alderbrook_north").words("gnu").consent("f2", "kestrel").plant().await;
    // The owner's own office, the desk, and the unit with a consent find the words for all and none of the others.
    for name in ["Amara", "Ines", "Pavel", "Dario", "Nadia"] {
        for part in ["f1", "f2", "f3", "comment", "note", "brief", "question", "outcome"] {
            let mut tx = world.tx(name, Mode::Read).await;
            let question = Question { words: format!("gnu-{part}-x"), ..Question::default() };
            let whole = store::find(&mut tx, &question, &["request"], 10).await.unwrap();
            assert!(whole.is_empty(), "{name} finds {part}");
        }
    }
    let hidden: i64 = sqlx::query_scalar(
        "select count(*) from search_docs where words::text ~ 'comment|note-|f1-|f2-|f3-|outcome'",
    )
    .fetch_one(world.owner().await)
    .await
    .unwrap();
    assert_eq!(hidden, 0);
}

#[tokio::test]
async fn a_name_that_somebody_may_not_know_is_neither_found_nor_suggested() {
    let world = World::new().await;
    finds(&world, "Amara", "open ward").await.says("Open Ward");
    for name in ["Pavel", "Rosa", "Joram", "Keiko"] {
        let page = finds(&world, name, "open ward").await;
        page.hides("Open Ward").hides("Did you mean open ward");
        // Neither as the nearest to something mistyped.
        finds(&world, name, "opne wrad").await.hides("Open Ward").hides("ward");
    }
    // Nor through a request that it owns and that the reader sees otherwise.
    world.asks("open_ward").audience("public").words("saola").plant().await;
    finds(&world, "Pavel", "saola").await.says("One found");
    finds(&world, "Pavel", "ward saola").await.says("Nothing found");
}

#[tokio::test]
async fn sight_that_ends_ends_in_the_search_at_once() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").party("fra").words("addax").plant().await;
    finds(&world, "Basil", "addax").await.says("One found");
    world.sql("update request_parties set left_at = now() where actor_id = (select id from actors where name = 'Food Relief Agency')").await;
    finds(&world, "Basil", "addax").await.says("Nothing found");
    world.sql("update requests set need = 'Something else', what = '', items = ''").await;
    finds(&world, "Amara", "addax").await.says("Nothing found");
    finds(&world, "Amara", "something").await.says("One found");
    assert!(!asked.plain.is_empty());
}

/// The index holds exactly what it should, after a life of the house.
#[tokio::test]
async fn the_index_of_search_is_what_it_would_be_if_it_were_made_anew() {
    let world = World::new().await;
    for owner in ["alderbrook_north", "fra", "vc_millford", "open_ward"] {
        world.asks(owner).state("tasked").plant().await;
    }
    world.meets("sector_north").invites("fra").plant().await;
    world.project("implementing").plant().await;
    world.project("closed").plant().await;
    for state in ["draft", "published", "expired", "withdrawn"] {
        world.notice("sector_north").state(state).plant().await;
    }
    world.sql(&format!(
        "insert into activities (actor_id, area_id, what, starts_on, audience) values ('{}', '{}', 'Latrines', '2026-01-01', 'humanitarian');
         update activities set audience = 'owner'; update actors set parent_id = null where name like 'Alderbrook Relief, K%';
         update meetings set title = 'Another title'; update qips set title = title || ' again'",
        world.actor("alderbrook_north"),
        world.area("XZ0102"),
    )).await;
    let all = "select kind, id, at, grantees, cuts, words::text from search_docs order by kind, id";
    let owner = world.owner().await;
    let before: Vec<Doc> = sqlx::query_as(all).fetch_all(owner).await.unwrap();
    world.sql("delete from search_docs; select search_fill()").await;
    let after: Vec<Doc> = sqlx::query_as(all).fetch_all(owner).await.unwrap();
    assert!(after.len() > 10);
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_long_list_goes_on_where_the_page_ended_and_its_count_stops() {
    let world = World::new().await;
    for n in 0..60 {
        world.notice("ocha").words("Oryx on the road").ago(n).plant().await;
    }
    let amara = world.browser("Amara");
    let page = amara.get("/search?q=oryx").await.says("60 found");
    let mut next = page
        .links()
        .into_iter()
        .find(|link| link.starts_with("/search?") && link.contains("kind=notice"));
    let mut seen = std::collections::BTreeSet::new();
    while let Some(url) = next {
        let page = amara.get(&url).await.status(200);
        for link in page.links().into_iter().filter(|link| link.starts_with("/notices/")) {
            assert!(seen.insert(link), "twice");
        }
        next = page.links().into_iter().find(|link| link.contains("after="));
    }
    assert_eq!(seen.len(), 60);
}
