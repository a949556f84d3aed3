//! What an actor is, and how it is called to somebody who may not see its entry.

use crate::{
    access::{Audience, Community, Record, Role, Sight, Viewer},
    i18n::{Lang, say},
};
use uuid::Uuid;

crate::codes! {
    /// OCHA's organisation types, and those of a mission and its host country.
    Kind {
        Un = "un", Ingo = "ingo", Nngo = "nngo", RedCross = "red_cross", InternationalOrganization = "international_organization",
        Government = "government", TraditionalAuthority = "traditional_authority", CommunityBody = "community_body",
        Religious = "religious", Academic = "academic", PrivateSector = "private_sector", Media = "media",
        MilitaryUnit = "military_unit", MissionSection = "mission_section", Police = "police",
        Donor = "donor", Embassy = "embassy", Contractor = "contractor", Military = "military",
        PartyToConflict = "party_to_conflict", Other = "other", System = "system",
    }
}

crate::codes! {
    /// How close a humanitarian organisation works with the military; set by itself, about itself.
    Posture { Coexistence = "coexistence", Coordination = "coordination", Cooperation = "cooperation" }
}

crate::codes! {
    /// Where an entry stands.
    Status { Proposed = "proposed", Active = "active", Dormant = "dormant", Departed = "departed", Merged = "merged" }
}

crate::codes! {
    /// How an actor is present in an area: `Present` where nobody said how, `Responsibility` for a military office's area.
    Presence { Present = "present", Office = "office", Mobile = "mobile", Remote = "remote", Partner = "partner", Responsibility = "responsibility" }
}

crate::codes! {
    /// Whether an organisation shows its logo.
    Marking { Unsaid = "", Logo = "logo", None = "none" }
}

crate::codes! {
    /// Fields of work beyond the clusters: what an actor is about.
    Dimension {
        Political = "political", Security = "security", RuleOfLaw = "rule_of_law", HumanRights = "human_rights",
        Humanitarian = "humanitarian", SocioEconomic = "socio_economic", Reconciliation = "reconciliation",
    }
}

crate::codes! {
    /// Whether an actor is of this country.
    Origin { Unsaid = "", Internal = "internal", External = "external" }
}

/// Clusters and areas of responsibility, by their codes in HDX's list of coordination groups.
pub const CLUSTERS: [&str; 15] = [
    "SHL", "CCM", "PRO-MIN", "FSC", "WSH", "LOG", "PRO-CPN", "PRO", "EDU", "NUT", "HEA", "ERY",
    "TEL", "PRO-GBV", "PRO-HLP",
];

impl Presence {
    /// What somebody can say about an actor: where a military office is responsible is set by the mission.
    pub const SAID: [Presence; 5] = [
        Presence::Office,
        Presence::Mobile,
        Presence::Remote,
        Presence::Partner,
        Presence::Present,
    ];
}

impl Kind {
    /// The community that an actor of this kind belongs to, unless somebody knows better.
    pub fn community(self) -> Community {
        match self {
            Kind::Un | Kind::Ingo | Kind::Nngo | Kind::RedCross => Community::Humanitarian,
            Kind::Government
            | Kind::TraditionalAuthority
            | Kind::CommunityBody
            | Kind::Religious
            | Kind::Academic
            | Kind::PrivateSector => Community::Host,
            Kind::MilitaryUnit => Community::Military,
            Kind::MissionSection | Kind::Police => Community::Mission,
            Kind::System => Community::System,
            Kind::InternationalOrganization
            | Kind::Media
            | Kind::Donor
            | Kind::Embassy
            | Kind::Contractor
            | Kind::Military
            | Kind::PartyToConflict
            | Kind::Other => Community::None,
        }
    }

    /// Host and foreign forces and parties to the conflict: an entry that only its keeper sees.
    pub fn is_kept_apart(self) -> bool {
        matches!(self, Kind::Military | Kind::PartyToConflict)
    }
}

impl Posture {
    /// Who sees the entry of an actor with this posture.
    pub fn audience(self) -> Audience {
        if self == Posture::Coexistence { Audience::Humanitarian } else { Audience::Partners }
    }
}

#[derive(Clone, Debug)]
pub struct Actor {
    pub id: Uuid,
    pub name: String,
    pub acronym: String,
    pub local_name: String,
    pub kind: Kind,
    pub community: Community,
    pub parent_id: Option<Uuid>,
    pub posture: Option<Posture>,
    pub status: Status,
    pub marking: String,
    pub mandate: String,
    pub website: String,
    pub phone: String,
    /// Languages as people write them, or codes of the house's own.
    pub languages: Vec<String>,
    pub clusters: Vec<String>,
    pub dimensions: Vec<String>,
    pub origin: String,
    pub audience: Audience,
    /// The desk that keeps an entry which nobody else sees.
    pub keeper_id: Option<Uuid>,
    /// Who entered it on its behalf.
    pub entered_by_id: Option<Uuid>,
    /// The entry that this one was merged into.
    pub merged_into_id: Option<Uuid>,
    pub last_confirmed_at: Option<jiff_sqlx::Timestamp>,
    /// Nobody confirmed it for longer than the policy's `stale_days`.
    pub is_stale: bool,
    pub source: String,
    pub version: i32,
}

impl Actor {
    /// `Name (ACRONYM)`.
    pub fn full_name(&self) -> String {
        full_name(&self.name, &self.acronym)
    }

    /// What decides who sees the entry: its audience, itself and those above it.
    pub fn sight(&self) -> Sight {
        Sight { owner: self.id, audience: self.audience, parties: Vec::new(), by_code: None }
    }

    /// The languages in words: codes of the house's own languages by their own names.
    pub fn languages(&self) -> String {
        let name = |word: &String| {
            Lang::parse(word).map_or_else(|| word.clone(), |lang| lang.own_name().to_owned())
        };
        self.languages.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    pub fn is_kept_by(&self, viewer: &Viewer) -> bool {
        self.keeper_id.is_some_and(|keeper| viewer.acts_for(keeper))
    }
}

fn full_name(name: &str, acronym: &str) -> String {
    if acronym.is_empty() || acronym == name {
        name.to_owned()
    } else {
        format!("{name} ({acronym})")
    }
}

impl Record for Actor {
    const KIND: &'static str = "actor";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/actors/{}", self.id)
    }
}

/// The part of an entry that people write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub name: String,
    pub acronym: String,
    pub local_name: String,
    pub marking: String,
    pub mandate: String,
    pub website: String,
    pub phone: String,
    pub languages: Vec<String>,
    pub clusters: Vec<String>,
    pub dimensions: Vec<String>,
    pub origin: String,
    /// Where it is present and how; never where it is responsible.
    pub areas: Vec<(Uuid, Presence)>,
}

/// An entry before it is written: who it will be, and what follows from that.
#[derive(Clone, Debug)]
pub struct NewActor {
    pub id: Uuid,
    pub kind: Kind,
    pub community: Community,
    pub parent_id: Option<Uuid>,
    /// The desk that keeps it, where nobody else sees it.
    pub keeper_id: Option<Uuid>,
    pub entered_by_id: Option<Uuid>,
    pub source: String,
}

impl NewActor {
    pub fn new(kind: Kind) -> NewActor {
        NewActor {
            id: Uuid::now_v7(),
            kind,
            community: kind.community(),
            parent_id: None,
            keeper_id: None,
            entered_by_id: None,
            source: String::new(),
        }
    }

    /// Humanitarian organisations start in coexistence, until they say otherwise about themselves.
    pub fn posture(&self) -> Option<Posture> {
        (self.community == Community::Humanitarian).then_some(Posture::Coexistence)
    }

    pub fn audience(&self) -> Audience {
        match self.posture() {
            Some(posture) => posture.audience(),
            None if self.kind.is_kept_apart() => Audience::Owner,
            None => Audience::Partners,
        }
    }
}

impl Record for NewActor {
    const KIND: &'static str = Actor::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/actors/{}", self.id)
    }
}

/// An entry as an import finds it.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: Uuid,
    pub name: String,
    pub acronym: String,
    pub local_name: String,
    pub kind: Kind,
    pub community: Community,
    pub parent_id: Option<Uuid>,
    pub status: Status,
    pub mandate: String,
    pub website: String,
    pub phone: String,
    pub marking: String,
    /// The areas it is present in, by id.
    pub areas: Vec<Uuid>,
    /// Names of entries that were merged into this one.
    pub aliases: Vec<String>,
}

impl Record for Known {
    const KIND: &'static str = Actor::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/actors/{}", self.id)
    }
}

/// How an actor may be called to this reader: by its name, or only by its community where the entry is hidden from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorName {
    pub id: Uuid,
    pub community: Community,
    /// Name and acronym, where the reader may see the entry.
    pub shown: Option<(String, String)>,
}

impl ActorName {
    /// The name, or "a humanitarian organisation".
    pub fn label(&self, lang: Lang) -> String {
        match &self.shown {
            Some((name, _)) => name.clone(),
            None => say(lang, &format!("someone-{}", self.community), None),
        }
    }

    /// The acronym where there is one, for narrow columns; else as [`ActorName::label`].
    pub fn short(&self, lang: Lang) -> String {
        match &self.shown {
            Some((_, acronym)) if !acronym.is_empty() => acronym.clone(),
            _ => self.label(lang),
        }
    }

    /// The page of the actor, where the reader may open it.
    pub fn url(&self) -> Option<String> {
        self.shown.as_ref().map(|_| format!("/actors/{}", self.id))
    }
}

/// One line of a list of actors.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub name: String,
    pub acronym: String,
    pub kind: Kind,
    pub community: Community,
    pub status: Status,
}

impl Line {
    pub fn url(&self) -> String {
        format!("/actors/{}", self.id)
    }
}

/// Where an actor is, and how.
#[derive(Clone, Debug)]
pub struct Present {
    pub area_id: Uuid,
    pub name: String,
    pub parent: Option<String>,
    pub presence: Presence,
}

impl Present {
    /// `District, Region`.
    pub fn label(&self) -> String {
        crate::areas::model::label(&self.name, self.parent.as_deref())
    }
}

/// The desk that an actor keeps.
#[derive(Clone, Debug)]
pub struct Desk {
    pub kind: String,
    pub stand_in_id: Option<Uuid>,
    pub duty_phone: String,
    pub place: String,
    pub hours: String,
}

/// How many posts of a role are in force.
#[derive(Clone, Debug)]
pub struct PostCount {
    pub role: Role,
    pub count: i64,
}

/// A request that the reader's own actor shares with the actor of the page.
#[derive(Clone, Debug)]
pub struct Dealing {
    pub reference: String,
    pub kind: String,
    pub state: String,
    pub received_at: jiff_sqlx::Timestamp,
}

/// An activity as the page of its actor names it.
#[derive(Clone, Debug)]
pub struct Doing {
    pub id: Uuid,
    pub what: String,
    pub cluster: String,
    pub status: String,
    pub area: String,
    pub starts_on: jiff_sqlx::Date,
}

/// A part of an actor's page that another kind of record fills: what it does, when one meets it, what one has to do with it.
#[derive(Clone, Debug)]
pub struct Section {
    /// The key of its title; its id on the page too.
    pub title: &'static str,
    pub lines: Vec<SectionLine>,
    /// Where the whole list is.
    pub all: Option<String>,
}

/// One line of such a part, in the reader's words.
#[derive(Clone, Debug)]
pub struct SectionLine {
    pub url: String,
    pub text: String,
    pub hint: String,
}
