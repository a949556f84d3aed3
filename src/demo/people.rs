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
    language: String,
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

impl People {
    /// The language of the first focal point of this actor.
    pub fn language(&self, actor: Uuid) -> Option<&str> {
        self.0
            .iter()
            .find(|held| held.actor == actor && held.role == Role::Partner)
            .map(|held| held.language.as_str())
    }

    /// A person by id, in any post.
    pub fn person(&self, id: Uuid) -> Option<&Held> {
        self.0.iter().find(|held| held.person == id)
    }
}

/// Somebody of the cast whose post has ended, for trying that rights end with it.
pub fn left() -> Result<Vec<(String, String, String)>> {
    let file: File = super::json(CAST)?;
    let gone = |person: &Person| person.posts.iter().all(|post| post.ended_days_ago.is_some());
    Ok(file
        .people
        .into_iter()
        .filter(gone)
        .map(|person| (person.name, person.email, person.passphrase))
        .collect())
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

/// Passphrases on their way to be hashed; [`Passphrases::set`] waits for them.
pub struct Passphrases {
    hashing: tokio::task::JoinHandle<Result<Vec<(Uuid, String)>>>,
}

/// Writes people, posts and waiting applications; hashing goes on meanwhile.
pub async fn build(tx: &mut Tx, past: Past, mission: &Mission) -> Result<(People, Passphrases)> {
    let mut file: File = super::json(CAST)?;
    let others = std::mem::take(&mut file.others).into_iter().map(Other::into_person);
    let everybody: Vec<(Uuid, Person)> =
        file.people.drain(..).chain(others).map(|person| (Uuid::new_v4(), person)).collect();
    let own = everybody.iter().filter(|(_, person)| !person.passphrase.is_empty());
    let hashing =
        tokio::spawn(hash_all(own.map(|(id, person)| (*id, person.passphrase.clone())).collect()));
    add_people(tx, past, &everybody).await?;
    let people = add_posts(tx, past, mission, &everybody).await?;
    add_applications(tx, past, mission, &people, &file.applications).await?;
    Ok((people, Passphrases { hashing }))
}

impl Passphrases {
    /// Only through the function that lets nobody but the house do it.
    pub async fn set(self, tx: &mut Tx) -> Result<()> {
        let hashes = self.hashing.await.map_err(|cause| Error::Internal(cause.to_string()))??;
        let (ids, hashes): (Vec<Uuid>, Vec<String>) = hashes.into_iter().unzip();
        sqlx::query!("select count(password_set(id, hash)) from unnest($1::uuid[], $2::text[]) as p (id, hash)", &ids, &hashes)
            .fetch_one(tx.conn())
            .await?;
        Ok(())
    }
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

/// Hashes as many at a time as there are cores.
async fn hash_all(passphrases: Vec<(Uuid, String)>) -> Result<Vec<(Uuid, String)>> {
    let mut tasks = tokio::task::JoinSet::new();
    for (person, passphrase) in passphrases {
        tasks.spawn(
            async move { Ok::<_, Error>((person, crate::secrets::hash(passphrase).await?)) },
        );
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
            language: line.language.clone(),
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
                "reason": one.reason, "voucher_id": voucher.map(|held| held.person), "stated": one.community == "military",
                "created_at": past.days(one.days_ago),
            })
        })
        .collect();
    sqlx::query!(
        "insert into applications (id, name, email, language, organisation, community, actor_id, role, reason, created_at)
         select id, name, email, language, organisation, community, actor_id, role, reason, created_at
         from jsonb_populate_recordset(null::applications, $1)",
        Json(&rows) as _,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update applications a set state = 'vouched', voucher_id = v.voucher_id, stated = v.stated
         from jsonb_populate_recordset(null::applications, $1) v where v.id = a.id and v.voucher_id is not null",
        Json(&rows) as _,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "application", "apply", ids, past.days(3)).await
}
