//! The SQL of sessions. Before there is a viewer, only the definer functions of the people schema are asked.

use super::{
    model::{Answer, Attempt, Opened, Parked, Step},
    policy::{ChooseLanguage, Discard, SwitchPost},
};
use crate::{
    access::Permit,
    db::{Db, Tx},
    i18n::Lang,
    people::store::Tries,
    secrets::{self, one_time},
    web::{
        context::digest,
        error::{Error, Result},
    },
};
use uuid::Uuid;

/// Tries to sign in. The work is the same whether the account exists or not; a transaction is held for none of it.
pub async fn sign_in(db: &Db, attempt: Attempt) -> Result<Answer> {
    let door = db.door();
    let tries = Tries::of(&attempt.email, &attempt.address);
    if let Some(seconds) = tries.count(db).await? {
        return Ok(Answer::Wait(seconds));
    }
    let known = sqlx::query!(
        r#"select person_id as "person_id!", password_hash, language as "language!", second_factor as "second_factor!", suspended as "suspended!"
           from account_by_email($1)"#,
        attempt.email,
    )
    .fetch_optional(door)
    .await?;
    let stored = known.as_ref().and_then(|known| known.password_hash.clone());
    let fits = secrets::verify(attempt.passphrase, stored).await?;
    let Some(known) = known.filter(|known| fits && !known.suspended) else {
        return Ok(Answer::Wrong);
    };
    let token = secrets::token();
    sqlx::query!(
        "select open_session($1, $2, $3, $4, $5, $6)",
        digest(&token),
        attempt.old,
        known.person_id,
        attempt.is_shared,
        !known.second_factor,
        attempt.device,
    )
    .execute(door)
    .await?;
    tries.worked(db).await?;
    Ok(Answer::Welcome(Opened {
        token,
        language: known.language,
        owes_second_step: known.second_factor,
    }))
}

/// Whether this kept form is of the person who holds this session.
pub async fn is_parked_for(db: &Db, token_hash: &[u8], parked: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select parked_is_mine($1, $2) as "mine!""#, token_hash, parked)
        .fetch_one(db.door())
        .await?)
}

pub async fn sign_out(tx: &mut Tx, token_hash: &[u8]) -> Result<()> {
    sqlx::query!("select end_session($1)", token_hash).execute(tx.conn()).await?;
    Ok(())
}

/// Acts in another of the posts in force from now on.
pub async fn switch_post(tx: &mut Tx, permit: Permit<'_, SwitchPost>, post: Uuid) -> Result<()> {
    let session = permit.spend(tx).await?;
    if !session.posts.iter().any(|held| held.id == post) {
        return Err(Error::NotFound);
    }
    sqlx::query!("update sessions set post_id = $2 where id = $1", session.id, post)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub async fn choose_language(
    tx: &mut Tx,
    permit: Permit<'_, ChooseLanguage>,
    lang: Lang,
) -> Result<()> {
    let session = permit.spend(tx).await?;
    sqlx::query!("update people set language = $2 where id = $1", session.person, lang.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The second step of a session that owes it: a code of the telephone, or one of the recovery codes.
pub async fn take_second_step(
    db: &Db,
    token_hash: &[u8],
    address: &str,
    code: &str,
    recovery: &str,
) -> Result<Step> {
    let door = db.door();
    let secret = sqlx::query!(
        r#"select person_id as "person_id!", secret from second_factor_secret($1)"#,
        token_hash
    )
    .fetch_optional(door)
    .await?;
    let Some(secret) = secret else { return Ok(Step::Wrong) };
    let tries = Tries::of(&secret.person_id.to_string(), address);
    if let Some(seconds) = tries.count(db).await? {
        return Ok(Step::Wait(seconds));
    }
    let is_right = if recovery.is_empty() {
        let step = secret.secret.map(|secret| one_time::step(&secret, code)).transpose()?.flatten();
        sqlx::query_scalar!(
            r#"select second_factor_spend($1, $2) as "is_right!""#,
            token_hash,
            step.unwrap_or(-1)
        )
        .fetch_one(door)
        .await?
    } else {
        let code = digest(&one_time::plain_code(recovery));
        sqlx::query_scalar!(
            r#"select recovery_code_spend($1, $2) as "is_right!""#,
            token_hash,
            code
        )
        .fetch_one(door)
        .await?
    };
    if is_right {
        tries.worked(db).await?;
    }
    Ok(if is_right { Step::Done } else { Step::Wrong })
}

/// A form that was kept for the viewer.
pub async fn find_parked(tx: &mut Tx, id: Uuid) -> Result<Parked> {
    sqlx::query_as!(Parked, "select id, path, body, at from parked_forms where id = $1", id)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(Error::NotFound)
}

pub async fn discard(tx: &mut Tx, permit: Permit<'_, Discard>) -> Result<()> {
    let parked = permit.spend(tx).await?;
    sqlx::query!("delete from parked_forms where id = $1", parked.id).execute(tx.conn()).await?;
    Ok(())
}
