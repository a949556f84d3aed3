//! A year of requests: how many stand where today, so that every desk has something to do, and what came before.

use super::{
    Past,
    case::Case,
    dice::Dice,
    geography::Geography,
    mission::{Actor, Mission},
    people::People,
    rows::Rows,
    story::{self, Goal},
    texts::{Known, Template, Texts},
};
use crate::{
    access::{Community, Role},
    db::Tx,
    requests::{
        asking::forms::AskForm,
        model::{Harm, Kind, State},
    },
    web::error::Result,
};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Everything that stories are made of.
pub struct World {
    pub past: Past,
    pub geography: Geography,
    pub mission: Mission,
    pub people: People,
    pub texts: Texts,
    lead: HashMap<String, i64>,
}

impl World {
    /// Hours of notice that a kind needs (policy number `lead_hours`).
    pub fn lead_hours(&self, kind: &str) -> i64 {
        self.lead.get(kind).copied().unwrap_or(72)
    }

    /// Whether the owner's person writes another language, and has something to ask for in it.
    fn speaks_another(&self, owner: &Actor, language: &str) -> bool {
        let theirs = self.people.language(owner.id).unwrap_or(language);
        let asks = |template: &&Template| {
            template.language == theirs && template.asked_by.contains(&owner.key)
        };
        theirs != language && self.texts.requests.iter().any(|template| asks(&template))
    }
}

/// Who a story shall be about; what is left open falls by the dice.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    owner: Option<&'static str>,
    /// The desk that screens it.
    screening: Option<&'static str>,
    /// The CIMIC desk that will have it.
    cimic: Option<&'static str>,
    kinds: Option<&'static [Kind]>,
    harmful: bool,
    /// Only what somebody has to endorse.
    guarded: bool,
}

/// States in which a request waits for somebody, with how many wait at each desk; hours since, least and most.
const SCREENING_DESKS: [(&str, usize); 7] = [
    ("ocha", 6),
    ("sector_north", 4),
    ("sector_centre", 3),
    ("sector_south", 4),
    ("fhq_cimic", 2),
    ("civil_affairs", 4),
    ("civil_affairs_north", 3),
];
const CIMIC_DESKS: [&str; 4] = ["sector_north", "sector_centre", "sector_south", "fhq_cimic"];
/// The requesters who can sign in, coexisting ones apart.
const REQUESTERS: [&str; 9] = [
    "alderbrook_north",
    "alderbrook",
    "sirenu_mothers",
    "fra",
    "puits_rives",
    "dessim_water",
    "vc_millford",
    "dc_jorrafin",
    "women_nemorra",
];
/// A kind of work for each unit with a liaison, so that none sits idle.
const UNITS_WORK: [(&str, &[Kind]); 6] = [
    ("sector_north", &[Kind::ArmedEscort, Kind::AreaSecurity]),
    ("sector_centre", &[Kind::TrainingBriefing, Kind::ArmedEscort]),
    ("sector_south", &[Kind::TransportWater]),
    ("", &[Kind::TransportGround, Kind::Cargo, Kind::StorageCamp]),
    ("", &[Kind::Engineering, Kind::CommunicationsWaterPower, Kind::MineAction]),
    ("", &[Kind::Medical, Kind::Evacuation, Kind::TransportAir]),
];

/// Writes the requests of a year and returns how many.
pub async fn build(
    tx: &mut Tx,
    past: Past,
    geography: Geography,
    mission: Mission,
    people: People,
) -> Result<usize> {
    let lead = sqlx::query_scalar!(
        "select body -> 'lead_hours' as \"lead!\" from policies where version = policy_now()"
    )
    .fetch_one(tx.conn())
    .await?;
    let lead = serde_json::from_value(lead).unwrap_or_default();
    let world = World { past, geography, mission, people, texts: Texts::load()?, lead };
    let mut teller = Teller {
        world: &world,
        dice: Dice::new(2026),
        rows: Rows::default(),
        told: HashMap::new(),
    };
    teller.tell_today();
    teller.tell_visitors();
    teller.tell_relays();
    teller.tell_the_year();
    teller.begin_drafts();
    let told = teller.rows.requests.len();
    teller.rows.write(tx).await?;
    Ok(told)
}

/// The references and codes of visitors that stand in the data file.
pub fn known() -> Result<Vec<Known>> {
    Ok(Texts::load()?.general.visitors.into_iter().filter_map(|visitor| visitor.known).collect())
}

struct Teller<'a> {
    world: &'a World,
    dice: Dice,
    rows: Rows,
    /// How often an owner asked for a thing.
    told: HashMap<(Uuid, &'a str), u32>,
}

impl<'a> Teller<'a> {
    /// What waits for somebody now: at every desk, with every requester, at every unit.
    fn tell_today(&mut self) {
        for (desk, times) in SCREENING_DESKS {
            for turn in 0..times {
                // The last one in each queue has been waiting for days.
                let hours = if turn + 1 == times { (100, 170) } else { (2, 40) };
                self.one(
                    State::Submitted,
                    hours,
                    Wish { screening: Some(desk), ..Wish::default() },
                );
            }
        }
        for (desk, times) in [
            ("ocha", 4),
            ("civil_affairs", 2),
            ("civil_affairs_north", 1),
            ("sector_north", 1),
            ("sector_south", 1),
        ] {
            for _ in 0..times {
                self.one(
                    State::Screened,
                    (2, 60),
                    Wish { screening: Some(desk), ..Wish::default() },
                );
            }
        }
        for desk in CIMIC_DESKS {
            let wish = Wish { cimic: Some(desk), ..Wish::default() };
            for hours in [(2, 20), (4, 30), (10, 40), (20, 60), (110, 190)] {
                self.one(State::Endorsed, hours, wish);
            }
            for hours in [(2, 12), (6, 30), (12, 48)] {
                self.one(State::Accepted, hours, wish);
            }
            self.one(State::Disputed, (10, 90), wish);
            self.one(State::Suspended, (5, 60), wish);
        }
        for owner in REQUESTERS {
            let wish = Wish { owner: Some(owner), ..Wish::default() };
            for (state, hours) in [
                (State::Returned, (3, 60)),
                (State::Offered, (2, 30)),
                (State::Delivered, (10, 90)),
                (State::Endorsed, (4, 50)),
            ] {
                self.one(state, hours, wish);
            }
            self.one(State::Confirmed, (3, 60), wish);
        }
        for (desk, kinds) in UNITS_WORK {
            let wish = Wish {
                cimic: Some(desk).filter(|desk| !desk.is_empty()),
                kinds: Some(kinds),
                ..Wish::default()
            };
            for (state, hours) in [
                (State::Tasked, (3, 20)),
                (State::Tasked, (10, 40)),
                (State::UnderWay, (1, 20)),
                (State::UnderWay, (5, 50)),
            ] {
                self.one(state, hours, wish);
            }
        }
        // Past the nudge, and past the day on which the desk may close without an answer.
        for hours in [(130, 200), (150, 240), (380, 450), (400, 500)] {
            self.one(State::Delivered, hours, Wish::default());
        }
    }

    /// What people without an account asked for; the first and third are printed with the cast.
    fn tell_visitors(&mut self) {
        let world = self.world;
        let visitors = &world.texts.general.visitors;
        let states = [
            State::Returned,
            State::Submitted,
            State::Offered,
            State::Endorsed,
            State::Closed,
            State::Closed,
            State::Declined,
            State::Referred,
            State::Delivered,
            State::Closed,
            State::Withdrawn,
            State::Submitted,
        ];
        for (turn, state) in states.into_iter().enumerate() {
            let visitor = &visitors[turn % visitors.len()];
            let case = loop {
                let case = self.draw(Wish::default());
                let speaks = case.template.language == visitor.language;
                if case.owner.community == Community::Host
                    && speaks
                    && case.template.kind != Kind::CommunitySupport
                {
                    break case;
                }
            };
            let mut case = case.of_visitor(visitor);
            case.door = *self.dice.pick(&[
                crate::requests::model::Door::Cimic,
                crate::requests::model::Door::CivilAffairs,
            ]);
            let hours_ago =
                if state.is_ended() { self.dice.range(600, 5000) } else { self.dice.range(4, 40) };
            let anonymous = turn >= visitors.len();
            story::tell(
                world,
                &mut self.dice,
                &mut self.rows,
                &if anonymous { case.without_code() } else { case },
                Goal { state, hours_ago },
            );
        }
    }

    /// What coexisting organisations asked for, with the coordinator's own requests beside.
    fn tell_relays(&mut self) {
        let world = self.world;
        let tale: [(&str, State, Option<State>, i64); 9] = [
            ("open_ward", State::Submitted, None, 12),
            ("open_ward", State::Endorsed, None, 20),
            ("open_ward", State::Relayed, Some(State::Offered), 30),
            ("quiet_road", State::Relayed, Some(State::Endorsed), 40),
            ("relief_society", State::Relayed, Some(State::Tasked), 22),
            ("open_ward", State::Returned, None, 26),
            ("open_ward", State::Closed, Some(State::Closed), 900),
            ("quiet_road", State::Closed, Some(State::Closed), 2600),
            ("relief_society", State::Declined, None, 1400),
        ];
        for (owner, state, relayed, hours_ago) in tale {
            let case = self.draw(Wish { owner: Some(owner), ..Wish::default() });
            let original = story::tell(
                world,
                &mut self.dice,
                &mut self.rows,
                &case,
                Goal { state, hours_ago },
            );
            if let Some(state) = relayed {
                let case = case.relaying(world, original);
                let relay = story::tell(
                    world,
                    &mut self.dice,
                    &mut self.rows,
                    &case,
                    Goal { state, hours_ago: hours_ago.min(hours_ago / 2 + 3) },
                );
                self.rows.relays.push(json!({ "original_id": original, "relay_id": relay }));
            }
        }
    }

    /// What ended in the year behind.
    fn tell_the_year(&mut self) {
        let ends = [
            (State::Closed, 168),
            (State::Declined, 18),
            (State::Withdrawn, 15),
            (State::Expired, 12),
            (State::Referred, 11),
            (State::Aborted, 7),
        ];
        for (state, times) in ends {
            for turn in 0..times {
                // More of it lately: the house became known.
                let ahead = times - turn;
                let days = 3 + 297 * ahead * ahead / (times * times);
                let hours = (days * 24 - 30, days * 24 + 30);
                let harmful = state == State::Declined && turn % 4 == 0;
                // Every second one goes through the kinds in turn, so that none is rare.
                let place = usize::try_from(turn / 2).unwrap_or(0) % Kind::ALL.len();
                let kinds = (turn % 2 == 0 && !harmful).then(|| &Kind::ALL[place..=place]);
                self.one(
                    state,
                    (hours.0.max(5), hours.1),
                    Wish { kinds, harmful, ..Wish::default() },
                );
            }
        }
    }

    /// Forms that somebody began and has not sent: no dates yet, and half of the words.
    fn begin_drafts(&mut self) {
        let world = self.world;
        for (owner, hours) in [("alderbrook_north", 5), ("puits_rives", 30), ("vc_millford", 52)] {
            let case = self.draw(Wish { owner: Some(owner), ..Wish::default() });
            let since = world.past.now - jiff::SignedDuration::from_hours(hours);
            let need = case.need(world);
            let form = AskForm {
                kind: case.template.kind.to_string(),
                need: need.split_inclusive(". ").take(1).collect(),
                what: case.template.what.clone(),
                from_area: world.geography.area(&case.from).id.to_string(),
                priority: case.template.priority.to_string(),
                ..AskForm::default()
            };
            let Some(held) = world.people.at(case.owner.id, Role::Partner, since).next() else {
                continue;
            };
            let form = serde_html_form::to_string(&form).unwrap_or_default();
            self.rows.drafts.push(json!({
                "actor_id": case.owner.id, "person_id": held.person, "form": form, "updated_at": since, "created_at": since,
            }));
        }
    }

    fn one(&mut self, state: State, hours: (i64, i64), wish: Wish) {
        let case = self.draw(Wish { guarded: state == State::Screened, ..wish });
        let hours_ago = self.dice.range(hours.0, hours.1);
        story::tell(self.world, &mut self.dice, &mut self.rows, &case, Goal { state, hours_ago });
    }

    /// Throws until a few cases fit the wish, and takes the one that was told least often. Panics when none ever does:
    /// the data are compiled in, and a test builds them.
    fn draw(&mut self, wish: Wish) -> Case<'a> {
        let world = self.world;
        let mut found: Option<(u32, Case<'a>)> = None;
        let mut choices = 0;
        for _ in 0..20_000 {
            let template: &Template = self.dice.pick(&world.texts.requests);
            let owner: &Actor = world.mission.actor(self.dice.pick::<String>(&template.asked_by));
            let is_wanted = wish
                .owner
                .map_or(!owner.coexists && owner.key != "ocha", |wanted| owner.key == wanted)
                && wish.kinds.is_none_or(|kinds| kinds.contains(&template.kind))
                && (template.harm.answer == Harm::Yes) == wish.harmful;
            if !is_wanted
                || (world.speaks_another(owner, &template.language) && self.dice.chance(70))
            {
                continue;
            }
            let case = Case::draw(world, &mut self.dice, template, owner);
            let at_desk = wish.screening.is_none_or(|desk| case.screening_desk(world).key == desk)
                && wish.cimic.is_none_or(|desk| case.cimic_desk(world).key == desk);
            if !at_desk || wish.guarded && !case.needs_endorsement() {
                continue;
            }
            let told = self.told.get(&(owner.id, &template.what)).copied().unwrap_or(0);
            if found.as_ref().is_none_or(|(least, _)| told < *least) {
                found = Some((told, case));
            }
            choices += 1;
            if choices == 4 {
                break;
            }
        }
        let Some((_, case)) = found else {
            panic!("no request in demo/requests.json fits {wish:?}")
        };
        *self.told.entry((case.owner.id, &case.template.what)).or_default() += 1;
        case
    }
}
