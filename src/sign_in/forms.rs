//! What people type to come in.

use super::model::own_path;
use crate::{
    i18n::Lang,
    web::{
        error::{Error, Result},
        forms::{Errors, Reader},
        paging,
    },
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignInForm {
    pub email: String,
    pub password: String,
    pub shared: String,
    pub back: String,
    pub parked: String,
}

impl SignInForm {
    /// E-mail and passphrase; what is missing is said, nothing else.
    pub fn parse(&self) -> Result<(String, String)> {
        let mut read = Reader::default();
        let email = read.text("email", &self.email, 1..=200);
        read.require(!self.password.is_empty(), "password", "frame-field-needed");
        read.finish((email, self.password.clone()))
    }

    pub fn onward(&self) -> Onward {
        Onward { back: self.back.clone(), parked: self.parked.clone() }
    }
}

/// Where to go on after signing in: the page that asked for it, or the form that was kept.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Onward {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub back: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parked: String,
}

impl Onward {
    pub fn parked(&self) -> Option<Uuid> {
        Uuid::parse_str(&self.parked).ok()
    }

    /// The own page asked for, else the desk.
    pub fn path(&self) -> &str {
        own_path(&self.back).unwrap_or("/home")
    }

    /// The same as the query of an address, with its `?`.
    pub fn query(&self) -> String {
        paging::address("", self)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LanguageForm {
    pub lang: String,
    pub back: String,
}

impl LanguageForm {
    pub fn parse(&self) -> Result<Lang> {
        Lang::parse(&self.lang)
            .ok_or_else(|| Error::Invalid(Errors::one("lang", "frame-field-choose")))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PostForm {
    pub post: Uuid,
}

/// A form that only has a button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nothing {}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecondStepForm {
    pub code: String,
    pub recovery: String,
    pub back: String,
    pub parked: String,
}

impl SecondStepForm {
    pub fn onward(&self) -> Onward {
        Onward { back: self.back.clone(), parked: self.parked.clone() }
    }
}
