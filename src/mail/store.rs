//! The SQL of mail: choices, and the outbox.

use super::{
    model::{Choices, Line, Mail, Outcome, Pace, Why},
    policy::{ChooseMail, SendMail},
};
use crate::{
    access::Permit,
    db::Tx,
    i18n::Lang,
    web::error::{Error, Result},
};
use uuid::Uuid;

/// What the viewer chose; the usual where they chose nothing. [`Error::NotFound`] for nobody.
pub async fn own(tx: &mut Tx) -> Result<Choices> {
    let person = tx.viewer().person.ok_or(Error::NotFound)?;
    let found = sqlx::query_as!(
        Choices,
        "select person_id as person, is_off, at_once, kinds, area_id, only_turn, version from mail_choices where person_id = $1",
        person,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(found.unwrap_or_else(|| Choices::usual(person)))
}

pub async fn choose(tx: &mut Tx, permit: Permit<'_, ChooseMail>, chosen: &Choices) -> Result<()> {
    let old = permit.spend(tx).await?;
    sqlx::query!(
        "insert into mail_choices (person_id, is_off, at_once, kinds, area_id, only_turn) values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id) do update set is_off = excluded.is_off, at_once = excluded.at_once, kinds = excluded.kinds,
             area_id = excluded.area_id, only_turn = excluded.only_turn",
        old.person,
        chosen.is_off,
        chosen.at_once,
        &chosen.kinds,
        chosen.area_id,
        chosen.only_turn,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether this house sends mail.
pub async fn is_on(tx: &mut Tx) -> Result<bool> {
    Ok(sqlx::query_scalar!("select is_on from mail_heads").fetch_one(tx.conn()).await?)
}

/// Says whether this house sends mail. A house that did not send until now begins with what happens from now on.
pub async fn switch(tx: &mut Tx, is_on: bool) -> Result<()> {
    sqlx::query!(
        "update mail_heads set seq = case when is_on then seq else (select seq from event_chain_heads) end, is_on = $1",
        is_on,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The address and lines of the next mail that is due, taken for `seconds`: nobody else takes it meanwhile, and if this program
/// ends before it went, it is due again. None when nothing is due.
pub async fn take(tx: &mut Tx, seconds: i32) -> Result<Option<Mail>> {
    let next = sqlx::query!(
        r#"select id, person_id, pace as "pace: Pace", tries from mail_outbox
           where state = 'waiting' and next_try_at <= now() order by next_try_at, id limit 1 for update skip locked"#
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(next) = next else { return Ok(None) };
    let lines = sqlx::query_as!(
        Line,
        r#"with due as (
               select m.id from mail_outbox m where m.id = $1 or $2 = 'daily' and m.person_id = $3 and m.pace = 'daily'
                   and m.state = 'waiting' and m.next_try_at <= now() for update),
           taken as (
               update mail_outbox m set tries = m.tries + 1, next_try_at = now() + make_interval(secs => $4) from due where m.id = due.id returning m.*)
           select t.id, t.why as "why: Why", t.record_kind as kind, t.label, t.path, mail_may_go(o) as "may_go!"
           from taken t join mail_outbox o on o.id = t.id order by t.queued_at, t.id"#,
        next.id,
        next.pace.as_str(),
        next.person_id,
        f64::from(seconds),
    )
    .fetch_all(tx.conn())
    .await?;
    let to = sqlx::query!(
        r#"select name, email, language as "language: Lang" from people where id = $1"#,
        next.person_id,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Some(Mail {
        id: next.id,
        pace: next.pace,
        name: to.name,
        email: to.email,
        lang: to.language,
        tries: next.tries + 1,
        lines,
    }))
}

/// Writes how it went. What could not be sent is tried again after 1, 2, 4 … minutes, at most 6 hours.
pub async fn settle(tx: &mut Tx, permit: Permit<'_, SendMail>, outcome: Outcome) -> Result<()> {
    let mail = permit.spend(tx).await?;
    finish(tx, mail, outcome).await
}

/// The same where nothing went out, which is no event.
pub async fn settle_unsent(tx: &mut Tx, mail: &Mail, outcome: Outcome) -> Result<()> {
    finish(tx, mail, outcome).await
}

async fn finish(tx: &mut Tx, mail: &Mail, outcome: Outcome) -> Result<()> {
    let state = match outcome {
        Outcome::Sent => "sent",
        Outcome::Dropped => "dropped",
        Outcome::Failed => "failed",
        Outcome::Later => "waiting",
    };
    sqlx::query!(
        "update mail_outbox set state = case when $2 = 'sent' and not (id = any ($4)) then 'dropped' else $2 end,
             ended_at = case when $2 = 'waiting' then null else now() end,
             next_try_at = case when $2 = 'waiting' then now() + make_interval(mins => least(360, power(2, least($3, 10) - 1)::int)) else next_try_at end
         where id = any ($1)",
        &mail.ids(),
        state,
        mail.tries,
        &mail.lines.iter().filter(|line| line.may_go).map(|line| line.id).collect::<Vec<Uuid>>(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
