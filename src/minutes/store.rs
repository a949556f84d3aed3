//! What is read of minutes and attendance; row level security keeps drafts with host and chair, confidential items with whom they are for.

use super::model::{Addendum, Attendee, Decision, Minutes, Part, Presence, Section, Text, Words};
use super::policy::View;
use crate::{
    access::Role,
    db::Tx,
    meetings::{
        self,
        model::{ItemState, Meeting},
    },
    web::error::Result,
};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// The minutes of the meeting with this reference; [`crate::web::error::Error::NotFound`] for who is not named on it.
pub async fn find(tx: &mut Tx, reference: &str) -> Result<Minutes> {
    let meeting = meetings::store::find(tx, reference).await?;
    let minutes = of(tx, meeting).await?;
    tx.check(View, &minutes)?;
    Ok(minutes)
}

async fn of(tx: &mut Tx, meeting: Meeting) -> Result<Minutes> {
    let row = sqlx::query!(
        r#"select m.circulated_at as "circulated_at?", m.amend_until as "amend_until?", coalesce(now() < m.amend_until, false) as "window_open!",
                  coalesce(now() > m.amend_until + make_interval(days => (p.body ->> 'seal_days')::int), false) as "host_may_seal!",
                  m.sealed_at as "sealed_at?", m.sealed_for as "sealed_for?", m.sha256 as "sha256?", attended(x.id) as "attended!",
                  (select count(*) from minute_items i where i.meeting_id = x.id) as "written!"
           from (select $1::uuid as id) x join policies p on p.version = policy_now() left join minutes m on m.meeting_id = x.id"#,
        meeting.id,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Minutes {
        meeting,
        circulated_at: row.circulated_at,
        amend_until: row.amend_until,
        window_open: row.window_open,
        host_may_seal: row.host_may_seal,
        sealed_at: row.sealed_at,
        sealed_for: row.sealed_for,
        sha256: row.sha256,
        attended: row.attended,
        written: row.written,
    })
}

/// The sheet: who stands on it, as far as the viewer may know.
pub async fn attendance(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Attendee>> {
    Ok(sqlx::query_as!(
        Attendee,
        r#"select actor_id, presence as "presence: Presence", what, people, is_unlisted from attendance
           where meeting_id = $1 order by presence, marked_at, id limit 500"#,
        meeting,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The agenda with what was written about each item that the viewer may read.
pub async fn sections(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Section>> {
    let items = meetings::store::items(tx, meeting).await?;
    let mut texts: HashMap<Uuid, Text> = texts(tx, meeting).await?.into_iter().map(|text| (text.item_id, text)).collect();
    let (decisions, words) = (decisions(tx, meeting).await?, words(tx, meeting).await?);
    let agenda = items.into_iter().filter(|item| item.state == ItemState::Agenda);
    Ok(agenda
        .map(|item| Section {
            text: texts.remove(&item.id),
            decisions: decisions.iter().filter(|one| one.item_id == item.id).cloned().collect(),
            words: words.iter().filter(|one| one.item_id == item.id).cloned().collect(),
            item,
        })
        .collect())
}

async fn texts(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Text>> {
    Ok(sqlx::query_as!(Text, "select item_id, summary, version from minute_items where meeting_id = $1", meeting)
        .fetch_all(tx.conn())
        .await?)
}

async fn decisions(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Decision>> {
    Ok(sqlx::query_as!(
        Decision,
        "select id, item_id, actor_id, body from minute_decisions where meeting_id = $1 order by at, id limit 500",
        meeting,
    )
    .fetch_all(tx.conn())
    .await?)
}

async fn words(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Words>> {
    Ok(sqlx::query_as!(
        Words,
        "select item_id, actor_id, draft, corrected from minute_words where meeting_id = $1 order by id limit 1000",
        meeting,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The sealed text, as far as the viewer may read it.
pub async fn parts(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Part>> {
    Ok(sqlx::query_as!(Part, "select item_id, body, sha256 from sealed_parts where meeting_id = $1 order by position", meeting)
        .fetch_all(tx.conn())
        .await?)
}

/// What follows it, oldest first.
pub async fn addenda(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Addendum>> {
    Ok(sqlx::query_as!(
        Addendum,
        r#"select at, actor_id, role as "role: Role", body from minute_addenda where meeting_id = $1 order by at, id limit 200"#,
        meeting,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Of these actors, those whose entry everybody signed in may see: the others stand in a text for all as "a humanitarian organisation".
pub async fn known_to_partners(tx: &mut Tx, actors: &[Uuid]) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from actors where id = any ($1) and audience in ('public', 'partners')", actors)
        .fetch_all(tx.conn())
        .await?)
}

/// One draft a person and item: the same id each time.
pub fn draft_id(item: Uuid, person: Uuid) -> Uuid {
    let hash = Sha256::digest(format!("minutes/{item}/{person}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What this person typed and did not save yet, if anything.
pub async fn draft(tx: &mut Tx, item: Uuid) -> Result<Option<String>> {
    let Some(person) = tx.viewer().person else { return Ok(None) };
    Ok(sqlx::query_scalar!(
        "select form from drafts where id = $1 and person_id = $2 and kind = 'minutes'",
        draft_id(item, person),
        person,
    )
    .fetch_optional(tx.conn())
    .await?)
}
