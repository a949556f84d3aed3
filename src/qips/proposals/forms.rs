//! Reading a section of the proposal.

use super::{Written, fields, grid};
use crate::{
    i18n::Text,
    qips::{
        fields::{Raw, parse_with},
        model::{Bank, Said},
    },
    web::{
        error::{Error, Result},
        forms::Reader,
    },
};
use rust_decimal::Decimal;
use serde::Deserialize;

/// Reads a section: every mistake at once. `months` are those that the policy allows.
pub fn parse(section: &str, raw: &Raw, months: i32) -> Result<Written> {
    let fields = fields(section).ok_or(Error::NotFound)?;
    let (mut read, said) = parse_with(&fields, grid(section), raw)?;
    let rows = grid(section).map(|grid| grid.read(&mut read, raw)).unwrap_or_default();
    check(&mut read, section, &said, &rows);
    let asked: i32 = said.get("months").parse().unwrap_or_default();
    let text = Text::new("qips-error-months").with("n", i64::from(months));
    read.require(asked <= months, "months", text);
    let version = crate::qips::fields::typed(raw, "version").parse().unwrap_or_default();
    read.finish(Written { said, rows, version })
}

fn check(read: &mut Reader, section: &str, said: &Said, rows: &[Said]) {
    match section {
        "idea" => read.require(said.get("months") != "0", "months", "frame-field-needed"),
        "budget" => {
            let currency = said.get("currency");
            let fits = currency.len() == 3 && currency.chars().all(|c| c.is_ascii_uppercase());
            read.require(fits, "currency", "qips-error-currency");
            let rate = said.amount("rate");
            read.require(!rate.is_zero(), "rate", "frame-field-needed");
            read.require(currency != "USD" || rate == Decimal::ONE, "rate", "qips-error-dollar");
            read.require(!rows.is_empty(), "what-1", "qips-error-lines");
        }
        "sites" => read.require(!rows.is_empty(), "place-1", "frame-field-needed"),
        "quotations" => {
            let chosen = rows.iter().filter(|row| row.get("chosen") == "yes").count();
            read.require(rows.is_empty() || chosen == 1, "chosen-1", "qips-error-one-chosen");
        }
        _ => {}
    }
}

/// The account of the partner.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BankForm {
    pub signatory: String,
    pub bank: String,
    pub account: String,
}

impl BankForm {
    pub fn parse(&self) -> Result<Bank> {
        let mut read = Reader::default();
        let signatory = read.text("signatory", &self.signatory, 1..=200);
        let bank = read.text("bank", &self.bank, 1..=200);
        let account = read.text("account", &self.account, 4..=80);
        read.finish(Bank { signatory, bank, account })
    }

    pub fn of(bank: Option<Bank>) -> BankForm {
        let Bank { signatory, bank, account } = bank.unwrap_or_default();
        BankForm { signatory, bank, account }
    }
}
