//! Projects of the invented mission: one in every state, each with the history that led there.

use super::{Past, geography::Geography, mission::Mission, people::People, pictures};
use crate::{
    access::Role,
    blobs::Blobs,
    db::Tx,
    qips::{
        model::{CRITERIA, Kind, State, cents},
        proposals::BLOCKING,
        states::Act,
    },
    web::error::{Error, Result},
};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

const PROJECTS: &str = include_str!("../../demo/qips.json");

#[derive(Deserialize)]
struct Story {
    title: String,
    summary: String,
    area: String,
    sector: String,
    proposer: String,
    partner: Option<String>,
    kind: Kind,
    state: State,
    days_ago: i64,
    lines: Vec<Line>,
    /// Women, girls, men, boys.
    people: [i32; 4],
    jobs: i32,
    problem: String,
    confidence: String,
    #[serde(default = "dollars")]
    currency: String,
    rate: Option<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    fund: String,
    /// Paid from the budget year that is running, whenever it was put forward.
    #[serde(default)]
    this_year: bool,
    picture: Option<Picture>,
}

/// Two drawn photos of a finished project, with their words.
#[derive(Deserialize)]
struct Picture {
    what: pictures::What,
    before: String,
    after: String,
}

#[derive(Deserialize)]
struct Line {
    category: String,
    what: String,
    unit: String,
    quantity: String,
    unit_cost: String,
    source: String,
}

fn dollars() -> String {
    "USD".to_owned()
}

/// The way of a project that nothing stops: act, and the state it leads to.
const WAY: [(Act, State); 26] = [
    (Act::Propose, State::Concept),
    (Act::TakeUp, State::Draft),
    (Act::Submit, State::Submitted),
    (Act::AskCheck, State::Submitted),
    (Act::Check, State::Submitted),
    (Act::Assess, State::Submitted),
    (Act::Screen, State::Screened),
    (Act::Table, State::InReview),
    (Act::Outcome, State::Recommended),
    (Act::Approve, State::Approved),
    (Act::Plan, State::Approved),
    (Act::Agree, State::Agreed),
    (Act::RequestPayment, State::Agreed),
    (Act::Certify, State::Agreed),
    (Act::Release, State::Implementing),
    (Act::Visit, State::Implementing),
    (Act::Account, State::Implementing),
    (Act::Complete, State::WorksComplete),
    (Act::Inspect, State::Inspected),
    (Act::RequestPayment, State::Inspected),
    (Act::Certify, State::Inspected),
    (Act::Release, State::Paid),
    (Act::HandOver, State::HandedOver),
    (Act::Account, State::HandedOver),
    (Act::Close, State::Closed),
    (Act::Evaluate, State::Evaluated),
];
const SUPPORT_WAY: [(Act, State); 7] = [
    (Act::Propose, State::Proposed),
    (Act::Check, State::Checked),
    (Act::Allow, State::Approved),
    (Act::Start, State::Implementing),
    (Act::Finish, State::Completed),
    (Act::HandOver, State::HandedOver),
    (Act::Close, State::Closed),
];

impl Story {
    /// The acts that led to its state, in order.
    fn path(&self) -> Vec<(Act, State)> {
        if self.kind == Kind::Support {
            let end = SUPPORT_WAY.iter().position(|(_, state)| *state == self.state);
            return SUPPORT_WAY[..=end.unwrap_or_default()].to_vec();
        }
        let until = |state: State| {
            let end = WAY.iter().rposition(|(_, to)| *to == state).unwrap_or_default();
            WAY[..=end].to_vec()
        };
        let (stops_at, last) = match self.state {
            State::Rejected => (State::Submitted, Some((Act::Reject, State::Rejected))),
            State::Deferred => (State::InReview, Some((Act::Outcome, State::Deferred))),
            State::Cancelled => (State::Submitted, Some((Act::Cancel, State::Cancelled))),
            State::Suspended => (State::Implementing, Some((Act::Suspend, State::Suspended))),
            State::Terminated => (State::Implementing, Some((Act::Terminate, State::Terminated))),
            state => (state, None),
        };
        let mut path = until(stops_at);
        // What ends badly has not been accounted for.
        if matches!(self.state, State::Terminated) {
            path.retain(|(act, _)| *act != Act::Account);
        }
        // One instalment waits for finance, another (of what is inspected) for the approver.
        if self.state == State::Agreed {
            path.pop();
        }
        path.extend(last);
        path
    }

    fn has(&self, act: Act) -> bool {
        self.times(act) > 0
    }

    fn times(&self, act: Act) -> usize {
        self.path().iter().filter(|(known, _)| *known == act).count()
    }

    fn rate(&self) -> Decimal {
        self.rate.as_deref().and_then(|rate| rate.parse().ok()).unwrap_or(Decimal::ONE)
    }

    fn requested(&self) -> Decimal {
        let amount = |line: &Line| {
            let number = |text: &str| text.parse::<Decimal>().unwrap_or_default();
            cents(number(&line.quantity) * number(&line.unit_cost))
        };
        self.lines.iter().filter(|line| line.source == "qip").map(amount).sum()
    }
}

/// Who does what.
struct Cast {
    rosa: Doer,
    keiko: Doer,
    ines: Doer,
    samuel: Doer,
    greta: Doer,
    seats: Vec<(Uuid, Uuid)>,
}

#[derive(Clone, Copy)]
struct Doer {
    person: Uuid,
    actor: Uuid,
    role: Role,
}

fn doer(
    mission: &Mission,
    people: &People,
    actor: &str,
    role: Role,
    at: Timestamp,
) -> Result<Doer> {
    let actor = mission.actor(actor).id;
    let held = people.at(actor, role, at).next();
    let held = held.ok_or_else(|| Error::Internal(format!("demo: nobody is {role}")))?;
    Ok(Doer { person: held.person, actor, role })
}

/// Rows by table.
#[derive(Default)]
struct Rows {
    projects: Vec<Value>,
    acts: Vec<Value>,
    sections: Vec<Value>,
    lines: Vec<Value>,
    sites: Vec<Value>,
    checks: Vec<Value>,
    assessments: Vec<Value>,
    banks: Vec<Value>,
    instalments: Vec<Value>,
    visits: Vec<Value>,
    items: Vec<Value>,
    votes: Vec<Value>,
    quotes: Vec<Value>,
    parties: Vec<Value>,
    files: Vec<Value>,
    photos: Vec<Value>,
    drawn: Vec<(Uuid, Vec<u8>)>,
}

/// Writes the projects with all that hangs on them.
pub async fn build(
    tx: &mut Tx,
    blobs: &Blobs,
    past: Past,
    geography: &Geography,
    mission: &Mission,
    people: &People,
) -> Result<()> {
    let now = past.days(1);
    let who = |actor: &str, role| doer(mission, people, actor, role, now);
    let prc = mission.actor("prc").id;
    let cast = Cast {
        rosa: who("civil_affairs", Role::Section)?,
        keiko: who("qip_team", Role::QipManager)?,
        ines: who("ocha", Role::Coordinator)?,
        samuel: who("leadership", Role::Approver)?,
        greta: who("finance", Role::Finance)?,
        seats: people.at(prc, Role::Committee, now).map(|held| (held.post, held.person)).collect(),
    };
    let rounds = [Uuid::now_v7(), Uuid::now_v7()];
    let stories: Vec<Story> = super::json(PROJECTS)?;
    let mut rows = Rows::default();
    for story in &stories {
        tell(&mut rows, story, past, geography, mission, &cast, rounds);
    }
    for (file, picture) in std::mem::take(&mut rows.drawn) {
        blobs.put(file, picture).await?;
    }
    write(tx, past, rows, prc, cast.keiko.person, rounds).await
}

fn tell(
    rows: &mut Rows,
    story: &Story,
    past: Past,
    geography: &Geography,
    mission: &Mission,
    cast: &Cast,
    rounds: [Uuid; 2],
) {
    let id = Uuid::now_v7();
    let began = past.days(story.days_ago);
    let path = story.path();
    let proposer = mission.actor(&story.proposer).id;
    let is_qip = story.kind == Kind::Qip;
    let owner = if is_qip && path.len() > 1 { cast.rosa.actor } else { proposer };
    let partner = story.partner.as_ref().map(|key| mission.actor(key).id);
    let area = geography.area(&story.area).id;
    let (requested, rate) = (story.requested(), story.rate());
    let whole = cents(requested / rate);
    let approved = is_qip && story.has(Act::Approve);
    let starts = story.has(Act::Release).then(|| past.days(story.days_ago - 60));
    let day = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
    let ends = starts.map(|at| day(at + SignedDuration::from_hours(24 * 120)));
    let text = |amount: Decimal| amount.to_string();
    rows.projects.push(json!({
        "id": id, "reference": crate::reference::new(), "kind": story.kind, "owner_id": owner, "proposer_id": proposer,
        "section_id": cast.rosa.actor, "team_id": cast.keiko.actor, "partner_id": partner.filter(|_| path.len() > 1), "title": story.title, "summary": story.summary,
        "sector": story.sector, "area_id": area, "is_works": story.jobs > 10, "women": story.people[0], "girls": story.people[1], "men": story.people[2],
        "boys": story.people[3], "jobs": story.jobs, "labour_days": story.jobs * 20, "months": 4, "fund": story.fund, "currency": story.currency,
        "rate": text(rate), "approved": approved.then(|| text(requested)), "approved_usd": approved.then(|| text(whole)),
        "approved_by": approved.then_some(cast.samuel.person), "starts_on": starts.map(day), "ends_on": ends,
        "is_checked": story.has(Act::Check), "agreement": if story.has(Act::Agree) { "Registry of the QIP team" } else { "" },
        "state": story.state, "created_at": began, "budget_year": budget_year(if story.this_year { past.days(0) } else { began }),
    }));
    let step = story.days_ago * 24 * 60 / i64::try_from(path.len() + 1).unwrap_or(1);
    let is_unit = mission.actor(&story.proposer).community == crate::access::Community::Military;
    let own_role = if is_unit { Role::Liaison } else { Role::Partner };
    let mut from = State::New;
    for (place, (act, to)) in (0i64..).zip(&path) {
        let by = acts_by(cast, *act);
        let last = path.last().is_some_and(|(known, _)| known == act);
        rows.acts.push(json!({
            "project_id": id, "at": began + SignedDuration::from_mins(step * place), "act": act, "from_state": from, "to_state": to,
            "person_id": by.map(|by| by.person), "actor_id": by.map_or(proposer, |by| by.actor),
            "role": by.map_or(own_role, |by| by.role), "reason": if last { story.reason.as_str() } else { "" },
        }));
        from = *to;
    }
    if story.state == State::Proposed {
        rows.parties.push(json!({"project_id": id, "actor_id": cast.ines.actor}));
    }
    if story.has(Act::Check) {
        rows.checks.push(json!({"project_id": id, "with_whom": "coordinator", "result": "clear", "actor_id": cast.ines.actor, "person_id": cast.ines.person, "words": "Nothing like it is planned here."}));
    }
    if !is_qip || path.len() < 3 {
        return;
    }
    proposal(rows, story, id, area, partner);
    if story.has(Act::Assess) {
        rows.assessments.push(json!({"project_id": id, "person_id": cast.keiko.person, "body": {
            "registered": "yes", "experience": "good", "accounts": "fair", "overdue": "no",
            "assessment": "Has carried out two small works. The book-keeper is new and is helped by the section."}}));
    }
    if story.has(Act::Table) {
        let is_open = story.state == State::InReview;
        let round = rounds[usize::from(is_open)];
        let outcome = match story.state {
            State::InReview => None,
            State::Deferred => Some("deferred"),
            _ => Some("recommended"),
        };
        rows.items.push(json!({"round_id": round, "project_id": id, "outcome": outcome, "reasons": if outcome == Some("deferred") { story.reason.as_str() } else { "A clear need, and the village stands behind it." }}));
        if !is_open {
            for (post, person) in cast.seats.iter().take(3) {
                let scores: Vec<usize> = (0..CRITERIA.len()).map(|n| 3 - n % 3).collect();
                let vote = if outcome == Some("deferred") { "defer" } else { "for" };
                rows.votes.push(json!({"round_id": round, "project_id": id, "post_id": post, "person_id": person, "scores": scores, "vote": vote, "reasons": "The drawing is thin, the need is not."}));
            }
        }
    }
    if story.has(Act::Agree) {
        rows.banks.push(json!({"project_id": id, "partner_id": partner, "signatory": "The chair of the organisation", "bank": "Lake Savings Bank", "account": "0000-DEMO-17"}));
    }
    if story.has(Act::Plan) {
        money(rows, story, id, past, cast, requested, whole);
    }
    let (progress, last) = (Uuid::now_v7(), Uuid::now_v7());
    let seen = |visit: Uuid, kind: &str, physical: i16, before: i64| {
        json!({"id": visit, "project_id": id, "kind": kind, "on_day": day(past.days(before)), "physical": physical, "quality": "good",
            "found": "Work goes on as planned; stone and planks are on the site.", "voices": "People say that they were asked before it began.",
            "complaints": "", "recommendation": if kind == "final" { "accept" } else { "continue" },
            "person_id": cast.rosa.person, "actor_id": cast.rosa.actor, "role": cast.rosa.role})
    };
    if story.has(Act::Visit) {
        rows.visits.push(seen(progress, "progress", 55, (story.days_ago - 90).max(20)));
    }
    if story.has(Act::Inspect) {
        photos(rows, story, id, [progress, last], cast);
        rows.visits.push(seen(last, "final", 100, (story.days_ago - 170).max(5)));
    }
}

/// The budget year of a day: it begins on 1 July.
fn budget_year(at: Timestamp) -> i16 {
    let day = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    day.year() - i16::from(day.month() < 7)
}

/// Two photos that Civil Affairs brought from its visits and the QIP team released.
fn photos(rows: &mut Rows, story: &Story, project: Uuid, visits: [Uuid; 2], cast: &Cast) {
    use sha2::{Digest as _, Sha256};
    let Some(picture) = &story.picture else { return };
    let sides = [("before", &picture.before, false), ("after", &picture.after, true)];
    for ((shows, alt, is_after), visit) in sides.into_iter().zip(visits) {
        let (file, drawn) = (Uuid::now_v7(), pictures::draw(picture.what, is_after));
        let hash = Sha256::digest(&drawn)
            .iter()
            .fold("\\x".to_owned(), |all, byte| format!("{all}{byte:02x}"));
        rows.files.push(json!({"id": file, "record_kind": "qip_visit", "record_id": visit, "owner_id": cast.rosa.actor, "actor_id": cast.rosa.actor,
            "person_id": cast.rosa.person, "role": cast.rosa.role, "name": format!("{shows}.jpg"), "media": "jpeg", "bytes": drawn.len(), "sha256": hash}));
        rows.photos.push(json!({"file_id": file, "project_id": project, "shows": shows, "alt": alt, "actor_id": cast.keiko.actor, "released_by": cast.keiko.person}));
        rows.drawn.push((file, drawn));
    }
}

/// Who does an act; None for the proposer's own, of whom nobody may be in the cast.
fn acts_by(cast: &Cast, act: Act) -> Option<Doer> {
    Some(match act {
        Act::Propose | Act::Start | Act::Finish => return None,
        Act::TakeUp
        | Act::Submit
        | Act::Visit
        | Act::Complete
        | Act::Inspect
        | Act::Evaluate
        | Act::Allow => cast.rosa,
        Act::Check => cast.ines,
        Act::Certify => cast.greta,
        Act::Approve | Act::Release | Act::Terminate => cast.samuel,
        _ => cast.keiko,
    })
}

fn proposal(rows: &mut Rows, story: &Story, id: Uuid, area: Uuid, partner: Option<Uuid>) {
    let mut section = |name: &str, body: Value| {
        rows.sections.push(json!({"project_id": id, "section": name, "body": body}));
    };
    let said = "Told at a meeting of the village, with the women’s group in a meeting of its own.";
    section(
        "idea",
        json!({"title": story.title, "summary": story.summary, "sector": story.sector, "area": area, "works": if story.jobs > 10 { "yes" } else { "no" }, "months": "4"}),
    );
    section(
        "purpose",
        json!({"problem": story.problem, "confidence": story.confidence, "identified": said}),
    );
    section(
        "results",
        json!({"outputs": story.summary, "indicators": "It stands, and it is used three months later.", "work_plan": "Month 1: material. Months 2 and 3: building. Month 4: finishing and handover."}),
    );
    section(
        "people",
        json!({"women": story.people[0].to_string(), "girls": story.people[1].to_string(), "men": story.people[2].to_string(), "boys": story.people[3].to_string(), "jobs": story.jobs.to_string(), "labour_days": (story.jobs * 20).to_string(), "gender": "2", "consulted": said}),
    );
    section(
        "harm",
        json!({"gains": "Whoever lives near it.", "loses": "Nobody who was found.", "mines": "The ground is in use; nothing has been found there.", "environment": "Small.", "abuse": "The rules against abuse hang at the site, with a number to call."}),
    );
    section(
        "blocking",
        Value::Object(BLOCKING.iter().map(|name| ((*name).to_owned(), json!("no"))).collect()),
    );
    section(
        "partner",
        json!({"partner": partner, "registration": "Registered with the district", "past": "Two small works in the last three years."}),
    );
    section(
        "upkeep",
        json!({"owner_after": "The village committee", "maintains": "A caretaker whom the committee names.", "running": "A small fee on market days."}),
    );
    section(
        "visibility",
        json!({"publicity": "plan", "publicity_words": "A small board; no flags."}),
    );
    section("coordination", json!({"authority_view": "The district supports it in writing."}));
    rows.sites.push(json!({"project_id": id, "position": 1, "area_id": area, "place": "Near the market", "land_owner": "The village", "document": "Letter of the district"}));
    for (n, line) in (1..).zip(&story.lines) {
        rows.lines.push(json!({"project_id": id, "position": n, "category": line.category, "what": line.what, "unit": line.unit, "quantity": line.quantity, "unit_cost": line.unit_cost, "source": line.source}));
    }
    for (n, supplier) in
        ["Lake Traders", "Orvanda Stores", "Brothers at the bridge"].iter().enumerate()
    {
        let what = story.lines.first().map(|line| line.what.clone()).unwrap_or_default();
        rows.quotes.push(json!({"project_id": id, "supplier": supplier, "what": what, "amount": 9000 + n * 650, "is_chosen": n == 0}));
    }
}

/// Two instalments: three quarters with the signature, the rest after the inspection; each as far as the acts went.
fn money(
    rows: &mut Rows,
    story: &Story,
    id: Uuid,
    past: Past,
    cast: &Cast,
    requested: Decimal,
    whole: Decimal,
) {
    let share: Decimal = "0.75".parse().unwrap_or_default();
    let (first, first_usd) = (cents(requested * share), cents(whole * share));
    let parts = [
        ("Signature of the agreement", first, first_usd, story.days_ago - 60),
        ("Final inspection passed", requested - first, whole - first_usd, story.days_ago - 180),
    ];
    for (place, (milestone, amount, dollars, days)) in (1usize..).zip(parts) {
        let at = |least: i64, act: Act| {
            (story.times(act) >= place).then(|| past.days((days - least).max(2)))
        };
        let by = |who: Doer, act: Act| (story.times(act) >= place).then_some(who.person);
        let reached = [Act::Account, Act::Release, Act::Certify, Act::RequestPayment]
            .into_iter()
            .find(|act| story.times(*act) >= place);
        let state = match reached {
            Some(Act::Account) => "accounted",
            Some(Act::Release) => "released",
            Some(Act::Certify) => "certified",
            Some(_) => "requested",
            None if story.state == State::Terminated => "withheld",
            None => "planned",
        };
        rows.instalments.push(json!({"project_id": id, "position": place, "milestone": milestone, "amount": amount.to_string(), "amount_usd": dollars.to_string(), "state": state,
            "requested_by": by(cast.keiko, Act::RequestPayment), "requested_at": at(0, Act::RequestPayment), "certified_by": by(cast.greta, Act::Certify),
            "certified_at": at(1, Act::Certify), "released_by": by(cast.samuel, Act::Release), "released_at": at(2, Act::Release),
            "accounted_at": at(25, Act::Account), "voucher": if story.times(Act::Certify) >= place { "demo" } else { "" }}));
    }
}

/// Runs one checked statement on the rows of a table.
macro_rules! insert {
    ($tx:expr, $rows:expr, $sql:literal) => {
        sqlx::query!($sql, Json(&$rows) as _).execute($tx.conn()).await?
    };
}

async fn write(
    tx: &mut Tx,
    past: Past,
    rows: Rows,
    prc: Uuid,
    keiko: Uuid,
    rounds: [Uuid; 2],
) -> Result<()> {
    insert!(tx, rows.projects, "insert into qips (id, reference, kind, owner_id, proposer_id, section_id, team_id, partner_id, title, summary, sector, area_id, is_works, women, girls, men,
            boys, jobs, labour_days, months, fund, currency, rate, approved, approved_usd, approved_by, starts_on, ends_on, is_checked, agreement, state, state_since, created_at, budget_year)
        select q.id, q.reference, q.kind, q.owner_id, q.proposer_id, q.section_id, q.team_id, q.partner_id, q.title, q.summary, q.sector, q.area_id, q.is_works, q.women, q.girls, q.men,
            q.boys, q.jobs, q.labour_days, q.months, q.fund, q.currency, q.rate, q.approved, q.approved_usd, q.approved_by, q.starts_on, q.ends_on, q.is_checked, q.agreement, q.state,
            q.created_at + (now() - q.created_at) * 0.9, q.created_at, q.budget_year
        from jsonb_populate_recordset(null::qips, $1) q order by q.created_at");
    insert!(tx, rows.acts, "insert into qip_acts (project_id, at, act, from_state, to_state, person_id, actor_id, role, reason)
        select project_id, at, act, from_state, to_state, person_id, actor_id, role, reason from jsonb_populate_recordset(null::qip_acts, $1) with ordinality order by at, ordinality");
    insert!(tx, rows.acts, "insert into events (at, person_id, actor_id, role, act, record_kind, record_id)
        select at, person_id, actor_id, role, act, 'qip', project_id from jsonb_populate_recordset(null::qip_acts, $1) with ordinality order by at, ordinality");
    insert!(
        tx,
        rows.sections,
        "insert into qip_sections (project_id, section, body) select project_id, section, body from jsonb_populate_recordset(null::qip_sections, $1)"
    );
    insert!(tx, rows.sites, "insert into qip_sites (project_id, position, area_id, place, land_owner, document)
        select project_id, position, area_id, place, land_owner, document from jsonb_populate_recordset(null::qip_sites, $1)");
    insert!(tx, rows.lines, "insert into qip_lines (project_id, position, category, what, unit, quantity, unit_cost, source)
        select project_id, position, category, what, unit, quantity, unit_cost, source from jsonb_populate_recordset(null::qip_lines, $1)");
    insert!(tx, rows.quotes, "insert into qip_quotes (project_id, supplier, what, amount, is_chosen)
        select project_id, supplier, what, amount, is_chosen from jsonb_populate_recordset(null::qip_quotes, $1)");
    insert!(tx, rows.checks, "insert into qip_checks (project_id, with_whom, result, words, actor_id, person_id)
        select project_id, with_whom, result, words, actor_id, person_id from jsonb_populate_recordset(null::qip_checks, $1)");
    insert!(tx, rows.checks, "insert into qip_parties (project_id, actor_id, why)
        select project_id, actor_id, 'check' from jsonb_populate_recordset(null::qip_checks, $1) on conflict do nothing");
    insert!(tx, rows.parties, "insert into qip_parties (project_id, actor_id, why)
        select project_id, actor_id, 'check' from jsonb_populate_recordset(null::qip_parties, $1) on conflict do nothing");
    insert!(tx, rows.assessments, "insert into qip_assessments (project_id, body, person_id)
        select project_id, body, person_id from jsonb_populate_recordset(null::qip_assessments, $1)");
    insert!(tx, rows.banks, "insert into qip_banks (project_id, partner_id, signatory, bank, account)
        select project_id, partner_id, signatory, bank, account from jsonb_populate_recordset(null::qip_banks, $1)");
    insert!(tx, rows.visits, "insert into qip_visits (id, project_id, kind, on_day, physical, quality, found, voices, complaints, recommendation, person_id, actor_id, role)
        select id, project_id, kind, on_day, physical, quality, found, voices, complaints, recommendation, person_id, actor_id, role from jsonb_populate_recordset(null::qip_visits, $1) order by on_day");
    insert!(tx, rows.files, "insert into files (id, record_kind, record_id, owner_id, actor_id, person_id, role, name, media, bytes, sha256)
        select id, record_kind, record_id, owner_id, actor_id, person_id, role, name, media, bytes, sha256 from jsonb_populate_recordset(null::files, $1)");
    insert!(tx, rows.photos, "insert into qip_photos (file_id, project_id, shows, alt, actor_id, released_by)
        select file_id, project_id, shows, alt, actor_id, released_by from jsonb_populate_recordset(null::qip_photos, $1)");
    insert!(tx, rows.instalments, "insert into qip_instalments (project_id, position, milestone, amount, amount_usd, state, requested_by, requested_at, certified_by, certified_at, released_by,
            released_at, accounted_at, voucher)
        select project_id, position, milestone, amount, amount_usd, state, requested_by, requested_at, certified_by, certified_at, released_by, released_at, accounted_at, voucher
        from jsonb_populate_recordset(null::qip_instalments, $1)");
    let day = |days: i64| jiff_sqlx::Timestamp::from(past.days(days));
    sqlx::query!(
        "insert into qip_rounds (id, committee_id, title, level, meets_on, agenda, quorum, state, made_by, opened_at, closed_at, created_at)
         values ($1, $3, 'Round of last season', 'mission', ($5::timestamptz)::date, 'Projects in the order in which they came.', 3, 'closed', $4, $5, $5, $5),
                ($2, $3, 'Round of this month', 'mission', current_date + 6, 'Projects in the order in which they came.', 3, 'open', $4, $6, null, $6)",
        rounds[0],
        rounds[1],
        prc,
        keiko,
        day(40) as _,
        day(4) as _,
    )
    .execute(tx.conn())
    .await?;
    insert!(tx, rows.items, "insert into qip_round_items (round_id, project_id, position, outcome, reasons)
        select round_id, project_id, ordinality, outcome, reasons from jsonb_populate_recordset(null::qip_round_items, $1) with ordinality");
    insert!(tx, rows.votes, "insert into qip_votes (round_id, project_id, post_id, person_id, scores, vote, reasons)
        select round_id, project_id, post_id, person_id, scores, vote, reasons from jsonb_populate_recordset(null::qip_votes, $1)");
    Ok(())
}
