//! What is read of minutes and attendance; row level security keeps drafts with host and chair, confidential items with whom they are for.

use super::model::{
    Addendum, Attendee, Decision, Due, Minutes, Part, Presence, Section, Text, Words,
};
use super::policy::View;
use crate::{
    access::Role,
    db::Tx,
    meetings::{
        self,
        model::{ItemState, Meeting, State},
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
    let mut texts: HashMap<Uuid, Text> =
        texts(tx, meeting).await?.into_iter().map(|text| (text.item_id, text)).collect();
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
    Ok(sqlx::query_as!(
        Text,
        "select item_id, summary, version from minute_items where meeting_id = $1",
        meeting
    )
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
    Ok(sqlx::query_as!(
        Part,
        "select item_id, body, sha256 from sealed_parts where meeting_id = $1 order by position",
        meeting
    )
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
    Ok(sqlx::query_scalar!(
        "select id from actors where id = any ($1) and audience in ('public', 'partners')",
        actors
    )
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

/// What the house knows before a first meeting, as far as the viewer may know it.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Host, chair and invited, with what is known of each.
    pub invited: Vec<KnownActor>,
    /// Who else is present in the district.
    pub here: Vec<Uuid>,
    /// Forums whose names the viewer may know: id and name.
    pub forums: Vec<(Uuid, String)>,
    /// Duty desks: actor's name and telephone.
    pub desks: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub struct KnownActor {
    pub id: Uuid,
    pub mandate: String,
    pub phone: String,
    /// Posts in force in the house.
    pub posts: i64,
    /// Meetings that the viewer sees at which it was before.
    pub met: i64,
}

pub async fn known(tx: &mut Tx, meeting: &Meeting) -> Result<Known> {
    let mut named = meeting.parties.clone();
    named.extend([meeting.owner_id, meeting.chair_id]);
    named.sort_unstable();
    named.dedup();
    let invited = sqlx::query_as!(
        KnownActor,
        r#"select a.id, a.mandate, a.phone, (select count(*) from posts p where p.actor_id = a.id and post_in_force(p)) as "posts!",
                  (select count(*) from attendance t where t.actor_id = a.id and t.presence in ('present', 'walk_in')) as "met!"
           from actors a where a.id = any ($1) order by lower(a.name), a.id"#,
        &named,
    )
    .fetch_all(tx.conn())
    .await?;
    let here = sqlx::query_scalar!(
        r#"select distinct x.actor_id as "actor!" from actor_areas x join actors a on a.id = x.actor_id
           where x.area_id = $1 and a.status = 'active' and x.actor_id <> all ($2) limit 100"#,
        meeting.area_id,
        &named,
    )
    .fetch_all(tx.conn())
    .await?;
    let forums = sqlx::query!(
        r#"select id, name from forums where status = 'active' and id is distinct from $2 and ($1::uuid is null or area_id is null or area_id = $1)
           order by lower(name), id limit 50"#,
        meeting.area_id,
        meeting.forum_id,
    )
    .fetch_all(tx.conn())
    .await?;
    let desks = sqlx::query!(
        r#"select a.name, d.duty_phone from desks d join actors a on a.id = d.actor_id where d.duty_phone <> '' order by d.is_top desc, lower(a.name) limit 20"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Known {
        invited,
        here,
        forums: forums.into_iter().map(|row| (row.id, row.name)).collect(),
        desks: desks.into_iter().map(|row| (row.name, row.duty_phone)).collect(),
    })
}

/// Meetings of the last 60 days that the viewer's own office hosts or chairs and whose minutes are due and not circulated; the latest first.
/// Cost: follows what is shown.
pub async fn due(tx: &mut Tx, most: i64) -> Result<Vec<Due>> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_as!(
        Due,
        r#"with own as (
               (select id from meetings where owner_id = $1 and state in ('invited', 'held', 'drafted')
                  and ends_at between now() - interval '60 days' and now() - minutes_due_in() order by ends_at desc limit $2)
               union
               (select id from meetings where chair_id = $1 and state in ('invited', 'held', 'drafted')
                  and ends_at between now() - interval '60 days' and now() - minutes_due_in() order by ends_at desc limit $2))
           select m.reference, m.title, m.state as "state: State", m.ends_at + minutes_due_in() as "due_at!"
           from own join meetings m on m.id = own.id order by m.ends_at desc, m.id limit $2"#,
        actor,
        most,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What a forum came to, of what the viewer sees.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub held: i64,
    pub sealed: i64,
    pub called_off: i64,
    pub invited: i64,
    pub present: i64,
    /// Of those present: authorities, communities and national organisations.
    pub local: i64,
    pub owed: i64,
    pub written: i64,
    pub open: i64,
    pub closed: i64,
    pub on_time: i64,
    /// Days that open action points are old, in the middle.
    pub median_age: Option<f64>,
    pub carry_overs: i64,
    pub stuck: i64,
}

/// Cost: grows with the meetings and action points of this one forum, whatever the house holds.
pub async fn figures(tx: &mut Tx, forum: Uuid) -> Result<Figures> {
    Ok(sqlx::query_as!(
        Figures,
        r#"with held as (select m.id, m.state from meetings m where m.forum_id = $1 and m.state in ('held', 'drafted', 'circulated', 'sealed')),
                there as (select t.actor_id from held h join attendance t on t.meeting_id = h.id and t.actor_id is not null and t.presence in ('present', 'walk_in')),
                duties as (select d.written_at from held h join report_duties d on d.source_id = h.id),
                acts as (select a.state, a.due_on, a.ended_at, a.created_at, a.carry_overs from actions a where a.forum_id = $1)
           select (select count(*) from held) as "held!", (select count(*) from held where state = 'sealed') as "sealed!",
                  (select count(*) from meetings m where m.forum_id = $1 and m.state = 'cancelled') as "called_off!",
                  (select count(*) from held h join meeting_actors g on g.meeting_id = h.id and g.left_at is null) + (select count(*) from held) as "invited!",
                  (select count(*) from there) as "present!",
                  (select count(*) from there t join actors a on a.id = t.actor_id where a.community = 'host' or a.kind in ('nngo', 'community_body', 'traditional_authority')) as "local!",
                  (select count(*) from duties where written_at is null) as "owed!", (select count(*) from duties where written_at is not null) as "written!",
                  (select count(*) from acts where state in ('offered', 'accepted', 'in_progress', 'blocked', 'done')) as "open!",
                  (select count(*) from acts where state = 'verified') as "closed!",
                  (select count(*) from acts where state = 'verified' and ended_at::date <= due_on) as "on_time!",
                  (select percentile_cont(0.5) within group (order by extract(epoch from now() - created_at) / 86400)
                   from acts where state in ('offered', 'accepted', 'in_progress', 'blocked', 'done')) as median_age,
                  (select coalesce(sum(carry_overs), 0) from acts) as "carry_overs!",
                  (select count(*) from acts where carry_overs >= 3 and state in ('offered', 'accepted', 'in_progress', 'blocked', 'done')) as "stuck!""#,
        forum,
    )
    .fetch_one(tx.conn())
    .await?)
}
