//! What a project is, on paper: facts, proposal, sites, budget, quotations, instalments.

use super::Sheet;
use crate::{i18n::Text, paper::Column, qips::model::money};
use rust_decimal::Decimal;

/// `USD 12,500.00`
pub fn amount(currency: &str, amount: Decimal) -> String {
    format!("{currency} {}", money(amount))
}

impl Sheet<'_> {
    pub fn facts(&mut self) {
        let (record, project) = (self.record, &self.record.project);
        let sector = format!("{} ({})", self.word("qips-sector", &project.sector), project.sector);
        let mut facts = vec![
            (self.say("qips-field-summary"), project.summary.clone()),
            (self.say("qips-proposer"), record.name(&project.proposer_id)),
            (self.say("qips-owner"), record.name(&project.owner_id)),
            (self.say("qips-field-partner"), record.partner()),
            (self.say("qips-field-sector"), sector),
            (self.say("qips-field-area"), project.area.clone()),
            (self.say("qips-field-fund"), project.fund.clone()),
            (
                self.say("qips-budget-year"),
                format!("{}–{}", project.budget_year, project.budget_year + 1),
            ),
            (self.say("qips-beneficiaries"), self.people()),
        ];
        if record.is_qip() {
            facts.extend(self.sums());
        }
        if let Some(starts) = project.starts_on {
            let ends = project.ends_on.map(|ends| format!(" – {}", self.day(ends)));
            facts.push((self.say("qips-runs"), self.day(starts) + &ends.unwrap_or_default()));
        }
        if let Some(physical) = project.physical {
            let paid = Text::new("qips-paid-share").with("n", project.paid()).say(self.voice.lang);
            facts.push((self.say("qips-field-physical"), format!("{physical} %, {paid}")));
        }
        self.paper.heading(self.say("frame-facts"));
        self.paper.facts(facts);
    }

    fn people(&self) -> String {
        let project = &self.record.project;
        if project.people() == 0 {
            return String::new();
        }
        let parts = [
            ("women", project.women),
            ("girls", project.girls),
            ("men", project.men),
            ("boys", project.boys),
        ];
        let parts = parts.map(|(name, n)| format!("{} {n}", self.word("qips-field", name)));
        format!("{} ({})", project.people(), parts.join(", "))
    }

    /// The money of the project in its own currency and in US dollars.
    fn sums(&self) -> Vec<(String, String)> {
        let project = &self.record.project;
        let mut asked = amount(&project.currency, project.requested);
        if project.currency != "USD" {
            asked = format!("{asked} ({})", amount("USD", project.requested_usd()));
        }
        let mut facts = vec![(self.say("qips-requested"), asked)];
        if let Some(approved) = project.approved_usd {
            let mut text = amount("USD", approved);
            if project.currency != "USD" {
                let rate = Text::new("qips-rate")
                    .with("rate", project.rate.normalize().to_string())
                    .with("currency", project.currency.as_str());
                text = format!("{text} ({})", rate.say(self.voice.lang));
            }
            facts.push((self.say("qips-approved"), text));
            facts.push((self.say("qips-released"), amount("USD", project.released_usd)));
            facts.push((self.say("qips-accounted"), amount("USD", project.accounted_usd)));
        }
        facts.push((self.say("qips-field-waiver"), project.waiver.clone()));
        facts.push((self.say("qips-field-agreement"), project.agreement.clone()));
        facts
    }

    /// The sections of the proposal: all but what stands in the facts, or these alone.
    pub fn proposal(&mut self, only: &[&str]) {
        let record = self.record;
        for (section, words) in &record.sections {
            let is_wanted = if only.is_empty() {
                section != "idea" && section != "people"
            } else {
                only.contains(&section.as_str())
            };
            if is_wanted && !words.is_empty() {
                self.paper.heading(self.word("qips-section", section));
                let facts = words.iter().map(|(label, text)| (self.say(label), text.clone()));
                let facts = facts.collect();
                self.paper.facts(facts);
            }
        }
    }

    pub fn sites(&mut self) {
        let record = self.record;
        if record.sites.is_empty() {
            return;
        }
        self.paper.heading(self.say("qips-section-sites"));
        let columns = vec![
            Column::words(self.say("qips-field-place"), 40.0),
            Column::words(self.say("qips-field-area"), 25.0),
            Column::words(self.say("qips-field-land_owner"), 35.0),
        ];
        let rows = record.sites.iter().map(|site| {
            let mut owner = site.land_owner.clone();
            if !site.document.is_empty() {
                owner = format!("{owner} ({})", site.document);
            }
            vec![site.place.clone(), site.area.clone(), owner]
        });
        let rows = rows.collect();
        self.paper.table(columns, rows, None);
    }

    pub fn budget(&mut self) {
        let record = self.record;
        if record.lines.is_empty() {
            return;
        }
        let currency = record.project.currency.as_str();
        self.paper.heading(self.say("qips-section-budget"));
        let in_currency = Text::new("qips-amount").with("currency", currency).say(self.voice.lang);
        let columns = vec![
            Column::words(self.say("qips-field-what"), 31.0),
            Column::words(self.say("qips-field-category"), 13.0),
            Column::words(self.say("qips-field-source"), 13.0),
            Column::figures(self.say("qips-field-quantity"), 13.0),
            Column::figures(self.say("qips-field-unit_cost"), 14.0),
            Column::figures(in_currency, 17.0),
        ];
        let rows = record.lines.iter().map(|line| {
            vec![
                line.what.clone(),
                self.word("qips-category", &line.category),
                self.word("qips-source", &line.source),
                format!("{} {}", line.quantity.normalize(), line.unit),
                money(line.unit_cost),
                money(line.amount),
            ]
        });
        let total: Decimal = record.lines.iter().map(|line| line.amount).sum();
        let mut foot = vec![self.say("paper-total")];
        foot.resize(5, String::new());
        foot.push(money(total));
        let rows = rows.collect();
        self.paper.table(columns, rows, Some(foot));
        let sources = record.sources().into_iter();
        let sources =
            sources.map(|(source, sum)| (self.word("qips-source", source), amount(currency, sum)));
        let sources = sources.collect();
        self.paper.facts(sources);
    }

    pub fn quotations(&mut self) {
        let record = self.record;
        if record.quotes.is_empty() {
            return;
        }
        let currency = record.project.currency.as_str();
        self.paper.heading(self.say("qips-section-quotations"));
        let in_currency = Text::new("qips-amount").with("currency", currency).say(self.voice.lang);
        let columns = vec![
            Column::words(self.say("qips-field-supplier"), 28.0),
            Column::words(self.say("qips-field-quote_for"), 24.0),
            Column::words(self.say("qips-field-chosen"), 31.0),
            Column::figures(in_currency, 17.0),
        ];
        let rows = record.quotes.iter().map(|quote| {
            let mut chosen = String::new();
            if quote.is_chosen {
                chosen = self.say("frame-yes");
            }
            if !quote.why.is_empty() {
                chosen = if chosen.is_empty() {
                    quote.why.clone()
                } else {
                    format!("{chosen}. {}", quote.why)
                };
            }
            vec![quote.supplier.clone(), quote.what.clone(), chosen, money(quote.amount)]
        });
        let rows = rows.collect();
        self.paper.table(columns, rows, None);
    }

    /// The plan of instalments, with where each stands; never where the money goes.
    pub fn instalments(&mut self, with_state: bool) {
        let record = self.record;
        self.paper.heading(self.say("qips-instalments"));
        if record.instalments.is_empty() {
            self.paper.note(self.say("qips-no-plan"));
            return;
        }
        let currency = record.project.currency.as_str();
        let in_currency = Text::new("qips-amount").with("currency", currency).say(self.voice.lang);
        let mut columns = vec![Column::words(self.say("qips-field-milestone"), 45.0)];
        if with_state {
            columns.push(Column::words(self.say("frame-state"), 20.0));
        }
        columns.push(Column::figures(in_currency, 18.0));
        let in_dollars = currency != "USD";
        if in_dollars {
            columns.push(Column::figures("USD", 17.0));
        }
        let rows = record.instalments.iter().map(|(one, _)| {
            let mut row = vec![format!("{}. {}", one.position, one.milestone)];
            if with_state {
                let state = self.word("qips-instalment", one.state);
                let reason = &one.reason;
                row.push(if reason.is_empty() { state } else { format!("{state}: {reason}") });
            }
            row.push(money(one.amount));
            row.extend(in_dollars.then(|| money(one.amount_usd)));
            row
        });
        let rows = rows.collect();
        let sum = |of: fn(&crate::qips::model::Instalment) -> Decimal| -> Decimal {
            record.instalments.iter().map(|(one, _)| of(one)).sum()
        };
        let mut foot = vec![self.say("paper-total")];
        foot.resize(columns.len() - 1 - usize::from(in_dollars), String::new());
        foot.push(money(sum(|one| one.amount)));
        foot.extend(in_dollars.then(|| money(sum(|one| one.amount_usd))));
        self.paper.table(columns, rows, Some(foot));
    }
}
