//! Everything that the pages and the paper of one project say, as this reader may see it.

use super::{
    model::{
        Bank, Check, Instalment, InstalmentState, Kind, Moment, Project, Said, State, Step, Visit,
    },
    policy::{self, Take, possible},
    proposals::{
        self,
        store::{BudgetLine, Quote, Site},
    },
    states::{Act, Of, PAYMENTS},
    store::{self, Twin, Words},
};
use crate::{
    access::Role,
    actors::{self, model::ActorName},
    audit,
    files::{
        self,
        model::{Documents, RecordKind},
    },
    i18n::{Lang, Text, say},
    web::{context::Ctx, error::Result},
};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// One project as this viewer reads it.
#[expect(clippy::struct_excessive_bools, reason = "facts that stand beside each other")]
pub struct FileView {
    pub project: Project,
    pub lang: Lang,
    pub sections: Vec<(String, Vec<(String, String)>)>,
    pub tasks: Vec<(&'static str, bool)>,
    pub lines: Vec<BudgetLine>,
    pub quotes: Vec<Quote>,
    pub sites: Vec<Site>,
    pub checks: Vec<Check>,
    pub assessments: Vec<(jiff_sqlx::Timestamp, Vec<(String, String)>)>,
    pub instalments: Vec<(Instalment, Vec<(Act, String)>)>,
    pub bank: Option<Bank>,
    pub visits: Vec<Visit>,
    pub twins: Vec<Twin>,
    pub history: Vec<Moment>,
    pub documents: Documents,
    pub objectives: crate::objectives::model::Links,
    pub comments: Vec<Words>,
    pub notes: Vec<Words>,
    pub who_sees: Vec<String>,
    pub opened_by: Option<Vec<String>>,
    pub alerts: Vec<Text>,
    pub complete: i64,
    pub missing: Vec<&'static str>,
    pub acts: Vec<(Act, String)>,
    pub round: Option<(Uuid, String)>,
    pub can_edit: bool,
    pub can_bank: bool,
    pub can_comment: bool,
    pub can_note: bool,
    pub office: String,
    names: HashMap<Uuid, ActorName>,
    areas: HashMap<String, String>,
}

impl FileView {
    /// Reads what the viewer may see of it, each part under row level security. Reading it is an opening (`page`, `print`),
    /// which is on disk before anything is shown.
    pub async fn load(cx: &mut Ctx, project: Project, what: &'static str) -> Result<FileView> {
        let id = project.id;
        let opened_by = audit::store::opening(cx, "qip", id, project.owner_id, what).await?;
        let written = proposals::store::sections(&mut cx.tx, id).await?;
        let tasks = proposals::tasks(&mut cx.tx, &project).await?;
        let instalments = store::instalments(&mut cx.tx, id).await?;
        let history = store::history(&mut cx.tx, id).await?;
        let comments = store::comments(&mut cx.tx, id).await?;
        let checks = store::checks(&mut cx.tx, id).await?;
        let visits = store::visits(&mut cx.tx, id).await?;
        let viewers = store::viewers(&mut cx.tx, id).await?;
        let mut ids: Vec<Uuid> = vec![project.owner_id, project.proposer_id];
        ids.extend([project.turn_id, project.partner_id].into_iter().flatten());
        ids.extend(history.iter().filter_map(|moment| moment.actor_id));
        ids.extend(comments.iter().map(|words| words.actor_id));
        ids.extend(checks.iter().map(|check| check.actor_id));
        ids.extend(visits.iter().map(|visit| visit.actor_id));
        ids.extend(viewers.iter().map(|(actor, ..)| *actor));
        let names = actors::store::names(&mut cx.tx, &ids).await?;
        let areas = crate::areas::store::districts(&mut cx.tx).await?;
        let areas: HashMap<String, String> =
            areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        let reads_assessment = policy::reads_assessment(cx.viewer());
        let assessments =
            if reads_assessment { store::assessments(&mut cx.tx, id).await? } else { Vec::new() };
        let reads_bank = policy::reads_bank(cx.viewer(), &project);
        let bank = if reads_bank { store::bank(&mut cx.tx, id).await? } else { None };
        let is_early = matches!(
            project.state,
            State::Submitted | State::Screened | State::InReview | State::Proposed | State::Draft
        );
        let twins = if is_early { store::twins(&mut cx.tx, id).await? } else { Vec::new() };
        let round = round_of(cx, id).await?;
        let add = cx
            .viewer()
            .may(policy::Attach, &project)
            .then(|| format!("{}/documents/new", super::model::url(&project.reference)));
        let documents = files::store::documents(&mut cx.tx, RecordKind::Qip, id, add).await?;
        let is_own = cx.viewer().acts_for(project.owner_id);
        let objectives = crate::objectives::store::links_of(&mut cx.tx, "qip", id, is_own).await?;
        let missing = missing(&project, &tasks, &instalments, &visits);
        let mut view = FileView {
            lang: cx.lang,
            objectives,
            tasks,
            lines: proposals::store::lines(&mut cx.tx, id).await?,
            quotes: proposals::store::quotes(&mut cx.tx, id).await?,
            sites: proposals::store::sites(&mut cx.tx, id).await?,
            notes: store::notes(&mut cx.tx, id).await?,
            who_sees: who_sees(&viewers, &names, cx.lang),
            opened_by,
            alerts: alerts(&project, &instalments),
            complete: completeness(&project, missing.len()),
            missing,
            acts: acts(cx, &project),
            instalments: instalments.into_iter().map(|i| payment_acts(cx, &project, i)).collect(),
            can_edit: cx.viewer().may(policy::Edit, &project),
            can_bank: cx.viewer().may(policy::EditBank, &project) && project.partner_id.is_some(),
            can_comment: cx.viewer().may(policy::Comment, &project),
            can_note: cx.viewer().may(policy::Note, &project),
            office: cx.viewer().actor_name.clone(),
            sections: Vec::new(),
            project,
            checks,
            assessments,
            bank,
            visits,
            twins,
            history,
            documents,
            comments,
            round,
            names,
            areas,
        };
        view.sections =
            written.into_iter().map(|(section, said, _)| view.section(section, &said)).collect();
        view.sections.sort_by_key(|(section, _)| {
            proposals::SECTIONS.iter().position(|known| known == section)
        });
        Ok(view)
    }

    /// A section in words: labels and values in the order of its form. What stands in the facts is left out.
    fn section(&self, section: String, said: &Said) -> (String, Vec<(String, String)>) {
        let fields = proposals::fields(&section).unwrap_or_default();
        let shown = fields.into_iter().filter(|field| !said.get(field.name).is_empty());
        let words = shown
            .map(|field| {
                (format!("qips-field-{}", field.name), self.value(field.name, said.get(field.name)))
            })
            .collect();
        (section, words)
    }

    /// The address of a part of the project.
    pub fn part(&self, noun: &str) -> String {
        format!("{}/{noun}", super::model::url(&self.project.reference))
    }

    /// How an actor is called to this reader.
    pub fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.lang)).unwrap_or_default()
    }

    /// Role and actor, as one line: `Certifying finance · Finance and Budget Section`.
    pub fn who(&self, actor: Option<&Uuid>, role: &Role) -> String {
        let role = say(self.lang, &format!("role-{role}"), None);
        match actor.map(|actor| self.name(actor)).filter(|name| !name.is_empty()) {
            Some(name) => format!("{role} · {name}"),
            None => role,
        }
    }

    pub fn turn(&self) -> String {
        self.project.turn_id.map(|actor| self.name(&actor)).unwrap_or_default()
    }

    pub fn partner(&self) -> String {
        self.project.partner_id.map(|actor| self.name(&actor)).unwrap_or_default()
    }

    pub fn is_qip(&self) -> bool {
        self.project.kind == Kind::Qip
    }

    pub fn has_contract(&self) -> bool {
        self.project.has_contract()
    }

    pub fn has_certificate(&self) -> bool {
        self.project.has_certificate()
    }

    /// What the lines of each source come to, in the contract currency, those that give nothing left out.
    pub fn sources(&self) -> Vec<(&'static str, Decimal)> {
        let sum = |source: &str| -> Decimal {
            self.lines.iter().filter(|line| line.source == source).map(|line| line.amount).sum()
        };
        let all = proposals::SOURCES.iter().map(|source| (*source, sum(source)));
        all.filter(|(_, sum)| !sum.is_zero()).collect()
    }

    /// What an act said, as (label key, text).
    pub fn details(&self, moment: &Moment) -> Vec<(String, String)> {
        let lines = moment.detail.iter().filter(|(_, value)| !value.is_empty());
        lines.map(|(name, value)| (format!("qips-field-{name}"), self.value(name, value))).collect()
    }

    /// Codes in words, places and actors by name, the rest as it was typed.
    pub fn value(&self, name: &str, value: &str) -> String {
        let text = self.areas.get(value).cloned();
        let actor = || Uuid::parse_str(value).ok().map(|id| self.name(&id));
        let option = || {
            let key = super::fields::option_key(name, value);
            crate::i18n::has(Lang::En, &key).then(|| say(self.lang, &key, None))
        };
        text.or_else(actor).or_else(option).unwrap_or_else(|| value.to_owned())
    }

    /// Seconds since the present state began.
    pub fn in_state(&self) -> i64 {
        crate::clock::now().as_second() - self.project.state_since.to_jiff().as_second()
    }
}

async fn round_of(cx: &mut Ctx, project: Uuid) -> Result<Option<(Uuid, String)>> {
    let sits = matches!(
        cx.viewer().role,
        Role::QipManager | Role::Committee | Role::Section | Role::Approver
    );
    if !sits || cx.viewer().community != crate::access::Community::Mission {
        return Ok(None);
    }
    match super::rounds::store::last_round(&mut cx.tx, project).await {
        Ok(found) => Ok(found.map(|(round, _)| (round.id, round.title))),
        Err(crate::web::error::Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

fn acts(cx: &Ctx, project: &Project) -> Vec<(Act, String)> {
    let url = super::model::url(&project.reference);
    let mut acts = possible(cx.viewer(), project);
    acts.sort_by_key(|act| (act.is_hard(), !act.is_main()));
    acts.into_iter().map(|act| (act, format!("{url}/{}", act.noun().0))).collect()
}

fn payment_acts(
    cx: &Ctx,
    project: &Project,
    instalment: Instalment,
) -> (Instalment, Vec<(Act, String)>) {
    let url = super::model::url(&project.reference);
    let mut acts = Vec::new();
    for (act, ..) in PAYMENTS {
        let step =
            Step { project: project.clone(), act: *act, instalment: Some(instalment.clone()) };
        let (noun, of) = act.noun();
        if of == Of::Instalment && cx.viewer().may(Take, &step) {
            acts.push((*act, format!("{url}/instalments/{}/{noun}", instalment.id)));
        }
    }
    (instalment, acts)
}

/// Actors and posts with counts, never persons.
fn who_sees(
    viewers: &[(Uuid, Role, i64)],
    names: &HashMap<Uuid, ActorName>,
    lang: Lang,
) -> Vec<String> {
    let line = |(actor, role, n): &(Uuid, Role, i64)| {
        let name = names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
        let role = say(lang, &format!("role-{role}"), None);
        Text::new("qips-who-sees").with("actor", name).with("role", role).with("n", *n).say(lang)
    };
    let mut lines: Vec<String> = viewers.iter().map(line).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// What somebody should look at: no visit, money ahead of works, overdue, unaccounted.
pub fn alerts(project: &Project, instalments: &[Instalment]) -> Vec<Text> {
    let today = crate::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut alerts = Vec::new();
    let since = crate::clock::now().as_second() - project.state_since.to_jiff().as_second();
    let due = i64::from(project.policy.evaluate_months) * 30;
    if project.state == State::Closed && project.kind == Kind::Qip && since / 86_400 > due {
        alerts.push(Text::new("qips-alert-evaluate").with("n", since / 86_400));
    }
    if !matches!(project.state, State::Implementing | State::Suspended) {
        return alerts;
    }
    let days = |from: jiff_sqlx::Date| {
        from.to_jiff().until(today).map_or(0, |span| i64::from(span.get_days()))
    };
    if project.kind == Kind::Qip {
        let since = project.last_visit_on.or(project.starts_on).map_or(0, days);
        if since > i64::from(project.policy.visit_days) {
            alerts.push(Text::new("qips-alert-visit").with("n", since));
        }
        let ahead = project.paid() - i64::from(project.physical.unwrap_or_default());
        if ahead > i64::from(project.policy.ahead_points) && project.last_visit_on.is_some() {
            alerts.push(Text::new("qips-alert-ahead").with("n", ahead));
        }
    }
    if let Some(late) = project.ends_on.map(days).filter(|late| *late > 0) {
        alerts.push(Text::new("qips-alert-overdue").with("n", late));
    }
    for instalment in instalments.iter().filter(|i| i.state == InstalmentState::Released) {
        let open = instalment
            .released_at
            .map_or(0, |at| (crate::clock::now().as_second() - at.to_jiff().as_second()) / 86_400);
        if open > 30 {
            alerts.push(
                Text::new("qips-alert-unaccounted")
                    .with("n", open)
                    .with("position", i64::from(instalment.position)),
            );
        }
    }
    alerts
}

/// What a complete file holds that this one lacks, by key.
fn missing(
    project: &Project,
    tasks: &[(&str, bool)],
    instalments: &[Instalment],
    visits: &[Visit],
) -> Vec<&'static str> {
    use super::model::VisitKind;
    if project.kind != Kind::Qip {
        return Vec::new();
    }
    let has = |kind| visits.iter().any(|visit| visit.kind == kind);
    let paid = !instalments.is_empty()
        && instalments.iter().all(|i| i.state == InstalmentState::Accounted);
    let handed = matches!(project.state, State::HandedOver | State::Closed | State::Evaluated);
    let items = [
        ("qips-file-proposal", tasks.iter().all(|(_, done)| *done)),
        ("qips-file-check", project.is_checked),
        ("qips-file-approval", project.approved.is_some()),
        ("qips-file-agreement", !project.agreement.is_empty()),
        ("qips-file-progress", has(VisitKind::Progress)),
        ("qips-file-final", has(VisitKind::Final)),
        ("qips-file-accounts", paid),
        ("qips-file-certificate", handed),
    ];
    items.into_iter().filter(|(_, has)| !has).map(|(key, _)| key).collect()
}

/// Items of a complete file.
const FILE_ITEMS: usize = 8;

/// How complete the file is, in percent; community support has no such list.
fn completeness(project: &Project, missing: usize) -> i64 {
    if project.kind != Kind::Qip {
        return 100;
    }
    i64::try_from((FILE_ITEMS - missing.min(FILE_ITEMS)) * 100 / FILE_ITEMS).unwrap_or(0)
}
