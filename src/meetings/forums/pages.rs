//! The pages of forums: the list, one forum with what comes and what waits, its form.

use super::{
    forms::ForumForm,
    model::{Draft, Family, Forum, Line as ForumLine, Slot, Status},
    policy::{Change, Create, End, Leave, Propose, may_chair},
    rhythm::Repeats,
    store,
    words::in_words,
    writes,
};
use crate::{
    access::{Audience, Record},
    actors::{self, model::ActorName},
    areas,
    db::Tx,
    meetings::{
        calendar::forms::EmptyForm,
        forms::ItemForm,
        keeping,
        model::{Item, Line, Place},
        policy::audiences,
        store::{self as meetings, Filter},
        view::{Group, groups, named, options, who_sees},
    },
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        forms::Errors,
        html::{Layout, Voice},
    },
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// What the list is cut by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    family: String,
    /// `yes`: those that ended.
    ended: String,
}

#[derive(Template)]
#[template(path = "forums/index.html")]
struct IndexPage {
    layout: Layout,
    forums: Vec<ForumLine>,
    names: HashMap<Uuid, ActorName>,
    families: Vec<(String, String)>,
    query: ListQuery,
    can_create: bool,
    voice: Voice,
}

impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }

    fn rhythm(&self, line: &ForumLine) -> String {
        in_words(&line.rule, line.first_on.to_jiff(), line.starts_clock.to_jiff(), &self.voice)
    }
}

fn said(forum: &Forum, voice: &Voice) -> String {
    in_words(&forum.rule, forum.first_on.to_jiff(), forum.starts_clock.to_jiff(), voice)
}

fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), owner: cx.viewer().actor }
}

/// `GET /forums`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let family = Family::parse(&query.family);
    let forums = store::list(&mut cx.tx, family, query.ended == "yes").await?;
    let chairs: Vec<Uuid> = forums.iter().map(|forum| forum.chair_id).collect();
    let names = actors::store::names(&mut cx.tx, &chairs).await?;
    let families = options(Family::ALL, "forums-family");
    let can_create = cx.viewer().may(Create, &slot(&cx));
    let (layout, voice) = (Layout::new(&cx), cx.voice());
    Ok(cx.page(&IndexPage { layout, forums, names, families, query, can_create, voice }))
}

#[derive(Template)]
#[template(path = "forums/show.html")]
struct ShowPage {
    layout: Layout,
    forum: Forum,
    rhythm: String,
    is_named: bool,
    venue: Place,
    names: HashMap<Uuid, ActorName>,
    coming: Vec<Line>,
    past: Vec<Line>,
    backlog: Vec<Item>,
    who_sees: Vec<String>,
    presenters: Vec<(String, String)>,
    item: ItemForm,
    errors: Errors,
}

/// Meetings that the page of a forum shows on either side of now.
const SHOWN: usize = 5;

impl ShowPage {
    async fn new(cx: &mut Ctx, forum: Forum) -> Result<ShowPage> {
        let tx = &mut cx.tx;
        let filter = Filter {
            forum: Some(forum.id),
            now: Some(crate::clock::now().into()),
            ..Filter::default()
        };
        let mut coming = meetings::list(tx, &filter).await?;
        let mut past = meetings::list(tx, &Filter { past: true, ..filter }).await?;
        coming.truncate(SHOWN);
        past.truncate(SHOWN);
        let venue = store::venue(tx, forum.id).await?;
        let backlog = store::backlog(tx, forum.id).await?;
        let viewers = store::viewers(tx, forum.id).await?;
        let ids: Vec<Uuid> = [forum.owner_id, forum.chair_id]
            .into_iter()
            .chain(forum.members.iter().copied())
            .chain(backlog.iter().map(|item| item.proposed_by_id))
            .chain(viewers.iter().map(|(actor, ..)| *actor))
            .collect();
        let names = actors::store::names(tx, &ids).await?;
        Ok(ShowPage {
            is_named: forum.names(cx.viewer()),
            rhythm: said(&forum, &cx.voice()),
            who_sees: who_sees(&viewers, &names, cx.lang),
            presenters: presenters(&forum, &names, cx),
            layout: Layout::new(cx),
            forum,
            venue,
            names,
            coming,
            past,
            backlog,
            item: ItemForm::default(),
            errors: Errors::default(),
        })
    }

    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.forum.url())
    }

    fn can_change(&self) -> bool {
        self.layout.viewer.may(Change, &self.forum)
    }

    fn can_end(&self) -> bool {
        self.layout.viewer.may(End, &self.forum)
    }

    fn can_leave(&self) -> bool {
        self.layout.viewer.may(Leave, &self.forum)
    }

    fn can_propose(&self) -> bool {
        self.layout.viewer.may(Propose, &self.forum)
    }

    fn is_ended(&self) -> bool {
        self.forum.status == Status::Ended
    }
}

/// Who can present an item: host, chair and members whose name the reader may know.
fn presenters(forum: &Forum, names: &HashMap<Uuid, ActorName>, cx: &Ctx) -> Vec<(String, String)> {
    let ids = [forum.owner_id, forum.chair_id].into_iter().chain(forum.members.iter().copied());
    let shown = ids.filter_map(|id| names.get(&id).filter(|name| name.shown.is_some()));
    let mut found: Vec<(String, String)> =
        shown.map(|name| (name.id.to_string(), name.label(cx.lang))).collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found.dedup();
    found
}

/// `GET /forums/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let forum = store::find(&mut cx.tx, id).await?;
    let page = ShowPage::new(&mut cx, forum).await?;
    Ok(cx.page(&page))
}

/// `POST /forums/{id}/items`
pub async fn propose(Id(id): Id, post: Post<ItemForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let forum = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Propose, &forum)?;
    let proposed = cx.tx.attempt(async |tx| writes::propose(tx, permit, &form.parse()?).await);
    match proposed.await {
        Ok(()) => cx.saved(forum.url(), "meetings-notice-proposed").await,
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, forum).await?;
            Ok(cx.invalid(&ShowPage { item: form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /forums/{id}/leaving`
pub async fn leave(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let forum = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Leave, &forum)?;
    writes::leave(&mut cx.tx, permit).await?;
    cx.saved("/forums".to_owned(), "forums-notice-left").await
}

#[derive(Template)]
#[template(path = "forums/end.html")]
struct EndPage {
    layout: Layout,
    forum: Forum,
}

/// `GET /forums/{id}/end`
pub async fn end(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let forum = store::find(&mut cx.tx, id).await?;
    cx.tx.check(End, &forum)?;
    Ok(cx.page(&EndPage { layout: Layout::new(&cx), forum }))
}

/// `POST /forums/{id}/end`
pub async fn ended(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let forum = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(End, &forum)?;
    writes::end(&mut cx.tx, permit).await?;
    cx.saved(forum.url(), "forums-notice-ended").await
}

#[derive(Template)]
#[template(path = "forums/edit.html")]
struct EditPage {
    layout: Layout,
    action: String,
    back: String,
    form: ForumForm,
    errors: Errors,
    audiences: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    chairs: Vec<(String, String)>,
    groups: Vec<Group>,
    /// How it meets until this form is saved.
    rhythm: Option<String>,
    is_new: bool,
}

impl EditPage {
    async fn new(cx: &mut Ctx, form: ForumForm, changed: Option<&Forum>) -> Result<EditPage> {
        let choices = store::choices(&mut cx.tx).await?;
        let districts = areas::store::districts(&mut cx.tx).await?;
        let owner = changed.map_or(cx.viewer().actor, |forum| forum.owner_id);
        let url = changed.map_or_else(|| "/forums".to_owned(), Record::url);
        Ok(EditPage {
            action: format!("{url}/{}", if changed.is_none() { "new" } else { "edit" }),
            back: url,
            audiences: options(audiences(cx.viewer().community), "meetings-audience"),
            districts: districts.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            chairs: named(&choices),
            groups: groups(&choices, &form.members, &[owner], Audience::Parties),
            rhythm: changed.map(|forum| said(forum, &cx.voice())),
            is_new: changed.is_none(),
            layout: Layout::new(cx),
            form,
            errors: Errors::default(),
        })
    }
}

/// `GET /forums/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    let slot = slot(&cx);
    cx.tx.check(Create, &slot)?;
    let zone = cx.house.zone.iana_name().unwrap_or("UTC").to_owned();
    let form = ForumForm::fresh(&zone, &slot.owner.to_string(), cx.lang);
    let page = EditPage::new(&mut cx, form, None).await?;
    Ok(cx.page(&page))
}

/// The form's forum, once its chair may chair it; host and chair are no members beside.
async fn read(tx: &mut Tx, form: &ForumForm, owner: Uuid, choices: &[Audience]) -> Result<Draft> {
    let mut draft = form.parse(choices)?;
    match store::community_of(tx, draft.chair_id).await? {
        None => return Err(Error::Invalid(Errors::one("chair", "frame-field-choose"))),
        Some(community) if !may_chair(draft.family, community) => {
            return Err(Error::Invalid(Errors::one("chair", "forums-chair-humanitarian")));
        }
        Some(_) => {}
    }
    draft.members.retain(|member| *member != owner);
    Ok(draft)
}

/// `POST /forums/new`
pub async fn create(post: Post<ForumForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let slot = slot(&cx);
    let permit = cx.tx.permit(Create, &slot)?;
    let choices = audiences(cx.viewer().community);
    let created = cx.tx.attempt(async |tx| {
        let draft = read(tx, &form, slot.owner, choices).await?;
        writes::create(tx, permit, &draft).await?;
        let forum = store::find(tx, slot.id).await?;
        keeping::occurrences(tx, &forum).await
    });
    match created.await {
        Ok(_) => cx.saved(slot.url(), "forums-notice-created").await,
        Err(Error::Invalid(errors)) => {
            let page = EditPage::new(&mut cx, form, None).await?;
            Ok(cx.invalid(&EditPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `GET /forums/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let forum = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Change, &forum)?;
    let venue = store::venue(&mut cx.tx, id).await?;
    let page = EditPage::new(&mut cx, ForumForm::of(&forum, &venue), Some(&forum)).await?;
    Ok(cx.page(&page))
}

/// `POST /forums/{id}/edit`
pub async fn update(Id(id): Id, post: Post<ForumForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let forum = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Change, &forum)?;
    let choices = audiences(cx.viewer().community);
    let version = form.version.parse().unwrap_or(0);
    let changed = cx.tx.attempt(async |tx| {
        let draft = read(tx, &form, forum.owner_id, choices).await?;
        let offered: Vec<Uuid> = store::choices(tx).await?.iter().map(|one| one.id).collect();
        writes::change(tx, permit, version, &draft, &offered).await?;
        let forum = store::find(tx, id).await?;
        keeping::remake(tx, &forum).await
    });
    match changed.await {
        Ok(_) => cx.saved(forum.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = EditPage::new(&mut cx, form, Some(&forum)).await?;
            Ok(cx.invalid(&EditPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}
