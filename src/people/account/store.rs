//! The SQL of one's own account. Secrets pass through definer functions only.

use super::{
    model::{Account, Draft, OwnPost, ResetLine, SecondFactor, SessionLine},
    policy::{
        ChangePassphrase, ChooseKeys, ConfirmSecondFactor, EditAccount, EndSessions,
        EnrolSecondFactor, RemoveSecondFactor,
    },
};
use crate::{
    access::{Permit, Role},
    db::Tx,
    secrets::one_time,
    web::{
        context::digest,
        error::{Error, Result},
        forms::Errors,
    },
};
use uuid::Uuid;

/// The account of the reader.
pub async fn own(tx: &mut Tx, needs_second_factor: bool) -> Result<Account> {
    let person = tx.viewer().person.ok_or(Error::NotFound)?;
    let row = sqlx::query!(
        "select name, email, language, totp_confirmed, keys_off, version from people where id = $1",
        person
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Account {
        id: person,
        name: row.name,
        email: row.email,
        language: row.language,
        has_second_factor: row.totp_confirmed,
        keys_off: row.keys_off,
        version: row.version,
        organisation: tx.viewer().actor_name.clone(),
        needs_second_factor,
    })
}

pub async fn posts(tx: &mut Tx, person: Uuid) -> Result<Vec<OwnPost>> {
    Ok(sqlx::query_as!(
        OwnPost,
        r#"select o.role as "role: Role", coalesce(a.name, '') as "actor!", o.until_at, o.stated_at + interval '6 months' as stated_until
           from posts o left join actors a on a.id = o.actor_id
           where o.person_id = $1 and (o.until_at is null or o.until_at > now()) order by o.from_at, o.id"#,
        person,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Sessions that still open something, newest first.
pub async fn sessions(tx: &mut Tx, person: Uuid) -> Result<Vec<SessionLine>> {
    Ok(sqlx::query_as!(
        SessionLine,
        r#"select id, device, last_seen_at, shared as is_shared from sessions
           where person_id = $1 and ended_at is null and expires_at > now()
             and last_seen_at > now() - case when shared then interval '30 minutes' else interval '12 hours' end
           order by last_seen_at desc, id limit 50"#,
        person,
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn resets_beside(tx: &mut Tx) -> Result<Vec<ResetLine>> {
    Ok(sqlx::query_as!(
        ResetLine,
        r#"select name as "name!", created_at as "created_at!", used_at from resets_beside_me()"#
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn edit(tx: &mut Tx, permit: Permit<'_, EditAccount>, draft: &Draft) -> Result<()> {
    let account = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update people set name = $2, language = $3 where id = $1 and version = $4",
        account.id,
        draft.name,
        draft.lang.as_str(),
        draft.version,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Invalid(Errors::one("name", "frame-field-stale")));
    }
    Ok(())
}

pub async fn choose_keys(tx: &mut Tx, permit: Permit<'_, ChooseKeys>, off: bool) -> Result<()> {
    let account = permit.spend(tx).await?;
    sqlx::query!("update people set keys_off = $2 where id = $1", account.id, off)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends one session, or all but this one.
pub async fn end_sessions(
    tx: &mut Tx,
    permit: Permit<'_, EndSessions>,
    one: Option<Uuid>,
    kept: Uuid,
) -> Result<()> {
    let account = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update sessions set ended_at = now() where person_id = $1 and ended_at is null and ($2::uuid is null and id <> $3 or id = $2)",
        account.id,
        one,
        kept,
    )
    .execute(tx.conn())
    .await?;
    if one.is_some() && done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The hash of the passphrase in force, for checking the one that was typed.
pub async fn passphrase_hash(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("select password_of($1)", token_hash).fetch_one(tx.conn()).await?)
}

/// Sets the passphrase; every other session of the person ends.
pub async fn change_passphrase(
    tx: &mut Tx,
    permit: Permit<'_, ChangePassphrase>,
    token_hash: &[u8],
    hash: &str,
) -> Result<()> {
    permit.spend(tx).await?;
    sqlx::query!("select password_change($1, $2)", token_hash, hash).execute(tx.conn()).await?;
    Ok(())
}

pub async fn second_factor(tx: &mut Tx, token_hash: &[u8]) -> Result<SecondFactor> {
    let row = sqlx::query!(
        r#"select secret, is_confirmed as "is_confirmed!",
                  (select count(*) from recovery_codes r where r.person_id = s.person_id and r.used_at is null) as "codes_left!"
           from second_factor_secret($1) s"#,
        token_hash,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(match row.secret {
        Some(_) if row.is_confirmed => SecondFactor::On { codes_left: row.codes_left },
        Some(secret) => SecondFactor::Begun(secret),
        None => SecondFactor::Off,
    })
}

/// Makes a new secret; it counts from its first right code on.
pub async fn enrol(
    tx: &mut Tx,
    permit: Permit<'_, EnrolSecondFactor>,
    token_hash: &[u8],
) -> Result<()> {
    permit.spend(tx).await?;
    sqlx::query!("select second_factor_enrol($1, $2)", token_hash, one_time::new_secret())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Takes the first code and makes the recovery codes, which are shown once.
pub async fn confirm(
    tx: &mut Tx,
    permit: Permit<'_, ConfirmSecondFactor>,
    token_hash: &[u8],
    code: &str,
) -> Result<Vec<String>> {
    let SecondFactor::Begun(secret) = second_factor(tx, token_hash).await? else {
        return Err(wrong_code());
    };
    let step = one_time::step(&secret, code)?.ok_or_else(wrong_code)?;
    let account = permit.spend(tx).await?;
    sqlx::query!("select second_factor_confirm($1, $2)", token_hash, step)
        .execute(tx.conn())
        .await?;
    let codes = one_time::recovery_codes();
    let hashes: Vec<Vec<u8>> =
        codes.iter().map(|code| digest(&one_time::plain_code(code))).collect();
    sqlx::query!("delete from recovery_codes where person_id = $1", account.id)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "insert into recovery_codes (person_id, code_hash) select $1, unnest($2::bytea[])",
        account.id,
        &hashes,
    )
    .execute(tx.conn())
    .await?;
    Ok(codes)
}

/// Takes the second factor away, for one more code of it.
pub async fn remove(
    tx: &mut Tx,
    permit: Permit<'_, RemoveSecondFactor>,
    token_hash: &[u8],
    code: &str,
) -> Result<()> {
    let secret = sqlx::query_scalar!("select secret from second_factor_secret($1)", token_hash)
        .fetch_one(tx.conn())
        .await?;
    let step = secret.map(|secret| one_time::step(&secret, code)).transpose()?.flatten();
    let recovery = digest(&one_time::plain_code(code));
    let is_right = sqlx::query_scalar!(
        r#"select second_factor_spend($1, $2) or recovery_code_spend($1, $3) as "is_right!""#,
        token_hash,
        step.unwrap_or(-1),
        recovery,
    )
    .fetch_one(tx.conn())
    .await?;
    if !is_right {
        return Err(wrong_code());
    }
    let account = permit.spend(tx).await?;
    sqlx::query!("select second_factor_drop($1)", token_hash).execute(tx.conn()).await?;
    sqlx::query!("delete from recovery_codes where person_id = $1", account.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn wrong_code() -> Error {
    Error::Invalid(Errors::one("code", "account-code-wrong"))
}
