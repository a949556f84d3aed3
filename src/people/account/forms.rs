//! What people type about themselves.

use super::model::{Account, Draft};
use crate::{
    i18n::Lang,
    people::passphrase,
    web::{
        error::{Error, Result},
        forms::Reader,
    },
};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountForm {
    pub name: String,
    pub language: String,
    pub version: String,
}

impl AccountForm {
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let draft = Draft {
            name: read.text("name", &self.name, 1..=120),
            lang: read.choice("language", &self.language, Lang::ALL, Lang::as_str),
            version: self.version.parse().map_err(|_| Error::Unreadable("version".to_owned()))?,
        };
        read.finish(draft)
    }
}

impl From<&Account> for AccountForm {
    fn from(account: &Account) -> AccountForm {
        AccountForm {
            name: account.name.clone(),
            language: account.language.clone(),
            version: account.version.to_string(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeysForm {
    pub keys: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PassphraseForm {
    pub current: String,
    pub passphrase: String,
}

impl PassphraseForm {
    /// The current passphrase and the new one.
    pub fn parse(&self, account: &Account) -> Result<(String, String)> {
        let mut read = Reader::default();
        read.require(!self.current.is_empty(), "current", "frame-field-needed");
        let own = [account.name.as_str(), &account.email, &account.organisation];
        if let Some(fault) = passphrase::fault(&self.passphrase, &own) {
            read.fail("passphrase", fault);
        } else {
            let is_same = self.passphrase == self.current;
            read.require(!is_same, "passphrase", "account-passphrase-same");
        }
        read.finish((self.current.clone(), self.passphrase.clone()))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeForm {
    pub code: String,
}

/// A form that only has a button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nothing {}
