//! What every page shares: state, context, errors, forms, HTML. Knows no feature.

pub mod assets;
pub mod body_limits;
pub mod cells;
pub mod compression;
pub mod context;
pub mod error;
pub mod extract;
pub mod file_form;
pub mod filters;
pub mod forms;
pub mod html;
pub mod logging;
pub mod paging;
pub mod security;
pub mod upload;

use crate::{access::Viewer, blobs::Blobs, db::Db};
use html::NavItem;
use jiff::tz::TimeZone;
use std::sync::{Arc, RwLock};

/// What every request can reach. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub db: Db,
    /// Where the bytes of documents lie.
    pub blobs: Blobs,
    pub house: Arc<RwLock<House>>,
    /// The main navigation, cut for a viewer; the features know it, the web does not.
    pub nav: fn(&Viewer) -> Vec<Vec<NavItem>>,
    /// Whether cookies are marked `Secure` (the house stands behind https).
    pub https: bool,
    /// Whether a second factor is required whatever the setting in the house says.
    pub second_factor: bool,
}

/// The settings of the house that pages show, read at start and every few seconds.
#[derive(Clone, Debug)]
pub struct House {
    pub mission_name: String,
    pub zone: TimeZone,
    pub situation: String,
    pub phase: String,
    pub duty_phone: String,
    pub second_factor: bool,
    pub is_demo: bool,
}

impl AppState {
    /// The settings as last read.
    pub fn house(&self) -> House {
        self.house
            .read()
            .map_or_else(|poisoned| poisoned.into_inner().clone(), |house| house.clone())
    }

    /// Reads the settings again.
    pub async fn refresh_house(&self) -> error::Result<()> {
        let house = House::load(&self.db).await?;
        if let Ok(mut kept) = self.house.write() {
            *kept = house;
        }
        Ok(())
    }
}

impl House {
    pub async fn load(db: &Db) -> error::Result<House> {
        let mut tx = db.begin(Viewer::visitor(None), crate::db::Mode::Read).await?;
        let row = sqlx::query!("select mission_name, time_zone, situation, phase, duty_phone, second_factor, is_demo from house")
            .fetch_one(tx.conn())
            .await?;
        Ok(House {
            mission_name: row.mission_name,
            zone: crate::clock::zone(&row.time_zone),
            situation: row.situation,
            phase: row.phase,
            duty_phone: row.duty_phone,
            second_factor: row.second_factor,
            is_demo: row.is_demo,
        })
    }
}
