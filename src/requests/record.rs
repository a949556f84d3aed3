//! Everything that the record page, the triage view and the printed record say about one request.

use super::{
    model::{Consent, Moment, Offer, Private, Request, Step, Tried},
    pages::offered_acts,
    policy::{self, Take},
    states::{Act, Of},
    store,
};
use crate::{
    access::{Role, Verdict},
    actions::{self, model::Listing},
    actors::{self, model::ActorName},
    audit,
    files::{
        self,
        model::{Documents, RecordKind},
    },
    i18n::{Lang, Text, label_of, say},
    notes::{self, Words},
    objectives,
    web::{context::Ctx, error::Result},
};
use std::collections::HashMap;
use uuid::Uuid;

/// One request as this viewer reads it.
#[expect(clippy::struct_excessive_bools, reason = "facts that stand beside each other")]
pub struct RecordView {
    pub request: Request,
    pub lang: Lang,
    pub private: Private,
    pub tried: Vec<Tried>,
    pub sheet: Vec<(String, String, String)>,
    pub offers: Vec<OfferView>,
    pub consents: Vec<Consent>,
    pub briefs: Vec<(jiff_sqlx::Timestamp, Uuid, String, String, String)>,
    pub history: Vec<Moment>,
    pub comments: Vec<Words>,
    pub documents: Documents,
    pub actions: Listing,
    pub objectives: objectives::model::Links,
    pub notes: Vec<Words>,
    pub who_sees: Vec<String>,
    pub opened_by: Option<Vec<String>>,
    pub relay: Option<(String, bool)>,
    pub acts: Vec<(Act, String)>,
    pub can_comment: bool,
    pub can_note: bool,
    pub can_consent: bool,
    pub is_owner: bool,
    pub office: String,
    names: HashMap<Uuid, ActorName>,
}

/// An offer with what can be done about it.
pub struct OfferView {
    pub offer: Offer,
    pub acts: Vec<(Act, String)>,
}

impl RecordView {
    /// Reads what the viewer may see of it, each part under row level security. Reading it is an opening (`page`, `print`),
    /// which is on disk before anything is shown.
    pub async fn load(cx: &mut Ctx, request: Request, what: &'static str) -> Result<RecordView> {
        let id = request.id;
        cx.opened("request", id, request.owner_id, what).await?;
        let tx = &mut cx.tx;
        let offers = store::offers(tx, id).await?;
        let consents = store::consents(tx, id).await?;
        let history = store::history(tx, id).await?;
        let comments = store::comments(tx, id).await?;
        let viewers = store::viewers(tx, id).await?;
        let is_owner = policy::is_owner_side(tx.viewer(), &request);
        let opened_by = audit::store::opened_by(cx, "request", id, is_owner).await?;
        let tx = &mut cx.tx;
        let names = {
            let mut ids: Vec<Uuid> = vec![request.owner_id];
            ids.extend(
                [request.turn_id, request.unit_id, request.cimic_desk_id, request.entered_by_id]
                    .into_iter()
                    .flatten(),
            );
            ids.extend(offers.iter().map(|offer| offer.provider_id));
            ids.extend(consents.iter().map(|consent| consent.recipient_id));
            ids.extend(history.iter().filter_map(|moment| moment.actor_id));
            ids.extend(history.iter().flat_map(|moment| {
                moment.detail.iter().filter_map(|(_, value)| Uuid::parse_str(value).ok())
            }));
            ids.extend(comments.iter().filter_map(|words| words.actor_id));
            ids.extend(viewers.iter().map(|(actor, ..)| *actor));
            actors::store::names(tx, &ids).await?
        };
        let sheet =
            if request.is_humanitarian() { store::sheet(tx, id).await? } else { Vec::new() };
        let briefs =
            if request.unit_id.is_some() { store::briefs(tx, id).await? } else { Vec::new() };
        let relay = if matches!(tx.viewer().role, Role::Coordinator | Role::Partner) {
            store::relay_of(tx, id).await?
        } else {
            None
        };
        let notes = if tx.viewer().is_signed_in() { notes::of(tx, id).await? } else { Vec::new() };
        let add = tx
            .viewer()
            .may(policy::Attach, &request)
            .then(|| format!("{}/documents/new", super::model::url(&request.reference)));
        let documents = files::store::documents(tx, RecordKind::Request, id, add).await?;
        let add = tx
            .viewer()
            .may(policy::PutAction, &request)
            .then(|| format!("{}/actions/new", super::model::url(&request.reference)));
        let actions = actions::store::listing(tx, RecordKind::Request, id, add).await?;
        let is_own = tx.viewer().acts_for(request.owner_id);
        let objectives = objectives::store::links_of(tx, "request", id, is_own).await?;
        let (private, tried) = (store::private(tx, id).await?, store::tried(tx, id).await?);
        let step = |act| Step { request: request.clone(), act, offer: None };
        Ok(RecordView {
            lang: cx.lang,
            private,
            tried,
            documents,
            actions,
            objectives,
            sheet,
            offers: offers.into_iter().map(|offer| offer_view(cx, &request, offer)).collect(),
            who_sees: who_sees(&viewers, &names, cx.lang, request.has_code),
            opened_by,
            acts: by_weight(offered_acts(cx, &request)),
            can_comment: cx.viewer().may(policy::Comment, &request),
            can_note: cx.viewer().may(policy::Note, &request),
            can_consent: cx.viewer().verdict(Take, &step(Act::EndConsent)) == Verdict::Allow,
            is_owner,
            office: cx.viewer().actor_name.clone(),
            consents,
            briefs,
            history,
            comments,
            notes,
            relay,
            names,
            request,
        })
    }

    /// The address of a part of the request.
    pub fn part(&self, noun: &str) -> String {
        format!("{}/{noun}", super::model::url(&self.request.reference))
    }

    /// How an actor is called to this reader.
    pub fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.lang)).unwrap_or_default()
    }

    /// Role and actor, as one line: `CIMIC officer · Sector North`.
    pub fn who(&self, actor: Option<&Uuid>, role: &Role) -> String {
        let role = say(self.lang, &format!("role-{role}"), None);
        match actor.map(|actor| self.name(actor)).filter(|name| !name.is_empty()) {
            Some(name) => format!("{role} · {name}"),
            None => role,
        }
    }

    /// Whose turn it is, in words.
    pub fn turn(&self) -> String {
        match self.request.turn_id {
            Some(actor) => self.name(&actor),
            None => String::new(),
        }
    }

    /// The key of triage that presses this act; the acts with `a` move the request on.
    pub fn key_of(&self, act: &Act) -> &'static str {
        key_of(*act)
    }

    /// How its button looks: the one that moves the request on is full, what ends it says so, the rest is quiet.
    pub fn style_of(&self, act: &Act) -> &'static str {
        match weight(*act) {
            0 if !self.offers_wait() => "",
            9 => "stop",
            _ => "quiet",
        }
    }

    /// Whether an offer waits for this reader's answer.
    pub fn offers_wait(&self) -> bool {
        self.offers.iter().any(|view| view.acts.iter().any(|(act, _)| *act == Act::AcceptOffer))
    }

    /// What an act said, as (label key, text).
    pub fn details(&self, moment: &Moment) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        for (name, value) in &moment.detail {
            if name != "offer" && !value.is_empty() {
                lines.push((format!("requests-field-{name}"), self.value(name, value)));
            }
        }
        lines
    }

    /// Codes in words, actors by name, the rest as it was typed.
    fn value(&self, name: &str, value: &str) -> String {
        if name == "changed" {
            let label = |field: &str| label_of(self.lang, "asking", field);
            let words: Vec<String> = value.split(", ").filter_map(label).collect();
            return words.join(" · ");
        }
        if let Some(actor) = Uuid::parse_str(value).ok().and_then(|id| self.names.get(&id)) {
            return actor.label(self.lang);
        }
        let words: Vec<String> = value
            .split(' ')
            .map(|code| {
                let key = format!("requests-{name}-{code}");
                if crate::i18n::has(Lang::En, &key) {
                    say(self.lang, &key, None)
                } else {
                    code.to_owned()
                }
            })
            .collect();
        if CODED.contains(&name) { words.join(", ") } else { value.to_owned() }
    }
}

fn key_of(act: Act) -> &'static str {
    match act {
        Act::Ask => "r",
        Act::Decline => "d",
        _ if weight(act) == 0 => "a",
        _ => "",
    }
}

/// The order of the buttons: what moves the request on first, what ends it last.
fn weight(act: Act) -> u8 {
    match act {
        Act::Screen
        | Act::Endorse
        | Act::Advise
        | Act::Offer
        | Act::Task
        | Act::Start
        | Act::Report
        | Act::Suffice
        | Act::Confirm
        | Act::Answer
        | Act::AgreeReferral
        | Act::Adopt
        | Act::Settle
        | Act::Close
        | Act::Relay
        | Act::Resume => 0,
        Act::Decline | Act::NotEndorse | Act::Abort | Act::Withdraw => 9,
        Act::Leave => 8,
        Act::Ask | Act::RefuseReferral | Act::Dispute | Act::PassOn => 1,
        _ => 5,
    }
}

/// Fields of acts that hold codes.
const CODED: [&str; 11] = [
    "audience",
    "channel",
    "code",
    "assistance",
    "matrix",
    "endorsement",
    "received",
    "met_need",
    "outcome",
    "fields",
    "door",
];

fn by_weight(mut acts: Vec<(Act, String)>) -> Vec<(Act, String)> {
    acts.sort_by_key(|(act, _)| weight(*act));
    acts
}

fn offer_view(cx: &Ctx, request: &Request, offer: Offer) -> OfferView {
    let mut acts = Vec::new();
    for (act, of, noun) in super::pages::acts() {
        let step = Step { request: request.clone(), act, offer: Some(offer.clone()) };
        if of == Of::Offer && cx.viewer().may(Take, &step) {
            acts.push((
                act,
                format!("{}/offers/{}/{noun}", super::model::url(&request.reference), offer.id),
            ));
        }
    }
    OfferView { offer, acts }
}

/// Actors and posts with counts, never persons; what the reader may not see reads "a humanitarian organisation".
fn who_sees(
    viewers: &[(Uuid, Role, i64)],
    names: &HashMap<Uuid, ActorName>,
    lang: Lang,
    has_code: bool,
) -> Vec<String> {
    let mut lines: Vec<String> = viewers
        .iter()
        .map(|(actor, role, n)| {
            let name = names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
            let role = say(lang, &format!("role-{role}"), None);
            Text::new("requests-who-sees")
                .with("actor", name)
                .with("role", role)
                .with("n", *n)
                .say(lang)
        })
        .collect();
    lines.sort();
    lines.dedup();
    if has_code {
        lines.push(say(lang, "requests-who-sees-code", None));
    }
    lines
}
