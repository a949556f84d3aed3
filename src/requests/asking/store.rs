//! The SQL of asking: which desks, who would see it, and the writing of a request with everything around it.

use super::{
    super::{
        model::{
            Channel, Contact, Door, Draft, Kind, Partners, Private, Route, Side, Slot, State, Step,
            Tried, url,
        },
        policy::{Create, Take},
        states::Act,
        store::{HistoryLine, write_history},
    },
    forms::AskForm,
    model::{Desk, Desks, DraftLine, DraftSlot, Entry, NewBody, Notice, Seer},
    policy::{DiscardDraft, EnterBody, SaveDraft},
};
use crate::{
    access::{Community, Permit, Role},
    areas,
    db::Tx,
    web::error::{Error, Result},
};
use jiff_sqlx::ToSqlx;
use sqlx::types::Json;
use uuid::Uuid;

/// The notice that a kind asks for, and whether the request comes later than that.
/// An escort across sectors takes longer than one inside a sector.
pub async fn notice(tx: &mut Tx, draft: &Draft) -> Result<Notice> {
    let mut key = draft.kind.as_str();
    if let Some(to) = draft.to_area.filter(|_| draft.kind == Kind::ArmedEscort) {
        let from = areas::store::responsible_sector(tx, draft.from_area).await?;
        if from != areas::store::responsible_sector(tx, to).await? {
            key = "across_sectors";
        }
    }
    let row = sqlx::query!(
        r#"select p.lead as "lead!", (p.lead > 0 and $2::date::timestamp at time zone h.time_zone < now() + make_interval(hours => p.lead)) as "is_late!"
           from house h, (select coalesce((body -> 'lead_hours' ->> $1)::int, 72) as lead from policies where version = policy_now()) p"#,
        key,
        draft.needed_from.to_sqlx() as jiff_sqlx::Date,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Notice { lead_hours: row.lead, is_late: row.is_late })
}

/// The desks behind a door, for a request of this community between these districts.
pub async fn desks(
    tx: &mut Tx,
    door: Door,
    community: Community,
    from: Uuid,
    to: Option<Uuid>,
) -> Result<Desks> {
    Ok(sqlx::query_as!(
        Desks,
        "select screening, cimic from door_desks($1, $2, $3, $4)",
        door.as_str(),
        community.as_str(),
        from,
        to,
    )
    .fetch_one(tx.conn())
    .await?)
}

/// The posts that would see a request through this door: the rule that decides it, asked before sending.
pub async fn would_see(
    tx: &mut Tx,
    door: Door,
    community: Community,
    owner: Option<Uuid>,
    draft: &Draft,
) -> Result<Vec<Seer>> {
    let rows = sqlx::query!(
        r#"select actor_id as "actor!", role as "role!: Role", n as "n!" from door_viewers($1, $2, $3, $4, $5) order by n desc, actor_id"#,
        door.as_str(),
        community.as_str(),
        owner,
        draft.from_area,
        draft.to_area,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor, row.role, row.n)).collect())
}

/// The desk that would answer behind a door, staffed or not: for its phone.
pub async fn responsible_desk(
    tx: &mut Tx,
    door: Door,
    community: Community,
    draft: &Draft,
) -> Result<Option<Desk>> {
    let kind = if community == Community::Humanitarian { Door::Coordinator } else { door };
    Ok(sqlx::query_as!(
        Desk,
        r#"select a.id, a.name, coalesce(nullif(d.duty_phone, ''), a.phone) as "phone!"
           from desks d join actors a on a.id = d.actor_id where d.actor_id = responsible_desk($1, $2, $3)"#,
        kind.as_str(),
        draft.from_area,
        draft.to_area,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// A desk's name and phone.
pub async fn desk(tx: &mut Tx, actor: Uuid) -> Result<Option<Desk>> {
    Ok(sqlx::query_as!(
        Desk,
        r#"select a.id, a.name, coalesce(nullif(d.duty_phone, ''), a.phone) as "phone!"
           from actors a left join desks d on d.actor_id = a.id where a.id = $1"#,
        actor,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// How long this desk took to its first answer, in the middle, over the last 90 days; None while there are too few.
pub async fn first_answer(tx: &mut Tx, desk: Uuid) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!("select desk_first_answer($1)", desk).fetch_one(tx.conn()).await?)
}

/// Requests of the same owner, kind and district at overlapping dates: reference and state.
pub async fn twins(tx: &mut Tx, owner: Uuid, draft: &Draft) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"select reference as "reference!", state as "state!" from request_twins($1, $2, $3, $4, $5, null)"#,
        owner,
        draft.kind.as_str(),
        draft.from_area,
        draft.needed_from.to_sqlx() as jiff_sqlx::Date,
        draft.needed_until.to_sqlx() as jiff_sqlx::Date,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.reference, row.state)).collect())
}

/// Whether the actor keeps its distance from the force.
pub async fn coexists(tx: &mut Tx, actor: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce(bool_or(posture = 'coexistence'), false) as "is!" from actors where id = $1"#,
        actor
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Bodies without an account that a request can be entered for: of the host country, for a coordinator humanitarian ones too.
pub async fn bodies(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let humanitarian = tx.viewer().role == Role::Coordinator;
    let rows = sqlx::query!(
        "select id, name from actors a where status in ('proposed', 'active', 'dormant') and (community = 'host' or $1 and community = 'humanitarian')
           and not exists (select from posts p where p.actor_id = a.id and post_in_force(p)) order by lower(name), id limit 1000",
        humanitarian,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The community and posture of such a body; None where it cannot be entered for.
pub async fn body(tx: &mut Tx, id: Uuid) -> Result<Option<(Community, bool)>> {
    let humanitarian = tx.viewer().role == Role::Coordinator;
    let row = sqlx::query!(
        r#"select community as "community: Community", coalesce(posture = 'coexistence', false) as "coexists!" from actors a
           where id = $1 and status in ('proposed', 'active', 'dormant') and (community = 'host' or $2 and community = 'humanitarian')
             and not exists (select from posts p where p.actor_id = a.id and post_in_force(p))"#,
        id,
        humanitarian,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (row.community, row.coexists)))
}

/// Enters a body without an account, as proposed.
pub async fn enter_body(tx: &mut Tx, permit: Permit<'_, EnterBody>) -> Result<Uuid> {
    let body = permit.spend(tx).await?;
    sqlx::query!(
        "insert into actors (id, name, kind, community, status, source) values ($1, $2, 'community_body', 'host', 'proposed', 'on behalf')",
        body.id,
        body.name,
    )
    .execute(tx.conn())
    .await?;
    Ok(body.id)
}

/// Writes a request with its private fields, what was tried, its code and the first line of its history.
/// A visitor's transaction sees the request from here on.
pub async fn submit(
    tx: &mut Tx,
    permit: Permit<'_, Create>,
    draft: &Draft,
    entry: &Entry,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    insert(tx, slot, draft, entry).await?;
    if !tx.viewer().is_signed_in() {
        tx.bind_request(slot.id).await?;
    }
    keep_private(tx, slot.id, &draft.private).await?;
    keep_tried(tx, slot.id, &draft.tried).await?;
    if let Some(hash) = &entry.code_hash {
        sqlx::query!(
            "insert into request_codes (request_id, code_hash) values ($1, $2)",
            slot.id,
            hash
        )
        .execute(tx.conn())
        .await?;
    }
    add_consents(tx, slot.id, draft, entry).await?;
    let line = HistoryLine {
        request: slot.id,
        act: Act::Submit,
        from: State::Draft,
        to: State::Submitted,
        side: Side::Asking,
        reason: String::new(),
        detail: Some(serde_json::json!({ "door": draft.door.as_str() })),
        heard: entry.entered.as_ref().map(|entered| entered.heard.clone()),
    };
    write_history(tx, line).await
}

async fn insert(tx: &mut Tx, slot: &Slot, draft: &Draft, entry: &Entry) -> Result<()> {
    let viewer = tx.viewer().clone();
    let channel = entry.entered.as_ref().and_then(|entered| entered.channel);
    sqlx::query!(
        "insert into requests (id, reference, owner_id, community, entered_by_id, author_id, channel, door, language, kind, need, people_affected, what,
            weight_kg, volume_m3, persons, items, from_area_id, to_area_id, needed_from, needed_until, priority, risk, criticality, cluster, harm, harm_why,
            waiver, is_late, support, screening_desk_id, cimic_desk_id, has_code, situation)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::float8, $15::float8, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
            $28, $29, $30, $31, $32, $33, $34)",
        slot.id,
        slot.reference,
        entry.owner,
        draft.community.as_str(),
        slot.on_behalf.then_some(viewer.actor),
        viewer.person,
        channel.unwrap_or(Channel::Online).as_str(),
        draft.door.as_str(),
        entry.language,
        draft.kind.as_str(),
        draft.need,
        draft.people_affected,
        draft.what,
        draft.weight_kg,
        draft.volume_m3,
        draft.persons,
        draft.items,
        draft.from_area,
        draft.to_area,
        draft.needed_from.to_sqlx() as jiff_sqlx::Date,
        draft.needed_until.to_sqlx() as jiff_sqlx::Date,
        draft.priority.as_str(),
        draft.risk.as_str(),
        draft.criticality,
        draft.cluster,
        draft.harm.as_str(),
        draft.harm_why,
        draft.waiver,
        entry.is_late,
        draft.support.clone().map(Json) as _,
        entry.desks.screening,
        entry.desks.cimic,
        entry.code_hash.is_some(),
        entry.situation,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// F1–F3, each in its own table; what is empty leaves no row.
async fn keep_private(tx: &mut Tx, request: Uuid, private: &Private) -> Result<()> {
    let Private { contact, route, partners } = private;
    if let Some(c) = contact.as_ref().filter(|c| **c != Contact::default()) {
        sqlx::query!(
            "insert into request_contacts (request_id, name, phone, email, radio, organisation) values ($1, $2, $3, $4, $5, $6)",
            request, c.name, c.phone, c.email, c.radio, c.organisation,
        )
        .execute(tx.conn())
        .await?;
    }
    if let Some(r) = route.as_ref().filter(|r| **r != Route::default()) {
        sqlx::query!(
            "insert into request_routes (request_id, from_place, to_place, route, times) values ($1, $2, $3, $4, $5)",
            request, r.from_place, r.to_place, r.route, r.times,
        )
        .execute(tx.conn())
        .await?;
    }
    if let Some(p) = partners.as_ref().filter(|p| **p != Partners::default()) {
        sqlx::query!(
            "insert into request_partners (request_id, on_behalf_of, beneficiaries) values ($1, $2, $3)",
            request, p.on_behalf_of, p.beneficiaries,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Makes room for the private fields that are written anew; what the viewer may not change stays.
async fn drop_private(tx: &mut Tx, request: Uuid, private: &Private) -> Result<()> {
    if private.contact.is_some() {
        sqlx::query!("delete from request_contacts where request_id = $1", request)
            .execute(tx.conn())
            .await?;
    }
    if private.route.is_some() {
        sqlx::query!("delete from request_routes where request_id = $1", request)
            .execute(tx.conn())
            .await?;
    }
    if private.partners.is_some() {
        sqlx::query!("delete from request_partners where request_id = $1", request)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

async fn keep_tried(tx: &mut Tx, request: Uuid, tried: &[Tried]) -> Result<()> {
    for (position, row) in (1_i16..).zip(tried) {
        sqlx::query!(
            "insert into request_alternatives (request_id, position, option, outcome, tried_on) values ($1, $2, $3, $4, $5)",
            request,
            position,
            row.option,
            row.outcome,
            row.on.map(ToSqlx::to_sqlx) as Option<jiff_sqlx::Date>,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// The contact for the desk that answers, and what the body agreed to show to the office that enters it;
/// each until some days after the end (policy number `consent_days_after_end`).
async fn add_consents(tx: &mut Tx, request: Uuid, draft: &Draft, entry: &Entry) -> Result<()> {
    let viewer = tx.viewer().clone();
    let mut given: Vec<(Uuid, Vec<String>)> = Vec::new();
    if let Some(desk) = entry.desks.screening.filter(|_| entry.contact_consent) {
        given.push((desk, vec!["f1".to_owned()]));
    }
    if let Some(entered) = entry.entered.as_ref().filter(|entered| !entered.fields.is_empty()) {
        given.push((viewer.actor, entered.fields.clone()));
    }
    let heard = entry.entered.as_ref().map(|entered| Json(entered.heard.clone()));
    for (recipient, fields) in given {
        sqlx::query!(
            "insert into consents (request_id, recipient_id, fields, purpose, given_by, given_actor, heard, until_at)
             select $1, $2, $3, $4, $5, $6, $7, ($8::date + 1 + (p.body ->> 'consent_days_after_end')::int)::timestamp at time zone h.time_zone
             from house h, policies p where p.version = policy_now()",
            request,
            recipient,
            &fields,
            entry.purpose,
            viewer.person,
            Some(viewer.actor).filter(|actor| !actor.is_nil()),
            heard.clone() as _,
            draft.needed_until.to_sqlx() as jiff_sqlx::Date,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Changes what a request says. [`Error::Conflict`] when somebody else changed it since this version.
/// `fields` names what is different now, for the history.
pub async fn change(
    tx: &mut Tx,
    permit: Permit<'_, Take>,
    version: i32,
    draft: &Draft,
    is_late: bool,
    fields: &str,
) -> Result<()> {
    let step = permit.spend(tx).await?;
    let request = &step.request;
    let changed = sqlx::query!(
        "update requests set kind = $3, need = $4, people_affected = $5, what = $6, weight_kg = $7::float8, volume_m3 = $8::float8, persons = $9, items = $10,
            from_area_id = $11, to_area_id = $12, needed_from = $13, needed_until = $14, priority = $15, risk = $16, criticality = $17, cluster = $18,
            harm = $19, harm_why = $20, waiver = $21, is_late = $22, support = $23
         where id = $1 and version = $2",
        request.id,
        version,
        draft.kind.as_str(),
        draft.need,
        draft.people_affected,
        draft.what,
        draft.weight_kg,
        draft.volume_m3,
        draft.persons,
        draft.items,
        draft.from_area,
        draft.to_area,
        draft.needed_from.to_sqlx() as jiff_sqlx::Date,
        draft.needed_until.to_sqlx() as jiff_sqlx::Date,
        draft.priority.as_str(),
        draft.risk.as_str(),
        draft.criticality,
        draft.cluster,
        draft.harm.as_str(),
        draft.harm_why,
        draft.waiver,
        is_late,
        draft.support.clone().map(Json) as _,
    )
    .execute(tx.conn())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "frame-field-stale", url: url(&request.reference) });
    }
    drop_private(tx, request.id, &draft.private).await?;
    keep_private(tx, request.id, &draft.private).await?;
    sqlx::query!("delete from request_alternatives where request_id = $1", request.id)
        .execute(tx.conn())
        .await?;
    keep_tried(tx, request.id, &draft.tried).await?;
    add_line(tx, step, serde_json::json!({ "changed": fields })).await
}

/// Notes on the old request that it was asked again, as the new one.
pub async fn asked_again(tx: &mut Tx, permit: Permit<'_, Take>, new: &Slot) -> Result<()> {
    let step = permit.spend(tx).await?;
    sqlx::query!("update requests set asked_again_id = $2 where id = $1", step.request.id, new.id)
        .execute(tx.conn())
        .await?;
    add_line(tx, step, serde_json::json!({ "as": crate::reference::show(&new.reference) })).await
}

/// A line of the history that leaves the state as it is.
async fn add_line(tx: &mut Tx, step: &Step, detail: serde_json::Value) -> Result<()> {
    let line = HistoryLine {
        request: step.request.id,
        act: step.act,
        from: step.request.state,
        to: step.request.state,
        side: Side::Asking,
        reason: String::new(),
        detail: Some(detail),
        heard: None,
    };
    write_history(tx, line).await
}

/// Lets the visitor of the request just made come in with this cookie.
pub async fn open_visit(tx: &mut Tx, request: Uuid, token_hash: &[u8]) -> Result<()> {
    sqlx::query!("select open_own_request($1, $2)", request, token_hash).execute(tx.conn()).await?;
    Ok(())
}

/// Seconds before this reference may be tried again.
pub async fn code_wait(tx: &mut Tx, reference: &str) -> Result<i32> {
    Ok(sqlx::query_scalar!(r#"select code_wait($1) as "wait!""#, reference)
        .fetch_one(tx.conn())
        .await?)
}

/// Opens a request with its code; None when reference or code is wrong, which counts.
pub async fn open_by_code(
    tx: &mut Tx,
    reference: &str,
    code_hash: &[u8],
    token_hash: &[u8],
) -> Result<Option<Uuid>> {
    let found =
        sqlx::query_scalar!("select open_by_code($1, $2, $3)", reference, code_hash, token_hash)
            .fetch_one(tx.conn())
            .await?;
    if let Some(request) = found {
        tx.event("open_by_code", "request", request).await?;
    }
    Ok(found)
}

pub async fn end_visit(tx: &mut Tx, token_hash: &[u8]) -> Result<()> {
    sqlx::query!("select end_visit($1)", token_hash).execute(tx.conn()).await?;
    Ok(())
}

/// The drafts of the viewer's office, newest first; 10 at most.
pub async fn drafts(tx: &mut Tx) -> Result<Vec<DraftLine>> {
    let actor = tx.viewer().actor;
    let rows = sqlx::query!(
        "select id, form, updated_at from drafts where actor_id = $1 and kind = 'request' order by updated_at desc limit 10",
        actor
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let form: AskForm = serde_html_form::from_str(&row.form).unwrap_or_default();
            DraftLine {
                id: row.id,
                kind: Kind::parse(&form.kind),
                need: form.need.chars().take(80).collect(),
                updated_at: row.updated_at,
            }
        })
        .collect())
}

/// A draft as typed; None where there is none of one's own office.
pub async fn draft(tx: &mut Tx, id: Uuid) -> Result<Option<AskForm>> {
    let actor = tx.viewer().actor;
    let form = sqlx::query_scalar!(
        "select form from drafts where id = $1 and actor_id = $2 and kind = 'request'",
        id,
        actor
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(form.and_then(|form| serde_html_form::from_str(&form).ok()))
}

/// Keeps a form as typed.
pub async fn save_draft(tx: &mut Tx, permit: Permit<'_, SaveDraft>, form: &str) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    let known = sqlx::query!(
        "update drafts set form = $2, updated_at = now() where id = $1 and actor_id = $3",
        slot.id,
        form,
        slot.actor
    )
    .execute(tx.conn())
    .await?;
    if known.rows_affected() == 0 {
        sqlx::query!(
            "insert into drafts (id, kind, actor_id, person_id, form) values ($1, 'request', $2, $3, $4) on conflict do nothing",
            slot.id, slot.actor, person, form,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// [`Error::NotFound`] where there is no such draft of one's own office.
pub async fn discard_draft(tx: &mut Tx, permit: Permit<'_, DiscardDraft>) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let gone =
        sqlx::query!("delete from drafts where id = $1 and actor_id = $2", slot.id, slot.actor)
            .execute(tx.conn())
            .await?;
    if gone.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The draft that became a request goes with it.
pub async fn drop_draft(tx: &mut Tx, slot: DraftSlot) -> Result<()> {
    sqlx::query!("delete from drafts where id = $1 and actor_id = $2", slot.id, slot.actor)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A new body's place.
pub fn new_body(name: &str) -> NewBody {
    NewBody { id: Uuid::now_v7(), name: name.trim().to_owned() }
}
