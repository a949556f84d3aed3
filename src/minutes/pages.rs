//! The minutes of a meeting: the draft side by side with corrections, or the sealed text with its hash and what follows it.

use super::{
    forms::{EmptyForm, TextForm},
    model::{Addendum, Attendee, Minutes, Part, Section, Words},
    policy::{self, Add, Circulate, Correct, Redraft},
    store, writes,
};
use crate::{
    access::Record as _,
    actions::{self, model::Listing},
    actors::{self, model::ActorName},
    files::{
        self,
        model::{Documents, RecordKind},
    },
    i18n::say,
    meetings::{
        self,
        model::{Attribution, State},
    },
    reports::{self, model::Duty},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Ref, RefId},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "minutes/show.html")]
struct ShowPage {
    layout: Layout,
    view: View,
    documents: Documents,
    actions: Listing,
    /// Still open from earlier meetings of the forum.
    carried: Listing,
    /// Reports asked for after this meeting, as far as the reader may know.
    duties: Vec<Duty>,
    can_report: bool,
    /// What was typed and is wrong: an addendum, or a correction of an item.
    addendum: String,
    correction: Option<(Uuid, String)>,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "minutes/print.html")]
struct PrintPage {
    layout: Layout,
    view: View,
}

/// What page and print show alike.
pub(super) struct View {
    pub lang: crate::i18n::Lang,
    pub minutes: Minutes,
    pub attendees: Vec<Attendee>,
    pub sections: Vec<Section>,
    pub parts: Vec<Part>,
    pub addenda: Vec<Addendum>,
    pub names: HashMap<Uuid, ActorName>,
    me: Uuid,
    runs: bool,
    corrects: bool,
}

impl View {
    pub(super) async fn load(cx: &mut Ctx, minutes: Minutes) -> Result<View> {
        let id = minutes.meeting.id;
        let tx = &mut cx.tx;
        let attendees = store::attendance(tx, id).await?;
        let sections = store::sections(tx, id).await?;
        let (parts, addenda) = (store::parts(tx, id).await?, store::addenda(tx, id).await?);
        let mut ids = vec![minutes.meeting.owner_id, minutes.meeting.chair_id];
        ids.extend(minutes.sealed_for);
        ids.extend(attendees.iter().filter_map(|one| one.actor_id));
        ids.extend(
            sections.iter().flat_map(|section| section.decisions.iter().map(|one| one.actor_id)),
        );
        ids.extend(
            sections.iter().flat_map(|section| section.words.iter().map(|one| one.actor_id)),
        );
        ids.extend(addenda.iter().map(|one| one.actor_id));
        let names = actors::store::names(tx, &ids).await?;
        let (runs, corrects) =
            (minutes.meeting.is_run_by(cx.viewer()), cx.viewer().may(Correct, &minutes));
        let me = cx.viewer().actor;
        Ok(View {
            lang: cx.lang,
            minutes,
            attendees,
            sections,
            parts,
            addenda,
            names,
            me,
            runs,
            corrects,
        })
    }

    pub(super) fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.lang)).unwrap_or_default()
    }

    /// Under the Chatham House Rule only who said it, and who writes it down, read by whom words are.
    pub(super) fn speaker(&self, words: &Words) -> String {
        let open = self.minutes.meeting.attribution == Attribution::Attributed;
        if open || self.runs || words.actor_id == self.me {
            self.name(&words.actor_id)
        } else {
            say(self.lang, "minutes-a-participant", None)
        }
    }

    pub(super) fn is_sealed(&self) -> bool {
        self.minutes.state() == State::Sealed
    }

    /// Whether there is a text to read: for host and chair from the first word on, for the others once it went round.
    pub(super) fn is_readable(&self) -> bool {
        matches!(self.minutes.state(), State::Circulated | State::Sealed) || self.runs
    }

    pub(super) fn there(&self) -> Vec<&Attendee> {
        self.attendees.iter().filter(|one| one.was_there()).collect()
    }

    pub(super) fn not_there(&self) -> Vec<&Attendee> {
        self.attendees.iter().filter(|one| !one.was_there()).collect()
    }

    fn corrects(&self) -> bool {
        self.corrects
    }

    /// What this reader's office said on an item, as it counts now.
    fn own(&self, section: &Section) -> String {
        let own = section.words.iter().find(|words| words.actor_id == self.me);
        own.map(|words| words.last().to_owned()).unwrap_or_default()
    }
}

impl ShowPage {
    fn may_write(&self) -> bool {
        self.layout.viewer.may(policy::Write, &self.view.minutes)
    }

    fn may_mark(&self) -> bool {
        self.layout.viewer.may(policy::Mark, &self.view.minutes)
    }

    fn may_circulate(&self) -> bool {
        self.layout.viewer.may(Circulate, &self.view.minutes)
    }

    fn may_redraft(&self) -> bool {
        self.layout.viewer.may(Redraft, &self.view.minutes)
    }

    fn may_seal(&self) -> bool {
        self.layout.viewer.may(policy::Seal, &self.view.minutes)
    }

    fn may_add(&self) -> bool {
        self.layout.viewer.may(Add, &self.view.minutes)
    }

    fn part(&self, part: &str) -> String {
        self.view.minutes.part(part)
    }

    fn item(&self, section: &Section, part: &str) -> String {
        format!("{}/{}{part}", self.view.minutes.url(), section.item.id)
    }

    /// What stands in the box for one's own words: what was typed and is wrong, else what counts now.
    fn typed(&self, section: &Section) -> String {
        match &self.correction {
            Some((item, typed)) if *item == section.item.id => typed.clone(),
            _ => self.view.own(section),
        }
    }

    /// The box whose contents are wrong has the name that the list of mistakes links to.
    fn box_id(&self, section: &Section) -> String {
        match &self.correction {
            Some((item, _)) if *item == section.item.id => "correction".to_owned(),
            _ => format!("c-{}", section.item.id),
        }
    }

    fn who(&self, addendum: &Addendum) -> String {
        let role = say(self.layout.lang, &format!("role-{}", addendum.role), None);
        format!("{role} · {}", self.view.name(&addendum.actor_id))
    }
}

async fn page(cx: &mut Ctx, minutes: Minutes) -> Result<ShowPage> {
    let id = minutes.meeting.id;
    let documents = files::store::documents(&mut cx.tx, RecordKind::Meeting, id, None).await?;
    let put = cx.viewer().may(policy::PutAction, &minutes).then(|| minutes.part("actions/new"));
    let actions = actions::store::listing(&mut cx.tx, RecordKind::Meeting, id, put).await?;
    let ahead = minutes.meeting.forum_id.filter(|_| minutes.state().is_ahead());
    let carried = actions::store::carried(&mut cx.tx, id, ahead).await?;
    let duties = reports::store::duties(&mut cx.tx, id).await?;
    let (called, begun) = reports::store::called(&mut cx.tx, RecordKind::Meeting, id).await?;
    let can_report = called && begun.is_none() && minutes.state().is_over();
    let mut view = View::load(cx, minutes).await?;
    let offices: Vec<Uuid> = duties.iter().map(|duty| duty.actor_id).collect();
    view.names.extend(actors::store::names(&mut cx.tx, &offices).await?);
    let layout = Layout::new(cx);
    Ok(ShowPage {
        layout,
        view,
        documents,
        actions,
        carried,
        duties,
        can_report,
        addendum: String::new(),
        correction: None,
        errors: Errors::default(),
    })
}

/// `GET /meetings/{reference}/minutes`
pub async fn show(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let page = page(&mut cx, minutes).await?;
    Ok(cx.page(&page))
}

/// `GET /meetings/{reference}/minutes/print`
pub async fn print(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let view = View::load(&mut cx, minutes).await?;
    Ok(cx.page(&PrintPage { layout: Layout::new(&cx), view }))
}

/// `POST /meetings/{reference}/circulation`
pub async fn circulate(Ref(reference): Ref, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Circulate, &minutes)?;
    writes::circulate(&mut cx.tx, permit).await?;
    cx.saved(minutes.url(), "minutes-circulated").await
}

/// `POST /meetings/{reference}/redraft`
pub async fn redraft(Ref(reference): Ref, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Redraft, &minutes)?;
    writes::redraft(&mut cx.tx, permit).await?;
    cx.saved(minutes.url(), "minutes-taken-back").await
}

/// `POST /meetings/{reference}/minutes/{id}/correction`
pub async fn correct(RefId(reference, item): RefId, post: Post<TextForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Correct, &minutes)?;
    meetings::store::item(&mut cx.tx, minutes.meeting.id, item).await?;
    match form.parse("correction", 2000) {
        Ok(words) => {
            writes::correct(&mut cx.tx, permit, item, &words).await?;
            cx.saved(minutes.url(), "minutes-corrected").await
        }
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, minutes).await?;
            Ok(cx.invalid(&ShowPage { correction: Some((item, form.text)), errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /meetings/{reference}/addenda`
pub async fn add(Ref(reference): Ref, post: Post<TextForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Add, &minutes)?;
    match form.parse("addendum", 4000) {
        Ok(words) => {
            writes::add(&mut cx.tx, permit, &words).await?;
            cx.saved(format!("{}#addenda", minutes.url()), "minutes-added").await
        }
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, minutes).await?;
            Ok(cx.invalid(&ShowPage { addendum: form.text, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}
