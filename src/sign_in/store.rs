//! The SQL of sessions. Before there is a viewer, only the definer functions of the people schema are asked.

use super::{
    model::{Answer, Attempt, Opened},
    policy::{ChooseLanguage, SwitchPost},
};
use crate::{
    access::Permit,
    db::{Db, Tx},
    i18n::Lang,
    secrets,
    web::{
        context::digest,
        error::{Error, Result},
    },
};
use uuid::Uuid;

/// Tries to sign in. The work is the same whether the account exists or not; a transaction is held for none of it.
pub async fn sign_in(db: &Db, attempt: Attempt) -> Result<Answer> {
    let door = db.door();
    let (account, address) = keys(&attempt.email, &attempt.address);
    let wait = sqlx::query_scalar!(r#"select sign_in_try($1, $2) as "wait!""#, account, address)
        .fetch_one(door)
        .await?;
    if wait > 0 {
        return Ok(Answer::Wait(wait));
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
        "select open_session($1, $2, $3, $4, $5, $6), sign_in_worked($7, $8)",
        digest(&token),
        attempt.old,
        known.person_id,
        attempt.is_shared,
        !known.second_factor,
        attempt.device,
        account,
        address,
    )
    .execute(door)
    .await?;
    Ok(Answer::Welcome(Opened {
        token,
        language: known.language,
        owes_second_step: known.second_factor,
    }))
}

/// What stands for an account and for it at one address; the address alone is kept nowhere.
fn keys(account: &str, address: &str) -> (Vec<u8>, Vec<u8>) {
    let account = account.to_lowercase();
    (digest(&account), digest(&format!("{account} {address}")))
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
