//! Who does an act of a story: somebody who held the post then, and never somebody of the other side.

use super::{
    mission::{Actor, SECTORS},
    people::Held,
    story::Story,
};
use crate::{
    access::{Community, Role, VISITORS},
    requests::{
        model::{Kind, Side, State},
        states::Act,
    },
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use uuid::Uuid;

/// Whoever acts: a person in a post, a visitor, or the house.
#[derive(Clone)]
pub struct Doer {
    pub person: Option<Uuid>,
    pub post: Option<Uuid>,
    pub actor: Option<Uuid>,
    pub role: Role,
    pub side: Side,
    pub heard: bool,
}

impl Doer {
    const HOUSE: Doer = Doer {
        person: None,
        post: None,
        actor: None,
        role: Role::House,
        side: Side::House,
        heard: false,
    };

    fn of(held: &Held, side: Side) -> Doer {
        Doer {
            person: Some(held.person),
            post: Some(held.post),
            actor: Some(held.actor),
            role: held.role,
            side,
            heard: false,
        }
    }
}

impl Story<'_> {
    /// Whose act it is, among those who held the post then; never somebody of the other side, never the adviser for the offer.
    pub fn doer(&mut self, act: Act, at: Timestamp) -> Doer {
        let (ocha, chief) =
            (self.world.mission.actor("ocha"), self.world.mission.actor("fhq_cimic"));
        let is_section = self.endorsing.is_some() || !self.case.is_humanitarian();
        match act {
            Act::Screen | Act::Close | Act::Relay => self.screener(at),
            Act::Ask | Act::ProposeReferral | Act::Decline => match (self.state, self.cimic) {
                (State::Endorsed, Some(_)) if act == Act::Decline => {
                    self.answering(chief, Role::Chief, at)
                }
                (State::Endorsed, Some(desk)) => self.answering(desk, Role::Officer, at),
                (State::Screened, _) if is_section => self.section(at),
                _ => self.screener(at),
            },
            Act::Endorse | Act::NotEndorse | Act::PassOn if is_section => self.section(at),
            Act::Endorse | Act::NotEndorse | Act::PassOn => {
                self.answering(ocha, Role::Coordinator, at)
            }
            Act::Advise | Act::Settle | Act::Task | Act::Retask => {
                let doer = self.answering(self.cimic.unwrap_or(chief), Role::Officer, at);
                if act == Act::Advise {
                    self.adviser = doer.person;
                }
                doer
            }
            Act::Offer | Act::TakeBack => self.answering(chief, Role::Chief, at),
            Act::Start | Act::Report | Act::Abort => {
                self.answering(self.unit.unwrap_or(chief), Role::Liaison, at)
            }
            Act::Suspend | Act::Resume if self.dice.chance(70) => {
                self.answering(self.unit.unwrap_or(chief), Role::Liaison, at)
            }
            Act::LapseOffer | Act::Expire | Act::Follow => Doer::HOUSE,
            _ => self.asker(at),
        }
    }

    fn screener(&mut self, at: Timestamp) -> Doer {
        let role = match self.screening.community {
            Community::Humanitarian => Role::Coordinator,
            Community::Military => Role::Officer,
            _ => Role::Section,
        };
        self.answering(self.screening, role, at)
    }

    fn section(&mut self, at: Timestamp) -> Doer {
        let desk = self.endorsing.unwrap_or_else(|| self.world.mission.actor("civil_affairs"));
        self.answering(desk, Role::Section, at)
    }

    /// Somebody of this office in this role, or of the one above it.
    fn answering(&mut self, office: &Actor, role: Role, at: Timestamp) -> Doer {
        let above = match office.community {
            Community::Military => "fhq_cimic",
            Community::Humanitarian => "ocha",
            _ => "civil_affairs",
        };
        let offices = [office.id, self.world.mission.actor(above).id];
        let barred = if role == Role::Chief { self.adviser } else { None };
        for office in offices {
            let free: Vec<&Held> = (self.world.people.at(office, role, at))
                .filter(|held| !self.asked.contains(&held.person) && Some(held.person) != barred)
                .collect();
            if !free.is_empty() {
                return Doer::of(self.dice.pick::<&Held>(&free), Side::Answering);
            }
        }
        Doer::HOUSE
    }

    /// The owner's person, the visitor, or whoever wrote it down for the owner.
    pub fn asker(&mut self, at: Timestamp) -> Doer {
        if self.case.visitor.is_some() {
            return Doer {
                actor: Some(VISITORS),
                role: Role::Visitor,
                side: Side::Asking,
                ..Doer::HOUSE
            };
        }
        let office = self.case.entered_by.unwrap_or(self.case.owner);
        let roles = [Role::Partner, Role::Coordinator, Role::Officer, Role::Section];
        let held = roles.iter().find_map(|role| self.world.people.at(office.id, *role, at).next());
        let doer = held.map_or(Doer::HOUSE, |held| Doer::of(held, Side::Asking));
        // A relay's answers are those of the original, which its coordinator records.
        let records = self.case.entered_by.is_some()
            || self.case.relays.is_some() && self.state != State::Draft;
        Doer { heard: records, ..doer }
    }

    pub fn heard(&mut self, at: Timestamp) -> Value {
        let general = &self.world.texts.general;
        let day = at.to_zoned(TimeZone::UTC).date();
        if self.case.relays.is_some() {
            return json!({ "from": "the organisation that asked", "how": "message", "on": day });
        }
        json!({ "from": self.dice.pick(&general.heard_from), "how": self.dice.pick(&general.walk_in), "on": day })
    }

    /// The unit that can do this kind of thing there.
    pub fn choose_unit(&mut self) -> &'static str {
        let desk = self.cimic.map_or("", |desk| desk.key.as_str());
        let battalion = match SECTORS.iter().position(|sector| *sector == desk) {
            Some(0) => "kestrel",
            Some(2) => "ibis",
            _ => "heron",
        };
        let unit = match self.case.template.kind {
            Kind::Engineering
            | Kind::RouteAssessment
            | Kind::CommunicationsWaterPower
            | Kind::MineAction
            | Kind::CommunitySupport => "mason",
            Kind::TransportGround | Kind::Cargo | Kind::StorageCamp => "caravan",
            Kind::TransportWater => "ibis",
            Kind::Medical | Kind::Evacuation | Kind::TransportAir | Kind::PassengerSeats => {
                "willow"
            }
            _ => battalion,
        };
        // The liaison of Heron also sits at the desk of Sector Centre: what that desk wrote down for somebody goes to others.
        let liaison = self
            .world
            .people
            .at(self.world.mission.actor(unit).id, Role::Liaison, self.world.past.now)
            .next();
        let is_barred = liaison.is_some_and(|held| self.asked.contains(&held.person));
        if is_barred { "caravan" } else { unit }
    }

    /// Somebody of the desk that has it.
    pub fn answerer(&mut self, at: Timestamp) -> Doer {
        match self.cimic {
            Some(desk) if self.case.relays.is_some() || at > self.since => {
                self.answering(desk, Role::Officer, at)
            }
            _ => self.screener(at),
        }
    }
}
