//! The pages of an entry: what it says, entering one, changing it. One handler, one address, one template.

use super::{
    contacts::{self, model::Contact},
    forms::{ActorForm, EmptyForm, options},
    merges,
    model::{
        Actor, ActorName, CLUSTERS, Desk, Dimension, Kind, Line, NewActor, Origin, PostCount,
        Presence, Present, Section, Status,
    },
    policy::{ChoosePosture, Confirm, Create, Edit, StillTrue},
    relations::{self, model::Relation},
    sections, store,
};
use crate::{
    access::{Record as _, Viewer},
    areas::{self, model::Entry},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Id,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use std::collections::HashMap;
use uuid::Uuid;

/// The kinds that this viewer may enter.
fn kinds_of(viewer: &Viewer) -> Vec<Kind> {
    let may = |kind: &Kind| *kind != Kind::System && viewer.may(Create, &NewActor::new(*kind));
    Kind::ALL.iter().copied().filter(may).collect()
}

#[derive(Template)]
#[template(path = "actors/show.html")]
struct ShowPage {
    layout: Layout,
    actor: Actor,
    /// Its parent, who entered it, its desk's stand-in, and the other ends of its relations.
    names: HashMap<Uuid, ActorName>,
    desk: Option<Desk>,
    areas: Vec<Present>,
    posts: Vec<PostCount>,
    offices: Vec<Line>,
    relations: Vec<Relation>,
    contacts: Vec<Contact>,
    sections: Vec<Section>,
    /// A merge of this entry that waits for an answer.
    merge: Option<Uuid>,
    can: Can,
}

/// What the reader may do with the entry.
#[expect(clippy::struct_excessive_bools, reason = "each is a button of the page")]
struct Can {
    edit: bool,
    confirm: bool,
    still_true: bool,
    choose_posture: bool,
    add_contact: bool,
    relate: bool,
}

impl ShowPage {
    async fn new(cx: &mut Ctx, actor: Actor) -> Result<ShowPage> {
        let desk = store::desk(&mut cx.tx, actor.id).await?;
        let relations = relations::store::of(&mut cx.tx, actor.id).await?;
        let ids: Vec<Uuid> = [actor.parent_id, actor.entered_by_id]
            .into_iter()
            .chain([desk.as_ref().and_then(|desk| desk.stand_in_id)])
            .flatten()
            .chain(relations.iter().map(|relation| relation.other(&actor.id)))
            .collect();
        let contacts = contacts::store::of(&mut cx.tx, actor.id).await?;
        contacts::pages::tell(cx, &contacts, "page").await?;
        let viewer = cx.viewer();
        let can = Can {
            edit: viewer.may(Edit, &actor),
            confirm: viewer.may(Confirm, &actor),
            still_true: viewer.may(StillTrue, &actor),
            choose_posture: viewer.may(ChoosePosture, &actor),
            add_contact: viewer.may(contacts::policy::AddContact, &actor),
            relate: viewer.may(relations::policy::Relate, &actor),
        };
        Ok(ShowPage {
            names: store::names(&mut cx.tx, &ids).await?,
            desk,
            areas: store::areas(&mut cx.tx, actor.id).await?,
            posts: store::posts(&mut cx.tx, actor.id).await?,
            offices: store::offices(&mut cx.tx, actor.id).await?,
            relations,
            contacts,
            sections: sections::of(cx, &actor).await?,
            merge: merges::store::waiting(&mut cx.tx, actor.id).await?,
            can,
            layout: Layout::new(cx),
            actor,
        })
    }

    /// The name of an actor of this page, with its address where the reader may open it.
    fn name(&self, id: &Uuid) -> (String, Option<String>) {
        let name = self.names.get(id);
        let label = name.map(|name| name.label(self.layout.lang)).unwrap_or_default();
        (label, name.and_then(ActorName::url))
    }

    /// The other end of a relation.
    fn other_end(&self, relation: &Relation) -> (String, Option<String>) {
        self.name(&relation.other(&self.actor.id))
    }
}

/// `GET /actors/{id}`: an entry that was merged leads to the one it was merged into.
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let actor = store::find(&mut cx.tx, id).await?;
    if let Some(into) = actor.merged_into_id
        && let Ok(into) = store::find(&mut cx.tx, into).await
    {
        return Ok(Redirect::to(&into.url()).into_response());
    }
    let page = ShowPage::new(&mut cx, actor).await?;
    Ok(cx.page(&page))
}

/// What the forms to enter and to edit show.
struct Fields {
    form: ActorForm,
    kinds: Vec<(String, String)>,
    markings: Vec<(String, String)>,
    origins: Vec<(String, String)>,
    clusters: Vec<(String, String)>,
    dimensions: Vec<(String, String)>,
    presences: Vec<(String, String)>,
    regions: Vec<Entry>,
    errors: Errors,
}

impl Fields {
    async fn new(cx: &mut Ctx, form: ActorForm, errors: Errors) -> Result<Fields> {
        let kinds = kinds_of(cx.viewer());
        let unsaid = |prefix: &str, codes: &[&str]| {
            let said = options(codes, prefix);
            std::iter::once((String::new(), format!("{prefix}-unsaid"))).chain(said).collect()
        };
        Ok(Fields {
            form,
            kinds: options(&kinds, "actors-kind"),
            markings: unsaid("actors-marking", &["logo", "none"]),
            origins: unsaid(
                "actors-origin",
                &[Origin::Internal.as_str(), Origin::External.as_str()],
            ),
            clusters: options(&CLUSTERS, "requests-cluster"),
            dimensions: options(Dimension::ALL, "actors-dimension"),
            presences: options(&Presence::SAID, "areas-presence"),
            regions: areas::store::regions(&mut cx.tx).await?,
            errors,
        })
    }

    /// How it is present there, as typed; empty for not.
    fn presence(&self, area: &Entry) -> &str {
        self.form.presence_in(area.id)
    }

    /// Whether something in this region is chosen: then it stands open.
    fn is_open(&self, region: &Entry) -> bool {
        let chosen = |area: &Entry| !self.presence(area).is_empty();
        chosen(region) || region.inside.iter().any(chosen)
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
    let entered_by_id = Some(cx.viewer().actor);
    let saved = cx.tx.attempt(async |tx| {
        let (kind, draft) = form.parse_new(&kinds)?;
        let slot = NewActor { entered_by_id, ..NewActor::new(kind) };
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

/// `POST /actors/{id}/still-true`
pub async fn still_true(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let actor = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(StillTrue, &actor)?;
    store::still_true(&mut cx.tx, permit).await?;
    cx.saved(actor.url(), "actors-notice-still-true").await
}
