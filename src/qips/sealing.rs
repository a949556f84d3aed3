//! Confirming a decision: with the second factor where one is set up, else with the passphrase.

use crate::{
    people::store::Tries,
    secrets::{self, one_time},
    web::{
        context::Ctx,
        error::{Error, Result},
        forms::Errors,
    },
};

/// Checks what was typed against the person of this session. Errors: [`Error::Invalid`] when it is wrong,
/// [`Error::TooMany`] after wrong tries. A code of the telephone is spent.
pub async fn confirm(cx: &mut Ctx, typed: &str) -> Result<()> {
    let token = cx.session.as_ref().map(|session| session.token_hash.clone());
    let (Some(token), Some(person)) = (token, cx.viewer().person) else {
        return Err(Error::NotFound);
    };
    let tries = Tries::of(&person.to_string(), "decisions");
    if let Some(seconds) = tries.count(&cx.state.db).await? {
        return Err(Error::TooMany { seconds });
    }
    let known = sqlx::query!(
        r#"select secret, coalesce(is_confirmed, false) as "is_confirmed!" from second_factor_secret($1)"#,
        token,
    )
    .fetch_one(cx.tx.conn())
    .await?;
    #[expect(clippy::single_match_else, reason = "two ways to confirm, side by side")]
    let is_right = match known.secret.filter(|_| known.is_confirmed) {
        Some(secret) => {
            let step = one_time::step(&secret, typed)?;
            sqlx::query_scalar!(
                r#"select second_factor_spend($1, $2) as "is_right!""#,
                token,
                step.unwrap_or(-1)
            )
            .fetch_one(cx.tx.conn())
            .await?
        }
        None => {
            let stored = sqlx::query_scalar!("select password_of($1)", token)
                .fetch_one(cx.tx.conn())
                .await?;
            secrets::verify(typed.to_owned(), stored).await?
        }
    };
    if !is_right {
        return Err(Error::Invalid(Errors::one("secret", "qips-error-secret")));
    }
    tries.worked(&cx.state.db).await
}
