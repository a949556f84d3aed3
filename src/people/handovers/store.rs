//! The SQL of handovers. Reads return what the viewer may see; writes ask for a permit.

use super::{
    model::{Candidate, Counts, Draft, Handover, Item, Lists, Slot, State},
    policy::{CancelHandover, ConfirmHandover, ProposeHandover, SignHandover, View},
};
use crate::{
    access::{Community, Permit, Role},
    db::Tx,
    people::{self, model::Post},
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use jiff_sqlx::Timestamp;
use sqlx::types::Json;
use uuid::Uuid;

/// Things of one list that are shown.
pub const MOST: i64 = 50;

/// Handovers that the viewer may see, those to come first; 100 at most.
pub async fn list(tx: &mut Tx) -> Result<Vec<Handover>> {
    read(tx, None).await
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Handover> {
    let handover = read(tx, Some(id)).await?.into_iter().next().ok_or(Error::NotFound)?;
    tx.check(View, &handover)?;
    Ok(handover)
}

async fn read(tx: &mut Tx, id: Option<Uuid>) -> Result<Vec<Handover>> {
    Ok(sqlx::query_as!(
        Handover,
        r#"select h.id, h.actor_id, coalesce(a.name, '') as "actor!", h.role as "role: Role", h.community as "community: Community", h.predecessor_id, h.successor_id,
                  n.predecessor as "predecessor!", n.successor as "successor!", h.proposed_by, n.proposer as "proposer!", n.confirmer as "confirmer?",
                  h.moves_at, h.moves_at <= now() as "has_moved!", h.state as "state: State", h.predecessor_signed_at, h.successor_signed_at,
                  h.counts as "counts: Json<Counts>"
           from handovers h cross join lateral handover_names(h.id) n left join actors a on a.id = h.actor_id
           where $1::uuid is null or h.id = $1
           order by h.state in ('signed', 'cancelled'), abs(extract(epoch from h.moves_at - now())), h.id limit 100"#,
        id,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The post of this id as whoever brings people in knows it; [`Error::NotFound`] otherwise.
pub async fn post(tx: &mut Tx, id: Uuid) -> Result<Post> {
    let person = sqlx::query_scalar!("select person_id from posts where id = $1", id)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(Error::NotFound)?;
    people::store::find_post(tx, person, id).await
}

/// Who could succeed in this post, by name.
pub async fn candidates(tx: &mut Tx, post: Uuid) -> Result<Vec<Candidate>> {
    Ok(sqlx::query_as!(
        Candidate,
        r#"select id as "id!", name as "name!", posts as "posts!" from handover_candidates($1)"#,
        post,
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn propose(
    tx: &mut Tx,
    permit: Permit<'_, ProposeHandover>,
    draft: &Draft,
) -> Result<()> {
    let slot: &Slot = permit.spend(tx).await?;
    let by = tx.viewer().person;
    sqlx::query!(
        "insert into handovers (id, post_id, predecessor_id, successor_id, actor_id, role, community, moves_at, stated, proposed_by)
         select $1, p.id, p.person_id, $3, p.actor_id, p.role, '', $4, $5, $6 from posts p where p.id = $2",
        slot.id,
        slot.post.id,
        draft.successor,
        draft.moves_at as _,
        draft.is_stated,
        by,
    )
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(())
}

pub async fn confirm(tx: &mut Tx, permit: Permit<'_, ConfirmHandover>) -> Result<()> {
    let handover = permit.spend(tx).await?;
    let by = tx.viewer().person;
    sqlx::query!(
        "update handovers set state = 'open', confirmed_by = $2 where id = $1",
        handover.id,
        by
    )
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(())
}

/// Signs for the viewer; with the second signature the posts are written, so that rights move at the hour.
pub async fn sign(
    tx: &mut Tx,
    permit: Permit<'_, SignHandover>,
    counts: Option<Counts>,
) -> Result<()> {
    let handover = permit.spend(tx).await?;
    let by = tx.viewer().person;
    sqlx::query!(
        "update handovers set predecessor_signed_at = case when predecessor_id = $2 then now() else predecessor_signed_at end,
             successor_signed_at = case when successor_id = $2 then now() else successor_signed_at end, counts = coalesce($3, counts) where id = $1",
        handover.id,
        by,
        counts.map(Json) as Option<Json<Counts>>,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query_scalar!("select handover_move($1)", handover.id)
        .fetch_one(tx.conn())
        .await
        .map_err(fault)?;
    Ok(())
}

pub async fn cancel(tx: &mut Tx, permit: Permit<'_, CancelHandover>) -> Result<()> {
    let handover = permit.spend(tx).await?;
    sqlx::query!("update handovers set state = 'cancelled' where id = $1", handover.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The rules of the schema, as words beside the successor.
fn fault(error: sqlx::Error) -> Error {
    let constraint = match &error {
        sqlx::Error::Database(cause) => cause.constraint().unwrap_or_default(),
        _ => "",
    };
    let key = match constraint {
        "handovers_same_community" => "handovers-other-community",
        "handovers_not_for_oneself" => "people-deny-oneself",
        "handovers_one_at_a_time" => "handovers-another-one",
        "posts_one_community" => "people-post-one-community",
        _ => return Error::Database(error),
    };
    Error::Invalid(Errors::one("successor", key))
}

/// What stands open at the office: nothing unless the viewer acts for it. Each list is cut by an index of sights.
pub async fn lists(tx: &mut Tx, handover: &Handover) -> Result<Lists> {
    let (actor, role) = (handover.actor_id, handover.role.as_str());
    if !tx.viewer().acts_for(actor) {
        return Ok(Lists::default());
    }
    let actions = actions(tx, actor, role).await?;
    let (promises, actions) = actions.into_iter().partition(|(_, is_promise)| *is_promise);
    let items = |list: Vec<(Item, bool)>| list.into_iter().map(|(item, _)| item).collect();
    Ok(Lists(vec![
        ("handovers-requests", requests(tx, actor).await?),
        ("handovers-unread", unread(tx).await?),
        ("handovers-actions", items(actions)),
        ("handovers-promises", items(promises)),
        ("handovers-projects", projects(tx, actor).await?),
        ("handovers-contacts", contacts(tx, actor).await?),
        ("handovers-meetings", meetings(tx, actor).await?),
    ]))
}

fn request(reference: &str, kind: &str, at: Option<Timestamp>) -> Item {
    let shown = crate::reference::show(reference);
    let url = format!("/requests/{shown}");
    Item { title: shown, url, key: format!("requests-kind-{kind}"), at }
}

/// Requests that wait for the office.
async fn requests(tx: &mut Tx, actor: Uuid) -> Result<Vec<Item>> {
    let rows = sqlx::query!(
        "select r.reference, r.kind, s.received_at from request_sights s join requests r on r.id = s.request_id
         where s.grantee = $1 and s.turn_id = $1 order by s.received_at desc, s.request_id desc limit $2",
        actor,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.iter().map(|row| request(&row.reference, &row.kind, Some(row.received_at))).collect())
}

/// Requests that nobody of the office has opened yet.
async fn unread(tx: &mut Tx) -> Result<Vec<Item>> {
    let rows = sqlx::query!(
        "select r.reference, r.kind, r.received_at from unread_requests($1) u join requests r on r.id = u.request_id order by r.received_at desc",
        i32::try_from(MOST).unwrap_or(50),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.iter().map(|row| request(&row.reference, &row.kind, Some(row.received_at))).collect())
}

/// Open action points for the office and this post; whether each was promised on a visit.
async fn actions(tx: &mut Tx, actor: Uuid, role: &str) -> Result<Vec<(Item, bool)>> {
    let rows = sqlx::query!(
        r#"select a.id, a.body, a.source_kind = 'visit' as "is_promise!", a.due_on::timestamptz as "due!: Timestamp" from action_sights s join actions a on a.id = s.action_id
           where s.grantee = $1 and s.doer_id = $1 and s.is_open and (s.doer_role is null or s.doer_role = $2) order by s.due_on, s.action_id limit $3"#,
        actor,
        role,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?;
    let item = |(id, title, at): (Uuid, String, Timestamp)| Item {
        url: format!("/actions/{id}"),
        title,
        key: String::new(),
        at: Some(at),
    };
    let rows = rows.into_iter().map(|row| (item((row.id, row.body, row.due)), row.is_promise));
    Ok(rows.collect())
}

/// Projects that wait for the office.
async fn projects(tx: &mut Tx, actor: Uuid) -> Result<Vec<Item>> {
    let rows = sqlx::query!(
        "select q.reference, q.title, q.state, q.state_since from qip_sights s join qips q on q.id = s.project_id
         where s.grantee = $1 and s.turn_id = $1 order by s.created_at desc, s.project_id desc limit $2",
        actor,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?;
    let item = |row: (String, String, String, Timestamp)| Item {
        url: format!("/qips/{}", crate::reference::show(&row.0)),
        title: row.1,
        key: format!("qips-state-{}", row.2),
        at: Some(row.3),
    };
    let rows = rows.into_iter().map(|row| (row.reference, row.title, row.state, row.state_since));
    Ok(rows.map(item).collect())
}

/// Contacts of others that the office may reach, by consent in force: function and organisation, never a name.
async fn contacts(tx: &mut Tx, actor: Uuid) -> Result<Vec<Item>> {
    let rows = sqlx::query!(
        "select distinct c.id, c.function, a.id as actor_id, a.name, max(k.until_at) over (partition by c.id) as until_at
         from contact_consents k join actor_contacts c on c.id = k.contact_id and c.removed_at is null join actors a on a.id = c.actor_id
         where k.recipient_id = $1 and k.withdrawn_at is null and k.until_at > now() order by a.name, c.function limit $2",
        actor,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?;
    let item = |(function, actor, name, at): (String, Uuid, String, Option<Timestamp>)| Item {
        title: format!("{function}, {name}"),
        url: format!("/actors/{actor}"),
        key: String::new(),
        at,
    };
    let rows = rows.into_iter().map(|row| (row.function, row.actor_id, row.name, row.until_at));
    Ok(rows.map(item).collect())
}

/// The next meetings that the office is invited to or holds.
async fn meetings(tx: &mut Tx, actor: Uuid) -> Result<Vec<Item>> {
    let rows = sqlx::query!(
        "select m.reference, m.title, s.starts_at from meeting_sights s join meetings m on m.id = s.meeting_id
         where s.grantee = $1 and s.is_named and s.starts_at > now() and s.state not in ('cancelled', 'planned') order by s.starts_at, s.meeting_id limit $2",
        actor,
        MOST,
    )
    .fetch_all(tx.conn())
    .await?;
    let item = |(reference, title, at): (String, String, Timestamp)| Item {
        url: format!("/meetings/{}", crate::reference::show(&reference)),
        title,
        key: String::new(),
        at: Some(at),
    };
    Ok(rows.into_iter().map(|row| item((row.reference, row.title, row.starts_at))).collect())
}
