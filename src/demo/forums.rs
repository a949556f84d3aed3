//! What `demo/forums.json` holds.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct File {
    pub rooms: Vec<RoomLine>,
    pub forums: Vec<ForumLine>,
    pub singles: Vec<Single>,
    pub proposals: Vec<Proposal>,
}

#[derive(Deserialize)]
pub struct RoomLine {
    pub key: String,
    pub owner: String,
    pub name: String,
    pub seats: i32,
    pub equipment: String,
    pub way: String,
    pub opens: String,
    pub closes: String,
    #[serde(default)]
    pub by_approval: bool,
}

#[derive(Deserialize)]
#[serde(default)]
pub struct ForumLine {
    pub name: String,
    pub family: String,
    pub owner: String,
    pub chair: String,
    pub audience: String,
    pub members: Vec<String>,
    pub rule: String,
    pub weekday: i8,
    pub clock: String,
    pub minutes: i64,
    pub area: Option<String>,
    pub room: Option<String>,
    pub place_kind: String,
    pub place: String,
    pub link: String,
    pub attribution: String,
    pub purpose: String,
    pub expected: String,
    pub template: Vec<String>,
    pub discreet: bool,
    pub announced: bool,
}

impl Default for ForumLine {
    fn default() -> ForumLine {
        let text = |text: &str| text.to_owned();
        ForumLine {
            name: String::new(),
            family: text("other"),
            owner: String::new(),
            chair: String::new(),
            audience: text("parties"),
            members: Vec::new(),
            rule: String::new(),
            weekday: 1,
            clock: text("10:00"),
            minutes: 60,
            area: None,
            room: None,
            place_kind: text("house"),
            place: String::new(),
            link: String::new(),
            attribution: text("attributed"),
            purpose: String::new(),
            expected: String::new(),
            template: Vec::new(),
            discreet: false,
            announced: false,
        }
    }
}

#[derive(Deserialize)]
pub struct Single {
    pub owner: String,
    pub title: String,
    pub audience: String,
    pub invited: Vec<String>,
    pub days: i64,
    pub clock: String,
    pub minutes: i64,
    pub area: Option<String>,
    pub state: String,
    pub expected: String,
    #[serde(default)]
    pub reason: String,
}

#[derive(Deserialize)]
pub struct Proposal {
    pub forum: String,
    pub by: String,
    pub title: String,
    pub minutes: i32,
    pub only: Option<String>,
}
