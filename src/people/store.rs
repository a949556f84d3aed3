//! The SQL of people and posts. Reads return what the viewer may see; writes ask for a permit.

use super::{
    model::{Filter, Happening, Line, NewPerson, NewPost, Person, Post, VouchedBy},
    policy::{EndPost, Found, FoundAgain, RenewStatement, Restore, Suspend, ViewPerson},
};
use crate::{
    access::{Community, Permit, Role, Viewer},
    db::{Db, HeldPost, Mode, Tx},
    secrets,
    web::{
        context::digest,
        error::{Error, Result},
        forms::on_constraint,
    },
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// The reserved actor "The house", where the first administrators hold their posts.
const HOUSE: Uuid = Uuid::from_u128(0xb002);

/// Makes a person with posts: for the command line and the demonstration, whose viewer is the house.
pub async fn create_person_with_posts(
    tx: &mut Tx,
    person: &NewPerson,
    posts: &[NewPost],
) -> Result<()> {
    let permit = tx.permit(Found, person)?;
    insert_person(tx, permit).await?;
    for post in posts {
        insert_post(tx, person.id, post).await?;
    }
    Ok(())
}

async fn insert_person(tx: &mut Tx, permit: Permit<'_, Found>) -> Result<()> {
    let person = permit.spend(tx).await?;
    sqlx::query!(
        "insert into people (id, name, email, language) values ($1, $2, $3, $4)",
        person.id,
        person.name,
        person.email,
        person.language,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("people_email", "email", "people-email-taken"))?;
    Ok(())
}

/// Part of the act that makes the person or accepts the post, whose permit was spent there.
pub(super) async fn insert_post(tx: &mut Tx, person: Uuid, post: &NewPost) -> Result<()> {
    sqlx::query!(
        "insert into posts (id, person_id, actor_id, role, represents_id, from_at, until_at, stated_at)
         select $1, $2, a.id, $4, $5, coalesce($6, now()), $7, case when a.community = 'military' and $8 then now() end
         from actors a where a.id = $3",
        post.id,
        person,
        post.actor,
        post.role.as_str(),
        post.represents,
        post.from as _,
        post.until as _,
        post.is_stated,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Sets the passphrase of a person without a link: the command line and the demonstration only. `hash` is of [`secrets::hash`].
pub async fn password_set(tx: &mut Tx, person: Uuid, hash: &str) -> Result<()> {
    tx.event("password_set", "person", person).await?;
    sqlx::query!("select password_set($1, $2)", person, hash).execute(tx.conn()).await?;
    Ok(())
}

/// Makes one of the first two administrators and returns the path of the link with which they set their passphrase. Whoever was made
/// so before and never came in gets a fresh link; older ones stop working. [`Error::Forbidden`] once two administrators are in
/// force: from then on they bring each other in.
pub async fn add_first_admin(db: &Db, name: &str, email: &str) -> Result<String> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let person = match never_came_in(&mut tx, email).await? {
        Some(person) => {
            tx.permit(FoundAgain, &person)?.spend(&mut tx).await?;
            person
        }
        None => found_admin(&mut tx, name, email).await?,
    };
    let token = first_link(&mut tx, person.id).await?;
    tx.commit().await?;
    Ok(format!("/welcome/{token}"))
}

/// An administrator of this address whose link was never used.
async fn never_came_in(tx: &mut Tx, email: &str) -> Result<Option<NewPerson>> {
    let row = sqlx::query!(
        "select p.id, p.name, p.email, p.language from people p
         where lower(p.email) = lower($1) and p.suspended_at is null
           and exists (select from posts o where o.person_id = p.id and o.role = 'admin' and post_in_force(o))
           and exists (select from links l where l.person_id = p.id) and not exists (select from links l where l.person_id = p.id and l.used_at is not null)",
        email,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| NewPerson {
        id: row.id,
        name: row.name,
        email: row.email,
        language: row.language,
    }))
}

async fn found_admin(tx: &mut Tx, name: &str, email: &str) -> Result<NewPerson> {
    let admins = sqlx::query_scalar!(
        r#"select count(*) as "n!" from posts o where role = 'admin' and post_in_force(o)"#
    )
    .fetch_one(tx.conn())
    .await?;
    if admins >= 2 {
        return Err(Error::Forbidden("people-deny-two-admins"));
    }
    let person = NewPerson::new(name, email, "en");
    create_person_with_posts(tx, &person, &[NewPost::new(Role::Admin, HOUSE)]).await?;
    Ok(person)
}

/// Part of an act whose permit was spent before: a link that holds for three days.
async fn first_link(tx: &mut Tx, person: Uuid) -> Result<String> {
    let token = secrets::token();
    let link = sqlx::query_scalar!(
        "insert into links (person_id, kind) values ($1, 'invitation') returning id",
        person
    )
    .fetch_one(tx.conn())
    .await?;
    sqlx::query!(
        "update links set token_hash = $2, shown_at = now(), expires_at = now() + interval '72 hours' where id = $1",
        link,
        digest(&token),
    )
    .execute(tx.conn())
    .await?;
    Ok(token)
}

/// A line of `people list` on the command line.
#[derive(Clone, Debug)]
pub struct Listed {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub actor: String,
    pub community: Community,
}

/// Everybody with a post in force, by name: for the command line.
pub async fn everybody(db: &Db) -> Result<Vec<Listed>> {
    let mut tx = db.begin(Viewer::house(), Mode::Read).await?;
    Ok(sqlx::query_as!(
        Listed,
        r#"select p.name, p.email, o.role as "role: Role", a.name as actor, a.community as "community: Community"
           from people p join posts o on o.person_id = p.id and post_in_force(o) join actors a on a.id = o.actor_id
           where p.suspended_at is null order by lower(p.name), o.from_at"#
    )
    .fetch_all(tx.conn())
    .await?)
}

/// A person whom the viewer may know; [`Error::NotFound`] otherwise.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Person> {
    let person = sqlx::query_as!(
        Person,
        r#"select id, name, email, language, totp_confirmed as has_second_factor, suspended_at, created_at, version,
                  person_community(id) as "community: Community", person_vouched_by(id) as "vouched_by!: VouchedBy"
           from people where id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(ViewPerson, &person)?;
    Ok(person)
}

/// People by name, 26 at most: the last one only says that there are more.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Line>> {
    let rows = sqlx::query!(
        r#"select p.id, p.name, p.email, p.suspended_at is not null as "is_suspended!",
                  (select jsonb_agg(jsonb_build_object('id', o.id, 'role', o.role, 'actor', a.name) order by o.from_at, o.id)
                   from posts o join actors a on a.id = o.actor_id where o.person_id = p.id and post_in_force(o)) as "posts: sqlx::types::Json<Vec<HeldPost>>"
           from people p
           where ((select viewer_role()) = 'admin' or vouches_in(person_community(p.id)))
             and ($1 = '' or position(lower($1) in lower(p.name || ' ' || p.email)) > 0
                  or exists (select from posts o join actors a on a.id = o.actor_id where o.person_id = p.id and position(lower($1) in lower(a.name || ' ' || a.acronym)) > 0))
             and ($2 = '' or person_community(p.id) = $2)
             and ($3::uuid is null or (lower(p.name), p.id) > (select lower(q.name), q.id from people q where q.id = $3))
           order by lower(p.name), p.id limit 26"#,
        filter.q.trim(),
        filter.community,
        filter.after,
    )
    .fetch_all(tx.conn())
    .await?;
    let line = rows.into_iter().map(|row| Line {
        id: row.id,
        name: row.name,
        email: row.email,
        is_suspended: row.is_suspended,
        posts: row.posts.map(|posts| posts.0).unwrap_or_default(),
    });
    Ok(line.collect())
}

/// The posts of a person, those in force first.
pub async fn posts(tx: &mut Tx, person: Uuid) -> Result<Vec<Post>> {
    Ok(sqlx::query_as!(
        Post,
        r#"select o.id, o.person_id, o.role as "role: Role", a.name as actor, a.community as "community: Community", r.name as "represents?",
                  o.from_at, o.until_at, o.stated_at + interval '6 months' as stated_until, post_in_force(o) as "is_in_force!",
                  coalesce(o.until_at <= now(), false) as "has_ended!", coalesce(o.stated_at <= now() - interval '6 months', false) as "has_lapsed!",
                  person_vouched_by(o.person_id) as "vouched_by!: VouchedBy"
           from posts o join actors a on a.id = o.actor_id left join actors r on r.id = o.represents_id
           where o.person_id = $1 order by post_in_force(o) desc, o.from_at desc, o.id"#,
        person,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// One post of this person.
pub async fn find_post(tx: &mut Tx, person: Uuid, id: Uuid) -> Result<Post> {
    posts(tx, person).await?.into_iter().find(|post| post.id == id).ok_or(Error::NotFound)
}

/// Whether a voucher of this community is in force.
pub async fn has_voucher(tx: &mut Tx, community: Community) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select has_voucher($1, null) as "has!""#, community.as_str())
        .fetch_one(tx.conn())
        .await?)
}

/// What happened to a person lately, newest first. Administrators read it; others get nothing.
pub async fn happenings(tx: &mut Tx, person: Uuid) -> Result<Vec<Happening>> {
    Ok(sqlx::query_as!(
        Happening,
        r#"select e.at, e.act, w.name as "who?", e.role as "role: Role"
           from events e left join people w on w.id = e.person_id
           where e.record_id = $1 or e.record_id in (select id from posts where person_id = $1)
              or e.record_id in (select id from applications where person_id = $1)
           order by e.id desc limit 30"#,
        person,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Ends a post, now or at a later moment: its rights end with it, on the next request.
pub async fn end_post(
    tx: &mut Tx,
    permit: Permit<'_, EndPost>,
    until: Option<Timestamp>,
) -> Result<()> {
    let post = permit.spend(tx).await?;
    sqlx::query!(
        "update posts set until_at = greatest(coalesce($2, now()), from_at) where id = $1",
        post.id,
        until as _
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("posts_only_shortened", "until", "people-post-only-shortened"))?;
    Ok(())
}

pub async fn renew_statement(tx: &mut Tx, permit: Permit<'_, RenewStatement>) -> Result<()> {
    let post = permit.spend(tx).await?;
    sqlx::query!("update posts set stated_at = now() where id = $1", post.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub async fn suspend(tx: &mut Tx, permit: Permit<'_, Suspend>) -> Result<()> {
    let person = permit.spend(tx).await?;
    sqlx::query!("update people set suspended_at = now() where id = $1", person.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub async fn restore(tx: &mut Tx, permit: Permit<'_, Restore>) -> Result<()> {
    let person = permit.spend(tx).await?;
    sqlx::query!("update people set suspended_at = null where id = $1", person.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Tries of a secret of one account from one address; both are known by their hash only, the address never alone.
pub struct Tries {
    account: Vec<u8>,
    address: Vec<u8>,
}

impl Tries {
    pub fn of(account: &str, address: &str) -> Tries {
        let account = account.to_lowercase();
        Tries { address: digest(&format!("{account} {address}")), account: digest(&account) }
    }

    /// Counts a try; the seconds to wait where it may not be made now.
    pub async fn count(&self, db: &Db) -> Result<Option<i32>> {
        let wait = sqlx::query_scalar!(
            r#"select sign_in_try($1, $2) as "wait!""#,
            self.account,
            self.address
        )
        .fetch_one(db.door())
        .await?;
        Ok((wait > 0).then_some(wait))
    }

    /// The secret was right: what was counted from this address is forgotten.
    pub async fn worked(&self, db: &Db) -> Result<()> {
        sqlx::query!("select sign_in_worked($1, $2)", self.account, self.address)
            .execute(db.door())
            .await?;
        Ok(())
    }
}
