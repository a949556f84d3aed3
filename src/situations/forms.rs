//! What people type about the situation.

use super::model::{Phase, Situation};
use crate::web::{error::Result, forms::Reader};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProposalForm {
    pub situation: String,
    pub why: String,
}

impl ProposalForm {
    pub fn parse(&self, now: &str) -> Result<(Situation, String)> {
        let mut read = Reader::default();
        let situation =
            read.choice("situation", &self.situation, Situation::ALL, Situation::as_str);
        read.require(self.situation != now, "situation", "situations-same");
        let why = read.text("why", &self.why, 3..=2000);
        read.finish((situation, why))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    pub answer: String,
}

impl AnswerForm {
    /// The words of the answer; a refusal needs some.
    pub fn parse(&self, least: usize) -> Result<String> {
        let mut read = Reader::default();
        let answer = read.text("answer", &self.answer, least..=2000);
        read.finish(answer)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PhaseForm {
    pub phase: String,
}

impl PhaseForm {
    pub fn parse(&self) -> Result<Phase> {
        let mut read = Reader::default();
        let phase = read.choice("phase", &self.phase, Phase::ALL, Phase::as_str);
        read.finish(phase)
    }
}
