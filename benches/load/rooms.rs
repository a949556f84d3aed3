//! The pages of the whole house, each for people who see few, many or most of what it shows.

use crate::{
    client::{Ask, Client},
    figures::Figure,
    house::House,
    people::Cast,
};
use anyhow::{Context, Result};
use sqlx::PgConnection;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Answers of one page at least, however slow it is.
const FEWEST: usize = 60;
/// Most bytes that travel for a page, headers and all: a dashboard, a list, the map.
const DASHBOARD: usize = 40 * 1024;
const LIST: usize = 12 * 1024;
const MAP: usize = 60 * 1024;
/// Milliseconds that issue 6 allows for desks, dashboards, references and names; and for words.
const QUICK: f64 = 50.0;
const WORDS: f64 = 200.0;

/// A page, for whom it is measured, and what it may cost where somebody said so.
pub struct Room {
    pub what: &'static str,
    pub who: &'static [&'static str],
    /// Addresses that are asked in turn.
    pub paths: Vec<String>,
    pub milliseconds: Option<f64>,
    pub bytes: Option<usize>,
}

/// What one page came to, for one reader.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Measured {
    #[serde(flatten)]
    pub figure: Figure,
    pub milliseconds: Option<f64>,
    pub most_bytes: Option<usize>,
}

impl Measured {
    /// What it is over, in words; nothing where it keeps what was asked.
    pub fn misses(&self) -> Option<String> {
        let slow = self.milliseconds.filter(|most| self.figure.p95 > *most);
        let heavy = self.most_bytes.filter(|most| self.figure.bytes > *most);
        match (slow, heavy) {
            (None, None) => None,
            (slow, heavy) => {
                let slow = slow.map(|most| format!("{:.0} ms of {most:.0}", self.figure.p95));
                let heavy = heavy.map(|most| format!("{} bytes of {most}", self.figure.bytes));
                Some(slow.into_iter().chain(heavy).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Records that pages are opened of, at random but the same every time.
pub struct Samples {
    actors: Vec<Uuid>,
    names: Vec<String>,
    districts: Vec<(Uuid, String)>,
    meetings: Vec<String>,
    projects: Vec<String>,
    cards: Vec<String>,
    activities: Vec<Uuid>,
    objective: Uuid,
    forum: Uuid,
    today: jiff::civil::Date,
}

impl Samples {
    pub async fn draw(owner: &mut PgConnection, cast: &Cast) -> Result<Samples> {
        let hq = cast.world.hq.id;
        let text = |sql: &'static str| sqlx::query_scalar::<_, String>(sql);
        let some = "select id from actors where community = 'humanitarian' and audience = 'partners' order by md5(id::text) limit 50";
        let today: jiff_sqlx::Date =
            sqlx::query_scalar("select current_date").fetch_one(&mut *owner).await?;
        Ok(Samples {
            actors: sqlx::query_scalar(some).fetch_all(&mut *owner).await?,
            names: text("select split_part(name, ' ', 1) || ' ' || split_part(name, ' ', 2) from actors where audience = 'partners' and acronym <> '' order by md5(id::text) limit 50")
                .fetch_all(&mut *owner)
                .await?,
            districts: sqlx::query_as("select id, code from areas where level = 2 order by md5(code) limit 20")
                .fetch_all(&mut *owner)
                .await?,
            meetings: text("select m.reference from meeting_sights s join meetings m on m.id = s.meeting_id where s.grantee = $1 and s.state = 'sealed' order by md5(m.id::text) limit 50")
                .bind(hq)
                .fetch_all(&mut *owner)
                .await?,
            projects: text("select reference from qips where state = 'evaluated' order by md5(id::text) limit 50").fetch_all(&mut *owner).await?,
            cards: text("select reference from qips where state = 'implementing' order by md5(id::text) limit 50").fetch_all(&mut *owner).await?,
            activities: sqlx::query_scalar("select activity_id from activity_sights where grantee = $1 order by md5(activity_id::text) limit 50")
                .bind(hq)
                .fetch_all(&mut *owner)
                .await?,
            objective: sqlx::query_scalar("select id from objectives order by code limit 1").fetch_one(&mut *owner).await?,
            forum: sqlx::query_scalar("select id from forums where owner_id = $1 order by name limit 1").bind(hq).fetch_one(&mut *owner).await?,
            today: today.to_jiff(),
        })
    }

    /// Every room that is measured.
    pub fn rooms(&self, cast: &Cast) -> Result<Vec<Room>> {
        let mut rooms = self.who_does_what();
        rooms.extend(self.what_is_agreed());
        rooms.extend(self.what_is_paid());
        rooms.extend(self.what_is_found(cast)?);
        Ok(rooms)
    }

    fn who_does_what(&self) -> Vec<Room> {
        let all: &[&str] = &["village", "partner", "officer", "chief"];
        let (_, code) = &self.districts[0];
        let areas =
            |path: &str| self.districts.iter().map(|(id, _)| format!("{path}{id}")).collect();
        let (from, until) = (
            self.today.saturating_sub(jiff::Span::new().days(400)),
            self.today.saturating_sub(jiff::Span::new().days(370)),
        );
        vec![
            list("directory", all, one("/actors")),
            list("directory, by name", all, each("/actors?q=", &self.names)),
            list(
                "directory, mistyped",
                all,
                each("/actors?q=", &["commitee water", "asociation", "foundaton seed"]),
            ),
            list("directory, filtered", all, one("/actors?kind=nngo&cluster=WSH")),
            page("an actor", all, each("/actors/", &self.actors)),
            page(
                "an actor's network",
                &["partner", "chief"],
                self.actors.iter().map(|id| format!("/actors/{id}/network")).collect(),
            ),
            page(
                "a district",
                all,
                self.districts.iter().map(|(_, code)| format!("/areas/{code}")).collect(),
            ),
            list("activities", all, one("/activities")),
            list("activities, by cluster", all, one("/activities?cluster=WSH")),
            list("activities, by district", all, areas("/activities?area=")),
            list(
                "activities, by status",
                all,
                each("/activities?status=", &["planned", "suspended", "ongoing"]),
            ),
            list(
                "activities, by period",
                all,
                vec![format!("/activities?from={from}&until={until}")],
            ),
            list("activities, stale", all, one("/activities?stale=yes")),
            page("an activity", &["officer", "chief"], each("/activities/", &self.activities)),
            map("map", all, one("/map")),
            map("map, one cluster", all, one("/map?cluster=WSH")),
            map("map, requests", &["partner", "chief"], one("/map?measure=requests")),
            page("gaps", &["village", "partner", "coordinator", "chief"], one("/gaps")),
            page("overlaps", &["partner", "coordinator", "chief"], one("/overlaps")),
            page("needs of a district", &["coordinator"], vec![format!("/gaps/{code}/needs")]),
        ]
    }

    fn what_is_agreed(&self) -> Vec<Room> {
        let all: &[&str] = &["village", "partner", "officer", "chief"];
        vec![
            page("calendar, month", all, one("/meetings/calendar")),
            page("calendar, week", all, one("/meetings/calendar?view=week")),
            list("meetings", all, one("/meetings")),
            list("meetings, past", all, one("/meetings?when=past")),
            list("meetings, mine", all, one("/meetings?mine=yes")),
            page("a meeting", &["chief"], each("/meetings/", &self.meetings)),
            page(
                "its minutes",
                &["chief"],
                self.meetings
                    .iter()
                    .map(|reference| format!("/meetings/{reference}/minutes"))
                    .collect(),
            ),
            list("forums", &["partner", "chief"], one("/forums")),
            page("a forum", &["chief"], vec![format!("/forums/{}", self.forum)]),
            page("figures of a forum", &["chief"], vec![format!("/forums/{}/figures", self.forum)]),
            list("action points, mine", all, one("/actions?who=mine")),
            list("action points, office", all, one("/actions?who=office")),
            list(
                "action points, put",
                &["officer", "chief", "coordinator"],
                one("/actions?who=put"),
            ),
            list("action points, all", all, one("/actions")),
            list("action points, late", all, one("/actions?only=late")),
            list("action points, stuck", all, one("/actions?only=stuck")),
            list("reports and lessons", &["officer", "chief"], one("/reports")),
            list("notices", &["village", "partner", "officer", "chief"], one("/notices")),
            page("notices, visitor", &["visitor"], one("/notices")),
            page("notices, feed", &["visitor"], one("/notices/feed.atom")),
            page("announced meetings", &["visitor"], one("/meetings/announced")),
        ]
    }

    fn what_is_paid(&self) -> Vec<Room> {
        let area = &self.districts[0].0;
        vec![
            list(
                "projects",
                &["village", "partner", "section", "qip_manager", "approver", "chief"],
                one("/qips"),
            ),
            list(
                "projects, by state",
                &["partner", "section", "qip_manager", "chief"],
                one("/qips?state=implementing"),
            ),
            list(
                "projects, by sector",
                &["partner", "section", "qip_manager", "chief"],
                one("/qips?sector=110"),
            ),
            list(
                "projects, by district",
                &["partner", "section", "qip_manager", "chief"],
                vec![format!("/qips?area={area}")],
            ),
            page(
                "a project",
                &["section", "qip_manager", "approver"],
                each("/qips/", &self.projects),
            ),
            page("a project's card", &["partner", "chief"], each("/qips/", &self.cards)),
            dashboard(
                "desk of projects",
                &["section", "qip_manager", "approver", "finance"],
                one("/qips/desk"),
            ),
        ]
    }

    fn what_is_found(&self, cast: &Cast) -> Result<Vec<Room>> {
        let all: &[&str] = &["village", "partner", "officer", "chief"];
        let references = |who: &str| -> Vec<String> {
            let references = &cast.person(who).references;
            references.iter().take(50).map(|reference| format!("/search?q={reference}")).collect()
        };
        let homes = &[
            "village",
            "partner",
            "coordinator",
            "liaison",
            "officer",
            "chief",
            "section",
            "qip_manager",
            "committee",
            "approver",
            "finance",
            "leader",
            "admin",
            "auditor",
        ];
        let sought = |what, q: &str| Room {
            milliseconds: Some(WORDS),
            ..page(what, all, each("/search?q=", &[q]))
        };
        let feed = cast.feed.as_deref().context("no feed")?;
        let mut rooms = vec![
            quick("home", homes, one("/home")),
            quick("search, reference", &["partner"], references("partner")),
            quick("search, reference", &["officer"], references("officer")),
            quick("search, reference", &["chief"], references("chief")),
            quick("search, name", all, each("/search?q=", &self.names)),
            sought("search, a common word", "bridge"),
            sought("search, two words", "bridge school"),
            sought("search, a rare word", "w123"),
            sought("search, unused word", "zeppelin"),
            sought("search, old word", "pallets"),
            dashboard("dashboards", &["leader", "chief"], one("/dashboards")),
            dashboard("board", &["officer", "coordinator", "chief", "section"], one("/board")),
            page("objectives", &["partner", "chief"], one("/objectives")),
            page("an objective", &["chief"], vec![format!("/objectives/{}", self.objective)]),
            list("triage", &["officer", "coordinator"], one("/requests/triage")),
            page("calendar feed", &["visitor"], vec![format!("/calendar/{feed}/meetings.ics")]),
            page("events", &["auditor"], one("/audit")),
            page("events, by kind", &["auditor"], one("/audit?kind=meeting")),
            page("checkpoints", &["visitor"], one("/audit/checkpoints")),
            page("administration", &["admin"], one("/admin")),
            page("people", &["admin"], one("/people")),
        ];
        for question in ["answering", "where", "coherent", "meetings", "money", "voluntary"] {
            rooms.push(dashboard(
                "dashboard",
                &["leader", "chief"],
                vec![format!("/dashboards/{question}")],
            ));
        }
        Ok(rooms)
    }
}

fn page(what: &'static str, who: &'static [&'static str], paths: Vec<String>) -> Room {
    Room { what, who, paths, milliseconds: None, bytes: None }
}

fn list(what: &'static str, who: &'static [&'static str], paths: Vec<String>) -> Room {
    Room { bytes: Some(LIST), ..page(what, who, paths) }
}

fn map(what: &'static str, who: &'static [&'static str], paths: Vec<String>) -> Room {
    Room { bytes: Some(MAP), ..page(what, who, paths) }
}

fn quick(what: &'static str, who: &'static [&'static str], paths: Vec<String>) -> Room {
    Room { milliseconds: Some(QUICK), ..page(what, who, paths) }
}

fn dashboard(what: &'static str, who: &'static [&'static str], paths: Vec<String>) -> Room {
    Room { bytes: Some(DASHBOARD), ..quick(what, who, paths) }
}

fn one(path: &str) -> Vec<String> {
    vec![path.to_owned()]
}

fn each<T: std::fmt::Display>(before: &str, of: &[T]) -> Vec<String> {
    of.iter().map(|value| format!("{before}{value}").replace(' ', "+")).collect()
}

/// Every room for each of its readers, one answer after the other; the first addresses are asked beforehand.
pub async fn measure(
    house: &House,
    cast: &Cast,
    rooms: &[Room],
    time: Duration,
) -> Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for room in rooms {
        for who in room.who {
            // A connection of its own for each: the house ends those that were open for long.
            let mut client = Client::connect(house.address).await?;
            let figure = one_room(&mut client, cast, room, who, time).await?;
            measured.push(Measured {
                figure,
                milliseconds: room.milliseconds,
                most_bytes: room.bytes,
            });
        }
    }
    Ok(measured)
}

async fn one_room(
    client: &mut Client,
    cast: &Cast,
    room: &Room,
    who: &str,
    time: Duration,
) -> Result<Figure> {
    let session = cast.session(who);
    let what = match room.paths[0].strip_prefix("/dashboards/") {
        Some(question) => format!("{}, {question}", room.what),
        None => room.what.to_owned(),
    };
    let (mut times, mut errors, mut bytes) = (Vec::new(), 0, 0);
    // Each connection of the pool plans a statement once.
    let warming = Instant::now();
    for path in room.paths.iter().cycle().take(18) {
        client.ask(&Ask::get(path.clone(), session)).await?;
        if warming.elapsed() > time {
            break;
        }
    }
    let started = Instant::now();
    let mut paths = room.paths.iter().cycle();
    while started.elapsed() < time || times.len() < FEWEST && started.elapsed() < time * 10 {
        let ask = Ask::get(paths.next().cloned().unwrap_or_default(), session);
        let begun = Instant::now();
        let answer = client.ask(&ask).await?;
        times.push(begun.elapsed());
        bytes = bytes.max(answer.size());
        let is_right =
            answer.status == 200 || room.what == "search, reference" && answer.status == 303;
        if !is_right {
            if errors == 0 {
                eprintln!("{what}, {who}: {} answered {}", ask.path, answer.status);
            }
            errors += 1;
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    Ok(Figure { bytes, ..Figure::of(&what, who, times, seconds, errors) })
}
