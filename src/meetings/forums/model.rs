//! What a forum is.

use super::rhythm::Rhythm;
use crate::{
    access::{Audience, Community, Record, Sight, Viewer},
    i18n::Lang,
    meetings::model::{Attribution, Place, PlaceKind},
};
use jiff_sqlx::{Date, Time};
use uuid::Uuid;

crate::codes! {
    /// What kind of forum it is; only a humanitarian actor chairs `Cmcoord`.
    Family {
        Cmcoord = "cmcoord", Cimic = "cimic", Protection = "protection", Security = "security",
        LocalAuthority = "local_authority", ProjectCommittee = "project_committee", Other = "other",
    }
}
crate::codes! {
    Status { Active = "active", Ended = "ended" }
}

#[derive(Clone, Debug)]
pub struct Forum {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub chair_id: Uuid,
    pub name: String,
    pub family: Family,
    pub purpose: String,
    pub audience: Audience,
    pub attribution: Attribution,
    pub language: Lang,
    pub area_id: Option<Uuid>,
    pub area: Option<String>,
    pub time_zone: String,
    pub first_on: Date,
    pub starts_clock: Time,
    pub minutes: i32,
    /// An iCalendar rule (RFC 5545, 3.3.10); empty where meetings are called one by one.
    pub rule: String,
    pub skips: Vec<Date>,
    pub invite_days: i32,
    pub expected: String,
    pub template: String,
    pub place_kind: PlaceKind,
    pub is_discreet: bool,
    pub is_announced: bool,
    pub status: Status,
    pub version: i32,
    /// Actors that are members; empty for who is neither host nor chair nor member.
    pub members: Vec<Uuid>,
}

impl Forum {
    pub fn sight(&self) -> Sight {
        let mut parties = self.members.clone();
        parties.push(self.chair_id);
        Sight { owner: self.owner_id, audience: self.audience, parties, by_code: None }
    }

    /// Whether the viewer's own actor is host or chair.
    pub fn is_run_by(&self, viewer: &Viewer) -> bool {
        viewer.role.counts_actors()
            && (viewer.acts_for(self.owner_id) || viewer.acts_for(self.chair_id))
    }

    /// Whether the viewer's own actor is a member.
    pub fn has_member(&self, viewer: &Viewer) -> bool {
        viewer.role.counts_actors() && self.members.iter().any(|member| viewer.acts_for(*member))
    }

    /// Whether the viewer is host, chair, member, or above one of them: more than the audience admits.
    pub fn names(&self, viewer: &Viewer) -> bool {
        viewer.covers(self.owner_id)
            || viewer.covers(self.chair_id)
            || self.members.iter().any(|member| viewer.covers(*member))
    }

    pub fn rhythm(&self) -> Rhythm {
        Rhythm {
            rule: self.rule.clone(),
            first: self.first_on.to_jiff(),
            at: self.starts_clock.to_jiff(),
            zone: crate::clock::zone(&self.time_zone),
            skips: self.skips.iter().map(|day| day.to_jiff()).collect(),
        }
    }

    /// The standing agenda: minutes and title of each line.
    pub fn standing_items(&self) -> Vec<(i32, String)> {
        standing_items(&self.template)
    }
}

/// A line of the standing agenda begins with its minutes (`15 Security overview`); ten where none are said.
pub fn standing_items(template: &str) -> Vec<(i32, String)> {
    let line = |line: &str| {
        let line = line.trim();
        let (minutes, title) = line.split_once(' ').unwrap_or(("", line));
        match minutes.parse::<i32>() {
            Ok(minutes) if (1..=480).contains(&minutes) && !title.trim().is_empty() => {
                (minutes, title.trim().to_owned())
            }
            _ => (10, line.to_owned()),
        }
    };
    template.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

impl Record for Forum {
    const KIND: &'static str = "forum";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/forums/{}", self.id)
    }
}

/// A forum that is about to be.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub owner: Uuid,
}

impl Record for Slot {
    const KIND: &'static str = Forum::KIND;

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/forums/{}", self.id)
    }
}

/// A forum whose occurrences the house makes.
#[derive(Clone, Debug)]
pub struct Due {
    pub forum: Forum,
}

impl Record for Due {
    const KIND: &'static str = Forum::KIND;

    fn id(&self) -> Uuid {
        self.forum.id
    }

    fn url(&self) -> String {
        self.forum.url()
    }
}

/// A forum as read from its form.
#[derive(Clone, Debug)]
pub struct Draft {
    pub name: String,
    pub family: Family,
    pub chair_id: Uuid,
    pub purpose: String,
    pub audience: Audience,
    pub attribution: Attribution,
    pub language: Lang,
    pub area_id: Option<Uuid>,
    pub time_zone: String,
    pub first_on: jiff::civil::Date,
    pub starts_clock: jiff::civil::Time,
    pub minutes: i32,
    pub rule: String,
    pub skips: Vec<jiff::civil::Date>,
    pub invite_days: i32,
    pub expected: String,
    pub template: String,
    pub place_kind: PlaceKind,
    pub place: Place,
    pub is_discreet: bool,
    pub is_announced: bool,
    pub members: Vec<Uuid>,
}

/// One actor that can be named in a form, with its community.
#[derive(Clone, Debug)]
pub struct Choice {
    pub id: Uuid,
    pub name: String,
    pub community: Community,
}

/// One line of the list of forums.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub name: String,
    pub family: Family,
    pub owner_id: Uuid,
    pub chair_id: Uuid,
    pub rule: String,
    pub first_on: Date,
    pub starts_clock: Time,
    pub area: Option<String>,
    pub status: Status,
    pub next_at: Option<jiff_sqlx::Timestamp>,
}
