//! The pages of relations: the list of an actor's, and the network around it. One handler, one address, one template.

use super::{
    forms::{EndForm, RelationForm},
    model::{Network, Node, Relation, RelationKind, Slot},
    network::Picture,
    policy::{AddRelation, EndRelation, Relate},
    store,
};
use crate::{
    access::Record as _,
    actors::{
        directory,
        forms::options,
        model::{Actor, ActorName},
        store as actors,
    },
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
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "relations/index.html")]
struct IndexPage {
    layout: Layout,
    actor: Actor,
    relations: Vec<Relation>,
    names: HashMap<Uuid, ActorName>,
    /// The relations that the reader may end.
    endable: Vec<Uuid>,
    can_relate: bool,
    kinds: Vec<(String, String)>,
    form: RelationForm,
    errors: Errors,
}

impl IndexPage {
    async fn new(
        cx: &mut Ctx,
        actor: Actor,
        form: RelationForm,
        errors: Errors,
    ) -> Result<IndexPage> {
        let relations = store::of(&mut cx.tx, actor.id).await?;
        let ids: Vec<Uuid> = relations.iter().map(|relation| relation.other(&actor.id)).collect();
        let endable = relations.iter().filter(|one| cx.viewer().may(EndRelation, *one));
        let endable = endable.map(|one| one.id).collect();
        Ok(IndexPage {
            names: actors::names(&mut cx.tx, &ids).await?,
            endable,
            can_relate: cx.viewer().may(Relate, &actor),
            kinds: options(RelationKind::ALL, "relations"),
            layout: Layout::new(cx),
            actor,
            relations,
            form,
            errors,
        })
    }

    fn name(&self, relation: &Relation) -> (String, Option<String>) {
        let name = self.names.get(&relation.other(&self.actor.id));
        let label = name.map(|name| name.label(self.layout.lang)).unwrap_or_default();
        (label, name.and_then(ActorName::url))
    }
}

/// `GET /actors/{id}/relations`
pub async fn index(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let actor = actors::find(&mut cx.tx, id).await?;
    let (form, errors) = (RelationForm::default(), Errors::default());
    let page = IndexPage::new(&mut cx, actor, form, errors).await?;
    Ok(cx.page(&page))
}

/// `POST /actors/{id}/relations`
pub async fn create(Id(id): Id, post: Post<RelationForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let actor = actors::find(&mut cx.tx, id).await?;
    let slot = Slot { id: Uuid::now_v7(), from: actor.clone() };
    let permit = cx.tx.permit(AddRelation, &slot)?;
    let done = cx.tx.attempt(async |tx| {
        let parsed = form.parse();
        let other = directory::store::named(tx, "other", &form.other).await;
        let (draft, other) = match (parsed, other) {
            (Ok(draft), Ok(other)) => (draft, other),
            (Err(Error::Invalid(one)), Err(Error::Invalid(two))) => {
                return Err(Error::Invalid(one.and(two)));
            }
            (Err(error), _) | (_, Err(error)) => return Err(error),
        };
        if other.id == id {
            return Err(Error::Invalid(Errors::one("other", "relations-field-itself")));
        }
        store::create(tx, permit, &draft, other.id).await
    });
    match done.await {
        Ok(()) => cx.saved(slot.url(), "relations-notice-said").await,
        Err(Error::Invalid(errors)) => {
            let page = IndexPage::new(&mut cx, actor, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "relations/end.html")]
struct EndPage {
    layout: Layout,
    relation: Relation,
    names: [String; 2],
    form: EndForm,
    errors: Errors,
}

impl EndPage {
    async fn new(
        cx: &mut Ctx,
        relation: Relation,
        form: EndForm,
        errors: Errors,
    ) -> Result<EndPage> {
        let names = actors::names(&mut cx.tx, &[relation.from_id, relation.to_id]).await?;
        let name = |id: Uuid| names.get(&id).map(|name| name.label(cx.lang)).unwrap_or_default();
        let names = [name(relation.from_id), name(relation.to_id)];
        Ok(EndPage { layout: Layout::new(cx), relation, names, form, errors })
    }
}

/// `GET /relations/{id}/end`
pub async fn ask_end(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let relation = store::find(&mut cx.tx, id).await?;
    cx.tx.check(EndRelation, &relation)?;
    let (form, errors) = (EndForm::default(), Errors::default());
    let page = EndPage::new(&mut cx, relation, form, errors).await?;
    Ok(cx.page(&page))
}

/// `POST /relations/{id}/end`
pub async fn end(Id(id): Id, post: Post<EndForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let relation = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(EndRelation, &relation)?;
    let done = cx.tx.attempt(async |tx| store::end(tx, permit, form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(relation.url(), "relations-notice-over").await,
        Err(Error::Invalid(errors)) => {
            let page = EndPage::new(&mut cx, relation, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// How far the picture reaches, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NetworkQuery {
    pub hops: String,
}

#[derive(Template)]
#[template(path = "relations/network.html")]
struct NetworkPage {
    layout: Layout,
    actor: Actor,
    network: Network,
    picture: Picture,
    hops: u8,
}

impl NetworkPage {
    fn node(&self, id: &Uuid) -> Option<&Node> {
        self.network.nodes.iter().find(|node| node.id == *id)
    }
}

/// `GET /actors/{id}/network`
pub async fn network(
    Id(id): Id,
    Query(query): Query<NetworkQuery>,
    mut cx: Ctx,
) -> Result<Response> {
    let actor = actors::find(&mut cx.tx, id).await?;
    let hops = if query.hops == "2" { 2 } else { 1 };
    let network = store::network(&mut cx.tx, id, hops).await?;
    let picture = Picture::of(&network);
    Ok(cx.page(&NetworkPage { layout: Layout::new(&cx), actor, network, picture, hops }))
}
