//! Who asks for what, where, through which door: what a story starts from.

use super::{
    dice::Dice,
    mission::Actor,
    path::Turnings,
    requests::World,
    texts::{Known, Template, VisitorText},
};
use crate::{
    access::{Community, VISITORS},
    requests::model::{Assistance, Channel, Door, Harm, Kind, Matrix, Priority, Risk},
};
use uuid::Uuid;

pub struct Case<'a> {
    pub template: &'a Template,
    /// For a visitor, an organisation of the kind that asks such things; not the owner.
    pub owner: &'a Actor,
    /// Who wrote it down for an owner without an account.
    pub entered_by: Option<&'a Actor>,
    pub visitor: Option<&'a VisitorText>,
    /// The original that the coordinator relays with this one.
    pub relays: Option<Uuid>,
    pub from: String,
    pub to: Option<String>,
    pub door: Door,
    pub channel: Channel,
    pub risk: Risk,
    pub numbers: Numbers,
    /// Whether the reference and code of the data file are this one's.
    is_printed: bool,
}

/// The amounts that a template leaves open.
#[derive(Clone)]
pub struct Numbers {
    pub people: Option<i64>,
    pub weight: Option<i64>,
    pub volume: Option<i64>,
    pub persons: Option<i64>,
}

impl Numbers {
    fn draw(template: &Template, dice: &mut Dice) -> Numbers {
        let mut within = |range: Option<[i64; 2]>| {
            range.map(|[least, most]| {
                let number = dice.range(least, most);
                // People count in round figures where they do not count heads.
                if least == most || number < 200 { number } else { number / 10 * 10 }
            })
        };
        Numbers {
            people: within(template.people_affected),
            weight: within(template.quantity.weight_kg),
            volume: within(template.quantity.volume_m3),
            persons: within(template.quantity.persons),
        }
    }
}

/// Bodies without an account, and the office that writes down what they ask for.
const WALK_INS: [(&str, &str); 4] = [
    ("vc_lakeend", "sector_centre"),
    ("vc_uppertolvane", "civil_affairs_north"),
    ("vc_landing", "sector_south"),
    ("lumel_haulage", "sector_centre"),
];

impl<'a> Case<'a> {
    /// A case of this template and owner; what is open falls by the dice.
    pub fn draw(
        world: &'a World,
        dice: &mut Dice,
        template: &'a Template,
        owner: &'a Actor,
    ) -> Case<'a> {
        let (from, to) = places(dice, template, owner);
        let writer = WALK_INS
            .iter()
            .find(|(body, _)| *body == owner.key)
            .map(|(_, office)| world.mission.actor(office));
        let is_humanitarian = owner.community == Community::Humanitarian;
        let door = match writer.map(|office| office.community) {
            Some(Community::Military) => Door::CivilAffairs,
            Some(_) => Door::Cimic,
            None if owner.coexists => Door::Coordinator,
            None if is_humanitarian => {
                *dice.pick(&[Door::Coordinator, Door::Coordinator, Door::Coordinator, Door::Cimic])
            }
            None => *dice.pick(&[Door::Cimic, Door::CivilAffairs]),
        };
        let channel = match writer {
            Some(_) => {
                *dice.pick(&[Channel::WalkIn, Channel::WalkIn, Channel::Phone, Channel::Radio])
            }
            None => Channel::Online,
        };
        let risk = match (template.kind, template.criticality) {
            (Kind::ArmedEscort | Kind::StaticProtection, Some(_)) => {
                *dice.pick(&[Risk::High, Risk::High, Risk::Medium])
            }
            _ => *dice.pick(&[Risk::Low, Risk::Low, Risk::Medium, Risk::Unknown]),
        };
        let numbers = Numbers::draw(template, dice);
        Case {
            template,
            owner,
            entered_by: writer,
            visitor: None,
            relays: None,
            from,
            to,
            door,
            channel,
            risk,
            numbers,
            is_printed: true,
        }
    }

    /// The same need, asked by somebody without an account.
    pub fn of_visitor(mut self, visitor: &'a VisitorText) -> Case<'a> {
        self.visitor = Some(visitor);
        self.entered_by = None;
        self.channel = Channel::Online;
        self
    }

    /// Like a visitor's other requests: with a code of its own, printed nowhere.
    pub fn without_code(mut self) -> Case<'a> {
        self.is_printed = false;
        self
    }

    /// The coordinator's own request, which names "a humanitarian organisation".
    pub fn relaying(&self, world: &'a World, original: Uuid) -> Case<'a> {
        Case {
            template: self.template,
            owner: world.mission.actor("ocha"),
            entered_by: None,
            visitor: None,
            relays: Some(original),
            from: self.from.clone(),
            to: self.to.clone(),
            door: Door::Coordinator,
            channel: Channel::Online,
            risk: self.risk,
            numbers: self.numbers.clone(),
            is_printed: false,
        }
    }

    pub fn is_humanitarian(&self) -> bool {
        self.community() == Community::Humanitarian
    }

    pub fn is_community_support(&self) -> bool {
        self.template.kind == Kind::CommunitySupport
    }

    /// Hours count: everything goes three times as fast.
    pub fn is_hasty(&self) -> bool {
        let quick = matches!(self.template.kind, Kind::Medical | Kind::Evacuation);
        quick && self.template.priority == Priority::LifeSaving
    }

    pub fn owner_id(&self) -> Uuid {
        if self.visitor.is_some() { VISITORS } else { self.owner.id }
    }

    pub fn community(&self) -> Community {
        if self.visitor.is_some() { Community::Host } else { self.owner.community }
    }

    pub fn has_code(&self) -> bool {
        self.visitor.is_some() || self.entered_by.is_some()
    }

    pub fn reference(&self) -> Option<String> {
        Some(self.known()?.reference.clone())
    }

    pub fn code(&self) -> Option<String> {
        Some(self.known()?.code.clone())
    }

    fn known(&self) -> Option<&Known> {
        self.visitor?.known.as_ref().filter(|_| self.is_printed)
    }

    /// What the law of the house asks of each kind, in hours (`policies`).
    pub fn lead_hours(&self, world: &World) -> i64 {
        world.lead_hours(self.template.kind.as_str())
    }

    pub fn turnings(&self, world: &World) -> Turnings {
        Turnings::of(self, world)
    }

    /// How near the force comes; what only the mission answers for stays away from the people.
    pub fn assistance(&self) -> Assistance {
        let near = if self.template.kind == Kind::Engineering {
            Assistance::Infrastructure
        } else {
            Assistance::Indirect
        };
        self.template.assistance.unwrap_or(near)
    }

    /// The row `peacekeeping` of the matrix.
    pub fn matrix(assistance: Assistance) -> Matrix {
        if assistance == Assistance::Infrastructure { Matrix::Yes } else { Matrix::Maybe }
    }

    /// The rule of screening (`requests::take`): guarded, doubtful or community support needs a second word.
    pub fn needs_endorsement(&self) -> bool {
        let asks = self.is_humanitarian() && !self.is_community_support();
        let is_guarded = asks
            && (self.template.kind.is_guarded() || Case::matrix(self.assistance()) != Matrix::Yes);
        is_guarded || self.template.harm.answer == Harm::Unsure || self.is_community_support()
    }

    pub fn screening_desk(&self, world: &'a World) -> &'a Actor {
        if self.is_humanitarian() {
            return world.mission.actor("ocha");
        }
        if self.door == Door::Cimic {
            self.cimic_desk(world)
        } else {
            self.civil_affairs_desk(world)
        }
    }

    /// The sector that holds both districts, else Force HQ.
    pub fn cimic_desk(&self, world: &'a World) -> &'a Actor {
        let sector = world.mission.sector_of(&self.from);
        let same = self.to.as_ref().is_none_or(|to| world.mission.sector_of(to).id == sector.id);
        if same { sector } else { world.mission.actor("fhq_cimic") }
    }

    /// The field office where it holds the district, else the section.
    pub fn civil_affairs_desk(&self, world: &'a World) -> &'a Actor {
        civil_affairs(world, [Some(&self.from), self.to.as_ref()])
    }

    /// Civil Affairs where it starts, wherever it leads.
    pub fn endorsing_desk(&self, world: &'a World) -> &'a Actor {
        civil_affairs(world, [Some(&self.from), None])
    }

    /// Through the CIMIC door the desk sees it at once; a relay names its desk.
    pub fn desk_from_the_start(&self, world: &'a World) -> Option<&'a Actor> {
        (self.door == Door::Cimic || self.relays.is_some()).then(|| self.cimic_desk(world))
    }

    /// The need with its gaps filled in.
    pub fn need(&self, world: &World) -> String {
        let text = match (&self.relays, &self.template.relayed_need) {
            (Some(_), Some(text)) => text,
            _ => &self.template.need,
        };
        self.fill(world, text)
    }

    pub fn fill(&self, world: &World, text: &str) -> String {
        let language = &self.template.language;
        let name = |code: &str| world.geography.area(code).name(language).to_owned();
        let number = |number: Option<i64>| {
            number.map(|number| grouped(number, language)).unwrap_or_default()
        };
        text.replace("{from}", &name(&self.from))
            .replace("{to}", &name(self.to.as_ref().unwrap_or(&self.from)))
            .replace("{people}", &number(self.numbers.people))
            .replace("{tonnes}", &number(self.numbers.weight.map(|kg| (kg + 500) / 1000)))
            .replace("{persons}", &number(self.numbers.persons))
    }
}

fn civil_affairs<'a>(world: &'a World, districts: [Option<&String>; 2]) -> &'a Actor {
    let north = world.mission.actor("civil_affairs_north");
    let holds_all = districts.into_iter().flatten().all(|district| north.areas.contains(district));
    if holds_all { north } else { world.mission.actor("civil_affairs") }
}

/// Thousands as the language writes them.
fn grouped(number: i64, language: &str) -> String {
    if number < 1000 {
        return number.to_string();
    }
    let mark = if language == "fr" { "\u{202f}" } else { "," };
    format!("{}{mark}{:03}", number / 1000, number % 1000)
}

/// The districts of a request: where the owner works, if the template allows it; what stays in a place stays in one.
fn places(dice: &mut Dice, template: &Template, owner: &Actor) -> (String, Option<String>) {
    let is_local = matches!(
        template.kind,
        Kind::Engineering
            | Kind::CommunitySupport
            | Kind::AreaSecurity
            | Kind::StaticProtection
            | Kind::MineAction
            | Kind::CommunicationsWaterPower
            | Kind::Other
            | Kind::TrainingBriefing
            | Kind::StorageCamp
    );
    let stays = is_local || template.from == template.to;
    let near: Vec<&String> =
        template.from.iter().filter(|code| owner.areas.contains(*code)).collect();
    let from = match (near.is_empty(), owner.community) {
        (false, _) => (*dice.pick(&near)).clone(),
        (true, Community::Host) if stays && !owner.areas.is_empty() => {
            dice.pick(&owner.areas).clone()
        }
        _ => dice.pick(&template.from).clone(),
    };
    if stays {
        return (from, None);
    }
    let elsewhere: Vec<&String> = template.to.iter().filter(|code| **code != from).collect();
    let to = if elsewhere.is_empty() { None } else { Some((*dice.pick(&elsewhere)).clone()) };
    (from, to)
}
