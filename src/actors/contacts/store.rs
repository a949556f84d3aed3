//! The SQL of contacts. The details come from one function that knows consent; row level security keeps the rest.

use super::{
    model::{Consent, Contact, Details, Draft, Field, Giving, Opened},
    policy::{
        CreateContact, EditContact, GiveConsent, RemoveContact, ViewContact, WithdrawConsent,
    },
};
use crate::{
    access::{Community, Permit},
    actors::model::Status,
    db::Tx,
    web::error::{Error, Result},
};
use std::collections::HashMap;
use uuid::Uuid;

/// The contacts of an actor, duty first, with what the viewer may read of them; 50 at most.
pub async fn of(tx: &mut Tx, actor: Uuid) -> Result<Vec<Contact>> {
    of_actors(tx, &[actor], None).await
}

/// The contacts of several actors; with an area only those that answer for it, or for everywhere. 1,000 at most.
pub async fn of_actors(tx: &mut Tx, actors: &[Uuid], area: Option<Uuid>) -> Result<Vec<Contact>> {
    let ids = sqlx::query_scalar!(
        "select id from actor_contacts
         where actor_id = any ($1) and removed_at is null
           and ($2::uuid is null or area_id is null or area_id = $2 or area_id = (select parent_id from areas where id = $2))
         order by is_duty desc, function, id limit 1000",
        actors,
        area,
    )
    .fetch_all(tx.conn())
    .await?;
    read(tx, &ids).await
}

/// One contact, for whoever keeps it; [`Error::NotFound`] for everybody else.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Contact> {
    let contact = read(tx, &[id]).await?.pop().ok_or(Error::NotFound)?;
    tx.check(ViewContact, &contact)?;
    Ok(contact)
}

async fn read(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Contact>> {
    let mut details = details(tx, ids).await?;
    let rows = sqlx::query!(
        r#"select c.id, c.actor_id, a.community as "community: Community", a.status as "status: Status", a.entered_by_id, c.function, c.area_id,
                  g.name as "area?", c.languages, c.hours, c.is_duty, c.is_proxy, c.ends_on as "ends_on: jiff_sqlx::Date",
                  coalesce(c.ends_on < (now() at time zone h.time_zone)::date, false) as "is_over!", c.erased_at as "erased_at: jiff_sqlx::Timestamp", c.version
           from unnest($1::uuid[]) with ordinality wanted (id, place) join actor_contacts c on c.id = wanted.id and c.removed_at is null
           join actors a on a.id = c.actor_id left join areas g on g.id = c.area_id, house h
           order by wanted.place"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let contacts = rows.into_iter().map(|row| Contact {
        details: details.remove(&row.id).unwrap_or_default(),
        id: row.id,
        actor_id: row.actor_id,
        actor_community: row.community,
        actor_status: row.status,
        actor_entered_by: row.entered_by_id,
        function: row.function,
        area_id: row.area_id,
        area: row.area,
        languages: row.languages,
        hours: row.hours,
        is_duty: row.is_duty,
        is_proxy: row.is_proxy,
        ends_on: row.ends_on,
        is_over: row.is_over,
        erased_at: row.erased_at,
        version: row.version,
    });
    Ok(contacts.collect())
}

/// What the viewer may read now, field by field.
async fn details(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Details>> {
    let rows = sqlx::query!(
        r#"select contact_id as "id!", name as "name!", phone as "phone!", radio as "radio!", email as "email!" from contact_details($1)"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let read = rows.into_iter().map(|row| {
        let details =
            Details { name: row.name, phone: row.phone, radio: row.radio, email: row.email };
        (row.id, details)
    });
    Ok(read.collect())
}

/// Enters a contact. What is typed for a body without an account is its word: the consent that was heard is recorded with it.
pub async fn create(tx: &mut Tx, permit: Permit<'_, CreateContact>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let me = tx.viewer().actor;
    sqlx::query!(
        "insert into actor_contacts (id, actor_id, function, area_id, languages, hours, is_duty, is_proxy, ends_on, entered_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        slot.id,
        slot.actor.id,
        draft.function,
        draft.area,
        &draft.languages,
        draft.hours,
        draft.is_duty,
        draft.is_proxy,
        draft.ends_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        me,
    )
    .execute(tx.conn())
    .await?;
    write_details(tx, slot.id, &draft.details).await
}

async fn write_details(tx: &mut Tx, contact: Uuid, details: &Details) -> Result<()> {
    if details.is_empty() {
        sqlx::query!("delete from actor_contact_details where contact_id = $1", contact)
            .execute(tx.conn())
            .await?;
        return Ok(());
    }
    sqlx::query!(
        "insert into actor_contact_details (contact_id, name, phone, radio, email) values ($1, $2, $3, $4, $5)
         on conflict (contact_id) do update set name = excluded.name, phone = excluded.phone, radio = excluded.radio, email = excluded.email",
        contact,
        details.name,
        details.phone,
        details.radio,
        details.email,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Saves a contact. Consent was given by a person for themselves: a new name ends what the former one gave.
pub async fn update(
    tx: &mut Tx,
    permit: Permit<'_, EditContact>,
    draft: &Draft,
    version: i32,
) -> Result<()> {
    let contact = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update actor_contacts set function = $3, area_id = $4, languages = $5, hours = $6, is_duty = $7, is_proxy = $8, ends_on = $9, erased_at = null
         where id = $1 and version = $2",
        contact.id,
        version,
        draft.function,
        draft.area,
        &draft.languages,
        draft.hours,
        draft.is_duty,
        draft.is_proxy,
        draft.ends_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "contacts-late-edit", url: contact.url() });
    }
    if draft.details.name != contact.details.name {
        end_consents(tx, contact.id).await?;
    }
    write_details(tx, contact.id, &draft.details).await
}

pub(super) async fn end_consents(tx: &mut Tx, contact: Uuid) -> Result<()> {
    sqlx::query!(
        "update contact_consents set withdrawn_at = now() where contact_id = $1 and withdrawn_at is null",
        contact,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a contact away: its details are erased, its consents end, at once.
pub async fn remove(tx: &mut Tx, permit: Permit<'_, RemoveContact>) -> Result<()> {
    let contact = permit.spend(tx).await?;
    end_consents(tx, contact.id).await?;
    write_details(tx, contact.id, &Details::default()).await?;
    sqlx::query!("update actor_contacts set removed_at = now() where id = $1", contact.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Consent to each of these actors by itself; one for the same actor that is in force gives way to it.
pub async fn give(tx: &mut Tx, permit: Permit<'_, GiveConsent>, giving: &Giving) -> Result<()> {
    let contact = permit.spend(tx).await?;
    let fields: Vec<String> = giving.fields.iter().map(ToString::to_string).collect();
    let (person, actor) = (tx.viewer().person, tx.viewer().actor);
    sqlx::query!(
        "update contact_consents set withdrawn_at = now() where contact_id = $1 and recipient_id = any ($2) and withdrawn_at is null",
        contact.id,
        &giving.recipients,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into contact_consents (contact_id, recipient_id, fields, purpose, given_by, given_actor, heard, until_at)
         select $1, r.id, $3, $4, $5, $6, $7, ($8::date + 1)::timestamp at time zone h.time_zone from unnest($2::uuid[]) r (id), house h",
        contact.id,
        &giving.recipients,
        &fields,
        giving.purpose,
        person,
        actor,
        giving.heard,
        giving.until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends one consent; it counts on the next request. [`Error::Conflict`] where it had ended.
pub async fn withdraw(
    tx: &mut Tx,
    permit: Permit<'_, WithdrawConsent>,
    consent: Uuid,
) -> Result<()> {
    let contact = permit.spend(tx).await?;
    let done = sqlx::query!(
        "update contact_consents set withdrawn_at = now() where id = $2 and contact_id = $1 and withdrawn_at is null and until_at > now()",
        contact.id,
        consent,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "contacts-late-consent", url: contact.url() });
    }
    Ok(())
}

/// The consents of a contact, those in force first; 100 at most.
pub async fn consents(tx: &mut Tx, contact: Uuid) -> Result<Vec<Consent>> {
    Ok(sqlx::query_as!(
        Consent,
        r#"select id, recipient_id, fields, purpose, heard, given_actor, given_at, until_at, withdrawn_at as "withdrawn_at: jiff_sqlx::Timestamp",
                  withdrawn_at is null and until_at > now() as "is_in_force!"
           from contact_consents where contact_id = $1
           order by withdrawn_at is null and until_at > now() desc, given_at desc, id limit 100"#,
        contact,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Who of other actors opened a contact, the newest first; 50 at most.
pub async fn opened(tx: &mut Tx, contact: Uuid) -> Result<Vec<Opened>> {
    Ok(sqlx::query_as!(
        Opened,
        "select actor_id, role, at, what from read_events where record_kind = 'contact' and record_id = $1 order by at desc limit 50",
        contact,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Consents of an actor's contacts to actors outside its community: what a change to coexistence ends.
pub async fn outside(tx: &mut Tx, actor: Uuid) -> Result<Vec<(String, Uuid, Vec<Field>)>> {
    let rows = sqlx::query!(
        "select c.function, k.recipient_id, k.fields from contact_consents k join actor_contacts c on c.id = k.contact_id
         where c.actor_id = $1 and c.removed_at is null and k.withdrawn_at is null and k.until_at > now()
           and actor_community(k.recipient_id) <> 'humanitarian' order by c.function, k.id limit 100",
        actor,
    )
    .fetch_all(tx.conn())
    .await?;
    let fields =
        |codes: Vec<String>| codes.iter().filter_map(|code| Field::parse(code)).collect::<Vec<_>>();
    Ok(rows.into_iter().map(|row| (row.function, row.recipient_id, fields(row.fields))).collect())
}
