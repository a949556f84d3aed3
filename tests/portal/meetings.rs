//! Meetings, as people call them, answer, propose, move, and as they hide.

use crate::{
    forums::today,
    support::{Browser, Page, World},
};
use cimic_house::{
    access::Viewer,
    db::Mode,
    meetings::{policy::View, states::SPECS, store},
};
use jiff::ToSpan;
use std::collections::BTreeSet;

fn fields(world: &World) -> Vec<(&'static str, String)> {
    vec![
        ("title", "Bridge at Mill Ford".to_owned()),
        ("day", today().saturating_add(5.days()).to_string()),
        ("from", "09:30".to_owned()),
        ("until", "11:00".to_owned()),
        ("time_zone", "Africa/Lagos".to_owned()),
        ("audience", "parties".to_owned()),
        ("place_kind", "office".to_owned()),
        ("place", "Sector office, gate 2".to_owned()),
        ("language", "en".to_owned()),
        ("attribution", "attributed".to_owned()),
        ("expected", "Bring the load figures".to_owned()),
        ("invited", world.actor("alderbrook_north").to_string()),
        ("invited", world.actor("vc_millford").to_string()),
    ]
}

async fn calls(browser: &Browser, fields: &[(&'static str, String)]) -> Page {
    let form = browser.get("/meetings/new").await.status(200).form("/meetings/new");
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.submit(&form, &fields).await
}

/// Sends a form of one button, or one that needs these fields.
async fn sends(browser: &Browser, page: &str, part: &str, fields: &[(&str, &str)]) -> Page {
    let form = browser.get(page).await.status(200).form(part);
    browser.submit(&form, fields).await
}

#[tokio::test]
async fn pavel_calls_a_meeting_and_those_invited_answer_and_propose() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    let url = calls(&pavel, &fields(&world)).await.status(303).location().to_owned();
    // A plan is its host's alone.
    let amara = world.browser("Amara");
    amara.get(&url).await.status(404);
    world.browser("Nadia").get(&url).await.status(404);
    sends(&pavel, &url, &format!("{url}/invitations"), &[]).await.status(303);
    let page = amara.get(&url).await.status(200);
    page.says("Bring the load figures").says("Sector office, gate 2").says("09:30 – 11:00");
    amara.get("/home").await.says("Bridge at Mill Ford").says("Answer wanted");
    let answer = format!("{url}/answer");
    sends(&amara, &url, &answer, &[("answer", "perhaps")])
        .await
        .status(422)
        .says("Choose one of these");
    sends(&amara, &url, &answer, &[("answer", "yes"), ("note", "Two of us")]).await.status(303);
    pavel.get(&url).await.says("1 yes").says("1 not answered").says("Two of us");
    let items = format!("{url}/items");
    sends(&amara, &url, &items, &[("title", "Who repairs the railing"), ("minutes", "20")])
        .await
        .status(303);
    let page = pavel.get(&url).await.says("Who repairs the railing");
    let place = page.forms().into_iter().find(|form| form.action.ends_with("/place")).unwrap();
    pavel.submit(&place, &[]).await.status(303);
    amara.get(&url).await.says("20 minutes in all");
    assert_eq!(world.count("events where record_kind = 'meeting' and act = 'answer'").await, 1);
    // Whoever is not invited knows nothing of it.
    for other in ["Safi", "Lindi", "Rosa", "Omar", "Leila", "Noor", "Miriam"] {
        world.browser(other).get(&url).await.status(404);
        world.browser(other).get("/meetings").await.hides("Bridge at Mill Ford");
    }
    world.browser("Nadia").get(&url).await.status(200);
    amara
        .post(&format!("{url}/edit"), &[])
        .await
        .status(403)
        .says("Host and chair run this meeting");
}

#[tokio::test]
async fn only_those_who_have_not_answered_are_reminded() {
    let world = World::new().await;
    let met = world
        .meets("sector_north")
        .invites("alderbrook_north")
        .invites("vc_millford")
        .plant()
        .await;
    let (pavel, amara, joram) =
        (world.browser("Pavel"), world.browser("Amara"), world.browser("Joram"));
    sends(&amara, &met.url(), &format!("{}/answer", met.url()), &[("answer", "maybe")])
        .await
        .status(303);
    sends(&pavel, &met.url(), &format!("{}/reminder", met.url()), &[]).await.status(303);
    assert_eq!(world.count("meeting_actors where reminded_at is not null").await, 1);
    joram.get("/home").await.says("Reminder: answer wanted");
    amara.get("/home").await.hides("answer wanted").says("Weekly");
}

#[tokio::test]
async fn times_that_cannot_be_are_refused_beside_the_field() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    let with = |changes: &[(&str, &str)]| {
        let mut all = fields(&world);
        for (name, value) in changes {
            let field = all.iter_mut().find(|(known, _)| known == name).unwrap();
            (*value).clone_into(&mut field.1);
        }
        all
    };
    let page = calls(&pavel, &with(&[("from", "11:00"), ("until", "09:30"), ("title", "")])).await;
    page.status(422)
        .says("The end must come after the start")
        .says("Fill this in")
        .says("Sector office, gate 2");
    calls(&pavel, &with(&[("from", "25:00")])).await.status(422).says("Enter an hour, like 09:30");
    let gap = [
        ("time_zone", "Europe/Paris"),
        ("day", "2027-03-28"),
        ("from", "02:30"),
        ("until", "04:00"),
    ];
    calls(&pavel, &with(&gap)).await.status(422).says("this hour does not exist");
    let fold = [
        ("time_zone", "Europe/Paris"),
        ("day", "2027-10-31"),
        ("from", "01:30"),
        ("until", "03:30"),
    ];
    calls(&pavel, &with(&fold)).await.status(303);
    assert_eq!(
        world.count("meetings where ends_at - starts_at = interval '3 hours'").await,
        1,
        "the hour that comes twice"
    );
}

#[tokio::test]
async fn a_meeting_that_is_moved_asks_again_and_one_that_is_cancelled_says_why() {
    let world = World::new().await;
    let met = world.meets("sector_north").invites("alderbrook_north").plant().await;
    let (pavel, amara) = (world.browser("Pavel"), world.browser("Amara"));
    let url = met.url();
    sends(&amara, &url, &format!("{url}/answer"), &[("answer", "yes")]).await.status(303);
    let day = today().saturating_add(9.days()).to_string();
    let time = format!("{url}/time");
    sends(&pavel, &time, &time, &[("day", &day), ("from", "15:00"), ("until", "14:00")])
        .await
        .status(422);
    sends(
        &pavel,
        &time,
        &time,
        &[("day", &day), ("from", "15:00"), ("until", "16:00"), ("reason", "Road closed")],
    )
    .await
    .status(303);
    amara.get(&url).await.says("15:00 – 16:00").says("Road closed").says("Will you come?");
    assert_eq!(world.count("meeting_actors where answer is null").await, 1);
    let off = format!("{url}/postponement");
    sends(&pavel, &off, &off, &[]).await.status(422).says("Fill this in");
    sends(&pavel, &off, &off, &[("reason", "Floods")]).await.status(303);
    amara.get(&url).await.says("Postponed").hides("Will you come?");
    let again = format!("{url}/new-time");
    sends(&pavel, &again, &again, &[("from", "10:00"), ("until", "11:00")]).await.status(303);
    amara.get(&url).await.says("Will you come?");
    let off = format!("{url}/cancellation");
    sends(&pavel, &off, &off, &[("reason", "No quorum")]).await.status(303);
    amara.get(&url).await.says("Cancelled").says("No quorum");
    pavel.get(&time).await.status(409).says("moved on");
    assert_eq!(world.count("meeting_acts where meeting_id is not null and act in ('move', 'postpone', 'reschedule', 'cancel')").await, 4);
}

#[tokio::test]
async fn two_who_change_a_meeting_at_once_see_both_texts() {
    let world = World::new().await;
    let met = world.meets("sector_north").words("Old title").plant().await;
    let edit = format!("{}/edit", met.url());
    let (pavel, petra) = (world.browser("Pavel"), world.browser("Petra"));
    let mine = pavel.get(&edit).await.status(200).form(&edit);
    let theirs = petra.get(&edit).await.status(200).form(&edit);
    petra
        .submit(&theirs, &[("title", "Title of Petra"), ("expected", "Bring maps")])
        .await
        .status(303);
    let page = pavel
        .submit(&mine, &[("title", "Title of Pavel"), ("expected", "Bring fuel")])
        .await
        .status(409);
    let page = page
        .says("Somebody saved before you")
        .says("Title of Petra")
        .says("Title of Pavel")
        .says("Bring maps");
    let again = page.form(&edit);
    pavel.submit(&again, &[]).await.status(303);
    petra.get(&met.url()).await.says("Title of Pavel").says("Bring fuel");
}

#[tokio::test]
async fn a_confidential_item_is_read_by_whom_it_is_for() {
    let world = World::new().await;
    let met = world
        .meets("ocha")
        .invites("alderbrook_north")
        .invites("kestrel")
        .invites("dc_jorrafin")
        .plant()
        .await;
    let (ines, url) = (world.browser("Ines"), met.url());
    let items = format!("{url}/items");
    sends(&ines, &url, &items, &[("title", "Staff safety in the camp"), ("only", "humanitarian")])
        .await
        .status(303);
    sends(
        &ines,
        &url,
        &items,
        &[
            ("title", "Rotation of the company"),
            ("presenter", &world.actor("kestrel").to_string()),
            ("only", "owner"),
        ],
    )
    .await
    .status(303);
    sends(
        &world.browser("Yusra"),
        &url,
        &items,
        &[("title", "Land at the market"), ("only", "owner")],
    )
    .await
    .status(303);
    let reads = async |name: &str, words: &str| {
        world.browser(name).get(&url).await.status(200).body.contains(words)
    };
    for (words, readers) in [
        ("Staff safety in the camp", &["Ines", "Amara"][..]),
        ("Rotation of the company", &["Ines", "Dario"][..]),
        ("Land at the market", &["Ines", "Yusra"][..]),
    ] {
        for name in ["Ines", "Amara", "Dario", "Yusra"] {
            assert_eq!(reads(name, words).await, readers.contains(&name), "{name}: {words}");
        }
    }
}

#[tokio::test]
async fn somebody_taken_out_and_somebody_who_leaves_see_it_no_more() {
    let world = World::new().await;
    let met = world
        .meets("sector_north")
        .invites("alderbrook_north")
        .invites("vc_millford")
        .plant()
        .await;
    let (pavel, url) = (world.browser("Pavel"), met.url());
    let page = pavel.get(&format!("{url}/invited")).await.status(200);
    let removal = page.forms().into_iter().find(|form| form.action.ends_with("/removal")).unwrap();
    let out = world.actor("vc_millford").to_string();
    pavel.submit(&removal, &[("one", &out)]).await.status(303);
    world.browser("Joram").get(&url).await.status(404);
    sends(&world.browser("Amara"), &url, &format!("{url}/leaving"), &[]).await.status(303);
    world.browser("Amara").get(&url).await.status(404);
    let invited = format!("{url}/invited");
    sends(&pavel, &invited, &invited, &[("invited", &out)]).await.status(303);
    world.browser("Joram").get(&url).await.status(200);
}

#[tokio::test]
async fn policy_and_row_level_security_agree_on_every_meeting_for_everybody() {
    let world = World::new().await;
    let mut planted = Vec::new();
    for (n, (owner, audience)) in [
        ("ocha", "humanitarian"),
        ("ocha", "partners"),
        ("ocha", "parties"),
        ("fhq_cimic", "military"),
        ("fhq_cimic", "mission"),
        ("sector_north", "parties"),
        ("sector_north", "owner"),
        ("civil_affairs", "mission"),
        ("civil_affairs", "parties"),
        ("vc_millford", "parties"),
        ("dc_jorrafin", "parties"),
        ("open_ward", "humanitarian"),
    ]
    .into_iter()
    .enumerate()
    {
        for state in ["planned", "invited", "sealed"] {
            let fits: &[&'static str] = match audience {
                "humanitarian" => &["alderbrook_north"],
                "military" => &["ibis"],
                "mission" => &["kestrel"],
                "owner" => &[],
                _ => &["alderbrook_north", "kestrel", "vc_threewells"],
            };
            let meet = world.meets(owner).audience(audience).state(state);
            let meet = fits.iter().take(1 + n % 3).fold(meet, |meet, actor| meet.invites(actor));
            planted.push(meet.plant().await);
        }
    }
    let mut house = world.house().await;
    let mut different = BTreeSet::new();
    for (name, ..) in crate::support::CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        let viewer: Viewer = world.viewer(name).await;
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let shown: Vec<uuid::Uuid> =
            sqlx::query_scalar("select id from meetings").fetch_all(tx.conn()).await.unwrap();
        let shown: BTreeSet<_> = shown.into_iter().collect();
        let mut allowed = BTreeSet::new();
        for met in &planted {
            let meeting = store::find(&mut house, &met.plain).await.unwrap();
            if viewer.may(View, &meeting) {
                allowed.insert(met.id);
            }
        }
        assert_eq!(shown, allowed, "{name}");
        let filter = store::Filter::default();
        let count = store::count(&mut tx, &filter).await.unwrap();
        assert_eq!(usize::try_from(count).unwrap(), allowed.len(), "{name}: the count");
        different.insert(allowed);
    }
    assert!(different.len() > 8, "the planted meetings tell people apart");
}

/// Whom a word planted for some may reach: nobody else, on any page, feed or file.
#[tokio::test]
async fn words_of_closed_meetings_are_served_to_nobody_outside() {
    let world = World::new().await;
    let members = ["alderbrook_north", "open_ward"];
    let forum = world.forum("ocha", "protection", "humanitarian", &members, "canaryforum").await;
    let met =
        world.meets("ocha").of(forum).audience("humanitarian").words("canarymeeting").plant().await;
    let past = world
        .meets("ocha")
        .of(forum)
        .audience("humanitarian")
        .words("canarypast")
        .hours(-50)
        .state("held")
        .plant()
        .await;
    let military =
        world.meets("fhq_cimic").audience("military").words("canarymilitary").plant().await;
    let private =
        world.meets("sector_north").invites("kestrel").words("canaryprivate").plant().await;
    let readers: [(&str, &[&str]); 6] = [
        ("canaryforum", &["Ines", "Malik", "Amara", "Elodie", "Teo", "Safi", "Basil"]),
        ("canarymeeting", &["Ines", "Malik", "Amara", "Elodie", "Teo", "Safi", "Basil"]),
        ("canarypast", &["Ines", "Malik", "Amara", "Elodie", "Teo", "Safi", "Basil"]),
        ("canarymilitary", &["Dario", "Sanjay", "Pavel", "Petra", "Lindi", "Hugo", "Nadia"]),
        ("canaryprivate", &["Dario", "Pavel", "Petra", "Hugo", "Nadia"]),
        ("no such word", &[]),
    ];
    let day = today();
    let pages = [
        "/home".to_owned(),
        "/meetings".to_owned(),
        "/meetings?when=past".to_owned(),
        format!("/meetings?forum={forum}"),
        "/meetings/calendar".to_owned(),
        format!("/meetings/calendar?view=week&day={day}"),
        format!("/meetings/calendar?view=month&day={}", day.saturating_add(2.days())),
        "/meetings/announced".to_owned(),
        "/forums".to_owned(),
        "/forums?ended=yes".to_owned(),
        format!("/forums/{forum}"),
        "/rooms".to_owned(),
    ];
    let mut leaks = Vec::new();
    for (name, ..) in crate::support::CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        let browser = world.browser(name);
        let mut found: Vec<Page> = Vec::new();
        for page in &pages {
            found.push(browser.get(page).await);
        }
        for met in [&met, &past, &military, &private] {
            for tail in ["", "/edit", "/time", "/invited", "/calendar.ics", "/answer"] {
                found.push(browser.get(&format!("{}{tail}", met.url())).await);
            }
            found.push(browser.get(&format!("{}/items/{}", met.url(), met.item)).await);
        }
        for (word, may) in &readers {
            for page in found.iter().filter(|page| page.body.contains(word)) {
                if !may.contains(name) {
                    leaks.push(format!("{name} reads {word} on {}", page.path));
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    let visitor = world.visitor();
    for page in &pages {
        for (word, _) in &readers {
            visitor.get(page).await.hides(word);
        }
    }
}

#[tokio::test]
async fn a_hidden_meeting_and_an_absent_one_are_the_same_page() {
    let world = World::new().await;
    let met = world.meets("ocha").audience("humanitarian").plant().await;
    let absent = cimic_house::reference::show(&cimic_house::reference::new());
    for who in ["Pavel", "Joram", "Noor", "Leila", "Rosa"] {
        let browser = world.browser(who);
        for tail in ["", "/edit", "/calendar.ics", "/time"] {
            let plain = |page: Page| {
                let id = page.header("x-request-id").to_owned();
                (page.status, page.body.replace(&id, "").replace(&page.path, ""))
            };
            let hidden = browser.get(&format!("{}{tail}", met.url())).await.status(404);
            let missing = browser.get(&format!("/meetings/{absent}{tail}")).await;
            assert_eq!(plain(hidden), plain(missing), "{who} {tail}");
        }
    }
}

#[tokio::test]
async fn narrowing_a_forum_counts_at_once_and_widening_only_for_what_comes() {
    let world = World::new().await;
    let forum = world.forum("ocha", "other", "partners", &["alderbrook_north"], "Open forum").await;
    let old =
        world.meets("ocha").of(forum).audience("partners").hours(-40).state("held").plant().await;
    let new = world.meets("ocha").of(forum).audience("partners").plant().await;
    let pavel = world.browser("Pavel");
    pavel.get(&old.url()).await.status(200).hides("example.org/");
    world.sql("update forums set audience = 'humanitarian'").await;
    pavel.get(&old.url()).await.status(404);
    pavel.get(&new.url()).await.status(404);
    world.sql("update forums set audience = 'partners'").await;
    pavel.get(&old.url()).await.status(404);
    pavel.get(&new.url()).await.status(200);
}

/// The table in `docs/meetings.md` is the one in the code.
#[test]
fn the_documented_states_are_those_of_the_code() {
    let text = std::fs::read_to_string("docs/meetings.md").unwrap();
    for spec in SPECS {
        let from: Vec<&str> = spec.from.iter().map(|state| state.as_str()).collect();
        let to = spec.to.map_or("–", |state| state.as_str());
        let row = format!("| {} | {} | {to} | {} |", from.join(", "), spec.act, spec.who);
        assert!(text.contains(&row), "docs/meetings.md lacks\n{row}");
    }
    let rows = text
        .lines()
        .filter(|line| {
            line.starts_with("| ")
                && SPECS.iter().any(|spec| line.contains(&format!("| {} |", spec.act)))
        })
        .count();
    assert_eq!(rows, SPECS.len());
}

#[tokio::test]
async fn a_list_of_25_meetings_weighs_at_most_12_kb() {
    let world = World::new().await;
    for n in 0..26 {
        world
            .meets("sector_north")
            .invites("alderbrook_north")
            .words(&format!("Words of meeting {n}"))
            .plant()
            .await;
    }
    for (name, path) in
        [("Amara", "/meetings"), ("Pavel", "/meetings"), ("Pavel", "/meetings/calendar")]
    {
        let page = world.browser(name).get(path).await.status(200);
        let size = crate::asking::compressed(&page.body);
        println!("{path} for {name}: {size} bytes");
        assert!(size <= 12 * 1024, "{path} for {name}: {size} bytes");
    }
    let page = world.browser("Amara").get("/meetings").await;
    let next = page.links().into_iter().find(|link| link.contains("after=")).unwrap();
    assert_eq!(
        world
            .browser("Amara")
            .get(&next)
            .await
            .status(200)
            .body
            .matches("Words of meeting")
            .count(),
        1
    );
}
