//! The list of meetings and the page of one.

use super::{
    forms::{AnswerForm, ItemForm},
    forums,
    hanging::Hanging,
    model::{Act, Answer, Guest, Item, ItemState, Line, Meeting, Moment, Place, State},
    policy::{self, Answering, Arrange, Change, Guests, Leave, Propose, Remind, Take},
    rooms::{
        self,
        model::{MeetingRoom, Room},
    },
    states::{SPECS, Spec},
    store::{self, Filter},
    view::who_sees,
};
use crate::{
    access::Record as _,
    actors::{self, model::ActorName},
    audit,
    i18n::say,
    objectives,
    web::{
        context::Ctx,
        error::Result,
        extract::{Query, Ref},
        filters,
        forms::Errors,
        html::Layout,
        paging,
    },
};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// The state of the list, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    /// `past`: what is over.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub when: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub forum: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// `yes`: only what the viewer's own office hosts or is invited to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mine: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl ListQuery {
    fn filter(&self) -> Filter {
        Filter {
            forum: Uuid::parse_str(&self.forum).ok(),
            state: State::parse(&self.state),
            mine: self.mine == "yes",
            past: self.when == "past",
            now: Some(crate::clock::now().into()),
            after: paging::after(&self.after),
        }
    }

    fn url(&self) -> String {
        paging::address("/meetings", self)
    }

    /// Each filter in force, in words, with the address without it.
    fn chips(&self, forums: &[(String, String)], cx: &Ctx) -> Vec<(String, String)> {
        let first = ListQuery { after: String::new(), ..self.clone() };
        let mut chips = Vec::new();
        if let Some((_, name)) = forums.iter().find(|(id, _)| *id == self.forum) {
            chips.push((name.clone(), ListQuery { forum: String::new(), ..first.clone() }));
        }
        if let Some(state) = State::parse(&self.state) {
            let text = say(cx.lang, &format!("meetings-state-{state}"), None);
            chips.push((text, ListQuery { state: String::new(), ..first.clone() }));
        }
        if self.mine == "yes" {
            let text = say(cx.lang, "meetings-mine", None);
            chips.push((text, ListQuery { mine: String::new(), ..first }));
        }
        chips.into_iter().map(|(text, query)| (text, query.url())).collect()
    }
}

#[derive(Template)]
#[template(path = "meetings/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    lines: Vec<Line>,
    names: HashMap<Uuid, ActorName>,
    forums: Vec<(String, String)>,
    chips: Vec<(String, String)>,
    count: i64,
    next: Option<String>,
    other: String,
    can_create: bool,
}

impl IndexPage {
    fn host(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }
}

/// `GET /meetings`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let filter = query.filter();
    let mut lines = store::list(&mut cx.tx, &filter).await?;
    let next = next_page(&mut lines, &query);
    let count = match i64::try_from(lines.len()) {
        Ok(count) if next.is_none() && query.after.is_empty() => count,
        _ => store::count(&mut cx.tx, &filter).await?,
    };
    let owners: Vec<Uuid> = lines.iter().map(|line| line.owner_id).collect();
    let names = actors::store::names(&mut cx.tx, &owners).await?;
    let forums = forums::store::list(&mut cx.tx, None, false).await?;
    let forums: Vec<_> = forums.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
    let when = if query.when == "past" { String::new() } else { "past".to_owned() };
    let other = ListQuery { when, after: String::new(), ..query.clone() }.url();
    let chips = query.chips(&forums, &cx);
    let slot = super::editing::slot(&cx);
    let can_create = cx.viewer().may(policy::Create, &slot);
    let layout = Layout::new(&cx);
    Ok(cx.page(&IndexPage {
        layout,
        query,
        lines,
        names,
        forums,
        chips,
        count,
        next,
        other,
        can_create,
    }))
}

/// Cuts the row that only says there is more, and gives the address of the next page.
fn next_page(lines: &mut Vec<Line>, query: &ListQuery) -> Option<String> {
    let last = paging::cut(lines, store::PAGE)?;
    let after = paging::place(&last.starts_at, last.id);
    Some(ListQuery { after, ..query.clone() }.url())
}

#[derive(Template)]
#[template(path = "meetings/show.html")]
pub struct ShowPage {
    layout: Layout,
    meeting: Meeting,
    names: HashMap<Uuid, ActorName>,
    is_named: bool,
    place: Place,
    room: Option<MeetingRoom>,
    guests: Vec<Guest>,
    items: Vec<Item>,
    backlog: Vec<Item>,
    history: Vec<Moment>,
    objectives: objectives::model::Links,
    hangs: Hanging,
    who_sees: Vec<String>,
    opened_by: Option<Vec<String>>,
    acts: Vec<&'static Spec>,
    rooms: Vec<(String, String)>,
    presenters: Vec<(String, String)>,
    is_elsewhere: bool,
    pub answer: AnswerForm,
    pub item: ItemForm,
    pub errors: Errors,
}

impl ShowPage {
    pub async fn new(cx: &mut Ctx, meeting: Meeting) -> Result<ShowPage> {
        let id = meeting.id;
        let opened_by = audit::store::opening(cx, "meeting", id, meeting.owner_id, "page").await?;
        let may_arrange = cx.viewer().may(Arrange, &meeting);
        let hangs = Hanging::of(cx, &meeting).await?;
        let tx = &mut cx.tx;
        let place = store::place(tx, id).await?;
        let room = rooms::store::of_meeting(tx, id).await?;
        let (guests, items) = (store::guests(tx, id).await?, store::items(tx, id).await?);
        let history = store::history(tx, id).await?;
        let viewer = tx.viewer();
        let is_own = viewer.acts_for(meeting.owner_id) || viewer.acts_for(meeting.chair_id);
        let objectives = objectives::store::links_of(tx, "meeting", id, is_own).await?;
        let backlog = match meeting.forum_id {
            Some(forum) if may_arrange => forums::store::backlog(tx, forum).await?,
            _ => Vec::new(),
        };
        let viewers = store::viewers(tx, id).await?;
        let rooms = rooms_to_choose(tx, &meeting).await?;
        let names = names(tx, &meeting, &guests, (&items, &backlog), &history, &viewers).await?;
        let (viewer, lang) = (cx.viewer(), cx.lang);
        let step = |spec: &&'static Spec| {
            let step = super::model::Step { meeting: meeting.clone(), act: spec.act };
            viewer.may(Take, &step)
        };
        let mine = guests.iter().find(|guest| viewer.acts_for(guest.actor_id));
        let answer = AnswerForm {
            answer: mine
                .and_then(|guest| guest.answer)
                .map(|answer| answer.to_string())
                .unwrap_or_default(),
            note: mine.map(|guest| guest.note.clone()).unwrap_or_default(),
        };
        Ok(ShowPage {
            acts: SPECS.iter().filter(|spec| OWN_ACTS.contains(&spec.act)).filter(step).collect(),
            presenters: presenters(&meeting, &guests, &names, cx),
            who_sees: who_sees(&viewers, &names, lang),
            opened_by,
            is_named: meeting.names(viewer),
            is_elsewhere: meeting.zone() != cx.house.zone,
            layout: Layout::new(cx),
            answer,
            item: ItemForm::default(),
            errors: Errors::default(),
            meeting,
            names,
            place,
            room,
            guests,
            items,
            backlog,
            history,
            objectives,
            hangs,
            rooms,
        })
    }

    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn who(&self, moment: &Moment) -> String {
        let role = say(self.layout.lang, &format!("role-{}", moment.role), None);
        match moment.actor_id {
            Some(actor) => format!("{role}, {}", self.name(&actor)),
            None => role,
        }
    }

    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.meeting.url())
    }

    fn agenda(&self) -> Vec<&Item> {
        self.items.iter().filter(|item| item.state == ItemState::Agenda).collect()
    }

    fn proposed(&self) -> Vec<&Item> {
        let waiting = self.items.iter().filter(|item| item.state == ItemState::Proposed);
        waiting.chain(&self.backlog).collect()
    }

    fn minutes(&self) -> i32 {
        self.agenda().iter().map(|item| item.minutes).sum()
    }

    fn answered(&self, answer: Answer) -> usize {
        self.guests.iter().filter(|guest| guest.answer == Some(answer)).count()
    }

    fn silent(&self) -> usize {
        self.guests.iter().filter(|guest| guest.answer.is_none()).count()
    }

    fn can_change(&self) -> bool {
        self.layout.viewer.may(Change, &self.meeting)
    }

    fn can_answer(&self) -> bool {
        self.layout.viewer.may(Answering, &self.meeting)
    }

    fn can_propose(&self) -> bool {
        self.layout.viewer.may(Propose, &self.meeting)
    }

    fn can_arrange(&self) -> bool {
        self.layout.viewer.may(Arrange, &self.meeting)
    }

    fn can_invite(&self) -> bool {
        self.layout.viewer.may(Guests, &self.meeting)
    }

    fn can_remind(&self) -> bool {
        self.silent() > 0 && self.layout.viewer.may(Remind, &self.meeting)
    }

    fn can_leave(&self) -> bool {
        self.layout.viewer.may(Leave, &self.meeting)
    }
}

/// What this page offers; the acts on minutes have pages of their own.
const OWN_ACTS: [Act; 6] =
    [Act::Invite, Act::Hold, Act::Move, Act::Reschedule, Act::Postpone, Act::Cancel];

/// Rooms that are free at the time of the meeting, and its own.
async fn rooms_to_choose(
    tx: &mut crate::db::Tx,
    meeting: &Meeting,
) -> Result<Vec<(String, String)>> {
    if !tx.viewer().may(policy::Room, meeting) {
        return Ok(Vec::new());
    }
    let rooms = rooms::store::list(tx).await?;
    let ids: Vec<Uuid> = rooms.iter().map(|room| room.id).collect();
    let (from, until) = (meeting.starts_at.to_jiff(), meeting.ends_at.to_jiff());
    let taken = rooms::store::taken(tx, &ids, from, until).await?;
    let is_free = |room: &Room| {
        !taken.iter().any(|one| {
            one.room_id == room.id && one.booking_id.is_none_or(|id| Some(id) != meeting.booking_id)
        })
    };
    let label = |room: Room| (room.id.to_string(), format!("{} ({})", room.name, room.seats));
    Ok(rooms.into_iter().filter(is_free).map(label).collect())
}

async fn names(
    tx: &mut crate::db::Tx,
    meeting: &Meeting,
    guests: &[Guest],
    (items, backlog): (&[Item], &[Item]),
    history: &[Moment],
    viewers: &[(Uuid, crate::access::Role, i64)],
) -> Result<HashMap<Uuid, ActorName>> {
    let of_items =
        items.iter().chain(backlog).flat_map(|item| [Some(item.proposed_by_id), item.presenter_id]);
    let ids: Vec<Uuid> = [meeting.owner_id, meeting.chair_id]
        .into_iter()
        .chain(guests.iter().map(|guest| guest.actor_id))
        .chain(of_items.flatten())
        .chain(history.iter().filter_map(|moment| moment.actor_id))
        .chain(viewers.iter().map(|(actor, ..)| *actor))
        .collect();
    actors::store::names(tx, &ids).await
}

/// Who can present an item: host, chair and those invited whose name the reader may know.
fn presenters(
    meeting: &Meeting,
    guests: &[Guest],
    names: &HashMap<Uuid, ActorName>,
    cx: &Ctx,
) -> Vec<(String, String)> {
    let ids = [meeting.owner_id, meeting.chair_id]
        .into_iter()
        .chain(guests.iter().map(|guest| guest.actor_id));
    let mut found: Vec<(String, String)> = ids
        .filter_map(|id| names.get(&id).filter(|name| name.shown.is_some()))
        .map(|name| (name.id.to_string(), name.label(cx.lang)))
        .collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found.dedup();
    found
}

/// `GET /meetings/{reference}`
pub async fn show(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let meeting = store::find(&mut cx.tx, &reference).await?;
    let page = ShowPage::new(&mut cx, meeting).await?;
    Ok(cx.page(&page))
}
