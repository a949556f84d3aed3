//! Taking one step of the state table: the change of the record, its history line and what follows from it, in one transaction.

use super::{
    forms::{picked, sheet_points},
    model::{Assistance, Matrix, Offer, OfferState, Request, Said, Side, State, Step},
    policy::{self, Take},
    states::{Act, To},
    store::{self, HistoryLine},
};
use crate::{
    access::{Audience, Permit, Role, Verdict},
    db::Tx,
    notes,
    web::error::{Error, Result},
};
use sqlx::types::Json;
use uuid::Uuid;

/// What a step changes in the record itself; None leaves a column as it is.
#[derive(Default)]
struct Change {
    state: Option<State>,
    assistance: Option<Assistance>,
    needs_endorsement: Option<bool>,
    matrix: Option<Matrix>,
    endorsing_desk: Option<Uuid>,
    cimic_desk: Option<Uuid>,
    unit: Option<Uuid>,
    owner: Option<Uuid>,
    proposed_owner: Option<Uuid>,
    audience: Option<Audience>,
}

/// Takes a step that policy allowed. Errors: [`Error::Conflict`] when somebody was first, [`Error::Invalid`] for what only Postgres knows.
pub async fn take(tx: &mut Tx, permit: Permit<'_, Take>, said: &Said) -> Result<()> {
    let step = permit.spend(tx).await?;
    let request = &step.request;
    let mut said = said.clone();
    let change = prepare(tx, step, &mut said).await?;
    let to = change.state.unwrap_or(request.state);
    write_history(tx, step, to, &said).await?;
    if step.act == Act::Leave {
        return leave(tx, request).await;
    }
    write_change(tx, request, &change, to).await?;
    follow_up(tx, step, to, &said).await
}

/// Works out where the step leads, and writes the parts of it that are records of their own.
async fn prepare(tx: &mut Tx, step: &Step, said: &mut Said) -> Result<Change> {
    let request = &step.request;
    let mut change = Change { state: target(step), ..Change::default() };
    match step.act {
        Act::Screen => screen(tx, request, said, &mut change).await?,
        Act::Endorse | Act::PassOn => change.cimic_desk = desk(tx, said).await?,
        Act::Relay => relay(tx, request, said).await?,
        Act::Offer => offer(tx, request, said).await?,
        Act::TakeBack => set_offer(tx, step, OfferState::TakenBack, &said.reason).await?,
        Act::DeclineOffer => set_offer(tx, step, OfferState::Declined, &said.reason).await?,
        Act::LapseOffer => set_offer(tx, step, OfferState::Lapsed, "").await?,
        Act::AcceptOffer => accept(tx, step, said).await?,
        Act::Task | Act::Retask => change.unit = Some(task(tx, request, said).await?),
        Act::Settle => change.state = State::parse(said.get("outcome")),
        Act::AddParty => add_party(tx, request, picked(said, "actor"), "named").await?,
        Act::ProposeOwner => change.proposed_owner = picked(said, "actor"),
        Act::Widen => change.audience = Audience::parse(said.get("audience")),
        Act::Adopt => change.owner = request.proposed_owner_id,
        Act::Report if request.mine.accepted_offers > 0 => change.state = Some(State::Accepted),
        _ => {}
    }
    if matches!(step.act, Act::TakeBack | Act::DeclineOffer | Act::LapseOffer) {
        change.state = Some(after_offers(tx, request).await?);
    }
    if let Some(offer) = &step.offer {
        said.detail.insert("offer".into(), offer.id.to_string().into());
    }
    Ok(change)
}

fn target(step: &Step) -> Option<State> {
    match step.request.spec(step.act)?.to {
        To::State(state) => Some(state),
        To::Resume => step.request.resumes_to,
        To::Stay | To::OneOf(_) => None,
    }
}

/// Offered while an offer is open or accepted; else endorsed again.
async fn after_offers(tx: &mut Tx, request: &Request) -> Result<State> {
    let left = sqlx::query_scalar!(r#"select count(*) as "n!" from offers where request_id = $1 and state in ('offered', 'accepted')"#, request.id)
        .fetch_one(tx.conn())
        .await?;
    Ok(if left > 0 { State::Offered } else { State::Endorsed })
}

async fn write_history(tx: &mut Tx, step: &Step, to: State, said: &Said) -> Result<()> {
    let line = HistoryLine {
        request: step.request.id,
        act: step.act,
        from: step.request.state,
        to,
        side: side(tx.viewer(), step),
        reason: said.reason.clone(),
        detail: (!said.detail.is_empty()).then(|| said.detail.clone().into()),
        heard: said.heard.clone(),
    };
    store::write_history(tx, line).await
}

/// Acts that either side may do count for the side that did them; leaving and passing on by the owner bind nobody.
fn side(viewer: &crate::access::Viewer, step: &Step) -> Side {
    match (step.act.side(), viewer.role) {
        (_, Role::House) => Side::House,
        (Side::House, _) if step.act == Act::Leave => Side::House,
        (Side::House, _) if policy::asks(viewer, &step.request) == Verdict::Allow => Side::Asking,
        (Side::House, _) => Side::Answering,
        (side, _) => side,
    }
}

async fn write_change(tx: &mut Tx, request: &Request, change: &Change, to: State) -> Result<()> {
    let resumes_to = match to {
        State::Returned | State::Suspended if request.state == to => request.resumes_to,
        State::Returned | State::Suspended => Some(request.state),
        _ => None,
    };
    let done = sqlx::query!(
        "update requests set state = $3, resumes_to = $4, assistance = coalesce($5, assistance), needs_endorsement = coalesce($6, needs_endorsement),
                matrix = coalesce($7, matrix), endorsing_desk_id = coalesce($8, endorsing_desk_id), cimic_desk_id = coalesce($9, cimic_desk_id),
                unit_id = coalesce($10, unit_id), owner_id = coalesce($11, owner_id), proposed_owner_id = coalesce($12, proposed_owner_id),
                has_code = has_code and $11::uuid is null, audience = coalesce($13, audience)
         where id = $1 and version = $2",
        request.id,
        request.version,
        to.as_str(),
        resumes_to.map(State::as_str),
        change.assistance.map(Assistance::as_str),
        change.needs_endorsement,
        change.matrix.map(Matrix::as_str),
        change.endorsing_desk,
        change.cimic_desk,
        change.unit,
        change.owner,
        change.proposed_owner,
        change.audience.map(Audience::as_str),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 1 {
        return Ok(());
    }
    Err(Error::Conflict {
        reason: "requests-late-changed",
        url: super::model::url(&request.reference),
    })
}

/// What the new state brings with it.
async fn follow_up(tx: &mut Tx, step: &Step, to: State, said: &Said) -> Result<()> {
    let request = &step.request;
    match step.act {
        Act::Suffice => move_offers(tx, request, OfferState::Offered, OfferState::Lapsed).await,
        Act::Start => move_offers(tx, request, OfferState::Tasked, OfferState::UnderWay).await,
        Act::Report => move_offers(tx, request, OfferState::UnderWay, OfferState::Delivered).await,
        Act::Abort => {
            move_offers(tx, request, OfferState::Tasked, OfferState::Aborted).await?;
            move_offers(tx, request, OfferState::UnderWay, OfferState::Aborted).await
        }
        Act::Withdraw => {
            sqlx::query!("select erase_private($1)", request.id).execute(tx.conn()).await?;
            Ok(())
        }
        Act::Consent => {
            let until = said.get("until").parse().map_err(|_| Error::NotFound)?;
            consent(
                tx,
                request,
                picked(said, "recipient"),
                said.get("fields"),
                Until::Day(until),
                said,
            )
            .await
        }
        Act::Settle if to == State::Closed => {
            move_offers(tx, request, OfferState::Delivered, OfferState::Delivered).await
        }
        _ => Ok(()),
    }
}

/// Complete, no duplicate, assistance and sheet done; the matrix and the sheet decide whether somebody has to endorse.
async fn screen(
    tx: &mut Tx,
    request: &Request,
    said: &mut Said,
    change: &mut Change,
) -> Result<()> {
    let assistance = Assistance::parse(said.get("assistance"));
    let answer = sqlx::query_scalar!(
        "select p.body -> 'matrix' -> h.situation ->> $2 from policies p, house h where p.version = $1",
        request.policy_version,
        said.get("assistance"),
    )
    .fetch_one(tx.conn())
    .await?;
    let matrix = answer
        .as_deref()
        .and_then(Matrix::parse)
        .filter(|_| request.is_humanitarian() && !request.is_community_support());
    let unmet = write_sheet(tx, request, said).await?;
    let guarded = request.is_humanitarian()
        && (assistance == Some(Assistance::Direct)
            || request.kind.is_guarded()
            || unmet
            || matches!(matrix, Some(Matrix::Maybe | Matrix::No)));
    let needed =
        guarded || request.harm == super::model::Harm::Unsure || request.is_community_support();
    if needed && (!request.is_humanitarian() || request.is_community_support()) {
        change.endorsing_desk = sqlx::query_scalar!(
            "select open_desk('civil_affairs', $1, null)",
            request.from_area_id
        )
        .fetch_one(tx.conn())
        .await?;
        if change.endorsing_desk.is_none() {
            return Err(Error::Invalid(crate::web::forms::Errors::one(
                "assistance",
                "requests-error-no-civil-affairs",
            )));
        }
    }
    if request.is_community_support() {
        let coordinator =
            sqlx::query_scalar!("select open_desk('coordinator', $1, null)", request.from_area_id)
                .fetch_one(tx.conn())
                .await?;
        if coordinator.is_some() {
            add_party(tx, request, coordinator, "check").await?;
        }
    }
    change.assistance = assistance;
    change.matrix = matrix;
    change.needs_endorsement = Some(needed);
    change.state = Some(if needed { State::Screened } else { State::Endorsed });
    write_note(tx, request, said).await?;
    let matrix = matrix.map_or("yes", Matrix::as_str);
    said.detail.insert("matrix".into(), matrix.into());
    said.detail.insert("endorsement".into(), if needed { "needed" } else { "passes" }.into());
    Ok(())
}

/// Moves the answers of the sheet into their table; says whether one was not met.
async fn write_sheet(tx: &mut Tx, request: &Request, said: &mut Said) -> Result<bool> {
    let person = tx.viewer().person;
    let points = sheet_points(request);
    let mut take = |name: &str| {
        said.detail
            .remove(name)
            .and_then(|value| value.as_str().map(ToOwned::to_owned))
            .unwrap_or_default()
    };
    let answers: Vec<String> = points.iter().map(|point| take(point)).collect();
    let evidence: Vec<String> =
        points.iter().map(|point| take(&format!("{point}_evidence"))).collect();
    let points: Vec<String> = points.iter().map(|point| (*point).to_owned()).collect();
    sqlx::query!(
        "insert into request_sheets (request_id, point, answer, evidence, answered_by)
         select $1, point, answer, evidence, $5 from unnest($2::text[], $3::text[], $4::text[]) as sheet (point, answer, evidence)
         on conflict (request_id, point) do update set answer = excluded.answer, evidence = excluded.evidence,
             answered_by = excluded.answered_by, answered_at = now()",
        request.id,
        &points,
        &answers,
        &evidence,
        person,
    )
    .execute(tx.conn())
    .await?;
    Ok(answers.iter().any(|answer| answer == "not_met"))
}

/// A screening note is an internal note of the screening office.
async fn write_note(tx: &mut Tx, request: &Request, said: &mut Said) -> Result<()> {
    let Some(note) = said.detail.remove("note") else { return Ok(()) };
    notes::add(tx, request, note.as_str().unwrap_or_default()).await
}

/// A CIMIC desk by the id that was picked; mistakes are the form's.
async fn desk(tx: &mut Tx, said: &Said) -> Result<Option<Uuid>> {
    let Some(desk) = picked(said, "desk") else { return Ok(None) };
    let known = sqlx::query_scalar!(
        r#"select exists (select from desks where actor_id = $1 and kind = 'cimic') as "known!""#,
        desk
    )
    .fetch_one(tx.conn())
    .await?;
    if known {
        Ok(Some(desk))
    } else {
        Err(Error::Invalid(crate::web::forms::Errors::one("desk", "frame-field-choose")))
    }
}

/// A new request of the coordinator's own actor that names "a humanitarian organisation" and starts endorsed.
async fn relay(tx: &mut Tx, request: &Request, said: &Said) -> Result<()> {
    let desk = desk(tx, said).await?;
    let (id, reference) = (Uuid::now_v7(), crate::reference::new());
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into requests (id, reference, owner_id, community, author_id, channel, door, language, kind, need, people_affected, weight_kg, volume_m3,
                persons, from_area_id, to_area_id, needed_from, needed_until, priority, risk, criticality, cluster, harm, is_late, waiver,
                assistance, needs_endorsement, matrix, screening_desk_id, cimic_desk_id, policy_version, situation, state)
         select $2, $3, $4, 'humanitarian', $5, 'online', 'coordinator', language, kind, $6, people_affected, weight_kg, volume_m3,
                persons, from_area_id, to_area_id, needed_from, needed_until, priority, risk, criticality, cluster, harm, is_late, '',
                assistance, needs_endorsement, matrix, $4, $7, policy_version, situation, 'endorsed'
         from requests where id = $1",
        request.id,
        id,
        reference,
        viewer.actor,
        viewer.person,
        said.get("need"),
        desk,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("insert into relays (original_id, relay_id) values ($1, $2)", request.id, id)
        .execute(tx.conn())
        .await?;
    let line = HistoryLine {
        request: id,
        act: Act::Submit,
        from: State::Draft,
        to: State::Endorsed,
        side: Side::Asking,
        reason: String::new(),
        detail: None,
        heard: None,
    };
    store::write_history(tx, line).await?;
    tx.event("submit", "request", id).await
}

async fn offer(tx: &mut Tx, request: &Request, said: &mut Said) -> Result<()> {
    let id = Uuid::now_v7();
    let valid_until: jiff::civil::Date =
        said.get("valid_until").parse().map_err(|_| Error::NotFound)?;
    let (provider, person) = (picked(said, "provider"), tx.viewer().person);
    let written = sqlx::query!(
        "insert into offers (id, request_id, desk_id, provider_id, assets, conditions, decided_by, order_reference, valid_until, offered_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        request.id,
        request.cimic_desk_id,
        provider,
        said.get("assets"),
        said.get("conditions"),
        said.get("decided_by"),
        said.get("order_reference"),
        jiff_sqlx::Date::from(valid_until) as _,
        person,
    )
    .execute(tx.conn())
    .await;
    written.map_err(crate::web::forms::on_constraint(
        "offers_one_open_per_provider",
        "provider",
        "requests-error-offer-open",
    ))?;
    for name in ["assets", "conditions", "order_reference"] {
        said.detail.remove(name);
    }
    said.detail.insert("offer".into(), id.to_string().into());
    Ok(())
}

async fn set_offer(tx: &mut Tx, step: &Step, state: OfferState, reason: &str) -> Result<()> {
    let Some(Offer { id, state: was, .. }) = &step.offer else { return Err(Error::NotFound) };
    let done = sqlx::query!(
        "update offers set state = $2, reason = $3 where id = $1 and state = $4",
        id,
        state.as_str(),
        reason,
        was.as_str()
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 1 {
        return Ok(());
    }
    Err(Error::Conflict {
        reason: "requests-late-offer",
        url: super::model::url(&step.request.reference),
    })
}

/// The requester's signature: the provider becomes a party, and reads what the requester consents to, until two days after the end.
async fn accept(tx: &mut Tx, step: &Step, said: &mut Said) -> Result<()> {
    set_offer(tx, step, OfferState::Accepted, "").await?;
    let Some(provider) = step.offer.as_ref().map(|offer| offer.provider_id) else { return Ok(()) };
    add_party(tx, &step.request, Some(provider), "unit").await?;
    said.detail.insert("unit".into(), provider.to_string().into());
    if said.get("fields").is_empty() {
        return Ok(());
    }
    consent(tx, &step.request, Some(provider), said.get("fields"), Until::AfterEnd, said).await
}

/// Names an actor on the request; it sees it from now on.
async fn add_party(tx: &mut Tx, request: &Request, actor: Option<Uuid>, why: &str) -> Result<()> {
    let by = Some(tx.viewer().actor).filter(|actor| !actor.is_nil());
    sqlx::query!(
        "insert into request_parties (request_id, actor_id, why, added_by) values ($1, $2, $3, $4)
         on conflict (request_id, actor_id) do update set left_at = null",
        request.id,
        actor,
        why,
        by,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Until when a consent holds.
enum Until {
    Day(jiff::civil::Date),
    /// The policy's days after the end of what was asked.
    AfterEnd,
}

async fn consent(
    tx: &mut Tx,
    request: &Request,
    recipient: Option<Uuid>,
    fields: &str,
    until: Until,
    said: &Said,
) -> Result<()> {
    let viewer = tx.viewer().clone();
    let fields: Vec<String> = fields.split(' ').map(ToOwned::to_owned).collect();
    let given = Some(viewer.actor).filter(|actor| !actor.is_nil());
    let day = match until {
        Until::Day(day) => Some(jiff_sqlx::Date::from(day)),
        Until::AfterEnd => None,
    };
    sqlx::query!(
        "insert into consents (request_id, recipient_id, fields, purpose, given_by, given_actor, heard, until_at)
         select r.id, $2, $3, 'requests-purpose-support', $4, $5, $6,
                coalesce($7::date, r.needed_until + (p.body ->> 'consent_days_after_end')::int)::timestamptz + interval '1 day'
         from requests r join policies p on p.version = r.policy_version where r.id = $1",
        request.id,
        recipient,
        &fields,
        viewer.person,
        given,
        said.heard.clone().map(Json) as _,
        day as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Orders and brief go to the unit only; everybody else reads that it was tasked.
async fn task(tx: &mut Tx, request: &Request, said: &mut Said) -> Result<Uuid> {
    let unit = picked(said, "unit").ok_or(Error::NotFound)?;
    let text = |said: &Said, name: &str| said.get(name).to_owned();
    let (order, brief, fears) =
        (text(said, "order_reference"), text(said, "brief"), text(said, "fears"));
    sqlx::query!(
        "insert into request_briefs (request_id, unit_id, order_reference, brief, fears) values ($1, $2, $3, $4, $5)",
        request.id,
        unit,
        order,
        brief,
        fears,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("update offers set state = 'tasked' where request_id = $1 and provider_id = $2 and state = 'accepted'", request.id, unit)
        .execute(tx.conn())
        .await?;
    for name in ["order_reference", "brief", "fears"] {
        said.detail.remove(name);
    }
    Ok(unit)
}

async fn move_offers(
    tx: &mut Tx,
    request: &Request,
    from: OfferState,
    to: OfferState,
) -> Result<()> {
    sqlx::query!(
        "update offers set state = $3 where request_id = $1 and state = $2",
        request.id,
        from.as_str(),
        to.as_str()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn leave(tx: &mut Tx, request: &Request) -> Result<()> {
    let actor = tx.viewer().actor;
    sqlx::query!(
        "update request_parties set left_at = now() where request_id = $1 and actor_id = $2",
        request.id,
        actor
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends a consent. One that the unit needs suspends the task, and both sides see it.
pub async fn end_consent(
    tx: &mut Tx,
    permit: Permit<'_, Take>,
    consent: Uuid,
    said: &Said,
) -> Result<()> {
    let step = permit.spend(tx).await?;
    let request = &step.request;
    let ended = sqlx::query_scalar!(
        "update consents set withdrawn_at = now() where id = $1 and request_id = $2 and withdrawn_at is null returning recipient_id",
        consent,
        request.id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    let suspends =
        request.unit_id == Some(ended) && matches!(request.state, State::Tasked | State::UnderWay);
    let to = if suspends { State::Suspended } else { request.state };
    let mut said = said.clone();
    said.detail.insert("recipient".into(), ended.to_string().into());
    write_history(tx, step, to, &said).await?;
    write_change(tx, request, &Change::default(), to).await
}
