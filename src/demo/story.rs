//! One request from its first word to where it stands now: who acted when, what was said, what it left behind.

use super::{
    case::Case,
    dice::Dice,
    doers::Doer,
    mission::Actor,
    path::{self, Turnings, Voice},
    requests::World,
    rows::Rows,
    texts::{Fits, Words},
};
use crate::{
    access::VISITORS,
    requests::{
        model::{Assistance, Harm, Kind, Matrix, OfferState, Priority, Side, State},
        states::Act,
    },
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};
use uuid::Uuid;

/// A story under way. Its parts stand in the files beside this one: `said.rs` what each act says.
pub struct Story<'a> {
    pub world: &'a World,
    pub dice: &'a mut Dice,
    pub rows: &'a mut Rows,
    pub case: &'a Case<'a>,
    pub id: Uuid,
    pub reference: String,
    pub screening: &'a Actor,
    pub endorsing: Option<&'a Actor>,
    pub cimic: Option<&'a Actor>,
    pub unit: Option<&'a Actor>,
    pub state: State,
    pub offers: Vec<Offer>,
    pub needed: (Date, Date),
    /// What is still to come: a settled dispute goes on or ends.
    ahead: Vec<Act>,
    resumes_to: Option<State>,
    pub since: Timestamp,
    pub received: Timestamp,
    steps: i64,
    screened: bool,
    /// Persons who acted for the owner.
    pub asked: Vec<Uuid>,
    pub adviser: Option<Uuid>,
}

/// An offer as it will be written.
pub struct Offer {
    pub id: Uuid,
    pub provider: Uuid,
    pub state: OfferState,
    pub row: Value,
}

/// Where a story shall stand, and for how long already.
#[derive(Clone, Copy)]
pub struct Goal {
    pub state: State,
    pub hours_ago: i64,
}

/// Tells one story into the rows; returns the request's id.
pub fn tell(world: &World, dice: &mut Dice, rows: &mut Rows, case: &Case, goal: Goal) -> Uuid {
    let id = Uuid::new_v4();
    let reference = match case.reference() {
        Some(known) => known,
        None => crate::reference::new(),
    };
    let acts = path::path(goal.state, case.turnings(world), dice);
    let times = times(world, dice, case, &acts, goal);
    let (received, last) = (times[0], times[times.len() - 1]);
    let mut story = Story {
        needed: needed(world, dice, case, &acts, &times, goal),
        screening: case.screening_desk(world),
        cimic: case.desk_from_the_start(world),
        endorsing: None,
        unit: None,
        state: State::Draft,
        offers: Vec::new(),
        ahead: acts.clone(),
        resumes_to: None,
        since: received,
        received,
        steps: 0,
        screened: false,
        asked: Vec::new(),
        adviser: None,
        world,
        dice,
        rows,
        case,
        id,
        reference,
    };
    for (act, at) in acts.iter().zip(&times) {
        story.ahead.remove(0);
        story.take(*act, *at);
    }
    story.talk(last);
    story.end();
    id
}

/// When each act was done: counted back from now, in the hours when people work.
fn times(world: &World, dice: &mut Dice, case: &Case, acts: &[Act], goal: Goal) -> Vec<Timestamp> {
    let mut before = Act::Submit;
    let mut passed = 0;
    let raw: Vec<i64> = acts
        .iter()
        .map(|act| {
            if *act != Act::Submit {
                let (least, most) = path::hours(*act, before);
                let hours = dice.range(least, most);
                let haste =
                    if case.is_hasty() && !matches!(act, Act::Close | Act::Expire) { 3 } else { 1 };
                passed += (hours / haste).max(1) * 60 + dice.range(0, 59);
            }
            before = *act;
            passed
        })
        .collect();
    let start = world.past.now - SignedDuration::from_mins(goal.hours_ago * 60 + passed + 12);
    let mut times: Vec<Timestamp> = Vec::new();
    for minutes in raw {
        let at = working_hour(start + SignedDuration::from_mins(minutes), case.is_hasty());
        let earliest = times.last().map_or(at, |last| *last + SignedDuration::from_mins(11));
        times.push(at.max(earliest));
    }
    times
}

/// The same moment, or the end of the working day before it.
fn working_hour(at: Timestamp, is_hasty: bool) -> Timestamp {
    let local = at.to_zoned(TimeZone::UTC);
    let back = match local.hour() {
        _ if is_hasty => 0,
        hour @ 0..6 => i64::from(hour) + 7,
        hour @ 19..24 => i64::from(hour) - 18,
        _ => 0,
    };
    at - SignedDuration::from_hours(back)
}

/// From when until when the support is needed, so that it fits what happened.
fn needed(
    world: &World,
    dice: &mut Dice,
    case: &Case,
    acts: &[Act],
    times: &[Timestamp],
    goal: Goal,
) -> (Date, Date) {
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    let plus = |date: Date, days: i64| date.saturating_add(jiff::Span::new().days(days));
    let today = day(world.past.now);
    let when = |wanted: Act| {
        acts.iter().zip(times).find(|(act, _)| **act == wanted).map(|(_, at)| day(*at))
    };
    let lead = case.lead_hours(world) / 24;
    let is_short = dice.chance(if goal.state.is_ended() { 18 } else { 30 });
    let wish =
        plus(day(times[0]), if is_short { dice.range(0, 1) } else { lead + dice.range(1, 7) });
    let ended = goal.state.is_ended().then(|| day(times[times.len() - 1]));
    if let Some(started) = when(Act::Start) {
        let until = when(Act::Report)
            .map(|day| plus(day, dice.range(0, 2)))
            .or(ended)
            .unwrap_or_else(|| plus(today, dice.range(1, 4)));
        return (started, until.max(started));
    }
    if let Some(expired) = when(Act::Expire) {
        return (
            plus(expired, -dice.range(2, 5)).max(day(times[0])),
            plus(expired, -1).max(day(times[0])),
        );
    }
    if ended.is_some() {
        return (wish, plus(wish, dice.range(1, 9)));
    }
    let soonest =
        if is_short || goal.state == State::Tasked { dice.range(0, 3) } else { dice.range(2, 6) };
    let from = wish.max(plus(today, soonest));
    (from, plus(from, dice.range(2, 9)))
}

impl<'a> Story<'a> {
    /// Does one act: the line of history, the event, what hangs on it, and the state it leads to.
    fn take(&mut self, act: Act, at: Timestamp) {
        let doer = self.doer(act, at);
        match doer.side {
            Side::Asking => self.asked.extend(doer.person),
            Side::Answering => self.read(&doer, at),
            Side::House => {}
        }
        let from = self.state;
        let mut said = self.said(act, &doer, at);
        let to = self.target(act);
        self.move_to(from, to, at);
        let mut detail = said.detail.take();
        if detail.as_object().is_some_and(serde_json::Map::is_empty) {
            detail = Value::Null;
        }
        let heard = doer.heard.then(|| self.heard(at));
        self.rows.acts.push(json!({
            "request_id": self.id, "at": at, "act": act, "from_state": from, "to_state": to, "side": doer.side, "person_id": doer.person,
            "actor_id": doer.actor, "role": doer.role, "reason": said.reason, "detail": detail, "heard": heard,
        }));
        self.event(act.as_str(), &doer, at);
        self.steps += 1;
    }

    pub fn event(&mut self, act: &str, doer: &Doer, at: Timestamp) {
        self.rows.events.push(json!({
            "at": at, "person_id": doer.person, "post_id": doer.post, "actor_id": doer.actor.filter(|actor| *actor != VISITORS), "role": doer.role,
            "act": act, "record_id": self.id,
        }));
    }

    /// Who answers has opened the page before.
    fn read(&mut self, doer: &Doer, at: Timestamp) {
        let minutes = self.dice.range(3, 40);
        if let (Some(person), Some(actor)) = (doer.person, doer.actor) {
            self.rows.readings.push(json!({
                "record_id": self.id, "person_id": person, "at": at - SignedDuration::from_mins(minutes), "post_id": doer.post, "actor_id": actor,
                "role": doer.role,
            }));
        }
    }

    /// Where the act leads; what is said decides where several ways are open.
    fn target(&self, act: Act) -> State {
        let next = self.ahead.first().copied();
        match act {
            Act::Submit if self.case.relays.is_some() => State::Endorsed,
            Act::Screen if self.case.needs_endorsement() => State::Screened,
            Act::Screen | Act::Endorse => State::Endorsed,
            Act::TakeBack | Act::DeclineOffer | Act::LapseOffer => {
                let left = self
                    .offers
                    .iter()
                    .any(|offer| matches!(offer.state, OfferState::Offered | OfferState::Accepted));
                if left { State::Offered } else { State::Endorsed }
            }
            Act::Settle if next == Some(Act::Start) => State::Tasked,
            Act::Settle | Act::Follow => State::Closed,
            Act::Answer | Act::Resume => self.resumes_to.unwrap_or(State::Submitted),
            _ => act.specs().find(|spec| spec.from.contains(&self.state)).map_or(
                self.state,
                |spec| match spec.to {
                    crate::requests::states::To::State(state) => state,
                    _ => self.state,
                },
            ),
        }
    }

    fn move_to(&mut self, from: State, to: State, at: Timestamp) {
        if to != from {
            self.resumes_to = matches!(to, State::Returned | State::Suspended).then_some(from);
            self.since = at;
        }
        self.state = to;
    }

    /// One of those that fit the kind; what is said of this kind alone comes first, more often than not.
    pub fn fitting<T: Fits>(&mut self, among: &'a [T]) -> &'a T {
        let kind = self.case.template.kind;
        let own: Vec<&T> = among.iter().filter(|one| one.is_of(kind)).collect();
        let all: Vec<&T> = among.iter().filter(|one| one.fits(kind)).collect();
        let among = if !own.is_empty() && self.dice.chance(60) { own } else { all };
        among[self.dice.place(among.len())]
    }

    pub fn words(&mut self, among: &'a [Words]) -> &'a str {
        self.fitting(among).text()
    }

    /// The act after this one.
    pub fn next(&self) -> Option<Act> {
        self.ahead.first().copied()
    }

    pub fn screened(&mut self) {
        self.screened = true;
        let needs = self.case.needs_endorsement();
        if needs && (!self.case.is_humanitarian() || self.case.is_community_support()) {
            self.endorsing = Some(self.case.endorsing_desk(self.world));
        }
    }

    /// Writes the record itself, with all that depends on how it ended.
    fn end(&mut self) {
        let case = self.case;
        let ended = self.state.is_ended().then_some(self.since);
        let erased = if self.state == State::Withdrawn {
            ended
        } else {
            ended.map(|at| at + SignedDuration::from_hours(24 * 30))
        };
        let erased = erased.filter(|at| *at <= self.world.past.now);
        if erased.is_none() {
            self.keep_private();
        }
        let mut row = self.asked_for();
        let stands = json!({
            "state": self.state, "resumes_to": self.resumes_to, "assistance": self.assistance(), "matrix": self.matrix(),
            "needs_endorsement": self.screened && case.needs_endorsement(), "screening_desk_id": self.screening.id,
            "endorsing_desk_id": self.endorsing.map(|desk| desk.id), "cimic_desk_id": self.cimic.map(|desk| desk.id),
            "unit_id": self.unit.map(|unit| unit.id), "has_code": case.has_code(), "received_at": self.received, "state_since": self.since,
            "ended_at": ended, "erased_at": erased, "version": self.steps.max(1),
        });
        if let (Some(row), Value::Object(stands)) = (row.as_object_mut(), stands) {
            row.extend(stands);
        }
        self.rows.requests.push(row);
        self.rows.offers.extend(self.offers.drain(..).map(|offer| offer.row));
        if case.has_code() {
            let code = case.code().unwrap_or_else(|| {
                format!(
                    "{:08}{:08}",
                    self.dice.range(0, 99_999_999),
                    self.dice.range(0, 99_999_999)
                )
            });
            self.rows.codes.push(json!({ "request_id": self.id, "code": code }));
        }
        self.alternatives();
    }

    /// The columns that the requester fills.
    fn asked_for(&mut self) -> Value {
        let (case, template, numbers) = (self.case, self.case.template, &self.case.numbers);
        let is_relay = case.relays.is_some();
        let own = |text: &str| if is_relay { String::new() } else { text.to_owned() };
        let is_late = self.is_late();
        let author = self.asker(self.received).person;
        let waiver = if is_late && template.priority != Priority::LifeSaving {
            self.words(&self.world.texts.general.waivers).to_owned()
        } else {
            String::new()
        };
        let area = |code: &str| self.world.geography.area(code).id;
        json!({
            "id": self.id, "reference": self.reference, "owner_id": case.owner_id(), "community": case.community(),
            "entered_by_id": case.entered_by.map(|actor| actor.id), "author_id": author, "channel": case.channel, "door": case.door,
            "language": template.language, "kind": template.kind, "need": case.need(self.world), "people_affected": numbers.people,
            "what": own(&template.what), "weight_kg": numbers.weight, "volume_m3": numbers.volume, "persons": numbers.persons,
            "items": own(&template.items), "from_area_id": area(&case.from), "to_area_id": case.to.as_deref().map(area),
            "needed_from": self.needed.0, "needed_until": self.needed.1, "priority": template.priority, "risk": case.risk,
            "criticality": template.criticality, "cluster": template.cluster.as_deref().unwrap_or_default(), "harm": template.harm.answer,
            "harm_why": own(&template.harm.why), "waiver": waiver, "is_late": is_late, "support": template.support,
        })
    }

    /// Whether less time was given than this kind needs.
    fn is_late(&self) -> bool {
        let from =
            self.needed.0.to_zoned(TimeZone::UTC).map_or(self.received, |day| day.timestamp());
        from.duration_since(self.received).as_hours() < self.case.lead_hours(self.world)
    }

    fn assistance(&self) -> Option<Assistance> {
        (self.screened || self.case.relays.is_some()).then(|| self.case.assistance())
    }

    fn matrix(&self) -> Option<Matrix> {
        let asks = self.case.is_humanitarian() && !self.case.is_community_support();
        self.assistance().filter(|_| asks).map(Case::matrix)
    }
}

impl Turnings {
    /// What a case's way depends on.
    pub fn of(case: &Case, world: &World) -> Turnings {
        Turnings {
            harm: case.template.harm.answer,
            needs_endorsement: case.needs_endorsement(),
            desk_is_known: case.desk_from_the_start(world).is_some(),
            voice: match (case.relays, case.owner.coexists && case.visitor.is_none()) {
                (Some(_), _) => Voice::Relay,
                (None, true) => Voice::Carried,
                (None, false) => Voice::Own,
            },
        }
    }
}

/// Kinds in which something or somebody travels.
pub fn moves(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArmedEscort
            | Kind::TransportGround
            | Kind::TransportAir
            | Kind::TransportWater
            | Kind::Cargo
            | Kind::Evacuation
            | Kind::PassengerSeats
    )
}

/// Whether unsure: somebody wrote down how the risk is made smaller.
pub fn needs_mitigation(case: &Case) -> bool {
    case.template.harm.answer == Harm::Unsure
}
