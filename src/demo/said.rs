//! What each act says, by the fields of its form (`requests::forms`), and the rows that come with it.

use super::{
    doers::Doer,
    story::{Offer, Story, moves, needs_mitigation},
    texts::{Decline, Dispute, Fits, Words},
};
use crate::{
    access::VISITORS,
    requests::{
        forms::{ESCORT_CRITERIA, PRINCIPLES},
        model::{Kind, OfferState, State},
        states::Act,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use uuid::Uuid;

/// The reason of an act and its other fields.
pub struct Said {
    pub reason: String,
    pub detail: Value,
}

impl Said {
    fn reason(reason: &str) -> Said {
        Said { reason: reason.to_owned(), detail: json!({}) }
    }
}

impl<'a> Story<'a> {
    /// The words of an act, with offers, sheet, brief and consents written as the act does it.
    pub fn said(&mut self, act: Act, doer: &Doer, at: Timestamp) -> Said {
        let general = &self.world.texts.general;
        let template = self.case.template;
        match act {
            Act::Submit if self.case.relays.is_none() => {
                Said { reason: String::new(), detail: json!({ "door": self.case.door }) }
            }
            Act::Ask => Said::reason(&template.question),
            Act::Answer => Said::reason(&template.answer),
            Act::ProposeReferral => {
                let referral = self.fitting(&general.referrals);
                Said {
                    reason: referral.reason.clone(),
                    detail: json!({ "channel": referral.channel, "contact": referral.contact }),
                }
            }
            Act::Decline | Act::NotEndorse => self.decline(act),
            Act::Screen => self.screen(doer, at),
            Act::Endorse => self.endorse(),
            Act::PassOn => {
                self.cimic = Some(self.case.cimic_desk(self.world));
                Said {
                    reason: String::new(),
                    detail: json!({ "desk": self.cimic.map(|desk| desk.id) }),
                }
            }
            Act::Relay => {
                let need =
                    template.relayed_need.as_deref().map(|need| self.case.fill(self.world, need));
                Said {
                    reason: String::new(),
                    detail: json!({ "need": need, "desk": self.case.cimic_desk(self.world).id }),
                }
            }
            Act::Advise => {
                let advice = self.dice.pick(&self.world.texts.of(template.kind).advice);
                Said {
                    reason: String::new(),
                    detail: json!({ "assets": advice.assets, "effect": advice.effect, "risk": advice.risk }),
                }
            }
            Act::Offer => self.offer(doer, at),
            Act::TakeBack => self.close_offer(OfferState::TakenBack, &general.take_backs),
            Act::DeclineOffer => self.close_offer(OfferState::Declined, &general.offer_declines),
            Act::LapseOffer => self.close_offer(OfferState::Lapsed, &[]),
            Act::AcceptOffer => self.accept(doer, at),
            Act::Task | Act::Retask => self.task(act, at),
            Act::Start => {
                self.move_offers(OfferState::Tasked, OfferState::UnderWay);
                Said::reason("")
            }
            Act::Report => self.report(at),
            Act::Suspend => Said::reason(self.words(&general.suspensions)),
            Act::Abort => {
                self.move_offers(OfferState::Tasked, OfferState::Aborted);
                self.move_offers(OfferState::UnderWay, OfferState::Aborted);
                Said::reason(self.words(&general.aborts))
            }
            Act::Confirm => self.confirm(),
            Act::Dispute => Said::reason(&self.dispute().missing),
            Act::Settle => self.settle(),
            Act::Close if self.state == State::Delivered => Said::reason(
                "No answer from the requester for fifteen days; the unit’s report stands, not confirmed.",
            ),
            Act::Withdraw => Said::reason(self.words(&general.withdrawals)),
            Act::Expire => {
                let turn = match self.state {
                    State::Submitted => "screening",
                    State::Returned | State::Offered => "owner",
                    State::Screened => "endorsing",
                    _ => "desk",
                };
                Said { reason: String::new(), detail: json!({ "turn": turn }) }
            }
            _ => Said::reason(""),
        }
    }

    fn decline(&mut self, act: Act) -> Said {
        let harmful = self.case.template.harm.answer == crate::requests::model::Harm::Yes;
        let fits = |code: &str| match (act, code) {
            _ if harmful => code == "perception_risk_too_high",
            (Act::NotEndorse, code) => code == "hc_not_endorsed",
            (_, "hc_not_endorsed" | "perception_risk_too_high") => false,
            (_, "no_capacity") => self.state == State::Endorsed,
            (_, "incomplete" | "duplicate") => self.state == State::Submitted,
            _ => true,
        };
        let kind = self.case.template.kind;
        let declines = &self.world.texts.general.declines;
        let known: Vec<&Decline> =
            declines.iter().filter(|one| fits(&one.code) && one.fits(kind)).collect();
        let decline = self.dice.pick(&known);
        Said { reason: decline.reason.clone(), detail: json!({ "code": decline.code }) }
    }

    fn screen(&mut self, doer: &Doer, at: Timestamp) -> Said {
        self.screened();
        if self.case.is_community_support() {
            let coordinator = self.world.mission.actor("ocha").id;
            self.rows.parties.push(json!({ "request_id": self.id, "actor_id": coordinator, "why": "check", "added_at": at }));
        }
        let (case, general) = (self.case, &self.world.texts.general);
        let points: &[&str] = match case.template.kind {
            _ if !case.is_humanitarian() || case.is_community_support() => &[],
            Kind::ArmedEscort => ESCORT_CRITERIA,
            _ => PRINCIPLES,
        };
        let evidence = if case.template.kind == Kind::ArmedEscort {
            &general.escort_criteria
        } else {
            &general.sheet
        };
        for point in points {
            let words = evidence.get(*point).map_or("Seen on paper.", |words| self.words(words));
            self.rows.sheets.push(json!({
                "request_id": self.id, "point": point, "answer": "met", "evidence": words, "answered_by": doer.person, "answered_at": at,
            }));
        }
        if self.dice.chance(60) {
            self.note(&general.screening_notes, doer, at);
        }
        let needed = case.needs_endorsement();
        let matrix = (!points.is_empty())
            .then(|| super::case::Case::matrix(case.assistance()))
            .map_or("yes", |matrix| matrix.as_str());
        let endorsement = if needed { "needed" } else { "passes" };
        Said {
            reason: String::new(),
            detail: json!({ "assistance": case.assistance(), "matrix": matrix, "endorsement": endorsement }),
        }
    }

    fn endorse(&mut self) -> Said {
        let general = &self.world.texts.general;
        let reasons = if self.case.is_community_support() {
            &general.community_checks
        } else {
            &general.endorsements
        };
        let mut detail = json!({});
        if needs_mitigation(self.case) {
            detail["mitigation"] = self.words(&general.mitigations).into();
        }
        if self.cimic.is_none() && !self.case.owner.coexists {
            let desk = self.case.cimic_desk(self.world);
            self.cimic = Some(desk);
            detail["desk"] = desk.id.to_string().into();
        }
        Said { reason: self.words(reasons).to_owned(), detail }
    }

    fn offer(&mut self, doer: &Doer, at: Timestamp) -> Said {
        let texts = self.world.texts.of(self.case.template.kind);
        let first = self.choose_unit();
        let is_open = |story: &Self, unit: Uuid| {
            story
                .offers
                .iter()
                .any(|offer| offer.provider == unit && offer.state == OfferState::Offered)
        };
        let others = ["caravan", "kestrel", "ibis"];
        let unit = if is_open(self, self.world.mission.actor(first).id) {
            others.iter().find(|other| **other != first).unwrap_or(&"caravan")
        } else {
            first
        };
        let unit = self.world.mission.actor(unit);
        let (advice, words) = (self.dice.pick(&texts.advice), self.dice.pick(&texts.offers));
        let id = Uuid::new_v4();
        let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
        let valid_until = day(at + SignedDuration::from_hours(24 * self.dice.range(3, 6)))
            .max(day(self.world.past.now + SignedDuration::from_hours(48)));
        let valid_until = if self.needed.1 < day(self.world.past.now) {
            day(at + SignedDuration::from_hours(96))
        } else {
            valid_until
        };
        let order = format!("{}-{:03}", unit_letters(&unit.name), self.dice.range(11, 640));
        self.offers.push(Offer {
            id,
            provider: unit.id,
            state: OfferState::Offered,
            row: json!({
                "id": id, "request_id": self.id, "desk_id": self.cimic.map(|desk| desk.id), "provider_id": unit.id, "assets": advice.assets,
                "asset_ids": self.world.mission.assets(unit.id, self.case.template.kind.as_str()), "conditions": words.conditions,
                "decided_by": words.decided_by, "order_reference": order, "valid_until": valid_until, "state": OfferState::Offered, "reason": "",
                "offered_by": doer.person, "offered_at": at, "version": 1,
            }),
        });
        Said {
            reason: String::new(),
            detail: json!({ "provider": unit.id, "decided_by": words.decided_by, "valid_until": valid_until, "offer": id }),
        }
    }

    /// Ends the newest open offer.
    fn close_offer(&mut self, state: OfferState, reasons: &'a [Words]) -> Said {
        let reason = if reasons.is_empty() { "" } else { self.words(reasons) };
        let Some(offer) =
            self.offers.iter_mut().rev().find(|offer| offer.state == OfferState::Offered)
        else {
            return Said::reason(reason);
        };
        offer.set(state);
        offer.row["reason"] = reason.into();
        Said { reason: reason.to_owned(), detail: json!({ "offer": offer.id }) }
    }

    /// The provider becomes a party and reads what the owner consents to, until two days after the end.
    fn accept(&mut self, doer: &Doer, at: Timestamp) -> Said {
        let Some(offer) =
            self.offers.iter_mut().rev().find(|offer| offer.state == OfferState::Offered)
        else {
            return Said::reason("");
        };
        offer.set(OfferState::Accepted);
        let (id, provider) = (offer.id, offer.provider);
        self.rows.parties.push(
            json!({ "request_id": self.id, "actor_id": provider, "why": "unit", "added_at": at }),
        );
        let moves = moves(self.case.template.kind);
        let fields = if moves { vec!["f1", "f2"] } else { vec!["f1"] };
        let fields = if self.dice.chance(12) { Vec::new() } else { fields };
        let mut detail = json!({ "offer": id, "unit": provider });
        if !fields.is_empty() {
            detail["fields"] = fields.join(" ").into();
            let until = self.needed.1.saturating_add(jiff::Span::new().days(3));
            self.consent(provider, &fields, doer, at, until);
        }
        Said { reason: String::new(), detail }
    }

    pub fn consent(
        &mut self,
        to: Uuid,
        fields: &[&str],
        doer: &Doer,
        at: Timestamp,
        until: jiff::civil::Date,
    ) {
        let heard = doer.heard.then(|| self.heard(at));
        self.rows.consents.push(json!({
            "request_id": self.id, "recipient_id": to, "fields": fields, "purpose": "requests-purpose-support", "given_by": doer.person,
            "given_actor": doer.actor.filter(|actor| *actor != VISITORS), "heard": heard, "given_at": at, "until_at": format!("{until}T00:00:00Z"),
        }));
    }

    fn task(&mut self, act: Act, at: Timestamp) -> Said {
        let before = self.unit;
        let accepted = self
            .offers
            .iter()
            .find(|offer| offer.state == OfferState::Accepted)
            .map(|offer| offer.provider);
        let unit = if let (Act::Task, Some(provider)) = (act, accepted) {
            self.world.mission.by_id(provider)
        } else {
            let is_other = |key: &&&str| before.is_none_or(|unit| unit.key != **key);
            let others = ["kestrel", "ibis", "caravan"];
            self.world.mission.actor(others.iter().find(is_other).unwrap_or(&"caravan"))
        };
        self.unit = Some(unit);
        self.move_offers(OfferState::Accepted, OfferState::Tasked);
        let template = self.case.template;
        let order = format!(
            "{} {:03}/{}",
            unit_letters(&unit.name),
            self.dice.range(11, 640),
            at.to_zoned(TimeZone::UTC).year() % 100
        );
        self.rows.briefs.push(json!({
            "act_at": at, "request_id": self.id, "unit_id": unit.id, "order_reference": order,
            "brief": self.dice.pick(&self.world.texts.of(template.kind).briefs), "fears": if self.case.relays.is_some() { "" } else { &template.harm.why },
        }));
        let reason =
            if act == Act::Retask { self.words(&self.world.texts.general.retasks) } else { "" };
        Said { reason: reason.to_owned(), detail: json!({ "unit": unit.id }) }
    }

    fn report(&mut self, at: Timestamp) -> Said {
        self.move_offers(OfferState::UnderWay, OfferState::Delivered);
        let told: Vec<_> = self
            .world
            .texts
            .of(self.case.template.kind)
            .reports
            .iter()
            .filter(|report| !report.failed)
            .collect();
        let report = self.dice.pick(&told);
        let written =
            |at: Timestamp| at.to_zoned(TimeZone::UTC).strftime("%d %B, %H:%M").to_string();
        let hours = self.dice.range(1, 4);
        Said {
            reason: String::new(),
            detail: json!({
                "started": written(self.since), "ended": written(at - SignedDuration::from_hours(hours)), "quantity": format!("{} {}", report.outcome, report.quantity),
                "incidents": report.incidents, "deviations": report.deviations, "behaviour": report.behaviour,
            }),
        }
    }

    fn confirm(&mut self) -> Said {
        let feedback = &self.world.texts.general.feedback;
        let language = if feedback.contains_key(&self.case.template.language) {
            self.case.template.language.as_str()
        } else {
            "en"
        };
        let words = self.dice.pick(&feedback[language]);
        let received = if words.need_met <= 3 { "part" } else { "all" };
        let mut detail = json!({ "received": received, "met_need": words.need_met.to_string(), "perception": words.perception });
        if received == "part" {
            let (good, damaged) = (self.dice.range(60, 95), self.dice.range(1, 9));
            detail["good"] = good.to_string().into();
            detail["damaged"] = damaged.to_string().into();
        }
        if !words.change.is_empty() {
            detail["change"] = words.change.as_str().into();
        }
        Said { reason: String::new(), detail }
    }

    fn settle(&mut self) -> Said {
        let dispute = self.dispute();
        let goes_on = self.next() == Some(Act::Start);
        if goes_on {
            self.move_offers(OfferState::Delivered, OfferState::Tasked);
        }
        Said {
            reason: dispute.settlement.clone(),
            detail: json!({
                "asked_says": dispute.missing, "answered_says": dispute.unit_side, "outcome": if goes_on { State::Tasked } else { State::Closed },
            }),
        }
    }

    /// What went wrong, as fits the kind: the same when it is told and when it is settled.
    fn dispute(&self) -> &'a Dispute {
        let fitting: Vec<&Dispute> = self
            .world
            .texts
            .general
            .disputes
            .iter()
            .filter(|dispute| dispute.fits(self.case.template.kind))
            .collect();
        fitting[usize::from(self.id.as_bytes()[0]) % fitting.len()]
    }

    fn move_offers(&mut self, from: OfferState, to: OfferState) {
        for offer in self.offers.iter_mut().filter(|offer| offer.state == from) {
            offer.set(to);
        }
    }
}

impl Offer {
    fn set(&mut self, state: OfferState) {
        self.state = state;
        self.row["state"] = state.as_str().into();
    }
}

/// The letters of an order reference: `KB` for Kestrel Battalion.
fn unit_letters(name: &str) -> String {
    name.split(' ')
        .filter_map(|word| word.chars().next())
        .filter(|first| first.is_uppercase())
        .collect()
}
