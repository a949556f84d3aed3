//! What an activity is: an actor doing something for somebody in a place, from a day to a day.

use crate::{
    access::{Audience, Community, Record, Sight},
    actors::model::ActorName,
    i18n::Lang,
};
use jiff_sqlx::{Date, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use super::columns::{COLUMNS, ONLY_READ, fields};

crate::codes! {
    /// Clusters and areas of responsibility by the codes of HDX's coordination groups; cash by HAPI's. `Unsaid` where none is meant.
    Cluster {
        Unsaid = "", Ccm = "CCM", Cash = "Cash", Edu = "EDU", Ery = "ERY", Fsc = "FSC", Hea = "HEA", Log = "LOG", Nut = "NUT", Pro = "PRO",
        Cpn = "PRO-CPN", Gbv = "PRO-GBV", Hlp = "PRO-HLP", Min = "PRO-MIN", Shl = "SHL", Tel = "TEL", Wsh = "WSH",
    }
}

crate::codes! {
    Status { Planned = "planned", Ongoing = "ongoing", Completed = "completed", Suspended = "suspended", Cancelled = "cancelled" }
}

crate::codes! {
    /// What a military activity is for.
    Function { Unsaid = "", Liaison = "liaison", MissionSupport = "mission_support", CommunitySupport = "community_support" }
}

crate::codes! {
    /// What moves an activity from one status to the next.
    Act { Start = "start", Complete = "complete", Suspend = "suspend", Resume = "resume", Cancel = "cancel" }
}

/// The one table of an activity's life: from, act, to. Policy, buttons and documentation read it.
pub const STATES: &[(Status, Act, Status)] = &[
    (Status::Planned, Act::Start, Status::Ongoing),
    (Status::Planned, Act::Cancel, Status::Cancelled),
    (Status::Ongoing, Act::Complete, Status::Completed),
    (Status::Ongoing, Act::Suspend, Status::Suspended),
    (Status::Ongoing, Act::Cancel, Status::Cancelled),
    (Status::Suspended, Act::Resume, Status::Ongoing),
    (Status::Suspended, Act::Complete, Status::Completed),
    (Status::Suspended, Act::Cancel, Status::Cancelled),
];

/// Where an act leads from here, if it is time for it.
pub fn next(from: Status, act: Act) -> Option<Status> {
    STATES.iter().find(|(state, one, _)| *state == from && *one == act).map(|(.., to)| *to)
}

impl Cluster {
    /// The clusters that can be chosen.
    pub fn named() -> impl Iterator<Item = Cluster> {
        Cluster::ALL.iter().copied().filter(|cluster| *cluster != Cluster::Unsaid)
    }
}

/// The parts known of a number of people, by sex and age. `female` and `male` are of any age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub women: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub girls: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub female: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub men: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boys: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub male: Option<i32>,
}

/// The names of the parts, in the order of forms and columns.
pub const PARTS: [&str; 6] = ["women", "girls", "female", "men", "boys", "male"];

impl Parts {
    pub fn get(&self, part: &str) -> Option<i32> {
        match part {
            "women" => self.women,
            "girls" => self.girls,
            "female" => self.female,
            "men" => self.men,
            "boys" => self.boys,
            "male" => self.male,
            _ => None,
        }
    }

    pub fn set(&mut self, part: &str, value: Option<i32>) {
        let place = match part {
            "women" => &mut self.women,
            "girls" => &mut self.girls,
            "female" => &mut self.female,
            "men" => &mut self.men,
            "boys" => &mut self.boys,
            "male" => &mut self.male,
            _ => return,
        };
        *place = value;
    }

    /// The parts that are known, with their names.
    pub fn known(&self) -> Vec<(&'static str, i32)> {
        PARTS.iter().filter_map(|part| Some((*part, self.get(part)?))).collect()
    }

    /// The sum of what is known; None where nothing is.
    pub fn sum(&self) -> Option<i32> {
        let known = self.known();
        let sum = known.iter().map(|(_, n)| i64::from(*n)).sum::<i64>();
        (!known.is_empty()).then(|| i32::try_from(sum).unwrap_or(i32::MAX))
    }
}

/// One activity as the viewer may see it; local partner and exact place stand in tables of their own.
#[derive(Clone, Debug)]
pub struct Activity {
    pub id: Uuid,
    pub actor_id: Uuid,
    pub community: Community,
    pub area_id: Uuid,
    pub area: String,
    pub cluster: Cluster,
    pub what: String,
    pub modality: String,
    pub target_group: String,
    pub targeted: Option<i32>,
    pub targeted_parts: Parts,
    pub reached: Option<i32>,
    pub reached_parts: Parts,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub status: Status,
    pub objective: String,
    pub function: Function,
    pub audience: Audience,
    pub source_file: String,
    pub source_row: Option<i32>,
    pub last_confirmed_at: Timestamp,
    /// Nobody confirmed it for longer than the policy allows (`stale_days`).
    pub is_stale: bool,
    pub version: i32,
}

impl Activity {
    pub fn sight(&self) -> Sight {
        Sight { owner: self.actor_id, audience: self.audience, parties: Vec::new(), by_code: None }
    }
}

impl Record for Activity {
    const KIND: &'static str = "activity";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(self.id)
    }
}

/// The page of an activity.
pub fn url(id: Uuid) -> String {
    format!("/activities/{id}")
}

/// An activity that is about to be: its id, whose it will be, and of which community that actor is.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub actor: Uuid,
    pub community: Community,
}

impl Record for Slot {
    const KIND: &'static str = Activity::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        url(self.id)
    }
}

/// One act on one activity.
#[derive(Clone, Debug)]
pub struct Step {
    pub activity: Activity,
    pub act: Act,
}

impl Record for Step {
    const KIND: &'static str = Activity::KIND;

    fn id(&self) -> Uuid {
        self.activity.id
    }

    fn url(&self) -> String {
        self.activity.url()
    }

    fn act(&self) -> Option<&'static str> {
        Some(self.act.as_str())
    }
}

/// What an actor lets another one read of all its activities (F2, F3).
#[derive(Clone, Debug)]
pub struct Consent {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub recipient_id: Uuid,
    pub fields: Vec<String>,
    pub purpose: String,
    pub until_at: Timestamp,
    pub withdrawn_at: Option<Timestamp>,
}

impl Record for Consent {
    const KIND: &'static str = "activity_consent";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/activities/sharing".to_owned()
    }
}

/// An activity as read from a form or a file.
#[derive(Clone, Debug)]
pub struct Draft {
    pub area_id: Uuid,
    pub cluster: Cluster,
    pub what: String,
    pub modality: String,
    pub target_group: String,
    pub targeted: Option<i32>,
    pub targeted_parts: Parts,
    pub reached: Option<i32>,
    pub reached_parts: Parts,
    pub starts_on: jiff::civil::Date,
    pub ends_on: Option<jiff::civil::Date>,
    pub objective: String,
    pub function: Function,
    /// None leaves it as it is, or as the community's default.
    pub audience: Option<Audience>,
    pub private: Private,
}

/// F2 and F3 of an activity, as far as the viewer may read them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Private {
    pub partner: String,
    pub place: String,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub actor_id: Uuid,
    pub area: String,
    pub cluster: Cluster,
    pub what: String,
    pub status: Status,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub last_confirmed_at: Timestamp,
    pub is_stale: bool,
}

/// Whom an activity admits when nobody says otherwise; in doubt the humanitarian community (SQL: `activity_audience`).
pub fn default_audience(community: Community) -> Audience {
    match community {
        Community::Host => Audience::Partners,
        Community::Military => Audience::Military,
        Community::Mission => Audience::Mission,
        _ => Audience::Humanitarian,
    }
}

/// The audiences that an actor of this community can choose for what it does: from its own circle to everybody.
pub fn audiences(community: Community) -> Vec<Audience> {
    let mut all = vec![Audience::Owner, default_audience(community)];
    if community == Community::Military {
        all.push(Audience::Mission);
    }
    for wider in [Audience::Partners, Audience::Public] {
        if !all.contains(&wider) {
            all.push(wider);
        }
    }
    all
}

/// How an actor is called in a line: its acronym, else its name.
pub fn short(name: Option<&ActorName>, lang: Lang) -> String {
    name.map(|name| name.short(lang)).unwrap_or_default()
}
