//! What the settings of the house are.

use crate::access::Record;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub mission_name: String,
    /// By its IANA name.
    pub time_zone: String,
    pub duty_phone: String,
    /// ISO 3166 alpha-2; empty where it was not set.
    pub country_code: String,
    /// What the mission is called in the register of IATI; empty where it is not in it.
    pub iati_org: String,
    pub second_factor: bool,
}

impl Record for Settings {
    const KIND: &'static str = "house";

    /// There is one house.
    fn id(&self) -> Uuid {
        Uuid::nil()
    }

    fn url(&self) -> String {
        "/settings".to_owned()
    }
}
