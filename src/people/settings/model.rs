//! What the settings of the house are.

use crate::access::Record;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub mission_name: String,
    /// By its IANA name.
    pub time_zone: String,
    pub duty_phone: String,
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
