//! The SQL of projects. Reads return what the viewer may see.

use super::{
    model::{
        Bank, Card, Check, Concept, Imported, Instalment, InstalmentState, Kind, Line, Moment,
        Numbers, Project, Stage, State, Visit, VisitKind,
    },
    policy::{BringIn, Comment, Create, EditBank, Note, View},
    states::Act,
};
use crate::{
    access::{Permit, Role, Viewer},
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
/// Stand for approvers and finance in the index of sights (SQL: `qip_grantees`).
const APPROVERS: Uuid = Uuid::from_u128(0xa101);
const FINANCE: Uuid = Uuid::from_u128(0xa102);

/// What a list is cut by; everything empty shows all that the viewer may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A state where the file is seen, a stage where the card is.
    pub state: Option<String>,
    pub kind: Option<Kind>,
    pub sector: Option<String>,
    pub area: Option<Uuid>,
    /// Only what waits for this actor.
    pub turn: Option<Uuid>,
    /// The last row of the page before.
    pub after: Option<(Timestamp, Uuid)>,
}

/// What gives this viewer sight of projects.
pub fn grantees(viewer: &Viewer) -> Vec<Uuid> {
    let mut all = viewer.sights();
    match viewer.role {
        Role::Committee => all.push(viewer.actor),
        Role::Approver => all.push(APPROVERS),
        Role::Finance => all.push(FINANCE),
        _ => {}
    }
    all
}

/// One page of the register, newest first; one row more than [`PAGE`] when there is a next page.
/// Cost: per grantee of the viewer one descent of an index and at most a page of its rows, whatever the table holds.
pub async fn list(tx: &mut Tx, filter: &Filter) -> Result<Vec<Line>> {
    rows(tx, filter, i64::try_from(PAGE + 1).unwrap_or(26)).await
}

/// The newest rows up to a limit: for exports too.
pub async fn rows(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Line>> {
    let mut query = QueryBuilder::new("with top as (");
    sights(&mut query, tx, filter, limit);
    query.push(
        ") select c.project_id, c.reference, c.kind, c.title, c.sector, a.name as area, c.stage, top.created_at, q.state, q.owner_id, q.turn_id,
                  coalesce(q.approved_usd, round(q.requested / q.rate, 2)) as amount_usd, q.ends_on
           from top join qip_cards c on c.project_id = top.project_id join areas a on a.id = c.area_id left join qips q on q.id = top.project_id
           order by top.created_at desc, top.project_id desc",
    );
    let rows = query.build().fetch_all(tx.conn()).await?;
    rows.iter().map(|row| line(row).map_err(Error::from)).collect()
}

/// How many projects the filter finds, up to [`COUNT_CAP`] + 1.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    let filter = Filter { after: None, ..filter.clone() };
    let mut query = QueryBuilder::new("select count(*) from (");
    sights(&mut query, tx, &filter, COUNT_CAP + 1);
    query.push(") found");
    Ok(query.build().fetch_one(tx.conn()).await?.try_get(0)?)
}

/// How many projects stand in each state on their way, in the order of a project's life, up to [`COUNT_CAP`] + 1 each; states that
/// nothing is in are left out. Cost: one descent of an index a state and grantee, and what is counted.
pub async fn board(tx: &mut Tx) -> Result<Vec<(State, i64)>> {
    const STATES: [State; 14] = [
        State::Concept,
        State::Draft,
        State::Submitted,
        State::Screened,
        State::InReview,
        State::Deferred,
        State::Recommended,
        State::Approved,
        State::Agreed,
        State::Implementing,
        State::Suspended,
        State::WorksComplete,
        State::Inspected,
        State::Paid,
    ];
    let states: Vec<String> = STATES.iter().map(ToString::to_string).collect();
    let grantees = grantees(tx.viewer());
    let rows = sqlx::query!(
        r#"select b.state as "state!: State", n.n as "n!" from unnest($1::text[]) with ordinality b (state, place)
           cross join lateral (select count(*) as n from (
               select distinct f.project_id from unnest($2::uuid[]) g (grantee) cross join lateral (
                   select s.project_id from qip_sights s where s.grantee = g.grantee and s.state = b.state limit $3) f limit $3) found) n
           where n.n > 0 order by b.place"#,
        &states,
        &grantees,
        COUNT_CAP + 1,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.n)).collect())
}

/// What waits for the viewer: their office's turn, a decision, a certificate, a release, or a vote; the newest ten.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<Line>> {
    let of_state = |state: State| Filter { state: Some(state.to_string()), ..Filter::default() };
    let viewer = tx.viewer().clone();
    let most = 10;
    match viewer.role {
        Role::Approver => {
            let mut lines = rows(tx, &of_state(State::Recommended), most).await?;
            lines.extend(payments(tx, InstalmentState::Certified).await?);
            Ok(lines)
        }
        Role::Finance => payments(tx, InstalmentState::Requested).await,
        Role::Committee => rows(tx, &of_state(State::InReview), most).await,
        role if role.counts_actors() => {
            rows(tx, &Filter { turn: Some(viewer.actor), ..Filter::default() }, most).await
        }
        _ => Ok(Vec::new()),
    }
}

/// Projects with an instalment in this state, the oldest ten: for finance and the approver.
async fn payments(tx: &mut Tx, state: InstalmentState) -> Result<Vec<Line>> {
    let ids: Vec<Uuid> = sqlx::query_scalar!(
        r#"select project_id as "id!" from qip_payments_waiting($1)"#,
        state.as_str()
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = sqlx::query(
        "select c.project_id, c.reference, c.kind, c.title, c.sector, a.name as area, c.stage, q.created_at, q.state, q.owner_id, q.turn_id,
                q.approved_usd as amount_usd, q.ends_on
         from unnest($1::uuid[]) as top (id) join qip_cards c on c.project_id = top.id join areas a on a.id = c.area_id join qips q on q.id = top.id",
    )
    .bind(ids)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| line(row).map_err(Error::from)).collect()
}

fn sights(query: &mut QueryBuilder<Postgres>, tx: &Tx, filter: &Filter, limit: i64) {
    query.push("select distinct s.project_id, s.created_at from unnest(");
    query.push_bind(grantees(tx.viewer()));
    query.push("::uuid[]) as g (grantee) cross join lateral (select project_id, created_at from qip_sights s where s.grantee = g.grantee");
    if let Some(state) = &filter.state {
        query.push(" and s.state = ").push_bind(state.clone());
    }
    if let Some(kind) = filter.kind {
        // A word of the code, not a parameter: few are support, and they have an index of their own.
        query.push(" and s.kind = '").push(kind.as_str()).push("'");
    }
    if let Some(sector) = &filter.sector {
        query.push(" and s.sector = ").push_bind(sector.clone());
    }
    if let Some(area) = filter.area {
        query.push(" and s.area_id = ").push_bind(area);
    }
    if let Some(turn) = filter.turn {
        query.push(" and s.turn_id = ").push_bind(turn);
    }
    if let Some((at, id)) = filter.after {
        query.push(" and (s.created_at, s.project_id) < (").push_bind(at).push(", ");
        query.push_bind(id).push(")");
    }
    query.push(" order by s.created_at desc, s.project_id desc limit ").push_bind(limit);
    query.push(") s order by s.created_at desc, s.project_id desc limit ").push_bind(limit);
}

fn line(row: &sqlx::postgres::PgRow) -> sqlx::Result<Line> {
    Ok(Line {
        id: row.try_get("project_id")?,
        reference: row.try_get("reference")?,
        kind: row.try_get("kind")?,
        title: row.try_get("title")?,
        sector: row.try_get("sector")?,
        area: row.try_get("area")?,
        stage: row.try_get("stage")?,
        created_at: row.try_get("created_at")?,
        state: row.try_get("state")?,
        owner_id: row.try_get("owner_id")?,
        turn_id: row.try_get("turn_id")?,
        amount_usd: row.try_get("amount_usd")?,
        ends_on: row.try_get("ends_on")?,
    })
}

/// What is told of a project beyond its parties; [`Error::NotFound`] when the viewer may not know of it.
pub async fn card(tx: &mut Tx, reference: &str) -> Result<Card> {
    sqlx::query_as!(
        Card,
        r#"select c.project_id as id, c.reference, c.kind as "kind: Kind", c.title, c.summary, c.sector, a.name as area, c.stage as "stage: Stage"
           from qip_cards c join areas a on a.id = c.area_id where c.reference = $1"#,
        reference,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

/// The file of a project; [`Error::NotFound`] when there is none or the viewer may not see it.
pub async fn find(tx: &mut Tx, reference: &str) -> Result<Project> {
    let id = sqlx::query_scalar!("select id from qips where reference = $1", reference)
        .fetch_optional(tx.conn())
        .await?;
    by_id(tx, id.ok_or(Error::NotFound)?).await
}

/// The same by its id.
pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Project> {
    let person = tx.viewer().person;
    let auditor = tx.viewer().role == Role::Auditor;
    let row = sqlx::query!(
        r#"
        select q.id, q.reference, q.kind as "kind: Kind", q.owner_id, q.proposer_id, q.section_id, q.team_id, q.partner_id, q.title, q.summary, q.sector,
               q.area_id, a.name as area, q.budget_year, q.is_works, q.women, q.girls, q.men, q.boys, q.jobs, q.labour_days, q.months, q.fund, q.currency,
               q.rate, q.rate_on, q.requested, q.approved, q.approved_usd, q.waiver, q.released_usd, q.accounted_usd, q.recovered_usd, q.starts_on, q.ends_on,
               q.is_extended, q.last_visit_on, q.physical, q.is_checked, q.is_published, q.agreement, q.reached_approver, q.state as "state: State",
               q.state_since, q.turn_id, q.source, q.policy_version, q.created_at, q.version, p.body -> 'qip' as "policy!: Json<Numbers>",
               array(select x.actor_id from qip_parties x where x.project_id = q.id and x.left_at is null) as "parties!",
               exists (select from qip_visits v where v.project_id = q.id and v.kind = 'progress') as "has_progress_visit!",
               qip_hand(q.id) as "hand: super::model::Hand",
               coalesce(h.proposing, false) as "proposing!", coalesce(h.deciding, false) as "deciding!",
               case when $3 then opened_by_me(q.id) else false end as "opened!"
        from qips q join areas a on a.id = q.area_id join policies p on p.version = q.policy_version
        left join lateral (
            select bool_or(h.act in ('propose', 'take_up', 'submit', 'complete', 'start', 'finish')) as proposing,
                   bool_or(h.act in ('screen', 'return', 'reject', 'assess', 'check', 'table', 'outcome', 'approve', 'refuse', 'agree', 'request_payment',
                       'certify', 'release', 'allow', 'terminate', 'extend')) as deciding
            from qip_acts h where h.project_id = q.id and h.person_id = $2) h on true
        where q.id = $1"#,
        id,
        person,
        auditor,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    let project = Project {
        id: row.id,
        reference: row.reference,
        kind: row.kind,
        owner_id: row.owner_id,
        proposer_id: row.proposer_id,
        section_id: row.section_id,
        team_id: row.team_id,
        partner_id: row.partner_id,
        title: row.title,
        summary: row.summary,
        sector: row.sector,
        area_id: row.area_id,
        area: row.area,
        budget_year: row.budget_year,
        is_works: row.is_works,
        women: row.women,
        girls: row.girls,
        men: row.men,
        boys: row.boys,
        jobs: row.jobs,
        labour_days: row.labour_days,
        months: row.months,
        fund: row.fund,
        currency: row.currency,
        rate: row.rate,
        rate_on: row.rate_on,
        requested: row.requested,
        approved: row.approved,
        approved_usd: row.approved_usd,
        waiver: row.waiver,
        released_usd: row.released_usd,
        accounted_usd: row.accounted_usd,
        recovered_usd: row.recovered_usd,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        is_extended: row.is_extended,
        last_visit_on: row.last_visit_on,
        physical: row.physical,
        is_checked: row.is_checked,
        has_progress_visit: row.has_progress_visit,
        is_published: row.is_published,
        agreement: row.agreement,
        reached_approver: row.reached_approver,
        state: row.state,
        state_since: row.state_since,
        turn_id: row.turn_id,
        source: row.source,
        policy_version: row.policy_version,
        created_at: row.created_at,
        version: row.version,
        parties: row.parties,
        policy: row.policy.0,
        mine: super::model::Mine {
            hand: row.hand,
            proposing: row.proposing,
            deciding: row.deciding,
            opened: row.opened,
        },
    };
    tx.check(View, &project)?;
    Ok(project)
}

/// Whether the viewer's own organisation keeps its distance from the force and the mission.
pub async fn coexists(tx: &mut Tx) -> Result<bool> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_scalar!(
        r#"select exists (select from actors where id = $1 and posture = 'coexistence') as "coexists!""#,
        actor
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Puts a concept forward, or support by other means; the desk of Civil Affairs and the team become parties.
pub async fn create(
    tx: &mut Tx,
    permit: Permit<'_, Create>,
    concept: &Concept,
    behalf: Option<Uuid>,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    let state = if slot.kind == Kind::Qip { State::Concept } else { State::Proposed };
    sqlx::query!(
        "insert into qips (id, reference, kind, owner_id, proposer_id, entered_by_id, section_id, team_id, request_id, author_id, title, summary, sector, area_id,
                women, fund, state)
         values ($1, $2, $3, $4, $4, $5, open_desk('civil_affairs', $6, null), qip_team(), $7, $8, $9, $10, $11, $6, 0, $12, $13)",
        slot.id,
        slot.reference,
        slot.kind.as_str(),
        slot.owner,
        behalf.map(|_| viewer.actor),
        concept.area,
        concept.request,
        viewer.person,
        concept.title,
        concept.summary,
        concept.sector,
        concept.fund,
        state.as_str(),
    )
    .execute(tx.conn())
    .await?;
    if slot.kind == Kind::Support {
        sqlx::query_scalar!("select qip_name_coordinator($1)", slot.id)
            .fetch_one(tx.conn())
            .await?;
    }
    let detail = (concept.people > 0)
        .then(|| Json(serde_json::json!({ "people": concept.people.to_string() })));
    sqlx::query!(
        "insert into qip_acts (project_id, act, from_state, to_state, person_id, actor_id, role, detail) values ($1, 'propose', 'new', $2, $3, $4, $5, $6)",
        slot.id,
        state.as_str(),
        viewer.person,
        viewer.actor,
        viewer.role.as_str(),
        detail as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The history, oldest first.
pub async fn history(tx: &mut Tx, project: Uuid) -> Result<Vec<Moment>> {
    let rows = sqlx::query!(
        r#"select at, act as "act: Act", to_state as "to_state: State", actor_id, role as "role: Role", reason,
                  detail as "detail: Json<serde_json::Map<String, serde_json::Value>>"
           from qip_acts where project_id = $1 order by id"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?;
    let words = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    let moments = rows.into_iter().map(|row| Moment {
        at: row.at,
        act: row.act,
        to_state: row.to_state,
        actor_id: row.actor_id,
        role: row.role,
        reason: row.reason,
        detail: row.detail.map_or_else(Vec::new, |detail| {
            detail.0.into_iter().map(|(name, value)| (name, words(value))).collect()
        }),
    });
    Ok(moments.collect())
}

/// The instalments, in order.
pub async fn instalments(tx: &mut Tx, project: Uuid) -> Result<Vec<Instalment>> {
    Ok(sqlx::query_as!(
        Instalment,
        r#"select i.id, i.position, i.milestone, i.amount, i.amount_usd, i.state as "state: InstalmentState", i.requested_at, i.certified_at, i.released_at,
                  i.accounted_at, i.voucher, i.reason,
                  not exists (select from qip_instalments b where b.project_id = i.project_id and b.position < i.position and b.state <> 'accounted') as "is_next!",
                  not exists (select from qip_instalments b where b.project_id = i.project_id and b.position > i.position) as "is_last!"
           from qip_instalments i where i.project_id = $1 order by i.position"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// One instalment of a project; [`Error::NotFound`] when it is of another one.
pub async fn instalment(tx: &mut Tx, project: Uuid, id: Uuid) -> Result<Instalment> {
    let all = instalments(tx, project).await?;
    all.into_iter().find(|instalment| instalment.id == id).ok_or(Error::NotFound)
}

/// F3; None where there is none, or not for this reader.
pub async fn bank(tx: &mut Tx, project: Uuid) -> Result<Option<Bank>> {
    Ok(sqlx::query_as!(
        Bank,
        "select signatory, bank, account from qip_banks where project_id = $1",
        project
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Where the money goes from now on.
pub async fn set_bank(tx: &mut Tx, permit: Permit<'_, EditBank>, bank: &Bank) -> Result<()> {
    let project = permit.spend(tx).await?;
    sqlx::query!(
        "insert into qip_banks (project_id, partner_id, signatory, bank, account) values ($1, $2, $3, $4, $5)
         on conflict (project_id) do update set partner_id = excluded.partner_id, signatory = excluded.signatory, bank = excluded.bank,
             account = excluded.account, saved_at = now()",
        project.id,
        project.partner_id,
        bank.signatory,
        bank.bank,
        bank.account,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The visits, oldest first.
pub async fn visits(tx: &mut Tx, project: Uuid) -> Result<Vec<Visit>> {
    Ok(sqlx::query_as!(
        Visit,
        r#"select id, kind as "kind: VisitKind", on_day, physical, quality, found, voices, complaints, recommendation, actor_id, role as "role: Role"
           from qip_visits where project_id = $1 order by on_day, at"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What other offices answered, oldest first.
pub async fn checks(tx: &mut Tx, project: Uuid) -> Result<Vec<Check>> {
    Ok(sqlx::query_as!(
        Check,
        "select with_whom, result, words, actor_id, at from qip_checks where project_id = $1 order by at",
        project,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// F4: what the team found out about the partner, oldest first.
pub async fn assessments(
    tx: &mut Tx,
    project: Uuid,
) -> Result<Vec<(Timestamp, Vec<(String, String)>)>> {
    let rows = sqlx::query!(
        r#"select at, body as "body: Json<std::collections::BTreeMap<String, String>>" from qip_assessments where project_id = $1 order by at"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.at, row.body.0.into_iter().collect())).collect())
}

/// The posts that may see the file: actor, role, how many.
pub async fn viewers(tx: &mut Tx, project: Uuid) -> Result<Vec<(Uuid, Role, i64)>> {
    let rows = sqlx::query!(
        r#"select actor_id as "actor_id!", role as "role!: Role", n as "n!" from qip_viewers($1)"#,
        project
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.actor_id, row.role, row.n)).collect())
}

/// Comments to the parties, oldest first; the last hundred.
pub async fn comments(tx: &mut Tx, project: Uuid) -> Result<Vec<Words>> {
    Ok(sqlx::query_as!(
        Words,
        r#"select at, actor_id, role as "role: Role", body from
               (select * from qip_comments where project_id = $1 order by at desc limit 100) c order by at"#,
        project,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Says something to all parties.
pub async fn add_comment(tx: &mut Tx, permit: Permit<'_, Comment>, body: &str) -> Result<()> {
    let project = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into qip_comments (project_id, actor_id, role, person_id, body) values ($1, $2, $3, $4, $5)",
        project.id,
        viewer.actor,
        viewer.role.as_str(),
        viewer.person,
        body,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes a note for the viewer's own office.
pub async fn add_note(tx: &mut Tx, permit: Permit<'_, Note>, body: &str) -> Result<()> {
    let project = permit.spend(tx).await?;
    notes::add(tx, project, body).await
}

/// A request of community support as a concept would begin: its id, words, district, people; only for who may see it.
pub async fn request(
    tx: &mut Tx,
    reference: &str,
) -> Result<Option<(Uuid, String, Uuid, Option<i32>)>> {
    let row = sqlx::query!(
        "select id, need, from_area_id, people_affected from requests where reference = $1 and kind = 'community_support'",
        reference
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (row.id, row.need, row.from_area_id, row.people_affected)))
}

/// Which past projects of a table are in the house already, by how the table calls them, whichever office brought them in.
pub async fn sources(tx: &mut Tx, wanted: &[String]) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(r#"select s as "s!" from qip_sources($1) s"#, wanted)
        .fetch_all(tx.conn())
        .await?)
}

/// Where a project is read; None where the viewer does not see it.
pub async fn address(tx: &mut Tx, id: Uuid) -> Result<Option<String>> {
    let reference = sqlx::query_scalar!("select reference from qips where id = $1", id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(reference.map(|reference| super::model::url(&reference)))
}

/// The office that keeps past projects: the last desk of Civil Affairs.
pub async fn civil_affairs(tx: &mut Tx) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!("select actor_id from desks where kind = 'civil_affairs' order by is_top desc, actor_id limit 1")
        .fetch_optional(tx.conn())
        .await?)
}

/// Brings in a past project. It is told to nobody beyond partners until the section publishes it; how many people it reached stands
/// in its history, since their sex is not told.
pub async fn bring_in(tx: &mut Tx, permit: Permit<'_, BringIn>, project: &Imported) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let ends = project.ends_on.map(jiff_sqlx::Date::from);
    let starts = project.starts_on.map(jiff_sqlx::Date::from);
    let viewer = tx.viewer().clone();
    let actor = Some(viewer.actor).filter(|actor| !actor.is_nil());
    sqlx::query!(
        "insert into qips (id, reference, kind, owner_id, proposer_id, section_id, team_id, title, summary, sector, area_id, budget_year, fund,
                requested, approved, approved_usd, starts_on, ends_on, is_published, state, source, author_id, entered_by_id)
         values ($1, $2, $3, $4, $4, $4, qip_team(), $5, $6, $7, $8, qip_budget_year(coalesce($9::date, $10::date, current_date)), $11,
                coalesce($12::numeric, 0), $12, $12, case when $9::date >= $10::date then $10 end, $9, false, $13, $14, $15, nullif($16::uuid, $4))",
        slot.id,
        slot.reference,
        project.kind.as_str(),
        project.owner,
        project.title,
        project.summary,
        project.sector,
        project.area,
        ends as _,
        starts as _,
        project.fund,
        project.cost,
        project.state.as_str(),
        project.source,
        viewer.person,
        actor,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into qip_acts (project_id, act, from_state, to_state, role, person_id, actor_id, detail)
         values ($1, 'import', 'new', $2, $5, $6, $7, jsonb_strip_nulls(jsonb_build_object('source_of', $3::text, 'people', nullif($4::int, 0)::text)))",
        slot.id,
        project.state.as_str(),
        project.source,
        project.people,
        viewer.role.as_str(),
        viewer.person,
        actor,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
