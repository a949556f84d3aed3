//! What an old house holds: requests with their history, parties and papers, as lines for `copy`.

use crate::world::{Actor, PARTNER_SEES, World};
use jiff::{SignedDuration, Timestamp};
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use std::collections::HashSet;
use std::fmt::Write;
use uuid::Uuid;

/// Years that the oldest request lies back.
const YEARS: i64 = 6;
/// One request in ten is open: the newest.
const OPEN_SHARE: f64 = 0.10;
/// The share of requests in each sector's area; the smallest is the measured officer's.
const SECTORS: [f64; 3] = [0.6, 1.0 - 0.6 - 1.0 / 60.0, 1.0 / 60.0];

/// The tables in the order they are copied, each with its columns.
pub const TABLES: [(&str, &str); 14] = [
    (
        "requests",
        "id, reference, owner_id, community, entered_by_id, author_id, channel, door, kind, need, people_affected, what, from_area_id, needed_from, needed_until, \
         priority, risk, criticality, cluster, harm, harm_why, state, resumes_to, needs_endorsement, screening_desk_id, endorsing_desk_id, cimic_desk_id, unit_id, \
         audience, has_code, policy_version, received_at, state_since, ended_at, erased_at, turn_id, version",
    ),
    ("request_parties", "request_id, actor_id, why, added_at"),
    (
        "request_acts",
        "request_id, at, act, from_state, to_state, side, person_id, actor_id, role, reason, detail",
    ),
    ("events", "at, person_id, post_id, actor_id, role, act, record_kind, record_id"),
    ("request_alternatives", "request_id, position, option, outcome"),
    ("request_sheets", "request_id, point, answer, evidence, answered_by, answered_at"),
    ("request_contacts", "request_id, name, phone, email"),
    ("request_routes", "request_id, from_place, to_place, route, times"),
    ("request_partners", "request_id, on_behalf_of, beneficiaries"),
    (
        "offers",
        "request_id, desk_id, provider_id, assets, conditions, decided_by, valid_until, state, offered_by, offered_at",
    ),
    (
        "consents",
        "request_id, recipient_id, fields, purpose, given_by, given_actor, given_at, until_at",
    ),
    ("request_comments", "request_id, actor_id, role, person_id, body, at"),
    ("read_events", "record_kind, record_id, person_id, hour, at, post_id, actor_id, role, what"),
    ("request_codes", "request_id, code_hash"),
];

/// Lines for each of [`TABLES`].
#[derive(Default)]
pub struct Chunk {
    pub lines: [String; TABLES.len()],
}

/// Who did a step of a request's way.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Owner,
    Screener,
    Desk,
    Hq,
    Unit,
    House,
}

/// (act, the state after it, who)
type Step = (&'static str, &'static str, By);

const SUBMIT: Step = ("submit", "submitted", By::Owner);
const SCREEN: Step = ("screen", "screened", By::Screener);
const ENDORSE: Step = ("endorse", "endorsed", By::Screener);
const ADVISE: Step = ("advise", "endorsed", By::Desk);
const OFFER: Step = ("offer", "offered", By::Hq);
const ACCEPT: Step = ("accept_offer", "accepted", By::Owner);
const TASK: Step = ("task", "tasked", By::Desk);
const START: Step = ("start", "under_way", By::Unit);
const REPORT: Step = ("report", "delivered", By::Unit);
const CONFIRM: Step = ("confirm", "confirmed", By::Owner);
const CLOSE: Step = ("close", "closed", By::Screener);

/// Where requests of an old house have come to, of a thousand; the way there.
const ENDED: &[(u32, &[Step])] = &[
    (600, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER, ACCEPT, TASK, START, REPORT, CONFIRM, CLOSE]),
    (60, &[SUBMIT, SCREEN, ("not_endorse", "declined", By::Screener)]),
    (
        60,
        &[
            SUBMIT,
            ("ask", "returned", By::Screener),
            ("answer", "submitted", By::Owner),
            ("decline", "declined", By::Screener),
        ],
    ),
    (80, &[SUBMIT, SCREEN, ("withdraw", "withdrawn", By::Owner)]),
    (80, &[SUBMIT, SCREEN, ENDORSE, ("expire", "expired", By::House)]),
    (
        80,
        &[
            SUBMIT,
            ("propose_referral", "returned", By::Screener),
            ("agree_referral", "referred", By::Owner),
        ],
    ),
    (40, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER, ACCEPT, TASK, ("abort", "aborted", By::Desk)]),
];
const OPEN: &[(u32, &[Step])] = &[
    (150, &[SUBMIT]),
    (60, &[SUBMIT, ("ask", "returned", By::Screener)]),
    (40, &[SUBMIT, ("propose_referral", "returned", By::Screener)]),
    (100, &[SUBMIT, SCREEN]),
    (150, &[SUBMIT, SCREEN, ENDORSE]),
    (50, &[SUBMIT, SCREEN, ENDORSE, ADVISE]),
    (100, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER]),
    (80, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER, ACCEPT]),
    (90, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER, ACCEPT, TASK]),
    (60, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER, ACCEPT, TASK, START]),
    (
        10,
        &[
            SUBMIT,
            SCREEN,
            ENDORSE,
            ADVISE,
            OFFER,
            ACCEPT,
            TASK,
            START,
            ("suspend", "suspended", By::Unit),
        ],
    ),
    (60, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER, ACCEPT, TASK, START, REPORT]),
    (
        10,
        &[
            SUBMIT,
            SCREEN,
            ENDORSE,
            ADVISE,
            OFFER,
            ACCEPT,
            TASK,
            START,
            REPORT,
            ("dispute", "disputed", By::Owner),
        ],
    ),
    (40, &[SUBMIT, SCREEN, ENDORSE, ADVISE, OFFER, ACCEPT, TASK, START, REPORT, CONFIRM]),
];
const KINDS: &[(u32, &str)] = &[
    (220, "armed_escort"),
    (160, "transport_ground"),
    (110, "transport_air"),
    (90, "cargo"),
    (80, "passenger_seats"),
    (70, "engineering"),
    (60, "information"),
    (50, "medical"),
    (40, "route_assessment"),
    (30, "mine_action"),
    (25, "joint_assessment"),
    (20, "training_briefing"),
    (15, "storage_camp"),
    (10, "communications_water_power"),
    (8, "area_security"),
    (5, "static_protection"),
    (4, "evacuation"),
    (2, "transport_water"),
    (1, "other"),
];
const NEED: &[&str] = &[
    "The road was cut by the river ten days ago and the lorries wait at the ford.",
    "Three settlements have had no delivery since the end of last month.",
    "Two carriers were asked and would not go beyond the market town.",
    "The clinic has fuel for four days and vaccines for six.",
    "Women and children walk nine kilometres to the next working pump.",
    "We would need one vehicle with a winch and a driver who knows the crossing.",
    "Staff will travel by themselves as far as the checkpoint and wait there.",
    "The elders were told and agree with the date, not with uniforms in the school yard.",
];

/// Makes the rows of `count` requests, oldest first.
pub struct Rows<'w> {
    world: &'w World,
    rng: StdRng,
    count: usize,
    next: usize,
    now: Timestamp,
    references: HashSet<String>,
}

/// One request on its way into the buffers.
struct Made<'w> {
    id: Uuid,
    owner: &'w Actor,
    screener: &'w Actor,
    desk: &'w Actor,
    unit: &'w Actor,
    hq: &'w Actor,
    steps: &'static [Step],
    received: Timestamp,
    /// Between two steps.
    pace: SignedDuration,
    is_open: bool,
}

impl<'w> Rows<'w> {
    pub fn new(world: &'w World, count: usize, now: Timestamp) -> Rows<'w> {
        let rng = StdRng::seed_from_u64(11);
        Rows { world, rng, count, next: 0, now, references: HashSet::with_capacity(count) }
    }

    /// The next `most` requests; None when all are made.
    pub fn chunk(&mut self, most: usize) -> Option<Chunk> {
        if self.next == self.count {
            return None;
        }
        let mut chunk = Chunk::default();
        for _ in 0..most.min(self.count - self.next) {
            self.request(&mut chunk);
            self.next += 1;
        }
        Some(chunk)
    }

    fn weighted<T: Copy>(&mut self, of: &[(u32, T)]) -> T {
        let mut ticket = self.rng.random_range(0..of.iter().map(|(weight, _)| weight).sum::<u32>());
        for (weight, value) in of {
            if ticket < *weight {
                return *value;
            }
            ticket -= weight;
        }
        of[0].1
    }

    fn words(&mut self, sentences: usize) -> String {
        (0..sentences)
            .map(|_| *NEED.choose(&mut self.rng).unwrap_or(&""))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The owner: busy organisations ask more; the partner's twenty lie evenly over the years.
    fn owner(&mut self) -> &'w Actor {
        let every = (self.count / PARTNER_SEES).max(1);
        if self.next % every == every / 2 && self.next / every < PARTNER_SEES {
            return self.world.partner();
        }
        loop {
            let n = (self.rng.random::<f64>().powi(2) * 300.0) as usize;
            let owner = &self.world.owners[n.min(299)];
            if owner.id != self.world.partner().id {
                return owner;
            }
        }
    }

    fn request(&mut self, chunk: &mut Chunk) {
        let world = self.world;
        let owner = self.owner();
        let is_open = self.next as f64 >= self.count as f64 * (1.0 - OPEN_SHARE);
        let steps = self.weighted(if is_open { OPEN } else { ENDED });
        let sector = {
            let ticket = self.rng.random::<f64>();
            if ticket < SECTORS[0] { 0 } else { usize::from(ticket >= SECTORS[0] + SECTORS[1]) + 1 }
        };
        let district = &world.districts[sector * 8 + self.rng.random_range(0..8)];
        debug_assert_eq!(district.sector, sector);
        let desk = &world.sectors[sector];
        let unit = &world.units[sector * 4 + self.rng.random_range(0..4)];
        let host = owner.community == "host";
        let door = match (host, self.rng.random_range(0..10)) {
            (false, 0..6) => "coordinator",
            (true, 0..2) => "civil_affairs",
            _ => "cimic",
        };
        let screener = match door {
            "civil_affairs" => &world.civil_affairs,
            _ if host => desk,
            _ => &world.coordinator,
        };
        let age =
            YEARS as f64 * 365.25 * 86_400.0 * (1.0 - (self.next as f64 + 0.5) / self.count as f64);
        let received = self.now - SignedDuration::from_secs_f64(age.max(60.0));
        let room = (age / (steps.len() as f64 + 1.0)).clamp(1.0, 36_000.0);
        let made = Made {
            id: uuid::Builder::from_unix_timestamp_millis(
                u64::try_from(received.as_millisecond()).unwrap_or(0),
                &self.rng.random(),
            )
            .into_uuid(),
            owner,
            screener,
            desk,
            unit,
            hq: &world.hq,
            steps,
            received,
            pace: SignedDuration::from_secs_f64(room),
            is_open,
        };
        let kind = self.weighted(KINDS);
        self.record(chunk, &made, door, kind, district.id, host && door == "cimic");
        self.history(chunk, &made);
        self.papers(chunk, &made, kind);
    }

    fn record(
        &mut self,
        chunk: &mut Chunk,
        made: &Made,
        door: &str,
        kind: &str,
        district: Uuid,
        walk_in: bool,
    ) {
        let reference = loop {
            let reference = cimic_house::reference::new();
            if self.references.insert(reference.clone()) {
                break reference;
            }
        };
        let state = made.steps.last().map_or("submitted", |step| step.1);
        let passed_desk = door == "cimic" || made.went_through("endorsed");
        let unit = made.went_through("tasked").then_some(made.unit.id);
        let endorser = (made.went_through("screened") && made.owner.community == "humanitarian")
            .then_some(made.screener.id);
        let desk = passed_desk.then_some(made.desk.id);
        let turn = match state {
            "returned" | "offered" | "delivered" => Some(made.owner.id),
            "submitted" | "confirmed" => Some(made.screener.id),
            "screened" => endorser.or(Some(made.screener.id)),
            "endorsed" | "accepted" | "disputed" | "suspended" => desk.or(Some(made.screener.id)),
            "tasked" | "under_way" => unit,
            _ => None,
        };
        let walk_in = walk_in && self.rng.random_bool(0.3);
        let entered = walk_in.then_some(made.desk.id);
        let resumes = match state {
            "returned" => "submitted",
            "suspended" => "under_way",
            _ => "\\N",
        };
        let last = made.at(made.steps.len() - 1);
        let (first_day, last_day) = if made.is_open {
            let ahead = self.rng.random_range(5..60);
            (date(self.now, ahead), date(self.now, ahead + self.rng.random_range(0..10)))
        } else {
            (date(made.received, 8), date(made.received, 12))
        };
        let ended = if made.is_open { "\\N".to_owned() } else { last.to_string() };
        let risk = self.weighted(&[(300, "low"), (400, "medium"), (200, "high"), (100, "unknown")]);
        let criticality = if risk == "high" { "2" } else { "\\N" };
        let priority = self.weighted(&[(60, "life_saving"), (340, "urgent"), (600, "routine")]);
        let harm = self.weighted(&[(800, "no"), (150, "unsure"), (50, "yes")]);
        let why = if harm == "no" { String::new() } else { self.words(1) };
        let need = self.words(3);
        let people = self.rng.random_range(20..20_000);
        let id = made.id;
        line(
            &mut chunk.lines[0],
            format_args!(
                "{id}\t{reference}\t{}\t{}\t{}\t{}\t{}\t{door}\t{kind}\t{need}\t{people}\t14 pallets of medicine and school kits\t{district}\t{first_day}\t{last_day}\t\
                 {priority}\t{risk}\t{criticality}\tLOG\t{harm}\t{why}\t{state}\t{resumes}\t{}\t{}\t{}\t{}\t{}\t\
                 parties\t{}\t1\t{}\t{last}\t{ended}\t{ended}\t{}\t{}",
                made.owner.id,
                made.owner.community,
                or_null(entered),
                made.owner.person,
                if walk_in { "walk_in" } else { "online" },
                yes(endorser.is_some()),
                made.screener.id,
                or_null(endorser),
                or_null(desk),
                or_null(unit),
                yes(walk_in),
                made.received,
                or_null(turn),
                made.steps.len(),
            ),
        );
        let mut named = vec![made.owner.id];
        let parties = [
            (Some(made.screener.id), "screening"),
            (endorser, "check"),
            (desk, "desk"),
            (unit, "unit"),
            (entered, "entered"),
        ];
        for (actor, why) in parties {
            if let Some(actor) = actor.filter(|actor| !named.contains(actor)) {
                named.push(actor);
                line(&mut chunk.lines[1], format_args!("{id}\t{actor}\t{why}\t{}", made.received));
            }
        }
        if walk_in {
            line(
                &mut chunk.lines[13],
                format_args!("{id}\t\\\\x{:064x}", self.rng.random::<u128>()),
            );
        }
    }

    fn history(&mut self, chunk: &mut Chunk, made: &Made) {
        let mut from = "draft";
        for (n, (act, to, by)) in made.steps.iter().enumerate() {
            let (actor, side) = match by {
                By::Owner => (Some(made.owner), "asking"),
                By::Screener => (Some(made.screener), "answering"),
                By::Desk => (Some(made.desk), "answering"),
                By::Hq => (Some(made.hq), "answering"),
                By::Unit => (Some(made.unit), "answering"),
                By::House => (None, "house"),
            };
            let (person, post, id, role) = actor.map_or((None, None, None, "house"), |actor| {
                (Some(actor.person), Some(actor.post), Some(actor.id), actor.role)
            });
            let (person, post, actor) = (or_null(person), or_null(post), or_null(id));
            let at = made.at(n);
            let reason = match *act {
                "submit" | "screen" | "start" | "close" | "expire" => String::new(),
                _ => self.words(1),
            };
            let detail = match *act {
                "screen" => r#"{"assistance": "indirect", "matrix": "maybe"}"#,
                "offer" => {
                    r#"{"assets": "Two lorries with winch", "decided_by": "Chief of staff"}"#
                }
                "report" => r#"{"started": "06:10", "ended": "15:40", "quantity": "14 pallets"}"#,
                "confirm" => r#"{"received": "14 pallets", "met_need": "4"}"#,
                _ => "\\N",
            };
            line(
                &mut chunk.lines[2],
                format_args!(
                    "{}\t{at}\t{act}\t{from}\t{to}\t{side}\t{person}\t{actor}\t{role}\t{reason}\t{detail}",
                    made.id
                ),
            );
            line(
                &mut chunk.lines[3],
                format_args!(
                    "{at}\t{person}\t{post}\t{actor}\t{role}\t{act}\trequest\t{}",
                    made.id
                ),
            );
            from = to;
        }
    }

    /// Alternatives, sheet, the fields shared by consent, offers, comments, openings.
    fn papers(&mut self, chunk: &mut Chunk, made: &Made, kind: &str) {
        let id = made.id;
        if self.rng.random_bool(0.5) {
            for position in 1..=3 {
                line(
                    &mut chunk.lines[4],
                    format_args!(
                        "{id}\t{position}\tA commercial carrier\tRefused to go beyond the market town"
                    ),
                );
            }
        }
        if kind == "armed_escort" && made.went_through("screened") {
            for point in ["last_resort", "need", "security", "sustainability"] {
                line(
                    &mut chunk.lines[5],
                    format_args!(
                        "{id}\t{point}\tmet\t{}\t{}\t{}",
                        NEED[2],
                        made.screener.person,
                        made.at(1)
                    ),
                );
            }
        }
        if made.is_open {
            line(
                &mut chunk.lines[6],
                format_args!("{id}\tA focal point\t+000 555 0100\tfocal@bench.example"),
            );
            line(
                &mut chunk.lines[7],
                format_args!("{id}\tThe ford\tThe upper school\t{}\tArrive before noon", NEED[0]),
            );
            line(&mut chunk.lines[8], format_args!("{id}\tWomen's association\t400 households"));
        }
        if made.went_through("offered") {
            let state = match made.steps.last().map_or("", |step| step.1) {
                "offered" => "offered",
                "accepted" => "accepted",
                "tasked" => "tasked",
                "under_way" | "suspended" => "under_way",
                "aborted" => "aborted",
                _ => "delivered",
            };
            let at = made.at(4);
            line(
                &mut chunk.lines[9],
                format_args!(
                    "{id}\t{}\t{}\tTwo lorries with winch\tNo weapons visible in the yard\tChief of staff\t{}\t{state}\t{}\t{at}",
                    made.hq.id,
                    made.unit.id,
                    date(at, 20),
                    made.hq.person
                ),
            );
        }
        if made.went_through("accepted") {
            let (at, until) = (made.at(5), made.at(5) + SignedDuration::from_hours(24 * 30));
            line(
                &mut chunk.lines[10],
                format_args!(
                    "{id}\t{}\t{{f1,f2}}\tTo carry it out\t{}\t{}\t{at}\t{until}",
                    made.unit.id, made.owner.person, made.owner.id
                ),
            );
        }
        if self.rng.random_bool(0.3) {
            line(
                &mut chunk.lines[11],
                format_args!(
                    "{id}\t{}\t{}\t{}\t{}\t{}",
                    made.screener.id,
                    made.screener.role,
                    made.screener.person,
                    NEED[6],
                    made.at(0)
                ),
            );
        }
        for (n, reader) in [made.screener, made.desk, made.hq].into_iter().enumerate() {
            if n == 0 || made.went_through("endorsed") {
                let at = made.at(n.min(made.steps.len() - 1));
                line(
                    &mut chunk.lines[12],
                    format_args!(
                        "request\t{id}\t{}\t{at}\t{at}\t{}\t{}\t{}\tpage",
                        reader.person, reader.post, reader.id, reader.role
                    ),
                );
            }
        }
    }
}

impl Made<'_> {
    fn went_through(&self, state: &str) -> bool {
        self.steps.iter().any(|step| step.1 == state)
    }

    fn at(&self, step: usize) -> Timestamp {
        self.received + self.pace * i32::try_from(step).unwrap_or(0)
    }
}

fn line(to: &mut String, text: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = to.write_fmt(text);
    to.push('\n');
}

fn or_null(id: Option<Uuid>) -> String {
    id.map_or_else(|| "\\N".to_owned(), |id| id.to_string())
}

fn yes(value: bool) -> char {
    if value { 't' } else { 'f' }
}

fn date(from: Timestamp, days: i64) -> jiff::civil::Date {
    (from + SignedDuration::from_hours(24 * days)).to_zoned(jiff::tz::TimeZone::UTC).date()
}
