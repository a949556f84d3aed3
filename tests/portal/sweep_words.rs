//! Every word of the house and everybody of its cast: who reads a word that is not for them, on any page, paper, feed, file, search or mail?
//!
//! What stands in the house: `support/canary.rs`. Who may read what, by hand: `support/words/readers.txt`.

use crate::{
    audit_chain::chain_all,
    calendar::feed,
    support::{
        Browser, CAST, Page,
        addresses::walk,
        canary::{COMMON, Canary, Word},
        pdf, planted,
        sink::Sink,
        words::table,
    },
    sweep_links::WALKERS,
};
use cimic_house::{
    audit::{sequencer::checkpoint, signing::Signer},
    mail::{
        queue::{take_events, take_expiring},
        sending::{Mailer, send_due, switch},
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
    sync::Arc,
};
use tokio::{sync::Semaphore, task::JoinSet};

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn words_meant_for_some_are_read_by_nobody_else_in_the_whole_house() {
    let mut canary = Canary::new().await;
    let unsaid = canary.check().await;
    assert!(unsaid.is_empty(), "{}", unsaid.join("\n"));
    let signer = Signer::in_memory().unwrap();
    chain_all(&canary.world, &signer).await;
    checkpoint(&canary.world.db, &signer, jiff::SignedDuration::ZERO).await.unwrap();
    let addresses = Arc::new(planted::addresses(&canary).await);
    let canary = Arc::new(canary);
    let (mut people, places) = (JoinSet::new(), Arc::new(Semaphore::new(4)));
    for (turn, name) in WALKERS.into_iter().chain(["nobody", "code"]).enumerate() {
        let (canary, addresses) = (Arc::clone(&canary), Arc::clone(&addresses));
        let places = Arc::clone(&places);
        people.spawn(async move {
            let _place = places.acquire().await.unwrap();
            (name, everything(&canary, name, turn, &addresses).await)
        });
    }
    let mut wrong = Vec::new();
    let mut readers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut pages = 0;
    while let Some(person) = people.join_next().await {
        let (name, found) = person.unwrap();
        pages += found.pages;
        wrong.extend(found.broken.iter().map(|page| format!("{page} breaks for {name}")));
        for (word, place) in found.read {
            let known = &canary.words[&word];
            readers.entry(word).or_default().insert(name);
            if !known.readers.contains(name) {
                wrong.push(format!("{name} reads {} on {place}", known.place()));
            }
        }
    }
    wrong.extend(in_indexes(&canary).await);
    wrong.extend(in_mail(&canary, &signer).await);
    wrong.extend(by_nobody(&canary, &readers));
    wrong.sort();
    println!("{} words, {pages} pages", canary.words.len());
    assert!(wrong.is_empty(), "{} words:\n{}", wrong.len(), wrong.join("\n"));
}

/// Words that somebody may read and nobody did: of them the sweep proves nothing.
fn by_nobody(canary: &Canary, readers: &BTreeMap<String, BTreeSet<&str>>) -> Vec<String> {
    let places = |is_read: bool| -> BTreeSet<String> {
        let words = canary.words.values().filter(|known| !known.readers.is_empty());
        let words = words.filter(|known| readers.contains_key(&known.text) == is_read);
        words.map(Word::place).collect()
    };
    let read = places(true);
    let unread: BTreeSet<String> = places(false).difference(&read).cloned().collect();
    let excused = table("unread.txt");
    let is_excused = |place: &&String| excused.iter().any(|row| row[0] == *place);
    let wrong = unread.iter().filter(|place| !is_excused(place));
    let stale = excused.iter().filter(|row| !unread.contains(row[0]));
    wrong
        .map(|place| format!("nobody reads {place}"))
        .chain(stale.map(|row| format!("somebody reads {} after all", row[0])))
        .collect()
}

/// All that somebody can get out of the house, how many pages they opened for it, and which of them broke.
async fn everything(canary: &Canary, name: &str, turn: usize, addresses: &Addresses) -> Found {
    let browser = browser(canary, name).await;
    let mut found = Found::default();
    let mut starts: Vec<&str> = Vec::new();
    for (record, addresses) in addresses {
        let page = browser.get(if record.is_empty() { "/" } else { record }).await;
        found.take(canary, &page);
        let part = if page.status == 404 { HIDDEN } else { 1 };
        let of = addresses.iter().enumerate();
        let of = of.filter(|(n, _)| (turn + n).is_multiple_of(part));
        starts.extend(of.map(|(_, path)| path.as_str()));
    }
    for reached in walk(&browser, &starts).await {
        found.take(canary, &reached.page);
    }
    for page in exports(&browser).await {
        found.take(canary, &page);
    }
    if browser.get("/meetings/feeds").await.offers("/meetings/feeds") {
        let feed = feed(&canary.world, name).await;
        found.take(canary, &canary.world.visitor().get(&feed).await.status(200));
    }
    if browser.get("/search").await.status == 200 {
        for page in all_found(&browser).await {
            found.take(canary, &page);
        }
        guess(canary, name, &browser, &mut found).await;
    }
    found
}

/// Of the addresses of a record that somebody may not know they ask for every sixth, each person for others.
const HIDDEN: usize = 6;

type Addresses = BTreeMap<String, Vec<String>>;

/// What somebody read, and where first.
#[derive(Default)]
struct Found {
    read: BTreeMap<String, String>,
    pages: usize,
    broken: Vec<String>,
}

impl Found {
    /// Writes down which words stand on a page that its reader did not bring along.
    fn take(&mut self, canary: &Canary, page: &Page) {
        self.pages += 1;
        if page.status.is_server_error() {
            self.broken.push(page.path.clone());
        }
        for word in canary.found(&told(page)) {
            if !page.path.contains(word) {
                self.read.entry(word.to_owned()).or_insert_with(|| page.path.clone());
            }
        }
    }
}

async fn browser(canary: &Canary, name: &str) -> Browser {
    match name {
        "code" => canary.world.visitor_of(&canary.paper).await,
        _ => canary.world.browser(name),
    }
}

/// All that an answer says: a page with its heads, the sheets of a paper, the parts of a workbook.
fn told(page: &Page) -> String {
    let mut text = String::new();
    for head in ["location", "content-disposition"] {
        text.push_str(page.header(head));
        text.push(' ');
    }
    if page.bytes.starts_with(b"%PDF-1") && page.header("content-type") == "application/pdf" {
        // Words that were broken at the end of a line are whole again.
        text.extend(pdf::text(&page.bytes).chars().filter(|c| !c.is_whitespace()));
    } else if page.bytes.starts_with(b"PK") {
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(&page.bytes)).unwrap();
        for part in 0..book.len() {
            book.by_index(part).unwrap().read_to_string(&mut text).unwrap();
        }
    } else {
        text.push_str(&page.body);
    }
    text
}

/// Every list that can be taken out, in every form: asked for as the pages offer it, and read.
async fn exports(browser: &Browser) -> Vec<Page> {
    let mut taken = Vec::new();
    for (list, action, formats) in [
        ("/activities", "/activities/exports", &["csv", "hxl", "xlsx"][..]),
        ("/qips", "/qips/exports", &[""]),
        ("/audit/exports", "/audit/exports", &[""]),
    ] {
        let page = browser.get(list).await;
        if !page.offers(action) {
            continue;
        }
        for format in formats {
            let field = [("format", *format)];
            let fields = if format.is_empty() { &field[..0] } else { &field[..] };
            let made = browser.submit(&page.form(action), fields).await;
            if made.status == 303 {
                let page = browser.follow(&made).await;
                for link in page.links().iter().filter(|link| link.starts_with(action)) {
                    taken.push(browser.get(link).await);
                }
                taken.push(page);
            } else {
                taken.push(made);
            }
        }
    }
    taken
}

/// What a search for the word that all texts have in common finds, page after page.
async fn all_found(browser: &Browser) -> Vec<Page> {
    let mut pages = Vec::new();
    for kind in ["", "request", "actor", "notice", "meeting", "project", "activity", "lesson"] {
        let mut next = Some(format!("/search?q={COMMON}&kind={kind}"));
        while let Some(path) = next {
            let page = browser.get(&path).await.status(200);
            let links = page.links();
            let more = links.into_iter().find(|link| link.contains("after="));
            next = more.filter(|link| pages.iter().all(|page: &Page| page.path != *link));
            pages.push(page);
        }
    }
    pages
}

/// Columns whose words search holds, and no others.
const INDEXED: [&str; 21] = [
    "requests.need",
    "requests.what",
    "requests.items",
    "activities.what",
    "activities.modality",
    "activities.target_group",
    "meetings.title",
    "meetings.purpose",
    "meetings.expected",
    "qips.title",
    "qips.summary",
    "notices.title",
    "notices.body",
    "reports.expected",
    "reports.happened",
    "reports.why",
    "reports.keep",
    "report_lessons.body",
    "actors.name",
    "actors.acronym",
    "actors.local_name",
];

/// Words that stand in the indexes of search without being for it.
async fn in_indexes(canary: &Canary) -> Vec<String> {
    let held = canary.strings("select words::text from search_docs").await.join(" ");
    let names = canary.strings("select word from actor_words").await.join(" ");
    let held = canary.found(&(held + " " + &names)).into_iter().map(|word| &canary.words[word]);
    let mut columns = BTreeSet::new();
    let mut wrong = Vec::new();
    for known in held {
        columns.insert(known.column.as_str());
        if !INDEXED.contains(&known.column.as_str()) {
            wrong.push(format!("search holds {}", known.place()));
        }
    }
    assert!(columns.len() > 16, "{columns:?}");
    wrong
}

/// Asks the search for a word of each record that somebody may not know, and for names: the answer is that for a word that does not exist,
/// and one typed wrongly is not put right.
async fn guess(canary: &Canary, name: &str, browser: &Browser, found: &mut Found) {
    const NO_WORD: &str = "xoqwawewik";
    let none = without(&browser.get(&format!("/search?q={NO_WORD}")).await, NO_WORD);
    let hidden = canary.words.values().filter(|known| !known.readers.contains(name));
    let hidden = hidden.filter(|known| INDEXED.contains(&known.column.as_str()));
    let mut asked = BTreeSet::new();
    for known in hidden {
        if !known.column.starts_with("actors.") && !asked.insert(known.record) {
            continue;
        }
        let page = browser.get(&format!("/search?q={}", known.text)).await;
        found.take(canary, &page);
        let others = canary.found(&page.body).into_iter().any(|other| other != known.text);
        // A word that is near may be named instead, where it is one that they may know.
        if without(&page, &known.text) != none && !others {
            found.read.entry(known.text.clone()).or_insert_with(|| page.path.clone());
        }
        let wrong = format!("/search?q={}w", &known.text[..known.text.len() - 1]);
        found.take(canary, &browser.get(&wrong).await);
    }
}

/// What a search says of a word, but for the word itself.
fn without(page: &Page, word: &str) -> String {
    let main = page.body.split_once("<main").map_or("", |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    format!("{} {}", page.status, main.replace(word, ""))
}

/// What stands in mails about all of this: for nobody a word, and no number of what they may not see.
async fn in_mail(canary: &Canary, signer: &Signer) -> Vec<String> {
    let sink = Sink::open().await;
    let world = &canary.world;
    let from = "CIMIC House <house@example.org>";
    let mailer = Mailer::new(&sink.url(), from, "https://house.example.org/").unwrap();
    chain_all(world, signer).await;
    switch(&world.db, true).await.unwrap();
    world
        .sql("insert into events (role, act, record_kind, record_id) select 'house', 'submit', 'request', id from requests union all select 'house', 'comment', 'qip', id from qips
                union all select 'house', 'remind', 'meeting', id from meetings union all select 'house', 'finish', 'action', id from actions")
        .await;
    chain_all(world, signer).await;
    take_events(&world.db).await.unwrap();
    take_expiring(&world.db).await.unwrap();
    world.sql("update mail_outbox set next_try_at = now() where state = 'waiting'").await;
    send_due(&world.db, &mailer).await.unwrap();
    let mails = sink.take();
    assert!(mails.len() > 10, "{} mails", mails.len());
    let mut wrong = Vec::new();
    for (name, email) in people(canary).await {
        for mail in mails.iter().filter(|mail| mail.to == email) {
            for known in canary.found(&mail.text).into_iter().map(|word| &canary.words[word]) {
                let (table, column) = known.column.split_once('.').unwrap();
                let is_head = column == "reference" || table == "people";
                if !is_head || !known.readers.contains(name) {
                    wrong.push(format!("{email} reads {} in a mail", known.place()));
                }
            }
        }
    }
    wrong
}

/// The addresses for mail of the cast, each with whose pages say who they are: those of a colleague for whom no pages are asked.
async fn people(canary: &Canary) -> Vec<(&'static str, String)> {
    let colleagues = [("Petra", "Pavel"), ("Malik", "Ines"), ("Jonas", "Noor")];
    let mut people = Vec::new();
    for (name, ..) in CAST {
        let id = canary.world.person(name);
        let email = format!("select email from people where id = '{id}'");
        let stands_for = colleagues.iter().find(|(known, _)| known == name);
        let like = stands_for.map_or(*name, |(_, like)| *like);
        people.push((like, canary.strings(&email).await.remove(0)));
    }
    people
}
