//! The pages of the directory. One handler, one address, one template.

use super::{
    forms::{ActorForm, EmptyForm, PostureForm},
    model::{Actor, ActorName, Desk, Filters, Found, Kind, NewActor, PostCount, Posture, Present},
    policy::{self, ChoosePosture, Confirm, Create, Edit},
    store,
};
use crate::{
    access::{Community, Record as _, Viewer},
    areas::{self, model::Entry},
    i18n::say,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The state of the directory, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub community: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
}

impl ListQuery {
    fn filters(&self) -> Filters {
        let term = self.q.trim();
        Filters {
            // Terms are as long as names at most.
            term: (!term.is_empty())
                .then(|| term.chars().take(200).filter(|c| *c != '\0').collect()),
            kind: Kind::parse(&self.kind),
            community: Community::parse(&self.community),
            area: Uuid::parse_str(&self.area).ok(),
            after: Uuid::parse_str(&self.after).ok(),
            before: Uuid::parse_str(&self.before).ok(),
        }
    }

    fn url(&self) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        if query.is_empty() { "/actors".to_owned() } else { format!("/actors?{query}") }
    }

    /// The same filters from the first page on.
    fn first(&self) -> ListQuery {
        ListQuery { after: String::new(), before: String::new(), ..self.clone() }
    }

    /// Each filter in force, in words, with the address without it.
    fn chips(&self, areas: &[(Uuid, String)], cx: &Ctx) -> Vec<(String, String)> {
        let mut chips = Vec::new();
        let first = self.first();
        if !self.q.trim().is_empty() {
            chips.push((self.q.trim().to_owned(), ListQuery { q: String::new(), ..first.clone() }));
        }
        if let Some(kind) = Kind::parse(&self.kind) {
            let text = say(cx.lang, &format!("actors-kind-{kind}"), None);
            chips.push((text, ListQuery { kind: String::new(), ..first.clone() }));
        }
        if let Some(community) = Community::parse(&self.community) {
            let text = say(cx.lang, &format!("community-{community}"), None);
            chips.push((text, ListQuery { community: String::new(), ..first.clone() }));
        }
        if let Some((_, name)) = areas.iter().find(|(id, _)| id.to_string() == self.area) {
            chips.push((name.clone(), ListQuery { area: String::new(), ..first }));
        }
        chips.into_iter().map(|(text, query)| (text, query.url())).collect()
    }
}

/// Choices of a form: code and key.
fn options<T: Copy + std::fmt::Display>(values: &[T], prefix: &str) -> Vec<(String, String)> {
    values.iter().map(|value| (value.to_string(), format!("{prefix}-{value}"))).collect()
}

/// Kinds that stand in the directory.
fn kinds() -> Vec<Kind> {
    Kind::ALL.iter().copied().filter(|kind| *kind != Kind::System).collect()
}

/// The kinds that this viewer may enter.
fn kinds_of(viewer: &Viewer) -> Vec<Kind> {
    kinds().into_iter().filter(|kind| viewer.may(Create, &NewActor::new(*kind))).collect()
}

#[derive(Template)]
#[template(path = "actors/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    kinds: Vec<(String, String)>,
    communities: Vec<(String, String)>,
    areas: Vec<(String, String)>,
    chips: Vec<(String, String)>,
    found: Found,
    previous: Option<String>,
    next: Option<String>,
    can_create: bool,
}

/// `GET /actors`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let found = store::search(&mut cx.tx, &query.filters()).await?;
    let areas = areas::store::districts(&mut cx.tx).await?;
    let page = |id: Option<Uuid>, set: fn(ListQuery, String) -> ListQuery| {
        id.map(|id| set(query.first(), id.to_string()).url())
    };
    let first = found.lines.first().map(|line| line.id).filter(|_| found.has_previous);
    let last = found.lines.last().map(|line| line.id).filter(|_| found.has_next);
    let shown: Vec<Community> =
        Community::ALL.iter().copied().filter(|c| *c != Community::System).collect();
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        kinds: options(&kinds(), "actors-kind"),
        communities: options(&shown, "community"),
        chips: query.chips(&areas, &cx),
        previous: page(first, |query, before| ListQuery { before, ..query }),
        next: page(last, |query, after| ListQuery { after, ..query }),
        areas: areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        found,
        can_create: policy::creates(cx.viewer()),
        query,
    }))
}

#[derive(Template)]
#[template(path = "actors/show.html")]
struct ShowPage {
    layout: Layout,
    actor: Actor,
    parent: Option<ActorName>,
    desk: Option<Desk>,
    stand_in: Option<ActorName>,
    areas: Vec<Present>,
    posts: Vec<PostCount>,
    /// Requests under way with a military party, which a change to coexistence leaves as they are.
    open_requests: Vec<String>,
    can_edit: bool,
    can_confirm: bool,
    can_choose_posture: bool,
    posture: String,
    errors: Errors,
}

impl ShowPage {
    async fn new(cx: &mut Ctx, actor: Actor, posture: String, errors: Errors) -> Result<ShowPage> {
        let desk = store::desk(&mut cx.tx, actor.id).await?;
        let stand_in = desk.as_ref().and_then(|desk| desk.stand_in_id);
        let ids: Vec<Uuid> = actor.parent_id.into_iter().chain(stand_in).collect();
        let mut names = store::names(&mut cx.tx, &ids).await?;
        let keeps_away =
            actor.posture == Some(Posture::Coexistence) && cx.viewer().acts_for(actor.id);
        let open_requests = if keeps_away {
            store::open_with_military(&mut cx.tx, actor.id).await?
        } else {
            Vec::new()
        };
        Ok(ShowPage {
            stand_in: stand_in.and_then(|id| names.remove(&id)),
            parent: actor.parent_id.and_then(|id| names.remove(&id)),
            desk,
            areas: store::areas(&mut cx.tx, actor.id).await?,
            posts: store::posts(&mut cx.tx, actor.id).await?,
            open_requests,
            can_edit: cx.viewer().may(Edit, &actor),
            can_confirm: cx.viewer().may(Confirm, &actor),
            can_choose_posture: cx.viewer().may(ChoosePosture, &actor),
            layout: Layout::new(cx),
            actor,
            posture,
            errors,
        })
    }

    /// The choices of posture, each with its hint.
    fn postures() -> Vec<(String, String)> {
        options(Posture::ALL, "actors-posture")
    }
}

/// `GET /actors/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let actor = store::find(&mut cx.tx, id).await?;
    let posture = actor.posture.map(|posture| posture.to_string()).unwrap_or_default();
    let page = ShowPage::new(&mut cx, actor, posture, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// What the forms to enter and to edit show.
struct Fields {
    form: ActorForm,
    kinds: Vec<(String, String)>,
    markings: Vec<(String, String)>,
    regions: Vec<Entry>,
    errors: Errors,
}

impl Fields {
    async fn new(cx: &mut Ctx, form: ActorForm, errors: Errors) -> Result<Fields> {
        let kinds = kinds_of(cx.viewer());
        Ok(Fields {
            form,
            kinds: options(&kinds, "actors-kind"),
            markings: vec![
                (String::new(), "actors-marking-unsaid".to_owned()),
                ("logo".to_owned(), "actors-marking-logo".to_owned()),
                ("none".to_owned(), "actors-marking-none".to_owned()),
            ],
            regions: areas::store::regions(&mut cx.tx).await?,
            errors,
        })
    }

    fn is_in(&self, area: &Entry) -> bool {
        self.form.areas.contains(&area.id.to_string())
    }

    /// Whether something in this region is ticked: then it stands open.
    fn is_open(&self, region: &Entry) -> bool {
        self.is_in(region) || region.inside.iter().any(|area| self.is_in(area))
    }
}

#[derive(Template)]
#[template(path = "actors/new.html")]
struct NewPage {
    layout: Layout,
    fields: Fields,
}

/// `GET /actors/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Create, &NewActor::new(Kind::CommunityBody))?;
    let fields = Fields::new(&mut cx, ActorForm::default(), Errors::default()).await?;
    Ok(cx.page(&NewPage { layout: Layout::new(&cx), fields }))
}

/// `POST /actors/new`
pub async fn create(post: Post<ActorForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    cx.tx.check(Create, &NewActor::new(Kind::CommunityBody))?;
    let kinds = kinds_of(cx.viewer());
    let saved = cx.tx.attempt(async |tx| {
        let (kind, draft) = form.parse_new(&kinds)?;
        let slot = NewActor::new(kind);
        let permit = tx.permit(Create, &slot)?;
        store::insert(tx, permit, &draft).await?;
        Ok(slot.url())
    });
    match saved.await {
        Ok(url) => cx.saved(url, "actors-notice-entered").await,
        Err(Error::Invalid(errors)) => {
            let fields = Fields::new(&mut cx, form, errors).await?;
            Ok(cx.invalid(&NewPage { layout: Layout::new(&cx), fields }))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "actors/edit.html")]
struct EditPage {
    layout: Layout,
    actor: Actor,
    fields: Fields,
}

/// `GET /actors/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let actor = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Edit, &actor)?;
    let present = store::areas(&mut cx.tx, id).await?;
    let fields = Fields::new(&mut cx, ActorForm::of(&actor, &present), Errors::default()).await?;
    Ok(cx.page(&EditPage { layout: Layout::new(&cx), actor, fields }))
}

/// `POST /actors/{id}/edit`
pub async fn update(Id(id): Id, post: Post<ActorForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let actor = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Edit, &actor)?;
    let saved = cx
        .tx
        .attempt(async |tx| store::update(tx, permit, &form.parse()?, form.version()).await)
        .await;
    match saved {
        Ok(()) => cx.saved(actor.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let fields = Fields::new(&mut cx, form, errors).await?;
            Ok(cx.invalid(&EditPage { layout: Layout::new(&cx), actor, fields }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /actors/{id}/confirmation`
pub async fn confirm(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let actor = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Confirm, &actor)?;
    store::confirm(&mut cx.tx, permit).await?;
    cx.saved(actor.url(), "actors-notice-confirmed").await
}

/// `POST /actors/{id}/posture`
pub async fn choose_posture(Id(id): Id, post: Post<PostureForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let actor = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(ChoosePosture, &actor)?;
    match form.parse() {
        Ok(posture) => {
            store::choose_posture(&mut cx.tx, permit, posture).await?;
            cx.saved(actor.url(), "actors-notice-posture").await
        }
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, actor, form.posture, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}
