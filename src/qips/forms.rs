//! The forms of the acts and of the concept.

use super::{
    fields::{Field, Raw, Type, may, need, parse},
    model::{Concept, Kind, Project, SECTORS, Said, Step},
    states::Act,
};
use crate::web::{error::Result, forms::Reader};
use rust_decimal::Decimal;
use uuid::Uuid;

const GRADES: &[&str] = &["good", "fair", "poor"];
const YES_NO: &[&str] = &["yes", "no"];
/// The outcomes of a round.
pub const OUTCOMES: &[&str] = &["recommended", "screened", "deferred", "draft", "rejected"];
/// Instalments that a plan has at most.
pub const INSTALMENTS: [(&str, &str); 4] = [
    ("amount_1", "milestone_1"),
    ("amount_2", "milestone_2"),
    ("amount_3", "milestone_3"),
    ("amount_4", "milestone_4"),
];

/// The one page of a concept.
pub fn concept_fields(kind: Kind, on_behalf: bool) -> Vec<Field> {
    let mut fields = vec![
        need("title", Type::Line(200)),
        need("summary", Type::Area(4000)),
        need("sector", Type::List(&SECTORS)),
        need("area", Type::Pick),
        may("people", Type::Whole(10_000_000)),
    ];
    if kind == Kind::Support {
        fields.push(need("fund", Type::Line(200)));
    }
    if on_behalf {
        fields.push(may("behalf", Type::Pick));
    }
    fields
}

/// Reads a concept; whom it is for when it is entered for somebody else.
pub fn parse_concept(
    kind: Kind,
    on_behalf: bool,
    request: Option<Uuid>,
    raw: &Raw,
) -> Result<(Concept, Option<Uuid>)> {
    let (read, said) = parse(&concept_fields(kind, on_behalf), raw)?;
    let concept = Concept {
        title: said.get("title").to_owned(),
        summary: said.get("summary").to_owned(),
        sector: said.get("sector").to_owned(),
        area: said.id("area").unwrap_or_default(),
        people: said.get("people").parse().unwrap_or_default(),
        fund: said.get("fund").to_owned(),
        request,
    };
    read.finish((concept, said.id("behalf")))
}

/// The fields of an act on this project, in the order of the page.
pub fn fields(step: &Step) -> Vec<Field> {
    let project = &step.project;
    let reason = need("reason", Type::Area(2000));
    match step.act {
        Act::Decline
        | Act::Return
        | Act::Reject
        | Act::Refuse
        | Act::Cancel
        | Act::Suspend
        | Act::ReturnPayment => vec![reason],
        Act::Resume | Act::Allow | Act::RequestPayment => vec![may("reason", Type::Area(2000))],
        Act::Check => {
            vec![need("result", Type::Choice(&["clear", "talk"])), may("reason", Type::Area(2000))]
        }
        Act::Assess => vec![
            need("registered", Type::Choice(YES_NO)),
            need("experience", Type::Choice(GRADES)),
            need("accounts", Type::Choice(GRADES)),
            need("overdue", Type::Choice(YES_NO)),
            need("assessment", Type::Area(4000)),
        ],
        Act::Screen => screening(project),
        Act::Table => vec![need("round", Type::Pick)],
        Act::Outcome => vec![need("outcome", Type::Choice(OUTCOMES)), reason],
        Act::Approve => approval(project),
        Act::Plan => plan(),
        Act::Agree => vec![
            need("signed_on", Type::Date),
            need("signed_by", Type::Line(200)),
            need("agreement", Type::Line(200)),
        ],
        Act::Certify | Act::Release => vec![need("voucher", Type::Line(120))],
        Act::Account => vec![need("receipts", Type::Tick), may("reason", Type::Area(2000))],
        Act::Extend => vec![need("until", Type::Date), reason],
        Act::Complete => vec![need("report", Type::Area(4000)), need("receipts", Type::Tick)],
        Act::Finish => vec![need("report", Type::Area(4000))],
        Act::Start => vec![need("until", Type::Date)],
        Act::Inspect => vec![
            need("passed", Type::Choice(&["passed", "failed"])),
            need("on_day", Type::Date),
            need("physical", Type::Whole(100)),
            need("quality", Type::Choice(GRADES)),
            need("found", Type::Area(4000)),
        ],
        Act::Visit => visit(),
        Act::HandOver => vec![
            need("handed_on", Type::Date),
            need("handed_to", Type::Line(200)),
            need("commitment", Type::Area(2000)),
        ],
        Act::Close => vec![need("final_report", Type::Tick), may("reason", Type::Area(2000))],
        Act::Evaluate => vec![
            need("in_use", Type::Choice(&["fully", "partly", "not"])),
            need("upkept", Type::Choice(GRADES)),
            need("confidence_after", Type::Area(2000)),
            may("lessons", Type::Area(2000)),
        ],
        Act::Terminate => vec![reason, need("to_recover", Type::Money)],
        Act::Recover => vec![need("recovered", Type::Money), need("on_day", Type::Date)],
        Act::Propose | Act::Import | Act::TakeUp | Act::Submit | Act::AskCheck | Act::Publish => {
            Vec::new()
        }
    }
}

fn screening(project: &Project) -> Vec<Field> {
    let mut fields = vec![
        need("complete", Type::Tick),
        need("eligible", Type::Tick),
        need("no_duplicate", Type::Tick),
    ];
    if project.is_works {
        fields.push(need("engineer", Type::Area(2000)));
    }
    fields.push(may("reason", Type::Area(2000)));
    fields
}

fn approval(project: &Project) -> Vec<Field> {
    let mut fields = Vec::new();
    if project.currency != "USD" {
        fields.extend([need("rate", Type::Rate), need("rate_on", Type::Date)]);
    }
    if project.is_above_ceiling() {
        fields.push(need("waiver", Type::Area(2000)));
    }
    fields.extend([may("reason", Type::Area(2000)), need("secret", Type::Secret)]);
    fields
}

fn plan() -> Vec<Field> {
    let mut fields = Vec::new();
    for (place, (amount, milestone)) in INSTALMENTS.into_iter().enumerate() {
        let field = if place < 2 { need } else { may };
        fields.extend([field(amount, Type::Money), field(milestone, Type::Line(300))]);
    }
    fields
}

fn visit() -> Vec<Field> {
    vec![
        need("visit", Type::Choice(&["baseline", "progress", "final", "after_handover"])),
        need("on_day", Type::Date),
        need("physical", Type::Whole(100)),
        need("quality", Type::Choice(GRADES)),
        need("found", Type::Area(4000)),
        may("voices", Type::Area(4000)),
        may("complaints", Type::Area(4000)),
        need("recommendation", Type::Choice(&["continue", "correct", "suspend", "accept"])),
    ]
}

/// Reads an act: every mistake at once.
pub fn parse_act(step: &Step, raw: &Raw) -> Result<Said> {
    let (mut read, said) = parse(&fields(step), raw)?;
    check(&mut read, step, &said);
    read.finish(said)
}

/// Rules that look at more than one field.
fn check(read: &mut Reader, step: &Step, said: &Said) {
    let today = crate::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = |name: &str| said.get(name).parse::<jiff::civil::Date>().ok();
    match step.act {
        Act::Check => read.require(
            said.get("result") != "talk" || !said.reason.is_empty(),
            "reason",
            "qips-error-talk",
        ),
        Act::Plan => check_plan(read, &step.project, said),
        Act::Visit | Act::Inspect | Act::Recover => {
            read.require(day("on_day").is_none_or(|on| on <= today), "on_day", "qips-error-future");
        }
        Act::Agree => read.require(
            day("signed_on").is_none_or(|on| on <= today),
            "signed_on",
            "qips-error-future",
        ),
        Act::HandOver => read.require(
            day("handed_on").is_none_or(|on| on <= today),
            "handed_on",
            "qips-error-future",
        ),
        Act::Start => {
            read.require(
                day("until").is_none_or(|on| on >= today),
                "until",
                "frame-field-date-past",
            );
        }
        Act::Extend => {
            let end = step.project.ends_on.map(jiff_sqlx::Date::to_jiff);
            let later = day("until").is_none_or(|on| end.is_none_or(|end| on > end));
            read.require(later, "until", "qips-error-not-later");
        }
        _ => {}
    }
    if matches!(step.act, Act::Recover | Act::Terminate) {
        let field = if step.act == Act::Recover { "recovered" } else { "to_recover" };
        let open = step.project.released_usd - step.project.recovered_usd;
        read.require(said.amount(field) <= open, field, "qips-error-more-than-paid");
    }
}

/// The parts are the whole, to the cent; the first is at most, the last at least what the policy says.
fn check_plan(read: &mut Reader, project: &Project, said: &Said) {
    let whole = project.approved.unwrap_or_default();
    let mut amounts = Vec::new();
    for (amount, milestone) in INSTALMENTS {
        let (has_amount, has_milestone) =
            (!said.get(amount).is_empty(), !said.get(milestone).is_empty());
        read.require(has_amount || !has_milestone, amount, "frame-field-needed");
        read.require(has_milestone || !has_amount, milestone, "frame-field-needed");
        if has_amount {
            read.require(!said.amount(amount).is_zero(), amount, "frame-field-needed");
            amounts.push((amount, said.amount(amount)));
        }
    }
    let sum: Decimal = amounts.iter().map(|(_, amount)| *amount).sum();
    let share = |percent: i32| whole * Decimal::from(percent) / Decimal::ONE_HUNDRED;
    read.require(sum == whole, "amount_1", "qips-error-plan-sum");
    if let (Some((first, most)), Some((last, least))) = (amounts.first(), amounts.last()) {
        read.require(*most <= share(project.policy.first_share), first, "qips-error-first-share");
        read.require(*least >= share(project.policy.last_share), last, "qips-error-last-share");
    }
}
