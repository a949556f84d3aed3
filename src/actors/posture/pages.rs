//! The page of posture: what each choice shows to whom, what it leaves under way, and what each community sees of the entry now.

use super::{model, store};
use crate::{
    access::{Community, Record as _},
    actors::{
        contacts::{
            self,
            model::{Consent, Contact},
        },
        forms::{PostureForm, options},
        model::{Actor, ActorName, Posture},
        policy::{ChoosePosture, Edit},
        store as actors,
    },
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
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "posture/show.html")]
struct PosturePage {
    layout: Layout,
    actor: Actor,
    choices: Vec<(Posture, Vec<(Community, bool)>)>,
    /// Requests under way with a military party, which a change to coexistence leaves as they are.
    open_requests: Vec<String>,
    /// What coexistence would end: the function of a contact, and who was given something of it.
    outside: Vec<(String, Uuid)>,
    names: HashMap<Uuid, ActorName>,
    options: Vec<(String, String)>,
    posture: String,
    errors: Errors,
}

impl PosturePage {
    async fn new(
        cx: &mut Ctx,
        actor: Actor,
        posture: String,
        errors: Errors,
    ) -> Result<PosturePage> {
        let outside = contacts::store::outside(&mut cx.tx, actor.id).await?;
        let outside: Vec<(String, Uuid)> =
            outside.into_iter().map(|(function, recipient, _)| (function, recipient)).collect();
        let ids: Vec<Uuid> = outside.iter().map(|(_, recipient)| *recipient).collect();
        let choice = |posture: &Posture| (*posture, model::seen_by(&actor, Some(*posture)));
        Ok(PosturePage {
            choices: Posture::ALL.iter().map(choice).collect(),
            open_requests: store::open_with_military(&mut cx.tx, actor.id).await?,
            names: actors::names(&mut cx.tx, &ids).await?,
            outside,
            options: options(Posture::ALL, "actors-posture"),
            layout: Layout::new(cx),
            actor,
            posture,
            errors,
        })
    }

    fn name(&self, id: &Uuid) -> String {
        self.names.get(id).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

/// `GET /actors/{id}/posture`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let actor = actors::find(&mut cx.tx, id).await?;
    cx.tx.check(ChoosePosture, &actor)?;
    let posture = actor.posture.map(|posture| posture.to_string()).unwrap_or_default();
    let page = PosturePage::new(&mut cx, actor, posture, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /actors/{id}/posture`
pub async fn choose(Id(id): Id, post: Post<PostureForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let actor = actors::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(ChoosePosture, &actor)?;
    match form.parse() {
        Ok(posture) => {
            store::choose(&mut cx.tx, permit, posture).await?;
            cx.saved(format!("{}/preview", actor.url()), "actors-notice-posture").await
        }
        Err(Error::Invalid(errors)) => {
            let page = PosturePage::new(&mut cx, actor, form.posture, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// A contact in the preview: its function, and each consent in force in words.
struct Shown {
    contact: Contact,
    consents: Vec<(Consent, String)>,
}

#[derive(Template)]
#[template(path = "posture/preview.html")]
struct PreviewPage {
    layout: Layout,
    actor: Actor,
    seen: Vec<(Community, bool)>,
    /// How many of the standing relations each community sees, in the order of `seen`.
    relations: Vec<usize>,
    contacts: Vec<Shown>,
    open_requests: Vec<String>,
    can_choose_posture: bool,
}

/// `GET /actors/{id}/preview`
pub async fn preview(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let actor = actors::find(&mut cx.tx, id).await?;
    cx.tx.check(Edit, &actor)?;
    let seen = model::seen_by(&actor, None);
    let ends = store::relation_ends(&mut cx.tx, &actor).await?;
    let mut shown = Vec::new();
    for contact in contacts::store::of(&mut cx.tx, id).await? {
        shown.push(shown_of(&mut cx, contact).await?);
    }
    let open_requests = if actor.posture == Some(Posture::Coexistence) {
        store::open_with_military(&mut cx.tx, id).await?
    } else {
        Vec::new()
    };
    Ok(cx.page(&PreviewPage {
        relations: model::relations_seen_by(&actor, &ends),
        can_choose_posture: cx.viewer().may(ChoosePosture, &actor),
        layout: Layout::new(&cx),
        contacts: shown,
        open_requests,
        seen,
        actor,
    }))
}

async fn shown_of(cx: &mut Ctx, contact: Contact) -> Result<Shown> {
    let mut consents = contacts::store::consents(&mut cx.tx, contact.id).await?;
    consents.retain(|consent| consent.is_in_force);
    let ids: Vec<Uuid> = consents.iter().map(|consent| consent.recipient_id).collect();
    let names = actors::names(&mut cx.tx, &ids).await?;
    let lang = cx.lang;
    let with_name = |consent: Consent| {
        let name = names.get(&consent.recipient_id).map(|name| name.label(lang));
        (consent, name.unwrap_or_default())
    };
    Ok(Shown { contact, consents: consents.into_iter().map(with_name).collect() })
}
