//! The words of the stories: what is asked for, and what is said in each act (`demo/requests.json`).

use crate::{
    requests::model::{Assistance, Harm, Kind, Priority, Support},
    web::error::Result,
};
use serde::Deserialize;
use std::collections::HashMap;

const TEXTS: &str = include_str!("../../demo/requests.json");

#[derive(Deserialize)]
pub struct Texts {
    pub requests: Vec<Template>,
    by_kind: HashMap<Kind, KindTexts>,
    pub general: General,
}

impl Texts {
    pub fn load() -> Result<Texts> {
        super::json(TEXTS)
    }

    /// Panics on a kind without texts: the data are compiled in, and a test builds them.
    pub fn of(&self, kind: Kind) -> &KindTexts {
        &self.by_kind[&kind]
    }
}

/// Something that is asked for, with gaps to fill in.
#[derive(Deserialize)]
pub struct Template {
    pub kind: Kind,
    pub language: String,
    pub asked_by: Vec<String>,
    pub what: String,
    pub need: String,
    /// What the coordinator says for an owner who keeps their distance.
    pub relayed_need: Option<String>,
    pub people_affected: Option<[i64; 2]>,
    #[serde(default)]
    pub quantity: Quantity,
    #[serde(default)]
    pub items: String,
    pub from: Vec<String>,
    pub to: Vec<String>,
    #[serde(default)]
    pub places: Places,
    pub local_partner: Option<String>,
    pub tried: Vec<TriedText>,
    pub priority: Priority,
    pub criticality: Option<i64>,
    pub cluster: Option<String>,
    pub harm: HarmText,
    #[serde(default, deserialize_with = "code_or_nothing")]
    pub assistance: Option<Assistance>,
    pub question: String,
    pub answer: String,
    pub support: Option<Support>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Quantity {
    pub weight_kg: Option<[i64; 2]>,
    pub volume_m3: Option<[i64; 2]>,
    pub persons: Option<[i64; 2]>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Places {
    pub from_point: String,
    pub to_point: String,
    pub route: String,
}

#[derive(Deserialize)]
pub struct TriedText {
    pub option: String,
    pub outcome: String,
}

#[derive(Deserialize)]
pub struct HarmText {
    pub answer: Harm,
    #[serde(default)]
    pub why: String,
}

/// What is said about one kind of request.
#[derive(Deserialize)]
pub struct KindTexts {
    pub advice: Vec<Advice>,
    pub offers: Vec<OfferText>,
    pub briefs: Vec<String>,
    pub reports: Vec<Report>,
}

#[derive(Deserialize)]
pub struct Advice {
    pub assets: String,
    pub effect: String,
    pub risk: String,
}

#[derive(Deserialize)]
pub struct OfferText {
    pub conditions: String,
    pub decided_by: String,
}

#[derive(Deserialize)]
pub struct Report {
    /// An attempt that came to nothing: told of aborted requests only.
    #[serde(default)]
    pub failed: bool,
    pub outcome: String,
    pub quantity: String,
    pub incidents: String,
    pub deviations: String,
    pub behaviour: String,
}

/// What does not depend on the kind.
#[derive(Deserialize)]
pub struct General {
    /// By code and language.
    pub options: HashMap<String, HashMap<String, String>>,
    pub declines: Vec<Decline>,
    pub referrals: Vec<Referral>,
    pub endorsements: Vec<Words>,
    pub mitigations: Vec<Words>,
    pub waivers: Vec<Words>,
    pub withdrawals: Vec<Words>,
    pub take_backs: Vec<Words>,
    pub offer_declines: Vec<Words>,
    pub suspensions: Vec<Words>,
    pub aborts: Vec<Words>,
    pub retasks: Vec<Words>,
    pub disputes: Vec<Dispute>,
    pub feedback: HashMap<String, Vec<Feedback>>,
    /// By language; those of kinds in which something moves name trucks and boats.
    pub comments_any: HashMap<String, Vec<Words>>,
    pub comments_moving: HashMap<String, Vec<Words>>,
    pub comments_desk: Vec<Words>,
    pub internal_notes: Vec<Words>,
    pub screening_notes: Vec<Words>,
    pub sheet: HashMap<String, Vec<Words>>,
    pub escort_criteria: HashMap<String, Vec<Words>>,
    pub community_checks: Vec<Words>,
    /// How the owner's word was heard.
    pub walk_in: Vec<String>,
    pub heard_from: Vec<String>,
    pub visitors: Vec<VisitorText>,
}

#[derive(Deserialize)]
pub struct Decline {
    #[serde(default)]
    kinds: Vec<Kind>,
    pub code: String,
    pub reason: String,
}

#[derive(Deserialize)]
pub struct Referral {
    #[serde(default)]
    kinds: Vec<Kind>,
    pub channel: String,
    pub contact: String,
    pub reason: String,
}

#[derive(Deserialize)]
pub struct Dispute {
    #[serde(default)]
    kinds: Vec<Kind>,
    pub missing: String,
    pub unit_side: String,
    pub settlement: String,
}

#[derive(Deserialize)]
pub struct Feedback {
    pub need_met: i64,
    pub perception: String,
    pub change: String,
}

/// Somebody without an account.
#[derive(Deserialize)]
pub struct VisitorText {
    pub organisation: String,
    pub name: String,
    pub language: String,
    /// A reference and code that are printed with the cast.
    pub known: Option<Known>,
}

#[derive(Clone, Deserialize)]
pub struct Known {
    pub reference: String,
    pub code: String,
}

fn code_or_nothing<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<Assistance>, D::Error> {
    let code: Option<String> = Deserialize::deserialize(from)?;
    Ok(code.and_then(|code| Assistance::parse(&code)))
}

/// A sentence, for every kind or for some.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Words {
    Any(String),
    Some { text: String, kinds: Vec<Kind> },
}

impl Words {
    pub fn text(&self) -> &str {
        match self {
            Words::Any(text) | Words::Some { text, .. } => text,
        }
    }
}

/// What is said of some kinds of request only; of every kind where none is named.
pub trait Fits {
    fn kinds(&self) -> &[Kind];

    fn fits(&self, kind: Kind) -> bool {
        self.kinds().is_empty() || self.is_of(kind)
    }

    fn is_of(&self, kind: Kind) -> bool {
        self.kinds().contains(&kind)
    }
}

impl Fits for Words {
    fn kinds(&self) -> &[Kind] {
        match self {
            Words::Any(_) => &[],
            Words::Some { kinds, .. } => kinds,
        }
    }
}

impl Fits for Decline {
    fn kinds(&self) -> &[Kind] {
        &self.kinds
    }
}

impl Fits for Referral {
    fn kinds(&self) -> &[Kind] {
        &self.kinds
    }
}

impl Fits for Dispute {
    fn kinds(&self) -> &[Kind] {
        &self.kinds
    }
}
