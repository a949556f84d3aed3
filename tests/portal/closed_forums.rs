//! A forum of humanitarians alone, through all of its life. For everybody else it does not exist: their pages, counts, calendars, feeds, files,
//! exports and mails are those of a house without it.

use crate::{
    audit_chain::chain_all,
    calendar::feed,
    files::PDF,
    forums::today,
    support::{Page, World, meetings::Met},
};
use cimic_house::{
    audit::signing::Signer,
    mail::{queue, sending::switch},
};
use jiff::ToSpan;
use uuid::Uuid;

const WORD: &str = "canaryclosed";
const OUTSIDE: [&str; 9] =
    ["Dario", "Pavel", "Nadia", "Hugo", "Rosa", "Keiko", "Yusra", "Joram", "Leila"];

struct Closed {
    forum: Uuid,
    coming: Met,
    past: Met,
    room: Uuid,
}

/// What a reader can tell from a page: all of it but what differs at every reading, the number of the request and the clock of its foot.
fn told(page: &Page) -> (u16, String, Vec<String>) {
    let text = page.text();
    let body = match text.rsplit_once("Services Glossary") {
        Some((above, _)) => above.rsplit_once(", ").map_or(above, |(body, _)| body),
        None => &text,
    };
    let number = page.header("x-request-id");
    let body = if number.is_empty() { body.to_owned() } else { body.replace(number, "") };
    (page.status.as_u16(), body, page.links())
}

/// Pages on which something of a meeting could stand.
fn pages(world: &World) -> Vec<String> {
    let (day, word) = (today().saturating_add(2.days()), WORD);
    let own = world.actor("alderbrook_north");
    let ocha = world.actor("ocha");
    [
        "/",
        "/home",
        "/meetings",
        "/meetings?when=past",
        "/meetings?mine=yes",
        "/meetings?state=drafted",
        "/meetings/calendar",
        "/meetings/announced",
        "/forums",
        "/forums?family=protection",
        "/rooms",
        "/actions",
        "/actions?who=office",
        "/actions?only=late",
        "/reports",
        "/visits",
        "/requests",
        "/board",
        "/dashboards",
        "/dashboards/answering",
        "/objectives",
        "/sitreps",
        "/notices",
        "/activities",
        "/overlaps",
        "/gaps",
        "/map",
        "/areas/XZ0102",
        "/actors",
        "/search?q=meeting",
        "/qips",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([
        format!("/meetings/calendar?view=week&day={day}"),
        format!("/search?q={word}"),
        format!("/actors/{own}"),
        format!("/actors/{ocha}"),
    ])
    .collect()
}

/// Everything that happens to a forum: called, answered, its room booked; held, written up, promised, circulated.
async fn lives(world: &World, room: Uuid) -> Closed {
    let members = ["alderbrook_north", "open_ward"];
    let forum = world.forum("ocha", "protection", "humanitarian", &members, WORD).await;
    let meet = || world.meets("ocha").of(forum).audience("humanitarian").words(WORD);
    let (coming, past) = (meet().plant().await, meet().hours(-2).plant().await);
    world
        .sql(&format!("update meeting_items set state = 'agenda' where id = '{}'", past.item))
        .await;
    let (ines, amara) = (world.browser("Ines"), world.browser("Amara"));
    let member = world.actor("alderbrook_north").to_string();
    let due = today().saturating_add(9.days()).to_string();
    let room_id = room.to_string();
    let (next, met) = (coming.url(), past.url());
    let item = format!("{met}/minutes/{}", past.item);
    amara.post(&format!("{next}/answer"), &[("answer", "yes"), ("note", WORD)]).await.status(303);
    for (address, fields) in [
        (format!("{next}/reminder"), vec![]),
        (format!("{next}/room"), vec![("one", room_id.as_str())]),
        (format!("{met}/attendance"), vec![("actor", member.as_str()), ("presence", "present")]),
        (format!("{met}/attendance/walk-ins"), vec![("what", WORD), ("people", "3")]),
        (format!("{met}/held"), vec![]),
        (item.clone(), vec![("summary", WORD), ("base", "0")]),
        (format!("{item}/decisions"), vec![("decision", WORD), ("decided_by", member.as_str())]),
        (format!("{item}/words"), vec![("said_by", member.as_str()), ("words", WORD)]),
        (
            format!("{met}/actions/new?item={}", past.item),
            vec![
                ("body", WORD),
                ("actor", member.as_str()),
                ("due_on", due.as_str()),
                ("priority", "normal"),
            ],
        ),
        (format!("{met}/circulation"), vec![]),
    ] {
        ines.post(&address, &fields).await.status(303);
    }
    let file = Some(("a.pdf", "application/pdf", PDF));
    ines.upload(&format!("{met}/documents/new"), &[("name", WORD)], file).await.status(303);
    Closed { forum, coming, past, room }
}

async fn reads(world: &World, name: &str, path: &str) -> (u16, String, Vec<String>) {
    told(&world.browser(name).get(path).await)
}

#[tokio::test]
async fn a_humanitarian_forum_leaves_no_trace_for_others() {
    let world = World::new().await;
    let room = world.room("sector_north", "Long table", false).await;
    let pages = pages(&world);
    let mut feeds = Vec::new();
    for name in OUTSIDE.iter().filter(|name| **name != "Leila") {
        feeds.push(feed(&world, name).await);
    }
    let mut before = Vec::new();
    for name in OUTSIDE.into_iter().chain(["nobody"]) {
        for path in pages.iter().chain(&feeds) {
            before.push((name, path, reads(&world, name, path).await));
        }
    }
    let closed = lives(&world, room).await;
    let mut traces = Vec::new();
    for (name, path, was) in before {
        let is = reads(&world, name, path).await;
        if is != was {
            traces.push(format!("{name} on {path}:\n  {}\n  {}", was.1, is.1));
        }
    }
    assert!(traces.is_empty(), "{}", traces.join("\n"));
    no_address_answers(&world, &closed).await;
    a_room_is_taken_and_no_more(&world, &closed).await;
    // And its members have it all.
    let page = world.browser("Amara").get("/meetings").await;
    page.says(WORD);
    world.visitor().get(&feed(&world, "Amara").await).await.says(WORD);
}

/// Each address of it is the page of what is absent.
async fn no_address_answers(world: &World, closed: &Closed) {
    let one = async |query: &'static str| -> String {
        let id: Uuid = sqlx::query_scalar(query).fetch_one(world.owner().await).await.unwrap();
        id.to_string()
    };
    let file = one("select id from files").await;
    let mut addresses = vec![
        format!("/forums/{}", closed.forum),
        format!("/forums/{}/figures", closed.forum),
        format!("/actions/{}", one("select id from actions").await),
        format!("/files/{file}"),
        format!("/files/{file}/removal"),
    ];
    for met in [&closed.coming, &closed.past] {
        for tail in [
            "",
            "/minutes",
            "/minutes/print",
            "/attendance",
            "/attendance/sheet",
            "/checklist",
            "/calendar.ics",
            "/documents/new",
            "/actions/new",
            "/seal",
            "/invited",
            "/edit",
        ] {
            addresses.push(format!("{}{tail}", met.url()));
        }
        addresses.push(format!("{}/minutes/{}", met.url(), met.item));
        addresses.push(format!("{}/items/{}", met.url(), met.item));
    }
    for name in OUTSIDE {
        let browser = world.browser(name);
        for address in &addresses {
            browser.get(address).await.status(404).hides(WORD);
        }
    }
    for address in &addresses {
        world.visitor().get(address).await.hides(WORD);
    }
}

/// A room that it booked is taken: for whom and what for stands nowhere; its keeper reads which office has it.
async fn a_room_is_taken_and_no_more(world: &World, closed: &Closed) {
    let day: String = sqlx::query_scalar(
        "select to_char(starts_at at time zone 'Africa/Lagos', 'YYYY-MM-DD') from meetings where id = $1",
    )
    .bind(closed.coming.id)
    .fetch_one(world.owner().await)
    .await
    .unwrap();
    for name in ["Dario", "Nadia", "Rosa", "Yusra", "Joram"] {
        let page = world.browser(name).get(&format!("/rooms/{}?week={day}", closed.room)).await;
        page.status(200).says("Taken").hides(WORD).hides("OCHA").hides(&closed.coming.reference);
    }
    let page = world.browser("Pavel").get(&format!("/rooms/{}?week={day}", closed.room)).await;
    page.status(200).says("OCHA").hides(WORD).hides(&closed.coming.reference);
}

#[tokio::test]
async fn no_mail_tells_anybody_outside_of_a_humanitarian_forum() {
    let world = World::new().await;
    let room = world.room("sector_north", "Long table", false).await;
    let signer = Signer::in_memory().unwrap();
    chain_all(&world, &signer).await;
    switch(&world.db, true).await.unwrap();
    let closed = lives(&world, room).await;
    // Its minutes become due as well.
    world
        .sql(&format!(
            "update meetings set starts_at = starts_at - interval '50 hours', ends_at = ends_at - interval '50 hours', state = 'drafted' where id = '{}'",
            closed.past.id
        ))
        .await;
    chain_all(&world, &signer).await;
    queue::take_events(&world.db).await.unwrap();
    queue::take_expiring(&world.db).await.unwrap();
    let outside =
        "mail_outbox o where exists (select from posts p join actors a on a.id = p.actor_id
        where p.person_id = o.person_id and a.community not in ('humanitarian'))";
    assert_eq!(world.count(outside).await, 0);
    for kind in ["meeting", "action"] {
        assert!(
            world.count(&format!("mail_outbox where record_kind = '{kind}'")).await > 0,
            "{kind}"
        );
    }
    assert!(world.count("mail_outbox where once like 'minutes/%'").await > 0);
}
