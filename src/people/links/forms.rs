//! What somebody types who comes in by a link.

use super::model::Guest;
use crate::{
    people::passphrase,
    web::{error::Result, forms::Reader},
};
use serde::Deserialize;

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WelcomeForm {
    pub passphrase: String,
}

impl WelcomeForm {
    pub fn parse(&self, guest: &Guest) -> Result<String> {
        let mut read = Reader::default();
        let own = [guest.name.as_str(), &guest.email, &guest.organisations];
        if let Some(fault) = passphrase::fault(&self.passphrase, &own) {
            read.fail("passphrase", fault);
        }
        read.finish(self.passphrase.clone())
    }
}
