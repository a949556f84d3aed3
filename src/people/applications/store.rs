//! The SQL of applications. Reads return what the viewer may see; writes ask for a permit.

use super::{
    model::{Application, Draft, Filter, Seat, State},
    policy::{Apply, CreateAccount, Invite, Refuse, ViewApplication, Vouch},
};
use crate::{
    access::{Community, Permit, Role},
    db::Tx,
    people::{links, model::NewPost, store::insert_post},
    web::{
        error::{Error, Result},
        forms::{Errors, on_constraint},
    },
};
use uuid::Uuid;

pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Application> {
    let found = read(tx, Some(id), &Filter::default()).await?;
    let application = found.into_iter().next().ok_or(Error::NotFound)?;
    tx.check(ViewApplication, &application)?;
    Ok(application)
}

/// Applications that wait, or those in one state; newest first, 26 at most.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Application>> {
    read(tx, None, filter).await
}

async fn read(tx: &mut Tx, one: Option<Uuid>, filter: &Filter) -> Result<Vec<Application>> {
    Ok(sqlx::query_as!(
        Application,
        r#"select x.id, x.name, x.email, x.language, x.organisation, x.community as "community: Community", x.actor_id, a.name as "actor?",
                  x.role as "role: Role", x.represents_id, r.name as "represents?", x.until_at, x.reason, x.state as "state: State", x.stated as is_stated,
                  x.voucher_id, v.name as "voucher?", c.name as "creator?", x.person_id, x.refused_why, x.created_at,
                  coalesce((select lower(m.email) = lower(x.email) from people m where m.id = viewer_person()), false) as "is_own!",
                  has_voucher(x.community, null) as "has_voucher!", k.name as "known_as?"
           from applications x
           left join actors a on a.id = x.actor_id left join actors r on r.id = x.represents_id
           left join people v on v.id = x.voucher_id left join people c on c.id = x.creator_id
           left join people k on lower(k.email) = lower(x.email) and x.state <> 'created'
           where ($1::uuid is null or x.id = $1)
             and ($1 is not null or ($2 = '' and x.state in ('applied', 'vouched')) or x.state = $2)
             and ($3::uuid is null or (x.created_at, x.id) < (select y.created_at, y.id from applications y where y.id = $3))
           order by x.created_at desc, x.id desc limit 26"#,
        one,
        filter.state,
        filter.after,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// How many wait for this viewer: to vouch for, or to make the account of.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64> {
    let state = if tx.viewer().role == Role::Admin { "vouched" } else { "applied" };
    Ok(sqlx::query_scalar!(r#"select count(*) as "n!" from applications where state = $1"#, state)
        .fetch_one(tx.conn())
        .await?)
}

/// Nothing tells whether the address is known: the same row, the same time.
pub async fn apply(tx: &mut Tx, permit: Permit<'_, Apply>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    insert(tx, slot.id, draft).await
}

async fn insert(tx: &mut Tx, id: Uuid, draft: &Draft) -> Result<()> {
    sqlx::query!(
        "insert into applications (id, name, email, language, organisation, community, reason) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        draft.name,
        draft.email,
        draft.language,
        draft.organisation,
        draft.community.as_str(),
        draft.reason,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Asks somebody in and vouches for them at once.
pub async fn invite(
    tx: &mut Tx,
    permit: Permit<'_, Invite>,
    draft: &Draft,
    seat: &Seat,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    insert(tx, slot.id, draft).await?;
    set_voucher(tx, slot.id, seat).await
}

pub async fn vouch(tx: &mut Tx, permit: Permit<'_, Vouch>, seat: &Seat) -> Result<()> {
    let proposal = permit.spend(tx).await?;
    set_voucher(tx, proposal.application.id, seat).await
}

async fn set_voucher(tx: &mut Tx, id: Uuid, seat: &Seat) -> Result<()> {
    let voucher = tx.viewer().person;
    let done = sqlx::query!(
        "update applications set state = 'vouched', actor_id = $2, role = $3, represents_id = $4, until_at = $5, stated = $6, voucher_id = $7
         where id = $1 and state = 'applied'",
        id,
        seat.actor,
        seat.role.as_str(),
        seat.represents,
        seat.until as _,
        seat.is_stated,
        voucher,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("applications_not_for_oneself", "email", "people-deny-oneself"))?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(late(id)) }
}

fn late(id: Uuid) -> Error {
    Error::Conflict { reason: "people-late-application", url: format!("/applications/{id}") }
}

pub async fn refuse(tx: &mut Tx, permit: Permit<'_, Refuse>, why: &str) -> Result<()> {
    let application = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update applications set state = 'refused', refused_why = $2 where id = $1 and state in ('applied', 'vouched')",
        application.id,
        why,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(late(application.id)) }
}

/// Makes the account with its post and a link to be shown by the voucher; somebody who has an account gets one more post.
/// Returns the person.
pub async fn create_account(tx: &mut Tx, permit: Permit<'_, CreateAccount>) -> Result<Uuid> {
    let application = permit.spend(tx).await?;
    let known = sqlx::query_scalar!(
        "select id from people where lower(email) = lower($1)",
        application.email
    )
    .fetch_optional(tx.conn())
    .await?;
    let person = match known {
        Some(person) => person,
        None => make_person(tx, application).await?,
    };
    let (Some(actor), Some(role)) = (application.actor_id, application.role) else {
        return Err(late(application.id));
    };
    let post = NewPost {
        represents: application.represents_id,
        until: application.until_at,
        is_stated: application.is_stated,
        ..NewPost::new(role, actor)
    };
    insert_post(tx, person, &post).await.map_err(post_fault)?;
    let creator = tx.viewer().person;
    let done = sqlx::query!(
        "update applications set state = 'created', creator_id = $2, person_id = $3 where id = $1 and state = 'vouched'",
        application.id,
        creator,
        person,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() != 1 {
        return Err(late(application.id));
    }
    if known.is_none() {
        links::store::invite(tx, person).await?;
    }
    Ok(person)
}

async fn make_person(tx: &mut Tx, application: &Application) -> Result<Uuid> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into people (id, name, email, language) values ($1, $2, $3, $4)",
        id,
        application.name,
        application.email,
        application.language,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("people_email", "create", "people-email-taken"))?;
    Ok(id)
}

/// The rules of posts that the schema holds, as words.
fn post_fault(error: Error) -> Error {
    let Error::Database(sqlx::Error::Database(cause)) = &error else { return error };
    let key = match cause.constraint() {
        Some("posts_one_community") => "people-post-one-community",
        Some("posts_role_fits_community") => "people-post-role-fits",
        Some("posts_ends_after_start") => "people-post-past",
        _ => return error,
    };
    Error::Invalid(Errors::one("create", key))
}
