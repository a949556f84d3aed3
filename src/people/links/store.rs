//! The SQL of links. A token is made when it is shown, and kept as its hash only.

use super::{
    model::{Guest, Kind, Link},
    policy::ShowLink,
};
use crate::{
    access::Permit,
    db::{Db, Tx},
    people::{model::VouchedBy, policy::StartReset},
    secrets,
    web::{
        context::digest,
        error::{Error, Result},
    },
};
use uuid::Uuid;

/// The link of a person that waits to be shown or used, if the viewer may know of it.
pub async fn waiting(tx: &mut Tx, person: Uuid) -> Result<Option<Link>> {
    Ok(sqlx::query_as!(
        Link,
        r#"select l.id, l.person_id, p.name as person, l.kind as "kind: Kind", l.started_by, l.created_at, l.shown_at, l.expires_at,
                  person_vouched_by(p.id) as "vouched_by!: VouchedBy"
           from links l join people p on p.id = l.person_id
           where p.id = $1 and l.used_at is null and (l.expires_at is null or l.expires_at > now()) order by l.created_at desc limit 1"#,
        person,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Links that the viewer is to show and hand over.
pub async fn to_hand_over(tx: &mut Tx) -> Result<Vec<Link>> {
    let person = tx.viewer().person;
    Ok(sqlx::query_as!(
        Link,
        r#"select l.id, l.person_id, p.name as person, l.kind as "kind: Kind", l.started_by, l.created_at, l.shown_at, l.expires_at,
                  person_vouched_by(p.id) as "vouched_by!: VouchedBy"
           from links l join people p on p.id = l.person_id
           where l.used_at is null and l.shown_at is null and (l.expires_at is null or l.expires_at > now())
             and l.started_by is distinct from $1 and vouches_for(l.person_id) order by l.created_at limit 100"#,
        person,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Part of the act that makes the account, whose permit was spent there.
pub async fn invite(tx: &mut Tx, person: Uuid) -> Result<()> {
    let starter = tx.viewer().person;
    sqlx::query!(
        "insert into links (person_id, kind, started_by) values ($1, 'invitation', $2)",
        person,
        starter
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Starts a reset; who never came in gets an invitation again. Older links of the person stop working.
pub async fn start(tx: &mut Tx, permit: Permit<'_, StartReset>) -> Result<()> {
    let person = permit.spend(tx).await?;
    let starter = tx.viewer().person;
    sqlx::query!(
        "insert into links (person_id, kind, started_by)
         select $1, case when exists (select from links where person_id = $1 and used_at is null) and not exists (select from links where person_id = $1 and used_at is not null)
                    then 'invitation' else 'reset' end, $2",
        person.id,
        starter,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Makes the token and gives it out, this one time. It holds for 72 hours.
pub async fn show(tx: &mut Tx, permit: Permit<'_, ShowLink>) -> Result<String> {
    let link = permit.spend(tx).await?;
    let (token, voucher) = (secrets::token(), tx.viewer().person);
    let done = sqlx::query!(
        "update links set token_hash = $2, shown_at = now(), shown_by = $3, expires_at = now() + interval '72 hours'
         where id = $1 and shown_at is null and used_at is null",
        link.id,
        digest(&token),
        voucher,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 1 {
        Ok(token)
    } else {
        Err(Error::Conflict {
            reason: "people-late-link-shown",
            url: format!("/people/{}", link.person_id),
        })
    }
}

/// Whom the link with this token is for, while it holds.
pub async fn guest(db: &Db, token: &str) -> Result<Option<Guest>> {
    Ok(sqlx::query_as!(
        Guest,
        r#"select kind as "kind!: Kind", name as "name!", email as "email!", organisations as "organisations!" from link_person($1)"#,
        digest(token),
    )
    .fetch_optional(db.door())
    .await?)
}

/// Sets the passphrase and uses the link up; false when it was used or has run out meanwhile.
pub async fn spend(db: &Db, token: &str, hash: &str) -> Result<bool> {
    let person = sqlx::query_scalar!("select link_spend($1, $2)", digest(token), hash)
        .fetch_one(db.door())
        .await?;
    Ok(person.is_some())
}
