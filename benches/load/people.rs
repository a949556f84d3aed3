//! The sessions of the measured people and what each of them opens.

use crate::client::Ask;
use crate::loader::DATABASE;
use crate::world::{Actor, PASSPHRASE, PEOPLE, SIGN_INS, World, email};
use anyhow::{Context, Result};
use cimic_house::{embedded::SUPERUSER, web::context::digest};
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;
use uuid::Uuid;

/// The owner who has twenty of everything and sees no more (`fill/*.sql` knows it by this number).
const VILLAGE: usize = 250;
/// Those whom `fill/10_people.sql` makes, in its order, and the first one's id.
const OTHERS: [&str; 7] =
    ["qip_manager", "committee", "approver", "finance", "leader", "admin", "auditor"];
const FIRST_OTHER: u128 = 0xc_1001;
/// Records of one person that are opened in turn.
const SAMPLE: i64 = 500;

/// How the owner of the tables connects to the cluster with this socket.
pub fn owner(socket: &Path) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket)
        .port(5432)
        .username(SUPERUSER)
        .database(DATABASE)
}

/// Somebody whose pages are timed.
pub struct Person {
    pub who: &'static str,
    pub session: String,
    /// How many requests they may see.
    pub sees: i64,
    /// References of requests they may see, at random.
    pub references: Vec<String>,
    /// An open request they may speak on.
    pub open: Option<String>,
}

/// Everything that asks need to know.
pub struct Cast {
    pub people: Vec<Person>,
    pub world: World,
    /// Submitted requests of humanitarian owners: reference and the owner's session; a question and its answer go to and fro on them.
    pub returnable: Vec<(String, String)>,
    pub ids: Vec<Uuid>,
    today: jiff::civil::Date,
    /// Sessions of those who only read, by what they are.
    readers: HashMap<&'static str, String>,
    /// The secret in the address of the chief's calendar feed.
    pub feed: Option<String>,
    turns: Mutex<HashMap<&'static str, usize>>,
}

impl Cast {
    /// Opens the sessions and draws the samples.
    pub async fn gather(socket: &Path) -> Result<Cast> {
        let mut database = owner(socket).connect().await?;
        let world = World::new();
        sqlx::query("delete from sign_in_failures").execute(&mut database).await?;
        for actor in world.owners.iter().chain([&world.coordinator]) {
            session(&mut database, actor).await?;
        }
        let mut people = Vec::new();
        for who in PEOPLE {
            let actor = world.measured(who);
            let session = session(&mut database, actor).await?;
            people.push(person(&mut database, who, actor, session).await?);
        }
        let rows: Vec<(String, Uuid)> = sqlx::query_as(
            "select reference, owner_id from requests where state = 'submitted' and community = 'humanitarian' and not has_code
             and owner_id <> $1 order by md5(id::text) limit 2000",
        )
        .bind(world.partner().id)
        .fetch_all(&mut database)
        .await?;
        let session_of =
            |owner: &Uuid| world.owners.iter().find(|actor| actor.id == *owner).map(token);
        let returnable = rows
            .iter()
            .filter_map(|(reference, owner)| Some((reference.clone(), session_of(owner)?)))
            .collect();
        let ids = sqlx::query_scalar("select id from requests order by md5(id::text) limit 1000")
            .fetch_all(&mut database)
            .await?;
        let today: jiff_sqlx::Date =
            sqlx::query_scalar("select current_date").fetch_one(&mut database).await?;
        let readers = readers(&mut database, &world).await?;
        let feed = Some(feed(&mut database, &world.hq).await?);
        let today = today.to_jiff();
        Ok(Cast { people, world, returnable, ids, today, readers, feed, turns: Mutex::default() })
    }

    /// The session of anybody who is measured; none for a visitor.
    pub fn session(&self, who: &str) -> Option<&str> {
        let measured = self.people.iter().find(|person| person.who == who);
        measured.map(|person| &person.session).or_else(|| self.readers.get(who)).map(String::as_str)
    }

    pub fn person(&self, who: &str) -> &Person {
        self.people.iter().find(|person| person.who == who).unwrap_or(&self.people[0])
    }

    /// Counts up, so that records and forms are taken in turn.
    pub fn turn(&self, of: &'static str) -> usize {
        self.turns.lock().map_or(0, |mut turns| {
            let turn = turns.entry(of).or_default();
            *turn += 1;
            *turn - 1
        })
    }

    pub fn record(&self, who: &str) -> Ask {
        let person = self.person(who);
        let reference = &person.references[self.turn(person.who) % person.references.len()];
        Ask::get(format!("/requests/{reference}"), Some(&person.session))
    }

    pub fn search(&self, who: &str) -> Ask {
        let person = self.person(who);
        let reference = &person.references[self.turn("search") % person.references.len()];
        Ask::get(format!("/requests?q={reference}"), Some(&person.session))
    }

    pub fn list(&self, who: &str, query: &str) -> Ask {
        Ask::get(format!("/requests{query}"), Some(&self.person(who).session))
    }

    /// A list cut by state, by kind, by district, by turn: one after the other.
    pub fn filtered(&self, who: &str) -> Ask {
        let district = &self.world.districts[16 + self.turn("district") % 8].id;
        let query = match self.turn("filter") % 4 {
            0 => "?state=submitted".to_owned(),
            1 => "?kind=transport_air".to_owned(),
            2 => format!("?area={district}"),
            _ => "?turn=mine".to_owned(),
        };
        self.list(who, &query)
    }

    /// The whole form of a request, sent; by the partner for itself, by the officer for a village that is entered with it, by a visitor.
    pub fn submit(&self, who: &str) -> Ask {
        let n = self.turn("submit");
        let key = Uuid::new_v4().to_string();
        // No two of some ten thousand are alike for the check for duplicates: body, district, days.
        let district = self.world.districts[n / 60 % 24].id.to_string();
        let days = i64::try_from(10 + n / (60 * 24) * 4).unwrap_or(10);
        let from = self.today.saturating_add(jiff::Span::new().days(days));
        let (from, until) =
            (from.to_string(), from.saturating_add(jiff::Span::new().days(3)).to_string());
        let heard = self.today.to_string();
        let body = format!("Village committee of valley {n}");
        let mut fields = vec![
            ("form_key", key.as_str()),
            ("step", "send"),
            ("kind", "transport_ground"),
            (
                "need",
                "Two lorries with winch for school kits; the road was cut by the river ten days ago.",
            ),
            ("what", "14 pallets"),
            ("from_area", &district),
            ("needed_from", &from),
            ("needed_until", &until),
            ("priority", "routine"),
            ("risk", "low"),
            ("harm", "no"),
            ("route", "By the ford, then the upper road"),
            ("option", "A commercial carrier"),
            ("outcome", "Refused to go beyond the market town"),
            ("tried_on", ""),
            ("name", "A focal point"),
            ("organisation", "Local aid network"),
            ("phone", "+000 555 0100"),
        ];
        match who {
            "visitor" => {
                fields.extend([("community", "host"), ("door", "civil_affairs")]);
                Ask::post("/ask", None, &fields)
            }
            "officer" => {
                fields.extend([
                    ("new_body", body.as_str()),
                    ("channel", "walk_in"),
                    ("heard_how", "in_person"),
                    ("heard_from", "The elder"),
                    ("heard_on", &heard),
                    ("door", "cimic"),
                ]);
                Ask::post("/requests/new/on-behalf", Some(&self.person(who).session), &fields)
            }
            _ => {
                fields.extend([("account", "yes"), ("door", "cimic")]);
                Ask::post("/ask", Some(&self.person(who).session), &fields)
            }
        }
    }

    /// Words to all parties.
    pub fn comment(&self, who: &str) -> Option<Ask> {
        let person = self.person(who);
        let key = Uuid::new_v4().to_string();
        let fields = [
            ("form_key", key.as_str()),
            ("words", "The ford can be crossed again since this morning."),
        ];
        Some(Ask::post(
            format!("/requests/{}/comments", person.open.as_ref()?),
            Some(&person.session),
            &fields,
        ))
    }

    /// The coordinator's question (the request goes back to its owner), and the owner's answer (it comes again):
    /// two changes of state, to be asked one after the other.
    pub fn question_and_answer(&self) -> Option<[Ask; 2]> {
        if self.returnable.is_empty() {
            return None;
        }
        let (reference, owner) = &self.returnable[self.turn("question") % self.returnable.len()];
        let (first, second) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
        let desk = token(&self.world.coordinator);
        let question = [("form_key", first.as_str()), ("reason", "Which bridge do you mean?")];
        let answer = [("form_key", second.as_str()), ("reason", "The upper one, by the school.")];
        Some([
            Ask::post(format!("/requests/{reference}/question"), Some(&desk), &question),
            Ask::post(format!("/requests/{reference}/answer"), Some(owner), &answer),
        ])
    }

    pub fn sign_in(&self) -> Ask {
        let n = self.turn("sign-in") % SIGN_INS;
        let address = email(Uuid::from_u128(0x51 + n as u128));
        let key = Uuid::new_v4().to_string();
        Ask::post(
            "/sign-in",
            None,
            &[("form_key", &key), ("email", &address), ("password", PASSPHRASE)],
        )
    }

    pub fn bare(&self) -> Ask {
        Ask::get(format!("/?{}", self.ids[self.turn("bare") % self.ids.len()]), None)
    }
}

/// Those whose pages are read only: the village among them, which sees few of everything.
async fn readers(
    database: &mut PgConnection,
    world: &World,
) -> Result<HashMap<&'static str, String>> {
    let known = [
        ("village", &world.owners[VILLAGE]),
        ("coordinator", &world.coordinator),
        ("liaison", &world.units[0]),
        ("section", &world.civil_affairs),
    ];
    let mut readers = HashMap::new();
    for (who, actor) in known {
        readers.insert(who, session(database, actor).await?);
    }
    for (n, who) in OTHERS.into_iter().enumerate() {
        let person = Uuid::from_u128(FIRST_OTHER + n as u128);
        let actor = Actor { person, ..world.hq.clone() };
        readers.insert(who, session(database, &actor).await?);
    }
    Ok(readers)
}

/// A calendar feed of this office's post.
async fn feed(database: &mut PgConnection, actor: &Actor) -> Result<String> {
    // As long as the house makes them.
    let token = format!("{:032x}{:032x}", actor.person.as_u128(), actor.post.as_u128());
    sqlx::query("insert into calendar_feeds (person_id, post_id, token_hash) values ($1, $2, $3) on conflict do nothing")
        .bind(actor.person)
        .bind(actor.post)
        .bind(digest(&token))
        .execute(database)
        .await?;
    Ok(token)
}

fn token(actor: &Actor) -> String {
    format!("load-{}", actor.person.simple())
}

async fn session(database: &mut PgConnection, actor: &Actor) -> Result<String> {
    let token = token(actor);
    sqlx::query(
        "insert into sessions (token_hash, person_id, shared, expires_at) values ($1, $2, false, now() + interval '30 days')
         on conflict (token_hash) do update set last_seen_at = now(), expires_at = excluded.expires_at",
    )
    .bind(digest(&token))
    .bind(actor.person)
    .execute(database)
    .await?;
    Ok(token)
}

async fn person(
    database: &mut PgConnection,
    who: &'static str,
    actor: &Actor,
    session: String,
) -> Result<Person> {
    let sees = sqlx::query_scalar("select count(*) from request_sights where grantee = $1")
        .bind(actor.id)
        .fetch_one(&mut *database)
        .await?;
    let references = sqlx::query_scalar(
        "select r.reference from request_sights s join requests r on r.id = s.request_id
         where s.grantee = $1 and r.ended_at is not null order by md5(r.id::text) limit $2",
    )
    .bind(actor.id)
    .bind(SAMPLE)
    .fetch_all(&mut *database)
    .await?;
    let open: Option<String> = sqlx::query_scalar(
        "select r.reference from request_sights s join requests r on r.id = s.request_id
         where s.grantee = $1 and r.ended_at is null order by r.received_at limit 1",
    )
    .bind(actor.id)
    .fetch_optional(database)
    .await?;
    anyhow::ensure!(!references.is_empty(), "{who} sees nothing");
    Ok(Person { who, session, sees, references, open })
}

/// How long an `fdatasync` of one page of the write-ahead log takes where the data are: median and 95th of a hundred, in milliseconds.
pub fn fsync(data: &Path) -> Result<(f64, f64)> {
    use std::io::{Seek, Write};
    let path = data.join("fsync.test");
    let mut file = std::fs::File::create(&path).context("fsync file")?;
    file.write_all(&vec![0; 1 << 20])?;
    file.sync_all()?;
    let mut times = Vec::new();
    for n in 0..100u64 {
        file.seek(std::io::SeekFrom::Start(n * 8192))?;
        file.write_all(&[1; 8192])?;
        let started = std::time::Instant::now();
        file.sync_data()?;
        times.push(started.elapsed());
    }
    std::fs::remove_file(path)?;
    let figure = crate::figures::Figure::of("fsync", "", times, 1.0, 0);
    Ok((figure.median, figure.p95))
}
