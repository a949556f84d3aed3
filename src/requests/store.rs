//! The SQL of requests. Reads return what the viewer may see.

use super::{
    model::{
        Consent, Contact, Kind, Line, Moment, Offer, OfferState, Partners, Priority, Private,
        Request, Route, Side, State, Support, Tried,
    },
    policy::View,
};
use crate::{
    access::{Audience, Community, Role},
    db::Tx,
    notes::{self, Words},
    web::error::{Error, Result},
};
use jiff_sqlx::Timestamp;
use sqlx::{Postgres, QueryBuilder, Row, types::Json};
use uuid::Uuid;

/// Rows of a list page.
pub const PAGE: usize = 25;
/// Counts stop here: "500+".
pub const COUNT_CAP: i64 = 500;

/// What a list is cut by; everything empty shows all that the viewer may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub state: Option<State>,
    pub kind: Option<Kind>,
    pub priority: Option<Priority>,
    pub area: Option<Uuid>,
    /// Only what waits for this actor.
    pub turn: Option<Uuid>,
    /// The last row of the page before.
    pub after: Option<(Timestamp, Uuid)>,
}

/// One page of requests, newest first; one row more than [`PAGE`] when there is a next page.
/// Cost: per grantee of the viewer one descent of an index and at most a page of its rows, whatever the table holds.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Line>> {
    let mut query = QueryBuilder::new("with top as (");
    sights(&mut query, tx, filter, i64::try_from(PAGE + 1).unwrap_or(26));
    query.push(
        ") select r.id, r.reference, r.kind, r.state, r.priority, r.owner_id, r.turn_id, a.name as from_area, r.needed_from, r.needed_until,
                  r.is_late, r.received_at, coalesce(c.seconds, 0) as clock
           from top join requests r on r.id = top.request_id join areas a on a.id = r.from_area_id
           left join request_clocks(array(select request_id from top)) c on c.request_id = r.id
           order by r.received_at desc, r.id desc",
    );
    let rows = query.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| line(row).map_err(Error::from)).collect()
}

/// How many requests the filter finds, up to [`COUNT_CAP`] + 1.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    let filter = Filter { after: None, ..filter.clone() };
    let mut query = QueryBuilder::new("select count(*) from (");
    sights(&mut query, tx, &filter, COUNT_CAP + 1);
    query.push(") found");
    Ok(query.build().fetch_one(tx.conn()).await?.try_get(0)?)
}

/// The newest `limit` requests of each grantee, merged. Only the filters in use stand in the statement, so that each has its own plan.
fn sights(query: &mut QueryBuilder<Postgres>, tx: &Tx, filter: &Filter, limit: i64) {
    query
        .push("select distinct s.request_id, s.received_at from unnest(")
        .push_bind(tx.viewer().sights());
    query.push("::uuid[]) as g (grantee) cross join lateral (select request_id, received_at from request_sights s where s.grantee = g.grantee");
    if let Some(state) = filter.state {
        query.push(" and s.state = ").push_bind(state.as_str());
    }
    if let Some(kind) = filter.kind {
        query.push(" and s.kind = ").push_bind(kind.as_str());
    }
    if let Some(priority) = filter.priority {
        query.push(" and s.priority = ").push_bind(priority.as_str());
    }
    if let Some(area) = filter.area {
        query.push(" and s.from_area_id = ").push_bind(area);
    }
    if let Some(turn) = filter.turn {
        query.push(" and s.turn_id = ").push_bind(turn);
    }
    if let Some((at, id)) = filter.after {
        query
            .push(" and (s.received_at, s.request_id) < (")
            .push_bind(at)
            .push(", ")
            .push_bind(id)
            .push(")");
    }
    query.push(" order by s.received_at desc, s.request_id desc limit ").push_bind(limit);
    query.push(") s order by s.received_at desc, s.request_id desc limit ").push_bind(limit);
}

fn line(row: &sqlx::postgres::PgRow) -> sqlx::Result<Line> {
    Ok(Line {
        id: row.try_get("id")?,
        reference: row.try_get("reference")?,
        kind: row.try_get("kind")?,
        state: row.try_get("state")?,
        priority: row.try_get("priority")?,
        owner_id: row.try_get("owner_id")?,
        turn_id: row.try_get("turn_id")?,
        from_area: row.try_get("from_area")?,
        needed_from: row.try_get("needed_from")?,
        needed_until: row.try_get("needed_until")?,
        is_late: row.try_get("is_late")?,
        received_at: row.try_get("received_at")?,
        clock: row.try_get("clock")?,
    })
}

/// The request of this reference; [`Error::NotFound`] when there is none or the viewer may not know of it.
#[expect(clippy::too_many_lines, reason = "one statement and its columns")]
pub async fn find(tx: &mut Tx, reference: &str) -> Result<Request> {
    let person = tx.viewer().person;
    let auditor = tx.viewer().role == Role::Auditor;
    let row = sqlx::query!(
        r#"
        select r.id, r.reference, r.owner_id, r.community as "community: Community", r.entered_by_id, r.channel as "channel: super::model::Channel",
               r.door as "door: super::model::Door", r.kind as "kind: Kind", r.need, r.people_affected, r.what, r.weight_kg::float8 as weight_kg,
               r.volume_m3::float8 as volume_m3, r.persons, r.items, r.from_area_id, r.to_area_id, f.name as from_area, t.name as "to_area?",
               r.needed_from, r.needed_until, r.priority as "priority: Priority", r.risk as "risk: super::model::Risk", r.criticality, r.cluster,
               r.harm as "harm: super::model::Harm", r.harm_why, r.waiver, r.is_late, r.support as "support: Json<Support>", r.state as "state: State",
               r.resumes_to as "resumes_to: State", r.assistance as "assistance: super::model::Assistance", r.needs_endorsement, r.matrix as "matrix: super::model::Matrix", r.screening_desk_id,
               r.endorsing_desk_id, r.cimic_desk_id, r.unit_id, r.audience as "audience: Audience", r.has_code, r.policy_version, r.received_at,
               r.state_since, r.turn_id, r.proposed_owner_id, r.version, coalesce(h.clock, 0)::bigint as "clock!",
               coalesce((select o.posture = 'coexistence' from actors o where o.id = r.owner_id), false) as "owner_coexists!",
               exists (select from relays l where l.relay_id = r.id) as "is_relay!",
               array(select p.actor_id from request_parties p where p.request_id = r.id and p.left_at is null) as "parties!",
               coalesce(h.asked, false) as "asked!", coalesce(h.answered, false) as "answered!", coalesce(h.advised, false) as "advised!", coalesce(h.screened, false) as "screened!",
               coalesce(h.advised_at_all, false) as "advised_at_all!", coalesce(h.last_return, '') = 'propose_referral' as "referral_waits!",
               case when $3 then opened_by_me(r.id) else false end as "opened!",
               (select r.state_since < now() - make_interval(days => (p.body ->> 'confirm_close_days')::int) from policies p where p.version = r.policy_version) as "is_silent!",
               (select count(*) from offers o where o.request_id = r.id and o.state = 'offered')::int as "open_offers!",
               (select count(*) from offers o where o.request_id = r.id and o.state = 'accepted')::int as "accepted_offers!",
               (select count(*) from request_alternatives v where v.request_id = r.id)::int as "tried!",
               (select (p.body ->> 'alternatives_needed')::int from policies p where p.version = r.policy_version) as "alternatives_needed!"
        from requests r
        join areas f on f.id = r.from_area_id
        left join areas t on t.id = r.to_area_id
        left join lateral (
            select bool_or(h.person_id = $2 and h.side = 'asking') as asked, bool_or(h.person_id = $2 and h.side = 'answering') as answered,
                   bool_or(h.person_id = $2 and h.act = 'advise') as advised,
                   bool_or(h.person_id = $2 and h.act = 'screen') as screened, bool_or(h.act = 'advise') as advised_at_all,
                   (array_agg(h.act order by h.id desc) filter (where h.to_state = 'returned'))[1] as last_return,
                   sum(extract(epoch from coalesce(h.next_at, now()) - h.at)) filter (where house_has_turn(h.to_state)) as clock
            from (select *, lead(a.at) over (order by a.id) as next_at from request_acts a where a.request_id = r.id) h) h on true
        where r.reference = $1
        "#,
        reference,
        person,
        auditor,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    let request = Request {
        id: row.id,
        reference: row.reference,
        owner_id: row.owner_id,
        community: row.community,
        entered_by_id: row.entered_by_id,
        channel: row.channel,
        door: row.door,
        kind: row.kind,
        need: row.need,
        people_affected: row.people_affected,
        what: row.what,
        weight_kg: row.weight_kg,
        volume_m3: row.volume_m3,
        persons: row.persons,
        items: row.items,
        from_area_id: row.from_area_id,
        to_area_id: row.to_area_id,
        from_area: row.from_area,
        to_area: row.to_area,
        needed_from: row.needed_from,
        needed_until: row.needed_until,
        priority: row.priority,
        risk: row.risk,
        criticality: row.criticality,
        cluster: row.cluster,
        harm: row.harm,
        harm_why: row.harm_why,
        waiver: row.waiver,
        is_late: row.is_late,
        support: row.support.map(|support| support.0),
        state: row.state,
        resumes_to: row.resumes_to,
        assistance: row.assistance,
        needs_endorsement: row.needs_endorsement,
        matrix: row.matrix,
        screening_desk_id: row.screening_desk_id,
        endorsing_desk_id: row.endorsing_desk_id,
        cimic_desk_id: row.cimic_desk_id,
        unit_id: row.unit_id,
        audience: row.audience,
        has_code: row.has_code,
        policy_version: row.policy_version,
        received_at: row.received_at,
        state_since: row.state_since,
        turn_id: row.turn_id,
        proposed_owner_id: row.proposed_owner_id,
        owner_coexists: row.owner_coexists,
        is_relay: row.is_relay,
        version: row.version,
        parties: row.parties,
        clock: row.clock,
        mine: super::model::Mine {
            asked: row.asked,
            answered: row.answered,
            advised: row.advised,
            screened: row.screened,
            advised_at_all: row.advised_at_all,
            referral_waits: row.referral_waits,
            opened: row.opened,
            is_silent: row.is_silent,
            open_offers: row.open_offers,
            tried: row.tried,
            alternatives_needed: row.alternatives_needed,
            accepted_offers: row.accepted_offers,
        },
    };
    tx.check(View, &request)?;
    Ok(request)
}

/// F1–F3, each only where the viewer is the owner's side or holds a consent in force.
pub async fn private(tx: &mut Tx, request: Uuid) -> Result<Private> {
    let row = sqlx::query!(
        r#"
        select c.request_id as "c?", c.name as "name?", c.phone as "phone?", c.email as "email?", c.radio as "radio?", c.organisation as "organisation?",
               t.request_id as "t?", t.from_place as "from_place?", t.to_place as "to_place?", t.route as "route?", t.times as "times?",
               p.request_id as "p?", p.on_behalf_of as "on_behalf_of?", p.beneficiaries as "beneficiaries?"
        from (select $1::uuid as id) r
        left join request_contacts c on c.request_id = r.id
        left join request_routes t on t.request_id = r.id
        left join request_partners p on p.request_id = r.id
        "#,
        request,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Private {
        contact: row.c.map(|_| Contact {
            name: row.name.unwrap_or_default(),
            phone: row.phone.unwrap_or_default(),
            email: row.email.unwrap_or_default(),
            radio: row.radio.unwrap_or_default(),
            organisation: row.organisation.unwrap_or_default(),
        }),
        route: row.t.map(|_| Route {
            from_place: row.from_place.unwrap_or_default(),
            to_place: row.to_place.unwrap_or_default(),
            route: row.route.unwrap_or_default(),
            times: row.times.unwrap_or_default(),
        }),
        partners: row.p.map(|_| Partners {
            on_behalf_of: row.on_behalf_of.unwrap_or_default(),
            beneficiaries: row.beneficiaries.unwrap_or_default(),
        }),
    })
}

/// One line of the history, to be written.
pub struct HistoryLine {
    pub request: Uuid,
    pub act: super::states::Act,
    pub from: State,
    pub to: State,
    pub side: Side,
    pub reason: String,
    pub detail: Option<serde_json::Value>,
    /// For an act of the owner that somebody else recorded.
    pub heard: Option<super::model::Heard>,
}

/// Writes a line of the history in the viewer's name. A visitor's stands under the actor of visitors, the house's under none.
pub async fn write_history(tx: &mut Tx, line: HistoryLine) -> Result<()> {
    let viewer = tx.viewer().clone();
    let actor = match viewer.role {
        Role::Visitor => Some(crate::access::VISITORS),
        _ => Some(viewer.actor).filter(|actor| !actor.is_nil()),
    };
    sqlx::query!(
        "insert into request_acts (request_id, act, from_state, to_state, side, person_id, actor_id, role, reason, detail, heard)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        line.request,
        line.act.as_str(),
        line.from.as_str(),
        line.to.as_str(),
        line.side.as_str(),
        viewer.person,
        actor,
        viewer.role.as_str(),
        line.reason,
        line.detail,
        line.heard.map(Json) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The history, oldest first.
pub async fn history(tx: &mut Tx, request: Uuid) -> Result<Vec<Moment>> {
    let rows = sqlx::query!(
        r#"select at, act as "act: super::states::Act", to_state as "to_state: State", actor_id, role as "role: Role", reason,
                  detail as "detail: Json<serde_json::Map<String, serde_json::Value>>", heard as "heard: Json<super::model::Heard>"
           from request_acts where request_id = $1 order by id"#,
        request,
    )
    .fetch_all(tx.conn())
    .await?;
    let words = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    Ok(rows
        .into_iter()
        .map(|row| Moment {
            at: row.at,
            act: row.act,
            to_state: row.to_state,
            actor_id: row.actor_id,
            role: row.role,
            reason: row.reason,
            detail: row
                .detail
                .map(|detail| {
                    detail.0.into_iter().map(|(name, value)| (name, words(value))).collect()
                })
                .unwrap_or_default(),
            heard: row.heard.map(|heard| heard.0),
        })
        .collect())
}

/// The offers, oldest first.
pub async fn offers(tx: &mut Tx, request: Uuid) -> Result<Vec<Offer>> {
    Ok(sqlx::query_as!(
        Offer,
        r#"select id, provider_id, assets, conditions, decided_by, order_reference, valid_until, state as "state: OfferState", reason, offered_at
           from offers where request_id = $1 order by offered_at, id"#,
        request,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What was tried instead, in the order it was written.
pub async fn tried(tx: &mut Tx, request: Uuid) -> Result<Vec<Tried>> {
    let rows = sqlx::query!("select option, outcome, tried_on from request_alternatives where request_id = $1 order by position", request)
        .fetch_all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Tried {
            option: row.option,
            outcome: row.outcome,
            on: row.tried_on.map(jiff_sqlx::Date::to_jiff),
        })
        .collect())
}

/// Consents of a request that the viewer may know of: all for the owner, one's own for a recipient.
pub async fn consents(tx: &mut Tx, request: Uuid) -> Result<Vec<Consent>> {
    Ok(sqlx::query_as!(
        Consent,
        r#"select id, recipient_id, fields, purpose, given_at, until_at, (withdrawn_at is null and until_at > now()) as "is_in_force!"
           from consents where request_id = $1 order by given_at"#,
        request,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The posts that may see a request: actor, role, how many.
pub async fn viewers(tx: &mut Tx, request: Uuid) -> Result<Vec<(Uuid, Role, i64)>> {
    let rows = sqlx::query!(r#"select actor_id as "actor_id!", role as "role!: Role", n as "n!" from request_viewers($1)"#, request)
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.actor_id, row.role, row.n)).collect())
}

/// One offer of a request; [`Error::NotFound`] when it is of another one.
pub async fn offer(tx: &mut Tx, request: Uuid, id: Uuid) -> Result<Offer> {
    offers(tx, request).await?.into_iter().find(|offer| offer.id == id).ok_or(Error::NotFound)
}

/// Comments to the parties, oldest first; the last hundred.
pub async fn comments(tx: &mut Tx, request: Uuid) -> Result<Vec<Words>> {
    Ok(sqlx::query_as!(
        Words,
        r#"select at, actor_id, role as "role: Role", body from
               (select * from request_comments where request_id = $1 order by at desc limit 100) c order by at"#,
        request,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Says something to all parties.
pub async fn add_comment(
    tx: &mut Tx,
    permit: crate::access::Permit<'_, super::policy::Comment>,
    body: &str,
) -> Result<()> {
    let request = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    let actor = if viewer.role == Role::Visitor {
        Some(crate::access::VISITORS)
    } else {
        Some(viewer.actor)
    };
    sqlx::query!(
        "insert into request_comments (request_id, actor_id, role, person_id, body) values ($1, $2, $3, $4, $5)",
        request.id,
        actor,
        viewer.role.as_str(),
        viewer.person,
        body,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes a note for the viewer's own office.
pub async fn add_note(
    tx: &mut Tx,
    permit: crate::access::Permit<'_, super::policy::Note>,
    body: &str,
) -> Result<()> {
    let request = permit.spend(tx).await?;
    notes::add(tx, request, body).await
}

/// The sheet: point, answer, evidence.
pub async fn sheet(tx: &mut Tx, request: Uuid) -> Result<Vec<(String, String, String)>> {
    let rows = sqlx::query!("select point, answer, evidence from request_sheets where request_id = $1 order by answered_at, point", request)
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.point, row.answer, row.evidence)).collect())
}

/// The orders to the unit, newest last: when, unit, order reference, brief, what the requester fears. Military and mission parties only.
pub async fn briefs(
    tx: &mut Tx,
    request: Uuid,
) -> Result<Vec<(Timestamp, Uuid, String, String, String)>> {
    let rows = sqlx::query!("select act_at, unit_id, order_reference, brief, fears from request_briefs where request_id = $1 order by act_at", request)
        .fetch_all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.act_at, row.unit_id, row.order_reference, row.brief, row.fears))
        .collect())
}

/// The CIMIC desks, and the one that takes requests of these districts.
pub async fn cimic_desks(tx: &mut Tx, request: &Request) -> Result<(Vec<Uuid>, Option<Uuid>)> {
    let desks = sqlx::query_scalar!("select actor_id from desks where kind = 'cimic'")
        .fetch_all(tx.conn())
        .await?;
    let open = sqlx::query_scalar!(
        "select open_desk('cimic', $1, $2)",
        request.from_area_id,
        request.to_area_id
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((desks, open))
}

/// Who can provide: units and civilian providers with something in the catalogue that the viewer may see.
pub async fn providers(tx: &mut Tx) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select distinct actor_id from assets where state <> 'withdrawn' limit 500"
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The request that relays this one, or that this one relays, as far as the viewer may know.
pub async fn relay_of(tx: &mut Tx, request: Uuid) -> Result<Option<(String, bool)>> {
    let row = sqlx::query!(
        r#"select coalesce(y.reference, o.reference) as "reference!", l.original_id = $1 as "is_original!"
           from relays l left join requests y on y.id = l.relay_id and l.original_id = $1 left join requests o on o.id = l.original_id and l.relay_id = $1
           where (l.original_id = $1 or l.relay_id = $1) and (y.id is not null or o.id is not null)"#,
        request,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (row.reference, row.is_original)))
}
