//! What stands on the page of one's own account.

use crate::{
    access::{Record, Role},
    i18n::{Lang, Text},
};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// The reader's own account.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub language: String,
    pub has_second_factor: bool,
    pub keys_off: bool,
    pub version: i32,
    pub organisation: String,
    /// The house requires a second factor of everybody.
    pub needs_second_factor: bool,
}

/// What may be changed about oneself.
#[derive(Clone, Debug)]
pub struct Draft {
    pub name: String,
    pub lang: Lang,
    pub version: i32,
}

/// A post of one's own that is in force or will be.
#[derive(Clone, Debug)]
pub struct OwnPost {
    pub role: Role,
    pub actor: String,
    pub until_at: Option<Timestamp>,
    /// When the six months of a military statement are over.
    pub stated_until: Option<Timestamp>,
}

#[derive(Clone, Debug)]
pub struct SessionLine {
    pub id: Uuid,
    pub device: String,
    pub last_seen_at: Timestamp,
    pub is_shared: bool,
}

impl SessionLine {
    /// The browser and system, from what the browser says of itself.
    pub fn device(&self) -> Text {
        let first = |known: &[(&str, &'static str)]| {
            known.iter().find(|(mark, _)| self.device.contains(mark)).map(|(_, name)| *name)
        };
        let browser = first(&[
            ("Firefox", "Firefox"),
            ("Edg", "Edge"),
            ("OPR", "Opera"),
            ("SamsungBrowser", "Samsung Internet"),
            ("Chrom", "Chrome"),
            ("Safari", "Safari"),
        ]);
        let system = first(&[
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => {
                Text::new("account-device").with("browser", browser).with("system", system)
            }
            (Some(name), None) | (None, Some(name)) => {
                Text::new("account-device-one").with("name", name)
            }
            (None, None) => Text::new("account-device-unknown"),
        }
    }
}

/// A colleague whose way in was renewed.
#[derive(Clone, Debug)]
pub struct ResetLine {
    pub name: String,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// How far the second factor is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    Off,
    /// The secret is made, its first code is awaited.
    Begun(String),
    On {
        codes_left: i64,
    },
}

impl Record for Account {
    const KIND: &'static str = "person";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/account".to_owned()
    }
}
