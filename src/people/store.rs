//! The SQL of people and posts. Reads return what the viewer may see; writes ask for a permit.

use super::{
    model::{NewPerson, NewPost},
    policy::Found,
};
use crate::{
    access::{Community, Permit, Role, Viewer},
    db::{Db, Mode, Tx},
    secrets,
    web::{
        context::digest,
        error::{Error, Result},
        forms::on_constraint,
    },
};
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

/// Makes one of the first two administrators and returns the path of the link with which they set their passphrase.
/// Refused once two administrators are in force: from then on they bring each other in.
pub async fn add_first_admin(db: &Db, name: &str, email: &str) -> Result<String> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let admins = sqlx::query_scalar!(
        r#"select count(*) as "n!" from posts o where role = 'admin' and post_in_force(o)"#
    )
    .fetch_one(tx.conn())
    .await?;
    if admins >= 2 {
        return Err(Error::Forbidden("people-deny-two-admins"));
    }
    let person = NewPerson::new(name, email, "en");
    create_person_with_posts(&mut tx, &person, &[NewPost::new(Role::Admin, HOUSE)]).await?;
    let token = secrets::token();
    sqlx::query!(
        "insert into links (person_id, kind) values ($1, 'invitation') returning id",
        person.id
    )
    .fetch_one(tx.conn())
    .await?;
    sqlx::query!(
        "update links set token_hash = $2, shown_at = now(), expires_at = now() + interval '72 hours' where person_id = $1 and used_at is null",
        person.id,
        digest(&token),
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(format!("/welcome/{token}"))
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
