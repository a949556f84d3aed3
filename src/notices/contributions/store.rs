//! The SQL of contributions.

use super::{
    model::{Contribution, Draft},
    policy::{Contribute, View, Withdraw},
};
use crate::{
    access::{Audience, Permit, Role},
    db::Tx,
    notices::model::Topic,
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Rows of the list.
const MOST: i64 = 100;

/// What the viewer's office told, and what it was told while the consent is in force; the newest 100.
pub async fn list(tx: &mut Tx) -> Result<Vec<Contribution>> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_as!(
        Contribution,
        r#"select c.id, c.owner_id, c.recipient_id, c.topic as "topic: Topic", c.title, c.body, c.area_id, a.name as "area?", c.audience as "audience: Audience",
                  c.is_named, c.valid_until, c.withdrawn_at is null and c.until_at > now() as "is_in_force!", c.created_at
           from (select x.id from ((select id, created_at from notice_contributions where owner_id = $1 order by created_at desc, id desc limit $2)
                 union all (select id, created_at from notice_contributions where recipient_id = $1 and withdrawn_at is null and until_at > now()
                            order by created_at desc, id desc limit $2)) x order by x.created_at desc, x.id desc limit $2) top
           join notice_contributions c on c.id = top.id left join areas a on a.id = c.area_id order by c.created_at desc, c.id desc"#,
        actor,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Contribution> {
    let told = sqlx::query_as!(
        Contribution,
        r#"select c.id, c.owner_id, c.recipient_id, c.topic as "topic: Topic", c.title, c.body, c.area_id, a.name as "area?", c.audience as "audience: Audience",
                  c.is_named, c.valid_until, c.withdrawn_at is null and c.until_at > now() as "is_in_force!", c.created_at
           from notice_contributions c left join areas a on a.id = c.area_id where c.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &told)?;
    Ok(told)
}

/// Tells a desk.
pub async fn contribute(tx: &mut Tx, permit: Permit<'_, Contribute>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into notice_contributions (id, owner_id, author_id, recipient_id, topic, title, body, area_id, audience, is_named, valid_until, until_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())",
        slot.id,
        slot.owner,
        person,
        draft.recipient,
        draft.topic.as_str(),
        draft.title,
        draft.body,
        draft.area,
        draft.audience.as_str(),
        draft.is_named,
        draft.valid_until.to_sqlx() as jiff_sqlx::Date,
    )
    .execute(tx.conn())
    .await
    .map_err(mistake)?;
    Ok(())
}

fn mistake(error: sqlx::Error) -> Error {
    let constraint = match &error {
        sqlx::Error::Database(cause) => cause.constraint().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    let (field, message) = match constraint.as_str() {
        "notice_contributions_to_desk" | "notice_contributions_to_another" => {
            ("recipient", "frame-field-choose")
        }
        "notice_contributions_coexistence" => ("recipient", "contributions-only-coordinator"),
        "notice_contributions_audience_fits" => ("audience", "contributions-audience-fits"),
        "notice_contributions_aid_workers_closed" => ("audience", "contributions-aid-workers"),
        "notice_contributions_area_id_fkey" => ("area", "frame-field-choose"),
        _ => return Error::Database(error),
    };
    Error::Invalid(Errors::one(field, message))
}

/// Takes the consent back: the desk and everybody else lose sight of it, and of what was made of it, at once.
pub async fn withdraw(tx: &mut Tx, permit: Permit<'_, Withdraw>) -> Result<()> {
    let told = permit.spend(tx).await?;
    sqlx::query!("update notice_contributions set withdrawn_at = now() where id = $1", told.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Who opened it, by post: how often, the last first. Only its own office reads this.
pub async fn opened_by(tx: &mut Tx, id: Uuid) -> Result<Vec<(Uuid, Role, i64)>> {
    let rows = sqlx::query!(
        r#"select actor_id as "actor!", role as "role: Role", count(*) as "n!" from read_events
           where record_kind = 'contribution' and record_id = $1 and actor_id is not null group by actor_id, role order by max(at) desc limit 50"#,
        id,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor, row.role, row.n)).collect())
}
