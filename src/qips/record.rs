//! Everything that the pages and the paper of one project say, as this reader may see it.

use super::{
    alerts::{alerts, completeness, missing},
    model::{Bank, Check, Instalment, Kind, Moment, Project, Said, Stage, Step, Visit},
    photos::{
        self,
        model::Photo,
        policy::{AttachPhotos, ReleasePhoto, WithdrawPhoto},
    },
    policy::{self, Take, possible},
    proposals::{
        self,
        store::{BudgetLine, Quote, Site},
    },
    states::{Act, Of, PAYMENTS},
    store,
    twins::{self, Nearby},
};
use crate::{
    access::{Record as _, Role},
    actions::{self, model::Listing},
    actors::{self, model::ActorName},
    audit,
    files::{
        self,
        model::{Documents, RecordKind},
    },
    i18n::{Lang, Text, say},
    notes::{self, Words},
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
    /// With the address where photos of it are added, for whoever may.
    pub visits: Vec<(Visit, Option<String>)>,
    pub photos: Vec<PhotoLine>,
    pub nearby: Nearby,
    pub history: Vec<Moment>,
    pub documents: Documents,
    pub actions: Listing,
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
        ids.extend(comments.iter().filter_map(|words| words.actor_id));
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
        let is_early = project.state.stage() == Stage::Planned;
        let nearby =
            if is_early { twins::nearby(&mut cx.tx, &project).await? } else { Nearby::default() };
        let photos = photo_lines(cx, &project).await?;
        let round = round_of(cx, id).await?;
        let add = cx
            .viewer()
            .may(policy::Attach, &project)
            .then(|| format!("{}/documents/new", super::model::url(&project.reference)));
        let documents = files::store::documents(&mut cx.tx, RecordKind::Qip, id, add).await?;
        let put = cx
            .viewer()
            .may(policy::PutAction, &project)
            .then(|| format!("{}/actions/new", super::model::url(&project.reference)));
        let actions = actions::store::listing(&mut cx.tx, RecordKind::Qip, id, put).await?;
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
            notes: notes::of(&mut cx.tx, id).await?,
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
            visits: visits.into_iter().map(|visit| visit_line(cx, &project, visit)).collect(),
            project,
            checks,
            assessments,
            bank,
            photos,
            actions,
            nearby,
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

/// One photo with what this reader can do with it.
pub struct PhotoLine {
    pub photo: Photo,
    pub release: Option<String>,
    pub withdraw: Option<String>,
}

async fn photo_lines(cx: &mut Ctx, project: &Project) -> Result<Vec<PhotoLine>> {
    let all = photos::store::photos(&mut cx.tx, project.id).await?;
    let line = |photo: Photo| {
        let at = |noun: &str| format!("{}/photos/{}/{noun}", project.url(), photo.file_id);
        let look = photos::model::Look { photo: photo.clone(), project: project.clone() };
        PhotoLine {
            release: cx.viewer().may(ReleasePhoto, &look).then(|| at("release")),
            withdraw: cx.viewer().may(WithdrawPhoto, &look).then(|| at("withdrawal")),
            photo,
        }
    };
    Ok(all.into_iter().map(line).collect())
}

fn visit_line(cx: &Ctx, project: &Project, visit: Visit) -> (Visit, Option<String>) {
    let (id, actor_id, project) = (visit.id, visit.actor_id, project.clone());
    let site = photos::model::SiteVisit { id, actor_id, project };
    let may = cx.viewer().may(AttachPhotos, &site);
    let add = may.then(|| format!("{}/visits/{id}/photos/new", site.project.url()));
    (visit, add)
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
