//! The cast: people who can sign in with the passphrase that is printed, those who stand behind past requests only,
//! and the accounts that wait for a second person's word.

use super::{CastMember, Past, events, mission::Mission};
use crate::{
    access::Role,
    db::Tx,
    web::error::{Error, Result},
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

const CAST: &str = include_str!("../../demo/cast.json");
const ACTORS: &str = include_str!("../../demo/actors.csv");

#[derive(Deserialize)]
struct File {
    people: Vec<Person>,
    others: Vec<Other>,
    applications: Vec<Application>,
}

#[derive(Deserialize)]
struct Person {
    name: String,
    email: String,
    passphrase: String,
    language: String,
    posts: Vec<PostLine>,
}

/// A focal point without a passphrase.
#[derive(Deserialize)]
struct Other {
    name: String,
    email: String,
    language: String,
    role: Role,
    actor_ref: String,
}

#[derive(Deserialize)]
struct PostLine {
    role: Role,
    actor_ref: String,
    represents_ref: Option<String>,
    #[serde(default = "a_year")]
    started_days_ago: i64,
    ended_days_ago: Option<i64>,
    ends_in_days: Option<i64>,
}

/// Somebody who asked for an account.
#[derive(Deserialize)]
struct Application {
    name: String,
    email: String,
    language: String,
    organisation: String,
    actor_ref: Option<String>,
    community: String,
    role: Role,
    reason: String,
    days_ago: i64,
    /// Who vouched, by e-mail; the account then waits for an administrator.
    voucher: Option<String>,
}

fn a_year() -> i64 {
    400
}

/// Who was in which post, when: for the history of requests.
pub struct People(Vec<Held>);

#[derive(Clone)]
pub struct Held {
    pub person: Uuid,
    pub post: Uuid,
    pub name: String,
    pub email: String,
    pub actor: Uuid,
    pub role: Role,
    from: Timestamp,
    until: Option<Timestamp>,
}

impl People {
    /// Whoever held this role at this actor at that moment, in the order of the cast.
    pub fn at(&self, actor: Uuid, role: Role, at: Timestamp) -> impl Iterator<Item = &Held> {
        let fits = move |held: &&Held| {
            held.actor == actor
                && held.role == role
                && held.from <= at
                && held.until.is_none_or(|until| until > at)
        };
        self.0.iter().filter(fits)
    }
}

/// Those of the cast who hold a post in force, with the passphrases of the data file.
pub fn cast() -> Result<Vec<CastMember>> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "ref")]
        key: String,
        name: String,
        community: crate::access::Community,
    }
    let file: File = super::json(CAST)?;
    let actors: Vec<Named> = super::csv(ACTORS)?;
    let member = |person: Person| {
        let post = person.posts.into_iter().find(|post| post.ended_days_ago.is_none())?;
        let actor = actors.iter().find(|actor| actor.key == post.actor_ref)?;
        Some(CastMember {
            name: person.name,
            email: person.email,
            password: person.passphrase,
            role: post.role,
            community: actor.community,
            actor: actor.name.clone(),
        })
    };
    Ok(file.people.into_iter().filter_map(member).collect())
}

/// Writes people, posts, passphrases and waiting applications.
pub async fn build(tx: &mut Tx, past: Past, mission: &Mission) -> Result<People> {
    let mut file: File = super::json(CAST)?;
    let passphrases: Vec<(String, String)> = file
        .people
        .iter_mut()
        .map(|person| (person.email.clone(), std::mem::take(&mut person.passphrase)))
        .collect();
    let hashing = tokio::spawn(hash_all(passphrases));
    let others = std::mem::take(&mut file.others).into_iter().map(Other::into_person);
    let everybody: Vec<(Uuid, Person)> =
        file.people.drain(..).chain(others).map(|person| (Uuid::new_v4(), person)).collect();
    add_people(tx, past, &everybody).await?;
    let people = add_posts(tx, past, mission, &everybody).await?;
    add_applications(tx, past, mission, &people, &file.applications).await?;
    let hashes = hashing.await.map_err(|cause| Error::Internal(cause.to_string()))??;
    set_passphrases(tx, &everybody, hashes).await?;
    Ok(people)
}

impl Other {
    fn into_person(self) -> Person {
        let post = PostLine {
            role: self.role,
            actor_ref: self.actor_ref,
            represents_ref: None,
            started_days_ago: a_year(),
            ended_days_ago: None,
            ends_in_days: None,
        };
        Person {
            name: self.name,
            email: self.email,
            passphrase: String::new(),
            language: self.language,
            posts: vec![post],
        }
    }
}

/// Hashes on the blocking threads, as many at a time as there are cores; e-mail and hash of each.
async fn hash_all(passphrases: Vec<(String, String)>) -> Result<Vec<(String, String)>> {
    let mut tasks = tokio::task::JoinSet::new();
    for (email, passphrase) in passphrases {
        tasks.spawn(async move { Ok::<_, Error>((email, super::hash(passphrase).await?)) });
    }
    tasks.join_all().await.into_iter().collect()
}

async fn add_people(tx: &mut Tx, past: Past, everybody: &[(Uuid, Person)]) -> Result<()> {
    let rows: Vec<Value> = everybody
        .iter()
        .map(|(id, person)| json!({ "id": id, "name": person.name, "email": person.email, "language": person.language }))
        .collect();
    sqlx::query!(
        "insert into people (id, name, email, language)
         select id, name, email, language from jsonb_to_recordset($1) as p (id uuid, name text, email text, language text)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "person", "create", everybody.iter().map(|(id, _)| *id), past.days(a_year())).await
}

async fn add_posts(
    tx: &mut Tx,
    past: Past,
    mission: &Mission,
    everybody: &[(Uuid, Person)],
) -> Result<People> {
    let mut held = Vec::new();
    let mut rows: Vec<Value> = Vec::new();
    for (place, (person, line, post)) in everybody
        .iter()
        .flat_map(|(id, person)| person.posts.iter().map(move |post| (*id, person, post)))
        .enumerate()
    {
        let actor = mission.actor(&post.actor_ref);
        let ends = post.ends_in_days.map(|days| past.now + SignedDuration::from_hours(24 * days));
        let until = post.ended_days_ago.map(|days| past.days(days)).or(ends);
        let from = past.days(post.started_days_ago);
        let is_military = matches!(post.role, Role::Liaison | Role::Officer | Role::Chief)
            || (post.role == Role::Leader && actor.community == crate::access::Community::Military);
        let stated = is_military
            .then(|| from.max(past.days(20 + 6 * i64::try_from(place % 10).unwrap_or(0))));
        let id = Uuid::new_v4();
        rows.push(json!({
            "id": id, "person_id": person, "actor_id": actor.id, "role": post.role, "from_at": from, "until_at": until, "stated_at": stated,
            "represents_id": post.represents_ref.as_ref().map(|key| mission.actor(key).id), "created_at": from,
        }));
        held.push(Held {
            person,
            post: id,
            name: line.name.clone(),
            email: line.email.clone(),
            actor: actor.id,
            role: post.role,
            from,
            until,
        });
    }
    sqlx::query!(
        "insert into posts (id, person_id, actor_id, role, represents_id, from_at, until_at, stated_at, created_at)
         select id, person_id, actor_id, role, represents_id, from_at, until_at, stated_at, created_at
         from jsonb_to_recordset($1) as p (id uuid, person_id uuid, actor_id uuid, role text, represents_id uuid, from_at timestamptz,
              until_at timestamptz, stated_at timestamptz, created_at timestamptz)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "post", "create", held.iter().map(|held| held.post), past.days(a_year())).await?;
    Ok(People(held))
}

async fn add_applications(
    tx: &mut Tx,
    past: Past,
    mission: &Mission,
    people: &People,
    applications: &[Application],
) -> Result<()> {
    let ids: Vec<Uuid> = applications.iter().map(|_| Uuid::new_v4()).collect();
    let rows: Vec<Value> = applications
        .iter()
        .zip(&ids)
        .map(|(one, id)| {
            let voucher = one.voucher.as_ref().and_then(|email| people.0.iter().find(|held| held.email == *email));
            json!({
                "id": id, "name": one.name, "email": one.email, "language": one.language, "organisation": one.organisation,
                "community": one.community, "actor_id": one.actor_ref.as_ref().map(|key| mission.actor(key).id), "role": one.role,
                "reason": one.reason, "state": if voucher.is_some() { "vouched" } else { "applied" },
                "stated": one.community == "military" && voucher.is_some(), "voucher_id": voucher.map(|held| held.person),
                "created_at": past.days(one.days_ago),
            })
        })
        .collect();
    sqlx::query!(
        "insert into applications (id, name, email, language, organisation, community, actor_id, role, reason, state, stated, voucher_id, created_at)
         select id, name, email, language, organisation, community, actor_id, role, reason, state, stated, voucher_id, created_at
         from jsonb_to_recordset($1) as a (id uuid, name text, email text, language text, organisation text, community text, actor_id uuid,
              role text, reason text, state text, stated boolean, voucher_id uuid, created_at timestamptz)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "application", "apply", ids, past.days(3)).await
}

/// Only through the function that lets nobody but the house do it.
async fn set_passphrases(
    tx: &mut Tx,
    everybody: &[(Uuid, Person)],
    hashes: Vec<(String, String)>,
) -> Result<()> {
    let id =
        |email: &str| everybody.iter().find(|(_, person)| person.email == email).map(|(id, _)| *id);
    let (ids, hashes): (Vec<Uuid>, Vec<String>) =
        hashes.into_iter().filter_map(|(email, hash)| Some((id(&email)?, hash))).unzip();
    sqlx::query!(
        "select count(password_set(id, hash)) from unnest($1::uuid[], $2::text[]) as p (id, hash)",
        &ids,
        &hashes,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(())
}
