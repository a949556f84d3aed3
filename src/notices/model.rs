//! What a notice is.

pub use super::states::{Act, State};
use crate::{
    access::{Audience, Community, Record, Role, Sight},
    files::model::Holds,
};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

crate::codes! {
    /// What it is about.
    Kind {
        SecurityAdvisory = "security_advisory", RoadStatus = "road_status", MineUxo = "mine_uxo", Airstrip = "airstrip",
        Curfew = "curfew", Checkpoint = "checkpoint", Health = "health", Flood = "flood",
        PopulationMovement = "population_movement", Service = "service", CallForProposals = "call_for_proposals", General = "general",
    }
}

crate::codes! {
    /// The seven topics that humanitarian organisations and armed forces may exchange information about
    /// (Civil-Military Guidelines and Reference for Complex Emergencies, 2008, p. 24).
    Topic {
        SecurityInformation = "security_information", AidWorkers = "aid_workers", CivilSociety = "civil_society",
        MineAction = "mine_action", PopulationMovements = "population_movements", MilitaryAssistance = "military_assistance",
        PostStrike = "post_strike",
    }
}

crate::codes! {
    /// What gets through on a road.
    Condition {
        Open = "open", LightVehiclesOnly = "light_vehicles_only", Difficult = "difficult", NotPassable = "not_passable",
        Insecure = "insecure", Unknown = "unknown",
    }
}

crate::codes! {
    /// How sure the office is.
    Confidence { Confirmed = "confirmed", Probable = "probable", Unconfirmed = "unconfirmed" }
}

impl Topic {
    /// Topics under which a military office says nothing in its own words: they are about humanitarian organisations.
    pub fn is_about_humanitarians(self) -> bool {
        matches!(self, Topic::AidWorkers | Topic::CivilSociety)
    }

    /// The kind of notice that is most likely made of it.
    pub fn kind(self) -> Kind {
        match self {
            Topic::SecurityInformation | Topic::PostStrike => Kind::SecurityAdvisory,
            Topic::MineAction => Kind::MineUxo,
            Topic::PopulationMovements => Kind::PopulationMovement,
            Topic::AidWorkers | Topic::CivilSociety | Topic::MilitaryAssistance => Kind::General,
        }
    }
}

impl Condition {
    /// The colour of its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Condition::Open => "open",
            Condition::LightVehiclesOnly | Condition::Difficult => "warning",
            Condition::NotPassable | Condition::Insecure => "error",
            Condition::Unknown => "closed",
        }
    }
}

/// The audiences that an office of this community publishes to, the widest first.
pub fn audiences(community: Community) -> &'static [Audience] {
    match community {
        Community::Military => {
            &[Audience::Public, Audience::Partners, Audience::Mission, Audience::Military]
        }
        Community::Mission => &[Audience::Public, Audience::Partners, Audience::Mission],
        Community::Humanitarian => &[Audience::Public, Audience::Partners, Audience::Humanitarian],
        _ => &[],
    }
}

#[derive(Clone, Debug)]
pub struct Notice {
    pub id: Uuid,
    pub owner_id: Uuid,
    /// The owner's.
    pub community: Community,
    /// Everybody who wrote at it.
    pub writers: Vec<Uuid>,
    pub kind: Kind,
    pub topic: Option<Topic>,
    pub condition: Option<Condition>,
    pub title: String,
    pub body: String,
    /// None: the whole country.
    pub area_id: Option<Uuid>,
    pub area: Option<String>,
    pub valid_from: Date,
    pub valid_until: Date,
    pub confidence: Confidence,
    pub audience: Audience,
    pub state: State,
    pub reason: String,
    pub published_at: Option<Timestamp>,
    /// Its last day has passed, whether or not the house's clock came by.
    pub is_over: bool,
    /// What it took the place of, and what took its place, where the viewer sees them.
    pub supersedes_id: Option<Uuid>,
    pub successor_id: Option<Uuid>,
    pub contribution_id: Option<Uuid>,
    /// The organisation that contributed it, where it may be named.
    pub contributor_id: Option<Uuid>,
    /// Not made of a contribution, or its consent is in force.
    pub is_shared: bool,
    /// How the office that tells it is called.
    pub office: String,
    pub version: i32,
}

impl Notice {
    /// A draft is its office's alone; what is not published is also of those above it; what was withdrawn goes back to them.
    pub fn sight(&self) -> Sight {
        let audience = match self.state {
            State::Draft => Audience::Owner,
            State::Submitted | State::Cleared | State::Withdrawn => Audience::Parties,
            State::Published | State::Superseded | State::Expired => self.audience,
        };
        Sight { owner: self.owner_id, audience, parties: Vec::new(), by_code: None }
    }

    /// What was made of a contribution goes with its consent, and when it ends.
    pub fn is_gone(&self) -> bool {
        !self.is_shared || self.contribution_id.is_some() && self.state.is_ended()
    }

    pub fn is_military(&self) -> bool {
        self.community == Community::Military
    }

    /// As people are told: what is over has expired, even before the clock came by.
    pub fn told(&self) -> State {
        told(self.state, self.is_over)
    }

    pub fn tag(&self) -> &'static str {
        tag(self.told())
    }
}

fn told(state: State, is_over: bool) -> State {
    if state == State::Published && is_over { State::Expired } else { state }
}

fn tag(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Submitted => "submitted",
        State::Cleared => "accepted",
        State::Published => "active",
        State::Superseded | State::Expired | State::Withdrawn => "closed",
    }
}

impl Record for Notice {
    const KIND: &'static str = "notice";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(self.id)
    }
}

impl Holds for Notice {
    fn holder(&self) -> Uuid {
        self.owner_id
    }
}

/// The address of a notice.
pub fn url(id: Uuid) -> String {
    format!("/notices/{id}")
}

/// A notice that is about to be written.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Notice::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(self.id)
    }
}

/// One act about to be done to one notice.
#[derive(Clone, Debug)]
pub struct Step {
    pub notice: Notice,
    pub act: Act,
}

impl Record for Step {
    const KIND: &'static str = Notice::KIND;

    fn id(&self) -> Uuid {
        self.notice.id
    }

    fn url(&self) -> String {
        self.notice.url()
    }

    fn act(&self) -> Option<&'static str> {
        Some(self.act.as_str())
    }
}

/// A notice as read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: Kind,
    pub topic: Option<Topic>,
    pub condition: Option<Condition>,
    pub title: String,
    pub body: String,
    pub area: Option<Uuid>,
    pub valid_from: jiff::civil::Date,
    pub valid_until: jiff::civil::Date,
    pub confidence: Confidence,
    pub audience: Audience,
    /// What it is to take the place of.
    pub replaces: Option<Uuid>,
    /// What it is made of.
    pub from: Option<Uuid>,
}

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub kind: Kind,
    pub condition: Option<Condition>,
    pub title: String,
    pub area_id: Option<Uuid>,
    pub area: Option<String>,
    pub valid_from: Date,
    pub valid_until: Date,
    pub confidence: Confidence,
    pub audience: Audience,
    pub state: State,
    pub is_over: bool,
    /// When it was published, or else written.
    pub at: Timestamp,
    /// How the office that tells it is called.
    pub office: String,
}

impl Line {
    pub fn url(&self) -> String {
        url(self.id)
    }

    pub fn told(&self) -> State {
        told(self.state, self.is_over)
    }

    pub fn tag(&self) -> &'static str {
        tag(self.told())
    }
}

/// A public notice as the feed tells it.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: Uuid,
    pub title: String,
    pub body: String,
    pub kind: Kind,
    pub area: Option<String>,
    pub office: String,
    pub valid_until: Date,
    pub published_at: Timestamp,
}

/// One line of what happened.
#[derive(Clone, Debug)]
pub struct Moment {
    pub at: Timestamp,
    pub act: String,
    pub actor_id: Option<Uuid>,
    pub role: Role,
    pub reason: String,
}

/// What a list is cut by; everything empty shows what holds now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub state: Option<State>,
    pub kind: Option<Kind>,
    /// What concerns this area: itself, what lies in it and around it, the whole country.
    pub area: Option<Uuid>,
    /// The last row of the page before.
    pub after: Option<(Timestamp, Uuid)>,
}
